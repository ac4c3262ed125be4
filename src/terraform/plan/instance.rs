//! Instances of modules, the nodes in them, and what is known of each.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use super::expand::Children;
use super::memory::{Record, Records};
use super::resource::InstanceKey;
use crate::terraform::config::{Mode, Module, ModuleCall};
use crate::terraform::types::Str;
use crate::terraform::value::Value;

/// What a node is, within its module instance: its kind, and its place among the declarations of that kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A variable's value, whatever its rules say.
    Given(usize),
    /// A variable whose rules hold.
    Variable(usize),
    Local(usize),
    Output(usize),
    /// A resource with all its instances.
    Resource(Mode, usize),
    /// A provider's configuration.
    Provider(usize),
    /// How often a call is there.
    Call(usize),
    /// The object of all outputs.
    Outputs,
}

impl Node {
    /// What it is called in a module, in Terraform's words; a provider and what comes of other nodes are not named.
    pub(super) fn name(self, module: &Module) -> Option<String> {
        Some(match self {
            Node::Given(at) | Node::Variable(at) => format!("var.{}", module.variables.get_index(at)?.0),
            Node::Local(at) => format!("local.{} (expand)", module.locals.get_index(at)?.0),
            Node::Output(at) => format!("output.{} (expand)", module.outputs.get_index(at)?.0),
            Node::Resource(mode, at) => format!("{}{}", mode.prefix(), mode.declared(module).get_index(at)?.0),
            Node::Provider(_) | Node::Call(_) | Node::Outputs => return None,
        })
    }
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

/// What is known of a node.
#[derive(Clone, Default)]
enum State {
    #[default]
    New,
    InProgress,
    Done(Outcome),
}

/// What a node came to.
#[derive(Clone)]
pub(super) struct Outcome {
    /// None when it failed and has said so.
    pub value: Option<Value>,
    /// Whether the walk before is known to have come to the same.
    pub same: bool,
}

/// What is known of a node that is asked for.
pub(super) enum Known {
    Nothing,
    InProgress,
    Done(Option<Value>),
}

/// The call that made a module instance, and the instance that the call stands in.
pub(super) type Caller<'a> = (Rc<Instance<'a>>, &'a ModuleCall, Repetition);

/// One instance of a module: the root, or one of a call's.
pub(super) struct Instance<'a> {
    pub module: &'a Module,
    /// `module.alb`, empty for the root.
    pub address: Str,
    /// Its number among the instances of this walk and of those before.
    pub number: usize,
    /// None for the root.
    pub call: Option<Caller<'a>>,
    /// Of its nodes, by slot.
    states: RefCell<Vec<State>>,
    /// What its calls came to, in their order.
    pub calls: RefCell<Vec<Option<Called<'a>>>>,
    /// The object of all outputs.
    pub object: OnceCell<Outcome>,
    /// What the walk before remembered.
    pub before: Option<Arc<Records>>,
    /// What the next one may know, by slot.
    pub records: RefCell<Vec<Option<Arc<Record>>>>,
}

/// What a call came to.
#[derive(Clone)]
pub(super) struct Called<'a> {
    /// None when it failed and has said so.
    pub children: Option<Children<'a>>,
    /// Whether the walk before had as many, with the same keys.
    pub same: bool,
}

impl<'a> Instance<'a> {
    pub(super) fn new(
        module: &'a Module,
        address: Str,
        number: usize,
        call: Option<Caller<'a>>,
        before: Option<Arc<Records>>,
    ) -> Rc<Instance<'a>> {
        let slots = slot(module, Node::Provider(module.providers.len())).unwrap_or_default();
        Rc::new(Instance {
            module,
            address,
            number,
            call,
            states: RefCell::new(vec![State::New; slots]),
            calls: RefCell::new(vec![None; module.calls.len()]),
            object: OnceCell::new(),
            before,
            records: RefCell::new(vec![None; slots]),
        })
    }

    /// Where what is known of a node is kept; nowhere of what comes of other nodes.
    pub(super) fn slot(&self, node: Node) -> Option<usize> {
        slot(self.module, node)
    }

    pub(super) fn known(&self, node: Node) -> Known {
        let states = self.states.borrow();
        match self.slot(node).and_then(|slot| states.get(slot)) {
            None | Some(State::New) => Known::Nothing,
            Some(State::InProgress) => Known::InProgress,
            Some(State::Done(outcome)) => Known::Done(outcome.value.clone()),
        }
    }

    /// Whether the walk before is known to have come to the same; none as long as it was not asked.
    pub(super) fn is_same(&self, node: Node) -> Option<bool> {
        match node {
            Node::Call(at) => self.calls.borrow().get(at)?.as_ref().map(|called| called.same),
            Node::Outputs => self.object.get().map(|outcome| outcome.same),
            _ => match self.states.borrow().get(self.slot(node)?)? {
                State::New | State::InProgress => None,
                State::Done(outcome) => Some(outcome.same),
            },
        }
    }

    /// The node is being evaluated.
    pub(super) fn begin(&self, node: Node) {
        self.set(node, State::InProgress);
    }

    /// The node was evaluated.
    pub(super) fn end(&self, node: Node, outcome: Outcome) {
        self.set(node, State::Done(outcome));
    }

    fn set(&self, node: Node, state: State) {
        let mut states = self.states.borrow_mut();
        if let Some(known) = self.slot(node).and_then(|slot| states.get_mut(slot)) {
            *known = state;
        }
    }
}

fn slot(module: &Module, node: Node) -> Option<usize> {
    let variables = module.variables.len();
    let locals = 2 * variables;
    let outputs = locals + module.locals.len();
    let resources = outputs + module.outputs.len();
    let data = resources + module.resources.len();
    let ephemeral = data + module.data.len();
    Some(match node {
        Node::Given(at) => at,
        Node::Variable(at) => variables + at,
        Node::Local(at) => locals + at,
        Node::Output(at) => outputs + at,
        Node::Resource(Mode::Managed, at) => resources + at,
        Node::Resource(Mode::Data, at) => data + at,
        Node::Resource(Mode::Ephemeral, at) => ephemeral + at,
        Node::Provider(at) => ephemeral + module.ephemeral.len() + at,
        Node::Call(_) | Node::Outputs => return None,
    })
}
