//! The nodes of a walk: module instances and, in them, variables, locals and outputs, each evaluated at most once.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hcl_edit::expr::Expression;
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::Root;
use super::condition::Kind;
use super::expand::Children;
use super::resource::{InstanceKey, Mode, ModulePath, PlannedResource};
use super::scope::ModuleScope;
use crate::terraform::config::{Configuration, Located, Module, ModuleCall, Output};
use crate::terraform::diagnostic::{Diagnostic, Range};
use crate::terraform::eval::references::references;
use crate::terraform::eval::{self, Scope as _, Unresolved, diagnostic_at};
use crate::terraform::limits::{Budget, CHAIN};
use crate::terraform::provider::Cloud;
use crate::terraform::source::SourceFile;
use crate::terraform::tfvars;
use crate::terraform::types::Str;
use crate::terraform::value::{Marks, Value};

/// What is known of a node; `None` in `Done` means that it failed and has said so.
#[derive(Clone)]
enum State {
    InProgress,
    Done(Option<Value>),
}

/// What a node is, within its module instance.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Node {
    /// A variable's value, whatever its rules say.
    Given(Str),
    /// A variable whose rules hold.
    Variable(Str),
    Local(Str),
    Output(Str),
    /// A resource with all its instances, by `type.name`.
    Resource(Mode, Str),
}

impl std::fmt::Display for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Node::Given(name) | Node::Variable(name) => write!(f, "var.{name}"),
            Node::Local(name) => write!(f, "local.{name} (expand)"),
            Node::Output(name) => write!(f, "output.{name} (expand)"),
            Node::Resource(Mode::Managed, name) => f.write_str(name),
            Node::Resource(Mode::Data, name) => write!(f, "data.{name}"),
        }
    }
}

/// What a walk is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Whatever the inputs: the root module's variables are unknown, as in `terraform validate`.
    Validate,
    /// With the inputs, as in `terraform plan`.
    Plan,
}

/// `count.index`, or `each.key` and `each.value`.
#[derive(Clone, Debug)]
pub(super) enum Repetition {
    Once,
    /// Repeated, while it is not known how often.
    Unknown,
    Count(usize),
    Each(Str, Value),
}

impl Repetition {
    /// The key of the instance that it makes.
    pub(super) fn key(&self) -> Option<InstanceKey> {
        match self {
            Repetition::Once | Repetition::Unknown => None,
            Repetition::Count(index) => Some(InstanceKey::Index(*index)),
            Repetition::Each(key, _) => Some(InstanceKey::Key(key.clone())),
        }
    }
}

/// One instance of a module: the root, or one of a call's.
pub(super) struct Instance<'a> {
    pub module: &'a Module,
    /// `module.alb`, empty for the root.
    pub address: String,
    /// The call that made it, and the instance that the call stands in.
    pub call: Option<(Rc<Instance<'a>>, &'a ModuleCall, Repetition)>,
    states: RefCell<HashMap<Node, State, FxBuildHasher>>,
    children: RefCell<HashMap<Str, Option<Children<'a>>>>,
    /// The object of all outputs, once none of them failed.
    pub object: OnceCell<Value>,
}

impl<'a> Instance<'a> {
    pub(super) fn new(
        module: &'a Module,
        address: String,
        call: Option<(Rc<Instance<'a>>, &'a ModuleCall, Repetition)>,
    ) -> Rc<Instance<'a>> {
        let states = RefCell::default();
        Rc::new(Instance { module, address, call, states, children: RefCell::default(), object: OnceCell::new() })
    }
}

/// One evaluation of a root module.
pub(super) struct Walk<'a> {
    pub configuration: &'a Configuration,
    pub root: &'a Root<'a>,
    pub phase: Phase,
    pub given: IndexMap<Str, Located>,
    top: Rc<Instance<'a>>,
    diagnostics: RefCell<Vec<Diagnostic>>,
    /// The resource instances planned so far.
    pub planned: RefCell<Vec<(ModulePath, PlannedResource)>>,
    /// The providers' configurations, by module instance and name there; none when one failed.
    pub clouds: RefCell<HashMap<(String, String), Option<Cloud>>>,
    /// The work that is left for it.
    pub budget: Budget,
    /// The nodes being evaluated, outermost first: what a cycle is made of.
    chain: RefCell<Vec<(Rc<Instance<'a>>, Node)>>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        configuration: &'a Configuration,
        root: &'a Root<'a>,
        module: &'a Arc<Module>,
        phase: Phase,
        files: &[&Arc<SourceFile>],
    ) -> Walk<'a> {
        let (mut given, mut diagnostics) = (IndexMap::new(), Vec::new());
        // Of a value that is given twice the last counts.
        for file in files.iter().filter(|_| phase == Phase::Plan) {
            let (values, problems) = tfvars::parse(file);
            given.extend(values);
            diagnostics.extend(problems);
        }
        let walk = Walk {
            configuration,
            root,
            phase,
            given,
            top: Instance::new(module, String::new(), None),
            diagnostics: RefCell::new(diagnostics),
            planned: RefCell::default(),
            clouds: RefCell::default(),
            budget: Budget::default(),
            chain: RefCell::default(),
        };
        walk.undeclared_values();
        walk
    }

    pub(super) fn root(&self) -> Rc<Instance<'a>> {
        self.top.clone()
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics.into_inner()
    }

    pub(super) fn say(&self, diagnostic: Diagnostic) {
        self.diagnostics.borrow_mut().push(diagnostic);
    }

    pub(super) fn say_all(&self, diagnostics: Vec<Diagnostic>) {
        self.diagnostics.borrow_mut().extend(diagnostics);
    }

    /// Evaluates every node of every module instance, so that everything wrong is said.
    pub(super) fn everything(&self) {
        let broken: Vec<Diagnostic> =
            self.reachable().iter().flat_map(|module| module.diagnostics.iter().cloned()).collect();
        if !broken.is_empty() {
            // As Terraform does: a configuration that does not load is not walked.
            self.say_all(broken);
            return;
        }
        self.instance(&self.root());
    }

    fn instance(&self, instance: &Rc<Instance<'a>>) {
        for name in instance.module.variables.keys() {
            self.variable(instance, name);
        }
        for name in instance.module.locals.keys() {
            self.local(instance, name);
        }
        for call in instance.module.calls.values() {
            for child in self.children(instance, call).map(|children| children.instances()).unwrap_or_default() {
                self.instance(&child);
            }
        }
        for (mode, declared) in [(Mode::Data, &instance.module.data), (Mode::Managed, &instance.module.resources)] {
            for key in declared.keys() {
                self.resource(instance, mode, key);
            }
        }
        for name in instance.module.providers.keys() {
            self.cloud(instance, name);
        }
        for name in instance.module.outputs.keys() {
            self.output(instance, name);
        }
        for check in instance.module.checks.values() {
            self.conditions(&check.asserts, Kind::Assert, &self.scope(instance));
        }
    }

    /// The modules that the root module calls, directly or not, and itself.
    fn reachable(&self) -> Vec<&'a Module> {
        let mut found: Vec<&Module> = vec![self.top.module];
        let mut next = 0;
        while let Some(module) = found.get(next).copied() {
            next += 1;
            for called in module.calls.values().filter_map(|call| self.configuration.called(call)) {
                if !found.iter().any(|known| known.dir == called.dir) {
                    found.push(called);
                }
            }
        }
        found
    }

    /// A variable whose rules hold.
    pub(super) fn variable(&self, instance: &Rc<Instance<'a>>, name: &Str) -> Option<Value> {
        self.node(instance, Node::Variable(name.clone()), || self.checked_variable(instance, name))
    }

    /// A variable's value, whatever its rules say.
    pub(super) fn given_variable(&self, instance: &Rc<Instance<'a>>, name: &Str) -> Option<Value> {
        self.node(instance, Node::Given(name.clone()), || self.variable_value(instance, name))
    }

    pub(super) fn local(&self, instance: &Rc<Instance<'a>>, name: &Str) -> Option<Value> {
        let local = instance.module.locals.get(name)?;
        self.node(instance, Node::Local(name.clone()), || self.expression(&local.value, &self.scope(instance)))
    }

    pub(super) fn output(&self, instance: &Rc<Instance<'a>>, name: &Str) -> Option<Value> {
        let output = instance.module.outputs.get(name)?;
        self.node(instance, Node::Output(name.clone()), || {
            if !self.conditions(&output.preconditions, Kind::Output, &self.scope(instance)) {
                return None;
            }
            let value = self.expression(output.value.as_ref()?, &self.scope(instance))?;
            if !self.may_leave(instance, output, &value) {
                return None;
            }
            Some(if output.sensitive { value.with_marks(Marks::SENSITIVE) } else { value })
        })
    }

    /// Whether what a root module returns is declared as being what it is: sensitive, or not ephemeral.
    fn may_leave(&self, instance: &Rc<Instance<'a>>, output: &Output, value: &Value) -> bool {
        let marks = value.marks_deep();
        let (summary, detail) = if marks.contains(Marks::EPHEMERAL) && !output.ephemeral {
            (
                "Ephemeral value not allowed",
                "This output value is not declared as returning an ephemeral value, so it cannot be set to a result derived from an ephemeral value.",
            )
        } else if instance.call.is_none() && marks.contains(Marks::SENSITIVE) && !output.sensitive {
            (
                "Output refers to sensitive values",
                "To reduce the risk of accidentally exporting sensitive data that was intended to be only internal, Terraform requires that any root module output containing sensitive data be explicitly marked as sensitive, to confirm your intent.\n\nIf you do intend to export this data, annotate the output value as sensitive by adding the following argument:\n    sensitive = true",
            )
        } else {
            return true;
        };
        let diagnostic = match &output.value {
            Some(located) if marks.contains(Marks::EPHEMERAL) && !output.ephemeral => {
                diagnostic_at(&located.file, summary, detail.to_owned(), eval::span(&located.expr), None, Vec::new())
            }
            Some(located) => {
                let at = output.range.start.byte..output.range.end.byte;
                diagnostic_at(&located.file, summary, detail.to_owned(), at, None, Vec::new())
            }
            None => Diagnostic::error(summary, detail, Some(output.range.clone())),
        };
        self.say(diagnostic);
        false
    }

    /// A resource, or its instances.
    pub(super) fn resource(&self, instance: &Rc<Instance<'a>>, mode: Mode, key: &Str) -> Option<Value> {
        let declared = if mode == Mode::Data { &instance.module.data } else { &instance.module.resources };
        let resource = declared.get(key)?;
        self.node(instance, Node::Resource(mode, key.clone()), || self.resource_value(instance, resource, mode))
    }

    /// The instances that a call makes; none when their number failed.
    pub(super) fn children(&self, instance: &Rc<Instance<'a>>, call: &'a ModuleCall) -> Option<Children<'a>> {
        if let Some(known) = instance.children.borrow().get(&call.name) {
            return known.clone();
        }
        let children = self.expand(instance, call);
        instance.children.borrow_mut().insert(call.name.clone(), children.clone());
        children
    }

    fn node(&self, instance: &Rc<Instance<'a>>, node: Node, evaluate: impl FnOnce() -> Option<Value>) -> Option<Value> {
        let known = instance.states.borrow().get(&node).cloned();
        match known {
            Some(State::Done(value)) => return value,
            Some(State::InProgress) => {
                self.cycle(&node);
                return None;
            }
            None => {}
        }
        if self.chain.borrow().len() >= CHAIN {
            let detail = format!("{node} depends on a chain of more than {CHAIN} values, more than Landform follows.");
            self.say(Diagnostic::error("Dependencies nested too deeply", detail, None));
            return None;
        }
        instance.states.borrow_mut().insert(node.clone(), State::InProgress);
        self.chain.borrow_mut().push((instance.clone(), node.clone()));
        let value = evaluate();
        self.chain.borrow_mut().pop();
        instance.states.borrow_mut().insert(node, State::Done(value.clone()));
        value
    }

    /// Says once what a cycle is made of.
    fn cycle(&self, node: &Node) {
        let link = |(instance, node): &(Rc<Instance<'a>>, Node)| match instance.address.as_str() {
            "" => node.to_string(),
            address => format!("{address}.{node}"),
        };
        let chain: Vec<String> = self.chain.borrow().iter().map(link).collect();
        let name = node.to_string();
        let from = chain.iter().rposition(|link| link.ends_with(&name)).unwrap_or(0);
        let mut links: Vec<&str> = chain.get(from..).unwrap_or_default().iter().map(String::as_str).collect();
        links.sort_unstable();
        links.dedup();
        let summary = format!("Cycle: {}", links.join(", "));
        let mut diagnostics = self.diagnostics.borrow_mut();
        if !diagnostics.iter().any(|d| d.summary == summary) {
            diagnostics.push(Diagnostic::error(summary, "", None));
        }
    }

    pub(super) fn scope<'w>(&'w self, instance: &Rc<Instance<'a>>) -> ModuleScope<'w, 'a> {
        ModuleScope {
            walk: self,
            instance: instance.clone(),
            repetition: Repetition::Once,
            own_variable: None,
            names: Vec::new(),
            own: None,
        }
    }

    /// Evaluates an expression: none when it, or something that it refers to, failed.
    pub(super) fn expression(&self, located: &Located, scope: &ModuleScope<'_, 'a>) -> Option<Value> {
        self.expression_in(&located.expr, &located.file, scope)
    }

    /// The same for an expression that stands in a body.
    pub(super) fn expression_in(
        &self,
        expr: &Expression,
        file: &Arc<SourceFile>,
        scope: &ModuleScope<'_, 'a>,
    ) -> Option<Value> {
        if !self.references_hold(expr, file, scope) {
            return None;
        }
        let (value, diagnostics) = eval::evaluate(expr, file, scope);
        let failed = !diagnostics.is_empty();
        self.say_all(diagnostics);
        (!failed).then_some(value)
    }

    /// Whether everything that an expression refers to is there and did not fail. What is undeclared is said.
    pub(super) fn references_hold(&self, expr: &Expression, file: &SourceFile, scope: &ModuleScope<'_, 'a>) -> bool {
        let mut hold = true;
        // Terraform looks for modules and resources before it evaluates anything, and for values only then.
        let mut objects = Vec::new();
        let mut values = Vec::new();
        for reference in references(expr) {
            match scope.lookup(reference.root, &reference.path) {
                Ok(_) => {}
                Err(Unresolved::Failed) => hold = false,
                Err(Unresolved::Undeclared { summary, detail }) => {
                    hold = false;
                    let is_value = matches!(reference.root, "var" | "local" | "path" | "terraform" | "count" | "each");
                    let steps = if reference.root == "module" { 2 } else { 1 };
                    let at = reference.start..reference.end(steps);
                    let diagnostic = diagnostic_at(file, &summary, detail, at, None, Vec::new());
                    if is_value { &mut values } else { &mut objects }.push(diagnostic);
                }
            }
        }
        self.say_all(if objects.is_empty() { values } else { objects });
        hold
    }

    pub(super) fn shown_range(&self, range: &Range) -> String {
        self.root.describe(range)
    }
}
