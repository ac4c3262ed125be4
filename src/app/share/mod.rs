//! Ways out of the page: the link, as text and as a QR code, and the command that makes the same repository.

mod into_folder;

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

use super::browser::save;
use super::parts::modal;
use super::store::{Store, store};

/// Copies the design's link.
pub fn copy_link(store: Store) {
    save::copy(store.url(), move |copied| {
        store.say(if copied {
            "Link copied"
        } else {
            "The browser does not let this page copy; the link is in the address bar"
        });
    });
}

/// The dialog.
pub fn share() -> impl IntoView {
    let store = store();
    let dialog = modal(store.sharing);
    view! {
        <dialog class="share" node_ref=dialog aria-labelledby="share" on:close=move |_| store.sharing.set(false)>
            {move || store.sharing.get().then(|| content(store))}
        </dialog>
    }
}

fn content(store: Store) -> impl IntoView {
    let url = untrack(|| store.url());
    let command = format!("landform export --link '{url}' --out .");
    let code = match qr(&url) {
        Some((size, path)) => view! {
            <svg class="qr" role="img" aria-label="QR code of the link" viewBox=format!("-4 -4 {0} {0}", size + 8)>
                <rect x="-4" y="-4" width=size + 8 height=size + 8></rect>
                <path d=path></path>
            </svg>
        }
        .into_any(),
        None => view! {
            <p class="soft">{format!("With {} characters this link is too long for a QR code.", url.len())}</p>
        }
        .into_any(),
    };
    view! {
        <h2 id="share" tabindex="-1" autofocus=true>"Share"</h2>
        <p>"The link is the whole design: whoever opens it has it, and no server has seen it."</p>
        {copied(store, "Link", url.clone(), "Link copied")}
        {copied(store, "Command line", command, "Command copied")}
        <p class="soft">"The command writes the same repository, byte for byte: a pipeline can make it anew."</p>
        {into_folder::into_folder(store)}
        <h3>"QR code"</h3>
        {code}
        <div class="actions">
            <p class="told" role="status">{store.said}</p>
            <button type="button" class="button" on:click=move |_| store.sharing.set(false)>"Close"</button>
        </div>
    }
}

/// A text and the button that copies it.
fn copied(store: Store, name: &'static str, text: String, done: &'static str) -> impl IntoView {
    let this = text.clone();
    let id = format!("copied-{}", name.to_lowercase().replace(' ', "-"));
    let copy = move |_| {
        save::copy(this.clone(), move |copied| {
            store.say(if copied { done } else { "The browser does not let this page copy; select the text instead" });
        });
    };
    view! {
        <div class="copied">
            <label for=id.clone()>{name}</label>
            <input type="text" id=id class="field" readonly=true prop:value=text on:focus:target=move |event| event.target().select() />
            <button type="button" class="button" aria-label=format!("Copy: {name}") on:click=copy>"Copy"</button>
        </div>
    }
}

/// How many modules wide a code is, and its dark ones as a path; none when the text does not fit.
fn qr(text: &str) -> Option<(i32, String)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let size = code.size();
    let dark = (0..size).flat_map(|y| (0..size).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y));
    Some((size, dark.map(|(x, y)| format!("M{x} {y}h1v1h-1z")).collect()))
}
