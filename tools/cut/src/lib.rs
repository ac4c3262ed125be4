//! Cuts a WebAssembly module in two, function by function: what the first load of the site needs, and what comes later. What
//! Binaryen's wasm-split does, which no registry has; here as little of it as the site needs.
//!
//! - [`module`] what of a module is asked for, and the names of its functions
//! - [`list`] which functions come later, as `site/later-code.txt` says
//! - [`mark`] a module that marks each function that has run: how that list is made
//! - [`split`] the two modules
//!
//! Invariant: no index of the first module changes, so that all that refers to it (exports, the table, other functions) stays as
//! it is.

pub mod list;
pub mod mark;
pub mod module;
pub mod split;

use std::fmt;

/// Why a module cannot be read or cut.
#[derive(Debug)]
pub struct Error(String);

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl From<wasmparser::BinaryReaderError> for Error {
    fn from(error: wasmparser::BinaryReaderError) -> Error {
        Error(error.to_string())
    }
}

impl From<wasm_encoder::reencode::Error> for Error {
    fn from(error: wasm_encoder::reencode::Error) -> Error {
        Error(error.to_string())
    }
}

impl From<String> for Error {
    fn from(error: String) -> Error {
        Error(error)
    }
}
