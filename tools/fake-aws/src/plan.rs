//! What a resource will be: terraform's proposal with defaults, tags and unknowns put in, and what of its
//! change cannot be done in place.

use crate::derive::derive;
use crate::environment::Environment;
use crate::protocol::{AttributePath, Selector, Step};
use crate::schema::{Block, Nesting, Schema};
use crate::tables::Tables;
use crate::value::Value;
use std::collections::HashMap;

/// A planned resource.
pub struct Plan {
    /// What it will be.
    pub state: Value,
    /// What has changed that only a new resource can have.
    pub requires_replace: Vec<AttributePath>,
}

/// Plans the creation (`prior` is null) or the change of a resource from terraform's proposal.
pub fn plan(
    schema: &Schema,
    type_name: &str,
    tables: &Tables,
    environment: &Environment,
    prior: &Value,
    proposed: Value,
) -> Plan {
    let mut state = proposed;
    if state.is_null() {
        return Plan { state, requires_replace: Vec::new() };
    }
    let defaults = tables.defaults_of(type_name);
    let computed_are_unknown = prior.is_null();
    if schema.block.attributes.contains_key("region") && state.get("region").is_null() {
        state.set("region", environment.region.as_str().into());
    }
    complete(&schema.block, "", &mut state, defaults, computed_are_unknown);
    if schema.block.attributes.contains_key("tags_all") {
        plan_tags(&mut state, prior, environment);
    }
    derive(type_name, prior, &mut state);
    let forcing = tables.force_new.get(type_name).map_or(&[][..], Vec::as_slice);
    let requires_replace = if prior.is_null() {
        Vec::new()
    } else {
        forcing.iter().filter_map(|path| changed(&schema.block, path, prior, &state)).collect()
    };
    Plan { state, requires_replace }
}

/// Puts defaults where the configuration says nothing, and unknown where only the cloud will know.
fn complete(
    block: &Block,
    prefix: &str,
    state: &mut Value,
    defaults: &HashMap<String, Value>,
    computed_are_unknown: bool,
) {
    for (name, attribute) in &block.attributes {
        if attribute.write_only || !state.get(name).is_null() {
            continue;
        }
        if let Some(default) = defaults.get(&format!("{prefix}{name}")) {
            state.set(name, default.clone());
        } else if attribute.computed && computed_are_unknown {
            state.set(name, Value::Unknown);
        }
    }
    let Value::Map(attributes) = state else {
        return;
    };
    for (name, nested) in &block.block_types {
        let prefix = format!("{prefix}{name}.");
        // Inside a block nothing tells a new element from an old one whose value is not known yet.
        match attributes.get_mut(name) {
            Some(Value::List(elements)) => {
                elements.iter_mut().for_each(|element| complete(&nested.block, &prefix, element, defaults, true));
            }
            Some(element @ Value::Map(_)) if nested.nesting_mode == Nesting::Single => {
                complete(&nested.block, &prefix, element, defaults, true);
            }
            _ => {}
        }
    }
}

/// Makes every computed attribute that is not set unknown.
pub fn unset_are_unknown(block: &Block, state: &mut Value) {
    complete(block, "", state, &HashMap::new(), true);
}

/// `tags_all` is the provider's default tags, overlaid with the resource's own.
fn plan_tags(state: &mut Value, prior: &Value, environment: &Environment) {
    let all = match (&environment.default_tags, state.get("tags")) {
        (Value::Unknown, _) | (_, Value::Unknown) => Value::Unknown,
        (defaults, own) => {
            let mut all = match defaults {
                Value::Map(tags) => tags.clone(),
                _ => Default::default(),
            };
            if let Value::Map(own) = own {
                all.extend(own.clone());
            }
            all.retain(|_, value| !value.is_null());
            // Without any tag the provider leaves the attribute to be known after apply.
            if all.is_empty() && prior.is_null() { Value::Unknown } else { Value::Map(all) }
        }
    };
    state.set("tags_all", all);
}

/// The path of the first change at or below `path` (names joined by dots), if there is one.
fn changed(block: &Block, path: &str, prior: &Value, planned: &Value) -> Option<AttributePath> {
    let step = |selector| Step { selector: Some(selector) };
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    let (before, after) = (prior.get(name), planned.get(name));
    let here = AttributePath { steps: vec![step(Selector::AttributeName(name.to_owned()))] };
    let (Some(nested), Some(rest)) = (block.block_types.get(name), rest) else {
        return (!same(before, after)).then_some(here);
    };
    match (nested.nesting_mode, before, after) {
        (Nesting::List, Value::List(before), Value::List(after)) if before.len() == after.len() => {
            before.iter().zip(after).enumerate().find_map(|(index, (before, after))| {
                let inner = changed(&nested.block, rest, before, after)?;
                let index = step(Selector::ElementKeyInt(i64::try_from(index).ok()?));
                Some(AttributePath { steps: here.steps.iter().cloned().chain([index]).chain(inner.steps).collect() })
            })
        }
        (Nesting::Set, Value::List(before), Value::List(after)) => {
            let project = |elements: &[Value]| elements.iter().map(|element| project(rest, element)).collect::<Value>();
            (!same(&project(before), &project(after))).then_some(here)
        }
        _ => (!same(before, after)).then_some(here),
    }
}

/// What lies at a path below a block.
fn project(path: &str, value: &Value) -> Value {
    match (path.split_once('.'), value) {
        (_, Value::List(elements)) => elements.iter().map(|element| project(path, element)).collect(),
        (Some((name, rest)), _) => project(rest, value.get(name)),
        (None, _) => value.get(path).clone(),
    }
}

/// Whether two values are the same, where the order of elements does not count and nothing is the same as empty.
fn same(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (Value::List(before), Value::List(after)) => {
            let mut left: Vec<&Value> = after.iter().collect();
            before.len() == after.len()
                && before.iter().all(|value| {
                    left.iter().position(|other| same(value, other)).map(|at| left.swap_remove(at)).is_some()
                })
        }
        (Value::Null, other) | (other, Value::Null) => match other {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::List(elements) => elements.is_empty(),
            Value::Map(map) => map.is_empty(),
            _ => false,
        },
        _ => before == after,
    }
}
