//! A plan in the shape of `terraform show -json` (format version 1.2), so that tools that read plans can read it.
//!
//! Everything is created: there is no state here. What is unknown is left out of `values` and `after`, and is `true` in
//! `after_unknown`; sensitive values stand in `after` as they are, and are `true` in `after_sensitive` (Terraform,
//! `internal/command/jsonplan`).

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::json::known;
use super::plan::{InstanceKey, Mode, Pending, Plan, PlannedResource};
use super::types::Type;
use super::value::{Data, Value};

/// `planned_values` of a plan: outputs, and resources by module.
pub fn planned_values(plan: &Plan) -> Json {
    let outputs: Map<String, Json> = plan
        .outputs
        .iter()
        .map(|(name, value)| {
            let mut output = Map::new();
            output.insert("sensitive".into(), value.is_sensitive().into());
            if value.is_wholly_known() {
                output.insert("type".into(), type_json(value.ty()));
                output.insert("value".into(), known(value).unwrap_or(Json::Null));
            }
            (name.to_string(), Json::Object(output))
        })
        .collect();
    let mut by_module: BTreeMap<&str, Vec<&PlannedResource>> = BTreeMap::new();
    for resource in plan.resources.iter().filter(|resource| resource.is_change()) {
        by_module.entry(&resource.module).or_default().push(resource);
    }
    let mut values = Map::new();
    if !outputs.is_empty() {
        values.insert("outputs".into(), Json::Object(outputs));
    }
    values.insert("root_module".into(), module("", &by_module));
    Json::Object(values)
}

/// `resource_changes` of a plan: what will be created, and what can be read only then.
pub fn resource_changes(plan: &Plan) -> Json {
    plan.resources.iter().filter(|resource| resource.is_change()).map(change).collect()
}

/// `output_changes` of a plan: every output of the root module is new. One that is null changes nothing.
pub fn output_changes(plan: &Plan) -> Json {
    let change = |value: &Value| {
        let action = if value.is_null() { "no-op" } else { "create" };
        let mut change = Map::new();
        change.insert("actions".into(), json!([action]));
        change.insert("before".into(), Json::Null);
        if let Some(after) = known(value) {
            change.insert("after".into(), after);
        }
        let unknown = if value.is_wholly_known() { false.into() } else { flags(value, |value| !value.is_known()) };
        change.insert("after_unknown".into(), unknown);
        change.insert("before_sensitive".into(), value.is_sensitive().into());
        change.insert("after_sensitive".into(), value.is_sensitive().into());
        Json::Object(change)
    };
    let changes = plan.outputs.iter().map(|(name, value)| (name.to_string(), change(value)));
    changes.collect::<Map<_, _>>().into()
}

fn module(address: &str, by_module: &BTreeMap<&str, Vec<&PlannedResource>>) -> Json {
    let mut object = Map::new();
    if !address.is_empty() {
        object.insert("address".into(), address.into());
    }
    if let Some(resources) = by_module.get(address) {
        let mut resources: Vec<_> = resources.iter().map(|resource| (&resource.address, planned(resource))).collect();
        resources.sort_by_key(|(address, _)| (*address).clone());
        object.insert("resources".into(), resources.into_iter().map(|(_, json)| json).collect());
    }
    let children: Vec<Json> =
        children(address, by_module.keys().copied()).into_iter().map(|child| module(&child, by_module)).collect();
    if !children.is_empty() {
        object.insert("child_modules".into(), Json::Array(children));
    }
    Json::Object(object)
}

/// The modules directly below a module that hold something: `module.a["x"]`, not `module.a["x"].module.b`.
fn children<'m>(parent: &str, modules: impl Iterator<Item = &'m str>) -> Vec<String> {
    let prefix = if parent.is_empty() { String::new() } else { format!("{parent}.") };
    let mut found: Vec<String> = modules
        .filter(|module| **module != *parent)
        .filter_map(|module| module.strip_prefix(prefix.as_str()))
        .map(|rest| {
            let end = rest.get("module.".len()..).and_then(|name| name.find(".module.")).map(|at| at + "module.".len());
            format!("{prefix}{}", end.and_then(|end| rest.get(..end)).unwrap_or(rest))
        })
        .filter(|child| child.len() > prefix.len())
        .collect();
    found.sort();
    found.dedup();
    found
}

fn head(resource: &PlannedResource) -> Map<String, Json> {
    let mut object = Map::new();
    object.insert("address".into(), resource.address.clone().into());
    object.insert("mode".into(), resource.mode.adjective().into());
    object.insert("type".into(), (*resource.kind).into());
    object.insert("name".into(), (*resource.name).into());
    match &resource.key {
        None => {}
        Some(InstanceKey::Index(i)) => drop(object.insert("index".into(), (*i).into())),
        Some(InstanceKey::Key(key)) => drop(object.insert("index".into(), (**key).into())),
    }
    let provider = match &*resource.kind {
        "terraform_data" => "terraform.io/builtin/terraform".to_owned(),
        kind => format!("registry.terraform.io/hashicorp/{}", kind.split('_').next().unwrap_or_default()),
    };
    object.insert("provider_name".into(), provider.into());
    object
}

fn planned(resource: &PlannedResource) -> Json {
    let mut object = head(resource);
    object.insert("schema_version".into(), resource.schema_version.into());
    let values = known(&resource.value).unwrap_or(Json::Null);
    if values.as_object().is_none_or(|values| !values.is_empty()) {
        object.insert("values".into(), values);
    }
    object.insert("sensitive_values".into(), flags(&resource.value, Value::is_sensitive));
    Json::Object(object)
}

fn change(resource: &PlannedResource) -> Json {
    let mut object = head(resource);
    if !resource.module.is_empty() {
        object.insert("module_address".into(), resource.module.clone().into());
    }
    let action = if resource.mode == Mode::Data { "read" } else { "create" };
    let known_before = resource.value.is_wholly_known();
    let unknown = if known_before { json!({}) } else { flags(&resource.value, |value| !value.is_known()) };
    let change = json!({
        "actions": [action],
        "before": null,
        "after": known(&resource.value),
        "after_unknown": unknown,
        "before_sensitive": false,
        "after_sensitive": flags(&resource.value, Value::is_sensitive),
    });
    object.insert("change".into(), change);
    let reason = resource.pending.map(|pending| match pending {
        Pending::Configuration => "read_because_config_unknown",
        Pending::Dependency => "read_because_dependency_pending",
    });
    if let Some(reason) = reason {
        object.insert("action_reason".into(), reason.into());
    }
    Json::Object(object)
}

/// Where in a value a question is answered with yes: `true` there, objects and lists around it, and what is nowhere yes is
/// left out of objects.
fn flags(value: &Value, is: fn(&Value) -> bool) -> Json {
    if is(value) {
        return true.into();
    }
    match value.data() {
        Data::Elements(elements) => elements.iter().map(|element| flags(element, is)).collect(),
        Data::Entries(entries) => entries
            .iter()
            .map(|(name, value)| (name.to_string(), flags(value, is)))
            .filter(|(_, flag)| *flag != Json::Bool(false))
            .collect::<Map<_, _>>()
            .into(),
        // Of a collection that is not known it says as much as of an empty one.
        Data::Unknown(_) => match value.ty() {
            Type::List(_) | Type::Set(_) | Type::Tuple(_) => json!([]),
            Type::Map(_) | Type::Object(_) => json!({}),
            _ => false.into(),
        },
        _ => false.into(),
    }
}

/// A type as go-cty writes it in JSON.
fn type_json(ty: &Type) -> Json {
    match ty {
        Type::Dynamic => "dynamic".into(),
        Type::Bool => "bool".into(),
        Type::Number => "number".into(),
        Type::String => "string".into(),
        Type::List(element) => json!(["list", type_json(element)]),
        Type::Set(element) => json!(["set", type_json(element)]),
        Type::Map(element) => json!(["map", type_json(element)]),
        Type::Tuple(types) => json!(["tuple", types.iter().map(type_json).collect::<Vec<_>>()]),
        Type::Object(object) => {
            let attributes: Map<String, Json> =
                object.attributes.iter().map(|(name, ty)| (name.to_string(), type_json(ty))).collect();
            json!(["object", attributes])
        }
    }
}
