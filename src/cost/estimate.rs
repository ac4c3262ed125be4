//! From a plan to its line items.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

use super::decimal::{Decimal, Money};
use super::prices::Price;
use super::table::{self, ItemRule, Rule};
use super::{Assumed, Costs};
use crate::terraform::config::Located;
use crate::terraform::eval::{Scope, Unresolved, evaluate};
use crate::terraform::number::Number;
use crate::terraform::plan::{Mode, Plan, PlannedResource};
use crate::terraform::types::Str;
use crate::terraform::value::{Data, Value};

/// What a root costs in a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    /// In the plan's order.
    pub items: Vec<Item>,
    /// What costs nothing, by resource type.
    pub free: Vec<Free>,
    /// The sum of the known amounts.
    pub total: Money,
    /// Whether every amount is known, and nothing of the plan is missing. Otherwise the total is the least that it will be.
    pub complete: bool,
    /// Whether the plan has errors: something may be missing of it.
    pub broken: bool,
}

/// Something that is paid for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The resource: `module.network.aws_nat_gateway.this["a"]`.
    pub address: String,
    /// Its module: `module.network`; empty in the root module.
    pub module: String,
    /// Its type: `aws_nat_gateway`.
    pub kind: Str,
    /// What of it, in words.
    pub what: Str,
    /// How many units.
    pub quantity: Option<Decimal>,
    /// What a unit costs, and what a unit is.
    pub price: Option<Price>,
    /// In US dollars, or why there is no amount.
    pub monthly: Result<Money, Unknown>,
    /// What was assumed, in words.
    pub note: Option<String>,
    /// The assumptions on use that the quantity depends on.
    pub uses: Vec<Str>,
}

/// Why an amount is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The table has no price of it.
    Price {
        /// `rds_postgres_db.r7g.large_single`
        item: Str,
        /// `eu-west-1`
        region: Str,
    },
    /// How much of it there is depends on what only apply, or use, will tell.
    Quantity,
    /// The table does not say what of this resource type is paid for.
    Rule,
    /// It is more than can be counted.
    TooLarge,
    /// The table's own expression failed.
    Failed(String),
}

impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unknown::Price { item, region } => write!(f, "no price known of {item} in {region}"),
            Unknown::Quantity => f.write_str("quantity not known"),
            Unknown::Rule => f.write_str("not known what of it is paid for"),
            Unknown::TooLarge => f.write_str("too large"),
            Unknown::Failed(why) => f.write_str(why),
        }
    }
}

/// Resources that cost nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Free {
    /// Their type.
    pub kind: Str,
    /// How many.
    pub count: usize,
    /// Why.
    pub reason: String,
}

/// Items of one kind in one module, together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How many resources.
    pub count: usize,
    /// The first of the items, with the sums of quantity and amount.
    pub item: Item,
}

/// What a module costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Its address; empty for the root module.
    pub module: String,
    /// The sum of the known amounts.
    pub total: Money,
    /// Whether every amount is known.
    pub complete: bool,
}

/// A module's address as people say it: `network`, `rds`, `root module`.
pub fn place(module: &str) -> String {
    match module {
        "" => "root module".to_owned(),
        _ => module.replace("module.", "").replace("[0]", ""),
    }
}

impl Estimate {
    /// Of a plan that makes nothing.
    pub fn nothing() -> Estimate {
        Estimate { complete: true, ..Estimate::default() }
    }

    /// The items, those of equal resources of a module together, in the plan's order.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for item in &self.items {
            let same = |line: &&mut Line| {
                let other = &line.item;
                (&other.module, &other.kind, &other.what, &other.price, &other.note, other.monthly.is_ok())
                    == (&item.module, &item.kind, &item.what, &item.price, &item.note, item.monthly.is_ok())
            };
            match lines.iter_mut().find(same) {
                Some(Line { count, item: sum }) => {
                    *count += 1;
                    sum.quantity = sum.quantity.zip(item.quantity).and_then(|(a, b)| a.plus(b));
                    if let (Ok(sum), Ok(more)) = (&mut sum.monthly, &item.monthly) {
                        *sum = *sum + *more;
                    }
                }
                None => lines.push(Line { count: 1, item: item.clone() }),
            }
        }
        lines
    }

    /// What each module costs, the dearest first.
    pub fn by_module(&self) -> Vec<Share> {
        let mut shares: BTreeMap<&str, Share> = BTreeMap::new();
        for item in &self.items {
            let share = shares.entry(&item.module).or_insert_with(|| Share {
                module: item.module.clone(),
                total: Money::ZERO,
                complete: true,
            });
            match item.monthly {
                Ok(amount) => share.total = share.total + amount,
                Err(_) => share.complete = false,
            }
        }
        let mut shares: Vec<Share> = shares.into_values().collect();
        shares.sort_by_key(|share| -share.total);
        shares
    }

    /// The items without an amount.
    pub fn unknown(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.monthly.is_err())
    }

    /// The prices that were used, by item and region.
    pub fn prices(&self) -> BTreeMap<(&str, &str), &Price> {
        let prices = self.items.iter().filter_map(|item| item.price.as_ref());
        prices.map(|price| ((&*price.item, &*price.region), price)).collect()
    }
}

/// What a plan costs under these assumptions.
pub fn estimate(costs: &Costs, plan: &Plan, assumed: &Assumed) -> Estimate {
    let managed = plan.resources.iter().filter(|resource| resource.mode == Mode::Managed);
    let managed: Vec<Counted<'_>> = managed.map(|resource| (resource, countable(&resource.value))).collect();
    let usage = Value::object(assumed.iter().map(|(name, value)| (name.clone(), number(*value))));
    let mut items = Vec::new();
    let mut free: BTreeMap<(Str, String), usize> = BTreeMap::new();
    let shared =
        Names { resources: &managed, own: None, usage: &usage, hours: costs.table.hours, locals: RefCell::default() };
    shared.learn(&costs.table.locals);
    let locals = shared.locals.take();
    for own in &managed {
        let resource = own.0;
        let Some(rule) = costs.table.resources.get(&resource.kind) else {
            items.push(blank(resource, "Not known", Unknown::Rule));
            continue;
        };
        let locals = RefCell::new(locals.clone());
        let names = Names { own: Some(own), locals, ..shared };
        let found = of_resource(costs, rule, resource, &names);
        if found.is_empty() {
            let reason = rule.free.clone().unwrap_or_else(|| "nothing of it is paid for".to_owned());
            *free.entry((resource.kind.clone(), reason)).or_default() += 1;
        }
        items.extend(found);
    }
    Estimate {
        total: items.iter().filter_map(|item| item.monthly.as_ref().ok().copied()).sum(),
        broken: plan.has_errors(),
        complete: !plan.has_errors() && items.iter().all(|item| item.monthly.is_ok()),
        free: free.into_iter().map(|((kind, reason), count)| Free { kind, count, reason }).collect(),
        items,
    }
}

fn of_resource(costs: &Costs, rule: &Rule, resource: &PlannedResource, names: &Names<'_>) -> Vec<Item> {
    names.learn(&rule.locals);
    rule.items.iter().filter_map(|rule| item(costs, rule, resource, names)).collect()
}

/// One line; none where it does not apply.
fn item(costs: &Costs, rule: &ItemRule, resource: &PlannedResource, names: &Names<'_>) -> Option<Item> {
    let mut item = blank(resource, &rule.what, Unknown::Quantity);
    item.uses = rule.uses.clone();
    let note = rule.note.as_ref().map(|note| value(note, names));
    item.note = note.and_then(|note| note.ok()?.as_str().map(str::to_owned));
    item.monthly = match applies(rule, names) {
        Ok(false) => return None,
        Ok(true) => amount(costs, rule, names, &mut item),
        Err(unknown) => Err(unknown),
    };
    Some(item)
}

fn applies(rule: &ItemRule, names: &Names<'_>) -> Result<bool, Unknown> {
    let Some(when) = &rule.when else { return Ok(true) };
    let when = value(when, names)?;
    when.as_bool().ok_or(Unknown::Quantity)
}

fn amount(costs: &Costs, rule: &ItemRule, names: &Names<'_>, item: &mut Item) -> Result<Money, Unknown> {
    let quantity = value(&rule.quantity, names)?;
    let price = value(&rule.price, names)?;
    let region = names.own.and_then(|(_, own)| own.get("region"));
    let (Some(name), Some(region)) = (price.as_str(), region.as_ref().and_then(Value::as_str)) else {
        return Err(Unknown::Quantity);
    };
    item.price = costs.prices.get(name, region).cloned();
    if quantity.is_null() || !quantity.is_known() {
        return Err(Unknown::Quantity);
    }
    item.quantity = table::decimal(&quantity);
    let quantity = item.quantity.ok_or(Unknown::TooLarge)?;
    let price = item.price.as_ref().ok_or_else(|| Unknown::Price { item: name.into(), region: region.into() })?;
    quantity.at(price.usd).ok_or(Unknown::TooLarge)
}

/// The value of one of the table's expressions.
fn value(located: &Located, names: &Names<'_>) -> Result<Value, Unknown> {
    let (value, diagnostics) = evaluate(&located.expr, &located.file, names);
    match diagnostics.into_iter().next() {
        None => Ok(value),
        Some(diagnostic) => Err(Unknown::Failed(diagnostic.detail)),
    }
}

fn blank(resource: &PlannedResource, what: &str, unknown: Unknown) -> Item {
    Item {
        address: resource.address.clone(),
        module: resource.module.clone(),
        kind: resource.kind.clone(),
        what: what.into(),
        quantity: None,
        price: None,
        monthly: Err(unknown),
        note: None,
        uses: Vec::new(),
    }
}

fn number(decimal: Decimal) -> Value {
    Value::number(Number::parse(&decimal.to_string()).unwrap_or_else(|| 0_i64.into()))
}

/// The value with every set as a list: two members that are not known yet are two all the same, for AWS gives each its own
/// id, while Terraform must allow for their being equal.
fn countable(value: &Value) -> Value {
    match value.data() {
        Data::Elements(elements) => Value::tuple(elements.iter().map(countable)),
        Data::Entries(entries) => Value::object(entries.iter().map(|(key, value)| (key.clone(), countable(value)))),
        _ => value.clone().unmark().0,
    }
}

/// A planned resource, and what can be counted of its value.
type Counted<'a> = (&'a PlannedResource, Value);

/// What the table's expressions know.
struct Names<'a> {
    /// Those of the root.
    resources: &'a [Counted<'a>],
    /// The one that is asked about; none where that is all of them.
    own: Option<&'a Counted<'a>>,
    usage: &'a Value,
    hours: Decimal,
    locals: RefCell<BTreeMap<Str, Value>>,
}

impl Names<'_> {
    /// Resources by type, as far as a path asks for them.
    fn by_kind(&self, path: &[&str], within: impl Fn(&PlannedResource) -> bool) -> Value {
        let mut found: BTreeMap<Str, Vec<Value>> = BTreeMap::new();
        let asked = |resource: &PlannedResource| path.first().is_none_or(|kind| *kind == &*resource.kind);
        for (resource, value) in self.resources.iter().filter(|(resource, _)| asked(resource) && within(resource)) {
            found.entry(resource.kind.clone()).or_default().push(value.clone());
        }
        Value::object(found.into_iter().map(|(kind, values)| (kind, Value::tuple(values))))
    }

    /// Works out locals, one after the other. What fails is said where it is used.
    fn learn(&self, locals: &[(Str, Located)]) {
        for (name, local) in locals {
            let (value, _) = evaluate(&local.expr, &local.file, self);
            self.locals.borrow_mut().insert(name.clone(), value);
        }
    }
}

impl Scope for Names<'_> {
    fn lookup(&self, root: &str, path: &[&str]) -> Result<(Value, usize), Unresolved> {
        let value = match (root, self.own) {
            ("self", Some((_, value))) => value.clone(),
            ("root", _) => self.by_kind(path, |_| true),
            ("beside", Some((own, _))) => self.by_kind(path, |other| other.module == own.module),
            ("peers", Some((own, _))) => {
                Value::number(self.resources.iter().filter(|(other, _)| other.kind == own.kind).count() as i64)
            }
            ("usage", _) => self.usage.clone(),
            ("hours", _) => number(self.hours),
            ("local", _) => Value::object(self.locals.borrow().clone()),
            _ => {
                return Err(Unresolved::Undeclared {
                    summary: "Reference to an unknown name".into(),
                    detail: format!("costs.hcl knows no {root}."),
                });
            }
        };
        Ok((value, 0))
    }
}
