//! An estimate as the documents' templates see it: texts, ready to be shown.

use super::{Assumed, Costs, Estimate, Item, Money, place, shown};
use crate::blueprint::Blueprint;
use crate::design::{Design, RootPlan};
use crate::terraform::types::{Str, Type};
use crate::terraform::value::Value;

/// ```text
/// {
///   total, complete,
///   modules     = [{ module, total, complete }],
///   items       = [{ module, what, count, quantity, unit, price, monthly, unknown, note }],
///   free        = [{ type, count, reason }],
///   prices      = [{ item, unit, region, price, date, seen_in, url }],
///   assumptions = [{ name, label, unit, value }],
/// }
/// ```
/// `monthly` is null where the amount is not known, and `unknown` says why. Amounts are US dollars: `1,234.50`.
pub fn of_root(blueprint: &Blueprint, design: &Design, plan: &RootPlan) -> Value {
    let assumed = super::assumed(blueprint, design, &plan.root);
    value(blueprint.costs(), &super::of_root(blueprint, design, plan), &assumed)
}

fn value(costs: &Costs, estimate: &Estimate, assumed: &Assumed) -> Value {
    let modules = estimate.by_module().into_iter().map(|share| {
        object([
            ("module", Value::string(place(&share.module))),
            ("total", money(share.total)),
            ("complete", Value::bool(share.complete)),
        ])
    });
    let items = estimate.lines().into_iter().map(|line| item(&line.item, line.count));
    let free = estimate.free.iter().map(|free| {
        object([
            ("type", Value::string(&free.kind)),
            ("count", Value::number(free.count as i64)),
            ("reason", Value::string(&free.reason)),
        ])
    });
    let prices = estimate.prices().into_values().map(|price| {
        object([
            ("item", Value::string(&price.item)),
            ("unit", Value::string(&price.unit)),
            ("region", Value::string(&price.region)),
            ("price", Value::string(price.usd.to_string())),
            ("date", Value::string(&price.date)),
            ("seen_in", Value::string(&price.seen_in)),
            ("url", Value::string(&price.url)),
        ])
    });
    let used = |name: &Str| estimate.items.iter().any(|item| item.uses.contains(name));
    let quantities = costs.assumptions().quantities.iter().filter(|(name, _)| used(name));
    let assumptions = quantities.map(|(name, quantity)| {
        object([
            ("name", Value::string(name)),
            ("label", Value::string(&quantity.label)),
            ("unit", Value::string(&quantity.unit)),
            ("value", Value::string(shown(assumed.get(name).copied().unwrap_or_default()))),
        ])
    });
    object([
        ("total", money(estimate.total)),
        ("complete", Value::bool(estimate.complete)),
        ("modules", Value::tuple(modules)),
        ("items", Value::tuple(items)),
        ("free", Value::tuple(free)),
        ("prices", Value::tuple(prices)),
        ("assumptions", Value::tuple(assumptions)),
    ])
}

fn item(item: &Item, count: usize) -> Value {
    let text = |text: Option<String>| text.map_or_else(|| Value::null(Type::String), Value::string);
    object([
        ("module", Value::string(place(&item.module))),
        ("what", Value::string(&item.what)),
        ("count", Value::number(count as i64)),
        ("quantity", text(item.quantity.map(shown))),
        ("unit", text(item.price.as_ref().map(|price| price.unit.to_string()))),
        ("price", text(item.price.as_ref().map(|price| price.usd.to_string()))),
        ("monthly", text(item.monthly.as_ref().ok().map(ToString::to_string))),
        ("unknown", text(item.monthly.as_ref().err().map(ToString::to_string))),
        ("note", text(item.note.clone())),
    ])
}

fn money(amount: Money) -> Value {
    Value::string(amount.to_string())
}

fn object<const N: usize>(attributes: [(&str, Value); N]) -> Value {
    Value::object(attributes.map(|(name, value)| (Str::from(name), value)))
}
