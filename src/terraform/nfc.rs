//! Unicode's canonical composition, NFC: the form that every string of the language has.
//!
//! What is not in the form is decomposed, ordered and composed as the standard says (Unicode Standard Annex 15, "Description
//! of the normalization process"). The tables are `unicode-normalization`'s. Its own iterator would do the same, but carries the
//! tables of compatibility with it, a twentieth of the site.

use unicode_normalization::char::{canonical_combining_class as class, compose, decompose_canonical};
use unicode_normalization::{IsNormalized, is_nfc_quick};

use super::types::Str;

/// The text in NFC.
pub fn nfc(text: &str) -> Str {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Str::from(text),
        IsNormalized::No | IsNormalized::Maybe => Str::from(composed(decomposed(text))),
    }
}

/// Every character in its parts; marks after the same letter ordered by their class.
fn decomposed(text: &str) -> Vec<char> {
    let mut chars: Vec<char> = Vec::with_capacity(text.len());
    for c in text.chars() {
        decompose_canonical(c, |part| chars.push(part));
    }
    for marks in chars.chunk_by_mut(|a, b| class(*a) != 0 && class(*b) != 0) {
        marks.sort_by_key(|c| class(*c));
    }
    chars
}

/// Each mark put into the letter before it, where the two have a form of their own and no mark of its class is between.
fn composed(chars: Vec<char>) -> String {
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    let mut letter: Option<usize> = None;
    for c in chars {
        if let Some(at) = letter {
            // The last thing after the letter blocks what is not of a higher class.
            let blocked = out.get(at + 1..).and_then(<[char]>::last).is_some_and(|last| class(*last) >= class(c));
            let whole = out.get(at).and_then(|letter| compose(*letter, c)).filter(|_| !blocked);
            if let (Some(whole), Some(slot)) = (whole, out.get_mut(at)) {
                *slot = whole;
                continue;
            }
        }
        if class(c) == 0 {
            letter = Some(out.len());
        }
        out.push(c);
    }
    out.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn every_character_before_and_after_marks() {
        for c in '\0'..=char::MAX {
            for text in
                [format!("{c}"), format!("{c}\u{301}\u{323}"), format!("a\u{301}{c}\u{300}"), format!("\u{1100}{c}")]
            {
                assert_eq!(*nfc(&text), *text.nfc().collect::<String>(), "{text:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text(text in "[a-eA-E\\p{M}\\p{Lo}가-힣ᄀ-ᇿ]{0,12}") {
            prop_assert_eq!(&*nfc(&text), &*text.nfc().collect::<String>());
        }
    }
}
