//! What a walk remembers for the next one of the same root: what each node came to, and what it read for that. A node is
//! evaluated again only when something that it read comes to something else now; that is asked in the order in which it
//! was read.
//!
//! Invariants: a node that said something is not remembered, so every diagnostic is made anew. What reads something that is
//! no node (what a root's variables are given, a value of `for_each` of a call) is remembered, but evaluated anew each time.
//! What a record read came, in the walk that remembers it, to what is remembered there: so of what was read nothing is kept
//! but which it was. Same means: to the mark, and to the origin of what is unknown.

use std::rc::Rc;
use std::sync::Arc;

use super::instance::{Instance, Node, Outcome};
use super::node::{Phase, Walk};
use super::resource::{InstanceKey, ModulePath, PlannedResource};
use crate::terraform::types::Str;
use crate::terraform::value::Value;

/// The module instances of a walk by their numbers; of one that was not there any more only its address is known.
#[derive(Clone, Default)]
pub(super) struct Memory(Arc<Vec<(Str, Option<Arc<Records>>)>>);

/// It is no part of what a plan says.
impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Memory")
    }
}

impl Memory {
    /// The addresses of the instances, by number.
    pub(super) fn addresses(&self) -> impl Iterator<Item = &Str> {
        self.0.iter().map(|(address, _)| address)
    }

    /// What is remembered of a module instance.
    pub(super) fn of(&self, number: usize) -> Option<Arc<Records>> {
        self.0.get(number)?.1.clone()
    }
}

/// What is remembered of a module instance.
pub(super) struct Records {
    /// By the slot of the node.
    nodes: Vec<Option<Arc<Record>>>,
    /// The keys of what each call made.
    calls: Vec<Option<Vec<Option<InstanceKey>>>>,
    /// The object of all outputs.
    outputs: Option<Value>,
}

impl Records {
    /// The object of all outputs.
    pub(super) fn outputs(&self) -> Option<&Value> {
        self.outputs.as_ref()
    }

    /// The keys of what a call made.
    pub(super) fn keys(&self, call: usize) -> Option<&Vec<Option<InstanceKey>>> {
        self.calls.get(call)?.as_ref()
    }
}

/// A resource instance with the module instance that it is in.
pub(super) type Planned = Arc<(ModulePath, PlannedResource)>;

/// What a node came to.
pub(super) struct Record {
    value: Value,
    reads: Vec<Read>,
    planned: Vec<Planned>,
    /// It read something that is no node.
    only_then: bool,
}

/// A node that another one read: the number of its module instance, and which it is there.
type Read = (usize, Node);

/// What a node that is being evaluated has done so far.
#[derive(Default)]
pub(super) struct Frame {
    reads: Vec<Read>,
    planned: Vec<Planned>,
    /// It read something that is no node.
    only_now: bool,
}

impl<'a> Walk<'a> {
    /// What a node comes to: what it came to before, where that still holds.
    pub(super) fn come_to(
        &self,
        instance: &Rc<Instance<'a>>,
        node: Node,
        evaluate: impl FnOnce() -> Option<Value>,
    ) -> Outcome {
        let Some(slot) = instance.slot(node).filter(|_| self.phase == Phase::Plan) else {
            return Outcome { value: evaluate(), same: false };
        };
        let before = instance.before.as_ref().and_then(|records| records.nodes.get(slot)?.as_ref());
        if let Some(record) = before.filter(|record| self.holds(record)) {
            self.planned.borrow_mut().extend(record.planned.iter().cloned());
            remember(instance, slot, record.clone());
            return Outcome { value: Some(record.value.clone()), same: true };
        }
        let said = self.said();
        self.frames.borrow_mut().push(Some(Frame::default()));
        let value = evaluate();
        let Frame { reads, planned, only_now } = self.frames.borrow_mut().pop().flatten().unwrap_or_default();
        self.planned.borrow_mut().extend(planned.iter().cloned());
        let Some(value) = value else { return Outcome { value: None, same: false } };
        // The value of before is found to be the same more quickly by what comes later.
        let same = before.map(|record| &record.value).filter(|before| value.is_same(before)).cloned();
        let outcome = Outcome { same: same.is_some(), value: Some(same.unwrap_or(value)) };
        if let (true, Some(value)) = (said == self.said() && !self.budget.is_spent(), &outcome.value) {
            let record = Record { value: value.clone(), reads, planned, only_then: only_now };
            remember(instance, slot, Arc::new(record));
        }
        outcome
    }

    /// Whether all that was read comes to the same.
    fn holds(&self, record: &Record) -> bool {
        !record.only_then && self.apart(|| record.reads.iter().all(|read| self.is_as_read(*read)))
    }

    /// Does something that is not read by the node around.
    pub(super) fn apart<T>(&self, work: impl FnOnce() -> T) -> T {
        self.frames.borrow_mut().push(None);
        let result = work();
        self.frames.borrow_mut().pop();
        result
    }

    fn is_as_read(&self, (number, node): Read) -> bool {
        let instance = self.instances.borrow().get(number).cloned().flatten();
        let Some(instance) = instance else { return false };
        let known = instance.is_same(node);
        known.unwrap_or_else(|| {
            self.ask(&instance, node);
            instance.is_same(node) == Some(true)
        })
    }

    /// Evaluates a node.
    fn ask(&self, instance: &Rc<Instance<'a>>, node: Node) {
        match node {
            Node::Given(at) => drop(self.given_variable(instance, at)),
            Node::Variable(at) => drop(self.variable(instance, at)),
            Node::Local(at) => drop(self.local(instance, at)),
            Node::Output(at) => drop(self.output(instance, at)),
            Node::Resource(mode, at) => drop(self.resource(instance, mode, at)),
            Node::Provider(at) => drop(self.provider(instance, at)),
            Node::Call(at) => drop(self.children(instance, at)),
            Node::Outputs => drop(self.outputs(instance)),
        }
    }

    /// Notes what the node that is being evaluated reads.
    pub(super) fn read(&self, instance: &Instance<'a>, node: Node) {
        if let Some(Some(frame)) = self.frames.borrow_mut().last_mut() {
            let read = (instance.number, node);
            if !frame.reads.contains(&read) {
                frame.reads.push(read);
            }
        }
    }

    /// Notes that the node that is being evaluated reads something that is no node.
    pub(super) fn reads_what_is_given(&self) {
        if let Some(Some(frame)) = self.frames.borrow_mut().last_mut() {
            frame.only_now = true;
        }
    }

    /// Notes an instance of the resource that is being evaluated.
    pub(super) fn plan(&self, path: ModulePath, resource: PlannedResource) {
        if let Some(Some(frame)) = self.frames.borrow_mut().last_mut() {
            frame.planned.push(Arc::new((path, resource)));
        }
    }

    /// What the next walk may know.
    pub(super) fn memory(&self) -> Memory {
        let (instances, addresses) = (self.instances.borrow(), self.addresses.borrow());
        let remembered = addresses.iter().enumerate().map(|(number, address)| {
            let records = instances.get(number).cloned().flatten().map(|instance| Arc::new(records(&instance)));
            (address.clone(), records)
        });
        Memory(Arc::new(remembered.collect()))
    }
}

fn remember(instance: &Instance<'_>, slot: usize, record: Arc<Record>) {
    if let Some(known) = instance.records.borrow_mut().get_mut(slot) {
        *known = Some(record);
    }
}

/// What is remembered of a module instance that was walked.
fn records(instance: &Instance<'_>) -> Records {
    let calls = instance.calls.borrow();
    Records {
        nodes: instance.records.take(),
        calls: calls.iter().map(|called| Some(called.as_ref()?.children.as_ref()?.keys())).collect(),
        outputs: instance.object.get().and_then(|outcome| outcome.value.clone()),
    }
}
