//! What names mean inside a module instance.

use std::rc::Rc;

use super::expand::Children;
use super::instance::{Instance, Repetition};
use super::node::Walk;
use crate::terraform::config::Mode;
use crate::terraform::eval::{Scope, Unresolved};
use crate::terraform::limits::Budget;
use crate::terraform::source::{Tree, relative};
use crate::terraform::types::{Str, Type};
use crate::terraform::value::Value;

type Found = Result<(Value, usize), Unresolved>;

/// The names of a module instance, seen from one of its blocks.
#[derive(Clone)]
pub(super) struct ModuleScope<'w, 'a> {
    pub walk: &'w Walk<'a>,
    pub instance: Rc<Instance<'a>>,
    /// What `count` and `each` mean.
    pub repetition: Repetition,
    /// In a variable's own rules: its name and value, whatever the rules will say.
    pub own_variable: Option<(Str, Value)>,
    /// The iterators of the `dynamic` blocks around.
    pub names: Vec<(Str, Value)>,
    /// In a postcondition: what `self` is.
    pub own: Option<Value>,
}

impl Scope for ModuleScope<'_, '_> {
    fn lookup(&self, root: &str, path: &[&str]) -> Found {
        if let Some((_, value)) = self.names.iter().rev().find(|(name, _)| &**name == root) {
            return Ok((value.clone(), 0));
        }
        match (root, path.first()) {
            ("self", _) => self.own.clone().map(|value| (value, 0)).ok_or_else(|| {
                undeclared(
                    "Invalid \"self\" reference",
                    "The \"self\" object is not available in this context. This object can be used only in resource provisioner, connection, and postcondition blocks.".into(),
                )
            }),
            ("var", Some(name)) => self.variable(name),
            ("local", Some(name)) => self.local(name),
            ("module", Some(name)) => self.module(name, path.get(1).copied()),
            ("path", Some(name)) => self.path(name),
            ("terraform", Some(name)) => terraform(name),
            ("count" | "each", Some(name)) => self.repetition(root, name),
            (root, Some(first)) => match Mode::of_root(root) {
                Some(mode) => self.resource(mode, first, path.get(1).copied()).map(|value| (value, 2)),
                None => self.resource(Mode::Managed, root, Some(first)).map(|value| (value, 1)),
            },
            (_, None) => Err(undeclared(
                "Invalid reference",
                "A reference to a resource type must be followed by at least one attribute access, specifying the resource name.".into(),
            )),
        }
    }

    fn files(&self) -> Option<(&Tree, &str)> {
        Some((self.walk.configuration.tree(), self.walk.root.dir))
    }

    fn budget(&self) -> Budget {
        self.walk.budget.clone()
    }
}

impl<'a> ModuleScope<'_, 'a> {
    fn variable(&self, name: &str) -> Found {
        if let Some((own, value)) = &self.own_variable
            && &**own == name
        {
            return Ok((value.clone(), 1));
        }
        let Some(at) = self.instance.module.variables.get_index_of(name) else {
            let near = suggestion(name, self.instance.module.variables.keys());
            let hint =
                near.unwrap_or_else(|| format!(" This variable can be declared with a variable {name:?} {{}} block."));
            return Err(undeclared(
                "Reference to undeclared input variable",
                format!("An input variable with the name {name:?} has not been declared.{hint}"),
            ));
        };
        self.walk.variable(&self.instance, at).map(|value| (value, 1)).ok_or(Unresolved::Failed)
    }

    fn local(&self, name: &str) -> Found {
        let Some(at) = self.instance.module.locals.get_index_of(name) else {
            let hint = suggestion(name, self.instance.module.locals.keys()).unwrap_or_default();
            return Err(undeclared(
                "Reference to undeclared local value",
                format!("A local value with the name {name:?} has not been declared.{hint}"),
            ));
        };
        self.walk.local(&self.instance, at).map(|value| (value, 1)).ok_or(Unresolved::Failed)
    }

    fn module(&self, name: &str, output: Option<&str>) -> Found {
        let Some(call) = self.instance.module.calls.get_index_of(name) else {
            let hint = suggestion(name, self.instance.module.calls.keys()).unwrap_or_default();
            return Err(undeclared(
                "Reference to undeclared module",
                format!("No module call named {name:?} is declared in {}.{hint}", self.here()),
            ));
        };
        let children = self.walk.children(&self.instance, call).ok_or(Unresolved::Failed)?;
        match (&children, output) {
            (Children::One(child), Some(output)) => {
                let Some(output) = child.module.outputs.get_index_of(output) else {
                    return Err(undeclared(
                        "Unsupported attribute",
                        format!("This object does not have an attribute named {output:?}."),
                    ));
                };
                self.walk.output(child, output).map(|value| (value, 2)).ok_or(Unresolved::Failed)
            }
            (Children::One(child), None) => self.outputs(child).map(|value| (value, 1)),
            (Children::Counted(children), _) => {
                let objects: Result<Vec<_>, _> = children.iter().map(|child| self.outputs(child)).collect();
                Ok((Value::tuple(objects?), 1))
            }
            (Children::Each(children), _) => {
                let objects: Result<Vec<_>, _> =
                    children.iter().map(|(key, child)| Ok((key.clone(), self.outputs(child)?))).collect();
                Ok((Value::object(objects?), 1))
            }
            (Children::Unknown(_) | Children::Elsewhere, _) => Ok((Value::dynamic(), 1)),
        }
    }

    fn outputs(&self, child: &Rc<Instance<'a>>) -> Result<Value, Unresolved> {
        self.walk.outputs(child).ok_or(Unresolved::Failed)
    }

    fn path(&self, name: &str) -> Found {
        let root = self.walk.root;
        let value = match name {
            "root" => ".".to_owned(),
            // Where Terraform will run is not known here.
            "cwd" => return Ok((Value::unknown(Type::String).refine_not_null(), 1)),
            "module" if self.instance.module.dir.as_ref() == root.dir => ".".to_owned(),
            "module" => relative(&self.instance.module.dir, root.dir),
            other => {
                return Err(undeclared(
                    "Invalid \"path\" attribute",
                    format!("The \"path\" object does not have an attribute named {other:?}."),
                ));
            }
        };
        Ok((Value::string(value), 1))
    }

    fn repetition(&self, root: &str, name: &str) -> Found {
        let value = match (&self.repetition, root, name) {
            (Repetition::Count(index), "count", "index") => Value::number(*index),
            (Repetition::Each(key, _), "each", "key") => Value::string(key),
            (Repetition::Each(_, value), "each", "value") => value.clone(),
            (Repetition::Unknown, "count", "index") => Value::unknown(Type::Number).refine_not_null(),
            (Repetition::Unknown, "each", "key") => Value::unknown(Type::String).refine_not_null(),
            (Repetition::Unknown, "each", "value") => Value::dynamic(),
            (_, "count", _) => {
                return Err(undeclared(
                    "Reference to \"count\" in non-counted context",
                    "The \"count\" object can only be used in \"module\", \"resource\", and \"data\" blocks, and only when the \"count\" argument is set.".into(),
                ));
            }
            _ => {
                return Err(undeclared(
                    "Reference to \"each\" in context without for_each",
                    "The \"each\" object can be used only in \"module\" or \"resource\" blocks, and only when the \"for_each\" argument is set.".into(),
                ));
            }
        };
        Ok((value, 1))
    }

    fn resource(&self, mode: Mode, kind: &str, name: Option<&str>) -> Result<Value, Unresolved> {
        let name = name.unwrap_or_default();
        let key = format!("{kind}.{name}");
        let Some(at) = mode.declared(self.instance.module).get_index_of(key.as_str()) else {
            let (article, adjective) = (mode.article(), mode.adjective());
            return Err(undeclared(
                "Reference to undeclared resource",
                format!("{article} {adjective} resource {kind:?} {name:?} has not been declared in {}.", self.here()),
            ));
        };
        self.walk.resource(&self.instance, mode, at).ok_or(Unresolved::Failed)
    }

    /// Where this is, in Terraform's words.
    fn here(&self) -> &str {
        if self.instance.address.is_empty() { "the root module" } else { &self.instance.address }
    }
}

fn terraform(name: &str) -> Found {
    match name {
        "workspace" => Ok((Value::string("default"), 1)),
        "applying" => Ok((Value::bool(false), 1)),
        other => Err(undeclared(
            "Invalid \"terraform\" attribute",
            format!(
                "The \"terraform\" object does not have an attribute named {other:?}. The only supported attribute is terraform.workspace, the name of the currently-selected workspace."
            ),
        )),
    }
}

fn undeclared(summary: &str, detail: String) -> Unresolved {
    Unresolved::Undeclared { summary: summary.into(), detail }
}

/// ` Did you mean "cidr"?`, where something like it is known.
pub(super) fn suggestion<'n>(name: &str, known: impl Iterator<Item = &'n Str>) -> Option<String> {
    crate::terraform::eval::nearest(name, known.map(|known| &**known)).map(|near| format!(" Did you mean {near:?}?"))
}
