//! What the provider does beyond its schema, as data: the files in `tables/`.
//!
//! A row is one line, its columns parted by ` | `; the last says where the fact is from: `r/lb` is the
//! provider's documentation of `aws_lb`, `d/lb` that of the data source, `e/` that of an ephemeral resource, `s/elbv2/load_balancer.go` its source,
//! `m/…` a rule of tflint-ruleset-aws that is made from AWS's API models. `#` begins a comment. The first
//! column may name several types.

use crate::value::Value;
use std::collections::HashMap;
use std::sync::LazyLock;

/// All tables.
#[derive(Default)]
pub struct Tables {
    /// Default values: type → path → value.
    pub defaults: HashMap<String, HashMap<String, Value>>,
    /// Paths whose change forces a new resource, by type.
    pub force_new: HashMap<String, Vec<String>>,
    /// What an apply makes anew when an argument has changed, by type: the argument, and computed attributes.
    pub anew: HashMap<String, Vec<(String, Vec<String>)>>,
    /// What computed attributes are after apply, by type (`data.` before it for data sources, `ephemeral.` for ephemeral resources).
    pub values: HashMap<String, Vec<Template>>,
}

/// A row of tables/values.table.
pub struct Template {
    /// An attribute's path; `*…` is any that ends so.
    attribute: String,
    /// What must be so of another attribute.
    condition: Option<Condition>,
    /// The value, with placeholders.
    pub text: String,
}

/// What must be so of an attribute: its name, and its value or that it is set at all.
struct Condition {
    attribute: String,
    wanted: Wanted,
}

enum Wanted {
    Set,
    Value(String),
    OtherThan(String),
}

impl Tables {
    /// Reads the files.
    ///
    /// # Errors
    /// The first line that is not a row of its table.
    pub fn load() -> Result<Tables, String> {
        let mut tables = Tables::default();
        for ([types, paths, value], _) in rows(include_str!("../tables/defaults.table"))? {
            let json: serde_json::Value =
                serde_json::from_str(value).map_err(|error| format!("{types} | {paths}: {error}"))?;
            for name in types.split_whitespace() {
                let defaults = tables.defaults.entry(name.to_owned()).or_default();
                defaults.extend(paths.split_whitespace().map(|path| (path.to_owned(), Value::from(&json))));
            }
        }
        for ([types, paths], _) in rows(include_str!("../tables/force_new.table"))? {
            for name in types.split_whitespace() {
                tables
                    .force_new
                    .entry(name.to_owned())
                    .or_default()
                    .extend(paths.split_whitespace().map(str::to_owned));
            }
        }
        for ([name, argument, computed], _) in rows(include_str!("../tables/anew.table"))? {
            let computed = computed.split_whitespace().map(str::to_owned).collect();
            tables.anew.entry(name.to_owned()).or_default().push((argument.to_owned(), computed));
        }
        for ([name, attribute, text], _) in rows(include_str!("../tables/values.table"))? {
            let attributes =
                if attribute.contains(" if ") { vec![attribute] } else { attribute.split_whitespace().collect() };
            let templates = attributes.into_iter().map(|attribute| Template::new(attribute, text));
            tables.values.entry(name.to_owned()).or_default().extend(templates);
        }
        Ok(tables)
    }

    /// Makes unknown what the cloud changes along with what has changed of a resource that was there.
    pub fn make_anew(&self, type_name: &str, prior: &Value, planned: &mut Value) {
        let rows = self.anew.get(type_name).filter(|_| !prior.is_null()).into_iter().flatten();
        for (argument, computed) in rows {
            if !prior.get(argument).same(planned.get(argument)) {
                computed.iter().for_each(|name| planned.set(name, Value::Unknown));
            }
        }
    }

    /// The default values of a type, by path.
    pub fn defaults_of(&self, type_name: &str) -> &HashMap<String, Value> {
        static NONE: LazyLock<HashMap<String, Value>> = LazyLock::new(HashMap::new);
        self.defaults.get(type_name).unwrap_or(&NONE)
    }
}

impl Template {
    fn new(attribute: &str, text: &str) -> Template {
        let (attribute, condition) =
            attribute.split_once(" if ").map_or((attribute, None), |(name, rest)| (name, Some(rest)));
        let condition = condition.map(|condition| {
            let (attribute, wanted) = match (condition.split_once("!="), condition.split_once('=')) {
                (Some((name, value)), _) => (name, Wanted::OtherThan(value.to_owned())),
                (None, Some((name, value))) => (name, Wanted::Value(value.to_owned())),
                (None, None) => (condition, Wanted::Set),
            };
            Condition { attribute: attribute.to_owned(), wanted }
        });
        Template { attribute: attribute.to_owned(), condition, text: text.to_owned() }
    }

    /// The attribute, and the one in its condition.
    #[cfg(test)]
    pub fn attributes(&self) -> Vec<&str> {
        [self.attribute.as_str()]
            .into_iter()
            .chain(self.condition.as_ref().map(|condition| condition.attribute.as_str()))
            .collect()
    }

    /// Whether it is for an attribute, which the cloud alone sets or a configuration could have, given how to look
    /// others up.
    pub fn fits(&self, path: &str, clouds_alone: bool, lookup: impl Fn(&str) -> String) -> bool {
        let named = match self.attribute.strip_prefix('*') {
            Some(suffix) => clouds_alone && path.ends_with(suffix),
            None => path == self.attribute,
        };
        named
            && self.condition.as_ref().is_none_or(|condition| {
                let value = lookup(&condition.attribute);
                match &condition.wanted {
                    Wanted::Set => !value.is_empty(),
                    Wanted::Value(wanted) => value == *wanted,
                    Wanted::OtherThan(unwanted) => value != *unwanted,
                }
            })
    }
}

/// The rows of a table with `N` columns and the source.
pub fn rows<const N: usize>(text: &str) -> Result<Vec<([&str; N], &str)>, String> {
    let rows = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    rows.map(|line| {
        let mut columns: Vec<&str> = line.split(" | ").map(str::trim).collect();
        let source = columns.pop().filter(|source| !source.is_empty());
        let columns = columns.try_into().ok();
        columns.zip(source).ok_or_else(|| format!("not {N} columns and a source: {line}"))
    })
    .collect()
}
