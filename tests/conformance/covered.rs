//! What the covering set covers, and that rows of pairs are made as they should be.

use std::collections::BTreeSet;

use crate::covering::pairs::{Cell, Covering};
use crate::covering::{BLUEPRINT, DESIGNS, Designs};

/// How many pairs the designs hold, and that none of the sound ones has a problem.
#[test]
fn every_pair_of_values_of_two_options_occurs() {
    let Designs { sound, broken, .. } = &*DESIGNS;
    crate::say(format_args!("{}", DESIGNS.summary()));
    for design in sound {
        let problems = landform::design::evaluate(&BLUEPRINT, design);
        assert!(problems.problems().is_empty(), "{:?}", problems.problems());
    }
    let without = broken.iter().filter(|d| landform::design::evaluate(&BLUEPRINT, d).problems().is_empty()).count();
    assert_eq!(without, 0, "a pair was held to be impossible and is not");
}

fn cell(column: usize, value: usize) -> Cell {
    Cell { column, value }
}

#[test]
fn every_pair_is_held_in_few_rows() {
    for sizes in [&[2, 2][..], &[2; 10], &[3, 4, 2, 5], &[6; 5], &[2; 60], &[1, 3, 1]] {
        let mut covering = Covering::new(sizes, &BTreeSet::new());
        let made = covering.extend(|_| Vec::new());
        assert_eq!(covering.missing(), [], "{sizes:?}");
        assert_eq!(made.impossible, [], "{sizes:?}");
        let mut largest = sizes.to_vec();
        largest.sort_unstable();
        let least = largest.iter().rev().take(2).product::<usize>();
        assert!(made.rows.len() >= least && made.rows.len() <= 2 * least + 12, "{sizes:?}: {} rows", made.rows.len());
        assert!(made.rows.iter().all(|row| row.iter().zip(sizes).all(|(value, size)| value < size)));
    }
}

#[test]
fn what_the_judge_refuses_is_in_no_row_and_what_follows_from_it_is_impossible() {
    // Value 2 of column 0 cannot be; 0 and 0 of columns 1 and 2 cannot be together; nor can 1 of column 1 with
    // either value of column 3, so that it cannot be at all.
    let refused =
        [vec![cell(0, 2)], vec![cell(1, 0), cell(2, 0)], vec![cell(1, 1), cell(3, 0)], vec![cell(1, 1), cell(3, 1)]];
    let mut covering = Covering::new(&[3, 3, 2, 2], &BTreeSet::new());
    let within = |row: &[usize]| -> Vec<Vec<Cell>> {
        refused.iter().filter(|cells| cells.iter().all(|cell| row[cell.column] == cell.value)).cloned().collect()
    };
    let made = covering.extend(within);
    assert!(made.rows.iter().all(|row| within(row).is_empty()));
    let never = |a: Cell, b: Cell| {
        [a, b].iter().any(|c| [cell(0, 2), cell(1, 1)].contains(c)) || (a, b) == (cell(1, 0), cell(2, 0))
    };
    assert!(made.impossible.iter().all(|&(a, b)| never(a, b)), "{:?}", made.impossible);
    assert!(!made.impossible.is_empty());
    assert_eq!(made.impossible, covering.missing());
}

#[test]
fn the_same_rows_are_made_again() {
    let rows = || Covering::new(&[4, 3, 3, 2, 2], &BTreeSet::new()).extend(|_| Vec::new()).rows;
    assert_eq!(rows(), rows());
}

#[test]
fn what_is_held_already_needs_no_row() {
    let mut covering = Covering::new(&[2, 2], &BTreeSet::new());
    assert_eq!(covering.pairs(), 4);
    for row in [[0, 0], [0, 1], [1, 0]] {
        assert_eq!(covering.hold(&[cell(0, row[0]), cell(1, row[1])]), 1);
    }
    assert_eq!(covering.extend(|_| Vec::new()).rows, [[1, 1]]);
}

#[test]
fn a_rare_value_occurs_and_asks_for_no_pairs() {
    let rare: BTreeSet<Cell> = (2..20).map(|value| cell(0, value)).chain([cell(3, 1)]).collect();
    let mut covering = Covering::new(&[20, 2, 2, 2], &rare);
    assert_eq!(covering.pairs(), 6 * 4 - 3 * 2);
    let made = covering.extend(|row| if row[..2] == [7, 0] { vec![vec![cell(0, 7), cell(1, 0)]] } else { Vec::new() });
    assert_eq!(made.impossible, []);
    let occurs = |wanted: &Cell| made.rows.iter().any(|row| row[wanted.column] == wanted.value);
    assert!(rare.iter().all(occurs));
    assert!(made.rows.len() <= 24, "{} rows", made.rows.len());
}
