//! The text of a root's `terraform.tfvars`.
//!
//! Invariants: only what differs from a variable's default stands there; it is as `terraform fmt` would have it; read
//! again, every value is what the design said. No text of a user stands in a comment.

mod expression;

use serde_json::Value as Json;

use self::expression::{Line, aligned, expression, is_sure_width};
use super::design::Design;
use super::json::{fit, sorted};
use super::root::RootId;
use crate::blueprint::Blueprint;
use crate::terraform::config::Variable;
use crate::terraform::source::columns;

/// The variable that the export gives the environment's name to.
pub(super) const ENVIRONMENT: &str = "environment";

/// No line is longer, unless a string makes it so.
const WIDTH: usize = 120;

/// Writes the values of a root; empty of values when every variable stands at its default.
pub fn render(blueprint: &Blueprint, design: &Design, root: &RootId) -> String {
    let mut text = String::new();
    let supplied: Vec<Line> = supplied(blueprint, design, root)
        .map(|(name, json)| Line { name: name.to_owned(), value: expression(&json, 0, WIDTH), comment: None })
        .collect();
    if !supplied.is_empty() {
        text.push('\n');
        text.push_str(&written(&supplied));
    }
    for (title, group) in &blueprint.presentation.groups {
        let options = group.options.iter().filter(|(_, option)| option.scope.holds(root));
        let lines = options.filter_map(|(name, _)| line(blueprint, design, root, name)).collect();
        push_group(&mut text, title, lines);
    }
    let nothing = if text.is_empty() { "# All of them stand at their defaults.\n" } else { "" };
    format!("{}{nothing}{text}", header(root))
}

fn header(root: &RootId) -> String {
    let what = match root {
        RootId::Environment(name) => format!("The values of {name}"),
        RootId::Bootstrap => "The values of the remote state".to_owned(),
        RootId::Delivery => "The values of the pipeline".to_owned(),
    };
    format!("# {what}, where they differ from the variables' defaults. Written by Landform.\n")
}

/// What the export fills in: the environment's own name and kind, or the names of all.
fn supplied<'a>(blueprint: &'a Blueprint, design: &Design, root: &RootId) -> impl Iterator<Item = (&'a str, Json)> {
    let names: Vec<&str> = design.environments.keys().map(|name| &**name).collect();
    let environment = root.environment_name().map(|name| Json::from(&**name));
    let kind = root.environment_name().and_then(|_| design.stem(root)).map(Json::from);
    let variables = blueprint.module(root).map(|module| &module.variables);
    blueprint.presentation.supplied.iter().filter_map(move |name| {
        variables?.get(name.as_str())?;
        let value = match name.as_str() {
            ENVIRONMENT => environment.clone()?,
            "kind" => kind.clone()?,
            "environments" => Json::from(names.clone()),
            _ => return None,
        };
        Some((name.as_str(), value))
    })
}

/// The line of an option; none where the variable stands at its default.
fn line(blueprint: &Blueprint, design: &Design, root: &RootId, name: &str) -> Option<Line> {
    let variable = blueprint.variable(root, name)?;
    let preset = design.preset(blueprint, root).and_then(|preset| preset.values.get(name));
    let (json, comment) = match (design.chosen(root, name), preset) {
        (Some(chosen), _) => (chosen, first_sentence(variable)),
        (None, Some(preset)) => (&preset.json, preset.comment.clone()),
        (None, None) => return None,
    };
    let value = fit(variable, json).ok()?.value;
    if variable.default.as_ref() == Some(&value) {
        return None;
    }
    Some(Line { name: name.to_owned(), value: expression(&sorted(json), 0, WIDTH - columns(name) - 3), comment })
}

/// The first sentence of a variable's description, without its full stop.
fn first_sentence(variable: &Variable) -> Option<String> {
    let description = variable.description.as_deref()?;
    let end = description.match_indices(". ").find(|(at, _)| {
        description.get(at + 2..).and_then(|rest| rest.chars().next()).is_some_and(|c| !c.is_lowercase())
    });
    let sentence = end.and_then(|(at, _)| description.get(..at)).unwrap_or(description);
    Some(sentence.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_owned())
}

/// A heading and its lines.
fn push_group(text: &mut String, title: &str, lines: Vec<Line>) {
    if lines.is_empty() {
        return;
    }
    text.push_str(&format!("\n# {title}\n"));
    for (i, paragraph) in paragraphs(lines).iter().enumerate() {
        let written = written(paragraph);
        // A comment right below the heading would read as part of it.
        if i > 0 || written.starts_with('#') {
            text.push('\n');
        }
        text.push_str(&written);
    }
}

/// Lines that are aligned with each other. One that has several lines, that would make lines too long, or whose width is
/// not certain, stands by itself.
fn paragraphs(mut lines: Vec<Line>) -> Vec<Vec<Line>> {
    let apart = match lines.iter().position(stands_alone) {
        Some(alone) => Some(alone),
        None if aligned(&lines).iter().all(|line| columns(line) <= WIDTH) => None,
        None => (0..lines.len()).max_by_key(|&i| lines.get(i).map(|line| columns(&alone(line)))),
    };
    match apart {
        Some(apart) if lines.len() > 1 => {
            let mut line = lines.split_off(apart);
            let after = line.split_off(1);
            let parts = [lines, line, after].into_iter().filter(|part| !part.is_empty());
            parts.flat_map(paragraphs).collect()
        }
        _ => vec![lines],
    }
}

/// A paragraph's text. The comment of a line that has no room for it stands above.
fn written(paragraph: &[Line]) -> String {
    match paragraph {
        [line @ Line { name, value, comment: Some(comment) }]
            if stands_alone(line) || columns(&alone(line)) > WIDTH =>
        {
            format!("{}{name} = {value}\n", wrapped(comment))
        }
        lines => aligned(lines).into_iter().map(|line| line + "\n").collect(),
    }
}

fn stands_alone(line: &Line) -> bool {
    line.value.contains('\n') || !is_sure_width(&line.value)
}

fn alone(line: &Line) -> String {
    aligned(std::slice::from_ref(line)).concat()
}

/// A comment in lines of its own.
fn wrapped(comment: &str) -> String {
    let mut lines = vec![String::from("#")];
    for word in comment.split(' ') {
        match lines.last_mut() {
            Some(line) if columns(line) + 1 + columns(word) <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("# {word}")),
        }
    }
    lines.into_iter().map(|line| line + "\n").collect()
}
