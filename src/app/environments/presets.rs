//! The dialog that chooses a preset, and shows before it is applied what it changes, what it costs, and what of one's own goes
//! or stays.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::model::cell::title;
use super::super::model::money::{dollars, signed};
use super::super::model::text::spoken;
use super::super::parts::{data_root, modal, root_name, some};
use super::super::store::{Store, store};
use crate::changes::{OptionChange, options};
use crate::cost::{self, Money};
use crate::design::{Applied, Choice, Evaluation, RootId, apply, evaluate_again};

/// What applying a preset would come to.
#[derive(Clone, PartialEq)]
struct Preview {
    applied: Arc<Applied>,
    changes: Vec<OptionChange>,
    /// A month, now and then.
    costs: (Money, Money),
}

/// Stands on the page while a preset is chosen.
pub(super) fn dialog(choosing: RwSignal<bool>) -> impl IntoView {
    let store = store();
    let dialog = modal(choosing);
    view! {
        <dialog class="presets" node_ref=dialog aria-labelledby="presets" on:close=move |_| choosing.set(false)>
            {move || choosing.get().then(|| chooser(store, choosing))}
        </dialog>
    }
}

fn chooser(store: Store, choosing: RwSignal<bool>) -> impl IntoView {
    let now = store.design.with_untracked(|design| design.preset.clone());
    let chosen = RwSignal::new(now.to_string());
    let preview = Memo::new(move |_| chosen.with(|preset| preview(store, preset)));
    let nothing = move || {
        preview.with(|preview| {
            preview.as_ref().is_none_or(|preview| preview.changes.is_empty() && preview.applied.dropped.is_empty())
        })
    };
    let same = now.clone();
    let unchanged = move || nothing() && chosen.with(|chosen| **chosen == *same);
    let stays = unchanged.clone();
    let presets = store.blueprint.presentation.presets.iter().map(|(name, named)| {
        let (value, this) = (name.clone(), name.clone());
        let current = (**name == *now).then(|| view! { <span class="soft">" (stands now)"</span> });
        view! {
            <label>
                <input
                    type="radio"
                    name="preset"
                    autofocus=**name == *now
                    prop:checked=move || chosen.with(|chosen| *chosen == this)
                    on:change=move |_| chosen.set(value.clone())
                />
                <span><b>{named.label.clone()}</b> {current} <span class="soft">": " {named.summary.clone()}</span></span>
            </label>
        }
    });
    view! {
        <h2 id="presets">"Preset"</h2>
        <div class="choices" role="radiogroup" aria-labelledby="presets">{presets.collect_view()}</div>
        <div class="preview" role="region" aria-label="What it changes" tabindex="0">
            {move || preview.get().map(|preview| shown(store, &preview))}
        </div>
        <p class="unseen" role="status">{move || preview.with(|preview| preview.as_ref().map(told))}</p>
        <div class="actions">
            <button type="button" class="button" on:click=move |_| choosing.set(false)>"Cancel"</button>
            <button
                type="button"
                class="button main"
                aria-disabled=move || stays().then_some("true")
                on:click=move |_| if !unchanged() {
                    choosing.set(false);
                    store.apply_preset(&chosen.get_untracked());
                }
            >"Apply"</button>
        </div>
    }
}

fn preview(store: Store, preset: &str) -> Option<Preview> {
    let design = store.design.get_untracked();
    let applied = apply(store.blueprint, &design, preset)?;
    let changes = options(store.blueprint, &design, &applied.design);
    let total = |design: &crate::design::Design, evaluation: &Evaluation| {
        let each = evaluation.roots.iter().map(|root| cost::of_root(store.blueprint, design, root).total);
        each.fold(Money::ZERO, |sum, more| sum + more)
    };
    let costs = store.evaluation.with_untracked(|now| {
        let then = evaluate_again(store.blueprint, &applied.design, Some(now));
        (total(&design, now), total(&applied.design, &then))
    });
    Some(Preview { applied: Arc::new(applied), changes, costs })
}

/// `12 options change, 1 of your choices goes, 3 stay`
fn told(preview: &Preview) -> String {
    let goes = match preview.applied.dropped.len() {
        0 => String::new(),
        1 => ", 1 of your choices goes".to_owned(),
        several => format!(", {several} of your choices go"),
    };
    let change = if preview.changes.len() == 1 { "changes" } else { "change" };
    format!("{} {change}{goes}", some(preview.changes.len(), "option"))
}

fn shown(store: Store, preview: &Preview) -> impl IntoView + use<> {
    let (now, then) = preview.costs;
    let cost = (now != then).then(|| format!(" · {} a month, {}", dollars(then), signed(then - now)));
    let changes = preview.changes.iter().map(|change| {
        let side = |value: &Option<serde_json::Value>| value.as_ref().map_or_else(|| "not set".to_owned(), spoken);
        view! {
            <li data-root=data_root(store, &change.root)>
                {root_name(&change.root)} " " {label(store, &change.root, &change.variable)} ": "
                <span class="mono">{side(&change.old)} " → " {side(&change.new)}</span>
            </li>
        }
    });
    let choices = |heading: &'static str, choices: &[Choice]| {
        let items = choices.iter().map(|choice| {
            view! {
                <li data-root=data_root(store, &choice.root)>
                    {root_name(&choice.root)} " " {label(store, &choice.root, &choice.variable)} ": "
                    <span class="mono">{spoken(&choice.value)}</span>
                </li>
            }
        });
        (!choices.is_empty()).then(|| view! { <h3>{heading}</h3> <ul>{items.collect_view()}</ul> })
    };
    view! {
        <p><b>{told(preview)}</b> {cost}</p>
        <ul aria-label="Options that change">{changes.collect_view()}</ul>
        {choices("Choices of yours that go", &preview.applied.dropped)}
        {choices("Choices of yours that stay", &preview.applied.kept)}
    }
}

/// What an option is called.
fn label(store: Store, root: &RootId, variable: &str) -> String {
    let of = |group: &crate::design::Group| {
        let option = group.options.iter().find(|option| *option.name == *variable && option.is_of(root))?;
        Some(title(store.form, group, option))
    };
    store.form.groups.iter().find_map(of).unwrap_or_else(|| variable.to_owned())
}
