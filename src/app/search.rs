//! The search over everything: options, resources, rules, files. Ctrl+K opens it, the arrow keys choose, Enter goes there.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use super::browser::focus;
use super::model::search::{Entry, Target, entries, find};
use super::parts::{icon, icons, modal};
use super::store::{Store, store};

/// The dialog.
pub fn search() -> impl IntoView {
    let store = store();
    let dialog = modal(store.searching);
    view! {
        <dialog class="palette" node_ref=dialog aria-label="Search everything" on:close=move |_| store.searching.set(false)>
            {move || store.searching.get().then(|| sought(store))}
        </dialog>
    }
}

/// What is typed and what is found. The entries are made when the search is opened: nothing changes while it is, but that the files come.
fn sought(store: Store) -> impl IntoView {
    let all = Memo::new(move |_| {
        store.whole.track();
        Arc::new(untrack(|| gather(store)))
    });
    let text = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let found = Memo::new(move |_| {
        text.with(|text| all.with(|all| find(all, text).into_iter().cloned().collect::<Vec<Entry>>()))
    });
    let go = move |entry: &Entry| {
        store.searching.set(false);
        match entry.target.clone() {
            Target::Cell(cell) => store.show_cell(&cell),
            Target::Place(place) => store.show_place(place),
            Target::Resource(root, address) => store.show_resource(&root, &address),
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        let number = found.with(Vec::len);
        let to = match event.key().as_str() {
            "ArrowDown" => at.get() + 1,
            "ArrowUp" => at.get() + number.saturating_sub(1),
            "Enter" => {
                event.prevent_default();
                if let Some(entry) = found.with(|found| found.get(at.get()).cloned()) {
                    go(&entry);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        at.set(to.checked_rem(number).unwrap_or_default());
        if let Some(chosen) = document().get_element_by_id(&format!("found-{}", at.get())) {
            focus::into_view(chosen);
        }
    };
    let item = move |n: usize, entry: &Entry, heads: bool| {
        let (text, detail) = (entry.text.clone(), entry.detail.clone());
        let entry = entry.clone();
        view! {
            {heads.then(|| view! { <li class="kind" role="presentation">{entry.kind.title()}</li> })}
            <li
                role="option"
                id=format!("found-{n}")
                aria-selected=move || (at.get() == n).to_string()
                on:click=move |_| go(&entry)
            >
                <span>{text}</span>
                " "
                <span class="soft mono">{detail}</span>
            </li>
        }
    };
    let items = move || {
        found.with(|found| {
            let mut kind = None;
            let items =
                found.iter().enumerate().map(|(n, entry)| item(n, entry, kind.replace(entry.kind) != Some(entry.kind)));
            items.collect::<Vec<_>>()
        })
    };
    let said = move || match (text.with(|text| text.trim().is_empty()), found.with(Vec::len)) {
        (true, _) => "An option, a resource, a rule or a file".to_owned(),
        (false, 0) => "Nothing is called that".to_owned(),
        (false, _) => String::new(),
    };
    view! {
        <div class="sought">
            {icon(icons::SEARCH)}
            <input
                type="text"
                class="field"
                role="combobox"
                autofocus=true
                aria-label="Search everything"
                aria-controls="found"
                aria-autocomplete="list"
                aria-expanded=move || (!found.with(Vec::is_empty)).to_string()
                aria-activedescendant=move || (!found.with(Vec::is_empty)).then(|| format!("found-{}", at.get()))
                placeholder="Search options, resources, rules, files"
                autocomplete="off"
                spellcheck="false"
                on:input:target=move |event| {
                    at.set(0);
                    text.set(event.target().value());
                }
                on:keydown=key
            />
        </div>
        <ul role="listbox" id="found" aria-label="Found">{items}</ul>
        <p class="soft" role="status">{said}</p>
    }
}

fn gather(store: Store) -> Vec<Entry> {
    let made = store.repository().ok();
    let files = made.iter().flat_map(|made| made.files.keys().map(String::as_str));
    store.design.with_untracked(|design| {
        store.evaluation.with_untracked(|evaluation| entries(store.blueprint, store.form, design, evaluation, files))
    })
}
