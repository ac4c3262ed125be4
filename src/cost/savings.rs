//! Which single choice would save most without breaking a rule: every other choice of every option that has choices is tried,
//! one at a time.
//!
//! Invariants: which options there are and what they can be is read off the form. What is tried is counted beforehand, and a
//! step tries one, so that a page stays quick. A choice whose amounts are less known than before, or that saves less than a cent, is none.

use std::collections::VecDeque;

use serde_json::Value as Json;

use super::decimal::Money;
use super::estimate::Estimate;
use crate::blueprint::Blueprint;
use crate::design::{Design, Form, RootPlan, Scope, evaluate_root_again};
use crate::terraform::types::Str;

/// The most choices that are tried.
pub const MOST: usize = 400;

/// The search for savings in one root.
#[derive(Clone, Debug)]
pub struct Savings {
    design: Design,
    now: RootPlan,
    before: Estimate,
    pending: VecDeque<(Str, Json)>,
    found: Vec<Saving>,
}

/// A choice that costs less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    /// The option.
    pub option: Str,
    /// What it is now.
    pub from: Json,
    /// What would cost less.
    pub to: Json,
    /// How much less a month.
    pub saves: Money,
    /// How many resources of the plan there would be fewer: something is given up, and not only made smaller.
    pub gives_up: usize,
}

impl Savings {
    /// Begins a search in a root of a design, of which this is the plan. Nothing is tried where the plan has errors.
    pub fn new(blueprint: &Blueprint, form: &Form, design: &Design, plan: &RootPlan) -> Savings {
        let root = plan.root.clone();
        let sound = !plan.plan.has_errors();
        let of_root =
            |option: &&crate::design::OptionSpec| sound && option.scope != Scope::Shared && option.scope.holds(&root);
        let pending = form.options().filter(of_root).flat_map(|option| {
            let now = design.get(blueprint, &root, &option.name);
            let others = option.control.choices().into_iter().filter(move |choice| now.as_ref() != Some(choice));
            others.map(|choice| (option.name.clone(), choice))
        });
        Savings {
            pending: pending.take(MOST).collect(),
            before: super::of_root(blueprint, design, plan),
            design: design.clone(),
            found: Vec::new(),
            now: plan.clone(),
        }
    }

    /// Tries one more choice, and says whether there was one left to try. What does not depend on it is not evaluated again.
    pub fn step(&mut self, blueprint: &Blueprint) -> bool {
        let Some((option, to)) = self.pending.pop_front() else { return false };
        if let Some(saving) = self.saving(blueprint, option, to) {
            // Of several choices of one option the best stays.
            match self.found.iter_mut().find(|found| found.option == saving.option) {
                Some(found) if found.saves < saving.saves => *found = saving,
                Some(_) => {}
                None => self.found.push(saving),
            }
            self.found.sort_by_key(|found| -found.saves);
        }
        true
    }

    /// How many choices are left to try.
    pub fn left(&self) -> usize {
        self.pending.len()
    }

    /// What was found so far, one choice per option, what saves most first.
    pub fn found(&self) -> &[Saving] {
        &self.found
    }

    fn saving(&self, blueprint: &Blueprint, option: Str, to: Json) -> Option<Saving> {
        let from = self.design.get(blueprint, &self.now.root, &option)?;
        let mut design = self.design.clone();
        design.set(blueprint, &self.now.root, &option, &to).ok()?;
        let plan = evaluate_root_again(blueprint, &design, &self.now.root, Some(&self.now));
        if plan.plan.has_errors() {
            return None;
        }
        let after = super::of_root(blueprint, &design, &plan);
        let unknown = |estimate: &Estimate| estimate.unknown().count();
        let saves = self.before.total - after.total;
        if saves.to_cents() < 1 || unknown(&after) > unknown(&self.before) {
            return None;
        }
        let gives_up = self.now.plan.resources.len().saturating_sub(plan.plan.resources.len());
        Some(Saving { option, from, to, saves, gives_up })
    }
}
