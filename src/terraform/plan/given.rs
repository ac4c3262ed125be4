//! The values that the root module's variables are given, before anything is planned with them.

use super::node::Walk;
use crate::terraform::config::{Declared, Located};
use crate::terraform::diagnostic::{Diagnostic, Severity};
use crate::terraform::eval;
use crate::terraform::types::Str;
use crate::terraform::value::Value;

/// So many values without a variable are named; then they are counted.
const NAMED: usize = 2;

/// A value and where it is given.
pub(super) struct Given {
    pub located: Located,
    pub value: Value,
}

/// What is wrong with values that come to nothing, by variable.
pub(super) type Unfit = Vec<(Str, Vec<Diagnostic>)>;

/// What the values come to, and what is wrong with the others.
pub(super) fn values(written: Declared<Located>) -> (Declared<Given>, Unfit) {
    let (mut given, mut unfit) = (Declared::default(), Vec::new());
    for (name, located) in written {
        match eval::literal(&located) {
            Ok(value) => drop(given.insert(name, Given { located, value })),
            Err(diagnostics) => unfit.push((name, diagnostics)),
        }
    }
    (given, unfit)
}

impl Walk<'_> {
    /// Whether there is a value for every variable that needs one. As in Terraform nothing is planned otherwise; what is wrong is said.
    pub(super) fn is_given_what_it_needs(&self) -> bool {
        self.undeclared_values();
        let root = self.root();
        let variables = &root.module.variables;
        for (name, diagnostics) in self.unfit.iter().filter(|(name, _)| variables.contains_key(name)) {
            let about = |said: &Diagnostic| Diagnostic { inputs: vec![name.clone()], ..said.clone() };
            self.say_all(diagnostics.iter().map(about).collect());
        }
        for variable in variables.values() {
            if variable.default.is_none() && !self.given.contains_key(&variable.name) {
                let detail = format!(
                    "The root module input variable {:?} is not set, and has no default value. Use a -var or -var-file command line argument to provide a value for this variable.",
                    &*variable.name
                );
                self.about_value(&root, variable, "No value for required variable", detail, true);
            }
        }
        !self.has_errors()
    }

    /// Values that the root module declares no variable for: warnings.
    fn undeclared_values(&self) {
        let root = self.root();
        let undeclared = self.given.iter().filter(|(name, _)| !root.module.variables.contains_key(*name));
        let warn = |summary: &str, detail| {
            let warning = Diagnostic::error(summary, detail, None);
            self.say(Diagnostic { severity: Severity::Warning, ..warning });
        };
        let mut count = 0;
        for (name, given) in undeclared {
            count += 1;
            if count > NAMED {
                continue;
            }
            let file = super::relative(&given.located.file.path, self.root.shown_as);
            let detail = format!(
                "The root module does not declare a variable named {:?} but a value was found in file {file:?}. If you meant to use this value, add a \"variable\" block to the configuration.\n\nTo silence these warnings, use TF_VAR_... environment variables to provide certain \"global\" settings to all configurations in your organization. To reduce the verbosity of these warnings, use the -compact-warnings option.",
                &**name
            );
            warn("Value for undeclared variable", detail);
        }
        if let Some(more) = count.checked_sub(NAMED).filter(|more| *more > 0) {
            let detail = format!(
                "In addition to the other similar warnings shown, {more} other variable(s) defined without being declared."
            );
            warn("Values for undeclared variables", detail);
        }
    }
}
