//! The design's JSON: `landform.json`, and what a link carries.
//!
//! Invariant: reading never fails and drops nothing silently. What fits is kept; for everything else there is a note.

use serde_json::value::RawValue;
use serde_json::{Map, Value as Json};

use super::design::{Design, Unfit, VERSION};
use super::note::{Note, shown};
use super::root::RootId;
use super::structure;
use super::usage::Usage;
use crate::blueprint::Blueprint;

/// The longest text that is read, in bytes.
pub const LONGEST: usize = 2 << 20;

/// A design file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct DesignFile {
    /// What could be kept.
    pub design: Design,
    /// The address that made the repository which the file lies in, where it says so.
    pub link: Option<String>,
    /// What could not be kept.
    pub notes: Vec<Note>,
}

/// Reads a design file.
pub fn read(text: &str, blueprint: &Blueprint) -> DesignFile {
    let mut notes = Vec::new();
    let mut link = None;
    let design = match parse(text, &mut notes) {
        None => Design::new(blueprint),
        Some(mut top) => {
            if let Some(Json::String(_)) = top.get("link") {
                link = top.shift_remove("link").and_then(|link| link.as_str().map(str::to_owned));
            }
            take(top, blueprint, &mut notes)
        }
    };
    DesignFile { design, link, notes }
}

/// Reads what a link carries.
pub(super) fn read_design(text: &str, blueprint: &Blueprint) -> (Design, Vec<Note>) {
    let mut notes = Vec::new();
    let design = match parse(text, &mut notes) {
        None => Design::new(blueprint),
        Some(top) => take(top, blueprint, &mut notes),
    };
    (design, notes)
}

/// Writes a design file: indented, keys in order, with the link when there is one.
pub fn write(design: &Design, blueprint: &Blueprint, link: Option<&str>) -> String {
    let mut json = design.to_json(blueprint);
    if let (Json::Object(top), Some(link)) = (&mut json, link) {
        top.insert("link".into(), link.into());
    }
    format!("{json:#}\n")
}

fn parse(text: &str, notes: &mut Vec<Note>) -> Option<Map<String, Json>> {
    let text = text.trim_start_matches('\u{feff}');
    let unread = |why: String| {
        let what = format!("{why} Nothing could be read from it, and the presets stand.");
        Note::new(&[], what, "Ask for it again, or start from the presets.")
    };
    if text.len() > LONGEST {
        notes.push(unread(format!("This design has {} bytes, and no more than {LONGEST} are read.", text.len())));
        return None;
    }
    match serde_json::from_str(text) {
        Ok(Json::Object(top)) => {
            if let Ok(raw) = serde_json::from_str(text) {
                duplicates(raw, &mut Vec::new(), notes);
            }
            Some(top)
        }
        Ok(other) => {
            let why = format!("A design is a JSON object; this is {}.", shown(other.clone()));
            notes.push(unread(why).losing(&other));
            None
        }
        Err(error) => {
            notes.push(unread(format!("This design is no JSON that can be read: {error}.")).losing(&Json::from(text)));
            None
        }
    }
}

/// Notes every name that an object gives twice: of those JSON keeps the last.
fn duplicates(raw: &RawValue, path: &mut Vec<String>, notes: &mut Vec<Note>) {
    let Ok(Entries(entries)) = serde_json::from_str(raw.get()) else { return };
    for (i, (name, value)) in entries.iter().enumerate() {
        path.push(name.clone());
        duplicates(value, path, notes);
        if let Some((_, last)) = entries.iter().skip(i + 1).rfind(|(other, _)| other == name) {
            let json = |raw: &RawValue| serde_json::from_str::<Json>(raw.get()).unwrap_or_default();
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            let what = format!("It is given twice: {} was not kept, {} was.", shown(json(value)), shown(json(last)));
            notes.push(Note::new(&path, what, "Check which was meant.").losing(&json(value)));
        }
        path.pop();
    }
}

/// The entries of a JSON object as they stand there, doubles and all.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de> serde::Deserialize<'de> for Entries<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Entries<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

/// Takes what fits from the top level.
fn take(top: Map<String, Json>, blueprint: &Blueprint, notes: &mut Vec<Note>) -> Design {
    // What values are held against, before any is read.
    let mut design = structure::read(&top, blueprint, notes);
    for (name, value) in &top {
        match name.as_str() {
            "version" => version(value, notes),
            "preset" | "kinds" => {}
            "environments" => match value {
                Json::Object(environments) => {
                    for (name, inputs) in environments {
                        let root = RootId::environment(name.as_str());
                        take_root(&mut design, blueprint, &root, &["environments", name], inputs, notes);
                    }
                }
                other => notes.push(not_an_object(&["environments"], other)),
            },
            "bootstrap" => take_root(&mut design, blueprint, &RootId::Bootstrap, &["bootstrap"], value, notes),
            "delivery" => take_root(&mut design, blueprint, &RootId::Delivery, &["delivery"], value, notes),
            "usage" => match value {
                Json::Object(roots) => {
                    for (name, entries) in roots {
                        take_usage(&mut design, blueprint, name, entries, notes);
                    }
                }
                other => notes.push(not_an_object(&["usage"], other)),
            },
            _ => {
                let what = format!("A design has no such part; {} was not kept.", shown(value.clone()));
                let advice = "It has version, preset, kinds, environments, bootstrap, delivery and usage.";
                notes.push(Note::new(&[name], what, advice).losing(value));
            }
        }
    }
    design
}

fn version(value: &Json, notes: &mut Vec<Note>) {
    match value.as_u64() {
        Some(VERSION) => {}
        Some(newer) if newer > VERSION => notes.push(newer_version(newer)),
        _ => {
            let what = format!("The version is {}, and was read as {VERSION}.", shown(value.clone()));
            notes.push(Note::new(&["version"], what, "Check what follows from it.").losing(value));
        }
    }
}

/// What is said of a design of a version that did not exist yet.
pub(super) fn newer_version(version: impl std::fmt::Display) -> Note {
    Note::new(
        &["version"],
        format!(
            "This design was made by a newer Landform (version {version}; this one knows {VERSION}), and may mean more than was read."
        ),
        "Open it with the newer one, or check every value.",
    )
}

fn not_an_object(path: &[&str], value: &Json) -> Note {
    let what = format!("Values by name are expected here; {} was not kept.", shown(value.clone()));
    Note::new(path, what, "Write it as {\"name\": value}.").losing(value)
}

fn take_root(
    design: &mut Design,
    blueprint: &Blueprint,
    root: &RootId,
    path: &[&str],
    inputs: &Json,
    notes: &mut Vec<Note>,
) {
    if design.inputs(root).is_none() {
        // Why is noted already.
        return;
    }
    let Json::Object(values) = inputs else {
        return notes.push(not_an_object(path, inputs));
    };
    for (variable, value) in values {
        let Err(unfit) = design.put(blueprint, root, variable, value) else { continue };
        let (what, advice) = match unfit {
            Unfit::Root { .. } | Unfit::Variable { .. } => (
                format!("There is no option of that name; its value {} was not kept.", shown(value.clone())),
                "It may have been renamed, or belong to another version: look for it in the form.".to_owned(),
            ),
            Unfit::Type { reason, .. } => (
                format!("The value {} does not fit and was not kept: {reason}.", shown(value.clone())),
                "Choose it again in the form.".to_owned(),
            ),
        };
        notes.push(Note::new(&[path, &[variable]].concat(), what, advice).losing(value));
    }
}

/// How much a root is used.
fn take_usage(design: &mut Design, blueprint: &Blueprint, name: &str, entries: &Json, notes: &mut Vec<Note>) {
    let Json::Object(values) = entries else {
        return notes.push(not_an_object(&["usage", name], entries));
    };
    let Some(root) = design.roots(blueprint).find(|root| root.to_string() == name) else {
        let what = format!("There is nothing of that name whose use could be assumed: {}.", shown(entries.clone()));
        let known: Vec<String> = design.roots(blueprint).map(|root| root.to_string()).collect();
        let advice = format!("There are {}.", known.join(", "));
        return notes.push(Note::new(&["usage", name], what, advice).losing(entries));
    };
    let (usage, wrong) = Usage::from_entries(values, blueprint.costs().assumptions());
    for (entry, reason) in wrong {
        let lost = values.get(&entry).cloned().unwrap_or_default();
        let what = format!("The assumption {} was not kept: {reason}.", shown(lost.clone()));
        notes.push(Note::new(&["usage", name, &entry], what, "Say again how much it is used.").losing(&lost));
    }
    design.set_usage(blueprint, &root, usage);
}
