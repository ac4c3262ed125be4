//! What differs between two plans: which resources only one of them has, and what differs in those that both have.

use std::collections::BTreeMap;

use super::value::{AttributeChange, differences};
use crate::terraform::plan::{Plan, PlannedResource};

/// What differs between two plans, by address.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// Only what differs.
    pub resources: BTreeMap<String, ResourceChange>,
}

/// A resource that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceChange {
    /// What became of it.
    pub what: What,
    /// The attributes that differ, by path, when it was changed.
    pub attributes: Vec<AttributeChange>,
}

/// What became of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// Only the new plan has it.
    Added,
    /// Both have it, with other attributes.
    Changed,
    /// Only the old plan had it.
    Removed,
}

impl What {
    /// All, in the order in which they are counted.
    pub const ALL: [What; 3] = [What::Added, What::Changed, What::Removed];

    /// `+`, `~`, `-`, as Terraform writes them.
    pub fn sign(self) -> &'static str {
        match self {
            What::Added => "+",
            What::Changed => "~",
            What::Removed => "-",
        }
    }

    /// What became of it, in a word.
    pub fn name(self) -> &'static str {
        match self {
            What::Added => "added",
            What::Changed => "changed",
            What::Removed => "removed",
        }
    }
}

impl Difference {
    /// From one plan to another.
    pub fn between(old: &Plan, new: &Plan) -> Difference {
        let (mut before, after) = (by_address(old), by_address(new));
        let mut resources = BTreeMap::new();
        for (address, new) in after {
            let change = match before.remove(address) {
                None => ResourceChange { what: What::Added, attributes: Vec::new() },
                Some(old) => {
                    let attributes = differences(&old.value, &new.value);
                    if attributes.is_empty() {
                        continue;
                    }
                    ResourceChange { what: What::Changed, attributes }
                }
            };
            resources.insert(address.to_owned(), change);
        }
        let gone = |address: &str| (address.to_owned(), ResourceChange { what: What::Removed, attributes: Vec::new() });
        resources.extend(before.into_keys().map(gone));
        Difference { resources }
    }

    /// Without the attributes in which nothing but a word differs, as the environments' names do, and without the resources
    /// of which nothing is left then.
    #[must_use]
    pub fn beyond(mut self, words: (&str, &str)) -> Difference {
        self.resources.retain(|_, change| {
            change.attributes.retain(|attribute| !attribute.is_renamed(words));
            change.what != What::Changed || !change.attributes.is_empty()
        });
        self
    }

    /// How many were added, changed or removed.
    pub fn count(&self, what: What) -> usize {
        self.resources.values().filter(|change| change.what == what).count()
    }

    /// What became of a resource; none when nothing did.
    pub fn of(&self, address: &str) -> Option<&ResourceChange> {
        self.resources.get(address)
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.resources.is_empty()
    }
}

fn by_address(plan: &Plan) -> BTreeMap<&str, &PlannedResource> {
    let changes = plan.resources.iter().filter(|resource| resource.is_change());
    changes.map(|resource| (resource.address.as_str(), resource)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::blueprint::Blueprint;
    use crate::design::{Design, Evaluation, RootId, evaluate};

    fn evaluation(blueprint: &Blueprint, changes: &[(&str, &str, Json)]) -> Evaluation {
        let mut design = Design::new(blueprint);
        for (root, variable, value) in changes {
            design.set(blueprint, &RootId::environment(*root), variable, value).unwrap();
        }
        evaluate(blueprint, &design)
    }

    fn plan<'e>(evaluation: &'e Evaluation, root: &str) -> &'e Plan {
        &evaluation.root(&RootId::environment(root)).unwrap().plan
    }

    fn told(difference: &Difference) -> Vec<String> {
        let told = difference.resources.iter().map(|(address, change)| {
            let paths: Vec<_> = change.attributes.iter().map(|attribute| attribute.path.as_str()).collect();
            format!("{} {address} {}", change.what.sign(), paths.join(" ")).trim_end().to_owned()
        });
        told.collect()
    }

    /// On the blueprint itself: what a switch adds, what the way back takes away, and that the other environment stays.
    #[test]
    fn a_toggle_differs_by_what_it_makes() {
        let blueprint = Blueprint::embedded().unwrap();
        let before = evaluation(&blueprint, &[]);
        let after = evaluation(&blueprint, &[("dev", "nat_mode", json!("per_az"))]);
        let there = Difference::between(plan(&before, "dev"), plan(&after, "dev"));
        insta::assert_snapshot!(told(&there).join("\n"));
        let back = Difference::between(plan(&after, "dev"), plan(&before, "dev"));
        assert_eq!(
            (there.count(What::Added), there.count(What::Removed)),
            (back.count(What::Removed), back.count(What::Added))
        );
        assert_eq!(there.count(What::Changed), back.count(What::Changed));
        assert!(there.count(What::Added) > 0);
        assert!(Difference::between(plan(&before, "prod"), plan(&after, "prod")).is_empty());
    }

    #[test]
    fn a_value_that_changes_is_told_old_and_new() {
        let blueprint = Blueprint::embedded().unwrap();
        let before = evaluation(&blueprint, &[]);
        let after = evaluation(&blueprint, &[("dev", "db_multi_az", json!(true))]);
        let difference = Difference::between(plan(&before, "dev"), plan(&after, "dev"));
        let changed: Vec<_> = difference.resources.values().flat_map(|change| &change.attributes).collect();
        let multi_az = changed.iter().find(|attribute| attribute.path == "multi_az").unwrap();
        let side = |value: &Option<_>| value.as_ref().and_then(crate::terraform::value::Value::as_bool);
        assert_eq!((side(&multi_az.old), side(&multi_az.new)), (Some(false), Some(true)));
    }

    #[test]
    fn environments_differ_in_more_than_their_names() {
        let blueprint = Blueprint::embedded().unwrap();
        let both = evaluation(&blueprint, &[]);
        let all = Difference::between(plan(&both, "dev"), plan(&both, "prod"));
        let beyond = all.clone().beyond(("dev", "prod"));
        assert!(!beyond.is_empty() && beyond.count(What::Changed) < all.count(What::Changed));
        assert_eq!(beyond.count(What::Added), all.count(What::Added));
        let paths = |difference: &Difference| -> Vec<String> {
            let attributes = difference.resources.values().flat_map(|change| &change.attributes);
            attributes.map(|attribute| attribute.path.clone()).collect()
        };
        for (path, told) in [("identifier", false), ("instance_class", true)] {
            assert!(paths(&all).iter().any(|other| other == path), "{path}");
            assert_eq!(paths(&beyond).iter().any(|other| other == path), told, "{path}");
        }
    }
}
