//! What the exported repository promises, asked of the real tools: `terraform` with a provider that has the real schema and
//! no cloud, linters and scanners.

mod accepted;
mod covered;
#[path = "../covering/mod.rs"]
mod covering;
mod gates;
mod moves;
mod older;
mod red;
mod runner;
#[path = "../support/mod.rs"]
mod support;
mod table;
mod workshop;

use std::fmt::Arguments;
use std::io::Write as _;

/// Says something at once, also where the test runner keeps back what tests print.
fn say(what: Arguments<'_>) {
    let _ = writeln!(std::io::stderr(), "{what}");
}
