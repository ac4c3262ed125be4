//! What an option is: its description, its default and presets, the rules on it, with the places where they stand, and what
//! another choice would change.

use std::time::Duration;

use leptos::prelude::*;
use serde_json::Value as Json;

use super::super::model::money::signed;
use super::super::model::{Place, text};
use super::super::parts::{marks, place_link, root_name};
use super::super::store::store;
use crate::changes::{Other, other, others};
use crate::design::{OptionSpec, RootId, Scope};

/// All there is to know.
pub fn about(option: &'static OptionSpec) -> impl IntoView {
    let default = option.default.as_ref().map(text::spoken);
    let several = option.scope == Scope::Environment;
    let store = store();
    let roots = untrack(|| store.roots_of(option));
    let presets = roots.iter().cloned().map(|root| {
        let name = several.then(|| root_name(&root));
        let value = move || text::spoken(&store.start(option, &root));
        view! { <dd>{name} <span class="mono">{value}</span></dd> }
    });
    let presets = presets.take(if several { usize::MAX } else { 1 }).collect_view();
    let range = text::bounds(&option.control);
    let rules = option.rules.iter().map(|rule| {
        let path =
            roots.first().map_or_else(|| rule.file.to_string(), |root: &RootId| root.repository_path(&rule.file));
        view! { <li>{rule.message.clone()} " " {place_link(Place::new(path, rule.line))}</li> }
    });
    let rules = (!option.rules.is_empty()).then(|| {
        view! {
            <h3>"Rules"</h3>
            <ul class="rules">{rules.collect_view()}</ul>
        }
    });
    view! {
        <div class="body">
            <p>{option.description.clone()}</p>
            <dl class="facts">
                {range.map(|range| view! { <div><dt>"Range"</dt><dd class="mono">{range}</dd></div> })}
                {default.map(|default| view! { <div><dt>"Default"</dt><dd class="mono">{default}</dd></div> })}
                <div><dt>"Preset"</dt>{presets}</div>
                {option.example.clone().map(|wanted| view! { <div><dt>"Put here"</dt><dd>{wanted}</dd></div> })}
            </dl>
            {rules}
            {choices(option)}
        </div>
    }
}

/// What each other choice would make, cost and break, in each environment: tried one by one once the page has answered.
fn choices(option: &'static OptionSpec) -> Option<impl IntoView> {
    let store = store();
    if option.scope == Scope::Shared || others(&option.control, &Json::Null).is_empty() {
        return None;
    }
    let tried = RwSignal::new(Vec::<(RootId, Other)>::new());
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        store.evaluation.track();
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        let design = store.design.get_untracked();
        let asked = untrack(|| store.roots_of(option)).into_iter().flat_map(|root| {
            let now = untrack(|| store.value(option, &root));
            others(&option.control, &now).into_iter().map(move |to| (root.clone(), to))
        });
        let mut asked: Vec<(RootId, Json)> = asked.collect();
        asked.reverse();
        let mut found = Vec::new();
        let each = move || {
            let (root, to) = asked.pop()?;
            let other = store
                .evaluation
                .with_untracked(|now| other(store.blueprint, &design, now.root(&root)?, &option.name, &to));
            found.extend(other.map(|other| (root, other)));
            Some(found.clone())
        };
        go_on(turn, mine, tried, each);
    });
    let several = option.scope == Scope::Environment;
    let rows = move || {
        let row = |(root, other): &(RootId, Other)| {
            let costs = (other.breaks.is_none() && other.costs.to_cents() != 0).then(|| {
                let kind = if other.costs.to_cents() > 0 { "dearer" } else { "cheaper" };
                view! { <span class=kind>{signed(other.costs)} " a month"</span> }
            });
            let nothing = (other.breaks.is_none() && other.difference.is_empty()).then_some("changes no resource");
            view! {
                <li>
                    {several.then(|| root_name(root))}
                    <span class="mono">{text::spoken(&other.to)}</span>
                    {marks(&other.difference)}
                    {costs}
                    <span class="soft">{nothing}</span>
                    {other.breaks.clone().map(|rule| view! { <span class="breaks">"breaks a rule: " {rule}</span> })}
                </li>
            }
        };
        tried.with(|tried| tried.iter().map(row).collect_view())
    };
    Some(view! {
        <h3>"Other choices"</h3>
        <ul class="others" aria-label="Other choices">{rows}</ul>
    })
}

/// Tries one after the other, and leaves the browser to itself in between; a later turn ends this one.
fn go_on(
    turn: StoredValue<u32>,
    mine: u32,
    tried: RwSignal<Vec<(RootId, Other)>>,
    mut each: impl FnMut() -> Option<Vec<(RootId, Other)>> + 'static,
) {
    let step = move || {
        if turn.try_get_value() != Some(mine) {
            return;
        }
        if let Some(found) = each() {
            tried.set(found);
            go_on(turn, mine, tried, each);
        }
    };
    set_timeout(step, Duration::from_millis(1));
}
