//! What Terraform would make: a root's resources by module, and what the last step changed in them; or what differs from one
//! environment to another.
//!
//! A row is rendered once for as long as nothing becomes of its resource; its attributes only while they are shown.

mod head;
mod resource;

use leptos::prelude::*;

use super::super::model::planned::{Listed, Looked, Sought, list};
use super::super::parts::{icon, icons, some};
use super::super::store::{Store, store};

/// The scopes, the filter and the resources.
pub fn plan() -> impl IntoView {
    let store = store();
    let looking = store.looking;
    let looked = Memo::new(move |_| {
        let step = store.differences.get();
        store
            .evaluation
            .with(|now| store.before.with(|before| looking.scope.with(|scope| Looked::at(scope, before, now, &step))))
    });
    let all = Memo::new(move |_| {
        let list = |looked: &Looked| list(&looked.plan, looked.before.as_deref(), &looked.difference);
        looked.with(|looked| looked.as_ref().map(list).unwrap_or_default())
    });
    let found = Memo::new(move |_| {
        let sought = Sought { text: looking.sought.get(), what: looking.what.get() };
        all.with(|all| all.iter().filter(|listed| sought.finds(listed)).cloned().collect::<Vec<_>>())
    });
    let modules = Memo::new(move |_| {
        let mut modules: Vec<String> = found.with(|found| found.iter().map(|listed| listed.module.clone()).collect());
        modules.dedup();
        modules
    });
    let any = Memo::new(move |_| modules.with(|modules| !modules.is_empty()));
    view! {
        <div class="plan">
            {head::head(store, looked)}
            <For each=move || modules.get() key=Clone::clone children=move |module| group(store, looked, found, module) />
            {move || (!any.get()).then(|| nothing(store, looked))}
        </div>
    }
}

/// Why there is no resource to see.
fn nothing(store: Store, looked: Memo<Option<Looked>>) -> impl IntoView {
    let empty = looked.with(|looked| looked.as_ref().is_none_or(Looked::is_empty));
    let stops = looked.with(|looked| looked.as_ref().is_some_and(|looked| looked.plan.has_errors()));
    let (title, why) = match (empty, stops) {
        (true, true) => ("Nothing can be planned.", " Terraform stops before; Problems says where."),
        (true, false) => ("Nothing is planned here.", " No resource follows from these options."),
        _ => ("No resource is found.", " What is sought for is not in this plan."),
    };
    let looking = store.looking;
    view! {
        <div class="well">
            {icon(icons::PLAN)}
            <p><strong>{title}</strong> {why}</p>
            {(!empty).then(|| view! {
                <button type="button" class="button" on:click=move |_| {
                    looking.sought.set(String::new());
                    looking.what.set(None);
                }>"Show all"</button>
            })}
        </div>
    }
}

/// A module and its resources.
fn group(store: Store, looked: Memo<Option<Looked>>, found: Memo<Vec<Listed>>, module: String) -> impl IntoView {
    let folded = store.looking.folded;
    let this = module.clone();
    let rows = Memo::new(move |_| {
        found.with(|found| found.iter().filter(|listed| listed.module == this).cloned().collect::<Vec<_>>())
    });
    let this = module.clone();
    let open = Memo::new(move |_| !folded.with(|folded| folded.contains(&this)));
    let this = module.clone();
    let fold = move |_| {
        folded.update(|folded| {
            if !folded.remove(&this) {
                folded.insert(this.clone());
            }
        });
    };
    let name = if module.is_empty() { "root module".to_owned() } else { module };
    view! {
        <section class="module">
            <h2>
                <button type="button" aria-expanded=move || open.get().to_string() on:click=fold>
                    {icon(icons::MORE)}
                    <span class="mono">{name}</span>
                    <span class="soft">{move || some(rows.with(Vec::len), "resource")}</span>
                </button>
            </h2>
            <Show when=move || open.get()>
                <ul>
                    <For each=move || rows.get() key=Clone::clone children=move |listed| resource::resource(store, looked, listed) />
                </ul>
            </Show>
        </section>
    }
}
