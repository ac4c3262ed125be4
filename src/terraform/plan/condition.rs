//! Conditions outside of variables: `precondition`, `postcondition` and the `assert` of a `check`.

use super::node::{Phase, Walk};
use super::scope::ModuleScope;
use crate::terraform::config::{Condition, Located};
use crate::terraform::convert::convert;
use crate::terraform::diagnostic::Severity;
use crate::terraform::eval::{diagnostic_at, explain};
use crate::terraform::types::Type;
use crate::terraform::value::Value;

/// What a condition belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Precondition,
    Postcondition,
    Output,
    Assert,
}

impl Kind {
    fn description(self) -> &'static str {
        match self {
            Kind::Precondition => "Resource precondition",
            Kind::Postcondition => "Resource postcondition",
            Kind::Output => "Module output value precondition",
            Kind::Assert => "Check block assertion",
        }
    }

    /// A check only warns.
    fn severity(self) -> Severity {
        if self == Kind::Assert { Severity::Warning } else { Severity::Error }
    }
}

impl<'a> Walk<'a> {
    /// Asks conditions; what fails is said. One that is not known yet holds.
    pub(super) fn conditions(&self, conditions: &[Condition], kind: Kind, scope: &ModuleScope<'_, 'a>) -> bool {
        let results: Vec<bool> = conditions.iter().map(|condition| self.condition(condition, kind, scope)).collect();
        results.into_iter().all(|holds| holds)
    }

    fn condition(&self, asked: &Condition, kind: Kind, scope: &ModuleScope<'_, 'a>) -> bool {
        const INVALID: &str = "Invalid condition result";
        let Some(result) = self.expression(&asked.condition, scope) else { return false };
        if self.phase == Phase::Validate {
            return true;
        }
        if !result.is_known() {
            if kind == Kind::Assert {
                let detail = "The condition could not be evaluated at this time, a result will be known when this plan is applied.";
                let summary = format!("{} known after apply", kind.description());
                self.about(&asked.condition, &summary, detail.into(), Severity::Warning, scope);
            }
            return true;
        }
        if result.is_null() {
            let detail = "Condition expression must return either true or false, not null.";
            self.about(&asked.condition, INVALID, detail.into(), Severity::Error, scope);
            return false;
        }
        match convert(&result, &Type::Bool) {
            Ok(result) if result.as_bool() == Some(false) => {}
            Ok(_) => return true,
            Err(mismatch) => {
                let detail = format!("Invalid condition result value: {}.", mismatch.with_path());
                self.about(&asked.condition, INVALID, detail, Severity::Error, scope);
                return false;
            }
        }
        let text = self.expression(&asked.error_message, scope);
        let text = text.as_ref().and_then(Value::as_str).map(|text| text.trim().to_owned());
        let text = text.unwrap_or_else(|| "Failed to evaluate condition error message.".into());
        self.about(&asked.condition, &format!("{} failed", kind.description()), text, kind.severity(), scope);
        kind.severity() == Severity::Warning
    }

    fn about(&self, located: &Located, summary: &str, detail: String, severity: Severity, scope: &ModuleScope<'_, 'a>) {
        let values = explain(&located.expr, scope);
        let mut diagnostic = diagnostic_at(&located.file, summary, detail, located.expr.span(), None, values);
        diagnostic.severity = severity;
        diagnostic.inputs = super::trace::inputs(&scope.instance, located);
        self.say(diagnostic);
    }
}
