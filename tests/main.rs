//! The native tests: one program, a module for each subject, so that one is linked instead of twenty-five.
//!
//! `cargo test --test native link::` runs those of a subject. What takes the real tools long is a program of its own
//! (`conformance/`, `differential/`, `console_differential/`), and so is what runs in a browser (`web.rs`).

mod arbitrary;
mod blueprint;
mod cli;
mod console;
mod cost;
mod covering;
mod diagram;
mod directory;
mod documents;
mod export;
mod export_escape;
mod export_hostile;
mod export_templates;
mod form;
mod functions;
mod hcl;
mod hostile;
mod limits;
mod link;
mod patch;
mod plan;
mod presets;
mod rules;
mod semantics;
mod small;
mod support;
mod tfvars;
