//! What still stands at an example value, to be changed before the repository is applied.

use leptos::prelude::*;

use super::super::model::Cell;
use super::super::model::text::spoken;
use super::super::parts::{icon, icons, root_name};
use super::super::store::{Store, store};
use crate::design::{Example, Scope};

/// The list, or that nothing is left.
pub fn examples() -> impl IntoView {
    let store = store();
    let examples = Memo::new(move |_| store.evaluation.with(|evaluation| evaluation.examples().to_vec()));
    move || {
        let examples = examples.get();
        if examples.is_empty() {
            return view! {
                <div class="well">
                    {icon(icons::WELL)}
                    <p><strong>"Nothing left to fill in."</strong> " No option stands at an example value."</p>
                </div>
            }
            .into_any();
        }
        view! {
            <p class="intro">
                "These options still stand at an example. Put your own values there before you apply. The README of the repository lists them too."
            </p>
            <ul aria-label="Before you apply">
                {examples.iter().filter_map(|example| item(store, example)).collect_view()}
            </ul>
        }
        .into_any()
    }
}

/// An option and its examples, each of which leads to its control.
fn item(store: Store, example: &Example) -> Option<impl IntoView + use<>> {
    let (first, _) = example.values.first()?;
    let option = store.form.option(first, &example.name)?;
    let cell = Cell::of(option, first);
    let shared = option.scope == Scope::Shared;
    let values = example.values.iter().take(if shared { 1 } else { usize::MAX }).map(|(root, value)| {
        let name = (option.scope == Scope::Environment).then(|| root_name(root));
        let cell = Cell::of(option, root);
        view! {
            <li>
                <button type="button" class="value" on:click=move |_| store.show_cell(&cell)>
                    {name}
                    <span class="mono">{spoken(value)}</span>
                </button>
            </li>
        }
    });
    Some(view! {
        <li class="todo">
            <button type="button" class="go" on:click=move |_| store.show_cell(&cell)>{example.label.clone()}</button>
            <span class="hint">{example.wanted.clone()}</span>
            <ul class="values">{values.collect_view()}</ul>
        </li>
    })
}
