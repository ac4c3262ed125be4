//! HCL's native syntax: from a text to a tree with the place of everything in it, and from a text to what stands for it
//! between quotes.
//!
//! Invariants: it reads what HashiCorp's own parser (`hcl/v2/hclsyntax`) reads, as that reads it, and says of what it cannot
//! read what that says, at the same place; it knows nothing of Terraform. Reading takes one pass. No text overflows the stack.
//!
//! From the bottom up: `ident` (what a name is made of) → `scan` (tokens) → `cursor` (the next token, and how deep it
//! stands) → `body`, `expression`, `traversal`, `collection`, `quoted` (strings, heredocs and templates, over `literal`,
//! `flush` and `directive`). The tree lies in `structure`, `expr` and `template`.

mod body;
mod collection;
mod cursor;
mod directive;
mod error;
mod expression;
mod flush;
mod ident;
mod literal;
mod near;
mod quoted;
mod scan;
mod traversal;

pub mod expr;
pub mod quote;
pub mod structure;
pub mod template;
pub mod visit;

use std::ops::Range;

pub use cursor::{MOST_HEIGHT, MOST_NESTED};
pub use error::{Detail, Error, first_of};
pub use ident::{is_identifier, is_of_name};
pub use near::nearest;

use cursor::Parser;
use expr::Expression;
use scan::Mode;
use structure::Body;
use template::Template;

/// A stretch of a text, in bytes.
pub type Span = Range<usize>;

/// Reads a file of arguments and blocks as far as it says something. Of an argument that is set twice the first holds, and
/// the second is an error with which the rest is read all the same: there are both, then.
pub fn read_body(text: &str) -> (Option<Body>, Vec<Error>) {
    let mut parser = Parser::new(text, Mode::Normal);
    let body = parser.file();
    parser.finish(body)
}

/// Reads a file of arguments and blocks.
///
/// # Errors
/// Everything that is wrong with the text, as far as it was read; there is something then.
pub fn parse_body(text: &str) -> Result<Body, Vec<Error>> {
    whole(read_body(text))
}

/// Reads an expression; line breaks mean nothing in it.
///
/// # Errors
/// Everything that is wrong with the text, as far as it was read; there is something then.
pub fn parse_expr(text: &str) -> Result<Expression, Vec<Error>> {
    let mut parser = Parser::new(text, Mode::Normal);
    let expr = parser.bare_expression();
    whole(parser.finish(expr))
}

/// Reads a template: text with interpolations and directives.
///
/// # Errors
/// Everything that is wrong with the text, as far as it was read; there is something then.
pub fn parse_template(text: &str) -> Result<Template, Vec<Error>> {
    let mut parser = Parser::new(text, Mode::Template);
    let template = parser.bare_template();
    whole(parser.finish(template))
}

fn whole<T>((read, errors): (Option<T>, Vec<Error>)) -> Result<T, Vec<Error>> {
    read.filter(|_| errors.is_empty()).ok_or(errors)
}
