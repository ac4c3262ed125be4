//! What a design's JSON says of its shape, before any value: the preset that it stands on, and its environments.
//!
//! `"kinds": {"dev": "dev", "qa": "dev"}` names all environments in their order, each with its kind. Without it they are a new
//! design's, and behind them those that only have values. Invariant: every name that is not kept is in a note, with what was
//! said of it.

use indexmap::IndexMap;
use serde_json::{Map, Value as Json};

use super::design::{Design, Environment, Inputs};
use super::environments::{MOST, Refused};
use super::note::{Note, shown};
use crate::blueprint::Blueprint;
use crate::terraform::types::Str;

/// With more notes than this no further name is held against the rules.
const LOOKED_AT: usize = 200;

/// A design of that shape, without values.
pub(super) fn read(top: &Map<String, Json>, blueprint: &Blueprint, notes: &mut Vec<Note>) -> Design {
    let new = Design::new(blueprint);
    let mut design = Design { preset: preset(top.get("preset"), blueprint, notes), ..new.clone() };
    let kinds = match top.get("kinds") {
        None => None,
        Some(Json::Object(kinds)) => Some(kinds),
        Some(other) => {
            let what = format!("Kinds by environment are expected here; {} was not kept.", shown(other.clone()));
            let advice = "Write it as {\"name\": \"kind\"}; without it the environments are a new design's.";
            notes.push(Note::new(&["kinds"], what, advice).losing(other));
            None
        }
    };
    if let Some(kinds) = kinds {
        design.environments = IndexMap::new();
        for (name, kind) in kinds {
            place(&mut design, blueprint, name, Some(kind), &["kinds", name], kind, notes);
        }
        if design.environments.is_empty() {
            let what = "There is none, and a platform has at least one: those of a new design stand.";
            notes.push(Note::new(&["kinds"], what, "Name at least one.").losing(&Json::Object(kinds.clone())));
            design.environments = new.environments;
        }
    }
    for (name, inputs) in top.get("environments").and_then(Json::as_object).into_iter().flatten() {
        if design.environments.contains_key(name.as_str()) {
            continue;
        }
        let path = ["environments", name];
        if kinds.is_some_and(|kinds| kinds.contains_key(name)) {
            let what = format!("It could not be kept, nor what was chosen for it: {}.", shown(inputs.clone()));
            notes.push(Note::new(&path, what, "See what is said of its kind.").losing(inputs));
        } else {
            place(&mut design, blueprint, name, None, &path, inputs, notes);
        }
    }
    design
}

fn preset(said: Option<&Json>, blueprint: &Blueprint, notes: &mut Vec<Note>) -> Str {
    let presets = &blueprint.presets;
    let Some(said) = said else { return presets.first() };
    presets.names().find(|name| said.as_str() == Some(name)).cloned().unwrap_or_else(|| {
        let known: Vec<&str> = presets.names().map(|name| &**name).collect();
        let (first, given) = (presets.first(), shown(said.clone()));
        let what = format!("There is no preset {given}; what is not said otherwise is as in {first}.");
        notes.push(Note::new(&["preset"], what, format!("The presets are {}.", known.join(", "))).losing(said));
        first
    })
}

/// Adds an environment behind the others, if it can be called so. A kind that is not said or not known is that of its name, or
/// the first. `lost` is what was said of it.
fn place(
    design: &mut Design,
    blueprint: &Blueprint,
    name: &str,
    kind: Option<&Json>,
    path: &[&str],
    lost: &Json,
    notes: &mut Vec<Note>,
) {
    // A name is asked of the rules only where there is room for it, and not without end.
    let full = design.environments.len() >= MOST || notes.len() > LOOKED_AT;
    let refused = if full { Some(Refused::TooMany) } else { design.name(blueprint, name).err() };
    if let Some(refused) = refused {
        let what =
            format!("There can be no such environment, and what was said of it was not kept: {}.", shown(lost.clone()));
        return notes.push(Note::new(path, what, refused.to_string()).losing(lost));
    }
    let kinds = &blueprint.presets.kinds;
    let known = |said: Option<&str>| kinds.iter().find(|kind| said == Some(kind)).cloned();
    let kind = known(kind.and_then(Json::as_str)).unwrap_or_else(|| {
        let named = known(Some(name));
        let taken = named.clone().or_else(|| kinds.first().cloned()).unwrap_or_else(|| "".into());
        let advice = format!("The kinds are {}: say which it is under kinds.", kinds.join(", "));
        match kind {
            Some(kind) => {
                let what = format!("There is no kind {}, and it was read as one of kind {taken}.", shown(kind.clone()));
                notes.push(Note::new(path, what, advice).losing(kind));
            }
            None if named.is_none() => {
                let what = format!("Its kind is not said, and it was read as one of kind {taken}.");
                notes.push(Note::new(path, what, advice));
            }
            None => {}
        }
        taken
    });
    design.environments.insert(name.into(), Environment { kind, inputs: Inputs::new() });
}
