//! `<<-`: the indentation that all lines share is taken away, also inside of directives.
//!
//! That is done with the parts of the whole heredoc in a row, after `~` has trimmed the literals beside it: a line whose break
//! was trimmed away is no line of its own, counts for nothing and keeps its indentation (hclsyntax,
//! `flushHeredocTemplateParts`).

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;

use super::quoted::Part;

/// Takes away what the lines that still begin after a line break share.
pub(super) fn flush(parts: &mut [Part<'_>]) {
    let (mut least, mut begins) = (usize::MAX, true);
    let mut lines = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        if begins {
            match part {
                Part::Literal { text, .. } => {
                    let space = text.get(..text.len() - text.trim_start().len()).unwrap_or_default();
                    // A line of nothing but space does not count.
                    if !(space.len() == text.len() && text.ends_with('\n')) {
                        least = least.min(space.graphemes(true).count());
                        lines.push(at);
                    }
                }
                _ => least = 0,
            }
        }
        begins = matches!(part, Part::Literal { text, .. } if text.ends_with('\n'));
    }
    for at in lines {
        if let Some(Part::Literal { text, span }) = parts.get_mut(at) {
            let cut: usize = text.graphemes(true).take(least).map(str::len).sum();
            span.start += cut;
            *text = match std::mem::take(text) {
                Cow::Borrowed(text) => Cow::Borrowed(text.get(cut..).unwrap_or_default()),
                Cow::Owned(mut text) => Cow::Owned(text.split_off(cut.min(text.len()))),
            };
        }
    }
}
