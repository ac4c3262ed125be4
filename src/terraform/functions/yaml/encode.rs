//! YAML as go-cty-yaml writes it, with libyaml's layout: blocks, strings in double quotes, texts of several lines as literal
//! blocks.

use crate::terraform::value::{Data, Value};

/// The YAML of a wholly known value.
pub fn encode(value: &Value) -> String {
    let mut emitter =
        Emitter { out: String::new(), column: 0, indent: None, after_space: true, in_indent: true, open_ended: false };
    emitter.node(value, Place::Root);
    emitter.new_line();
    if emitter.open_ended {
        // A number at the end of the stream could still go on.
        emitter.indicator("...", true, false);
        emitter.new_line();
    }
    emitter.out
}

/// Where a node stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Root,
    Item,
    SimpleKey,
    MappingPart,
}

/// Longer keys are written after a question mark.
const MAX_SIMPLE_KEY: usize = 128;
const INDENT: usize = 2;

struct Emitter {
    out: String,
    column: usize,
    /// How far the innermost block is indented; none outside of all.
    indent: Option<usize>,
    /// Whether the last character was white space.
    after_space: bool,
    /// Whether there is nothing but indentation and indicators in the line yet.
    in_indent: bool,
    open_ended: bool,
}

impl Emitter {
    fn put(&mut self, c: char) {
        self.out.push(c);
        self.column = if c == '\n' { 0 } else { self.column + 1 };
    }

    fn puts(&mut self, text: &str) {
        text.chars().for_each(|c| self.put(c));
    }

    /// Goes to the indentation, in a new line unless this one is still empty up to there.
    fn new_line(&mut self) {
        let indent = self.indent.unwrap_or(0);
        if !self.in_indent || self.column > indent || (self.column == indent && !self.after_space) {
            self.put('\n');
        }
        while self.column < indent {
            self.put(' ');
        }
        self.after_space = true;
        self.in_indent = true;
    }

    /// Writes punctuation; `keeps_indent` says whether a block may begin in the same line.
    fn indicator(&mut self, text: &str, needs_space: bool, keeps_indent: bool) {
        if needs_space && !self.after_space {
            self.put(' ');
        }
        self.puts(text);
        self.after_space = false;
        self.in_indent &= keeps_indent;
        self.open_ended = false;
    }

    fn node(&mut self, value: &Value, place: Place) {
        match value.data() {
            Data::Elements(elements) if elements.is_empty() => {
                self.indicator("[", true, false);
                self.indicator("]", false, false);
            }
            Data::Entries(entries) if entries.is_empty() => {
                self.indicator("{", true, false);
                self.indicator("}", false, false);
            }
            Data::Elements(elements) => {
                // After a key, a sequence is not indented.
                let same = place == Place::MappingPart && !self.in_indent;
                let outer = self.indented(!same);
                for element in elements.iter() {
                    self.new_line();
                    self.indicator("-", true, true);
                    self.node(element, Place::Item);
                }
                self.indent = outer;
            }
            Data::Entries(entries) => {
                let outer = self.indented(true);
                for (key, element) in entries.iter() {
                    self.new_line();
                    if key.contains(is_break) || key.len() > MAX_SIMPLE_KEY {
                        self.indicator("?", true, true);
                        self.string(key, Place::MappingPart);
                        self.new_line();
                        self.indicator(":", true, true);
                    } else {
                        self.string(key, Place::SimpleKey);
                        self.indicator(":", false, false);
                    }
                    self.node(element, Place::MappingPart);
                }
                self.indent = outer;
            }
            Data::String(text) => self.string(text, place),
            Data::Number(number) => self.plain(&number.to_string(), place),
            Data::Bool(value) => self.plain(if *value { "true" } else { "false" }, place),
            Data::Null | Data::Unknown(_) => self.plain("null", place),
        }
    }

    /// Begins a block, one step further in or at the same place. Returns the indentation to go back to.
    fn indented(&mut self, further: bool) -> Option<usize> {
        let next = self.indent.map_or(0, |indent| if further { indent + INDENT } else { indent });
        self.indent.replace(next)
    }

    fn plain(&mut self, text: &str, place: Place) {
        self.indicator(text, true, false);
        self.open_ended = place == Place::Root;
    }

    fn string(&mut self, text: &str, place: Place) {
        if text.contains('\n') && place != Place::SimpleKey && literal_allowed(text) {
            self.literal(text);
        } else {
            self.quoted(text, place != Place::SimpleKey);
        }
    }

    fn literal(&mut self, text: &str) {
        self.indicator("|", true, false);
        if text.starts_with(|c| c == ' ' || is_break(c)) {
            self.puts(&INDENT.to_string());
        }
        let mut last = text.chars().rev();
        let mark = match (last.next().is_some_and(is_break), last.next()) {
            (false, _) => "-",
            (true, Some(before)) if !is_break(before) => "",
            (true, _) => "+",
        };
        self.puts(mark);
        self.put('\n');
        let outer = self.indent.replace(self.indent.unwrap_or(0) + INDENT);
        self.in_indent = true;
        self.after_space = true;
        let mut start = true;
        for c in text.chars() {
            if is_break(c) {
                self.out.push(c);
                self.column = 0;
                self.in_indent = true;
                start = true;
            } else {
                if start {
                    self.new_line();
                }
                self.put(c);
                self.in_indent = false;
                start = false;
            }
        }
        self.indent = outer;
    }

    /// Between double quotes; where lines may end, one ends at the first single space after so many columns.
    fn quoted(&mut self, text: &str, may_break: bool) {
        const WIDTH: usize = 80;
        self.indicator("\"", true, false);
        let outer = self.indent.replace(self.indent.unwrap_or(0) + INDENT);
        let mut after_space = false;
        for (at, c) in text.char_indices() {
            let inside = at > 0 && at + 1 < text.len();
            if c == ' ' && may_break && !after_space && self.column > WIDTH && inside {
                self.new_line();
                if text[at + 1..].starts_with(' ') {
                    self.put('\\');
                }
                after_space = true;
                continue;
            }
            after_space = c == ' ';
            // Only what is written counts as the line's beginning.
            self.in_indent = false;
            self.after_space = false;
            let escape = match c {
                '\0' => "\\0",
                '\x07' => "\\a",
                '\x08' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\x0b' => "\\v",
                '\x0c' => "\\f",
                '\r' => "\\r",
                '\x1b' => "\\e",
                '"' => "\\\"",
                '\\' => "\\\\",
                '\u{85}' => "\\N",
                '\u{2028}' => "\\L",
                '\u{2029}' => "\\P",
                _ => "",
            };
            match c as u32 {
                _ if !escape.is_empty() => self.puts(escape),
                _ if is_printable(c) => self.put(c),
                code @ 0..=0xff => self.puts(&format!("\\x{code:02X}")),
                code @ 0..=0xffff => self.puts(&format!("\\u{code:04X}")),
                code => self.puts(&format!("\\U{code:08X}")),
            }
        }
        self.indent = outer;
        self.indicator("\"", false, false);
    }
}

fn is_break(c: char) -> bool {
    matches!(c, '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_printable(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{a0}'..='\u{fffd}') && c != '\u{feff}'
}

/// Whether a text may be a literal block: printable, and without spaces at the end of its lines.
fn literal_allowed(text: &str) -> bool {
    let space_before_break = text.chars().zip(text.chars().skip(1)).any(|(a, b)| a == ' ' && is_break(b));
    text.chars().all(is_printable) && !space_before_break && !text.ends_with(' ')
}
