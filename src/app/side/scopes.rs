//! The roots to look at, as buttons.

use leptos::prelude::*;

use super::super::model::cell;
use super::super::model::planned::{Scope, count};
use super::super::parts::{data_root, marks};
use super::super::store::Store;
use crate::design::RootId;

/// The environments.
pub fn environments(store: Store) -> Vec<RootId> {
    store.roots.with(|roots| cell::environments(roots))
}

/// The environments, and what else has resources; that does not depend on the options.
pub fn planned(store: Store) -> Vec<RootId> {
    let has =
        |root: &RootId| store.evaluation.with_untracked(|now| now.root(root).is_some_and(|root| count(&root.plan) > 0));
    let roots = store.roots.get();
    roots.iter().filter(|root| root.environment_name().is_some() || has(root)).cloned().collect()
}

/// A button that looks at a root, with something more behind its name. `chosen` says whether it is looked at.
pub fn scope(store: Store, root: RootId, chosen: Signal<bool>, more: AnyView) -> impl IntoView {
    let this = root.clone();
    view! {
        <button
            type="button"
            class="scope"
            data-root=data_root(store, &root)
            aria-pressed=move || chosen.get().to_string()
            on:click=move |_| store.looking.scope.set(Scope::Root(this.clone()))
        >
            <span class="root">{root.to_string()}</span>
            {more}
        </button>
    }
}

/// What the last step changed in a root's plan.
pub fn step(store: Store, root: RootId) -> impl IntoView {
    let difference = Memo::new(move |_| store.difference(&root));
    move || difference.get().map(|difference| marks(&difference))
}
