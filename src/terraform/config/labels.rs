//! The labels of blocks: how many there must be, and which are names.

use super::decode::Decoder;
use super::words::{NAMED, RESERVED};
use crate::hcl::is_identifier;
use crate::hcl::structure::Block;

impl Decoder<'_> {
    /// Whether a block has the labels that its type asks for.
    pub(super) fn labelled(&mut self, block: &Block, names: &[&str]) -> bool {
        let (ident, count, all) = (block.ident.as_str(), names.len(), names.join(", "));
        if let Some(missing) = names.get(block.labels.len()) {
            let detail = format!("All {ident} blocks must have {count} labels ({all}).");
            self.problem(&format!("Missing {missing} for {ident}"), detail, block.open.clone());
            return false;
        }
        if let Some(extra) = block.labels.get(count) {
            let detail = match count {
                0 => format!("No labels are expected for {ident} blocks."),
                _ => format!("Only {count} labels ({all}) are expected for {ident} blocks."),
            };
            self.problem(&format!("Extraneous label for {ident}"), detail, extra.span.clone());
            return false;
        }
        true
    }

    /// Says which labels are no names.
    pub(super) fn named(&mut self, block: &Block, names: &[&str]) {
        let ident = block.ident.as_str();
        let Some(what) = NAMED.iter().find_map(|(known, what)| (*known == ident).then_some(what)) else { return };
        for label in block.labels.iter().skip(names.len() - 1) {
            let name = label.as_str();
            let detail = if !is_identifier(name) {
                "A name must start with a letter or underscore and may contain only letters, digits, underscores, and dashes.".to_owned()
            } else if ident == "variable" && RESERVED.contains(&name) {
                format!("The variable name {name:?} is reserved due to its special meaning inside module blocks.")
            } else {
                continue;
            };
            self.problem(&format!("Invalid {what} name"), detail, label.span.clone());
        }
    }
}
