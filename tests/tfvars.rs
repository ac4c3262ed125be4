//! The text of `terraform.tfvars`: what is written is read again as it was, by Landform and by the real Terraform, and
//! `terraform fmt` leaves it alone.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::Stdio;
use std::sync::Arc;

use crate::arbitrary::{BLUEPRINT, HOSTILE, MARK, design};
use crate::support::terraform::{fresh_dir, terraform};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use landform::design::json::fit;
use landform::design::{Design, RootId, tfvars};
use landform::terraform::json::from_value;
use landform::terraform::nfc::nfc;
use landform::terraform::source::SourceFile;
use landform::terraform::{eval, tfvars as parser};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value as Json, json};

fn dev() -> RootId {
    RootId::environment("dev")
}

/// Every shape of a value: long comments, long lists, maps, objects, a default that the preset left.
#[test]
fn shapes() {
    let blueprint = crate::small::blueprint();
    let mut design = Design::new(&blueprint);
    let arns: Vec<String> = (0..6).map(|n| format!("arn:aws:kms:eu-west-1:123456789012:key/{n}")).collect();
    for (name, value) in [
        ("size", json!(4)),
        ("share", json!(12.5)),
        ("note", json!("Überall 😀👩‍👩‍👧: \"${quoted}\"\n%{if true}")),
        ("maybe", json!(false)),
        ("on", json!(false)),
        ("zones", json!(arns)),
        ("ports", json!([8080, 80, 80])),
        ("labels", json!({"CostCenter": "4711", "team:mail": "a@example.com", "for": "x", "मात्रा": "y", "ab": "z"})),
        ("parts", json!([{"name": "wheel", "inner": {"a": "1", "b-c": "2"}}, {"name": "bell", "size": 2}])),
        ("mode", json!("fast")),
    ] {
        design.set(&blueprint, &dev(), name, &value).unwrap();
    }
    design.set(&blueprint, &dev(), "name", &json!("x".repeat(150))).unwrap();
    let texts = blueprint.roots().map(|root| tfvars::render(&blueprint, &design, root)).collect::<Vec<_>>();
    insta::assert_snapshot!(texts.join("--------\n"));

    let dir = fresh_dir("tfvars-shapes");
    for (i, text) in texts.iter().enumerate() {
        fs::write(dir.join(format!("{i}.tfvars")), text).unwrap();
    }
    let Some(terraform) = terraform() else { return };
    let output = terraform.command(&dir, &["fmt", "-check", "-diff"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(design in design()) {
        for root in BLUEPRINT.roots() {
            let text = tfvars::render(&BLUEPRINT, &design, root);
            let file = Arc::new(SourceFile::new("terraform.tfvars", &text));
            let (entries, diagnostics) = parser::parse(&file);
            prop_assert_eq!(diagnostics, vec![], "{}", text);
            for variable in BLUEPRINT.module(root).unwrap().variables.values() {
                let name = &*variable.name;
                if BLUEPRINT.variable(root, name).is_none() {
                    continue;
                }
                let meant = design.get(&BLUEPRINT, root, name).map(|json| fit(variable, &json).unwrap().value);
                let read = entries.get(name).map(|entry| {
                    let value = eval::literal(entry).unwrap_or_else(|wrong| panic!("{name}: {wrong:?}\n{text}"));
                    fit(variable, &from_value(&value).unwrap()).unwrap().value
                });
                // What stands there differs from the default; what does not stand there is the default.
                prop_assert!(read.is_none() || read != variable.default, "{name} is at its default in\n{text}");
                prop_assert_eq!(read.as_ref().or(variable.default.as_ref()), meant.as_ref(), "{} in\n{}", name, text);
            }
            // Outside the values stands nothing that a user typed.
            let mut rest = text.clone();
            for entry in entries.values().rev() {
                rest.replace_range(entry.expr.span(), "");
            }
            prop_assert!(!rest.contains(MARK), "{rest}");
        }
    }
}

/// A sample of arbitrary designs, the same on every run.
fn sample(count: usize) -> Vec<Design> {
    let mut runner = TestRunner::deterministic();
    let designs = design();
    (0..count).map(|_| designs.new_tree(&mut runner).unwrap().current()).collect()
}

#[test]
fn terraform_fmt_leaves_it_alone() {
    let dir = fresh_dir("tfvars-fmt");
    let Some(terraform) = terraform() else { return };
    let mut designs = sample(100);
    designs.push(Design::new(&BLUEPRINT));
    for (i, design) in designs.iter().enumerate() {
        for root in BLUEPRINT.roots() {
            fs::write(dir.join(format!("{i}-{root}.tfvars")), tfvars::render(&BLUEPRINT, design, root)).unwrap();
        }
    }
    let output = terraform.command(&dir, &["fmt", "-check", "-diff", "-recursive"]).output().unwrap();
    let diff = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{diff}{}", String::from_utf8_lossy(&output.stderr));
}

/// Every hostile text, as the real Terraform reads it.
#[test]
fn terraform_reads_hostile_text_as_it_was() {
    let mut texts: Vec<String> = HOSTILE.iter().map(|&text| text.to_owned()).collect();
    texts.extend((0..0x20).map(|c| format!("a{}b", char::from(c))));
    texts.push(HOSTILE.concat());
    texts.push("😀${\"\n`".repeat(10_000 / 7));
    // Each is a value and, with its number, a key.
    let map: BTreeMap<String, &String> =
        texts.iter().enumerate().map(|(i, text)| (format!("{i} {text}"), text)).collect();
    let mut design = Design::new(&BLUEPRINT);
    design.set(&BLUEPRINT, &dev(), "environment_variables", &json!(map)).unwrap();
    design.set(&BLUEPRINT, &dev(), "ingress_cidrs", &json!(texts)).unwrap();

    let dir = fresh_dir("tfvars-console");
    let Some(terraform) = terraform() else { return };
    let mut declarations = String::new();
    for name in BLUEPRINT.module(&dev()).unwrap().variables.keys() {
        writeln!(declarations, "variable {name:?} {{\n  default = null\n}}\n").unwrap();
    }
    fs::write(dir.join("variables.tf"), declarations).unwrap();
    fs::write(dir.join("terraform.tfvars"), tfvars::render(&BLUEPRINT, &design, &dev())).unwrap();
    let mut console =
        terraform.command(&dir, &["console"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let asked = "base64encode(jsonencode([var.environment_variables, var.ingress_cidrs]))\n";
    console.stdin.take().unwrap().write_all(asked.as_bytes()).unwrap();
    let output = console.wait_with_output().unwrap();
    assert!(output.status.success());
    let printed = String::from_utf8(output.stdout).unwrap();
    let read: Json =
        serde_json::from_slice(&BASE64_STANDARD.decode(printed.trim().trim_matches('"')).unwrap()).unwrap();

    let normal = |text: &String| nfc(text).to_string();
    let map: BTreeMap<String, String> = map.iter().map(|(key, text)| (normal(key), normal(text))).collect();
    let list: Vec<String> = texts.iter().map(normal).collect();
    assert!(read == json!([map, list]), "{read}");
}
