//! The fit of a JSON value to a variable.
//!
//! Invariant: what fits is kept as it was given, digit for digit, unless Terraform would convert it (`"2"` for a number
//! becomes `2`).

use serde_json::Value as Json;

use crate::terraform::config::Variable;
use crate::terraform::convert::{Mismatch, convert};
use crate::terraform::json::{from_value, to_value};
use crate::terraform::nfc::nfc;
use crate::terraform::types::Type;
use crate::terraform::value::{Data, Value};

/// A value that fits its variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// As it is kept and written: of the variable's own type.
    pub json: Json,
    /// As Terraform sees it: what the variable would be.
    pub value: Value,
}

/// Fits a JSON value to a variable: fills in what is optional, converts, and lets null stand for the default where the
/// variable is not nullable.
pub fn fit(variable: &Variable, json: &Json) -> Result<Fitted, Mismatch> {
    let given = to_value(json);
    let value = convert(&variable.constraint.with_defaults(&given), &variable.constraint.ty)?;
    if value.is_null()
        && !variable.nullable
        && let Some(default) = &variable.default
        && let Some(json) = from_value(default)
    {
        return Ok(Fitted { json, value: default.clone() });
    }
    Ok(Fitted { json: of_type(json, &value), value })
}

/// The JSON as it was given, except where the conversion changed its type.
fn of_type(json: &Json, converted: &Value) -> Json {
    let kept = match (json, converted.data()) {
        (Json::Null, Data::Null)
        | (Json::Bool(_), Data::Bool(_))
        | (Json::Number(_), Data::Number(_))
        | (Json::String(_), Data::String(_)) => Some(json.clone()),
        (Json::Array(given), Data::Elements(elements)) if matches!(converted.ty(), Type::List(_) | Type::Tuple(_)) => {
            Some(Json::Array(given.iter().zip(elements.iter()).map(|(json, value)| of_type(json, value)).collect()))
        }
        // What an object's type does not know is dropped by Terraform, and carried here.
        (Json::Object(given), Data::Entries(entries)) => {
            let kept = |(key, json): (&String, &Json)| {
                (key.clone(), entries.get(&nfc(key)).map_or_else(|| json.clone(), |value| of_type(json, value)))
            };
            Some(Json::Object(given.iter().map(kept).collect()))
        }
        // A set has its own order, and no duplicates.
        _ => None,
    };
    kept.or_else(|| from_value(converted)).unwrap_or_else(|| json.clone())
}

/// The same JSON with the keys of every object in order, so that equal values have equal text.
pub fn sorted(json: &Json) -> Json {
    match json {
        Json::Array(elements) => Json::Array(elements.iter().map(sorted).collect()),
        Json::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().map(|(key, value)| (key.clone(), sorted(value))).collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Json::Object(entries.into_iter().collect())
        }
        other => other.clone(),
    }
}
