//! What the user chose.
//!
//! Invariants: a [`Design`] has an entry for every environment of the blueprint, in its order; it holds only values that
//! fit their variables and that differ from the presets. So equal designs are equal data, and give the same link.

use indexmap::IndexMap;
use serde_json::{Map, Value as Json, json};
use thiserror::Error;

use super::json::{fit, sorted};
use super::presentation::Scope;
use super::root::RootId;
use super::usage::Usage;
use crate::blueprint::Blueprint;
use crate::terraform::json::from_value;
use crate::terraform::types::Str;

/// Values by variable, of one root.
pub type Inputs = Map<String, Json>;

/// The version of the design's JSON.
pub const VERSION: u64 = 1;

/// What differs from the presets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Design {
    /// By environment, in the blueprint's order.
    pub environments: IndexMap<Str, Inputs>,
    /// The remote state's.
    pub bootstrap: Inputs,
    /// The pipeline's.
    pub delivery: Inputs,
    /// How much a root is used, where something was said of it.
    pub usage: IndexMap<RootId, Usage>,
}

/// Why a value cannot be part of a design.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unfit {
    /// The blueprint has no such root.
    #[error("there is no environment \"{root}\"")]
    Root {
        /// As it was asked for.
        root: RootId,
    },
    /// The root has no such variable, or nobody may choose it.
    #[error("{root} has no option \"{variable}\"")]
    Variable {
        /// Where.
        root: RootId,
        /// As it was asked for.
        variable: String,
    },
    /// Terraform cannot convert the value to the variable's type.
    #[error("{variable} of {root}: {reason}")]
    Type {
        /// Where.
        root: RootId,
        /// The variable.
        variable: String,
        /// What is asked for: `a number is required`.
        reason: String,
    },
}

impl Design {
    /// A new design: nothing differs from the presets.
    pub fn new(blueprint: &Blueprint) -> Design {
        Design {
            environments: blueprint.environments().map(|name| (name.clone(), Inputs::new())).collect(),
            bootstrap: Inputs::new(),
            delivery: Inputs::new(),
            usage: IndexMap::new(),
        }
    }

    /// Says how much a root is used. What is assumed anyway is not kept.
    pub fn set_usage(&mut self, blueprint: &Blueprint, root: &RootId, usage: Usage) {
        let usage = usage.normal(blueprint.costs.assumptions(), &root.to_string());
        self.usage.shift_remove(root);
        if !usage.is_default() {
            self.usage.insert(root.clone(), usage);
        }
        // In the blueprint's order, whatever was said first.
        self.usage.sort_by_cached_key(|root, _| blueprint.roots().position(|known| known == root));
    }

    /// What differs from the presets in a root; none when the design has no such environment.
    pub fn inputs(&self, root: &RootId) -> Option<&Inputs> {
        match root {
            RootId::Environment(name) => self.environments.get(name),
            RootId::Bootstrap => Some(&self.bootstrap),
            RootId::Delivery => Some(&self.delivery),
        }
    }

    fn inputs_mut(&mut self, root: &RootId) -> Option<&mut Inputs> {
        match root {
            RootId::Environment(name) => self.environments.get_mut(name),
            RootId::Bootstrap => Some(&mut self.bootstrap),
            RootId::Delivery => Some(&mut self.delivery),
        }
    }

    /// What was chosen, where that differs from the preset.
    pub fn chosen(&self, root: &RootId, variable: &str) -> Option<&Json> {
        self.inputs(root)?.get(variable)
    }

    /// What the variable is given in the end: what was chosen, else the preset's value, else the variable's default. None
    /// when it must be given and is not.
    pub fn get(&self, blueprint: &Blueprint, root: &RootId, variable: &str) -> Option<Json> {
        let preset = || Some(blueprint.presets.get(root)?.values.get(variable)?.json.clone());
        let default = || from_value(blueprint.variable(root, variable)?.default.as_ref()?);
        self.chosen(root, variable).cloned().or_else(preset).or_else(default)
    }

    /// Chooses a value. Of an option that is shared, it is chosen in every root that declares it. A value that equals the
    /// preset's is not kept. When it does not fit, nothing changes.
    pub fn set(&mut self, blueprint: &Blueprint, root: &RootId, variable: &str, value: &Json) -> Result<(), Unfit> {
        let mut changed = self.clone();
        for root in sharing(blueprint, root, variable) {
            changed.put(blueprint, root, variable, value)?;
        }
        *self = changed;
        Ok(())
    }

    /// Goes back to the presets' value, in every root that shares the option.
    pub fn reset(&mut self, blueprint: &Blueprint, root: &RootId, variable: &str) {
        for root in sharing(blueprint, root, variable) {
            if let Some(inputs) = self.inputs_mut(root) {
                inputs.shift_remove(variable);
            }
        }
    }

    /// Chooses a value in one root, whatever is shared.
    pub(super) fn put(
        &mut self,
        blueprint: &Blueprint,
        root: &RootId,
        variable: &str,
        value: &Json,
    ) -> Result<(), Unfit> {
        let inputs = self.inputs_mut(root).ok_or_else(|| Unfit::Root { root: root.clone() })?;
        let declared = blueprint
            .variable(root, variable)
            .ok_or_else(|| Unfit::Variable { root: root.clone(), variable: variable.to_owned() })?;
        let fitted = fit(declared, value).map_err(|mismatch| Unfit::Type {
            root: root.clone(),
            variable: variable.to_owned(),
            reason: mismatch.to_string(),
        })?;
        let preset = blueprint.presets.get(root).and_then(|preset| preset.values.get(variable));
        if preset.map(|preset| &preset.value).or(declared.default.as_ref()) == Some(&fitted.value) {
            inputs.shift_remove(variable);
        } else {
            inputs.insert(variable.to_owned(), fitted.json);
        }
        Ok(())
    }

    /// The design as JSON: keys in order, so that equal designs give equal text.
    pub fn to_json(&self) -> Json {
        let inputs = |inputs: &Inputs| sorted(&Json::Object(inputs.clone()));
        let environments: Map<String, Json> =
            self.environments.iter().map(|(name, values)| (name.to_string(), inputs(values))).collect();
        let mut json = json!({
            "version": VERSION,
            "environments": environments,
            "bootstrap": inputs(&self.bootstrap),
            "delivery": inputs(&self.delivery),
        });
        // Absent where nothing was said, so that links from before there was any stay what they are.
        if let (Json::Object(parts), false) = (&mut json, self.usage.is_empty()) {
            let usage = self.usage.iter().map(|(root, usage)| (root.to_string(), usage.to_json()));
            parts.insert("usage".into(), Json::Object(usage.collect()));
        }
        json
    }
}

/// The roots that a choice concerns: that one, or every root that declares the variable when it is shared.
fn sharing<'a>(blueprint: &'a Blueprint, root: &'a RootId, variable: &str) -> Vec<&'a RootId> {
    match blueprint.presented(root, variable) {
        Some(presented) if presented.scope == Scope::Shared => {
            blueprint.roots().filter(|root| blueprint.variable(root, variable).is_some()).collect()
        }
        _ => vec![root],
    }
}
