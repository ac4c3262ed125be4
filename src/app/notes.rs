//! What is told above the page until it is dismissed: what a link held that could not be kept, and the like.

use leptos::prelude::*;

use super::browser::{save, update};
use super::model::starting::Notice;
use super::parts::{icon, icons};
use super::store::{Store, store};

/// All notices.
pub fn notes() -> impl IntoView {
    let store = store();
    view! {
        <section class="notes" aria-label="Notes" aria-live="polite">
            {move || store.notices.get().into_iter().map(|notice| note(store, notice)).collect_view()}
        </section>
    }
}

fn note(store: Store, notice: Notice) -> impl IntoView {
    let this = notice.clone();
    let dismiss = move || store.notices.update(|notices| notices.retain(|other| *other != this));
    let instead = notice.instead.map(|design| {
        let dismiss = dismiss.clone();
        view! {
            <button type="button" class="button" on:click=move |_| {
                dismiss();
                store.replace(design.clone());
            }>"Go back to mine"</button>
        }
    });
    let rescued = notice.rescued.map(|(name, text)| {
        view! {
            <button type="button" class="button" on:click=move |_| save::download(&name, "text/plain", text.as_bytes())>
                "Save what was there"
            </button>
        }
    });
    let upgrade = notice.upgrade.map(|changes| {
        view! {
            <button type="button" class="button" on:click=move |_| store.upgrading.set(Some(changes.clone()))>"Show what changes"</button>
        }
    });
    let update = notice.update.then(|| {
        view! { <button type="button" class="button main" on:click=move |_| update::take()>"Reload"</button> }
    });
    let actions = instead.is_some() || rescued.is_some() || upgrade.is_some() || notice.update;
    view! {
        <div class="note">
            {icon(icons::PROBLEM)}
            <div>
                <p>{notice.title}</p>
                <ul>{notice.items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view()}</ul>
                {actions.then(|| view! { <div class="actions">{update} {upgrade} {instead} {rescued}</div> })}
            </div>
            <button type="button" class="button quiet" on:click=move |_| dismiss()>"Dismiss"</button>
        </div>
    }
}
