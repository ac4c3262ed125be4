//! The order in which Terraform walks a set: strings by byte, numbers by size, false before true, anything else by its
//! printed form, nulls then unknowns last (go-cty, `set_internals.go`).

use std::cmp::Ordering;

use super::value::{Data, Value};

/// Compares two members of a set.
pub fn compare(a: &Value, b: &Value) -> Ordering {
    rank(a).cmp(&rank(b)).then_with(|| match (a.data(), b.data()) {
        (Data::String(a), Data::String(b)) => a.as_bytes().cmp(b.as_bytes()),
        (Data::Number(a), Data::Number(b)) => a.cmp(b),
        (Data::Bool(a), Data::Bool(b)) => a.cmp(b),
        (Data::Elements(a), Data::Elements(b)) => sequence(a.iter(), b.iter()),
        (Data::Entries(a), Data::Entries(b)) => a.keys().cmp(b.keys()).then_with(|| sequence(a.values(), b.values())),
        _ => Ordering::Equal,
    })
}

fn sequence<'a>(a: impl Iterator<Item = &'a Value>, b: impl Iterator<Item = &'a Value>) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        match (a.next(), b.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) => match compare(x, y) {
                Ordering::Equal => {}
                other => return other,
            },
        }
    }
}

fn rank(value: &Value) -> u8 {
    match value.data() {
        Data::Unknown(_) => 2,
        Data::Null => 1,
        _ => 0,
    }
}
