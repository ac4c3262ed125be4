//! What differs between two designs: in their environments, in their options, in what Terraform would plan and in their files; what
//! another choice would change, and which would mend a problem.
//!
//! Pure functions of two states. Whether those are a design before and after a change, or two environments of one design,
//! is for the caller to know.

pub mod environments;
pub mod files;
pub mod fix;
pub mod options;
pub mod other;
pub mod plan;
mod value;

pub use environments::{EnvironmentChange, environments};
pub use files::{FileChange, Files, files};
pub use fix::{Fix, candidates, mends};
pub use options::{OptionChange, options};
pub use other::{Other, other, others};
pub use plan::{Difference, ResourceChange, What};
pub use value::AttributeChange;
