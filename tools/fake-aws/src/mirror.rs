//! The filesystem mirror from which terraform installs this provider as `hashicorp/aws`.

use crate::schema::Schemas;
use std::fs;
use std::path::Path;

/// The configuration that makes terraform look nowhere else.
const CONFIGURATION: &str = r#"disable_checkpoint = true

provider_installation {
  filesystem_mirror {
    path = "PATH"
  }
}
"#;

/// Writes the mirror and `terraform.rc` into a directory, and says how to use them.
///
/// # Errors
/// The directory cannot be written.
pub fn write(directory: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let version = Schemas::load()?.provider_version;
    let platform = format!("{}_{}", go_os(), go_architecture());
    let registry = directory.join("registry.terraform.io");
    // What an older build left would be installed in the place of this one.
    if registry.exists() {
        fs::remove_dir_all(&registry)?;
    }
    let package = registry.join("hashicorp/aws").join(&version).join(platform);
    fs::create_dir_all(&package)?;
    fs::copy(std::env::current_exe()?, package.join(format!("terraform-provider-aws_v{version}")))?;
    let directory = directory.canonicalize()?;
    let configuration = directory.join("terraform.rc");
    fs::write(&configuration, CONFIGURATION.replace("PATH", &directory.display().to_string()))?;
    println!("export TF_CLI_CONFIG_FILE={}", configuration.display());
    Ok(())
}

/// The operating system as Go, and so terraform, names it.
fn go_os() -> &'static str {
    if cfg!(target_os = "macos") { "darwin" } else { std::env::consts::OS }
}

/// The architecture as Go names it.
fn go_architecture() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        other => other,
    }
}
