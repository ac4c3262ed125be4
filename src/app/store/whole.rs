//! What needs every file of the blueprint waits until those have come that are no part of the page.

use leptos::prelude::*;

use super::super::model::starting::Notice;
use super::Store;

/// What is to be done then.
pub(super) type Waiting = StoredValue<Vec<Box<dyn FnOnce()>>, LocalStorage>;

impl Store {
    /// Does something as soon as a repository can be made: at once, but for the first moments of a visit.
    pub fn when_whole(self, act: impl FnOnce() + 'static) {
        if self.blueprint.is_whole() {
            return act();
        }
        self.say("One moment: the texts of the repository are still being loaded");
        self.waiting.update_value(|waiting| waiting.push(Box::new(act)));
    }

    /// The other files have come.
    pub fn complete(self, texts: &str) {
        if let Err(why) = self.blueprint.complete(texts) {
            let title =
                "A part of Landform could not be read: there is no download until the page is loaded anew".to_owned();
            let items = vec![why.to_string()];
            return self.notices.update(|notices| notices.push(Notice { title, items, ..Notice::default() }));
        }
        self.whole.set(true);
        for act in self.waiting.try_update_value(std::mem::take).unwrap_or_default() {
            act();
        }
    }
}
