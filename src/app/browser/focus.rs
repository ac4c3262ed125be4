//! Moving the user to a place of the page.

use leptos::prelude::{document, request_animation_frame, window};
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
        flash(&cell);
    });
}

/// Once the page has been brought up to date: scrolls to a control, if need be, and lights it up; the focus stays.
pub fn light(cell: &str) {
    let selector = format!("[data-option=\"{}\"]", cell.replace(['"', '\\'], ""));
    request_animation_frame(move || {
        if let Some(cell) = find(&selector) {
            nearest(&cell);
            flash(&cell);
        }
    });
}

/// Once the page has been brought up to date: scrolls to a resource of the plan and focuses it.
pub fn on_resource(address: &str) {
    let address = address.to_owned();
    request_animation_frame(move || {
        let Ok(all) = document().query_selector_all("[data-address]") else { return };
        let all = (0..all.length()).filter_map(|n| all.get(n)?.dyn_into::<HtmlElement>().ok());
        let Some(row) = all.into_iter().find(|row| row.get_attribute("data-address").as_deref() == Some(&*address))
        else {
            return;
        };
        row.scroll_into_view();
        if let Ok(Some(button)) = row.query_selector("button") {
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = button.unchecked_into::<HtmlElement>().focus_with_options(&options);
        }
        flash(&row);
    });
}

/// Taken away and read before it is put back, so that the animation begins anew.
fn flash(element: &HtmlElement) {
    let _ = element.class_list().remove_1("shown-to");
    let _ = element.offset_width();
    let _ = element.class_list().add_1("shown-to");
}

/// Scrolls an element to the middle of what it lies in.
pub fn center(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    options.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Whether an element stands wholly in what it lies in, as far as it is scrolled now.
pub fn is_in_sight(element: &Element, within: &Element) -> bool {
    let (element, within) = (element.get_bounding_client_rect(), within.get_bounding_client_rect());
    element.top() >= within.top() && element.bottom() <= within.bottom()
}

/// The text that the user has marked inside an element; none when there is none.
pub fn marked(within: &Element) -> Option<String> {
    let selection = window().get_selection().ok().flatten()?;
    let inside = within.contains(selection.anchor_node().as_ref()) && within.contains(selection.focus_node().as_ref());
    Some(String::from(selection.to_string())).filter(|text| inside && !text.is_empty())
}

/// Once the page has been brought up to date: scrolls an element into view, as little as it takes.
pub fn into_view(element: Element) {
    request_animation_frame(move || nearest(&element));
}

fn nearest(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
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

/// Whether the user is where text is typed: there the browser has an undo of its own.
pub fn is_in_text() -> bool {
    let active = document().active_element();
    active.is_some_and(|element| {
        element.matches("input:not([type=checkbox], [type=radio], [type=range]), textarea").unwrap_or(false)
    })
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten().map(JsCast::unchecked_into)
}
