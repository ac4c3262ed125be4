//! Objects, field by field; and lists and maps of what takes more than a line, element by element.

use leptos::prelude::*;
use serde_json::Value as Json;

use super::super::model::records::Records;
use super::super::parts::{icon, icons};
use super::super::store::Change;
use super::cell::control;
use super::entries::said_of_repeated;
use super::field::Field;
use crate::design::{Attribute, Control};

/// An object: a field for each attribute, which is called what the file will call it.
pub fn object(field: &Field, fields: &'static [Attribute]) -> impl IntoView + use<> {
    let parts = fields.iter().map(|attribute| {
        let required = (!attribute.optional).then(|| view! { <span class="required" title="Must be given">"*"</span> });
        view! {
            <div class="part">
                <span class="part-name mono" aria-hidden="true">{attribute.name.to_string()} {required}</span>
                {control(&attribute.control, field.attribute(attribute))}
            </div>
        }
    });
    view! { <div class="parts" role="group" aria-label=field.name.clone()>{parts.collect_view()}</div> }
}

/// The elements while they are edited, and what they make.
#[derive(Clone)]
struct Editor {
    field: Field,
    element: &'static Control,
    is_map: bool,
    records: RwSignal<Records>,
    /// What the elements last made of the value: another value comes from elsewhere.
    made: StoredValue<Json>,
}

impl Editor {
    /// Changes the elements, then the value.
    fn edit(&self, change: Change, edit: impl FnOnce(&mut Records)) {
        self.records.update(edit);
        let value = self.records.with_untracked(|records| if self.is_map { records.map() } else { records.list() });
        let empty = self.records.with_untracked(|records| records.all().is_empty());
        self.field.compose(if empty && self.field.nullable { Json::Null } else { value }, change);
        self.made.set_value(self.field.value.get_untracked());
    }

    /// Takes over a value that comes from elsewhere.
    fn follow(&self) {
        let value = self.field.value.get();
        if self.made.with_value(|made| *made != value) {
            self.records.update(|records| *records = Records::of(&value, records.next()));
            self.made.set_value(value);
        }
    }
}

/// A list, a set or a map.
pub fn records(field: Field, element: &'static Control, is_map: bool) -> impl IntoView {
    let value = field.value.get_untracked();
    let records = RwSignal::new(Records::of(&value, 0));
    let name = field.name.clone();
    let editor = Editor { field, element, is_map, records, made: StoredValue::new(value) };
    let follower = editor.clone();
    Effect::new(move |_| follower.follow());
    // A number in a name must be right: where it changes, the element is shown anew.
    let ids = Memo::new(move |_| {
        records.with(|records| records.all().iter().map(|record| record.id).enumerate().collect::<Vec<_>>())
    });
    let repeated = move || {
        let names = if is_map { records.with(Records::repeated) } else { Vec::new() };
        said_of_repeated(&names)
    };
    let (adder, shown) = (editor.clone(), editor);
    view! {
        <div class="records" role="group" aria-label=name.clone()>
            <For each=move || ids.get() key=|id| *id children=move |(n, id)| record(shown.clone(), id, n + 1) />
            <button
                type="button"
                class="button quiet add"
                aria-label=format!("Add to {name}")
                on:click=move |_| adder.edit(Change::Whole, |records| records.add(element))
            >{icon(icons::PLUS)} "Add"</button>
        </div>
        {repeated}
    }
}

fn record(editor: Editor, id: usize, number: usize) -> impl IntoView {
    let records = editor.records;
    let value = Memo::new(move |_| {
        records.with(|records| records.get(id).map(|record| record.value.clone()).unwrap_or_default())
    });
    let write = {
        let editor = editor.clone();
        move |value, change| editor.edit(change, |records| records.set(id, value))
    };
    let part = editor.field.part(&number.to_string(), editor.element, value, write);
    let name = editor.field.name.clone();
    let head = if editor.is_map {
        let key = Memo::new(move |_| {
            records.with(|records| records.get(id).map(|record| record.key.clone()).unwrap_or_default())
        });
        let (named, left) = (editor.clone(), editor.clone());
        view! {
            <input
                type="text"
                class="field key"
                aria-label=format!("{name}, name {number}")
                placeholder="name"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                prop:value=key
                on:input:target=move |event| {
                    let text = event.target().value();
                    named.edit(Change::Typing, |records| records.rename(id, &text));
                }
                on:change=move |_| left.field.leave()
            />
        }
        .into_any()
    } else {
        view! { <span class="soft">{number}</span> }.into_any()
    };
    let removed = editor.clone();
    view! {
        <div class="record">
            <div class="record-head">
                {head}
                <button
                    type="button"
                    class="remove"
                    aria-label=format!("Remove {name}, {number}")
                    on:click=move |_| removed.edit(Change::Whole, |records| records.remove(id))
                >{icon(icons::REMOVE)}</button>
            </div>
            {control(editor.element, part)}
        </div>
    }
}
