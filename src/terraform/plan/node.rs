//! The nodes of a walk: module instances and, in them, variables, locals and outputs, each evaluated at most once.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hcl_edit::expr::Expression;
use rustc_hash::FxBuildHasher;

use super::Root;
use super::condition::Kind;
use super::expand::Children;
use super::given::{self, Given, Unfit};
use super::memory::{Frame, Memory, Planned, Records, What};
use super::resource::{InstanceKey, Mode};
use super::scope::ModuleScope;
use crate::terraform::config::{Configuration, Declared, Located, Module, ModuleCall};
use crate::terraform::diagnostic::{Diagnostic, Range};
use crate::terraform::eval::references::references;
use crate::terraform::eval::{self, Scope as _, Unresolved, diagnostic_at};
use crate::terraform::limits::{Budget, CHAIN};
use crate::terraform::provider::Cloud;
use crate::terraform::source::SourceFile;
use crate::terraform::tfvars;
use crate::terraform::types::Str;
use crate::terraform::value::Value;

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
    pub address: Str,
    /// None for the root.
    pub call: Option<Caller<'a>>,
    states: RefCell<HashMap<Node, State, FxBuildHasher>>,
    children: RefCell<HashMap<Str, Option<Children<'a>>, FxBuildHasher>>,
    /// The object of all outputs; none when one of them failed.
    pub object: OnceCell<Option<Value>>,
    /// What the walk before remembered.
    pub before: Option<Arc<Records>>,
    /// What the next one may know.
    pub records: RefCell<Records>,
}

/// The call that made a module instance, and the instance that the call stands in.
type Caller<'a> = (Rc<Instance<'a>>, &'a ModuleCall, Repetition);

impl<'a> Instance<'a> {
    fn new(module: &'a Module, address: Str, call: Option<Caller<'a>>, before: &Memory) -> Rc<Instance<'a>> {
        Rc::new(Instance {
            module,
            call,
            before: before.of(&address),
            address,
            states: RefCell::default(),
            children: RefCell::default(),
            object: OnceCell::new(),
            records: RefCell::default(),
        })
    }
}

/// One evaluation of a root module.
pub(super) struct Walk<'a> {
    pub configuration: &'a Configuration,
    pub root: &'a Root<'a>,
    pub phase: Phase,
    /// The values that the root module's variables are given.
    pub given: Declared<Given>,
    /// What is wrong with values that come to nothing, by variable.
    pub unfit: Unfit,
    /// The module instances, by address.
    pub instances: RefCell<HashMap<Str, Rc<Instance<'a>>, FxBuildHasher>>,
    diagnostics: RefCell<Vec<Diagnostic>>,
    /// The resource instances planned so far, by nodes that are evaluated.
    pub planned: RefCell<Vec<Planned>>,
    /// The providers' configurations, by module instance and name there; none when one failed.
    pub clouds: RefCell<HashMap<(Str, Str), Option<Cloud>, FxBuildHasher>>,
    /// The work that is left for it.
    pub budget: Budget,
    /// The nodes being evaluated, outermost first: what a cycle is made of.
    chain: RefCell<Vec<(Rc<Instance<'a>>, Node)>>,
    /// What each of them has done so far; none while it is asked whether what it read still holds.
    pub frames: RefCell<Vec<Option<Frame>>>,
    /// What the walk before remembered.
    before: Memory,
    top: Rc<Instance<'a>>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        configuration: &'a Configuration,
        root: &'a Root<'a>,
        module: &'a Arc<Module>,
        phase: Phase,
        files: &[&Arc<SourceFile>],
        before: Memory,
    ) -> Result<Walk<'a>, Vec<Diagnostic>> {
        let (mut given, mut unread) = (Declared::default(), Vec::new());
        // Of a value that is given twice the last counts.
        for file in files.iter().filter(|_| phase == Phase::Plan) {
            let (values, problems) = tfvars::parse(file);
            given.extend(values);
            unread.extend(problems);
        }
        // As Terraform does: values that cannot be read are no values to plan with.
        if !unread.is_empty() {
            return Err(unread);
        }
        let (given, unfit) = given::values(given);
        let top = Instance::new(module, "".into(), None, &before);
        let walk = Walk {
            configuration,
            root,
            phase,
            given,
            unfit,
            instances: RefCell::new(HashMap::from_iter([(top.address.clone(), top.clone())])),
            diagnostics: RefCell::default(),
            planned: RefCell::default(),
            clouds: RefCell::default(),
            budget: Budget::default(),
            chain: RefCell::default(),
            frames: RefCell::default(),
            before,
            top,
        };
        Ok(walk)
    }

    pub(super) fn root(&self) -> Rc<Instance<'a>> {
        self.top.clone()
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics.into_inner()
    }

    /// An instance that a call makes.
    pub(super) fn called(&self, module: &'a Module, address: String, caller: Caller<'a>) -> Rc<Instance<'a>> {
        let instance = Instance::new(module, address.into(), Some(caller), &self.before);
        self.instances.borrow_mut().insert(instance.address.clone(), instance.clone());
        instance
    }

    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics.borrow().iter().any(Diagnostic::is_error)
    }

    /// How much has been said.
    pub(super) fn said(&self) -> usize {
        self.diagnostics.borrow().len()
    }

    pub(super) fn say(&self, diagnostic: Diagnostic) {
        self.diagnostics.borrow_mut().push(diagnostic);
    }

    pub(super) fn say_all(&self, diagnostics: Vec<Diagnostic>) {
        self.diagnostics.borrow_mut().extend(diagnostics);
    }

    /// Evaluates every node of every module instance, so that everything wrong is said.
    pub(super) fn everything(&self) {
        if self.loads() {
            self.instance(&self.root());
        }
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

    /// A resource, or its instances.
    pub(super) fn resource(&self, instance: &Rc<Instance<'a>>, mode: Mode, key: &Str) -> Option<Value> {
        let declared = if mode == Mode::Data { &instance.module.data } else { &instance.module.resources };
        let resource = declared.get(key)?;
        self.node(instance, Node::Resource(mode, key.clone()), || self.resource_value(instance, resource, mode))
    }

    /// The instances that a call makes; none when their number failed.
    pub(super) fn children(&self, instance: &Rc<Instance<'a>>, call: &'a ModuleCall) -> Option<Children<'a>> {
        let known = instance.children.borrow().get(&call.name).cloned();
        let children = known.unwrap_or_else(|| {
            let children = self.expand(instance, call);
            instance.children.borrow_mut().insert(call.name.clone(), children.clone());
            children
        });
        self.read(instance, || What::Children(call.name.clone(), children.as_ref().map(Children::keys)));
        children
    }

    pub(super) fn node(
        &self,
        instance: &Rc<Instance<'a>>,
        node: Node,
        evaluate: impl FnOnce() -> Option<Value>,
    ) -> Option<Value> {
        let known = instance.states.borrow().get(&node).cloned();
        let value = match known {
            Some(State::Done(value)) => value,
            Some(State::InProgress) => {
                self.cycle(&node);
                return None;
            }
            None => self.first(instance, &node, evaluate),
        };
        self.read(instance, || What::Node(node, value.clone()));
        value
    }

    fn first(
        &self,
        instance: &Rc<Instance<'a>>,
        node: &Node,
        evaluate: impl FnOnce() -> Option<Value>,
    ) -> Option<Value> {
        if self.chain.borrow().len() >= CHAIN {
            let detail = format!("{node} depends on a chain of more than {CHAIN} values, more than Landform follows.");
            self.say(Diagnostic::error("Dependencies nested too deeply", detail, None));
            return None;
        }
        instance.states.borrow_mut().insert(node.clone(), State::InProgress);
        self.chain.borrow_mut().push((instance.clone(), node.clone()));
        let value = self.come_to(instance, node, evaluate);
        self.chain.borrow_mut().pop();
        instance.states.borrow_mut().insert(node.clone(), State::Done(value.clone()));
        value
    }

    /// Says once what a cycle is made of.
    fn cycle(&self, node: &Node) {
        let link = |(instance, node): &(Rc<Instance<'a>>, Node)| match &*instance.address {
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
