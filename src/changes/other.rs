//! What another choice of an option would change: what it would make, cost and break.

use serde_json::Value as Json;

use super::plan::Difference;
use crate::blueprint::Blueprint;
use crate::cost::{self, Money};
use crate::design::{Control, Design, RootPlan, evaluate_root_again};
use crate::terraform::number::Number;

/// Another choice, and what would follow from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// The choice.
    pub to: Json,
    /// What would differ in the plan.
    pub difference: Difference,
    /// How much more a month would cost, as far as amounts are known.
    pub costs: Money,
    /// What Terraform would say, when it would stop.
    pub breaks: Option<String>,
}

/// What a control offers beside a value: the other choices, one less and one more of a number.
pub fn others(control: &Control, now: &Json) -> Vec<Json> {
    let all = match control {
        Control::Number { min, max, .. } => beside(min, max, now),
        control => control.choices(),
    };
    all.into_iter().filter(|choice| choice != now).collect()
}

/// The whole numbers beside a number, within its bounds.
fn beside(min: &Option<Number>, max: &Option<Number>, now: &Json) -> Vec<Json> {
    let Some(now) = now.as_i64() else { return Vec::new() };
    let beside = [now.checked_sub(1), now.checked_add(1)].into_iter().flatten();
    let within = |number: &i64| {
        let number = Number::from(*number);
        min.as_ref().is_none_or(|min| *min <= number) && max.as_ref().is_none_or(|max| number <= *max)
    };
    beside.filter(within).map(Json::from).collect()
}

/// What would follow from choosing `to` for a variable of a root, of which `now` is the plan and what it costs. None when it does
/// not fit, or when there is no sound plan to hold it against.
pub fn other(
    blueprint: &Blueprint,
    design: &Design,
    (now, cost): (&RootPlan, Money),
    variable: &str,
    to: &Json,
) -> Option<Other> {
    if now.plan.has_errors() {
        return None;
    }
    let mut changed = design.clone();
    changed.set(blueprint, &now.root, variable, to).ok()?;
    let after = evaluate_root_again(blueprint, &changed, &now.root, Some(now));
    let error = after.plan.diagnostics.iter().find(|diagnostic| diagnostic.is_error());
    let breaks = error.map(|error| error.message.clone().unwrap_or_else(|| error.detail.clone()));
    let (difference, costs) = match &breaks {
        Some(_) => (Difference::default(), Money::ZERO),
        None => {
            let then = cost::of_root(blueprint, &changed, &after).total;
            (Difference::between(&now.plan, &after.plan), then - cost)
        }
    };
    Some(Other { to: to.clone(), difference, costs, breaks })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::What;
    use super::*;
    use crate::design::{Form, RootId, evaluate};

    #[test]
    fn each_other_choice_says_what_it_makes_costs_and_breaks() {
        let blueprint = Blueprint::embedded().unwrap();
        let (form, design) = (Form::of(&blueprint), Design::new(&blueprint));
        let evaluation = evaluate(&blueprint, &design);
        let ask = |environment: &str, variable: &str| {
            let root = RootId::environment(environment);
            let now = design.get(&blueprint, &root, variable).unwrap();
            let control = &form.option(&root, variable).unwrap().control;
            let asked = others(control, &now).into_iter();
            let plan = evaluation.root(&root).unwrap();
            let cost = cost::of_root(&blueprint, &design, plan).total;
            asked.map(|to| other(&blueprint, &design, (plan, cost), variable, &to).unwrap()).collect::<Vec<_>>()
        };
        let dev = ask("dev", "nat_mode");
        assert_eq!(dev.iter().map(|other| &other.to).collect::<Vec<_>>(), [&json!("per_az"), &json!("none")]);
        assert!(dev[0].difference.count(What::Added) > 0 && dev[0].costs > Money::ZERO && dev[0].breaks.is_none());
        // What a rule forbids is said in the rule's words.
        let prod = ask("prod", "nat_mode");
        assert!(prod[0].breaks.as_ref().unwrap().contains("nat_mode"), "{:?}", prod[0].breaks);
        assert!(prod[0].difference.is_empty());
        assert!(ask("dev", "vpc_cidr").is_empty());
    }
}
