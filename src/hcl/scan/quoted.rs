//! Tokens of quoted strings, heredocs and templates: text, and where something else begins in it.

use super::{Kind, Mode, Scanner, Token};

impl Scanner<'_> {
    pub(super) fn quoted(&mut self) -> Token {
        match self.byte(0) {
            Some(b'"') => {
                self.modes.pop();
                self.token_of(Kind::CloseQuote, 1)
            }
            Some(b'$' | b'%') => match self.marker() {
                Some(token) => token,
                // Nothing stands behind it, so that nobody can say what it is.
                None if self.byte(1).is_none() => self.token_of(Kind::Invalid, 1),
                None => self.token_of(Kind::QuotedText, self.literal_marker()),
            },
            Some(b'\r' | b'\n') => {
                let length = self.length(|byte| !matches!(byte, b'\r' | b'\n'));
                self.token_of(Kind::QuotedNewline, length)
            }
            _ => {
                let rest = self.bytes.get(self.at..).unwrap_or_default();
                let mut length = 0;
                loop {
                    length += match rest.get(length) {
                        None | Some(b'$' | b'%' | b'"' | b'\r' | b'\n') => break,
                        Some(b'\\') => match rest.get(length + 1) {
                            None | Some(b'\r' | b'\n') => break,
                            // What else belongs to a longer character is text by itself.
                            Some(_) => 2,
                        },
                        Some(_) => 1,
                    };
                }
                match length {
                    0 => self.token_of(Kind::Invalid, 1),
                    length => self.token_of(Kind::QuotedText, length),
                }
            }
        }
    }

    pub(super) fn heredoc(&mut self) -> Token {
        let mut length = match self.byte(0) {
            Some(b'$' | b'%') => match self.marker() {
                Some(token) => return token,
                None => {
                    let length = self.literal_marker();
                    if length == 1 {
                        return self.midline(1);
                    }
                    length
                }
            },
            _ => self.length(|byte| matches!(byte, b'$' | b'%' | b'\r' | b'\n')),
        };
        let line_break = match (self.byte(length), self.byte(length + 1)) {
            (Some(b'\n'), _) => 1,
            (Some(b'\r'), Some(b'\n')) => 2,
            // A carriage return alone is no text of a heredoc.
            (Some(b'\r'), _) if length == 0 => return self.token_of(Kind::Invalid, self.bytes.len()),
            _ => return self.midline(length),
        };
        let line = self.text.get(self.at..self.at + length).unwrap_or_default();
        if let Some(Mode::Heredoc { marker, line_begins }) = self.modes.last_mut() {
            if *line_begins && self.text.get(marker.clone()) == Some(line.trim()) {
                self.modes.pop();
                return self.token_of(Kind::CloseHeredoc, length);
            }
            *line_begins = true;
        }
        length += line_break;
        self.token_of(Kind::Text, length)
    }

    pub(super) fn template(&mut self) -> Token {
        let length = match self.byte(0) {
            Some(b'$' | b'%') => match self.marker() {
                Some(token) => return token,
                None => self.literal_marker(),
            },
            _ => self.length(|byte| matches!(byte, b'$' | b'%' | b'\r' | b'\n')),
        };
        match (self.byte(length), self.byte(length + 1)) {
            (Some(b'\n'), _) => self.token_of(Kind::Text, length + 1),
            (Some(b'\r'), Some(b'\n')) => self.token_of(Kind::Text, length + 2),
            // Behind a carriage return alone all is text.
            (Some(b'\r'), _) if length == 0 => self.token_of(Kind::Text, self.bytes.len()),
            _ => self.token_of(Kind::Text, length),
        }
    }

    /// `${` or `%{`, with its `~`: what stands behind it is no text.
    fn marker(&mut self) -> Option<Token> {
        if self.byte(1) != Some(b'{') {
            return None;
        }
        let kind = if self.byte(0) == Some(b'$') { Kind::Interpolation } else { Kind::Control };
        self.braces += 1;
        self.sequences.push(self.braces);
        self.text_goes_on();
        self.modes.push(Mode::Normal);
        let length = if self.byte(2) == Some(b'~') { 3 } else { 2 };
        Some(self.token_of(kind, length))
    }

    /// How long the text is that a `$` or `%` begins which is no marker: `$${` is one piece.
    fn literal_marker(&self) -> usize {
        match (self.byte(1), self.byte(2), self.byte(3)) {
            (second, Some(b'{'), third) if second == self.byte(0) => {
                if third == Some(b'~') {
                    4
                } else {
                    3
                }
            }
            _ => 1,
        }
    }

    /// Text of a heredoc that does not end its line.
    fn midline(&mut self, length: usize) -> Token {
        self.text_goes_on();
        self.token_of(Kind::Text, length)
    }

    /// What comes next does not begin a line of the heredoc.
    fn text_goes_on(&mut self) {
        if let Some(Mode::Heredoc { line_begins, .. }) = self.modes.last_mut() {
            *line_begins = false;
        }
    }

    /// How far it is to a byte, or to the end.
    fn length(&self, ends: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        rest.iter().position(|byte| ends(*byte)).unwrap_or(rest.len())
    }
}
