//! The environments over their columns: added, copied, renamed, moved, removed; and the preset that all of them stand on.

mod add;
mod presets;

use leptos::prelude::*;
use leptos::{ev, html};

use super::browser::focus;
use super::model::cell::environments;
use super::model::history::preset_label;
use super::parts::{data_root, icon, icons};
use super::store::{Store, store};
use crate::design::RootId;
use crate::terraform::types::Str;

/// The bar, and the dialogs that it opens.
pub fn bar() -> impl IntoView {
    let store = store();
    let adding = RwSignal::new(None::<add::Start>);
    let choosing = RwSignal::new(false);
    let all = move || store.roots.with(|roots| environments(roots));
    let items = move || {
        let all = all();
        let last = all.len() - 1;
        all.iter().enumerate().map(|(place, root)| item(store, root, place, last, adding)).collect_view()
    };
    let preset = Memo::new(move |_| store.design.with(|design| preset_label(store.blueprint, &design.preset)));
    view! {
        <div class="environments" role="group" aria-label="Environments">
            <ol>{items}</ol>
            <button type="button" class="button quiet" on:click=move |_| adding.set(Some(add::Start::New))>
                {icon(icons::PLUS)} "Environment"
            </button>
            <button type="button" class="button quiet" aria-haspopup="dialog" on:click=move |_| choosing.set(true)>
                "Preset: " {move || preset.get()}
            </button>
        </div>
        {add::dialog(adding)}
        {presets::dialog(choosing)}
    }
}

/// The place of an environment in the bar, as CSS finds it.
fn place_of(name: &str) -> String {
    format!("[data-environment=\"{}\"] summary", name.replace(['"', '\\'], ""))
}

/// Focuses an environment in the bar, once the page has been brought up to date.
fn focus_on(name: &str) {
    let selector = place_of(name);
    request_animation_frame(move || focus::on(&selector));
}

/// An environment: its name, and behind it what can be done with it.
fn item(
    store: Store,
    root: &RootId,
    place: usize,
    last: usize,
    adding: RwSignal<Option<add::Start>>,
) -> impl IntoView + use<> {
    let name: Str = root.environment_name().cloned().unwrap_or_else(|| "".into());
    let kind = store.design.with_untracked(|design| design.stem(root).unwrap_or_default().to_owned());
    let hue = data_root(store, root);
    let shift = {
        let name = name.clone();
        move |by: isize| {
            if place.checked_add_signed(by).is_some_and(|to| to <= last) {
                // It is there, and so is the place.
                let _ = store.move_environment(&name, by);
                focus_on(&name);
            }
        }
    };
    let keys = {
        let shift = shift.clone();
        move |event: ev::KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowLeft" if event.alt_key() => -1,
                "ArrowRight" if event.alt_key() => 1,
                _ => return,
            };
            event.prevent_default();
            shift(by);
        }
    };
    let details = NodeRef::<html::Details>::new();
    let (left, right) = (shift.clone(), shift);
    let (copied, removed) = (name.clone(), name.clone());
    let remove = move |_| {
        if let Err(refused) = store.remove_environment(&removed) {
            store.say(&refused.to_string());
        } else if let Some(first) = store.roots.with_untracked(|roots| roots.first().map(ToString::to_string)) {
            focus_on(&first);
        }
    };
    let closed = {
        let name = name.clone();
        move |event: ev::KeyboardEvent| {
            if event.key() == "Escape"
                && let Some(details) = details.get_untracked()
            {
                details.set_open(false);
                focus_on(&name);
            }
        }
    };
    view! {
        <li data-root=hue data-environment=name.to_string()>
            <details name="environment" node_ref=details on:keydown=closed>
                <summary on:keydown=keys title="Rename, move, copy or remove; Alt+← and Alt+→ move it">
                    <span class="root">{name.to_string()}</span>
                    <span class="unseen">": environment of kind "</span>
                    {(*name != *kind).then_some(" ")}
                    <span class:unseen=*name == *kind class="soft">{kind.clone()}</span>
                    {icon(icons::MORE)}
                </summary>
                <div class="sheet" role="group" aria-label=format!("Environment {name}")>
                    {rename(store, &name)}
                    <div class="actions">
                        <button type="button" class="button quiet" aria-disabled=(place == 0).then_some("true") on:click=move |_| left(-1)>"Move left"</button>
                        <button type="button" class="button quiet" aria-disabled=(place == last).then_some("true") on:click=move |_| right(1)>"Move right"</button>
                        <button type="button" class="button quiet" on:click=move |_| adding.set(Some(add::Start::CopyOf(copied.clone())))>"Duplicate"</button>
                        <button type="button" class="button quiet" aria-disabled=(last == 0).then_some("true") on:click=remove>"Remove"</button>
                    </div>
                </div>
            </details>
        </li>
    }
}

/// The name, to be changed where it stands.
fn rename(store: Store, name: &Str) -> impl IntoView + use<> {
    let (typed, refused) = (RwSignal::new(name.to_string()), RwSignal::new(None::<String>));
    let id = format!("rename-{name}");
    let error = format!("{id}-error");
    let from = name.clone();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let to = typed.get_untracked().trim().to_owned();
        match store.rename_environment(&from, &to) {
            Ok(()) => focus_on(&to),
            Err(why) => refused.set(Some(why.to_string())),
        }
    };
    view! {
        <form on:submit=submit>
            <label for=id.clone()>"Name"</label>
            <input
                id=id
                class="field"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                prop:value=typed
                aria-invalid=move || refused.with(Option::is_some).then_some("true")
                aria-describedby=error.clone()
                on:input:target=move |event| {
                    typed.set(event.target().value());
                    refused.set(None);
                }
            />
            <button type="submit" class="button">"Rename"</button>
            <p class="refused" id=error role="alert">{refused}</p>
        </form>
    }
}
