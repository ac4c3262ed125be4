//! `tools/fake-aws` in the place of `hashicorp/aws`.

use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

/// The configuration file that points terraform at it. Built and laid out once in a run of tests.
pub static CONFIGURATION: LazyLock<PathBuf> = LazyLock::new(|| {
    let mirror = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("fake-aws");
    std::fs::create_dir_all(&mirror).unwrap();
    let made = Command::new("tools/fake-aws/mirror").arg(&mirror).output().unwrap();
    assert!(made.status.success(), "tools/fake-aws: {}", String::from_utf8_lossy(&made.stderr));
    mirror.join("terraform.rc")
});
