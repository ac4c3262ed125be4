//! `terraform.tfvars`: values of a root module's variables.

use std::sync::Arc;

use hcl_edit::Span as _;
use indexmap::IndexMap;

use super::config::Located;
use super::diagnostic::Diagnostic;
use super::eval::diagnostic_at;
use super::source::SourceFile;
use super::types::Str;

/// The assignments of a file; what is no assignment is a diagnostic.
pub fn parse(file: &Arc<SourceFile>) -> (IndexMap<Str, Located>, Vec<Diagnostic>) {
    let mut assignments = IndexMap::new();
    let mut diagnostics = Vec::new();
    let body = match hcl_edit::parser::parse_body(&file.text) {
        Ok(body) => body,
        Err(error) => {
            let at = error.location().offset();
            let detail = format!("This is not valid HCL: {}.", error.message());
            diagnostics.push(diagnostic_at(file, "Invalid syntax", detail, at..at, None, Vec::new()));
            return (assignments, diagnostics);
        }
    };
    for block in body.blocks() {
        let at = block.ident.span().unwrap_or_default();
        let detail = format!("Blocks are not allowed here: {:?} is no assignment of a variable.", block.ident.as_str());
        diagnostics.push(diagnostic_at(file, "Unexpected block", detail, at, None, Vec::new()));
    }
    for attribute in body.attributes() {
        let located = Located { expr: attribute.value.clone(), file: file.clone() };
        assignments.insert(Str::from(attribute.key.as_str()), located);
    }
    (assignments, diagnostics)
}
