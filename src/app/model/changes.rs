//! Which lines of a text are new against an older one: what is shown to have changed.

use std::ops::Range;

/// The lines (from 0) of `new` between what both begin with and what both end with.
pub fn changed(old: &str, new: &str) -> Range<usize> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let same = |pairs: &mut dyn Iterator<Item = (&&str, &&str)>| pairs.take_while(|(a, b)| a == b).count();
    let head = same(&mut old.iter().zip(&new));
    let tail = same(&mut old.iter().rev().zip(new.iter().rev())).min(old.len().min(new.len()) - head);
    head..new.len() - tail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_begin_and_end_with_is_no_change() {
        for (old, new, lines) in [
            ("a\nb\nc", "a\nb\nc", 3..3),
            ("a\nb\nc", "a\nx\ny\nc", 1..3),
            ("a\nb\nc", "a\nc", 1..1),
            ("a", "a\na", 1..2),
            ("", "a", 0..1),
            ("a", "", 0..0),
        ] {
            assert_eq!(changed(old, new), lines, "{old:?} {new:?}");
        }
    }
}
