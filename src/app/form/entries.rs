//! Lists and maps: a field a line, the last of which waits for more.

use leptos::prelude::*;
use leptos::{ev, html};
use serde_json::Value as Json;

use super::super::model::entries::{Entries, Part};
use super::super::parts::{icon, icons};
use super::super::store::Change;
use super::field::Field;
use crate::design::Control;

/// The lines while they are edited, and what they make.
#[derive(Clone)]
struct Editor {
    field: Field,
    element: &'static Control,
    is_map: bool,
    lines: StoredValue<Entries>,
    /// The numbers of the lines: these alone decide which fields there are.
    ids: RwSignal<Vec<usize>>,
    /// What the lines last made of the value: another value comes from elsewhere.
    made: StoredValue<Json>,
}

/// A list or a set.
pub fn list(field: Field, element: &'static Control) -> impl IntoView {
    editor(field, element, false)
}

/// A map.
pub fn map(field: Field, element: &'static Control) -> impl IntoView {
    editor(field, element, true)
}

impl Editor {
    fn ids(entries: &Entries) -> Vec<usize> {
        entries.lines().iter().map(|line| line.id).collect()
    }

    /// Changes the lines, then the value.
    fn edit(&self, change: Change, edit: impl FnOnce(&mut Entries)) {
        self.lines.update_value(edit);
        let ids = self.lines.with_value(Editor::ids);
        if self.ids.with_untracked(|old| *old != ids) {
            self.ids.set(ids);
        }
        let value =
            self.lines.with_value(|lines| if self.is_map { lines.map(self.element) } else { lines.list(self.element) });
        let empty =
            value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(serde_json::Map::is_empty);
        self.field.compose(if empty && self.field.nullable { Json::Null } else { value }, change);
        self.made.set_value(self.field.value.get_untracked());
    }

    /// Takes over a value that comes from elsewhere.
    fn follow(&self) {
        let value = self.field.value.get();
        if self.made.with_value(|made| *made != value) {
            let next = self.lines.with_value(Entries::next);
            let entries = Entries::of(&value, self.element, next);
            self.ids.set(Editor::ids(&entries));
            self.lines.set_value(entries);
            self.made.set_value(value);
        }
    }
}

fn editor(field: Field, element: &'static Control, is_map: bool) -> impl IntoView {
    let value = field.value.get_untracked();
    let entries = Entries::of(&value, element, 0);
    let ids = RwSignal::new(Editor::ids(&entries));
    let (lines, made) = (StoredValue::new(entries), StoredValue::new(value));
    let editor = Editor { field, element, is_map, lines, ids, made };
    let follower = editor.clone();
    Effect::new(move |_| follower.follow());
    let name = editor.field.name.clone();
    let repeated = {
        let editor = editor.clone();
        move || {
            editor.field.value.track();
            let names = if is_map { editor.lines.with_value(Entries::repeated) } else { Vec::new() };
            said_of_repeated(&names)
        }
    };
    view! {
        <div class="entries" role="group" aria-label=name>
            <For each=move || ids.get() key=|id| *id children=move |id| line(editor.clone(), id) />
        </div>
        {repeated}
    }
}

/// What is said of a map in which names stand more than once.
pub fn said_of_repeated(names: &[String]) -> Option<impl IntoView + use<>> {
    let said = format!("{} stands here more than once; the last one counts.", names.join(", "));
    (!names.is_empty()).then(|| view! { <p class="cell-problems"><span class="message">{said}</span></p> })
}

fn line(editor: Editor, id: usize) -> impl IntoView {
    let ids = editor.ids;
    let waits = Memo::new(move |_| ids.with(|ids| ids.last() == Some(&id)));
    let number = Memo::new(move |_| ids.with(|ids| ids.iter().position(|other| *other == id).unwrap_or_default() + 1));
    let name = editor.field.name.clone();
    let removed = editor.clone();
    let key = editor.is_map.then(|| {
        view! {
            {input(&editor, id, Part::Key, waits, number)}
            <span class="equals" aria-hidden="true">"="</span>
        }
    });
    view! {
        <div class="entry" class:pair=editor.is_map class:waiting=move || waits.get()>
            {key}
            {input(&editor, id, Part::Value, waits, number)}
            <button
                type="button"
                class="remove"
                aria-label=move || format!("Remove {name}, {}", number.get())
                disabled=move || waits.get()
                on:click=move |_| removed.edit(Change::Whole, |lines| lines.remove(id))
            >{icon(icons::REMOVE)}</button>
        </div>
    }
}

fn input(editor: &Editor, id: usize, part: Part, waits: Memo<bool>, number: Memo<usize>) -> impl IntoView + use<> {
    let node = NodeRef::<html::Input>::new();
    let first = editor.lines.with_value(|lines| {
        let line = lines.lines().iter().find(|line| line.id == id);
        line.map(|line| if part == Part::Key { line.key.clone() } else { line.value.clone() }).unwrap_or_default()
    });
    let (name, what) = (
        editor.field.name.clone(),
        match (editor.is_map, part) {
            (true, Part::Key) => "name",
            (true, Part::Value) => "value",
            (false, _) => "entry",
        },
    );
    let label = move || format!("{name}, {what} {}", number.get());
    let (invalid, described) = (editor.field.aria_invalid(), editor.field.described_by());
    let placeholder = move || waits.get().then_some(if what == "entry" { "add" } else { what });
    let (typed, left, pasted, keyed) = (editor.clone(), editor.clone(), editor.clone(), editor.clone());
    // Several lines pasted into a list are several entries.
    let paste = move |event: ev::ClipboardEvent| {
        let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        let texts: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let empty = node.get_untracked().is_some_and(|node| node.value().is_empty());
        if texts.len() > 1 && empty && !pasted.is_map {
            event.prevent_default();
            pasted.edit(Change::Whole, |lines| lines.write_all(id, &texts));
            if let (Some(node), Some(first)) = (node.get_untracked(), texts.first()) {
                node.set_value(first);
            }
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        let blank = keyed.lines.with_value(|lines| lines.is_blank(id));
        match event.key().as_str() {
            "Enter" => keyed.field.leave(),
            "Backspace" if blank => {
                event.prevent_default();
                if let Some(previous) = node.get_untracked().and_then(|node| field_before(&node)) {
                    let _ = previous.focus();
                }
                keyed.edit(Change::Whole, |lines| lines.remove(id));
            }
            _ => {}
        }
    };
    view! {
        <input
            type="text"
            class="field"
            class:key=part == Part::Key
            aria-label=label
            aria-invalid=invalid
            aria-describedby=described
            placeholder=placeholder
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            node_ref=node
            prop:value=first
            on:input:target=move |event| {
                let text = event.target().value();
                typed.edit(Change::Typing, |lines| lines.write(id, part, &text));
            }
            on:blur=move |_| {
                left.field.leave();
                // An entry that was emptied is gone once it is left; a line of a map when both of its fields are.
                if !left.is_map && left.lines.with_value(|lines| lines.is_blank(id)) {
                    left.edit(Change::Whole, |lines| lines.remove(id));
                }
            }
            on:paste=paste
            on:keydown=key
        />
    }
}

/// The field before this one in the same list.
fn field_before(node: &web_sys::HtmlInputElement) -> Option<web_sys::HtmlElement> {
    use wasm_bindgen::JsCast;
    let fields = node.closest(".entries").ok()??.query_selector_all("input").ok()?;
    let at = (0..fields.length()).find(|n| fields.get(*n).is_some_and(|field| field.is_same_node(Some(node))))?;
    fields.get(at.checked_sub(1)?)?.dyn_into().ok()
}
