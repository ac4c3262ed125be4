//! The browser's storage. It may be switched off or full: then it says so.

use leptos::prelude::window;

/// The design, as `landform.json`.
pub const DESIGN: &str = "landform.design";
/// What was typed and fits no value.
pub const DRAFTS: &str = "landform.drafts";
/// A stored design that could not be read.
pub const UNREADABLE: &str = "landform.unreadable";
/// Designs that were given a name.
pub const FAVOURITES: &str = "landform.favourites";
/// Whether keys without Ctrl or Alt do nothing: there when they do.
pub const NO_SINGLE_KEYS: &str = "landform.no-single-keys";
/// How wide the options are.
pub const SPLIT: &str = "landform.split";
/// Which view was looked at.
pub const TAB: &str = "landform.tab";

/// The browser keeps nothing: it is told not to, or there is no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

fn storage() -> Result<web_sys::Storage, Refused> {
    window().local_storage().ok().flatten().ok_or(Refused)
}

/// What is kept under a name.
pub fn read(name: &str) -> Result<Option<String>, Refused> {
    storage()?.get_item(name).map_err(|_| Refused)
}

/// Keeps a text under a name.
pub fn write(name: &str, text: &str) -> Result<(), Refused> {
    storage()?.set_item(name, text).map_err(|_| Refused)
}

/// Keeps nothing under a name any more.
pub fn remove(name: &str) -> Result<(), Refused> {
    storage()?.remove_item(name).map_err(|_| Refused)
}
