//! Moving the user to a place of the page.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Focuses the first element that a selector finds.
pub fn on(selector: &str) {
    if let Some(element) = find(selector) {
        let _ = element.focus();
    }
}

/// Once the page has been brought up to date: scrolls to a control, focuses it and lights it up for a moment.
pub fn on_cell(cell: &str) {
    let selector = format!("[data-option=\"{}\"]", cell.replace(['"', '\\'], ""));
    request_animation_frame(move || {
        let Some(cell) = find(&selector) else { return };
        center(&cell);
        if let Ok(Some(control)) = cell.query_selector(":checked, input, select, textarea, button") {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = control.unchecked_into::<HtmlElement>().focus_with_options(&options);
        }
        // Taken away and read before it is put back, so that the animation begins anew.
        let _ = cell.class_list().remove_1("shown-to");
        let _ = cell.offset_width();
        let _ = cell.class_list().add_1("shown-to");
    });
}

/// Scrolls an element to the middle of what it lies in.
pub fn center(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Once the page has been brought up to date: scrolls an element into view, as little as it takes.
pub fn into_view(element: Element) {
    request_animation_frame(move || {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    });
}

/// Once the page has been brought up to date: scrolls an element to the top of what it lies in.
pub fn to_top_of(selector: String) {
    request_animation_frame(move || {
        if let Some(element) = find(&selector) {
            element.scroll_into_view();
        }
    });
}

/// Whether the user is in a field, where keys are text.
pub fn is_in_a_field() -> bool {
    let active = document().active_element();
    active.is_some_and(|element| {
        element.matches("input:not([type=checkbox], [type=radio]), textarea, select").unwrap_or(false)
    })
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten().map(JsCast::unchecked_into)
}
