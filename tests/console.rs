//! Expressions held against `terraform console`: each file of `tests/console/` is a table of them.
//!
//! A case is a line `> expression` and, until the next case, what Terraform prints for it; an error is printed as
//! `Error: summary` and its detail. The answers are Terraform's own: where it is on PATH they are checked against it
//! first, and without `CI=true` those that are missing or stale are written. Lines with `#` before the first case, or
//! after an empty line, are comments.

mod support;

use std::path::Path;

use landform::terraform::config::Configuration;
use landform::terraform::console;
use landform::terraform::plan::{self, Root};
use landform::terraform::source::Tree;
use support::terraform::{Terraform, terraform};

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

/// The tree that expressions can read files from.
fn files() -> Vec<(String, String)> {
    let mut files = vec![("main.tf".to_owned(), String::new())];
    for entry in Path::new("tests/console/files").read_dir().into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        files.push((name, std::fs::read_to_string(path).unwrap()));
    }
    files
}

fn landform(configuration: &Configuration, expression: &str) -> String {
    match plan::console(configuration, &Root { dir: "", shown_as: "", tfvars: None }, expression) {
        Ok(value) => console::format(&value),
        Err(diagnostics) => {
            let words = diagnostics.iter().map(|d| format!("Error: {}\n{}", d.summary, d.detail));
            words.collect::<Vec<_>>().join("\n")
        }
    }
}

fn real(terraform: &Terraform, dir: &Path, expression: &str) -> String {
    use std::io::Write as _;
    let mut command = terraform.command(dir, &["console"]);
    command
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(format!("{expression}\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    if output.status.success() {
        return String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_owned();
    }
    errors(&String::from_utf8_lossy(&output.stderr))
}

/// An answer without what is not compared: the line breaks of an error's detail, which Terraform makes for its box, and the
/// name that it suggests instead, for which it takes any that is near enough.
fn comparable(answer: &str) -> String {
    if !answer.starts_with("Error: ") {
        return answer.to_owned();
    }
    let words = answer.split_whitespace().collect::<Vec<_>>().join(" ");
    words.split(" Did you mean").next().unwrap_or_default().to_owned()
}

/// Terraform's boxes of errors as `Error: summary` and the detail, unwrapped and without the place.
fn errors(boxes: &str) -> String {
    let mut plain = String::new();
    let mut escape = false;
    for c in boxes.chars() {
        match c {
            '\u{1b}' => escape = true,
            'm' if escape => escape = false,
            _ if escape => {}
            c => plain.push(c),
        }
    }
    let mut found: Vec<String> = Vec::new();
    let mut body: Vec<String> = Vec::new();
    let mut finish = |body: &mut Vec<String>| {
        let text = body.join("\n");
        body.clear();
        if let Some((summary, rest)) =
            text.trim().split_once('\n').or(Some((text.trim(), ""))).filter(|(s, _)| !s.is_empty())
        {
            // The place and the values stand in a paragraph of their own, indented or drawn.
            let detail: Vec<&str> = rest
                .split("\n\n")
                .filter(|p| !p.trim_start_matches('\n').starts_with("  on ") && !p.trim().is_empty())
                .collect();
            found.push(format!("{summary}\n{}", detail.join("\n\n").trim()));
        }
    };
    for line in plain.lines() {
        let line = line.trim_end();
        match line.strip_prefix('│') {
            Some(rest) => body.push(rest.strip_prefix(' ').unwrap_or(rest).to_owned()),
            None => finish(&mut body),
        }
    }
    finish(&mut body);
    found.join("\n")
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
