//! Strings between quotes as Go's `strconv.Quote` writes them: what `%q`, `terraform console` and the order of sets use.

use std::fmt::Write;

/// `text` between double quotes; what is not printable is escaped.
pub fn quote(text: &str) -> String {
    quoted(text, '"')
}

/// A character between single quotes, as `%q` writes one.
pub fn quote_char(c: char) -> String {
    quoted(c.encode_utf8(&mut [0; 4]), '\'')
}

fn quoted(text: &str, mark: char) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(mark);
    for c in text.chars() {
        let code = c as u32;
        let escape = match c {
            '"' if mark == '"' => "\\\"",
            '\'' if mark == '\'' => "\\'",
            '\\' => "\\\\",
            '\x07' => "\\a",
            '\x08' => "\\b",
            '\x0c' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\x0b' => "\\v",
            _ => "",
        };
        // Writing to a string cannot fail.
        let _ = match c {
            _ if !escape.is_empty() => out.write_str(escape),
            _ if is_print(c) => out.write_char(c),
            _ if code < 0x80 => write!(out, "\\x{code:02x}"),
            _ if code < 0x10000 => write!(out, "\\u{code:04x}"),
            _ => write!(out, "\\U{code:08x}"),
        };
    }
    out.push(mark);
    out
}

/// Whether a character shows: letters, marks, numbers, punctuation, symbols and the space.
pub fn is_print(c: char) -> bool {
    if c.is_ascii() {
        return c == ' ' || c.is_ascii_graphic();
    }
    // The standard library escapes the same characters, and besides combining marks at the start of a string.
    let mut buffer = [b'a'; 5];
    let length = 1 + c.encode_utf8(&mut buffer[1..]).len();
    let escaped = std::str::from_utf8(&buffer[..length]).map(|text| text.escape_debug().nth(1));
    escaped.is_ok_and(|first| first == Some(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The right sides are what Go's `strconv.Quote` gives.
    #[test]
    fn quotes_as_go_does() {
        for (text, quoted) in [
            ("", r#""""#),
            ("a\"b\\c", r#""a\"b\\c""#),
            ("\n\r\t\x07\x08\x0b\x0c\x00\x1b\x7f", r#""\n\r\t\a\b\v\f\x00\x1b\x7f""#),
            ("é ß 漢 🙂", r#""é ß 漢 🙂""#),
            ("e\u{301}", "\"e\u{301}\""),
            ("\u{80}\u{a0}\u{ad}\u{200b}\u{2028}\u{feff}", r#""\u0080\u00a0\u00ad\u200b\u2028\ufeff""#),
            ("\u{e000}\u{10ffff}\u{fffd}", "\"\\ue000\\U0010ffff\u{fffd}\""),
        ] {
            assert_eq!(quote(text), quoted);
        }
    }
}
