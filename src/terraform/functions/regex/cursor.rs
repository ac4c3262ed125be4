//! A place in a pattern, and what is wrong there.

use std::fmt;

/// What is wrong with a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// `missing closing ]`
    pub code: &'static str,
    /// The part that it is about.
    pub expression: String,
}

impl Error {
    /// An error about a part of the pattern.
    pub fn new(code: &'static str, expression: &str) -> Error {
        Error { code, expression: expression.to_owned() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error parsing regexp: {}: `{}`", self.code, self.expression)
    }
}

/// A place in a pattern.
#[derive(Clone, Copy)]
pub struct Cursor<'a> {
    /// The pattern.
    pub whole: &'a str,
    /// In bytes; always between characters.
    pub at: usize,
}

impl<'a> Cursor<'a> {
    /// At the start of a pattern.
    pub fn new(whole: &'a str) -> Cursor<'a> {
        Cursor { whole, at: 0 }
    }

    /// What follows.
    pub fn rest(&self) -> &'a str {
        self.whole.get(self.at..).unwrap_or_default()
    }

    /// What lies between a position and here.
    pub fn since(&self, start: usize) -> &'a str {
        self.whole.get(start..self.at).unwrap_or_default()
    }

    /// The next character.
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes the next character.
    pub fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Goes on by so many bytes.
    pub fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Takes a text, if it stands here.
    pub fn take(&mut self, prefix: &str) -> bool {
        let found = self.rest().starts_with(prefix);
        if found {
            self.at += prefix.len();
        }
        found
    }
}
