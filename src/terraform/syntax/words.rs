//! What is wrong with a text that is no HCL, in the words of Terraform's parser. hcl-edit says where it is and what it
//! expected there.
//!
//! Terraform reads on behind an error in what it can make sense of; here a file with one says nothing more.

use std::ops::Range as Span;

use hcl_edit::parser::Error;

use crate::terraform::diagnostic::Diagnostic;
use crate::terraform::eval::diagnostic_at;
use crate::terraform::source::SourceFile;

/// What Terraform says of a syntax error.
pub(super) fn diagnostics(file: &SourceFile, error: &Error) -> Vec<Diagnostic> {
    let (text, at) = (&*file.text, error.location().offset());
    let seen = Brackets::before(text, at);
    let here = token(text, at);
    let within = seen.open.last().copied();
    let mut said = Vec::new();
    if let Some(detail) = invalid_character(text.get(at..).unwrap_or_default()) {
        said.push(diagnostic_at(file, "Invalid character", detail, here.clone(), None, Vec::new()));
    }
    let Said { summary, detail, at, context } =
        said_of(text, at, error.message(), &seen, within).unwrap_or_else(|| Said {
            summary: "Invalid syntax",
            detail: format!("This is not valid HCL: {}.", error.message()),
            at: here.clone(),
            context: None,
        });
    let context = context.map(|from| from..at.end);
    said.push(diagnostic_at(file, summary, detail, at, context, Vec::new()));
    said
}

struct Said {
    summary: &'static str,
    detail: String,
    at: Span<usize>,
    /// Where what is shown of the text begins.
    context: Option<usize>,
}

/// What Terraform says where hcl-edit says `message`; none where that is not known.
fn said_of(text: &str, at: usize, message: &str, seen: &Brackets, within: Option<usize>) -> Option<Said> {
    let here = token(text, at);
    let said = |summary, detail: &str, at: Span<usize>, context| {
        Some(Said { summary, detail: detail.to_owned(), at, context })
    };
    let after_bracket = |bracket: usize| text.get(bracket + 1..at).unwrap_or_default().trim_start();
    let in_for = within.filter(|bracket| after_bracket(*bracket).starts_with("for "));
    match message {
        _ if message.starts_with("invalid expression") => said(
            "Invalid expression",
            "Expected the start of an expression, but found an invalid expression token.",
            here,
            None,
        ),
        "expected newline or eof" => match seen.closed.filter(|brace| is_block(text, *brace, at)) {
            Some(brace) => said(
                "Missing newline after block definition",
                "A block definition must end with a newline.",
                here,
                Some(brace),
            ),
            None => {
                said("Missing newline after argument", "An argument definition must end with a newline.", here, None)
            }
        },
        "expected `)`" => {
            said("Unbalanced parentheses", "Expected a closing parenthesis to terminate the expression.", here, within)
        }
        // A comma that nothing stands before is no beginning of an argument.
        "expected `)` or expression" if text.get(at..)?.starts_with(',') => said(
            "Invalid expression",
            "Expected the start of an expression, but found an invalid expression token.",
            here,
            None,
        ),
        "expected `)` or expression" => said(
            "Missing argument separator",
            "A comma is required to separate each function argument from the next.",
            here,
            within,
        ),
        "expected `]`" => match within.filter(|bracket| is_index(text, *bracket)) {
            Some(bracket) => said(
                "Missing close bracket on index",
                "The index operator must end with a closing bracket (\"]\").",
                // What stands there was read as another expression.
                token(text, skip_expression(text, at)),
                Some(bracket),
            ),
            None => {
                said("Missing item separator", "Expected a comma to mark the beginning of the next item.", here, within)
            }
        },
        "expected `:`" if in_for.is_some() => said(
            "Invalid 'for' expression",
            "For expression requires a colon after the collection expression.",
            here,
            within,
        ),
        "expected `in`" => said(
            "Invalid 'for' expression",
            "For expression requires the 'in' keyword after its name declarations.",
            here,
            within,
        ),
        "expected `:`" => said(
            "Missing false expression in conditional",
            "The conditional operator (...?...:...) requires a false expression, delimited by a colon.",
            here,
            None,
        ),
        "expected `{`" if here.start < text.len() => match text.get(here.clone())? {
            "=" => said(
                "Invalid block definition",
                "The equals sign \"=\" indicates an argument definition, and must not be used when defining a block.",
                here,
                None,
            ),
            _ => said(
                "Invalid block definition",
                "A block definition must have block content delimited by \"{\" and \"}\", starting on the same line as the block header.",
                here,
                None,
            ),
        },
        "unexpected token" => said(
            "Argument or block definition required",
            "An argument or block definition is required here.",
            here,
            None,
        ),
        _ if message.starts_with("invalid structure") => said(
            "Argument or block definition required",
            "An argument or block definition is required here. To set an argument, use the equals sign \"=\" to introduce the argument value.",
            name_before(text, at),
            None,
        ),
        _ if message.starts_with("invalid traversal operator") => {
            let dot = text.get(..at)?.rfind('.')?;
            said("Invalid attribute name", "An attribute name is required after a dot.", token(text, dot + 1), None)
        }
        _ if message.starts_with("invalid escape sequence") => {
            let escape = text.get(..at)?.rfind('\\')?;
            let selector = text.get(escape + 1..at)?;
            let detail = format!("The symbol {selector:?} is not a valid escape sequence selector.");
            said("Invalid escape sequence", &detail, escape..at, None)
        }
        _ if message.starts_with("invalid object item") => said(
            "Missing attribute separator",
            "Expected a newline or comma to mark the beginning of the next attribute.",
            here,
            within,
        ),
        _ if message.starts_with("invalid object value assignment") => said(
            "Missing key/value separator",
            "Expected an equals sign (\"=\") to mark the beginning of the attribute value.",
            // It has read one character of the value.
            token(text, at.checked_sub(1)?),
            within,
        ),
        _ if message.starts_with("invalid block body") => block_body(text, at, within?),
        _ => None,
    }
}

fn block_body(text: &str, at: usize, brace: usize) -> Option<Said> {
    const SINGLE: &str = "Invalid single-argument block definition";
    let rest = text.get(at..)?;
    let (summary, detail, at) = if rest.trim().is_empty() {
        // Terraform names the outermost of those that are not closed.
        let brace = Brackets::before(text, at).open.first().copied()?;
        (
            "Unclosed configuration block",
            "There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.",
            brace..brace + 1,
        )
    } else if text.get(brace..at)?.contains('\n') {
        if !rest.starts_with('"') {
            return None;
        }
        ("Invalid argument name", "Argument names must not be quoted.", at..at + 1)
    } else if rest.starts_with(['\n', '\r']) {
        (
            SINGLE,
            "An argument definition on the same line as its containing block creates a single-line block definition, which must also be closed on the same line. Place the block's closing brace immediately after the argument definition.",
            token(text, at),
        )
    } else if rest.starts_with(',') {
        (
            SINGLE,
            "Single-line block syntax can include only one argument definition. To define multiple arguments, use the multi-line block syntax with one argument definition per line.",
            token(text, at),
        )
    } else {
        return None;
    };
    Some(Said { summary, detail: detail.to_owned(), at, context: None })
}

fn invalid_character(rest: &str) -> Option<&'static str> {
    match rest.chars().next()? {
        '\'' => Some("Single quotes are not valid. Use double quotes (\") to enclose strings."),
        ';' => Some(
            "The \";\" character is not valid. Use newlines to separate arguments and blocks, and commas to separate items in collection values.",
        ),
        _ => None,
    }
}

/// Whether a character may stand in a name.
pub(crate) fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '-'
}

/// The token at a place: a name or number, a line break, or a sign.
fn token(text: &str, at: usize) -> Span<usize> {
    let rest = text.get(at..).unwrap_or_default();
    let name = rest.find(|c: char| !is_of_name(c)).unwrap_or(rest.len());
    let signs = ["\r\n", "==", "!=", "<=", ">=", "&&", "||", "=>"];
    let sign = signs.iter().find(|sign| rest.starts_with(**sign)).map(|sign| sign.len());
    let length = sign.or_else(|| rest.chars().next().map(char::len_utf8)).unwrap_or_default();
    at..at + if name > 0 && !rest.starts_with('-') { name } else { length }
}

fn name_before(text: &str, at: usize) -> Span<usize> {
    let before = text.get(..at).unwrap_or_default().trim_end();
    let start = before.rfind(|c: char| !is_of_name(c)).map_or(0, |last| last + 1);
    start..before.len()
}

/// Where the next token stands behind a name or a number, and spaces.
fn skip_expression(text: &str, at: usize) -> usize {
    let at = token(text, at).end;
    at + text.get(at..).map_or(0, |rest| rest.len() - rest.trim_start_matches(' ').len())
}

/// Whether a bracket is an index into what stands before it.
fn is_index(text: &str, bracket: usize) -> bool {
    text.get(..bracket).is_some_and(|before| before.ends_with(|c: char| is_of_name(c) || matches!(c, ')' | ']' | '"')))
}

/// Whether a brace opens a block's body, that ends just before a place.
fn is_block(text: &str, brace: usize, at: usize) -> bool {
    let line = text.get(..brace).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
    text.get(..at).is_some_and(|before| before.trim_end().ends_with('}')) && !line.contains(['=', '(', '[', ':'])
}

/// The brackets of a text up to a place, as far as they stand in no comment and no heredoc.
struct Brackets {
    /// Those that are open there.
    open: Vec<usize>,
    /// Where the last that was closed had been opened.
    closed: Option<usize>,
}

impl Brackets {
    fn before(text: &str, at: usize) -> Brackets {
        let text = text.get(..at).unwrap_or(text);
        let mut seen = Brackets { open: Vec::new(), closed: None };
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let quoted =
                seen.open.last().is_some_and(|open| text.get(*open..).is_some_and(|open| open.starts_with('"')));
            let mut step = rest.chars().next().map_or(1, char::len_utf8);
            match rest.as_bytes() {
                [b'\\', _, ..] if quoted => step = 1 + rest[1..].chars().next().map_or(1, char::len_utf8),
                [b'"', ..] if quoted => seen.closed = seen.open.pop(),
                [b'$' | b'%', b'{', ..] if quoted => {
                    seen.open.push(at + 1);
                    step = 2;
                }
                _ if quoted => {}
                [b'"' | b'(' | b'[' | b'{', ..] => seen.open.push(at),
                [b')' | b']' | b'}', ..] => seen.closed = seen.open.pop(),
                [b'#', ..] | [b'/', b'/', ..] => step = rest.find('\n').unwrap_or(rest.len()),
                [b'/', b'*', ..] => step = rest.find("*/").map_or(rest.len(), |end| end + 2),
                [b'<', b'<', ..] => step = heredoc(rest),
                _ => {}
            }
            at += step;
        }
        seen
    }
}

/// How long the heredoc is that a text begins with.
fn heredoc(text: &str) -> usize {
    let (head, body) = text.split_once('\n').unwrap_or((text, ""));
    let delimiter = head.trim_start_matches(['<', '-']).trim();
    let mut length = head.len();
    for line in body.lines() {
        length += 1 + line.len();
        if line.trim() == delimiter {
            break;
        }
    }
    length.clamp(1, text.len())
}

/// The top-level blocks that a text has, judged by what begins a line.
pub(super) fn blocks(text: &str) -> Vec<(Span<usize>, String)> {
    let mut found: Vec<(Span<usize>, String)> = Vec::new();
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
