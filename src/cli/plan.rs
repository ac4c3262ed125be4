//! `landform plan`: what Terraform would say of a design or of a directory, and what it would make.

use std::io::Write;

use serde_json::{Map, Value as Json, json};

use super::arguments::Plan as Arguments;
use super::directory::Directory;
use super::{Failure, Outcome, input, report};
use crate::blueprint::Blueprint;
use crate::design::{self, RootPlan};
use crate::terraform::plan::Plan;
use crate::terraform::{render, show};

pub(super) fn run(blueprint: &Blueprint, arguments: &Arguments) -> Result<Outcome, Failure> {
    if let Some(dir) = &arguments.dir {
        return of_directory(&Directory::read(dir, &arguments.var_file)?, arguments.json);
    }
    let input = input::read(blueprint, &arguments.source)?;
    let only = arguments.env.as_deref().map(|name| input::root(blueprint, &input.design, name)).transpose()?;
    let evaluation = design::evaluate(blueprint, &input.design);
    let plans: Vec<&RootPlan> =
        evaluation.roots.iter().filter(|plan| only.as_ref().is_none_or(|root| plan.root == *root)).collect();
    let text = if arguments.json {
        let roots: serde_json::Result<Map<String, Json>> =
            plans.iter().map(|plan| Ok((plan.root.to_string(), json(&plan.plan)?))).collect();
        printed(roots.map(Json::Object))?
    } else {
        plans.iter().map(|plan| report::root(plan) + &planned(blueprint, plan)).collect()
    };
    anstream::stdout().write_all(text.as_bytes()).map_err(Failure::io("stdout"))?;
    Ok(outcome(plans.iter().map(|plan| &*plan.plan)))
}

fn of_directory(directory: &Directory, as_json: bool) -> Result<Outcome, Failure> {
    let plan = directory.plan();
    let text = if as_json {
        printed(json(&plan))?
    } else {
        let said: String = plan.diagnostics.iter().map(report::framed).collect();
        let planned = match plan.has_errors() {
            true => String::new(),
            false => report::plan(&render::plan(&plan, directory.provider())),
        };
        said + &planned
    };
    anstream::stdout().write_all(text.as_bytes()).map_err(Failure::io("stdout"))?;
    Ok(outcome([&plan]))
}

/// What a root makes, behind its heading. Of what delivery makes, which are files, the export has more to say.
fn planned(blueprint: &Blueprint, plan: &RootPlan) -> String {
    if plan.plan.has_errors() || plan.plan.resources.is_empty() {
        return String::new();
    }
    format!("\n{}\n", report::plan(&render::plan(&plan.plan, blueprint.configuration.provider())))
}

/// Whether Terraform would stop somewhere.
pub(super) fn outcome<'p>(plans: impl IntoIterator<Item = &'p Plan>) -> Outcome {
    let stops = plans.into_iter().any(Plan::has_errors);
    if stops { Outcome::Problems } else { Outcome::Well }
}

/// What `terraform show -json` says of a plan, beside the diagnostics.
fn json(plan: &Plan) -> serde_json::Result<Json> {
    Ok(json!({
        "diagnostics": serde_json::to_value(&plan.diagnostics)?,
        "planned_values": show::planned_values(plan),
        "resource_changes": show::resource_changes(plan),
        "output_changes": show::output_changes(plan),
    }))
}

fn printed(json: serde_json::Result<Json>) -> Result<String, Failure> {
    json.map(|json| format!("{json:#}\n")).map_err(|error| Failure::Use(error.to_string()))
}
