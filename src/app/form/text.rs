//! A string of one line or more: Enter leaves it, Shift+Enter begins another line.

use leptos::prelude::*;
use leptos::{ev, html};

use super::field::Field;

/// How many lines are shown at most.
const TALLEST: usize = 12;

/// A field that is as tall as its text.
pub fn text(field: Field) -> impl IntoView {
    let node = NodeRef::<html::Textarea>::new();
    keep(node, field.clone());
    let text = field.text;
    let rows = move || text.with(|text| text.split('\n').count().clamp(1, TALLEST));
    let (invalid, described, name) = (field.aria_invalid(), field.described_by(), field.name.clone());
    let placeholder = field.empty();
    let (typed, left) = (field.clone(), field.clone());
    let key = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() {
            event.prevent_default();
            field.leave();
        }
    };
    view! {
        <textarea
            class="field"
            wrap="off"
            rows=rows
            aria-label=name
            aria-invalid=invalid
            aria-describedby=described
            placeholder=placeholder
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            node_ref=node
            prop:value=text.get_untracked()
            on:input:target=move |event| typed.typed(&event.target().value())
            on:change=move |_| left.leave()
            on:keydown=key
        ></textarea>
    }
}

/// Writes the value into the field whenever what stands there means something else.
fn keep(node: NodeRef<html::Textarea>, field: Field) {
    Effect::new(move |_| {
        let text = field.text.get();
        if let Some(node) = node.get().filter(|node| node.value() != text && !field.means(&node.value())) {
            node.set_value(&text);
        }
    });
}
