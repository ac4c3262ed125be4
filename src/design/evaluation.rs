//! What Terraform would say of a design: every root's plan, the problems in it, and what still stands at an example.

use std::sync::Arc;

use serde_json::Value as Json;

use super::design::Design;
use super::root::RootId;
use super::tfvars;
use crate::blueprint::Blueprint;
use crate::rest::{Never, Rest, at_once};
use crate::terraform::diagnostic::Diagnostic;
use crate::terraform::plan::{self, Plan, Root};
use crate::terraform::source::SourceFile;
use crate::terraform::types::Str;

/// Every root of a design, evaluated.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// In the design's order.
    pub roots: Vec<RootPlan>,
    problems: Vec<Problem>,
    examples: Vec<Example>,
}

/// One root, evaluated.
#[derive(Clone, Debug)]
pub struct RootPlan {
    /// Which.
    pub root: RootId,
    /// What the files of presets for it are named after: an environment's kind, `bootstrap` or `delivery`.
    pub kind: Str,
    /// Its inputs: byte for byte the file that is exported.
    pub tfvars: Arc<SourceFile>,
    /// What follows from them.
    pub plan: Arc<Plan>,
}

/// A diagnostic, and the option whose change can mend it.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where it was found.
    pub root: RootId,
    /// The option that it is about; none when no option is.
    pub option: Option<Str>,
    /// What Terraform would say.
    pub diagnostic: Diagnostic,
}

/// An option that still stands at an example.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The variable.
    pub name: Str,
    /// Its name on the page.
    pub label: String,
    /// What to put there instead.
    pub wanted: String,
    /// The roots in which it does, and the example there.
    pub values: Vec<(RootId, Json)>,
}

/// Evaluates every root of a design.
pub fn evaluate(blueprint: &Blueprint, design: &Design) -> Evaluation {
    evaluate_again(blueprint, design, None)
}

/// Evaluates a design after an evaluation of another design of the same blueprint: a root whose inputs are the same has the
/// same plan, and in another what does not depend on what changed is not evaluated again.
pub fn evaluate_again(blueprint: &Blueprint, design: &Design, before: Option<&Evaluation>) -> Evaluation {
    at_once(evaluate_resting(blueprint, design, before, &Never))
}

/// The same as [`evaluate_again`], with rests.
pub async fn evaluate_resting(
    blueprint: &Blueprint,
    design: &Design,
    before: Option<&Evaluation>,
    rest: &dyn Rest,
) -> Evaluation {
    let mut roots: Vec<RootPlan> = Vec::new();
    for root in design.roots(blueprint) {
        let before = before.and_then(|before| before.root(&root));
        roots.push(root_resting(blueprint, design, &root, before, rest).await);
    }
    let problems = roots
        .iter()
        .flat_map(|RootPlan { root, plan, .. }| {
            plan.diagnostics.iter().map(|diagnostic| Problem {
                root: root.clone(),
                option: diagnostic.inputs.iter().find(|input| blueprint.presented(root, input).is_some()).cloned(),
                diagnostic: diagnostic.clone(),
            })
        })
        .collect();
    Evaluation { roots, problems, examples: examples(blueprint, design) }
}

/// Evaluates one root of a design.
pub fn evaluate_root(blueprint: &Blueprint, design: &Design, root: &RootId) -> RootPlan {
    evaluate_root_again(blueprint, design, root, None)
}

/// Evaluates one root of a design after a plan of the same root.
pub fn evaluate_root_again(
    blueprint: &Blueprint,
    design: &Design,
    root: &RootId,
    before: Option<&RootPlan>,
) -> RootPlan {
    at_once(root_resting(blueprint, design, root, before, &Never))
}

async fn root_resting(
    blueprint: &Blueprint,
    design: &Design,
    root: &RootId,
    before: Option<&RootPlan>,
    rest: &dyn Rest,
) -> RootPlan {
    let text = tfvars::render(blueprint, design, root);
    let kind: Str = design.stem(root).unwrap_or_default().into();
    if let Some(same) = before.filter(|before| *before.tfvars.text == *text && before.kind == kind) {
        return same.clone();
    }
    let tfvars = Arc::new(SourceFile::new(&root.tfvars_path(), &text));
    let shown_as = root.repository_dir();
    let terraform = Root { dir: root.blueprint_dir(), shown_as: &shown_as, tfvars: Some(&tfvars) };
    let before = before.map(|before| &*before.plan);
    let plan = plan::evaluate_resting(&blueprint.configuration, &terraform, before, rest).await;
    RootPlan { root: root.clone(), kind, tfvars, plan: Arc::new(plan) }
}

fn examples(blueprint: &Blueprint, design: &Design) -> Vec<Example> {
    let options = blueprint.presentation.groups.values().flat_map(|group| &group.options);
    let examples = options.filter_map(|(name, option)| {
        let value = |root: &RootId| {
            let preset = design.preset(blueprint, root)?.values.get(name.as_str())?;
            design.chosen(root, name).is_none().then(|| (root.clone(), preset.json.clone()))
        };
        Some(Example {
            name: name.as_str().into(),
            label: option.label.clone(),
            wanted: option.example.clone()?,
            values: design
                .roots(blueprint)
                .filter(|root| option.scope.holds(root))
                .filter_map(|root| value(&root))
                .collect(),
        })
    });
    examples.filter(|example| !example.values.is_empty()).collect()
}

impl Evaluation {
    /// The plan of one root.
    pub fn root(&self, root: &RootId) -> Option<&RootPlan> {
        self.roots.iter().find(|plan| plan.root == *root)
    }

    /// What Terraform would say, root by root in its order.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// What still stands at an example value: to be changed before the repository is applied.
    pub fn examples(&self) -> &[Example] {
        &self.examples
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::design::Form;

    #[test]
    fn an_evaluation_after_another_is_the_same_as_one_by_itself() {
        let blueprint = Blueprint::embedded().unwrap();
        let presets = Design::new(&blueprint);
        let first = evaluate(&blueprint, &presets);
        let mut before = first.clone();
        for option in Form::of(&blueprint).options() {
            for root in &option.roots(&blueprint, &presets).collect::<Vec<_>>() {
                for choice in option.control.choices() {
                    let mut design = presets.clone();
                    design.set(&blueprint, root, &option.name, &choice).unwrap();
                    let again = evaluate_again(&blueprint, &design, Some(&before));
                    let plan = |evaluation: &Evaluation| format!("{:?}", evaluation.root(root));
                    let alone = evaluate_root(&blueprint, &design, root);
                    assert!(plan(&again) == format!("{:?}", Some(&alone)), "{root} {} {choice}", option.name);
                    before = again;
                }
            }
        }
        for root in blueprint.roots().filter(|root| root.environment_name().is_some()) {
            let mut design = presets.clone();
            design.set(&blueprint, root, "allow_http", &json!(true)).unwrap();
            let again = evaluate_again(&blueprint, &design, Some(&first));
            assert_eq!(format!("{again:?}"), format!("{:?}", evaluate(&blueprint, &design)), "{root}");
            for (plan, before) in again.roots.iter().zip(&first.roots) {
                assert_eq!(Arc::ptr_eq(&plan.plan, &before.plan), plan.root != *root, "{}", plan.root);
            }
        }
    }
}
