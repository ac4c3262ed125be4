//! What would mend a problem: another value for one of the options that it is about.
//!
//! Values to try are read off what there is: the other side of a switch, the choices and bounds of a control, what the broken
//! rule names or reads, the preset. None is taken on trust: a fix is one only when the design, evaluated with it, has lost
//! the problem and got no other.

use std::cmp::Ordering;

use serde_json::{Number, Value as Json};

use crate::blueprint::Blueprint;
use crate::design::{Control, Design, Evaluation, Form, OptionSpec, Problem, RootId, evaluate_again};
use crate::hcl::expr::Expression;
use crate::hcl::visit::visit;
use crate::terraform::types::Str;

/// The most values that are tried for an option.
const MOST: usize = 10;

/// Another value for an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Where.
    pub root: RootId,
    /// The variable.
    pub variable: Str,
    /// What to choose.
    pub to: Json,
}

/// What is worth trying against a problem, one after the other: values of the option that it is about, the nearest to what stands
/// there first; then of the others that the rule reads.
pub fn candidates(blueprint: &Blueprint, form: &Form, design: &Design, problem: &Problem) -> Vec<Fix> {
    let root = &problem.root;
    let names = each_once(problem.option.iter().chain(&problem.diagnostic.inputs));
    let named = named(blueprint, problem);
    let read: Vec<Json> = names.iter().filter_map(|name| design.get(blueprint, root, name)).collect();
    let of = |(nth, name): (usize, &Str)| {
        let option = form.option(root, name)?;
        let now = design.get(blueprint, root, name)?;
        // What a person wrote into another option is not rewritten because of this one.
        let written = !matches!(option.control, Control::Switch | Control::Choice { .. } | Control::Number { .. });
        if nth > 0 && written {
            return None;
        }
        let mut values = values(option, design.start(blueprint, root, name), &now, &named, &read);
        values.truncate(MOST);
        let fix = |to| Fix { root: root.clone(), variable: name.clone(), to };
        Some(values.into_iter().map(fix).collect::<Vec<_>>())
    };
    names.into_iter().enumerate().filter_map(of).flatten().collect()
}

/// Whether a fix takes the problem away and brings no other.
pub fn mends(blueprint: &Blueprint, design: &Design, now: &Evaluation, problem: &Problem, fix: &Fix) -> bool {
    let mut changed = design.clone();
    if changed.set(blueprint, &fix.root, &fix.variable, &fix.to).is_err() || changed == *design {
        return false;
    }
    let after = evaluate_again(blueprint, &changed, Some(now));
    let known = |other: &Problem| now.problems().iter().any(|before| is_same(before, other));
    after.problems().iter().all(|other| known(other) && !is_same(problem, other))
}

/// The same rule, broken in the same root; its message may quote another value.
fn is_same(one: &Problem, other: &Problem) -> bool {
    let at = |problem: &Problem| problem.diagnostic.rule.clone().or_else(|| problem.diagnostic.range.clone());
    one.root == other.root && one.diagnostic.summary == other.diagnostic.summary && at(one) == at(other)
}

fn values(option: &OptionSpec, preset: Option<Json>, now: &Json, named: &[Json], read: &[Json]) -> Vec<Json> {
    let kept = [preset, option.default.clone(), option.nullable.then_some(Json::Null)];
    let values: Vec<Json> = match &option.control {
        Control::Number { min, max, .. } => {
            let bounds = [min, max].into_iter().flatten().filter_map(|bound| json(&bound.to_string()));
            let about = named.iter().chain(read).filter(|value| value.is_number()).cloned();
            // A rule that takes no more than a number may take one less than it.
            let beside = |value: Json| {
                let whole = value.as_i64();
                let next = [whole.and_then(|n| n.checked_sub(1)), whole.and_then(|n| n.checked_add(1))];
                [value].into_iter().chain(next.into_iter().flatten().map(Json::from))
            };
            let mut all: Vec<Json> = bounds.chain(about.flat_map(beside)).collect();
            all.sort_by(|a, b| distance(a, now).total_cmp(&distance(b, now)));
            all
        }
        control => by_nearness(&control.choices(), now),
    };
    // What stands there now is none of them.
    each_once([now.clone()].into_iter().chain(values).chain(kept.into_iter().flatten())).split_off(1)
}

/// Each of several once, in their order.
fn each_once<T: PartialEq>(all: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut once = Vec::new();
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

/// Choices, the nearest first: next to it in the list, or, of what is not in it, the likest.
fn by_nearness(choices: &[Json], now: &Json) -> Vec<Json> {
    let mut sorted: Vec<(usize, &Json)> = choices.iter().enumerate().collect();
    let at = choices.iter().position(|choice| choice == now);
    let shared = |choice: &Json| match (choice.as_str(), now.as_str()) {
        (Some(a), Some(b)) => a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count(),
        _ => 0,
    };
    sorted.sort_by(|(i, a), (j, b)| match at {
        Some(at) => i.abs_diff(at).cmp(&j.abs_diff(at)),
        None if now.is_string() => shared(b).cmp(&shared(a)),
        None => distance(a, now).partial_cmp(&distance(b, now)).unwrap_or(Ordering::Equal),
    });
    sorted.into_iter().map(|(_, choice)| choice.clone()).collect()
}

/// How far one number lies from another; far, where one of them is none.
fn distance(one: &Json, other: &Json) -> f64 {
    let number = |value: &Json| value.as_number().and_then(|number| number.to_string().parse::<f64>().ok());
    number(one).zip(number(other)).map_or(f64::MAX, |(one, other)| (one - other).abs())
}

fn json(number: &str) -> Option<Json> {
    serde_json::from_str::<Number>(number).ok().map(Json::Number)
}

/// The numbers that the broken rule names.
fn named(blueprint: &Blueprint, problem: &Problem) -> Vec<Json> {
    let Some(rule) = &problem.diagnostic.rule else { return Vec::new() };
    let validations = blueprint
        .configuration
        .modules()
        .flat_map(|module| module.variables.values())
        .flat_map(|variable| &variable.validations);
    let broken = validations.filter(|validation| {
        let path = problem.root.repository_path(&validation.range.filename);
        path == *rule.filename && validation.range.start.line == rule.start.line
    });
    let mut numbers = Vec::new();
    broken.for_each(|validation| {
        visit(&validation.condition.expr, &mut |expr| {
            if let Expression::Number(number) = expr {
                numbers.extend(json(number.as_str()));
            }
        });
    });
    numbers
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::design::evaluate;

    /// The first fix that is one, for every problem of a design of the blueprint itself.
    fn fixes(changes: &[(&str, &str, Json)]) -> Vec<String> {
        let blueprint = Blueprint::embedded().unwrap();
        let form = Form::of(&blueprint);
        let mut design = Design::new(&blueprint);
        for (root, variable, value) in changes {
            design.set(&blueprint, &RootId::environment(*root), variable, value).unwrap();
        }
        let now = evaluate(&blueprint, &design);
        assert!(!now.problems().is_empty());
        let fixes = now.problems().iter().map(|problem| {
            let mut all = candidates(&blueprint, &form, &design, problem).into_iter();
            let fix = all.find(|fix| mends(&blueprint, &design, &now, problem, fix)).unwrap();
            format!("{}.{} = {}", fix.root, fix.variable, fix.to)
        });
        fixes.collect()
    }

    #[test]
    fn a_rule_gives_the_value_that_keeps_it() {
        for (changes, expected) in [
            // The other side of a switch.
            (vec![("prod", "allow_http", json!(true))], vec!["prod.allow_http = false"]),
            (vec![("prod", "nat_mode", json!("single"))], vec!["prod.nat_mode = \"per_az\""]),
            // A bound that holds always, and one that holds in prod only and is no hint of the form.
            (vec![("dev", "db_backup_retention_days", json!(99))], vec!["dev.db_backup_retention_days = 35"]),
            (vec![("prod", "db_backup_retention_days", json!(3))], vec!["prod.db_backup_retention_days = 7"]),
            // A value that is none of the choices.
            (vec![("dev", "log_retention_days", json!(100))], vec!["dev.log_retention_days = 90"]),
        ] {
            assert_eq!(fixes(&changes), expected, "{changes:?}");
        }
    }

    #[test]
    fn of_two_broken_rules_each_has_its_own() {
        let both = [("prod", "allow_http", json!(true)), ("dev", "db_backup_retention_days", json!(99))];
        let fixes = fixes(&both);
        assert!(fixes.contains(&"prod.allow_http = false".to_owned()), "{fixes:?}");
        assert!(fixes.contains(&"dev.db_backup_retention_days = 35".to_owned()), "{fixes:?}");
    }
}
