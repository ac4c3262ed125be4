//! What is assumed of a root's use: a size, and numbers of one's own.

use leptos::prelude::*;

use super::super::super::store::Store;
use crate::cost::{Assumptions, Decimal, Quantity};
use crate::design::Usage;
use crate::terraform::types::Str;

/// The assumptions on the root that is looked at.
pub fn usage(store: Store) -> impl IntoView {
    let assumptions = store.blueprint.costs().assumptions();
    let quantities = assumptions.quantities.iter().map(|(name, quantity)| field(store, name, quantity)).collect_view();
    let sizes = assumptions.sizes.iter().map(|size| {
        let chosen = Memo::new(move |_| store.size(&store.root()) == *size);
        let choose = move |_| {
            let usage = Usage { size: Some(size.clone()), ..Usage::default() };
            store.choose_usage(&untrack(|| store.root()), usage);
        };
        view! { <button type="button" aria-pressed=move || chosen.get().to_string() on:click=choose>{size.to_string()}</button> }
    });
    view! {
        <section class="part">
            <h2 id="use">"What is assumed of its use"</h2>
            <div class="pick" role="group" aria-labelledby="use">{sizes.collect_view()}</div>
            <div class="quantities">{quantities}</div>
        </section>
    }
}

fn field(store: Store, name: &'static Str, quantity: &'static Quantity) -> impl IntoView {
    let value = Memo::new(move |_| store.assumed(&store.root(), name).to_string());
    let own = Memo::new(move |_| store.used(&store.root()).own.contains_key(name));
    let wrong = RwSignal::new(false);
    let set = move |to: Option<Decimal>| {
        let root = untrack(|| store.root());
        let mut usage = untrack(|| store.used(&root));
        match to {
            Some(number) => drop(usage.own.insert(name.clone(), number)),
            None => drop(usage.own.remove(name)),
        }
        store.choose_usage(&root, usage);
    };
    let typed = move |text: String| {
        let number = text.trim().parse::<Decimal>().ok();
        let number = number.filter(|number| !number.is_negative() && *number <= Assumptions::most());
        wrong.set(number.is_none());
        if number.is_some() {
            set(number);
        }
    };
    let (id, unit) = (format!("use-{name}"), format!("use-unit-{name}"));
    view! {
        <div class="quantity" class:own=move || own.get()>
            <label for=id.clone()>{quantity.label.clone()}</label>
            <input
                type="text"
                inputmode="decimal"
                class="field"
                id=id
                aria-describedby=unit.clone()
                aria-invalid=move || wrong.get().then_some("true")
                autocomplete="off"
                prop:value=move || value.get()
                on:change:target=move |event| typed(event.target().value())
            />
            <span class="soft" id=unit>{quantity.unit.clone()}</span>
            {move || own.get().then(|| view! {
                <button type="button" class="button quiet" aria-label=format!("Reset {}", quantity.label) on:click=move |_| set(None)>
                    "Reset"
                </button>
            })}
        </div>
    }
}
