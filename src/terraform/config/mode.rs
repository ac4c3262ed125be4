//! What Terraform does with a resource.

use super::{Declared, Module, Resource};

/// Whether Terraform makes a resource, only reads it, or opens it for as long as it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// `resource`
    Managed,
    /// `data`
    Data,
    /// `ephemeral`: what it gives is kept in no plan and no state, and is no change.
    Ephemeral,
}

impl Mode {
    /// The mode whose references begin with a word of its own: `data.aws_region.this`.
    pub fn of_root(root: &str) -> Option<Mode> {
        match root {
            "data" => Some(Mode::Data),
            "ephemeral" => Some(Mode::Ephemeral),
            _ => None,
        }
    }

    /// What stands before the type in an address.
    pub fn prefix(self) -> &'static str {
        match self {
            Mode::Managed => "",
            Mode::Data => "data.",
            Mode::Ephemeral => "ephemeral.",
        }
    }

    /// What Terraform calls a resource of this mode.
    pub fn adjective(self) -> &'static str {
        match self {
            Mode::Managed => "managed",
            Mode::Data => "data",
            Mode::Ephemeral => "ephemeral",
        }
    }

    /// The article before that, at the beginning of a sentence.
    pub fn article(self) -> &'static str {
        if self == Mode::Ephemeral { "An" } else { "A" }
    }

    /// The blocks of this mode that a module has, by `type.name`.
    pub fn declared(self, module: &Module) -> &Declared<Resource> {
        match self {
            Mode::Managed => &module.resources,
            Mode::Data => &module.data,
            Mode::Ephemeral => &module.ephemeral,
        }
    }

    pub(super) fn declared_mut(self, module: &mut Module) -> &mut Declared<Resource> {
        match self {
            Mode::Managed => &mut module.resources,
            Mode::Data => &mut module.data,
            Mode::Ephemeral => &mut module.ephemeral,
        }
    }
}
