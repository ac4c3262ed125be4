//! The interpreter of the Terraform language.
//!
//! Invariants: it knows the language and not the blueprint; it knows no file system, no clock and no browser; what it does
//! not support is a diagnostic with file and line, never a guess. The yardstick is Terraform 1.11.4.

pub mod diagnostic;
pub mod number;
pub mod order;
pub mod quote;
pub mod types;
pub mod value;
