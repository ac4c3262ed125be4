//! From a root module and its `terraform.tfvars` to what Terraform would say and plan.
//!
//! Evaluation is lazy: a node (variable, local, output, module instance) is evaluated when something first refers to it, and
//! then remembered. A node that failed has said why; what depends on it is not evaluated and says nothing, as in
//! Terraform's graph. A cycle is an error.

mod body;
mod condition;
mod expand;
mod given;
mod instance;
mod memory;
mod node;
mod output;
mod resource;
mod scope;
mod static_checks;
mod trace;
mod variable;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::config::Configuration;
use super::console;
use super::diagnostic::{Diagnostic, Range};
use super::entries;
use super::source::{SourceFile, relative};
use super::syntax;
use super::types::Str;
use super::value::Value;
use crate::hcl::expr::Expression;
use crate::hcl::parse_expr;
use crate::rest::{Never, Rest, at_once};
use memory::Memory;
use node::{Phase, Walk};

pub use super::config::Mode;
pub use resource::{InstanceKey, Pending, PlannedResource};

/// A root module to evaluate.
#[derive(Clone, Copy, Debug)]
pub struct Root<'a> {
    /// Its directory in the tree: `environment`.
    pub dir: &'a str,
    /// Where it will lie in the exported repository: `environments/dev`.
    pub shown_as: &'a str,
    /// Its `terraform.tfvars`, with the path that it will have there.
    pub tfvars: Option<&'a Arc<SourceFile>>,
}

impl Root<'_> {
    /// A path of the tree as it will be in the exported repository.
    fn shown(&self, path: &str) -> String {
        match path.strip_prefix(self.dir) {
            Some(rest) if rest.starts_with('/') => format!("{}{rest}", self.shown_as),
            _ => path.to_owned(),
        }
    }

    /// A range in Terraform's words, from where it runs: `../../modules/alb/variables.tf:3,3-13`.
    fn describe(&self, range: &Range) -> String {
        let filename = relative(&self.shown(&range.filename), self.shown_as);
        super::config::describe(&Range { filename: filename.into(), ..range.clone() })
    }

    fn shown_range(&self, range: Range) -> Range {
        Range { filename: self.shown(&range.filename).into(), ..range }
    }
}

/// What evaluating a root module came to.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What Terraform would say; files as in the exported repository.
    pub diagnostics: Vec<Diagnostic>,
    /// The final values of the root module's variables; those that failed are missing.
    pub variables: BTreeMap<Str, Value>,
    /// The root module's outputs; those that failed are missing.
    pub outputs: BTreeMap<Str, Value>,
    /// Every instance of every resource and data source, by module, mode, type, name and key.
    pub resources: Vec<PlannedResource>,
    memory: Memory,
}

impl Plan {
    /// Whether Terraform would stop.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Evaluates a root module with everything that it calls.
pub fn evaluate(configuration: &Configuration, root: &Root<'_>) -> Plan {
    evaluate_again(configuration, root, None)
}

/// Evaluates a root module after a plan of the same root of the same configuration: what does not depend on an input that
/// changed is what it was there. The plan is the same as without.
pub fn evaluate_again(configuration: &Configuration, root: &Root<'_>, before: Option<&Plan>) -> Plan {
    at_once(evaluate_resting(configuration, root, before, &Never))
}

/// The same as [`evaluate_again`], with rests.
pub async fn evaluate_resting(
    configuration: &Configuration,
    root: &Root<'_>,
    before: Option<&Plan>,
    rest: &dyn Rest,
) -> Plan {
    let memory = before.map(|before| before.memory.clone()).unwrap_or_default();
    planned(configuration, root, &root.tfvars.into_iter().collect::<Vec<_>>(), memory, rest).await
}

/// Evaluates a root module with the values of several files, such as `terraform.tfvars`, `a.auto.tfvars` and those of
/// `-var-file`: of a value that is given twice the last counts. The root's own `tfvars` is not asked.
pub fn evaluate_with(configuration: &Configuration, root: &Root<'_>, files: &[&Arc<SourceFile>]) -> Plan {
    at_once(planned(configuration, root, files, Memory::default(), &Never))
}

async fn planned(
    configuration: &Configuration,
    root: &Root<'_>,
    files: &[&Arc<SourceFile>],
    memory: Memory,
    rest: &dyn Rest,
) -> Plan {
    let broken = validate_resting(configuration, root, rest).await;
    if broken.iter().any(Diagnostic::is_error) {
        return Plan { diagnostics: broken, ..Plan::default() };
    }
    let result = with_walk(configuration, root, Phase::Plan, files, memory, async |walk| {
        if !walk.is_given_what_it_needs() {
            return Plan::default();
        }
        walk.everything(rest).await;
        let top = walk.root();
        let (variables, outputs) = (top.module.variables.keys().enumerate(), top.module.outputs.keys().enumerate());
        let variables = variables.filter_map(|(at, name)| Some((name.clone(), walk.variable(&top, at)?)));
        let outputs = outputs.filter_map(|(at, name)| Some((name.clone(), walk.output(&top, at)?)));
        let (variables, outputs) = (entries::map(variables), entries::map(outputs));
        let resources = walk.planned_resources();
        Plan { diagnostics: Vec::new(), variables, outputs, resources, memory: walk.memory() }
    })
    .await;
    match result {
        Ok((plan, diagnostics)) => Plan { diagnostics, ..plan },
        Err(diagnostics) => Plan { diagnostics, ..Plan::default() },
    }
}

/// What Terraform would say of one variable of a root module, whatever is to be said of the others.
pub fn judge(configuration: &Configuration, root: &Root<'_>, variable: &Str) -> Vec<Diagnostic> {
    let files: Vec<_> = root.tfvars.into_iter().collect();
    let result = with_walk(configuration, root, Phase::Plan, &files, Memory::default(), async |walk| {
        let root = walk.root();
        root.module.variables.get_index_of(variable).and_then(|at| walk.variable(&root, at));
    });
    at_once(result).map_or_else(|diagnostics| diagnostics, |((), diagnostics)| diagnostics)
}

/// What is wrong with a root module whatever its inputs are, as `terraform validate` says it; Terraform asks this
/// before it plans. That nothing is wrong is remembered with the module.
pub fn validate(configuration: &Configuration, root: &Root<'_>) -> Vec<Diagnostic> {
    at_once(validate_resting(configuration, root, &Never))
}

async fn validate_resting(configuration: &Configuration, root: &Root<'_>, rest: &dyn Rest) -> Vec<Diagnostic> {
    let remembered = configuration.module(root.dir).map(|module| &module.validates);
    if remembered.is_some_and(|validates| validates.get().is_some()) {
        return Vec::new();
    }
    let everything = async |walk: &Walk<'_>| walk.everything(rest).await;
    let result = with_walk(configuration, root, Phase::Validate, &[], Memory::default(), everything).await;
    let diagnostics = result.map_or_else(|diagnostics| diagnostics, |((), diagnostics)| diagnostics);
    if let (Some(validates), true) = (remembered, diagnostics.is_empty()) {
        // Set before by another thread: it says the same.
        let _ = validates.set(());
    }
    diagnostics
}

/// What `terraform console` prints for an expression in the scope of a root module. `type(…)` around all of it asks for the
/// type.
///
/// # Errors
/// What is wrong with the expression or with what it refers to.
pub fn console(configuration: &Configuration, root: &Root<'_>, expression: &str) -> Result<String, Vec<Diagnostic>> {
    let file = Arc::new(SourceFile::new("<console-input>", expression));
    let mut expr = parse_expr(expression).map_err(|errors| syntax::diagnostics(&file, &errors))?;
    let mut print: fn(&Value) -> String = console::format;
    if let Expression::FuncCall(call) = &expr
        && (call.name.as_str(), call.expand_final) == ("type", false)
        && let [argument] = call.args.as_slice()
    {
        print = |value| console::format_type(value.ty());
        expr = argument.clone();
    }
    let located = super::config::Located { expr, file };
    let files: Vec<_> = root.tfvars.into_iter().collect();
    let result = with_walk(configuration, root, Phase::Plan, &files, Memory::default(), async |walk| {
        walk.expression(&located, &walk.scope(&walk.root()))
    });
    let (value, mut diagnostics) = at_once(result)?;
    // Said in the order of the text.
    diagnostics.sort_by_key(|diagnostic| diagnostic.range.as_ref().map(|range| range.start.byte));
    value.map(|value| print(&value)).ok_or(diagnostics)
}

async fn with_walk<T>(
    configuration: &Configuration,
    root: &Root<'_>,
    phase: Phase,
    files: &[&Arc<SourceFile>],
    before: Memory,
    work: impl AsyncFnOnce(&Walk<'_>) -> T,
) -> Result<(T, Vec<Diagnostic>), Vec<Diagnostic>> {
    let Some(module) = configuration.module(root.dir) else {
        let detail = format!("There is no Terraform configuration in {}.", root.shown_as);
        return Err(vec![Diagnostic::error("No configuration files", detail, None)]);
    };
    let placed = |said: Vec<Diagnostic>| said.into_iter().map(|diagnostic| shown(root, diagnostic)).collect();
    let walk = Walk::new(configuration, root, module, phase, files, before).map_err(placed)?;
    let result = work(&walk).await;
    Ok((result, placed(walk.into_diagnostics())))
}

fn shown(root: &Root<'_>, mut diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.range = diagnostic.range.map(|range| root.shown_range(range));
    diagnostic.rule = diagnostic.rule.map(|range| root.shown_range(range));
    diagnostic
}
