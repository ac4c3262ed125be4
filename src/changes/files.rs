//! What differs between two repositories, file by file, as a patch that `git apply` and `patch -p1` take.

use std::collections::BTreeMap;

use similar::{ChangeTag, TextDiff};

use super::What;
use crate::export::is_executable;

/// Files by path.
pub type Files = BTreeMap<String, String>;

/// A file that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileChange {
    /// Relative to the repository.
    pub path: String,
    /// What became of it.
    pub what: What,
    /// How many lines only the new one has.
    pub more: usize,
    /// How many lines only the old one had.
    pub less: usize,
    /// The file's part of the patch, with its header.
    pub patch: String,
}

/// So many lines stand around what differs.
const CONTEXT: usize = 3;

/// Every file that differs, by path. All their patches one after the other are the patch of the whole.
pub fn files(old: &Files, new: &Files) -> Vec<FileChange> {
    let gone =
        old.iter().filter(|(path, _)| !new.contains_key(*path)).map(|(path, text)| change(path, Some(text), None));
    let come = new.iter().filter(|(path, text)| old.get(*path) != Some(*text));
    let mut all: Vec<FileChange> =
        gone.chain(come.map(|(path, text)| change(path, old.get(path).map(String::as_str), Some(text)))).collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all
}

fn change(path: &str, old: Option<&str>, new: Option<&str>) -> FileChange {
    let diff = TextDiff::from_lines(old.unwrap_or_default(), new.unwrap_or_default());
    let count = |tag| diff.iter_all_changes().filter(|change| change.tag() == tag).count();
    let mode = |text: &str| if is_executable(text) { "100755" } else { "100644" };
    let (from, to) = (quoted("a/", path), quoted("b/", path));
    let mut patch = format!("diff --git {from} {to}\n");
    let what = match (old, new) {
        (None, Some(new)) => {
            patch.push_str(&format!("new file mode {}\n", mode(new)));
            What::Added
        }
        (Some(old), None) => {
            patch.push_str(&format!("deleted file mode {}\n", mode(old)));
            What::Removed
        }
        (Some(old), Some(new)) if mode(old) != mode(new) => {
            patch.push_str(&format!("old mode {}\nnew mode {}\n", mode(old), mode(new)));
            What::Changed
        }
        _ => What::Changed,
    };
    let hunks = diff.unified_diff().context_radius(CONTEXT).to_string();
    // An empty file that comes or goes has nothing but its header.
    if !hunks.is_empty() {
        // A path with a space in it ends at a tab, as git writes it.
        let end = if path.contains(' ') { "\t" } else { "" };
        let side = |there: Option<&str>, name: &str| match there {
            Some(_) => format!("{name}{end}"),
            None => "/dev/null".to_owned(),
        };
        patch.push_str(&format!("--- {}\n+++ {}\n{hunks}", side(old, &from), side(new, &to)));
    }
    FileChange { path: path.to_owned(), what, more: count(ChangeTag::Insert), less: count(ChangeTag::Delete), patch }
}

/// A path as git writes it: in quotes, as C has them, where it holds anything but plain characters.
fn quoted(prefix: &str, path: &str) -> String {
    let plain = |byte: u8| (b' '..=b'~').contains(&byte) && byte != b'"' && byte != b'\\';
    if path.bytes().all(plain) {
        return format!("{prefix}{path}");
    }
    let escaped: String = path
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("\\{byte:03o}") })
        .collect();
    format!("\"{prefix}{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch(old: &[(&str, &str)], new: &[(&str, &str)]) -> (String, Vec<String>) {
        let files = |all: &[(&str, &str)]| -> Files {
            all.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
        };
        let changes = super::files(&files(old), &files(new));
        let told = changes.iter().map(|c| format!("{} {} +{} -{}", c.what.name(), c.path, c.more, c.less)).collect();
        (changes.into_iter().map(|change| change.patch).collect(), told)
    }

    #[test]
    fn a_patch_reads_as_git_writes_it() {
        let (text, told) = patch(
            &[("a.tf", "1\n2\n3\n4\n5\n6\n"), ("gone", "x\n"), ("same", "s\n")],
            &[("a.tf", "1\n2\n3\n4\nfive\n6\n"), ("b c", "#!/bin/sh\nno end"), ("same", "s\n"), ("empty", "")],
        );
        assert_eq!(told, ["changed a.tf +1 -1", "added b c +2 -0", "added empty +0 -0", "removed gone +0 -1"]);
        insta::assert_snapshot!(text);
        assert_eq!(patch(&[("a", "1")], &[("a", "1")]), (String::new(), Vec::new()));
        let (text, _) = patch(&[], &[("d\u{e9}\"", "1\n")]);
        assert!(text.starts_with("diff --git \"a/d\\303\\251\\042\" \"b/d\\303\\251\\042\"\n"), "{text}");
    }
}
