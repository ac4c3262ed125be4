//! Configurations held against the real `terraform`: each file of `tests/plan/` is a small tree, planned by both.
//!
//! The expected diagnostics are Terraform's own, kept as snapshots so that the comparison needs no `terraform`; where it is
//! on PATH (and always with `CI=true`) the snapshots themselves are checked against it first.

mod support;

use std::path::Path;
use std::sync::Arc;

use landform::terraform::config::Configuration;
use landform::terraform::diagnostic::Diagnostic;
use landform::terraform::plan::{Root, evaluate};
use landform::terraform::source::{SourceFile, Tree};
use serde_json::Value;
use support::terraform::{Terraform, terraform};

/// The files of a case, by the marker lines `-- path --`.
fn files(case: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in case.split_inclusive('\n') {
        match line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
            Some(path) => files.push((path.to_owned(), String::new())),
            None => {
                if let Some((_, text)) = files.last_mut() {
                    text.push_str(line);
                }
            }
        }
    }
    files
}

fn landform(files: &[(String, String)]) -> Vec<Diagnostic> {
    let tfvars = files.iter().find(|(path, _)| path == "terraform.tfvars");
    let tfvars = tfvars.map(|(path, text)| Arc::new(SourceFile::new(path, text)));
    let configuration = Configuration::load(Tree::from_iter(files.iter().map(|(path, text)| (path, text))));
    evaluate(&configuration, &Root { dir: "", shown_as: "", tfvars: tfvars.as_ref() }).diagnostics
}

/// Diagnostics in an order of their own: Terraform walks its graph in parallel and says things as they come.
fn sorted(diagnostics: impl IntoIterator<Item = Value>) -> Vec<Value> {
    let mut diagnostics: Vec<Value> = diagnostics.into_iter().collect();
    diagnostics.sort_by_key(Value::to_string);
    diagnostics
}

fn real(terraform: &Terraform, name: &str, files: &[(String, String)]) -> Vec<Value> {
    let dir = terraform.directory(name);
    for (path, text) in files {
        let path = dir.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let init = terraform.run(&dir, &["init", "-input=false"]);
    assert!(init.status.success(), "{name}: terraform init: {}", String::from_utf8_lossy(&init.stderr));
    let plan = terraform.run(&dir, &["plan", "-input=false", "-json"]);
    String::from_utf8_lossy(&plan.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok()?.get("diagnostic").cloned())
        .map(comparable)
        .collect()
}

/// Without what is not compared: the signature of a called function, which Landform does not show, and the order of the
/// links of a cycle, which Terraform leaves to chance.
fn comparable(mut diagnostic: Value) -> Value {
    let summary = diagnostic.get("summary").and_then(Value::as_str).unwrap_or_default();
    if let Some(cycle) = summary.strip_prefix("Cycle: ") {
        let mut links: Vec<&str> = cycle.split(", ").collect();
        links.sort_unstable();
        diagnostic["summary"] = format!("Cycle: {}", links.join(", ")).into();
    }
    if let Some(snippet) = diagnostic.get_mut("snippet").and_then(Value::as_object_mut) {
        snippet.remove("function_call");
    }
    diagnostic
}

#[test]
fn diagnostics_are_terraforms() {
    let terraform = terraform();
    let mut different = Vec::new();
    let mut cases: Vec<_> = Path::new("tests/plan").read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    cases.sort();
    assert!(!cases.is_empty());
    for path in cases {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let files = files(&std::fs::read_to_string(&path).unwrap());
        let ours = sorted(landform(&files).iter().map(|diagnostic| serde_json::to_value(diagnostic).unwrap()));
        let expected_path = path.with_extension("json");
        if let Some(terraform) = &terraform {
            let real = sorted(real(terraform, &name, &files));
            let text = format!("{}\n", serde_json::to_string_pretty(&real).unwrap());
            if std::fs::read_to_string(&expected_path).unwrap_or_default() != text {
                assert!(std::env::var("CI").is_err(), "{name}: {} is not what terraform says", expected_path.display());
                std::fs::write(&expected_path, text).unwrap();
            }
        }
        let expected = std::fs::read_to_string(&expected_path)
            .unwrap_or_else(|_| panic!("{name}: run once with terraform on PATH"));
        let expected: Vec<Value> = serde_json::from_str(&expected).unwrap();
        let only = |these: &[Value], those: &[Value]| -> String {
            let lines = these.iter().filter(|d| !those.contains(d)).map(|d| format!("\n    {d}"));
            lines.collect()
        };
        let (missing, extra) = (only(&expected, &ours), only(&ours, &expected));
        if ours != expected {
            different.push(format!("{name}:\n  only terraform:{missing}\n  only landform:{extra}"));
        }
    }
    assert!(different.is_empty(), "{} case(s) differ\n{}", different.len(), different.join("\n"));
}
