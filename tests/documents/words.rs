//! Words that a document may use only where the design has what they are about.
//!
//! `words.txt` has a row for each: the words, the documents that must not have them, and where it stands in a plan (an
//! address), in a value (`type.attribute=value`) or in the repository (`file:path`).

use serde_json::Value as Json;

use super::designs::Exported;

struct Row {
    words: Vec<&'static str>,
    documents: Vec<&'static str>,
    wherever: Vec<&'static str>,
}

fn rows() -> Vec<Row> {
    let lines = include_str!("words.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let parts = |part: &'static str| part.split(',').map(str::trim).collect::<Vec<_>>();
    let row = |line: &'static str| {
        let [words, documents, wherever] = line.split('|').map(parts).collect::<Vec<_>>().try_into().unwrap();
        Row { words, documents, wherever }
    };
    lines.map(row).collect()
}

impl Row {
    fn is_there(&self, exported: &Exported) -> bool {
        self.wherever.iter().any(|place| match (place.strip_prefix("file:"), place.split_once('=')) {
            (Some(path), _) => exported.repository.files.contains_key(path),
            (None, Some((attribute, value))) => {
                let (kind, attribute) = attribute.split_once('.').unwrap();
                let value: Json = value.parse().unwrap();
                exported.planned(kind).iter().any(|resource| resource[attribute] == value)
            }
            (None, None) => exported.has(place),
        })
    }
}

/// Whether a line has a word, or one that begins with it: "database" is in "databases", "rds" is not in "afterwards".
fn says(line: &str, word: &str) -> bool {
    let begins = |at: usize| !line[..at].ends_with(char::is_alphanumeric);
    line.match_indices(word).any(|(at, _)| begins(at))
}

pub fn of_what_is_absent(exported: &Exported) -> Vec<String> {
    let mut wrong = Vec::new();
    for row in rows().iter().filter(|row| !row.is_there(exported)) {
        for document in &row.documents {
            let path = if *document == "README" { "README.md".to_owned() } else { format!("docs/{document}.md") };
            for line in exported.repository.files[&path].lines() {
                let said = row.words.iter().filter(|word| says(line, word));
                wrong.extend(said.map(|word| format!("{path} says {word:?}: {line}")));
            }
        }
    }
    wrong
}

/// Rows that no design puts to the test: it is there in all of them, or in none.
pub fn without_a_design(designs: &[Exported]) -> Vec<String> {
    let idle = |row: &Row| {
        let there = designs.iter().filter(|exported| row.is_there(exported)).count();
        there == 0 || there == designs.len()
    };
    rows().iter().filter(|row| idle(row)).map(|row| row.words.join(", ")).collect()
}
