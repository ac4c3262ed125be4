//! Steps: what was done, undone and done again, and what came by the address.

use leptos::prelude::*;

use super::super::browser::address::{self, Address};
use super::super::browser::focus;
use super::super::model::Cell;
use super::super::model::history::History;
use super::super::model::starting::open;
use super::super::parts::some;
use super::Store;
use crate::changes::options;
use crate::design::{Design, link};

impl Store {
    /// The design is about to be changed: it can be gone back to, and the plan is held against its own.
    pub(super) fn record(self, typing: Option<&str>) {
        let step = self.design.with_untracked(|now| self.history.try_update(|history| history.record(now, typing)));
        if step != Some(false) {
            self.begin();
        }
    }

    /// A step begins.
    fn begin(self) {
        self.evaluate_now();
        self.begun.set_value(Some((self.evaluation.get_untracked(), self.estimates.get_untracked())));
    }

    /// Goes a step back.
    pub fn undo(self) {
        let what = self.undoable.get_untracked();
        self.travel(History::undo, "Undone", what);
    }

    /// Goes a step forward again.
    pub fn redo(self) {
        let what = self.redoable.get_untracked();
        self.travel(History::redo, "Done again", what);
    }

    /// Goes to one of the designs of this visit; see [`History::all`].
    pub fn jump(self, to: usize) {
        let from = self.history.with_untracked(History::steps);
        let (done, what) = if to < from { ("Gone back", from - to) } else { ("Gone forward", to - from) };
        self.travel(move |history, now| history.jump(now, to), done, Some(some(what, "step")));
    }

    fn travel(self, go: impl FnOnce(&mut History, &Design) -> Option<Design>, done: &str, what: Option<String>) {
        let now = self.design.get_untracked();
        let Some(design) = self.history.try_update(|history| go(history, &now)).flatten() else { return };
        self.begin();
        let changes = options(self.blueprint, &now, &design);
        let cells: Vec<Cell> = changes
            .iter()
            .filter_map(|change| Some(Cell::of(self.form.option(&change.root, &change.variable)?, &change.root)))
            .collect();
        self.carry_drafts(&now, &design);
        let mut drafts = self.drafts.get_untracked();
        for cell in &cells {
            drafts.put(&cell.to_string(), None);
        }
        self.put_drafts(drafts);
        self.address.update_value(|address| address.choose(link::encode(&design, self.blueprint)));
        self.put(design);
        self.keep();
        self.evaluate_soon();
        if let Some(first) = cells.first() {
            focus::light(&first.to_string());
        }
        self.say(&format!("{done}: {}", what.unwrap_or_default()));
    }

    /// The control was left: what is typed next is another step of the history.
    pub fn leave(self) {
        self.address.update_value(Address::leave);
        self.history.update_untracked(History::leave);
    }

    /// Takes another design in the place of this one, as a step of its own.
    pub fn replace(self, design: Design) {
        self.record(None);
        self.address.update_value(|address| address.choose(link::encode(&design, self.blueprint)));
        self.adopt(design);
    }

    /// The address changed under the page: Back, Forward, or a link that was pasted.
    pub fn follow_address(self) {
        let fragment = address::fragment();
        if self.address.with_value(|address| address.stands(&fragment)) {
            return;
        }
        let opened = open(self.blueprint, &fragment);
        if let Some(notice) = opened.notice {
            self.notices.update(|notices| notices.push(notice));
        }
        let now = self.design.get_untracked();
        let design = opened.design.unwrap_or_else(|| now.clone());
        if design != now {
            let back = self.history.with_untracked(|history| history.before() == Some(&design));
            let forth = self.history.with_untracked(|history| history.after() == Some(&design));
            self.history.update(|history| {
                match (back, forth) {
                    (true, _) => drop(history.undo(&now)),
                    (_, true) => drop(history.redo(&now)),
                    _ => drop(history.record(&now, None)),
                };
            });
            self.begin();
        }
        self.address.update_value(|address| address.settle(link::encode(&design, self.blueprint)));
        self.adopt(design);
    }
}
