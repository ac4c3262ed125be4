//! Which root of a design holds something that no root of its module held before: a value, or a pair of values of two
//! options. The environments are one module, with their kind as another of its options; and what a root has is decided by its
//! own options alone.

use std::collections::{BTreeMap, BTreeSet};

use landform::design::{Design, RootId};
use serde_json::Value as Json;

use super::pairs::{Cell, Covering};
use super::{BLUEPRINT, Designs};

/// The values and pairs that were held so far.
#[derive(Debug)]
pub struct News {
    /// The options of all roots, by name: the first is the kind of an environment.
    options: Vec<(String, Vec<Json>)>,
    /// What is to be held, of which nothing is.
    all: Covering,
    /// By the module's directory.
    held: BTreeMap<&'static str, Covering>,
}

impl News {
    /// Nothing was held yet.
    pub fn of(designs: &Designs) -> News {
        let kinds = BLUEPRINT.presets.kinds.iter().map(|kind| Json::from(&**kind)).collect();
        let mut options: Vec<(String, Vec<Json>)> = vec![("kind".to_owned(), kinds)];
        let mut paired = BTreeSet::new();
        for (number, column) in designs.columns.iter().enumerate() {
            let at = options.iter().position(|(name, _)| *name == column.name).unwrap_or_else(|| {
                options.push((column.name.clone(), Vec::new()));
                options.len() - 1
            });
            for (value, json) in column.values.iter().enumerate() {
                let values = &mut options[at].1;
                let there = values.iter().position(|known| known == json).unwrap_or_else(|| {
                    values.push(json.clone());
                    values.len() - 1
                });
                if !designs.rare.contains(&Cell { column: number, value }) {
                    paired.insert(Cell { column: at, value: there });
                }
            }
        }
        let sizes: Vec<usize> = options.iter().map(|(_, values)| values.len()).collect();
        let cells = sizes.iter().enumerate().skip(1);
        let cells = cells.flat_map(|(column, &size)| (0..size).map(move |value| Cell { column, value }));
        let rare = cells.filter(|cell| !paired.contains(cell)).collect();
        News { options, all: Covering::new(&sizes, &rare), held: BTreeMap::new() }
    }

    /// Whether a root of a design holds something new; from now on that was held.
    pub fn holds(&mut self, design: &Design, root: &RootId) -> bool {
        let kind = design.stem(root).map(Json::from);
        let value = |(column, (name, values)): (usize, &(String, Vec<Json>))| {
            let chosen = if column == 0 { kind.clone() } else { design.get(&BLUEPRINT, root, name) }?;
            let value = values.iter().position(|value| *value == chosen)?;
            Some(Cell { column, value })
        };
        let cells: Vec<Cell> = self.options.iter().enumerate().filter_map(value).collect();
        self.held.entry(root.blueprint_dir()).or_insert_with(|| self.all.clone()).hold(&cells) > 0
    }
}
