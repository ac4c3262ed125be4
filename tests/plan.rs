//! Configurations held against the real `terraform`: each file of `tests/plan/` is a small tree, planned by both.
//!
//! The expected diagnostics are Terraform's own, kept as snapshots so that the comparison needs no `terraform`; where it is
//! on PATH (and always with `CI=true`) the snapshots themselves are checked against it first.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::support::case::files;
use crate::support::diagnostics::{comparable, sorted};
use crate::support::terraform::{Terraform, terraform};
use landform::terraform::config::Configuration;
use landform::terraform::diagnostic::Diagnostic;
use landform::terraform::plan::{Root, evaluate};
use landform::terraform::source::{SourceFile, Tree};
use serde_json::Value;

fn landform(files: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let tfvars = files.get_key_value("terraform.tfvars");
    let tfvars = tfvars.map(|(path, text)| Arc::new(SourceFile::new(path, text)));
    let configuration = Configuration::load(Tree::from_iter(files.iter()));
    evaluate(&configuration, &Root { dir: "", shown_as: "", tfvars: tfvars.as_ref() }).diagnostics
}

fn real(terraform: &Terraform, name: &str, files: &BTreeMap<String, String>) -> Vec<Value> {
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
