//! `variable` blocks.

use std::ops::Range as Span;
use std::sync::Arc;

use super::Located;
use crate::terraform::constraint::Constraint;
use crate::terraform::diagnostic::Range;
use crate::terraform::source::SourceFile;
use crate::terraform::types::Str;
use crate::terraform::value::Value;

/// A `variable` block.
#[derive(Debug)]
pub struct Variable {
    /// `var.<name>`
    pub name: Str,
    /// `type`, with the defaults of optional attributes; any type when there is none.
    pub constraint: Constraint,
    /// `default`, converted to the type; none when the variable is required.
    pub default: Option<Value>,
    /// `description`
    pub description: Option<String>,
    /// `nullable`; true when absent.
    pub nullable: bool,
    /// `sensitive`
    pub sensitive: bool,
    /// `ephemeral`
    pub ephemeral: bool,
    /// `validation` blocks, in order.
    pub validations: Vec<Validation>,
    /// The block's header: `variable "vpc_cidr"`.
    pub range: Range,
    /// The whole block, in bytes.
    pub span: Span<usize>,
    /// The file it stands in.
    pub file: Arc<SourceFile>,
}

/// A `validation` block.
#[derive(Debug)]
pub struct Validation {
    /// What must hold.
    pub condition: Located,
    /// What to say when it does not.
    pub error_message: Located,
    /// The block's header: the word `validation`.
    pub range: Range,
}
