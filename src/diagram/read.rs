//! A plan's resources, found by type, attribute and reference.

use std::collections::BTreeMap;

use super::kinds;
use crate::terraform::plan::{Mode, Plan, PlannedResource};
use crate::terraform::value::{Data, Source, Value};

/// What AWS knows a resource by, besides what apply alone will tell.
const NAMES: &[&str] = &["id", "name", "arn", "bucket", "identifier"];

/// The resources of a plan.
pub struct Reader<'p> {
    resources: Vec<&'p PlannedResource>,
    by_address: BTreeMap<&'p str, &'p PlannedResource>,
}

impl<'p> Reader<'p> {
    /// What a plan would make.
    pub fn new(plan: &'p Plan) -> Reader<'p> {
        let resources: Vec<_> = plan.resources.iter().filter(|resource| resource.mode == Mode::Managed).collect();
        let by_address = resources.iter().map(|resource| (resource.address.as_str(), *resource)).collect();
        Reader { resources, by_address }
    }

    /// All resources, ordered by address.
    pub fn all(&self) -> impl Iterator<Item = &'p PlannedResource> {
        self.resources.iter().copied()
    }

    /// Those of one type.
    pub fn of(&self, kind: &str) -> impl Iterator<Item = &'p PlannedResource> {
        self.resources.iter().copied().filter(move |resource| &*resource.kind == kind)
    }

    /// The resource with an address.
    pub fn at(&self, address: &str) -> Option<&'p PlannedResource> {
        self.by_address.get(address).copied()
    }

    /// The resources of one type that a resource refers to.
    pub fn referred(&self, resource: &'p PlannedResource, kind: &str) -> Vec<&'p PlannedResource> {
        let found = resource.references().into_iter().filter_map(|address| self.at(address));
        found.filter(|other| &*other.kind == kind).collect()
    }

    /// Whether one resource refers to another, or to something that does.
    pub fn leads_to(&self, from: &'p PlannedResource, to: &PlannedResource) -> bool {
        let mut seen = vec![from.address.as_str()];
        let mut next = 0;
        while let Some(resource) = seen.get(next).and_then(|address| self.at(address)) {
            next += 1;
            for address in resource.references() {
                if address == to.address {
                    return true;
                }
                if !seen.contains(&address) {
                    seen.push(address);
                }
            }
        }
        false
    }

    /// The resources of a type that the values at a path mean: because they come from there, or because they are its name.
    pub fn linked(&self, resource: &PlannedResource, path: &str, kind: &str) -> Vec<&'p PlannedResource> {
        let mut found: Vec<&PlannedResource> = Vec::new();
        for value in values(&resource.value, path) {
            let other = match (value.source(), text(&value)) {
                (Some(Source::Resource(address)), _) => self.at(address).filter(|other| &*other.kind == kind),
                (_, Some(name)) => self.of(kind).find(|other| {
                    NAMES.iter().any(|attribute| string(other, attribute).is_some_and(|known| known == name))
                }),
                _ => None,
            };
            if let Some(other) = other
                && !found.iter().any(|known| known.address == other.address)
            {
                found.push(other);
            }
        }
        found
    }

    /// What a resource is called.
    pub fn title(&self, resource: &PlannedResource) -> String {
        let templates = kinds::find(&resource.kind).map_or(&[][..], |(_, row)| row.titles);
        let known = templates.iter().find_map(|template| self.fill(resource, template));
        known.unwrap_or_else(|| kinds::title(&resource.kind))
    }

    /// What a resource is named: the first of its type's templates that is known, or its name in the configuration.
    pub fn name(&self, resource: &PlannedResource) -> String {
        let templates = kinds::find(&resource.kind).map_or(&[][..], |(_, row)| row.names);
        let key = resource.address.rsplit('.').next().unwrap_or_default();
        templates.iter().find_map(|template| self.fill(resource, template)).unwrap_or_else(|| key.to_owned())
    }

    /// What else is said of a resource.
    pub fn notes(&self, resource: &PlannedResource) -> Vec<String> {
        let templates = kinds::find(&resource.kind).map_or(&[][..], |(_, row)| row.notes);
        templates.iter().filter_map(|template| self.fill(resource, template)).collect()
    }

    /// A template with the attributes of a resource put in; none while one of them is not known. Filters: `service` (of an
    /// endpoint's name, what follows the region), `word` (as a word: `FARGATE` is `Fargate`), `vcpu` and `gib` (of 1024), `host` (of an address).
    pub fn fill(&self, resource: &PlannedResource, template: &str) -> Option<String> {
        let mut filled = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (inside, behind) = after.split_once('}')?;
            let (path, filter) = inside.split_once('|').unwrap_or((inside, ""));
            filled.push_str(before);
            filled.push_str(&filtered(&string(resource, path)?, filter));
            rest = behind;
        }
        filled.push_str(rest);
        Some(filled)
    }
}

fn filtered(text: &str, filter: &str) -> String {
    match filter {
        "service" => text.splitn(4, '.').nth(3).unwrap_or(text).to_owned(),
        "word" => word(text),
        "vcpu" | "gib" => text.parse::<f64>().map_or_else(|_| text.to_owned(), |units| format!("{}", units / 1024.0)),
        "host" => text.rsplit("//").next().unwrap_or(text).to_owned(),
        _ => text.to_owned(),
    }
}

/// `FARGATE_SPOT` is Fargate spot, `postgres` is PostgreSQL.
pub fn word(text: &str) -> String {
    match text {
        "postgres" | "aurora-postgresql" => "PostgreSQL".to_owned(),
        "mysql" | "aurora-mysql" => "MySQL".to_owned(),
        _ => {
            let mut letters = text.chars();
            let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
            first + &letters.as_str().to_lowercase().replace('_', " ")
        }
    }
}

/// The values at a path of attribute names: through lists and sets, all of them.
pub fn values(value: &Value, path: &str) -> Vec<Value> {
    let mut found = vec![value.clone()];
    for name in path.split('.') {
        found = found.iter().flat_map(flat).filter_map(|value| value.get(name)).collect();
    }
    found.iter().flat_map(flat).collect()
}

fn flat(value: &Value) -> Vec<Value> {
    match value.data() {
        Data::Elements(elements) => elements.iter().map(|e| e.clone().with_marks(value.marks())).collect(),
        _ => vec![value.clone()],
    }
}

/// A text, number or bool that may be shown, as text.
pub fn text(value: &Value) -> Option<String> {
    if !value.marks().is_empty() {
        return None;
    }
    match value.data() {
        Data::String(text) => Some(text.to_string()),
        Data::Number(number) => Some(number.to_string()),
        Data::Bool(bool) => Some(bool.to_string()),
        _ => None,
    }
}

/// The first value at a path, as text.
pub fn string(resource: &PlannedResource, path: &str) -> Option<String> {
    values(&resource.value, path).iter().find_map(text)
}

/// The first value at a path, as a whole number.
pub fn number(resource: &PlannedResource, path: &str) -> Option<i64> {
    values(&resource.value, path).iter().find_map(|value| value.as_number()?.to_i64())
}

/// Whether a switch is on.
pub fn is_on(resource: &PlannedResource, path: &str) -> bool {
    string(resource, path).as_deref() == Some("true")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters() {
        let cases = [
            ("com.amazonaws.eu-west-1.s3", "service", "s3"),
            ("com.amazonaws.eu-west-1.ecr.dkr", "service", "ecr.dkr"),
            ("FARGATE", "word", "Fargate"),
            ("FARGATE_SPOT", "word", "Fargate spot"),
            ("postgres", "word", "PostgreSQL"),
            ("256", "vcpu", "0.25"),
            ("2048", "gib", "2"),
            ("many", "gib", "many"),
            ("https://token.actions.githubusercontent.com", "host", "token.actions.githubusercontent.com"),
            ("", "word", ""),
        ];
        for (text, filter, expected) in cases {
            assert_eq!(filtered(text, filter), expected, "{text} | {filter}");
        }
    }
}
