//! A directory with an exported repository in it, in which the real terraform is run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;

use landform::design::{Design, evaluate};
use landform::export::{Repository, repository};
use serde_json::Value as Json;

use crate::designs::BLUEPRINT;
use crate::support::diagnostics::diagnostics;
use crate::support::provider;
use crate::support::terraform::Terraform;

/// Keeps the state in the directory: the export's backend needs a cloud.
const LOCAL_BACKEND: &str = "terraform {\n  backend \"local\" {}\n}\n";

/// A plan is kept: what is applied is that.
const PLAN: &str = "-out=plan.tfplan";

/// The repository that a design becomes.
pub fn export(design: &Design) -> Repository {
    let evaluation = evaluate(&BLUEPRINT, design);
    repository(&BLUEPRINT, design, &evaluation, None).unwrap_or_else(|error| panic!("{error}"))
}

/// A directory of a repository.
pub struct Workshop {
    terraform: Terraform,
    /// Where the repository lies.
    pub dir: PathBuf,
    there: BTreeMap<String, String>,
}

impl Workshop {
    /// A repository in a directory of a name.
    pub fn new(terraform: Terraform, name: &str, repository: &Repository) -> Workshop {
        let mut workshop = Workshop { dir: terraform.directory(name), terraform, there: BTreeMap::new() };
        workshop.put(repository);
        workshop
    }

    /// Replaces the repository by another: only the files that differ are touched, what terraform left beside them stays.
    pub fn put(&mut self, repository: &Repository) {
        for path in self.there.keys().filter(|path| !repository.files.contains_key(*path)) {
            std::fs::remove_file(self.dir.join(path)).unwrap();
        }
        for (path, text) in repository.files.iter().filter(|(path, text)| self.there.get(*path) != Some(*text)) {
            self.write(path, text);
        }
        self.there.clone_from(&repository.files);
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
        self.write(&format!("{folder}/backend_override.tf"), LOCAL_BACKEND);
        self.run(folder, &["init", "-input=false"]);
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
        let shown = self.run(folder, &["show", "-json", "plan.tfplan"]);
        serde_json::from_slice(&shown.stdout).unwrap()
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

/// The folders of a repository in which terraform runs: those that have a `versions.tf`.
pub fn folders(repository: &Repository) -> Vec<String> {
    let folder = |path: &String| Some(path.strip_suffix("/versions.tf")?.to_owned());
    repository.files.keys().filter_map(folder).collect()
}

/// Whether a file is read by terraform before any values are.
pub fn is_code(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|e| e.to_str());
    matches!(extension, Some("tf" | "hcl")) && !path.ends_with("/backend.tf")
}
