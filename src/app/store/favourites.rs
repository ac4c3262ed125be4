//! Favourites, kept in the browser. Other tabs keep some too: what is stored is read again before it is written.

use leptos::prelude::*;

use super::super::browser::storage;
use super::super::model::favourites::Favourites;
use super::super::model::starting::{Notice, open};
use super::Store;
use crate::design::Design;

impl Store {
    /// Reads what is kept. What cannot be read is put aside, and told.
    pub fn read_favourites(self) {
        let Ok(Some(text)) = storage::read(storage::FAVOURITES) else { return };
        match Favourites::read(&text) {
            Some(favourites) => self.favourites.set(favourites),
            None => {
                let _ = storage::write(storage::UNREADABLE, &text);
                let _ = storage::remove(storage::FAVOURITES);
                self.notices.update(|notices| {
                    notices.push(Notice {
                        title: "The favourites that this browser kept could not be read".to_owned(),
                        items: vec![
                            "What was there is put aside: save it as a file, and new favourites can be kept."
                                .to_owned(),
                        ],
                        rescued: Some(("landform-favourites.txt".to_owned(), text)),
                        ..Notice::default()
                    });
                });
            }
        }
    }

    /// Keeps the design under a name.
    pub fn keep_favourite(self, name: &str) {
        let link = self.link();
        let mut kept = String::new();
        self.change_favourites(|favourites| kept = favourites.keep(name, link));
        self.say(&format!("{kept} is a favourite now"));
    }

    /// Removes a favourite; the design that it was can be taken back.
    pub fn remove_favourite(self, name: &str) {
        self.change_favourites(|favourites| favourites.remove(name));
        self.say(&format!("{name} is no favourite any more"));
    }

    /// Puts a favourite back that was removed.
    pub fn restore_favourite(self, name: &str, link: &str) {
        self.change_favourites(|favourites| drop(favourites.keep(name, link.to_owned())));
    }

    fn change_favourites(self, change: impl FnOnce(&mut Favourites)) {
        self.read_favourites();
        self.favourites.update(change);
        self.write(storage::FAVOURITES, &self.favourites.with_untracked(Favourites::to_json));
    }

    /// The design of a link; what of it could not be kept is told above the page.
    pub fn opened(self, link: &str) -> Option<Design> {
        let opened = open(self.blueprint, link);
        self.notices.update(|notices| notices.extend(opened.notice));
        opened.design
    }
}
