//! Which single choice would save most: looked for a few choices at a time, so that the page stays quick.

use leptos::prelude::*;

use super::super::super::browser::turns::Turns;
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
    let turns = Turns::new();
    let rooted = Memo::new(move |_| store.root());
    Effect::new(move |_| {
        let (root, evaluation) = (rooted.get(), store.evaluation.get());
        store.used(&root);
        let design = store.design.get_untracked();
        found.set((Vec::new(), true));
        let mut search = evaluation.root(&root).map(|plan| Savings::new(store.blueprint, store.form, &design, plan));
        turns.begin(move || {
            let Some(search) = &mut search else { return false };
            let going = (0..AT_ONCE).all(|_| search.step(store.blueprint));
            if found.with_untracked(|(old, looking)| old.as_slice() != search.found() || *looking != going) {
                found.set((search.found().to_vec(), going));
            }
            going
        });
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
