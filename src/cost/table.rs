//! `costs.hcl`: per resource type what of it is paid for, and what is assumed of its use. Read once, with its expressions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;

use super::{CostError, Decimal};
use crate::hcl::expr::Expression;
use crate::hcl::parse_body;
use crate::hcl::structure::Block;
use crate::terraform::config::Located;
use crate::terraform::eval::constant;
use crate::terraform::eval::references::references;
use crate::terraform::source::SourceFile;
use crate::terraform::types::Str;
use crate::terraform::value::Value;

/// What the file says.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The hours of a month.
    pub hours: Decimal,
    /// What is assumed of use.
    pub assumptions: Assumptions,
    /// Values that all resources share, in the file's order; they know the root's resources, use and hours.
    pub locals: Vec<(Str, Located)>,
    /// By resource type.
    pub resources: BTreeMap<Str, Rule>,
}

/// What is assumed of use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assumptions {
    /// The sizes of use, from small to large.
    pub sizes: Vec<Str>,
    /// The size of a root where nobody chose one, by its name.
    default_size: BTreeMap<Str, Str>,
    /// What can be assumed, by name, in the order of the page.
    pub quantities: IndexMap<Str, Quantity>,
}

/// Something that is assumed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// Its name on the page.
    pub label: String,
    /// What it counts in: `GB a month`.
    pub unit: String,
    /// How much it is, by size.
    pub sizes: BTreeMap<Str, Decimal>,
}

/// What of a resource type is paid for.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Values that items share, in the file's order.
    pub locals: Vec<(Str, Located)>,
    /// What may be paid for.
    pub items: Vec<ItemRule>,
    /// Why a resource of which nothing is paid for costs nothing.
    pub free: Option<String>,
}

/// One thing that is paid for.
#[derive(Clone, Debug)]
pub struct ItemRule {
    /// What it is, for people.
    pub what: Str,
    /// Whether it applies.
    pub when: Option<Located>,
    /// The item of the price table.
    pub price: Located,
    /// How many of the price's units.
    pub quantity: Located,
    /// What was assumed.
    pub note: Option<Located>,
    /// The assumptions that the quantity depends on.
    pub uses: Vec<Str>,
}

impl Assumptions {
    /// The most that may be assumed of anything: 10⁹.
    pub fn most() -> Decimal {
        Decimal::from(1_000_000_000)
    }

    /// Whether so much may be assumed: not less than nothing.
    pub fn takes(value: Decimal) -> bool {
        !value.is_negative() && value <= Assumptions::most()
    }

    /// The size of a root of that kind where nobody chose one.
    pub fn default_size(&self, kind: &str) -> &Str {
        static NONE: std::sync::LazyLock<Str> = std::sync::LazyLock::new(|| Str::from(""));
        self.default_size.get(kind).or_else(|| self.sizes.first()).unwrap_or(&NONE)
    }
}

impl Table {
    /// Reads the file.
    pub fn parse(file: &Arc<SourceFile>) -> Result<Table, CostError> {
        let body = parse_body(&file.text).map_err(|errors| {
            let first = errors.first().map(|error| (error.line(&file.text), error.to_string()));
            let (line, what) = first.unwrap_or_default();
            CostError::Table { line, what }
        })?;
        let reader = Reader { file };
        let mut table = Table::default();
        for attribute in body.attributes() {
            let value = reader.constant(&attribute.value)?;
            let wrong = || reader.wrong(&attribute.value, "has no such value");
            match attribute.key.as_str() {
                "hours" => table.hours = decimal(&value).ok_or_else(wrong)?,
                "sizes" => {
                    let sizes = value.as_elements().unwrap_or_default();
                    table.assumptions.sizes = sizes.iter().filter_map(|size| size.as_str().map(Str::from)).collect();
                }
                "default_size" => {
                    let sizes = value.as_entries().into_iter().flatten();
                    let sizes = sizes.map(|(root, size)| Some((root.clone(), Str::from(size.as_str()?))));
                    table.assumptions.default_size = sizes.collect::<Option<_>>().ok_or_else(wrong)?;
                }
                _ => return Err(reader.wrong(&attribute.value, "is not expected here")),
            }
        }
        for block in body.blocks() {
            match (block.ident.as_str(), block.labels.as_slice()) {
                ("usage", [name]) => {
                    let quantity = reader.quantity(block, &table.assumptions.sizes)?;
                    table.assumptions.quantities.insert(name.as_str().into(), quantity);
                }
                ("locals", []) => table.locals.extend(reader.locals(block)),
                ("resource", [kind]) => drop(table.resources.insert(kind.as_str().into(), reader.rule(block)?)),
                _ => return Err(reader.unexpected(block)),
            }
        }
        Ok(table)
    }
}

/// A known number.
pub(super) fn decimal(value: &Value) -> Option<Decimal> {
    Decimal::rounding(&value.as_number()?.to_string())
}

struct Reader<'a> {
    file: &'a Arc<SourceFile>,
}

impl Reader<'_> {
    fn quantity(&self, block: &Block, sizes: &[Str]) -> Result<Quantity, CostError> {
        let text = |name: &str| match self.attribute(block, name) {
            Some(expr) => Ok(self.constant(&expr.expr)?.as_str().map(str::to_owned).unwrap_or_default()),
            None => Err(self.missing(block, name)),
        };
        let given = self.attribute(block, "sizes").ok_or_else(|| self.missing(block, "sizes"))?;
        let given = self.constant(&given.expr)?;
        let of = |size: &Str| Some((size.clone(), decimal(&given.get(size)?)?));
        Ok(Quantity {
            label: text("label")?,
            unit: text("unit")?,
            sizes: sizes.iter().map(of).collect::<Option<_>>().ok_or_else(|| self.missing(block, "size"))?,
        })
    }

    fn rule(&self, block: &Block) -> Result<Rule, CostError> {
        let mut rule = Rule { locals: Vec::new(), items: Vec::new(), free: None };
        for block in block.body.blocks() {
            match (block.ident.as_str(), block.labels.as_slice()) {
                ("locals", []) => rule.locals.extend(self.locals(block)),
                ("item", [what]) => rule.items.push(self.item(block, what.as_str(), &rule.locals)?),
                _ => return Err(self.unexpected(block)),
            }
        }
        if let Some(free) = self.attribute(block, "free") {
            rule.free = self.constant(&free.expr)?.as_str().map(str::to_owned);
        }
        Ok(rule)
    }

    fn locals(&self, block: &Block) -> impl Iterator<Item = (Str, Located)> {
        block.body.attributes().map(|local| (local.key.as_str().into(), self.located(&local.value)))
    }

    fn item(&self, block: &Block, what: &str, locals: &[(Str, Located)]) -> Result<ItemRule, CostError> {
        let required = |name: &str| self.attribute(block, name).ok_or_else(|| self.missing(block, name));
        let quantity = required("quantity")?;
        let mut uses = BTreeSet::new();
        used(&quantity.expr, locals, &mut uses);
        Ok(ItemRule {
            what: what.into(),
            when: self.attribute(block, "when"),
            price: required("price")?,
            quantity,
            note: self.attribute(block, "note"),
            uses: uses.into_iter().collect(),
        })
    }

    fn attribute(&self, block: &Block, name: &str) -> Option<Located> {
        Some(self.located(&block.body.get_attribute(name)?.value))
    }

    fn located(&self, expr: &Expression) -> Located {
        Located { expr: expr.clone(), file: self.file.clone() }
    }

    fn constant(&self, expr: &Expression) -> Result<Value, CostError> {
        constant(expr, self.file).map_err(|diagnostics| {
            self.wrong(expr, diagnostics.first().map_or("is no constant", |diagnostic| &diagnostic.detail))
        })
    }

    fn wrong(&self, expr: &Expression, what: &str) -> CostError {
        let at = expr.span();
        let text = self.file.slice(at.clone());
        CostError::Table { line: self.file.position(at.start).line, what: format!("{text} {what}") }
    }

    fn missing(&self, block: &Block, name: &str) -> CostError {
        let line = self.file.position(block.span().start).line;
        CostError::Table { line, what: format!("{} has no {name}", block.ident.as_str()) }
    }

    fn unexpected(&self, block: &Block) -> CostError {
        let line = self.file.position(block.span().start).line;
        CostError::Table { line, what: format!("a block {} is not expected here", block.ident.as_str()) }
    }
}

/// The assumptions that an expression refers to, itself or by its locals. (A local sees only those before it.)
fn used(expr: &Expression, locals: &[(Str, Located)], found: &mut BTreeSet<Str>) {
    for reference in references(expr) {
        match (reference.root, reference.path.first()) {
            ("usage", Some(name)) => drop(found.insert((*name).into())),
            ("local", Some(name)) => {
                if let Some(at) = locals.iter().position(|(local, _)| &**local == *name) {
                    let (before, rest) = locals.split_at(at);
                    rest.first().into_iter().for_each(|(_, local)| used(&local.expr, before, found));
                }
            }
            _ => {}
        }
    }
}
