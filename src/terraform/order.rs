//! The members of a set and the order in which Terraform walks them: strings by byte, numbers by size, false before true,
//! compound values by a text made of them, nulls then unknowns last (go-cty, `set_internals.go`).
//!
//! Invariant: [`compare`] is a total order on values of one type.

use std::cmp::Ordering;

use super::number::decimal::Style;
use super::quote::quote;
use super::types::Type;
use super::value::{Data, Value};

/// Compares two members of a set.
pub fn compare(a: &Value, b: &Value) -> Ordering {
    rank(a).cmp(&rank(b)).then_with(|| match (a.data(), b.data()) {
        (Data::String(a), Data::String(b)) => a.as_bytes().cmp(b.as_bytes()),
        (Data::Number(a), Data::Number(b)) => a.cmp(b),
        (Data::Bool(a), Data::Bool(b)) => a.cmp(b),
        (Data::Elements(_) | Data::Entries(_), _) => fingerprint(a).cmp(&fingerprint(b)),
        _ => Ordering::Equal,
    })
}

/// The distinct values among `values`, in order; of equal ones the first stays. Unknown values are all kept: they may
/// turn out to differ.
pub fn distinct(values: Vec<Value>) -> Vec<Value> {
    let mut members: Vec<(String, Value)> = values.into_iter().map(|v| (fingerprint(&v), v)).collect();
    // Equal values have equal fingerprints, so only neighbours need comparing; the sort is stable.
    members.sort_by(|a, b| a.0.cmp(&b.0));
    let mut kept: Vec<(String, Value)> = Vec::with_capacity(members.len());
    for (print, value) in members {
        let twin = |(other, member): &(String, Value)| *other == print && *member == value;
        if !(value.is_wholly_known() && kept.iter().rev().take_while(|(other, _)| *other == print).any(twin)) {
            kept.push((print, value));
        }
    }
    let mut values: Vec<Value> = kept.into_iter().map(|(_, value)| value).collect();
    values.sort_by(compare);
    values
}

fn rank(value: &Value) -> u8 {
    match value.data() {
        Data::Unknown(_) => 2,
        Data::Null => 1,
        _ => 0,
    }
}

/// The text that go-cty hashes a member by, and orders compound members by.
fn fingerprint(value: &Value) -> String {
    let mut text = String::new();
    write_fingerprint(value, &mut text);
    text
}

fn write_fingerprint(value: &Value, out: &mut String) {
    match value.data() {
        Data::Unknown(_) => out.push('?'),
        Data::Null => out.push('~'),
        Data::Bool(true) => out.push('T'),
        Data::Bool(false) => out.push('F'),
        Data::Number(number) => out.push_str(&number.text(Style::Shorter, Some(10))),
        Data::String(text) => out.push_str(&quote(text)),
        Data::Elements(elements) => {
            let tuple = matches!(value.ty(), Type::Tuple(_));
            out.push(if tuple { '<' } else { '[' });
            for element in elements.iter() {
                write_fingerprint(element, out);
                out.push(';');
            }
            out.push(if tuple { '>' } else { ']' });
        }
        Data::Entries(entries) => {
            let object = matches!(value.ty(), Type::Object(_));
            out.push(if object { '<' } else { '{' });
            for (key, element) in entries.iter() {
                if !object {
                    out.push_str(&quote(key));
                    out.push(':');
                }
                write_fingerprint(element, out);
                out.push(';');
            }
            out.push(if object { '>' } else { '}' });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::number::Number;
    use super::super::types::Type;
    use super::*;

    fn number(text: &str) -> Value {
        Value::number(Number::parse(text).expect("a number"))
    }

    /// As `terraform console` prints `toset(…)` of the same members.
    #[test]
    fn sets_are_walked_in_terraforms_order() {
        let numbers = ["10", "9", "-1", "0.5", "9"].map(number);
        let set = Value::set(Type::Number, numbers);
        let texts: Vec<String> =
            set.children().map(|v| v.as_number().map(Number::to_string).unwrap_or_default()).collect();
        assert_eq!(texts, ["-1", "0.5", "9", "10"]);

        let lists = ["10", "9", "100", "1"].map(|n| Value::list(Type::Number, [number(n)]));
        let prints: Vec<String> = Value::set(Type::list(Type::Number), lists).children().map(fingerprint).collect();
        assert_eq!(prints, ["[100;]", "[10;]", "[1;]", "[9;]"], "compound members are ordered as text");

        let members = [Value::unknown(Type::Bool), Value::null(Type::Bool), Value::bool(true), Value::bool(false)];
        let ranks: Vec<String> = Value::set(Type::Bool, members).children().map(fingerprint).collect();
        assert_eq!(ranks, ["F", "T", "~", "?"]);
    }

    #[test]
    fn equal_members_are_one_and_unknown_ones_stay_apart() {
        let halves = [number("0.5"), number("0.50"), Value::number(Number::from_f64(0.5).expect("a number"))];
        assert_eq!(Value::set(Type::Number, halves).children().count(), 1);
        let unknown = [Value::unknown(Type::String), Value::unknown(Type::String), Value::string("a")];
        assert_eq!(Value::set(Type::String, unknown).children().count(), 3);
    }
}
