//! Who talks to whom in the picture, as a Mermaid flowchart, which GitHub and GitLab draw where it stands in Markdown.
//!
//! Mermaid lays out by itself, and a box for everything would leave no room for any: only what has a line is in it.
//!
//! Invariant: whatever a name is, it stays between its quotes: what could end them, or begin markup, is written as a
//! character's number (Mermaid, "Entity codes to escape characters").

use std::fmt::Write as _;

use super::scene::{Line, Node, Role, Scene};

/// The flowchart, without the fence around it.
pub fn mermaid(scene: &Scene) -> String {
    let mut out = "flowchart TB\n".to_owned();
    let connected = |at: usize| scene.edges.iter().any(|edge| edge.from == at || edge.to == at);
    let (inside, outside): (Vec<_>, Vec<_>) =
        scene.nodes.iter().enumerate().filter(|(at, _)| connected(*at)).partition(|(at, _)| in_vpc(scene, *at));
    // Writing to a String cannot fail.
    for (at, node) in outside {
        let _ = writeln!(out, "  {}", declared(scene, at, node));
    }
    if let Some((at, vpc)) = scene.nodes.iter().enumerate().find(|(_, node)| node.role == Role::Vpc) {
        // Mermaid leaves room for one line there.
        let title = std::iter::once(&vpc.name).chain(vpc.notes.first()).map(|text| escape(text));
        let _ = writeln!(out, "  subgraph n{at}[\"{}\"]", title.collect::<Vec<_>>().join(" "));
        for (at, node) in inside {
            let _ = writeln!(out, "    {}", declared(scene, at, node));
        }
        out.push_str("  end\n");
    }
    for edge in &scene.edges {
        let arrow = match edge.line {
            Line::Flow => "-->",
            Line::Route | Line::Copy => "-.->",
        };
        let label = match edge.notes.is_empty() {
            true => String::new(),
            false => format!("|\"{}\"|", lines(edge.notes.iter())),
        };
        let _ = writeln!(out, "  n{} {arrow}{label} n{}", edge.from, edge.to);
    }
    out
}

fn in_vpc(scene: &Scene, at: usize) -> bool {
    let parent = scene.nodes.get(at).and_then(|node| node.parent);
    parent.is_some_and(|parent| {
        scene.nodes.get(parent).is_some_and(|node| node.role == Role::Vpc) || in_vpc(scene, parent)
    })
}

/// `n4["NAT gateway<br>example-prod-a"]`; round where it is outside.
fn declared(scene: &Scene, at: usize, node: &Node) -> String {
    let (open, close) = if node.role == Role::Outside { ("([", "])") } else { ("[", "]") };
    format!("n{at}{open}\"{}\"{close}", text(scene, at, node))
}

/// What a box is called and named; of a card, what there is.
fn text(scene: &Scene, at: usize, node: &Node) -> String {
    let entries = scene.children(Some(at)).filter(|_| node.role == Role::Card);
    let entries = entries.flat_map(|(_, entry)| &entry.notes);
    lines(std::iter::once(&node.name).chain(node.notes.first()).chain(entries))
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
