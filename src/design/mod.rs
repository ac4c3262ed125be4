//! What the user chose, how it is asked for, and what follows from it.
//!
//! Invariants: everything here is a pure function of the blueprint and the design. Nothing about an option (its type,
//! default, bounds, choices, rules) is written here: it is read off the blueprint's Terraform.

pub mod apply;
pub mod archive;
pub mod control;
#[allow(clippy::module_inception, reason = "the folder is named after what it is about")]
pub mod design;
pub mod environments;
pub mod evaluation;
pub mod file;
pub mod form;
pub mod hints;
pub mod import;
pub mod json;
pub mod link;
pub mod note;
pub mod presentation;
pub mod preset;
pub mod reach;
pub mod root;
mod structure;
pub mod tfvars;
pub mod usage;
pub mod when;

pub use apply::{Applied, Choice, apply};
pub use control::{Attribute, Control};
pub use design::{Design, Environment, Inputs, Unfit};
pub use environments::Refused;
pub use evaluation::{
    Evaluation, Example, Problem, RootPlan, evaluate, evaluate_again, evaluate_resting, evaluate_root,
    evaluate_root_again,
};
pub use form::{Form, Group, OptionSpec, Rule};
pub use import::{Imported, import};
pub use note::Note;
pub use presentation::{Presentation, Presented, Scope};
pub use preset::{Preset, PresetValue, Presets};
pub use reach::{Block, Reach, reach};
pub use root::RootId;
pub use usage::Usage;
pub use when::When;
