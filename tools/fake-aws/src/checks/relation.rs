//! Arguments that exclude or need each other: tables/relations.table.

use super::{Place, fault};
use crate::protocol::Diagnostic;
use crate::value::Value;

/// One row.
pub struct Relation {
    kind: Kind,
    /// The block they are in, with a dot at its end; empty for the resource itself.
    prefix: String,
    names: Vec<String>,
    source: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Conflict,
    ExactlyOne,
    AtLeastOne,
    Together,
}

impl Relation {
    /// Reads a row: its kind, and the arguments' paths.
    ///
    /// # Errors
    /// The kind is none, or the paths are of different blocks.
    pub fn parse(kind: &str, paths: &str, source: &str) -> Result<Relation, String> {
        let kind = match kind {
            "conflict" => Kind::Conflict,
            "exactly-one" => Kind::ExactlyOne,
            "at-least-one" => Kind::AtLeastOne,
            "together" => Kind::Together,
            _ => return Err(format!("{kind} is no relation")),
        };
        let split = |path: &str| {
            path.rfind('.').map_or((String::new(), path.to_owned()), |at| {
                let (prefix, name) = path.split_at(at + 1);
                (prefix.to_owned(), name.to_owned())
            })
        };
        let paths: Vec<(String, String)> = paths.split_whitespace().map(split).collect();
        let prefix = paths.first().map(|(prefix, _)| prefix.clone()).unwrap_or_default();
        if paths.iter().any(|(other, _)| *other != prefix) {
            return Err(format!("{prefix} is not the block of all"));
        }
        Ok(Relation {
            kind,
            prefix,
            names: paths.into_iter().map(|(_, name)| name).collect(),
            source: source.to_owned(),
        })
    }

    /// The paths of its arguments.
    #[cfg(test)]
    pub fn paths(&self) -> Vec<String> {
        self.names.iter().map(|name| format!("{}{name}", self.prefix)).collect()
    }

    /// What is wrong with a block, if it is the one this is about.
    pub fn fault(&self, place: &Place) -> Option<Diagnostic> {
        if place.prefix != self.prefix {
            return None;
        }
        let set: Vec<&str> =
            self.names.iter().filter(|name| is_set(place.value.get(name))).map(String::as_str).collect();
        let unknown = self.names.iter().any(|name| place.value.get(name).is_unknown());
        let all = self.names.join(", ");
        let detail = match self.kind {
            Kind::Conflict | Kind::ExactlyOne if set.len() > 1 => {
                format!("{} are set; only one of {all} can be.", set.join(" and "))
            }
            Kind::ExactlyOne | Kind::AtLeastOne if set.is_empty() && !unknown => format!("One of {all} must be set."),
            Kind::Together if !set.is_empty() && set.len() < self.names.len() && !unknown => {
                let missing: Vec<&str> =
                    self.names.iter().map(String::as_str).filter(|name| !set.contains(name)).collect();
                format!("{} must be set together with {}.", missing.join(" and "), set.join(" and "))
            }
            _ => return None,
        };
        let about = set.last().copied().or(self.names.first().map(String::as_str))?;
        Some(fault(&format!("{}{about}", self.prefix), place.at(about), &detail, &self.source))
    }
}

/// Whether a configuration sets an argument, or has a block.
pub fn is_set(value: &Value) -> bool {
    match value {
        Value::Null | Value::Unknown => false,
        Value::List(elements) => !elements.is_empty(),
        _ => true,
    }
}
