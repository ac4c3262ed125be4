//! What a walk remembers for the next one of the same root: what each node came to, and what it read for that. A node is
//! evaluated again only when something that it read comes to something else now; that is asked in the order in which it
//! was read.
//!
//! Invariants: only a node that said nothing is remembered, so every diagnostic is made anew. What a root's variables are
//! given, and the values of `for_each` of a call, are no nodes: what reads them is never remembered. Same means: to the mark,
//! and to the origin of what is unknown.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

use super::node::{Instance, Node, Phase, Walk};
use super::resource::{InstanceKey, ModulePath, PlannedResource};
use crate::terraform::provider::Cloud;
use crate::terraform::types::Str;
use crate::terraform::value::Value;

/// The nodes of a walk, by module instance.
#[derive(Clone, Default)]
pub(super) struct Memory(Arc<HashMap<Str, Arc<Records>, FxBuildHasher>>);

/// It is no part of what a plan says.
impl std::fmt::Debug for Memory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Memory")
    }
}

impl Memory {
    /// What is remembered of a module instance.
    pub(super) fn of(&self, address: &str) -> Option<Arc<Records>> {
        self.0.get(address).cloned()
    }
}

/// The nodes of a module instance.
pub(super) type Records = HashMap<Node, Arc<Record>, FxBuildHasher>;

/// A resource instance with the module instance that it is in.
pub(super) type Planned = Arc<(ModulePath, PlannedResource)>;

/// What a node came to.
pub(super) struct Record {
    value: Value,
    reads: Vec<Read>,
    planned: Vec<Planned>,
}

/// Something of a module instance that a node read, and what it was; none when it had failed.
struct Read {
    instance: Str,
    what: What,
}

pub(super) enum What {
    Node(Node, Option<Value>),
    /// The object of all outputs.
    Outputs(Option<Value>),
    /// How often a call is there.
    Children(Str, Option<Vec<Option<InstanceKey>>>),
    /// A provider by its name there.
    Cloud(Str, Option<Cloud>),
}

impl What {
    /// Whether it is the same thing, whatever it was.
    fn is(&self, other: &What) -> bool {
        match (self, other) {
            (What::Node(a, _), What::Node(b, _)) => a == b,
            (What::Outputs(_), What::Outputs(_)) => true,
            (What::Children(a, _), What::Children(b, _)) | (What::Cloud(a, _), What::Cloud(b, _)) => a == b,
            _ => false,
        }
    }
}

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
        node: &Node,
        evaluate: impl FnOnce() -> Option<Value>,
    ) -> Option<Value> {
        if self.phase == Phase::Validate {
            return evaluate();
        }
        let before = instance.before.as_ref().and_then(|records| records.get(node));
        if let Some(record) = before.filter(|record| self.holds(record)) {
            self.planned.borrow_mut().extend(record.planned.iter().cloned());
            instance.records.borrow_mut().insert(node.clone(), record.clone());
            return Some(record.value.clone());
        }
        let said = self.said();
        self.frames.borrow_mut().push(Some(Frame::default()));
        let value = evaluate();
        let Frame { reads, planned, only_now } = self.frames.borrow_mut().pop().flatten().unwrap_or_default();
        self.planned.borrow_mut().extend(planned.iter().cloned());
        // The value of before is found to be the same more quickly by what reads it.
        let same =
            before.map(|record| &record.value).filter(|before| value.as_ref().is_some_and(|v| v.is_same(before)));
        let value = same.cloned().or(value)?;
        if !only_now && said == self.said() && !self.budget.is_spent() {
            let record = Record { value: value.clone(), reads, planned };
            instance.records.borrow_mut().insert(node.clone(), Arc::new(record));
        }
        Some(value)
    }

    /// Whether all that was read comes to the same.
    fn holds(&self, record: &Record) -> bool {
        // What is asked for here is not read by the node around.
        self.frames.borrow_mut().push(None);
        let holds = record.reads.iter().all(|read| self.is_as_read(read));
        self.frames.borrow_mut().pop();
        holds
    }

    fn is_as_read(&self, read: &Read) -> bool {
        let Some(instance) = self.instances.borrow().get(&read.instance).cloned() else { return false };
        let same = |now: Option<Value>, before: &Option<Value>| match (&now, before) {
            (Some(now), Some(before)) => now.is_same(before),
            (now, before) => now.is_none() && before.is_none(),
        };
        match &read.what {
            What::Node(node, before) => same(self.named(&instance, node), before),
            What::Outputs(before) => same(self.outputs(&instance), before),
            What::Children(name, before) => {
                let call = instance.module.calls.get(name);
                call.is_some_and(|call| self.children(&instance, call).map(|children| children.keys()) == *before)
            }
            What::Cloud(name, before) => match (self.cloud(&instance, name), before) {
                (Some(now), Some(before)) => {
                    now.region.is_same(&before.region) && now.default_tags.is_same(&before.default_tags)
                }
                (now, before) => now.is_none() && before.is_none(),
            },
        }
    }

    fn named(&self, instance: &Rc<Instance<'a>>, node: &Node) -> Option<Value> {
        match node {
            Node::Given(name) => self.given_variable(instance, name),
            Node::Variable(name) => self.variable(instance, name),
            Node::Local(name) => self.local(instance, name),
            Node::Output(name) => self.output(instance, name),
            Node::Resource(mode, key) => self.resource(instance, *mode, key),
        }
    }

    /// Notes what the node that is being evaluated reads.
    pub(super) fn read(&self, instance: &Instance<'a>, what: impl FnOnce() -> What) {
        if let Some(Some(frame)) = self.frames.borrow_mut().last_mut() {
            let what = what();
            if !frame.reads.iter().any(|read| read.instance == instance.address && read.what.is(&what)) {
                frame.reads.push(Read { instance: instance.address.clone(), what });
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
        let mut memory = HashMap::default();
        for (address, instance) in self.instances.borrow().iter() {
            memory.insert(address.clone(), Arc::new(instance.records.take()));
        }
        Memory(Arc::new(memory))
    }
}
