//! `when` of an option: the values of its root's variables with which it does something.
//!
//! Invariant: a condition that was [checked](When::check) comes to true or false for whatever values the variables have,
//! also where they are null.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::hcl::expr::Expression;
use crate::terraform::config::{Declared, Located, Variable};
use crate::terraform::diagnostic::Diagnostic;
use crate::terraform::eval::references::references;
use crate::terraform::eval::{self, Scope, Unresolved};
use crate::terraform::source::SourceFile;
use crate::terraform::types::{Str, Type};
use crate::terraform::value::Value;

/// An expression of Terraform's language over a root's variables: `var.db_enabled`.
#[derive(Clone, Debug)]
pub struct When(Located);

/// Conditions are the same when they stand in the same words.
impl PartialEq for When {
    fn eq(&self, other: &When) -> bool {
        self.text() == other.text()
    }
}

impl Eq for When {}

impl When {
    pub(super) fn new(expr: Expression, file: Arc<SourceFile>) -> When {
        When(Located { expr, file })
    }

    /// As it stands in the file.
    pub fn text(&self) -> &str {
        self.0.file.slice(self.0.expr.span()).trim()
    }

    /// The variables that it asks for, in its order.
    pub fn variables(&self) -> Vec<&str> {
        let mut names = Vec::new();
        for reference in references(&self.0.expr).into_iter().filter(|reference| reference.root == "var") {
            names.extend(reference.path.first().copied().filter(|name| !names.contains(name)));
        }
        names
    }

    /// Whether it is true with these final values of a root's variables. What cannot be said, because a variable has
    /// failed, is taken for true: nothing is called useless for want of an answer.
    pub fn holds(&self, variables: &BTreeMap<Str, Value>) -> bool {
        let (value, _) = eval::evaluate(&self.0.expr, &self.0.file, &Variables(variables));
        value.as_bool().unwrap_or(true)
    }

    /// Tries it on the variables of a root: with what nobody knows yet, and with null wherever that may be.
    ///
    /// # Errors
    /// What is wrong, in words: a name that is none of the root's variables, what is no bool, what fails.
    pub fn check(&self, declared: &Declared<Variable>) -> Result<(), String> {
        let unknown = |variable: &Variable| Value::unknown(variable.constraint.ty.clone());
        let absent = |variable: &Variable| match variable.nullable {
            true => Value::null(variable.constraint.ty.clone()),
            false => unknown(variable).refine_not_null(),
        };
        for value in [&unknown as &dyn Fn(&Variable) -> Value, &absent] {
            let values = declared.iter().map(|(name, variable)| (name.clone(), value(variable))).collect();
            let (value, diagnostics) = eval::evaluate(&self.0.expr, &self.0.file, &Variables(&values));
            if let Some(Diagnostic { summary, detail, .. }) = diagnostics.first() {
                return Err(format!("{summary}: {detail}"));
            }
            if *value.ty() != Type::Bool || value.is_null() {
                return Err("it must come to true or false".to_owned());
            }
        }
        Ok(())
    }
}

/// The values of a root's variables, and no other names.
struct Variables<'a>(&'a BTreeMap<Str, Value>);

impl Scope for Variables<'_> {
    fn lookup(&self, root: &str, path: &[&str]) -> Result<(Value, usize), Unresolved> {
        let name = path.first().filter(|_| root == "var");
        match name.and_then(|name| self.0.get(*name)) {
            Some(value) => Ok((value.clone(), 1)),
            None => Err(Unresolved::Undeclared {
                summary: "No such variable".to_owned(),
                detail: format!("{} is no variable of this root.", [&[root], path].concat().join(".")),
            }),
        }
    }
}
