//! How much room text takes, and what of it is shown where there is less.
//!
//! Whoever looks at the picture has fonts of their own, so the widths are those of a wide one (DejaVu Sans); in the usual
//! system fonts the same text is narrower.

use unicode_segmentation::UnicodeSegmentation as _;

use super::scene::Size;

impl Size {
    /// Height of the font.
    pub fn height(self) -> i32 {
        match self {
            Size::Head | Size::Title => 13,
            Size::Note | Size::Flow => 12,
            Size::Code => 11,
            Size::Name => 17,
        }
    }

    /// From one baseline to the next.
    pub fn leading(self) -> i32 {
        self.height() + 4
    }
}

/// The width of a text.
pub fn width(text: &str, size: Size) -> i32 {
    let thousandths: i32 = text.chars().map(|c| advance(c, size)).sum();
    (thousandths * size.height() + 999) / 1000
}

/// The advance of a character in thousandths of the font's height.
fn advance(c: char, size: Size) -> i32 {
    if u32::from(c) >= 0x1100 && !('\u{2000}'..='\u{2bff}').contains(&c) {
        return 1300;
    }
    if size == Size::Code {
        return 605;
    }
    let regular = match c {
        'i' | 'j' | 'l' | '\'' | '.' | ',' | ':' | ';' | '!' | '|' | 'I' | ' ' | '·' => 350,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '\\' | '-' | '"' | '*' => 420,
        'a'..='l' | 'n'..='v' | 'x'..='z' | '0'..='9' | '_' | '$' => 640,
        'w' | 'A'..='L' | 'N'..='V' | 'X'..='Z' | '+' | '=' | '<' | '>' | '~' | '#' | '&' | '≥' | '≤' | '×' => 840,
        'm' | 'M' | 'W' | '@' | '%' | '…' | '→' => 1000,
        c if c.is_ascii() => 660,
        _ => 1000,
    };
    match size {
        Size::Head | Size::Title | Size::Name => regular * 113 / 100,
        _ => regular,
    }
}

/// What can stand in a line of an XML document: control characters and those that turn the direction of text are replaced.
pub fn plain(text: &str) -> String {
    let odd = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
    };
    text.chars().map(|c| if odd(c) { '\u{fffd}' } else { c }).collect()
}

/// The text, or as much of it as has room; names as AWS has them lose their middle, because their end tells them apart.
pub fn fit(text: &str, size: Size, room: i32) -> String {
    let text = plain(text);
    if width(&text, size) <= room {
        return text;
    }
    let graphemes: Vec<&str> = text.graphemes(true).collect();
    let cut = |kept: usize| {
        let tail = if size == Size::Code { kept / 2 } else { 0 };
        let head = graphemes.get(..kept - tail).unwrap_or_default().concat();
        let tail = graphemes.get(graphemes.len() - tail..).unwrap_or_default().concat();
        format!("{}…{}", head.trim_end(), tail)
    };
    // No grapheme is narrower than a third of the smallest font.
    let most = graphemes.len().saturating_sub(1).min(usize::try_from(room / 3).unwrap_or(0));
    (0..=most).rev().map(cut).find(|cut| width(cut, size) <= room).unwrap_or_default()
}

/// The first of several texts that has room, or what of the last has.
pub fn first_fit(texts: &[&str], size: Size, room: i32) -> String {
    let fits = texts.iter().find(|text| width(&plain(text), size) <= room);
    fits.or(texts.last()).map(|text| fit(text, size, room)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_room_is_cut_where_it_tells_least() {
        let cases = [
            ("NAT gateway", Size::Title, 200, "NAT gateway"),
            ("Application load balancer", Size::Title, 120, "Application l…"),
            ("/aws/rds/instance/example-prod/postgresql", Size::Code, 140, "/aws/rds/i…postgresql"),
            ("a\nb\u{202e}c", Size::Note, 200, "a\u{fffd}b\u{fffd}c"),
            ("anything", Size::Note, 3, ""),
            ("", Size::Note, 0, ""),
        ];
        for (text, size, room, shown) in cases {
            let fitted = fit(text, size, room);
            assert_eq!(fitted, shown, "{text:?}");
            assert!(width(&fitted, size) <= room);
        }
        assert_eq!(first_fit(&["Public subnet", "Public"], Size::Head, 70), "Public");
    }
}
