//! The download: asked about where Terraform would refuse what is downloaded, and made a little at a time.

use leptos::prelude::*;

use super::browser::save;
use super::browser::turns::now;
use super::parts::{data_root, modal, root_name, some};
use super::store::{Store, View};
use crate::export::{Zipping, folder};

/// How long the zip is worked on at a time, in milliseconds: half a frame.
const TURN: f64 = 8.0;

/// Downloads the repository, or asks first when Terraform would refuse it.
pub fn download(store: Store) {
    store.evaluate_now();
    if store.errors() > 0 { store.asking.set(true) } else { store.when_whole(move || save_zip(store)) }
}

/// Makes the zip and hands it out. The page answers meanwhile: what takes long shows how far it is.
fn save_zip(store: Store) {
    let begun = store.repository();
    let repository = match begun {
        Ok(repository) => repository,
        Err(why) => return store.say(&why),
    };
    let mut left = repository.files.keys().cloned().collect::<Vec<_>>();
    left.reverse();
    let of = left.len();
    let mut zipping = Some(Zipping::begin(&repository.name));
    store.zipping.set(Some((0, of)));
    store.zipped.begin(move || {
        let until = now() + TURN;
        let mut failed = None;
        while let Some(path) = left.pop() {
            let text = repository.files.get(&path).map_or("", String::as_str);
            failed = zipping.as_mut().and_then(|zipping| zipping.add(&path, text).err());
            if failed.is_some() || now() > until {
                break;
            }
        }
        if failed.is_none() && !left.is_empty() {
            store.zipping.set(Some((of - left.len(), of)));
            return true;
        }
        store.zipping.set(None);
        let made = failed.map_or_else(|| zipping.take().map(Zipping::finish).transpose(), Err);
        match made {
            Ok(zip) => {
                let name = format!("{}.zip", folder(&repository.name));
                save::download(&name, "application/zip", &zip.unwrap_or_default());
                store.say(&format!("{name} downloaded"));
            }
            Err(why) => store.say(&why.to_string()),
        }
        false
    });
}

/// How far the zip is. It is seen only where that takes long enough to be noticed: see `style/notes.css`.
pub fn working(store: Store) -> impl IntoView {
    move || {
        let (done, of) = store.zipping.get()?;
        Some(view! {
            <div class="said working">
                <progress aria-label="Making the zip" value=done.to_string() max=of.to_string()></progress>
                {format!("Making the zip: {done} of {of} files")}
            </div>
        })
    }
}

/// Asks whether a repository shall be downloaded that Terraform would refuse.
pub fn ask(store: Store) -> impl IntoView {
    let dialog = modal(store.asking);
    let close = move || store.asking.set(false);
    let errors = move || {
        store.problems.with(|problems| {
            let errors = problems.iter().filter(|problem| problem.is_error()).map(|problem| {
                let hue = problem.roots.first().filter(|_| problem.roots.len() == 1).map(|root| data_root(store, root));
                view! {
                    <li data-root=hue.unwrap_or_else(|| "once".to_owned())>
                        <span class="roots">{problem.roots.iter().map(root_name).collect_view()}</span>
                        {problem.message.clone()}
                    </li>
                }
            });
            errors.collect::<Vec<_>>()
        })
    };
    view! {
        <dialog node_ref=dialog aria-labelledby="ask" on:close=move |_| close()>
            {move || store.asking.get().then(|| view! {
                <h2 id="ask">{move || format!("Download with {}?", some(store.errors(), "problem"))}</h2>
                <p>"Terraform will stop at each of these before it changes anything:"</p>
                <ul>{errors}</ul>
                <div class="actions">
                    <button type="button" class="button" on:click=move |_| close()>"Cancel"</button>
                    <button type="button" class="button" autofocus=true on:click=move |_| {
                        store.asking.set(false);
                        store.show(View::Problems);
                    }>"Show problems"</button>
                    <button type="button" class="button main" on:click=move |_| {
                        store.asking.set(false);
                        store.when_whole(move || save_zip(store));
                    }>"Download anyway"</button>
                </div>
            })}
        </dialog>
    }
}
