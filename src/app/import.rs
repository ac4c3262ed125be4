//! Designs from outside: files that are dropped on the page or opened, and text or files that are pasted.

use std::sync::Arc;

use gloo_file::File;
use gloo_file::futures::read_as_bytes;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, html};

use super::browser::{address, focus};
use super::model::history::step;
use super::model::starting::Notice;
use super::parts::some;
use super::store::Store;
use crate::changes::{FileChange, files};
use crate::design::{Design, Imported, RootId, archive, evaluate_again, file, import};
use crate::export;

/// Listens for what is dropped and pasted, for as long as the page stands; shows where a drop lands.
pub fn import_by_hand(store: Store) -> impl IntoView {
    let over = RwSignal::new(false);
    let has_files =
        |event: &ev::DragEvent| event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0));
    let dragged = window_event_listener(ev::dragover, move |event| {
        if has_files(&event) {
            event.prevent_default();
            over.set(true);
        }
    });
    // Left for good only where no other element of the page was entered.
    let left = window_event_listener(ev::dragleave, move |event| {
        if event.related_target().is_none() {
            over.set(false);
        }
    });
    let dropped = window_event_listener(ev::drop, move |event| {
        if has_files(&event) {
            event.prevent_default();
            over.set(false);
            take(store, event.data_transfer().and_then(|data| data.files()));
        }
    });
    let pasted = window_event_listener(ev::paste, move |event| {
        let Some(data) = event.clipboard_data().filter(|_| !focus::is_in_text()) else { return };
        if data.files().is_some_and(|files| files.length() > 0) {
            take(store, data.files());
        } else if let Some(text) = data.get_data("text/plain").ok().filter(|text| !text.trim().is_empty()) {
            read(store, "What was pasted", text.as_bytes());
        }
    });
    on_cleanup(move || {
        dragged.remove();
        left.remove();
        dropped.remove();
        pasted.remove();
    });
    move || {
        over.get().then(|| {
            view! { <div class="drop"><p>"Drop landform.json, a downloaded zip or a terraform.tfvars"</p></div> }
        })
    }
}

/// The field behind the menu's entry that opens a file.
pub fn field(store: Store, input: NodeRef<html::Input>) -> impl IntoView {
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            take(store, input.files());
            input.set_value("");
        }
    };
    view! {
        <input
            type="file"
            hidden=true
            tabindex="-1"
            aria-label="File to open"
            accept=".json,.zip,.tfvars"
            node_ref=input
            on:change=chosen
        />
    }
}

/// Reads the first of some files.
fn take(store: Store, files: Option<web_sys::FileList>) {
    let Some(file) = files.and_then(|files| files.get(0)).map(File::from) else { return };
    spawn_local(async move {
        let name = file.name();
        match read_as_bytes(&file).await {
            Ok(bytes) => read(store, &name, &bytes),
            Err(why) => tell(store, format!("{name} could not be read"), vec![why.to_string()]),
        }
    });
}

/// Takes what was read in the place of the design, and reports.
fn read(store: Store, name: &str, bytes: &[u8]) {
    let now = store.design.get_untracked();
    let into = untrack(|| store.environment()).unwrap_or(RootId::Bootstrap);
    match import(store.blueprint, &now, &into, bytes) {
        Ok(Imported { design, what, mut notes }) => {
            let changed = step(store.blueprint, store.form, &now, &design);
            let of = if name.contains(&what) { String::new() } else { format!(" as {what}") };
            let title = match &changed {
                Some(changed) => format!("{name} was read{of}: {changed}"),
                None => format!("{name} was read{of}: it is the design that stands here"),
            };
            if notes.is_empty() {
                notes.push("Everything in it was kept.".to_owned());
            }
            let upgrade = upgrade(store, &design, bytes);
            if let Some(changes) = &upgrade {
                notes.push(format!(
                    "Made anew, {} of it would be others: it was made by another version, or changed since.",
                    some(changes.len(), "file")
                ));
            }
            let instead = changed.is_some().then_some(now);
            if instead.is_some() {
                store.replace(design);
            }
            store.notices.update(|notices| {
                notices.push(Notice { title, items: notes, instead, upgrade, ..Notice::default() });
            });
        }
        Err(why) => tell(store, format!("{name} is no design"), vec![why]),
    }
}

/// What making a repository anew changes in its files, when a zip of one was read; none when that is nothing.
fn upgrade(store: Store, design: &Design, bytes: &[u8]) -> Option<Arc<Vec<FileChange>>> {
    let old = archive::folder(bytes, file::LONGEST)?;
    let evaluation = evaluate_again(store.blueprint, design, Some(&store.evaluation.get_untracked()));
    let made = export::repository(store.blueprint, design, &evaluation, Some(&address::site())).ok()?;
    let changes = files(&old, &made.files);
    (!changes.is_empty()).then(|| Arc::new(changes))
}

fn tell(store: Store, title: String, items: Vec<String>) {
    store.notices.update(|notices| notices.push(Notice { title, items, ..Notice::default() }));
}
