//! What a condition says about one variable that a form can use: bounds, choices, a pattern.
//!
//! Invariant: a hint is read off the condition or there is none. A hint never judges: the rules do, when they are evaluated.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::hcl::expr::{BinaryOp, BinaryOperator, Conditional, Expression, ForExpr, FuncCall, Step};
use crate::terraform::eval;
use crate::terraform::eval::references::references;
use crate::terraform::number::Number;
use crate::terraform::source::SourceFile;
use crate::terraform::types::Str;
use crate::terraform::value::Value;

/// What the conditions on a value have in common.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hints {
    /// It is at least this.
    pub min: Option<Number>,
    /// It is at most this.
    pub max: Option<Number>,
    /// It is a whole number.
    pub integer: bool,
    /// It is one of these, in the order in which the condition names them.
    pub choices: Option<Vec<Value>>,
    /// It matches this regular expression (RE2).
    pub pattern: Option<String>,
    /// What holds for every element of a list, a set, or a map's values.
    pub element: Option<Box<Hints>>,
    /// What holds for an object's attributes, by name.
    pub attributes: BTreeMap<Str, Hints>,
}

/// Reads what a condition says about `var.<name>`.
pub fn of_variable(condition: &Expression, file: &Arc<SourceFile>, name: &str) -> Hints {
    Reader { file, subject: Subject { root: "var", path: vec![name] } }.whole(condition).unwrap_or_default()
}

/// Whether an expression is `var.<name>` and nothing else.
pub fn is_variable(expr: &Expression, name: &str) -> bool {
    Subject { root: "var", path: vec![name] }.is(expr)
}

/// What a condition is read for: a name and the attributes behind it. `var.<name>`, or the variable of a `for` expression.
#[derive(Clone)]
struct Subject<'a> {
    root: &'a str,
    path: Vec<&'a str>,
}

impl Subject<'_> {
    /// Whether an expression is this, or what this is an attribute of: where that is null, there is none.
    fn lies_in(&self, expr: &Expression) -> bool {
        (0..=self.path.len()).any(|names| self.begins(names, expr))
    }

    /// Whether an expression is this and nothing else.
    fn is(&self, expr: &Expression) -> bool {
        self.begins(self.path.len(), expr)
    }

    /// Whether an expression is the name with so many of the attributes.
    fn begins(&self, names: usize, expr: &Expression) -> bool {
        let Some((root, steps)) = unwrapped(expr).as_reference() else { return false };
        let same = |(step, name): (&Step, &&str)| step.name() == Some(*name);
        root.as_str() == self.root && steps.len() == names && steps.iter().zip(&self.path).all(same)
    }
}

struct Reader<'a> {
    file: &'a Arc<SourceFile>,
    subject: Subject<'a>,
}

impl Reader<'_> {
    /// What a condition says about the subject and about its attributes.
    fn whole(&self, condition: &Expression) -> Option<Hints> {
        let deep = self.subject.path.len();
        let own = self.read(condition);
        let inside = references(condition)
            .into_iter()
            .filter(|reference| reference.root == self.subject.root && reference.path.starts_with(&self.subject.path));
        let names: BTreeSet<&str> = inside.filter_map(|reference| reference.path.get(deep).copied()).collect();
        let attributes = names.into_iter().filter_map(|name| {
            let path = [self.subject.path.as_slice(), &[name]].concat();
            let reader = Reader { file: self.file, subject: Subject { root: self.subject.root, path } };
            Some((Str::from(name), reader.whole(condition)?))
        });
        let attributes: BTreeMap<Str, Hints> = attributes.collect();
        if attributes.is_empty() { own } else { Some(Hints { attributes, ..own.unwrap_or_default() }) }
    }

    /// None where the condition says nothing.
    fn read(&self, condition: &Expression) -> Option<Hints> {
        match unwrapped(condition) {
            Expression::BinaryOp(operation) => self.operation(operation),
            Expression::Conditional(conditional) => self.conditional(conditional),
            Expression::FuncCall(call) => self.call(call),
            _ => None,
        }
    }

    fn operation(&self, operation: &BinaryOp) -> Option<Hints> {
        let (left, right) = (&operation.lhs_expr, &operation.rhs_expr);
        match operation.operator {
            BinaryOperator::And => both(self.read(left), self.read(right)),
            BinaryOperator::Or if self.is_null_test(left, BinaryOperator::Eq) => self.read(right),
            BinaryOperator::Or if self.is_null_test(right, BinaryOperator::Eq) => self.read(left),
            BinaryOperator::Or => Some(self.read(left)?.or(self.read(right)?)),
            operator if self.is(left) => self.comparison(operator, right),
            operator if self.is(right) => self.comparison(mirrored(operator), left),
            BinaryOperator::Eq if self.is_remainder_of_one(left) => Some(Hints { integer: true, ..Hints::default() }),
            _ => None,
        }
    }

    /// `subject <operator> other`
    fn comparison(&self, operator: BinaryOperator, other: &Expression) -> Option<Hints> {
        if let (BinaryOperator::Eq, Expression::FuncCall(call)) = (operator, unwrapped(other)) {
            let rounds = matches!(call.name.as_str(), "floor" | "ceil");
            if rounds && call.args.first().is_some_and(|argument| self.is(argument)) {
                return Some(Hints { integer: true, ..Hints::default() });
            }
        }
        let constant = eval::constant(other, self.file).ok()?;
        let bounds = |min, max| Some(Hints { min, max, ..Hints::default() });
        match (operator, constant.as_number().cloned()) {
            (BinaryOperator::Eq, None) if constant.is_null() => None,
            (BinaryOperator::Eq, n) => {
                Some(Hints { min: n.clone(), max: n, choices: Some(vec![constant]), ..Hints::default() })
            }
            // An open bound is as near as a form needs it.
            (BinaryOperator::GreaterEq | BinaryOperator::Greater, Some(n)) => bounds(Some(n), None),
            (BinaryOperator::LessEq | BinaryOperator::Less, Some(n)) => bounds(None, Some(n)),
            _ => None,
        }
    }

    /// `subject == null ? … : hints`. Under any other condition something holds only where both arms say it.
    fn conditional(&self, conditional: &Conditional) -> Option<Hints> {
        let Conditional { cond_expr: test, true_expr: then, false_expr: otherwise, .. } = conditional;
        if self.is_null_test(test, BinaryOperator::Eq) {
            return self.read(otherwise);
        }
        if self.is_null_test(test, BinaryOperator::NotEq) {
            return self.read(then);
        }
        Some(self.read(then)?.or(self.read(otherwise)?))
    }

    fn call(&self, call: &FuncCall) -> Option<Hints> {
        let (first, second) = (call.args.first()?, call.args.get(1));
        match (call.name.as_str(), second) {
            ("contains", Some(subject)) if self.is(subject) => {
                let choices = eval::constant(first, self.file).ok()?.as_elements()?.to_vec();
                Some(Hints { choices: Some(choices), ..Hints::default() })
            }
            ("can", None) => match unwrapped(first) {
                Expression::FuncCall(regex) if regex.name.as_str() == "regex" => self.regex(regex),
                _ => None,
            },
            ("alltrue", None) => match unwrapped(first) {
                Expression::ForExpr(for_expr) => self.elements(for_expr),
                _ => None,
            },
            _ => None,
        }
    }

    fn regex(&self, call: &FuncCall) -> Option<Hints> {
        let (pattern, subject) = (call.args.first()?, call.args.get(1)?);
        let pattern = eval::constant(pattern, self.file).ok()?.as_str()?.to_owned();
        self.is(subject).then(|| Hints { pattern: Some(pattern), ..Hints::default() })
    }

    /// `[for element in subject : condition]`, also over `values(subject)`.
    fn elements(&self, for_expr: &ForExpr) -> Option<Hints> {
        let collection = match unwrapped(&for_expr.collection_expr) {
            Expression::FuncCall(call) if call.name.as_str() == "values" => call.args.first()?,
            other => other,
        };
        if !self.is(collection) || for_expr.cond.is_some() || for_expr.key_expr.is_some() {
            return None;
        }
        let subject = Subject { root: for_expr.value_var.as_str(), path: Vec::new() };
        let element = Reader { file: self.file, subject }.whole(&for_expr.value_expr)?;
        Some(Hints { element: Some(Box::new(element)), ..Hints::default() })
    }

    fn is(&self, expr: &Expression) -> bool {
        self.subject.is(expr)
    }

    /// `subject == null`, `null != subject` and the like.
    fn is_null_test(&self, expr: &Expression, operator: BinaryOperator) -> bool {
        match unwrapped(expr) {
            Expression::BinaryOp(test) if test.operator == operator => {
                let (left, right) = (&test.lhs_expr, &test.rhs_expr);
                let holds = |expr| self.subject.lies_in(expr);
                (holds(left) && unwrapped(right).is_null()) || (holds(right) && unwrapped(left).is_null())
            }
            _ => false,
        }
    }

    /// `subject % 1`, of which it is asked whether it equals something: only 0 makes sense.
    fn is_remainder_of_one(&self, expr: &Expression) -> bool {
        match unwrapped(expr) {
            Expression::BinaryOp(operation) => {
                let one = eval::constant(&operation.rhs_expr, self.file).ok();
                operation.operator == BinaryOperator::Mod
                    && self.is(&operation.lhs_expr)
                    && one.and_then(|one| one.as_number().cloned()) == Some(Number::from(1i64))
            }
            _ => false,
        }
    }
}

impl Hints {
    /// What holds when both do: the narrower bounds, the choices that both name.
    #[must_use]
    pub fn and(self, other: Hints) -> Hints {
        let choices = match (self.choices, other.choices) {
            (Some(a), Some(b)) => Some(a.into_iter().filter(|choice| b.contains(choice)).collect()),
            (a, b) => a.or(b),
        };
        Hints {
            min: pick(self.min, other.min, Ord::max),
            max: pick(self.max, other.max, Ord::min),
            integer: self.integer || other.integer,
            choices,
            pattern: self.pattern.or(other.pattern),
            element: both(self.element.map(|e| *e), other.element.map(|e| *e)).map(Box::new),
            attributes: merged(self.attributes, other.attributes),
        }
    }

    /// What holds when one of the two does: the wider bounds, the choices of either.
    #[must_use]
    fn or(self, other: Hints) -> Hints {
        let choices = match (self.choices, other.choices) {
            (Some(mut a), Some(b)) => {
                a.extend(b.into_iter().filter(|choice| !a.contains(choice)).collect::<Vec<_>>());
                Some(a)
            }
            _ => None,
        };
        Hints {
            min: self.min.zip(other.min).map(|(a, b)| a.min(b)),
            max: self.max.zip(other.max).map(|(a, b)| a.max(b)),
            integer: self.integer && other.integer,
            choices,
            pattern: None,
            element: None,
            attributes: BTreeMap::new(),
        }
    }
}

fn both(a: Option<Hints>, b: Option<Hints>) -> Option<Hints> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.and(b)),
        (a, b) => a.or(b),
    }
}

fn merged(mut all: BTreeMap<Str, Hints>, more: BTreeMap<Str, Hints>) -> BTreeMap<Str, Hints> {
    for (name, hints) in more {
        let before = all.remove(&name).unwrap_or_default();
        all.insert(name, before.and(hints));
    }
    all
}

fn pick(a: Option<Number>, b: Option<Number>, narrower: fn(Number, Number) -> Number) -> Option<Number> {
    match (a, b) {
        (Some(a), Some(b)) => Some(narrower(a, b)),
        (a, b) => a.or(b),
    }
}

fn mirrored(operator: BinaryOperator) -> BinaryOperator {
    match operator {
        BinaryOperator::Less => BinaryOperator::Greater,
        BinaryOperator::LessEq => BinaryOperator::GreaterEq,
        BinaryOperator::Greater => BinaryOperator::Less,
        BinaryOperator::GreaterEq => BinaryOperator::LessEq,
        other => other,
    }
}

fn unwrapped(expr: &Expression) -> &Expression {
    match expr {
        Expression::Parenthesis(inner) => unwrapped(&inner.inner),
        other => other,
    }
}
