//! A plan as `terraform plan` prints it, without colours: which resources are made, with what is known of them, and which
//! outputs there will be (Terraform, `internal/command/jsonformat`).
//!
//! Everything is created: there is no state here. Of each kind of block or value Terraform prints only what is set.

mod value;

use std::fmt::Write;

use super::plan::{Mode, Pending, Plan, PlannedResource};
use super::provider::{Block, Nested, Provider};
use super::quote::quote;
use super::types::Type;
use super::value::{Data, Value};
use crate::hcl::is_identifier;
use value::{Style, labelled, rendered};

/// What Terraform puts before what will be, and before what only closes it.
const CREATE: &str = "  + ";
const READ: &str = " <= ";
const NONE: &str = "    ";

/// The plan, from the line that follows Terraform's explanation of its symbols; empty when there is nothing to do.
pub fn plan(plan: &Plan, provider: Option<&Provider>) -> String {
    let mut text = String::new();
    let changes: Vec<&PlannedResource> = plan.resources.iter().filter(|resource| resource.is_change()).collect();
    if !changes.is_empty() {
        text.push_str("Terraform will perform the following actions:\n");
        for change in &changes {
            let block = provider.and_then(|provider| provider.block(change.mode, &change.kind));
            let _ = write!(text, "\n{}", resource(change, block));
        }
        let _ = writeln!(text, "\n{}", counts(plan));
    }
    let shown = |value: &Value| (!value.is_null()).then(|| rendered(value, 0, Style::Json));
    let outputs = value::outputs(plan.outputs.iter().map(|(name, output)| (name.to_string(), shown(output))));
    if !outputs.is_empty() {
        let gap = if changes.is_empty() { "" } else { "\n" };
        let _ = write!(text, "{gap}Changes to Outputs:\n{outputs}");
    }
    text
}

/// `Plan: 67 to add, 0 to change, 0 to destroy.`
pub fn counts(plan: &Plan) -> String {
    let added = plan.resources.iter().filter(|resource| resource.mode == Mode::Managed).count();
    format!("Plan: {added} to add, 0 to change, 0 to destroy.")
}

/// One resource or data source with its heading.
pub fn resource(resource: &PlannedResource, block: Option<&Block>) -> String {
    let (what, symbol, keyword) = match resource.mode {
        Mode::Data => ("read during apply", READ, "data"),
        _ => ("created", CREATE, "resource"),
    };
    let mut text = format!("  # {} will be {what}\n", resource.address);
    match resource.pending {
        Some(Pending::Configuration) => text.push_str("  # (config refers to values not yet known)\n"),
        Some(Pending::Dependency) => {
            text.push_str("  # (depends on a resource or a module with changes pending)\n");
        }
        None => {}
    }
    let body = block.map_or_else(|| "{}".into(), |block| body(&resource.value, block, 0));
    let _ = writeln!(text, "{symbol}{keyword} {:?} {:?} {body}", &*resource.kind, &*resource.name);
    text
}

/// A block's attributes, aligned, then its blocks. `depth` is how deep the block itself stands.
fn body(value: &Value, block: &Block, depth: usize) -> String {
    let Some(entries) = value.as_entries() else { return "{}".into() };
    let attributes: Vec<(String, Option<String>)> = block
        .attributes
        .iter()
        .filter_map(|(name, attribute)| match entries.get(name)? {
            _ if attribute.write_only => Some((name.to_string(), Some("(write-only attribute)".to_owned()))),
            value if value.is_null() => None,
            value if attribute.ty == Type::Dynamic => {
                Some((name.to_string(), Some(rendered(value, depth + 1, Style::Json))))
            }
            // A block tells an empty text from none as little as providers do.
            value if value.as_str() == Some("") => Some((name.to_string(), None)),
            value => Some((name.to_string(), Some(rendered(value, depth + 1, Style::Value)))),
        })
        .collect();
    let mut text = String::from("{\n");
    let has_attributes = !attributes.is_empty();
    text.push_str(&labelled(attributes, depth + 1));
    for (name, nested) in &block.block_types {
        let Some(value) = entries.get(name) else { continue };
        let blocks = blocks(name, nested, value, depth + 1);
        if blocks.is_empty() {
            continue;
        }
        if has_attributes {
            text.push('\n');
        }
        text.push_str(&blocks);
    }
    // Terraform keeps a line for the blocks that could stand there.
    if !has_attributes && block.block_types.is_empty() {
        return "{}".into();
    }
    let _ = write!(text, "{}{NONE}}}", indent(depth));
    text
}

/// The nested blocks of one name.
fn blocks(name: &str, nested: &Nested, value: &Value, depth: usize) -> String {
    let label = if is_identifier(name) { name.to_owned() } else { quote(name) };
    let one = |key: &str, block: &Value| {
        format!("{}{CREATE}{label} {key}{}\n", indent(depth), body(block, &nested.block, depth))
    };
    match value.data() {
        Data::Unknown(_) => format!("{}{CREATE}{label} (known after apply)\n", indent(depth)),
        Data::Null => String::new(),
        Data::Elements(elements) => elements.iter().map(|element| one("", element)).collect(),
        Data::Entries(entries) if matches!(value.ty(), Type::Map(_)) => {
            entries.iter().map(|(key, element)| one(&format!("{} ", quote(key)), element)).collect()
        }
        _ => one("", value),
    }
}

fn indent(depth: usize) -> String {
    NONE.repeat(depth)
}
