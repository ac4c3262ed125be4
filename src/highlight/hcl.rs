//! Terraform's language: blocks, attributes, expressions, strings with what is inserted into them, heredocs.

use super::Kind;
use super::scan::{Scan, split};
use crate::hcl::is_of_name;

/// What the place is in.
enum Inside<'a> {
    /// An expression; how many braces it has opened.
    Expression(usize),
    /// `"…"`
    Quotes,
    /// `<<EOT … EOT`, with its marker.
    Heredoc(&'a str),
}

pub fn scan(scan: &mut Scan<'_>) {
    let mut stack: Vec<Inside<'_>> = Vec::new();
    while let Some(c) = scan.peek() {
        match stack.last_mut() {
            Some(Inside::Quotes) => in_quotes(scan, c, &mut stack),
            Some(Inside::Heredoc(marker)) => {
                let marker = *marker;
                in_heredoc(scan, c, marker, &mut stack);
            }
            Some(Inside::Expression(open)) => match c {
                '}' if *open == 0 => {
                    scan.char(Kind::Keyword);
                    stack.pop();
                }
                _ => {
                    *open += usize::from(c == '{');
                    *open -= usize::from(c == '}');
                    in_expression(scan, c, &mut stack);
                }
            },
            None => in_expression(scan, c, &mut stack),
        }
    }
}

fn in_expression<'a>(scan: &mut Scan<'a>, c: char, stack: &mut Vec<Inside<'a>>) {
    let rest = scan.rest();
    match c {
        '#' => comment(scan),
        '/' if rest.starts_with("//") => comment(scan),
        '/' if rest.starts_with("/*") => scan.push(Kind::Comment, rest.find("*/").map_or(rest.len(), |end| end + 2)),
        '"' => {
            scan.char(Kind::String);
            stack.push(Inside::Quotes);
        }
        '<' if rest.starts_with("<<") => match heredoc(rest) {
            Some((marker, length)) => {
                scan.push(Kind::String, length);
                stack.push(Inside::Heredoc(marker));
            }
            None => scan.push(Kind::Plain, 2),
        },
        '0'..='9' => scan.run(Kind::Number, |c| c.is_ascii_alphanumeric() || c == '.'),
        c if is_of_name(c) => word(scan),
        _ => scan.char(Kind::Plain),
    }
}

fn comment(scan: &mut Scan<'_>) {
    scan.push(Kind::Comment, scan.line().map_or(0, str::len));
}

/// The marker of a heredoc that begins here, and how much is read to the end of its line.
fn heredoc(rest: &str) -> Option<(&str, usize)> {
    let line = rest.split('\n').next()?;
    let marker = line.trim_start_matches("<<").trim_start_matches('-').trim();
    let is_marker = !marker.is_empty() && marker.chars().all(is_of_name);
    (is_marker && rest.len() > line.len()).then_some((marker, line.len() + 1))
}

fn in_quotes(scan: &mut Scan<'_>, c: char, stack: &mut Vec<Inside<'_>>) {
    match c {
        '"' => {
            scan.char(Kind::String);
            stack.pop();
        }
        // A string ends on its line, even when it is broken.
        '\n' => {
            scan.char(Kind::Plain);
            stack.pop();
        }
        '\\' => {
            scan.char(Kind::String);
            if scan.peek().is_some_and(|c| c != '\n') {
                scan.char(Kind::String);
            }
        }
        _ => template(scan, c, stack),
    }
}

fn in_heredoc(scan: &mut Scan<'_>, c: char, marker: &str, stack: &mut Vec<Inside<'_>>) {
    let ends = scan.before().is_empty() && scan.line().is_some_and(|line| line.trim() == marker);
    if ends {
        scan.push(Kind::String, scan.line().map_or(0, str::len));
        stack.pop();
    } else {
        template(scan, c, stack);
    }
}

/// A string's text, up to the next thing that is inserted into it.
fn template(scan: &mut Scan<'_>, c: char, stack: &mut Vec<Inside<'_>>) {
    let rest = scan.rest();
    if rest.starts_with("$${") || rest.starts_with("%%{") {
        scan.push(Kind::String, 3);
    } else if rest.starts_with("${") || rest.starts_with("%{") {
        scan.push(Kind::Keyword, 2);
        stack.push(Inside::Expression(0));
    } else {
        scan.push(Kind::String, c.len_utf8());
    }
}

/// An identifier: what it is follows from what stands around it.
fn word(scan: &mut Scan<'_>) {
    let rest = scan.rest();
    let length = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
    let (word, after) = split(rest, length);
    let first = scan.before().trim().is_empty();
    let after = after.split('\n').next().unwrap_or_default().trim_start();
    let assigned = after.starts_with('=') && !after.starts_with("==") && !after.starts_with("=>");
    let kind = match word {
        _ if assigned => Kind::Name,
        _ if scan.before().ends_with('.') => Kind::Plain,
        "true" | "false" | "null" | "for" | "in" | "if" | "else" | "endif" | "endfor" => Kind::Keyword,
        _ if after.starts_with('(') => Kind::Call,
        _ if first && (after.starts_with('{') || after.starts_with('"')) => Kind::Keyword,
        _ => Kind::Plain,
    };
    scan.push(kind, length);
}
