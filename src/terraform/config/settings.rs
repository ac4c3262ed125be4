//! `terraform` blocks. Most of what they say concerns runs of Terraform, not what a design comes to.

use hcl_edit::Span as _;
use hcl_edit::structure::{Attribute, Block};

use super::decode::Decoder;
use super::version;
use super::words::{TERRAFORM, TERRAFORM_BLOCKS};
use crate::terraform::eval::span;

impl Decoder<'_> {
    pub(super) fn terraform(&mut self, block: &Block) {
        for attribute in block.body.attributes() {
            match attribute.key.as_str() {
                "required_version" => self.required_version(attribute),
                "experiments" | "language" => {}
                _ => self.unexpected(attribute, TERRAFORM),
            }
        }
        for nested in block.body.blocks().filter(|nested| !TERRAFORM_BLOCKS.contains(&nested.ident.as_str())) {
            self.unexpected_block(nested, TERRAFORM_BLOCKS);
        }
    }

    fn required_version(&mut self, attribute: &Attribute) {
        let Some(text) = self.text(attribute) else { return };
        match version::Constraint::parse(&text) {
            None => {
                let detail = "This string does not use correct version constraint syntax.";
                self.problem("Invalid version constraint", detail.to_owned(), span(&attribute.value));
            }
            Some(constraint) if !constraint.takes() => {
                let detail = format!(
                    "This configuration does not support Terraform version {}. To proceed, either choose another supported Terraform version or update this version constraint. Version constraints are normally set for good reason, so updating the constraint may lead to other errors or unexpected behavior.",
                    version::TERRAFORM
                );
                let at = attribute.span().unwrap_or_default();
                self.problem("Unsupported Terraform Core version", detail, at);
            }
            Some(_) => {}
        }
    }
}
