//! Which controls do nothing, because another option is not what they need: `when` in the blueprint's presentation.

use std::collections::BTreeSet;

use super::Cell;
use crate::design::{Evaluation, Form, OptionSpec, RootId};

/// The controls that do nothing in any root that they write to, as the evaluation has it.
pub fn idle(form: &Form, roots: &[RootId], evaluation: &Evaluation) -> BTreeSet<Cell> {
    let asked = form.options().filter(|option| option.when.is_some());
    asked
        .flat_map(|option| Cell::all(option, roots).into_iter().filter(|cell| !works(option, cell, roots, evaluation)))
        .collect()
}

/// A root that has not been evaluated yet says nothing against it.
fn works(option: &OptionSpec, cell: &Cell, roots: &[RootId], evaluation: &Evaluation) -> bool {
    cell.roots(option, roots).any(|root| evaluation.root(root).is_none_or(|root| option.is_in_use(&root.plan)))
}

/// The options that an option's condition asks for, in its order, each with its control in the same column.
pub fn needed<'f>(form: &'f Form, option: &OptionSpec, root: &RootId) -> Vec<(&'f OptionSpec, Cell)> {
    let names = option.when.iter().flat_map(|when| when.variables());
    names.filter_map(|name| form.option(root, name)).map(|needed| (needed, Cell::of(needed, root))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blueprint::Blueprint;
    use crate::design::{Design, evaluate};

    #[test]
    fn what_needs_the_database_does_nothing_where_there_is_none() {
        let blueprint = Blueprint::embedded().unwrap();
        let (form, mut design) = (Form::of(&blueprint), Design::new(&blueprint));
        let roots: Vec<RootId> = design.roots(&blueprint).collect();
        let dev = RootId::environment("dev");
        let idle_now = |design: &Design| idle(&form, &roots, &evaluate(&blueprint, design));
        let before = idle_now(&design);
        design.set(&blueprint, &dev, "db_enabled", &false.into()).unwrap();
        let after = idle_now(&design);
        let more: Vec<String> = after.difference(&before).map(ToString::to_string).collect();
        assert!(more.iter().any(|cell| cell == "dev.db_multi_az"), "{more:?}");
        assert!(more.iter().all(|cell| cell.starts_with("dev.") && !cell.ends_with(".db_enabled")), "{more:?}");
        let standby = form.option(&dev, "db_multi_az").unwrap();
        let needed: Vec<String> = needed(&form, standby, &dev).iter().map(|(_, cell)| cell.to_string()).collect();
        assert_eq!(needed, ["dev.db_enabled"]);
    }
}
