//! What the templates of documents, backends and the repository's own files are given.
//!
//! Invariant: every text that a user chose is escaped for the file before a template sees it; what Landform itself supplies
//! (link, version, names of environments) is safe everywhere.

use std::collections::BTreeMap;

use super::escape::Destination;
use crate::blueprint::Blueprint;
use crate::design::{Design, Evaluation, RootId, RootPlan, json};
use crate::terraform::types::{Str, Type};
use crate::terraform::value::Value;

/// The variables of the templates, before anything is escaped.
#[derive(Clone, Debug)]
pub struct Context {
    /// `environments`, `bootstrap`, `delivery`, `examples`.
    chosen: BTreeMap<Str, Value>,
    /// `environment_names`, `link`, `version`.
    supplied: BTreeMap<Str, Value>,
}

impl Context {
    /// What a design says to every template.
    pub fn new(blueprint: &Blueprint, design: &Design, evaluation: &Evaluation, link: &str) -> Context {
        let mut environments = Vec::new();
        let mut chosen = BTreeMap::new();
        for plan in &evaluation.roots {
            let value = root(blueprint, design, evaluation, plan);
            match &plan.root {
                RootId::Environment(name) => environments.push((name.clone(), value)),
                once => drop(chosen.insert(once.blueprint_dir().into(), value)),
            }
        }
        let names = environments.iter().map(|(name, _)| Value::string(name));
        let supplied = [
            ("environment_names", Value::list(Type::String, names)),
            ("link", Value::string(link)),
            ("version", Value::string(env!("CARGO_PKG_VERSION"))),
        ];
        let supplied = supplied.map(|(name, value)| (name.into(), value)).into();
        chosen.insert("environments".into(), Value::object(environments));
        chosen.insert("examples".into(), examples(evaluation));
        Context { chosen, supplied }
    }

    /// The variables for a file of a destination; for an environment's own file, with its `name`.
    pub fn variables(&self, destination: Destination, environment: Option<&Str>) -> BTreeMap<Str, Value> {
        let chosen = self.chosen.iter().map(|(name, value)| (name.clone(), destination.escape_value(value)));
        let name = environment.map(|name| ("name".into(), Value::string(name)));
        self.supplied.clone().into_iter().chain(chosen).chain(name).collect()
    }
}

/// `{ inputs = { … }, example = [names of variables that still stand at an example] }`
fn root(blueprint: &Blueprint, design: &Design, evaluation: &Evaluation, plan: &RootPlan) -> Value {
    let inputs =
        blueprint.module(&plan.root).into_iter().flat_map(|module| module.variables.values()).map(|variable| {
            let name = &variable.name;
            let value = plan.plan.variables.get(name).cloned().or_else(|| {
                // It breaks a rule, so there is no final value: the documents speak of what was chosen.
                let json = design.get(blueprint, &plan.root, name)?;
                Some(json::fit(variable, &json).ok()?.value)
            });
            (name.clone(), value.unwrap_or_else(|| Value::null(variable.constraint.ty.without_optional())))
        });
    let example =
        evaluation.examples().iter().filter(|example| example.values.iter().any(|(root, _)| *root == plan.root));
    Value::object([
        ("inputs".into(), Value::object(inputs)),
        ("example".into(), Value::list(Type::String, example.map(|example| Value::string(&example.name)))),
    ])
}

/// `[{ name, label, wanted = "what to put there", files = [where it stands] }]`
fn examples(evaluation: &Evaluation) -> Value {
    Value::tuple(evaluation.examples().iter().map(|example| {
        let files = example.values.iter().map(|(root, _)| Value::string(root.tfvars_path()));
        Value::object([
            ("name".into(), Value::string(&example.name)),
            ("label".into(), Value::string(&example.label)),
            ("wanted".into(), Value::string(&example.wanted)),
            ("files".into(), Value::list(Type::String, files)),
        ])
    }))
}
