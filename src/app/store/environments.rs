//! The environments and the preset: each change is a step of its own, and said.

use leptos::prelude::*;

use super::super::model::history;
use super::Store;
use crate::changes::{EnvironmentChange, environments};
use crate::design::{Design, Refused, RootId, apply, link};

impl Store {
    /// Adds an environment of a kind, or a copy of another.
    pub fn add_environment(self, name: &str, kind: &str, copied: Option<&str>) -> Result<(), Refused> {
        self.restructure(|design| match copied {
            Some(of) => design.duplicate(self.blueprint, of, name),
            None => design.add(self.blueprint, name, kind),
        })?;
        self.look_at(name);
        Ok(())
    }

    /// Gives an environment another name.
    pub fn rename_environment(self, from: &str, to: &str) -> Result<(), Refused> {
        let looked = self.root() == RootId::environment(from);
        self.restructure(|design| design.rename(self.blueprint, from, to))?;
        if looked {
            self.look_at(to);
        }
        Ok(())
    }

    /// Takes an environment away.
    pub fn remove_environment(self, name: &str) -> Result<(), Refused> {
        self.restructure(|design| design.remove(name))
    }

    /// Moves an environment so many places: to the left when negative. At the ends nothing happens.
    pub fn move_environment(self, name: &str, by: isize) -> Result<(), Refused> {
        self.restructure(|design| {
            let place = design.environments.get_index_of(name).and_then(|place| place.checked_add_signed(by));
            place.map_or(Ok(()), |place| design.move_to(self.blueprint, name, place))
        })
    }

    /// Puts the design on a preset.
    pub fn apply_preset(self, preset: &str) {
        // A preset has its place in the list that it is chosen from; there is nothing to refuse.
        let _ = self.restructure(|design| {
            if let Some(applied) = apply(self.blueprint, design, preset) {
                *design = applied.design;
            }
            Ok(())
        });
    }

    /// Changes the design as a whole, and says what was done.
    fn restructure(self, change: impl FnOnce(&mut Design) -> Result<(), Refused>) -> Result<(), Refused> {
        let now = self.design.get_untracked();
        let mut design = now.clone();
        change(&mut design)?;
        let Some(step) = history::step(self.blueprint, self.form, &now, &design) else { return Ok(()) };
        self.record(None);
        self.address.update_value(|address| address.choose(link::encode(&design, self.blueprint)));
        self.carry_drafts(&now, &design);
        self.put(design);
        self.keep();
        self.evaluate_soon();
        self.say(&step);
        Ok(())
    }

    /// What was typed stays in its control when its environment gets another name, and when that is undone.
    pub(super) fn carry_drafts(self, from: &Design, to: &Design) {
        for change in environments(from, to) {
            let EnvironmentChange::Renamed { from, to } = change else { continue };
            let mut drafts = self.drafts.get_untracked();
            if drafts.rename(&from, &to) {
                self.put_drafts(drafts);
            }
        }
    }

    fn look_at(self, environment: &str) {
        self.looking.scope.set(super::Scope::Root(RootId::environment(environment)));
    }
}
