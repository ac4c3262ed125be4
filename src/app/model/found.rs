//! Problems as the page shows them: each once, with its control and the places that it leads to.

use std::fmt;

use super::cell::{Cell, title};
use super::drafts::Drafts;
use super::text::spoken;
use crate::blueprint::Blueprint;
use crate::design::{Design, Evaluation, Form, Problem, RootId};
use crate::terraform::diagnostic::{Range, Severity};
use crate::terraform::tfvars;
use crate::terraform::types::Str;

/// Lines of a file of the repository.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Relative to the repository.
    pub path: Str,
    /// The first line, from 1.
    pub line: usize,
    /// The last.
    pub last: usize,
}

impl Place {
    /// One line.
    pub fn new(path: impl Into<Str>, line: usize) -> Place {
        Place { path: path.into(), line, last: line }
    }
}

impl From<&Range> for Place {
    fn from(range: &Range) -> Place {
        Place { path: range.filename.clone(), line: range.start.line, last: range.end.line.max(range.start.line) }
    }
}

/// `modules/alb/variables.tf:42`
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path, self.line)
    }
}

/// A problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its place among the evaluation's problems; none for what was typed and fits nothing.
    pub nth: Option<usize>,
    /// The control that can mend it.
    pub cell: Option<Cell>,
    /// What that is called.
    pub title: Option<String>,
    /// Where it was found; several when the option is shared.
    pub roots: Vec<RootId>,
    /// How bad it is.
    pub severity: Severity,
    /// What it is, in a few words.
    pub summary: String,
    /// What it is, why, and what to do.
    pub message: String,
    /// What the failing condition read: `var.allow_http is true`.
    pub read: Vec<String>,
    /// Where the rule stands.
    pub rule: Option<Place>,
    /// Where the value stands.
    pub value: Option<Place>,
    /// Where Terraform points, when that is neither.
    pub at: Option<Place>,
}

impl Found {
    /// All problems of a design: what Terraform would say, then what was typed and fits nothing.
    pub fn all(
        blueprint: &Blueprint,
        form: &Form,
        design: &Design,
        evaluation: &Evaluation,
        drafts: &Drafts,
    ) -> Vec<Found> {
        let mut all: Vec<Found> = Vec::new();
        for (nth, problem) in evaluation.problems().iter().enumerate() {
            let found = Found::of(form, evaluation, nth, problem);
            match all.iter_mut().find(|other| other.is_same(&found)) {
                Some(other) => other.roots.extend(found.roots),
                None => all.push(found),
            }
        }
        all.extend(typed(blueprint, form, design, drafts));
        all
    }

    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Whether it is the same in another root that shares the option.
    fn is_same(&self, other: &Found) -> bool {
        let elsewhere = !other.roots.iter().any(|root| self.roots.contains(root));
        let same = self.summary == other.summary && self.message == other.message;
        self.cell.is_some() && self.cell == other.cell && same && elsewhere
    }

    fn of(form: &Form, evaluation: &Evaluation, nth: usize, problem: &Problem) -> Found {
        let Problem { root, option, diagnostic } = problem;
        let option = option.as_ref().and_then(|name| form.option(root, name));
        let rule = diagnostic.rule.as_ref().map(Place::from);
        let at = diagnostic.range.as_ref().map(Place::from);
        let value = option.and_then(|option| assignment(evaluation, root, &option.name));
        let read = diagnostic.snippet.iter().flat_map(|snippet| &snippet.values);
        Found {
            nth: Some(nth),
            cell: option.map(|option| Cell::of(option, root)),
            title: option.and_then(|option| {
                let group = form.groups.iter().find(|group| group.options.contains(option))?;
                Some(title(form, group, option))
            }),
            roots: vec![root.clone()],
            severity: diagnostic.severity,
            summary: diagnostic.summary.clone(),
            message: diagnostic.message.clone().unwrap_or_else(|| diagnostic.detail.clone()),
            read: read.map(|value| format!("{} {}", value.traversal, value.statement)).collect(),
            at: at.filter(|at| {
                ![&rule, &value]
                    .into_iter()
                    .flatten()
                    .any(|other| other.path == at.path && (other.line..=other.last).contains(&at.line))
            }),
            rule,
            value,
        }
    }
}

/// Where a root's variable is given its value; none where its default holds.
fn assignment(evaluation: &Evaluation, root: &RootId, variable: &str) -> Option<Place> {
    let file = &evaluation.root(root)?.tfvars;
    let (values, _) = tfvars::parse(file);
    values.get(variable).map(|value| Place::from(&value.range()))
}

/// What was typed and fits nothing.
fn typed(blueprint: &Blueprint, form: &Form, design: &Design, drafts: &Drafts) -> Vec<Found> {
    let mut found = Vec::new();
    if drafts.is_empty() {
        return found;
    }
    let all: Vec<RootId> = design.roots(blueprint).collect();
    for group in &form.groups {
        for option in &group.options {
            for cell in Cell::all(option, &all) {
                let Some(draft) = drafts.get(&cell.to_string()) else { continue };
                let roots: Vec<RootId> = cell.roots(option, &all).cloned().collect();
                let value =
                    roots.first().and_then(|root| design.get(blueprint, root, &option.name)).unwrap_or_default();
                let what = if draft.text.is_empty() { "Nothing".to_owned() } else { format!("\"{}\"", draft.text) };
                found.push(Found {
                    nth: None,
                    title: Some(title(form, group, option)),
                    roots,
                    severity: Severity::Error,
                    summary: "Value not taken".to_owned(),
                    message: format!("{what} was not taken: {}. The value is still {}.", draft.reason, spoken(&value)),
                    read: Vec::new(),
                    rule: None,
                    value: None,
                    at: None,
                    cell: Some(cell),
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::drafts::Draft;
    use super::super::fixture;
    use super::*;
    use crate::design::evaluate;

    fn found(change: impl FnOnce(&Blueprint, &mut Design), drafts: &Drafts) -> Vec<Found> {
        let blueprint = fixture::blueprint();
        let mut design = Design::new(&blueprint);
        change(&blueprint, &mut design);
        let evaluation = evaluate(&blueprint, &design);
        Found::all(&blueprint, &Form::of(&blueprint), &design, &evaluation, drafts)
    }

    fn set(root: &str, variable: &str, value: serde_json::Value) -> impl FnOnce(&Blueprint, &mut Design) {
        let (root, variable) = (RootId::environment(root), variable.to_owned());
        move |blueprint, design| design.set(blueprint, &root, &variable, &value).unwrap()
    }

    #[test]
    fn a_problem_names_its_control_its_rule_and_its_value() {
        let all = found(set("prod", "port", json!(0)), &Drafts::default());
        let [problem] = all.as_slice() else { panic!("{all:?}") };
        let place = |place: &Option<Place>| place.as_ref().map(ToString::to_string);
        assert_eq!(problem.cell.as_ref().map(ToString::to_string).as_deref(), Some("prod.port"));
        assert_eq!(problem.title.as_deref(), Some("Port"));
        assert_eq!(problem.message, "A port in prod is at least 1.");
        assert_eq!(place(&problem.rule).as_deref(), Some("environments/prod/variables.tf:17"));
        assert!(place(&problem.value).is_some_and(|value| value.starts_with("environments/prod/terraform.tfvars:")));
        assert!(problem.is_error());
    }

    #[test]
    fn a_problem_of_a_shared_option_stands_once() {
        let all = found(set("dev", "owner", json!("nobody")), &Drafts::default());
        let [problem] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(problem.cell.as_ref().map(ToString::to_string).as_deref(), Some("shared.owner"));
        assert_eq!(problem.roots, [RootId::environment("dev"), RootId::environment("prod")]);
    }

    #[test]
    fn what_was_typed_and_fits_nothing_is_a_problem() {
        let mut drafts = Drafts::default();
        drafts.put("dev.port", Some(Draft { text: "http".into(), reason: "a number is required".into() }));
        let all = found(|_, _| {}, &drafts);
        let [problem] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(problem.message, "\"http\" was not taken: a number is required. The value is still 80.");
        assert_eq!(problem.roots, [RootId::environment("dev")]);
    }
}
