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
pub fn planned(provider: &Provider, kind: &str, block: &Block, config: Value, cloud: &Cloud) -> Value {
    if config.as_entries().is_none() {
        return config;
    }
    let marks = config.marks();
    let mut attributes = config.into_entries();
    if block.attributes.contains_key("region") && attributes.get("region").is_none_or(Value::is_null) {
        attributes.insert("region".into(), cloud.region.clone());
    }
    Completion { defaults: provider.defaults.get(kind), path: String::new() }.block(block, &mut attributes);
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
    Value::object_like(&block.ty(), attributes).with_marks(marks)
}

/// Fills in what a resource's configuration leaves open.
struct Completion<'p> {
    /// Of the resource's type, by path.
    defaults: Option<&'p BTreeMap<Str, Value>>,
    /// The path of the block that is filled, with a dot behind each name.
    path: String,
}

impl Completion<'_> {
    fn block(&mut self, block: &Block, attributes: &mut BTreeMap<Str, Value>) {
        for (name, attribute) in &block.attributes {
            let value = attributes.entry(name.clone()).or_insert_with(|| Value::null(attribute.ty.clone()));
            if attribute.write_only {
                *value = Value::null(attribute.ty.clone());
            } else if value.is_null() {
                *value = match self.default(name).and_then(|default| convert(default, &attribute.ty).ok()) {
                    Some(default) => default,
                    None if attribute.computed => Value::unknown(attribute.ty.clone()),
                    None => Value::null(attribute.ty.clone()),
                };
            }
        }
        for (name, nested) in &block.block_types {
            let Some(value) = attributes.get_mut(name) else { continue };
            let length = self.path.len();
            self.path.extend([&**name, "."]);
            self.nested(nested, value);
            self.path.truncate(length);
        }
    }

    /// The default of an attribute of the block that is filled.
    fn default(&mut self, name: &str) -> Option<&Value> {
        let defaults = self.defaults?;
        let length = self.path.len();
        self.path.push_str(name);
        let default = defaults.get(self.path.as_str());
        self.path.truncate(length);
        default
    }

    fn nested(&mut self, nested: &Nested, value: &mut Value) {
        let element = nested.block.ty();
        let marks = value.marks();
        let completed = match (nested.nesting_mode, value.data()) {
            (Nesting::Single | Nesting::Group, Data::Entries(_)) => self.object(nested, value),
            (Nesting::List, Data::Elements(elements)) => {
                Value::list(element, elements.iter().map(|value| self.object(nested, value)).collect::<Vec<_>>())
            }
            (Nesting::Set, Data::Elements(elements)) => {
                Value::set(element, elements.iter().map(|value| self.object(nested, value)).collect::<Vec<_>>())
            }
            (Nesting::Map, Data::Entries(entries)) => {
                let entries = entries.iter().map(|(key, value)| (key.clone(), self.object(nested, value)));
                Value::map(element, entries.collect::<Vec<_>>())
            }
            _ => return,
        };
        *value = completed.with_marks(marks);
    }

    fn object(&mut self, nested: &Nested, value: &Value) -> Value {
        let Some(entries) = value.as_entries() else { return value.clone() };
        let mut attributes = entries.clone();
        self.block(&nested.block, &mut attributes);
        Value::object_like(&nested.block.ty(), attributes).with_marks(value.marks())
    }
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
