//! When Landform stops: a page that says so, and gives the design that was stored before the last change was shown.
//!
//! Nothing of the application is used any more, and everything is made of elements and text: no design can break it.

use gloo_file::{Blob, ObjectUrl};
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlAnchorElement};

use super::{address, storage};

/// From now on a panic shows the page.
pub fn set_hook() {
    std::panic::set_hook(Box::new(|panic| {
        let message = panic.payload_as_str().unwrap_or("It did not say why.");
        let place = panic.location().map(|place| format!("\n{place}")).unwrap_or_default();
        show(&format!("{message}{place}"));
    }));
}

/// Replaces the document with a page that says why.
pub fn show(why: &str) {
    if let Some(body) = document().body() {
        leptos::logging::error!("{why}");
        let _ = show_in(&body, why);
    }
}

/// Replaces what is in an element with what says why, and offers the design as a file.
pub fn show_in(parent: &Element, why: &str) -> Option<()> {
    parent.set_text_content(None);
    let main = add(parent, "main", "crash", "")?;
    add(&main, "h1", "", "Landform has stopped")?;
    add(
        &main,
        "p",
        "",
        "That is a mistake in Landform, not in your design. The design is safe: this browser keeps it, and you can save it as a file.",
    )?;
    add(&main, "pre", "", why)?;
    let actions = add(&main, "p", "actions", "")?;
    if let Ok(Some(design)) = storage::read(storage::DESIGN) {
        let save: HtmlAnchorElement = add(&actions, "a", "button main", "Save landform.json")?.unchecked_into();
        let url = ObjectUrl::from(Blob::new_with_options(design.as_str(), Some("application/json")));
        save.set_href(&url);
        save.set_download("landform.json");
        std::mem::forget(url); // the page stays until it is left
    }
    let again = add(&actions, "button", "button", "Try again")?;
    on_click(&again, || {
        let _ = window().location().reload();
    });
    let presets = add(&actions, "button", "button", "Start from the presets")?;
    on_click(&presets, || {
        for name in [storage::DESIGN, storage::DRAFTS] {
            let _ = storage::remove(name);
        }
        let _ = window().location().set_href(&address::site());
    });
    Some(())
}

fn add(parent: &Element, name: &str, class: &str, text: &str) -> Option<Element> {
    let element = document().create_element(name).ok()?;
    element.set_class_name(class);
    element.set_text_content(Some(text));
    parent.append_child(&element).ok()?;
    Some(element)
}

fn on_click(element: &Element, then: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(then);
    let _ = element.add_event_listener_with_callback("click", listener.as_ref().unchecked_ref());
    listener.forget();
}
