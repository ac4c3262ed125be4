//! What still stands at an example value, to be changed before the repository is applied.

use leptos::prelude::*;

use super::super::model::Cell;
use super::super::model::text::spoken;
use super::super::parts::{data_root, icon, icons, root_name};
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
            <p class="intro">"These options still stand at an example. Put your own values there before you apply; the README of the repository lists them too."</p>
            <ul aria-label="Before you apply">{examples.iter().flat_map(|example| items(store, example)).collect_view()}</ul>
        }
        .into_any()
    }
}

/// One for each control that holds the example.
fn items(store: Store, example: &Example) -> Vec<impl IntoView + use<>> {
    let mut seen: Vec<Cell> = Vec::new();
    let mut items = Vec::new();
    for (root, value) in &example.values {
        let Some(option) = store.form.option(root, &example.name) else { continue };
        let cell = Cell::of(option, root);
        if seen.contains(&cell) {
            continue;
        }
        seen.push(cell.clone());
        let name = (option.scope == Scope::Environment).then(|| root_name(root));
        items.push(view! {
            <li class="todo" data-root=data_root(store, root)>
                <button type="button" class="go" on:click=move |_| store.show_cell(&cell)>{example.label.clone()}</button>
                {name}
                <span class="hint">{example.wanted.clone()}</span>
                <span class="mono">{spoken(value)}</span>
            </li>
        });
    }
    items
}
