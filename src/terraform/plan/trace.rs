//! From an expression back to the root module's variables: which options could change it.

use std::collections::HashSet;
use std::rc::Rc;

use super::instance::Instance;
use crate::terraform::config::Located;
use crate::terraform::eval::references::references;
use crate::terraform::types::Str;

/// The root module's variables that an expression of a module instance depends on, in the order of its text, then those
/// that decide whether the module is called at all.
pub(super) fn inputs(instance: &Rc<Instance<'_>>, located: &Located) -> Vec<Str> {
    let mut tracer = Tracer { found: Vec::new(), seen: HashSet::new() };
    tracer.expression(instance, located);
    tracer.calls(instance);
    tracer.found
}

/// The root module's variables that a variable of a module instance depends on.
pub(super) fn inputs_of_variable(instance: &Rc<Instance<'_>>, name: &str) -> Vec<Str> {
    let mut tracer = Tracer { found: Vec::new(), seen: HashSet::new() };
    tracer.variable(instance, name);
    tracer.found
}

struct Tracer {
    found: Vec<Str>,
    seen: HashSet<(String, String)>,
}

impl Tracer {
    fn expression(&mut self, instance: &Rc<Instance<'_>>, located: &Located) {
        for reference in references(&located.expr) {
            match (reference.root, reference.path.first()) {
                ("var", Some(name)) => self.variable(instance, name),
                ("local", Some(name)) => {
                    let key = (instance.address.to_string(), format!("local.{name}"));
                    if self.seen.insert(key)
                        && let Some(local) = instance.module.locals.get(*name)
                    {
                        self.expression(instance, &local.value);
                    }
                }
                _ => {}
            }
        }
    }

    fn variable(&mut self, instance: &Rc<Instance<'_>>, name: &str) {
        if !self.seen.insert((instance.address.to_string(), format!("var.{name}"))) {
            return;
        }
        match &instance.call {
            None => self.found.push(name.into()),
            Some((parent, call, _)) => {
                if let Some(argument) = call.arguments.get(name) {
                    self.expression(parent, argument);
                }
            }
        }
    }

    /// `count` and `for_each` of the calls that lead to an instance.
    fn calls(&mut self, instance: &Rc<Instance<'_>>) {
        if let Some((parent, call, _)) = &instance.call {
            for repeated in [&call.count, &call.for_each].into_iter().flatten() {
                self.expression(parent, repeated);
            }
            self.calls(parent);
        }
    }
}
