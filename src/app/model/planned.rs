//! A plan as the page lists it: its resources by module, what became of each, and the lines of its attributes.

use std::sync::Arc;

use super::found::Place;
use crate::changes::{Difference, What};
use crate::design::{Evaluation, RootId};
use crate::terraform::json::document;
use crate::terraform::plan::{Mode, Plan, PlannedResource};
use crate::terraform::quote::quote;
use crate::terraform::types::Type;
use crate::terraform::value::{Data, Value};

/// What is looked at in the plan view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// One root, and what the last step changed in it.
    Root(RootId),
    /// What differs from one environment to another.
    Between(RootId, RootId),
}

/// A plan, and what it is held against.
#[derive(Clone, Debug)]
pub struct Looked {
    /// What is listed.
    pub plan: Arc<Plan>,
    /// What it is compared to.
    pub before: Option<Arc<Plan>>,
    /// What differs.
    pub difference: Arc<Difference>,
}

/// The same plans: what they hold need not be compared.
impl PartialEq for Looked {
    fn eq(&self, other: &Looked) -> bool {
        let before = match (&self.before, &other.before) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        before && Arc::ptr_eq(&self.plan, &other.plan) && self.difference == other.difference
    }
}

impl Looked {
    /// What a scope shows after a step from one evaluation to another that changed what [`step`] says.
    pub fn at(scope: &Scope, before: &Evaluation, now: &Evaluation, step: &Step) -> Option<Looked> {
        let plan = |evaluation: &Evaluation, root| evaluation.root(root).map(|root| root.plan.clone());
        let (old, new) = match scope {
            Scope::Root(root) => (plan(before, root), plan(now, root)?),
            Scope::Between(one, other) => (plan(now, one), plan(now, other)?),
        };
        let old = old.filter(|old| !old.has_errors() && !new.has_errors());
        let difference = match scope {
            Scope::Root(root) => step.iter().find(|(other, _)| other == root).map(|(_, difference)| difference.clone()),
            Scope::Between(one, other) => old
                .as_ref()
                .map(|old| Arc::new(Difference::between(old, &new).beyond((&one.to_string(), &other.to_string())))),
        };
        Some(Looked { plan: new, before: old, difference: difference.unwrap_or_default() })
    }

    /// How many resources are planned.
    pub fn len(&self) -> usize {
        count(&self.plan)
    }

    /// Whether nothing is planned.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A resource of the plan, or of the one that it is held against.
    pub fn resource(&self, address: &str) -> Option<&PlannedResource> {
        let of = |plan: &'_ Plan| plan.resources.iter().position(|resource| resource.address == address);
        match of(&self.plan) {
            Some(at) => self.plan.resources.get(at),
            None => self.before.as_ref().and_then(|before| before.resources.get(of(before)?)),
        }
    }
}

/// How many resources apply makes; data sources are only read.
pub fn count(plan: &Plan) -> usize {
    plan.resources.iter().filter(|resource| resource.mode == Mode::Managed).count()
}

/// What a step changed in the plans of the roots.
pub type Step = Vec<(RootId, Arc<Difference>)>;

/// What a step from one evaluation to another changed, by root; a root in which Terraform stops before or after it is left
/// out, and so is one that the step left alone.
pub fn step(before: &Evaluation, now: &Evaluation) -> Step {
    let roots = now.roots.iter().filter_map(|new| {
        let old = before.root(&new.root).filter(|old| !Arc::ptr_eq(&old.plan, &new.plan))?;
        let stops = old.plan.has_errors() || new.plan.has_errors();
        let difference = (!stops).then(|| Difference::between(&old.plan, &new.plan))?;
        (!difference.is_empty()).then(|| (new.root.clone(), Arc::new(difference)))
    });
    roots.collect()
}

/// A resource in the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Listed {
    /// `module.network.aws_nat_gateway.this["a"]`
    pub address: String,
    /// `module.network`, empty in the root module.
    pub module: String,
    /// The address within the module: `aws_nat_gateway.this["a"]`.
    pub name: String,
    /// What became of it.
    pub what: Option<What>,
    /// Its block.
    pub place: Place,
}

/// What is looked for in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// Every word of it must be in the address.
    pub text: String,
    /// What must have become of it; whatever when none.
    pub what: Option<What>,
}

impl Sought {
    /// Whether a resource is looked for.
    pub fn finds(&self, listed: &Listed) -> bool {
        let address = listed.address.to_lowercase();
        let words = self.text.to_lowercase();
        (self.what.is_none() || self.what == listed.what) && words.split_whitespace().all(|word| address.contains(word))
    }
}

/// Every resource that apply does something with, module by module, and those that the plan before had.
pub fn list(plan: &Plan, before: Option<&Plan>, difference: &Difference) -> Vec<Listed> {
    let removed = before
        .iter()
        .flat_map(|before| &before.resources)
        .filter(|resource| difference.of(&resource.address).is_some_and(|change| change.what == What::Removed));
    let planned = plan.resources.iter().filter(|resource| resource.is_change());
    let mut resources: Vec<&PlannedResource> = planned.chain(removed).collect();
    resources.sort_by_key(|r| (&r.module, r.mode, &r.kind, &r.name, &r.key));
    resources.into_iter().map(|resource| listed(resource, difference)).collect()
}

fn listed(resource: &PlannedResource, difference: &Difference) -> Listed {
    let inside = resource.address.strip_prefix(&*resource.module).unwrap_or(&resource.address);
    Listed {
        address: resource.address.clone(),
        module: resource.module.clone(),
        name: inside.trim_start_matches('.').to_owned(),
        what: difference.of(&resource.address).map(|change| change.what),
        place: Place::from(&resource.range),
    }
}

/// One line of a resource's attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How deep it lies.
    pub depth: usize,
    /// The attribute's name; empty for an element of a list.
    pub name: String,
    /// Its value; a heading when none: what is in it follows, one deeper.
    pub value: Option<String>,
}

/// A resource's attributes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// What is known, in order; what is null or empty is left out.
    pub known: Vec<Line>,
    /// The names of those of which nothing is known before apply.
    pub unknown: Vec<String>,
}

/// The longest value that stands in one line with its siblings.
const WIDE: usize = 64;

/// The attributes of a resource.
pub fn attributes(value: &Value) -> Attributes {
    let mut all = Attributes::default();
    for (name, value) in value.as_entries().into_iter().flatten() {
        if value.is_known() || value.is_sensitive() {
            lines(0, name, value, &mut all.known);
        } else {
            all.unknown.push(name.to_string());
        }
    }
    all
}

fn lines(depth: usize, name: &str, value: &Value, out: &mut Vec<Line>) {
    let line = |value: Option<String>| Line { depth, name: name.to_owned(), value };
    if is_blank(value) {
        return;
    }
    let short = inline(value);
    let structured = value.as_str().filter(|_| !value.is_sensitive()).and_then(document);
    let value = structured.as_ref().unwrap_or(value);
    let nested = value.children().any(|child| child.children().next().is_some());
    match value.data() {
        _ if value.is_sensitive() => out.push(line(Some(short))),
        Data::Entries(entries) => {
            out.push(line(None));
            let map = matches!(value.ty(), Type::Map(_));
            for (key, value) in entries.iter() {
                let key = if map { quote(key) } else { key.to_string() };
                lines(depth + 1, &key, value, out);
            }
        }
        // Blocks: the heading once for each, as they stand in the configuration.
        Data::Elements(elements) if elements.iter().all(|element| element.as_entries().is_some()) => {
            elements.iter().for_each(|element| lines(depth, name, element, out));
        }
        Data::Elements(elements) if nested || short.chars().count() > WIDE => {
            out.push(line(None));
            elements.iter().for_each(|element| lines(depth + 1, "", element, out));
        }
        _ => out.push(line(Some(short))),
    }
}

fn is_blank(value: &Value) -> bool {
    let empty = match value.data() {
        Data::Null => true,
        Data::Elements(elements) => elements.is_empty(),
        Data::Entries(entries) => entries.values().all(is_blank),
        _ => false,
    };
    empty && !value.is_sensitive()
}

/// A value in one line, as it would be written in Terraform, without what is null or empty in it.
pub fn inline(value: &Value) -> String {
    if value.is_sensitive() {
        return "(sensitive value)".to_owned();
    }
    match value.data() {
        Data::Unknown(_) => "(known after apply)".to_owned(),
        Data::Null => "null".to_owned(),
        Data::Bool(b) => b.to_string(),
        Data::Number(n) => n.to_string(),
        Data::String(text) if text.contains('\n') => text.to_string(),
        Data::String(text) => quote(text),
        Data::Elements(elements) => {
            format!("[{}]", elements.iter().map(inline).collect::<Vec<_>>().join(", "))
        }
        Data::Entries(entries) => {
            let map = matches!(value.ty(), Type::Map(_));
            let entries = entries.iter().filter(|(_, value)| !is_blank(value)).map(|(key, value)| {
                let key = if map { quote(key) } else { key.to_string() };
                format!("{key} = {}", inline(value))
            });
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blueprint::Blueprint;
    use crate::design::{Design, RootId, evaluate};
    use crate::terraform::types::Str;
    use crate::terraform::value::Marks;

    #[test]
    fn attributes_are_lines_and_what_is_empty_is_left_out() {
        let object = |entries: Vec<(&str, Value)>| {
            Value::object(entries.into_iter().map(|(name, value)| (Str::from(name), value)))
        };
        let block = || object(vec![("from_port", Value::number(80i64)), ("note", Value::null(Type::String))]);
        let resource = object(vec![
            ("arn", Value::unknown(Type::String)),
            ("description", Value::null(Type::String)),
            ("ingress", Value::tuple([block(), block()])),
            ("name", Value::string("a")),
            ("password", Value::string("x").with_marks(Marks::SENSITIVE)),
            ("policy", Value::string("{\"Version\":\"2012\"}")),
            ("subnets", Value::list(Type::String, ["a", "b"].map(Value::string))),
            ("tags", Value::map(Type::String, [(Str::from("Name"), Value::string("n"))])),
            ("zones", Value::list(Type::String, [])),
        ]);
        let all = attributes(&resource);
        let told: Vec<String> = all
            .known
            .iter()
            .map(|line| format!("{}{}: {}", "  ".repeat(line.depth), line.name, line.value.as_deref().unwrap_or("")))
            .collect();
        let expected = [
            "ingress: ",
            "  from_port: 80",
            "ingress: ",
            "  from_port: 80",
            "name: \"a\"",
            "password: (sensitive value)",
            "policy: ",
            "  Version: \"2012\"",
            "subnets: [\"a\", \"b\"]",
            "tags: ",
            "  \"Name\": \"n\"",
        ];
        assert_eq!(told, expected);
        assert_eq!(all.unknown, ["arn"]);
    }

    #[test]
    fn what_was_removed_stays_in_its_place() {
        let blueprint = Blueprint::embedded().unwrap();
        let dev = RootId::environment("dev");
        let mut design = Design::new(&blueprint);
        design.set(&blueprint, &dev, "nat_mode", &serde_json::json!("per_az")).unwrap();
        let (old, new) = (evaluate(&blueprint, &design), evaluate(&blueprint, &Design::new(&blueprint)));
        let (old, new) = (&old.root(&dev).unwrap().plan, &new.root(&dev).unwrap().plan);
        let difference = Difference::between(old, new);
        let all = list(new, Some(old), &difference);
        let removed = Sought { text: "NAT network".to_owned(), what: Some(What::Removed) };
        let found: Vec<_> = all.iter().filter(|listed| removed.finds(listed)).collect();
        assert!(!found.is_empty() && found.iter().all(|listed| listed.module == "module.network"), "{found:?}");
        let modules: Vec<_> = all.iter().map(|listed| &listed.module).collect();
        assert!(modules.is_sorted(), "{modules:?}");
        assert_eq!(all.len(), list(old, None, &Difference::default()).len());
    }
}
