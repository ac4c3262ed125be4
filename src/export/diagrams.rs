//! The pictures of the environments: files by themselves, and what the documents are given of them.

use crate::design::Evaluation;
use crate::diagram::{self, Format};
use crate::terraform::types::Str;
use crate::terraform::value::Value;

/// The picture of an environment.
#[derive(Clone, Debug)]
pub(super) struct Diagram {
    /// The environment.
    pub name: Str,
    /// The path of its file.
    pub path: String,
    /// The file.
    pub svg: String,
    /// The same as a Mermaid flowchart.
    pub mermaid: String,
}

/// The pictures of all environments. The last environment's, which is where users are, is the architecture; the others'
/// carry their names.
pub(super) fn diagrams(evaluation: &Evaluation) -> Vec<Diagram> {
    let names: Vec<&Str> = evaluation.roots.iter().filter_map(|plan| plan.root.environment_name()).collect();
    let of = |(place, name): (usize, &&Str)| {
        let scene = diagram::scene(evaluation, name, Format::Page)?;
        let suffix = if place + 1 == names.len() { String::new() } else { format!("-{name}") };
        Some(Diagram {
            name: (*name).clone(),
            path: format!("docs/architecture{suffix}.svg"),
            svg: diagram::standalone(&scene, place),
            mermaid: diagram::mermaid(&scene),
        })
    };
    names.iter().enumerate().filter_map(of).collect()
}

/// `{ dev = { file = "architecture-dev.svg", mermaid = "flowchart …" } }`: text that means itself in a code block.
pub(super) fn value(diagrams: &[Diagram]) -> Value {
    Value::object(diagrams.iter().map(|diagram| {
        let file = diagram.path.strip_prefix("docs/").unwrap_or(&diagram.path);
        let known = [("file".into(), Value::string(file)), ("mermaid".into(), Value::string(&diagram.mermaid))];
        (diagram.name.clone(), Value::object(known))
    }))
}
