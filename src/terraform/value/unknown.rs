//! What is known of a value that only apply will tell, and where it comes from.

use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use super::Value;
use crate::terraform::nfc::nfc;
use crate::terraform::number::Number;
use crate::terraform::types::Str;

/// What is known of an unknown value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Refinement {
    /// It will not be null.
    pub not_null: bool,
    /// The string begins with this.
    pub prefix: Option<Str>,
    /// The number is at least this (and whether it may be equal).
    pub at_least: Option<(Number, bool)>,
    /// The number is at most this (and whether it may be equal).
    pub at_most: Option<(Number, bool)>,
    /// The collection has at least so many elements.
    pub min_length: usize,
    /// The collection has at most so many elements.
    pub max_length: Option<usize>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where an unknown value comes from. It says nothing of what the value is, so all origins are equal.
#[derive(Clone, Debug, Default)]
pub struct Origin(Option<Arc<Source>>);

/// What an unknown value is made from.
#[derive(Clone, Debug)]
pub enum Source {
    /// Something that apply will tell of the resource instance with this address.
    Resource(Str),
    /// The JSON of a value that is not wholly known. Marks of what is in it stand on the JSON alone.
    Json(Value),
}

impl PartialEq for Origin {
    fn eq(&self, _: &Origin) -> bool {
        true
    }
}

impl Origin {
    /// What it is, where that is known.
    pub fn source(&self) -> Option<&Source> {
        self.0.as_deref()
    }

    /// Whether both are the same, which is no part of the values' being equal.
    pub fn is_same(&self, other: &Origin) -> bool {
        match (&self.0, &other.0) {
            (Some(a), Some(b)) if Arc::ptr_eq(a, b) => true,
            (Some(a), Some(b)) => match (&**a, &**b) {
                (Source::Resource(a), Source::Resource(b)) => a == b,
                (Source::Json(a), Source::Json(b)) => a.is_same(b),
                _ => false,
            },
            (a, b) => a.is_none() && b.is_none(),
        }
    }
}

impl From<Source> for Origin {
    fn from(source: Source) -> Origin {
        Origin(Some(Arc::new(source)))
    }
}

/// How a string that continues `text` begins for certain: a combining mark may still change the last character, unless
/// that is one of the usual delimiters (go-cty, `ctystrings.SafeKnownPrefix`).
pub fn safe_prefix(text: &str) -> Str {
    const DELIMITERS: &str = "-_:;/\\,.(){}[]|?!~ \t@#$%^&*+\"'";
    let text = nfc(text);
    match text.graphemes(true).next_back() {
        Some(last) if !DELIMITERS.contains(last) => Str::from(&text[..text.len() - last.len()]),
        _ => text,
    }
}
