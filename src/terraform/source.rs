//! Source files and the tree they lie in: text in, positions out.
//!
//! Invariants: a tree's paths are relative, with `/`; nothing here reads a disk. Columns count grapheme clusters, as in HCL.

use std::collections::BTreeMap;
use std::ops::Range as Span;
use std::sync::{Arc, OnceLock};

use unicode_segmentation::UnicodeSegmentation;

use super::diagnostic::{Position, Range, Snippet};
use super::syntax;
use super::types::Str;
use crate::hcl::template::Template;
use crate::hcl::{Error, parse_template};

/// Files by path.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    files: BTreeMap<Str, Arc<SourceFile>>,
}

impl Tree {
    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&Arc<SourceFile>> {
        self.files.get(path)
    }

    /// Adds a file, or replaces the one at its path.
    pub fn insert(&mut self, path: &str, text: &str) {
        self.files.insert(path.into(), Arc::new(SourceFile::new(path, text)));
    }

    /// Every file, ordered by path.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<SourceFile>> {
        self.files.values()
    }

    /// The files directly in a directory (`""` is the top), ordered by path.
    pub fn files_in<'a>(&'a self, dir: &'a str) -> impl Iterator<Item = &'a Arc<SourceFile>> {
        self.under(dir).filter(move |file| !file.path[prefix_length(dir)..].contains('/'))
    }

    /// The files in a directory and below it, ordered by path.
    pub fn under<'a>(&'a self, dir: &'a str) -> impl Iterator<Item = &'a Arc<SourceFile>> {
        self.files
            .values()
            .filter(move |file| dir.is_empty() || file.path.strip_prefix(dir).is_some_and(|rest| rest.starts_with('/')))
    }
}

fn prefix_length(dir: &str) -> usize {
    if dir.is_empty() { 0 } else { dir.len() + 1 }
}

impl<P: AsRef<str>, T: AsRef<str>> FromIterator<(P, T)> for Tree {
    fn from_iter<I: IntoIterator<Item = (P, T)>>(files: I) -> Tree {
        let mut tree = Tree::default();
        for (path, text) in files {
            tree.insert(path.as_ref(), text.as_ref());
        }
        tree
    }
}

/// A file's text and where its lines begin.
#[derive(Debug)]
pub struct SourceFile {
    /// Relative to the tree, with `/`.
    pub path: Str,
    /// The whole text.
    pub text: Str,
    /// Where each line begins, once something asks for a place.
    line_starts: OnceLock<Vec<usize>>,
    /// The top-level blocks with their headers, parsed when a snippet first asks for them.
    blocks: OnceLock<Vec<(Span<usize>, String)>>,
    /// The whole as a template, once something renders it.
    template: OnceLock<Result<Template, Vec<Error>>>,
}

impl SourceFile {
    /// A file of a tree.
    pub fn new(path: &str, text: &str) -> SourceFile {
        SourceFile::of(path, text.into())
    }

    fn of(path: &str, text: Str) -> SourceFile {
        let (line_starts, blocks, template) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        SourceFile { path: path.into(), text, line_starts, blocks, template }
    }

    /// The same text at another path.
    pub fn shown_as(&self, path: &str) -> SourceFile {
        SourceFile::of(path, self.text.clone())
    }

    /// The text as a template, or what is wrong with it; parsed once.
    pub fn template(&self) -> Result<&Template, &[Error]> {
        self.template.get_or_init(|| parse_template(&self.text)).as_ref().map_err(Vec::as_slice)
    }

    fn line_starts(&self) -> &[usize] {
        let starts = || std::iter::once(0).chain(self.text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        self.line_starts.get_or_init(starts)
    }

    /// Where a byte stands. Beyond the end, the end.
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.floor(byte);
        let line = self.line_starts().partition_point(|start| *start <= byte);
        let start = self.line_start(line);
        let column = columns(self.text.get(start..byte).unwrap_or_default()) + 1;
        Position { line, column, byte }
    }

    /// Where a span of bytes stands.
    pub fn range(&self, span: Span<usize>) -> Range {
        Range { filename: self.path.clone(), start: self.position(span.start), end: self.position(span.end) }
    }

    /// The text of a span; empty where it is none.
    pub fn slice(&self, span: Span<usize>) -> &str {
        self.text.get(span).unwrap_or_default()
    }

    /// The whole lines that `shown` covers, and where in them `highlight` begins and ends. Empty lines are left out, and what
    /// stands behind them moves up: to Terraform an empty range covers nothing (hcl, `Range.Overlaps`).
    pub fn snippet(&self, highlight: &Range, shown: &Range) -> Snippet {
        // What ends behind the text's last line break shows no line there.
        let last = if shown.end.column == 1 && shown.end.byte == self.text.len() {
            shown.end.line - 1
        } else {
            shown.end.line
        };
        let lines =
            (shown.start.line..=last.max(shown.start.line)).map(|line| self.line_start(line)..self.line_end(line));
        let mut lines = lines.filter(|line| !line.is_empty()).peekable();
        let from = lines.peek().map_or_else(|| self.line_start(shown.start.line), |line| line.start);
        let mut code = String::new();
        for line in lines {
            if !code.is_empty() {
                code.push('\n');
            }
            code.push_str(self.slice(line));
        }
        let offset = |byte: usize| byte.saturating_sub(from).min(code.len());
        Snippet {
            context: self.context(highlight.start.byte),
            start_line: shown.start.line,
            highlight_start_offset: offset(highlight.start.byte),
            highlight_end_offset: offset(highlight.end.byte),
            code,
            values: Vec::new(),
        }
    }

    /// The header of the top-level block around a byte: `module "alb"`. Terraform asks for the byte before the one it
    /// points at, so that a block's own first word is in no block.
    fn context(&self, byte: usize) -> Option<String> {
        let byte = byte.checked_sub(1)?;
        let blocks = self.blocks.get_or_init(|| syntax::blocks(&self.text));
        blocks.iter().find(|(span, _)| span.contains(&byte)).map(|(_, header)| header.clone())
    }

    /// The byte that a line (from 1) begins at.
    pub fn line_start(&self, line: usize) -> usize {
        self.line_starts().get(line.saturating_sub(1)).copied().unwrap_or(self.text.len())
    }

    /// The byte after a line's (from 1) last character, without its line break.
    pub fn line_end(&self, line: usize) -> usize {
        let end = self.line_starts().get(line).map_or(self.text.len(), |next| next - 1);
        match self.text.as_bytes().get(end.wrapping_sub(1)) {
            Some(b'\r') if end > self.line_start(line) => end - 1,
            _ => end,
        }
    }

    fn floor(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }
}

/// How many columns a text takes: its grapheme clusters.
pub fn columns(text: &str) -> usize {
    // Of ASCII's characters only a line break of two forms a cluster.
    if text.is_ascii() && !text.contains('\r') { text.len() } else { text.graphemes(true).count() }
}

/// A path without `.` and `..`: `environment/../modules/alb` is `modules/alb`.
pub fn normalize(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}

/// A path as it is written from inside a directory: `modules/alb/main.tf` from `environments/dev` is
/// `../../modules/alb/main.tf`.
pub fn relative(path: &str, from_dir: &str) -> String {
    let from: Vec<&str> = from_dir.split('/').filter(|p| !p.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - common);
    up.chain(to[common..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_grapheme_clusters() {
        let file = SourceFile::new("a.tf", "a = \"e\u{301}\"\nb = 1\n");
        assert_eq!(file.position(9), Position { line: 1, column: 8, byte: 9 });
        assert_eq!(file.position(10).line, 2);
        assert_eq!(file.position(999).line, 3);
    }

    #[test]
    fn paths_are_written_from_a_directory() {
        assert_eq!(relative("modules/alb/main.tf", "environments/dev"), "../../modules/alb/main.tf");
        assert_eq!(relative("environments/dev/main.tf", "environments/dev"), "main.tf");
        assert_eq!(normalize("environment/../modules/./alb"), "modules/alb");
    }

    #[test]
    fn a_directory_does_not_hold_its_subdirectories_files() {
        let tree = Tree::from_iter([("a/b.tf", ""), ("a/c/d.tf", ""), ("ab/e.tf", ""), ("f.tf", "")]);
        let paths = |dir| tree.files_in(dir).map(|f| f.path.to_string()).collect::<Vec<_>>();
        assert_eq!(paths("a"), ["a/b.tf"]);
        assert_eq!(paths(""), ["f.tf"]);
        assert_eq!(tree.under("a").count(), 2);
    }
}
