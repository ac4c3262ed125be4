//! The crate's reader of HCL against another one, hcl-edit: both come to the same tree of every text that there is, and take
//! or refuse the same of what damaged texts say, but for what is listed here. And what is said of syntax errors.

mod errors;
mod other;
mod own;

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

use crate::arbitrary::BLUEPRINT;
use crate::arbitrary::damage::{damage, damaged};
use crate::support::case::files;

/// A tree, line by line: what it is and where it stands.
#[derive(Debug, Default, PartialEq)]
struct Described(Vec<String>);

impl Described {
    fn say(&mut self, what: impl std::fmt::Display, at: std::ops::Range<usize>) {
        self.0.push(format!("{what} {}..{}", at.start, at.end));
    }

    /// Text of a template, unless `~` or `<<-` take space away; nothing where there is none.
    fn text(&mut self, text: &str, exactly: bool) {
        if exactly && !text.is_empty() {
            self.0.push(format!("text {text:?}"));
        }
    }
}

/// Whether a template's text is the same with and without what is taken away of it.
fn is_exact(written: &str) -> bool {
    !written.contains('~') && !written.starts_with("<<-")
}

/// What hcl-edit takes and HCL does not: what is said of it, and why that is right (hclsyntax 2.23).
const REFUSED_HERE: &[(&str, &str)] = &[
    ("Unterminated template string", "a heredoc's marker ends with a line break"),
    ("Invalid legacy index syntax", "`a.0.1` is refused: `0.1` is one number"),
    ("Invalid multi-line string", "a quoted string ends on its line"),
    ("Invalid string literal", "and so does a label"),
    ("Invalid number literal", "`0.3.2` is one number, which is none"),
    ("Invalid attribute name", "no line break stands behind a dot"),
    ("Invalid 'for' expression", "`if-` is a name"),
    ("Invalid template control keyword", "`ifnull` is one word"),
    ("Argument or block definition required", "no operator begins a line, whatever stands on the one before"),
];

/// What hcl-edit refuses and HCL does not: its words, and why it is wrong.
const REFUSED_THERE: &[(&str, &str)] = &[("found redefined", "the last of an object's keys holds")];

/// Whether a text has numbers that hcl-edit does not take: `a.01`, an older form of an index, and what is beyond its floats.
fn has_other_numbers(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let padded = |rest: &str| rest.starts_with('0') && digits(rest) > 1;
    let large = |rest: &str| digits(rest.trim_start_matches(['+', '-'])) > 2;
    text.split('.').skip(1).any(|rest| padded(rest.trim_start())) || text.split(['e', 'E']).skip(1).any(large)
}

fn is_known(list: &[(&str, &str)], said: &str) -> bool {
    list.iter().any(|(known, _)| said.contains(known))
}

/// Why the two readers do not take a text alike; none where they do.
fn difference<T, U>(
    ours: &Result<T, Vec<landform::hcl::Error>>,
    theirs: &Result<U, hcl_edit::parser::Error>,
) -> Option<String> {
    match (ours, theirs) {
        (Ok(_), Ok(_)) | (Err(_), Err(_)) => None,
        (Ok(_), Err(error)) if is_known(REFUSED_THERE, error.message()) => None,
        (Ok(_), Err(error)) => Some(format!("taken here, there: {error}")),
        (Err(errors), Ok(_)) if errors.first().is_some_and(|error| is_known(REFUSED_HERE, &error.summary)) => None,
        (Err(errors), Ok(_)) => Some(format!("taken there, here: {errors:?}")),
    }
}

fn body_difference(text: &str) -> Option<String> {
    let (ours, theirs) = (landform::hcl::parse_body(text), hcl_edit::parser::parse_body(text));
    let taken = difference(&ours, &theirs).filter(|_| !has_other_numbers(text));
    let (Ok(ours), Ok(theirs)) = (ours, theirs) else { return taken };
    trees(own::body(&ours, text), other::body(&theirs, text))
}

/// An expression on lines of its own, where comments and line breaks may stand around it.
fn expr_difference(text: &str) -> Option<String> {
    body_difference(&format!("a = (\n{text}\n)\n"))
}

fn template_difference(text: &str) -> Option<String> {
    let (ours, theirs) = (landform::hcl::parse_template(text), hcl_edit::parser::parse_template(text));
    let taken = difference(&ours, &theirs).filter(|_| !has_other_numbers(text));
    let (Ok(ours), Ok(theirs)) = (ours, theirs) else { return taken };
    trees(own::template(&ours, text), other::template(&theirs, text))
}

fn trees(ours: Described, theirs: Described) -> Option<String> {
    let at = ours.0.iter().zip(&theirs.0).position(|(a, b)| a != b);
    let at = at.or_else(|| (ours.0.len() != theirs.0.len()).then_some(ours.0.len().min(theirs.0.len())))?;
    let shown = |lines: &[String]| lines.iter().skip(at.saturating_sub(2)).take(5).cloned().collect::<Vec<_>>();
    Some(format!("ours {:#?}, theirs {:#?}", shown(&ours.0), shown(&theirs.0)))
}

/// Every file of the tests' cases, by where it comes from.
fn cases() -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for dir in ["tests/dir", "tests/plan"] {
        for path in Path::new(dir).read_dir().unwrap().map(|entry| entry.unwrap().path()) {
            if path.extension().is_some_and(|extension| extension == "txt") {
                let case = files(&std::fs::read_to_string(&path).unwrap());
                all.extend(case.into_iter().map(|(name, text)| (format!("{}: {name}", path.display()), text)));
            }
        }
    }
    all
}

/// The expressions of the tables that terraform console is asked.
fn expressions() -> Vec<String> {
    let tables = ["language", "regex", "semantics"]
        .map(|name| std::fs::read_to_string(format!("tests/console/{name}.txt")).unwrap());
    tables.iter().flat_map(|text| text.lines()).filter_map(|line| line.strip_prefix("> ")).map(str::to_owned).collect()
}

fn is_body(path: &str) -> bool {
    [".tf", ".tfvars", ".hcl"].iter().any(|end| path.ends_with(end))
}

#[test]
fn every_text_comes_to_the_tree_that_another_reader_makes_of_it() {
    let mut different = Vec::new();
    let mut count = 0;
    let mut see = |name: &str, found: Option<String>| {
        count += 1;
        different.extend(found.map(|found| format!("{name}: {found}")));
    };
    for file in BLUEPRINT.configuration.tree().iter().chain(BLUEPRINT.files().iter()) {
        if is_body(&file.path) {
            see(&file.path, body_difference(&file.text));
        } else if file.path.ends_with(".tftpl") {
            see(&file.path, template_difference(&file.text));
        }
    }
    for (name, text) in cases().iter().filter(|(name, _)| is_body(name)) {
        see(name, body_difference(text));
    }
    for text in expressions() {
        see(&text, expr_difference(&text));
    }
    assert!(count > 400, "{count}");
    assert!(different.is_empty(), "{} of {count} differ\n{}", different.len(), different.join("\n"));
}

/// What is put into texts.
const TOKENS: &[&str] = &[
    " ",
    "\n",
    "\r\n",
    "#",
    "//",
    "/*",
    "*/",
    "\"",
    "\\",
    "\\n",
    "\\u00e9",
    "$",
    "%",
    "${",
    "%{",
    "${~",
    "~}",
    "$${",
    "%{ if a }",
    "%{ else }",
    "%{ endif }",
    "%{ for x in y }",
    "%{ endfor }",
    "<<EOT\n",
    "<<-EOT\n",
    "\nEOT\n",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ".",
    "...",
    ",",
    "=",
    "=>",
    ":",
    "?",
    "==",
    "!",
    "!=",
    "<",
    "<=",
    "&&",
    "||",
    "+",
    "-",
    "*",
    "/",
    "[*]",
    ".*",
    ".0",
    "a",
    "b-c",
    "é",
    "1",
    "1.5",
    "1e3",
    "for",
    "in",
    "if",
    "null",
    "true",
    "::",
    "a = 1\n",
    "b {\n}\n",
    "f(1)",
    "\t",
];

proptest! {
    // Always the same texts: the other reader has more ways of its own than anybody will list.
    #![proptest_config(ProptestConfig { cases: 500, rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_expression_is_taken_or_refused_by_both(text in select(expressions()), suffered in proptest::collection::vec(damage(TOKENS), 1..4)) {
        let text = damaged(&text, &suffered, 20);
        prop_assert_eq!(expr_difference(&text), None, "{:?}", text);
    }

    #[test]
    fn a_damaged_file_is_taken_or_refused_by_both(text in select(cases().into_values().collect::<Vec<_>>()), suffered in proptest::collection::vec(damage(TOKENS), 1..3)) {
        let text = damaged(&text, &suffered, 20);
        prop_assert_eq!(body_difference(&text), None, "{:?}", text);
    }
}
