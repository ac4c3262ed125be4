//! What data sources find and ephemeral resources give: templates for most, and a few that compute.

use crate::apply::Cloud;
use crate::environment::Environment;
use crate::protocol::Diagnostic;
use crate::provider::error;
use crate::schema::Block;
use crate::tables::Tables;
use crate::value::Value;
use crate::{plan, policy_document};

/// Reads a data source, or opens an ephemeral resource, by the name that the tables give it.
///
/// # Errors
/// What it refuses.
pub fn read(
    name: &str,
    block: &Block,
    tables: &Tables,
    environment: &Environment,
    config: &Value,
) -> Result<Value, Diagnostic> {
    let mut asked = config.clone();
    if block.attributes.contains_key("region") && asked.get("region").is_null() {
        asked.set("region", environment.region.as_str().into());
    }
    let found = found(name, environment, config);
    for (name, value) in found.map_err(|detail| error(&format!("{name} cannot be read"), detail))? {
        asked.set(name, value);
    }
    plan::unset_are_unknown(block, &mut asked);
    Ok(Cloud::new(tables, environment, name, &asked).fill(block, &asked, config))
}

/// The attributes that a template cannot say.
fn found(name: &str, environment: &Environment, config: &Value) -> Result<Vec<(&'static str, Value)>, String> {
    let strings = |texts: Vec<String>| texts.into_iter().map(Value::from).collect::<Value>();
    Ok(match name {
        "data.aws_availability_zones" => {
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
        "data.aws_default_tags" => vec![("tags", environment.default_tags.clone())],
        "data.aws_iam_policy_document" => {
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
