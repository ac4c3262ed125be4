//! A control of the form: an option in a column.

use std::fmt;

use crate::design::{Form, Group, OptionSpec, RootId, Scope};
use crate::terraform::types::Str;

/// What a control writes to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// One root.
    Root(RootId),
    /// Every root that declares the variable.
    Shared,
}

/// A control of the form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell {
    /// What it writes to.
    pub column: Column,
    /// The variable.
    pub option: Str,
}

impl Cell {
    /// The control in which an option of a root is chosen.
    pub fn of(option: &OptionSpec, root: &RootId) -> Cell {
        let column = if option.scope == Scope::Shared { Column::Shared } else { Column::Root(root.clone()) };
        Cell { column, option: option.name.clone() }
    }

    /// The controls of an option in a design of those roots, in their order.
    pub fn all(option: &OptionSpec, roots: &[RootId]) -> Vec<Cell> {
        let own = roots.iter().filter(|root| option.is_of(root));
        let mut cells: Vec<Cell> = own.map(|root| Cell::of(option, root)).collect();
        cells.dedup();
        cells
    }

    /// Those of the roots whose variable it writes.
    pub fn roots<'a>(&'a self, option: &'a OptionSpec, roots: &'a [RootId]) -> impl Iterator<Item = &'a RootId> {
        let own = roots.iter().filter(|root| option.is_of(root));
        own.filter(|root| match &self.column {
            Column::Root(of) => of == *root,
            Column::Shared => true,
        })
    }

    /// What it is called by those who do not see the table around it: `NAT gateways, prod`.
    pub fn name(&self, title: &str) -> String {
        match &self.column {
            Column::Root(root @ RootId::Environment(_)) => format!("{title}, {root}"),
            _ => title.to_owned(),
        }
    }
}

impl Cell {
    /// The option of a control that is written so.
    pub fn option_of(written: &str) -> Str {
        written.rsplit_once('.').map_or(written, |(_, option)| option).into()
    }
}

/// `prod.nat_mode`, `shared.project`.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.column {
            Column::Root(root) => write!(f, "{root}.{}", self.option),
            Column::Shared => write!(f, "shared.{}", self.option),
        }
    }
}

/// What an option is called where its group is not seen: its label, with the group where another has the same.
pub fn title(form: &Form, group: &Group, option: &OptionSpec) -> String {
    match form.options().filter(|other| other.label == option.label).count() {
        0 | 1 => option.label.clone(),
        _ => format!("{} ({})", option.label, group.title),
    }
}

/// How many colours there are for environments.
const HUES: usize = 6;

/// The number of an environment's colour: its place among the environments; none for what exists once.
pub fn hue(roots: &[RootId], root: &RootId) -> Option<usize> {
    environments(roots).iter().position(|other| other == root).map(|place| place % HUES)
}

/// The environments, in order: the columns of the form.
pub fn environments(roots: &[RootId]) -> Vec<RootId> {
    roots.iter().filter(|root| root.environment_name().is_some()).cloned().collect()
}

/// Whether an option is what somebody looks for: every word is in its label, its name, its description or its group's title.
pub fn matches(group: &Group, option: &OptionSpec, sought: &str) -> bool {
    let text = format!("{} {} {} {}", group.title, option.label, option.name, option.description).to_lowercase();
    sought.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn a_shared_option_has_one_control_and_others_one_in_each_environment() {
        let blueprint = fixture::blueprint();
        let (form, roots) = (Form::of(&blueprint), blueprint.roots().cloned().collect::<Vec<_>>());
        let cells: Vec<Vec<String>> =
            form.options().map(|option| Cell::all(option, &roots).iter().map(ToString::to_string).collect()).collect();
        assert_eq!(cells, [vec!["shared.owner"], vec!["dev.port", "prod.port"]]);
        assert_eq!(environments(&roots), [RootId::environment("dev"), RootId::environment("prod")]);
        assert_eq!(hue(&roots, &RootId::environment("prod")), Some(1));
        assert_eq!(hue(&roots, &RootId::Bootstrap), None);
    }

    #[test]
    fn names_are_told_apart() {
        let blueprint = fixture::blueprint();
        let (mut form, roots) = (Form::of(&blueprint), blueprint.roots().cloned().collect::<Vec<_>>());
        let name = |form: &Form| {
            let group = &form.groups[0];
            let option = &group.options[1];
            Cell::all(option, &roots)[1].name(&title(form, group, option))
        };
        assert_eq!(name(&form), "Port, prod");
        let other = form.groups[0].options[1].clone();
        form.groups[0].options.push(other);
        assert_eq!(name(&form), "Port (All), prod");
    }

    #[test]
    fn every_word_that_is_sought_must_be_found() {
        let form = Form::of(&fixture::blueprint());
        let (group, port) = (&form.groups[0], &form.groups[0].options[1]);
        for (sought, found) in [("", true), ("PORT", true), ("all port", true), ("port owner", false)] {
            assert_eq!(matches(group, port, sought), found, "{sought}");
        }
    }
}
