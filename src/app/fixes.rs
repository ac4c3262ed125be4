//! The buttons beside a problem that mend it.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value as Json;

use super::model::text::spoken;
use super::model::{Cell, Found, cell};
use super::store::store;
use crate::changes::Fix;

/// The fixes of a problem; nothing while none is known.
pub fn fixes(found: Arc<Found>) -> impl IntoView {
    let store = store();
    let here = Memo::new(move |_| {
        store.fixes.with(|fixes| {
            fixes.iter().filter(|(of, _)| *of == found).map(|(of, fix)| (of.clone(), fix.clone())).collect::<Vec<_>>()
        })
    });
    move || {
        let all = here.get();
        (!all.is_empty()).then(|| view! { <span class="fixes">{all.into_iter().map(button).collect_view()}</span> })
    }
}

fn button((found, fix): (Arc<Found>, Fix)) -> Option<impl IntoView> {
    let store = store();
    let (group, option) = store.form.groups.iter().find_map(|group| {
        let of = |option: &&_| {
            let option: &crate::design::OptionSpec = option;
            option.name == fix.variable && option.scope.holds(&fix.root)
        };
        group.options.iter().find(of).map(|option| (group, option))
    })?;
    let cell = Cell::of(option, &fix.root);
    let title = cell::title(store.form, group, option);
    // At its own control the option need not be named.
    let own = found.cell.as_ref() == Some(&cell);
    let short = if own { act("it", &fix.to) } else { act(&title, &fix.to) };
    let full = act(&cell.name(&title), &fix.to);
    Some(view! {
        <button type="button" class="button fix" aria-label=format!("Fix: {full}") on:click=move |_| store.mend(&fix)>{short}</button>
    })
}

/// What a button does: `Switch it off`, `Set Backups to 7`.
fn act(what: &str, to: &Json) -> String {
    match to {
        Json::Bool(true) => format!("Switch {what} on"),
        Json::Bool(false) => format!("Switch {what} off"),
        Json::Null => format!("Leave {what} unset"),
        value => format!("Set {what} to {}", spoken(value)),
    }
}
