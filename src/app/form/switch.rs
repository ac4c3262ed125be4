//! A bool.

use leptos::prelude::*;
use serde_json::Value as Json;

use super::field::Field;

/// A switch, with its value beside it.
pub fn switch(field: Field) -> impl IntoView {
    let on = move || field.value.get() == Json::Bool(true);
    let (invalid, described, name) = (field.aria_invalid(), field.described_by(), field.name.clone());
    view! {
        <label class="switch">
            <input
                type="checkbox"
                role="switch"
                aria-label=name
                aria-invalid=invalid
                aria-describedby=described
                prop:checked=on
                on:change:target=move |event| field.choose(event.target().checked().into())
            />
            <span aria-hidden="true">{move || on().to_string()}</span>
        </label>
    }
}
