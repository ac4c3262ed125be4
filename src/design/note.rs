//! What a link or a design file said that a design could not take, in words for people.

use std::fmt;

use serde_json::Value as Json;

/// Something that was not kept, or was read with doubts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where it stands in the design's JSON: `["environments", "dev", "allow_http"]`. Empty when it is the whole.
    pub path: Vec<String>,
    /// What is the matter. One or more sentences; long texts in it are shortened.
    pub what: String,
    /// What to do about it. A sentence.
    pub advice: String,
    /// What was not kept, whole. None when everything was.
    pub lost: Option<Json>,
}

impl Note {
    pub(super) fn new(path: &[&str], what: impl Into<String>, advice: impl Into<String>) -> Note {
        let path = path.iter().map(|&part| part.to_owned()).collect();
        Note { path, what: what.into(), advice: advice.into(), lost: None }
    }

    pub(super) fn losing(mut self, lost: &Json) -> Note {
        self.lost = Some(lost.clone());
        self
    }

    /// Where, as a person writes it: `dev.allow_http`, `bootstrap.state_lock`, `version`.
    pub fn place(&self) -> String {
        let parts = match self.path.as_slice() {
            [environments, rest @ ..] if environments == "environments" && rest.len() > 1 => rest,
            all => all,
        };
        let plain = |part: &String| {
            part.len() <= 64 && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
        };
        parts
            .iter()
            .map(|part| if plain(part) { part.clone() } else { shown(part.as_str()) })
            .collect::<Vec<_>>()
            .join(".")
    }
}

/// The whole note in one line.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.place())?;
        }
        write!(f, "{} {}", self.what, self.advice)
    }
}

/// A value as its JSON text in one line, shortened when it is long.
pub(super) fn shown(value: impl Into<Json>) -> String {
    const LONGEST: usize = 80;
    let text = value.into().to_string();
    match text.char_indices().nth(LONGEST) {
        None => text,
        Some((cut, _)) => {
            format!("{}… ({} characters)", text.get(..cut).unwrap_or_default(), text.chars().count())
        }
    }
}
