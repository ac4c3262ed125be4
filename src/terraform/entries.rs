//! Ordered maps and sets from what comes in any order.
//!
//! `collect` does the same by sorting first, and brings a sort of its own into every place that it is called from: together
//! a twelfth of the site. Put in one by one, entries need none.

use std::collections::{BTreeMap, BTreeSet};

/// A map; of entries with the same key the last one stays.
pub fn map<K: Ord, V>(entries: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(entries);
    map
}

/// A set.
pub fn set<K: Ord>(members: impl IntoIterator<Item = K>) -> BTreeSet<K> {
    let mut set = BTreeSet::new();
    set.extend(members);
    set
}
