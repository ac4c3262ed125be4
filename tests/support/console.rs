//! One expression in `terraform console`, and in Landform's.

use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use landform::terraform::config::Configuration;
use landform::terraform::plan::{self, Root};

use super::terraform::Terraform;

/// The tree that expressions can read files from.
pub fn files() -> Vec<(String, String)> {
    let mut files = vec![("main.tf".to_owned(), String::new())];
    for entry in Path::new("tests/console/files").read_dir().into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        files.push((name, std::fs::read_to_string(path).unwrap()));
    }
    files
}

/// What Landform prints for an expression.
pub fn landform(configuration: &Configuration, expression: &str) -> String {
    match plan::console(configuration, &Root { dir: "", shown_as: "", tfvars: None }, expression) {
        Ok(text) => text,
        Err(diagnostics) => {
            let words = diagnostics.iter().map(|d| format!("Error: {}\n{}", d.summary, d.detail));
            words.collect::<Vec<_>>().join("\n")
        }
    }
}

/// What `terraform console` prints for it, in a directory.
pub fn real(terraform: &Terraform, dir: &Path, expression: &str) -> String {
    let mut command = terraform.command(dir, &["console"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
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
pub fn comparable(answer: &str) -> String {
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
