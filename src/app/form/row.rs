//! One option: its name, its controls, and on demand what it is.

use leptos::prelude::*;

use super::super::model::cell::{Cell, title};
use super::super::model::idle::needed;
use super::super::parts::{icon, icons};
use super::super::store::store;
use super::{about, cell, is_idle};
use crate::design::{Group, OptionSpec};

/// The row of an option, and the row that tells what it is; there while it is `shown`.
pub fn row(group: &'static Group, option: &'static OptionSpec, shown: Memo<bool>, columns: usize) -> impl IntoView {
    let store = store();
    let open = RwSignal::new(false);
    let idle = Memo::new(move |_| is_idle(store, option));
    let title = title(store.form, group, option);
    let cells = store.roots.with_untracked(|roots| Cell::all(option, roots));
    let about_id = format!("about-{}", cells.first().map(ToString::to_string).unwrap_or_default());
    let span = if cells.len() == 1 { columns } else { 1 };
    let differs = Memo::new(move |_| {
        let mut values = store.roots_of(option).into_iter().map(|root| store.value(option, &root));
        let first = values.next();
        values.any(|value| Some(value) != first)
    });
    view! {
        <tr class="option" role="row" class:idle=move || idle.get() hidden=move || !shown.get()>
            <th class="name" role="rowheader" scope="row">
                <button
                    type="button"
                    class="label"
                    aria-expanded=move || open.get().to_string()
                    aria-controls=about_id.clone()
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {option.label.clone()}
                    {icon(icons::MORE)}
                </button>
                <span class="variable mono">
                    {option.name.to_string()}
                    {move || differs.get().then(|| view! { <span class="differs" title="Not the same in every environment">" ≠"</span> })}
                </span>
                {move || idle.get().then(|| needs(option))}
            </th>
            {cells.into_iter().map(|at| cell::cell(option, at, &title, span)).collect_view()}
        </tr>
        <tr class="about" role="row" id=about_id hidden=move || !(open.get() && shown.get())>
            <td role="cell" colspan=columns + 1>{move || open.get().then(|| about::about(option))}</td>
        </tr>
    }
}

/// What would make an option do something: the condition, and the options that it asks for.
fn needs(option: &'static OptionSpec) -> impl IntoView {
    let store = store();
    let root = store.roots_of(option).into_iter().next();
    let needed = root.map(|root| needed(store.form, option, &root)).unwrap_or_default();
    let links = needed.into_iter().map(|(needed, cell)| {
        view! {
            <button type="button" class="place" on:click=move |_| store.show_cell(&cell)>{needed.label.clone()}</button>
            " "
        }
    });
    let condition = option.when.as_ref().map(|when| when.text().to_owned());
    view! {
        <span class="needs">"Not in use: needs " {links.collect_view()} <code>{condition}</code></span>
    }
}
