//! RE2's syntax: parses a pattern as Go's `regexp/syntax` does and rewrites it for the matcher.

use super::class::{self, Class};
use super::cursor::{Cursor, Error};
use super::escape;

/// How deep groups may nest.
pub const MAX_DEPTH: usize = 100;
/// How often something may be repeated, with the repetitions inside it.
const MAX_REPEAT: u32 = 1000;

/// A parsed pattern.
pub struct Parsed {
    /// The same pattern in the matcher's syntax.
    pub rewritten: String,
    /// The names of its groups.
    pub groups: Vec<Option<String>>,
}

#[derive(Clone, Copy, Default)]
struct Flags {
    fold: bool,
    multi_line: bool,
    dot_all: bool,
    lazy: bool,
}

/// A counted repetition and those inside it.
#[derive(Clone)]
struct Counted {
    count: u32,
    inside: Vec<Counted>,
}

impl Counted {
    fn within(&self, limit: u32) -> bool {
        if self.count == 0 {
            return true;
        }
        self.count <= limit && self.inside.iter().all(|inner| inner.within(limit / self.count))
    }
}

/// A piece of the rewritten pattern.
struct Piece {
    text: String,
    counted: Vec<Counted>,
}

impl Piece {
    fn plain(text: impl Into<String>) -> Piece {
        Piece { text: text.into(), counted: Vec::new() }
    }
}

/// A group that is still open; the outermost is the pattern.
struct Frame {
    open: &'static str,
    /// The flags to go back to.
    flags: Flags,
    alternatives: Vec<Piece>,
    current: Vec<Piece>,
}

impl Frame {
    fn new(open: &'static str, flags: Flags) -> Frame {
        Frame { open, flags, alternatives: Vec::new(), current: Vec::new() }
    }

    fn end_alternative(&mut self) {
        let pieces = std::mem::take(&mut self.current);
        let text = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let counted = pieces.into_iter().flat_map(|piece| piece.counted).collect();
        self.alternatives.push(Piece { text, counted });
    }

    fn close(mut self) -> Piece {
        self.end_alternative();
        let text: Vec<&str> = self.alternatives.iter().map(|piece| piece.text.as_str()).collect();
        let text = format!("{}{})", self.open, text.join("|"));
        Piece { text, counted: self.alternatives.into_iter().flat_map(|piece| piece.counted).collect() }
    }
}

struct Parser<'a> {
    cursor: Cursor<'a>,
    flags: Flags,
    outer: Vec<Frame>,
    frame: Frame,
    groups: Vec<Option<String>>,
}

/// Parses and rewrites a pattern.
pub fn parse(pattern: &str) -> Result<Parsed, Error> {
    let flags = Flags::default();
    let mut parser = Parser {
        cursor: Cursor::new(pattern),
        flags,
        outer: Vec::new(),
        frame: Frame::new("(?:", flags),
        groups: Vec::new(),
    };
    parser.run()?;
    if !parser.outer.is_empty() {
        return Err(Error::new("missing closing )", pattern));
    }
    Ok(Parsed { rewritten: parser.frame.close().text, groups: parser.groups })
}

impl<'a> Parser<'a> {
    fn push(&mut self, text: impl Into<String>) {
        self.frame.current.push(Piece::plain(text));
    }

    fn class(&mut self, class: &Class) {
        self.push(class.rewritten());
    }

    fn literal(&mut self, code: u32) {
        let mut class = Class::default();
        class.add(code, code);
        if self.flags.fold {
            class = class.without_case();
        }
        match char::from_u32(code) {
            Some(c) if c.is_ascii_alphanumeric() && !self.flags.fold => self.push(c),
            _ => self.class(&class),
        }
    }

    fn run(&mut self) -> Result<(), Error> {
        let mut last_repeat = None;
        while let Some(c) = self.cursor.peek() {
            let start = self.cursor.at;
            let mut repeat = None;
            match c {
                '(' if self.cursor.rest().starts_with("(?") => self.special_group()?,
                '(' => {
                    self.cursor.skip(1);
                    self.open_group("(")?;
                    self.groups.push(None);
                }
                ')' => self.close_group()?,
                '|' => {
                    self.cursor.skip(1);
                    self.frame.end_alternative();
                }
                '^' | '$' | '.' => {
                    self.cursor.skip(1);
                    self.push(match (c, self.flags) {
                        ('^', Flags { multi_line: true, .. }) => "(?m:^)",
                        ('^', _) => "\\A",
                        ('$', Flags { multi_line: true, .. }) => "(?m:$)",
                        ('$', _) => "\\z",
                        (_, Flags { dot_all: true, .. }) => "(?s:.)",
                        _ => "[^\\n]",
                    });
                }
                '[' => self.brackets()?,
                '*' | '+' | '?' => {
                    self.cursor.skip(1);
                    self.repeat(start, last_repeat, &c.to_string(), None)?;
                    repeat = Some(start);
                }
                '{' => match self.counts() {
                    None => {
                        self.cursor.skip(1);
                        self.literal('{' as u32);
                    }
                    Some((least, most)) => {
                        self.counted(start, last_repeat, least, most)?;
                        repeat = Some(start);
                    }
                },
                '\\' => self.backslash()?,
                c => {
                    self.cursor.next();
                    self.literal(c as u32);
                }
            }
            last_repeat = repeat;
        }
        Ok(())
    }

    fn open_group(&mut self, open: &'static str) -> Result<(), Error> {
        if self.outer.len() >= MAX_DEPTH {
            return Err(Error::new("expression nests too deeply", self.cursor.whole));
        }
        let frame = Frame::new(open, self.flags);
        self.outer.push(std::mem::replace(&mut self.frame, frame));
        Ok(())
    }

    fn close_group(&mut self) -> Result<(), Error> {
        let outer = self.outer.pop().ok_or_else(|| Error::new("unexpected )", self.cursor.whole))?;
        self.cursor.skip(1);
        let closed = std::mem::replace(&mut self.frame, outer);
        self.flags = closed.flags;
        self.frame.current.push(closed.close());
        Ok(())
    }

    /// `(?P<name>`, `(?<name>`, `(?flags)` or `(?flags:`
    fn special_group(&mut self) -> Result<(), Error> {
        let start = self.cursor.at;
        let rest = self.cursor.rest();
        let named = rest
            .strip_prefix("(?P<")
            .filter(|_| rest.len() > 4)
            .or_else(|| rest.strip_prefix("(?<").filter(|_| rest.len() > 3));
        if let Some(after) = named {
            const INVALID: &str = "invalid named capture";
            let end = rest.find('>').ok_or_else(|| Error::new(INVALID, rest))?;
            let name = after.get(..end.saturating_sub(rest.len() - after.len())).unwrap_or_default();
            self.cursor.skip(end + 1);
            if name.is_empty() || !name.bytes().all(|b| b == b'_' || b.is_ascii_alphanumeric()) {
                return Err(Error::new(INVALID, self.cursor.since(start)));
            }
            self.open_group("(")?;
            self.groups.push(Some(name.to_owned()));
            return Ok(());
        }
        self.cursor.skip(2);
        let mut flags = self.flags;
        let (mut on, mut any) = (true, false);
        while let Some(c) = self.cursor.next() {
            match c {
                'i' => flags.fold = on,
                'm' => flags.multi_line = on,
                's' => flags.dot_all = on,
                'U' => flags.lazy = on,
                '-' if on => {
                    on = false;
                    any = false;
                    continue;
                }
                ':' | ')' if on || any => {
                    if c == ':' {
                        self.open_group("(?:")?;
                    }
                    self.flags = flags;
                    return Ok(());
                }
                _ => break,
            }
            any = true;
        }
        Err(Error::new("invalid or unsupported Perl syntax", self.cursor.since(start)))
    }

    /// Reads `{2}`, `{2,}` or `{2,5}`; anything else is text. Numbers are cut off above what may be.
    fn counts(&mut self) -> Option<(u32, Option<u32>)> {
        let mut ahead = Cursor { at: self.cursor.at + 1, ..self.cursor };
        let number = |ahead: &mut Cursor<'_>| {
            let digits = ahead.rest().bytes().take_while(u8::is_ascii_digit).count();
            let text = ahead.rest().get(..digits).filter(|text| !text.is_empty())?;
            if text.len() > 1 && text.starts_with('0') {
                return None;
            }
            ahead.skip(digits);
            Some(text.parse().unwrap_or(u32::MAX))
        };
        let least = number(&mut ahead)?;
        let most = if !ahead.take(",") {
            Some(least)
        } else if ahead.peek() == Some('}') {
            None
        } else {
            Some(number(&mut ahead)?)
        };
        if !ahead.take("}") {
            return None;
        }
        self.cursor.at = ahead.at;
        Some((least, most))
    }

    fn counted(&mut self, start: usize, last: Option<usize>, least: u32, most: Option<u32>) -> Result<(), Error> {
        const INVALID: &str = "invalid repeat count";
        if least > MAX_REPEAT || most.is_some_and(|most| most > MAX_REPEAT || most < least) {
            return Err(Error::new(INVALID, self.cursor.since(start)));
        }
        let operator = match most {
            Some(most) => format!("{{{least},{most}}}"),
            None => format!("{{{least},}}"),
        };
        self.repeat(start, last, &operator, Some(most.unwrap_or(least)))?;
        let counted = self.frame.current.last().and_then(|piece| piece.counted.first());
        let checked = least >= 2 || most.is_some_and(|most| most >= 2);
        if checked && counted.is_some_and(|counted| !counted.within(MAX_REPEAT)) {
            return Err(Error::new(INVALID, self.cursor.since(start)));
        }
        Ok(())
    }

    /// Repeats the last piece.
    fn repeat(&mut self, start: usize, last: Option<usize>, operator: &str, count: Option<u32>) -> Result<(), Error> {
        let mut lazy = self.flags.lazy;
        if self.cursor.take("?") {
            lazy = !lazy;
        }
        if let Some(last) = last {
            return Err(Error::new("invalid nested repetition operator", self.cursor.since(last)));
        }
        let Some(piece) = self.frame.current.pop() else {
            return Err(Error::new("missing argument to repetition operator", self.cursor.since(start)));
        };
        let text = match operator {
            // Never there, but its groups are counted: an edge of a word that is none cannot follow.
            "{0,0}" => format!("(?:(?:{})\\b\\B)?", piece.text),
            _ => format!("(?:{}){operator}{}", piece.text, if lazy { "?" } else { "" }),
        };
        let counted = match count {
            Some(count) => vec![Counted { count, inside: piece.counted }],
            None => piece.counted,
        };
        self.frame.current.push(Piece { text, counted });
        Ok(())
    }

    fn backslash(&mut self) -> Result<(), Error> {
        let rest = self.cursor.rest();
        let assertion = match rest.as_bytes().get(1) {
            Some(b'A') => Some("\\A"),
            Some(b'b') => Some("\\b"),
            Some(b'B') => Some("\\B"),
            Some(b'z') => Some("\\z"),
            _ => None,
        };
        if let Some(assertion) = assertion {
            self.cursor.skip(2);
            self.push(assertion);
            return Ok(());
        }
        if rest.starts_with("\\C") {
            return Err(Error::new("invalid escape sequence", "\\C"));
        }
        if let Some(quoted) = rest.strip_prefix("\\Q") {
            let (text, skipped) = match quoted.split_once("\\E") {
                Some((text, _)) => (text, text.len() + 4),
                None => (quoted, quoted.len() + 2),
            };
            self.cursor.skip(skipped);
            for c in text.chars() {
                self.literal(c as u32);
            }
            return Ok(());
        }
        if let Some(class) = self.escaped_class()? {
            self.class(&class);
            return Ok(());
        }
        let code = escape::character(&mut self.cursor)?;
        self.literal(code);
        Ok(())
    }

    fn escaped_class(&mut self) -> Result<Option<Class>, Error> {
        match escape::unicode(&mut self.cursor, self.flags.fold)? {
            Some(class) => Ok(Some(class)),
            None => Ok(escape::perl(&mut self.cursor, self.flags.fold)),
        }
    }

    /// `[^a-z[:digit:]\pL]`
    fn brackets(&mut self) -> Result<(), Error> {
        let whole = self.cursor.rest();
        self.cursor.skip(1);
        let negative = self.cursor.take("^");
        let mut class = Class::default();
        let mut first = true;
        while first || self.cursor.peek() != Some(']') {
            first = false;
            if let Some(named) = self.posix_class()? {
                class.extend(&named);
                continue;
            }
            if let Some(escaped) = self.escaped_class()? {
                class.extend(&escaped);
                continue;
            }
            let start = self.cursor.at;
            let from = self.bracket_character(whole)?;
            let mut to = from;
            let ahead = self.cursor.rest();
            if ahead.starts_with('-') && ahead.len() >= 2 && !ahead.starts_with("-]") {
                self.cursor.skip(1);
                to = self.bracket_character(whole)?;
                if to < from {
                    return Err(Error::new("invalid character class range", self.cursor.since(start)));
                }
            }
            let mut range = Class::default();
            range.add(from, to);
            class.extend(&if self.flags.fold { range.without_case() } else { range });
        }
        self.cursor.skip(1);
        self.class(&if negative { class.negated() } else { class });
        Ok(())
    }

    fn bracket_character(&mut self, whole: &str) -> Result<u32, Error> {
        match self.cursor.peek() {
            None => Err(Error::new("missing closing ]", whole)),
            Some('\\') => escape::character(&mut self.cursor),
            Some(c) => {
                self.cursor.next();
                Ok(c as u32)
            }
        }
    }

    /// `[:alpha:]` or `[:^alpha:]`
    fn posix_class(&mut self) -> Result<Option<Class>, Error> {
        let rest = self.cursor.rest();
        let Some((name, _)) = rest.strip_prefix("[:").and_then(|inner| inner.split_once(":]")) else { return Ok(None) };
        let start = self.cursor.at;
        self.cursor.skip(name.len() + 4);
        let positive = name.strip_prefix('^');
        let Some(class) = class::posix(positive.unwrap_or(name)) else {
            return Err(Error::new("invalid character class range", self.cursor.since(start)));
        };
        let class = if self.flags.fold { class.without_case() } else { class };
        Ok(Some(if positive.is_some() { class.negated() } else { class }))
    }
}
