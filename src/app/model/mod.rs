//! What the page knows beside the design: which control is which, what was typed and does not fit, what is found where.

pub mod block;
pub mod cell;
pub mod changes;
pub mod drafts;
pub mod entries;
pub mod favourites;
#[cfg(test)]
mod fixture;
pub mod found;
pub mod history;
pub mod idle;
pub mod money;
pub mod planned;
pub mod records;
pub mod search;
pub mod side;
pub mod starting;
pub mod text;
pub mod tree;

pub use cell::{Cell, Column};
pub use drafts::{Draft, Drafts};
pub use found::{Found, Place};
