//! The line between the options and what follows from them: it is drawn aside, and stays there on the next visit.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::browser::storage;

/// How wide the options may be, in hundredths of the window.
const LEAST: f64 = 25.0;
const MOST: f64 = 70.0;

/// Where the line was left; none when it was never moved.
pub fn kept() -> Option<f64> {
    let kept = storage::read(storage::SPLIT).ok().flatten()?;
    kept.parse::<f64>().ok().filter(|share| (LEAST..=MOST).contains(share))
}

/// The line. `share` is the width of the options, in hundredths of the window.
pub fn split(share: RwSignal<Option<f64>>) -> impl IntoView {
    let set = move |to: Option<f64>| {
        let to = to.map(|to| to.clamp(LEAST, MOST));
        share.set(to);
        let _ = match to {
            Some(to) => storage::write(storage::SPLIT, &to.to_string()),
            None => storage::remove(storage::SPLIT),
        };
    };
    let hold = move |event: ev::PointerEvent| {
        let line = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(line) = line.filter(|_| event.button() == 0) {
            event.prevent_default();
            let _ = line.set_pointer_capture(event.pointer_id());
        }
    };
    let draw = move |event: ev::PointerEvent| {
        let line = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if line.is_some_and(|line| line.has_pointer_capture(event.pointer_id())) {
            set(at(f64::from(event.client_x())));
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        let now = share.get_untracked().or_else(|| at(right()?)).unwrap_or(50.0);
        let to = match event.key().as_str() {
            "ArrowLeft" => now - 2.0,
            "ArrowRight" => now + 2.0,
            "Home" => LEAST,
            "End" => MOST,
            _ => return,
        };
        event.prevent_default();
        set(Some(to));
    };
    view! {
        <div
            class="split"
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label="Width of the options"
            aria-valuemin=LEAST.to_string()
            aria-valuemax=MOST.to_string()
            aria-valuenow=move || share.get().unwrap_or(50.0).round().to_string()
            title="Draw to resize; double-click to go back"
            on:pointerdown=hold
            on:pointermove=draw
            on:keydown=key
            on:dblclick=move |_| set(None)
        ></div>
    }
}

/// The share at which the options would end at a place of the window.
fn at(x: f64) -> Option<f64> {
    let width = window().inner_width().ok()?.as_f64().filter(|width| *width > 0.0)?;
    let options = document().get_element_by_id("options")?;
    Some((x - options.get_bounding_client_rect().left()) / width * 100.0)
}

/// Where the options end.
fn right() -> Option<f64> {
    Some(document().get_element_by_id("options")?.get_bounding_client_rect().right())
}
