//! What is wrong: each problem leads to its control, and to the lines of the rule and of the value.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::fixes::fixes;
use super::super::model::{Found, Place};
use super::super::parts::{data_root, icon, icons, place_link, root_name};
use super::super::store::{Store, store};

/// All problems, or that there are none.
pub fn problems() -> impl IntoView {
    let store = store();
    move || {
        let problems = store.problems.get();
        if problems.is_empty() {
            return view! {
                <div class="well">
                    {icon(icons::WELL)}
                    <p><strong>"No problems."</strong> " Every rule of the modules and of the environments holds."</p>
                </div>
            }
            .into_any();
        }
        let items = problems.iter().map(|problem| item(store, problem.clone())).collect_view();
        view! { <ul aria-label="Problems">{items}</ul> }.into_any()
    }
}

fn item(store: Store, problem: Arc<Found>) -> impl IntoView {
    let hue = match problem.roots.as_slice() {
        [root] => data_root(store, root),
        _ => "once".to_owned(),
    };
    let title = problem.title.clone().unwrap_or_else(|| problem.summary.clone());
    let heading = match problem.cell.clone() {
        Some(cell) => {
            view! { <button type="button" class="go" on:click=move |_| store.show_cell(&cell)>{title}</button> }
                .into_any()
        }
        None => view! { <strong>{title}</strong> }.into_any(),
    };
    let summary = problem.title.is_some().then(|| problem.summary.clone());
    let read = problem.read.iter().map(|read| view! { <span>{read.clone()}</span> }).collect_view();
    view! {
        <li class="problem" data-root=hue>
            <header>
                {heading}
                {problem.roots.iter().map(root_name).collect_view()}
                <span class="summary" class:warning=!problem.is_error()>{if problem.is_error() { "" } else { "Warning: " }} {summary}</span>
            </header>
            <p class="message">{problem.message.clone()}</p>
            <p class="read">{read}</p>
            <p class="places">
                {place("Rule", problem.rule.clone())}
                {place("Value", problem.value.clone())}
                {place("At", problem.at.clone())}
            </p>
            {fixes(problem.clone())}
        </li>
    }
}

fn place(what: &'static str, place: Option<Place>) -> impl IntoView {
    place.map(|place| view! { <span>{what} " " {place_link(place)}</span> })
}
