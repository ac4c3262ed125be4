//! Expressions held against `terraform console`: each file of `tests/console/` is a table of them.
//!
//! A case is a line `> expression` and, until the next case, what Terraform prints for it; an error is printed as
//! `Error: summary` and its detail. The answers are Terraform's own: where it is on PATH they are checked against it
//! first, and without `CI=true` those that are missing or stale are written. Lines with `#` before the first case, or
//! after an empty line, are comments.

use std::path::Path;

use crate::support::console::{comparable, files, landform, real};
use crate::support::terraform::terraform;
use landform::terraform::config::Configuration;
use landform::terraform::source::Tree;

/// What stands in a table: comments and cases in their order.
enum Part {
    Comment(String),
    Case { expression: String, answer: String },
}

fn parse(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for block in text.split("\n\n") {
        let block = block.trim_matches('\n');
        match block.strip_prefix("> ") {
            None if block.is_empty() => {}
            None if block.starts_with('#') => parts.push(Part::Comment(block.to_owned())),
            None => match parts.last_mut() {
                // An answer may hold empty lines.
                Some(Part::Case { answer, .. }) => {
                    answer.push_str("\n\n");
                    answer.push_str(block);
                }
                _ => panic!("neither comment nor case: {block}"),
            },
            Some(rest) => {
                let (expression, answer) = rest.split_once('\n').unwrap_or((rest, ""));
                parts.push(Part::Case { expression: expression.to_owned(), answer: answer.to_owned() });
            }
        }
    }
    parts
}

fn print(parts: &[Part]) -> String {
    let text = parts.iter().map(|part| match part {
        Part::Comment(comment) => format!("{comment}\n"),
        Part::Case { expression, answer } => format!("> {expression}\n{answer}\n"),
    });
    text.collect::<Vec<_>>().join("\n")
}

#[test]
fn expressions_come_to_what_terraform_says() {
    let terraform = terraform();
    let files = files();
    let configuration = Configuration::load(Tree::from_iter(files.iter().map(|(path, text)| (path, text))));
    let dir = terraform.as_ref().map(|terraform| {
        let dir = terraform.directory("console");
        files.iter().for_each(|(path, text)| std::fs::write(dir.join(path), text).unwrap());
        dir
    });
    let mut different = Vec::new();
    let mut count = 0;
    let mut tables: Vec<_> =
        Path::new("tests/console").read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    tables.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    tables.sort();
    for path in tables {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut parts = parse(&text);
        for part in &mut parts {
            let Part::Case { expression, answer } = part else { continue };
            count += 1;
            let ours = landform(&configuration, expression);
            // Asked only where there is no answer, where ours is another, or where every answer is to be checked.
            let ask = answer.is_empty() || comparable(&ours) != comparable(answer) || std::env::var("CI").is_ok();
            if let (Some(terraform), Some(dir), true) = (&terraform, &dir, ask) {
                let real = real(terraform, dir, expression);
                if comparable(&real) != comparable(answer) {
                    assert!(std::env::var("CI").is_err(), "{}: {expression}: terraform says {real}", path.display());
                    *answer = real;
                }
            }
            if comparable(&ours) != comparable(answer) {
                different.push(format!("{}: {expression}\n  terraform: {answer}\n  landform:  {ours}", path.display()));
            }
        }
        let printed = print(&parts);
        if printed != text && std::env::var("CI").is_err() {
            std::fs::write(&path, printed).unwrap();
        }
    }
    println!("{count} expressions, {} differences", different.len());
    assert!(different.is_empty(), "{} of {count} differ\n{}", different.len(), different.join("\n"));
}
