//! The provider under the real terraform: what it accepts, refuses, replaces and renders.
//!
//! The cases are Terraform configurations in the folders beside this file; each test copies one, so that no
//! state or lock file is left behind. terraform must be on the PATH.

use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A copy of a fixture, initialised, with the provider in a mirror beside it.
struct Workspace(PathBuf);

impl Workspace {
    /// A fixture's, for the test that asks: tests run side by side.
    fn of(fixture: &str) -> Workspace {
        let test = std::thread::current().name().unwrap_or("test").to_owned();
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test).join(fixture);
        let _ = std::fs::remove_dir_all(&root);
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(fixture), &root.join("configuration"));
        let mirror =
            Command::new(env!("CARGO_BIN_EXE_fake-aws")).arg("mirror").arg(root.join("mirror")).output().unwrap();
        assert!(mirror.status.success(), "{mirror:?}");
        let workspace = Workspace(root);
        workspace.succeeds(&["init"]);
        workspace
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new("terraform");
        // Only what the test sets decides: no credentials, no region, no arguments from outside.
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            if name.starts_with("AWS_") || name.starts_with("TF_") {
                command.env_remove(name);
            }
        }
        command.current_dir(self.0.join("configuration")).env("TF_CLI_CONFIG_FILE", self.0.join("mirror/terraform.rc"));
        command.args(arguments).arg("-no-color").output().expect("terraform is not on the PATH")
    }

    fn succeeds(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "terraform {arguments:?}:\n{text}");
        text
    }

    fn json(&self, arguments: &[&str]) -> Json {
        let output = self.run(arguments);
        serde_json::from_slice(&output.stdout).unwrap_or_else(|fault| panic!("{fault}: {output:?}"))
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target)
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn terraform_sees_the_schema_in_the_file() {
    let workspace = Workspace::of("platform");
    let seen = workspace.json(&["providers", "schema", "-json"]);
    let seen = &seen["provider_schemas"]["registry.terraform.io/hashicorp/aws"];
    let file: Json = serde_json::from_str(include_str!("../schema/schema.json")).unwrap();
    for kind in ["resource_schemas", "data_source_schemas", "ephemeral_resource_schemas"] {
        let types = file[kind].as_object().unwrap();
        assert_eq!(seen[kind].as_object().unwrap().len(), types.len());
        for (name, schema) in types {
            assert_eq!(plain(&seen[kind][name]), plain(schema), "{name}");
        }
    }
    assert_eq!(plain(&seen["provider"]), plain(&file["provider"]));
}

/// A schema without what terraform adds to say nothing.
fn plain(schema: &Json) -> Json {
    match schema {
        Json::Object(members) => {
            let members = members.iter().filter(|(name, value)| {
                *name != "description_kind" && value.as_object().is_none_or(|inner| !inner.is_empty())
            });
            Json::Object(
                members
                    .map(|(name, value)| (name.clone(), plain(value)))
                    .filter(|(_, value)| *value != Json::Object(Default::default()))
                    .collect(),
            )
        }
        other => other.clone(),
    }
}

#[test]
fn a_platform_is_planned_made_kept_and_destroyed() {
    let workspace = Workspace::of("platform");
    workspace.succeeds(&["validate"]);
    workspace.succeeds(&["apply", "-auto-approve"]);
    let again = workspace.run(&["plan", "-detailed-exitcode"]);
    assert_eq!(
        again.status.code(),
        Some(0),
        "the second plan has changes:\n{}",
        String::from_utf8_lossy(&again.stdout)
    );
    let left = workspace.succeeds(&["destroy", "-auto-approve"]);
    assert!(left.contains("Destroy complete!"), "{left}");
}

#[test]
fn a_platform_passes_its_own_tests() {
    for fixture in ["platform", "documents", "passwords"] {
        let text = Workspace::of(fixture).succeeds(&["test"]);
        assert!(text.contains("0 failed"), "{text}");
    }
}

#[test]
fn what_is_wrong_is_refused_on_its_line() {
    let workspace = Workspace::of("refused");
    let report = workspace.json(&["validate", "-json"]);
    let mut found: BTreeMap<u64, Vec<(String, String)>> = BTreeMap::new();
    for diagnostic in report["diagnostics"].as_array().unwrap() {
        let text = |name: &str| diagnostic[name].as_str().unwrap_or_default().to_owned();
        let line = diagnostic["range"]["start"]["line"].as_u64().unwrap_or_default();
        found.entry(line).or_default().push((text("summary"), text("detail")));
    }
    let file = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/refused/main.tf")).unwrap();
    let mut faults = Vec::new();
    for (number, line) in (1..).zip(file.lines()) {
        let expected = line.split_once(" # ").filter(|(code, _)| !code.trim().is_empty()).map(|(_, expected)| expected);
        let mut here = found.remove(&number).unwrap_or_default();
        let Some((summary, details)) = expected.map(|expected| expected.split_once(": ").expect("summary: text"))
        else {
            faults.extend(
                here.into_iter().map(|fault| format!("line {number} has an error that nobody expects: {fault:?}")),
            );
            continue;
        };
        for detail in details.split(" | ") {
            match here.iter().position(|(is, says)| is == summary && says.contains(detail)) {
                Some(at) => drop(here.swap_remove(at)),
                None => faults.push(format!("line {number} lacks {summary}: {detail}, it has {here:?}")),
            }
        }
        faults.extend(here.into_iter().map(|fault| format!("line {number} has more: {fault:?}")));
    }
    faults.extend(found.into_iter().map(|(line, fault)| format!("line {line}: {fault:?}")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What an ephemeral resource gave stands neither in the plan nor in the state.
#[test]
fn a_password_is_kept_nowhere() {
    let workspace = Workspace::of("passwords");
    let planned = workspace.succeeds(&["plan", "-out=plan"]);
    assert!(planned.contains("Opening complete"), "{planned}");
    let plan = workspace.json(&["show", "-json", "plan"]);
    let addresses =
        plan["resource_changes"].as_array().unwrap().iter().map(|change| change["address"].as_str().unwrap());
    assert!(addresses.clone().all(|address| !address.contains("ephemeral")), "{:?}", addresses.collect::<Vec<_>>());
    workspace.succeeds(&["apply", "plan"]);
    let state = std::fs::read_to_string(workspace.0.join("configuration/terraform.tfstate")).unwrap();
    assert!(state.contains("\"password_wo\": null") && state.contains("\"secret_string_wo\": null"), "{state}");
    let again = workspace.run(&["plan", "-detailed-exitcode"]);
    assert_eq!(again.status.code(), Some(0), "{}", String::from_utf8_lossy(&again.stdout));
}

/// tests/changes/changes.table: a variable's new value | an address | what terraform does to it.
#[test]
fn changes_replace_what_only_a_new_resource_can_have() {
    let workspace = Workspace::of("changes");
    workspace.succeeds(&["apply", "-auto-approve"]);
    let mut faults = Vec::new();
    for row in include_str!("changes/changes.table").lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
        let columns: Vec<&str> = row.split(" | ").map(str::trim).collect();
        let [change, expected @ ..] = columns.as_slice() else { panic!("{row}") };
        workspace.succeeds(&["plan", "-out=plan", &format!("-var={change}")]);
        let plan = workspace.json(&["show", "-json", "plan"]);
        let actions = |change: &Json| match change["change"]["actions"].as_array().map(Vec::as_slice) {
            Some([first, _]) if first == "delete" || first == "create" => "replace".to_owned(),
            Some([action]) => action.as_str().unwrap_or_default().to_owned(),
            other => format!("{other:?}"),
        };
        let changes = plan["resource_changes"].as_array().unwrap().iter();
        let mut changed: Vec<String> = changes
            .filter(|change| actions(change) != "no-op" && change["mode"] == "managed")
            .map(|change| format!("{} {}", actions(change), change["address"].as_str().unwrap_or_default()))
            .collect();
        changed.sort();
        let mut expected: Vec<String> = expected.iter().map(|&text| text.to_owned()).collect();
        expected.sort();
        if changed != expected {
            faults.push(format!("{change}\n  expected {expected:?}\n  planned  {changed:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The secret that RDS keeps goes and comes with an argument; no plan says so, and the state after the apply does.
#[test]
fn what_changes_along_with_an_argument_is_known_after_apply() {
    let workspace = Workspace::of("changes");
    let after = |managed: bool| {
        workspace.succeeds(&["apply", "-auto-approve", &format!("-var=managed={managed}")]);
        workspace.succeeds(&["refresh", &format!("-var=managed={managed}")]);
        workspace.json(&["output", "-json", "secrets"]).as_array().map_or(0, Vec::len)
    };
    assert_eq!([after(true), after(false), after(true)], [1, 0, 1]);
}
