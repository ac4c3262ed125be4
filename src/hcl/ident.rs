//! What a name is made of: Unicode's identifiers (UAX #31), and dashes (hclsyntax, `scan_tokens.rl`, `unicode_derived.rl`).

use unicode_general_category::{GeneralCategory as Category, get_general_category};

/// Whether the text can stand as a name, without quotes.
pub fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(begins_name) && chars.all(is_of_name)
}

/// Whether a name may begin with a character.
pub(super) fn begins_name(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() || c == '_' } else { is_start(c) }
}

/// Whether a character may stand in a name.
pub fn is_of_name(c: char) -> bool {
    if c.is_ascii() { is_of_name_ascii(c as u8) } else { is_start(c) || is_continue(c) }
}

/// The same of a byte that is a character.
pub(super) fn is_of_name_ascii(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

/// `ID_Start`: letters, and what has been taken for one since.
fn is_start(c: char) -> bool {
    match get_general_category(c) {
        // A pattern's character, though a letter by its category.
        Category::ModifierLetter => c != '\u{2e2f}',
        Category::UppercaseLetter
        | Category::LowercaseLetter
        | Category::TitlecaseLetter
        | Category::OtherLetter
        | Category::LetterNumber => true,
        _ => matches!(c, '\u{1885}' | '\u{1886}' | '\u{2118}' | '\u{212e}' | '\u{309b}' | '\u{309c}'),
    }
}

/// What `ID_Continue` has besides.
fn is_continue(c: char) -> bool {
    match get_general_category(c) {
        Category::NonspacingMark | Category::SpacingMark | Category::DecimalNumber | Category::ConnectorPunctuation => {
            true
        }
        _ => matches!(c, '\u{b7}' | '\u{387}' | '\u{1369}'..='\u{1371}' | '\u{19da}'),
    }
}

#[cfg(test)]
mod tests {
    use super::is_identifier;

    #[test]
    fn names_are_unicode_s_and_have_dashes() {
        for name in ["a", "_", "a-b", "aws_vpc", "a1", "größe", "名前", "ſ", "e\u{301}"] {
            assert!(is_identifier(name), "{name}");
        }
        for text in ["", "-a", "1a", "a.b", "a b", "\u{301}e", "€", "a\u{2e2f}", "😀"] {
            assert!(!is_identifier(text), "{text}");
        }
    }
}
