//! Text as the content of a quoted string of the Terraform language.

use hcl_edit::expr::Expression;

/// The text between the quotes of an HCL string that stands for `text`: quotes, backslashes and control characters
/// escaped, `${` and `%{` doubled.
///
/// hcl-edit escapes, but (hcl-primitives 0.1.13) forgets a marker that follows a `$` or `%`, when another stands before:
/// `${a}%${b}` becomes `$${a}%${b}`, in which `${b}` is alive. Given pieces that begin at a marker, it is right.
pub fn content(text: &str) -> String {
    let mut content = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, next) = rest.split_at(next_marker(rest));
        let quoted = Expression::from(piece).to_string();
        content.push_str(quoted.strip_prefix('"').and_then(|q| q.strip_suffix('"')).unwrap_or(&quoted));
        rest = next;
    }
    content
}

/// The text as an HCL string, with its quotes.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", content(text))
}

/// Whether the text can stand as a name, without quotes.
pub fn is_identifier(text: &str) -> bool {
    hcl_edit::Ident::try_new(text).is_ok()
}

/// Where the next `${` or `%{` after the first byte begins, or the end.
fn next_marker(text: &str) -> usize {
    let mut pairs = text.as_bytes().windows(2).enumerate().skip(1);
    pairs.find(|(_, pair)| *pair == b"${" || *pair == b"%{").map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            let parsed: Expression = quoted(text).parse().expect(text);
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
