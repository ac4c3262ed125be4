//! Templates: quoted strings, heredocs and template files, with interpolations and directives.
//!
//! `~` trims the literal beside it. HCL's scanner cuts the literals of heredocs and template files at line ends, so there
//! it trims within the neighbouring line (and its line break); in a quoted string it trims the whole literal.

mod flush;

use std::collections::BTreeMap;

use hcl_edit::Span as _;
use hcl_edit::expr::Expression;
use hcl_edit::template::{
    Directive, Element, ForDirective, HeredocTemplate, IfDirective, StringTemplate, Strip, Template,
};

use super::for_expr::{items, not_iterable};
use super::{Env, Evaluator, span};
use crate::terraform::convert::convert;
use crate::terraform::limits::VALUE_SIZE;
use crate::terraform::types::{Str, Type};
use crate::terraform::value::{Marks, Refinement, Value, safe_prefix};

/// What becomes of literals.
#[derive(Clone, Copy)]
struct Lines<'l> {
    /// They are cut at line ends: `~` reaches that far.
    cut: bool,
    /// Those of a `<<-` heredoc, as they come out, by where they begin.
    flush: Option<&'l BTreeMap<usize, String>>,
}

/// The result so far: text as long as everything is known.
#[derive(Default)]
struct Text {
    text: String,
    marks: Marks,
    unknown: bool,
    /// The result as soon as an unknown part came: how the string begins.
    prefix: Option<String>,
}

impl Text {
    fn push(&mut self, text: &str) {
        // What is longer is refused as a value, too: that it is too long is all that has to show.
        if !self.unknown && self.text.len() <= VALUE_SIZE {
            self.text.push_str(text);
        }
    }

    fn push_unknown(&mut self) {
        if !self.unknown {
            self.unknown = true;
            self.prefix = Some(self.text.clone());
        }
    }

    fn finish(self, failed: bool) -> Value {
        let value = if self.unknown {
            let prefix = self.prefix.filter(|prefix| !failed && !prefix.is_empty()).map(|prefix| known_prefix(&prefix));
            Value::refined(Type::String, Refinement { not_null: true, prefix, ..Refinement::default() })
        } else {
            Value::string(self.text)
        };
        value.with_marks(self.marks)
    }
}

/// How a string begins for certain, whatever follows `text`; of a long text, HCL keeps 128 bytes.
fn known_prefix(text: &str) -> Str {
    let mut end = text.len().min(128);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    safe_prefix(&text[..end])
}

impl Evaluator<'_> {
    pub(super) fn quoted(&mut self, template: &StringTemplate, expr: &Expression, env: &Env<'_>) -> Value {
        let elements: Vec<&Element> = template.iter().collect();
        self.template(&elements, Lines { cut: false, flush: None }, span(expr), env)
    }

    pub(super) fn heredoc(&mut self, heredoc: &HeredocTemplate, expr: &Expression, env: &Env<'_>) -> Value {
        let elements: Vec<&Element> = heredoc.template.iter().collect();
        let flushed = heredoc.indent().map(|_| flush::flushed(&elements, self.file));
        let lines = Lines { cut: true, flush: flushed.as_ref() };
        self.template(&elements, lines, span(expr), env)
    }

    pub(super) fn bare_template(&mut self, template: &Template, env: &Env<'_>) -> Value {
        let elements: Vec<&Element> = template.iter().collect();
        self.template(&elements, Lines { cut: true, flush: None }, template.span().unwrap_or_default(), env)
    }

    fn template(
        &mut self,
        elements: &[&Element],
        lines: Lines<'_>,
        whole: std::ops::Range<usize>,
        env: &Env<'_>,
    ) -> Value {
        // A lone interpolation is the value itself, of whatever type.
        if let [Element::Interpolation(interpolation)] = elements {
            return self.value(&interpolation.expr, env);
        }
        let before = self.diagnostics.len();
        let mut text = Text::default();
        self.elements(elements, lines, (false, false), &whole, env, &mut text);
        text.finish(self.diagnostics.len() > before)
    }

    /// Appends elements; `trim` says whether a `~` before the first and after the last reaches into them.
    fn elements(
        &mut self,
        elements: &[&Element],
        lines: Lines<'_>,
        trim: (bool, bool),
        whole: &std::ops::Range<usize>,
        env: &Env<'_>,
        text: &mut Text,
    ) {
        if text.text.len() > VALUE_SIZE {
            return;
        }
        for (i, element) in elements.iter().enumerate() {
            let trim_start = match i.checked_sub(1).and_then(|before| elements.get(before)) {
                Some(before) => strips(before).1,
                None => trim.0,
            };
            let trim_end = match elements.get(i + 1) {
                Some(after) => strips(after).0,
                None => trim.1,
            };
            match element {
                Element::Literal(literal) => {
                    let flushed = lines.flush.and_then(|flushed| flushed.get(&literal.span()?.start));
                    match flushed {
                        Some(flushed) => text.push(flushed),
                        None => text.push(&trimmed(literal.as_str(), lines, trim_start, trim_end)),
                    }
                }
                Element::Interpolation(interpolation) => self.interpolation(&interpolation.expr, whole, env, text),
                Element::Directive(directive) => match &**directive {
                    Directive::If(directive) => self.if_directive(directive, lines, whole, env, text),
                    Directive::For(directive) => self.for_directive(directive, lines, whole, env, text),
                },
            }
        }
    }

    fn interpolation(&mut self, expr: &Expression, whole: &std::ops::Range<usize>, env: &Env<'_>, text: &mut Text) {
        const INVALID: &str = "Invalid template interpolation value";
        let (value, marks) = self.value(expr, env).unmark();
        text.marks = text.marks.union(marks);
        if value.is_null() {
            let detail = "The expression result is null. Cannot include a null value in a string template.";
            self.error(INVALID, detail, span(expr), Some(whole.clone()), Some((expr, env)));
            return;
        }
        if !value.is_known() {
            text.push_unknown();
            return;
        }
        match convert(&value, &Type::String) {
            Ok(string) => text.push(string.as_str().unwrap_or_default()),
            Err(mismatch) => {
                let detail = format!("Cannot include the given value in a string template: {mismatch}.");
                self.error(INVALID, detail, span(expr), Some(whole.clone()), Some((expr, env)));
            }
        }
    }

    fn if_directive(
        &mut self,
        directive: &IfDirective,
        lines: Lines<'_>,
        whole: &std::ops::Range<usize>,
        env: &Env<'_>,
        text: &mut Text,
    ) {
        let head = &directive.if_expr;
        let condition = self.value(&head.cond_expr, env);
        let (condition, marks) = condition.unmark();
        text.marks = text.marks.union(marks);
        let at = span(&head.cond_expr);
        if condition.is_null() {
            let detail = "The condition value is null. Conditions must either be true or false.";
            self.error("Null condition", detail, at, Some(whole.clone()), Some((&head.cond_expr, env)));
            return;
        }
        if !condition.is_known() {
            text.push_unknown();
            return;
        }
        let Some(chosen) = convert(&condition, &Type::Bool).ok().and_then(|c| c.as_bool()) else {
            let detail = "The condition expression must be of type bool.";
            self.error("Incorrect condition type", detail, at, Some(whole.clone()), Some((&head.cond_expr, env)));
            return;
        };
        let end = directive.endif_expr.strip;
        let otherwise = directive.else_expr.as_ref();
        if chosen {
            let next = otherwise.map_or(end, |e| e.strip);
            let elements: Vec<&Element> = head.template.iter().collect();
            self.elements(&elements, lines, (strip_end(head.strip), strip_start(next)), whole, env, text);
        } else if let Some(otherwise) = otherwise {
            let elements: Vec<&Element> = otherwise.template.iter().collect();
            self.elements(&elements, lines, (strip_end(otherwise.strip), strip_start(end)), whole, env, text);
        }
    }

    fn for_directive(
        &mut self,
        directive: &ForDirective,
        lines: Lines<'_>,
        whole: &std::ops::Range<usize>,
        env: &Env<'_>,
        text: &mut Text,
    ) {
        let head = &directive.for_expr;
        let collection = self.value(&head.collection_expr, env);
        let (collection, marks) = collection.unmark();
        text.marks = text.marks.union(marks);
        if let Some((summary, detail)) = not_iterable(&collection) {
            self.error(
                summary,
                detail,
                span(&head.collection_expr),
                Some(whole.clone()),
                Some((&head.collection_expr, env)),
            );
            return;
        }
        let Some(items) = items(&collection) else {
            text.push_unknown();
            return;
        };
        let elements: Vec<&Element> = head.template.iter().collect();
        let trim = (strip_end(head.strip), strip_start(directive.endfor_expr.strip));
        for (key, value) in items {
            let mut names: Vec<(&str, Value)> = head.key_var.iter().map(|name| (name.as_str(), key.clone())).collect();
            names.push((head.value_var.as_str(), value));
            let inner = Env { names, parent: Some(env) };
            self.elements(&elements, lines, trim, whole, &inner, text);
        }
    }
}

fn strip_start(strip: Strip) -> bool {
    matches!(strip, Strip::Start | Strip::Both)
}

fn strip_end(strip: Strip) -> bool {
    matches!(strip, Strip::End | Strip::Both)
}

/// Whether an element trims what stands before it, and what stands after it.
fn strips(element: &Element) -> (bool, bool) {
    match element {
        Element::Literal(_) => (false, false),
        Element::Interpolation(interpolation) => (strip_start(interpolation.strip), strip_end(interpolation.strip)),
        Element::Directive(directive) => match &**directive {
            Directive::If(d) => (strip_start(d.if_expr.strip), strip_end(d.endif_expr.strip)),
            Directive::For(d) => (strip_start(d.for_expr.strip), strip_end(d.endfor_expr.strip)),
        },
    }
}

/// A literal without the space that a neighbour's `~` takes.
fn trimmed(literal: &str, lines: Lines<'_>, at_start: bool, at_end: bool) -> String {
    let mut text = literal.to_owned();
    if at_end {
        // The last line, or the line break at the very end with the space before it.
        let body = text.strip_suffix('\n').unwrap_or(&text);
        let from = if lines.cut { body.rfind('\n').map_or(0, |i| i + 1) } else { 0 };
        let kept = from + text[from..].trim_end().len();
        text.truncate(kept);
    }
    if at_start {
        let to = if lines.cut { text.find('\n').map_or(text.len(), |i| i + 1) } else { text.len() };
        let (first, rest) = text.split_at(to);
        text = format!("{}{rest}", first.trim_start());
    }
    text
}
