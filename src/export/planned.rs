//! A plan as templates read it: at the address of a resource stand its values, so that
//! `plan.module.network.aws_subnet.public["a"].cidr_block` says in a template what it says in Terraform.
//!
//! Invariant: everything in it is known. What only apply will tell is left out of objects and is null in lists, so a template
//! that asks for it must `try`; what is sensitive is left out too.

use std::collections::BTreeMap;

use crate::terraform::plan::{InstanceKey, Mode, Plan, PlannedResource};
use crate::terraform::types::{Str, Type};
use crate::terraform::value::{Data, Marks, Value};

/// The resources that will be made, by their addresses.
pub fn resources(plan: &Plan) -> Value {
    let mut tree = Node::default();
    for resource in plan.resources.iter().filter(|resource| resource.mode == Mode::Managed) {
        if let Some(values) = known(&resource.value) {
            tree.put(steps(resource).into_iter(), values);
        }
    }
    tree.into_value().unwrap_or_else(|| Value::object([]))
}

/// The outputs that are known.
pub fn outputs(plan: &Plan) -> Value {
    Value::object(plan.outputs.iter().filter_map(|(name, value)| Some((name.clone(), known(value)?))))
}

/// What of a value is known and may be shown.
fn known(value: &Value) -> Option<Value> {
    if value.marks().contains(Marks::SENSITIVE) {
        return None;
    }
    Some(match value.data() {
        Data::Unknown(_) => return None,
        Data::Elements(elements) => {
            Value::tuple(elements.iter().map(|element| known(element).unwrap_or_else(|| Value::null(Type::Dynamic))))
        }
        Data::Entries(entries) => {
            Value::object(entries.iter().filter_map(|(name, value)| Some((name.clone(), known(value)?))))
        }
        _ => value.clone(),
    })
}

/// One step of an address.
enum Step {
    Name(Str),
    Index(usize),
}

/// `module.rds[0].aws_db_instance.this`, step by step.
fn steps(resource: &PlannedResource) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = resource.module.as_str();
    while !rest.is_empty() {
        if let Some(key) = rest.strip_prefix("[\"") {
            let (key, after) = key.split_once("\"]").unwrap_or((key, ""));
            steps.push(Step::Name(key.into()));
            rest = after;
        } else if let Some(index) = rest.strip_prefix('[') {
            let (index, after) = index.split_once(']').unwrap_or((index, ""));
            steps.push(index.parse().map_or_else(|_| Step::Name(index.into()), Step::Index));
            rest = after;
        } else {
            rest = rest.strip_prefix('.').unwrap_or(rest);
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            steps.push(Step::Name(name.into()));
            rest = after;
        }
    }
    steps.extend([Step::Name(resource.kind.clone()), Step::Name(resource.name.clone())]);
    steps.extend(resource.key.as_ref().map(|key| match key {
        InstanceKey::Index(index) => Step::Index(*index),
        InstanceKey::Key(key) => Step::Name(key.clone()),
    }));
    steps
}

/// What stands at an address, and below it.
#[derive(Default)]
struct Node {
    values: Option<Value>,
    names: BTreeMap<Str, Node>,
    indices: BTreeMap<usize, Node>,
}

impl Node {
    fn put(&mut self, mut steps: impl Iterator<Item = Step>, values: Value) {
        match steps.next() {
            None => self.values = Some(values),
            Some(Step::Name(name)) => self.names.entry(name).or_default().put(steps, values),
            Some(Step::Index(index)) => self.indices.entry(index).or_default().put(steps, values),
        }
    }

    fn into_value(self) -> Option<Value> {
        if self.values.is_some() {
            self.values
        } else if !self.indices.is_empty() {
            Some(Value::tuple(self.indices.into_values().filter_map(Node::into_value)))
        } else if !self.names.is_empty() {
            Some(Value::object(self.names.into_iter().filter_map(|(name, node)| Some((name, node.into_value()?)))))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blueprint::Blueprint;
    use crate::design::{Design, evaluate};
    use crate::terraform::json;

    fn of_presets(root: &str) -> (Plan, serde_json::Value) {
        let blueprint = Blueprint::embedded().unwrap_or_else(|error| panic!("{error}"));
        let evaluation = evaluate(&blueprint, &Design::new(&blueprint));
        let plan = evaluation.roots.iter().find(|plan| plan.root.to_string() == root).map(|plan| (*plan.plan).clone());
        let plan = plan.unwrap_or_default();
        let shown = json::known(&resources(&plan)).unwrap_or_default();
        (plan, shown)
    }

    #[test]
    fn a_resource_stands_at_its_address() {
        let (_, shown) = of_presets("prod");
        for (pointer, expected) in [
            ("/module/network/aws_subnet/public/a/cidr_block", "10.20.0.0/20"),
            ("/module/rds/0/aws_db_instance/this/identifier", "example-prod"),
            ("/aws_kms_alias/observability/name", "alias/example-prod-observability"),
            ("/module/alb/aws_lb_listener/https/0/protocol", "HTTPS"),
        ] {
            assert_eq!(shown.pointer(pointer).and_then(|value| value.as_str()), Some(expected), "{pointer}");
        }
        assert_eq!(shown.pointer("/module/alb/aws_lb/this/arn"), None, "only apply tells an ARN");
    }

    #[test]
    fn everything_planned_is_there_and_known() {
        for root in ["dev", "prod", "bootstrap"] {
            let (plan, _) = of_presets(root);
            let all = resources(&plan);
            assert!(all.is_wholly_known(), "{root}");
            let managed = plan.resources.iter().filter(|resource| resource.mode == Mode::Managed);
            let mut count = 0;
            for resource in managed {
                let at = steps(resource).into_iter().try_fold(all.clone(), |value, step| match step {
                    Step::Name(name) => value.as_entries()?.get(&name).cloned(),
                    Step::Index(index) => match value.data() {
                        Data::Elements(elements) => elements.get(index).cloned(),
                        _ => None,
                    },
                });
                assert!(at.is_some(), "{}", resource.address);
                count += 1;
            }
            assert!(count > 5, "{root}: {count}");
        }
    }
}
