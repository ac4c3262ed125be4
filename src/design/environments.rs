//! The environments of a design: added, copied, renamed, moved, removed.
//!
//! Invariants: at least one is left; names are unique, also among the other roots', and such as the environment's own rules
//! take. What differs between environments by its nature (a network's range) does so after each of these.

use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value as Json;
use thiserror::Error;

use super::design::{Design, Environment, Inputs};
use super::root::RootId;
use super::tfvars::ENVIRONMENT;
use crate::blueprint::Blueprint;
use crate::hcl::quote;
use crate::terraform::diagnostic::Range;
use crate::terraform::functions::next_free;
use crate::terraform::plan::{self, Root};
use crate::terraform::source::SourceFile;
use crate::terraform::types::Str;

/// The most environments that a design has: every one is planned, shown and exported.
pub const MOST: usize = 20;

/// Why an environment cannot be had, or had under a name. Each is a sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// Nothing, or spaces.
    #[error("Give the environment a name.")]
    Empty,
    /// Another root is called so.
    #[error("There is another \"{0}\". Give the environment a name of its own.")]
    Taken(String),
    /// The environment's rules do not take it: their words.
    #[error("{0}")]
    Rule(String),
    /// No environment has that name.
    #[error("There is no environment \"{0}\".")]
    Unknown(String),
    /// The blueprint has no such kind.
    #[error("There is no kind of environment \"{0}\".")]
    Kind(String),
    /// It is the only one.
    #[error("An only environment cannot be removed: a platform has at least one.")]
    Last,
    /// There are as many as there can be.
    #[error("A design has at most {MOST} environments.")]
    TooMany,
}

impl Design {
    /// Whether an environment can be called so beside those that are there.
    pub fn name(&self, blueprint: &Blueprint, name: &str) -> Result<(), Refused> {
        if name.trim().is_empty() {
            return Err(Refused::Empty);
        }
        let once = [RootId::Bootstrap, RootId::Delivery];
        if self.environments.contains_key(name) || once.iter().any(|root| root.blueprint_dir() == name) {
            return Err(Refused::Taken(name.to_owned()));
        }
        // No rule of a name takes more, and a longer one is not worth evaluating.
        let short: String = name.chars().take(100).collect();
        broken_rule(blueprint, &short).map_or(Ok(()), |rule| Err(Refused::Rule(rule)))
    }

    /// A name for another environment of a kind, or for another like one that is there: `staging`, `dev-2`.
    pub fn free_name(&self, blueprint: &Blueprint, like: &str) -> String {
        let numbered = (2..=MOST + 1).map(|number| format!("{like}-{number}"));
        let mut names = std::iter::once(like.to_owned()).chain(numbered);
        names.find(|name| self.name(blueprint, name).is_ok()).unwrap_or_default()
    }

    /// Adds an environment of a kind behind those that come before or with its kind. It starts from the preset; its shared
    /// options are the others'.
    pub fn add(&mut self, blueprint: &Blueprint, name: &str, kind: &str) -> Result<(), Refused> {
        self.name(blueprint, name)?;
        let order = |kind: &str| blueprint.presets.kinds.iter().position(|known| **known == *kind);
        let place = order(kind).ok_or_else(|| Refused::Kind(kind.to_owned()))?;
        let earlier = |environment: &Environment| order(&environment.kind).is_some_and(|other| other <= place);
        let after = self.environments.values().rposition(earlier).map_or(0, |at| at + 1);
        self.insert(blueprint, after, name, Environment { kind: kind.into(), inputs: Inputs::new() })
    }

    /// Adds a copy of an environment right behind it: of its kind, with its choices and its use, but for what no two should
    /// have alike.
    pub fn duplicate(&mut self, blueprint: &Blueprint, of: &str, name: &str) -> Result<(), Refused> {
        let unknown = || Refused::Unknown(of.to_owned());
        let (at, _, copied) = self.environments.get_full(of).ok_or_else(unknown)?;
        let copied = copied.clone();
        self.name(blueprint, name)?;
        self.insert(blueprint, at + 1, name, copied)?;
        if let Some(usage) = self.usage.get(&RootId::environment(of)).cloned() {
            self.usage.insert(RootId::environment(name), usage);
            self.order_usage(blueprint);
        }
        Ok(())
    }

    fn insert(&mut self, blueprint: &Blueprint, at: usize, name: &str, new: Environment) -> Result<(), Refused> {
        if self.environments.len() >= MOST {
            return Err(Refused::TooMany);
        }
        let root = RootId::environment(name);
        self.environments.shift_insert(at, name.into(), new);
        for (option, presented) in blueprint.presentation.groups.values().flat_map(|group| &group.options) {
            if !presented.scope.holds(&root) {
                continue;
            }
            if presented.distinct {
                self.tell_apart(blueprint, &root, option);
            } else if presented.scope.is_shared() {
                self.share(blueprint, &root, option);
            }
        }
        Ok(())
    }

    /// Where another environment has the value too: the next free network, if it is one; else what the preset has.
    fn tell_apart(&mut self, blueprint: &Blueprint, root: &RootId, option: &str) {
        let environments = self.environments.keys().cloned().map(RootId::Environment);
        let others = environments.filter(|other| other != root).filter_map(|other| self.get(blueprint, &other, option));
        let others: Vec<Json> = others.collect();
        let Some(value) = self.get(blueprint, root, option).filter(|value| !value.is_null()) else { return };
        let free = value.as_str().and_then(|network| next_free(network, others.iter().filter_map(Json::as_str)));
        if let Some(free) = free {
            // A network of the same size fits as well as the one that it is taken for.
            let _ = self.put(blueprint, root, option, &free.into());
        } else if others.contains(&value)
            && let Some(inputs) = self.inputs_mut(root)
        {
            inputs.shift_remove(option);
        }
    }

    /// A shared option has one value, wherever it is declared.
    fn share(&mut self, blueprint: &Blueprint, root: &RootId, option: &str) {
        let declares = |root: &RootId| blueprint.variable(root, option).is_some();
        let other = self.roots(blueprint).find(|other| other != root && declares(other));
        if let Some(value) = other.and_then(|other| self.get(blueprint, &other, option)) {
            // It fitted the same option before.
            let _ = self.put(blueprint, root, option, &value);
        }
    }

    /// Gives an environment another name: what was chosen for it stays, and its place.
    pub fn rename(&mut self, blueprint: &Blueprint, from: &str, to: &str) -> Result<(), Refused> {
        if !self.environments.contains_key(from) {
            return Err(Refused::Unknown(from.to_owned()));
        }
        if from == to {
            return Ok(());
        }
        self.name(blueprint, to)?;
        let named = |name: Str| if *name == *from { Str::from(to) } else { name };
        self.environments = self.environments.drain(..).map(|(name, environment)| (named(name), environment)).collect();
        let root = |root: RootId| match root {
            RootId::Environment(name) => RootId::Environment(named(name)),
            once => once,
        };
        self.usage = self.usage.drain(..).map(|(of, usage)| (root(of), usage)).collect::<IndexMap<_, _>>();
        Ok(())
    }

    /// Takes an environment away, with all that was chosen for it.
    pub fn remove(&mut self, name: &str) -> Result<(), Refused> {
        if !self.environments.contains_key(name) {
            return Err(Refused::Unknown(name.to_owned()));
        }
        if self.environments.len() == 1 {
            return Err(Refused::Last);
        }
        self.environments.shift_remove(name);
        self.usage.shift_remove(&RootId::environment(name));
        Ok(())
    }

    /// Puts an environment at a place (from 0) in the order in which a change reaches them.
    pub fn move_to(&mut self, blueprint: &Blueprint, name: &str, place: usize) -> Result<(), Refused> {
        let unknown = || Refused::Unknown(name.to_owned());
        let from = self.environments.get_index_of(name).ok_or_else(unknown)?;
        self.environments.move_index(from, place.min(self.environments.len() - 1));
        self.order_usage(blueprint);
        Ok(())
    }
}

/// What the environment's own rules say of a name: the first that it breaks.
fn broken_rule(blueprint: &Blueprint, name: &str) -> Option<String> {
    let dir = RootId::environment(name).blueprint_dir();
    let (variable, declared) = blueprint.configuration.module(dir)?.variables.get_key_value(ENVIRONMENT)?;
    let tfvars = format!("{ENVIRONMENT} = {}\n", quote::quoted(name));
    let tfvars = Arc::new(SourceFile::new("terraform.tfvars", &tfvars));
    let root = Root { dir, shown_as: dir, tfvars: Some(&tfvars) };
    let said = plan::judge(&blueprint.configuration, &root, variable);
    let place = |range: &Range| (range.filename.clone(), range.start.line);
    let own: Vec<_> = declared.validations.iter().map(|rule| place(&rule.range)).collect();
    let broken = said.iter().find(|said| said.rule.as_ref().is_some_and(|rule| own.contains(&place(rule))));
    broken.map(|diagnostic| diagnostic.message.as_deref().unwrap_or(&diagnostic.detail).to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::design::Usage;

    fn names(design: &Design) -> Vec<&str> {
        design.environments.keys().map(|name| &**name).collect()
    }

    #[test]
    fn environments_come_go_and_change_places() {
        let blueprint = Blueprint::embedded().unwrap();
        let mut design = Design::new(&blueprint);
        design.add(&blueprint, "staging", "staging").unwrap();
        assert_eq!(names(&design), ["dev", "staging", "prod"], "behind those that a change reaches first");
        design.duplicate(&blueprint, "dev", "qa").unwrap();
        design.rename(&blueprint, "prod", "live").unwrap();
        design.move_to(&blueprint, "live", 0).unwrap();
        assert_eq!(names(&design), ["live", "dev", "qa", "staging"]);
        assert_eq!(design.stem(&RootId::environment("live")), Some("prod"));
        for name in ["dev", "qa", "staging"] {
            design.remove(name).unwrap();
        }
        assert_eq!(design.remove("live"), Err(Refused::Last));
        assert_eq!(design.remove("dev"), Err(Refused::Unknown("dev".into())));
        for number in 1..MOST {
            design.add(&blueprint, &format!("e{number}"), "dev").unwrap();
        }
        assert_eq!(design.add(&blueprint, "more", "dev"), Err(Refused::TooMany));
    }

    #[test]
    fn names_are_such_as_the_rules_take() {
        let blueprint = Blueprint::embedded().unwrap();
        let design = Design::new(&blueprint);
        for (name, said) in [
            ("qa", None),
            ("prod-eu", None),
            (" ", Some("Give the environment a name.")),
            ("dev", Some("There is another \"dev\".")),
            ("bootstrap", Some("There is another \"bootstrap\".")),
            ("QA", Some("begins with a lower-case letter")),
            ("../prod", Some("begins with a lower-case letter")),
            ("${x}\"\n", Some("begins with a lower-case letter")),
            ("preproduction", Some("has 13 characters. Shorten it to 11")),
            ("terraform-x", Some("pipeline's own roles")),
            ("nul", Some("device on Windows")),
        ] {
            let refused = design.name(&blueprint, name).err().map(|refused| refused.to_string());
            assert_eq!(refused.is_some(), said.is_some(), "{name}: {refused:?}");
            assert!(refused.unwrap_or_default().contains(said.unwrap_or_default()), "{name}");
        }
        assert_eq!(design.free_name(&blueprint, "dev"), "dev-2");
        assert_eq!(design.free_name(&blueprint, "staging"), "staging");
    }

    /// What a copy takes over, and what no two environments may have alike.
    #[test]
    fn a_copy_has_the_choices_and_a_network_of_its_own() {
        let blueprint = Blueprint::embedded().unwrap();
        let (dev, qa) = (RootId::environment("dev"), RootId::environment("qa"));
        let mut design = Design::new(&blueprint);
        for (option, value) in
            [("nat_mode", json!("per_az")), ("project", json!("shop")), ("domain_name", json!("try.shop.example"))]
        {
            design.set(&blueprint, &dev, option, &value).unwrap();
        }
        let large = Usage { size: Some("large".into()), ..Usage::default() };
        design.set_usage(&blueprint, &dev, large.clone());
        design.duplicate(&blueprint, "dev", "qa").unwrap();
        let get = |option: &str| design.get(&blueprint, &qa, option).unwrap();
        assert_eq!((get("nat_mode"), get("project")), (json!("per_az"), json!("shop")));
        assert_eq!((get("vpc_cidr"), get("domain_name")), (json!("10.11.0.0/16"), json!("dev.example.com")));
        assert_eq!(design.usage.get(&qa), Some(&large));

        // A new one has the shared options, and the preset's own network where no other has it.
        design.add(&blueprint, "staging", "staging").unwrap();
        design.add(&blueprint, "staging-2", "staging").unwrap();
        let get = |name: &str, option: &str| design.get(&blueprint, &RootId::environment(name), option).unwrap();
        assert_eq!(get("staging-2", "project"), json!("shop"));
        assert_eq!(
            (get("staging", "vpc_cidr"), get("staging-2", "vpc_cidr")),
            (json!("10.30.0.0/16"), json!("10.31.0.0/16"))
        );

        let before = design.clone();
        design.rename(&blueprint, "qa", "test").unwrap();
        assert_eq!(design.usage.keys().map(ToString::to_string).collect::<Vec<_>>(), ["dev", "test"]);
        design.rename(&blueprint, "test", "qa").unwrap();
        assert_eq!(design, before);
    }
}
