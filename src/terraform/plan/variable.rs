//! Input variables: the value that is given, what becomes of it, and the rules that judge it.
//!
//! Order for a value: absent means the default; then the defaults of optional attributes; then conversion; then a null
//! where null is not allowed becomes the default (Terraform, `prepareFinalInputVariableValue`).

use std::rc::Rc;

use super::instance::{Instance, Repetition};
use super::node::{Phase, Walk};
use super::scope::ModuleScope;
use super::trace;
use crate::terraform::config::{Located, Validation, Variable};
use crate::terraform::convert::convert;
use crate::terraform::diagnostic::{Diagnostic, Position, Range};
use crate::terraform::eval::{self, diagnostic_at, explain};
use crate::terraform::source::SourceFile;
use crate::terraform::types::Type;
use crate::terraform::value::{Marks, Value};

impl<'a> Walk<'a> {
    /// The expression that a variable's value is given by; none when its default is taken.
    fn given_by<'i>(&'i self, instance: &'i Rc<Instance<'a>>, name: &str) -> Option<&'i Located> {
        match &instance.call {
            None => self.given.get(name).map(|given| &given.located),
            Some((_, call, _)) => call.arguments.get(name),
        }
    }

    /// A variable's value, converted; its rules have not been asked.
    pub(super) fn variable_value(&self, instance: &Rc<Instance<'a>>, at: usize) -> Option<Value> {
        let (name, variable) = instance.module.variables.get_index(at)?;
        if self.phase == Phase::Validate && instance.call.is_none() {
            return Some(unknown(variable));
        }
        if matches!(&instance.call, None | Some((.., Repetition::Each(..)))) {
            self.reads_what_is_given();
        }
        let given = match (self.given_by(instance, name), &instance.call) {
            (Some(_), None) => self.given.get(name).map(|given| given.value.clone()),
            (Some(located), Some((parent, _, repetition))) => {
                let scope = ModuleScope { repetition: repetition.clone(), ..self.scope(parent) };
                let value = self.expression(located, &scope)?;
                if value.marks_deep().contains(Marks::EPHEMERAL) && !variable.ephemeral {
                    let detail = "This input variable is not declared as accepting a ephemeral values, so it cannot be set to a result derived from an ephemeral value.";
                    self.about_value(instance, variable, "Ephemeral value not allowed", detail.to_owned(), false);
                    return None;
                }
                Some(value)
            }
            (None, _) => None,
        };
        let given = match (given, &variable.default) {
            (Some(given), _) => given,
            (None, Some(default)) => return Some(marked(variable, default.clone())),
            (None, None) => {
                // That it is missing has been said: of a call where that is expanded.
                return None;
            }
        };
        match convert(&variable.constraint.with_defaults(&given), &variable.constraint.ty) {
            Ok(value) if value.is_null() && !variable.nullable => match &variable.default {
                Some(default) => Some(marked(variable, default.clone())),
                None => {
                    let detail = format!(
                        "The given value is not suitable for {} defined at {}: required variable may not be set to null.",
                        address(instance, name),
                        self.shown_range(&variable.range)
                    );
                    self.about_value(instance, variable, "Required variable not set", detail, false);
                    None
                }
            },
            Ok(value) => Some(marked(variable, value)),
            Err(mismatch) => {
                let named = address(instance, name);
                let detail = if variable.sensitive {
                    let given_at =
                        self.given_by(instance, name).map(|l| self.shown_range(&l.range())).unwrap_or_default();
                    format!(
                        "The given value is not suitable for {named}, which is sensitive: {mismatch}. Invalid value defined at {given_at}."
                    )
                } else {
                    let declared = self.shown_range(&variable.range);
                    format!("The given value is not suitable for {named} declared at {declared}: {mismatch}.")
                };
                self.about_value(instance, variable, "Invalid value for input variable", detail, variable.sensitive);
                None
            }
        }
    }

    /// Says something of a variable's value: where it is given, or where the variable is declared.
    pub(super) fn about_value(
        &self,
        instance: &Rc<Instance<'a>>,
        variable: &Variable,
        summary: &str,
        detail: String,
        at_declaration: bool,
    ) {
        let (file, at) = match self.given_by(instance, &variable.name) {
            Some(located) if !at_declaration => (&located.file, located.expr.span()),
            _ => (&variable.file, variable.range.start.byte..variable.range.end.byte),
        };
        let mut diagnostic = diagnostic_at(file, summary, detail, at, None, Vec::new());
        diagnostic.inputs = trace::inputs_of_variable(instance, &variable.name);
        self.say(diagnostic);
    }

    /// A variable's value once all its rules hold.
    pub(super) fn checked_variable(&self, instance: &Rc<Instance<'a>>, at: usize) -> Option<Value> {
        let value = self.given_variable(instance, at)?;
        let (name, variable) = instance.module.variables.get_index(at)?;
        if variable.validations.is_empty() && self.phase == Phase::Plan {
            return Some(value);
        }
        let scope = ModuleScope { own_variable: Some((name.clone(), value.clone())), ..self.scope(instance) };
        // The rules of a variable are one node: when something that any of them reads failed, none is asked.
        let mut hold = true;
        for rule in &variable.validations {
            for located in [&rule.condition, &rule.error_message] {
                hold &= self.references_hold(&located.expr, &located.file, &scope);
            }
        }
        if !hold {
            return None;
        }
        for rule in &variable.validations {
            hold &= self.rule_holds(instance, variable, rule, &scope);
        }
        // What others see of a variable is unknown while only the configuration itself is judged.
        hold.then(|| if self.phase == Phase::Validate { unknown(variable) } else { value })
    }

    /// Asks one rule; what it says is said.
    fn rule_holds(
        &self,
        instance: &Rc<Instance<'a>>,
        variable: &Variable,
        rule: &Validation,
        scope: &ModuleScope<'_, 'a>,
    ) -> bool {
        const INVALID_RESULT: &str = "Invalid variable validation result";
        let (condition, mut diagnostics) = eval::evaluate(&rule.condition.expr, &rule.condition.file, scope);
        let (message, message_diagnostics) = eval::evaluate(&rule.error_message.expr, &rule.error_message.file, scope);
        let message_failed = !message_diagnostics.is_empty();
        diagnostics.extend(message_diagnostics);
        let mut sound = diagnostics.is_empty();
        for diagnostic in diagnostics {
            self.say_of_rule(instance, variable, rule, diagnostic);
        }
        if !condition.is_known() {
            return sound;
        }
        let at_condition = |detail: String| self.at(&rule.condition, INVALID_RESULT, detail, scope);
        if condition.is_null() {
            let detail = "Validation condition expression must return either true or false, not null.";
            self.say_of_rule(instance, variable, rule, at_condition(detail.into()));
            return false;
        }
        let holds = match convert(&condition, &Type::Bool) {
            Ok(result) => result.as_bool().unwrap_or(true),
            Err(mismatch) => {
                let detail = format!("Invalid validation condition result value: {}.", mismatch.with_path());
                self.say_of_rule(instance, variable, rule, at_condition(detail));
                return false;
            }
        };
        if holds {
            return sound;
        }
        if !message.is_known() {
            if self.phase == Phase::Validate {
                return sound;
            }
            let detail = "Unsuitable value for error message: expression refers to values that won't be known until the apply phase.";
            let diagnostic = self.at(&rule.error_message, "Invalid error message", detail.into(), scope);
            self.say_of_rule(instance, variable, rule, diagnostic);
            return false;
        }
        sound &= !message_failed;
        let text = if sound { self.message(instance, variable, rule, &message, scope) } else { None };
        let text = text
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| "Failed to evaluate condition error message.".into());
        let detail = format!("{text}\n\nThis was checked by the validation rule at {}.", self.shown_range(&rule.range));
        let values = explain(&rule.condition.expr, scope);
        let at =
            |file: &SourceFile, at| diagnostic_at(file, "Invalid value for variable", detail.clone(), at, None, values);
        let mut diagnostic = match (self.given_by(instance, &variable.name), &instance.call) {
            (Some(located), _) => at(&located.file, located.expr.span()),
            (None, None) => at(&variable.file, variable.range.start.byte..variable.range.end.byte),
            // Terraform points nowhere when a called module's own default is at fault.
            (None, Some(_)) => Diagnostic::error("Invalid value for variable", detail, Some(nowhere())),
        };
        diagnostic.message = Some(text);
        self.say_of_rule(instance, variable, rule, diagnostic);
        false
    }

    /// The message of a failed rule; what makes it unfit to be shown is said.
    fn message(
        &self,
        instance: &Rc<Instance<'a>>,
        variable: &Variable,
        rule: &Validation,
        message: &Value,
        scope: &ModuleScope<'_, 'a>,
    ) -> Option<String> {
        if message.is_null() {
            return None;
        }
        let text = match convert(message, &Type::String) {
            Ok(text) => text,
            Err(mismatch) => {
                let detail = format!("Unsuitable value for error message: {}.", mismatch.with_path());
                let diagnostic = self.at(&rule.error_message, "Invalid error message", detail, scope);
                self.say_of_rule(instance, variable, rule, diagnostic);
                return None;
            }
        };
        let hidden = [
            (
                Marks::SENSITIVE,
                "sensitive",
                "removing references to sensitive values, or by carefully using the nonsensitive() function if the expression will not reveal the sensitive data",
            ),
            (
                Marks::EPHEMERAL,
                "ephemeral",
                "removing references to ephemeral values, or by carefully using the ephemeralasnull() function if the expression will not reveal the ephemeral data",
            ),
        ];
        for (mark, kind, advice) in hidden {
            if text.marks_deep().contains(mark) {
                let detail = format!(
                    "The error expression used to explain this condition refers to {kind} values. Terraform will not display the resulting message.\n\nYou can correct this by {advice}."
                );
                let diagnostic =
                    self.at(&rule.error_message, &format!("Error message refers to {kind} values"), detail, scope);
                self.say_of_rule(instance, variable, rule, diagnostic);
                return Some("The error message included a sensitive value, so it will not be displayed.".into());
            }
        }
        text.as_str().map(|text| text.trim().to_owned())
    }

    fn at(&self, located: &Located, summary: &str, detail: String, scope: &ModuleScope<'_, 'a>) -> Diagnostic {
        let values = explain(&located.expr, scope);
        diagnostic_at(&located.file, summary, detail, located.expr.span(), None, values)
    }

    fn say_of_rule(
        &self,
        instance: &Rc<Instance<'a>>,
        variable: &Variable,
        rule: &Validation,
        mut diagnostic: Diagnostic,
    ) {
        diagnostic.rule = Some(rule.range.clone());
        diagnostic.inputs = trace::inputs_of_variable(instance, &variable.name);
        for other in trace::inputs(instance, &rule.condition) {
            if !diagnostic.inputs.contains(&other) {
                diagnostic.inputs.push(other);
            }
        }
        self.say(diagnostic);
    }
}

/// What a variable is before it has a value.
fn unknown(variable: &Variable) -> Value {
    marked(variable, Value::unknown(variable.constraint.ty.without_optional()))
}

/// The range that Terraform gives where it has none.
fn nowhere() -> Range {
    let start = Position::default();
    Range { filename: "".into(), start, end: Position { line: 0, column: 1, byte: 1 } }
}

/// `var.x`, `module.alb.var.x`
fn address(instance: &Instance<'_>, name: &str) -> String {
    if instance.address.is_empty() { format!("var.{name}") } else { format!("{}.var.{name}", instance.address) }
}

fn marked(variable: &Variable, value: Value) -> Value {
    let mut marks = Marks::NONE;
    if variable.sensitive {
        marks = marks.union(Marks::SENSITIVE);
    }
    if variable.ephemeral {
        marks = marks.union(Marks::EPHEMERAL);
    }
    value.with_marks(marks)
}
