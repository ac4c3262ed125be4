//! Finding what repeats: literals and references back, in the order and with the limits of Go's lazy matcher at level 6.

/// A literal, or so many bytes from so far back.
#[derive(Clone, Copy, Debug)]
pub enum Token {
    /// A byte that stands for itself.
    Literal(u8),
    /// 4 to 258 bytes that stand 1 to 32,768 bytes before.
    Match {
        /// How many.
        length: usize,
        /// How far back they begin.
        distance: usize,
    },
}

/// What is encoded together.
pub struct Block<'a> {
    /// Its contents.
    pub tokens: Vec<Token>,
    /// The same as plain bytes, if the matcher still holds them.
    pub stored: Option<&'a [u8]>,
}

const WINDOW: usize = 1 << 15;
const MIN_MATCH: usize = 4;
const MAX_MATCH: usize = 258;
/// A match of this length ends the search.
const NICE: usize = 128;
/// A match shorter than this is given up for a longer one at the next byte.
const LAZY: usize = 16;
/// How many earlier places are looked at.
const TRIES: usize = 128;
/// Matches of the least length are only worth it so far back.
const NEAR: usize = 4096;
const BLOCK_TOKENS: usize = 1 << 14;
const HASH_BITS: u32 = 17;

/// Cuts a text into blocks of tokens.
pub fn blocks(input: &[u8]) -> Vec<Block<'_>> {
    let mut matcher = Matcher {
        input,
        base: 0,
        index: 0,
        heads: vec![0; 1 << HASH_BITS],
        previous: vec![0; WINDOW],
        head: 0,
        length: MIN_MATCH - 1,
        distance: 0,
        pending: false,
        tokens: Vec::new(),
        block_start: 0,
        blocks: Vec::new(),
    };
    // Go holds two windows of the text and drops the first when it has come to the end of the second.
    let mut end = input.len().min(2 * WINDOW);
    while end < input.len() {
        matcher.run(end, false);
        matcher.base += WINDOW;
        end = input.len().min(matcher.base + 2 * WINDOW);
    }
    matcher.run(end, true);
    matcher.blocks
}

struct Matcher<'a> {
    input: &'a [u8],
    /// Where the held part of the text begins.
    base: usize,
    index: usize,
    /// By hash, the last place where it occurred, counted from 1.
    heads: Vec<usize>,
    /// By place, the one before with the same hash.
    previous: Vec<usize>,
    head: usize,
    length: usize,
    distance: usize,
    /// Whether the byte before is still to be written.
    pending: bool,
    tokens: Vec<Token>,
    block_start: usize,
    blocks: Vec<Block<'a>>,
}

impl<'a> Matcher<'a> {
    fn byte(&self, at: usize) -> u8 {
        self.input.get(at).copied().unwrap_or(0)
    }

    fn insert(&mut self, at: usize) {
        let word = (0..MIN_MATCH).fold(0u32, |word, i| word << 8 | u32::from(self.byte(at + i)));
        let hash = word.wrapping_mul(0x1e35_a7bd) >> (32 - HASH_BITS);
        if let Some(head) = self.heads.get_mut(hash as usize) {
            self.head = std::mem::replace(head, at + 1);
        }
        if let Some(previous) = self.previous.get_mut(at % WINDOW) {
            *previous = self.head;
        }
    }

    fn emit(&mut self, token: Token, end: usize) {
        self.tokens.push(token);
        if self.tokens.len() == BLOCK_TOKENS {
            self.end_block(end);
        }
    }

    fn end_block(&mut self, end: usize) {
        let held = self.block_start >= self.base;
        let stored = self.input.get(self.block_start..end).filter(|_| held);
        self.blocks.push(Block { tokens: std::mem::take(&mut self.tokens), stored });
        self.block_start = end;
    }

    fn run(&mut self, end: usize, last: bool) {
        let insert_end = end.saturating_sub(MIN_MATCH - 1);
        loop {
            let ahead = end - self.index;
            if ahead < MIN_MATCH + MAX_MATCH && !last {
                return;
            }
            if ahead == 0 {
                if std::mem::take(&mut self.pending) {
                    self.tokens.push(Token::Literal(self.byte(self.index - 1)));
                }
                if !self.tokens.is_empty() {
                    self.end_block(self.index);
                }
                return;
            }
            if self.index < insert_end {
                self.insert(self.index);
            }
            let (before_length, before_distance) = (self.length, self.distance);
            (self.length, self.distance) = (MIN_MATCH - 1, 0);
            let oldest = self.index.saturating_sub(WINDOW).max(self.base);
            if self.head > oldest
                && ahead > before_length
                && before_length < LAZY
                && let Some((length, distance)) = self.find(self.head - 1, ahead)
            {
                (self.length, self.distance) = (length, distance);
            }
            if before_length >= MIN_MATCH && self.length <= before_length {
                // The byte before began a match, and this one begins none that is better.
                let after = self.index + before_length - 1;
                let head = self.head;
                for at in self.index + 1..after.min(insert_end) {
                    self.insert(at);
                }
                self.head = head;
                self.index = after;
                self.pending = false;
                self.length = MIN_MATCH - 1;
                self.emit(Token::Match { length: before_length, distance: before_distance }, after);
            } else {
                if self.pending {
                    self.emit(Token::Literal(self.byte(self.index - 1)), self.index);
                }
                self.index += 1;
                self.pending = true;
            }
        }
    }

    /// The longest match at the index among the places that a chain leads to: length and distance.
    fn find(&self, first: usize, ahead: usize) -> Option<(usize, usize)> {
        let most = ahead.min(MAX_MATCH);
        let nice = most.min(NICE);
        let mut found = None;
        let mut length = MIN_MATCH - 1;
        let mut place = first;
        for _ in 0..TRIES {
            if self.byte(self.index + length) == self.byte(place + length) {
                let same = (0..most).take_while(|i| self.byte(place + i) == self.byte(self.index + i)).count();
                if same > length && (same > MIN_MATCH || self.index - place <= NEAR) {
                    length = same;
                    found = Some((same, self.index - place));
                    if same >= nice {
                        break;
                    }
                }
            }
            // At a whole window's distance the chain is overwritten.
            if place + WINDOW == self.index {
                break;
            }
            let next = self.previous.get(place % WINDOW).copied().unwrap_or(0);
            if next == 0 || next - 1 + WINDOW < self.index || next - 1 < self.base {
                break;
            }
            place = next - 1;
        }
        found
    }
}
