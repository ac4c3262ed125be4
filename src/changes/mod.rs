//! What differs between two designs: in their environments, in their options, and in what Terraform would plan; and what another choice would change.
//!
//! Pure functions of two states. Whether those are a design before and after a change, or two environments of one design,
//! is for the caller to know.

pub mod environments;
pub mod options;
pub mod other;
pub mod plan;
mod value;

pub use environments::{EnvironmentChange, environments};
pub use options::{OptionChange, options};
pub use other::{Other, other, others};
pub use plan::{Difference, ResourceChange, What};
pub use value::AttributeChange;
