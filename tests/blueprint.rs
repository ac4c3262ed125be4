//! What must hold for the whole blueprint: nothing undocumented, nothing unpresented, no rule without its test, presets
//! without a problem.

use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::expr::{Expression, TraversalOperator};
use hcl_edit::structure::{Block, Body, Structure};
use landform::blueprint::Blueprint;
use landform::design::{Control, Design, Form, RootId, RootPlan, Scope, evaluate};
use landform::terraform::tfvars;
use serde_json::json;

fn blueprint() -> Blueprint {
    Blueprint::embedded().unwrap_or_else(|error| panic!("{error}"))
}

fn modules(blueprint: &Blueprint) -> BTreeSet<String> {
    let dir = |path: &str| path.rsplit_once('/').map(|(dir, _)| dir.to_owned());
    let files = blueprint.configuration.tree().iter();
    files.filter(|file| file.path.ends_with(".tf")).filter_map(|file| dir(&file.path)).collect()
}

#[test]
fn every_variable_and_output_is_described() {
    let blueprint = blueprint();
    let mut missing = Vec::new();
    for dir in modules(&blueprint) {
        let module = blueprint.configuration.module(&dir).unwrap();
        let variables = module.variables.iter().map(|(name, v)| ("var", name, v.description.as_deref()));
        let outputs = module.outputs.iter().map(|(name, o)| ("output", name, o.description.as_deref()));
        let bare = variables.chain(outputs).filter(|(.., description)| description.is_none_or(|d| d.trim().is_empty()));
        missing.extend(bare.map(|(kind, name, _)| format!("{dir}: {kind}.{name}")));
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_option_is_a_variable_and_every_variable_an_option() {
    let blueprint = blueprint();
    let presentation = &blueprint.presentation;
    let mut disagreements = Vec::new();
    for (name, option) in presentation.groups.values().flat_map(|group| &group.options) {
        let declared = blueprint.roots().filter(|root| option.scope.holds(root));
        if declared.filter(|root| blueprint.variable(root, name).is_some()).count() == 0 {
            disagreements.push(format!("presentation.hcl: no root of scope {:?} has a variable {name}", option.scope));
        }
    }
    for root in blueprint.roots() {
        for name in blueprint.module(root).unwrap().variables.keys() {
            if !presentation.is_supplied(name) && blueprint.presented(root, name).is_none() {
                disagreements.push(format!("{root}: variable {name} has no option"));
            }
        }
    }
    for supplied in &presentation.supplied {
        let declares = |root: &RootId| blueprint.module(root).unwrap().variables.contains_key(supplied.as_str());
        if !blueprint.roots().any(declares) {
            disagreements.push(format!("presentation.hcl: no root has the supplied variable {supplied}"));
        }
    }
    assert_eq!(disagreements, Vec::<String>::new());
}

#[test]
fn the_three_kinds_of_roots_are_there() {
    let blueprint = blueprint();
    let roots: Vec<String> = blueprint.roots().map(RootId::to_string).collect();
    assert_eq!(roots, ["dev", "prod", "bootstrap", "delivery"]);
}

#[test]
fn no_two_options_of_a_group_have_the_same_label() {
    for group in Form::of(&blueprint()).groups {
        let labels: BTreeSet<&str> = group.options.iter().map(|option| option.label.as_str()).collect();
        assert_eq!(labels.len(), group.options.len(), "{}: {labels:?}", group.title);
    }
}

/// Every preset with an environment of each kind, and nothing chosen.
fn whole_designs(blueprint: &Blueprint) -> Vec<Design> {
    let presets = blueprint.presets.names();
    let design = |preset: &_| {
        let mut design = Design { preset: Clone::clone(preset), ..Design::new(blueprint) };
        for kind in &blueprint.presets.kinds {
            if !design.environments.contains_key(kind) {
                design.add(blueprint, kind, kind).unwrap();
            }
        }
        design
    };
    presets.map(design).collect()
}

#[test]
fn presets_plan_without_a_problem() {
    let blueprint = blueprint();
    for design in whole_designs(&blueprint) {
        let evaluation = evaluate(&blueprint, &design);
        let problems: Vec<_> = evaluation.problems().iter().map(|p| (&p.root, &p.diagnostic)).collect();
        assert!(problems.is_empty(), "{}: {problems:#?}", design.preset);
        assert!(!evaluation.examples().is_empty());
        let chosen = design.environments.values().map(|environment| environment.inputs.len()).sum::<usize>();
        assert_eq!(chosen, 0, "kinds of {} differ where no two environments may be alike", design.preset);
    }
}

#[test]
fn there_are_at_least_forty_rules() {
    let blueprint = blueprint();
    let modules = modules(&blueprint).into_iter().map(|dir| blueprint.configuration.module(&dir).unwrap());
    let rules: usize = modules.flat_map(|module| module.variables.values()).map(|v| v.validations.len()).sum();
    assert!(rules >= 40, "{rules} rules");
}

#[test]
fn every_rule_has_a_run_that_expects_it_to_fail() {
    let blueprint = blueprint();
    let tree = blueprint.configuration.tree();
    let mut untested = Vec::new();
    for dir in modules(&blueprint) {
        let mut runs: BTreeMap<String, usize> = BTreeMap::new();
        for file in tree.files_in(&format!("{dir}/tests")).filter(|file| file.path.ends_with(".tftest.hcl")) {
            let body: Body = file.text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.path));
            for name in body.get_blocks("run").flat_map(|run| expected_failures(&run.body)) {
                *runs.entry(name).or_default() += 1;
            }
        }
        for (name, variable) in &blueprint.configuration.module(&dir).unwrap().variables {
            let (rules, runs) = (variable.validations.len(), runs.get(&**name).copied().unwrap_or_default());
            if runs < rules {
                untested.push(format!("{dir}: var.{name} has {rules} rules and {runs} runs that expect it to fail"));
            }
        }
    }
    assert_eq!(untested, Vec::<String>::new());
}

/// `terraform test` takes a value that the tests do not give from the exported `terraform.tfvars`: some would fail for what a
/// user chose.
#[test]
fn no_test_depends_on_what_is_chosen() {
    let blueprint = blueprint();
    for root in blueprint.roots().filter(|root| **root != RootId::Delivery) {
        let path = format!("{}/tests/values.auto.tfvars", root.blueprint_dir());
        let file = blueprint.configuration.tree().get(&path).unwrap_or_else(|| panic!("there is no {path}"));
        let (values, problems) = tfvars::parse(file);
        assert_eq!(problems, [], "{path}");
        let given: BTreeSet<&str> = values.keys().map(|name| &**name).collect();
        let declared = blueprint.module(root).unwrap().variables.keys().map(|name| &**name).collect();
        assert_eq!(given, declared, "{path} has a value for each variable");
    }
}

/// The variables in a run's `expect_failures`.
fn expected_failures(run: &Body) -> Vec<String> {
    let expected = run.get_attribute("expect_failures").and_then(|attribute| attribute.value.as_array());
    let variable = |expr: &Expression| {
        let traversal = expr.as_traversal()?;
        let is_var = traversal.expr.as_variable().is_some_and(|root| root.as_str() == "var");
        match traversal.operators.first()?.value() {
            TraversalOperator::GetAttr(name) if is_var => Some(name.as_str().to_owned()),
            _ => None,
        }
    };
    expected.into_iter().flatten().filter_map(variable).collect()
}

#[test]
fn shared_options_start_the_same_everywhere() {
    let blueprint = blueprint();
    for design in whole_designs(&blueprint) {
        for option in Form::of(&blueprint).options().filter(|option| option.scope == Scope::Shared) {
            let starts = option.roots(&blueprint, &design).map(|root| design.start(&blueprint, &root, &option.name));
            let starts: BTreeSet<String> = starts.map(|start| start.unwrap_or_default().to_string()).collect();
            assert_eq!(starts.len(), 1, "{} of {}: {starts:?}", option.name, design.preset);
        }
    }
}

/// What the form reads off the rules, spelled out where it would be missed most.
#[test]
fn controls_follow_types_and_rules() {
    let blueprint = blueprint();
    let form = Form::of(&blueprint);
    let dev = RootId::environment("dev");
    let shown = |name: &str| match &form.option(&dev, name).unwrap_or_else(|| panic!("no option {name}")).control {
        Control::Number { min, max, integer } => {
            let bound = |n: &Option<_>| n.as_ref().map_or("…".to_owned(), ToString::to_string);
            format!("number {}–{}{}", bound(min), bound(max), if *integer { " whole" } else { "" })
        }
        Control::Choice { choices } => {
            format!("choice {}", choices.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        }
        Control::Text { pattern } => format!("text{}", if pattern.is_some() { " with pattern" } else { "" }),
        other => format!("{other:?}"),
    };
    for (name, control) in [
        ("allow_http", "Switch"),
        ("nat_mode", r#"choice "single" "per_az" "none""#),
        ("az_count", "choice 2 3"),
        ("db_engine_version", r#"choice "15" "16" "17" "18""#),
        ("idle_timeout", "number 1–4000 whole"),
        ("container_port", "number 1–65535 whole"),
        ("db_backup_retention_days", "number 0–35 whole"),
        ("project", "text with pattern"),
        ("certificate_arn", "text with pattern"),
        ("container_image", "text with pattern"),
        ("tags", "Map { element: Text { pattern: Some(\"^[\\\\pL\\\\pN _.:/=+@-]{0,256}$\") } }"),
        ("ingress_cidrs", "List { element: Text { pattern: None } }"),
    ] {
        assert_eq!(shown(name), control, "{name}");
    }
    let allow_http = form.option(&dev, "allow_http").unwrap();
    assert!(allow_http.rules.iter().any(|rule| rule.file.starts_with("environment/")), "{:?}", allow_http.rules);
    let domain = form.option(&dev, "domain_name").unwrap();
    assert!(domain.rules.iter().any(|rule| &*rule.file == "modules/alb/variables.tf"), "{:?}", domain.rules);
}

/// The service stands twice, because what Terraform ignores cannot depend on an option: the two are alike but for that.
#[test]
fn the_services_are_alike() {
    let blueprint = blueprint();
    let file = blueprint.configuration.tree().get("modules/ecs/service.tf").unwrap();
    let body: Body = file.text.parse().unwrap();
    let services = body.get_blocks("resource").filter(|block| block.labels[0].as_str() == "aws_ecs_service");
    let own = |structure: &Structure| match structure {
        Structure::Attribute(attribute) => ["count", "name"].contains(&attribute.key.as_str()),
        Structure::Block(block) => block.ident.as_str() == "lifecycle",
    };
    let text = |structure: &Structure| {
        let text = Body::from_iter([structure.clone()]).to_string();
        text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    let common = |block: &Block| block.body.iter().filter(|s| !own(s)).map(text).collect::<Vec<_>>();
    let [this, scaled]: [Vec<_>; 2] = services.map(common).collect::<Vec<_>>().try_into().unwrap();
    assert!(this.len() > 10);
    assert_eq!(this, scaled);
}

#[test]
fn every_role_of_an_environment_is_bounded() {
    let blueprint = blueprint();
    for mut design in whole_designs(&blueprint) {
        let roots: Vec<RootId> = design.roots(&blueprint).collect();
        for root in &roots {
            let _ = design.set(&blueprint, root, "permissions_boundary", &json!("boundary"));
        }
        for RootPlan { root, plan, .. } in evaluate(&blueprint, &design).roots {
            let roles = plan.resources.iter().filter(|resource| &*resource.kind == "aws_iam_role");
            let free = roles.filter(|role| role.value.get("permissions_boundary").is_none_or(|bound| bound.is_null()));
            let free: Vec<&str> = free.map(|role| &*role.address).collect();
            assert!(root.environment_name().is_none() || free.is_empty(), "{root}: {free:?}");
        }
    }
}

/// The embedded one is read bit by bit, as it is needed.
#[test]
fn all_of_it_can_be_read() {
    let blueprint = Blueprint::embedded().unwrap();
    Blueprint::from_tree(blueprint.configuration.tree().clone()).unwrap();
    assert!(blueprint.costs().prices.iter().next().is_some());
}
