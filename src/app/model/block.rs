//! Where the block ends that a line opens, and the lines of a file that are meant by a place.

use super::found::Place;

/// The last line (from 1) of what begins on a line: where a block is opened there, the line that closes it, which is
/// indented as much; else the line itself.
pub fn last_line(text: &str, line: usize) -> usize {
    let mut lines = text.lines().enumerate().skip(line.saturating_sub(1));
    let Some((_, first)) = lines.next().filter(|(_, first)| first.trim_end().ends_with('{')) else { return line };
    let indent = |line: &str| line.len() - line.trim_start().len();
    let closing = lines.find(|(_, other)| other.trim_start().starts_with('}') && indent(other) <= indent(first));
    closing.map_or(line, |(n, _)| n + 1)
}

/// The lines that a place of a file means, from 1: those that it names, or the whole block that its first line opens. None
/// where it names none.
pub fn meant(text: &str, place: &Place) -> Option<(usize, usize)> {
    (place.line > 0).then(|| (place.line, place.last.max(last_line(text, place.line))))
}

/// Lines of a text, from the first to the last, from 1; each ends with a line break.
pub fn lines_of(text: &str, first: usize, last: usize) -> String {
    let lines = text.lines().skip(first.saturating_sub(1)).take((last + 1).saturating_sub(first.max(1)));
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_ends_where_its_brace_is_closed() {
        let text = "a {\n  b {\n    c = {\n      d = 1\n    }\n  }\n}\ne {\n";
        for (line, last) in [(1, 7), (2, 6), (3, 5), (4, 4), (7, 7), (8, 8), (99, 99)] {
            assert_eq!(last_line(text, line), last, "{line}");
        }
    }

    #[test]
    fn lines_are_taken_whole() {
        let text = "a\nb\nc";
        for (first, last, lines) in [(1, 1, "a\n"), (2, 3, "b\nc\n"), (1, 9, "a\nb\nc\n"), (3, 2, ""), (9, 9, "")] {
            assert_eq!(lines_of(text, first, last), lines, "{first} {last}");
        }
    }
}
