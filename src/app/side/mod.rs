//! What stands beside the options: the picture, the plan, the cost, files, problems, and what to do before applying, as tabs.

mod code;
mod cost;
mod diagram;
mod examples;
mod files;
mod plan;
mod problems;
mod scopes;

use leptos::ev;
use leptos::prelude::*;

use super::browser::focus;
use super::model::money::signed;
use super::parts::{count, some};
use super::store::{Store, View, store};
use crate::changes::{Difference, What};

/// The tabs, in their order.
const TABS: [(View, &str); 6] = [
    (View::Diagram, "Diagram"),
    (View::Plan, "Plan"),
    (View::Cost, "Cost"),
    (View::Files, "Files"),
    (View::Problems, "Problems"),
    (View::Examples, "Before you apply"),
];

/// How many options still stand at an example.
pub fn to_do(store: Store) -> usize {
    store.evaluation.with(|evaluation| evaluation.examples().len())
}

/// The view at a place in the row of tabs, from 0.
pub fn nth(at: usize) -> Option<View> {
    TABS.get(at).map(|(view, _)| *view)
}

/// Focuses the tab of a view.
pub fn focus_on(view: View) {
    focus::on(&format!("#tab-{}", view.id()));
}

/// The tabs and what the chosen one shows.
pub fn side() -> impl IntoView {
    let store = store();
    let panel = move || store.beside.get().then(|| shown(store.tab.get()));
    let resized = window_event_listener(ev::resize, move |_| build(store));
    // On paper what was looked at stands below the options, on a phone too.
    let printed = window_event_listener_untyped("beforeprint", move |_| store.beside.set(true));
    on_cleanup(move || {
        resized.remove();
        printed.remove();
    });
    let problems = Memo::new(move |_| store.problems.with(|problems| problems.len()));
    view! {
        <section class="side" aria-label="What follows from the options">
            <div class="tabs" role="tablist" aria-label="What follows from the options" on:keydown=move |event| step(store, &event)>
                {TABS.map(|(view, name)| tab(store, view, name)).collect_view()}
            </div>
            <div
                role="tabpanel"
                id="panel"
                tabindex="0"
                aria-labelledby=move || format!("tab-{}", store.tab.get().id())
            >{panel}</div>
            <p class="unseen" role="status">{move || match problems.get() {
                0 => "No problems".to_owned(),
                number => some(number, "problem"),
            }}</p>
            <p class="unseen" role="status" aria-label="Plan">{move || told(store)}</p>
            <p class="unseen" role="status" aria-label="Cost">{move || cost_told(store)}</p>
        </section>
    }
}

/// Builds what is looked at, as soon as there is a place in which it is seen.
pub fn build(store: Store) {
    let panel = document().get_element_by_id("panel");
    if !store.beside.get_untracked() && panel.is_some_and(|panel| panel.client_width() > 0) {
        store.beside.set(true);
    }
}

/// What a tab shows.
fn shown(tab: View) -> AnyView {
    match tab {
        View::Diagram => diagram::diagram().into_any(),
        View::Plan => plan::plan().into_any(),
        View::Cost => cost::cost().into_any(),
        View::Files => files::files().into_any(),
        View::Examples => examples::examples().into_any(),
        View::Problems | View::Options => problems::problems().into_any(),
    }
}

/// What the last step changed in the plan, in words.
fn told(store: Store) -> String {
    let count = |difference: &Difference, what: What| match difference.count(what) {
        0 => None,
        number => Some(format!("{number} {}", what.name())),
    };
    let told = store.differences.with(|all| {
        let told = all.iter().map(|(root, difference)| {
            let counts: Vec<String> = What::ALL.into_iter().filter_map(|what| count(difference, what)).collect();
            format!("{root}: {}", counts.join(", "))
        });
        told.collect::<Vec<_>>()
    });
    if told.is_empty() { String::new() } else { format!("Plan of {}", told.join("; ")) }
}

/// What the last step cost or saved, in words.
fn cost_told(store: Store) -> String {
    let roots = store.roots.get();
    let told = roots.iter().filter_map(|root| {
        let (now, before) = (store.estimate(root)?, store.estimate_before(root)?);
        let more = now.total - before.total;
        (more.to_cents() != 0).then(|| format!("{root}: {} a month", signed(more)))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { String::new() } else { format!("Cost of {}", told.join("; ")) }
}

/// How many resources the last step touched, in all roots.
fn touched(store: Store) -> usize {
    store.differences.with(|all| all.iter().map(|(_, difference)| difference.resources.len()).sum())
}

fn tab(store: Store, view: View, name: &'static str) -> impl IntoView {
    let chosen = move || store.tab.get() == view;
    let number = Memo::new(move |_| match view {
        View::Problems => store.problems.with(|problems| problems.len()),
        View::Examples => to_do(store),
        View::Plan => touched(store),
        View::Options | View::Files | View::Diagram | View::Cost => 0,
    });
    let kind = match view {
        View::Problems => "bad",
        View::Examples => "warn",
        _ => "new",
    };
    view! {
        <button
            type="button"
            role="tab"
            id=format!("tab-{}", view.id())
            aria-selected=move || chosen().to_string()
            aria-controls="panel"
            tabindex=move || if chosen() { "0" } else { "-1" }
            on:click=move |_| store.show(view)
        >
            {name}
            {count(kind, move || number.get())}
        </button>
    }
}

/// Arrow keys go from tab to tab.
fn step(store: Store, event: &ev::KeyboardEvent) {
    let at = TABS.iter().position(|(view, _)| *view == store.tab.get_untracked()).unwrap_or_default();
    let to = match event.key().as_str() {
        "ArrowRight" => (at + 1) % TABS.len(),
        "ArrowLeft" => (at + TABS.len() - 1) % TABS.len(),
        "Home" => 0,
        "End" => TABS.len() - 1,
        _ => return,
    };
    event.prevent_default();
    if let Some(view) = nth(to) {
        store.show(view);
        focus_on(view);
    }
}
