//! What is wrong with a text.

use std::borrow::Cow;
use std::fmt;

use super::Span;

/// One thing that is wrong with a text, in the words of HashiCorp's parser (hclsyntax, `parser.go`, `parser_template.go`
/// and `token.go`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What it is, in a few words.
    pub summary: Cow<'static, str>,
    /// What it is, and what to do.
    pub detail: Detail,
    /// Where it is.
    pub subject: Span,
    /// What should be shown of the text.
    pub context: Option<Span>,
}

/// What is said in more words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Just that.
    Text(Cow<'static, str>),
    /// It names another place of the text.
    About {
        /// What stands before the place.
        before: Cow<'static, str>,
        /// Where that is.
        place: Span,
        /// What stands behind it.
        after: &'static str,
    },
}

impl Error {
    pub(super) fn new(
        summary: impl Into<Cow<'static, str>>,
        detail: impl Into<Cow<'static, str>>,
        subject: Span,
    ) -> Error {
        Error { summary: summary.into(), detail: Detail::Text(detail.into()), subject, context: None }
    }

    /// One whose detail names another place.
    pub(super) fn about(
        summary: impl Into<Cow<'static, str>>,
        (before, place, after): (impl Into<Cow<'static, str>>, Span, &'static str),
        subject: Span,
    ) -> Error {
        let detail = Detail::About { before: before.into(), place, after };
        Error { summary: summary.into(), detail, subject, context: None }
    }

    /// Shown from an earlier byte on.
    pub(super) fn shown_from(self, start: usize) -> Error {
        let context = Some(start..self.subject.end.max(start));
        Error { context, ..self }
    }

    /// The detail; `describe` says where a place is.
    pub fn detail(&self, describe: impl FnOnce(&Span) -> String) -> String {
        match &self.detail {
            Detail::Text(text) => text.to_string(),
            Detail::About { before, place, after } => format!("{before}{}{after}", describe(place)),
        }
    }

    /// The line of the text that it is on, from 1.
    pub fn line(&self, text: &str) -> usize {
        1 + text.get(..self.subject.start).unwrap_or(text).matches('\n').count()
    }
}

/// The first of several errors, with its line.
pub fn first_of(errors: &[Error], text: &str) -> String {
    errors.first().map(|error| format!("line {}: {error}", error.line(text))).unwrap_or_default()
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.summary, self.detail(|place| format!("byte {}", place.start)))
    }
}
