//! What a change touches: each option is told by itself, so that a change of one is nothing to the controls of all others.
//!
//! Invariant: the design, the drafts, the problems and the controls that do nothing are set here alone, and only to what they
//! were not.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use leptos::prelude::*;
use rustc_hash::FxBuildHasher;
use serde_json::Value as Json;

use super::super::model::idle::idle;
use super::super::model::{Cell, Drafts, Found};
use super::Store;
use crate::design::{Design, Form, Inputs, OptionSpec};
use crate::terraform::types::Str;

/// By an option's name: what is told when something has become of its values, its drafts or its problems, or when it does
/// something now or nothing any more.
pub(super) type Touched = StoredValue<HashMap<Str, ArcTrigger, FxBuildHasher>>;

pub(super) fn triggers(form: &Form) -> Touched {
    StoredValue::new(form.options().map(|option| (option.name.clone(), ArcTrigger::new())).collect())
}

impl Store {
    /// Follows whatever there is to say of an option: its values, drafts, problems, and whether it does anything.
    pub fn follow_option(self, option: &OptionSpec) {
        self.touched.with_value(|all| {
            if let Some(trigger) = all.get(&option.name) {
                trigger.track();
            }
        });
    }

    /// Takes a design in the place of the one that stands.
    pub(super) fn put(self, design: Design) {
        let names = self.design.with_untracked(|old| names_between(old, &design));
        let roots: Vec<_> = design.roots(self.blueprint).collect();
        self.set_design.set(design);
        if self.roots.with_untracked(|old| **old != roots) {
            self.set_roots.set(Arc::new(roots));
        }
        match names {
            Some(names) => self.touch(&names),
            None => self.touched.with_value(|all| all.values().for_each(ArcTrigger::notify)),
        }
        self.follow_problems();
    }

    /// Takes drafts in the place of those that stand.
    pub(super) fn put_drafts(self, drafts: Drafts) {
        let names = self.drafts.with_untracked(|old| {
            let both = old.iter().chain(drafts.iter());
            both.filter(|(cell, _)| old.get(cell) != drafts.get(cell)).map(|(cell, _)| Cell::option_of(cell)).collect()
        });
        self.set_drafts.set(drafts);
        self.touch(&names);
        self.follow_problems();
    }

    /// Keeps the row of a control in sight, if it does nothing.
    pub fn reveal(self, cell: &Cell) {
        if self.idle.with_untracked(|idle| idle.contains(cell)) {
            self.revealed.update_value(|revealed| {
                revealed.insert(cell.clone());
            });
            self.touch(&BTreeSet::from([cell.option.clone()]));
        }
    }

    /// What is wrong with the design as it was evaluated, and with the drafts.
    pub(super) fn follow_problems(self) {
        let evaluation = self.evaluation.get_untracked();
        let found = self.design.with_untracked(|design| {
            self.drafts.with_untracked(|drafts| Found::all(self.blueprint, self.form, design, &evaluation, drafts))
        });
        let old = self.problems.get_untracked();
        if old.iter().map(|found| &**found).ne(&found) {
            let found: Vec<Arc<Found>> = found.into_iter().map(Arc::new).collect();
            let cells = old.iter().chain(&found).filter_map(|found| found.cell.as_ref());
            let names = cells.map(|cell| cell.option.clone()).collect();
            self.set_problems.set(Arc::new(found));
            self.touch(&names);
        }
    }

    /// Which controls do nothing, as the design was evaluated.
    pub(super) fn follow_idle(self) {
        let evaluation = self.evaluation.get_untracked();
        let now = self.roots.with_untracked(|roots| idle(self.form, roots, &evaluation));
        let old = self.idle.get_untracked();
        if *old != now {
            let names = old.symmetric_difference(&now).map(|cell| cell.option.clone()).collect();
            self.set_idle.set(Arc::new(now));
            self.touch(&names);
        }
    }

    fn touch(self, names: &BTreeSet<Str>) {
        self.touched.with_value(|all| names.iter().filter_map(|name| all.get(name)).for_each(ArcTrigger::notify));
    }
}

/// The options whose values are not the same in two designs; none when that may be all of them, because environments or what
/// they start from differ.
fn names_between(old: &Design, new: &Design) -> Option<BTreeSet<Str>> {
    let environments = |design: &Design| {
        design
            .environments
            .iter()
            .map(|(name, environment)| (name.clone(), environment.kind.clone()))
            .collect::<Vec<_>>()
    };
    if old.preset != new.preset || environments(old) != environments(new) {
        return None;
    }
    let own = old.environments.values().zip(new.environments.values()).map(|(old, new)| (&old.inputs, &new.inputs));
    let all = own.chain([(&old.bootstrap, &new.bootstrap), (&old.delivery, &new.delivery)]);
    let differing = |(old, new): (&Inputs, &Inputs)| {
        let other = |(name, value): &(&String, &Json)| old.get(*name) != Some(value) || new.get(*name) != Some(value);
        old.iter().chain(new).filter(other).map(|(name, _)| Str::from(name.as_str())).collect::<Vec<_>>()
    };
    Some(all.flat_map(differing).collect())
}
