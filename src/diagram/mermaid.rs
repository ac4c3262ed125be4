//! The picture as a Mermaid flowchart, which GitHub and GitLab draw where it stands in Markdown.
//!
//! Invariant: whatever a name is, it stays between its quotes: what could end them, or begin markup, is written as a
//! character's number (Mermaid, "Entity codes to escape characters").

use std::fmt::Write as _;

use super::scene::{Line, Node, Role, Scene};

/// The flowchart, without the fence around it.
pub fn mermaid(scene: &Scene) -> String {
    let mut out = "flowchart TB\n".to_owned();
    boxes(scene, None, 1, &mut out);
    for edge in &scene.edges {
        let arrow = match edge.line {
            Line::Flow => "-->",
            Line::Route | Line::Copy => "-.->",
        };
        let label = match edge.notes.is_empty() {
            true => String::new(),
            false => format!("|\"{}\"|", lines(edge.notes.iter())),
        };
        // Writing to a String cannot fail.
        let _ = writeln!(out, "  n{} {arrow}{label} n{}", edge.from, edge.to);
    }
    out
}

fn boxes(scene: &Scene, parent: Option<usize>, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    for (at, node) in scene.children(parent) {
        let has_boxes = node.role != Role::Card && scene.children(Some(at)).next().is_some();
        let _ = if has_boxes {
            let _ = writeln!(out, "{indent}subgraph n{at}[\"{}\"]", text(scene, at, node));
            boxes(scene, Some(at), depth + 1, out);
            writeln!(out, "{indent}end")
        } else {
            let (open, close) = if node.role == Role::Outside { ("([", "])") } else { ("[", "]") };
            writeln!(out, "{indent}n{at}{open}\"{}\"{close}", text(scene, at, node))
        };
    }
}

/// A box's name and what is said of it; of a card, what there is.
fn text(scene: &Scene, at: usize, node: &Node) -> String {
    let entries = scene.children(Some(at)).filter(|_| node.role == Role::Card);
    let entries = entries.flat_map(|(_, entry)| &entry.notes);
    lines(std::iter::once(&node.name).chain(&node.notes).chain(entries))
}

fn lines<'t>(texts: impl Iterator<Item = &'t String>) -> String {
    texts.map(|text| escape(text)).collect::<Vec<_>>().join("<br>")
}

/// Letters, digits and what is harmless stay; the rest is written as `#35;`.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in super::text::plain(text).chars() {
        let harmless = c.is_alphanumeric() || matches!(c, ' ' | '.' | ',' | '-' | '_' | '/' | ':' | '×' | '…' | '@');
        if harmless {
            escaped.push(c);
        } else {
            let _ = write!(escaped, "#{};", u32::from(c));
        }
    }
    escaped
}
