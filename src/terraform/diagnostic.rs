//! What Terraform says of a configuration: severity, summary, detail, place, snippet and the values that a condition read.
//!
//! Invariant: a diagnostic serialises to the shape of `terraform validate -json` (format version 1.0); what Landform knows
//! besides is not serialised.

use serde::Serialize;

use super::types::Str;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// `terraform plan` would stop.
    Error,
    /// `terraform plan` would go on.
    Warning,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in grapheme clusters, as HCL counts.
    pub column: usize,
    /// From 0, in bytes.
    pub byte: usize,
}

/// A stretch of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Range {
    /// The path, relative to the exported repository.
    pub filename: Str,
    /// Its first position.
    pub start: Position,
    /// The position after its last.
    pub end: Position,
}

/// The lines that a diagnostic points at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The block that the lines are in: `variable "vpc_cidr"`.
    pub context: Option<String>,
    /// The text of the lines.
    pub code: String,
    /// The line in the file that `code` begins with, from 1.
    pub start_line: usize,
    /// Byte offset in `code` where what is pointed at begins.
    pub highlight_start_offset: usize,
    /// Byte offset in `code` where it ends.
    pub highlight_end_offset: usize,
    /// What the failing expression read.
    pub values: Vec<SnippetValue>,
}

/// A reference in a failing expression and what it stood for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SnippetValue {
    /// `var.vpc_cidr`
    pub traversal: String,
    /// `is "10.0.0.0/33"`
    pub statement: String,
}

/// One thing that Terraform would say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What it is, in a few words.
    pub summary: String,
    /// What it is, why, and what to do.
    pub detail: String,
    /// The resource that it is about, where Terraform names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Where Terraform points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    /// The text that stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snippet: Option<Snippet>,
    /// Landform's: where the rule stands that failed (the `validation` block), when it is one.
    #[serde(skip)]
    pub rule: Option<Range>,
    /// Landform's: a rule's own message, without what Terraform puts around it.
    #[serde(skip)]
    pub message: Option<String>,
    /// Landform's: the root module's variables that it is about: those whose change can mend it, the first above all.
    #[serde(skip)]
    pub inputs: Vec<Str>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(summary: impl Into<String>, detail: impl Into<String>, range: Option<Range>) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            summary: summary.into(),
            detail: detail.into(),
            address: None,
            range,
            snippet: None,
            rule: None,
            message: None,
            inputs: Vec::new(),
        }
    }

    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
