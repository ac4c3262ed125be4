//! What differs between two designs of the same blueprint, option by option.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::blueprint::Blueprint;
use crate::design::{Design, RootId, Scope};
use crate::terraform::types::Str;

/// An option that was given another value.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionChange {
    /// Where; of an option that several roots share, the first of them.
    pub root: RootId,
    /// The variable.
    pub variable: Str,
    /// What it was given before.
    pub old: Option<Json>,
    /// What it is given now.
    pub new: Option<Json>,
}

/// Every option that differs, root by root, in the roots that both designs have. An option that roots share and that changed
/// alike in all of them stands there once.
pub fn options(blueprint: &Blueprint, old: &Design, new: &Design) -> Vec<OptionChange> {
    let mut changes: Vec<OptionChange> = Vec::new();
    for root in &new.roots(blueprint).filter(|root| old.inputs(root).is_some()).collect::<Vec<_>>() {
        let chosen = [old, new].into_iter().filter_map(|design| design.inputs(root)).flat_map(|inputs| inputs.keys());
        let mut names: BTreeSet<&str> = chosen.map(String::as_str).collect();
        if old.preset != new.preset || old.stem(root) != new.stem(root) {
            let presets = [old, new].into_iter().filter_map(|design| design.preset(blueprint, root));
            names.extend(presets.flat_map(|preset| preset.values.keys()).map(|name| &**name));
        }
        for name in names {
            let (before, after) = (old.get(blueprint, root, name), new.get(blueprint, root, name));
            let shared = blueprint.presented(root, name).is_some_and(|option| option.scope == Scope::Shared);
            let told = shared && changes.iter().any(|other| *other.variable == *name && other.new == after);
            if before != after && !told {
                let variable = Str::from(name);
                changes.push(OptionChange { root: root.clone(), variable, old: before, new: after });
            }
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_option_that_differs_stands_there_once() {
        let blueprint = Blueprint::embedded().unwrap();
        let old = Design::new(&blueprint);
        let mut new = old.clone();
        let (dev, prod) = (RootId::environment("dev"), RootId::environment("prod"));
        new.set(&blueprint, &dev, "nat_mode", &json!("per_az")).unwrap();
        new.set(&blueprint, &prod, "owner", &json!("payments")).unwrap();
        let told = |old: &Design, new: &Design| -> Vec<String> {
            let told = options(&blueprint, old, new).into_iter();
            let side = |value: Option<Json>| value.unwrap_or_default().to_string();
            told.map(|o| format!("{}.{} {} {}", o.root, o.variable, side(o.old), side(o.new))).collect()
        };
        assert_eq!(
            told(&old, &new),
            ["dev.nat_mode \"single\" \"per_az\"", "dev.owner \"platform-team\" \"payments\""]
        );
        assert_eq!(
            told(&new, &old),
            ["dev.nat_mode \"per_az\" \"single\"", "dev.owner \"payments\" \"platform-team\""]
        );
        assert!(told(&new, &new).is_empty());
    }
}
