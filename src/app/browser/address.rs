//! The address: its fragment is always the design's link, and each change is a step of the browser's history.
//!
//! A change that is typed is one step from the first key until the field is left. Browsers take few writes in a second, so
//! within a step the address follows with a short delay.

use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::{location, window};
use wasm_bindgen::JsValue;

/// How long the address may lag behind what is typed.
const LAG: Duration = Duration::from_millis(250);

/// What was written into the address, and what still must be.
#[derive(Debug, Default)]
pub struct Address {
    /// The link that stands there.
    written: String,
    /// The control that is typed in.
    typing: Option<String>,
    waiting: Option<(TimeoutHandle, String)>,
}

/// Whether a write adds a step to the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    New,
    Same,
}

impl Address {
    /// A whole change: a step of its own.
    pub fn choose(&mut self, link: String) {
        self.leave();
        self.write(link, Step::New);
    }

    /// A key typed into a control: a new step with the first, the same step with those that follow.
    pub fn typing(&mut self, cell: &str, link: String) {
        if self.typing.as_deref() != Some(cell) {
            self.choose(link);
            self.typing = Some(cell.to_owned());
            return;
        }
        if let Some((timer, _)) = self.waiting.take() {
            timer.clear();
        }
        let text = link.clone();
        self.written.clone_from(&link);
        match set_timeout_with_handle(move || put(&text, Step::Same), LAG) {
            Ok(timer) => self.waiting = Some((timer, link)),
            Err(_) => self.write(link, Step::Same),
        }
    }

    /// The control was left: what is typed next is a new step.
    pub fn leave(&mut self) {
        self.typing = None;
        if let Some((timer, link)) = self.waiting.take() {
            timer.clear();
            self.write(link, Step::Same);
        }
    }

    /// The design came from the address, or the address is brought up to it without a step.
    pub fn settle(&mut self, link: String) {
        self.forget();
        self.write(link, Step::Same);
    }

    /// Whether a fragment is the link that was written last.
    pub fn stands(&self, fragment: &str) -> bool {
        self.written == fragment
    }

    /// The user went to another step: what waited belongs to none.
    pub fn forget(&mut self) {
        self.typing = None;
        if let Some((timer, _)) = self.waiting.take() {
            timer.clear();
        }
    }

    fn write(&mut self, link: String, step: Step) {
        if link != self.written || fragment() != link {
            put(&link, step);
            self.written = link;
        }
    }
}

/// A browser that takes no more writes for now leaves the address as it is; the next change writes it again.
fn put(link: &str, step: Step) {
    let Ok(history) = window().history() else { return };
    let address = format!("#{link}");
    let _ = match step {
        Step::New => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
        Step::Same => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
    };
}

/// What stands behind the `#`.
pub fn fragment() -> String {
    location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// The address of the site, without query and fragment.
pub fn site() -> String {
    let href = location().href().unwrap_or_default();
    href.split(['#', '?']).next().unwrap_or_default().to_owned()
}
