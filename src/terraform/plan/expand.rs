//! `count` and `for_each` of module calls: how many instances there are, and their keys.

use std::rc::Rc;

use super::instance::{Instance, Repetition};
use super::node::{Phase, Walk};
use super::resource::InstanceKey;
use super::scope::suggestion;
use crate::terraform::config::{Located, Module, ModuleCall};
use crate::terraform::convert::convert;
use crate::terraform::diagnostic::{Diagnostic, SnippetValue};
use crate::terraform::eval::{diagnostic_at, explain, explain_ephemeral, explain_sensitive};
use crate::terraform::limits::{Exhausted, INSTANCE_WORK, INSTANCES};
use crate::terraform::source::SourceFile;
use crate::terraform::types::{Str, Type};
use crate::terraform::value::{Marks, Value};

/// The instances of a module call.
#[derive(Clone)]
pub(super) enum Children<'a> {
    One(Rc<Instance<'a>>),
    Counted(Vec<Rc<Instance<'a>>>),
    Each(Vec<(Str, Rc<Instance<'a>>)>),
    /// How many there are is not asked in this phase: one stands for all.
    Unknown(Rc<Instance<'a>>),
    /// The module is not in this tree.
    Elsewhere,
}

impl<'a> Children<'a> {
    pub(super) fn instances(&self) -> Vec<Rc<Instance<'a>>> {
        match self {
            Children::One(instance) | Children::Unknown(instance) => vec![instance.clone()],
            Children::Counted(instances) => instances.clone(),
            Children::Each(instances) => instances.iter().map(|(_, instance)| instance.clone()).collect(),
            Children::Elsewhere => Vec::new(),
        }
    }

    /// The key of each.
    pub(super) fn keys(&self) -> Vec<Option<InstanceKey>> {
        let key = |instance: &Rc<Instance<'_>>| instance.call.as_ref().and_then(|(.., repetition)| repetition.key());
        self.instances().iter().map(key).collect()
    }
}

/// How often a block with `count` or `for_each` is there.
pub(super) enum Keys {
    Once,
    /// Not asked in this phase.
    Unknown,
    Count(usize),
    Each(Vec<(Str, Value)>),
}

impl<'a> Walk<'a> {
    /// The instances of a call; none when that failed, which has been said.
    pub(super) fn expand(&self, parent: &Rc<Instance<'a>>, call: &'a ModuleCall) -> Option<Children<'a>> {
        let Some(module) = self.configuration.called(call) else {
            self.say(unknown_module(call));
            return Some(Children::Elsewhere);
        };
        self.undeclared_arguments(call, module);
        if !self.dependencies_hold(parent, &call.depends_on) {
            return None;
        }
        let keys = self.keys(parent, call.count.as_ref(), call.for_each.as_ref())?;
        let make = |suffix: String, repetition: Repetition| {
            let prefix = if parent.address.is_empty() { String::new() } else { format!("{}.", parent.address) };
            let address = format!("{prefix}module.{}{suffix}", call.name);
            self.called(module, address, Some((parent.clone(), call, repetition)))
        };
        Some(match keys {
            Keys::Once => Children::One(make(String::new(), Repetition::Once)),
            Keys::Unknown => Children::Unknown(make(String::new(), Repetition::Unknown)),
            Keys::Count(n) => Children::Counted((0..n).map(|i| make(format!("[{i}]"), Repetition::Count(i))).collect()),
            Keys::Each(items) => Children::Each(
                items
                    .into_iter()
                    .map(|(key, value)| {
                        let instance = make(format!("[{key:?}]"), Repetition::Each(key.clone(), value));
                        (key, instance)
                    })
                    .collect(),
            ),
        })
    }

    /// What `count` or `for_each` come to.
    pub(super) fn keys(
        &self,
        instance: &Rc<Instance<'a>>,
        count: Option<&Located>,
        for_each: Option<&Located>,
    ) -> Option<Keys> {
        let Some(repeated) = count.or(for_each) else { return Some(Keys::Once) };
        let value = self.expression(repeated, &self.scope(instance))?;
        if value.marks_deep().contains(Marks::EPHEMERAL) {
            let (name, given, what) = match count {
                Some(_) => ("count", "\"count\"", "the number of resource instances"),
                None => ("for_each", "\"for_each\" value", "a resource's instance keys"),
            };
            let detail = format!(
                "The given {given} is derived from an ephemeral value, which means that Terraform cannot persist it between plan/apply rounds. Use only non-ephemeral values to specify {what}."
            );
            // Of a count Terraform does not say what it read.
            let values =
                if count.is_some() { Vec::new() } else { explain_ephemeral(&repeated.expr, &self.scope(instance)) };
            self.unsuitable(repeated, &format!("Invalid {name} argument"), detail, values);
            return None;
        }
        let judged = value.is_wholly_known() || (count.is_none() && value.is_sensitive());
        // Not asked yet; but what is known already is judged already.
        let validating = self.phase == Phase::Validate;
        if validating && !judged {
            return Some(Keys::Unknown);
        }
        let keys = match count {
            Some(count) => Keys::Count(self.count(count, value)?),
            None => Keys::Each(self.for_each(instance, repeated, value)?),
        };
        if validating {
            return Some(Keys::Unknown);
        }
        let n = match &keys {
            Keys::Count(n) => *n,
            Keys::Each(items) => items.len(),
            Keys::Once | Keys::Unknown => 1,
        };
        self.followed(repeated, n).then_some(keys)
    }

    /// Whether so many instances of a block are followed; that they are not is said.
    fn followed(&self, repeated: &Located, n: usize) -> bool {
        let left = self.budget.spend(n.saturating_mul(INSTANCE_WORK));
        if n <= INSTANCES && left.is_ok() {
            return true;
        }
        if n > INSTANCES || left == Err(Exhausted { said: false }) {
            let detail = format!(
                "Landform follows at most {INSTANCES} instances of a block, and fewer of blocks in modules that have many."
            );
            self.unsuitable(repeated, "Too many instances", detail, Vec::new());
        }
        false
    }

    fn count(&self, count: &Located, value: Value) -> Option<usize> {
        let (value, _) = value.unmark();
        let detail = match convert(&value, &Type::Number) {
            Err(mismatch) => format!("The given \"count\" argument value is unsuitable: {mismatch}."),
            Ok(number) if number.is_null() => {
                "The given \"count\" argument value is null. An integer is required.".to_owned()
            }
            Ok(number) => match number.as_number() {
                None if self.budget.is_spent() => return None,
                None => "The \"count\" value depends on resource attributes that cannot be determined until apply, so Terraform cannot predict how many instances will be created. To work around this, use the -target argument to first apply only the resources that the count depends on.".to_owned(),
                Some(n) if n.is_negative() => {
                    "The given \"count\" argument value is unsuitable: must be greater than or equal to zero.".to_owned()
                }
                Some(n) => match n.to_i64().and_then(|n| usize::try_from(n).ok()) {
                    Some(n) => return Some(n),
                    None => "The given \"count\" argument value is unsuitable: value must be a whole number, between -9223372036854775808 and 9223372036854775807.".to_owned(),
                },
            },
        };
        self.unsuitable(count, "Invalid count argument", detail, Vec::new());
        None
    }

    fn for_each(&self, instance: &Rc<Instance<'a>>, for_each: &Located, value: Value) -> Option<Vec<(Str, Value)>> {
        const INVALID: &str = "Invalid for_each argument";
        const UNKNOWN: &str = "that cannot be determined until apply, and so Terraform cannot determine the full set of keys that will identify the instances of this resource.\n\nWhen working with unknown values in for_each, it's better to";
        let say = |detail: String| {
            self.unsuitable(for_each, INVALID, detail, explain(&for_each.expr, &self.scope(instance)));
            None
        };
        let unsuitable = "The given \"for_each\" argument value is unsuitable:";
        if value.is_sensitive() {
            let detail = "Sensitive values, or values derived from sensitive values, cannot be used as for_each arguments. If used, the sensitive value could be exposed as a resource instance key.".to_owned();
            self.unsuitable(for_each, INVALID, detail, explain_sensitive(&for_each.expr, &self.scope(instance)));
            return None;
        }
        if value.is_null() {
            return say(format!(
                "{unsuitable} the given \"for_each\" argument value is null. A map, or set of strings is allowed."
            ));
        }
        let set_of_unknown = matches!(value.ty(), Type::Set(_)) && !value.is_wholly_known();
        if !value.is_known() && self.budget.is_spent() {
            return None;
        }
        if !value.is_known() || set_of_unknown {
            return say(match value.ty() {
                Type::Set(_) => format!(
                    "The \"for_each\" set includes values derived from resource attributes {UNKNOWN} use a map value where the keys are defined statically in your configuration and where only the values contain apply-time results.\n\nAlternatively, you could use the -target planning option to first apply only the resources that the for_each value depends on, and then apply a second time to fully converge."
                ),
                _ => format!(
                    "The \"for_each\" map includes keys derived from resource attributes {UNKNOWN} define the map keys statically in your configuration and place apply-time results only in the map values.\n\nAlternatively, you could use the -target planning option to first apply only the resources that the for_each value depends on, and then apply a second time to fully converge."
                ),
            });
        }
        match (value.ty(), value.as_entries(), value.as_elements()) {
            (Type::Map(_) | Type::Object(_), Some(entries), _) => {
                Some(entries.iter().map(|(k, v)| (k.clone(), v.clone())).collect())
            }
            (Type::Set(_), _, Some([])) => Some(Vec::new()),
            (Type::Set(element), _, Some(members)) if **element == Type::String => {
                if members.iter().any(Value::is_null) {
                    return say(format!("{unsuitable} \"for_each\" sets must not contain null values."));
                }
                Some(members.iter().filter_map(|v| Some((Str::from(v.as_str()?), v.clone()))).collect())
            }
            (Type::Set(element), ..) => {
                let detail = format!(
                    "{unsuitable} \"for_each\" supports maps and sets of strings, but you have provided a set containing type {}.",
                    element.friendly_name()
                );
                let values = explain(&for_each.expr, &self.scope(instance));
                self.unsuitable(for_each, "Invalid for_each set argument", detail, values);
                None
            }
            (ty, ..) => say(format!(
                "{unsuitable} the \"for_each\" argument must be a map, or set of strings, and you have provided a value of type {}.",
                ty.friendly_name()
            )),
        }
    }

    fn unsuitable(&self, located: &Located, summary: &str, detail: String, values: Vec<SnippetValue>) {
        self.say(diagnostic_at(&located.file, summary, detail, located.expr.span(), None, values));
    }

    /// Arguments that are no variable of the called module, and required ones that are missing.
    fn undeclared_arguments(&self, call: &'a ModuleCall, module: &'a Module) {
        let say = |file: &SourceFile, summary: &str, detail: String, at| {
            self.say(diagnostic_at(file, summary, detail, at, None, Vec::new()));
        };
        for (name, argument) in call.arguments.iter().filter(|(name, _)| !module.variables.contains_key(*name)) {
            let known = module.variables.keys().filter(|known| !call.arguments.contains_key(*known));
            let hint = suggestion(name, known).unwrap_or_default();
            let detail = format!("An argument named {:?} is not expected here.{hint}", &**name);
            let at = call.names.get(name).cloned().unwrap_or_default();
            say(&argument.file, "Unsupported argument", detail, at);
        }
        for variable in module.variables.values() {
            if variable.default.is_none() && !call.arguments.contains_key(&variable.name) {
                let detail = format!("The argument {:?} is required, but no definition was found.", &*variable.name);
                say(&call.file, "Missing required argument", detail, call.open.clone());
            }
        }
    }
}

fn unknown_module(call: &ModuleCall) -> Diagnostic {
    let source = call.source.as_deref().unwrap_or_default();
    let detail = format!(
        "Module {:?} is called from {source:?}, which is no directory of this configuration. Landform follows local paths only.",
        &*call.name
    );
    Diagnostic::error("Module not supported", detail, Some(call.range.clone()))
}
