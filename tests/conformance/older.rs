//! What stood elsewhere in earlier versions of the blueprint: an environment of theirs that runs keeps it, as the `moved` blocks say.

use landform::design::{Design, RootId, evaluate};
use landform::hcl::parse_body;
use serde_json::json;

use crate::accepted::workshop;
use crate::covering::BLUEPRINT;
use crate::support::terraform::terraform;
use crate::workshop::export;

/// Where something stood, and where it stands, as addresses of an environment.
type Moved = (String, String);

#[test]
fn what_stood_elsewhere_stays() {
    if terraform().is_none() {
        return;
    }
    let dev = RootId::environment("dev");
    let folder = dev.repository_dir();
    let mut design = Design::new(&BLUEPRINT);
    // All that has moved is there.
    let there = [
        ("ecs_exec", json!(true)),
        ("read_only_root_filesystem", json!(false)),
        ("alarm_ecs_running", json!(true)),
        ("container_insights", json!("enabled")),
        ("alarm_ecs_memory_threshold", json!(85)),
        ("alarm_unhealthy_targets_threshold", json!(1)),
    ];
    for (option, value) in there {
        design.set(&BLUEPRINT, &dev, option, &value).unwrap();
    }
    assert_eq!(evaluate(&BLUEPRINT, &design).problems(), []);
    let workshop = workshop("older", &export(&design));
    crate::say(format_args!("moves: from an earlier version"));
    workshop.planned(&folder);
    workshop.apply(&folder);
    let moved = moved();
    for (from, to) in &moved {
        workshop.run(&folder, &["state", "mv", to, from]);
    }
    let plan = workshop.planned(&folder);
    let changes = plan["resource_changes"].as_array().unwrap();
    let touched: Vec<_> = changes.iter().filter(|change| change["change"]["actions"] != json!(["no-op"])).collect();
    assert!(touched.is_empty(), "{touched:#?}");
    let followed = changes.iter().filter(|change| change["previous_address"].is_string()).count();
    assert!(followed >= moved.len(), "{followed} of {} are followed", moved.len());
    workshop.apply(&folder);
}

/// Every `moved` block of an environment and of the modules that it calls once.
fn moved() -> Vec<Moved> {
    let environment = BLUEPRINT.configuration.module("environment").unwrap();
    let once = environment.calls.values().filter(|call| call.count.is_none() && call.for_each.is_none());
    let called = once.filter_map(|call| Some((format!("module.{}.", call.name), call.source_dir.as_deref()?)));
    let of_dir = |(prefix, dir): (String, &str)| {
        let bodies = BLUEPRINT.configuration.tree().files_in(dir).filter(|file| file.path.ends_with(".tf"));
        let blocks = bodies.flat_map(|file| {
            let body = parse_body(&file.text).unwrap();
            let blocks = body.get_blocks("moved");
            let address = |name: &str, block: &landform::hcl::structure::Block| {
                format!("{prefix}{}", file.slice(block.body.get_attribute(name).unwrap().value.span()))
            };
            blocks.map(|block| (address("from", block), address("to", block))).collect::<Vec<_>>()
        });
        blocks.collect::<Vec<Moved>>()
    };
    let moved: Vec<Moved> = std::iter::once((String::new(), "environment")).chain(called).flat_map(of_dir).collect();
    let all = BLUEPRINT.configuration.tree().iter().map(|file| file.text.matches("\nmoved {").count()).sum::<usize>();
    assert_eq!(moved.len(), all, "each is that of an environment, or of a module that it calls once");
    moved
}
