//! Downloads and the clipboard.

use std::time::Duration;

use gloo_file::{Blob, ObjectUrl};
use leptos::prelude::{document, set_timeout, window};
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Hands bytes to the user as a file.
pub fn download(name: &str, kind: &str, bytes: &[u8]) {
    let url = ObjectUrl::from(Blob::new_with_options(bytes, Some(kind)));
    let Ok(link) = document().create_element("a") else { return };
    let link: web_sys::HtmlAnchorElement = link.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the file after this returns.
    set_timeout(move || drop(url), Duration::from_secs(60));
}

/// Copies a text, and says afterwards whether that worked.
pub fn copy(text: String, then: impl FnOnce(bool) + 'static) {
    spawn_local(async move {
        // A page that is not served securely has no clipboard.
        let clipboard = window().navigator().clipboard();
        let copied = !clipboard.is_undefined() && JsFuture::from(clipboard.write_text(&text)).await.is_ok();
        then(copied);
    });
}
