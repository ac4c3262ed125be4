//! Which design a command is about, and which roots of it.

use std::path::Path;

use anstream::eprintln;

use super::arguments::Source;
use super::{Failure, report};
use crate::blueprint::Blueprint;
use crate::design::{Design, Note, RootId, file, link};
use crate::export;

/// A design and where it comes from.
pub(super) struct Input {
    /// What was chosen.
    pub design: Design,
    /// The address of the page that it was made on.
    pub site: Option<String>,
}

/// Reads the design that is asked for; notes of what could not be kept go to stderr.
pub(super) fn read(blueprint: &Blueprint, source: &Source) -> Result<Input, Failure> {
    match (&source.link, &source.design) {
        (Some(link), _) => {
            let (design, notes) = link::decode(link, blueprint);
            tell(&notes);
            Ok(Input { design, site: export::site(link).map(str::to_owned) })
        }
        (None, Some(path)) => read_file(blueprint, path),
        (None, None) => Ok(Input { design: Design::new(blueprint), site: None }),
    }
}

/// Reads a design file.
pub(super) fn read_file(blueprint: &Blueprint, path: &Path) -> Result<Input, Failure> {
    let text = std::fs::read_to_string(path).map_err(Failure::io(path.display()))?;
    let file = file::read(&text, blueprint);
    tell(&file.notes);
    Ok(Input { design: file.design, site: file.link.as_deref().and_then(export::site).map(str::to_owned) })
}

fn tell(notes: &[Note]) {
    for note in notes {
        eprintln!("{}", report::note(note));
    }
}

/// The root of a name: an environment, `bootstrap` or `delivery`.
pub(super) fn root(blueprint: &Blueprint, design: &Design, name: &str) -> Result<RootId, Failure> {
    design.roots(blueprint).find(|root| root.to_string() == name).ok_or_else(|| {
        let known: Vec<String> = design.roots(blueprint).map(|root| root.to_string()).collect();
        Failure::Use(format!("there is no environment {name:?}; there are {}", known.join(", ")))
    })
}
