//! What the real provider, or AWS behind it, refuses and no schema says: values, formats, lengths, numbers, and
//! what goes together. All of it is data (tables/enumerations, formats, lengths, counts, ranges, relations,
//! conditions).
//!
//! Unknown values pass: terraform asks again when it knows them.

mod condition;
mod format;
mod relation;
mod rule;

use crate::protocol::{AttributePath, Diagnostic, Selector, Severity, Step};
use crate::schema::Block;
use crate::tables::rows;
use crate::value::Value;
use condition::Condition;
use relation::Relation;
use rule::Rule;
use std::collections::HashMap;

/// The type whose rules hold for all types.
const ALL: &str = "*";

/// The checks of every type.
pub struct Checks {
    /// By type: rules for single arguments, each with the argument's path.
    rules: HashMap<String, Vec<(String, Rule)>>,
    relations: HashMap<String, Vec<Relation>>,
    conditions: HashMap<String, Vec<Condition>>,
}

/// A block being checked and the way to it.
#[derive(Clone)]
pub struct Place<'a> {
    /// The block's dotted path, with a dot at its end; empty for the resource itself.
    pub prefix: String,
    /// The same with indices.
    pub steps: Vec<Step>,
    /// Its values.
    pub value: &'a Value,
}

impl Checks {
    /// Reads the tables.
    ///
    /// # Errors
    /// The first row that cannot be read.
    pub fn load() -> Result<Checks, String> {
        let mut checks = Checks { rules: HashMap::new(), relations: HashMap::new(), conditions: HashMap::new() };
        for ([types, paths, values], source) in rows(include_str!("../tables/enumerations.table"))? {
            checks.rule(types, paths, || Ok(Rule::one_of(values, source)))?;
        }
        for ([types, paths, format, words], source) in rows(include_str!("../tables/formats.table"))? {
            checks.rule(types, paths, || Rule::format(format, words, source))?;
        }
        for ([types, paths, bounds], source) in rows(include_str!("../tables/lengths.table"))? {
            checks.rule(types, paths, || Rule::length(bounds, source))?;
        }
        for ([types, paths, bounds], source) in rows(include_str!("../tables/counts.table"))? {
            checks.rule(types, paths, || Rule::count(bounds, source))?;
        }
        for ([types, paths, ranges], source) in rows(include_str!("../tables/ranges.table"))? {
            checks.rule(types, paths, || Rule::range(ranges, source))?;
        }
        for ([types, kind, paths], source) in rows(include_str!("../tables/relations.table"))? {
            for name in types.split_whitespace() {
                checks.relations.entry(name.to_owned()).or_default().push(Relation::parse(kind, paths, source)?);
            }
        }
        for ([types, when, then], source) in rows(include_str!("../tables/conditions.table"))? {
            for name in types.split_whitespace() {
                checks.conditions.entry(name.to_owned()).or_default().push(Condition::parse(when, then, source)?);
            }
        }
        Ok(checks)
    }

    fn rule(&mut self, types: &str, paths: &str, rule: impl Fn() -> Result<Rule, String>) -> Result<(), String> {
        for name in types.split_whitespace() {
            for path in paths.split_whitespace() {
                self.rules.entry(name.to_owned()).or_default().push((path.to_owned(), rule()?));
            }
        }
        Ok(())
    }

    /// Everything wrong with a configuration of a type (by the name that the tables give it). `defaults` are the
    /// values of what it does not set, by path.
    pub fn check(
        &self,
        type_name: &str,
        block: &Block,
        config: &Value,
        defaults: &HashMap<String, Value>,
    ) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        let place = Place { prefix: String::new(), steps: Vec::new(), value: config };
        self.block(type_name, block, &place, defaults, &mut faults);
        faults
    }

    fn block(
        &self,
        type_name: &str,
        block: &Block,
        place: &Place,
        defaults: &HashMap<String, Value>,
        faults: &mut Vec<Diagnostic>,
    ) {
        let rules = [type_name, ALL].into_iter().filter_map(|name| self.rules.get(name)).flatten();
        for name in block.attributes.keys().chain(block.block_types.keys()) {
            let value = place.value.get(name);
            if value.is_null() || value.is_unknown() {
                continue;
            }
            let path = format!("{}{name}", place.prefix);
            if block.attributes.get(name).is_some_and(|attribute| !attribute.required && !attribute.optional) {
                faults.push(Diagnostic {
                    severity: Severity::Error.into(),
                    summary: "Value for unconfigurable attribute".to_owned(),
                    detail: format!("{path} is decided by AWS and cannot be set."),
                    attribute: Some(place.at(name)),
                });
                continue;
            }
            let sensitive = block.attributes.get(name).is_some_and(|attribute| attribute.sensitive);
            for (_, rule) in rules.clone().filter(|(pattern, _)| matches(pattern, &path)) {
                faults.extend(rule.faults(&path, &place.at(name), value, sensitive));
            }
            // A block that is an attribute to terraform, such as a security group's `ingress`.
            let objects = if block.attributes.contains_key(name) { value.elements() } else { &[] };
            for (member, value) in objects.iter().flat_map(members) {
                let path = format!("{path}.{member}");
                for (_, rule) in rules.clone().filter(|(pattern, _)| matches(pattern, &path)) {
                    faults.extend(rule.faults(&path, &place.at(name), value, sensitive));
                }
            }
        }
        faults.extend(self.relations.get(type_name).into_iter().flatten().filter_map(|relation| relation.fault(place)));
        faults.extend(
            self.conditions
                .get(type_name)
                .into_iter()
                .flatten()
                .filter_map(|condition| condition.fault(place, defaults)),
        );
        for (name, nested) in &block.block_types {
            let inner = |value, index: Option<usize>| {
                let mut steps = place.at(name).steps;
                steps.extend(
                    index.and_then(|index| i64::try_from(index).ok()).map(|index| step(Selector::ElementKeyInt(index))),
                );
                Place { prefix: format!("{}{name}.", place.prefix), steps, value }
            };
            match place.value.get(name) {
                Value::List(elements) => {
                    let ordered = nested.nesting_mode == crate::schema::Nesting::List;
                    for (index, element) in elements.iter().enumerate() {
                        let place = inner(element, ordered.then_some(index));
                        self.block(type_name, &nested.block, &place, defaults, faults);
                    }
                }
                element @ Value::Map(_) => {
                    self.block(type_name, &nested.block, &inner(element, None), defaults, faults)
                }
                _ => {}
            }
        }
    }
}

impl Place<'_> {
    /// The path of an argument in the block. In a set nothing has an index: the path is then the set's.
    pub fn at(&self, name: &str) -> AttributePath {
        let in_set = !self.steps.is_empty()
            && !matches!(self.steps.last(), Some(Step { selector: Some(Selector::ElementKeyInt(_)) }));
        let mut steps = self.steps.clone();
        if !in_set {
            steps.push(step(Selector::AttributeName(name.to_owned())));
        }
        AttributePath { steps }
    }
}

/// The attributes of an object in a collection; blocks' are not meant, they have a place of their own.
fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    match value {
        Value::Map(map) => Some(map.iter()),
        _ => None,
    }
    .into_iter()
    .flatten()
}

/// Whether a table's path is an argument's: the same, or for `*_arn` one that ends so.
fn matches(pattern: &str, path: &str) -> bool {
    match pattern.strip_prefix('*') {
        Some(suffix) => path.ends_with(suffix),
        None => pattern == path,
    }
}

fn step(selector: Selector) -> Step {
    Step { selector: Some(selector) }
}

/// An error about an argument, with the page that says so.
fn fault(path: &str, attribute: AttributePath, detail: &str, source: &str) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error.into(),
        summary: format!("Invalid {path}"),
        detail: format!("{detail}\n\nSee {}", link(path, source)),
        attribute: Some(attribute),
    }
}

/// A source of a table as an address.
fn link(path: &str, source: &str) -> String {
    const DOCUMENTATION: &str = "https://registry.terraform.io/providers/hashicorp/aws/latest/docs";
    match source.split_once('/') {
        Some(("r", page)) => format!("{DOCUMENTATION}/resources/{page}#{}", path.rsplit('.').next().unwrap_or(path)),
        Some(("d", page)) => format!("{DOCUMENTATION}/data-sources/{page}#{}", path.rsplit('.').next().unwrap_or(path)),
        Some(("s", file)) => {
            format!("https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/{file}")
        }
        _ if source == "m" => {
            "https://github.com/terraform-linters/tflint-ruleset-aws/tree/master/rules/models".to_owned()
        }
        _ => source.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Schemas;
    use crate::tables::Tables;

    /// The block of a type as the tables name it.
    fn block<'s>(schemas: &'s Schemas, name: &str) -> Option<&'s Block> {
        schemas.get(name).map(|schema| &schema.block)
    }

    /// Whether a dotted path leads to an attribute (or a member of one) or a block.
    fn leads(block: &Block, path: &str) -> bool {
        match path.split_once('.') {
            None => block.attributes.contains_key(path) || block.block_types.contains_key(path),
            Some((name, rest)) => {
                block.block_types.get(name).is_some_and(|nested| leads(&nested.block, rest))
                    || block.attributes.contains_key(name)
            }
        }
    }

    #[test]
    fn every_row_is_about_something_in_the_schema() {
        let (schemas, tables, checks) = (Schemas::load().unwrap(), Tables::load().unwrap(), Checks::load().unwrap());
        let mut paths: Vec<(String, String)> = Vec::new();
        let mut add = |name: &String, path: &str| paths.push((name.clone(), path.to_owned()));
        for (name, defaults) in &tables.defaults {
            defaults.keys().for_each(|path| add(name, path));
        }
        for (name, forcing) in &tables.force_new {
            forcing.iter().for_each(|path| add(name, path));
        }
        for (name, rows) in &tables.anew {
            rows.iter()
                .flat_map(|(argument, computed)| [argument].into_iter().chain(computed))
                .for_each(|path| add(name, path));
        }
        for (name, templates) in &tables.values {
            templates.iter().flat_map(|template| template.attributes()).for_each(|path| add(name, path));
        }
        for (name, rules) in &checks.rules {
            rules.iter().for_each(|(path, _)| add(name, path));
        }
        for (name, relations) in &checks.relations {
            relations.iter().flat_map(Relation::paths).for_each(|path| add(name, &path));
        }
        for (name, conditions) in &checks.conditions {
            conditions.iter().flat_map(Condition::paths).for_each(|path| add(name, &path));
        }
        let lost: Vec<_> = paths
            .iter()
            .filter(|(name, path)| {
                name != ALL && !path.starts_with('*') && !block(&schemas, name).is_some_and(|block| leads(block, path))
            })
            .collect();
        assert!(lost.is_empty(), "{lost:#?}");
    }

    #[test]
    fn defaults_are_for_what_is_not_computed_and_pass_the_checks() {
        let (schemas, tables, checks) = (Schemas::load().unwrap(), Tables::load().unwrap(), Checks::load().unwrap());
        for (name, defaults) in &tables.defaults {
            let block = block(&schemas, name).unwrap();
            for (path, value) in defaults {
                let inner = path.split('.').rev().skip(1).collect::<Vec<_>>().into_iter().rev();
                let inner = inner.fold(block, |block, step| &block.block_types[step].block);
                let attribute = &inner.attributes[path.rsplit('.').next().unwrap()];
                assert!(attribute.optional && !attribute.computed, "{name}.{path}");
                for (pattern, rule) in checks.rules.get(name).into_iter().flatten() {
                    let faults = rule.faults(path, &AttributePath::default(), value, false);
                    assert!(pattern != path || faults.is_empty(), "{name}.{path}: {faults:?}");
                }
            }
        }
    }
}
