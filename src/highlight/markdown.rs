//! Markdown as documents of a repository are written: headings, code, links, comments, quotes.

use super::Kind;
use super::scan::{Scan, split};

pub fn scan(scan: &mut Scan<'_>) {
    let mut fence: Option<&str> = None;
    while let Some(line) = scan.line() {
        let text = line.trim_start();
        let marks = split(text, backticks(text)).0;
        match fence {
            Some(open) => {
                scan.push(Kind::String, line.len());
                if marks.len() >= open.len() && text.trim_end() == marks {
                    fence = None;
                }
            }
            None if marks.len() >= 3 => {
                scan.push(Kind::String, line.len());
                fence = Some(marks);
            }
            None if is_heading(text) => scan.push(Kind::Heading, line.len()),
            None if text.starts_with('>') => scan.push(Kind::Comment, line.len()),
            None if text.starts_with("<!--") => {
                let rest = scan.rest();
                scan.push(Kind::Comment, rest.find("-->").map_or(rest.len(), |end| end + 3));
                continue;
            }
            None => spans(scan, line.len()),
        }
        scan.line_break();
    }
}

/// How many backticks the text begins with.
fn backticks(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

fn is_heading(text: &str) -> bool {
    let after = text.trim_start_matches('#');
    after.len() < text.len() && (after.is_empty() || after.starts_with(' '))
}

/// Code and links in a line.
fn spans(scan: &mut Scan<'_>, mut bytes: usize) {
    while bytes > 0 {
        let text = split(scan.rest(), bytes).0;
        let (length, kind) = match text.chars().next() {
            Some('`') => {
                let (marks, after) = split(text, backticks(text));
                match after.find(marks) {
                    Some(end) => (marks.len() + end + marks.len(), Kind::String),
                    None => (marks.len(), Kind::Plain),
                }
            }
            Some('[') => link(text).map_or((1, Kind::Plain), |length| (length, Kind::Name)),
            Some(c) => (text.find(['`', '[']).unwrap_or(text.len()).max(c.len_utf8()), Kind::Plain),
            None => return,
        };
        scan.push(kind, length);
        bytes -= length.min(bytes);
    }
}

/// How long the link `[…](…)` is that begins here.
fn link(text: &str) -> Option<usize> {
    let middle = text.find("](")?;
    let (label, address) = split(text, middle);
    let end = address.find(')')?;
    (!split(label, 1).1.contains('[')).then_some(middle + end + 1)
}
