//! A directory with an exported repository in it, in which the real terraform is run.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Output;

use landform::blueprint::Blueprint;
use landform::design::{Design, evaluate};
use landform::export::{Repository, repository};
use serde_json::Value as Json;

use super::diagnostics::diagnostics;
use super::provider;
use super::terraform::Terraform;

/// Keeps the state in the directory: the export's backend needs a cloud.
const OVERRIDE: &str = "backend_override.tf";
const LOCAL_BACKEND: &str = "terraform {\n  backend \"local\" {}\n}\n";

/// A plan is kept: what is applied is that.
const PLAN: &str = "-out=plan.tfplan";

/// The repository that a design becomes.
pub fn export(blueprint: &Blueprint, design: &Design) -> Repository {
    let evaluation = evaluate(blueprint, design);
    repository(blueprint, design, &evaluation, None).unwrap_or_else(|error| panic!("{error}"))
}

/// A directory of a repository.
pub struct Workshop {
    terraform: Terraform,
    /// Where the repository lies.
    pub dir: PathBuf,
    there: BTreeMap<String, String>,
}

impl Workshop {
    /// Files in a directory of a name.
    pub fn new(terraform: Terraform, name: &str, files: &BTreeMap<String, String>) -> Workshop {
        let mut workshop = Workshop { dir: terraform.directory(name), terraform, there: BTreeMap::new() };
        workshop.put(files);
        workshop
    }

    /// Replaces the files by others: only those that differ are touched, what terraform left beside them stays.
    pub fn put(&mut self, files: &BTreeMap<String, String>) {
        for path in self.there.keys().filter(|path| !files.contains_key(*path)) {
            std::fs::remove_file(self.dir.join(path)).unwrap();
        }
        for (path, text) in files.iter().filter(|(path, text)| self.there.get(*path) != Some(*text)) {
            self.write(path, text);
        }
        self.there.clone_from(files);
    }

    /// Writes a file that is none of the repository's.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.dir.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Runs terraform in a folder; a failure is one of the test.
    pub fn run(&self, folder: &str, arguments: &[&str]) -> Output {
        let output = self.attempt(folder, arguments);
        assert!(output.status.success(), "{folder}: terraform {}: {}", arguments.join(" "), said(&output));
        output
    }

    /// Runs terraform in a folder, whatever comes of it.
    pub fn attempt(&self, folder: &str, arguments: &[&str]) -> Output {
        let mut command = self.terraform.command(&self.dir.join(folder), arguments);
        command.env("TF_CLI_CONFIG_FILE", &*provider::CONFIGURATION).output().unwrap()
    }

    /// Makes a root ready for plans, with its state beside it.
    pub fn init(&self, folder: &str) {
        self.write(&format!("{folder}/{OVERRIDE}"), LOCAL_BACKEND);
        self.run(folder, &["init", "-input=false"]);
    }

    /// Whether a root was made ready.
    pub fn is_ready(&self, folder: &str) -> bool {
        self.dir.join(folder).join(OVERRIDE).exists()
    }

    /// What a plan of a root says.
    pub fn plan(&self, folder: &str) -> Vec<Json> {
        let output = self.attempt(folder, &["plan", "-input=false", "-json", PLAN]);
        let said_so = diagnostics(&output.stdout, folder);
        let fails = said_so.iter().any(|diagnostic| diagnostic["severity"] == "error");
        assert_eq!(output.status.success(), !fails, "{folder}: terraform plan: {}", said(&output));
        said_so
    }

    /// The plan of a root as it is from its state on, as `terraform show -json` has it.
    pub fn planned(&self, folder: &str) -> Json {
        self.run(folder, &["plan", "-input=false", PLAN]);
        self.shown(folder)
    }

    /// The plan that was made of a root, as `terraform show` prints it.
    pub fn readable(&self, folder: &str) -> String {
        String::from_utf8(self.run(folder, &["show", "-no-color", "plan.tfplan"]).stdout).unwrap()
    }

    /// The plan that was made of a root, as `terraform show -json` has it.
    pub fn shown(&self, folder: &str) -> Json {
        serde_json::from_slice(&self.run(folder, &["show", "-json", "plan.tfplan"]).stdout).unwrap()
    }

    /// Applies the plan that was made of a root, and asserts that nothing is left to do.
    pub fn apply(&self, folder: &str) {
        self.run(folder, &["apply", "-input=false", "plan.tfplan"]);
        let output = self.attempt(folder, &["plan", "-input=false", "-detailed-exitcode"]);
        assert_eq!(output.status.code(), Some(0), "{folder}: after apply a plan has changes: {}", said(&output));
    }
}

/// What a command printed.
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
