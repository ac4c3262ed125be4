//! What each root costs under what is assumed of its use, now and before the last step.

use std::sync::Arc;

use indexmap::IndexMap;
use leptos::prelude::*;

use super::super::browser::storage;
use super::Store;
use crate::blueprint::Blueprint;
use crate::cost::{Assumed, Decimal, Estimate, estimate};
use crate::design::{Evaluation, RootId, RootPlan, Usage, file, link};
use crate::terraform::plan::Plan;
use crate::terraform::types::Str;

/// What was said of each root's use.
pub type Used = IndexMap<RootId, Usage>;

/// What each root costs.
pub type Estimates = Arc<Vec<Estimated>>;

/// What a root costs, and what that follows from.
#[derive(Clone, Debug)]
pub struct Estimated {
    basis: Basis,
    estimate: Arc<Estimate>,
}

/// What follows from the same is the same.
impl PartialEq for Estimated {
    fn eq(&self, other: &Estimated) -> bool {
        self.basis == other.basis
    }
}

/// What a root's costs follow from.
#[derive(Clone, Debug)]
struct Basis {
    root: RootId,
    plan: Arc<Plan>,
    assumed: Assumed,
}

/// Two plans are the same when they are one: what they say is not compared.
impl PartialEq for Basis {
    fn eq(&self, other: &Basis) -> bool {
        self.root == other.root && Arc::ptr_eq(&self.plan, &other.plan) && self.assumed == other.assumed
    }
}

/// What a root costs, of whose use this was said. What was estimated before of the same is not estimated again.
pub(super) fn estimated(
    blueprint: &Blueprint,
    root: &RootPlan,
    usage: Option<&Usage>,
    before: &[Estimated],
) -> Estimated {
    let costs = blueprint.costs();
    let assumed = costs.assumed(&root.kind, usage);
    let basis = Basis { root: root.root.clone(), plan: root.plan.clone(), assumed };
    let known = before.iter().find(|known| known.basis == basis).map(|known| known.estimate.clone());
    let estimate = known.unwrap_or_else(|| Arc::new(estimate(costs, &basis.plan, &basis.assumed)));
    Estimated { basis, estimate }
}

/// What the roots of an evaluation cost.
pub(super) fn estimates(
    blueprint: &Blueprint,
    evaluation: &Evaluation,
    used: &Used,
    before: &[Estimated],
) -> Estimates {
    let roots = evaluation.roots.iter();
    Arc::new(roots.map(|root| estimated(blueprint, root, used.get(&root.root), before)).collect())
}

fn of(estimates: &Estimates, root: &RootId) -> Option<Arc<Estimate>> {
    estimates.iter().find(|known| known.basis.root == *root).map(|known| known.estimate.clone())
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
        self.put(design);
        self.evaluate_soon();
    }
}
