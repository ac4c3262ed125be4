//! What data sources find: templates for most, and a few that compute.

use crate::apply::Cloud;
use crate::environment::Environment;
use crate::protocol::Diagnostic;
use crate::provider::error;
use crate::schema::Block;
use crate::tables::Tables;
use crate::value::Value;
use crate::{plan, policy_document};

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
    let found = found(type_name, environment, config);
    for (name, value) in found.map_err(|detail| error(&format!("{type_name} cannot be read"), detail))? {
        asked.set(name, value);
    }
    plan::unset_are_unknown(block, &mut asked);
    let name = format!("data.{type_name}");
    Ok(Cloud::new(tables, environment, &name, &asked).fill(block, &asked, config))
}

/// The attributes that a template cannot say.
fn found(type_name: &str, environment: &Environment, config: &Value) -> Result<Vec<(&'static str, Value)>, String> {
    let strings = |texts: Vec<String>| texts.into_iter().map(Value::from).collect::<Value>();
    Ok(match type_name {
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
        "aws_iam_policy_document" => {
            let (json, minified) = policy_document::render(config)?;
            vec![("json", json.into()), ("minified_json", minified.into())]
        }
        _ => Vec::new(),
    })
}

/// A region as zone ids abbreviate it: `eu-central-1` is `euc1`.
fn short(region: &str) -> String {
    let mut parts = region.split('-');
    let first = parts.next().unwrap_or_default();
    let rest: String = parts.filter_map(|part| part.chars().next()).collect();
    format!("{first}{rest}")
}
