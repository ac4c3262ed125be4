//! The real `terraform`, kept away from the network and from the user's own configuration.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// For the environment of a terraform: it lives for a second, and a third of that it would collect garbage.
pub const MEMORY_FOR_TIME: [(&str, &str); 1] = [("GOGC", "400")];

/// A `terraform` that can be run.
pub struct Terraform {
    scratch: PathBuf,
}

/// The real tool where it is on PATH. With `CI=true` its absence is a failure; elsewhere the caller does without it.
pub fn terraform() -> Option<Terraform> {
    let found = Command::new("terraform").arg("version").output().is_ok_and(|output| output.status.success());
    if !found {
        assert!(std::env::var("CI").is_err(), "terraform is not on PATH, and CI=true requires it");
        eprintln!(
            "terraform 1.11 is not on PATH: what needs it is skipped, or compared with what it said before. It is to be had at https://developer.hashicorp.com/terraform/install"
        );
        return None;
    }
    // No folder may be called terraform: what lies below such a one checkov passes over.
    let scratch = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("scratch");
    std::fs::create_dir_all(&scratch).unwrap();
    std::fs::write(scratch.join("cli.tfrc"), "disable_checkpoint = true\n").unwrap();
    Some(Terraform { scratch })
}

/// An empty directory of a test's own, below Cargo's directory for tests.
pub fn fresh_dir(name: &str) -> PathBuf {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    dir
}

impl Terraform {
    /// An empty directory of a name.
    pub fn directory(&self, name: &str) -> PathBuf {
        let dir = self.scratch.join(name);
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        dir
    }

    /// Runs a command of it in a directory.
    pub fn run(&self, dir: &Path, arguments: &[&str]) -> Output {
        self.command(dir, arguments).output().unwrap()
    }

    /// A command of it, to be run in a directory.
    pub fn command(&self, dir: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new("terraform");
        command.args(arguments).current_dir(dir).env("TF_CLI_CONFIG_FILE", self.scratch.join("cli.tfrc"));
        command.env("TF_IN_AUTOMATION", "1").env("NO_COLOR", "1").env_remove("TF_LOG");
        command.envs(MEMORY_FOR_TIME);
        command
    }
}
