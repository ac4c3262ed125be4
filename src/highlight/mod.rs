//! Splits a file's text into what a reader tells apart: keywords, names, strings, numbers, comments.
//!
//! It is for the eye alone: nothing is checked, whatever text there is comes back whole. Invariant: the tokens of a line,
//! put together, are the line; the lines, put together with line breaks, are the text.

#[cfg(test)]
mod cases;
mod hcl;
mod json;
mod markdown;
mod scan;
mod yaml;

use scan::Scan;

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Whatever needs no colour.
    Plain,
    /// A block's type, `for`, `true`, what a template inserts.
    Keyword,
    /// A name that is given a value: an attribute, a key.
    Name,
    /// A string's text.
    String,
    /// A number.
    Number,
    /// A comment.
    Comment,
    /// A function that is called.
    Call,
    /// A heading.
    Heading,
}

/// A stretch of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// What stands there; never empty.
    pub text: &'a str,
}

/// A language that is told apart, by the name of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Terraform's and its relatives': `.tf`, `.tfvars`, `.hcl`.
    Hcl,
    /// `.yml`, `.yaml`.
    Yaml,
    /// `.md`.
    Markdown,
    /// `.json`.
    Json,
    /// Lists of patterns, scripts: comments begin with `#`.
    Lines,
    /// Prose.
    Text,
}

impl Language {
    /// By a file's name or path.
    pub fn of(path: &str) -> Language {
        let name = path.rsplit('/').next().unwrap_or(path);
        match name.rsplit_once('.').map(|(_, extension)| extension) {
            Some("tf" | "tfvars" | "hcl" | "tftpl") => Language::Hcl,
            Some("yml" | "yaml") => Language::Yaml,
            Some("md") => Language::Markdown,
            Some("json") => Language::Json,
            Some("sh" | "toml" | "cfg" | "ini") => Language::Lines,
            _ if name.starts_with('.') || name == "Makefile" => Language::Lines,
            _ => Language::Text,
        }
    }
}

/// The lines of a text, each as its tokens. A line break at the end of the text begins no further line.
pub fn lines(language: Language, text: &str) -> Vec<Vec<Token<'_>>> {
    let mut scan = Scan::new(text);
    match language {
        Language::Hcl => hcl::scan(&mut scan),
        Language::Yaml => yaml::scan(&mut scan),
        Language::Markdown => markdown::scan(&mut scan),
        Language::Json => json::scan(&mut scan),
        Language::Lines => {
            while let Some(line) = scan.line() {
                scan.push(if line.trim_start().starts_with('#') { Kind::Comment } else { Kind::Plain }, line.len());
                scan.line_break();
            }
        }
        Language::Text => scan.push(Kind::Plain, text.len()),
    }
    scan.finish()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LANGUAGES: [Language; 6] =
        [Language::Hcl, Language::Yaml, Language::Markdown, Language::Json, Language::Lines, Language::Text];

    fn together(lines: &[Vec<Token<'_>>]) -> String {
        lines.iter().map(|line| line.iter().map(|t| t.text).collect::<String>()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_language_is_read_off_the_name() {
        for (path, language) in [
            ("environments/dev/main.tf", Language::Hcl),
            ("modules/alb/tests/rules.tftest.hcl", Language::Hcl),
            (".tflint.hcl", Language::Hcl),
            (".github/workflows/terraform.yml", Language::Yaml),
            (".terraform-docs.yml", Language::Yaml),
            ("docs/runbook.md", Language::Markdown),
            ("landform.json", Language::Json),
            (".gitignore", Language::Lines),
            ("LICENSE", Language::Text),
        ] {
            assert_eq!(Language::of(path), language, "{path}");
        }
    }

    #[test]
    fn nothing_is_lost_of_the_blueprint() {
        let mut files = 0;
        let mut dirs = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/blueprint"))];
        while let Some(dir) = dirs.pop() {
            for entry in std::fs::read_dir(dir).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    dirs.push(path);
                } else if let Ok(text) = std::fs::read_to_string(&path) {
                    let lines = lines(Language::of(&path.to_string_lossy()), &text);
                    assert_eq!(together(&lines), text.strip_suffix('\n').unwrap_or(&text), "{}", path.display());
                    files += 1;
                }
            }
        }
        assert!(files > 0);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_whatever_the_text(
            text in r#"([a-z ]|\PC|[\n\r\t"'\\$%{}\[\]()#/*<:>|`=!,.0-9-]|<<-?EOT|EOT|\$\{|%\{|```|- |# |: ){0,60}"#
        ) {
            for language in LANGUAGES {
                let lines = lines(language, &text);
                prop_assert_eq!(together(&lines), text.strip_suffix('\n').unwrap_or(&text));
                prop_assert!(lines.iter().flatten().all(|token| !token.text.is_empty()));
            }
        }
    }
}
