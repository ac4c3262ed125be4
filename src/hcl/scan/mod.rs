//! From text to tokens (hclsyntax, `scan_tokens.rl`).
//!
//! Invariant: what a byte means depends on what stands before it alone, never on the parser: so the rest of a text can be
//! cut even where the parser has given up.

mod invalid;
mod quoted;
mod token;

pub(super) use invalid::Invalid;
pub(super) use token::{Kind, Token};

use super::Span;
use super::ident::{begins_name, is_of_name, is_of_name_ascii};

/// What the scanner is in.
#[derive(Clone, Debug)]
pub(super) enum Mode {
    /// Names, numbers and signs.
    Normal,
    /// Between quotes.
    Quoted,
    /// In a heredoc that ends with a line that is its marker.
    Heredoc { marker: Span, line_begins: bool },
    /// In a template that has no end but the text's.
    Template,
}

/// Cuts a text.
pub(super) struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    modes: Vec<Mode>,
    /// How many braces are open; and with how many of them which sequence of a template ends.
    braces: i64,
    sequences: Vec<i64>,
    /// Whether `*/` was looked for in vain.
    no_comment_ends: bool,
    /// What is wrong with the tokens so far.
    pub invalid: Invalid,
}

impl<'t> Scanner<'t> {
    pub fn new(text: &'t str, mode: Mode) -> Scanner<'t> {
        Scanner {
            text,
            bytes: text.as_bytes(),
            // A byte order mark is no part of the text.
            at: if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 },
            modes: vec![mode],
            braces: 0,
            sequences: Vec::new(),
            no_comment_ends: false,
            invalid: Invalid::default(),
        }
    }

    /// The next token; at the end of the text, that again and again.
    pub fn token(&mut self) -> Token {
        let token = match self.modes.last() {
            _ if self.at >= self.bytes.len() => self.token_of(Kind::End, 0),
            Some(Mode::Quoted) => self.quoted(),
            Some(Mode::Heredoc { .. }) => self.heredoc(),
            Some(Mode::Template) => self.template(),
            Some(Mode::Normal) | None => self.normal(),
        };
        if matches!(
            token.kind,
            Kind::Bitwise | Kind::Backtick | Kind::Apostrophe | Kind::Semicolon | Kind::QuotedNewline | Kind::Invalid
        ) {
            self.invalid.see(self.text, token);
        }
        token
    }

    fn normal(&mut self) -> Token {
        use Kind::*;
        loop {
            let Some(byte) = self.byte(0) else { return self.token_of(End, 0) };
            let kind = match byte {
                b' ' | b'\t' => {
                    self.at += 1;
                    continue;
                }
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => return self.name(),
                b'\n' => Newline,
                b'\r' if self.byte(1) == Some(b'\n') => return self.token_of(Newline, 2),
                b'#' => match self.comment() {
                    Some(token) => return token,
                    None => continue,
                },
                b'/' => match self.byte(1) {
                    Some(b'/') => match self.comment() {
                        Some(token) => return token,
                        None => continue,
                    },
                    Some(b'*') if self.skip_comment() => continue,
                    _ => Slash,
                },
                b'0'..=b'9' => return self.number(),
                b'"' => {
                    self.modes.push(Mode::Quoted);
                    OpenQuote
                }
                b'{' => {
                    self.braces += 1;
                    OpenBrace
                }
                b'}' => return self.close(1),
                b'~' if self.byte(1) == Some(b'}') => return self.close(2),
                b'.' if self.follows(b"...") => return self.token_of(Ellipsis, 3),
                b'=' => return self.pair(&[(b'=', Equals), (b'>', FatArrow)], Equal),
                b'!' => return self.pair(&[(b'=', NotEquals)], Bang),
                b'>' => return self.pair(&[(b'=', GreaterEquals)], Greater),
                b'<' => match self.opening() {
                    Some(token) => return token,
                    None => return self.pair(&[(b'=', LessEquals)], Less),
                },
                b'&' => return self.pair(&[(b'&', And)], Bitwise),
                b'|' => return self.pair(&[(b'|', Or)], Bitwise),
                b':' => return self.pair(&[(b':', DoubleColon)], Colon),
                b'[' => OpenBracket,
                b']' => CloseBracket,
                b'(' => OpenParen,
                b')' => CloseParen,
                b'.' => Dot,
                b',' => Comma,
                b'?' => Question,
                b'+' => Plus,
                b'-' => Minus,
                b'*' => Star,
                b'%' => Percent,
                b'^' | b'~' => Bitwise,
                b'`' => Backtick,
                b'\'' => Apostrophe,
                b';' => Semicolon,
                _ => {
                    let c = self.text.get(self.at..).and_then(|rest| rest.chars().next());
                    return match c {
                        Some(c) if begins_name(c) => self.name(),
                        c => self.token_of(Invalid, c.map_or(1, char::len_utf8)),
                    };
                }
            };
            return self.token_of(kind, 1);
        }
    }

    /// The byte so far behind the place.
    fn byte(&self, further: usize) -> Option<u8> {
        self.bytes.get(self.at + further).copied()
    }

    fn follows(&self, bytes: &[u8]) -> bool {
        self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(bytes))
    }

    /// The next bytes as a token.
    fn token_of(&mut self, kind: Kind, length: usize) -> Token {
        let start = self.at;
        self.at = (start + length).min(self.bytes.len());
        Token { kind, start, end: self.at }
    }

    /// A sign that may go on.
    fn pair(&mut self, longer: &[(u8, Kind)], alone: Kind) -> Token {
        let next = self.byte(1);
        match longer.iter().find(|(byte, _)| Some(*byte) == next) {
            Some((_, kind)) => self.token_of(*kind, 2),
            None => self.token_of(alone, 1),
        }
    }

    fn name(&mut self) -> Token {
        let end = self.name_end(self.at);
        self.token_of(Kind::Ident, end - self.at)
    }

    /// Where a name ends that goes on at a byte.
    fn name_end(&self, from: usize) -> usize {
        let mut at = from;
        loop {
            match self.bytes.get(at) {
                Some(byte) if byte.is_ascii() => {
                    if !is_of_name_ascii(*byte) {
                        return at;
                    }
                    at += 1;
                }
                Some(_) => match self.text.get(at..).and_then(|rest| rest.chars().next()) {
                    Some(c) if is_of_name(c) => at += c.len_utf8(),
                    _ => return at,
                },
                None => return at,
            }
        }
    }

    /// Digits, points and exponents, whatever number that is; no point ends it.
    fn number(&mut self) -> Token {
        let digit = |at: usize| self.bytes.get(at).is_some_and(u8::is_ascii_digit);
        let (mut at, mut end) = (self.at + 1, self.at + 1);
        loop {
            at += match self.bytes.get(at) {
                Some(b'0'..=b'9') => 1,
                Some(b'e' | b'E') if digit(at + 1) => 2,
                Some(b'e' | b'E') if matches!(self.bytes.get(at + 1), Some(b'+' | b'-')) && digit(at + 2) => 3,
                Some(b'.') => {
                    at += 1;
                    continue;
                }
                _ => break,
            };
            end = at;
        }
        self.token_of(Kind::Number, end - self.at)
    }

    /// A comment to the end of its line, which is a line break; none at the end of the text.
    fn comment(&mut self) -> Option<Token> {
        let length = self.bytes.get(self.at..)?.iter().position(|byte| *byte == b'\n');
        match length {
            Some(length) => Some(self.token_of(Kind::Newline, length + 1)),
            None => {
                self.at = self.bytes.len();
                None
            }
        }
    }

    /// Skips `/* … */`; one that does not end is none.
    fn skip_comment(&mut self) -> bool {
        let end = self.text.get(self.at + 2..).filter(|_| !self.no_comment_ends).and_then(|rest| rest.find("*/"));
        match end {
            Some(end) => self.at += end + 4,
            None => self.no_comment_ends = true,
        }
        end.is_some()
    }

    /// A closing brace, which may end a sequence of a template.
    fn close(&mut self, length: usize) -> Token {
        let ends = self.sequences.last() == Some(&self.braces);
        self.braces -= 1;
        if ends {
            self.sequences.pop();
            self.modes.pop();
        }
        // `~}` is for templates, wherever it stands.
        self.token_of(if ends || length == 2 { Kind::SequenceEnd } else { Kind::CloseBrace }, length)
    }

    /// `<<EOT` and the line break behind it.
    fn opening(&mut self) -> Option<Token> {
        if !self.follows(b"<<") {
            return None;
        }
        let from = self.at + if self.byte(2) == Some(b'-') { 3 } else { 2 };
        let first = self.text.get(from..)?.chars().next().filter(|c| begins_name(*c))?;
        let marker = from..self.name_end(from + first.len_utf8());
        let end = match self.bytes.get(marker.end..)? {
            [b'\n', ..] => marker.end + 1,
            [b'\r', b'\n', ..] => marker.end + 2,
            _ => return None,
        };
        self.modes.push(Mode::Heredoc { marker, line_begins: true });
        Some(self.token_of(Kind::OpenHeredoc, end - self.at))
    }
}
