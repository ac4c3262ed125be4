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

/// Characters that Unicode has since 15.1: Terraform 1.11 is built with the tables of 15.0, in which there are none
/// (Unicode, `DerivedAge.txt` up to 17.0; Go 1.23, `unicode.Version`). The gaps between them stay unassigned.
const SINCE: &[(u32, u32)] = &[
    (0x088f, 0x088f),
    (0x0897, 0x0897),
    (0x0c5c, 0x0c5c),
    (0x0cdc, 0x0cdc),
    (0x1acf, 0x1add),
    (0x1ae0, 0x1aeb),
    (0x1b4e, 0x1b4f),
    (0x1b7f, 0x1b7f),
    (0x1c89, 0x1c8a),
    (0x20c1, 0x20c1),
    (0x2427, 0x2429),
    (0x2b96, 0x2b96),
    (0x2ffc, 0x2fff),
    (0x31e4, 0x31e5),
    (0x31ef, 0x31ef),
    (0xa7cb, 0xa7cf),
    (0xa7d2, 0xa7d2),
    (0xa7d4, 0xa7d4),
    (0xa7da, 0xa7dc),
    (0xa7f1, 0xa7f1),
    (0xfbc3, 0xfbd2),
    (0xfd90, 0xfd91),
    (0xfdc8, 0xfdce),
    (0x105c0, 0x105ff),
    (0x10940, 0x1095f),
    (0x10d40, 0x10d8f),
    (0x10ec2, 0x10ec7),
    (0x10ed0, 0x10ed8),
    (0x10efa, 0x10efc),
    (0x11380, 0x113e2),
    (0x116d0, 0x116e3),
    (0x11b60, 0x11b67),
    (0x11bc0, 0x11bf9),
    (0x11db0, 0x11de9),
    (0x11f5a, 0x11f5a),
    (0x13460, 0x143fa),
    (0x16100, 0x16139),
    (0x16d40, 0x16d79),
    (0x16ea0, 0x16ed3),
    (0x16ff2, 0x16ff6),
    (0x187f8, 0x187ff),
    (0x18cff, 0x18cff),
    (0x18d09, 0x18d1e),
    (0x18d80, 0x18df2),
    (0x1cc00, 0x1cef0),
    (0x1e5d0, 0x1e5ff),
    (0x1e6c0, 0x1e6ff),
    (0x1f6d8, 0x1f6d8),
    (0x1f777, 0x1f77a),
    (0x1f8b2, 0x1f8bb),
    (0x1f8c0, 0x1f8c1),
    (0x1f8d0, 0x1f8d8),
    (0x1fa54, 0x1fa57),
    (0x1fa89, 0x1fa8a),
    (0x1fa8e, 0x1fa8f),
    (0x1fabe, 0x1fabe),
    (0x1fac6, 0x1fac6),
    (0x1fac8, 0x1fac8),
    (0x1facd, 0x1facd),
    (0x1fadc, 0x1fadc),
    (0x1fadf, 0x1fadf),
    (0x1fae9, 0x1faea),
    (0x1faef, 0x1faef),
    (0x1fbcb, 0x1fbef),
    (0x1fbfa, 0x1fbfa),
    (0x2ebf0, 0x2ee5d),
    (0x323b0, 0x33479),
];

/// Whether a character shows: letters, marks, numbers, punctuation, symbols and the space.
pub fn is_print(c: char) -> bool {
    if c.is_ascii() {
        return c == ' ' || c.is_ascii_graphic();
    }
    let code = c as u32;
    let after = SINCE.partition_point(|(first, _)| *first <= code);
    if after.checked_sub(1).and_then(|at| SINCE.get(at)).is_some_and(|(_, last)| code <= *last) {
        return false;
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
            ("\u{113b5}\u{11f50}\u{1fae8}", "\"\\U000113b5\u{11f50}\u{1fae8}\""),
            ("\u{e000}\u{10ffff}\u{fffd}", "\"\\ue000\\U0010ffff\u{fffd}\""),
        ] {
            assert_eq!(quote(text), quoted);
        }
    }
}
