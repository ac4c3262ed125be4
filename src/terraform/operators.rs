//! The operators of the language on values: equality, comparison, arithmetic, logic (go-cty, `cty.Value` operations).
//!
//! Operands arrive converted to the operator's types, except for equality, which never converts. Marks of the operands
//! travel to the result; an unknown operand makes it unknown unless what is known decides it.

use std::cmp::Ordering;

use super::number::{Number, Undefined};
use super::types::Type;
use super::value::{Data, Marks, Refinement, Value};

/// Why an operation failed, as it stands after `Error during operation: `.
pub type Failure = &'static str;

const NULL: Failure = "argument must not be null";

/// `a == b`
pub fn equals(a: &Value, b: &Value) -> Value {
    let marks = a.marks_deep().union(b.marks_deep());
    let result = match equal(a, b) {
        Some(known) => Value::bool(known),
        None => unknown_bool(),
    };
    result.with_marks(marks)
}

/// Whether two values are equal; none when only apply will tell.
fn equal(a: &Value, b: &Value) -> Option<bool> {
    if (a.is_null() && b.is_definitely_not_null()) || (b.is_null() && a.is_definitely_not_null()) {
        return Some(false);
    }
    match (a.refinement(), b.refinement()) {
        (Some(range), None) => return if may_be(a.ty(), range, b) { None } else { Some(false) },
        (None, Some(range)) => return if may_be(b.ty(), range, a) { None } else { Some(false) },
        (Some(_), Some(_)) => return None,
        (None, None) => {}
    }
    if a.is_null() || b.is_null() {
        return Some(a.is_null() && b.is_null());
    }
    if a.ty() != b.ty() {
        return Some(false);
    }
    compare_inside(a, b)
}

fn compare_inside(a: &Value, b: &Value) -> Option<bool> {
    match (a.data(), b.data()) {
        (Data::Bool(a), Data::Bool(b)) => Some(a == b),
        (Data::Number(a), Data::Number(b)) => Some(a == b),
        (Data::String(a), Data::String(b)) => Some(a == b),
        (Data::Elements(x), Data::Elements(y)) => {
            if matches!(a.ty(), Type::Set(_)) && !(a.is_wholly_known() && b.is_wholly_known()) {
                return None;
            }
            if x.len() != y.len() {
                return Some(false);
            }
            all(x.iter().zip(y.iter()))
        }
        (Data::Entries(x), Data::Entries(y)) => {
            if !x.keys().eq(y.keys()) {
                return Some(false);
            }
            all(x.values().zip(y.values()))
        }
        _ => Some(false),
    }
}

fn all<'a>(pairs: impl Iterator<Item = (&'a Value, &'a Value)>) -> Option<bool> {
    let mut result = Some(true);
    for (a, b) in pairs {
        match equal(a, b) {
            Some(false) => return Some(false),
            Some(true) => {}
            None => result = None,
        }
    }
    result
}

/// Whether an unknown value may turn out to be this known one (go-cty, `ValueRange.Includes`).
fn may_be(ty: &Type, range: &Refinement, value: &Value) -> bool {
    if value.is_null() {
        return !range.not_null;
    }
    if *ty != Type::Dynamic && !ty.has_dynamic() && !value.ty().has_dynamic() && ty != value.ty() {
        return false;
    }
    match value.data() {
        Data::String(s) => range.prefix.as_ref().is_none_or(|prefix| s.starts_with(&**prefix)),
        Data::Number(n) => {
            let above = range.at_least.as_ref().is_none_or(|(low, or_equal)| n > low || (*or_equal && n == low));
            let below = range.at_most.as_ref().is_none_or(|(high, or_equal)| n < high || (*or_equal && n == high));
            above && below
        }
        Data::Elements(e) => within(range, e.len(), value),
        Data::Entries(e) => within(range, e.len(), value),
        _ => true,
    }
}

fn within(range: &Refinement, length: usize, value: &Value) -> bool {
    if matches!(value.ty(), Type::Set(_)) && !value.is_wholly_known() {
        return true;
    }
    length >= range.min_length && range.max_length.is_none_or(|max| length <= max)
}

/// `!a`
pub fn not(a: &Value) -> Result<Value, Failure> {
    operands(&[a])?;
    let result = a.as_bool().map_or_else(unknown_bool, |b| Value::bool(!b));
    Ok(result.with_marks(a.marks()))
}

/// `a && b`: both are evaluated, as up to Terraform 1.11; a known false decides.
pub fn and(a: &Value, b: &Value) -> Result<Value, Failure> {
    logic(a, b, false)
}

/// `a || b`: both are evaluated, as up to Terraform 1.11; a known true decides.
pub fn or(a: &Value, b: &Value) -> Result<Value, Failure> {
    logic(a, b, true)
}

fn logic(a: &Value, b: &Value, decisive: bool) -> Result<Value, Failure> {
    operands(&[a, b])?;
    let result = match (a.as_bool(), b.as_bool()) {
        (Some(x), _) | (_, Some(x)) if x == decisive => Value::bool(decisive),
        (Some(_), Some(_)) => Value::bool(!decisive),
        _ => unknown_bool(),
    };
    Ok(result.with_marks(marks(a, b)))
}

/// `-a`
pub fn negate(a: &Value) -> Result<Value, Failure> {
    operands(&[a])?;
    let result = a.as_number().map_or_else(unknown_number, |n| Value::number(n.neg()));
    Ok(result.with_marks(a.marks()))
}

/// `a < b` and its kin: whether the order is one of those that hold.
pub fn compare(a: &Value, b: &Value, holds: fn(Ordering) -> bool) -> Result<Value, Failure> {
    operands(&[a, b])?;
    let result = match (a.as_number(), b.as_number()) {
        // `<=` is `<` or `==`, and `==` goes by the digits that show.
        (Some(x), Some(y)) => Some(holds(x.cmp(y)) || (x == y && holds(Ordering::Equal))),
        _ => decided(a, b, holds),
    };
    Ok(result.map_or_else(unknown_bool, Value::bool).with_marks(marks(a, b)))
}

/// A comparison that the bounds of an unknown number decide. Like go-cty, which takes all bounds for exclusive ones here
/// and does not tell two unknown numbers apart for `<=` and `>=`.
fn decided(a: &Value, b: &Value, holds: fn(Ordering) -> bool) -> Option<bool> {
    let (a_low, a_high) = bounds(a);
    let (b_low, b_high) = bounds(b);
    let order = if a_high.zip(b_low).is_some_and(|(high, low)| high < low) {
        Ordering::Less
    } else if a_low.zip(b_high).is_some_and(|(low, high)| low > high) {
        Ordering::Greater
    } else {
        return None;
    };
    let open = !a.is_known() && !b.is_known() && holds(Ordering::Equal);
    (holds(order) || !open).then(|| holds(order))
}

fn bounds(value: &Value) -> (Option<Number>, Option<Number>) {
    match value.data() {
        Data::Number(n) => (Some(n.clone()), Some(n.clone())),
        Data::Unknown(r) => {
            let number = |bound: &Option<(Number, bool)>| bound.as_ref().map(|(number, _)| number.clone());
            (number(&r.at_least), number(&r.at_most))
        }
        _ => (None, None),
    }
}

/// `a + b`, `a - b`, `a * b`, `a / b`, `a % b`
pub fn arithmetic(
    a: &Value,
    b: &Value,
    operation: fn(&Number, &Number) -> Result<Number, Undefined>,
    undefined: Failure,
) -> Result<Value, Failure> {
    operands(&[a, b])?;
    let result = match (a.as_number(), b.as_number()) {
        (Some(x), Some(y)) => Value::number(operation(x, y).map_err(|Undefined| undefined)?),
        _ => unknown_number(),
    };
    Ok(result.with_marks(marks(a, b)))
}

fn operands(values: &[&Value]) -> Result<(), Failure> {
    if values.iter().any(|v| v.is_null()) { Err(NULL) } else { Ok(()) }
}

fn marks(a: &Value, b: &Value) -> Marks {
    a.marks().union(b.marks())
}

fn unknown_bool() -> Value {
    Value::unknown(Type::Bool).refine_not_null()
}

fn unknown_number() -> Value {
    Value::unknown(Type::Number).refine_not_null()
}
