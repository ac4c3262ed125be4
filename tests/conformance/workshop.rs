//! The exported repository as the real tools are shown it.

use std::path::Path;

use landform::design::Design;
use landform::export::Repository;

use crate::covering::BLUEPRINT;
use crate::support::workshop;
pub use crate::support::workshop::{Workshop, said};

/// The repository that a design becomes.
pub fn export(design: &Design) -> Repository {
    workshop::export(&BLUEPRINT, design)
}

/// The folders of a repository in which terraform runs: those that have a `versions.tf`.
pub fn folders(repository: &Repository) -> Vec<String> {
    let folder = |path: &String| Some(path.strip_suffix("/versions.tf")?.to_owned());
    repository.files.keys().filter_map(folder).collect()
}

/// Whether a file is read by terraform before any values are, or by its tests.
pub fn is_code(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|e| e.to_str());
    matches!(extension, Some("tf" | "hcl")) && !path.ends_with("/backend.tf") || path.contains("/tests/")
}
