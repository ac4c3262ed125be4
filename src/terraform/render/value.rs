//! One value, as it stands after `=`.

use std::fmt::Write;

use super::{CREATE, NONE, indent};
use crate::hcl::is_identifier;
use crate::terraform::json::document;
use crate::terraform::quote::quote;
use crate::terraform::types::{Str, Type};
use crate::terraform::value::{Data, Value};

/// How the keys of maps are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// By the type: those of a map are quoted.
    Value,
    /// As in JSON, which knows objects alone: those that are no names are quoted.
    Json,
}

/// Lines `  + name = value` with the equals signs below each other; names that are no identifiers are quoted. What has no
/// value is hidden: it is counted in a last line.
pub(super) fn labelled(entries: impl IntoIterator<Item = (String, Option<String>)>, depth: usize) -> String {
    aligned(named(entries), depth)
}

/// The same of outputs: what has no value is not counted.
pub(super) fn outputs(entries: impl IntoIterator<Item = (String, Option<String>)>) -> String {
    lines(&named(entries), 0)
}

fn named(entries: impl IntoIterator<Item = (String, Option<String>)>) -> Vec<(String, Option<String>)> {
    let name = |name: String| if is_identifier(&name) { name } else { quote(&name) };
    entries.into_iter().map(|(key, value)| (name(key), value)).collect()
}

fn aligned(entries: Vec<(String, Option<String>)>, depth: usize) -> String {
    let mut text = lines(&entries, depth);
    let hidden = entries.iter().filter(|(_, value)| value.is_none()).count();
    if hidden > 0 {
        let attributes = if hidden == 1 { "attribute" } else { "attributes" };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}{NONE}# ({hidden} unchanged {attributes} hidden)", indent(depth));
    }
    text
}

/// Those that have a value. As Terraform: as wide as the longest name of all in bytes, filled up by characters.
fn lines(entries: &[(String, Option<String>)], depth: usize) -> String {
    let width = entries.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    let mut text = String::new();
    for (name, value) in entries {
        if let Some(value) = value {
            let _ = writeln!(text, "{}{CREATE}{name:width$} = {value}", indent(depth));
        }
    }
    text
}

/// A value after `=` or before a comma; `depth` is that of the line that it begins on.
pub(super) fn rendered(value: &Value, depth: usize, style: Style) -> String {
    if value.is_sensitive() {
        return "(sensitive value)".into();
    }
    match value.data() {
        Data::Unknown(_) => "(known after apply)".into(),
        Data::Null => "null".into(),
        Data::Bool(b) => b.to_string(),
        Data::Number(number) => number.to_string(),
        // Terraform takes an empty text of a schema for none.
        Data::String(text) if text.is_empty() && style == Style::Value => "null".into(),
        Data::String(text) => string(text, depth),
        Data::Elements(elements) if elements.is_empty() => "[]".into(),
        Data::Elements(elements) => {
            let mut text = String::from("[\n");
            for element in elements.iter() {
                let _ = writeln!(text, "{}{CREATE}{},", indent(depth + 1), rendered(element, depth + 1, style));
            }
            text + &indent(depth) + NONE + "]"
        }
        Data::Entries(entries) if entries.is_empty() => "{}".into(),
        Data::Entries(entries) => {
            let inner = |value: &Value| rendered(value, depth + 1, style);
            let lines = if style == Style::Value && matches!(value.ty(), Type::Map(_)) {
                // Terraform puts a comma after an object in a map, and after nothing else.
                let comma = |value: &Value| if matches!(value.data(), Data::Entries(_)) { "," } else { "" };
                let entry = |(key, value): (&Str, &Value)| (quote(key), Some(inner(value) + comma(value)));
                aligned(entries.iter().map(entry).collect(), depth + 1)
            } else {
                // An object of a schema says nothing of what it has not; JSON says null.
                let shown = entries.iter().filter(|(_, value)| style == Style::Json || !value.is_null());
                let attribute = |(key, value): (&Str, &Value)| {
                    let is_hidden = style == Style::Value && value.as_str() == Some("");
                    (key.to_string(), (!is_hidden).then(|| inner(value)))
                };
                labelled(shown.map(attribute), depth + 1)
            };
            format!("{{\n{lines}{}{NONE}}}", indent(depth))
        }
    }
}

/// A text between quotes; one that is JSON as what it says; one of several lines as a heredoc.
fn string(text: &str, depth: usize) -> String {
    if let Some(value) = document(text) {
        let inner = indent(depth + 1);
        return format!(
            "jsonencode(\n{inner}{NONE}{}\n{}{NONE})",
            rendered(&value, depth + 1, Style::Json),
            indent(depth)
        );
    }
    if !text.contains('\n') {
        return quote(text);
    }
    let lines = text.trim().split('\n').map(|line| format!("{}{NONE}{line}\n", indent(depth + 1)));
    format!("<<-EOT\n{}{}{NONE}EOT", lines.collect::<String>(), indent(depth))
}
