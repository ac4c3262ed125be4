//! One walk over the nodes of a root module: variables, locals, outputs and resources of module instances, each evaluated at
//! most once.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

use super::Root;
use super::condition::Kind;
use super::expand::Children;
use super::given::{self, Given, Unfit};
use super::instance::{Called, Caller, Instance, Known, Node, Repetition};
use super::memory::{Frame, Memory, Planned};
use super::scope::ModuleScope;
use crate::hcl::expr::Expression;
use crate::rest::{Rest, step};
use crate::terraform::config::{Configuration, Declared, Located, Mode, Module};
use crate::terraform::diagnostic::{Diagnostic, Range};
use crate::terraform::eval::references::references;
use crate::terraform::eval::{self, Scope as _, Unresolved, diagnostic_at};
use crate::terraform::limits::{Budget, CHAIN};
use crate::terraform::source::SourceFile;
use crate::terraform::tfvars;
use crate::terraform::types::Str;
use crate::terraform::value::Value;

/// What a walk is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// Whatever the inputs: the root module's variables are unknown, as in `terraform validate`.
    Validate,
    /// With the inputs, as in `terraform plan`.
    Plan,
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
    /// The module instances, by number.
    pub instances: RefCell<Vec<Option<Rc<Instance<'a>>>>>,
    /// The addresses of those of this walk and of those before, by number; and the numbers by address.
    pub addresses: RefCell<Vec<Str>>,
    numbers: RefCell<HashMap<Str, usize, FxBuildHasher>>,
    diagnostics: RefCell<Vec<Diagnostic>>,
    /// The resource instances planned so far, by nodes that are evaluated.
    pub planned: RefCell<Vec<Planned>>,
    /// The work that is left for it.
    pub budget: Budget,
    /// The nodes being evaluated, outermost first: what a cycle is made of.
    chain: RefCell<Vec<(Rc<Instance<'a>>, Node)>>,
    /// What each of them has done so far; none while it is asked whether what it read still holds.
    pub frames: RefCell<Vec<Option<Frame>>>,
    /// What the walk before remembered.
    before: Memory,
    module: &'a Module,
    top: OnceCell<Rc<Instance<'a>>>,
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
        let walk = Walk {
            configuration,
            root,
            phase,
            given,
            unfit,
            instances: RefCell::default(),
            addresses: RefCell::new(before.addresses().cloned().collect()),
            numbers: RefCell::new(before.addresses().cloned().zip(0..).collect()),
            diagnostics: RefCell::default(),
            planned: RefCell::default(),
            budget: Budget::default(),
            chain: RefCell::default(),
            frames: RefCell::default(),
            before,
            top: OnceCell::new(),
            module,
        };
        Ok(walk)
    }

    /// The root module's instance.
    pub(super) fn root(&self) -> Rc<Instance<'a>> {
        self.top.get_or_init(|| self.called(self.module, String::new(), None)).clone()
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics.into_inner()
    }

    /// An instance that a call makes; without one, the root.
    pub(super) fn called(&self, module: &'a Module, address: String, caller: Option<Caller<'a>>) -> Rc<Instance<'a>> {
        let address = Str::from(address);
        let (mut addresses, mut instances) = (self.addresses.borrow_mut(), self.instances.borrow_mut());
        let number = *self.numbers.borrow_mut().entry(address.clone()).or_insert_with(|| {
            addresses.push(address.clone());
            addresses.len() - 1
        });
        let instance = Instance::new(module, address, number, caller, self.before.of(number));
        instances.resize(addresses.len(), None);
        if let Some(place) = instances.get_mut(number) {
            *place = Some(instance.clone());
        }
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
    pub(super) async fn everything(&self, rest: &dyn Rest) {
        if self.loads() {
            self.instance(&self.root(), rest).await;
        }
    }

    async fn instance(&self, instance: &Rc<Instance<'a>>, rest: &dyn Rest) {
        let module = instance.module;
        for at in 0..module.variables.len() {
            self.variable(instance, at);
            step(rest).await;
        }
        for at in 0..module.locals.len() {
            self.local(instance, at);
            step(rest).await;
        }
        for at in 0..module.calls.len() {
            for child in self.children(instance, at).map(|children| children.instances()).unwrap_or_default() {
                Box::pin(self.instance(&child, rest)).await;
            }
        }
        for mode in [Mode::Data, Mode::Ephemeral, Mode::Managed] {
            for at in 0..mode.declared(module).len() {
                self.resource(instance, mode, at);
                step(rest).await;
            }
        }
        for at in 0..module.providers.len() {
            self.provider(instance, at);
        }
        for at in 0..module.outputs.len() {
            self.output(instance, at);
            step(rest).await;
        }
        for check in module.checks.values() {
            self.conditions(&check.asserts, Kind::Assert, &self.scope(instance));
        }
    }

    /// A variable whose rules hold.
    pub(super) fn variable(&self, instance: &Rc<Instance<'a>>, at: usize) -> Option<Value> {
        self.node(instance, Node::Variable(at), || self.checked_variable(instance, at))
    }

    /// A variable's value, whatever its rules say.
    pub(super) fn given_variable(&self, instance: &Rc<Instance<'a>>, at: usize) -> Option<Value> {
        self.node(instance, Node::Given(at), || self.variable_value(instance, at))
    }

    pub(super) fn local(&self, instance: &Rc<Instance<'a>>, at: usize) -> Option<Value> {
        let (_, local) = instance.module.locals.get_index(at)?;
        self.node(instance, Node::Local(at), || self.expression(&local.value, &self.scope(instance)))
    }

    /// A resource, or its instances.
    pub(super) fn resource(&self, instance: &Rc<Instance<'a>>, mode: Mode, at: usize) -> Option<Value> {
        let (_, resource) = mode.declared(instance.module).get_index(at)?;
        self.node(instance, Node::Resource(mode, at), || self.resource_value(instance, resource, mode))
    }

    /// The instances that a call makes; none when their number failed.
    pub(super) fn children(&self, instance: &Rc<Instance<'a>>, at: usize) -> Option<Children<'a>> {
        let known = instance.calls.borrow().get(at).cloned().flatten();
        let called = match known {
            Some(called) => called,
            None => {
                let (_, call) = instance.module.calls.get_index(at)?;
                let children = self.apart(|| self.expand(instance, call));
                let before = instance.before.as_ref().and_then(|records| records.keys(at));
                let same = before.is_some() && children.as_ref().map(Children::keys).as_ref() == before;
                let called = Called { children, same };
                if let Some(place) = instance.calls.borrow_mut().get_mut(at) {
                    *place = Some(called.clone());
                }
                called
            }
        };
        self.read(instance, Node::Call(at));
        called.children
    }

    pub(super) fn node(
        &self,
        instance: &Rc<Instance<'a>>,
        node: Node,
        evaluate: impl FnOnce() -> Option<Value>,
    ) -> Option<Value> {
        let value = match instance.known(node) {
            Known::Done(value) => value,
            Known::InProgress => {
                self.cycle(instance, node);
                return None;
            }
            Known::Nothing => self.first(instance, node, evaluate),
        };
        self.read(instance, node);
        value
    }

    fn first(
        &self,
        instance: &Rc<Instance<'a>>,
        node: Node,
        evaluate: impl FnOnce() -> Option<Value>,
    ) -> Option<Value> {
        if self.chain.borrow().len() >= CHAIN {
            let name = node.name(instance.module).unwrap_or_default();
            let detail = format!("{name} depends on a chain of more than {CHAIN} values, more than Landform follows.");
            self.say(Diagnostic::error("Dependencies nested too deeply", detail, None));
            return None;
        }
        instance.begin(node);
        self.chain.borrow_mut().push((instance.clone(), node));
        let outcome = self.come_to(instance, node, evaluate);
        self.chain.borrow_mut().pop();
        let value = outcome.value.clone();
        instance.end(node, outcome);
        value
    }

    /// Says once what a cycle is made of.
    fn cycle(&self, again: &Rc<Instance<'a>>, node: Node) {
        let chain = self.chain.borrow();
        let is_again = |(instance, link): &(Rc<Instance<'a>>, Node)| Rc::ptr_eq(instance, again) && *link == node;
        let from = chain.iter().rposition(is_again).unwrap_or(0);
        let link = |(instance, node): &(Rc<Instance<'a>>, Node)| {
            let name = node.name(instance.module)?;
            Some(if instance.address.is_empty() { name } else { format!("{}.{name}", instance.address) })
        };
        let mut links: Vec<String> = chain.iter().skip(from).filter_map(link).collect();
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
                    let two = reference.root == "module" || Mode::of_root(reference.root).is_some();
                    let steps = if two { 2 } else { 1 };
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
