//! What the benchmarks read, and what they change: every environment of the presets, between two designs that break no rule.

use landform::blueprint::Blueprint;
use landform::design::{Design, RootId};
use serde_json::json;

/// A switch of every environment that decides what is created.
const CHANGE: &str = "db_performance_insights";

/// The blueprint with every module parsed, and not only those that were asked for.
pub fn parsed() -> Blueprint {
    let blueprint = Blueprint::embedded().expect("the embedded blueprint");
    assert!(blueprint.configuration.modules().all(|module| module.diagnostics.is_empty()));
    blueprint
}

/// The environments of the presets.
pub fn environments(blueprint: &Blueprint) -> impl Iterator<Item = &RootId> {
    blueprint.roots().filter(|root| root.environment_name().is_some())
}

/// The presets with the switch on, and off: whatever was evaluated of one is of no use for the other.
pub fn designs(blueprint: &Blueprint) -> [Design; 2] {
    [true, false].map(|value| {
        let mut design = Design::new(blueprint);
        for environment in environments(blueprint) {
            design.set(blueprint, environment, CHANGE, &json!(value)).expect("a switch of every environment");
        }
        design
    })
}
