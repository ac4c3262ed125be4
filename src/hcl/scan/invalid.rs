//! What is said of tokens that the language does not have, wherever they stand (hclsyntax, `checkInvalidTokens`).

use super::token::{Kind, Token};
use crate::hcl::error::Error;

/// So much is said of one text.
const MOST: usize = 1000;

const CHARACTER: &str = "Invalid character";
const OPERATOR: &str = "Unsupported operator";

/// What has been said so far. Of what is likely to stand in a text often, little is said.
#[derive(Default)]
pub(in crate::hcl) struct Invalid {
    pub errors: Vec<Error>,
    bitwise: usize,
    backticks: usize,
    apostrophes: usize,
    semicolons: usize,
}

impl Invalid {
    pub fn see(&mut self, text: &str, token: Token) {
        let written = text.get(token.span()).unwrap_or_default();
        let said = match token.kind {
            Kind::Bitwise => {
                self.bitwise += 1;
                let detail = match written {
                    "&" => "Bitwise operators are not supported. Did you mean boolean AND (\"&&\")?",
                    "|" => "Bitwise operators are not supported. Did you mean boolean OR (\"||\")?",
                    "~" => "Bitwise operators are not supported. Did you mean boolean NOT (\"!\")?",
                    _ => "Bitwise operators are not supported.",
                };
                (self.bitwise <= 4).then_some((OPERATOR, detail))
            }
            // Those that begin something, not those that end it.
            Kind::Backtick => begins(&mut self.backticks).then_some((
                CHARACTER,
                "The \"`\" character is not valid. To create a multi-line string, use the \"heredoc\" syntax, like \"<<EOT\".",
            )),
            Kind::Apostrophe => begins(&mut self.apostrophes)
                .then_some((CHARACTER, "Single quotes are not valid. Use double quotes (\") to enclose strings.")),
            Kind::Semicolon => {
                self.semicolons += 1;
                (self.semicolons == 1).then_some((
                    CHARACTER,
                    "The \";\" character is not valid. Use newlines to separate arguments and blocks, and commas to separate items in collection values.",
                ))
            }
            Kind::QuotedNewline => Some((
                "Invalid multi-line string",
                "Quoted strings may not be split over multiple lines. To produce a multi-line string, either use the \\n escape to represent a newline character or use the \"heredoc\" multi-line template syntax.",
            )),
            Kind::Invalid if matches!(written, "“" | "”") => Some((
                CHARACTER,
                "\"Curly quotes\" are not valid here. These can sometimes be inadvertently introduced when sharing code via documents or discussion forums. It might help to replace the character with a \"straight quote\".",
            )),
            Kind::Invalid => Some((CHARACTER, "This character is not used within the language.")),
            _ => None,
        };
        if let Some((summary, detail)) = said.filter(|_| self.errors.len() < MOST) {
            self.errors.push(Error::new(summary, detail, token.span()));
        }
    }
}

/// Whether the next of such a kind is said: every other one, and none after the third.
fn begins(told: &mut usize) -> bool {
    let begins = told.is_multiple_of(2);
    if *told <= 2 {
        *told += 1;
    }
    begins
}
