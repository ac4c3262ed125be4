//! The page stands: site/start.js takes away what stood there before.

use leptos::prelude::window;

/// What happens on the window then.
const STARTED: &str = "landform:started";

/// Tells it.
pub fn tell() {
    if let Ok(event) = web_sys::Event::new(STARTED) {
        let _ = window().dispatch_event(&event);
    }
}
