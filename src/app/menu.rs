//! The menu of the header: what is not done with every visit.

use leptos::html;
use leptos::prelude::*;

use super::import;
use super::parts::{icon, icons};
use super::store::Store;

/// The button and what it shows. The browser opens and closes it.
pub fn menu(store: Store) -> impl IntoView {
    let file = NodeRef::<html::Input>::new();
    let open = move || {
        if let Some(file) = file.get_untracked() {
            file.click();
        }
    };
    view! {
        <button type="button" class="button quiet step" aria-label="More" title="More" popovertarget="menu">{icon(icons::MENU)}</button>
        <div class="menu" id="menu" popover="auto" role="group" aria-label="More">
            {entry(icons::FILES, "Open a design…", "", open)}
            {entry(icons::HISTORY, "History and favourites", "Alt H", move || store.remembering.set(true))}
            {entry(icons::COMPARE, "Compare", "Alt C", move || store.comparing.set(true))}
            {entry(icons::SHARE, "Share", "Alt S", move || store.sharing.set(true))}
            {entry(icons::KEYS, "Keys", "?", move || store.keys.set(true))}
        </div>
        {import::field(store, file)}
    }
}

fn entry(drawing: &'static str, name: &'static str, keys: &'static str, act: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" popovertarget="menu" popovertargetaction="hide" on:click=move |_| act()>
            {icon(drawing)}
            <span>{name}</span>
            {(!keys.is_empty()).then(|| view! { <kbd aria-hidden="true">{keys}</kbd> })}
        </button>
    }
}
