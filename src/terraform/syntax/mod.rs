//! From a file's text to hcl-edit's tree, with Terraform's words where the two differ.
//!
//! hcl-edit refuses an argument and an object's key that stand there twice. Terraform says of the argument that it was redefined and
//! reads on, and of the keys it takes the last. So the second is read under another name as long as its own, which keeps
//! all places; what it is called stands in the file's text.

mod words;

pub(crate) use words::is_of_name;

use std::ops::Range as Span;

use hcl_edit::Span as _;
use hcl_edit::parser::{Error, parse_body};
use hcl_edit::structure::{Attribute, Body};

use super::config::describe;
use super::diagnostic::Diagnostic;
use super::eval::diagnostic_at;
use super::source::SourceFile;

/// So many names may stand in a file twice; with more it is read no further.
const MOST_REPEATED: usize = 20;

/// What a file says: each argument once, as it was set first. None where it cannot be read.
pub(super) fn body(file: &SourceFile) -> (Option<Body>, Vec<Diagnostic>) {
    match parse_body(&file.text) {
        Ok(body) => (Some(body), Vec::new()),
        Err(error) => match repeated(&file.text, error) {
            Ok(mut body) => {
                let mut diagnostics = Vec::new();
                redefined(&mut body, file, &mut diagnostics);
                (Some(body), diagnostics)
            }
            Err(error) => (None, words::diagnostics(file, &error)),
        },
    }
}

/// The top-level blocks of a text with their headers: `module "alb"`. Of a text that cannot be read, as far as its lines tell.
pub(super) fn blocks(text: &str) -> Vec<(Span<usize>, String)> {
    let Ok(body) = parse_body(text).or_else(|error| repeated(text, error)) else { return words::blocks(text) };
    body.blocks()
        .map(|block| {
            let labels = block.labels.iter().map(|label| format!(" {:?}", label.as_str()));
            let header = std::iter::once(block.ident.to_string()).chain(labels).collect();
            (block.span().unwrap_or_default(), header)
        })
        .collect()
}

/// Reads a text in which names stand twice under other names.
fn repeated(text: &str, mut error: Error) -> Result<Body, Error> {
    let mut text = text.to_owned();
    for _ in 0..MOST_REPEATED {
        let Some(name) = repeated_name(&text, &error) else { return Err(error) };
        let renamed = ('a'..='z').chain('A'..='Z').find_map(|letter| {
            let mut renamed = text.clone();
            renamed.replace_range(name.clone(), &letter.to_string().repeat(name.len()));
            match parse_body(&renamed) {
                Err(error) if repeated_name(&renamed, &error).is_some_and(|again| again == name) => None,
                result => Some((renamed, result)),
            }
        });
        match renamed {
            None => return Err(error),
            Some((_, Ok(body))) => return Ok(body),
            Some((renamed, Err(next))) => (text, error) = (renamed, next),
        }
    }
    Err(error)
}

/// Where the name stands that an error says is there twice.
fn repeated_name(text: &str, error: &Error) -> Option<Span<usize>> {
    if !error.message().contains("found redefined") {
        return None;
    }
    let at = error.location().offset();
    let at = if text.get(at..)?.starts_with('"') { at + 1 } else { at };
    let length = text.get(at..)?.find(|c: char| !is_of_name(c))?;
    (length > 0).then_some(at..at + length)
}

/// Takes out what was read under another name than its own, and says so.
fn redefined(body: &mut Body, file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) {
    let at = |attribute: &Attribute| attribute.key.span().unwrap_or_default();
    let own = |attribute: &Attribute| file.slice(at(attribute)).to_owned();
    let renamed = body.attributes().filter(|attribute| own(attribute) != attribute.key.as_str());
    let renamed: Vec<(String, String)> =
        renamed.map(|attribute| (attribute.key.as_str().to_owned(), own(attribute))).collect();
    for (name, own) in renamed {
        let Some(again) = body.remove_attribute(&name) else { continue };
        let first = body.get_attribute(&own).map(|first| describe(&file.range(at(first)))).unwrap_or_default();
        let detail = format!("The argument {own:?} was already set at {first}. Each argument may be set only once.");
        diagnostics.push(diagnostic_at(file, "Attribute redefined", detail, at(&again), None, Vec::new()));
    }
    for block in body.blocks_mut() {
        redefined(&mut block.body, file, diagnostics);
    }
}
