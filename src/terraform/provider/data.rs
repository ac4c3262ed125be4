//! Data sources at plan: what can be said of them without asking the cloud.

use std::collections::BTreeMap;

use super::Block;
use super::complete::Cloud;
use crate::terraform::types::Str;
use crate::terraform::value::Value;

/// What a data source is known to find. Facts about the account, by data source and attribute, may be given; all else that
/// it computes is unknown.
pub fn read(kind: &str, block: &Block, config: Value, cloud: &Cloud, facts: &BTreeMap<Str, Value>) -> Value {
    if config.as_entries().is_none() {
        return config;
    }
    let marks = config.marks();
    let mut attributes = config.into_entries();
    let region = attributes.get("region").filter(|region| !region.is_null()).unwrap_or(&cloud.region).clone();
    if block.attributes.contains_key("region") {
        attributes.insert("region".into(), region.clone());
    }
    for (name, attribute) in &block.attributes {
        if attributes.get(name).is_some_and(|value| !value.is_null()) {
            continue;
        }
        let known = region.as_str().and_then(|region| by_region(kind, name, region));
        let fact = known.or_else(|| facts.get(format!("{kind}.{name}").as_str()).cloned());
        let value = match fact {
            Some(fact) => fact,
            None if attribute.computed => Value::unknown(attribute.ty.clone()),
            None => Value::null(attribute.ty.clone()),
        };
        attributes.insert(name.clone(), value);
    }
    Value::object_like(&block.ty(), attributes).with_marks(marks)
}

/// A data source that is read only when the plan is applied: what it computes is unknown.
pub fn unread(block: &Block, config: &Value) -> Value {
    let Some(entries) = config.as_entries() else { return config.clone() };
    let mut attributes = entries.clone();
    for (name, attribute) in block.attributes.iter().filter(|(_, attribute)| attribute.computed) {
        if attributes.get(name).is_none_or(Value::is_null) {
            attributes.insert(name.clone(), Value::unknown(attribute.ty.clone()));
        }
    }
    Value::object(attributes).with_marks(config.marks())
}

/// What the region alone decides. Sources: the provider's pages `d/region` and `d/partition`; AWS General Reference,
/// "Amazon Resource Names", for the partitions.
fn by_region(kind: &str, attribute: &str, region: &str) -> Option<Value> {
    let (partition, suffix, reversed) = match region {
        r if r.starts_with("cn-") => ("aws-cn", "amazonaws.com.cn", "cn.com.amazonaws"),
        r if r.starts_with("us-gov-") => ("aws-us-gov", "amazonaws.com", "com.amazonaws"),
        _ => ("aws", "amazonaws.com", "com.amazonaws"),
    };
    let text = match (kind, attribute) {
        ("aws_region", "id" | "name" | "region") => region.to_owned(),
        ("aws_region", "endpoint") => format!("ec2.{region}.{suffix}"),
        ("aws_partition", "id" | "partition") => partition.to_owned(),
        ("aws_partition", "dns_suffix") => suffix.to_owned(),
        ("aws_partition", "reverse_dns_prefix") => reversed.to_owned(),
        _ => return None,
    };
    Some(Value::string(text))
}
