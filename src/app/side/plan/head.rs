//! Of what the plan is looked at: a root, or what differs between two environments; and what of it is sought for.

use leptos::ev;
use leptos::prelude::*;

use super::super::super::model::planned::{Looked, Scope, count};
use super::super::super::parts::some;
use super::super::super::store::{Store, View};
use super::super::scopes;
use crate::changes::What;
use crate::design::RootId;

/// The scopes, what the last step was, the filter.
pub fn head(store: Store, looked: Memo<Option<Looked>>) -> impl IntoView {
    view! {
        <div class="plan-head">
            <div class="scopes" role="group" aria-label="Plan of">
                {move || scopes::planned(store).into_iter().map(|root| scope(store, root)).collect_view()}
                {move || between(store)}
            </div>
            {move || stopped(store, looked)}
            {last(store)}
            {filter(store, looked)}
        </div>
    }
}

fn scope(store: Store, root: RootId) -> impl IntoView {
    let this = Scope::Root(root.clone());
    let chosen = Signal::derive(move || store.looking.scope.with(|scope| *scope == this));
    let of = root.clone();
    let number = Memo::new(move |_| store.evaluation.with(|now| now.root(&of).map_or(0, |root| count(&root.plan))));
    let more = view! { <span class="number">{move || number.get()}</span> {scopes::step(store, root.clone())} };
    scopes::scope(store, root, chosen, more.into_any())
}

/// What differs from the first environment to the last, or, where there are more, between any two.
fn between(store: Store) -> Option<impl IntoView> {
    let scope = store.looking.scope;
    let environments = scopes::environments(store);
    let [first, .., last] = environments.as_slice() else { return None };
    let (first, last) = (first.clone(), last.clone());
    let name = format!("{first} → {last}");
    let title = format!("What differs from {first} to {last}");
    let chosen = move || scope.with(|scope| matches!(scope, Scope::Between(..)));
    Some(view! {
        <button
            type="button"
            class="scope"
            title=title.clone()
            aria-label=title
            aria-pressed=move || chosen().to_string()
            on:click=move |_| scope.set(Scope::Between(first.clone(), last.clone()))
        >
            <span class="mono">{name}</span>
        </button>
    })
}

/// What is told where Terraform would not get as far as a plan.
fn stopped(store: Store, looked: Memo<Option<Looked>>) -> Option<impl IntoView> {
    let stops = looked.with(|looked| looked.as_ref().is_some_and(|looked| looked.plan.has_errors()));
    stops.then(|| {
        view! {
            <p class="stopped">
                "Terraform stops at "
                <button type="button" class="place" on:click=move |_| store.show(View::Problems)>
                    {some(store.errors(), "problem")}
                </button>
                ". Here is what could be planned of the rest."
            </p>
        }
    })
}

/// What the last step was.
fn last(store: Store) -> impl IntoView {
    let scope = store.looking.scope;
    move || {
        let what = store.undoable.get()?;
        let here = match scope.get() {
            Scope::Root(root) => store.difference(&root).is_some(),
            Scope::Between(..) => return None,
        };
        let elsewhere = store.differences.with(|all| !all.is_empty());
        let none = match (here, elsewhere) {
            (true, _) => "",
            (false, true) => ": nothing changes here",
            (false, false) => ": no resource changes",
        };
        Some(view! { <p class="last"><span>"Last change"</span> " " {what} {none}</p> })
    }
}

fn filter(store: Store, looked: Memo<Option<Looked>>) -> impl IntoView {
    let looking = store.looking;
    let number =
        move |what: What| looked.with(|looked| looked.as_ref().map_or(0, |looked| looked.difference.count(what)));
    let choice = move |what: Option<What>, name: &'static str| {
        let number = Memo::new(move |_| what.map(number));
        view! {
            <button
                type="button"
                aria-pressed=move || (looking.what.get() == what).to_string()
                on:click=move |_| looking.what.set(what)
            >
                {name}
                {move || number.get().map(|number| view! { <span class="soft">{number}</span> })}
            </button>
        }
    };
    let clear = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            looking.sought.set(String::new());
        }
    };
    view! {
        <div class="plan-filter">
            <input
                type="search"
                class="field"
                placeholder="Search resources"
                aria-label="Search resources"
                autocomplete="off"
                spellcheck="false"
                prop:value=looking.sought
                on:input:target=move |event| looking.sought.set(event.target().value())
                on:keydown=clear
            />
            <div class="pick" role="group" aria-label="What became of them">
                {choice(None, "All")}
                {choice(Some(What::Added), "Added")}
                {choice(Some(What::Changed), "Changed")}
                {choice(Some(What::Removed), "Removed")}
            </div>
        </div>
    }
}
