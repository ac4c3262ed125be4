//! The tree of a template: text, interpolations and directives.
//!
//! Invariant: the text is what comes out. What `~` takes away and the indentation of a `<<-` heredoc are gone already, and
//! escapes are resolved.

use super::Span;
use super::expr::{Expression, Ident, Text};

/// What a quoted string, a heredoc or a file consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// In the order of the text; no two literals follow each other.
    pub elements: Vec<Element>,
    /// With the quotes or markers.
    pub span: Span,
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// Text.
    Literal(Text),
    /// `${expression}`
    Interpolation(Interpolation),
    /// `%{if …}`, `%{for …}`
    Directive(Box<Directive>),
}

/// `${expr}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interpolation {
    /// What is put in.
    pub expr: Expression,
    /// With the braces.
    pub span: Span,
}

/// What decides over parts of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Directive {
    /// `%{if cond_expr} … %{else} … %{endif}`
    If(IfDirective),
    /// `%{for x in collection_expr} … %{endfor}`
    For(ForDirective),
}

/// `%{if cond_expr} … %{else} … %{endif}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IfDirective {
    /// What decides.
    pub cond_expr: Expression,
    /// What comes where it is true.
    pub when_true: Vec<Element>,
    /// And where it is false.
    pub when_false: Vec<Element>,
    /// From the first brace to the last.
    pub span: Span,
}

/// `%{for key_var, value_var in collection_expr} … %{endfor}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForDirective {
    /// The name of the keys.
    pub key_var: Option<Ident>,
    /// The name of the values.
    pub value_var: Ident,
    /// What it goes through.
    pub collection_expr: Expression,
    /// What comes for each item.
    pub elements: Vec<Element>,
    /// From the first brace to the last.
    pub span: Span,
}

impl Template {
    /// The parts, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &Element> {
        self.elements.iter()
    }
}
