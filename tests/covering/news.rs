//! Which root of a design holds something that no root of that name held before: a value, or a pair of values of two
//! options. What a root has is decided by its own options alone.

use std::collections::{BTreeMap, HashSet};

use landform::design::{Design, RootId};

use super::pairs::Cell;
use super::{BLUEPRINT, Designs};

/// The values and pairs that were held so far.
#[derive(Debug)]
pub struct News<'a> {
    designs: &'a Designs,
    held: BTreeMap<RootId, HashSet<(Cell, Cell)>>,
}

impl News<'_> {
    /// Nothing was held yet.
    pub fn of(designs: &Designs) -> News<'_> {
        News { designs, held: BTreeMap::new() }
    }

    /// Whether a root of a design holds something new; from now on that was held.
    pub fn holds(&mut self, design: &Design, root: &RootId) -> bool {
        let columns = self.designs.columns.iter().enumerate();
        let cells: Vec<Cell> = columns
            .filter(|(_, column)| column.is_of(&BLUEPRINT, root))
            .filter_map(|(i, column)| {
                let chosen = design.get(&BLUEPRINT, &column.root, &column.name).unwrap_or_default();
                let value = column.values.iter().position(|value| *value == chosen)?;
                Some(Cell { column: i, value })
            })
            .collect();
        let rare = |cell: &Cell| self.designs.rare.contains(cell);
        let held = self.held.entry(root.clone()).or_default();
        let before = held.len();
        for (i, a) in cells.iter().enumerate() {
            held.insert((*a, *a));
            if !rare(a) {
                held.extend(cells[i + 1..].iter().filter(|b| !rare(b)).map(|b| (*a, *b)));
            }
        }
        held.len() > before
    }
}
