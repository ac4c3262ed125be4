//! What is known of a value that only apply will tell, and where it comes from.

use std::fmt;
use std::ops::Deref;
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

/// What is known of an unknown value, shared between those of which the same is known. Most often that is nothing, which takes
/// no memory.
#[derive(Clone, Default)]
pub struct Refined(Option<Arc<Refinement>>);

/// Nothing is known.
static NOTHING: Refinement = Refinement {
    not_null: false,
    prefix: None,
    at_least: None,
    at_most: None,
    min_length: 0,
    max_length: None,
    origin: Origin(None),
};

impl Refined {
    /// Only where it comes from is known.
    pub fn from_origin(origin: Origin) -> Refined {
        match origin.0 {
            None => Refined(None),
            Some(_) => Refined::from(Refinement { origin, ..Refinement::default() }),
        }
    }

    /// Whether nothing at all is known.
    pub fn is_nothing(&self) -> bool {
        self.0.is_none()
    }

    /// To be changed.
    pub fn make_mut(&mut self) -> &mut Refinement {
        Arc::make_mut(self.0.get_or_insert_default())
    }

    /// Whether nothing tells the two apart, not even the origin.
    pub fn is_same(&self, other: &Refined) -> bool {
        match (&self.0, &other.0) {
            (Some(a), Some(b)) if Arc::ptr_eq(a, b) => true,
            (None, None) => true,
            _ => **self == **other && self.origin.is_same(&other.origin),
        }
    }
}

impl From<Refinement> for Refined {
    fn from(refinement: Refinement) -> Refined {
        Refined(Some(Arc::new(refinement)))
    }
}

impl Deref for Refined {
    type Target = Refinement;

    fn deref(&self) -> &Refinement {
        self.0.as_deref().unwrap_or(&NOTHING)
    }
}

impl PartialEq for Refined {
    fn eq(&self, other: &Refined) -> bool {
        **self == **other
    }
}

impl fmt::Debug for Refined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
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
