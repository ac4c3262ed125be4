//! How much of anything is followed. Real configurations stay far below; what goes beyond is said with its place, and
//! evaluation goes on without it, so that no text makes Landform hang, overflow its stack or take all memory.
//!
//! | what | at most | whose limit |
//! | --- | --- | --- |
//! | blocks, expressions and templates inside each other, in a text | 64 | [`hcl`](crate::hcl::MOST_NESTED) |
//! | levels of an expression with its operators | 192 | [`hcl`](crate::hcl::MOST_HEIGHT) |
//! | a link, and what it unpacks to; a design file | 1 MiB, 2 MiB; 2 MiB | [`link`](crate::design::link), [`file`](crate::design::file) |
//! | elements of `range` | 1024 | Terraform itself |
//! | digits of a number in a text; its exponent | 20,000; ±262,144 | `number/parse.rs` |
//! | levels of JSON and YAML that are read | 200 | `functions/json.rs`, `functions/yaml/decode.rs` |
//! | groups inside each other in a pattern, repetitions | 100, 1000 | RE2 |
//! | what a function pads, joins or replaces to | 16 MiB | `functions/string.rs` |
//! | members of `setproduct` | 1,048,576 | `functions/set.rs` |
//! | all else | | the constants here |

use std::cell::Cell;
use std::rc::Rc;

/// How deep expressions and templates may nest while they are evaluated.
pub const EXPRESSION_DEPTH: usize = 256;
/// How deep templates may call templates.
pub const TEMPLATE_DEPTH: usize = 128;
/// How many nodes of a walk may wait for each other.
pub const CHAIN: usize = 400;
/// How many instances a `count` or `for_each` may make.
pub const INSTANCES: usize = 1000;
/// How many blocks a `dynamic` block may generate.
pub const GENERATED_BLOCKS: usize = 1000;
/// How many elements and bytes of text a value may have, with those inside it.
pub const VALUE_SIZE: usize = 1 << 21;
/// How deep a value may nest.
pub const VALUE_DEPTH: usize = 256;
/// How many problems of one expression are said.
pub const PROBLEMS: usize = 1000;
/// How many expressions a walk may evaluate, and how many elements and bytes its function calls may be given, together.
const WORK: usize = 1 << 22;

/// What an instance of a resource or module takes from that.
pub const INSTANCE_WORK: usize = 1000;

/// What is left of the work that one walk may do. Clones share it.
#[derive(Clone, Debug)]
pub struct Budget(Rc<Cell<usize>>);

impl Default for Budget {
    fn default() -> Budget {
        Budget(Rc::new(Cell::new(WORK)))
    }
}

impl Budget {
    /// Takes what an evaluation needs; an error when there is not enough left.
    pub fn spend(&self, work: usize) -> Result<(), Exhausted> {
        match self.0.get().checked_sub(work) {
            Some(left) => {
                self.0.set(left);
                Ok(())
            }
            None => Err(Exhausted { said: self.0.replace(0) == 0 }),
        }
    }

    /// Whether it was found that not enough is left: what is unknown then is unknown for that, and says nothing.
    pub fn is_spent(&self) -> bool {
        self.0.get() == 0
    }
}

/// There is nothing left of a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exhausted {
    /// It was found before.
    pub said: bool,
}
