//! The interpreter of the Terraform language.
//!
//! Invariants: it knows the language and not the blueprint; it knows no file system, no clock and no browser; what it does
//! not support is a diagnostic with file and line, never a guess. The yardstick is Terraform 1.11.4.

pub mod config;
pub mod console;
pub mod constraint;
pub mod convert;
pub mod diagnostic;
mod entries;
pub mod eval;
pub mod functions;
pub mod json;
pub mod limits;
pub mod nfc;
pub mod number;
pub mod operators;
pub mod order;
pub mod plan;
pub mod provider;
pub mod quote;
pub mod render;
pub mod show;
pub mod source;
pub(crate) mod syntax;
pub mod template;
pub mod tfvars;
pub mod types;
pub mod unify;
pub mod value;
