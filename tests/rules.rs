//! Every rule can be broken from the form, and shows: `rules.json` has a design for each, by module, variable and the
//! rule's place among the variable's own. A rule that has none fails here.

use std::sync::Arc;

use crate::arbitrary::BLUEPRINT;
use crate::support::rules::{Broken, table};
use landform::design::{Design, Form, Inputs, RootId, evaluate};
use landform::terraform::config::Validation;
use landform::terraform::diagnostic::Diagnostic;
use landform::terraform::plan::{self, Root};
use landform::terraform::source::SourceFile;

/// Every rule of the blueprint: module, variable, place, rule.
fn rules() -> Vec<(String, String, usize, &'static Validation)> {
    let modules = BLUEPRINT.configuration.modules();
    let variables = modules.flat_map(|module| module.variables.values().map(move |variable| (module, variable)));
    variables
        .flat_map(|(module, variable)| {
            let place = (module.dir.to_string(), variable.name.to_string());
            let rules = variable.validations.iter().enumerate();
            rules.map(move |(i, rule)| (place.0.clone(), place.1.clone(), i, rule))
        })
        .collect()
}

fn is_rule(diagnostic: &Diagnostic, root: &RootId, rule: &Validation) -> bool {
    diagnostic.rule.as_ref().is_some_and(|found| {
        *found.filename == root.repository_path(&rule.range.filename) && found.start.line == rule.range.start.line
    })
}

#[test]
fn each_rule_can_be_broken_from_the_form_and_shows() {
    let table = table();
    let form = Form::of(&BLUEPRINT);
    let (mut wrong, mut from_the_form) = (Vec::new(), 0);
    for (dir, variable, i, rule) in rules() {
        let name = format!("{dir}: rule {} of {variable} ({}:{})", i + 1, rule.range.filename, rule.range.start.line);
        let Some(broken) = table.get(&dir).and_then(|v| v.get(&variable)).and_then(|rules| rules.get(i)) else {
            wrong.push(format!("{name} has no design in rules.json that breaks it"));
            continue;
        };
        let roots = match broken {
            Broken::Design(roots) => roots,
            Broken::Supplied(inputs) => {
                wrong.extend((!breaks_when_supplied(&dir, inputs, rule)).then(|| format!("{name} does not show")));
                continue;
            }
        };
        let mut design = Design::new(&BLUEPRINT);
        for (root, (option, value)) in roots.iter().flat_map(|(root, inputs)| inputs.iter().map(move |i| (root, i))) {
            design.set(&BLUEPRINT, root, option, value).unwrap();
        }
        let evaluation = evaluate(&BLUEPRINT, &design);
        match evaluation.problems().iter().find(|problem| is_rule(&problem.diagnostic, &problem.root, rule)) {
            None => {
                let shown: Vec<_> = evaluation.problems().iter().map(|p| (&p.root, &p.diagnostic.detail)).collect();
                wrong.push(format!("{name} does not show, but {shown:#?}"));
            }
            Some(problem) => {
                from_the_form += 1;
                let option = problem.option.as_ref().and_then(|option| form.option(&problem.root, option));
                let says = problem.diagnostic.message.as_ref().is_some_and(|message| !message.is_empty());
                let placed = problem.diagnostic.range.is_some() && problem.diagnostic.is_error();
                let chosen = problem.option.as_ref().is_some_and(|o| design.chosen(&problem.root, o).is_some());
                if option.is_none() || !says || !placed || !chosen {
                    wrong.push(format!("{name}: {problem:#?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(from_the_form >= 40, "{from_the_form} rules are broken from the form");
}

fn breaks_when_supplied(dir: &str, inputs: &Inputs, rule: &Validation) -> bool {
    let text: String = inputs.iter().map(|(name, value)| format!("{name} = {value}\n")).collect();
    let tfvars = Arc::new(SourceFile::new(&format!("{dir}/terraform.tfvars"), &text));
    let root = Root { dir, shown_as: dir, tfvars: Some(&tfvars) };
    let said = |name: &String| plan::judge(&BLUEPRINT.configuration, &root, &name.as_str().into());
    let found = |rule_at: &landform::terraform::diagnostic::Range| {
        *rule_at.filename == *rule.range.filename && rule_at.start.line == rule.range.start.line
    };
    inputs.keys().flat_map(said).any(|diagnostic| diagnostic.rule.as_ref().is_some_and(found))
}

#[test]
fn the_table_has_no_rule_that_is_gone() {
    let rules = rules();
    let mut gone = Vec::new();
    for (dir, variables) in table() {
        for (variable, designs) in variables {
            let there = rules.iter().filter(|(d, v, ..)| *d == dir && *v == variable).count();
            if there != designs.len() {
                gone.push(format!("{dir}: {variable} has {there} rules and {} designs", designs.len()));
            }
        }
    }
    assert_eq!(gone, Vec::<String>::new());
}
