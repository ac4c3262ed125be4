//! What blocks ask for: `precondition`, `postcondition`, `check` with its `assert` blocks, and the parts of `validation`.

use super::decode::{Decoder, declare};
use super::words::{CHECK_BLOCKS, CONDITION};
use super::{Check, Condition};
use crate::hcl::structure::{Block, Body};
use crate::terraform::eval::references::references;
use crate::terraform::types::Str;

impl Decoder<'_> {
    pub(super) fn check(&mut self, name: &Str, mut block: Block) {
        for nested in block.body.blocks().filter(|nested| nested.ident.as_str() == "data") {
            let detail = "Data sources inside a check are not supported by Landform.";
            self.problem("Not supported", detail.to_owned(), nested.header());
        }
        for attribute in block.body.attributes() {
            self.unexpected(attribute, &block.body, &[]);
        }
        for nested in block.body.blocks().filter(|nested| !CHECK_BLOCKS.contains(&nested.ident.as_str())) {
            self.unexpected_block(nested, CHECK_BLOCKS);
        }
        let asserts = self.conditions(&mut block.body, "assert");
        let at = self.file.range(block.header());
        if asserts.is_empty() {
            let detail = "Check blocks must have at least one assert block.";
            self.problem("Zero assert blocks", detail.to_owned(), block.header());
        }
        let check = Check { asserts, range: at.clone() };
        let first = declare(&mut self.module.checks, name.clone(), check, |check| &check.range);
        self.unique(first, at, &format!("Duplicate check \"{name}\" configuration"), |first| {
            format!("A check block named {name:?} was already declared at {first}. Check blocks must be unique within each module.")
        });
    }

    /// The conditions of a kind, taken out of a body.
    pub(super) fn conditions(&mut self, body: &mut Body, kind: &str) -> Vec<Condition> {
        body.remove_blocks(kind).into_iter().filter_map(|block| self.condition(block, kind)).collect()
    }

    /// A condition that can come out one way or the other; none where it cannot.
    fn condition(&mut self, block: Block, kind: &str) -> Option<Condition> {
        let asked = self.asked(block)?;
        if references(&asked.condition.expr).is_empty() {
            let detail = "The condition expression must refer to at least one object from elsewhere in the configuration, or else its result would not be checking anything.";
            self.problem(&format!("Invalid {kind} expression"), detail.to_owned(), asked.condition.expr.span());
            return None;
        }
        Some(asked)
    }

    /// What a block asks for; none where it does not.
    pub(super) fn asked(&mut self, mut block: Block) -> Option<Condition> {
        let opening = block.open.clone();
        let mut part = |name| {
            let part = block.body.remove_attribute(name).map(|attribute| self.located(attribute.value));
            if part.is_none() {
                self.missing(name, opening.clone());
            }
            part
        };
        let (condition, error_message) = (part("condition"), part("error_message"));
        for attribute in block.body.attributes() {
            self.unexpected(attribute, &block.body, CONDITION);
        }
        Some(Condition { condition: condition?, error_message: error_message? })
    }
}
