//! Changes that hurt in practice, one after the other on one state: what each of them replaces, deletes and changes is what
//! `moves.txt` says, and no more.

use landform::design::{Design, RootId};
use serde_json::{Value as Json, json};

use crate::accepted::workshop;
use crate::covering::BLUEPRINT;
use crate::support::terraform::terraform;
use crate::workshop::{export, said};

#[test]
fn moves_replace_nothing_that_need_not_be() {
    if terraform().is_none() {
        return;
    }
    let dev = RootId::environment("dev");
    let folder = dev.repository_dir();
    let mut design = Design::new(&BLUEPRINT);
    let mut workshop = workshop("moves", &export(&design));
    workshop.planned(&folder);
    workshop.apply(&folder);
    let moves = [
        ("nat_mode", json!("per_az")),
        ("az_count", json!(3)),
        ("db_enabled", json!(false)),
        ("db_enabled", json!(true)),
        ("allow_http", json!(true)),
        ("allow_http", json!(false)),
        ("az_count", json!(2)),
        ("nat_mode", json!("single")),
        ("on_demand_base", json!(0)),
        ("spot_share", json!(100)),
        ("autoscaling_min", json!(1)),
        ("autoscaling", json!(true)),
        ("autoscaling_max", json!(10)),
        ("autoscaling", json!(false)),
        ("services", json!({ "api": api() })),
        ("services", json!({ "api": api(), "web": web() })),
        ("services", json!({})),
        ("db_password", json!("platform")),
        ("db_read_replicas", json!(2)),
        ("db_password_version", json!(2)),
        ("db_read_replicas", json!(0)),
        ("db_password", json!("rds")),
    ];
    let mut text = String::new();
    for (option, value) in moves {
        design.set(&BLUEPRINT, &dev, option, &value).unwrap();
        crate::say(format_args!("moves: {option} = {value}"));
        workshop.put(&export(&design).files);
        let mut say = |what: &str, plan: &Json| {
            text += &format!("\n{option} = {value}{what}\n");
            text.extend(changes(plan).iter().map(|line| format!("  {line}\n")));
        };
        if (option, &value) == ("db_password", &json!("rds")) {
            let refused = workshop.attempt(&folder, &["plan", "-input=false"]);
            assert!(
                !refused.status.success() && said(&refused).contains("RDS has made no secret"),
                "{}",
                said(&refused)
            );
            workshop.run(&folder, &DATABASE_ALONE);
            say(", the database alone", &workshop.shown(&folder));
            workshop.run(&folder, &["apply", "-input=false", "plan.tfplan"]);
        }
        say("", &workshop.planned(&folder));
        workshop.apply(&folder);
    }
    let path = "tests/conformance/moves.txt";
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    let expected = expected.split_once("\n\n").map(|(_, rest)| format!("\n{rest}")).unwrap_or_default();
    if expected != text {
        std::fs::write(format!("{}/moves.txt", env!("CARGO_TARGET_TMPDIR")), &text).unwrap();
    }
    assert!(expected == text, "{path} says otherwise:\n{text}");
}

/// How docs/upgrading.md lets RDS make the secret of a password that the platform made before.
const DATABASE_ALONE: [&str; 4] =
    ["plan", "-input=false", "-out=plan.tfplan", "-target=module.rds[0].aws_db_instance.this"];

/// Services beside the first.
fn api() -> Json {
    json!({ "priority": 20, "path_patterns": ["/api/*"], "container_image": "registry.example.com/api:1.0.0", "database": true })
}

fn web() -> Json {
    json!({ "priority": 10, "path_patterns": ["/web/*"], "container_image": "registry.example.com/web:1.0.0" })
}

/// What keeps something that cannot be made again, and what serves.
const KEPT: &[&str] = &[
    "aws_backup_vault",
    "aws_cloudwatch_log_group",
    "aws_db_instance",
    "aws_dynamodb_table",
    "aws_ecs_service",
    "aws_kms_key",
    "aws_s3_bucket",
    "aws_secretsmanager_secret",
];

/// How docs/deployments.md hands a service that runs over to autoscaling.
const HANDOVER: [&str; 4] =
    ["state", "mv", "module.ecs.aws_ecs_service.this[0]", "module.ecs.aws_ecs_service.scaled[0]"];

/// What the documents say of it.
const HANDED_OVER: &str =
    "With the service [handed over to autoscaling](deployments.md#hand-the-service-over-to-autoscaling) before: ";

const PLANS: [&str; 2] = ["<!-- plans -->\n", "<!-- /plans -->\n"];

/// From the first preset to others, applied: what terraform plans stands in the documents. `LANDFORM_TABLE=write` puts it there.
#[test]
fn from_preset_to_preset_nothing_that_holds_data_or_serves_is_lost() {
    if terraform().is_none() {
        return;
    }
    let mut text = String::new();
    for preset in ["hardened", "high-availability"] {
        crate::say(format_args!("moves: to {preset}"));
        let first = Design::new(&BLUEPRINT);
        let mut workshop = workshop(&format!("moves-{preset}"), &export(&first));
        let environments: Vec<RootId> =
            first.roots(&BLUEPRINT).filter(|root| root.environment_name().is_some()).collect();
        for root in &environments {
            workshop.planned(&root.repository_dir());
            workshop.apply(&root.repository_dir());
        }
        workshop.put(&export(&Design { preset: preset.into(), ..first }).files);
        for root in &environments {
            let folder = root.repository_dir();
            let mut lines = changes(&workshop.planned(&folder));
            let scales = lines.contains(&format!("create {}", HANDOVER[3]));
            if scales {
                workshop.run(&folder, &HANDOVER);
                lines = changes(&workshop.planned(&folder));
            }
            let lost = lines.iter().filter(|line| line.starts_with("replace") || line.starts_with("delete"));
            let lost: Vec<&String> =
                lost.filter(|line| KEPT.iter().any(|kind| line.contains(&format!("{kind}.")))).collect();
            assert!(lost.is_empty(), "{preset}, {root}: {lost:#?}");
            let count = |what: &str| lines.iter().filter(|line| line.starts_with(what)).count();
            let summary = format!(
                "{} to add, {} to change, {} to replace, {} to delete",
                count("create"),
                count("update"),
                count("replace"),
                count("delete")
            );
            let before = if scales { HANDED_OVER } else { "" };
            text += &format!(
                "### From balanced to {preset}: {root}\n\n{before}{summary}.\n\n```text\n{}\n```\n\n",
                lines.join("\n")
            );
        }
    }
    let path = "blueprint/docs/upgrading.md.tftpl";
    let document = std::fs::read_to_string(path).unwrap();
    let (head, rest) = document.split_once(PLANS[0]).unwrap();
    let (said, tail) = rest.split_once(PLANS[1]).unwrap();
    let text = format!("\n{text}");
    if std::env::var("LANDFORM_TABLE").as_deref() == Ok("write") {
        std::fs::write(path, format!("{head}{}{text}{}{tail}", PLANS[0], PLANS[1])).unwrap();
    } else {
        assert!(said == text, "{path} says otherwise (make conformance-table):\n{text}");
    }
}

/// What a plan does, but for what it leaves alone: replaced and deleted by address, changed and created likewise.
fn changes(plan: &Json) -> Vec<String> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for change in plan["resource_changes"].as_array().into_iter().flatten() {
        let actions: Vec<&str> =
            change["change"]["actions"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
        let (order, what) = match actions.as_slice() {
            ["no-op"] | ["read"] => continue,
            ["delete", "create"] => (0, "replace, deleted first"),
            ["create", "delete"] => (0, "replace, created first"),
            ["delete"] => (1, "delete"),
            ["update"] => (2, "update"),
            ["create"] => (3, "create"),
            other => panic!("{other:?}"),
        };
        let paths = change["change"]["replace_paths"].as_array();
        let because = paths.map(|paths| format!(" because of {}", Json::from(paths.clone()))).unwrap_or_default();
        lines.push((order, format!("{what} {}{because}", change["address"].as_str().unwrap_or_default())));
    }
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}
