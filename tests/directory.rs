//! Directories with Terraform in them, held against the real `terraform`: each file of `tests/dir/` is a small directory, that
//! `landform plan --dir`, `landform validate --dir` and `terraform` are asked about. Diagnostics, the plan and what a person
//! reads of it must be the same.
//!
//! A case is its files, each after a line `-- path --`. What Landform does not support says so: such a case stands in
//! `tests/dir/unsupported.txt` with what it says.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::case::files;
use crate::support::compare::{by_address, differences, lines, missing, readable};
use crate::support::diagnostics::comparable;
use crate::support::terraform::{fresh_dir, terraform};
use crate::support::workshop::{Workshop, said};
use serde_json::{Value as Json, json};

fn landform(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_landform")).args(arguments).output().unwrap()
}

fn cases() -> Vec<(String, BTreeMap<String, String>)> {
    let mut paths: Vec<_> = Path::new("tests/dir").read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    paths.iter().map(|path| (name(path), files(&std::fs::read_to_string(path).unwrap()))).collect()
}

fn diagnostics(json: &Json) -> Vec<Json> {
    json["diagnostics"].as_array().unwrap().iter().cloned().map(comparable).collect()
}

#[test]
fn a_directory_is_planned_as_terraform_plans_it() {
    let only = std::env::var("LANDFORM_CASE").ok();
    let mut different = Vec::new();
    for (name, files) in cases() {
        if only.as_ref().is_some_and(|only| *only != name) {
            continue;
        }
        let Some(terraform) = terraform() else { return };
        let workshop = Workshop::new(terraform, &format!("dir-{name}"), &files);
        // It fails where the configuration does not load, which is what is asked for then.
        workshop.attempt("", &["init", "-input=false"]);
        let dir = workshop.dir.to_str().unwrap();
        let mut found = Vec::new();

        let ours: Json = serde_json::from_slice(&landform(&["validate", "--dir", dir, "--json"]).stdout).unwrap();
        let theirs: Json = serde_json::from_slice(&workshop.attempt("", &["validate", "-json"]).stdout).unwrap();
        let words = |said: Vec<String>| said.into_iter().map(|line| format!("validate: {line}"));
        found.extend(words(missing(&diagnostics(&theirs), &diagnostics(&ours))));
        for field in ["valid", "error_count", "warning_count", "format_version"] {
            found.extend(differences(&format!("validate.{field}"), &theirs[field], &ours[field]));
        }

        let said = workshop.plan("");
        let is_sound = said.iter().all(|diagnostic| diagnostic["severity"] != "error");
        let planned = landform(&["plan", "--dir", dir, "--json"]);
        let ours: Json = serde_json::from_slice(&planned.stdout).unwrap();
        found.extend(missing(&said, &diagnostics(&ours)));
        let code = planned.status.code();
        if code != Some(i32::from(!is_sound)) {
            found.push(format!("landform plan ends with {code:?}"));
        } else if is_sound {
            let shown = workshop.shown("");
            let of = |json: &Json, part: &str| json.get(part).cloned().unwrap_or_else(|| json!({}));
            for part in ["planned_values", "output_changes"] {
                found.extend(differences(part, &of(&shown, part), &of(&ours, part)));
            }
            let changes = |json: &Json| by_address(&of(json, "resource_changes"));
            found.extend(differences("", &changes(&shown), &changes(&ours)));
            let text = String::from_utf8(landform(&["plan", "--dir", dir]).stdout).unwrap();
            found.extend(lines(readable(&workshop.readable("")), readable(&text)));
        }
        if !found.is_empty() {
            different.push(format!("{name}:\n    {}", found.join("\n    ")));
        }
    }
    assert!(different.is_empty(), "{} directories differ\n{}", different.len(), different.join("\n"));
}

/// What Landform does not support is said with file and line, by both commands, and is an error.
#[test]
fn what_is_not_supported_is_said() {
    let cases: &[(&str, &str, &str, u64)] = &[
        ("main.tf", "module \"m\" {\n  source = \"terraform-aws-modules/vpc/aws\"\n}\n", "Module not supported", 1),
        ("main.tf", "\nresource \"random_id\" \"a\" {\n  byte_length = 2\n}\n", "Invalid resource type", 2),
        ("main.tf", "import {\n  to = aws_vpc.a\n  id = \"vpc-1\"\n}\n", "Not supported", 1),
        ("main.tf", "check \"c\" {\n  data \"aws_region\" \"r\" {}\n}\n", "Not supported", 2),
        ("main.tf", "ephemeral \"aws_kms_secrets\" \"a\" {}\n", "Invalid ephemeral resource", 1),
        ("a.tf.json", "{}\n", "File not supported", 1),
        ("override.tf", "locals {}\n", "File not supported", 1),
        ("a.auto.tfvars.json", "{}\n", "File not supported", 1),
    ];
    for (file, text, summary, line) in cases {
        let dir = fresh_dir("dir-unsupported");
        std::fs::write(dir.join("outputs.tf"), "output \"a\" {\n  value = 1\n}\n").unwrap();
        std::fs::write(dir.join(file), text).unwrap();
        for command in ["plan", "validate"] {
            let ran = landform(&[command, "--dir", dir.to_str().unwrap(), "--json"]);
            assert_eq!(ran.status.code(), Some(1), "{file}: {}", said(&ran));
            let json: Json = serde_json::from_slice(&ran.stdout).unwrap();
            let found = json["diagnostics"].as_array().unwrap().iter().find(|d| d["summary"] == *summary);
            let range = &found.unwrap_or_else(|| panic!("{file}: {command}: {json:#}"))["range"];
            assert_eq!((range["filename"].as_str(), range["start"]["line"].as_u64()), (Some(*file), Some(*line)));
        }
    }
}

/// Values are read in Terraform's order, those of --var-file last.
#[test]
fn the_last_value_counts() {
    let dir = fresh_dir("dir-values");
    let write = |name: &str, text: &str| std::fs::write(dir.join(name), text).unwrap();
    write(
        "main.tf",
        "variable \"a\" {}\nvariable \"b\" {}\nvariable \"c\" {}\noutput \"o\" {\n  value = \"${var.a}${var.b}${var.c}\"\n}\n",
    );
    write("terraform.tfvars", "a = 1\nb = 1\nc = 1\n");
    write("x.auto.tfvars", "b = 2\nc = 2\n");
    write("given", "c = 3\n");
    let given = dir.join("given");
    let ran = landform(&["plan", "--dir", dir.to_str().unwrap(), "--var-file", given.to_str().unwrap(), "--json"]);
    let json: Json = serde_json::from_slice(&ran.stdout).unwrap();
    assert_eq!(json["output_changes"]["o"]["after"], "123", "{json:#}");
}
