//! Which functions come later. A list has a line a function, the hash of its name: names are long, and as many as functions.
//! A function that no list knows belongs to the first load, so that changed code is slower to come at worst, and never missing.

use std::collections::BTreeSet;

use crate::Error;

/// The functions that come later, by the hash of their names.
pub struct List(BTreeSet<u32>);

impl List {
    /// Reads a list: hashes in hexadecimal, a line each; a line that starts with `#` is a comment.
    ///
    /// # Errors
    /// A line that is no hash.
    pub fn read(text: &str) -> Result<List, Error> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let hashes = lines.map(|(n, line)| {
            u32::from_str_radix(line, 16).map_err(|_| format!("line {}: `{line}` is no hash of a name", n + 1).into())
        });
        hashes.collect::<Result<_, Error>>().map(List)
    }

    /// Whether a function of this name comes later.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains(&hash(name))
    }
}

/// The hash of a function's name (FNV-1a, 32 bits), without what tells one build of a crate from another: `[` 16 digits `]`.
pub fn hash(name: &str) -> u32 {
    let (mut hash, mut rest) = (0x811c_9dc5_u32, name.as_bytes());
    while let [byte, after @ ..] = rest {
        if is_disambiguator(rest) {
            rest = &rest[18..];
            continue;
        }
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        rest = after;
    }
    hash
}

fn is_disambiguator(bytes: &[u8]) -> bool {
    matches!(bytes, [b'[', ..]) && bytes.get(17) == Some(&b']') && bytes[1..17].iter().all(u8::is_ascii_hexdigit)
}

#[cfg(test)]
mod tests {
    use super::{List, hash};

    #[test]
    fn a_name_is_the_same_in_every_build() {
        assert_eq!(
            hash("<core[c5930c85a12de822]::fmt::Formatter>::pad"),
            hash("<core[0000000000000000]::fmt::Formatter>::pad")
        );
        assert_ne!(hash("a::b"), hash("a::c"));
        assert_ne!(hash("[u8; 16]"), hash("[u8; 32]"));
    }

    #[test]
    fn a_list_says_what_is_wrong_with_it() {
        let list = List::read(&format!("# names\n{:08x}\n", hash("a::b"))).expect("it is a list");
        assert!(list.has("a::b") && !list.has("a::c"));
        let error = List::read("12345678\nno\n").err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some("line 2: `no` is no hash of a name"));
    }
}
