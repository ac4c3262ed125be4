//! Which single choice would save most: looked for a few choices at a time, so that the page stays quick.

use std::time::Duration;

use leptos::prelude::*;

use super::super::super::model::cell::{Cell, title};
use super::super::super::model::money::dollars;
use super::super::super::model::text::spoken;
use super::super::super::parts::some;
use super::super::super::store::{Change, Store};
use crate::cost::{Saving, Savings};
use crate::design::RootId;

/// How many are shown.
const SHOWN: usize = 5;

/// How many choices are tried before the browser may do something else.
const AT_ONCE: usize = 2;

/// What would save most in the root that is looked at.
pub fn savings(store: Store) -> impl IntoView {
    let found = RwSignal::new((Vec::<Saving>::new(), true));
    let search = StoredValue::new(None::<Savings>);
    let turn = StoredValue::new(0_u32);
    let rooted = Memo::new(move |_| store.root());
    Effect::new(move |_| {
        let (root, evaluation) = (rooted.get(), store.evaluation.get());
        store.used(&root);
        let design = store.design.get_untracked();
        search.set_value(evaluation.root(&root).map(|plan| Savings::new(store.blueprint, store.form, &design, plan)));
        found.set((Vec::new(), true));
        turn.update_value(|turn| *turn += 1);
        more(store, search, turn, turn.get_value(), found);
    });
    let list = move || {
        let (found, looking) = found.get();
        let root = rooted.get();
        let said = match (looking, found.is_empty()) {
            (true, _) => "Trying every choice…",
            (false, true) => "No single choice costs less without breaking a rule.",
            (false, false) => "",
        };
        let items = found.iter().take(SHOWN).filter_map(|saving| item(store, &root, saving)).collect_view();
        view! { <ul class="savings">{items}</ul> <p class="soft">{said}</p> }
    };
    view! {
        <section class="part">
            <h2>"What would save most"</h2>
            {list}
        </section>
    }
}

/// Tries a few choices, then leaves the browser to itself for a moment; another search ends this one.
fn more(
    store: Store,
    search: StoredValue<Option<Savings>>,
    turn: StoredValue<u32>,
    mine: u32,
    found: RwSignal<(Vec<Saving>, bool)>,
) {
    let step = move || {
        if turn.try_get_value() != Some(mine) {
            return;
        }
        let went = search.try_update_value(|search| {
            let search = search.as_mut()?;
            let more = (0..AT_ONCE).all(|_| search.step(store.blueprint));
            Some((search.found().to_vec(), more))
        });
        let Some((saves, going)) = went.flatten() else { return };
        if found.with_untracked(|(old, looking)| *old != saves || *looking != going) {
            found.set((saves, going));
        }
        if going {
            more(store, search, turn, mine, found);
        }
    };
    set_timeout(step, Duration::from_millis(4));
}

fn item(store: Store, root: &RootId, saving: &Saving) -> Option<impl IntoView + use<>> {
    let found = store.form.groups.iter().find_map(|group| {
        let option = group.options.iter().find(|option| option.name == saving.option && option.scope.holds(root))?;
        Some((option, title(store.form, group, option)))
    });
    let (option, title) = found?;
    let cell = Cell::of(option, root);
    let (to, at) = (saving.to.clone(), cell.clone());
    let gives_up = (saving.gives_up > 0).then(|| format!("{} fewer", some(saving.gives_up, "resource")));
    Some(view! {
        <li>
            <span class="number cheaper">"−" {dollars(saving.saves)}</span>
            <button type="button" class="place" on:click=move |_| store.show_cell(&at)>{title.clone()}</button>
            <span class="mono">{spoken(&saving.from)} " → " {spoken(&saving.to)}</span>
            <span class="soft">{gives_up}</span>
            <button
                type="button"
                class="button"
                aria-label=format!("Choose {} for {}", spoken(&saving.to), cell.name(&title))
                on:click=move |_| store.choose(option, &cell, Ok(to.clone()), "", Change::Whole)
            >"Choose"</button>
        </li>
    })
}
