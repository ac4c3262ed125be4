//! A newer version of the page: site/start.js says when one waits, and takes it when it is told to.

use leptos::prelude::{WindowListenerHandle, window_event_listener_untyped};

use super::tell;

/// What happens on the window when a newer version waits.
const WAITS: &str = "landform:update";
/// What tells that it shall be taken.
const TAKE: &str = "landform:reload";

/// Does something once a newer version waits.
pub fn on_waiting(then: impl Fn() + 'static) -> WindowListenerHandle {
    window_event_listener_untyped(WAITS, move |_| then())
}

/// Takes it: the page is loaded anew. The design and what was typed are kept by then.
pub fn take() {
    tell(TAKE);
}
