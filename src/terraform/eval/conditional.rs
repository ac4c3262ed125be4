//! `condition ? a : b`: both arms are evaluated, their types united, and only the chosen arm's diagnostics kept.

use crate::hcl::expr::{Conditional, Expression};

use super::{Env, Evaluator};
use crate::terraform::convert::convert;
use crate::terraform::diagnostic::Diagnostic;
use crate::terraform::types::Type;
use crate::terraform::unify::unify;
use crate::terraform::value::{Refinement, Value};

impl Evaluator<'_> {
    pub(super) fn conditional(&mut self, conditional: &Conditional, expr: &Expression, env: &Env<'_>) -> Value {
        let so_far = std::mem::take(&mut self.diagnostics);
        let condition = self.value(&conditional.cond_expr, env);
        let of_condition = std::mem::take(&mut self.diagnostics);
        let (condition, marks) = condition.unmark();
        let chosen = convert(&condition, &Type::Bool).ok().and_then(|condition| condition.as_bool());
        let (when_true, true_diagnostics) = self.arm(&conditional.true_expr, chosen == Some(true), env);
        let (when_false, false_diagnostics) = self.arm(&conditional.false_expr, chosen == Some(false), env);
        self.diagnostics = so_far;

        let whole = expr.span();
        let Some(ty) = result_type(&when_true, &when_false) else {
            let detail = format!(
                "The true and false result expressions must have consistent types. {}.",
                describe(when_true.ty(), when_false.ty())
            );
            let arms = conditional.true_expr.start()..conditional.false_expr.span().end;
            self.error("Inconsistent conditional result types", detail, arms, Some(whole), Some((expr, env)));
            return Value::dynamic();
        };

        self.diagnostics.extend(of_condition);
        let at = conditional.cond_expr.span();
        if condition.is_null() {
            let detail = "The condition value is null. Conditions must either be true or false.";
            self.error("Null condition", detail, at, Some(whole), Some((&conditional.cond_expr, env)));
            return Value::unknown(ty);
        }
        let (when_true, true_marks) = when_true.unmark();
        let (when_false, false_marks) = when_false.unmark();
        let marks = marks.union(true_marks).union(false_marks);
        if !condition.is_known() {
            return undecided(&when_true, &when_false, &ty).with_marks(marks);
        }
        let Some(chosen) = chosen else {
            let detail = "The condition expression must be of type bool.";
            self.error("Incorrect condition type", detail, at, Some(whole), Some((&conditional.cond_expr, env)));
            return Value::unknown(ty);
        };
        let (value, diagnostics, arm, name) = if chosen {
            (when_true, true_diagnostics, &conditional.true_expr, "true")
        } else {
            (when_false, false_diagnostics, &conditional.false_expr, "false")
        };
        self.diagnostics.extend(diagnostics);
        let converted = convert(&value, &ty).unwrap_or_else(|mismatch| {
            let detail = format!("The {name} result value has the wrong type: {mismatch}.");
            self.error("Inconsistent conditional result types", detail, arm.span(), Some(whole), Some((arm, env)));
            Value::unknown(ty)
        });
        converted.with_marks(marks)
    }

    /// An arm, and what is wrong with it. Nobody reads what is wrong with the one that is not chosen: that there is something
    /// is enough.
    fn arm(&mut self, expr: &Expression, chosen: bool, env: &Env<'_>) -> (Value, Vec<Diagnostic>) {
        let quiet = self.quiet;
        self.quiet |= !chosen;
        let value = self.value(expr, env);
        self.quiet = quiet;
        (value, std::mem::take(&mut self.diagnostics))
    }
}

/// The type of both arms; a literal null takes the other's, and where one is not known yet, neither is the result's.
fn result_type(when_true: &Value, when_false: &Value) -> Option<Type> {
    let literal_null = |v: &Value| v.is_null() && *v.ty() == Type::Dynamic && v.marks().is_empty();
    if literal_null(when_true) {
        Some(when_false.ty().clone())
    } else if literal_null(when_false) {
        Some(when_true.ty().clone())
    } else if *when_true.ty() == Type::Dynamic || *when_false.ty() == Type::Dynamic {
        Some(Type::Dynamic)
    } else {
        unify(&[when_true.ty().clone(), when_false.ty().clone()])
    }
}

/// What is known of the result while the condition is not.
fn undecided(when_true: &Value, when_false: &Value, ty: &Type) -> Value {
    if when_true.is_null() && when_false.is_null() {
        return Value::null(ty.clone());
    }
    let mut known = Refinement {
        not_null: when_true.is_definitely_not_null() && when_false.is_definitely_not_null(),
        ..Refinement::default()
    };
    if when_true.ty() == when_false.ty() && ty.is_collection() {
        let (low, high) = lengths(when_true);
        let (other_low, other_high) = lengths(when_false);
        known.min_length = low.min(other_low);
        known.max_length = high.zip(other_high).map(|(a, b)| a.max(b));
    }
    if let (Some(a), Some(b)) = (when_true.as_number(), when_false.as_number()) {
        known.at_least = Some((a.min(b).clone(), true));
        known.at_most = Some((a.max(b).clone(), true));
    }
    Value::refined(ty.clone(), known)
}

fn lengths(value: &Value) -> (usize, Option<usize>) {
    let exact = value.as_elements().map(<[Value]>::len).or_else(|| value.as_entries().map(|e| e.len()));
    match (exact, value.refinement()) {
        (Some(n), _) => (n, Some(n)),
        (None, Some(r)) => (r.min_length, r.max_length),
        (None, None) => (0, None),
    }
}

/// How the arms' types differ (HCL, `describeConditionalTypeMismatch`).
fn describe(when_true: &Type, when_false: &Type) -> String {
    match (when_true, when_false) {
        (Type::Object(t), Type::Object(f)) => {
            for (name, ty) in &t.attributes {
                match f.attributes.get(name) {
                    None => {
                        return format!(
                            "The 'true' value includes object attribute {name:?}, which is absent in the 'false' value"
                        );
                    }
                    Some(other) if other != ty => {
                        return format!("Type mismatch for object attribute {name:?}: {}", describe(ty, other));
                    }
                    Some(_) => {}
                }
            }
            f.attributes.keys().find(|name| !t.attributes.contains_key(*name)).map_or_else(
                || general(when_true, when_false),
                |name| {
                    format!("The 'false' value includes object attribute {name:?}, which is absent in the 'true' value")
                },
            )
        }
        (Type::Tuple(t), Type::Tuple(f)) if t.len() != f.len() => {
            format!("The 'true' tuple has length {}, but the 'false' tuple has length {}", t.len(), f.len())
        }
        (Type::Tuple(t), Type::Tuple(f)) => t.iter().zip(f.iter()).enumerate().find(|(_, (a, b))| a != b).map_or_else(
            || general(when_true, when_false),
            |(i, (a, b))| format!("Type mismatch for tuple element {i}: {}", describe(a, b)),
        ),
        (Type::List(t), Type::List(f)) | (Type::Set(t), Type::Set(f)) | (Type::Map(t), Type::Map(f)) => {
            let kind = match when_true {
                Type::List(_) => "list",
                Type::Set(_) => "set",
                _ => "map",
            };
            let structural =
                matches!((&**t, &**f), (Type::Object(_), Type::Object(_)) | (Type::Tuple(_), Type::Tuple(_)));
            if structural {
                format!("Mismatched {kind} element types: {}", describe(t, f))
            } else {
                general(when_true, when_false)
            }
        }
        _ => general(when_true, when_false),
    }
}

fn general(when_true: &Type, when_false: &Type) -> String {
    let (a, b) = (when_true.friendly_name(), when_false.friendly_name());
    if a == b {
        return "At least one deeply-nested attribute or element is not compatible across both the 'true' and the 'false' value".into();
    }
    format!("The 'true' value is {a}, but the 'false' value is {b}")
}
