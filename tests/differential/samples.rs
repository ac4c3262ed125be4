//! Values of options that no control names.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value as Json;

#[derive(Deserialize)]
struct Samples {
    values: BTreeMap<String, Vec<Json>>,
}

/// By the variable's name; some break a rule.
pub fn read() -> BTreeMap<String, Vec<Json>> {
    let samples: Samples = serde_json::from_str(include_str!("../covering/samples.json"))
        .unwrap_or_else(|error| panic!("samples.json: {error}"));
    samples.values
}
