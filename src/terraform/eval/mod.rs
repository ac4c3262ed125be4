//! Evaluation of expressions, as HCL does it: each part is evaluated, diagnostics are collected, and what failed counts as
//! unknown so that the rest can be judged too.
//!
//! Invariant: an expression sees names only through a [`Scope`]; evaluation has no effect and no other input.

mod call;
mod conditional;
mod explain;
mod files;
mod for_expr;
mod operation;
pub mod references;
mod template;
mod traversal;

use std::ops::Range as Span;
use std::sync::Arc;

use super::config::Located;
use super::convert::convert;
use super::diagnostic::Diagnostic;
use super::limits::{self, Budget, Exhausted};
use super::number::Number;
use super::source::{SourceFile, Tree};
use super::types::{Str, Type};
use super::value::{Marks, Value};
use crate::hcl::expr::{Array, Expression, Object, ObjectKey, Text};
use crate::hcl::template::Template;

pub use call::{BUILT_IN, nearest};

/// What names mean where an expression stands.
pub trait Scope {
    /// The value of a name at the root of a traversal, and how many of the attribute names after it were used up:
    /// `var.a.b` asks for `var` with `["a", "b"]`, and the answer is the value of `var.a` and 1.
    fn lookup(&self, root: &str, path: &[&str]) -> Result<(Value, usize), Unresolved>;

    /// The files that `file`, `templatefile` and their kin can see, and the directory that relative paths start from.
    fn files(&self) -> Option<(&Tree, &str)> {
        None
    }

    /// Whether functions may be called.
    fn has_functions(&self) -> bool {
        true
    }

    /// The work that evaluation may do, with what else shares it.
    fn budget(&self) -> Budget {
        Budget::default()
    }
}

/// Why a name has no value.
#[derive(Clone, Debug, PartialEq)]
pub enum Unresolved {
    /// What it stands for failed, which has been said already.
    Failed,
    /// There is no such thing.
    Undeclared {
        /// `Reference to undeclared input variable`
        summary: String,
        /// What there is instead.
        detail: String,
    },
}

/// What is said of a name where none is allowed.
const NO_NAMES: &str = "Variables not allowed";

/// A scope without names: literals and functions only.
pub struct NoNames;

impl Scope for NoNames {
    fn lookup(&self, _: &str, _: &[&str]) -> Result<(Value, usize), Unresolved> {
        Err(Unresolved::Undeclared { summary: NO_NAMES.into(), detail: "Variables may not be used here.".into() })
    }
}

/// A scope without names and functions: literals only.
struct Literals;

impl Scope for Literals {
    fn lookup(&self, root: &str, path: &[&str]) -> Result<(Value, usize), Unresolved> {
        NoNames.lookup(root, path)
    }

    fn has_functions(&self) -> bool {
        false
    }
}

/// The value of what stands in `terraform.tfvars`.
pub fn literal(located: &Located) -> Result<Value, Vec<Diagnostic>> {
    fixed(&located.expr, &located.file)
}

/// The value of an expression that must have it without names and functions, such as a `default`.
pub fn fixed(expr: &Expression, file: &Arc<SourceFile>) -> Result<Value, Vec<Diagnostic>> {
    sound(evaluate(expr, file, &Literals))
}

/// The value of an expression without names, in a file.
pub fn constant(expr: &Expression, file: &Arc<SourceFile>) -> Result<Value, Vec<Diagnostic>> {
    sound(evaluate(expr, file, &NoNames))
}

fn sound((value, diagnostics): (Value, Vec<Diagnostic>)) -> Result<Value, Vec<Diagnostic>> {
    if diagnostics.is_empty() { Ok(value) } else { Err(diagnostics) }
}

/// The value of an expression; where there are diagnostics it is at least of the right type, unknown.
pub fn evaluate(expr: &Expression, file: &Arc<SourceFile>, scope: &dyn Scope) -> (Value, Vec<Diagnostic>) {
    let mut evaluator = Evaluator::new(file, scope);
    let value = evaluator.value(expr, &Env::EMPTY);
    (value, evaluator.diagnostics)
}

/// The text that a template comes to, as a value.
pub fn evaluate_template(template: &Template, file: &Arc<SourceFile>, scope: &dyn Scope) -> (Value, Vec<Diagnostic>) {
    let mut evaluator = Evaluator::new(file, scope);
    let value = evaluator.template(template, &Env::EMPTY);
    (value, evaluator.diagnostics)
}

struct Evaluator<'a> {
    file: &'a Arc<SourceFile>,
    scope: &'a dyn Scope,
    diagnostics: Vec<Diagnostic>,
    depth: usize,
    /// Only whether there is an error is asked, not which: to say it, a whole file may have to be parsed again.
    quiet: bool,
    budget: Budget,
}

/// The variables of the `for` expressions around.
struct Env<'e> {
    names: Vec<(&'e str, Value)>,
    parent: Option<&'e Env<'e>>,
}

impl Env<'_> {
    const EMPTY: Env<'static> = Env { names: Vec::new(), parent: None };

    fn get(&self, name: &str) -> Option<&Value> {
        let own = self.names.iter().rev().find(|(n, _)| *n == name).map(|(_, v)| v);
        own.or_else(|| self.parent.and_then(|parent| parent.get(name)))
    }
}

impl<'a> Evaluator<'a> {
    fn new(file: &'a Arc<SourceFile>, scope: &'a dyn Scope) -> Evaluator<'a> {
        Evaluator { file, scope, diagnostics: Vec::new(), depth: 0, quiet: false, budget: scope.budget() }
    }

    fn value(&mut self, expr: &Expression, env: &Env<'_>) -> Value {
        if self.depth >= limits::EXPRESSION_DEPTH {
            self.error(
                "Expression nested too deeply",
                "This expression is nested more deeply than Landform follows. Split it with local values.",
                expr.span(),
                None,
                None,
            );
            return Value::dynamic();
        }
        if !self.spend(1, expr) {
            return Value::dynamic();
        }
        self.depth += 1;
        let value = self.dispatch(expr, env);
        self.depth -= 1;
        self.bounded(value, expr)
    }

    /// Takes work from the budget; false, and said once, when there is not enough left.
    fn spend(&mut self, work: usize, expr: &Expression) -> bool {
        let spent = self.budget.spend(work);
        if let Err(Exhausted { said: false }) = spent {
            let detail = "What came before this took more steps than Landform follows.";
            self.error("Evaluation takes too long", detail, expr.span(), None, None);
        }
        spent.is_ok()
    }

    /// The value, unless it is larger or deeper than what is followed.
    fn bounded(&mut self, value: Value, expr: &Expression) -> Value {
        let detail = if value.size() > limits::VALUE_SIZE {
            let most = limits::VALUE_SIZE;
            format!("This comes to more than {most} elements and bytes of text, which is more than Landform follows.")
        } else if value.depth() > limits::VALUE_DEPTH {
            format!("This comes to more than {} levels, which is more than Landform follows.", limits::VALUE_DEPTH)
        } else {
            return value;
        };
        self.error("Value too large", detail, expr.span(), None, None);
        Value::dynamic()
    }

    fn dispatch(&mut self, expr: &Expression, env: &Env<'_>) -> Value {
        match expr {
            Expression::Null(_) => Value::null(Type::Dynamic),
            Expression::Bool(b, _) => Value::bool(*b),
            Expression::Number(number) => self.number(number),
            Expression::String(text) => Value::string(text.as_str()),
            Expression::Array(array) => self.array(array, env),
            Expression::Object(object) => self.object(object, env),
            Expression::StringTemplate(template) | Expression::HeredocTemplate(template) => {
                self.template(template, env)
            }
            Expression::Parenthesis(inner) => self.value(&inner.inner, env),
            Expression::Variable(name) => self.name(name.as_str(), &[], expr, env).0,
            Expression::Conditional(conditional) => self.conditional(conditional, expr, env),
            Expression::FuncCall(call) => self.call(call, expr, env),
            Expression::Traversal(traversal) => self.traversal(traversal, expr, env),
            Expression::UnaryOp(operation) => self.unary(operation, expr, env),
            Expression::BinaryOp(operation) => self.binary(operation, env),
            Expression::ForExpr(for_expr) => self.for_expr(for_expr, expr, env),
        }
    }

    /// A number is read from its text, to the last digit.
    fn number(&mut self, number: &Text) -> Value {
        match Number::parse(number.as_str()) {
            Some(number) => Value::number(number),
            None => {
                self.error(
                    "Invalid number literal",
                    "Failed to recognize the value of this number literal.",
                    number.span.clone(),
                    None,
                    None,
                );
                Value::unknown(Type::Number)
            }
        }
    }

    fn array(&mut self, array: &Array, env: &Env<'_>) -> Value {
        let elements: Vec<Value> = array.iter().map(|element| self.value(element, env)).collect();
        Value::tuple(elements)
    }

    fn object(&mut self, object: &Object, env: &Env<'_>) -> Value {
        let mut attributes: Vec<(Str, Value)> = Vec::with_capacity(object.items.len());
        let mut marks = Marks::NONE;
        let mut known = true;
        for (key, value) in object.iter() {
            let before = self.diagnostics.len();
            let key_value = self.object_key(key, env);
            let key_failed = self.diagnostics.len() > before;
            let item = self.value(value, env);
            if key_failed {
                known = false;
                continue;
            }
            if key_value.is_null() {
                self.error(
                    "Null value as key",
                    "Can't use a null value as a key.",
                    value.span(),
                    None,
                    key.as_expr().map(|k| (k, env)),
                );
                known = false;
                continue;
            }
            let (key_value, key_marks) = key_value.unmark();
            marks = marks.union(key_marks);
            match convert(&key_value, &Type::String) {
                Err(mismatch) => {
                    let at = key.as_expr().map_or_else(|| value.span(), Expression::span);
                    self.error(
                        "Incorrect key type",
                        format!("Can't use this value as a key: {mismatch}."),
                        at,
                        None,
                        key.as_expr().map(|k| (k, env)),
                    );
                    known = false;
                }
                Ok(text) => match text.as_str() {
                    Some(text) => attributes.push((text.into(), item)),
                    None => known = false,
                },
            }
        }
        if known { Value::object(attributes).with_marks(marks) } else { Value::dynamic() }
    }

    /// A bare name is a literal key; anything else is evaluated.
    fn object_key(&mut self, key: &ObjectKey, env: &Env<'_>) -> Value {
        match key {
            ObjectKey::Ident(name) => Value::string(name.as_str()),
            ObjectKey::Expression(traversal @ Expression::Traversal(_)) => {
                self.error("Ambiguous attribute key", "If this expression is intended to be a reference, wrap it in parentheses. If it's instead intended as a literal name containing periods, wrap it in quotes to create a string literal.", traversal.span(), None, None);
                Value::dynamic()
            }
            ObjectKey::Expression(expr) => self.value(expr, env),
        }
    }

    /// Reports an error at a place. `context` widens the snippet; `about` is the expression whose references are explained.
    fn error(
        &mut self,
        summary: &str,
        detail: impl Into<String>,
        subject: Span<usize>,
        context: Option<Span<usize>>,
        about: Option<(&Expression, &Env<'_>)>,
    ) {
        if self.diagnostics.len() >= limits::PROBLEMS {
            return;
        }
        if self.quiet {
            self.diagnostics.push(Diagnostic::error(summary, "", None));
            return;
        }
        let values = about.map(|(expr, env)| explain::values(expr, env, self.scope)).unwrap_or_default();
        self.diagnostics.push(diagnostic_at(self.file, summary, detail, subject, context, values));
    }
}

/// An error with its snippet, as Terraform cuts it.
pub fn diagnostic_at(
    file: &SourceFile,
    summary: &str,
    detail: impl Into<String>,
    subject: Span<usize>,
    context: Option<Span<usize>>,
    values: Vec<super::diagnostic::SnippetValue>,
) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(summary, detail, None);
    let widened = context.map_or(subject.clone(), |c| c.start.min(subject.start)..c.end.max(subject.end));
    let range = file.range(subject);
    let mut snippet = file.snippet(&range, &file.range(widened));
    snippet.values = values;
    diagnostic.range = Some(range);
    diagnostic.snippet = Some(snippet);
    diagnostic
}

/// What the values in a snippet would be for an expression, its names read in a scope.
pub fn explain(expr: &Expression, scope: &dyn Scope) -> Vec<super::diagnostic::SnippetValue> {
    explain::values(expr, &Env::EMPTY, scope)
}

/// The same for a problem that comes of sensitive values: those are named too.
pub fn explain_sensitive(expr: &Expression, scope: &dyn Scope) -> Vec<super::diagnostic::SnippetValue> {
    explain::sensitive(expr, scope)
}

/// The same for a problem that comes of ephemeral values.
pub fn explain_ephemeral(expr: &Expression, scope: &dyn Scope) -> Vec<super::diagnostic::SnippetValue> {
    explain::ephemeral(expr, scope)
}
