//! What an option is: its description, what it takes, its default and presets, the rules that speak of it and the resources that
//! it touches, with the places where they stand, and what another choice would change.

use leptos::prelude::*;
use serde_json::Value as Json;

use super::super::browser::turns::Turns;
use super::super::model::money::signed;
use super::super::model::{Place, text};
use super::super::parts::{marks, place_link, root_name, some};
use super::super::store::store;
use crate::changes::{Difference, Other, other, others};
use crate::design::{OptionSpec, Reach, RootId, Scope, reach};

/// All there is to know.
pub fn about(option: &'static OptionSpec) -> impl IntoView {
    let default = option.default.as_ref().map(text::spoken);
    let several = option.scope == Scope::Environment;
    let store = store();
    let roots = untrack(|| store.roots_of(option));
    let presets = roots.iter().cloned().map(|root| {
        let name = several.then(|| root_name(&root));
        let value = move || text::spoken(&store.start(option, &root));
        view! { <dd>{name} " " <span class="mono">{value}</span></dd> }
    });
    let presets = presets.take(if several { usize::MAX } else { 1 }).collect_view();
    let takes = text::takes(&option.control);
    let reached = roots.first().map(|root| (root.clone(), reach(store.blueprint, root, &option.name)));
    view! {
        <div class="body">
            <p>{option.description.clone()}</p>
            <dl class="facts">
                {option.unit.clone().map(|unit| view! { <div><dt>"Unit"</dt><dd>{unit}</dd></div> })}
                {takes.map(|(what, takes)| view! { <div><dt>{what}</dt><dd class="mono">{takes}</dd></div> })}
                {default.map(|default| view! { <div><dt>"Default"</dt><dd class="mono">{default}</dd></div> })}
                <div><dt>"Preset"</dt>{presets}</div>
                {option.example.clone().map(|wanted| view! { <div><dt>"Put here"</dt><dd>{wanted}</dd></div> })}
            </dl>
            {reached.map(|(root, reach)| view! { {rules(option, &root, &reach)} {blocks(&root, &reach)} })}
            {choices(option)}
        </div>
    }
}

/// The rules on it, and those on other options that read it.
fn rules(option: &OptionSpec, root: &RootId, reach: &Reach) -> Option<impl IntoView + use<>> {
    let rules = option.rules.iter().chain(&reach.rules).map(|rule| {
        let place = Place::new(root.repository_path(&rule.file), rule.line);
        view! { <li>{rule.message.clone()} " " {place_link(place)}</li> }
    });
    let rules = rules.collect_view();
    (!rules.is_empty()).then(|| {
        view! {
            <h3>"Rules that speak of it"</h3>
            <ul class="rules" aria-label="Rules that speak of it">{rules}</ul>
        }
    })
}

/// So many blocks are listed at once.
const FEW: usize = 5;

/// The resources that its value flows into.
fn blocks(root: &RootId, reach: &Reach) -> Option<impl IntoView + use<>> {
    let items = reach.blocks.iter().map(|block| {
        let place = Place::new(root.repository_path(&block.range.filename), block.range.start.line);
        view! { <li><span class="mono">{block.address.clone()}</span> " " {place_link(place)}</li> }
    });
    let items: Vec<_> = items.collect();
    let number = items.len();
    let list = view! { <ul class="rules" aria-label="Resources that it touches">{items}</ul> };
    (number > 0).then(|| {
        view! {
            <h3>"Resources that it touches"</h3>
            {if number > FEW {
                view! { <details><summary>{some(number, "resource")}</summary>{list}</details> }.into_any()
            } else {
                list.into_any()
            }}
        }
    })
}

/// What each other choice would make, cost and break, in each environment: tried one by one once the page has answered.
fn choices(option: &'static OptionSpec) -> Option<impl IntoView> {
    let store = store();
    if option.scope == Scope::Shared || others(&option.control, &Json::Null).is_empty() {
        return None;
    }
    let tried = RwSignal::new(Vec::<(RootId, Other)>::new());
    let turns = Turns::new();
    Effect::new(move |_| {
        store.evaluation.track();
        let design = store.design.get_untracked();
        let asked = untrack(|| store.roots_of(option)).into_iter().flat_map(|root| {
            let now = untrack(|| store.value(option, &root));
            others(&option.control, &now).into_iter().map(move |to| (root.clone(), to))
        });
        let mut asked: Vec<(RootId, Json)> = asked.collect();
        asked.reverse();
        let mut found = Vec::new();
        turns.begin(move || {
            let Some((root, to)) = asked.pop() else { return false };
            let other = untrack(|| store.estimate(&root)).and_then(|costs| {
                store.evaluation.with_untracked(|now| {
                    other(store.blueprint, &design, (now.root(&root)?, costs.total), &option.name, &to)
                })
            });
            found.extend(other.map(|other| (root, other)));
            tried.set(found.clone());
            true
        });
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
                    " "
                    <span class="mono">{text::spoken(&other.to)}</span>
                    " "
                    {(!other.difference.is_empty()).then(|| touched(&other.difference))}
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

/// How many resources a choice would touch, and which.
fn touched(difference: &Difference) -> impl IntoView + use<> {
    let items = difference.resources.iter().map(|(address, change)| {
        view! {
            <li class="mono" data-what=change.what.name()>
                <span aria-hidden="true">{change.what.sign()}</span>
                <span class="unseen">{change.what.name()} ": "</span>
                " "
                {address.clone()}
            </li>
        }
    });
    view! {
        <details class="touched">
            <summary>{marks(difference)}</summary>
            <ul>{items.collect_view()}</ul>
        </details>
    }
}
