//! What data sources find: templates for most, and a few that compute.

use crate::apply::Cloud;
use crate::environment::Environment;
use crate::plan;
use crate::protocol::Diagnostic;
use crate::schema::Block;
use crate::tables::Tables;
use crate::value::Value;

/// Reads a data source.
///
/// # Errors
/// What the data source refuses.
pub fn read(
    type_name: &str,
    block: &Block,
    tables: &Tables,
    environment: &Environment,
    config: &Value,
) -> Result<Value, Diagnostic> {
    let mut asked = config.clone();
    if block.attributes.contains_key("region") && asked.get("region").is_null() {
        asked.set("region", environment.region.as_str().into());
    }
    for (name, value) in found(type_name, environment, config) {
        asked.set(name, value);
    }
    plan::unset_are_unknown(block, &mut asked);
    let name = format!("data.{type_name}");
    Ok(Cloud::new(tables, environment, &name, &asked).fill(block, &asked, config))
}

/// The attributes that a template cannot say.
fn found(type_name: &str, environment: &Environment, _config: &Value) -> Vec<(&'static str, Value)> {
    let strings = |texts: Vec<String>| texts.into_iter().map(Value::from).collect::<Value>();
    match type_name {
        "aws_availability_zones" => {
            let zones = ["a", "b", "c"];
            let region = &environment.region;
            vec![
                ("names", strings(zones.iter().map(|zone| format!("{region}{zone}")).collect())),
                (
                    "zone_ids",
                    strings((1..=zones.len()).map(|number| format!("{}-az{number}", short(region))).collect()),
                ),
                ("group_names", strings(vec![region.clone()])),
            ]
        }
        "aws_default_tags" => vec![("tags", environment.default_tags.clone())],
        _ => Vec::new(),
    }
}

/// A region as zone ids abbreviate it: `eu-central-1` is `euc1`.
fn short(region: &str) -> String {
    let mut parts = region.split('-');
    let first = parts.next().unwrap_or_default();
    let rest: String = parts.filter_map(|part| part.chars().next()).collect();
    format!("{first}{rest}")
}
