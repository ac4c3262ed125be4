//! How much a root is used, as far as the user said: the platform's Terraform does not depend on it, its cost does.
//!
//! Invariant: a [`Usage`] of a design holds only what differs from what is assumed anyway, so a design of which nobody said
//! anything has none, and its link is the one that it always had.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use crate::cost::{Assumptions, Decimal, shown};
use crate::terraform::types::Str;

/// The name under which the size stands beside the quantities.
const SIZE: &str = "size";

/// A size of use, and quantities of one's own. The sizes, the quantities, their units and what a size assumes of each stand in
/// the blueprint's `costs.hcl`. As JSON: `{"size":"large","nat_gb":300}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// None is the root's own.
    pub size: Option<Str>,
    /// By the quantity's name, in its unit.
    pub own: BTreeMap<Str, Decimal>,
}

impl Usage {
    /// Whether nothing was said.
    pub fn is_default(&self) -> bool {
        self.size.is_none() && self.own.is_empty()
    }

    /// The same without what is assumed anyway of a root of that name, and without what cannot be assumed.
    #[must_use]
    pub fn normal(mut self, assumptions: &Assumptions, root: &str) -> Usage {
        let known = |size: &Str| size != assumptions.default_size(root) && assumptions.sizes.contains(size);
        self.size = self.size.filter(known);
        let size = self.size.as_ref().unwrap_or_else(|| assumptions.default_size(root));
        self.own.retain(|name, value| {
            let quantity = assumptions.quantities.get(name).filter(|_| Assumptions::takes(*value));
            quantity.is_some_and(|quantity| quantity.sizes.get(size) != Some(value))
        });
        self
    }

    /// As JSON, quantities by name.
    pub fn to_json(&self) -> Json {
        let size = self.size.iter().map(|size| (SIZE.to_owned(), Json::from(&**size)));
        let own =
            self.own.iter().map(|(name, value)| (name.to_string(), serde_json::to_value(value).unwrap_or_default()));
        Json::Object(size.chain(own).collect())
    }

    /// What JSON says, with a reason for every entry that cannot be kept.
    pub fn from_entries(entries: &Map<String, Json>, assumptions: &Assumptions) -> (Usage, Vec<(String, String)>) {
        let mut usage = Usage::default();
        let mut wrong = Vec::new();
        for (name, value) in entries {
            if let Err(reason) = usage.take(name, value, assumptions) {
                wrong.push((name.clone(), reason));
            }
        }
        (usage, wrong)
    }

    fn take(&mut self, name: &str, value: &Json, assumptions: &Assumptions) -> Result<(), String> {
        if name == SIZE {
            let size = value.as_str().and_then(|size| assumptions.sizes.iter().find(|known| &***known == size));
            self.size = Some(size.ok_or_else(|| format!("the sizes are {}", assumptions.sizes.join(", ")))?.clone());
            return Ok(());
        }
        let (name, _) = assumptions.quantities.get_key_value(name).ok_or("there is no quantity of that name")?;
        let value: Decimal = match value {
            Json::Number(number) => number.to_string().parse().map_err(|error| format!("{error}"))?,
            _ => return Err("a number is required".to_owned()),
        };
        if !Assumptions::takes(value) {
            return Err(format!("a number from 0 to {} is required", shown(Assumptions::most())));
        }
        self.own.insert(name.clone(), value);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::blueprint::Blueprint;
    use crate::cost;
    use crate::design::{Design, RootId, file, link};

    fn design(blueprint: &Blueprint, json: &Json) -> Design {
        let read = file::read(&json.to_string(), blueprint);
        assert_eq!(read.notes, [], "{json}");
        read.design
    }

    #[test]
    fn usage_travels_with_the_design_and_is_absent_where_nothing_was_said() {
        let blueprint = Blueprint::embedded().unwrap();
        let dev = RootId::environment("dev");
        let plain = Design::new(&blueprint);
        assert_eq!(plain.to_json(&blueprint).get("usage"), None);

        let said = json!({"usage": {"dev": {"size": "large", "nat_gb": 1.5}}});
        let with = design(&blueprint, &said);
        assert_eq!(with.to_json(&blueprint)["usage"], said["usage"]);
        assert_eq!(link::decode(&link::encode(&with, &blueprint), &blueprint), (with.clone(), vec![]));
        assert_eq!(file::read(&file::write(&with, &blueprint, None), &blueprint).design, with);
        let assumed = cost::assumed(&blueprint, &with, &dev);
        assert_eq!((assumed["nat_gb"].to_string(), assumed["egress_gb"].to_string()), ("1.5".into(), "2500".into()));

        // What is assumed anyway is not kept; so the link is that of the plain design again.
        let anyway = design(&blueprint, &json!({"usage": {"dev": {"size": "small", "nat_gb": 111}}}));
        assert_eq!(anyway, plain);
        let mut changed = with.clone();
        changed.set_usage(&blueprint, &dev, Usage::default());
        assert_eq!(link::encode(&changed, &blueprint), link::encode(&plain, &blueprint));

        // The order in which it was said does not matter.
        let (mut one, mut other) = (plain.clone(), plain.clone());
        let large = Usage { size: Some("large".into()), ..Usage::default() };
        let prod = RootId::environment("prod");
        for root in [&dev, &prod] {
            one.set_usage(&blueprint, root, large.clone());
        }
        for root in [&prod, &dev] {
            other.set_usage(&blueprint, root, large.clone());
        }
        assert_eq!(link::encode(&one, &blueprint), link::encode(&other, &blueprint));
    }

    #[test]
    fn broken_usage_is_listed_and_the_rest_is_kept() {
        let blueprint = Blueprint::embedded().unwrap();
        let text = json!({"environments": {"dev": {"az_count": 3}}, "usage": {
            "dev": {"size": "huge", "nat_gb": "many", "requests": -1, "coffee": 3, "egress_gb": 7, "runs": 1e30},
            "moon": {"nat_gb": 1},
            "prod": 5,
        }});
        let read = file::read(&text.to_string(), &blueprint);
        let notes: Vec<String> = read.notes.iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(notes.join("\n"));
        assert_eq!(read.design.to_json(&blueprint)["usage"], json!({"dev": {"egress_gb": 7}}));
        assert_eq!(read.design.to_json(&blueprint)["environments"]["dev"], json!({"az_count": 3}));
        for broken in [json!({"usage": []}), json!({"usage": null}), json!({"usage": {"dev": null}})] {
            let read = file::read(&broken.to_string(), &blueprint);
            assert_eq!((read.notes.len(), read.design), (1, Design::new(&blueprint)), "{broken}");
        }
    }
}
