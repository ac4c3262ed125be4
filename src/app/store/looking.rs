//! What is looked at: of which root, and what of its plan. It is kept while another part of the page is looked at.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::super::browser::focus;
use super::super::model::cell::environments;
use super::super::model::planned::Scope;
use super::super::model::{Cell, Column};
use super::super::parts::data_root;
use super::{Store, View};
use crate::changes::{Difference, What};
use crate::design::RootId;

/// What is looked at.
#[derive(Clone, Copy)]
pub struct Looking {
    /// Of which root, or between which.
    pub scope: RwSignal<Scope>,
    /// What resources are sought for.
    pub sought: RwSignal<String>,
    /// What must have become of them.
    pub what: RwSignal<Option<What>>,
    /// The addresses whose attributes are shown.
    pub open: RwSignal<BTreeSet<String>>,
    /// The modules whose resources are not shown.
    pub folded: RwSignal<BTreeSet<String>>,
}

impl Looking {
    /// At the whole plan of a root.
    pub fn new(first: Option<RootId>) -> Looking {
        let first = first.unwrap_or(RootId::Bootstrap);
        Looking {
            scope: RwSignal::new(Scope::Root(first)),
            sought: RwSignal::new(String::new()),
            what: RwSignal::new(None),
            open: RwSignal::new(BTreeSet::new()),
            folded: RwSignal::new(BTreeSet::new()),
        }
    }
}

impl Scope {
    /// The root that is looked at where there can be only one.
    fn root(&self) -> &RootId {
        match self {
            Scope::Root(root) | Scope::Between(_, root) => root,
        }
    }
}

impl Store {
    /// What is looked at goes, when an environment does: the first is looked at then.
    pub(super) fn stay_on_what_is_there(self) {
        Effect::new(move |_| {
            let roots = self.roots.get();
            let gone = self.looking.scope.with_untracked(|scope| match scope {
                Scope::Root(root) => !roots.contains(root),
                Scope::Between(one, other) => !roots.contains(one) || !roots.contains(other),
            });
            if let (true, Some(first)) = (gone, roots.first()) {
                self.looking.scope.set(Scope::Root(first.clone()));
            }
        });
    }

    /// The root that is looked at.
    pub fn root(self) -> RootId {
        self.looking.scope.with(|scope| scope.root().clone())
    }

    /// The environment that is looked at; the first where the root is none.
    pub fn environment(self) -> Option<RootId> {
        let root = self.root();
        let environments = self.roots.with(|roots| environments(roots));
        if environments.contains(&root) { Some(root) } else { environments.into_iter().next() }
    }

    /// What the last step changed in a root's plan; none when nothing did, or when Terraform stops before or after it.
    pub fn difference(self, root: &RootId) -> Option<Arc<Difference>> {
        self.differences
            .with(|all| all.iter().find(|(other, _)| other == root).map(|(_, difference)| difference.clone()))
    }

    /// The number of the colour of the environment that is looked at.
    pub fn hue(self) -> String {
        self.environment().map_or_else(|| "once".to_owned(), |root| data_root(self, &root))
    }

    /// A control of an environment was changed: that environment is looked at.
    pub(super) fn follow(self, cell: &Cell) {
        let Column::Root(root @ RootId::Environment(_)) = &cell.column else { return };
        let other = self.looking.scope.with_untracked(|scope| matches!(scope, Scope::Root(other) if other != root));
        if other {
            self.looking.scope.set(Scope::Root(root.clone()));
        }
    }

    /// Shows a resource of a root's plan, with its attributes.
    pub fn show_resource(self, root: &RootId, address: &str) {
        let looking = self.looking;
        looking.scope.set(Scope::Root(root.clone()));
        looking.sought.set(String::new());
        looking.what.set(None);
        looking.folded.update(|folded| folded.retain(|module| !address.starts_with(module.as_str())));
        looking.open.update(|open| {
            open.insert(address.to_owned());
        });
        self.show(View::Plan);
        focus::on_resource(address);
    }
}
