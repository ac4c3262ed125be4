//! A design from a file that somebody has: `landform.json`, a downloaded repository, a `terraform.tfvars`, or a link.
//!
//! Invariant: what fits is kept; for everything else there is a note.

use std::sync::Arc;

use super::design::Design;
use super::root::RootId;
use super::{archive, file, link};
use crate::blueprint::Blueprint;
use crate::terraform::json::from_value;
use crate::terraform::source::SourceFile;
use crate::terraform::{eval, tfvars};

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The design that it makes.
    pub design: Design,
    /// What it was: `landform.json`, `the inputs of dev`.
    pub what: String,
    /// What could not be kept, in words.
    pub notes: Vec<String>,
}

/// Reads bytes. Inputs of one root take the place of those of `into`; everything else stays as it is in `now`.
///
/// # Errors
/// In words, when it is nothing that a design could be read from.
pub fn import(blueprint: &Blueprint, now: &Design, into: &RootId, bytes: &[u8]) -> Result<Imported, String> {
    if bytes.starts_with(b"PK") {
        return from_zip(blueprint, bytes);
    }
    if bytes.len() > file::LONGEST {
        return Err(format!("This has {} bytes, and no more than {} are read.", bytes.len(), file::LONGEST));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "This is neither text nor a zip.".to_owned())?;
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with('{') {
        return Ok(from_design(blueprint, text, "landform.json"));
    }
    let one_line = !text.contains(char::is_whitespace);
    let fragment = text.rsplit('#').next().filter(|fragment| one_line && fragment.starts_with("v1."));
    if let Some(fragment) = fragment {
        let (design, notes) = link::decode(fragment, blueprint);
        return Ok(Imported {
            design,
            what: "the link".to_owned(),
            notes: notes.iter().map(ToString::to_string).collect(),
        });
    }
    from_inputs(blueprint, now, into, text)
}

fn from_design(blueprint: &Blueprint, text: &str, what: &str) -> Imported {
    let read = file::read(text, blueprint);
    let notes = read.notes.iter().map(ToString::to_string).collect();
    Imported { design: read.design, what: what.to_owned(), notes }
}

/// A repository holds the design that it was made from.
fn from_zip(blueprint: &Blueprint, bytes: &[u8]) -> Result<Imported, String> {
    let (name, text) = unzip(bytes)
        .map_err(|error| format!("This zip cannot be read: {error}."))?
        .ok_or("There is no landform.json in this zip.")?;
    Ok(from_design(blueprint, &text, &name))
}

/// The path and the text of a zip's `landform.json`, no longer than any design that is read.
fn unzip(bytes: &[u8]) -> Result<Option<(String, String)>, Box<dyn std::error::Error>> {
    let is_design = |name: &str| name == "landform.json" || name.ends_with("/landform.json");
    Ok(archive::texts(bytes, file::LONGEST, is_design)?.into_iter().next())
}

/// All inputs of a root: what does not stand there is at its default.
fn from_inputs(blueprint: &Blueprint, now: &Design, into: &RootId, text: &str) -> Result<Imported, String> {
    let source = Arc::new(SourceFile::new("terraform.tfvars", text));
    let (entries, diagnostics) = tfvars::parse(&source);
    let mut notes: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            let line = diagnostic.range.as_ref().map_or(0, |range| range.start.line);
            format!("line {line}: {}: {}", diagnostic.summary, diagnostic.detail)
        })
        .collect();
    if entries.is_empty() {
        let why = notes.first().map(|note| format!(" ({note})")).unwrap_or_default();
        return Err(format!("This is no landform.json, no repository, no link and no terraform.tfvars{why}."));
    }
    let mut design = now.clone();
    if let Some(module) = blueprint.module(into) {
        for (name, variable) in &module.variables {
            let default = variable.default.as_ref().and_then(from_value);
            if let (Some(default), false) = (default, entries.contains_key(name)) {
                // What nobody may choose is not the user's to have a default.
                let _ = design.set(blueprint, into, name, &default);
            }
        }
    }
    // What the export supplies is not the user's to choose.
    let chosen = entries.iter().filter(|(name, _)| !blueprint.presentation.is_supplied(name));
    for (name, entry) in chosen {
        let value = eval::literal(entry)
            .map_err(|wrong| wrong.first().map(|diagnostic| diagnostic.detail.clone()).unwrap_or_default());
        let json = value.and_then(|value| from_value(&value).ok_or_else(|| "it is not known".to_owned()));
        let set = json.and_then(|json| design.set(blueprint, into, name, &json).map_err(|unfit| unfit.to_string()));
        if let Err(why) = set {
            notes.push(format!("line {}: {name} was not kept: {why}", entry.range().start.line));
        }
    }
    Ok(Imported { design, what: format!("the inputs of {into}"), notes })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{evaluate, tfvars as inputs};
    use super::*;
    use crate::export;

    /// Whatever Landform gives out comes back as the design that it was.
    #[test]
    fn what_was_given_out_comes_back() {
        let blueprint = Blueprint::embedded().unwrap();
        let (dev, presets) = (RootId::environment("dev"), Design::new(&blueprint));
        let mut design = presets.clone();
        design.set(&blueprint, &dev, "nat_mode", &json!("per_az")).unwrap();
        design.set(&blueprint, &dev, "owner", &json!("a \"${b}\"\nc")).unwrap();
        design.set(&blueprint, &RootId::environment("prod"), "az_count", &json!(3)).unwrap();
        let repository = export::repository(&blueprint, &design, &evaluate(&blueprint, &design), None).unwrap();
        let link = format!("https://example.com/#{}", link::encode(&design, &blueprint));
        for (what, bytes) in [
            ("landform.json", file::write(&design, &blueprint, None).into_bytes()),
            ("zip", export::zip(&repository).unwrap()),
            ("link", link.into_bytes()),
        ] {
            let read = import(&blueprint, &presets, &dev, &bytes).unwrap();
            assert_eq!((read.design, read.notes), (design.clone(), Vec::new()), "{what}");
        }
        let zip = export::zip(&repository).unwrap();
        assert!(archive::folder(&zip, file::LONGEST).unwrap() == repository.files);
        // The inputs of one root alone: the others stay.
        let text = inputs::render(&blueprint, &design, &dev);
        let read = import(&blueprint, &presets, &dev, text.as_bytes()).unwrap();
        assert_eq!(inputs::render(&blueprint, &read.design, &dev), text);
        assert!(read.notes.is_empty(), "{:?}", read.notes);
        let prod = RootId::environment("prod");
        assert_eq!(read.design.chosen(&prod, "az_count"), None);
    }

    #[test]
    fn what_cannot_be_kept_is_told() {
        let blueprint = Blueprint::embedded().unwrap();
        let (dev, presets) = (RootId::environment("dev"), Design::new(&blueprint));
        let read =
            import(&blueprint, &presets, &dev, b"az_count = \"many\"\nno_such = 1\nnat_mode = \"per_az\"\n").unwrap();
        assert_eq!(read.design.chosen(&dev, "nat_mode"), Some(&json!("per_az")));
        assert_eq!(read.notes.len(), 2, "{:?}", read.notes);
        for bytes in [&b"PK\x03\x04broken"[..], b"hello", b"\xff\xfe", b""] {
            assert!(import(&blueprint, &presets, &dev, bytes).is_err(), "{bytes:?}");
        }
    }
}
