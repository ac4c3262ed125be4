//! One of the values that a rule names: side by side when they are few and short, else in a list.

use leptos::prelude::*;
use serde_json::Value as Json;

use super::super::model::text::{read, shown};
use super::field::Field;

/// So many characters fit side by side.
const WIDEST: usize = 20;

/// A choice. A value that is none of them is shown beside them.
pub fn choice(field: Field, choices: &'static [Json]) -> AnyView {
    let all = Memo::new({
        let (value, nullable) = (field.value, field.nullable);
        move |_| {
            let mut all: Vec<Json> =
                nullable.then_some(Json::Null).into_iter().chain(choices.iter().cloned()).collect();
            let value = value.get();
            if !all.contains(&value) {
                all.push(value);
            }
            all
        }
    });
    let control = field.control;
    let few = choices.len() <= 3 && !field.nullable;
    let short = choices.iter().map(|choice| shown(control, choice).chars().count()).sum::<usize>() <= WIDEST;
    if few && short { segments(field, all).into_any() } else { select(field, all).into_any() }
}

/// What a choice is called.
fn label(field: &Field, choice: &Json) -> String {
    if choice.is_null() { field.empty().unwrap_or_else(|| "not set".to_owned()) } else { shown(field.control, choice) }
}

fn segments(field: Field, all: Memo<Vec<Json>>) -> impl IntoView {
    let (invalid, described, name) = (field.aria_invalid(), field.described_by(), field.name.clone());
    let group = format!("choice-{}", field.id);
    let segment = move |choice: Json| {
        let (field, chosen, value) = (field.clone(), choice.clone(), field.value);
        view! {
            <label>
                <input
                    type="radio"
                    name=group.clone()
                    value=shown(field.control, &choice)
                    prop:checked=move || value.get() == chosen
                    on:change={
                        let (field, choice) = (field.clone(), choice.clone());
                        move |_| field.choose(choice.clone())
                    }
                />
                <span>{label(&field, &choice)}</span>
            </label>
        }
    };
    view! {
        <span class="segments" role="radiogroup" aria-label=name aria-invalid=invalid aria-describedby=described>
            {move || all.get().into_iter().map(&segment).collect_view()}
        </span>
    }
}

fn select(field: Field, all: Memo<Vec<Json>>) -> impl IntoView {
    let (invalid, described, name) = (field.aria_invalid(), field.described_by(), field.name.clone());
    let shown_option = {
        let field = field.clone();
        move |choice: Json| {
            let (value, this) = (field.value, choice.clone());
            view! {
                <option value=shown(field.control, &choice) prop:selected=move || value.get() == this>
                    {label(&field, &choice)}
                </option>
            }
        }
    };
    let chosen = move |text: String| {
        let typed = read(field.control, field.nullable, &text).unwrap_or_default();
        let all = all.get_untracked();
        let value = all.iter().find(|choice| shown(field.control, choice) == text).cloned();
        field.choose(value.unwrap_or(typed));
    };
    view! {
        <select
            class="field"
            aria-label=name
            aria-invalid=invalid
            aria-describedby=described
            on:change:target=move |event| chosen(event.target().value())
        >
            {move || all.get().into_iter().map(&shown_option).collect_view()}
        </select>
    }
}
