//! `landform plan`: what Terraform would say of a design.

use std::io::Write;

use serde_json::{Map, Value as Json, json};

use super::arguments::Plan;
use super::{Failure, Outcome, input, report};
use crate::blueprint::Blueprint;
use crate::design::{self, RootPlan};
use crate::terraform::diagnostic::Diagnostic;
use crate::terraform::show;

pub(super) fn run(blueprint: &Blueprint, arguments: &Plan) -> Result<Outcome, Failure> {
    let input = input::read(blueprint, &arguments.source)?;
    let only = arguments.env.as_deref().map(|name| input::root(blueprint, name)).transpose()?;
    let evaluation = design::evaluate(blueprint, &input.design);
    let plans: Vec<&RootPlan> =
        evaluation.roots.iter().filter(|plan| only.is_none_or(|root| plan.root == *root)).collect();
    let text = if arguments.json { json(&plans)? } else { plans.iter().map(|plan| report::root(plan)).collect() };
    anstream::stdout().write_all(text.as_bytes()).map_err(Failure::io("stdout"))?;
    Ok(outcome(&plans))
}

/// Whether Terraform would stop somewhere.
pub(super) fn outcome(plans: &[&RootPlan]) -> Outcome {
    let stops = plans.iter().any(|plan| plan.plan.has_errors());
    if stops { Outcome::Problems } else { Outcome::Well }
}

/// `{"dev":{"diagnostics":[…],"planned_values":{…},"resource_changes":[…]},…}`
fn json(plans: &[&RootPlan]) -> Result<String, Failure> {
    let diagnostics = |diagnostics: &[Diagnostic]| serde_json::to_value(diagnostics);
    let entry = |plan: &&RootPlan| {
        let json = json!({
            "diagnostics": diagnostics(&plan.plan.diagnostics)?,
            "planned_values": show::planned_values(&plan.plan),
            "resource_changes": show::resource_changes(&plan.plan),
        });
        Ok((plan.root.to_string(), json))
    };
    let roots: Result<Map<String, Json>, serde_json::Error> = plans.iter().map(entry).collect();
    let roots = roots.map_err(|error| Failure::Use(error.to_string()))?;
    Ok(format!("{:#}\n", Json::Object(roots)))
}
