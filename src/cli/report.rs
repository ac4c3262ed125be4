//! What the command line says to people; diagnostics are laid out as Terraform lays them out.
//!
//! Invariants: what is written carries colours, and the stream that it is printed to drops them where there is no terminal;
//! no character of a design is one that a terminal would obey.

use std::fmt::Write;

use anstyle::{AnsiColor, Color, Style};

use crate::design::{Example, Note, RootPlan};
use crate::terraform::diagnostic::{Diagnostic, Severity, Snippet};

/// The width that Terraform wraps a detail to when it does not print to a terminal, without the rule at the left.
const WIDTH: usize = 75;

pub(super) const BOLD: Style = Style::new().bold();
const UNDERLINED: Style = Style::new().underline();
pub(super) const DIM: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::BrightBlack)));

/// What Terraform would say of a root, and how much that is.
pub fn root(plan: &RootPlan) -> String {
    let diagnostics = &plan.plan.diagnostics;
    let count = |severity: Severity, one: &str, several: &str| match diagnostics
        .iter()
        .filter(|d| d.severity == severity)
        .count()
    {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {several}")),
    };
    let counts = [count(Severity::Error, "error", "errors"), count(Severity::Warning, "warning", "warnings")];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let summary = if counts.is_empty() { "no problems".to_owned() } else { counts.join(", ") };
    let framed: String = diagnostics.iter().map(framed).collect();
    format!("{framed}{BOLD}{}{BOLD:#}: {summary}\n", plan.root)
}

/// A plan as Terraform prints it to a terminal.
pub fn plan(text: &str) -> String {
    const CREATED: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Green)));
    const READ: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Cyan)));
    let mut coloured = String::with_capacity(text.len() * 2);
    for line in printable(text).lines() {
        let (space, rest) = line.split_at(line.len() - line.trim_start().len());
        let _ = match (rest.strip_prefix("+ "), rest.strip_prefix("<= ")) {
            (Some(rest), _) => writeln!(coloured, "{space}{CREATED}+{CREATED:#} {rest}"),
            (_, Some(rest)) => writeln!(coloured, "{space}{READ}<={READ:#} {rest}"),
            _ if rest.starts_with("# ") && space.len() == 2 => writeln!(coloured, "{space}{BOLD}{rest}{BOLD:#}"),
            _ => writeln!(coloured, "{line}"),
        };
    }
    coloured
}

/// What could not be kept of a design.
pub fn note(note: &Note) -> String {
    let style = colour(Severity::Warning).bold();
    format!("{style}Note: {style:#}{}", printable(&note.to_string()))
}

/// Why nothing was done.
pub fn failure(reason: &str) -> String {
    let style = colour(Severity::Error).bold();
    format!("{style}Error: {style:#}{}", printable(reason))
}

/// What still stands at an example, in lines; none when nothing does.
pub fn examples(examples: &[Example]) -> Vec<String> {
    let line = |example: &Example| {
        let files: Vec<String> = example.values.iter().map(|(root, _)| root.tfvars_path()).collect();
        format!("  {}: {} ({})", example.name, example.wanted, files.join(", "))
    };
    let head = (!examples.is_empty()).then(|| "Before you apply, put your own in place of these examples:".to_owned());
    head.into_iter().chain(examples.iter().map(line)).collect()
}

/// The text with every character that would move a terminal's cursor, or worse, written as an escape.
fn printable(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut printable, c| {
        match c {
            '\n' | '\t' => printable.push(c),
            _ if c.is_control() => printable.extend(c.escape_unicode()),
            _ => printable.push(c),
        }
        printable
    })
}

/// The diagnostic behind a rule, as Terraform prints it to a terminal.
pub fn framed(diagnostic: &Diagnostic) -> String {
    let rule = colour(diagnostic.severity);
    let mut framed = format!("{rule}╷{rule:#}\n");
    for line in plain(diagnostic).lines() {
        let space = if line.is_empty() { "" } else { " " };
        let _ = writeln!(framed, "{rule}│{rule:#}{space}{line}");
    }
    let _ = writeln!(framed, "{rule}╵{rule:#}");
    framed
}

/// The diagnostic without a rule: its first line begins with `Error: ` or `Warning: `.
pub fn plain(diagnostic: &Diagnostic) -> String {
    let label = match diagnostic.severity {
        Severity::Error => "Error: ",
        Severity::Warning => "Warning: ",
    };
    let style = colour(diagnostic.severity).bold();
    // Writing to a string cannot fail.
    let mut text = format!("{style}{label}{style:#}{BOLD}{}{BOLD:#}\n\n", printable(&diagnostic.summary));
    if let Some(range) = &diagnostic.range {
        let context = diagnostic.snippet.as_ref().and_then(|snippet| snippet.context.as_deref());
        let context = context.map(|context| format!(", in {context}")).unwrap_or_default();
        let _ = writeln!(text, "  on {} line {}{context}:", range.filename, range.start.line);
        match &diagnostic.snippet {
            Some(snippet) => text.push_str(&code(snippet)),
            None => text.push_str("  (source code not available)\n"),
        }
        text.push('\n');
    }
    for line in printable(&diagnostic.detail).lines() {
        let _ = writeln!(text, "{}", wrapped(line));
    }
    text
}

/// Red, yellow.
fn colour(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
    };
    Style::new().fg_color(Some(Color::Ansi(colour)))
}

/// The lines that are pointed at, numbered, and what the expression there read.
fn code(snippet: &Snippet) -> String {
    let mut text = String::new();
    let mut offset = 0;
    for (line, number) in snippet.code.split('\n').zip(snippet.start_line..) {
        let within = |at: usize| floor(line, at.saturating_sub(offset).min(line.len()));
        let (from, to) = (within(snippet.highlight_start_offset), within(snippet.highlight_end_offset));
        let (before, rest) = line.split_at(from);
        let (pointed, after) = rest.split_at(to.saturating_sub(from));
        let [before, pointed, after] = [before, pointed, after].map(printable);
        let _ = match &*pointed {
            "" => writeln!(text, "{number:4}: {before}{after}"),
            _ => writeln!(text, "{number:4}: {before}{UNDERLINED}{pointed}{UNDERLINED:#}{after}"),
        };
        offset += line.len() + 1;
    }
    if !snippet.values.is_empty() {
        let _ = writeln!(text, "    {DIM}├────────────────{DIM:#}");
    }
    for value in &snippet.values {
        let (traversal, statement) = (printable(&value.traversal), printable(&value.statement));
        let _ = writeln!(text, "    {DIM}│{DIM:#} {BOLD}{traversal}{BOLD:#} {statement}");
    }
    text
}

/// The last character boundary at or before a byte.
fn floor(text: &str, byte: usize) -> usize {
    (0..=byte).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

/// A paragraph in lines. What begins with a space is laid out already.
fn wrapped(paragraph: &str) -> String {
    if paragraph.starts_with(' ') {
        return paragraph.to_owned();
    }
    let options = textwrap::Options::new(WIDTH)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    textwrap::wrap(paragraph, options).join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terraform::diagnostic::SnippetValue;
    use crate::terraform::source::SourceFile;

    fn diagnostic() -> Diagnostic {
        let text = "env        = \"prod\"\nallow_http = true\nm = {\n  a = \"b\"\n}\n";
        let file = SourceFile::new("environments/prod/terraform.tfvars", text);
        let range = file.range(33..37);
        let detail = "Plain HTTP is for dev only: what travels to prod must be encrypted. Set allow_http = false in \
                      prod; HTTP then redirects to HTTPS.\n\nThis was checked by the validation rule at \
                      variables.tf:8,3-13.";
        let mut diagnostic = Diagnostic::error("Invalid value for variable", detail, Some(range.clone()));
        let mut snippet = file.snippet(&range, &range);
        snippet.values.push(SnippetValue { traversal: "var.allow_http".into(), statement: "is true".into() });
        snippet.values.push(SnippetValue { traversal: "var.env".into(), statement: "is \"prod\"".into() });
        diagnostic.snippet = Some(snippet);
        diagnostic
    }

    /// As Terraform 1.11.4 printed it.
    #[test]
    fn an_error_looks_like_terraforms() {
        let printed = anstream::adapter::strip_str(&framed(&diagnostic())).to_string();
        insta::assert_snapshot!(printed);
    }

    #[test]
    fn what_is_pointed_at_is_underlined() {
        assert!(plain(&diagnostic()).contains(&format!("   2: allow_http = {UNDERLINED}true{UNDERLINED:#}\n")));
    }

    #[test]
    fn several_lines_are_numbered_and_underlined_each() {
        let file = SourceFile::new("a.tf", "x = 1\nm = {\n  a = \"b\"\n}\n");
        let range = file.range(10..23);
        let mut diagnostic = Diagnostic::error("No", "", Some(range.clone()));
        let snippet = file.snippet(&range, &range);
        diagnostic.snippet = Some(Snippet { context: Some("locals".into()), ..snippet });
        let printed = plain(&diagnostic);
        let (on, off) = (UNDERLINED.render(), UNDERLINED.render_reset());
        assert!(printed.contains("on a.tf line 2, in locals:"), "{printed}");
        let expected = format!("   2: m = {on}{{{off}\n   3: {on}  a = \"b\"{off}\n   4: {on}}}{off}\n");
        assert!(printed.contains(&expected), "{printed}");
    }

    #[test]
    fn a_place_without_a_text_says_so() {
        let file = SourceFile::new("<console-input>", "foo");
        let printed = plain(&Diagnostic::error("Invalid reference", "Why.", Some(file.range(0..3))));
        let printed = anstream::adapter::strip_str(&printed).to_string();
        assert_eq!(
            printed,
            "Error: Invalid reference\n\n  on <console-input> line 1:\n  (source code not available)\n\nWhy.\n"
        );
    }
}
