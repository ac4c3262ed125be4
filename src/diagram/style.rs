//! The picture as a file by itself, with the page's stylesheet for it inside.
//!
//! Colours are those of the page: `style/tokens.css` has each for light and for dark, `style/diagram.css` uses them by name.
//! Here the names are replaced, because not everything that draws SVG knows them.

use super::scene::Scene;
use super::svg;

const TOKENS: &str = include_str!("../../style/tokens.css");
const RULES: &str = include_str!("../../style/diagram.css");

/// The picture as a document. `place` is the environment's among the environments, which decides its colour.
pub fn standalone(scene: &Scene, place: usize) -> String {
    let style = format!(
        "{}@media (prefers-color-scheme: dark) {{\n{}}}\n",
        rules(place, Scheme::Light),
        rules(place, Scheme::Dark)
    );
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", svg::element(scene, "diagram", &style))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Light,
    Dark,
}

/// The rules with every `var(--name)` replaced by its value in a scheme.
fn rules(place: usize, scheme: Scheme) -> String {
    let mut out = String::new();
    let mut rest = RULES;
    while let Some((before, after)) = rest.split_once("var(--") {
        let Some((name, behind)) = after.split_once(')') else { break };
        out.push_str(before);
        // The page has six colours for environments and begins again behind them.
        let root = format!("root-{}", place % 6);
        out.push_str(&value(if name == "root" { &root } else { name }, scheme));
        rest = behind;
    }
    out.push_str(rest);
    let comments_gone: Vec<&str> = out.lines().filter(|line| !line.trim_start().starts_with("/*")).collect();
    let text = comments_gone.join("\n");
    format!("{}\n", text.trim())
}

/// The value of a token: of `light-dark(a, b)`, the one of the scheme.
fn value(name: &str, scheme: Scheme) -> String {
    let declared = TOKENS.split_once(&format!("--{name}:")).map(|(_, behind)| behind);
    let value = declared.and_then(|behind| behind.split_once(';')).map_or("", |(value, _)| value.trim());
    match value
        .strip_prefix("light-dark(")
        .and_then(|rest| rest.strip_suffix(')'))
        .and_then(|pair| pair.split_once(','))
    {
        Some((light, _)) if scheme == Scheme::Light => light.trim().to_owned(),
        Some((_, dark)) => dark.trim().to_owned(),
        None => value.to_owned(),
    }
}
