//! The designs that everything is tried on: in the sound ones every pair of values occurs that the rules let stand
//! together, in the broken ones every other pair.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use landform::blueprint::Blueprint;
use landform::design::{Design, RootId, tfvars};
use landform::terraform::diagnostic::Diagnostic;
use landform::terraform::plan::{Plan, Root, evaluate};
use landform::terraform::source::SourceFile;

use crate::covering::{Cell, Covering, Row, cells};
use crate::options::{Column, Samples, columns};

pub static BLUEPRINT: LazyLock<Blueprint> =
    LazyLock::new(|| Blueprint::embedded().unwrap_or_else(|error| panic!("{error}")));

/// The covering set.
pub static DESIGNS: LazyLock<Designs> = LazyLock::new(|| Designs::of(&BLUEPRINT));

/// Designs, and what they cover.
#[derive(Debug)]
pub struct Designs {
    pub columns: Vec<Column>,
    /// Without problems. The first hold the most pairs.
    pub sound: Vec<Design>,
    /// In so many of the first of them every value occurs that the rules let stand.
    pub with_every_value: usize,
    /// With the pairs that occur in none without problems. The first hold the most.
    pub broken: Vec<Design>,
    /// How many pairs of values of two options there are.
    pub pairs: usize,
    /// How many of them the rules let stand together.
    pub sound_pairs: usize,
}

impl Designs {
    fn of(blueprint: &Blueprint) -> Designs {
        let columns = columns(blueprint, &Samples::read());
        let sizes: Vec<usize> = columns.iter().map(|column| column.values.len()).collect();
        let mut covering = Covering::new(&sizes);
        let rules = Rules { blueprint, columns: &columns };
        let mut rows = 0;
        let sound = covering.extend(|row| {
            rows += 1;
            if rows % 50 == 0 {
                crate::say(format_args!("covering designs: {rows} tried"));
            }
            rules.judge(row)
        });
        let pairs = covering.pairs();
        let sound_pairs = pairs - sound.impossible.len();
        let broken = covering.extend(|_| Vec::new());
        assert_eq!(covering.missing(), [], "every pair of values of two options occurs");
        let mut first = Vec::new();
        let mut seen = BTreeSet::new();
        let mut rest = sound.rows;
        // Every value early: what is too slow for all designs is run on the first.
        while let Some((most, i)) =
            rest.iter().enumerate().map(|(i, row)| (new(&seen, row), i)).max_by_key(|&(n, i)| (n, Reverse(i)))
            && most > 0
        {
            seen.extend(cells(&rest[i]));
            first.push(rest.remove(i));
        }
        let with_every_value = first.len();
        let sound: Vec<Row> = first.into_iter().chain(rest).collect();
        let designs = |rows: &[Row]| rows.iter().map(|row| design(blueprint, &columns, row)).collect();
        let (sound, broken) = (designs(&sound), designs(&broken.rows));
        Designs { columns, sound, with_every_value, broken, pairs, sound_pairs }
    }
}

/// How many values of a row were not seen.
fn new(seen: &BTreeSet<Cell>, row: &[usize]) -> usize {
    cells(row).filter(|cell| !seen.contains(cell)).count()
}

/// The design that a row of values stands for.
fn design(blueprint: &Blueprint, columns: &[Column], row: &[usize]) -> Design {
    let mut design = Design::new(blueprint);
    for (column, &value) in columns.iter().zip(row) {
        let fitted = design.set(blueprint, &column.root, &column.name, &column.values[value]);
        fitted.unwrap_or_else(|error| panic!("{error}"));
    }
    design
}

/// The plan of one root of a design.
pub fn plan(blueprint: &Blueprint, design: &Design, root: &RootId) -> Plan {
    let file = Arc::new(SourceFile::new(&root.tfvars_path(), &tfvars::render(blueprint, design, root)));
    let shown_as = root.repository_dir();
    evaluate(&blueprint.configuration, &Root { dir: root.blueprint_dir(), shown_as: &shown_as, tfvars: Some(&file) })
}

/// Which values cannot stand together, found out by asking for plans.
struct Rules<'a> {
    blueprint: &'a Blueprint,
    columns: &'a [Column],
}

impl Rules<'_> {
    /// For each problem of a row the values that make it.
    fn judge(&self, row: &[usize]) -> Vec<Vec<Cell>> {
        let design = design(self.blueprint, self.columns, row);
        let mut wrong: Vec<Vec<Cell>> = Vec::new();
        for root in self.blueprint.roots() {
            for diagnostic in plan(self.blueprint, &design, root).diagnostics {
                let cells = self.explain(root, row, &diagnostic);
                // Of two explanations the one that the other includes says it all.
                if !wrong.iter().any(|other| other.iter().all(|cell| cells.contains(cell))) {
                    wrong.retain(|other| !cells.iter().all(|cell| other.contains(cell)));
                    wrong.push(cells);
                }
            }
        }
        wrong
    }

    /// The values of a row that make a problem: those of the options that it is about.
    fn explain(&self, root: &RootId, row: &[usize], diagnostic: &Diagnostic) -> Vec<Cell> {
        let about = |column: &Column| self.is_of(column, root) && diagnostic.inputs.iter().any(|i| **i == *column.name);
        let explanation: Vec<Cell> = cells(row).filter(|cell| about(&self.columns[cell.column])).collect();
        assert!(!explanation.is_empty(), "{root}: no option is named that could mend it: {diagnostic:?}");
        explanation
    }

    fn is_of(&self, column: &Column, root: &RootId) -> bool {
        column.root == *root
            || self
                .blueprint
                .presented(root, &column.name)
                .is_some_and(|presented| presented.scope == landform::design::Scope::Shared)
    }
}

/// How many pairs the designs hold, and that none of the sound ones has a problem.
#[test]
fn every_pair_of_values_of_two_options_occurs() {
    let Designs { columns, sound, with_every_value, broken, pairs, sound_pairs } = &*DESIGNS;
    let values: usize = columns.iter().map(|column| column.values.len()).sum();
    crate::say(format_args!(
        "{} options with {values} values make {pairs} pairs of two; {} designs without problems hold the {sound_pairs} that the rules let stand together, the first {with_every_value} of them every value; {} with problems hold the other pairs",
        columns.len(),
        sound.len(),
        broken.len(),
    ));
    for design in sound {
        let problems = landform::design::evaluate(&BLUEPRINT, design);
        assert!(problems.problems().is_empty(), "{:?}", problems.problems());
    }
    let without = broken.iter().filter(|d| landform::design::evaluate(&BLUEPRINT, d).problems().is_empty()).count();
    assert_eq!(without, 0, "a pair was held to be impossible and is not");
}
