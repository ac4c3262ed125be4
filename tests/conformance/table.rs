//! The README's table of what was tried with which tool, made from what was just tried.

use std::process::Command;

use crate::accepted::TERRAFORM;
use crate::covering::DESIGNS;
use crate::gates::FOUND;

/// A line of the table.
#[derive(Clone, Debug)]
pub struct Row {
    pub tool: String,
    pub version: String,
    /// On how many designs, or on what.
    pub tried: String,
    /// What it had against them.
    pub findings: String,
}

impl Row {
    /// What a command of terraform came to.
    pub fn terraform(command: &str, tried: String, findings: &str) -> Row {
        let output = Command::new("terraform").args(["version", "-json"]).output().unwrap();
        let version: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let version = version["terraform_version"].as_str().unwrap_or_default().to_owned();
        Row { tool: format!("terraform {command}"), version, tried, findings: findings.to_owned() }
    }
}

/// `81 of 640 designs without problems`
pub fn count(tried: usize, of: usize, which: &str) -> String {
    if tried == of { format!("all {of} designs {which}") } else { format!("{tried} of {of} designs {which}") }
}

const BEGIN: &str = "<!-- made by `make conformance-table` -->\n";
const END: &str = "<!-- /made -->\n";

/// The README has the table of such a run. `LANDFORM_TABLE=write` puts this one there.
#[test]
fn the_readme_has_the_table() {
    let rows: Vec<&Row> = TERRAFORM.iter().filter_map(|row| row.as_ref()).chain(&*FOUND).collect();
    let mut table =
        format!("\n{}\n\n| tool | version | tried on | findings |\n| --- | --- | --- | --- |\n", DESIGNS.summary());
    for Row { tool, version, tried, findings } in &rows {
        table += &format!("| {tool} | {version} | {tried} | {findings} |\n");
    }
    table += "\n";
    crate::say(format_args!("{table}"));
    let readme = std::fs::read_to_string("README.md").unwrap();
    let Some((before, rest)) = readme.split_once(BEGIN) else {
        crate::say(format_args!("README.md has no place for the table"));
        return;
    };
    let (there, after) = rest.split_once(END).expect("the place for the table ends");
    match std::env::var("LANDFORM_TABLE").as_deref() {
        Ok("write") => std::fs::write("README.md", format!("{before}{BEGIN}{table}{END}{after}")).unwrap(),
        // Elsewhere tools may be missing.
        _ if std::env::var("CI").as_deref() == Ok("true") => {
            assert_eq!(claims(there), claims(&table), "README.md is out of date: make conformance-table");
        }
        _ => {}
    }
}

/// Tool, version and findings of each line. How many were tried is left out: every new option changes that.
fn claims(table: &str) -> Vec<(&str, &str, &str)> {
    table
        .lines()
        .filter_map(|line| match line.split(" | ").collect::<Vec<_>>()[..] {
            [tool, version, _, findings] => Some((tool, version, findings)),
            _ => None,
        })
        .collect()
}
