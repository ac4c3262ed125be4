//! The designs that everything is tried on.
//!
//! Of each option the values that some design may have are told from those that a rule refuses whatever else is chosen. In the
//! sound designs every pair of values of two options occurs that the rules let stand together, and every value. Of an
//! option with many values a few are paired: what the presets have, the first, a middle one and the last; the others are
//! rare and occur at least once. In the broken designs every other pair occurs, every refused value, and every rule is broken.

#![allow(dead_code)]

mod broken;
pub mod news;
pub mod options;
pub mod pairs;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use landform::blueprint::Blueprint;
use landform::design::{Design, RootId, RootPlan, evaluate_root, evaluate_root_again, tfvars};
use landform::terraform::diagnostic::Diagnostic;
use landform::terraform::plan::{Plan, Root, evaluate};
use landform::terraform::source::SourceFile;
use serde_json::Value as Json;

use options::{Column, Samples, columns};
use pairs::{Cell, Covering, Row, cells};

/// So many values of an option are paired at most.
const PAIRED: usize = 4;

/// So many refused values are in one design, so that none hides many others.
const REFUSED_AT_ONCE: usize = 12;

pub static BLUEPRINT: LazyLock<Blueprint> =
    LazyLock::new(|| Blueprint::embedded().unwrap_or_else(|error| panic!("{error}")));

/// The covering set.
pub static DESIGNS: LazyLock<Designs> = LazyLock::new(|| Designs::of(&BLUEPRINT));

/// Designs, and what they cover.
#[derive(Debug)]
pub struct Designs {
    /// Every option with the values that some design may have.
    pub columns: Vec<Column>,
    /// Without problems. The first hold the most values that none before them held.
    pub sound: Vec<Design>,
    /// With problems.
    pub broken: Vec<Design>,
    /// How many pairs of paired values of two options there are.
    pub pairs: usize,
    /// How many of them the rules let stand together.
    pub sound_pairs: usize,
    /// How many values a rule refuses whatever else is chosen.
    pub refused: usize,
    /// Values that no pairs are asked of.
    pub rare: BTreeSet<Cell>,
}

impl Designs {
    fn of(blueprint: &Blueprint) -> Designs {
        let tried = columns(blueprint, &Samples::read());
        let presets = Design::new(blueprint);
        let plans = blueprint.roots().map(|root| evaluate_root(blueprint, &presets, root)).collect();
        let mut sorted = Sorted { plans, ..Sorted::default() };
        for column in &tried {
            sorted.add(blueprint, column);
        }
        let Sorted { columns, refused, rare, .. } = sorted;
        let sizes: Vec<usize> = columns.iter().map(|column| column.values.len()).collect();
        let mut covering = Covering::new(&sizes, &rare);
        let rules = Rules { blueprint, columns: &columns };
        let sound = covering.extend(|row| rules.judge(row));
        let sound_pairs = covering.pairs() - sound.impossible.len();
        let broken = covering.extend(|_| Vec::new());
        assert_eq!(covering.missing(), [], "every pair of values of two options occurs");
        let mut first = Vec::new();
        let mut seen = BTreeSet::new();
        let mut rest = sound.rows;
        // What is too slow for all designs is run on the first.
        while let Some((most, i)) =
            rest.iter().enumerate().map(|(i, row)| (new(&seen, row), i)).max_by_key(|&(n, i)| (n, Reverse(i)))
            && most > 0
        {
            seen.extend(cells(&rest[i]));
            first.push(rest.remove(i));
        }
        let sound: Vec<Row> = first.into_iter().chain(rest).collect();
        let designs =
            |rows: &[Row]| -> Vec<Design> { rows.iter().map(|row| design(blueprint, &columns, row)).collect() };
        let mut all_broken = designs(&broken.rows);
        let at_once = refused.len().div_ceil(REFUSED_AT_ONCE).max(1);
        all_broken.extend((0..at_once).map(|i| with(blueprint, refused.iter().skip(i).step_by(at_once))));
        all_broken.extend(broken::designs(blueprint));
        Designs {
            sound: designs(&sound),
            broken: all_broken,
            pairs: covering.pairs(),
            columns,
            sound_pairs,
            refused: refused.len(),
            rare,
        }
    }

    /// What they hold, in words.
    pub fn summary(&self) -> String {
        let values: usize = self.columns.iter().map(|column| column.values.len()).sum();
        let (options, refused, sound, broken) = (self.columns.len(), self.refused, self.sound.len(), self.broken.len());
        let (pairs, others) = (self.sound_pairs, self.pairs - self.sound_pairs);
        format!(
            "The {options} options, those of dev and of prod each for itself, have {values} values that some design may have, and {refused} that a rule refuses. Beside the presets, {sound} designs without problems hold each of the {values}, and of any two options every pair of values that the rules let stand together, {pairs} pairs; an option with more than {PAIRED} values is paired with its preset, its first, a middle and its last. {broken} designs with problems hold the other {others} pairs and every refused value, and break every rule.",
        )
    }
}

/// The presets, but for some options of some roots.
fn with<'a>(blueprint: &Blueprint, values: impl IntoIterator<Item = &'a (RootId, String, Json)>) -> Design {
    let mut design = Design::new(blueprint);
    for (root, option, value) in values {
        let fitted = design.set(blueprint, root, option, value);
        fitted.unwrap_or_else(|error| panic!("{error}"));
    }
    design
}

/// The values of all options, told from one another by what the rules say of each in the presets.
#[derive(Debug, Default)]
struct Sorted {
    /// The presets' plans, of which a single value changes little.
    plans: Vec<RootPlan>,
    columns: Vec<Column>,
    refused: Vec<(RootId, String, Json)>,
    rare: BTreeSet<Cell>,
}

impl Sorted {
    fn add(&mut self, blueprint: &Blueprint, column: &Column) {
        let mut allowed: Vec<Json> = Vec::new();
        let mut stands_alone = Vec::new();
        for value in &column.values {
            let one = (column.root.clone(), column.name.clone(), value.clone());
            let design = with(blueprint, [&one]);
            let plans = self.plans.iter().filter(|before| column.is_of(blueprint, &before.root));
            let plans = plans.map(|before| evaluate_root_again(blueprint, &design, &before.root, Some(before)));
            let problems: Vec<Diagnostic> = plans.flat_map(|plan| plan.plan.diagnostics.clone()).collect();
            if problems.iter().any(|problem| problem.inputs.iter().all(|input| **input == *column.name)) {
                self.refused.push(one);
                continue;
            }
            stands_alone.extend(problems.is_empty().then_some(allowed.len()));
            allowed.push(value.clone());
        }
        if allowed.len() > PAIRED {
            let last = stands_alone.len().saturating_sub(1);
            let paired = [0, 1, last.div_ceil(2), last].map(|i| stands_alone.get(i).copied());
            let number = self.columns.len();
            let rare = (0..allowed.len()).filter(|&value| !paired.contains(&Some(value)));
            self.rare.extend(rare.map(|value| Cell { column: number, value }));
        }
        if allowed.len() > 1 {
            self.columns.push(Column { values: allowed, ..column.clone() });
        }
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
        let about = |column: &Column| {
            column.is_of(self.blueprint, root) && diagnostic.inputs.iter().any(|i| **i == *column.name)
        };
        let explanation: Vec<Cell> = cells(row).filter(|cell| about(&self.columns[cell.column])).collect();
        assert!(!explanation.is_empty(), "{root}: no option is named that could mend it: {diagnostic:?}");
        explanation
    }
}
