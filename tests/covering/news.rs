//! Few roots of designs that hold, together, what all of them hold: every value, and every pair of values of two options.
//! What a root has is decided by its own values alone, and the environments are one module: a pair that one had need not be
//! had by another. Their kind is among the options, so that each kind is seen with each value that is paired.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use landform::design::{Design, RootId};

use super::pairs::Cell;
use super::{BLUEPRINT, Designs};

/// A design with those of its roots that something is to be learnt of.
pub type Roots<'a> = (&'a Design, Vec<RootId>);

/// Values of two options of a module, by number; a value with itself stands for the value.
type Pair = (usize, usize);

/// What an environment's kind is called among its options.
const KIND: &str = "kind";

/// What was held so far.
#[derive(Debug)]
pub struct News<'a> {
    designs: &'a Designs,
    /// Numbers of the options' values, by their names and texts.
    numbers: BTreeMap<(String, String), usize>,
    /// By the module's directory.
    held: BTreeMap<&'static str, BTreeSet<Pair>>,
}

impl<'a> News<'a> {
    /// Nothing was held yet.
    pub fn of(designs: &'a Designs) -> News<'a> {
        let values = designs
            .columns
            .iter()
            .flat_map(|column| column.values.iter().map(|value| (column.name.clone(), value.to_string())));
        let kinds = BLUEPRINT.presets.kinds.iter().map(|kind| (KIND.to_owned(), kind.to_string()));
        let values: BTreeSet<(String, String)> = values.chain(kinds).collect();
        let numbers = values.into_iter().zip(0..).collect();
        News { designs, numbers, held: BTreeMap::new() }
    }

    /// A root of a design is looked at.
    pub fn hold(&mut self, design: &Design, root: &RootId) {
        let pairs = self.pairs(design, root);
        self.held.entry(root.blueprint_dir()).or_default().extend(pairs);
    }

    /// Leaves of some roots those that need be looked at for something that is new: each time the one that has most. They are
    /// held then.
    pub fn fewest(&mut self, roots: &mut [Roots<'_>]) {
        let all = roots.iter().flat_map(|(design, roots)| roots.iter().map(move |root| (*design, root)));
        let all: Vec<(&'static str, Vec<Pair>)> =
            all.map(|(design, root)| (root.blueprint_dir(), self.pairs(design, root))).collect();
        // What is new of a root only ever grows less: whoever still leads when counted again, leads.
        let mut queue: BinaryHeap<(usize, Reverse<usize>)> =
            all.iter().zip(0..).map(|((_, pairs), place)| (pairs.len(), Reverse(place))).collect();
        let mut needed = vec![false; all.len()];
        while let Some((_, Reverse(place))) = queue.pop() {
            let (module, pairs) = &all[place];
            let held = self.held.entry(module).or_default();
            let new = pairs.iter().filter(|pair| !held.contains(pair)).count();
            if queue.peek().is_some_and(|&(next, _)| next > new) {
                queue.push((new, Reverse(place)));
            } else if new > 0 {
                held.extend(pairs);
                needed[place] = true;
            }
        }
        let mut needed = needed.into_iter();
        roots.iter_mut().for_each(|(_, roots)| roots.retain(|_| needed.next() == Some(true)));
    }

    /// What a root has of what is asked for: of a rare value no pairs.
    fn pairs(&self, design: &Design, root: &RootId) -> Vec<Pair> {
        let kind = design.stem(root).and_then(|kind| self.numbers.get(&(KIND.to_owned(), kind.to_owned())));
        let mut paired: Vec<usize> = kind.into_iter().copied().collect();
        let mut pairs = Vec::new();
        for (number, column) in self.designs.columns.iter().enumerate() {
            let chosen = if column.is_of(&BLUEPRINT, root) { design.get(&BLUEPRINT, root, &column.name) } else { None };
            let Some(value) = chosen.and_then(|chosen| column.values.iter().position(|value| *value == chosen)) else {
                continue;
            };
            let own = self.numbers[&(column.name.clone(), column.values[value].to_string())];
            pairs.push((own, own));
            if !self.designs.rare.contains(&Cell { column: number, value }) {
                pairs.extend(paired.iter().map(|&other| (own.min(other), own.max(other))));
                paired.push(own);
            }
        }
        pairs
    }
}
