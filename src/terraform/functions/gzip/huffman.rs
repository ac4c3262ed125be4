//! Huffman codes of limited length, as Go chooses among those that are equally short.

/// The bits of a symbol, in the order in which they are written, and how many there are; none for a symbol that does not
/// occur.
pub type Code = (u16, u8);

/// A code for every symbol.
#[derive(Clone, Debug)]
pub struct Codes(pub Vec<Code>);

impl Codes {
    /// The code with the least bits for symbols of these frequencies, none longer than `longest`.
    pub fn new(frequencies: &[u32], longest: usize) -> Codes {
        let mut codes = vec![(0, 0); frequencies.len()];
        let mut symbols: Vec<(u32, usize)> =
            frequencies.iter().enumerate().filter(|(_, f)| **f > 0).map(|(symbol, f)| (*f, symbol)).collect();
        let mut set = |symbol: usize, code: u16, length: usize| {
            if let Some(slot) = codes.get_mut(symbol) {
                *slot = (code.reverse_bits() >> (16 - length), length as u8);
            }
        };
        if symbols.len() <= 2 {
            symbols.iter().enumerate().for_each(|(code, (_, symbol))| set(*symbol, code as u16, 1));
            return Codes(codes);
        }
        symbols.sort_unstable();
        let counts = length_counts(&symbols, longest.min(symbols.len() - 1));
        let mut code = 0;
        for (length, count) in counts.iter().enumerate() {
            code <<= 1;
            // The most frequent symbols get the shortest codes, in the order of the symbols.
            let mut shortest: Vec<usize> =
                symbols.split_off(symbols.len() - count).into_iter().map(|(_, symbol)| symbol).collect();
            shortest.sort_unstable();
            for symbol in shortest {
                set(symbol, code, length);
                code += 1;
            }
        }
        Codes(codes)
    }

    /// The code that every deflate decoder knows, for literals and lengths.
    pub fn fixed_literals() -> Codes {
        let code = |symbol: u16| -> (u16, u8) {
            let (code, length) = match symbol {
                0..144 => (symbol + 48, 8),
                144..256 => (symbol + 256, 9),
                256..280 => (symbol - 256, 7),
                _ => (symbol - 88, 8),
            };
            (code.reverse_bits() >> (16 - length), length)
        };
        Codes((0..286).map(code).collect())
    }

    /// The code that every deflate decoder knows, for distances.
    pub fn fixed_distances() -> Codes {
        Codes((0..30u16).map(|symbol| (symbol.reverse_bits() >> 11, 5)).collect())
    }

    /// How many bits symbols of these frequencies take.
    pub fn size(&self, frequencies: &[u32]) -> usize {
        frequencies.iter().zip(&self.0).map(|(f, (_, length))| *f as usize * usize::from(*length)).sum()
    }

    /// The code of a symbol.
    pub fn get(&self, symbol: usize) -> Code {
        self.0.get(symbol).copied().unwrap_or_default()
    }
}

/// How many symbols get codes of each length, by package-merge: on each level stand the symbols and the pairs of the level
/// below, by frequency, of equal ones the pairs first.
fn length_counts(symbols: &[(u32, usize)], longest: usize) -> Vec<usize> {
    // By level, whether an item is a symbol.
    let mut levels: Vec<Vec<bool>> = Vec::with_capacity(longest);
    let mut below: Vec<u32> = Vec::new();
    for _ in 0..longest {
        let (pairs, _) = below.as_chunks::<2>();
        let mut pairs = pairs.iter().map(|[a, b]| a + b).peekable();
        let mut leaves = symbols.iter().map(|(f, _)| *f).peekable();
        let mut kinds = Vec::new();
        let mut items = Vec::new();
        loop {
            let leaf = match (leaves.peek(), pairs.peek()) {
                (None, None) => break,
                (Some(leaf), Some(pair)) => leaf < pair,
                (leaf, _) => leaf.is_some(),
            };
            items.extend(if leaf { leaves.next() } else { pairs.next() });
            kinds.push(leaf);
        }
        levels.push(kinds);
        below = items;
    }
    // From the top: of the items that are taken, the pairs say how many are taken below.
    let mut taken = 2 * symbols.len() - 2;
    let mut counts = vec![0];
    let mut last: Option<usize> = None;
    for kinds in levels.iter().rev() {
        let leaves = kinds.iter().take(taken).filter(|leaf| **leaf).count();
        if let Some(above) = last {
            counts.push(above - leaves);
        }
        last = Some(leaves);
        taken = 2 * (taken - leaves);
    }
    counts.push(last.unwrap_or(0));
    counts
}
