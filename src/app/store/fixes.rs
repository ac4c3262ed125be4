//! What would mend each problem: tried once the problems have been shown, a value at a time.

use std::collections::VecDeque;
use std::sync::Arc;

use leptos::prelude::*;

use super::super::browser::turns::Turns;
use super::super::model::{Cell, Found};
use super::{Change, Store};
use crate::changes::{Fix, candidates, mends};

/// What mends what.
pub type Fixes = Vec<(Arc<Found>, Fix)>;

/// The most problems for which fixes are looked for: a page of them is read one by one anyway.
const MOST: usize = 40;

impl Store {
    /// Looks for fixes whenever there are other problems.
    pub(super) fn look_for_fixes(self) {
        let turns = Turns::new();
        Effect::new(move |_| {
            let problems = self.problems.get();
            // What still is a problem keeps its fix until it is looked for again, so that no button flickers.
            self.fixes.update(|fixes| fixes.retain(|(found, _)| problems.contains(found)));
            let evaluation = self.evaluation.get_untracked();
            let design = self.design.get_untracked();
            let asked = problems.iter().take(MOST).filter_map(|found| {
                let problem = evaluation.problems().get(found.nth?)?.clone();
                let values: VecDeque<Fix> = candidates(self.blueprint, self.form, &design, &problem).into();
                Some((found.clone(), problem, values))
            });
            let mut asked: VecDeque<_> = asked.collect();
            let mut mended = Vec::new();
            turns.begin(move || {
                let Some((found, problem, mut values)) = asked.pop_front() else {
                    self.fixes.set(std::mem::take(&mut mended));
                    return false;
                };
                if let Some(fix) = values.pop_front() {
                    if mends(self.blueprint, &design, &evaluation, &problem, &fix) {
                        mended.push((found, fix));
                    } else {
                        asked.push_front((found, problem, values));
                    }
                }
                true
            });
        });
    }

    /// Chooses what mends a problem.
    pub fn mend(self, fix: &Fix) {
        if let Some(option) = self.form.option(&fix.root, &fix.variable) {
            self.choose(option, &Cell::of(option, &fix.root), Ok(fix.to.clone()), "", Change::Whole);
        }
    }
}
