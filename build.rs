//! Embeds `blueprint/` into the crate: a table of every file's path and text, ordered by path.
//!
//! Left out is only what running Terraform in place leaves behind: `.terraform/`, `.terraform.lock.hcl` and state.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?).join("blueprint");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?).join("blueprint.rs");

    let mut files = Vec::new();
    walk(&root, &mut files)?;
    files.sort();

    let mut code = String::from("/// Path in `blueprint/` and text of every file, ordered by path.\n");
    code.push_str("static FILES: &[(&str, &str)] = &[\n");
    for file in &files {
        let relative = file.strip_prefix(&root).map_err(io::Error::other)?;
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        writeln!(code, "    ({:?}, include_str!({:?})),", parts.join("/"), file).map_err(io::Error::other)?;
    }
    code.push_str("];\n");
    fs::write(out, code)
}

/// Collects the files of a directory and below it, and has Cargo watch them and the directory itself.
fn walk(dir: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", dir.display());
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if is_left_behind(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            println!("cargo:rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    Ok(())
}

/// Whether running Terraform left it behind. (`.terraform-docs.yml` and `.terraform-version` are the repository's own.)
fn is_left_behind(name: &str) -> bool {
    matches!(name, ".terraform" | ".terraform.lock.hcl") || name.contains(".tfstate")
}
