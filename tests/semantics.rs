//! What an interpreter of Terraform has to get right, as numbered statements (`tests/semantics/statements.txt`), each held by
//! cases: expressions under its number in `tests/console/semantics.txt`, configurations in `tests/plan/semantics_<number>*.txt`.
//! Those are held against the real `terraform` by `tests/console.rs` and `tests/plan.rs`; what needs the provider is asked here.

use std::collections::BTreeSet;
use std::path::Path;

use landform::blueprint::Blueprint;
use landform::terraform::config::Configuration;
use landform::terraform::plan::{self, Root};
use landform::terraform::source::Tree;

fn statements() -> BTreeSet<u32> {
    let numbers = include_str!("semantics/statements.txt").lines();
    numbers.map(|line| line.split_once(". ").and_then(|(number, _)| number.parse().ok()).expect(line)).collect()
}

/// The numbers under which an expression stands.
fn of_expressions() -> BTreeSet<u32> {
    let mut held = BTreeSet::new();
    let mut number: Option<u32> = None;
    for line in include_str!("console/semantics.txt").lines() {
        match line.strip_prefix("# ") {
            Some(heading) => number = heading.parse().ok(),
            None if line.starts_with("> ") => held.extend(number),
            None => {}
        }
    }
    held
}

/// The numbers that a configuration is named by.
fn of_configurations() -> BTreeSet<u32> {
    let entries = Path::new("tests/plan").read_dir().expect("the folder of configurations");
    let names = entries.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned());
    names.filter_map(|name| name.strip_prefix("semantics_")?.get(..2)?.parse().ok()).collect()
}

#[test]
fn every_statement_has_a_case() {
    let here = BTreeSet::from([22]);
    let held: BTreeSet<u32> = of_expressions().into_iter().chain(of_configurations()).chain(here).collect();
    assert_eq!(statements(), held);
}

/// Terraform refuses to load such a module at all, before it plans.
#[test]
fn a_condition_must_speak_of_its_own_variable_4() {
    let text = "variable \"a\" {\n  validation {\n    condition     = 1 == 2\n    error_message = \"No.\"\n  }\n}\n";
    let configuration = Configuration::load(Tree::from_iter([("main.tf", text)]));
    let said = configuration.modules().flat_map(|module| module.diagnostics.iter().map(|d| d.summary.as_str()));
    assert_eq!(said.collect::<Vec<_>>(), ["Invalid variable validation condition"]);
}

#[test]
fn a_resources_own_tag_wins_over_a_default_tag_22() {
    let blueprint = Blueprint::embedded().expect("the embedded blueprint");
    let mut tree = blueprint.configuration.tree().clone();
    let text = r#"
provider "aws" {
  region = "eu-west-1"
  default_tags {
    tags = { team = "a", stage = "dev" }
  }
}
resource "aws_sns_topic" "own" {
  name = "own"
  tags = { stage = "prod", more = "x" }
}
resource "aws_sns_topic" "none" {
  name = "none"
}
output "own" { value = aws_sns_topic.own.tags_all }
output "none" { value = aws_sns_topic.none.tags_all }
"#;
    tree.insert("tags/main.tf", text);
    let blueprint = Blueprint::from_tree(tree).expect("the blueprint with one more root");
    let plan = plan::evaluate(&blueprint.configuration, &Root { dir: "tags", shown_as: "tags", tfvars: None });
    let tags = |output: &str| {
        let tags = plan.outputs.get(output).and_then(|value| value.as_entries()).expect(output);
        tags.iter().map(|(key, value)| format!("{key}={}", value.as_str().unwrap_or("?"))).collect::<Vec<_>>()
    };
    assert_eq!(plan.diagnostics, []);
    assert_eq!(tags("own"), ["more=x", "stage=prod", "team=a"]);
    assert_eq!(tags("none"), ["stage=dev", "team=a"]);
}
