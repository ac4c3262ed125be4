//! What the reader of HCL says, as diagnostics of a file.

use super::config::describe;
use super::diagnostic::Diagnostic;
use super::eval::diagnostic_at;
use super::source::SourceFile;
use crate::hcl::structure::Body;
use crate::hcl::{Error, Span, read_body};

/// What a file says: each argument once, as it was set first. None where it cannot be read.
pub(super) fn body(file: &SourceFile) -> (Option<Body>, Vec<Diagnostic>) {
    let (body, errors) = read_body(&file.text);
    (body, diagnostics(file, &errors))
}

/// What is wrong with a file's text.
pub(super) fn diagnostics(file: &SourceFile, errors: &[Error]) -> Vec<Diagnostic> {
    let said = |error: &Error| {
        let detail = error.detail(|place| describe(&file.range(place.clone())));
        diagnostic_at(file, &error.summary, detail, error.subject.clone(), error.context.clone(), Vec::new())
    };
    errors.iter().map(said).collect()
}

/// The top-level blocks of a text with their headers: `module "alb"`. Of a text that cannot be read, as far as its lines tell.
pub(super) fn blocks(text: &str) -> Vec<(Span, String)> {
    let (Some(body), _) = read_body(text) else { return blocks_by_lines(text) };
    body.blocks()
        .map(|block| {
            let labels = block.labels.iter().map(|label| format!(" {:?}", label.as_str()));
            let header = std::iter::once(block.ident.to_string()).chain(labels).collect();
            (block.span(), header)
        })
        .collect()
}

/// The top-level blocks that a text has, judged by what begins a line.
fn blocks_by_lines(text: &str) -> Vec<(Span, String)> {
    let mut found: Vec<(Span, String)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begins = line.starts_with(char::is_alphabetic);
        let header = line.split_once('{').map(|(header, _)| header).filter(|header| begins && !header.contains('='));
        match (header, found.last_mut()) {
            (Some(written), _) => {
                let mut words = written.split_whitespace();
                let ident = words.next().unwrap_or_default().to_owned();
                let header = words.fold(ident, |header, label| format!("{header} \"{}\"", label.trim_matches('"')));
                found.push((at..text.len(), header));
            }
            (None, Some((span, _))) if line.starts_with('}') && span.end == text.len() => span.end = at + 1,
            _ => {}
        }
        at += line.len();
    }
    // One that is not closed ends where the next begins.
    let starts: Vec<usize> = found.iter().skip(1).map(|(span, _)| span.start).collect();
    for ((span, _), next) in found.iter_mut().zip(starts) {
        span.end = span.end.min(next);
    }
    found
}
