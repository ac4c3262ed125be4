//! What designs cost, against figures worked out by hand: AWS's list price times what the plan has.

use std::collections::BTreeSet;
use std::process::Command;

use landform::blueprint::Blueprint;
use landform::cost::{self, Estimate, Item, Savings, Unknown};
use landform::design::{self, Design, Form, RootPlan, file, link};
use serde_json::{Value as Json, json};

fn blueprint() -> Blueprint {
    Blueprint::embedded().unwrap_or_else(|error| panic!("{error}"))
}

/// A design of which nothing is lost.
fn design(blueprint: &Blueprint, json: &Json) -> Design {
    let read = file::read(&json.to_string(), blueprint);
    assert_eq!(read.notes, [], "{json}");
    read.design
}

fn root(blueprint: &Blueprint, design: &Design, name: &str) -> RootPlan {
    let root = blueprint.roots().find(|root| root.to_string() == name).unwrap_or_else(|| panic!("{name}"));
    design::evaluate_root(blueprint, design, root)
}

fn estimate(blueprint: &Blueprint, json: &Json, name: &str) -> Estimate {
    let design = design(blueprint, json);
    cost::of_root(blueprint, &design, &root(blueprint, &design, name))
}

/// Every item: module, what, quantity, and the exact amount or why there is none.
fn rows(estimate: &Estimate) -> Vec<(String, String, String, String)> {
    let row = |item: &Item| {
        let quantity = item.quantity.map(|quantity| quantity.to_string()).unwrap_or_default();
        let amount = item.monthly.as_ref().map_or_else(|why| format!("({why})"), |amount| amount.exact().to_string());
        (item.module.clone(), item.what.to_string(), quantity, amount)
    };
    estimate.items.iter().map(row).collect()
}

fn assert_rows(estimate: &Estimate, expected: &[(&str, &str, &str, &str)]) {
    let mut rows = rows(estimate);
    rows.sort();
    let text = |row: &(&str, &str, &str, &str)| (row.0.into(), row.1.into(), row.2.into(), row.3.into());
    let mut expected: Vec<_> = expected.iter().map(text).collect();
    expected.sort();
    assert_eq!(rows, expected);
}

const UNKNOWN: &str = "(quantity not known)";

/// Two zones, a NAT gateway in each, db.m7g.large with a standby, 100 GB; medium use.
#[test]
fn prods_preset_line_by_line() {
    let blueprint = blueprint();
    let prod = estimate(&blueprint, &json!({}), "prod");
    assert_rows(
        &prod,
        &[
            // One of the two keys.
            ("", "KMS key", "1", "1"),
            // 100 thousand are 10 × 10,000, half of them for each key: 5 × 0.03
            ("", "Requests to KMS", "5", "0.15"),
            // 730 × 0.0225
            ("module.alb", "Load balancer", "730", "16.425"),
            // 250 GB are 250 LCU-hours; 10 million connections at 25 a second are 111: 250 × 0.008
            ("module.alb", "Capacity of the load balancer", "250", "2"),
            // Two zones × 730 × 0.005
            ("module.alb", "Public IPv4 addresses", "1460", "7.3"),
            // 250 × 0.09
            ("module.alb", "Data to the internet", "250", "22.5"),
            // 1 GB a month for twelve months: 12 × 0.023
            ("module.alb", "Logs of the load balancer", "12", "0.276"),
            // Twelve an hour in each of two zones: 2 × 730 × 12 / 1000 × 0.005
            ("module.alb", "Writes of the load balancer's logs", "17.52", "0.0876"),
            // 2 tasks × 1024/1024 × 730 = 1460, × 0.04048
            ("module.ecs", "vCPU of the tasks", "1460", "59.1008"),
            // 2 tasks × 2048/1024 × 730 = 2920, × 0.004445
            ("module.ecs", "Memory of the tasks", "2920", "12.9794"),
            // 20 × 0.50
            ("module.ecs", "Logs of the service, taken in", "20", "10"),
            // 365 days are twelve months: 20 × 12 × 0.03
            ("module.ecs", "Logs of the service, kept", "240", "7.2"),
            // 2 × 0.50, 2 × 12 × 0.03
            ("module.cluster", "Logs of Container Insights, taken in", "2", "1"),
            ("module.cluster", "Logs of Container Insights, kept", "24", "0.72"),
            ("module.cluster", "Metrics of Container Insights", "", UNKNOWN),
            // 730 × 0.005 for each of two
            ("module.network", "Public IPv4 address", "730", "3.65"),
            ("module.network", "Public IPv4 address", "730", "3.65"),
            // 730 × 0.045 for each of two
            ("module.network", "NAT gateway", "730", "32.85"),
            ("module.network", "NAT gateway", "730", "32.85"),
            // Half of 222 for each: 111 × 0.045
            ("module.network", "Data through NAT", "111", "4.995"),
            ("module.network", "Data through NAT", "111", "4.995"),
            // 100 out of one zone and into another: 200 × 0.01
            ("module.network", "Data between zones", "200", "2"),
            // 20 × 0.50, 20 × 12 × 0.03
            ("module.network", "Flow logs, taken in", "20", "10"),
            ("module.network", "Flow logs, kept", "240", "7.2"),
            // The first alarm is on two metrics: 2 × 0.10
            ("module.observability", "Alarm", "2", "0.2"),
            ("module.observability", "Alarm", "1", "0.1"),
            ("module.observability", "Alarm", "1", "0.1"),
            ("module.observability", "Alarm", "1", "0.1"),
            ("module.observability", "Alarm", "1", "0.1"),
            ("module.observability", "Alarm", "1", "0.1"),
            // 730 × 0.337
            ("module.rds[0]", "Database", "730", "246.01"),
            // 100 × 0.23
            ("module.rds[0]", "Storage of the database", "100", "23"),
            // 20 × 0.095
            ("module.rds[0]", "Backups beyond the size of the database", "20", "1.9"),
            ("module.rds[0]", "Secret of the master user", "1", "0.4"),
            // 100 thousand are 10 × 10,000: 10 × 0.05
            ("module.rds[0]", "Calls of the secret", "10", "0.5"),
            ("module.rds[0]", "Enhanced Monitoring", "", UNKNOWN),
            // 2 × 0.50, 2 × 12 × 0.03
            ("module.rds[0]", "Logs of the database, taken in", "2", "1"),
            ("module.rds[0]", "Logs of the database, kept", "24", "0.72"),
            ("module.rds[0]", "KMS key", "1", "1"),
            ("module.rds[0]", "Requests to KMS", "5", "0.15"),
        ],
    );
    // 1.15 + 48.5886 + 1.72 + 89.2802 + 102.19 + 0.5 + 274.68
    assert_eq!(prod.total.exact().to_string(), "518.3088");
    assert_eq!(prod.total.to_string(), "518.31");
    assert!(!prod.complete);
    let modules: Vec<_> = prod.by_module().into_iter().map(|m| (m.module, m.total.to_string(), m.complete)).collect();
    let expected = [
        ("module.rds[0]", "274.68", false),
        ("module.network", "102.19", true),
        ("module.ecs", "89.28", true),
        ("module.alb", "48.59", true),
        ("module.cluster", "1.72", false),
        ("", "1.15", true),
        ("module.observability", "0.70", true),
    ];
    assert_eq!(modules, expected.map(|(module, total, complete)| (module.to_owned(), total.to_owned(), complete)));
}

/// Two zones, one NAT gateway, db.t4g.micro, 20 GB; small use.
#[test]
fn devs_preset_line_by_line() {
    let blueprint = blueprint();
    let dev = estimate(&blueprint, &json!({}), "dev");
    assert_rows(
        &dev,
        &[
            ("", "KMS key", "1", "1"),
            // 10 thousand are 1 × 10,000, half of it: 0.5 × 0.03
            ("", "Requests to KMS", "0.5", "0.015"),
            ("module.alb", "Load balancer", "730", "16.425"),
            // 25 GB, against 11 of the connections: 25 × 0.008
            ("module.alb", "Capacity of the load balancer", "25", "0.2"),
            ("module.alb", "Public IPv4 addresses", "1460", "7.3"),
            ("module.alb", "Data to the internet", "25", "2.25"),
            // 1 task × 256/1024 × 730 = 182.5, × 0.04048
            ("module.ecs", "vCPU of the tasks", "182.5", "7.3876"),
            // 1 task × 512/1024 × 730 = 365, × 0.004445
            ("module.ecs", "Memory of the tasks", "365", "1.622425"),
            ("module.ecs", "Logs of the service, taken in", "10", "5"),
            // 7 days are 7 × 12 / 365 months: 10 × 0.230137 × 0.03
            ("module.ecs", "Logs of the service, kept", "2.301369863014", "0.06904109589"),
            ("module.network", "Public IPv4 address", "730", "3.65"),
            ("module.network", "NAT gateway", "730", "32.85"),
            ("module.network", "Data through NAT", "111", "4.995"),
            ("module.network", "Data between zones", "20", "0.2"),
            ("module.observability", "Alarm", "2", "0.2"),
            ("module.observability", "Alarm", "1", "0.1"),
            ("module.observability", "Alarm", "1", "0.1"),
            ("module.observability", "Alarm", "1", "0.1"),
            // 730 × 0.016
            ("module.rds[0]", "Database", "730", "11.68"),
            // 20 × 0.115
            ("module.rds[0]", "Storage of the database", "20", "2.3"),
            ("module.rds[0]", "Backups beyond the size of the database", "0", "0"),
            ("module.rds[0]", "Secret of the master user", "1", "0.4"),
            ("module.rds[0]", "Calls of the secret", "1", "0.05"),
            ("module.rds[0]", "Logs of the database, taken in", "1", "0.5"),
            ("module.rds[0]", "Logs of the database, kept", "0.230136986301", "0.006904109589"),
            ("module.rds[0]", "KMS key", "1", "1"),
            ("module.rds[0]", "Requests to KMS", "0.5", "0.015"),
        ],
    );
    // 1.015 + 26.175 + 14.079066 + 41.695 + 0.5 + 15.951904
    assert_eq!(dev.total.to_string(), "99.42");
    assert!(dev.complete);
}

/// A service beside the first: two tasks of 0.5 vCPU and 1 GB, of which one module is two instances.
#[test]
fn each_service_is_counted_by_its_own_size() {
    let blueprint = blueprint();
    let api =
        json!({ "priority": 10, "path_patterns": ["/api/*"], "container_image": "registry.example.com/api:1.0.0" });
    let dev = estimate(&blueprint, &json!({ "environments": { "dev": { "services": { "api": api } } } }), "dev");
    let of_services =
        |row: &(String, String, String, String)| row.0 == "module.ecs" || row.0.starts_with("module.services");
    let mut rows: Vec<_> = rows(&dev).into_iter().filter(of_services).collect();
    rows.sort();
    let expected = [
        // Half of it is the other's: 5 × 7 × 12 / 365 × 0.03
        ("module.ecs", "Logs of the service, kept", "1.150684931507", "0.034520547945"),
        ("module.ecs", "Logs of the service, taken in", "5", "2.5"),
        // 1 task × 512/1024 × 730 = 365, × 0.004445
        ("module.ecs", "Memory of the tasks", "365", "1.622425"),
        // 1 task × 256/1024 × 730 = 182.5, × 0.04048
        ("module.ecs", "vCPU of the tasks", "182.5", "7.3876"),
        ("module.services[\"api\"]", "Logs of the service, kept", "1.150684931507", "0.034520547945"),
        ("module.services[\"api\"]", "Logs of the service, taken in", "5", "2.5"),
        // 2 tasks × 1024/1024 × 730 = 1460, × 0.004445
        ("module.services[\"api\"]", "Memory of the tasks", "1460", "6.4897"),
        // 2 tasks × 512/1024 × 730 = 730, × 0.04048
        ("module.services[\"api\"]", "vCPU of the tasks", "730", "29.5504"),
    ];
    let expected = expected.map(|row| (row.0.to_owned(), row.1.to_owned(), row.2.to_owned(), row.3.to_owned()));
    assert_eq!(rows, expected);
    // 99.42 + 29.5504 + 6.4897 + 0.1 for the alarm on its CPU
    assert_eq!(dev.total.to_string(), "135.56");
}

#[test]
fn the_remote_state_line_by_line() {
    let blueprint = blueprint();
    let expected = [
        ("", "KMS key", "1", "1"),
        ("", "Requests to KMS", "1", "0.03"),
        ("", "States", "1", "0.023"),
        // 100 runs × 2 are 0.2 thousand: 0.2 × 0.005
        ("", "Writes of states", "0.2", "0.001"),
        // 100 runs × 4 are 0.4 thousand: 0.4 × 0.0004
        ("", "Reads of states", "0.4", "0.00016"),
        // 400 are 0.0004 million: × 0.625, × 0.125
        ("", "Writes of locks", "0.0004", "0.00025"),
        ("", "Reads of locks", "0.0004", "0.00005"),
    ];
    let bootstrap = estimate(&blueprint, &json!({}), "bootstrap");
    assert_rows(&bootstrap, &expected);
    assert_eq!(bootstrap.total.to_string(), "1.05");
    let s3 = estimate(&blueprint, &json!({"bootstrap": {"state_lock": "s3"}}), "bootstrap");
    assert_rows(&s3, expected.split_at(5).0);
}

#[test]
fn what_is_chosen_shows_in_the_items() {
    let blueprint = blueprint();
    let of = |prod: Json| estimate(&blueprint, &json!({"environments": {"prod": prod}}), "prod");
    let amounts = |estimate: &Estimate, what: &str| -> Vec<String> {
        let items = estimate.items.iter().filter(|item| &*item.what == what);
        items.map(|item| item.monthly.as_ref().map_or_else(|_| "?".into(), |m| m.exact().to_string())).collect()
    };
    // 3 × 0.5 vCPU × 730 = 1095, × 0.03238; 3 × 1 GB × 730 = 2190, × 0.00356
    let arm = of(
        json!({"cpu_architecture": "ARM64", "task_cpu": 512, "task_memory": 1024, "desired_count": 3, "az_count": 3}),
    );
    assert_eq!(amounts(&arm, "vCPU of the tasks"), ["35.4561"]);
    assert_eq!(amounts(&arm, "Memory of the tasks"), ["7.7964"]);
    // Three zones: 3 × 730 × 0.005, and a NAT gateway in each, with 222/3 × 0.045
    assert_eq!(amounts(&arm, "Public IPv4 addresses"), ["10.95"]);
    assert_eq!(amounts(&arm, "NAT gateway"), ["32.85"; 3]);
    assert_eq!(amounts(&arm, "Data through NAT"), ["3.33"; 3]);
    // 730 × 0.129, 50 × 0.23
    let medium = of(json!({"db_instance_class": "db.t4g.medium", "db_allocated_storage": 50}));
    assert_eq!(amounts(&medium, "Database"), ["94.17"]);
    assert_eq!(amounts(&medium, "Storage of the database"), ["11.5"]);
    // Each copy has the class and the storage of the database: 730 × 0.168, 100 × 0.115
    let copied = of(json!({"db_password": "platform", "db_read_replicas": 2}));
    assert_eq!(amounts(&copied, "Read replica"), ["122.64"; 2]);
    assert_eq!(amounts(&copied, "Storage of the database"), ["11.5", "11.5", "23"]);
    assert_eq!(amounts(&copied, "Secret of the master user"), ["0.4"]);
    assert_eq!(amounts(&copied, "Backups beyond the size of the database").len(), 1);
    // For ever is counted as it stands after a year: 20 × 12 × 0.03
    assert_eq!(amounts(&of(json!({"log_retention_days": 0})), "Logs of the service, kept"), ["7.2"]);
    // The least that autoscaling keeps, 2 × 730 × 0.04048, and two alarms for its one target
    let scaled = of(json!({"autoscaling": true}));
    assert_eq!(amounts(&scaled, "vCPU of the tasks"), ["59.1008"]);
    assert_eq!(amounts(&scaled, "Alarms of autoscaling"), ["0.2"]);
    // Of four tasks two are the base, and of the other two one runs on Spot: 3 × 730 × 0.04048
    let spot = of(json!({"desired_count": 4, "spot_share": 50, "on_demand_base": 2}));
    assert_eq!(amounts(&spot, "vCPU of the tasks"), ["88.6512"]);
    assert_eq!(amounts(&spot, "vCPU of the tasks on Spot"), ["?"]);
    let without = of(json!({"db_enabled": false, "flow_logs": false, "container_insights": "disabled"}));
    for gone in ["Database", "Secret of the master user", "Flow logs, taken in", "Metrics of Container Insights"] {
        assert_eq!(amounts(&without, gone), Vec::<String>::new(), "{gone}");
    }
    // One key is left, with all requests: 10 × 0.03. Four alarms, one of them on two metrics.
    assert_eq!(amounts(&without, "Requests to KMS"), ["0.3"]);
    assert_eq!(amounts(&without, "Alarm"), ["0.2", "0.1", "0.1", "0.1"]);
    assert!(without.complete);
}

#[test]
fn what_has_no_price_has_no_amount_and_the_total_is_the_least() {
    let blueprint = blueprint();
    let of = |dev: Json| estimate(&blueprint, &json!({"environments": {"dev": dev}}), "dev");
    let class = of(json!({"db_instance_class": "db.r7g.16xlarge"}));
    let unknown: Vec<_> = class.unknown().map(|item| (item.what.to_string(), item.monthly.clone())).collect();
    let why = Unknown::Price { item: "rds_postgres_db.r7g.16xlarge_single".into(), region: "us-east-1".into() };
    assert_eq!(unknown, [("Database".to_owned(), Err(why))]);
    assert!(!class.complete);
    // 99.416 − 11.68
    assert_eq!(class.total.to_string(), "87.74");

    // Ireland: what is known of it, and nothing of another region.
    let ireland = of(json!({"region": "eu-west-1"}));
    assert!(ireland.items.iter().filter_map(|item| item.price.as_ref()).all(|price| &*price.region == "eu-west-1"));
    let nat = ireland.items.iter().find(|item| &*item.what == "NAT gateway").unwrap();
    // 730 × 0.048
    assert_eq!(nat.monthly.clone().unwrap().to_string(), "35.04");
    assert!(ireland.unknown().any(|item| &*item.what == "Secret of the master user"));

    let nowhere = of(json!({"region": "ap-south-2"}));
    assert_eq!((nowhere.total.to_string(), nowhere.complete), ("0.00".to_owned(), false));
    assert_eq!(nowhere.unknown().count(), nowhere.items.len());
}

/// Designs that plan everything that the blueprint can, and many other things.
fn covering() -> Vec<Json> {
    vec![
        json!({}),
        json!({"environments": {"dev": {"flow_logs": true, "az_count": 3, "nat_mode": "per_az", "db_enabled": false}}}),
        json!({"environments": {
            "dev": {"certificate_arn": "arn:aws:acm:us-east-1:123456789012:certificate/x", "hosted_zone_name": null},
            "prod": {"container_insights": "enhanced", "db_performance_insights": false, "db_monitoring_interval": 0},
        }}),
        json!({"environments": {"dev": {"allow_http": true, "domain_name": null, "hosted_zone_name": null, "alarm_email": null}}}),
        json!({"environments": {"dev": {"desired_count": 0, "db_max_allocated_storage": 0, "log_retention_days": 0}}}),
        json!({"bootstrap": {"state_lock": "s3"}}),
        json!({"usage": {"dev": {"size": "large"}, "prod": {"size": "small", "requests": 5000, "egress_gb": 0.5}}}),
    ]
}

#[test]
fn every_type_of_resource_is_paid_for_or_free_for_a_reason() {
    let blueprint = blueprint();
    let declared = blueprint.configuration.modules().flat_map(|module| module.resources.values());
    let declared: BTreeSet<&str> = declared.map(|resource| &*resource.kind).collect();
    let missing: Vec<_> =
        declared.iter().filter(|kind| !blueprint.costs().table.resources.contains_key(**kind)).collect();
    assert_eq!(missing, Vec::<&&str>::new(), "costs.hcl has no block for these");
    for (kind, rule) in &blueprint.costs().table.resources {
        let always = rule.items.iter().any(|item| item.when.is_none());
        assert_ne!(always, rule.free.is_some(), "{kind}: either something is always paid for, or it can be free");
    }
    for json in covering() {
        let design = design(&blueprint, &json);
        for plan in design::evaluate(&blueprint, &design).roots {
            assert!(!plan.plan.has_errors(), "{json} {}", plan.root);
            let estimate = cost::of_root(&blueprint, &design, &plan);
            for item in &estimate.items {
                let fine = !matches!(item.monthly, Err(Unknown::Failed(_) | Unknown::Rule | Unknown::TooLarge));
                assert!(fine, "{json} {}: {item:?}", plan.root);
                assert!(!matches!(item.monthly, Err(Unknown::Price { .. })), "{item:?}");
            }
            let managed = plan.plan.resources.iter().filter(|r| r.mode == landform::terraform::plan::Mode::Managed);
            let paid: BTreeSet<&str> = estimate.items.iter().map(|item| &*item.address).collect();
            let free: usize = estimate.free.iter().map(|free| free.count).sum();
            assert_eq!(managed.count(), paid.len() + free, "{json} {}", plan.root);
        }
    }
}

#[test]
fn every_price_has_its_day_and_its_source() {
    let blueprint = blueprint();
    for price in blueprint.costs().prices.iter() {
        assert!(price.url.starts_with("https://aws.amazon.com/"), "{price:?}");
        let date: Vec<_> = price.date.split('-').collect();
        let lengths: Vec<_> = date.iter().map(|part| part.len()).collect();
        assert!(matches!(lengths.as_slice(), [4] | [4, 2] | [4, 2, 2]), "{price:?}");
        assert!(date.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit())), "{price:?}");
    }
}

#[test]
fn a_toggle_says_what_it_costs() {
    let blueprint = blueprint();
    let single = estimate(&blueprint, &json!({}), "dev");
    let per_zone = estimate(&blueprint, &json!({"environments": {"dev": {"nat_mode": "per_az"}}}), "dev");
    let difference = cost::difference(&single, &per_zone);
    // One more gateway and its address: 32.85 + 3.65. The data is shared.
    assert_eq!(difference.total.to_string(), "36.50");
    assert!(difference.complete);
    let new = difference.changes.iter().filter(|change| change.before.is_none()).count();
    assert_eq!((new, difference.changes.len()), (3, 4));
    assert_eq!(cost::difference(&single, &single), cost::Difference { complete: true, ..Default::default() });
    assert_eq!(cost::difference(&per_zone, &single).total.to_string(), "-36.50");
    // Of a plan with errors something may be missing.
    let broken = estimate(&blueprint, &json!({"environments": {"dev": {"az_count": 7}}}), "dev");
    assert!(broken.broken && !cost::difference(&single, &broken).complete);
}

#[test]
fn savings_hold_what_they_say_and_break_no_rule() {
    let blueprint = blueprint();
    let form = Form::of(&blueprint);
    let plain = Design::new(&blueprint);
    for name in ["dev", "prod", "bootstrap"] {
        let plan = root(&blueprint, &plain, name);
        let before = cost::of_root(&blueprint, &plain, &plan);
        let mut savings = Savings::new(&blueprint, &form, &plain, &plan);
        let candidates = savings.left();
        assert!(candidates > 0 && candidates <= cost::savings::MOST, "{name}: {candidates}");
        let mut steps = 0;
        while savings.step(&blueprint) {
            steps += 1;
        }
        assert_eq!((steps, savings.left()), (candidates, 0));
        assert!(savings.found().is_sorted_by_key(|saving| -saving.saves));
        for saving in savings.found() {
            let mut design = plain.clone();
            design.set(&blueprint, &plan.root, &saving.option, &saving.to).unwrap();
            let plan = root(&blueprint, &design, name);
            assert!(!plan.plan.has_errors(), "{saving:?}");
            let after = cost::of_root(&blueprint, &design, &plan);
            assert_eq!(before.total - after.total, saving.saves, "{saving:?}");
        }
        let found: Vec<String> = savings
            .found()
            .iter()
            .map(|s| format!("{} {} → {}: {} ({} resources fewer)", s.option, s.from, s.to, s.saves, s.gives_up))
            .collect();
        insta::assert_snapshot!(format!("savings_{name}"), found.join("\n"));
    }
    // A root that breaks a rule is mended first.
    let broken = design(&blueprint, &json!({"environments": {"prod": {"allow_http": true}}}));
    let plan = root(&blueprint, &broken, "prod");
    assert!(plan.plan.has_errors());
    assert_eq!(Savings::new(&blueprint, &form, &broken, &plan).left(), 0);
    assert!(!cost::of_root(&blueprint, &broken, &plan).complete);
}

fn landform(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_landform")).args(arguments).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_command_line_prints_a_table() {
    let (code, text) = landform(&["cost"]);
    assert_eq!(code, Some(0));
    insta::assert_snapshot!(text);
    let blueprint = blueprint();
    let broken = design(&blueprint, &json!({"environments": {"dev": {"desired_count": -1}}}));
    let (code, _) = landform(&["cost", "--link", &link::encode(&broken, &blueprint)]);
    assert_eq!(code, Some(1));
}

#[test]
fn the_command_line_prints_json() {
    let (code, text) = landform(&["cost", "--json", "--env", "prod"]);
    assert_eq!(code, Some(0));
    let json: Json = serde_json::from_str(&text).unwrap();
    assert_eq!(json["prod"]["total"].to_string(), "518.3088");
    assert_eq!(json["prod"]["complete"], json!(false));
    let items = json["prod"]["items"].as_array().unwrap();
    let database = items.iter().find(|item| item["what"] == "Database").unwrap();
    assert_eq!(database["monthly"].to_string(), "246.01");
    assert_eq!((&database["unit"], &database["price"]["date"]), (&json!("hours"), &json!("2026-07-29")));
    assert_eq!(json["prod"]["assumed"]["nat_gb"]["value"].to_string(), "222");
    assert_eq!(json.as_object().map(serde_json::Map::len), Some(1));
}
