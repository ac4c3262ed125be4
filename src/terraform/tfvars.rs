//! `terraform.tfvars`: values of a root module's variables.

use std::sync::Arc;

use super::config::{Declared, Located};
use super::diagnostic::Diagnostic;
use super::eval::diagnostic_at;
use super::source::SourceFile;
use super::syntax;

/// The assignments of a file; what is no assignment is a diagnostic.
pub fn parse(file: &Arc<SourceFile>) -> (Declared<Located>, Vec<Diagnostic>) {
    let mut assignments = Declared::default();
    let (body, mut diagnostics) = syntax::body(file);
    let Some(body) = body else { return (assignments, diagnostics) };
    // As Terraform does: a declaration is what was meant wrongly; of other blocks the first one is said.
    let declared = body.has_blocks("variable");
    let wrong = body.blocks().filter(|block| !declared || block.ident.as_str() == "variable");
    for block in wrong.take(if declared { usize::MAX } else { 1 }) {
        let at = block.ident.span.clone();
        let (summary, detail) = match (block.ident.as_str(), block.labels.first()) {
            ("variable", Some(name)) => {
                let (name, path) = (name.as_str(), file.path.rsplit('/').next().unwrap_or_default());
                let detail = format!(
                    "A .tfvars file is used to assign values to variables that have already been declared in .tf files, not to declare new variables. To declare variable {name:?}, place this block in one of your .tf files, such as variables.tf.\n\nTo set a value for this variable in {path}, use the definition syntax instead:\n    {name} = <value>"
                );
                ("Variable declaration in .tfvars file".to_owned(), detail)
            }
            (other, _) => (format!("Unexpected {other:?} block"), "Blocks are not allowed here.".to_owned()),
        };
        diagnostics.push(diagnostic_at(file, &summary, detail, at, None, Vec::new()));
    }
    for attribute in body.into_attributes() {
        let name = attribute.key.name;
        assignments.insert(name, Located { expr: attribute.value, file: file.clone() });
    }
    (assignments, diagnostics)
}
