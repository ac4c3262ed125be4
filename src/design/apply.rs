//! Another preset under a design.
//!
//! Presets decide some options: those that any of them sets otherwise than the first. Applying one gives these its values,
//! whatever was chosen before; so a preset applied is that preset, and applied again it is itself. All other choices stay: what
//! is the user's own (project, domain, image) no preset decides.

use serde_json::Value as Json;

use super::design::Design;
use super::root::RootId;
use crate::blueprint::Blueprint;
use crate::terraform::types::Str;

/// A design on another preset, and what becomes of the choices in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// On the preset.
    pub design: Design,
    /// Choices that the preset takes back.
    pub dropped: Vec<Choice>,
    /// Choices that stay, also where the preset has the same.
    pub kept: Vec<Choice>,
}

/// Something that was chosen in a root.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Where.
    pub root: RootId,
    /// The variable.
    pub variable: Str,
    /// What.
    pub value: Json,
}

/// A design on a preset; none when there is no such preset.
pub fn apply(blueprint: &Blueprint, design: &Design, preset: &str) -> Option<Applied> {
    let preset = blueprint.presets.names().find(|name| ***name == *preset)?.clone();
    let mut applied = Applied { design: Design { preset, ..design.clone() }, dropped: Vec::new(), kept: Vec::new() };
    for root in design.roots(blueprint) {
        let Some(stem) = design.stem(&root) else { continue };
        for (variable, value) in design.inputs(&root).into_iter().flatten() {
            let choice = Choice { root: root.clone(), variable: variable.as_str().into(), value: value.clone() };
            if blueprint.presets.decide(stem, variable) {
                if let Some(inputs) = applied.design.inputs_mut(&root) {
                    inputs.shift_remove(variable);
                }
                applied.dropped.push(choice);
            } else {
                // It fitted, and fits again; what the preset has is no choice any more.
                let _ = applied.design.put(blueprint, &root, variable, value);
                applied.kept.push(choice);
            }
        }
    }
    Some(applied)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{evaluate, link};
    use super::*;
    use crate::changes::options;

    #[test]
    fn a_preset_takes_what_it_decides_and_leaves_the_rest() {
        let blueprint = Blueprint::embedded().unwrap();
        let (dev, prod) = (RootId::environment("dev"), RootId::environment("prod"));
        let new = Design::new(&blueprint);
        let mut own = new.clone();
        own.set(&blueprint, &prod, "project", &json!("shop")).unwrap();
        own.set(&blueprint, &dev, "db_name", &json!("orders")).unwrap();
        own.set(&blueprint, &dev, "nat_mode", &json!("per_az")).unwrap();
        own.set(&blueprint, &prod, "desired_count", &json!(9)).unwrap();

        let applied = apply(&blueprint, &own, "lean").unwrap();
        let told = |choices: &[Choice]| -> Vec<String> {
            choices.iter().map(|choice| format!("{}.{}", choice.root, choice.variable)).collect()
        };
        assert_eq!(told(&applied.dropped), ["dev.nat_mode", "prod.desired_count"]);
        assert_eq!(
            told(&applied.kept),
            ["dev.project", "dev.db_name", "prod.project", "bootstrap.project"],
            "a shared option is chosen in each root"
        );
        assert_eq!(applied.design.get(&blueprint, &prod, "project"), Some(json!("shop")));
        assert_eq!(applied.design.get(&blueprint, &prod, "desired_count"), Some(json!(2)));
        assert_eq!(applied.design.get(&blueprint, &prod, "task_cpu"), Some(json!(256)));

        // Applied again it is itself; and back on the first nothing is left but the choices that stayed.
        assert_eq!(apply(&blueprint, &applied.design, "lean").unwrap().design, applied.design);
        let back = apply(&blueprint, &applied.design, &new.preset).unwrap().design;
        assert_eq!(back.chosen(&dev, "db_name"), Some(&json!("orders")));
        assert_eq!(back.get(&blueprint, &prod, "task_cpu"), new.get(&blueprint, &prod, "task_cpu"));
        assert_eq!(apply(&blueprint, &own, "no such preset"), None);
    }

    #[test]
    fn what_a_preset_changes_is_told_and_a_link_stays_short() {
        let blueprint = Blueprint::embedded().unwrap();
        let new = Design::new(&blueprint);
        for preset in blueprint.presets.names().skip(1) {
            let applied = apply(&blueprint, &new, preset).unwrap();
            let changes = options(&blueprint, &new, &applied.design);
            assert!(!changes.is_empty(), "{preset}");
            for change in &changes {
                assert_eq!(change.new, applied.design.start(&blueprint, &change.root, &change.variable), "{preset}");
                assert_ne!(change.old, change.new, "{preset}");
                let example =
                    blueprint.presented(&change.root, &change.variable).and_then(|option| option.example.as_ref());
                assert_eq!(example, None, "{preset} sets {}, which is the user's own", change.variable);
            }
            let link = link::encode(&applied.design, &blueprint);
            assert!(link.len() < 120, "{link}");
            assert_eq!(link::decode(&link, &blueprint), (applied.design.clone(), vec![]));
            assert!(evaluate(&blueprint, &applied.design).problems().is_empty(), "{preset}");
        }
    }
}
