//! `landform link`: the link of a design, with values chosen on the way.

use std::io::Write;
use std::sync::Arc;

use serde_json::Value as Json;

use super::arguments::{Link, Setting};
use super::{Failure, Outcome, input};
use crate::blueprint::Blueprint;
use crate::design::Design;
use crate::export;
use crate::hcl::parse_expr;
use crate::terraform::eval::constant;
use crate::terraform::json;
use crate::terraform::source::SourceFile;

pub(super) fn run(blueprint: &Blueprint, arguments: &Link) -> Result<Outcome, Failure> {
    let mut input = match &arguments.design {
        Some(path) => input::read_file(blueprint, path)?,
        None => input::Input { design: Design::new(blueprint), site: None },
    };
    for setting in &arguments.set {
        let root = input::root(blueprint, &input.design, &setting.root)?;
        let unfit = |reason: String| Failure::Use(format!("--set {}.{}: {reason}", setting.root, setting.variable));
        let value = value(setting).map_err(unfit)?;
        input.design.set(blueprint, &root, &setting.variable, &value).map_err(|reason| unfit(reason.to_string()))?;
    }
    let link = export::address(input.site.as_deref(), &input.design, blueprint);
    writeln!(std::io::stdout(), "{link}").map_err(Failure::io("stdout"))?;
    Ok(Outcome::Well)
}

/// The value of a setting: an expression without references, as in `terraform.tfvars`.
fn value(setting: &Setting) -> Result<Json, String> {
    const QUOTES: &str = "A text stands in double quotes, which the shell must leave in place: '\"text\"'.";
    let expression = parse_expr(&setting.expression).map_err(|errors| {
        let first = errors.first().map(ToString::to_string).unwrap_or_default();
        format!("{:?} is no expression. {first} {QUOTES}", setting.expression)
    })?;
    let file = Arc::new(SourceFile::new("--set", &setting.expression));
    let value = constant(&expression, &file).map_err(|diagnostics| {
        let reasons: Vec<String> = diagnostics.iter().map(|d| format!("{}: {}", d.summary, d.detail)).collect();
        format!("{} {QUOTES}", reasons.join(" "))
    })?;
    json::from_value(&value).ok_or_else(|| format!("{:?} has no known value", setting.expression))
}
