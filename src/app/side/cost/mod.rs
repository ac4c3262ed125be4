//! What an environment costs in a month: the total, what the last step changed of it, where it comes from, what would save most,
//! and what is assumed of its use.

mod savings;
mod usage;

use std::sync::Arc;

use leptos::prelude::*;

use super::super::model::money::{amount, at_least, dollars, signed};
use super::super::parts::{folded, some};
use super::super::store::{Store, store};
use super::scopes;
use crate::cost::{Estimate, Line, Share, Unknown, difference, place, shown};
use crate::design::RootId;

/// Everything about the cost of the root that is looked at.
pub fn cost() -> impl IntoView {
    let store = store();
    let estimate = Memo::new(move |_| store.estimate(&store.root()));
    let before = Memo::new(move |_| store.estimate_before(&store.root()));
    let known = Memo::new(move |_| estimate.with(Option::is_some));
    view! {
        <div class="cost">
            <div class="plan-head">
                <div class="scopes" role="group" aria-label="Cost of">
                    {move || scopes::planned(store).into_iter().map(|root| scope(store, root)).collect_view()}
                </div>
                {move || estimate.get().map(|estimate| head(&estimate))}
                {move || step(store, estimate.get(), before.get())}
            </div>
            {move || estimate.get().map(|estimate| modules(&estimate))}
            {savings::savings(store)}
            {usage::usage(store)}
            {move || known.get().then(|| items(store, estimate))}
            {move || estimate.get().map(|estimate| sources(&estimate))}
        </div>
    }
}

/// A root, with its total.
fn scope(store: Store, root: RootId) -> impl IntoView {
    let (this, of) = (root.clone(), root.clone());
    let chosen = Signal::derive(move || store.root() == this);
    let total = Memo::new(move |_| store.estimate(&of).map(|estimate| at_least(estimate.total, estimate.complete)));
    let more = view! { <span class="number">{move || total.get()}</span> };
    scopes::scope(store, root, chosen, more.into_any())
}

fn head(estimate: &Estimate) -> impl IntoView + use<> {
    let least = (!estimate.complete).then_some("at least ");
    let missing = estimate.unknown().count();
    view! {
        <p class="total">
            <span class="soft">{least}</span>
            <strong>{dollars(estimate.total)}</strong>
            <span class="soft">" a month"</span>
            {(missing > 0).then(|| view! { <span class="soft">{format!(" · {} without a known amount", some(missing, "item"))}</span> })}
        </p>
    }
}

/// What the last step cost or saved.
fn step(store: Store, now: Option<Arc<Estimate>>, before: Option<Arc<Estimate>>) -> Option<impl IntoView + use<>> {
    let what = store.undoable.get()?;
    let (now, before) = (now?, before?);
    let difference = difference(&before, &now);
    let changes = difference.changes.iter().map(|change| {
        let side = |side: &Option<Result<_, Unknown>>| match side {
            None => "—".to_owned(),
            Some(Ok(money)) => dollars(*money),
            Some(Err(why)) => why.to_string(),
        };
        view! {
            <li>
                <span>{change.what.to_string()} " " <span class="soft mono">{change.address.clone()}</span></span>
                <span class="number">{side(&change.before)} " → " {side(&change.after)}</span>
            </li>
        }
    });
    let changes = (!difference.changes.is_empty()).then(|| {
        view! {
            <details>
                <summary>{some(difference.changes.len(), "item")}</summary>
                <ul class="cost-changes">{changes.collect_view()}</ul>
            </details>
        }
    });
    let none = difference.changes.is_empty();
    let kind = if difference.total.to_cents() > 0 { "dearer" } else { "cheaper" };
    Some(view! {
        <div class="last">
            <span>"Last change"</span>
            " "
            {what}
            ": "
            {if none { "costs nothing".into_any() } else { view! { <strong class=kind>{signed(difference.total)} " a month"</strong> }.into_any() }}
            {(!none && !difference.complete).then_some(", as far as amounts are known")}
            {changes}
        </div>
    })
}

/// Where it comes from: a bar per module.
fn modules(estimate: &Estimate) -> impl IntoView + use<> {
    let shares = estimate.by_module();
    let most = shares.iter().map(|share| share.total.to_cents()).max().unwrap_or(0).max(1);
    let row = |share: &Share| {
        // Hundredths of the widest.
        let width = share.total.to_cents().max(0).saturating_mul(100) / most;
        view! {
            <li>
                <span class="mono">{place(&share.module)}</span>
                <span class="bar" aria-hidden="true"><span style:inline-size=format!("{width}%")></span></span>
                <span class="number">{at_least(share.total, share.complete)}</span>
            </li>
        }
    };
    view! {
        <section class="part">
            <h2>"By module"</h2>
            <ul class="bars">{shares.iter().map(row).collect_view()}</ul>
        </section>
    }
}

/// Every item, and what is free.
fn items(store: Store, estimate: Memo<Option<Arc<Estimate>>>) -> impl IntoView {
    view! {
        <section class="part">
            <h2 id="items">"Items"</h2>
            <table class="items" aria-labelledby="items">
                <thead>
                    <tr>
                        <th scope="col">"What"</th>
                        <th scope="col">"Quantity"</th>
                        <th scope="col">"Price"</th>
                        <th scope="col">"A month"</th>
                    </tr>
                </thead>
                <tbody>{move || estimate.get().map(|estimate| lines(store, &estimate))}</tbody>
            </table>
            {folded("What costs nothing", "", move || estimate.get().map(|estimate| free(&estimate)))}
        </section>
    }
}

fn lines(store: Store, estimate: &Estimate) -> impl IntoView + use<> {
    let row = move |line: &Line| {
        let item = &line.item;
        let (quantity, unit) =
            (item.quantity.map(shown).unwrap_or_default(), item.price.as_ref().map(|price| price.unit.to_string()));
        let price = item.price.as_ref().map(|price| format!("${}", price.usd));
        let address = item.address.clone();
        let count = (line.count > 1).then(|| format!("{} × ", line.count));
        let name = item.kind.to_string();
        view! {
            <tr>
                <th scope="row">
                    {item.what.to_string()}
                    <button type="button" class="place" on:click=move |_| {
                        store.show_resource(&untrack(|| store.root()), &address);
                    }>{count} {name}</button>
                    {item.note.clone().map(|note| view! { <span class="soft">{note}</span> })}
                </th>
                <td>{quantity} " " <span class="soft">{unit}</span></td>
                <td>{price}</td>
                <td class:soft=item.monthly.is_err()>{amount(&item.monthly)}</td>
            </tr>
        }
    };
    estimate.lines().iter().map(row).collect_view()
}

fn free(estimate: &Estimate) -> impl IntoView + use<> {
    let free = estimate.free.iter().map(|free| {
        view! { <li><span class="mono">{free.kind.to_string()}</span> " " <span class="soft">{format!("{}: {}", free.count, free.reason)}</span></li> }
    });
    view! { <ul class="free">{free.collect_view()}</ul> }
}

/// Where the prices come from.
fn sources(estimate: &Estimate) -> impl IntoView + use<> {
    let mut dates: Vec<String> =
        estimate.prices().values().map(|price| format!("{}, {}", price.region, price.date)).collect();
    dates.sort();
    dates.dedup();
    view! { <p class="part soft">"List prices in US dollars without tax, discounts and free tiers. As of: " {dates.join("; ")} "."</p> }
}
