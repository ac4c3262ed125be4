//! What must be so where something else is so: tables/conditions.table.

use super::relation::is_set;
use super::{Place, fault};
use crate::apply::plain;
use crate::protocol::Diagnostic;
use crate::value::Value;
use std::collections::HashMap;

/// One row.
pub struct Condition {
    /// The block it is about, with a dot at its end; empty for the resource itself.
    prefix: String,
    when: Vec<Term>,
    then: Vec<Term>,
    source: String,
}

/// One term: an argument and what is asked of it.
struct Term {
    name: String,
    asked: Asked,
}

enum Asked {
    Set,
    Unset,
    OneOf(Vec<String>),
    NoneOf(Vec<String>),
    /// A comparison's sign, and a number or another argument.
    Compared(&'static str, String),
}

impl Condition {
    /// Reads a row.
    ///
    /// # Errors
    /// A column has no term.
    pub fn parse(when: &str, then: &str, source: &str) -> Result<Condition, String> {
        let (block, when) = when.split_once(": ").map_or(("", when), |(block, when)| (block, when));
        let terms = |text: &str| -> Vec<Term> { text.split_whitespace().map(Term::parse).collect() };
        let prefix = if block.is_empty() { String::new() } else { format!("{block}.") };
        let condition = Condition { prefix, when: terms(when), then: terms(then), source: source.to_owned() };
        if condition.when.is_empty() || condition.then.is_empty() {
            Err(format!("{when} | {then}: no terms"))
        } else {
            Ok(condition)
        }
    }

    /// The paths of all arguments it names.
    #[cfg(test)]
    pub fn paths(&self) -> Vec<String> {
        let others = self.when.iter().chain(&self.then).filter_map(|term| match &term.asked {
            Asked::Compared(_, other) if other.parse::<f64>().is_err() => Some(other),
            _ => None,
        });
        let names = self.when.iter().chain(&self.then).map(|term| &term.name);
        names.chain(others).map(|name| format!("{}{name}", self.prefix)).collect()
    }

    /// What is wrong with a block, if it is the one this is about.
    pub fn fault(&self, place: &Place, defaults: &HashMap<String, Value>) -> Option<Diagnostic> {
        if place.prefix != self.prefix || !self.when.iter().all(|term| term.holds(place, defaults, true) == Some(true))
        {
            return None;
        }
        let broken = self.then.iter().find(|term| term.holds(place, defaults, false) == Some(false))?;
        let when = self.when.iter().map(Term::words).collect::<Vec<_>>().join(" and ");
        let value = place.value.get(&broken.name);
        let found = match (value, &broken.asked) {
            (_, Asked::Set | Asked::Unset) | (Value::Null | Value::List(_) | Value::Map(_), _) => String::new(),
            _ => format!(", not {}", plain(value)),
        };
        let detail = format!("Where {when}, {}{found}.", broken.demand());
        Some(fault(&format!("{}{}", self.prefix, broken.name), place.at(&broken.name), &detail, &self.source))
    }
}

impl Term {
    fn parse(text: &str) -> Term {
        let values = |text: &str| text.split(',').map(str::to_owned).collect();
        for sign in ["!=", "<=", ">=", "<", ">", "="] {
            if let Some((name, other)) = text.split_once(sign) {
                let asked = match sign {
                    "=" => Asked::OneOf(values(other)),
                    "!=" => Asked::NoneOf(values(other)),
                    _ => Asked::Compared(sign, other.to_owned()),
                };
                return Term { name: name.to_owned(), asked };
            }
        }
        match text.strip_prefix('!') {
            Some(name) => Term { name: name.to_owned(), asked: Asked::Unset },
            None => Term { name: text.to_owned(), asked: Asked::Set },
        }
    }

    /// Whether it holds; none where that is not known yet. Of a collection one element is enough, or all must do.
    fn holds(&self, place: &Place, defaults: &HashMap<String, Value>, one_is_enough: bool) -> Option<bool> {
        let configured = place.value.get(&self.name);
        let value = |name: &str| match place.value.get(name) {
            Value::Null => defaults.get(&format!("{}{name}", place.prefix)).cloned().unwrap_or(Value::Null),
            configured => configured.clone(),
        };
        let one_of = |values: &[String]| {
            let is_one = |value: &Value| values.contains(&plain(value).replace(' ', ""));
            match value(&self.name) {
                Value::Unknown => None,
                Value::Null => Some(false),
                Value::List(elements) if elements.iter().any(Value::is_unknown) => None,
                Value::List(elements) if one_is_enough => Some(elements.iter().any(is_one)),
                Value::List(elements) => Some(elements.iter().all(is_one)),
                value => Some(is_one(&value)),
            }
        };
        match &self.asked {
            Asked::Set | Asked::Unset if configured.is_unknown() => None,
            Asked::Set => Some(is_set(configured)),
            Asked::Unset => Some(!is_set(configured)),
            Asked::OneOf(values) => one_of(values),
            Asked::NoneOf(values) => one_of(values).map(|found| !found),
            Asked::Compared(sign, other) => {
                let left = number(&value(&self.name));
                let right = other.parse().ok().or_else(|| number(&value(other)));
                let (Some(left), Some(right)) = (left, right) else {
                    // What is not there, or not known, breaks nothing and proves nothing.
                    return None;
                };
                Some(match *sign {
                    "<" => left < right,
                    "<=" => left <= right,
                    ">" => left > right,
                    _ => left >= right,
                })
            }
        }
    }

    /// The term as a statement.
    fn words(&self) -> String {
        let name = &self.name;
        match &self.asked {
            Asked::Set => format!("{name} is set"),
            Asked::Unset => format!("{name} is not set"),
            Asked::OneOf(values) => format!("{name} is {}", values.join(" or ")),
            Asked::NoneOf(values) => format!("{name} is not {}", values.join(" or ")),
            Asked::Compared(sign, other) => format!("{name} {sign} {other}"),
        }
    }

    /// The term as a demand.
    fn demand(&self) -> String {
        let name = &self.name;
        match &self.asked {
            Asked::Set => format!("{name} must be set"),
            Asked::Unset => format!("{name} must not be set"),
            Asked::OneOf(values) => format!("{name} must be {}", values.join(" or ")),
            Asked::NoneOf(values) => format!("{name} must not be {}", values.join(" or ")),
            Asked::Compared(sign, other) => {
                let words = match *sign {
                    "<" => "less than",
                    "<=" => "at most",
                    ">" => "greater than",
                    _ => "at least",
                };
                format!("{name} must be {words} {other}")
            }
        }
    }
}

/// A number, also one written as text; of a collection, how many elements it has.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => Some(*number),
        Value::String(text) => text.parse().ok(),
        Value::List(elements) => Some(elements.len() as f64),
        _ => None,
    }
}
