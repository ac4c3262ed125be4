//! What the search finds: options, rules, files, resources, and the parts of the page.

use super::cell::{Cell, title};
use super::found::Place;
use super::text::spoken;
use crate::blueprint::Blueprint;
use crate::design::{Design, Evaluation, Form, RootId};

/// Something that can be gone to.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// What it is called.
    pub text: String,
    /// Where it stands, or what it says.
    pub detail: String,
    /// Where it leads.
    pub target: Target,
}

/// What an entry is, in the order of the results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An option of the form.
    Option,
    /// A resource of a plan.
    Resource,
    /// A rule.
    Rule,
    /// A file of the repository.
    File,
}

impl Kind {
    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Option => "Options",
            Kind::Resource => "Resources",
            Kind::Rule => "Rules",
            Kind::File => "Files",
        }
    }
}

/// Where an entry leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A control.
    Cell(Cell),
    /// Lines of a file.
    Place(Place),
    /// A resource.
    Resource(RootId, String),
}

/// How many of a kind are shown.
const MOST: usize = 8;

/// Everything that can be found.
pub fn entries<'f>(
    blueprint: &Blueprint,
    form: &Form,
    design: &Design,
    evaluation: &Evaluation,
    files: impl IntoIterator<Item = &'f str>,
) -> Vec<Entry> {
    let mut all = Vec::new();
    for group in &form.groups {
        for option in &group.options {
            let roots: Vec<RootId> = option.roots(blueprint, design).collect();
            let values = roots.iter().map(|root| design.get(blueprint, root, &option.name).unwrap_or_default());
            let mut values: Vec<String> = values.map(|value| spoken(&value)).collect();
            values.dedup();
            let Some(root) = roots.first() else { continue };
            all.push(Entry {
                kind: Kind::Option,
                text: title(form, group, option),
                detail: format!("{} = {}", option.name, values.join(" | ")),
                target: Target::Cell(Cell::of(option, root)),
            });
            all.extend(option.rules.iter().map(|rule| Entry {
                kind: Kind::Rule,
                text: rule.message.clone(),
                detail: option.name.to_string(),
                target: Target::Place(Place::new(root.repository_path(&rule.file), rule.line)),
            }));
        }
    }
    for root in &evaluation.roots {
        let resources = root.plan.resources.iter().filter(|resource| resource.is_change());
        all.extend(resources.map(|resource| Entry {
            kind: Kind::Resource,
            text: resource.address.clone(),
            detail: root.root.to_string(),
            target: Target::Resource(root.root.clone(), resource.address.clone()),
        }));
    }
    all.extend(files.into_iter().map(|path| Entry {
        kind: Kind::File,
        text: path.to_owned(),
        detail: String::new(),
        target: Target::Place(Place::new(path, 0)),
    }));
    all
}

/// The entries in which every word stands, by kind; those first whose name begins with the first word, then those that have
/// it at the beginning of a word. Of each kind the first few.
pub fn find<'e>(entries: &'e [Entry], sought: &str) -> Vec<&'e Entry> {
    let sought = sought.to_lowercase();
    let words: Vec<&str> = sought.split_whitespace().collect();
    let Some(first) = words.first() else { return Vec::new() };
    let mut found: Vec<(Kind, usize, &Entry)> = Vec::new();
    for entry in entries {
        let (text, detail) = (entry.text.to_lowercase(), entry.detail.to_lowercase());
        if !words.iter().all(|word| text.contains(word) || detail.contains(word)) {
            continue;
        }
        let begins = |c: char| !c.is_alphanumeric();
        let rank = match () {
            () if text.starts_with(first) => 0,
            () if text.split(begins).any(|word| word.starts_with(first)) => 1,
            () if text.contains(first) => 2,
            () => 3,
        };
        found.push((entry.kind, rank, entry));
    }
    found.sort_by_key(|(kind, rank, _)| (*kind, *rank));
    let mut shown: Vec<&Entry> = Vec::new();
    for (_, _, entry) in found {
        if shown.iter().filter(|other| other.kind == entry.kind).count() < MOST {
            shown.push(entry);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blueprint::Blueprint;
    use crate::design::evaluate;

    #[test]
    fn options_resources_rules_and_files_are_found() {
        let blueprint = Blueprint::embedded().unwrap();
        let (form, design) = (Form::of(&blueprint), Design::new(&blueprint));
        let all =
            entries(&blueprint, &form, &design, &evaluate(&blueprint, &design), ["modules/alb/main.tf", "README.md"]);
        let kinds = |sought: &str| {
            let mut kinds: Vec<Kind> = find(&all, sought).iter().map(|entry| entry.kind).collect();
            kinds.dedup();
            kinds
        };
        assert_eq!(kinds("alb"), [Kind::Option, Kind::Resource, Kind::Rule, Kind::File]);
        assert_eq!(kinds("readme.md"), [Kind::File]);
        assert!(kinds("").is_empty() && kinds("no such thing").is_empty());
        assert_eq!(find(&all, "nat").first().map(|entry| entry.text.as_str()), Some("NAT gateways"));
        assert_eq!(find(&all, "aws_nat_gateway prod").first().map(|entry| entry.detail.as_str()), Some("prod"));
        for kind in [Kind::Option, Kind::Resource] {
            assert!(find(&all, "a").iter().filter(|entry| entry.kind == kind).count() <= MOST);
        }
    }
}
