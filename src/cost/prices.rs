//! `prices.csv`: what AWS asks for one unit of an item in a region, when that was seen, and where.
//!
//! Invariant: a price stands in the table or it is not known. Nothing is derived from another region or size.

use std::collections::BTreeMap;

use super::CostError;
use super::decimal::Decimal;
use crate::terraform::functions;
use crate::terraform::types::{Str, Type};
use crate::terraform::value::Value;

/// The table, by item and region.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prices {
    rows: BTreeMap<(Str, Str), Price>,
    /// What the quantity of each item counts in.
    units: BTreeMap<Str, Str>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// What is sold: `nat_gateway`.
    pub item: Str,
    /// What its quantity counts in: `hour`, `GB-month`.
    pub unit: Str,
    /// The region: `us-east-1`.
    pub region: Str,
    /// US dollars for one unit, on demand, before tax.
    pub usd: Decimal,
    /// When it held: `2026-08-31`, or the month or year alone.
    pub date: Str,
    /// Where it was seen: `price file` is AWS's own.
    pub seen_in: Str,
    /// Where AWS publishes it.
    pub url: Str,
}

impl Prices {
    /// Reads the table.
    pub fn parse(text: &str) -> Result<Prices, CostError> {
        let mut prices = Prices::default();
        for row in rows(text)? {
            let field = |name: &'static str| {
                let value = row.get(name).and_then(|value| value.as_str().map(Str::from));
                value.filter(|value| !value.is_empty()).ok_or_else(|| CostError::Prices(format!("a row has no {name}")))
            };
            let (item, region, usd) = (field("item")?, field("region")?, field("usd")?);
            let wrong = |what: &str| CostError::Prices(format!("{item} in {region} {what}"));
            let price = Price {
                usd: usd
                    .parse()
                    .ok()
                    .filter(|usd: &Decimal| !usd.is_negative())
                    .ok_or_else(|| wrong("has no price"))?,
                unit: field("unit")?,
                date: field("date")?,
                seen_in: field("seen_in")?,
                url: field("url")?,
                item: item.clone(),
                region: region.clone(),
            };
            if *prices.units.entry(item.clone()).or_insert_with(|| price.unit.clone()) != price.unit {
                return Err(wrong("counts in another unit than elsewhere"));
            }
            if prices.rows.insert((item.clone(), region.clone()), price).is_some() {
                return Err(wrong("stands there twice"));
            }
        }
        Ok(prices)
    }

    /// The price of an item in a region.
    pub fn get(&self, item: &str, region: &str) -> Option<&Price> {
        self.rows.get(&(item.into(), region.into()))
    }

    /// What the quantity of an item counts in; none when no region has a price of it.
    pub fn unit(&self, item: &str) -> Option<&Str> {
        self.units.get(item)
    }

    /// Every row, by item and region.
    pub fn iter(&self) -> impl Iterator<Item = &Price> {
        self.rows.values()
    }
}

/// The rows, as Terraform's `csvdecode` reads them.
fn rows(text: &str) -> Result<Vec<Value>, CostError> {
    let decode = functions::lookup("csvdecode").ok_or_else(|| CostError::Prices("csvdecode is missing".into()))?;
    let rows = decode.call(&[Value::string(text)]).map_err(|fault| CostError::Prices(fault.message))?;
    debug_assert!(matches!(rows.ty(), Type::List(_)));
    Ok(rows.as_elements().unwrap_or_default().to_vec())
}
