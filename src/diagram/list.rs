//! The picture as a list, for those who do not see it.

use super::scene::{Node, Role, Scene};

/// One thing of the picture with what lies in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is: `NAT gateway, example-prod-a`.
    pub text: String,
    /// The address of its resource.
    pub address: Option<String>,
    /// What lies in it; behind that, where its lines go.
    pub items: Vec<Item>,
}

/// Everything in a picture, outermost first. Lines are items of the box that they begin at.
pub fn list(scene: &Scene) -> Vec<Item> {
    items(scene, None)
}

fn items(scene: &Scene, parent: Option<usize>) -> Vec<Item> {
    let item = |(at, node): (usize, &Node)| {
        let mut within = items(scene, Some(at));
        within.extend(scene.edges.iter().filter(|edge| edge.from == at).filter_map(|edge| {
            let to = scene.nodes.get(edge.to)?;
            let what = if edge.notes.is_empty() { String::new() } else { format!(": {}", edge.notes.join(", ")) };
            Some(Item { text: format!("to {}{what}", said(to)), address: None, items: Vec::new() })
        }));
        within.dedup();
        let text = said(node);
        match (node.role, within.as_slice()) {
            // What there is one of stands for its card.
            (Role::Card, [one, ..]) if scene.children(Some(at)).count() == 1 => {
                Item { text: one.text.clone(), address: one.address.clone(), items: within.split_off(1) }
            }
            _ => Item { text, address: node.address.clone(), items: within },
        }
    };
    scene.children(parent).map(item).collect()
}

/// A box in words.
pub fn said(node: &Node) -> String {
    let words = std::iter::once(&node.name).chain(&node.notes).map(|text| super::text::plain(text));
    words.collect::<Vec<_>>().join(", ")
}
