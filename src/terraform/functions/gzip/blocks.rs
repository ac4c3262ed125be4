//! Blocks of deflate: stored, with the fixed code or with their own, whichever is the shortest.

use super::huffman::Codes;
use super::matches::Token;

const END: usize = 256;
const LITERALS: usize = 286;
const DISTANCES: usize = 30;
/// The order in which the lengths of the codes for code lengths are written.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// Extra bits and their value, after a symbol.
type Extra = (u32, u8);

/// The symbol of a length, from 3 to 258.
fn length_symbol(length: usize) -> (usize, Extra) {
    match length - 3 {
        255 => (285, (0, 0)),
        rest @ 0..8 => (257 + rest, (0, 0)),
        rest => {
            let bits = rest.ilog2() as usize - 2;
            (257 + 4 * bits + (rest >> bits), ((rest & ((1 << bits) - 1)) as u32, bits as u8))
        }
    }
}

/// The symbol of a distance, from 1.
fn distance_symbol(distance: usize) -> (usize, Extra) {
    match distance - 1 {
        rest @ 0..4 => (rest, (0, 0)),
        rest => {
            let bits = rest.ilog2() as usize - 1;
            (2 * bits + (rest >> bits), ((rest & ((1 << bits) - 1)) as u32, bits as u8))
        }
    }
}

/// Writes blocks, bit by bit.
pub struct Writer<'a> {
    out: &'a mut Vec<u8>,
    bits: u64,
    count: u32,
}

impl<'a> Writer<'a> {
    /// Writes behind what is there.
    pub fn new(out: &'a mut Vec<u8>) -> Writer<'a> {
        Writer { out, bits: 0, count: 0 }
    }

    fn put(&mut self, value: u32, bits: u8) {
        self.bits |= u64::from(value) << self.count;
        self.count += u32::from(bits);
        while self.count >= 8 {
            self.out.push(self.bits as u8);
            self.bits >>= 8;
            self.count -= 8;
        }
    }

    fn code(&mut self, codes: &Codes, symbol: usize) {
        let (code, length) = codes.get(symbol);
        self.put(code.into(), length);
    }

    /// A stored block of at most 65,535 bytes.
    pub fn stored(&mut self, bytes: &[u8], last: bool) {
        self.put(last.into(), 3);
        if self.count > 0 {
            self.put(0, 8 - self.count as u8);
        }
        let length = bytes.len() as u16;
        self.out.extend(length.to_le_bytes());
        self.out.extend((!length).to_le_bytes());
        self.out.extend(bytes);
    }

    /// A block that is not the last.
    pub fn block(&mut self, tokens: &[Token], stored: Option<&[u8]>) {
        let (mut literals, mut distances) = ([0u32; LITERALS], [0u32; DISTANCES]);
        let mut extra = 0;
        let mut count = |table: &mut [u32], (symbol, (_, bits)): (usize, Extra)| {
            if let Some(slot) = table.get_mut(symbol) {
                *slot += 1;
            }
            extra += usize::from(bits);
        };
        count(&mut literals, (END, (0, 0)));
        for token in tokens {
            match token {
                Token::Literal(byte) => count(&mut literals, (usize::from(*byte), (0, 0))),
                Token::Match { length, distance } => {
                    count(&mut literals, length_symbol(*length));
                    count(&mut distances, distance_symbol(*distance));
                }
            }
        }
        let used = |table: &[u32]| table.iter().rposition(|f| *f > 0).map_or(0, |last| last + 1);
        if used(&distances) == 0 {
            // A code of its own must have at least one distance.
            distances[0] = 1;
        }
        let own = Own::new(&literals, &distances, used(&literals), used(&distances));
        let fixed = (Codes::fixed_literals(), Codes::fixed_distances());
        let fixed_size = 3 + fixed.0.size(&literals) + fixed.1.size(&distances) + extra;
        let own_size = own.header_size() + own.literals.size(&literals) + own.distances.size(&distances) + extra;
        let smallest = fixed_size.min(own_size);
        if let Some(bytes) = stored.filter(|bytes| bytes.len() <= 65_535 && (bytes.len() + 5) * 8 < smallest) {
            return self.stored(bytes, false);
        }
        let (literals, distances) = if own_size < fixed_size {
            own.write_header(self);
            (&own.literals, &own.distances)
        } else {
            self.put(2, 3);
            (&fixed.0, &fixed.1)
        };
        for token in tokens {
            match token {
                Token::Literal(byte) => self.code(literals, usize::from(*byte)),
                Token::Match { length, distance } => {
                    for (codes, (symbol, (value, bits))) in
                        [(literals, length_symbol(*length)), (distances, distance_symbol(*distance))]
                    {
                        self.code(codes, symbol);
                        self.put(value, bits);
                    }
                }
            }
        }
        self.code(literals, END);
    }
}

/// A block's own codes, and how they are described in front of it.
struct Own {
    literals: Codes,
    distances: Codes,
    literal_count: usize,
    distance_count: usize,
    /// The lengths of all codes, with repetitions shortened.
    lengths: Vec<(usize, Extra)>,
    length_codes: Codes,
    length_frequencies: [u32; 19],
    order_count: usize,
}

impl Own {
    fn new(literals: &[u32], distances: &[u32], literal_count: usize, distance_count: usize) -> Own {
        let (literals, distances) = (Codes::new(literals, 15), Codes::new(distances, 15));
        let all = literals.0.iter().take(literal_count).chain(distances.0.iter().take(distance_count));
        let lengths = shortened(&all.map(|(_, length)| usize::from(*length)).collect::<Vec<_>>());
        let mut frequencies = [0; 19];
        for (symbol, _) in &lengths {
            if let Some(slot) = frequencies.get_mut(*symbol) {
                *slot += 1;
            }
        }
        let last = ORDER.iter().rposition(|symbol| frequencies.get(*symbol).is_some_and(|f| *f > 0));
        Own {
            literals,
            distances,
            literal_count,
            distance_count,
            lengths,
            length_codes: Codes::new(&frequencies, 7),
            length_frequencies: frequencies,
            order_count: last.map_or(4, |last| (last + 1).max(4)),
        }
    }

    fn header_size(&self) -> usize {
        let extra: usize = self.lengths.iter().map(|(_, (_, bits))| usize::from(*bits)).sum();
        3 + 5 + 5 + 4 + 3 * self.order_count + self.length_codes.size(&self.length_frequencies) + extra
    }

    fn write_header(&self, writer: &mut Writer<'_>) {
        writer.put(4, 3);
        writer.put((self.literal_count - 257) as u32, 5);
        writer.put((self.distance_count - 1) as u32, 5);
        writer.put((self.order_count - 4) as u32, 4);
        for symbol in ORDER.iter().take(self.order_count) {
            let (_, length) = self.length_codes.get(*symbol);
            writer.put(length.into(), 3);
        }
        for (symbol, (value, bits)) in &self.lengths {
            writer.code(&self.length_codes, *symbol);
            writer.put(*value, *bits);
        }
    }
}

/// Code lengths with their repetitions: 16 repeats the last length, 17 and 18 repeat zero.
fn shortened(lengths: &[usize]) -> Vec<(usize, Extra)> {
    let mut out = Vec::new();
    for run in lengths.chunk_by(|a, b| a == b) {
        let Some(length) = run.first().copied() else { continue };
        let mut count = run.len();
        if length == 0 {
            while count >= 11 {
                let part = count.min(138);
                out.push((18, ((part - 11) as u32, 7)));
                count -= part;
            }
            if count >= 3 {
                out.push((17, ((count - 3) as u32, 3)));
                count = 0;
            }
        } else {
            out.push((length, (0, 0)));
            count -= 1;
            while count >= 3 {
                let part = count.min(6);
                out.push((16, ((part - 3) as u32, 2)));
                count -= part;
            }
        }
        out.extend(std::iter::repeat_n((length, (0, 0)), count));
    }
    out
}
