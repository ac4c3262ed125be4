//! JSON ⇄ values.
//!
//! `jsonencode` and `jsondecode`, which follow Go to the letter and the error, are functions of the language
//! (`functions/json.rs`).

use serde_json::{Map, Value as Json};

use super::nfc::nfc;
use super::number::Number;
use super::types::Type;
use super::value::{Data, Value};

/// A JSON value as a literal of the Terraform language: arrays are tuples, objects are objects. A number that Terraform
/// cannot hold is a string, which fits no number.
pub fn to_value(json: &Json) -> Value {
    match json {
        Json::Null => Value::null(Type::Dynamic),
        Json::Bool(b) => Value::bool(*b),
        Json::Number(n) => match Number::parse(&n.to_string()) {
            Some(number) => Value::number(number),
            None => Value::string(n.to_string()),
        },
        Json::String(s) => Value::string(s),
        Json::Array(elements) => Value::tuple(elements.iter().map(to_value)),
        Json::Object(entries) => Value::object(entries.iter().map(|(key, value)| (nfc(key), to_value(value)))),
    }
}

/// A text that holds a JSON object or list, as policies and container definitions do.
pub fn document(text: &str) -> Option<Value> {
    if !text.starts_with(['{', '[']) {
        return None;
    }
    serde_json::from_str(text).ok().map(|json| to_value(&json))
}

/// A known value as JSON; none where something in it is unknown or infinite.
pub fn from_value(value: &Value) -> Option<Json> {
    fn is_finite(value: &Value) -> bool {
        !value.as_number().is_some_and(Number::is_infinite) && value.children().all(is_finite)
    }
    if value.is_wholly_known() && is_finite(value) { known(value) } else { None }
}

/// A value as JSON without what is unknown: such attributes are left out, and elements are null. So is an infinity, which
/// JSON has none of.
pub fn known(value: &Value) -> Option<Json> {
    Some(match value.data() {
        Data::Unknown(_) => return None,
        Data::Null => Json::Null,
        Data::Bool(b) => (*b).into(),
        Data::String(text) => (**text).into(),
        // With all its digits.
        Data::Number(n) => n.to_string().parse::<serde_json::Number>().map_or(Json::Null, Json::Number),
        Data::Elements(elements) => elements.iter().map(|element| known(element).unwrap_or(Json::Null)).collect(),
        Data::Entries(entries) => entries
            .iter()
            .filter_map(|(name, value)| Some((name.to_string(), known(value)?)))
            .collect::<Map<_, _>>()
            .into(),
    })
}
