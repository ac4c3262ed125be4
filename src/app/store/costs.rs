//! What each root costs under what is assumed of its use, now and before the last step.

use std::sync::Arc;

use indexmap::IndexMap;
use leptos::prelude::*;

use super::super::browser::storage;
use super::Store;
use crate::blueprint::Blueprint;
use crate::cost::{Decimal, Estimate, estimate};
use crate::design::{Evaluation, RootId, Usage, file, link};
use crate::terraform::types::Str;

/// What was said of each root's use.
pub type Used = IndexMap<RootId, Usage>;

/// What each root costs.
pub type Estimates = Arc<Vec<(RootId, Arc<Estimate>)>>;

/// What the roots of an evaluation cost.
pub fn estimates(blueprint: &Blueprint, evaluation: &Evaluation, used: &Used) -> Estimates {
    let all = evaluation.roots.iter().map(|root| {
        let assumed = blueprint.costs().assumed(&root.kind, used.get(&root.root));
        (root.root.clone(), Arc::new(estimate(blueprint.costs(), &root.plan, &assumed)))
    });
    Arc::new(all.collect())
}

fn of(estimates: &Estimates, root: &RootId) -> Option<Arc<Estimate>> {
    estimates.iter().find(|(other, _)| other == root).map(|(_, estimate)| estimate.clone())
}

impl Store {
    /// What a root costs.
    pub fn estimate(self, root: &RootId) -> Option<Arc<Estimate>> {
        self.estimates.with(|all| of(all, root))
    }

    /// What a root cost before the last step.
    pub fn estimate_before(self, root: &RootId) -> Option<Arc<Estimate>> {
        self.estimates_before.with(|all| of(all, root))
    }

    /// What was said of a root's use.
    pub fn used(self, root: &RootId) -> Usage {
        self.usage.with(|used| used.get(root).cloned().unwrap_or_default())
    }

    /// What kind of root it is: an environment's kind, or its own name.
    fn kind(self, root: &RootId) -> String {
        self.design.with(|design| design.stem(root).unwrap_or_default().to_owned())
    }

    /// The size of a root's use.
    pub fn size(self, root: &RootId) -> Str {
        let default = || self.blueprint.costs().assumptions().default_size(&self.kind(root)).clone();
        self.used(root).size.unwrap_or_else(default)
    }

    /// What is assumed of a quantity of a root.
    pub fn assumed(self, root: &RootId, quantity: &str) -> Decimal {
        let assumed = self.usage.with(|used| self.blueprint.costs().assumed(&self.kind(root), used.get(root)));
        assumed.get(quantity).copied().unwrap_or_default()
    }

    /// Says how much a root is used, as a step of its own.
    pub fn choose_usage(self, root: &RootId, usage: Usage) {
        let mut design = self.design.get_untracked();
        design.set_usage(self.blueprint, root, usage);
        if self.design.with_untracked(|now| *now == design) {
            return;
        }
        self.record(None);
        self.write(storage::DESIGN, &file::write(&design, self.blueprint, None));
        self.address.update_value(|address| address.choose(link::encode(&design, self.blueprint)));
        self.set_design.set(design);
        self.evaluate_soon();
    }
}
