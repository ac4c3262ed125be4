//! The dialog that adds an environment: of a kind, or as a copy of another.

use leptos::ev;
use leptos::prelude::*;

use super::super::model::cell::environments;
use super::super::parts::modal;
use super::super::store::{Store, store};
use super::focus_on;
use crate::terraform::types::Str;

/// What the dialog begins with.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Start {
    /// A new environment.
    New,
    /// A copy of one.
    CopyOf(Str),
}

/// Stands on the page while something is to be added.
pub(super) fn dialog(adding: RwSignal<Option<Start>>) -> impl IntoView {
    let store = store();
    let dialog = modal(Signal::derive(move || adding.with(Option::is_some)));
    view! {
        <dialog class="adding" node_ref=dialog aria-labelledby="adding" on:close=move |_| adding.set(None)>
            {move || adding.get().map(|start| form(store, adding, &start))}
        </dialog>
    }
}

fn form(store: Store, adding: RwSignal<Option<Start>>, start: &Start) -> impl IntoView + use<> {
    let kinds = &store.blueprint.presets.kinds;
    let names: Vec<String> =
        store.roots.with_untracked(|roots| environments(roots).iter().map(ToString::to_string).collect());
    let free = move |like: &str| store.design.with_untracked(|design| design.free_name(store.blueprint, like));
    // The kind that is missing is the one that is likely to be wanted.
    let missing = kinds.iter().find(|kind| !names.iter().any(|name| **name == ***kind)).or(kinds.first());
    let (like, copied) = match start {
        Start::New => (missing.map(ToString::to_string).unwrap_or_default(), String::new()),
        Start::CopyOf(of) => (of.to_string(), of.to_string()),
    };
    let kind = RwSignal::new(missing.map(ToString::to_string).unwrap_or_default());
    let copied = RwSignal::new(copied);
    let name = RwSignal::new(free(&like));
    // A name that nobody typed follows what the environment will be.
    let own = RwSignal::new(false);
    let suggest = move || {
        if !own.get_untracked() {
            let of = copied.get_untracked();
            name.set(free(&if of.is_empty() { kind.get_untracked() } else { of }));
        }
    };
    let refused = RwSignal::new(None::<String>);
    let summary = move || {
        let kinds = &store.blueprint.presentation.kinds;
        kind.with(|kind| kinds.get(kind.as_str()).cloned())
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let (typed, of) = (name.get_untracked().trim().to_owned(), copied.get_untracked());
        let of = (!of.is_empty()).then_some(of);
        match store.add_environment(&typed, &kind.get_untracked(), of.as_deref()) {
            Ok(()) => {
                adding.set(None);
                focus_on(&typed);
            }
            Err(why) => refused.set(Some(why.to_string())),
        }
    };
    let options = kinds.iter().map(|of| {
        let this = of.to_string();
        view! { <option value=of.to_string() prop:selected=move || kind.with(|kind| *kind == this)>{of.to_string()}</option> }
    });
    let others = names.into_iter().map(|of| {
        let this = of.clone();
        view! { <option value=of.clone() prop:selected=move || copied.with(|copied| *copied == this)>{format!("a copy of {of}")}</option> }
    });
    view! {
        <form on:submit=submit>
            <h2 id="adding">"Add an environment"</h2>
            <label for="adding-from">"Begins as"</label>
            <select id="adding-from" class="field" on:change:target=move |event| {
                copied.set(event.target().value());
                suggest();
            }>
                <option value="">"the preset of its kind"</option>
                {others.collect_view()}
            </select>
            <div class="of-kind" hidden=move || !copied.with(String::is_empty)>
                <label for="adding-kind">"Kind"</label>
                <select id="adding-kind" class="field" aria-describedby="adding-summary" on:change:target=move |event| {
                    kind.set(event.target().value());
                    suggest();
                }>{options.collect_view()}</select>
                <p class="soft" id="adding-summary">{summary}</p>
            </div>
            <label for="adding-name">"Name"</label>
            <input
                id="adding-name"
                class="field"
                autofocus=true
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                prop:value=name
                aria-invalid=move || refused.with(Option::is_some).then_some("true")
                aria-describedby="adding-refused"
                on:input:target=move |event| {
                    own.set(true);
                    name.set(event.target().value());
                    refused.set(None);
                }
            />
            <p class="refused" id="adding-refused" role="alert">{refused}</p>
            <div class="actions">
                <button type="button" class="button" on:click=move |_| adding.set(None)>"Cancel"</button>
                <button type="submit" class="button main">"Add"</button>
            </div>
        </form>
    }
}
