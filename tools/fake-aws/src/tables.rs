//! What the provider does beyond its schema, as data: the files in `tables/`.
//!
//! A row is one line, its columns parted by ` | `; the last is the source, where `r/lb` is short for the
//! provider's documentation of `aws_lb` and `d/lb` for that of the data source. `#` begins a comment.

use crate::value::Value;
use std::collections::HashMap;

/// All tables.
pub struct Tables {
    /// Default values: type → path → value.
    pub defaults: HashMap<String, HashMap<String, Value>>,
    /// Paths whose change forces a new resource, by type.
    pub force_new: HashMap<String, Vec<String>>,
    /// What computed attributes are after apply: type (`data.` before it for data sources) → attribute, template.
    pub values: HashMap<String, Vec<(String, String)>>,
}

impl Tables {
    /// Reads the files.
    ///
    /// # Errors
    /// The first line that is not a row of its table.
    pub fn load() -> Result<Tables, String> {
        let mut tables = Tables { defaults: HashMap::new(), force_new: HashMap::new(), values: HashMap::new() };
        for [name, path, value, _] in rows(include_str!("../tables/defaults.table"))? {
            let json: serde_json::Value =
                serde_json::from_str(value).map_err(|error| format!("{name} | {path}: {error}"))?;
            tables.defaults.entry(name.to_owned()).or_default().insert(path.to_owned(), Value::from(&json));
        }
        for [name, paths, _] in rows(include_str!("../tables/force_new.table"))? {
            tables.force_new.entry(name.to_owned()).or_default().extend(paths.split_whitespace().map(str::to_owned));
        }
        for [name, attribute, template, _] in rows(include_str!("../tables/values.table"))? {
            tables.values.entry(name.to_owned()).or_default().push((attribute.to_owned(), template.to_owned()));
        }
        Ok(tables)
    }
}

/// The rows of a table with `N` columns.
pub fn rows<const N: usize>(text: &str) -> Result<Vec<[&str; N]>, String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let columns: Vec<&str> = line.split(" | ").map(str::trim).collect();
            columns.try_into().map_err(|_| format!("not a row of {N} columns: {line}"))
        })
        .collect()
}
