//! What will be downloaded: the tree, and one file of it.
//!
//! The repository is made only while it is looked at, and after the change that it follows has been painted.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::{ev, html};
use wasm_bindgen::JsCast;

use super::super::browser::{focus, save};
use super::super::model::Place;
use super::super::model::block::{lines_of, meant};
use super::super::model::tree::Tree;
use super::super::parts::some;
use super::super::store::{Store, store};
use super::code;
use crate::export::Repository;

type Made = Result<Arc<Repository>, String>;

/// The tree and the file that is looked at.
pub fn files() -> impl IntoView {
    let store = store();
    let made = RwSignal::new(None::<Made>);
    let due = StoredValue::new(false);
    Effect::new(move |_| {
        store.evaluation.track();
        if !store.whole.get() || due.get_value() {
            return;
        }
        due.set_value(true);
        let make = move || {
            if due.try_get_value().is_some() {
                due.set_value(false);
                made.set(Some(store.repository()));
            }
        };
        request_animation_frame(move || set_timeout(make, Duration::ZERO));
    });
    let paths = Memo::new(move |_| {
        made.with(|made| made.as_ref()?.as_ref().ok().map(|made| made.files.keys().cloned().collect::<Vec<_>>()))
    });
    let failed = Memo::new(move |_| made.with(|made| made.as_ref()?.as_ref().err().cloned()));
    let place = Memo::new(move |_| store.place.get().unwrap_or_else(|| first(store)));
    let text = Memo::new(move |_| {
        made.with(|made| {
            made.as_ref()?.as_ref().ok().map(|made| made.files.get(&*place.get().path).cloned().unwrap_or_default())
        })
    });
    let lines = Memo::new(move |_| text.with(|text| meant(text.as_ref()?, &place.get())));
    // Of the text alone: what is marked in it, else the lines that are lit, else all of it.
    let key = move |event: ev::KeyboardEvent| {
        let alone = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        if !alone || !event.key().eq_ignore_ascii_case("c") {
            return;
        }
        event.prevent_default();
        let marked = event.current_target().and_then(|code| focus::marked(code.unchecked_ref()));
        match marked {
            Some(marked) => save::copy(marked, move |copied| said(store, copied, "What is marked was copied")),
            None if lines.get_untracked().is_some() => copy_lines(store, text, lines),
            None => copy(store, text),
        }
    };
    let tree = move || paths.get().map(|paths| directory(&Tree::of(paths.iter().map(String::as_str)), place));
    view! {
        <div class="files">
            <nav class="tree" aria-label="Files of the repository">
                {move || failed.get().map(|why| view! { <p class="message">{why}</p> })}
                {tree}
            </nav>
            <section class="file" aria-label="File">
                <header>
                    <h2><bdi>{move || place.get().path.to_string()}</bdi></h2>
                    {move || lines.get().map(|(first, last)| view! {
                        <button type="button" class="button quiet" title="Copy these lines (C)" on:click=move |_| copy_lines(store, text, lines)>
                            {if first == last { format!("Copy line {first}") } else { format!("Copy lines {first}–{last}") }}
                        </button>
                    })}
                    <button type="button" class="button quiet" aria-label="Copy this file" on:click=move |_| copy(store, text)>"Copy"</button>
                    <button
                        type="button"
                        class="button quiet"
                        aria-label="Download this file"
                        on:click=move |_| download(&place.get_untracked(), text)
                    >"Save"</button>
                </header>
                {code::code(place, text, key)}
            </section>
        </div>
    }
}

/// What is looked at before anything is chosen: the inputs of the first root.
fn first(store: Store) -> Place {
    let path =
        store.evaluation.with_untracked(|evaluation| evaluation.roots.first().map(|root| root.tfvars.path.clone()));
    let first = store.evaluation.with_untracked(|evaluation| evaluation.roots.len());
    debug_assert!(first > 0, "a blueprint has a root");
    Place::new(path.unwrap_or_else(|| "".into()), 0)
}

fn copy(store: Store, text: Memo<Option<String>>) {
    let text = text.get_untracked().unwrap_or_default();
    save::copy(text, move |copied| said(store, copied, "File copied"));
}

fn copy_lines(store: Store, text: Memo<Option<String>>, lines: Memo<Option<(usize, usize)>>) {
    let Some((first, last)) = lines.get_untracked() else { return };
    let fragment = text.with_untracked(|text| lines_of(text.as_deref().unwrap_or_default(), first, last));
    let done = some(fragment.lines().count(), "line");
    save::copy(fragment, move |copied| said(store, copied, &format!("{done} copied")));
}

/// Copies the block of a resource.
pub fn copy_block(store: Store, place: &Place) {
    let place = place.clone();
    store.when_whole(move || {
        let fragment = store.repository().ok().and_then(|made| {
            let text = made.files.get(&*place.path)?;
            meant(text, &place).map(|(first, last)| lines_of(text, first, last))
        });
        save::copy(fragment.unwrap_or_default(), move |copied| said(store, copied, "Block copied"));
    });
}

fn said(store: Store, copied: bool, done: &str) {
    store.say(if copied { done } else { "The browser does not let this page copy" });
}

fn download(place: &Place, text: Memo<Option<String>>) {
    let name = place.path.rsplit('/').next().unwrap_or_default();
    save::download(name, "text/plain", text.get_untracked().unwrap_or_default().as_bytes());
}

/// A directory's directories and files. A directory is open when the file that is looked at lies in it, or when the user
/// opens it.
fn directory(tree: &Tree, place: Memo<Place>) -> AnyView {
    let directories = tree.directories.iter().map(|(name, tree)| {
        let node = NodeRef::<html::Details>::new();
        let path = tree.path.clone();
        Effect::new(move |_| {
            let holds = place.with(|place| place.path.starts_with(&path));
            if let (true, Some(node)) = (holds, node.get()) {
                node.set_open(true);
            }
        });
        view! {
            <li>
                <details node_ref=node>
                    <summary>{name.clone()} <span class="soft">{tree.len()}</span></summary>
                    {directory(tree, place)}
                </details>
            </li>
        }
    });
    let files = tree.files.iter().map(|(name, path)| {
        let (this, open) = (path.clone(), path.clone());
        let node = NodeRef::<html::Button>::new();
        let current = Memo::new(move |_| place.with(|place| *place.path == *this));
        Effect::new(move |_| {
            if let (true, Some(node)) = (current.get(), node.get()) {
                focus::into_view(node.into());
            }
        });
        view! {
            <li>
                <button
                    type="button"
                    node_ref=node
                    aria-current=move || current.get().then_some("true")
                    on:click=move |_| store().place.set(Some(Place::new(open.as_str(), 0)))
                >{name.clone()}</button>
            </li>
        }
    });
    view! { <ul>{directories.collect_view()} {files.collect_view()}</ul> }.into_any()
}
