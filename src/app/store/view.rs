//! Which part of the page is looked at.

use leptos::prelude::*;

use super::super::browser::{focus, storage};
use super::super::model::{Cell, Place};
use super::Store;

/// What is looked at beside the options, and on a phone instead of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The form.
    Options,
    /// The architecture.
    Diagram,
    /// What Terraform would make.
    Plan,
    /// What it costs.
    Cost,
    /// What is wrong.
    Problems,
    /// What will be downloaded.
    Files,
    /// What still stands at an example.
    Examples,
}

impl View {
    const ALL: [View; 7] =
        [View::Options, View::Diagram, View::Plan, View::Cost, View::Problems, View::Files, View::Examples];

    /// Its name in the page's elements and in the browser's storage.
    pub fn id(self) -> &'static str {
        match self {
            View::Options => "options",
            View::Diagram => "diagram",
            View::Plan => "plan",
            View::Cost => "cost",
            View::Problems => "problems",
            View::Files => "files",
            View::Examples => "examples",
        }
    }

    /// The view beside the options that was looked at last.
    pub fn kept() -> Option<View> {
        let id = storage::read(storage::TAB).ok().flatten()?;
        View::ALL.into_iter().find(|view| view.id() == id && *view != View::Options)
    }
}

impl Store {
    /// Shows a part of the page; the next visit begins with it.
    pub fn show(self, view: View) {
        self.page.set(view);
        if view != View::Options {
            self.beside.set(true);
            self.tab.set(view);
            // Where the browser keeps nothing, the next visit begins with the first view.
            let _ = storage::write(storage::TAB, view.id());
        }
    }

    /// Whether keys without Ctrl or Alt do something from now on.
    pub fn use_single_keys(self, yes: bool) {
        self.single_keys.set(yes);
        let _ =
            if yes { storage::remove(storage::NO_SINGLE_KEYS) } else { storage::write(storage::NO_SINGLE_KEYS, "") };
    }

    /// Shows lines of a file of the repository.
    pub fn show_place(self, place: Place) {
        self.place.set(Some(place));
        self.show(View::Files);
    }

    /// Shows a control.
    pub fn show_cell(self, cell: &Cell) {
        self.page.set(View::Options);
        self.sought.set(String::new());
        self.only_changed.set(false);
        self.reveal(cell);
        focus::on_cell(&cell.to_string());
    }
}
