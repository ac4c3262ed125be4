//! What a resource will be: terraform's proposal with defaults, tags and unknowns put in, and what of its
//! change cannot be done in place.

use crate::derive::derive;
use crate::environment::Environment;
use crate::protocol::{AttributePath, Selector, Step};
use crate::schema::{Block, Nesting, Schema};
use crate::tables::Tables;
use crate::value::{NULL, Value};
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
    if schema.block.attributes.contains_key("region") && state.get("region").is_null() {
        state.set("region", environment.region.as_str().into());
    }
    put_defaults(&schema.block, "", &mut state, defaults);
    put_unknowns(&schema.block, &mut state, prior);
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

/// Puts default values where the configuration says nothing.
fn put_defaults(block: &Block, prefix: &str, state: &mut Value, defaults: &HashMap<String, Value>) {
    for (name, attribute) in &block.attributes {
        if attribute.write_only {
            state.set(name, Value::Null);
        } else if let Some(default) = defaults.get(&format!("{prefix}{name}"))
            && state.get(name).is_null()
        {
            state.set(name, default.clone());
        }
    }
    for (name, nested) in &block.block_types {
        let prefix = format!("{prefix}{name}.");
        state.blocks_mut(name).for_each(|element| put_defaults(&nested.block, &prefix, element, defaults));
    }
}

/// Makes unknown what only the cloud will know: computed attributes of what was not there before (`prior` is null).
fn put_unknowns(block: &Block, state: &mut Value, prior: &Value) {
    if prior.is_null() {
        for (name, _) in block.attributes.iter().filter(|(_, attribute)| attribute.computed && !attribute.write_only) {
            if state.get(name).is_null() {
                state.set(name, Value::Unknown);
            }
        }
    }
    for (name, nested) in &block.block_types {
        let before = prior.get(name);
        for (index, element) in state.blocks_mut(name).enumerate() {
            match nested.nesting_mode {
                Nesting::Set => match before.elements().iter().find(|prior| fits(&nested.block, element, prior)) {
                    Some(prior) => *element = prior.clone(),
                    None => put_unknowns(&nested.block, element, &Value::Null),
                },
                Nesting::List => put_unknowns(&nested.block, element, before.elements().get(index).unwrap_or(&NULL)),
                _ => put_unknowns(&nested.block, element, before),
            }
        }
    }
}

/// Whether an element of a set is one that was there before: the same in all that is not left to the cloud.
/// (Terraform looks for it too, but before there are default values.)
fn fits(block: &Block, element: &Value, prior: &Value) -> bool {
    block.attributes.iter().all(|(name, attribute)| {
        attribute.computed && element.get(name).is_null() || element.get(name).same(prior.get(name))
    }) && block.block_types.iter().all(|(name, nested)| {
        let (now, before) = (element.get(name), prior.get(name));
        match nested.nesting_mode {
            Nesting::Single => now.is_null() == before.is_null() && fits(&nested.block, now, before),
            _ => {
                let (now, before) = (now.elements(), before.elements());
                now.len() == before.len()
                    && now.iter().all(|now| before.iter().any(|before| fits(&nested.block, now, before)))
            }
        }
    })
}

/// Makes every computed attribute that is not set unknown.
pub fn unset_are_unknown(block: &Block, state: &mut Value) {
    put_unknowns(block, state, &Value::Null);
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
        return (!before.same(after)).then_some(here);
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
            (!project(before).same(&project(after))).then_some(here)
        }
        _ => (!before.same(after)).then_some(here),
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
