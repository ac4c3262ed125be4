//! What a piece of text stands for (hclsyntax, `ParseStringLiteralToken`, `scan_string_lit.rl`).

use std::borrow::Cow;

use super::cursor::Parser;
use super::error::Error;
use super::scan::{Kind, Token};

const INVALID: &str = "Invalid escape sequence";

impl<'t> Parser<'t> {
    /// The text of a token with its escapes resolved. `$${` is a token of its own.
    pub(super) fn literal(&mut self, token: Token) -> Cow<'t, str> {
        let text = self.slice(token);
        if text.starts_with("$${") || text.starts_with("%%{") {
            return Cow::Borrowed(text.get(1..).unwrap_or_default());
        }
        if token.is(Kind::QuotedText) && text.contains('\\') {
            return Cow::Owned(self.unescaped(text, token.start));
        }
        Cow::Borrowed(text)
    }

    fn unescaped(&mut self, text: &str, start: usize) -> String {
        let mut resolved = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, escape)) = rest.split_once('\\') {
            resolved.push_str(before);
            let selector = escape.chars().next();
            let (length, stands_for) = match selector {
                Some('n') => (1, Ok('\n')),
                Some('r') => (1, Ok('\r')),
                Some('t') => (1, Ok('\t')),
                Some(c @ ('"' | '\\')) => (1, Ok(c)),
                Some(size @ ('u' | 'U')) => {
                    let wanted = if size == 'u' { 4 } else { 8 };
                    let digits = escape.bytes().skip(1).take(wanted).take_while(u8::is_ascii_hexdigit).count();
                    (1 + digits, character(escape.get(1..1 + digits).unwrap_or_default(), wanted))
                }
                Some(other) => {
                    let symbol = escape.get(..other.len_utf8()).unwrap_or_default();
                    let detail = format!("The symbol {symbol:?} is not a valid escape sequence selector.");
                    (other.len_utf8(), Err(Cow::Owned(detail)))
                }
                None => (0, Err(Cow::Borrowed("Backslash must be followed by an escape sequence selector character."))),
            };
            let at = start + text.len() - escape.len() - 1;
            let (written, behind) = escape.split_at_checked(length).unwrap_or((escape, ""));
            match stands_for {
                Ok(c) => resolved.push(c),
                Err(detail) => {
                    self.say(Error::new(INVALID, detail, at..at + 1 + length));
                    resolved.push_str(written);
                }
            }
            rest = behind;
        }
        resolved.push_str(rest);
        resolved
    }
}

/// The character of a number, which has so many digits.
fn character(digits: &str, wanted: usize) -> Result<char, Cow<'static, str>> {
    if digits.len() != wanted {
        return Err(Cow::Borrowed(match wanted {
            4 => "The \\u escape sequence must be followed by four hexadecimal digits.",
            _ => "The \\U escape sequence must be followed by eight hexadecimal digits.",
        }));
    }
    let number = u32::from_str_radix(digits, 16).unwrap_or(u32::MAX);
    char::from_u32(number).ok_or_else(|| Cow::Owned(format!("Cannot encode character U+{number:04x} in UTF-8.")))
}
