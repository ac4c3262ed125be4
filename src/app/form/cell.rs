//! One control in the table: the control itself, whether it differs from the preset, and what is wrong with it.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::fixes::fixes;
use super::super::model::records::{is_put_together, is_record};
use super::super::model::{Cell, Column, Found, text};
use super::super::parts::{data_root, icon, icons, place_link, root_name};
use super::super::store::{Store, store};
use super::field::Field;
use super::{choice, entries, number, records, switch, text as text_field};
use crate::design::{Control, OptionSpec, RootId};

/// The cell of an option in a column.
pub fn cell(option: &'static OptionSpec, cell: Cell, title: &str, span: usize) -> impl IntoView + use<> {
    let store = store();
    let key = cell.to_string();
    let roots = store.roots.get_untracked();
    let root = cell.roots(option, &roots).next().cloned().unwrap_or(RootId::Bootstrap);
    let value = {
        let (root, key) = (root.clone(), key.clone());
        Memo::new(move |_| {
            // What is put together from several fields is there before it fits.
            store.follow_option(option);
            let draft = || store.drafts.with_untracked(|drafts| serde_json::from_str(&drafts.get(&key)?.text).ok());
            let draft = is_put_together(&option.control).then(draft).flatten();
            draft.unwrap_or_else(|| store.value(option, &root))
        })
    };
    let text = {
        let cell = cell.clone();
        Memo::new(move |_| store.field_text(option, &cell, &option.control))
    };
    let problems = {
        let cell = cell.clone();
        Memo::new(move |_| {
            let here = |problem: &&Arc<Found>| problem.cell.as_ref() == Some(&cell);
            store.follow_option(option);
            store.problems.with_untracked(|problems| problems.iter().filter(here).cloned().collect::<Vec<_>>())
        })
    };
    let idle = {
        let cell = cell.clone();
        Memo::new(move |_| {
            store.follow_option(option);
            option.when.is_some() && store.idle.with_untracked(|idle| idle.contains(&cell))
        })
    };
    let invalid = Memo::new(move |_| problems.with(|problems| !problems.is_empty()));
    let changed = {
        let cell = cell.clone();
        Memo::new(move |_| {
            store.follow_option(option);
            let chosen =
                |root: &RootId| store.design.with_untracked(|design| design.chosen(root, &option.name).is_some());
            store.roots.with_untracked(|roots| cell.roots(option, roots).any(chosen))
                || store.drafts.with_untracked(|drafts| drafts.get(&cell.to_string()).is_some())
        })
    };
    let name = cell.name(title);
    let errors = format!("errors-{key}");
    let needs = format!("needs-{key}");
    let field = Field {
        control: &option.control,
        nullable: option.nullable,
        otherwise: None,
        unit: option.unit.as_deref(),
        id: key.clone(),
        part: None,
        store,
        option,
        cell: cell.clone(),
        name: name.clone(),
        errors: errors.clone(),
        needs: needs.clone(),
        value,
        text,
        invalid,
        idle,
    };
    let hue = match &cell.column {
        Column::Root(root) => data_root(store, root),
        Column::Shared => "once".to_owned(),
    };
    let preset = move || text::spoken(&store.start(option, &root));
    let back = cell.clone();
    view! {
        <td
            class="cell"
            role="cell"
            class:changed=move || changed.get()
            class:idle=move || idle.get()
            colspan=span
            data-root=hue
            data-option=key
        >
            {control(&option.control, field)}
            {move || {
                let back = back.clone();
                let preset = preset.clone();
                changed.get().then(|| view! {
                    <button
                        type="button"
                        class="reset"
                        aria-label=format!("Reset {name}")
                        title=move || format!("Back to the preset: {}", preset())
                        on:click=move |_| store.reset(option, &back)
                    >{icon(icons::RESET)}</button>
                })
            }}
            {disagreement(store, option, &cell)}
            {move || idle.get().then(|| useless(option, &needs))}
            {move || problems.with(|problems| wrong(problems, &errors))}
        </td>
    }
}

/// The control that a type and its rules ask for.
pub fn control(control: &'static Control, field: Field) -> AnyView {
    match control {
        Control::Switch => switch::switch(field).into_any(),
        Control::Number { .. } => number::number(field).into_any(),
        Control::Choice { choices } => choice::choice(field, choices).into_any(),
        Control::Text { .. } | Control::Json => text_field::text(field).into_any(),
        Control::Object { fields } => records::object(&field, fields).into_any(),
        Control::List { element } if is_record(element) => records::records(field, element, false).into_any(),
        Control::Map { element } if is_record(element) => records::records(field, element, true).into_any(),
        Control::List { element } => entries::list(field, element).into_any(),
        Control::Map { element } => entries::map(field, element).into_any(),
    }
}

/// What those hear who do not see that a control is dimmed.
fn useless(option: &'static OptionSpec, id: &str) -> impl IntoView + use<> {
    let condition = option.when.as_ref().map(|when| when.text().to_owned());
    view! { <span class="unseen" id=id.to_owned()>"Not in use: needs " {condition}</span> }
}

/// What is wrong with the value, each with the place of its rule.
fn wrong(problems: &[Arc<Found>], id: &str) -> Option<impl IntoView + use<>> {
    let items = problems.iter().map(|problem| {
        let place = problem.rule.clone().or_else(|| problem.at.clone()).or_else(|| problem.value.clone());
        view! {
            <li class:warning=!problem.is_error()>
                <span class="message">{problem.message.clone()}</span>
                " "
                {place.map(place_link)}
                {fixes(problem.clone())}
            </li>
        }
    });
    let items = items.collect_view();
    (!problems.is_empty()).then(|| view! { <ul class="cell-problems" id=id.to_owned()>{items}</ul> })
}

/// A shared option that a link gave different values: said, so that none is lost unseen.
fn disagreement(store: Store, option: &'static OptionSpec, cell: &Cell) -> impl IntoView + use<> {
    let shared = cell.column == Column::Shared;
    move || {
        let values: Vec<_> =
            store.roots_of(option).into_iter().map(|root| (root.clone(), store.value(option, &root))).collect();
        let (_, first) = values.first().filter(|_| shared)?;
        values.iter().any(|(_, value)| value != first).then(|| {
            let all = values.iter().map(|(root, value)| view! { <li>{root_name(root)} " " <span class="mono">{text::spoken(value)}</span></li> });
            view! {
                <div class="disagreement">
                    <p>"The roots do not agree. What is typed here is written into all of them."</p>
                    <ul>{all.collect_view()}</ul>
                </div>
            }
        })
    }
}
