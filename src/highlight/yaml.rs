//! YAML as workflows and tools' settings are written: keys, scalars, block scalars, comments, and the expressions of
//! GitHub Actions.

use super::Kind;
use super::scan::{Scan, split};

pub fn scan(scan: &mut Scan<'_>) {
    // How far the key is indented whose block scalar (`run: |`) this is.
    let mut block: Option<usize> = None;
    while let Some(line) = scan.line() {
        let indent = line.len() - line.trim_start_matches(' ').len();
        match block {
            Some(key) if line.trim().is_empty() || indent > key => value(scan, line.len(), Kind::String),
            _ => block = plain(scan, line).then_some(indent),
        }
        scan.line_break();
    }
}

/// A line outside of a block scalar. Whether it begins one.
fn plain(scan: &mut Scan<'_>, line: &str) -> bool {
    let code = split(line, comment(line)).0;
    let start = code.len() - code.trim_start_matches([' ', '-']).len();
    scan.push(Kind::Plain, start);
    let rest = split(code, start).1;
    let mut left = rest.len();
    if let Some(key) = key(rest) {
        scan.push(Kind::Name, key);
        let after = split(rest, key + 1).1;
        let blank = 1 + after.len() - after.trim_start().len();
        scan.push(Kind::Plain, blank);
        left -= key + blank;
    }
    let scalar = split(rest, rest.len() - left).1.trim_end();
    let kind = match scalar {
        "true" | "false" | "null" | "~" => Kind::Keyword,
        _ if scalar.starts_with(['"', '\'']) => Kind::String,
        _ if scalar.parse::<f64>().is_ok() => Kind::Number,
        _ => Kind::Plain,
    };
    value(scan, left, kind);
    scan.push(Kind::Comment, line.len() - code.len());
    matches!(scalar.trim_end_matches(['-', '+']), "|" | ">")
}

/// Reads so many bytes as one kind, the expressions in it as keywords.
fn value(scan: &mut Scan<'_>, mut bytes: usize, kind: Kind) {
    while bytes > 0 {
        let text = split(scan.rest(), bytes).0;
        let (before, inserted) = match text.find("${{") {
            Some(from) => (from, split(text, from).1.find("}}").map_or(text.len() - from, |end| end + 2)),
            None => (bytes, 0),
        };
        scan.push(kind, before);
        scan.push(Kind::Keyword, inserted);
        bytes -= (before + inserted).min(bytes);
    }
}

/// How long the key is that the text begins with.
fn key(text: &str) -> Option<usize> {
    let end = text.find(": ").or_else(|| text.ends_with(':').then(|| text.len() - 1))?;
    let key = split(text, end).0;
    (!key.is_empty() && !key.contains([' ', '{', '[', '"', '\''])).then_some(end)
}

/// Where the line's comment begins: at a `#` outside of quotes, at its beginning or after a space.
fn comment(line: &str) -> usize {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (None, '#') if before.is_whitespace() => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
        before = c;
    }
    line.len()
}
