//! The repository that a design becomes: files by path, and the zip of them.
//!
//! Invariants: pure functions of blueprint, design and evaluation, so the same design gives the same bytes; what is static is
//! copied byte for byte; every text that a user chose is escaped for the file that it lands in.

pub mod context;
mod diagrams;
pub mod escape;
mod link;
mod moved;
mod planned;
mod repository;
mod zip;

pub use link::{address, site};
pub use repository::{Error, Repository, repository};
pub use zip::{Zipping, folder, is_executable, zip};
