//! The picture as SVG.
//!
//! Invariants: looks come from classes alone, so that a page with a strict content security policy can show it; every text of
//! the plan is escaped; what was shortened stands whole in the box's title.

use std::fmt::Write as _;

use super::list::said;
use super::scene::{Anchor, Edge, Label, Node, Scene};

/// The element, for a page that has the stylesheet. Boxes of resources carry `data-address`. `id` begins the ids in it, so
/// that several pictures can stand on one page; letters, digits and hyphens.
pub fn svg(scene: &Scene, id: &str) -> String {
    element(scene, id, "")
}

/// The element with a stylesheet of its own.
pub(super) fn element(scene: &Scene, id: &str, style: &str) -> String {
    let (width, height) = (scene.width, scene.height);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"diagram\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\n"
    );
    // Writing to a String cannot fail.
    let _ = writeln!(out, "<title id=\"{id}-title\">{}</title>", escape(&scene.title));
    let _ = writeln!(out, "<desc id=\"{id}-desc\">{}</desc>", escape(&scene.description));
    if !style.is_empty() {
        let _ = writeln!(out, "<style>\n{style}</style>");
    }
    let _ = writeln!(out, "<defs>");
    for class in ["flow", "route", "copy"] {
        let _ = writeln!(
            out,
            "<marker id=\"{id}-{class}\" class=\"{class}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 .5 8 4 0 7.5Z\"/></marker>"
        );
    }
    let _ = writeln!(out, "</defs>");
    let _ = writeln!(out, "<rect class=\"ground\" width=\"{width}\" height=\"{height}\" rx=\"8\"/>");
    label(&mut out, &scene.heading);
    for node in &scene.nodes {
        draw(&mut out, node);
    }
    for edge in &scene.edges {
        line(&mut out, edge, id);
    }
    out.push_str("</svg>\n");
    out
}

fn draw(out: &mut String, node: &Node) {
    let address = node.address.as_ref().map(|address| format!(" data-address=\"{}\"", escape(address)));
    let _ = write!(out, "<g class=\"box {}\"{}>", node.role.class(), address.unwrap_or_default());
    let _ = write!(out, "<title>{}</title>", escape(&said(node)));
    let rect = node.rect;
    let _ = write!(out, "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", rect.x, rect.y, rect.w, rect.h);
    if let Some((icon, at)) = node.icon {
        let _ = write!(out, "<path class=\"icon\" transform=\"translate({} {})\" d=\"{}\"/>", at.x, at.y, icon.0);
    }
    node.labels.iter().for_each(|text| label(out, text));
    out.push_str("</g>\n");
}

fn line(out: &mut String, edge: &Edge, id: &str) {
    let mut path = String::new();
    for (i, point) in edge.points.iter().enumerate() {
        let _ = write!(path, "{}{} {}", if i == 0 { "M" } else { "L" }, point.x, point.y);
    }
    let class = edge.line.class();
    let _ = write!(out, "<g class=\"line {class}\">");
    let _ = write!(out, "<path class=\"stroke\" d=\"{path}\" marker-end=\"url(#{id}-{class})\"/>");
    edge.labels.iter().for_each(|text| label(out, text));
    out.push_str("</g>\n");
}

fn label(out: &mut String, label: &Label) {
    let anchor = match label.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let (x, y) = (label.at.x, label.at.y);
    let _ = write!(out, "<text class=\"{}\" x=\"{x}\" y=\"{y}\"{anchor}>", label.size.class());
    let _ = write!(out, "{}</text>", escape(&label.shown));
}

/// Text of an XML document, or of an attribute between double quotes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in super::text::plain(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            _ => escaped.push(c),
        }
    }
    escaped
}
