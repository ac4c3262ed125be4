//! Designs in which every rule is broken (`rules.json`), several in one where each still says what it says alone.

use std::collections::{BTreeMap, BTreeSet};

use landform::blueprint::Blueprint;
use landform::design::{Design, Inputs, RootId};
use serde_json::Value as Json;

use super::{plan, with};
use crate::support::rules::{Broken, table};

/// Values of options, each in a root.
type Values = Vec<(RootId, String, Json)>;

/// What is said of a design: of which root, and what.
type Said = Vec<(RootId, String, String)>;

/// Options that break rules together.
#[derive(Debug, Default)]
struct Group {
    values: Values,
    names: BTreeSet<String>,
    said: Said,
}

/// Designs that are the presets but for options that break rules. A rule joins the first that it neither hides anything
/// of nor is hidden by: that says what it said, and what is said of the rule alone.
pub fn designs(blueprint: &Blueprint) -> Vec<Design> {
    let mut groups: Vec<Group> = Vec::new();
    for values in rules() {
        let names: BTreeSet<String> = values.iter().map(|(_, option, _)| option.clone()).collect();
        let alone = said(blueprint, &with(blueprint, &values));
        let joined = groups.iter_mut().any(|group| {
            if !group.names.is_disjoint(&names) {
                return false;
            }
            let together: Values = group.values.iter().chain(&values).cloned().collect();
            let mut expected = [&*group.said, &*alone].concat();
            expected.sort_unstable();
            if said(blueprint, &with(blueprint, &together)) != expected {
                return false;
            }
            group.names.extend(names.iter().cloned());
            (group.values, group.said) = (together, expected);
            true
        });
        if !joined {
            groups.push(Group { values, names, said: alone });
        }
    }
    groups.iter().map(|group| with(blueprint, &group.values)).collect()
}

/// For each rule that a design can break the values that break it.
fn rules() -> impl Iterator<Item = Values> {
    let broken = table().into_values().flat_map(BTreeMap::into_values).flatten();
    broken.filter_map(|broken| match broken {
        Broken::Design(roots) => Some(roots.into_iter().flat_map(of_root).collect()),
        Broken::Supplied(_) => None,
    })
}

fn of_root((root, inputs): (RootId, Inputs)) -> impl Iterator<Item = (RootId, String, Json)> {
    inputs.into_iter().map(move |(option, value)| (root.clone(), option, value))
}

fn said(blueprint: &Blueprint, design: &Design) -> Said {
    let of_root = |root: &RootId| {
        let root = root.clone();
        plan(blueprint, design, &root).diagnostics.into_iter().map(move |d| (root.clone(), d.summary, d.detail))
    };
    let mut said: Said = blueprint.roots().flat_map(of_root).collect();
    said.sort_unstable();
    said
}
