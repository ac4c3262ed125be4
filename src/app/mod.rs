//! The page: the only place that knows that there is a browser.
//!
//! `model` is what the page knows beside the design, as plain data and pure functions: it compiles and is tested anywhere.
//! Everything else is wasm32's: `browser` wraps what the browser gives (storage, address, clipboard, downloads), `store`
//! holds the signals, `environments`, `form` and `side` are what stands on the page. No rule, no option and no environment is named here:
//! all of them come from the blueprint.
//!
//! Invariants: a change is stored first, then in the address, then shown. Nothing that a user typed becomes markup.

pub mod model;

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod compare;
#[cfg(target_arch = "wasm32")]
mod download;
#[cfg(target_arch = "wasm32")]
mod environments;
#[cfg(target_arch = "wasm32")]
mod fixes;
#[cfg(target_arch = "wasm32")]
mod form;
#[cfg(target_arch = "wasm32")]
mod import;
#[cfg(target_arch = "wasm32")]
mod keys;
#[cfg(target_arch = "wasm32")]
mod menu;
#[cfg(target_arch = "wasm32")]
mod notes;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod parts;
#[cfg(target_arch = "wasm32")]
mod patch;
#[cfg(target_arch = "wasm32")]
mod remembered;
#[cfg(target_arch = "wasm32")]
mod search;
#[cfg(target_arch = "wasm32")]
mod share;
#[cfg(target_arch = "wasm32")]
mod side;
#[cfg(target_arch = "wasm32")]
mod split;
#[cfg(target_arch = "wasm32")]
mod store;

#[cfg(target_arch = "wasm32")]
pub use browser::crash::show_in as show_crash;
#[cfg(target_arch = "wasm32")]
pub use browser::storage::{DESIGN, DRAFTS, UNREADABLE};
#[cfg(target_arch = "wasm32")]
pub use page::{mount, start};
