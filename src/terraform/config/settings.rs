//! `terraform` blocks. Most of what they say concerns runs of Terraform, not what a design comes to.

use super::Module;
use super::decode::Decoder;
use super::meta::configuration_aliases;
use super::version;
use super::words::{TERRAFORM, TERRAFORM_BLOCKS};
use crate::hcl::structure::{Attribute, Block};
use crate::terraform::diagnostic::Diagnostic;
use crate::terraform::eval::diagnostic_at;

impl Decoder<'_> {
    pub(super) fn terraform(&mut self, block: &Block) {
        for attribute in block.body.attributes() {
            match attribute.key.as_str() {
                "required_version" => self.required_version(attribute),
                "experiments" | "language" => {}
                _ => self.unexpected(attribute, &block.body, TERRAFORM),
            }
        }
        for nested in block.body.blocks().filter(|nested| !TERRAFORM_BLOCKS.contains(&nested.ident.as_str())) {
            self.unexpected_block(nested, TERRAFORM_BLOCKS);
        }
        for backend in block.body.get_blocks("backend") {
            let first = self.module.backend.clone();
            let at = self.file.range(backend.header());
            self.module.backend.get_or_insert_with(|| at.clone());
            self.unique(first, at, "Duplicate backend configuration", |first| {
                format!("A module may have only one backend configuration. The backend was previously configured at {first}.")
            });
        }
        for required in block.body.get_blocks("required_providers") {
            self.module.aliases.extend(configuration_aliases(&required.body));
        }
    }

    fn required_version(&mut self, attribute: &Attribute) {
        let Some(text) = self.text(attribute) else { return };
        match version::Constraint::parse(&text) {
            None => {
                let detail = "This string does not use correct version constraint syntax.";
                self.problem("Invalid version constraint", detail.to_owned(), attribute.value.span());
            }
            Some(constraint) if !constraint.takes() => {
                self.module.unsupported.push((self.file.clone(), attribute.span()));
            }
            Some(_) => {}
        }
    }
}

impl Module {
    /// What is wrong with the module itself. `whose` is who it is, in Terraform's words: `This configuration`.
    pub(in crate::terraform) fn said(&self, whose: &str) -> Vec<Diagnostic> {
        let detail = format!(
            "{whose} does not support Terraform version {}. To proceed, either choose another supported Terraform version or update this version constraint. Version constraints are normally set for good reason, so updating the constraint may lead to other errors or unexpected behavior.",
            version::TERRAFORM
        );
        let unsupported = self.unsupported.iter().map(|(file, at)| {
            diagnostic_at(file, "Unsupported Terraform Core version", detail.clone(), at.clone(), None, Vec::new())
        });
        self.diagnostics.iter().cloned().chain(unsupported).collect()
    }
}
