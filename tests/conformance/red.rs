//! The gates close: an export that was broken on purpose is found out, each time by the gate whose matter it is.

use landform::design::{Design, RootId};
use landform::export::Repository;
use serde_json::json;

use crate::accepted::{compare, workshop};
use crate::covering::BLUEPRINT;
use crate::gates::{GATES, installed};
use crate::support::terraform::terraform;
use crate::workshop::{Workshop, export, said};

/// What one thing in one file is made into, and which gate then closes, with what.
const BROKEN: &[(&str, &str, &str, &str, &str)] = &[
    (
        "modules/alb/main.tf",
        "  load_balancer_type = ",
        "  load_balancer_kind = ",
        "terraform validate",
        "Unsupported argument",
    ),
    (
        "modules/ecs/variables.tf",
        "var.container_port <= 65535",
        "var.container_port <= 65536",
        "terraform test",
        "container_port",
    ),
    ("modules/rds/main.tf", "  deletion_protection ", "  deletion_protection", "terraform fmt", "deletion_protection"),
    (".github/workflows/terraform.yml", "@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7", "zizmor", "unpinned-uses"),
    (".github/workflows/terraform.yml", "runs-on: ubuntu-24.04", "runs-on: ubuntu-24.05", "actionlint", "runner-label"),
    (
        "modules/alb/variables.tf",
        "  description = \"VPC that",
        "  description = \"Network that",
        "terraform-docs",
        "out of date",
    ),
    ("modules/ecs/outputs.tf", "  description =", "  # description =", "tflint", "terraform_documented_outputs"),
    ("modules/alb/main.tf", "#tfsec:ignore:AVD-AWS-0053 it", "# it", "tfsec", "AVD-AWS-0053"),
    ("modules/alb/main.tf", "  #checkov:skip=CKV_AWS_378:", "  # ", "checkov", "CKV_AWS_378"),
];

fn broken(path: &str, from: &str, to: &str) -> Repository {
    let mut repository = export(&Design::new(&BLUEPRINT));
    let text = repository.files.get_mut(path).unwrap_or_else(|| panic!("there is no {path}"));
    assert!(text.contains(from), "{path} has no {from:?}");
    *text = text.replacen(from, to, 1);
    repository
}

/// What a gate says of a repository; none where its tool is missing.
fn asked(gate: &str, repository: &Repository, name: &str) -> Option<String> {
    let workshop = Workshop::new(terraform()?, name, &repository.files);
    if let Some(command) = gate.strip_prefix("terraform ") {
        if command == "fmt" {
            return Some(said(&workshop.attempt("", &["fmt", "-check", "-diff", "-recursive"])));
        }
        let folder = if command == "test" { "modules/ecs" } else { "modules/alb" };
        workshop.run(folder, &["init", "-backend=false", "-input=false"]);
        let output = workshop.attempt(folder, &[command, "-no-color"]);
        assert!(!output.status.success(), "{gate} takes it: {}", said(&output));
        return Some(said(&output));
    }
    let (_, program) = installed(gate)?;
    let gate = GATES.iter().find(|known| known.name == gate).unwrap();
    Some(format!("{:?}", (gate.ask)(&program, &workshop.dir, repository)))
}

#[test]
fn what_is_broken_on_purpose_is_found() {
    for (path, from, to, gate, with) in BROKEN {
        crate::say(format_args!("red: {path} with {to:?}"));
        if let Some(text) = asked(gate, &broken(path, from, to), "red") {
            assert!(text.contains(with), "{gate} does not find {to:?} in {path}: {text}");
        }
    }
}

/// A bound that Terraform has and Landform has not, or the other way round, is a difference of their diagnostics.
#[test]
fn a_rules_other_bound_is_a_difference() {
    if terraform().is_none() {
        return;
    }
    let dev = RootId::environment("dev");
    let mut design = Design::new(&BLUEPRINT);
    design.set(&BLUEPRINT, &dev, "container_port", &json!(65536)).unwrap();
    let same = export(&design);
    let mut workshop = workshop("red-plan", &same);
    assert_eq!(compare(&workshop, &design, &dev).difference, None);
    let mut repository =
        broken("modules/ecs/variables.tf", "var.container_port <= 65535", "var.container_port <= 65536");
    repository.files.insert(dev.tfvars_path(), same.files[&dev.tfvars_path()].clone());
    workshop.put(&repository.files);
    let found = compare(&workshop, &design, &dev).difference;
    assert!(
        found.is_some_and(|difference| difference.contains("container_port is 65536")),
        "the bound is not compared"
    );
}
