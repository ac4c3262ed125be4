//! Sets of characters, as ranges of code points.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use unicode_general_category::{GeneralCategory, get_general_category};

use crate::terraform::functions::case;

const MAX: u32 = char::MAX as u32;

/// A set of code points.
#[derive(Clone, Debug, Default)]
pub struct Class {
    ranges: Vec<(u32, u32)>,
}

impl Class {
    /// A class of ranges, both ends included.
    pub fn of(ranges: &[(char, char)]) -> Class {
        Class { ranges: ranges.iter().map(|(from, to)| (*from as u32, *to as u32)).collect() }
    }

    /// Adds a range, both ends included.
    pub fn add(&mut self, from: u32, to: u32) {
        self.ranges.push((from, to));
    }

    /// Adds another class.
    pub fn extend(&mut self, other: &Class) {
        self.ranges.extend(&other.ranges);
    }

    /// In order, without overlaps.
    fn normalized(&self) -> Vec<(u32, u32)> {
        let mut ranges = self.ranges.clone();
        ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (from, to) in ranges {
            match merged.last_mut() {
                Some((_, end)) if from <= end.saturating_add(1) => *end = (*end).max(to),
                _ => merged.push((from, to)),
            }
        }
        merged
    }

    /// All other code points.
    #[must_use]
    pub fn negated(&self) -> Class {
        let mut ranges = Vec::new();
        let mut next = 0;
        for (from, to) in self.normalized() {
            if from > next {
                ranges.push((next, from - 1));
            }
            next = to + 1;
        }
        if next <= MAX {
            ranges.push((next, MAX));
        }
        Class { ranges }
    }

    /// The class with the other cases of its letters.
    #[must_use]
    pub fn without_case(&self) -> Class {
        let mut folded = self.clone();
        for (from, to) in self.normalized() {
            for (_, letters) in CASES.range(from..=to) {
                folded.ranges.extend(letters.iter().map(|c| (*c, *c)));
            }
        }
        folded
    }

    /// `[…]`, in ranges of code points that are characters.
    pub fn rewritten(&self) -> String {
        // What lies between is no character.
        const SURROGATES: (u32, u32) = (0xd800, 0xdfff);
        let mut out = String::from("[");
        for (from, to) in self.normalized() {
            let below = (from, to.min(SURROGATES.0 - 1));
            let above = (from.max(SURROGATES.1 + 1), to.min(MAX));
            for (from, to) in [below, above] {
                if from <= to {
                    // Writing to a string cannot fail.
                    let _ = write!(out, "\\x{{{from:x}}}-\\x{{{to:x}}}");
                }
            }
        }
        // No character at all: a place that is the edge of a word and is not.
        if out.len() == 1 { "(?:\\b\\B)".into() } else { out + "]" }
    }
}

/// Every character that has other cases, and those.
static CASES: LazyLock<BTreeMap<u32, Vec<u32>>> = LazyLock::new(|| {
    /// Adlam's are the last letters with case.
    const LAST: u32 = 0x1e943;
    let mut groups: BTreeMap<char, Vec<u32>> = BTreeMap::new();
    for c in (0..=LAST).filter_map(char::from_u32) {
        let one = case::lower(case::upper(c));
        // The dotted and the dotless i have no other case.
        if one != c && !matches!(c, 'İ' | 'ı') {
            groups.entry(one).or_insert_with(|| vec![one as u32]).push(c as u32);
        }
    }
    groups.into_values().flat_map(|group| group.clone().into_iter().map(move |c| (c, group.clone()))).collect()
});

const DIGIT: &[(char, char)] = &[('0', '9')];
const SPACE: &[(char, char)] = &[('\t', '\n'), ('\x0c', '\r'), (' ', ' ')];
const WORD: &[(char, char)] = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];

/// `\d`, `\s`, `\w`: all of ASCII.
pub fn perl(letter: char) -> Option<Class> {
    Some(Class::of(match letter {
        'd' => DIGIT,
        's' => SPACE,
        'w' => WORD,
        _ => return None,
    }))
}

/// `[:alpha:]` and its kin, by name.
pub fn posix(name: &str) -> Option<Class> {
    Some(Class::of(match name {
        "alnum" => &[('0', '9'), ('A', 'Z'), ('a', 'z')],
        "alpha" => &[('A', 'Z'), ('a', 'z')],
        "ascii" => &[('\0', '\x7f')],
        "blank" => &[('\t', '\t'), (' ', ' ')],
        "cntrl" => &[('\0', '\x1f'), ('\x7f', '\x7f')],
        "digit" => DIGIT,
        "graph" => &[('!', '~')],
        "lower" => &[('a', 'z')],
        "print" => &[(' ', '~')],
        "punct" => &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')],
        "space" => &[('\t', '\r'), (' ', ' ')],
        "upper" => &[('A', 'Z')],
        "word" => WORD,
        "xdigit" => &[('0', '9'), ('A', 'F'), ('a', 'f')],
        _ => return None,
    }))
}

/// The characters of a general category of Unicode: `L`, `Lu`, …, or `Any`.
pub fn category(name: &str) -> Option<Class> {
    if name == "Any" {
        return Some(Class { ranges: vec![(0, MAX)] });
    }
    let wanted = |own: &str| own == name || name.len() == 1 && own.starts_with(name);
    let mut class = Class::default();
    for (_, part) in CATEGORIES.iter().filter(|(own, _)| wanted(own)) {
        class.extend(part);
    }
    (!class.ranges.is_empty()).then_some(class)
}

/// The characters of each category, by its two letters. Characters that mean nothing yet are in no category of Go's.
static CATEGORIES: LazyLock<BTreeMap<&'static str, Class>> = LazyLock::new(|| {
    /// The planes that nothing is assigned in; asking for each of their characters takes longer than for all others.
    const EMPTY_PLANES: std::ops::Range<u32> = 0x4_0000..0xe_0000;
    /// The planes for private use, whose last two code points are no characters.
    const PRIVATE: [(u32, u32); 2] = [(0xf_0000, 0xf_fffd), (0x10_0000, 0x10_fffd)];
    let assigned = (0..EMPTY_PLANES.start).chain(EMPTY_PLANES.end..PRIVATE[0].0).filter_map(char::from_u32);
    let mut runs: Vec<(GeneralCategory, u32, u32)> = Vec::new();
    for c in assigned {
        let (code, own) = (c as u32, get_general_category(c));
        match runs.last_mut() {
            Some((same, _, end)) if *same == own && *end + 1 == code => *end = code,
            _ => runs.push((own, code, code)),
        }
    }
    let mut categories: BTreeMap<&'static str, Class> = BTreeMap::new();
    for (own, from, to) in runs.into_iter().filter(|(own, ..)| *own != GeneralCategory::Unassigned) {
        categories.entry(abbreviation(own)).or_default().add(from, to);
    }
    categories.entry("Co").or_default().ranges.extend(PRIVATE);
    categories
});

fn abbreviation(category: GeneralCategory) -> &'static str {
    use GeneralCategory as G;
    match category {
        G::UppercaseLetter => "Lu",
        G::LowercaseLetter => "Ll",
        G::TitlecaseLetter => "Lt",
        G::ModifierLetter => "Lm",
        G::OtherLetter => "Lo",
        G::NonspacingMark => "Mn",
        G::SpacingMark => "Mc",
        G::EnclosingMark => "Me",
        G::DecimalNumber => "Nd",
        G::LetterNumber => "Nl",
        G::OtherNumber => "No",
        G::ConnectorPunctuation => "Pc",
        G::DashPunctuation => "Pd",
        G::OpenPunctuation => "Ps",
        G::ClosePunctuation => "Pe",
        G::InitialPunctuation => "Pi",
        G::FinalPunctuation => "Pf",
        G::OtherPunctuation => "Po",
        G::MathSymbol => "Sm",
        G::CurrencySymbol => "Sc",
        G::ModifierSymbol => "Sk",
        G::OtherSymbol => "So",
        G::SpaceSeparator => "Zs",
        G::LineSeparator => "Zl",
        G::ParagraphSeparator => "Zp",
        G::Control => "Cc",
        G::Format => "Cf",
        G::Surrogate => "Cs",
        G::PrivateUse => "Co",
        _ => "Cn",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_in_its_category() {
        let mut members: BTreeMap<u32, &str> = BTreeMap::new();
        for (name, class) in CATEGORIES.iter() {
            members.extend(class.normalized().into_iter().flat_map(|(from, to)| (from..=to).map(|c| (c, *name))));
        }
        for c in '\0'..=char::MAX {
            let own = abbreviation(get_general_category(c));
            assert_eq!(members.get(&(c as u32)).copied().unwrap_or("Cn"), own, "{:x}", c as u32);
        }
    }
}
