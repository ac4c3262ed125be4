//! What lies in no network: resources by group and kind, and what is read out of the definitions of containers.

use super::architecture::Thing;
use super::kinds::{self, Group, Place};
use super::network::Network;
use super::read::{Reader, is_on, text, values};
use crate::terraform::plan::PlannedResource;
use crate::terraform::value::{Source, Value};

/// A group of kinds.
pub struct Panel {
    /// Which.
    pub group: Group,
    /// What there is, kind by kind.
    pub cards: Vec<Card>,
}

/// All of one kind.
pub struct Card {
    /// The resource type, or a name of ours for what is none.
    pub kind: String,
    /// `Log groups`
    pub title: String,
    /// Each of them.
    pub entries: Vec<Thing>,
}

/// The panels of a plan, in their order.
pub fn read(reader: &Reader<'_>, network: Option<&Network>) -> Vec<Panel> {
    let drawn: Vec<&str> = network.iter().flat_map(|n| n.placed()).map(|(address, ..)| address).collect();
    let mut found: Vec<(Group, usize, String, Thing)> = Vec::new();
    let mut add = |group: Group, kind: &str, thing: Thing| {
        let order = kinds::find(kind).map_or(usize::MAX, |(at, _)| at);
        found.push((group, order, kind.to_owned(), thing));
    };
    for resource in reader.all() {
        match kinds::place(&resource.kind) {
            Place::Panel(group) => add(group, &resource.kind, Thing::of(reader, resource)),
            // It lies in a network that is not drawn.
            Place::Across | Place::Subnet if !drawn.contains(&&*resource.address) => {
                add(Group::Service, &resource.kind, Thing::of(reader, resource));
            }
            _ => {}
        }
        for (group, kind, name, notes) in contents(resource) {
            let icon = kinds::icon(kind);
            let address = Some(resource.address.clone());
            add(group, kind, Thing { icon, title: kinds::title(kind), name, notes, address });
        }
    }
    found.sort_by(|a, b| (a.0, a.1, &a.2).cmp(&(b.0, b.1, &b.2)));
    let panels = found.chunk_by(|a, b| a.0 == b.0).map(|of_group| {
        let cards = of_group.chunk_by(|a, b| a.2 == b.2).filter_map(card).collect();
        of_group.first().map(|(group, ..)| Panel { group: *group, cards })
    });
    panels.flatten().collect()
}

fn card(of_kind: &[(Group, usize, String, Thing)]) -> Option<Card> {
    let (_, _, kind, _) = of_kind.first()?;
    let one = kinds::title(kind);
    let title = if of_kind.len() == 1 { one } else { format!("{one}s") };
    Some(Card { kind: kind.clone(), title, entries: of_kind.iter().map(|(.., thing)| thing.clone()).collect() })
}

/// What a resource brings along that is no resource of the plan: the images and secrets of containers, and the secret that
/// RDS keeps its password in.
fn contents(resource: &PlannedResource) -> Vec<(Group, &'static str, String, Vec<String>)> {
    let mut found = Vec::new();
    for definitions in values(&resource.value, "container_definitions") {
        for image in inside(&definitions, "image") {
            found.push((Group::Service, "image", image, Vec::new()));
        }
        for secret in inside(&definitions, "secrets.name") {
            found.push((Group::Security, "secret", secret, Vec::new()));
        }
    }
    if is_on(resource, "manage_master_user_password") {
        let what = vec!["database master password".to_owned()];
        found.push((Group::Security, "secret", String::new(), what));
    }
    found
}

/// The texts at a path inside JSON, as far as they are known.
fn inside(json: &Value, path: &str) -> Vec<String> {
    if !json.marks().is_empty() {
        return Vec::new();
    }
    if let Some(Source::Json(value)) = json.source() {
        // The list of containers is flattened as any other.
        let whole = Value::object([("it".into(), value.clone())]);
        return values(&whole, &format!("it.{path}")).iter().filter_map(text).collect();
    }
    let parsed = json.as_str().and_then(|json| serde_json::from_str::<serde_json::Value>(json).ok());
    let mut found: Vec<serde_json::Value> = parsed.into_iter().collect();
    for name in path.split('.') {
        let items = found.into_iter().flat_map(|value| match value {
            serde_json::Value::Array(items) => items,
            other => vec![other],
        });
        found = items.filter_map(|value| value.get(name).cloned()).collect();
    }
    found.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}
