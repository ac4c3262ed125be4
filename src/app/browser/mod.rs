//! What the browser gives: storage, the address, the clipboard, downloads, focus. Each may refuse; none panics.

pub mod address;
pub mod crash;
pub mod focus;
pub mod folder;
mod later_code;
pub mod rests;
pub mod save;
pub mod started;
pub mod storage;
pub mod texts;
pub mod turns;
pub mod update;

use leptos::prelude::window;

/// Tells whoever listens on the window.
fn tell(what: &str) {
    if let Ok(event) = web_sys::Event::new(what) {
        let _ = window().dispatch_event(&event);
    }
}
