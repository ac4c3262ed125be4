//! What the user chose.
//!
//! Invariants: a [`Design`] has at least one environment; it holds only values that fit their variables and that differ from
//! the preset that it stands on. So equal designs are equal data, and give the same link.

use indexmap::IndexMap;
use serde_json::{Map, Value as Json};
use thiserror::Error;

use super::json::{fit, sorted};
use super::presentation::Scope;
use super::preset::Preset;
use super::root::RootId;
use super::usage::Usage;
use crate::blueprint::Blueprint;
use crate::terraform::json::from_value;
use crate::terraform::types::Str;

/// Values by variable, of one root.
pub type Inputs = Map<String, Json>;

/// The version of the design's JSON.
pub const VERSION: u64 = 1;

/// What the user chose: the environments, and what in them differs from the preset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Design {
    /// The preset that it stands on.
    pub preset: Str,
    /// By name, in the order in which a change reaches them.
    pub environments: IndexMap<Str, Environment>,
    /// The remote state's.
    pub bootstrap: Inputs,
    /// The pipeline's.
    pub delivery: Inputs,
    /// How much a root is used, where something was said of it.
    pub usage: IndexMap<RootId, Usage>,
}

/// One environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// What it starts from, and which rules are its own: one of the blueprint's kinds.
    pub kind: Str,
    /// What differs from the preset of its kind.
    pub inputs: Inputs,
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
    /// A new design: nothing differs from the first preset.
    pub fn new(blueprint: &Blueprint) -> Design {
        let environment = |kind: &Str| (kind.clone(), Environment { kind: kind.clone(), inputs: Inputs::new() });
        Design {
            preset: blueprint.presets.first(),
            environments: blueprint.environments().map(environment).collect(),
            bootstrap: Inputs::new(),
            delivery: Inputs::new(),
            usage: IndexMap::new(),
        }
    }

    /// Its roots, in the order of the page: the environments, bootstrap, delivery.
    pub fn roots(&self, blueprint: &Blueprint) -> impl Iterator<Item = RootId> {
        self.environments.keys().cloned().map(RootId::Environment).chain(blueprint.once())
    }

    /// What the files of presets for a root are named after: an environment's kind, `bootstrap` or `delivery`. None when the
    /// design has no such environment.
    pub fn stem(&self, root: &RootId) -> Option<&str> {
        match root {
            RootId::Environment(name) => self.environments.get(name).map(|environment| &*environment.kind),
            once => Some(once.blueprint_dir()),
        }
    }

    /// What a root starts from.
    pub fn preset<'b>(&self, blueprint: &'b Blueprint, root: &RootId) -> Option<&'b Preset> {
        blueprint.presets.get(&self.preset, self.stem(root)?)
    }

    /// What a variable is given where nothing is chosen: the preset's value, else the variable's default. None when it must be
    /// given and is not.
    pub fn start(&self, blueprint: &Blueprint, root: &RootId, variable: &str) -> Option<Json> {
        let preset = || Some(self.preset(blueprint, root)?.values.get(variable)?.json.clone());
        let default = || from_value(blueprint.variable(root, variable)?.default.as_ref()?);
        preset().or_else(default)
    }

    /// Says how much a root is used. What is assumed anyway is not kept.
    pub fn set_usage(&mut self, blueprint: &Blueprint, root: &RootId, usage: Usage) {
        let Some(stem) = self.stem(root) else { return };
        let usage = usage.normal(blueprint.costs().assumptions(), stem);
        self.usage.shift_remove(root);
        if !usage.is_default() {
            self.usage.insert(root.clone(), usage);
        }
        self.order_usage(blueprint);
    }

    /// In the order of the roots, whatever was said first.
    pub(super) fn order_usage(&mut self, blueprint: &Blueprint) {
        let order: Vec<RootId> = self.roots(blueprint).collect();
        self.usage.sort_by_cached_key(|root, _| order.iter().position(|known| known == root));
    }

    /// What differs from the presets in a root; none when the design has no such environment.
    pub fn inputs(&self, root: &RootId) -> Option<&Inputs> {
        match root {
            RootId::Environment(name) => self.environments.get(name).map(|environment| &environment.inputs),
            RootId::Bootstrap => Some(&self.bootstrap),
            RootId::Delivery => Some(&self.delivery),
        }
    }

    pub(super) fn inputs_mut(&mut self, root: &RootId) -> Option<&mut Inputs> {
        match root {
            RootId::Environment(name) => self.environments.get_mut(name).map(|environment| &mut environment.inputs),
            RootId::Bootstrap => Some(&mut self.bootstrap),
            RootId::Delivery => Some(&mut self.delivery),
        }
    }

    /// What was chosen, where that differs from the preset.
    pub fn chosen(&self, root: &RootId, variable: &str) -> Option<&Json> {
        self.inputs(root)?.get(variable)
    }

    /// What the variable is given in the end: what was chosen, else what it starts from. None when it must be given and is not.
    pub fn get(&self, blueprint: &Blueprint, root: &RootId, variable: &str) -> Option<Json> {
        self.chosen(root, variable).cloned().or_else(|| self.start(blueprint, root, variable))
    }

    /// Chooses a value. Of an option that is shared, it is chosen in every root that declares it. A value that equals the
    /// preset's is not kept. When it does not fit, nothing changes.
    pub fn set(&mut self, blueprint: &Blueprint, root: &RootId, variable: &str, value: &Json) -> Result<(), Unfit> {
        let mut changed = self.clone();
        for root in self.sharing(blueprint, root, variable) {
            changed.put(blueprint, &root, variable, value)?;
        }
        *self = changed;
        Ok(())
    }

    /// Goes back to the presets' value, in every root that shares the option.
    pub fn reset(&mut self, blueprint: &Blueprint, root: &RootId, variable: &str) {
        for root in self.sharing(blueprint, root, variable) {
            if let Some(inputs) = self.inputs_mut(&root) {
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
        let unknown = || Unfit::Root { root: root.clone() };
        self.inputs(root).ok_or_else(unknown)?;
        let declared = blueprint
            .variable(root, variable)
            .ok_or_else(|| Unfit::Variable { root: root.clone(), variable: variable.to_owned() })?;
        let fitted = fit(declared, value).map_err(|mismatch| Unfit::Type {
            root: root.clone(),
            variable: variable.to_owned(),
            reason: mismatch.to_string(),
        })?;
        let preset = self.preset(blueprint, root).and_then(|preset| preset.values.get(variable));
        let inputs = self.inputs_mut(root).ok_or_else(unknown)?;
        if preset.map(|preset| &preset.value).or(declared.default.as_ref()) == Some(&fitted.value) {
            inputs.shift_remove(variable);
        } else {
            inputs.insert(variable.to_owned(), fitted.json);
        }
        Ok(())
    }

    /// The roots that a choice concerns: that one, or every root that declares the variable when it is shared.
    fn sharing(&self, blueprint: &Blueprint, root: &RootId, variable: &str) -> Vec<RootId> {
        match blueprint.presented(root, variable) {
            Some(presented) if presented.scope == Scope::Shared => {
                self.roots(blueprint).filter(|root| blueprint.variable(root, variable).is_some()).collect()
            }
            _ => vec![root.clone()],
        }
    }

    /// The design as JSON: keys in order, so that equal designs give equal text. What is as in a new design is left out where
    /// links from before it could differ did not have it either.
    pub fn to_json(&self, blueprint: &Blueprint) -> Json {
        let inputs = |inputs: &Inputs| sorted(&Json::Object(inputs.clone()));
        let environments = self.environments.iter();
        let environments: Map<String, Json> =
            environments.map(|(name, environment)| (name.to_string(), inputs(&environment.inputs))).collect();
        let mut json = Map::new();
        json.insert("version".into(), VERSION.into());
        if self.preset != blueprint.presets.first() {
            json.insert("preset".into(), (&*self.preset).into());
        }
        let kinds = || self.environments.iter().map(|(name, environment)| (name, &environment.kind));
        if !kinds().eq(blueprint.environments().map(|kind| (kind, kind))) {
            json.insert("kinds".into(), kinds().map(|(name, kind)| (name.to_string(), Json::from(&**kind))).collect());
        }
        json.insert("environments".into(), environments.into());
        json.insert("bootstrap".into(), inputs(&self.bootstrap));
        json.insert("delivery".into(), inputs(&self.delivery));
        if !self.usage.is_empty() {
            let usage = self.usage.iter().map(|(root, usage)| (root.to_string(), usage.to_json()));
            json.insert("usage".into(), usage.collect());
        }
        json.into()
    }
}
