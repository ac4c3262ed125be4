//! What the provider makes of a new resource's configuration at plan: defaults and tags put in, and what only the cloud
//! will say left unknown.

use std::collections::BTreeMap;

use super::{Block, Nested, Nesting, Provider};
use crate::terraform::convert::convert;
use crate::terraform::types::{Str, Type};
use crate::terraform::value::{Data, Value};

/// The provider as a module configures it.
#[derive(Clone, Debug)]
pub struct Cloud {
    /// The region that resources are in; unknown when the configuration does not say.
    pub region: Value,
    /// The tags that every resource gets.
    pub default_tags: Value,
}

impl Default for Cloud {
    fn default() -> Cloud {
        Cloud {
            region: Value::unknown(Type::String).refine_not_null(),
            default_tags: Value::null(Type::map(Type::String)),
        }
    }
}

/// A new resource as planned, from what its configuration says.
pub fn planned(provider: &Provider, kind: &str, block: &Block, config: &Value, cloud: &Cloud) -> Value {
    let Some(entries) = config.as_entries() else { return config.clone() };
    let mut attributes = entries.clone();
    if block.attributes.contains_key("region") && attributes.get("region").is_none_or(Value::is_null) {
        attributes.insert("region".into(), cloud.region.clone());
    }
    complete(provider, kind, block, "", &mut attributes);
    if block.attributes.contains_key("tags_all") {
        let own = attributes.get("tags").cloned().unwrap_or_else(|| Value::null(Type::map(Type::String)));
        attributes.insert("tags_all".into(), all_tags(&cloud.default_tags, &own));
    }
    if kind == "aws_acm_certificate" {
        certificate(&mut attributes);
    }
    if provider.is_builtin(kind) {
        // Its output will be its input.
        let input = attributes.get("input").map(|input| input.clone().unmark_deep().0);
        let output = match input {
            Some(input) if input.is_null() => input,
            Some(input) => Value::unknown(input.ty().clone()),
            None => Value::dynamic(),
        };
        attributes.insert("output".into(), output);
        attributes.insert("id".into(), Value::unknown(Type::String).refine_not_null());
    }
    Value::object(attributes).with_marks(config.marks())
}

fn complete(provider: &Provider, kind: &str, block: &Block, prefix: &str, attributes: &mut BTreeMap<Str, Value>) {
    for (name, attribute) in &block.attributes {
        let set = attributes.get(name).is_some_and(|value| !value.is_null());
        if attribute.write_only {
            attributes.insert(name.clone(), Value::null(attribute.ty.clone()));
        } else if !set {
            let default = provider.default(kind, &format!("{prefix}{name}"));
            let default = default.and_then(|default| convert(default, &attribute.ty).ok());
            let value = match default {
                Some(default) => default,
                None if attribute.computed => Value::unknown(attribute.ty.clone()),
                None => Value::null(attribute.ty.clone()),
            };
            attributes.insert(name.clone(), value);
        }
    }
    for (name, nested) in &block.block_types {
        let Some(value) = attributes.get(name) else { continue };
        let completed = complete_nested(provider, kind, nested, &format!("{prefix}{name}."), value);
        attributes.insert(name.clone(), completed);
    }
}

fn complete_nested(provider: &Provider, kind: &str, nested: &Nested, prefix: &str, value: &Value) -> Value {
    let object = |value: &Value| match value.as_entries() {
        Some(entries) => {
            let mut attributes = entries.clone();
            complete(provider, kind, &nested.block, prefix, &mut attributes);
            Value::object(attributes).with_marks(value.marks())
        }
        None => value.clone(),
    };
    let result = match (nested.nesting_mode, value.data()) {
        (Nesting::Single | Nesting::Group, Data::Entries(_)) => object(value),
        (Nesting::List, Data::Elements(elements)) => {
            Value::list(nested.block.ty(), elements.iter().map(object).collect::<Vec<_>>())
        }
        (Nesting::Set, Data::Elements(elements)) => {
            Value::set(nested.block.ty(), elements.iter().map(object).collect::<Vec<_>>())
        }
        (Nesting::Map, Data::Entries(entries)) => Value::map(
            nested.block.ty(),
            entries.iter().map(|(key, value)| (key.clone(), object(value))).collect::<Vec<_>>(),
        ),
        _ => return value.clone(),
    };
    result.with_marks(value.marks())
}

/// The provider's default tags, overlaid with the resource's own, key by key; without any tag it is known after apply.
fn all_tags(defaults: &Value, own: &Value) -> Value {
    let unknown = || Value::unknown(Type::map(Type::String));
    if !defaults.is_known() || !own.is_known() {
        return unknown();
    }
    let mut all: BTreeMap<Str, Value> = defaults.as_entries().cloned().unwrap_or_default();
    all.extend(own.as_entries().cloned().unwrap_or_default());
    all.retain(|_, value| !value.is_null());
    if all.is_empty() { unknown() } else { Value::map(Type::String, all) }
}

/// A certificate's own name is among its alternative names, and each name has a validation option whose name is known, so
/// that `for_each` over them works before the certificate exists (provider, `internal/service/acm/certificate.go`).
fn certificate(attributes: &mut BTreeMap<Str, Value>) {
    let Some(domain) = attributes.get("domain_name").filter(|value| value.as_str().is_some()).cloned() else { return };
    let alternatives = attributes.get("subject_alternative_names").cloned();
    let others = match alternatives.as_ref().map(Value::data) {
        Some(Data::Elements(elements)) => elements.to_vec(),
        Some(Data::Unknown(_) | Data::Null) | None => Vec::new(),
        Some(_) => return,
    };
    let mut names = vec![domain.clone()];
    names.extend(others.into_iter().filter(|name| *name != domain));
    if attributes.get("validation_method").and_then(Value::as_str) == Some("DNS") {
        let unknown = ["resource_record_name", "resource_record_type", "resource_record_value"];
        let options: Vec<Value> = names
            .iter()
            .map(|name| {
                let rest = unknown.iter().map(|attribute| (Str::from(*attribute), Value::unknown(Type::String)));
                Value::object(rest.chain([(Str::from("domain_name"), name.clone())]))
            })
            .collect();
        if let Some(element) = options.first().map(|option| option.ty().clone()) {
            attributes.insert("domain_validation_options".into(), Value::set(element, options));
        }
    }
    attributes.insert("subject_alternative_names".into(), Value::set(Type::String, names));
}
