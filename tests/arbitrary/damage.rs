//! Texts that have suffered: what is almost right.

use proptest::prelude::*;
use proptest::sample::{Index, select};

/// One thing that a text suffers.
#[derive(Clone, Debug)]
pub enum Damage {
    /// A piece is cut out.
    Cut { from: Index, length: Index },
    /// A piece is there twice.
    Double { from: Index, length: Index, to: Index },
    /// A piece stands elsewhere.
    Move { from: Index, length: Index, to: Index },
    /// A token is put in.
    Insert { to: Index, token: &'static str },
}

/// One thing that a text suffers, with the tokens that may be put in.
pub fn damage(tokens: &'static [&'static str]) -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    prop_oneof![
        (at(), at()).prop_map(|(from, length)| Damage::Cut { from, length }),
        (at(), at(), at()).prop_map(|(from, length, to)| Damage::Double { from, length, to }),
        (at(), at(), at()).prop_map(|(from, length, to)| Damage::Move { from, length, to }),
        (at(), select(tokens)).prop_map(|(to, token)| Damage::Insert { to, token }),
    ]
}

/// The text with all that it suffers, one thing after the other. Of pieces each is shorter than `longest`, in characters.
pub fn damaged(text: &str, suffered: &[Damage], longest: usize) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for damage in suffered {
        let piece = |chars: &[char], from: &Index, length: &Index| {
            let from = from.index(chars.len() + 1);
            from..(from + length.index(longest)).min(chars.len())
        };
        let (put, to): (Vec<char>, &Index) = match damage {
            Damage::Cut { from, length } => {
                chars.drain(piece(&chars, from, length));
                continue;
            }
            Damage::Double { from, length, to } => (chars[piece(&chars, from, length)].to_vec(), to),
            Damage::Move { from, length, to } => (chars.drain(piece(&chars, from, length)).collect(), to),
            Damage::Insert { to, token } => (token.chars().collect(), to),
        };
        let to = to.index(chars.len() + 1);
        chars.splice(to..to, put);
    }
    chars.into_iter().collect()
}
