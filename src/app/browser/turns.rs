//! Long work, a little at a time: between two steps the browser answers whatever else happens.

use std::time::Duration;

use leptos::prelude::*;

/// How long the browser is left to itself between two steps.
const REST: Duration = Duration::from_millis(1);

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Work of which only the last that was begun goes on. It ends with the part of the page that it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct Turns(StoredValue<u32>);

impl Turns {
    /// Nothing is done yet.
    pub fn new() -> Turns {
        Turns(StoredValue::new(0))
    }

    /// Begins to work, in the place of what was worked on: `step` is asked again and again until it says that nothing is left.
    pub fn begin(self, step: impl FnMut() -> bool + 'static) {
        self.0.update_value(|turn| *turn = turn.wrapping_add(1));
        self.go_on(self.0.get_value(), step);
    }

    fn go_on(self, mine: u32, mut step: impl FnMut() -> bool + 'static) {
        let next = move || {
            if self.0.try_get_value() == Some(mine) && step() {
                self.go_on(mine, step);
            }
        };
        set_timeout(next, REST);
    }
}
