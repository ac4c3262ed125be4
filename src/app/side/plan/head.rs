//! Of what the plan is looked at: a root, or what differs between two environments; and what of it is sought for.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use super::super::super::model::cell::environments;
use super::super::super::model::planned::{Looked, Scope, count};
use super::super::super::parts::{data_root, marks, some};
use super::super::super::store::Store;
use crate::changes::{Difference, What};
use crate::design::RootId;

/// The scopes, what the last step was, the filter.
pub fn head(store: Store, looked: Memo<Option<Looked>>) -> impl IntoView {
    let planned = |root: &RootId| store.evaluation.with(|now| now.root(root).map_or(0, |root| count(&root.plan)));
    // A root without any resource has no plan to look at; whether one has does not depend on the options.
    let roots: Vec<RootId> = store
        .blueprint
        .roots()
        .filter(|root| planned(root) > 0 || root.environment_name().is_some())
        .cloned()
        .collect();
    view! {
        <div class="plan-head">
            <div class="scopes" role="group" aria-label="Plan of">
                {roots.into_iter().map(|root| scope(store, root)).collect_view()}
                {between(store)}
            </div>
            {move || stopped(store, looked)}
            {last(store)}
            {filter(store, looked)}
        </div>
    }
}

fn scope(store: Store, root: RootId) -> impl IntoView {
    let scope = store.looking.scope;
    let this = Scope::Root(root.clone());
    let chosen = {
        let this = this.clone();
        Memo::new(move |_| scope.with(|scope| *scope == this))
    };
    let of = root.clone();
    let number = Memo::new(move |_| store.evaluation.with(|now| now.root(&of).map_or(0, |root| count(&root.plan))));
    let of = root.clone();
    let difference = Memo::new(move |_| difference(store, &of));
    view! {
        <button
            type="button"
            class="scope"
            data-root=data_root(store, &root)
            aria-pressed=move || chosen.get().to_string()
            on:click=move |_| scope.set(this.clone())
        >
            <span class="root">{root.to_string()}</span>
            <span class="number">{move || number.get()}</span>
            {move || difference.get().map(|difference| marks(&difference))}
        </button>
    }
}

/// What the last step changed in a root.
fn difference(store: Store, root: &RootId) -> Option<Arc<Difference>> {
    store.differences.with(|all| all.iter().find(|(other, _)| other == root).map(|(_, difference)| difference.clone()))
}

/// What differs from the first environment to the last, or, where there are more, between any two.
fn between(store: Store) -> Option<impl IntoView> {
    let scope = store.looking.scope;
    let environments = environments(store.form);
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
                <button type="button" class="place" on:click=move |_| store.show(super::super::super::store::View::Problems)>
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
            Scope::Root(root) => difference(store, &root).is_some(),
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
