//! Outputs: what a module instance returns, and whether it may.

use std::rc::Rc;

use super::condition::Kind;
use super::instance::{Instance, Node, Outcome};
use super::node::Walk;
use crate::terraform::config::Output;
use crate::terraform::diagnostic::Diagnostic;
use crate::terraform::eval::diagnostic_at;
use crate::terraform::value::{Marks, Value};

impl<'a> Walk<'a> {
    pub(super) fn output(&self, instance: &Rc<Instance<'a>>, at: usize) -> Option<Value> {
        let (_, output) = instance.module.outputs.get_index(at)?;
        self.node(instance, Node::Output(at), || {
            let depends = self.dependencies_hold(instance, &output.depends_on);
            if !self.conditions(&output.preconditions, Kind::Output, &self.scope(instance)) {
                return None;
            }
            let value = self.expression(output.value.as_ref()?, &self.scope(instance)).filter(|_| depends)?;
            if !self.may_leave(instance, output, &value) {
                return None;
            }
            Some(if output.sensitive { value.with_marks(Marks::SENSITIVE) } else { value })
        })
    }

    /// Whether what a root module returns is declared as being what it is: sensitive, or not ephemeral.
    fn may_leave(&self, instance: &Rc<Instance<'a>>, output: &Output, value: &Value) -> bool {
        let marks = value.marks_deep();
        let (summary, detail) = if marks.contains(Marks::EPHEMERAL) && !output.ephemeral {
            (
                "Ephemeral value not allowed",
                "This output value is not declared as returning an ephemeral value, so it cannot be set to a result derived from an ephemeral value.",
            )
        } else if instance.call.is_none() && marks.contains(Marks::SENSITIVE) && !output.sensitive {
            (
                "Output refers to sensitive values",
                "To reduce the risk of accidentally exporting sensitive data that was intended to be only internal, Terraform requires that any root module output containing sensitive data be explicitly marked as sensitive, to confirm your intent.\n\nIf you do intend to export this data, annotate the output value as sensitive by adding the following argument:\n    sensitive = true",
            )
        } else {
            return true;
        };
        let diagnostic = match &output.value {
            Some(located) if marks.contains(Marks::EPHEMERAL) && !output.ephemeral => {
                diagnostic_at(&located.file, summary, detail.to_owned(), located.expr.span(), None, Vec::new())
            }
            Some(located) => {
                let at = output.range.start.byte..output.range.end.byte;
                diagnostic_at(&located.file, summary, detail.to_owned(), at, None, Vec::new())
            }
            None => Diagnostic::error(summary, detail, Some(output.range.clone())),
        };
        self.say(diagnostic);
        false
    }

    /// The object of all outputs of a module instance; none when one of them failed.
    pub(super) fn outputs(&self, instance: &Rc<Instance<'a>>) -> Option<Value> {
        let object = match instance.object.get() {
            Some(known) => known.value.clone(),
            None => {
                let object = self.apart(|| self.all_outputs(instance));
                instance.object.get_or_init(|| object).value.clone()
            }
        };
        self.read(instance, Node::Outputs);
        object
    }

    fn all_outputs(&self, instance: &Rc<Instance<'a>>) -> Outcome {
        let names = instance.module.outputs.keys().enumerate();
        let outputs: Option<Vec<_>> =
            names.map(|(at, name)| Some((name.clone(), self.output(instance, at)?))).collect();
        let all = 0..instance.module.outputs.len();
        let unchanged = || all.map(Node::Output).all(|output| instance.is_same(output) == Some(true));
        let before = instance.before.as_ref().and_then(|records| records.outputs()).filter(|_| unchanged());
        Outcome { same: before.is_some(), value: before.cloned().or_else(|| outputs.map(Value::object)) }
    }
}
