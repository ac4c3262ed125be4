//! The texts that only the repository needs: site/start.js fetches them once the page stands, and hands them over.

use leptos::prelude::{WindowListenerHandle, window_event_listener_untyped};
use wasm_bindgen::JsCast;

/// What happens on the window when they have come.
const CAME: &str = "landform:texts";

/// Does something with them once they have come.
pub fn on_coming(then: impl Fn(&str) + 'static) -> WindowListenerHandle {
    window_event_listener_untyped(CAME, move |event| {
        let detail = event.dyn_ref::<web_sys::CustomEvent>().and_then(|event| event.detail().as_string());
        if let Some(texts) = detail {
            then(&texts);
        }
    })
}
