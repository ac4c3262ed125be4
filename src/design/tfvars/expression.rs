//! JSON as an expression of the Terraform language, laid out as `terraform fmt` wants it.

use serde_json::Value as Json;

use crate::hcl::quote::quoted;
use crate::terraform::source::columns;

/// An expression that is at most `width` columns wide, or else of several lines, whose lines after the first are indented
/// by `indent` levels. Objects that are not empty always have several lines; an empty line keeps apart what cannot be
/// aligned for certain.
pub(super) fn expression(json: &Json, indent: usize, width: usize) -> String {
    match json {
        Json::Null => "null".to_owned(),
        Json::Bool(b) => b.to_string(),
        // JSON's numbers are written as HCL's are, and so keep all their digits.
        Json::Number(n) => n.to_string(),
        Json::String(text) => quoted(text),
        Json::Array(elements) => {
            let on_a_line = elements.iter().map(|json| expression(json, 0, usize::MAX)).collect::<Vec<_>>().join(", ");
            if columns(&on_a_line) + 2 <= width && !on_a_line.contains('\n') {
                return format!("[{on_a_line}]");
            }
            let line = |json| format!("{},", expression(json, indent + 1, width));
            block('[', elements.iter().map(line), ']', indent)
        }
        Json::Object(entries) if entries.is_empty() => "{}".to_owned(),
        Json::Object(entries) => {
            let line = |(key, json): (&String, &Json)| Line {
                name: if is_plain_key(key) { key.clone() } else { quoted(key) },
                value: expression(json, indent + 1, width),
                comment: None,
            };
            let lines: Vec<Line> = entries.iter().map(line).collect();
            let parts = lines.chunk_by(|a, b| is_sure_width(&a.name) && is_sure_width(&b.name)).map(aligned);
            block('{', parts.collect::<Vec<_>>().join(&[String::new()][..]), '}', indent)
        }
    }
}

fn block(open: char, lines: impl IntoIterator<Item = String>, close: char, indent: usize) -> String {
    let indented = |line: String| match line.as_str() {
        "" => String::from("\n"),
        _ => format!("{:1$}{line}\n", "", 2 * (indent + 1)),
    };
    format!("{open}\n{}{:2$}{close}", lines.into_iter().map(indented).collect::<String>(), "", 2 * indent)
}

/// `name = value # comment`
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub name: String,
    /// Of one line, or of several.
    pub value: String,
    /// Only behind a value of one line.
    pub comment: Option<String>,
}

/// Consecutive lines as `terraform fmt` aligns them: the `=` of neighbours whose value is of one line, and the comments
/// of neighbours that have one.
pub(super) fn aligned(lines: &[Line]) -> Vec<String> {
    let is_long = |line: &Line| line.value.contains('\n');
    let mut texts: Vec<String> = Vec::with_capacity(lines.len());
    for chain in lines.chunk_by(|a, b| !is_long(a) && !is_long(b)) {
        let width = widest(chain.iter().map(|line| line.name.as_str()));
        texts.extend(chain.iter().map(|line| format!("{} = {}", padded(&line.name, width), line.value)));
    }
    let mut result = Vec::with_capacity(lines.len());
    let mut texts = texts.into_iter();
    for chain in lines.chunk_by(|a, b| a.comment.is_some() && b.comment.is_some()) {
        let texts: Vec<String> = texts.by_ref().take(chain.len()).collect();
        let width = widest(texts.iter().map(String::as_str));
        result.extend(chain.iter().zip(texts).map(|(line, text)| match &line.comment {
            Some(comment) => format!("{} # {comment}", padded(&text, width)),
            None => text,
        }));
    }
    result
}

fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(columns).max().unwrap_or_default()
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{:1$}", "", width.saturating_sub(columns(text)))
}

/// Whether every version of Unicode counts the same columns. What joins characters is newer in ours than in Terraform's.
pub(super) fn is_sure_width(text: &str) -> bool {
    text.is_ascii() || columns(text) == text.chars().count()
}

/// Whether a key of an object needs no quotes, is not taken for a keyword, and looks like Terraform's own names.
fn is_plain_key(key: &str) -> bool {
    let mut bytes = key.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !matches!(key, "for" | "null" | "true" | "false")
}
