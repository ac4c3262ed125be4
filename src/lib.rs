//! Landform designs production AWS platforms: the Terraform is the program.
//!
//! The way of the data: a design gives inputs per root, the blueprint's Terraform is evaluated on them, and every view and
//! the export are read off the result. See `ARCHITECTURE.md`.

pub mod app;
pub mod blueprint;
pub mod changes;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod cost;
pub mod design;
pub mod diagram;
pub mod export;
pub mod hcl;
pub mod highlight;
pub mod rest;
pub mod terraform;
