//! Where the block ends that a line opens.

/// The last line (from 1) of what begins on a line: where a block is opened there, the line that closes it, which is
/// indented as much; else the line itself.
pub fn last_line(text: &str, line: usize) -> usize {
    let mut lines = text.lines().enumerate().skip(line.saturating_sub(1));
    let Some((_, first)) = lines.next().filter(|(_, first)| first.trim_end().ends_with('{')) else { return line };
    let indent = |line: &str| line.len() - line.trim_start().len();
    let closing = lines.find(|(_, other)| other.trim_start().starts_with('}') && indent(other) <= indent(first));
    closing.map_or(line, |(n, _)| n + 1)
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
}
