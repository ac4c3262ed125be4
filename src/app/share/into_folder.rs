//! The repository into a folder: what would change there is shown before anything does.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::FileSystemDirectoryHandle;

use super::super::browser::folder;
use super::super::parts::some;
use super::super::patch;
use super::super::store::Store;
use crate::changes::{FileChange, Files, files};

/// How far it is.
#[derive(Clone)]
enum Stage {
    Asked,
    Busy(String),
    Read { folder: FileSystemDirectoryHandle, files: Arc<Files>, changes: Arc<Vec<FileChange>> },
    Failed(String),
    Written(String),
}

/// What leads there; nothing where the browser cannot.
pub fn into_folder(store: Store) -> Option<impl IntoView> {
    if !folder::can_write() {
        return None;
    }
    let stage = RwSignal::new_local(Stage::Asked);
    let choose = move |_| {
        spawn_local(async move {
            match read(store, stage).await {
                Ok(Some(next)) => drop(stage.try_set(next)),
                Ok(None) => drop(stage.try_set(Stage::Asked)),
                Err(why) => drop(stage.try_set(Stage::Failed(why))),
            }
        });
    };
    let said = move || match stage.get() {
        Stage::Asked => {
            view! { <p class="soft">"What would change there is shown first. Nothing there is deleted."</p> }.into_any()
        }
        Stage::Busy(what) => view! { <p role="status">{what}</p> }.into_any(),
        Stage::Failed(why) => view! { <p class="message" role="alert">{why}</p> }.into_any(),
        Stage::Written(what) => view! { <p role="status">{what}</p> }.into_any(),
        Stage::Read { folder, files, changes } => changed(stage, folder, files, changes).into_any(),
    };
    Some(view! {
        <h3>"Into a folder"</h3>
        <p><button type="button" class="button" on:click=choose>"Choose a folder…"</button></p>
        {said}
    })
}

fn changed(
    stage: RwSignal<Stage, LocalStorage>,
    folder: FileSystemDirectoryHandle,
    files: Arc<Files>,
    changes: Arc<Vec<FileChange>>,
) -> impl IntoView {
    let name = folder.name();
    if changes.is_empty() {
        return view! { <p role="status">{format!("{name} is this repository already: nothing would change.")}</p> }
            .into_any();
    }
    let number = some(changes.len(), "file");
    let all = changes.clone();
    let write = move |_| {
        let (folder, files, changes) = (folder.clone(), files.clone(), all.clone());
        spawn_local(async move {
            let next = match write(stage, &folder, &files, &changes).await {
                Ok(()) => Stage::Written(format!("{} written into {}.", some(changes.len(), "file"), folder.name())),
                Err(why) => Stage::Failed(why),
            };
            let _ = stage.try_set(next);
        });
    };
    view! {
        <p>{format!("In {name} this would change:")}</p>
        {patch::files(changes, "landform.patch")}
        <p><button type="button" class="button main" on:click=write>{format!("Write {number}")}</button></p>
    }
    .into_any()
}

/// What stands in a folder where the repository's files would.
async fn read(store: Store, stage: RwSignal<Stage, LocalStorage>) -> Result<Option<Stage>, String> {
    let repository = store.repository()?;
    let Some(folder) = folder::choose().await? else { return Ok(None) };
    let mut old = Files::new();
    for (n, path) in repository.files.keys().enumerate() {
        if n % 16 == 0 {
            let _ = stage.try_set(Stage::Busy(format!("Reading {n} of {}…", repository.files.len())));
        }
        if let Some(text) = folder::read(&folder, path).await {
            old.insert(path.clone(), text);
        }
    }
    let changes = Arc::new(files(&old, &repository.files));
    Ok(Some(Stage::Read { folder, files: Arc::new(repository.files.clone()), changes }))
}

async fn write(
    stage: RwSignal<Stage, LocalStorage>,
    folder: &FileSystemDirectoryHandle,
    files: &Files,
    changes: &[FileChange],
) -> Result<(), String> {
    for (n, change) in changes.iter().enumerate() {
        let _ = stage.try_set(Stage::Busy(format!("Writing {n} of {}…", changes.len())));
        if let Some(text) = files.get(&change.path) {
            folder::write(folder, &change.path, text).await?;
        }
    }
    Ok(())
}
