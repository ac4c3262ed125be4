//! `landform cost`: what a design costs a month.

use std::fmt::Write as _;
use std::io::Write as _;

use serde_json::{Map, Value as Json, json};

use super::arguments::Cost;
use super::report::{BOLD, DIM};
use super::{Failure, Outcome, input, plan};
use crate::blueprint::Blueprint;
use crate::cost::{self, Assumed, Estimate, Item, Line, place, shown};
use crate::design::{self, RootPlan};

pub(super) fn run(blueprint: &Blueprint, arguments: &Cost) -> Result<Outcome, Failure> {
    let input = input::read(blueprint, &arguments.source)?;
    let only = arguments.env.as_deref().map(|name| input::root(blueprint, &input.design, name)).transpose()?;
    let evaluation = design::evaluate(blueprint, &input.design);
    let plans: Vec<&RootPlan> =
        evaluation.roots.iter().filter(|plan| only.as_ref().is_none_or(|root| plan.root == *root)).collect();
    let mut text = String::new();
    let mut json = Map::new();
    for &plan in &plans {
        let assumed = cost::assumed(blueprint, &input.design, &plan.root);
        let estimate = cost::of_root(blueprint, &input.design, plan);
        // A root that plans nothing, and is right to, costs nothing that could be shown.
        if only.is_none() && estimate == Estimate::nothing() {
            continue;
        }
        let name = plan.root.to_string();
        match arguments.json {
            true => drop(json.insert(name, as_json(blueprint, &estimate, &assumed))),
            false => text.push_str(&table(blueprint, &name, &estimate, &assumed)),
        }
    }
    if arguments.json {
        text = format!("{:#}\n", Json::Object(json));
    }
    anstream::stdout().write_all(text.as_bytes()).map_err(Failure::io("stdout"))?;
    Ok(plan::outcome(plans.iter().map(|plan| &*plan.plan)))
}

/// The items by module, the sum, and what was assumed.
fn table(blueprint: &Blueprint, name: &str, estimate: &Estimate, assumed: &Assumed) -> String {
    let lines = estimate.lines();
    let rows: Vec<[String; 4]> = lines.iter().map(row).collect();
    let width = |column: usize| rows.iter().filter_map(|row| Some(row.get(column)?.chars().count())).max().unwrap_or(0);
    let (what, quantity, price) = (width(0), width(1), width(2));
    let total = estimate.total.to_string();
    let amount = width(3).max(total.len());
    let mut text = format!("{BOLD}{name}{BOLD:#}, US dollars a month\n");
    let mut module = None;
    for (line, [a, b, c, d]) in lines.iter().zip(&rows) {
        if module != Some(&line.item.module) {
            module = Some(&line.item.module);
            let _ = writeln!(text, "  {DIM}{}{DIM:#}", place(&line.item.module));
        }
        let _ = writeln!(text, "    {a:what$}  {b:>quantity$}  {c:price$}  {d:>amount$}");
    }
    let at_least = if estimate.complete { "" } else { "at least" };
    let label = what + quantity + price + 4;
    let _ = writeln!(text, "    {BOLD}{:label$}  {total:>amount$}{BOLD:#}", format!("Total {at_least}").trim_end());
    for line in lines.iter().filter(|line| line.item.monthly.is_err()) {
        let _ = writeln!(text, "  Not known: {}: {}", line.item.what, reason(&line.item));
    }
    let quantities = blueprint.costs().assumptions().quantities.iter();
    let used = quantities.filter(|(name, _)| estimate.items.iter().any(|item| item.uses.contains(name)));
    for (name, quantity) in used {
        let value = shown(assumed.get(name).copied().unwrap_or_default());
        let _ = writeln!(text, "  Assumed: {}: {value} {}", quantity.label, quantity.unit);
    }
    text.push('\n');
    text
}

/// What, how much of it, at what price, how much a month.
fn row(Line { count, item }: &Line) -> [String; 4] {
    let what = if *count > 1 { format!("{} ({count})", item.what) } else { item.what.to_string() };
    let quantity = item.quantity.map(shown).unwrap_or_default();
    let price = item.price.as_ref().map(|price| format!("{} at {}", price.unit, price.usd)).unwrap_or_default();
    let amount = item.monthly.as_ref().map_or_else(|_| "not known".to_owned(), ToString::to_string);
    [what, quantity, price, amount]
}

fn reason(item: &Item) -> String {
    let unknown = item.monthly.as_ref().err().map(ToString::to_string).unwrap_or_default();
    match &item.note {
        Some(note) => format!("{unknown}: {note}"),
        None => unknown,
    }
}

fn as_json(blueprint: &Blueprint, estimate: &Estimate, assumed: &Assumed) -> Json {
    let items = estimate.items.iter().map(|item| {
        json!({
            "address": item.address,
            "module": item.module,
            "what": &*item.what,
            "quantity": item.quantity,
            "unit": item.price.as_ref().map(|price| &*price.unit),
            "price": item.price.as_ref().map(|price| json!({
                "usd": price.usd, "region": &*price.region, "date": &*price.date,
                "seen_in": &*price.seen_in, "url": &*price.url,
            })),
            "monthly": item.monthly.as_ref().ok(),
            "unknown": item.monthly.as_ref().err().map(ToString::to_string),
            "note": item.note,
        })
    });
    let free =
        estimate.free.iter().map(|free| json!({"type": &*free.kind, "count": free.count, "reason": free.reason}));
    let assumptions = &blueprint.costs().assumptions().quantities;
    let assumed = assumed.iter().map(|(name, value)| {
        let unit = assumptions.get(name).map(|quantity| quantity.unit.as_str());
        (name.to_string(), json!({"value": value, "unit": unit}))
    });
    json!({
        "total": estimate.total,
        "complete": estimate.complete,
        "items": items.collect::<Vec<_>>(),
        "free": free.collect::<Vec<_>>(),
        "assumed": assumed.collect::<Map<_, _>>(),
    })
}
