//! Two designs beside each other: their options, what Terraform would make of them, what they cost, their files.

mod found;

use leptos::prelude::*;

use super::browser::turns::Turns;
use super::model::cell::environments;
use super::model::side::{Side, like};
use super::model::starting::open;
use super::parts::modal;
use super::store::{Store, store};
use crate::design::{Design, RootId, import};

/// The dialog.
pub fn compare() -> impl IntoView {
    let store = store();
    let dialog = modal(store.comparing);
    view! {
        <dialog class="compare" node_ref=dialog aria-labelledby="compare" on:close=move |_| store.comparing.set(false)>
            {move || store.comparing.get().then(|| content(store))}
        </dialog>
    }
}

fn content(store: Store) -> impl IntoView {
    let from = RwSignal::new(Side::Presets);
    let to = RwSignal::new(Side::Now);
    let given = RwSignal::new(None::<Design>);
    let wrong = RwSignal::new(String::new());
    let found = RwSignal::new(None::<found::Found>);
    let turns = Turns::new();
    Effect::new(move |_| {
        let design = |side: &Side| side_design(store, side, given);
        let pair = from.with(design).zip(to.with(design));
        found.set(None);
        let mut work = pair.map(|(old, new)| found::Work::new(old, new));
        turns.begin(move || {
            let Some(work) = &mut work else { return false };
            let done = work.step(store);
            if let Some(done) = done {
                found.set(Some(done));
                return false;
            }
            true
        });
    });
    let paste = move |text: String| {
        if text.trim().is_empty() {
            return;
        }
        let now = store.design.get_untracked();
        let into = untrack(|| store.environment()).unwrap_or(RootId::Bootstrap);
        match import(store.blueprint, &now, &into, text.as_bytes()) {
            Ok(read) => {
                wrong.set(read.notes.join(" "));
                given.set(Some(read.design));
                to.set(Side::Given);
            }
            Err(why) => wrong.set(why),
        }
    };
    view! {
        <h2 id="compare" tabindex="-1" autofocus=true>"Compare"</h2>
        <div class="sides">
            {choice(store, "From", from, given)}
            {choice(store, "To", to, given)}
            <label>
                <span>"Or a link"</span>
                <input
                    type="text"
                    class="field"
                    placeholder="Paste a link, or what stands in landform.json"
                    autocomplete="off"
                    spellcheck="false"
                    on:change:target=move |event| paste(event.target().value())
                />
            </label>
        </div>
        <p class="message" role="alert">{wrong}</p>
        <div class="compared" aria-busy=move || found.with(Option::is_none).to_string()>
            {move || match found.get() {
                None => view! { <p class="soft" role="status">"Comparing…"</p> }.into_any(),
                Some(found) => found::shown(store, found).into_any(),
            }}
        </div>
        <div class="actions">
            <button type="button" class="button" on:click=move |_| {
                let (one, other) = (from.get_untracked(), to.get_untracked());
                from.set(other);
                to.set(one);
            }>"Swap"</button>
            <button type="button" class="button" on:click=move |_| store.comparing.set(false)>"Close"</button>
        </div>
    }
}

/// A list of what there is to choose.
fn choice(store: Store, name: &'static str, side: RwSignal<Side>, given: RwSignal<Option<Design>>) -> impl IntoView {
    let all = Memo::new(move |_| sides(store, given.with(Option::is_some)));
    let options = move || {
        let options = all.get().into_iter().enumerate().map(|(n, one)| {
            let name = one.name();
            view! { <option value=n.to_string() prop:selected=move || side.get() == one>{name}</option> }
        });
        options.collect_view()
    };
    let choose = move |value: String| {
        let chosen = value.parse::<usize>().ok().and_then(|n| all.with_untracked(|all| all.get(n).cloned()));
        if let Some(chosen) = chosen {
            side.set(chosen);
        }
    };
    view! {
        <label>
            <span>{name}</span>
            <select class="field" on:change:target=move |event| choose(event.target().value())>{options}</select>
        </label>
    }
}

fn sides(store: Store, given: bool) -> Vec<Side> {
    let environments = store.roots.with(|roots| environments(roots));
    let pairs = environments.iter().flat_map(|one| environments.iter().map(move |other| (one, other)));
    let like = pairs.filter(|(one, other)| one != other).map(|(one, other)| Side::Like(one.clone(), other.clone()));
    let favourites =
        store.favourites.get().all().iter().map(|one| Side::Favourite(one.name.clone())).collect::<Vec<_>>();
    let before = store.history.with(|history| history.before().is_some());
    [Side::Now, Side::Presets]
        .into_iter()
        .chain(before.then_some(Side::Before))
        .chain(given.then_some(Side::Given))
        .chain(favourites)
        .chain(like)
        .collect()
}

fn side_design(store: Store, side: &Side, given: RwSignal<Option<Design>>) -> Option<Design> {
    let now = store.design.get();
    match side {
        Side::Now => Some(now),
        Side::Before => store.history.with(|history| history.before().cloned()),
        Side::Presets => Some(Design::new(store.blueprint)),
        Side::Favourite(name) => {
            let link =
                store.favourites.with(|all| all.all().iter().find(|one| one.name == *name).map(|one| one.link.clone()));
            open(store.blueprint, &link?).design
        }
        Side::Given => given.get(),
        Side::Like(one, other) => Some(like(store.blueprint, store.form, &now, one, other)),
    }
}
