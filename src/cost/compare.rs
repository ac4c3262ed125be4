//! What a change cost or saved.

use super::decimal::Money;
use super::estimate::{Estimate, Item, Unknown};
use crate::terraform::types::Str;

/// From one estimate to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What differs: first what was there before, in its order, then what is new.
    pub changes: Vec<Change>,
    /// The known amounts after, less those before: above zero it costs more.
    pub total: Money,
    /// Whether both amounts of every change are known, and neither plan has errors.
    pub complete: bool,
}

/// An item that is new, gone, or of another amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The resource.
    pub address: String,
    /// What of it.
    pub what: Str,
    /// What it cost; none where it was not there.
    pub before: Option<Result<Money, Unknown>>,
    /// What it costs; none where it is gone.
    pub after: Option<Result<Money, Unknown>>,
}

/// What differs between two estimates.
pub fn difference(before: &Estimate, after: &Estimate) -> Difference {
    let find = |items: &[Item], item: &Item| {
        let same = |other: &&Item| other.address == item.address && other.what == item.what;
        items.iter().find(same).map(|item| item.monthly.clone())
    };
    let change = |item: &Item, before: Option<Result<Money, Unknown>>, after| Change {
        address: item.address.clone(),
        what: item.what.clone(),
        before,
        after,
    };
    let old = before.items.iter().map(|item| change(item, Some(item.monthly.clone()), find(&after.items, item)));
    let new = after.items.iter().map(|item| change(item, find(&before.items, item), Some(item.monthly.clone())));
    let new = new.filter(|change| change.before.is_none());
    let changes: Vec<Change> = old.chain(new).filter(|change| change.before != change.after).collect();
    let known = |amount: &Option<Result<Money, Unknown>>| !matches!(amount, Some(Err(_)));
    Difference {
        total: after.total - before.total,
        complete: !before.broken
            && !after.broken
            && changes.iter().all(|change| known(&change.before) && known(&change.after)),
        changes,
    }
}
