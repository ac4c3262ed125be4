//! The documents that are exported: well-formed, linked to what is there, and about this design and no other.

mod designs;
mod example;
mod markdown;
mod words;

use std::collections::BTreeSet;

use designs::{Exported, designs};
use landform::design::RootId;
use serde_json::Value as Json;

/// The documents that say what to do.
const RUNBOOKS: [&str; 4] = ["docs/runbook.md", "docs/alarms.md", "docs/deployments.md", "docs/restore.md"];

/// Runs a check on every document of every design, and says what it finds and in which design.
fn each(check: fn(&Exported) -> Vec<String>) {
    let mut wrong = Vec::new();
    for exported in designs() {
        wrong.extend(check(exported).into_iter().map(|what| format!("{}: {what}", exported.name)));
    }
    assert!(wrong.is_empty(), "{} findings\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
}

#[test]
fn they_are_well_formed() {
    each(|exported| exported.documents().flat_map(|(path, text)| markdown::malformed(path, text)).collect());
}

#[test]
fn their_links_lead_somewhere() {
    each(|exported| exported.documents().flat_map(|(path, text)| markdown::dangling(path, text, exported)).collect());
}

#[test]
fn they_mention_nothing_that_is_absent() {
    each(words::of_what_is_absent);
}

#[test]
fn every_row_of_words_is_about_something() {
    assert_eq!(words::without_a_design(designs()), Vec::<String>::new());
}

/// Names in commands are names in the plan: of an environment, or of the remote state.
#[test]
fn commands_name_what_is_planned() {
    each(|exported| {
        let planned = exported.planned_texts();
        let mut wrong = Vec::new();
        let blocks = RUNBOOKS.iter().flat_map(|path| markdown::commands(&exported.repository.files[*path]));
        for block in blocks {
            let names: BTreeSet<String> =
                exported.environments().flat_map(|name| words_of(exported, &block, name)).collect();
            for name in names {
                let made = MADE.iter().find_map(|end| name.strip_suffix(end));
                let begins = name.ends_with(['-', '*']) || made.is_some();
                let stem = made.unwrap_or(&name).trim_end_matches(['*', '-']);
                if !planned.iter().any(|text| if begins { text.starts_with(stem) } else { *text == name }) {
                    wrong.push(format!("a runbook names {name}, which nothing planned is called"));
                }
            }
        }
        wrong
    });
}

/// How what the commands make is called: it begins with the name of something planned.
const MADE: &[&str] = &["-restored", "-lost", "$REPLICA"];

/// What shows that commands are about a type of resource, or those of a name.
const ABOUT: &[(&str, &str)] = &[
    ("-replica-", "aws_db_instance.replica"),
    ("aws rds", "aws_db_instance"),
    ("/aws/rds", "aws_db_instance"),
    ("AWS/RDS", "aws_db_instance"),
    ("aws-waf-logs-", "aws_wafv2_web_acl"),
    ("nat-gateways", "aws_nat_gateway"),
];

/// The words of a block of commands that hold the name of an environment, with its variables put in. What is about something
/// that only another environment has, is not about this one.
fn words_of(exported: &Exported, block: &str, environment: &str) -> Vec<String> {
    let full = exported.full_name(environment);
    let per_zone = block.contains("-private-b");
    let plan = exported.evaluation.root(&RootId::environment(environment)).unwrap();
    let has = |what: &str| {
        let (kind, name) = what.split_once('.').unwrap_or((what, ""));
        plan.plan.resources.iter().any(|it| &*it.kind == kind && (name.is_empty() || &*it.name == name))
    };
    let no_commands = block.contains("execute-command") && exported.input(environment, "ecs_exec") != true;
    let absent = no_commands || ABOUT.iter().any(|(word, what)| block.contains(word) && !has(what));
    if absent || per_zone && exported.input(environment, "nat_mode") != "per_az" {
        return Vec::new();
    }
    let block = block.replace("${NAME}", &full).replace("$NAME", &full);
    let apart = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '=' | ',' | '(' | ')' | '`');
    block.split(apart).filter(|word| word.contains(&full)).map(str::to_owned).collect()
}

/// A runbook says of every alarm what sets it off.
#[test]
fn alarms_have_their_thresholds() {
    each(|exported| {
        let lines = || RUNBOOKS.iter().flat_map(|path| exported.repository.files[*path].lines());
        let mut wrong = Vec::new();
        for alarm in exported.planned("aws_cloudwatch_metric_alarm") {
            let name = alarm["alarm_name"].as_str().unwrap();
            let threshold = alarm["threshold"].as_f64().unwrap();
            let bytes = alarm["metric_name"] == "FreeStorageSpace";
            let threshold = if bytes { threshold / 1024.0 / 1024.0 / 1024.0 } else { threshold };
            let period =
                alarm["period"].as_u64().or_else(|| alarm["metric_query"].as_array()?.iter().find_map(period_of));
            let line = lines().find(|line| line.starts_with(&format!("- `{name}`: "))).unwrap_or_default();
            let expected = [
                format!(" {threshold}"),
                format!(" {} seconds", period.unwrap()),
                format!(" {} times", alarm["evaluation_periods"]),
            ];
            if !expected.iter().all(|part| line.contains(part)) {
                wrong.push(format!("no runbook says of {name}{}", expected.join(",")));
            }
        }
        wrong
    });
}

fn period_of(query: &Json) -> Option<u64> {
    query["metric"][0]["period"].as_u64()
}
