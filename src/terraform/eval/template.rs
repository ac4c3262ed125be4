//! Templates: quoted strings, heredocs and template files, with interpolations and directives.

use super::for_expr::{items, not_iterable};
use super::{Env, Evaluator};
use crate::hcl::Span;
use crate::hcl::expr::{Expression, Ident};
use crate::hcl::template::{Directive, Element, ForDirective, IfDirective, Template};
use crate::terraform::convert::convert;
use crate::terraform::limits::VALUE_SIZE;
use crate::terraform::types::{Str, Type};
use crate::terraform::value::{Marks, Refinement, Value, safe_prefix};

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
    pub(super) fn template(&mut self, template: &Template, env: &Env<'_>) -> Value {
        // A lone interpolation is the value itself, of whatever type.
        if let [Element::Interpolation(interpolation)] = template.elements.as_slice() {
            return self.value(&interpolation.expr, env);
        }
        let before = self.diagnostics.len();
        let mut text = Text::default();
        self.elements(&template.elements, &template.span, env, &mut text);
        text.finish(self.diagnostics.len() > before)
    }

    fn elements(&mut self, elements: &[Element], whole: &Span, env: &Env<'_>, text: &mut Text) {
        if text.text.len() > VALUE_SIZE {
            return;
        }
        for element in elements {
            match element {
                Element::Literal(literal) => text.push(literal.as_str()),
                Element::Interpolation(interpolation) => self.interpolation(&interpolation.expr, whole, env, text),
                Element::Directive(directive) => match &**directive {
                    Directive::If(directive) => self.if_directive(directive, whole, env, text),
                    Directive::For(directive) => self.for_directive(directive, whole, env, text),
                },
            }
        }
    }

    fn interpolation(&mut self, expr: &Expression, whole: &Span, env: &Env<'_>, text: &mut Text) {
        const INVALID: &str = "Invalid template interpolation value";
        let (value, marks) = self.value(expr, env).unmark();
        text.marks = text.marks.union(marks);
        if value.is_null() {
            let detail = "The expression result is null. Cannot include a null value in a string template.";
            self.error(INVALID, detail, expr.span(), Some(whole.clone()), Some((expr, env)));
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
                self.error(INVALID, detail, expr.span(), Some(whole.clone()), Some((expr, env)));
            }
        }
    }

    fn if_directive(&mut self, directive: &IfDirective, whole: &Span, env: &Env<'_>, text: &mut Text) {
        let condition = &directive.cond_expr;
        let (decides, marks) = self.value(condition, env).unmark();
        text.marks = text.marks.union(marks);
        let mut say = |summary, detail| {
            self.error(summary, detail, condition.span(), Some(whole.clone()), Some((condition, env)));
        };
        if decides.is_null() {
            say("Null condition", "The condition value is null. Conditions must either be true or false.");
            return;
        }
        if !decides.is_known() {
            text.push_unknown();
            return;
        }
        let Some(chosen) = convert(&decides, &Type::Bool).ok().and_then(|decides| decides.as_bool()) else {
            say("Incorrect condition type", "The condition expression must be of type bool.");
            return;
        };
        let elements = if chosen { &directive.when_true } else { &directive.when_false };
        self.elements(elements, whole, env, text);
    }

    fn for_directive(&mut self, directive: &ForDirective, whole: &Span, env: &Env<'_>, text: &mut Text) {
        let given = &directive.collection_expr;
        let (collection, marks) = self.value(given, env).unmark();
        text.marks = text.marks.union(marks);
        if let Some((summary, detail)) = not_iterable(&collection) {
            self.error(summary, detail, given.span(), Some(whole.clone()), Some((given, env)));
            return;
        }
        let Some(items) = items(&collection) else {
            text.push_unknown();
            return;
        };
        let key_var = directive.key_var.as_ref().map(Ident::as_str);
        for (key, value) in items {
            let mut names: Vec<(&str, Value)> = key_var.map(|name| (name, key)).into_iter().collect();
            names.push((directive.value_var.as_str(), value));
            let inner = Env { names, parent: Some(env) };
            self.elements(&directive.elements, whole, &inner, text);
        }
    }
}
