//! The real Terraform, as the oracle.

// Each test takes what it needs.
#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// A `terraform` that runs in a directory; none, and said so, where it is not installed. With `CI=true` that is a failure.
pub fn terraform(dir: &Path) -> Option<Command> {
    let found = Command::new("terraform").arg("-version").output().is_ok();
    let how = "terraform 1.11 is missing: https://developer.hashicorp.com/terraform/install";
    assert!(found || std::env::var("CI").as_deref() != Ok("true"), "{how}");
    if !found {
        eprintln!("Skipped: {how}");
        return None;
    }
    let mut command = Command::new("terraform");
    command.current_dir(dir).env("CHECKPOINT_DISABLE", "1").env_remove("TF_CLI_CONFIG_FILE");
    Some(command)
}

/// An empty directory of a test's own, below Cargo's directory for tests.
pub fn fresh_dir(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if dir.exists() {
        std::fs::remove_dir_all(&dir).unwrap();
    }
    std::fs::create_dir_all(&dir).unwrap();
    dir
}
