//! What was found when two designs were compared.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::browser::address;
use super::super::model::cell::{Cell, title};
use super::super::model::money::signed;
use super::super::model::text::spoken;
use super::super::parts::{marks, root_name, some};
use super::super::patch;
use super::super::store::Store;
use crate::changes::{Difference, FileChange, Files, OptionChange, files, options};
use crate::cost::{self, Money};
use crate::design::{Design, Evaluation, RootId, evaluate_again};
use crate::export;

/// What a root would be.
#[derive(Clone)]
struct Root {
    root: RootId,
    difference: Difference,
    costs: Money,
    stops: bool,
}

/// What differs.
#[derive(Clone)]
pub struct Found {
    options: Arc<Vec<OptionChange>>,
    roots: Arc<Vec<Root>>,
    files: Arc<Vec<FileChange>>,
    wrong: Option<String>,
}

/// The comparison while it is made, step by step.
pub struct Work {
    old: Design,
    new: Design,
    evaluations: Vec<Evaluation>,
    repositories: Vec<Result<Files, String>>,
}

impl Work {
    /// Nothing is done yet.
    pub fn new(old: Design, new: Design) -> Work {
        Work { old, new, evaluations: Vec::new(), repositories: Vec::new() }
    }

    /// Does a part of it; gives what was found once all is done.
    pub fn step(&mut self, store: Store) -> Option<Found> {
        let blueprint = store.blueprint;
        match (self.evaluations.as_slice(), self.repositories.len()) {
            ([], _) => {
                let now = store.evaluation.get_untracked();
                self.evaluations.push(evaluate_again(blueprint, &self.old, Some(&now)));
                None
            }
            ([old], _) => {
                let new = evaluate_again(blueprint, &self.new, Some(old));
                self.evaluations.push(new);
                None
            }
            // Their texts are on their way.
            (_, 0..=1) if !blueprint.is_whole() => None,
            ([old, new, ..], n @ 0..=1) => {
                let (design, evaluation) = if n == 0 { (&self.old, old) } else { (&self.new, new) };
                let made = export::repository(blueprint, design, evaluation, Some(&address::site()));
                self.repositories.push(made.map(|made| made.files).map_err(|error| error.to_string()));
                None
            }
            ([old, new, ..], _) => Some(self.found(store, old, new)),
        }
    }

    fn found(&self, store: Store, old: &Evaluation, new: &Evaluation) -> Found {
        let roots = new.roots.iter().filter_map(|after| {
            let before = old.root(&after.root)?;
            let stops = before.plan.has_errors() || after.plan.has_errors();
            let total = |design: &Design, root| cost::of_root(store.blueprint, design, root).total;
            let root = Root {
                root: after.root.clone(),
                difference: if stops { Difference::default() } else { Difference::between(&before.plan, &after.plan) },
                costs: total(&self.new, after) - total(&self.old, before),
                stops,
            };
            (stops || !root.difference.is_empty() || root.costs.to_cents() != 0).then_some(root)
        });
        let (changed, wrong) = match self.repositories.as_slice() {
            [Ok(one), Ok(other), ..] => (files(one, other), None),
            several => (Vec::new(), several.iter().find_map(|made| made.as_ref().err().cloned())),
        };
        Found {
            options: Arc::new(options(store.blueprint, &self.old, &self.new)),
            roots: Arc::new(roots.collect()),
            files: Arc::new(changed),
            wrong,
        }
    }
}

/// All that differs.
pub fn shown(store: Store, found: Found) -> impl IntoView {
    let none = found.options.is_empty() && found.files.is_empty();
    let rows = found.options.iter().map(|change| option(store, change)).collect_view();
    let roots = found.roots.iter().map(root).collect_view();
    view! {
        {found.wrong.map(|wrong| view! { <p class="message">{wrong}</p> })}
        {none.then(|| view! { <p role="status">"Nothing differs: the two are one."</p> })}
        {(!found.options.is_empty()).then(|| view! {
            <h3 id="options-differ">{some(found.options.len(), "option")}</h3>
            <div class="wide-table" tabindex="0" role="group" aria-labelledby="options-differ">
                <table aria-labelledby="options-differ">
                    <thead><tr><th scope="col">"Option"</th><th scope="col">"From"</th><th scope="col">"To"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        })}
        {(!found.roots.is_empty()).then(|| view! { <h3>"Plan and cost"</h3> <ul class="of-roots">{roots}</ul> })}
        {(!none).then(|| patch::files(found.files, "landform.patch"))}
    }
}

fn option(store: Store, change: &OptionChange) -> impl IntoView + use<> {
    let found = store.form.groups.iter().find_map(|group| {
        let of =
            |option: &&crate::design::OptionSpec| option.name == change.variable && option.scope.holds(&change.root);
        group.options.iter().find(of).map(|option| (title(store.form, group, option), Cell::of(option, &change.root)))
    });
    let shared = found.as_ref().is_some_and(|(_, cell)| cell.column == super::super::model::Column::Shared);
    let name = found.map_or_else(|| change.variable.to_string(), |(title, _)| title);
    let side = |value: &Option<serde_json::Value>| value.as_ref().map_or_else(|| "not set".to_owned(), spoken);
    view! {
        <tr>
            <th scope="row">{name} " " {(!shared).then(|| root_name(&change.root))}</th>
            <td class="mono">{side(&change.old)}</td>
            <td class="mono">{side(&change.new)}</td>
        </tr>
    }
}

fn root(root: &Root) -> impl IntoView + use<> {
    let cents = root.costs.to_cents();
    let kind = if cents > 0 { "dearer" } else { "cheaper" };
    let costs = (cents != 0).then(|| view! { <span class=kind>{signed(root.costs)} " a month"</span> });
    let stops = root.stops.then_some("Terraform stops at a problem on one side");
    view! { <li>{root_name(&root.root)} " " {marks(&root.difference)} " " {costs} " " <span class="soft">{stops}</span></li> }
}
