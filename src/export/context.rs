//! What the templates of documents, backends and the repository's own files are given.
//!
//! Invariant: every text that a user chose is escaped for the file before a template sees it; what Landform itself supplies
//! (link, version, names of environments, the blueprint's own words) is safe everywhere.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use super::diagrams::{self, Diagram};
use super::escape::Destination;
use super::planned;
use crate::blueprint::Blueprint;
use crate::cost;
use crate::design::{Design, Evaluation, Example, RootId, RootPlan};
use crate::terraform::config::{Located, Variable};
use crate::terraform::convert::convert;
use crate::terraform::eval::literal;
use crate::terraform::tfvars;
use crate::terraform::types::{Str, Type};
use crate::terraform::value::Value;

/// The variables of the templates, before anything is escaped.
#[derive(Clone, Debug)]
pub struct Context {
    /// The pictures of the environments.
    pub(super) diagrams: Vec<Diagram>,
    /// `environments`, `bootstrap`, `delivery`.
    chosen: BTreeMap<Str, Value>,
    /// `environment_names`, `diagrams`, `examples`, `link`, `version`.
    supplied: BTreeMap<Str, Value>,
    /// What is chosen, escaped: once for all files of a destination.
    escaped: RefCell<HashMap<Destination, BTreeMap<Str, Value>>>,
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
        let diagrams = diagrams::diagrams(evaluation);
        let supplied = [
            ("environment_names", Value::list(Type::String, names)),
            ("diagrams", diagrams::value(&diagrams)),
            ("examples", examples(evaluation)),
            ("link", Value::string(link)),
            ("version", Value::string(env!("CARGO_PKG_VERSION"))),
        ];
        let supplied = supplied.map(|(name, value)| (name.into(), value)).into();
        chosen.insert("environments".into(), Value::object(environments));
        Context { diagrams, chosen, supplied, escaped: RefCell::default() }
    }

    /// The variables for a file of a destination; for an environment's own file, with its `name`.
    pub fn variables(&self, destination: Destination, environment: Option<&Str>) -> BTreeMap<Str, Value> {
        let escape = |(name, value): (&Str, &Value)| (name.clone(), destination.escape_value(value));
        let mut escaped = self.escaped.borrow_mut();
        let chosen = escaped.entry(destination).or_insert_with(|| self.chosen.iter().map(escape).collect());
        let name = environment.map(|name| ("name".into(), Value::string(name)));
        self.supplied.clone().into_iter().chain(chosen.clone()).chain(name).collect()
    }
}

/// `{ inputs = { … }, example = [names of variables that still stand at an example], plan = { … }, outputs = { … },
/// cost = see [`cost::template`] }`; the pipeline plans nothing, and its output is files.
fn root(blueprint: &Blueprint, design: &Design, evaluation: &Evaluation, plan: &RootPlan) -> Value {
    let (written, _) = tfvars::parse(&plan.tfvars);
    let variables = blueprint.module(&plan.root).into_iter().flat_map(|module| module.variables.values());
    let inputs = variables.map(|variable| {
        let value = plan.plan.variables.get(&variable.name).cloned();
        // What breaks a rule has no final value: the documents speak of what was chosen.
        let value = value.or_else(|| chosen(variable, written.get(&variable.name)));
        (variable.name.clone(), value.unwrap_or_else(|| Value::null(variable.constraint.ty.without_optional())))
    });
    let here = |example: &&Example| example.values.iter().any(|(root, _)| *root == plan.root);
    let example = evaluation.examples().iter().filter(here).map(|example| Value::string(&example.name));
    let mut known =
        vec![("inputs".into(), Value::object(inputs)), ("example".into(), Value::list(Type::String, example))];
    if plan.root != RootId::Delivery {
        known.push(("plan".into(), planned::resources(&plan.plan)));
        known.push(("outputs".into(), planned::outputs(&plan.plan)));
        known.push(("cost".into(), cost::template::of_root(blueprint, design, plan)));
    }
    Value::object(known)
}

/// What a variable is given, whatever its rules say of it.
fn chosen(variable: &Variable, written: Option<&Located>) -> Option<Value> {
    let Some(written) = written else { return variable.default.clone() };
    let given = variable.constraint.with_defaults(&literal(written).ok()?);
    convert(&given, &variable.constraint.ty).ok()
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
