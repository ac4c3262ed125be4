//! A place in a text that moves forward and leaves tokens behind.
//!
//! Invariant: tokens follow each other without a gap; neighbours of one kind on one line are one token.

use super::{Kind, Token};

/// The text, how far it was read, and what was found.
pub struct Scan<'a> {
    text: &'a str,
    at: usize,
    found: Vec<(Kind, usize, usize)>,
}

impl<'a> Scan<'a> {
    /// At the beginning of a text.
    pub fn new(text: &'a str) -> Scan<'a> {
        Scan { text, at: 0, found: Vec::new() }
    }

    /// What was not read yet.
    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next character.
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The rest of the line, without its line break; none at the end of the text.
    pub fn line(&self) -> Option<&'a str> {
        let rest = self.rest();
        (!rest.is_empty()).then(|| rest.split('\n').next().unwrap_or_default())
    }

    /// What stands on the line before this place.
    pub fn before(&self) -> &'a str {
        let before = self.text.get(..self.at).unwrap_or_default();
        before.rsplit('\n').next().unwrap_or_default()
    }

    /// Reads so many bytes as one kind. In the middle of a character, up to its end.
    pub fn push(&mut self, kind: Kind, bytes: usize) {
        let from = self.at;
        let mut to = (from + bytes).min(self.text.len());
        while !self.text.is_char_boundary(to) {
            to += 1;
        }
        self.at = to;
        if to == from {
            return;
        }
        match self.found.last_mut() {
            Some(last) if last.0 == kind => last.2 = to,
            _ => self.found.push((kind, from, to)),
        }
    }

    /// Reads one character.
    pub fn char(&mut self, kind: Kind) {
        self.push(kind, self.peek().map_or(0, char::len_utf8));
    }

    /// Reads as long as characters are of a sort.
    pub fn run(&mut self, kind: Kind, of: impl Fn(char) -> bool) {
        let rest = self.rest();
        self.push(kind, rest.find(|c| !of(c)).unwrap_or(rest.len()));
    }

    /// Reads the line break that stands here.
    pub fn line_break(&mut self) {
        if self.rest().starts_with('\n') {
            self.push(Kind::Plain, 1);
        }
    }

    /// What was found, by line.
    pub fn finish(mut self) -> Vec<Vec<Token<'a>>> {
        self.push(Kind::Plain, self.text.len() - self.at);
        let mut lines = vec![Vec::new()];
        for (kind, from, to) in self.found {
            for (n, text) in self.text.get(from..to).unwrap_or_default().split('\n').enumerate() {
                if n > 0 {
                    lines.push(Vec::new());
                }
                if let (Some(line), false) = (lines.last_mut(), text.is_empty()) {
                    line.push(Token { kind, text });
                }
            }
        }
        if self.text.ends_with('\n') {
            lines.pop();
        }
        lines
    }
}

/// A text before and after a byte; all of it before when there is no such place.
pub fn split(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}
