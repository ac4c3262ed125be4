//! A number: a field that takes any text, so that nothing typed is lost, with its unit and bounds beside it.

use leptos::prelude::*;
use leptos::{ev, html};

use super::super::model::text;
use super::field::Field;

/// A field with its unit and bounds. The arrow keys step.
pub fn number(field: Field) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    keep(node, field.clone());
    let bounds = text::bounds(field.control);
    let unit = (field.unit.is_some() || bounds.is_some()).then(|| {
        view! {
            <span class="unit" id=format!("unit-{}", field.id)>
                {field.unit}
                {bounds.map(|bounds| view! { <span class="bounds">{bounds}</span> })}
            </span>
        }
    });
    let described = {
        let (described, unit) = (field.described_by(), unit.is_some().then(|| format!("unit-{}", field.id)));
        move || match (unit.clone(), described()) {
            (Some(unit), Some(errors)) => Some(format!("{unit} {errors}")),
            (unit, errors) => unit.or(errors),
        }
    };
    let (invalid, name, first) = (field.aria_invalid(), field.name.clone(), field.text.get_untracked());
    let placeholder = field.empty();
    let (typed, left) = (field.clone(), field.clone());
    let key = move |event: ev::KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowUp" => 1,
            "ArrowDown" => -1,
            "Enter" => return leave(node, &field),
            _ => return,
        };
        let Some(node) = node.get_untracked() else { return };
        if let Some(next) = text::stepped(field.control, &node.value(), by) {
            event.prevent_default();
            node.set_value(&next.to_string());
            field.typed(&next.to_string());
        }
    };
    view! {
        <div class="number">
            <input
                type="text"
                inputmode="decimal"
                class="field"
                aria-label=name
                aria-invalid=invalid
                aria-describedby=described
                placeholder=placeholder
                autocomplete="off"
                spellcheck="false"
                node_ref=node
                prop:value=first
                on:input:target=move |event| typed.typed(&event.target().value())
                on:change=move |_| leave(node, &left)
                on:keydown=key
            />
            {unit}
        </div>
    }
}

/// The field is left: it shows what was understood.
fn leave(node: NodeRef<html::Input>, field: &Field) {
    field.leave();
    if let Some(node) = node.get_untracked() {
        node.set_value(&field.text.get_untracked());
    }
}

/// Writes the value into the field whenever what stands there means something else.
fn keep(node: NodeRef<html::Input>, field: Field) {
    Effect::new(move |_| {
        let text = field.text.get();
        if let Some(node) = node.get().filter(|node| node.value() != text && !field.means(&node.value())) {
            node.set_value(&text);
        }
    });
}
