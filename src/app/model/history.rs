//! Undo and redo: every design of this visit, in order, and what a step between two of them is called.

use super::cell::{Cell, title};
use super::text::spoken;
use crate::blueprint::Blueprint;
use crate::changes::{EnvironmentChange, OptionChange, environments, options};
use crate::design::{Design, Form};

/// The designs before the one that stands, and those that were undone.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: Vec<Design>,
    future: Vec<Design>,
    /// The control that is typed in: what is typed there is one step.
    typing: Option<String>,
}

impl History {
    /// The design was changed; `typing` names the control when the change is a key of several. Whether that is a step of its
    /// own.
    pub fn record(&mut self, before: &Design, typing: Option<&str>) -> bool {
        let same = typing.is_some() && self.typing.as_deref() == typing;
        self.typing = typing.map(str::to_owned);
        self.future.clear();
        if !same {
            self.past.push(before.clone());
        }
        !same
    }

    /// The control was left: what is typed next is another step.
    pub fn leave(&mut self) {
        self.typing = None;
    }

    /// The design that undoing leads to.
    pub fn before(&self) -> Option<&Design> {
        self.past.last()
    }

    /// The design that redoing leads to.
    pub fn after(&self) -> Option<&Design> {
        self.future.last()
    }

    /// Goes a step back from the design that stands.
    pub fn undo(&mut self, now: &Design) -> Option<Design> {
        self.leave();
        let before = self.past.pop()?;
        self.future.push(now.clone());
        Some(before)
    }

    /// Goes a step forward again.
    pub fn redo(&mut self, now: &Design) -> Option<Design> {
        self.leave();
        let after = self.future.pop()?;
        self.past.push(now.clone());
        Some(after)
    }

    /// How many steps lie before the design that stands.
    pub fn steps(&self) -> usize {
        self.past.len()
    }

    /// Every design, from the first to the last that was undone, and the place of the one that stands.
    pub fn all<'a>(&'a self, now: &'a Design) -> (Vec<&'a Design>, usize) {
        let all = self.past.iter().chain([now]).chain(self.future.iter().rev());
        (all.collect(), self.past.len())
    }

    /// Goes to one of [`History::all`].
    pub fn jump(&mut self, now: &Design, to: usize) -> Option<Design> {
        if to > self.past.len() + self.future.len() {
            return None;
        }
        let mut at = None;
        while self.past.len() > to {
            at = Some(self.undo(at.as_ref().unwrap_or(now))?);
        }
        while self.past.len() < to {
            at = Some(self.redo(at.as_ref().unwrap_or(now))?);
        }
        at
    }
}

/// How long the values of a step may be, in characters.
const LONG: usize = 28;

/// What a step from one design to another is called: `NAT gateways, prod: single → per_az`, `Added environment qa`; none when
/// they are one.
pub fn step(blueprint: &Blueprint, form: &Form, old: &Design, new: &Design) -> Option<String> {
    let mut steps: Vec<String> = environments(old, new).iter().map(environment).collect();
    // What follows from a preset is not told option by option.
    let preset = new.preset != old.preset;
    steps.extend(preset.then(|| format!("Applied preset {}", preset_label(blueprint, &new.preset))));
    let changes = options(blueprint, old, new);
    match changes.as_slice() {
        _ if preset => {}
        [] if steps.is_empty() => return (old.usage != new.usage).then(|| "What is assumed of use".to_owned()),
        [] => {}
        [one] => steps.push(name(form, one)),
        several => steps.push(format!("{} options", several.len())),
    }
    Some(steps.join(", "))
}

/// What a preset is called on the page.
pub fn preset_label(blueprint: &Blueprint, preset: &str) -> String {
    blueprint.presentation.presets.get(preset).map_or_else(|| preset.to_owned(), |named| named.label.clone())
}

fn environment(change: &EnvironmentChange) -> String {
    match change {
        EnvironmentChange::Added(name) => format!("Added environment {name}"),
        EnvironmentChange::Removed(name) => format!("Removed environment {name}"),
        EnvironmentChange::Renamed { from, to } => format!("Renamed environment {from} to {to}"),
        EnvironmentChange::Kind(name) => format!("Another kind of environment {name}"),
        EnvironmentChange::Moved(name) => format!("Moved environment {name}"),
    }
}

fn name(form: &Form, change: &OptionChange) -> String {
    let side = |value: &Option<serde_json::Value>| {
        let text = value.as_ref().map(spoken).unwrap_or_else(|| "not set".to_owned());
        let text = text.lines().next().unwrap_or_default().to_owned();
        match text.char_indices().nth(LONG) {
            Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
            None => text,
        }
    };
    let option = form.groups.iter().find_map(|group| {
        let options = group.options.iter();
        let of = |option: &&crate::design::OptionSpec| option.name == change.variable && option.is_of(&change.root);
        options.clone().find(of).map(|option| Cell::of(option, &change.root).name(&title(form, group, option)))
    });
    let option = option.unwrap_or_else(|| change.variable.to_string());
    format!("{option}: {} → {}", side(&change.old), side(&change.new))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::fixture;
    use super::*;
    use crate::design::RootId;

    #[test]
    fn what_is_undone_can_be_redone_until_something_else_is_done() {
        let blueprint = fixture::blueprint();
        let form = Form::of(&blueprint);
        let at = |port: u16| {
            let mut design = Design::new(&blueprint);
            design.set(&blueprint, &RootId::environment("dev"), "port", &json!(port)).unwrap();
            design
        };
        let name = |old: &Design, new: &Design| step(&blueprint, &form, old, new).unwrap_or_default();
        let mut history = History::default();
        assert!(history.undo(&at(1)).is_none() && history.redo(&at(1)).is_none());

        assert!(history.record(&at(1), None));
        // Two keys in one control are one step; after it was left they are another.
        assert!(history.record(&at(2), Some("dev.port")));
        assert!(!history.record(&at(3), Some("dev.port")));
        history.leave();
        assert!(history.record(&at(4), Some("dev.port")));
        assert_eq!(name(history.before().unwrap(), &at(5)), "Port, dev: 4 → 5");

        let mut now = at(5);
        for port in [4, 2, 1] {
            now = history.undo(&now).unwrap();
            assert_eq!(now, at(port));
        }
        assert_eq!(name(&now, history.after().unwrap()), "Port, dev: 1 → 2");
        now = history.redo(&now).unwrap();
        assert_eq!(now, at(2));
        history.record(&now, None);
        assert!(history.after().is_none());
    }

    #[test]
    fn a_jump_goes_over_the_steps_between_and_loses_none() {
        let blueprint = fixture::blueprint();
        let at = |port: u16| {
            let mut design = Design::new(&blueprint);
            design.set(&blueprint, &RootId::environment("dev"), "port", &json!(port)).unwrap();
            design
        };
        let mut history = History::default();
        for port in 1..5 {
            history.record(&at(port), None);
        }
        let ports = |history: &History, now: &Design| {
            let (all, nth) = history.all(now);
            let port = |design: &&Design| design.chosen(&RootId::environment("dev"), "port").cloned().unwrap();
            (all.iter().map(port).collect::<Vec<_>>(), nth)
        };
        let all: Vec<_> = (1..6).map(|port| json!(port)).collect();
        let mut now = at(5);
        assert_eq!(ports(&history, &now), (all.clone(), 4));
        for to in [1, 3, 0, 4] {
            now = history.jump(&now, to).unwrap();
            assert_eq!(ports(&history, &now), (all.clone(), to));
        }
        assert_eq!(history.jump(&now, 4), None);
        assert_eq!(history.jump(&now, 9), None);
        assert_eq!(ports(&history, &now), (all, 4));
    }

    #[test]
    fn a_step_is_named_by_what_it_changed() {
        let blueprint = fixture::blueprint();
        let form = Form::of(&blueprint);
        let presets = Design::new(&blueprint);
        let mut design = presets.clone();
        assert_eq!(step(&blueprint, &form, &presets, &design), None);
        design.set(&blueprint, &RootId::environment("prod"), "owner", &json!("o".repeat(40))).unwrap();
        let expected = format!("Owner: us → {}…", "o".repeat(28));
        assert_eq!(step(&blueprint, &form, &presets, &design), Some(expected));
        design.set(&blueprint, &RootId::environment("prod"), "port", &json!(81)).unwrap();
        assert_eq!(step(&blueprint, &form, &presets, &design).as_deref(), Some("2 options"));

        let mut other = presets.clone();
        other.add(&blueprint, "qa", "dev").unwrap();
        assert_eq!(step(&blueprint, &form, &presets, &other).as_deref(), Some("Added environment qa"));
        assert_eq!(step(&blueprint, &form, &other, &design).as_deref(), Some("Removed environment qa, 2 options"));
    }
}
