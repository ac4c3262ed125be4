//! `for` expressions, and the iteration that template directives share with them.

use std::collections::BTreeMap;
use std::ops::Range as Span;

use crate::hcl::expr::{Expression, ForExpr, Ident};

use super::{Env, Evaluator};
use crate::terraform::convert::convert;
use crate::terraform::types::{Str, Type};
use crate::terraform::value::{Data, Marks, Value};

impl Evaluator<'_> {
    pub(super) fn for_expr(&mut self, for_expr: &ForExpr, expr: &Expression, env: &Env<'_>) -> Value {
        let whole = expr.span();
        let collection = &for_expr.collection_expr;
        let given = self.value(collection, env);
        let mut marks = given.marks();
        if let Some(problem) = not_iterable(&given) {
            self.error(problem.0, problem.1, collection.span(), Some(whole), Some((collection, env)));
            return Value::dynamic();
        }
        let key_name = for_expr.key_var.as_ref().map(Ident::as_str);
        let value_name = for_expr.value_var.as_str();
        if let Some(condition) = &for_expr.cond {
            // The condition is tried once on an unknown item, so that what is wrong with it as such is said once.
            let names = key_name.into_iter().chain([value_name]).map(|name| (name, Value::dynamic())).collect();
            match self.condition(condition, &Env { names, parent: Some(env) }, env, &whole) {
                Some(condition_marks) => marks = marks.union(condition_marks),
                None => return Value::dynamic(),
            }
        }
        let Some(items) = items(&given) else { return Value::dynamic().with_marks(marks) };

        let mut known = true;
        let mut tuple = Vec::new();
        let mut object: BTreeMap<Str, Vec<Value>> = BTreeMap::new();
        for (key, value) in items {
            let mut names: Vec<(&str, Value)> = key_name.map(|name| (name, key)).into_iter().collect();
            names.push((value_name, value));
            let inner = Env { names, parent: Some(env) };
            if let Some(condition) = &for_expr.cond {
                match self.included(condition, &inner, &whole, known) {
                    Included::Yes(m) => marks = marks.union(m),
                    Included::No(m) => {
                        marks = marks.union(m);
                        continue;
                    }
                    Included::Unknown(m) => {
                        marks = marks.union(m);
                        known = false;
                        continue;
                    }
                }
            }
            let Some(key_expr) = &for_expr.key_expr else {
                tuple.push(self.value(&for_expr.value_expr, &inner));
                continue;
            };
            let Some((key, m)) = self.for_key(key_expr, &inner, &whole, known) else {
                known = false;
                continue;
            };
            marks = marks.union(m);
            let value = self.value(&for_expr.value_expr, &inner);
            let group = object.entry(key.clone()).or_default();
            if !group.is_empty() && !for_expr.grouping {
                let detail = format!(
                    "Two different items produced the key {key:?} in this 'for' expression. If duplicates are expected, use the ellipsis (...) after the value expression to enable grouping by key."
                );
                self.error(
                    "Duplicate object key",
                    detail,
                    key_expr.span(),
                    Some(whole.clone()),
                    Some((key_expr, &inner)),
                );
            } else {
                group.push(value);
            }
        }
        if !known {
            return Value::dynamic().with_marks(marks);
        }
        let result = if for_expr.key_expr.is_none() {
            Value::tuple(tuple)
        } else if for_expr.grouping {
            Value::object(object.into_iter().map(|(key, values)| (key, Value::tuple(values))))
        } else {
            Value::object(object.into_iter().filter_map(|(key, values)| Some((key, values.into_iter().next()?))))
        };
        result.with_marks(marks)
    }

    /// Whether a condition can be one at all; none when it cannot, which has been said then.
    fn condition(
        &mut self,
        condition: &Expression,
        env: &Env<'_>,
        outer: &Env<'_>,
        whole: &Span<usize>,
    ) -> Option<Marks> {
        let before = self.diagnostics.len();
        let value = self.value(condition, env);
        let mut say = |summary: &str, detail: String| {
            self.error(summary, detail, condition.span(), Some(whole.clone()), Some((condition, outer)));
        };
        if value.is_null() {
            say("Condition is null", "The value of the 'if' clause must not be null.".to_owned());
        } else if let Err(mismatch) = convert(&value, &Type::Bool) {
            say("Invalid 'for' condition", format!("The 'if' clause value is invalid: {mismatch}."));
        }
        (self.diagnostics.len() == before).then_some(value.marks())
    }

    fn included(&mut self, condition: &Expression, env: &Env<'_>, whole: &Span<usize>, say: bool) -> Included {
        const INVALID: &str = "Invalid 'for' condition";
        let given = self.value(condition, env);
        let marks = given.marks();
        let detail = if given.is_null() {
            "The value of the 'if' clause must not be null.".to_owned()
        } else {
            match convert(&given, &Type::Bool) {
                Ok(value) => {
                    return match value.as_bool() {
                        Some(true) => Included::Yes(marks),
                        Some(false) => Included::No(marks),
                        None => Included::Unknown(marks),
                    };
                }
                Err(mismatch) => format!("The 'if' clause value is invalid: {mismatch}."),
            }
        };
        if say {
            self.error(INVALID, detail, condition.span(), Some(whole.clone()), Some((condition, env)));
        }
        Included::Unknown(marks)
    }

    /// The key of one item; none when it is unknown or unsuitable, which has been said then.
    fn for_key(
        &mut self,
        key_expr: &Expression,
        env: &Env<'_>,
        whole: &Span<usize>,
        say: bool,
    ) -> Option<(Str, Marks)> {
        let key = self.value(key_expr, env);
        let detail = if key.is_null() {
            "Key expression in 'for' expression must not produce a null value.".to_owned()
        } else {
            match convert(&key, &Type::String) {
                Ok(text) => return text.as_str().map(|text| (text.into(), key.marks())),
                Err(mismatch) => format!("The key expression produced an invalid result: {mismatch}."),
            }
        };
        if say {
            self.error("Invalid object key", detail, key_expr.span(), Some(whole.clone()), Some((key_expr, env)));
        }
        None
    }
}

enum Included {
    Yes(Marks),
    No(Marks),
    Unknown(Marks),
}

/// What is said of a value that a `for` cannot go through.
pub(super) fn not_iterable(value: &Value) -> Option<(&'static str, String)> {
    if value.is_null() {
        return Some((
            "Iteration over null value",
            "A null value cannot be used as the collection in a 'for' expression.".into(),
        ));
    }
    let iterable = value.ty().is_collection() || matches!(value.ty(), Type::Tuple(_) | Type::Object(_) | Type::Dynamic);
    (!iterable).then(|| {
        let ty = value.ty().friendly_name();
        (
            "Iteration over non-iterable value",
            format!("A value of type {ty} cannot be used as the collection in a 'for' expression."),
        )
    })
}

/// The items of a known collection with their keys: an index, a map's key, or the member of a set itself.
pub(super) fn items(value: &Value) -> Option<Vec<(Value, Value)>> {
    match value.data() {
        Data::Elements(elements) if matches!(value.ty(), Type::Set(_)) => {
            Some(elements.iter().map(|v| (v.clone(), v.clone())).collect())
        }
        Data::Elements(elements) => {
            Some(elements.iter().enumerate().map(|(i, v)| (Value::number(i), v.clone())).collect())
        }
        Data::Entries(entries) => Some(entries.iter().map(|(k, v)| (Value::string(k), v.clone())).collect()),
        _ => None,
    }
}
