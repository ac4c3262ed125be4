//! What differs between two values, down to the attribute.

use std::collections::BTreeSet;

use crate::hcl::is_of_name;
use crate::terraform::json::document;
use crate::terraform::quote::quote;
use crate::terraform::types::{Str, Type};
use crate::terraform::value::{Data, Value};

/// An attribute, or an element in it, that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct AttributeChange {
    /// `ingress[0].from_port`, `tags["Name"]`, `policy.Statement[0].Action`.
    pub path: String,
    /// What it was; none when it was not there or null.
    pub old: Option<Value>,
    /// What it is; none when it is not there any more or null.
    pub new: Option<Value>,
}

impl AttributeChange {
    /// Whether nothing but a word differs: `shop-dev-alb` and `shop-prod-alb` under `("dev", "prod")`. Words end where
    /// something else than a letter or a digit stands.
    pub fn is_renamed(&self, words: (&str, &str)) -> bool {
        let text = |side: &Option<Value>| side.as_ref().and_then(Value::as_str).map(str::to_owned);
        match (text(&self.old), text(&self.new)) {
            (Some(old), Some(new)) => renamed(&old, words) == new,
            _ => false,
        }
    }
}

fn renamed(text: &str, (from, to): (&str, &str)) -> String {
    let word = |c: char| c.is_alphanumeric();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| word(c) != word(first)).unwrap_or(rest.len());
        let (head, tail) = rest.split_at(end);
        out.push_str(if head == from { to } else { head });
        rest = tail;
    }
    out
}

/// Every attribute in which two values differ, in their order. What is unknown in both is the same.
pub(super) fn differences(old: &Value, new: &Value) -> Vec<AttributeChange> {
    let mut changes = Vec::new();
    compare("", old, new, &mut changes);
    changes
}

fn compare(path: &str, old: &Value, new: &Value, changes: &mut Vec<AttributeChange>) {
    if old == new || (!old.is_known() && !new.is_known()) {
        return;
    }
    // What is in a sensitive value is nobody's business: it is one change.
    if !(old.is_sensitive() || new.is_sensitive()) {
        match (old.data(), new.data()) {
            (Data::Entries(before), Data::Entries(after)) => {
                let names: BTreeSet<&Str> = before.keys().chain(after.keys()).collect();
                let map = matches!(old.ty(), Type::Map(_));
                for name in names {
                    step(&below(path, name, map), before.get(name), after.get(name), changes);
                }
                return;
            }
            (Data::Elements(before), Data::Elements(after)) if matches!(old.ty(), Type::Set(_)) => {
                return members(path, before, after, changes);
            }
            (Data::Elements(before), Data::Elements(after)) => {
                for at in 0..before.len().max(after.len()) {
                    step(&format!("{path}[{at}]"), before.get(at), after.get(at), changes);
                }
                return;
            }
            (Data::String(before), Data::String(after)) => {
                if let (Some(before), Some(after)) = (document(before), document(after)) {
                    return compare(path, &before, &after, changes);
                }
            }
            _ => {}
        }
    }
    push(path, Some(old), Some(new), changes);
}

fn step(path: &str, old: Option<&Value>, new: Option<&Value>, changes: &mut Vec<AttributeChange>) {
    match (there(old), there(new)) {
        (Some(old), Some(new)) => compare(path, old, new, changes),
        (None, None) => {}
        (old, new) => push(path, old, new, changes),
    }
}

/// A set has no order: what only one side has was taken away or put in.
fn members(path: &str, old: &[Value], new: &[Value], changes: &mut Vec<AttributeChange>) {
    let only = |these: &[Value], others: &[Value]| -> Vec<Value> {
        these.iter().filter(|value| !others.contains(value)).cloned().collect()
    };
    let (gone, come) = (only(old, new), only(new, old));
    // One for one is a change of that one.
    if let ([old], [new]) = (gone.as_slice(), come.as_slice())
        && old.as_entries().is_some()
    {
        return compare(&format!("{path}[*]"), old, new, changes);
    }
    gone.iter().for_each(|old| push(&format!("{path}[*]"), Some(old), None, changes));
    come.iter().for_each(|new| push(&format!("{path}[*]"), None, Some(new), changes));
}

fn there(value: Option<&Value>) -> Option<&Value> {
    let empty = |value: &Value| match value.data() {
        Data::Null => true,
        Data::Elements(elements) => elements.is_empty(),
        Data::Entries(entries) => entries.is_empty(),
        _ => false,
    };
    value.filter(|value| value.is_sensitive() || !empty(value))
}

fn push(path: &str, old: Option<&Value>, new: Option<&Value>, changes: &mut Vec<AttributeChange>) {
    changes.push(AttributeChange { path: path.to_owned(), old: there(old).cloned(), new: there(new).cloned() });
}

/// `path.name`, `path["key"]`.
fn below(path: &str, name: &str, map: bool) -> String {
    let plain = !map && name.chars().all(is_of_name);
    match (plain, path.is_empty()) {
        (true, true) => name.to_owned(),
        (true, false) => format!("{path}.{name}"),
        (false, _) => format!("{path}[{}]", quote(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object<'a>(entries: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
        Value::object(entries.into_iter().map(|(name, value)| (Str::from(name), value)))
    }

    fn list<'a>(elements: impl IntoIterator<Item = &'a str>) -> Value {
        Value::list(Type::String, elements.into_iter().map(Value::string))
    }

    fn set<'a>(elements: impl IntoIterator<Item = &'a str>) -> Value {
        Value::set(Type::String, elements.into_iter().map(Value::string))
    }

    fn tags(name: &str) -> Value {
        Value::map(Type::String, [(Str::from("Name"), Value::string(name))])
    }

    fn side(value: Option<&Value>) -> String {
        value.map_or_else(|| "-".to_owned(), crate::terraform::console::format)
    }

    #[test]
    fn what_differs_is_named_by_its_path() {
        let unknown = || Value::unknown(Type::String);
        let null = || Value::null(Type::String);
        let secret = |text| Value::string(text).with_marks(crate::terraform::value::Marks::SENSITIVE);
        let rule = |port: i64| object([("port", Value::number(port)), ("to", Value::string("all"))]);
        let rules = |ports: &[i64]| Value::set(rule(1i64).ty().clone(), ports.iter().map(|port| rule(*port)));
        for (what, old, new, expected) in [
            ("nothing", Value::string("a"), Value::string("a"), vec![]),
            ("a value", Value::number(1i64), Value::number(2i64), vec!["a: 1 -> 2"]),
            ("from null", null(), Value::string("b"), vec!["a: - -> \"b\""]),
            ("to null", Value::string("b"), null(), vec!["a: \"b\" -> -"]),
            ("both unknown", unknown(), unknown().refine_not_null(), vec![]),
            ("no more known", Value::string("b"), unknown(), vec!["a: \"b\" -> (known after apply)"]),
            ("sensitive", secret("x"), secret("y"), vec!["a: (sensitive value) -> (sensitive value)"]),
            ("a list grows", list(["x"]), list(["x", "y"]), vec!["a[1]: - -> \"y\""]),
            ("a list changes", list(["x", "y"]), list(["z", "y"]), vec!["a[0]: \"x\" -> \"z\""]),
            ("a set", set(["x", "y"]), set(["y", "z"]), vec!["a[*]: \"x\" -> -", "a[*]: - -> \"z\""]),
            ("a rule of a set", rules(&[1, 2]), rules(&[1, 3]), vec!["a[*].port: 2 -> 3"]),
            ("a map", tags("x"), tags("y"), vec!["a[\"Name\"]: \"x\" -> \"y\""]),
            ("an empty list is none", list([]), Value::null(Type::list(Type::String)), vec![]),
            (
                "a document",
                Value::string("{\"Statement\":[{\"Action\":\"s3:Get\",\"Sid\":\"a\"}]}"),
                Value::string("{\"Statement\":[{\"Action\":\"s3:Put\",\"Sid\":\"a\"}]}"),
                vec!["a.Statement[0].Action: \"s3:Get\" -> \"s3:Put\""],
            ),
            ("no document", Value::string("{a"), Value::string("{b"), vec!["a: \"{a\" -> \"{b\""]),
        ] {
            let found: Vec<String> = differences(&object([("a", old)]), &object([("a", new)]))
                .iter()
                .map(|change| {
                    format!("{}: {} -> {}", change.path, side(change.old.as_ref()), side(change.new.as_ref()))
                })
                .collect();
            assert_eq!(found, expected, "{what}");
        }
    }

    #[test]
    fn a_word_is_a_whole_word() {
        for (old, new, is) in [
            ("shop-dev-alb", "shop-prod-alb", true),
            ("/ecs/shop-dev", "/ecs/shop-prod", true),
            ("dev", "prod", true),
            ("device", "prodice", false),
            ("shop-dev-a", "shop-prod-b", false),
        ] {
            let change = AttributeChange {
                path: "name".to_owned(),
                old: Some(Value::string(old)),
                new: Some(Value::string(new)),
            };
            assert_eq!(change.is_renamed(("dev", "prod")), is, "{old} {new}");
        }
    }
}
