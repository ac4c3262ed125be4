//! Rows of values in which every pair of values of two columns occurs: a covering array of strength two, made greedily,
//! row by row, each to hold as many pairs as it can that no row before it holds. A value that is rare need occur in one
//! row, with whatever there is.
//!
//! What may not stand together is not known beforehand: every row is shown to a judge, who names the combinations in it
//! that cannot be. They are remembered, and the row is made anew. A pair that no row can hold is given back as such.

use std::collections::BTreeSet;

/// A value of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Which column, from 0.
    pub column: usize,
    /// Which of its values, from 0.
    pub value: usize,
}

/// A value for every column.
pub type Row = Vec<usize>;

/// Values of two columns, the lower column first. A value with itself stands for a rare value.
pub type Pair = (Cell, Cell);

/// What [`Covering::extend`] made.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// Each holds pairs that no earlier one held. The first hold the most.
    pub rows: Vec<Row>,
    /// Pairs that no row can hold, given what the judge said.
    pub impossible: Vec<Pair>,
}

/// Which pairs rows held so far.
#[derive(Clone, Debug)]
pub struct Covering {
    sizes: Vec<usize>,
    /// Of each column the number of its first value, counting through all columns.
    first: Vec<usize>,
    /// For two values, counted through, both ways round; of a value with itself whether it need occur, being rare.
    state: Vec<Vec<State>>,
    /// For each value how many of its pairs are open.
    open: Vec<usize>,
    /// How many pairs there are to hold.
    pairs: usize,
    random: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// No row need hold it.
    Free,
    Open,
    Held,
    /// No row can hold it, as far as the judge goes.
    Impossible,
}

/// Combinations that cannot be, by each value in them.
#[derive(Clone, Debug, Default)]
struct Forbidden {
    all: BTreeSet<Vec<Cell>>,
    by_value: Vec<Vec<Vec<Cell>>>,
}

/// A search for a row.
struct Search<'a> {
    covering: &'a Covering,
    forbidden: &'a Forbidden,
    /// How often a column had no value that was allowed.
    failures: Vec<usize>,
    /// How many columns may still be filled.
    steps: usize,
}

enum Next {
    Column(usize),
    DeadEnd(usize),
    Nothing,
}

enum Descent {
    Found,
    Impossible,
    Long,
}

impl Covering {
    /// No pair is held yet. `sizes` is the number of values of each column; of those in `rare` no pairs are asked for.
    pub fn new(sizes: &[usize], rare: &BTreeSet<Cell>) -> Covering {
        let first: Vec<usize> =
            sizes.iter().scan(0, |next, size| Some(std::mem::replace(next, *next + size))).collect();
        let total: usize = sizes.iter().sum();
        let mut covering = Covering {
            sizes: sizes.to_vec(),
            first,
            state: vec![vec![State::Free; total]; total],
            open: vec![0; total],
            pairs: 0,
            random: 0x9e37_79b9_7f4a_7c15,
        };
        let cells: Vec<Cell> = covering.cells().collect();
        for (i, &a) in cells.iter().enumerate() {
            for &b in &cells[i..] {
                if a == b && rare.contains(&a) {
                    covering.set(a, a, State::Open);
                } else if a.column != b.column && !rare.contains(&a) && !rare.contains(&b) {
                    covering.set(a, b, State::Open);
                    covering.pairs += 1;
                }
            }
        }
        covering
    }

    /// How many pairs there are to hold, rare values left out.
    pub fn pairs(&self) -> usize {
        self.pairs
    }

    /// The pairs and the rare values that no row held.
    pub fn missing(&self) -> Vec<Pair> {
        let cells: Vec<Cell> = self.cells().collect();
        let pairs = cells.iter().enumerate().flat_map(|(i, &a)| cells[i..].iter().map(move |&b| (a, b)));
        pairs.filter(|&(a, b)| matches!(self.state(a, b), State::Open | State::Impossible)).collect()
    }

    /// Notes the pairs of some values of a row, or of all; how many were open.
    pub fn hold(&mut self, cells: &[Cell]) -> usize {
        let new = self.gain(cells);
        for (i, &a) in cells.iter().enumerate() {
            cells[i..].iter().for_each(|&b| self.set(a, b, State::Held));
        }
        new
    }

    /// Makes rows until every pair is held that can be. The judge names the combinations in a row that cannot be: none
    /// when the row is good.
    pub fn extend(&mut self, mut judge: impl FnMut(&[usize]) -> Vec<Vec<Cell>>) -> Made {
        let mut forbidden = Forbidden { by_value: vec![Vec::new(); self.state.len()], ..Forbidden::default() };
        let mut made = Made::default();
        self.reopen();
        while let Some((a, b)) = self.seed() {
            // The first that the judge lets pass is held against a few others.
            let Some(row) = self.fill((a, b), &forbidden) else {
                self.set(a, b, State::Impossible);
                continue;
            };
            let mut wrong = judge(&row);
            if wrong.is_empty() {
                let better = self.better((a, b), &forbidden, &row);
                wrong = better.as_deref().map(&mut judge).unwrap_or_default();
                let row = better.filter(|_| wrong.is_empty()).unwrap_or(row);
                self.hold(&cells(&row).collect::<Vec<_>>());
                made.rows.push(row);
            }
            for combination in wrong {
                let named = format!("{combination:?}");
                assert!(self.forbid(&mut forbidden, combination), "the judge names a combination again: {named}");
            }
        }
        made.impossible = self.missing();
        made
    }

    /// What was impossible for an earlier judge may not be so for the next.
    fn reopen(&mut self) {
        for (a, b) in self.missing() {
            self.set(a, b, State::Open);
        }
    }

    fn set(&mut self, a: Cell, b: Cell, state: State) {
        let (a, b) = (self.number(a), self.number(b));
        let change = isize::from(state == State::Open) - isize::from(self.state[a][b] == State::Open);
        for (a, b) in [(a, b), (b, a)].into_iter().take(if a == b { 1 } else { 2 }) {
            self.state[a][b] = state;
            self.open[a] = self.open[a].strict_add_signed(change);
        }
    }

    /// The pair to make the next row around: of the value with most open pairs, with the value that has most.
    fn seed(&self) -> Option<Pair> {
        let most = |cells: &mut dyn Iterator<Item = Cell>| cells.max_by_key(|&cell| self.open[self.number(cell)]);
        let a = most(&mut self.cells()).filter(|&a| self.open[self.number(a)] > 0)?;
        let b = most(&mut self.cells().filter(|&b| self.state(a, b) == State::Open))?;
        Some(if a < b { (a, b) } else { (b, a) })
    }

    /// A row that holds a pair and more others than this one: the best of a few.
    fn better(&mut self, seed: Pair, forbidden: &Forbidden, row: &[usize]) -> Option<Row> {
        let gain = |covering: &Covering, row: &[usize]| covering.gain(&cells(row).collect::<Vec<_>>());
        let (mut best, mut most) = (None, gain(self, row));
        for _ in 0..3 {
            let other = self.fill(seed, forbidden)?;
            let new = gain(self, &other);
            if new > most {
                (best, most) = (Some(other), new);
            }
        }
        best
    }

    /// How many pairs of some values are asked for, and no earlier row held them.
    fn gain(&self, cells: &[Cell]) -> usize {
        let new = |a: Cell, b: Cell| matches!(self.state(a, b), State::Open | State::Impossible);
        cells.iter().enumerate().map(|(i, &a)| cells[i..].iter().filter(|&&b| new(a, b)).count()).sum()
    }

    /// Fills the other columns in an order of chance, each with the value that adds most pairs; goes back where no value
    /// is allowed. When that takes long it begins anew with the columns that had no value most often: so a dead end is seen
    /// where it begins.
    fn fill(&mut self, (a, b): Pair, forbidden: &Forbidden) -> Option<Row> {
        let mut order: Vec<usize> = (0..self.sizes.len()).filter(|c| *c != a.column && *c != b.column).collect();
        for i in (1..order.len()).rev() {
            let j = self.chance(i + 1);
            order.swap(i, j);
        }
        let mut row: Vec<Option<usize>> = vec![None; self.sizes.len()];
        for cell in [a, b] {
            row[cell.column] = Some(cell.value);
        }
        if [a, b].iter().any(|&cell| !forbidden.allows(self.number(cell), cell.column, &row)) {
            return None;
        }
        let mut search = Search { covering: self, forbidden, failures: vec![0; row.len()], steps: 0 };
        for attempt in 0..12 {
            search.steps = 1000 << attempt;
            match search.descend(&order, &mut row) {
                Descent::Found => return Some(row.into_iter().flatten().collect()),
                Descent::Impossible => return None,
                Descent::Long => order.sort_by_key(|&column| std::cmp::Reverse(search.failures[column])),
            }
        }
        panic!("no row with {a:?} and {b:?} was found, and none was ruled out");
    }

    fn forbid(&mut self, forbidden: &mut Forbidden, mut combination: Vec<Cell>) -> bool {
        combination.sort_unstable();
        match combination[..] {
            [a] => {
                let open: Vec<Cell> = self.cells().filter(|&b| self.state(a, b) == State::Open).collect();
                open.into_iter().for_each(|b| self.set(a, b, State::Impossible));
            }
            [a, b] if self.state(a, b) == State::Open => self.set(a, b, State::Impossible),
            _ => {}
        }
        for &cell in &combination {
            forbidden.by_value[self.number(cell)].push(combination.clone());
        }
        forbidden.all.insert(combination)
    }

    fn cells(&self) -> impl Iterator<Item = Cell> {
        let values = |(column, &size): (usize, &usize)| (0..size).map(move |value| Cell { column, value });
        self.sizes.iter().enumerate().flat_map(values)
    }

    fn state(&self, a: Cell, b: Cell) -> State {
        self.state[self.number(a)][self.number(b)]
    }

    fn number(&self, cell: Cell) -> usize {
        self.first[cell.column] + cell.value
    }

    /// A number below `below`, the same ones in every run (xorshift64).
    fn chance(&mut self, below: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        usize::try_from(self.random % below as u64).unwrap()
    }
}

impl Search<'_> {
    fn descend(&mut self, order: &[usize], row: &mut Vec<Option<usize>>) -> Descent {
        let column = match self.next(order, row) {
            Next::Column(column) => column,
            Next::DeadEnd(column) => {
                self.failures[column] += 1;
                return Descent::Impossible;
            }
            Next::Nothing => return Descent::Found,
        };
        let Covering { sizes, state, open, .. } = self.covering;
        let there: Vec<usize> = cells_of(row).map(|cell| self.covering.number(cell)).collect();
        let gain = |value: usize| {
            let it = self.covering.number(Cell { column, value });
            let now = there.iter().chain([&it]).filter(|&&other| state[it][other] == State::Open).count();
            // Among equals the one that columns yet to be filled can make a pair with.
            (now, open[it])
        };
        let mut values: Vec<usize> = (0..sizes[column]).filter(|&value| self.allows(column, value, row)).collect();
        values.sort_by_cached_key(|&value| std::cmp::Reverse(gain(value)));
        for value in values {
            if self.steps == 0 {
                row[column] = None;
                return Descent::Long;
            }
            self.steps -= 1;
            row[column] = Some(value);
            match self.descend(order, row) {
                Descent::Impossible => {}
                end @ Descent::Found => return end,
                end @ Descent::Long => {
                    row[column] = None;
                    return end;
                }
            }
        }
        row[column] = None;
        Descent::Impossible
    }

    /// Which column to fill: one that has a single value left before the next in the order; none where one has no value left,
    /// so that a dead end is seen before what leads to it is filled.
    fn next(&self, order: &[usize], row: &[Option<usize>]) -> Next {
        let mut first = Next::Nothing;
        for &column in order.iter().filter(|&&column| row[column].is_none()) {
            let left =
                (0..self.covering.sizes[column]).filter(|&value| self.allows(column, value, row)).take(2).count();
            match (left, &first) {
                (0, _) => return Next::DeadEnd(column),
                (1, _) => first = Next::Column(column),
                (_, Next::Nothing) => first = Next::Column(column),
                _ => {}
            }
        }
        first
    }

    fn allows(&self, column: usize, value: usize, row: &[Option<usize>]) -> bool {
        self.forbidden.allows(self.covering.number(Cell { column, value }), column, row)
    }
}

impl Forbidden {
    /// Whether no combination with this value, of that column, would stand whole in the row.
    fn allows(&self, number: usize, column: usize, row: &[Option<usize>]) -> bool {
        let there = |cell: &Cell| cell.column == column || row[cell.column] == Some(cell.value);
        let whole = |cells: &Vec<Cell>| cells.iter().all(there);
        !self.by_value[number].iter().any(whole)
    }
}

/// The values of a row.
pub fn cells(row: &[usize]) -> impl Iterator<Item = Cell> {
    row.iter().enumerate().map(|(column, &value)| Cell { column, value })
}

fn cells_of(row: &[Option<usize>]) -> impl Iterator<Item = Cell> {
    row.iter().enumerate().filter_map(|(column, &value)| Some(Cell { column, value: value? }))
}
