//! What a user typed, made into text of the file that it lands in.
//!
//! Invariants: escaped text means itself and nothing else: it opens and closes no construct of its destination, whatever
//! stands before and after it. Names, numbers, paths, ranges and ARNs read the same everywhere. Two texts never become one.

use crate::hcl::quote;
use crate::terraform::types::Type;
use crate::terraform::value::{Data, Value};

/// The language of the file that a text lands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Destination {
    /// Markdown: running text, headings, table cells, link texts. In a code span it is safe, but shows its escapes; so it is
    /// in a block of shell commands between single quotes.
    Markdown,
    /// Between the quotes of an HCL string.
    Hcl,
    /// Between double quotes in YAML.
    Yaml,
    /// Between double quotes in the YAML of a GitHub Actions workflow.
    Workflow,
    /// Between the quotes of a JSON string.
    Json,
}

impl Destination {
    /// The language of the file at a path, by its extension; none when it is not known how to escape for it.
    pub fn of(path: &str) -> Option<Destination> {
        match path.rsplit('/').next()?.rsplit_once('.')?.1 {
            "md" => Some(Destination::Markdown),
            "tf" | "hcl" | "tfvars" => Some(Destination::Hcl),
            "yml" | "yaml" if path.starts_with(".github/") => Some(Destination::Workflow),
            "yml" | "yaml" => Some(Destination::Yaml),
            "json" => Some(Destination::Json),
            _ => None,
        }
    }

    /// The text, escaped.
    pub fn escape(self, text: &str) -> String {
        match self {
            Destination::Markdown => markdown(text),
            Destination::Hcl => quote::content(text),
            Destination::Yaml => yaml(text),
            // Actions looks for expressions in what YAML has decoded already, so no escape of YAML's hides them: only an
            // expression that says `${{` does.
            Destination::Workflow => yaml(&text.replace("${{", "${{ '${{' }}")),
            Destination::Json => json(text),
        }
    }

    /// The value with every string in it escaped, the keys of maps too.
    pub fn escape_value(self, value: &Value) -> Value {
        let escaped = match (value.data(), value.ty()) {
            (Data::String(text), _) => Value::string(self.escape(text)),
            (Data::Elements(elements), ty) => {
                let elements = elements.iter().map(|element| self.escape_value(element));
                match ty {
                    Type::List(element) => Value::list((**element).clone(), elements),
                    Type::Set(element) => Value::set((**element).clone(), elements),
                    _ => Value::tuple(elements),
                }
            }
            (Data::Entries(entries), ty) => {
                let entries = entries.iter().map(|(key, entry)| (self.escape(key).into(), self.escape_value(entry)));
                match ty {
                    Type::Map(element) => Value::map((**element).clone(), entries),
                    _ => Value::object(entries),
                }
            }
            _ => return value.clone(),
        };
        escaped.with_marks(value.marks())
    }
}

/// CommonMark with GitHub's extensions. What ends a code span, a cell, a line or a shell's single quotes is written as a
/// character reference, because it must not do so even where no escape is read; the rest with a backslash, which is easier
/// to read.
fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let (mut before, mut only_digits) = (None::<char>, true);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let after = rest.clone().next();
        let within_a_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        match c {
            '`' | '|' | '<' | '>' | '&' | '{' | '\'' => reference(&mut escaped, c),
            _ if c.is_control() => reference(&mut escaped, c),
            ' ' if before.is_none() || after.is_none() => reference(&mut escaped, c),
            '\\' | '*' | '[' | ']' | '(' | ')' | '#' | '~' | '$' | '!' | '^' => escaped.extend(['\\', c]),
            '_' if !within_a_word => escaped.extend(['\\', c]),
            // A list, the line under a heading, the row under a table's head.
            '-' | '+' | '=' | ':' if before.is_none() => escaped.extend(['\\', c]),
            '.' if before.is_some() && only_digits && after.is_none_or(char::is_whitespace) => {
                escaped.extend(['\\', c]);
            }
            _ => escaped.push(c),
        }
        only_digits &= c.is_ascii_digit();
        before = Some(c);
    }
    escaped
}

/// `&lt;`, `&gt;`, `&amp;`; any other character by its number.
fn reference(escaped: &mut String, c: char) {
    match c {
        '<' => escaped.push_str("&lt;"),
        '>' => escaped.push_str("&gt;"),
        '&' => escaped.push_str("&amp;"),
        _ => escaped.push_str(&format!("&#{};", u32::from(c))),
    }
}

/// YAML's double-quoted style takes JSON's escapes, but wants more characters escaped than JSON does: those that do not
/// print, and those that end a line (YAML 1.2, 5.1 and 5.7; YAML 1.1, 5.4).
fn yaml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in json(text).chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                escaped.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

/// The text between the quotes of a JSON string.
fn json(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted.strip_prefix('"').and_then(|q| q.strip_suffix('"')).unwrap_or(&quoted).to_owned()
}
