//! What became of the environments from one design to another.

use crate::design::Design;
use crate::terraform::types::Str;

/// What became of an environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EnvironmentChange {
    /// There is another one.
    Added(Str),
    /// It is there no more.
    Removed(Str),
    /// It has another name, and all else is as it was.
    Renamed {
        /// Before.
        from: Str,
        /// Now.
        to: Str,
    },
    /// It is of another kind.
    Kind(Str),
    /// It stands elsewhere in the order.
    Moved(Str),
}

/// Every environment of which something became, in the order of the new design; those that went, last.
pub fn environments(old: &Design, new: &Design) -> Vec<EnvironmentChange> {
    let added: Vec<&Str> = new.environments.keys().filter(|name| !old.environments.contains_key(*name)).collect();
    let removed: Vec<&Str> = old.environments.keys().filter(|name| !new.environments.contains_key(*name)).collect();
    if let ([to], [from]) = (added.as_slice(), removed.as_slice())
        && old.environments.get(*from) == new.environments.get(*to)
    {
        return vec![EnvironmentChange::Renamed { from: (*from).clone(), to: (*to).clone() }];
    }
    let kind = |(name, environment): (&Str, &crate::design::Environment)| {
        let before = old.environments.get(name)?;
        (before.kind != environment.kind).then(|| EnvironmentChange::Kind(name.clone()))
    };
    let mut changes: Vec<EnvironmentChange> =
        added.iter().map(|name| EnvironmentChange::Added((*name).clone())).collect();
    changes.extend(new.environments.iter().filter_map(kind));
    changes.extend(moved(old, new).map(EnvironmentChange::Moved));
    changes.extend(removed.into_iter().map(|name| EnvironmentChange::Removed(name.clone())));
    changes
}

/// Of the environments that both have, the one that stands elsewhere; the first that differs where several do.
fn moved(old: &Design, new: &Design) -> Option<Str> {
    let order = |design: &Design, other: &Design| -> Vec<Str> {
        design.environments.keys().filter(|name| other.environments.contains_key(*name)).cloned().collect()
    };
    let (before, after) = (order(old, new), order(new, old));
    let differ = before.iter().zip(&after).find(|(before, after)| before != after).map(|(_, after)| after.clone());
    let without = |names: &[Str], name: &Str| names.iter().filter(|other| *other != name).cloned().collect::<Vec<_>>();
    let alone = |name: &&Str| without(&before, name) == without(&after, name);
    differ.map(|first| after.iter().find(alone).cloned().unwrap_or(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blueprint::Blueprint;

    #[test]
    fn what_became_of_each_is_told() {
        let blueprint = Blueprint::embedded().unwrap();
        let old = Design::new(&blueprint);
        let told = |change: &dyn Fn(&mut Design)| {
            let mut new = old.clone();
            change(&mut new);
            environments(&old, &new).iter().map(|change| format!("{change:?}")).collect::<Vec<_>>()
        };
        let add = |design: &mut Design| design.add(&blueprint, "qa", "staging").unwrap();
        assert_eq!(told(&|_| ()), Vec::<String>::new());
        assert_eq!(told(&add), ["Added(\"qa\")"]);
        assert_eq!(told(&|new| new.remove("dev").unwrap()), ["Removed(\"dev\")"]);
        let rename = |new: &mut Design| new.rename(&blueprint, "prod", "live").unwrap();
        assert_eq!(told(&rename), ["Renamed { from: \"prod\", to: \"live\" }"]);
        assert_eq!(told(&|new| new.move_to(&blueprint, "prod", 0).unwrap()), ["Moved(\"prod\")"]);
        let both = |new: &mut Design| {
            add(new);
            rename(new);
        };
        assert_eq!(told(&both), ["Added(\"qa\")", "Added(\"live\")", "Removed(\"prod\")"]);
    }
}
