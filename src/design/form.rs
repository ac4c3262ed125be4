//! The form: every option with its control, read off the `variable` blocks and their rules. An option is a row of the
//! page, a root of the design a column.
//!
//! Invariant: only groups, labels, units and order come from `presentation.hcl`; all else from Terraform.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::control::{self, Control, control};
use super::design::Design;
use super::hints::{self, Hints};
use super::presentation::{Presented, Scope};
use super::root::RootId;
use super::when::When;
use crate::blueprint::Blueprint;
use crate::hcl::expr::Expression;
use crate::hcl::template::Element;
use crate::rest::{Never, Rest, at_once, step};
use crate::terraform::config::{Configuration, Located, Module, Validation, Variable};
use crate::terraform::json::from_value;
use crate::terraform::plan::Plan;
use crate::terraform::source::SourceFile;
use crate::terraform::types::{Str, Type};

/// Everything that can be chosen, in the order of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// In the order of the page.
    pub groups: Vec<Group>,
}

/// Options that stand together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its heading.
    pub title: String,
    /// What it is about, in one line.
    pub summary: String,
    /// In the order of the page.
    pub options: Vec<OptionSpec>,
}

/// One option.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionSpec {
    /// The variable.
    pub name: Str,
    /// Its name on the page.
    pub label: String,
    /// The variable's description.
    pub description: String,
    /// What it counts in.
    pub unit: Option<String>,
    /// Where the presets' value is an example: what to put there.
    pub example: Option<String>,
    /// Which roots it belongs to.
    pub scope: Scope,
    /// The directories of those roots that declare it, in the blueprint: `environment`, `bootstrap`, `delivery`.
    dirs: Vec<&'static str>,
    /// How it is asked for.
    pub control: Control,
    /// Whether it may be null: not set.
    pub nullable: bool,
    /// The variable's own default; none when it must be given.
    pub default: Option<Json>,
    /// The rules on it, its own first, then those of the modules that it is passed to.
    pub rules: Vec<Rule>,
    /// With which values of its root's variables it does something.
    pub when: Option<When>,
}

/// A `validation` block.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Its message; a value that will be put into it stands there as `${…}`.
    pub message: String,
    /// Where it stands in the blueprint: `environment/variables.tf`. See [`RootId::repository_path`].
    pub file: Str,
    /// The line that it begins on, from 1.
    pub line: usize,
}

impl OptionSpec {
    /// Whether it is an option of a root.
    pub fn is_of(&self, root: &RootId) -> bool {
        self.dirs.contains(&root.blueprint_dir())
    }

    /// Whether it does something in a root with that plan.
    pub fn is_in_use(&self, plan: &Plan) -> bool {
        self.when.as_ref().is_none_or(|when| when.holds(&plan.variables))
    }

    /// The roots of a design that it is an option of.
    pub fn roots(&self, blueprint: &Blueprint, design: &Design) -> impl Iterator<Item = RootId> {
        design.roots(blueprint).filter(|root| self.is_of(root))
    }
}

impl Form {
    /// The form of a blueprint.
    pub fn of(blueprint: &Blueprint) -> Form {
        at_once(Form::resting(blueprint, &Never))
    }

    /// The same, with rests.
    pub async fn resting(blueprint: &Blueprint, rest: &dyn Rest) -> Form {
        let mut groups = Vec::new();
        for (title, group) in &blueprint.presentation.groups {
            let mut options = Vec::new();
            for (name, presented) in &group.options {
                options.extend(option(blueprint, name, presented));
                step(rest).await;
            }
            groups.push(Group { title: title.clone(), summary: group.summary.clone(), options });
        }
        Form { groups }
    }

    /// Every option, in the order of the page.
    pub fn options(&self) -> impl Iterator<Item = &OptionSpec> {
        self.groups.iter().flat_map(|group| &group.options)
    }

    /// The option of a root's variable.
    pub fn option(&self, root: &RootId, name: &str) -> Option<&OptionSpec> {
        self.options().find(|option| &*option.name == name && option.is_of(root))
    }
}

/// None when no root declares the variable.
fn option(blueprint: &Blueprint, name: &str, presented: &Presented) -> Option<OptionSpec> {
    let declaring = |root: &&RootId| presented.scope.holds(root) && blueprint.variable(root, name).is_some();
    let roots: Vec<&RootId> = blueprint.roots().filter(declaring).collect();
    let first = roots.first()?;
    let (module, variable) = (blueprint.module(first)?, blueprint.variable(first, name)?);
    let default = variable.default.as_ref().and_then(from_value);
    let mut found = Found::default();
    found.collect(&blueprint.configuration, module, variable);
    Some(OptionSpec {
        name: name.into(),
        label: presented.label.clone(),
        description: variable.description.clone().unwrap_or_default(),
        unit: presented.unit.clone(),
        example: presented.example.clone(),
        scope: presented.scope,
        dirs: roots.iter().map(|root| root.blueprint_dir()).collect(),
        control: match &variable.constraint.ty {
            // Set, not set, or left to its default.
            Type::Bool if variable.nullable => Control::Choice { choices: vec![true.into(), false.into()] },
            ty => control(ty, &found.hints, control::declared(variable).as_ref()),
        },
        nullable: variable.nullable,
        default,
        rules: found.rules,
        when: presented.when.clone(),
    })
}

/// What the rules on a variable say, there and in every module that it is passed to as it is.
#[derive(Default)]
struct Found {
    hints: Hints,
    rules: Vec<Rule>,
    /// Directory and variable: a module may be called twice.
    seen: BTreeSet<(Str, Str)>,
}

impl Found {
    fn collect(&mut self, configuration: &Configuration, module: &Module, variable: &Variable) {
        if !self.seen.insert((module.dir.clone(), variable.name.clone())) {
            return;
        }
        for validation in &variable.validations {
            let Located { expr, file } = &validation.condition;
            let hints = std::mem::take(&mut self.hints);
            self.hints = hints.and(hints::of_variable(expr, file, &variable.name));
            self.rules.push(rule(validation));
        }
        for call in module.calls.values() {
            let Some(called) = configuration.called(call) else { continue };
            let passed = call.arguments.iter().filter(|(_, value)| hints::is_variable(&value.expr, &variable.name));
            for parameter in passed.filter_map(|(name, _)| called.variables.get(name)) {
                self.collect(configuration, called, parameter);
            }
        }
    }
}

/// A rule as it is read: its message and its place.
pub(super) fn rule(validation: &Validation) -> Rule {
    Rule {
        message: message(&validation.error_message),
        file: validation.range.filename.clone(),
        line: validation.range.start.line,
    }
}

/// The text of a message, with the source of what is put into it.
fn message(Located { expr, file }: &Located) -> String {
    match expr {
        Expression::String(text) => text.as_str().to_owned(),
        Expression::StringTemplate(template) => template.iter().map(|element| part(element, file)).collect(),
        other => file.slice(other.span()).to_owned(),
    }
}

fn part(element: &Element, file: &SourceFile) -> String {
    match element {
        Element::Literal(text) => text.as_str().to_owned(),
        Element::Interpolation(interpolation) => {
            format!("${{{}}}", file.slice(interpolation.expr.span()).trim())
        }
        Element::Directive(_) => "…".to_owned(),
    }
}
