//! The repository that a design becomes: files by path, and the zip of them.
//!
//! Invariants: pure functions of blueprint, design and evaluation, so the same design gives the same bytes; what is static is
//! copied byte for byte; every text that a user typed is escaped for the file that it lands in.

pub mod escape;
mod zip;

use std::collections::BTreeMap;

pub use zip::{folder, is_executable, zip};

/// The exported repository.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repository {
    /// The project that it is of, as the user named it.
    pub name: String,
    /// Text by path. Paths are relative, with `/`.
    pub files: BTreeMap<String, String>,
}
