//! Template files (`*.tftpl`) rendered by themselves, as `templatefile` would.

use std::collections::BTreeMap;

use super::convert::convert;
use super::diagnostic::Diagnostic;
use super::eval::{Scope, Unresolved, evaluate_template, references::template_references};
use super::source::Tree;
use super::syntax;
use super::types::{Str, Type};
use super::value::Value;

/// Renders the template at a path of the tree with variables.
///
/// # Errors
/// What is wrong with the template, or with the variables for it; a result that is not wholly known counts as wrong.
pub fn render(tree: &Tree, path: &str, variables: &BTreeMap<Str, Value>) -> Result<String, Vec<Diagnostic>> {
    let problem = |summary: &str, detail: String| vec![Diagnostic::error(summary, detail, None)];
    let file = tree.get(path).ok_or_else(|| problem("No such template", format!("There is no template at {path}.")))?;
    let template = file.template().map_err(|errors| syntax::diagnostics(file, errors))?;
    let undeclared: Vec<Diagnostic> = template_references(template)
        .into_iter()
        .filter(|reference| !variables.contains_key(reference.root))
        .map(|reference| {
            let detail = format!("The template is given no variable named {:?}.", reference.root);
            let at = reference.start..reference.start + reference.root.len();
            super::eval::diagnostic_at(file, "Invalid reference", detail, at, None, Vec::new())
        })
        .collect();
    if !undeclared.is_empty() {
        return Err(undeclared);
    }
    let dir = path.rsplit_once('/').map_or("", |(dir, _)| dir);
    let (value, diagnostics) = evaluate_template(template, file, &Variables { variables, tree, dir });
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    let text = convert(&value, &Type::String).map_err(|m| problem("Invalid template result", m.to_string()))?;
    text.as_str().map(str::to_owned).ok_or_else(|| {
        problem("Invalid template result", format!("{path} comes to a value that is not known before apply."))
    })
}

struct Variables<'a> {
    variables: &'a BTreeMap<Str, Value>,
    tree: &'a Tree,
    dir: &'a str,
}

impl Scope for Variables<'_> {
    fn lookup(&self, root: &str, _: &[&str]) -> Result<(Value, usize), Unresolved> {
        self.variables.get(root).map(|value| (value.clone(), 0)).ok_or(Unresolved::Failed)
    }

    fn files(&self) -> Option<(&Tree, &str)> {
        Some((self.tree, self.dir))
    }
}
