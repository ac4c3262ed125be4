//! What a plan costs: from planned resources to monthly line items.
//!
//! What of a resource is paid for stands in the blueprint's `costs.hcl`, in Terraform's own expressions on the planned
//! attributes; what a unit costs stands in its `prices.csv`. So nothing about a resource type or an option is written here.
//!
//! Invariants: pure functions of plan, assumptions and tables. No price and no quantity is made up: where one is not known the
//! item has no amount and says why, and the total is the least that it will be. No float: see [`decimal`].

pub mod compare;
pub mod decimal;
pub mod estimate;
pub mod prices;
pub mod savings;
pub mod table;
pub mod template;

use std::collections::BTreeMap;
use std::sync::Arc;

use thiserror::Error;

pub use compare::{Change, Difference, difference};
pub use decimal::{Decimal, Money, shown};
pub use estimate::{Estimate, Free, Item, Line, Share, Unknown, estimate, place};
pub use prices::{Price, Prices};
pub use savings::{Saving, Savings};
pub use table::{Assumptions, Quantity};

use self::table::Table;
use crate::blueprint::Blueprint;
use crate::design::{Design, RootId, RootPlan, Usage};
use crate::terraform::source::{SourceFile, Tree};
use crate::terraform::types::Str;

/// The blueprint's tables: what is paid for, and the prices.
#[derive(Clone, Debug, Default)]
pub struct Costs {
    /// What is paid for.
    pub table: Table,
    /// What a unit costs.
    pub prices: Prices,
}

/// Why the tables cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CostError {
    /// `costs.hcl`
    #[error("costs.hcl:{line}: {what}")]
    Table {
        /// From 1.
        line: usize,
        /// What is wrong there.
        what: String,
    },
    /// `prices.csv`
    #[error("prices.csv: {0}")]
    Prices(String),
}

/// What is assumed of a root's use, by the name of the quantity: every one of the table's.
pub type Assumed = BTreeMap<Str, Decimal>;

impl Costs {
    /// Reads the tables of a blueprint's files; what is missing is empty.
    pub fn of(tree: &Tree) -> Result<Costs, CostError> {
        let empty = Arc::new(SourceFile::new("costs.hcl", ""));
        let prices = tree.get("prices.csv").map(|file| Prices::parse(&file.text)).transpose()?;
        Ok(Costs { table: Table::parse(tree.get("costs.hcl").unwrap_or(&empty))?, prices: prices.unwrap_or_default() })
    }

    /// What can be assumed.
    pub fn assumptions(&self) -> &Assumptions {
        &self.table.assumptions
    }

    /// What is assumed of a root of that kind, of whose use this was said.
    pub fn assumed(&self, kind: &str, usage: Option<&Usage>) -> Assumed {
        let assumptions = self.assumptions();
        let size = usage.and_then(|usage| usage.size.as_ref()).unwrap_or_else(|| assumptions.default_size(kind));
        let value = |(name, quantity): (&Str, &Quantity)| {
            let own = usage.and_then(|usage| usage.own.get(name)).or_else(|| quantity.sizes.get(size));
            (name.clone(), own.copied().unwrap_or_default())
        };
        assumptions.quantities.iter().map(value).collect()
    }
}

/// What a design assumes of a root's use.
pub fn assumed(blueprint: &Blueprint, design: &Design, root: &RootId) -> Assumed {
    blueprint.costs().assumed(design.stem(root).unwrap_or_default(), design.usage.get(root))
}

/// What a root of a design costs.
pub fn of_root(blueprint: &Blueprint, design: &Design, root: &RootPlan) -> Estimate {
    estimate(blueprint.costs(), &root.plan, &assumed(blueprint, design, &root.root))
}
