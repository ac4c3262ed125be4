//! What the presets are for, as far as it holds by what they are made of.

use std::collections::BTreeMap;

use crate::arbitrary::BLUEPRINT;
use landform::cost::{self, Money};
use landform::design::{Design, Evaluation, evaluate};
use landform::export;
use landform::terraform::value::Value;

/// A preset with an environment of each kind.
fn design(preset: &str) -> Design {
    let mut design = Design { preset: preset.into(), ..Design::new(&BLUEPRINT) };
    for kind in &BLUEPRINT.presets.kinds {
        if !design.environments.contains_key(kind) {
            design.add(&BLUEPRINT, kind, kind).unwrap();
        }
    }
    design
}

/// What each root of a preset costs.
fn costs(preset: &str) -> BTreeMap<String, Money> {
    let design = design(preset);
    let evaluation = evaluate(&BLUEPRINT, &design);
    let cost = |plan: &_| cost::of_root(&BLUEPRINT, &design, plan).total;
    evaluation.roots.iter().map(|plan| (plan.root.to_string(), cost(plan))).collect()
}

#[test]
fn lean_costs_less_and_high_availability_more_in_every_environment() {
    let (lean, first, high) = (costs("lean"), costs(&BLUEPRINT.presets.first()), costs("high-availability"));
    for kind in &BLUEPRINT.presets.kinds {
        let (lean, first, high) = (lean[&**kind], first[&**kind], high[&**kind]);
        assert!(lean < first && first < high, "{kind}: {lean} {first} {high}");
    }
}

/// The document that says what could be safer names no switch that is still to be turned.
#[test]
fn hardened_leaves_nothing_to_switch_on() {
    let switches = |preset: &str| {
        let design = design(preset);
        let evaluation: Evaluation = evaluate(&BLUEPRINT, &design);
        let repository = export::repository(&BLUEPRINT, &design, &evaluation, None).unwrap();
        let document = &repository.files["docs/hardening.md"];
        let (secure, _) = document.split_once("\n## Scale").unwrap();
        secure.lines().filter(|line| line.contains(" = true` |") || line.contains(" = false` |")).count()
    };
    assert!(switches(&BLUEPRINT.presets.first()) > 0, "the document is read another way than it is written");
    assert_eq!(switches("hardened"), 0);
}

#[test]
fn high_availability_stands_in_every_zone_with_a_standby() {
    let design = design("high-availability");
    let evaluation = evaluate(&BLUEPRINT, &design);
    for plan in evaluation.roots.iter().filter(|plan| plan.root.environment_name().is_some()) {
        let count = |kind: &str| plan.plan.resources.iter().filter(|resource| &*resource.kind == kind).count();
        assert_eq!(count("aws_nat_gateway"), 3, "{}", plan.root);
        let address = "module.rds[0].aws_db_instance.this";
        let database = plan.plan.resources.iter().find(|resource| resource.address == address).unwrap();
        let standby = database.value.as_entries().and_then(|values| values.get("multi_az").cloned());
        assert_eq!(standby, Some(Value::bool(true)), "{}", plan.root);
    }
}
