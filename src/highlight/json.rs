//! JSON: keys and values.

use super::Kind;
use super::scan::{Scan, split};

pub fn scan(scan: &mut Scan<'_>) {
    while let Some(c) = scan.peek() {
        match c {
            '"' => {
                let length = string(scan.rest());
                let after = split(scan.rest(), length).1;
                let kind = if after.trim_start().starts_with(':') { Kind::Name } else { Kind::String };
                scan.push(kind, length);
            }
            '-' | '0'..='9' => scan.run(Kind::Number, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-')),
            c if c.is_alphabetic() => scan.run(Kind::Keyword, char::is_alphabetic),
            _ => scan.char(Kind::Plain),
        }
    }
}

/// How long the string is that begins here; a broken one ends on its line.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '\n' => return at,
            '"' if !escaped => return at + 1,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    rest.len()
}
