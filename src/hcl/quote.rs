//! Text as the content of a quoted string.

use std::fmt::Write as _;

/// The text between the quotes of a string that stands for `text`: quotes, backslashes and control characters escaped, `${`
/// and `%{` doubled.
pub fn content(text: &str) -> String {
    let mut content = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => content.push_str("\\\""),
            '\\' => content.push_str("\\\\"),
            '\n' => content.push_str("\\n"),
            '\r' => content.push_str("\\r"),
            '\t' => content.push_str("\\t"),
            '\0'..='\x1f' | '\x7f' => {
                // Writing to a string cannot fail.
                let _ = write!(content, "\\u{:04x}", u32::from(c));
            }
            '$' | '%' => {
                content.push(c);
                if chars.peek() == Some(&'{') {
                    content.push(c);
                }
            }
            _ => content.push(c),
        }
    }
    content
}

/// The text as a string, with its quotes.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", content(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hcl::parse_expr;

    #[test]
    fn what_is_quoted_comes_back() {
        let texts = [
            "",
            "plain",
            "say \"hi\" \\ twice\n\tand\r\u{7}",
            "${a}%${b}",
            "$${a}$$${b}%%%{c}${",
            "%{if true}x%{endif}",
            "${{ secrets.TOKEN }}",
            "$",
            "%%$$",
            "é👩‍👩‍👧",
        ];
        for text in texts {
            let parsed = parse_expr(&quoted(text)).expect(text);
            assert_eq!(parsed.as_str(), Some(text), "{}", quoted(text));
        }
    }

    #[test]
    fn every_marker_is_doubled() {
        for (text, written) in [
            ("plain", r#""plain""#),
            ("${a}%${b}", r#""$${a}%$${b}""#),
            ("${a}$${b}%{c}%%{d}", r#""$${a}$$${b}%%{c}%%%{d}""#),
            ("$$${a}", r#""$$$${a}""#),
            ("$%{a}", r#""$%%{a}""#),
            ("$", r#""$""#),
            ("a\"b\\c\nd\u{0}", r#""a\"b\\c\nd\u0000""#),
        ] {
            assert_eq!(quoted(text), written);
        }
    }
}
