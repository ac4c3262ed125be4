//! Function calls: arity, arguments, and the functions that need the expression itself or the tree of files.

use super::{Env, Evaluator};
use crate::hcl::expr::{Expression, FuncCall, Ident};
use crate::hcl::template::Element;
use crate::terraform::config::describe;
use crate::terraform::convert::convert;
use crate::terraform::functions::{self, Fault, Function};
use crate::terraform::source::SourceFile;
use crate::terraform::types::Type;
use crate::terraform::value::Value;

/// The functions that the evaluator does itself; all others are in the registry.
pub const BUILT_IN: &[&str] = &[
    "abspath",
    "can",
    "dirname",
    "basename",
    "file",
    "filebase64",
    "filebase64sha256",
    "filebase64sha512",
    "fileexists",
    "filemd5",
    "fileset",
    "filesha1",
    "filesha256",
    "filesha512",
    "pathexpand",
    "templatefile",
    "templatestring",
    "try",
];

/// An argument's value and where it stands.
struct Argument<'e> {
    value: Value,
    expr: &'e Expression,
}

impl Evaluator<'_> {
    pub(super) fn call(&mut self, call: &FuncCall, expr: &Expression, env: &Env<'_>) -> Value {
        if !self.scope.has_functions() {
            let detail = "Functions may not be called here.";
            self.error("Function calls not allowed", detail, expr.span(), Some(expr.span()), None);
            return Value::dynamic();
        }
        let full_name = call.name.as_str();
        let namespace: Vec<&str> = call.namespace.iter().map(Ident::as_str).collect();
        let name = match namespace.as_slice() {
            [] | ["core"] => full_name,
            other => {
                let detail = format!("There are no functions in namespace \"{}::\".", other.join("::"));
                self.error("Call to unknown function", detail, call.name_span(), Some(expr.span()), None);
                return Value::dynamic();
            }
        };
        match name {
            "try" => return self.try_each(call, expr, env),
            "can" => return self.can(call, expr, env),
            _ => {}
        }
        let function = functions::lookup(name);
        if function.is_none() && !BUILT_IN.contains(&name) {
            let hint = suggestion(name).map(|near| format!(" Did you mean {near:?}?")).unwrap_or_default();
            let detail = format!("There is no function named {name:?}.{hint}");
            self.error("Call to unknown function", detail, call.name_span(), Some(expr.span()), Some((expr, env)));
            return Value::dynamic();
        }
        let before = self.diagnostics.len();
        let Some(arguments) = self.arguments(call, expr, env) else { return Value::dynamic() };
        if self.diagnostics.len() > before {
            return Value::dynamic();
        }
        let values: Vec<Value> = arguments.iter().map(|argument| argument.value.clone()).collect();
        if !self.spend(values.iter().map(Value::size).sum(), expr) {
            return Value::dynamic();
        }
        let result = match function {
            Some(function) => {
                if let Some(value) = self.wrong_arity(function, &arguments, call, expr, env) {
                    return value;
                }
                if self.unsuitable(function, &arguments, expr, env) {
                    return Value::dynamic();
                }
                function.call(&values).map_err(|fault| (fault, parameters(function)))
            }
            None => self.built_in(name, &values, call, expr, env),
        };
        result.unwrap_or_else(|(fault, parameters)| {
            self.fault(name, fault, &parameters, &arguments, expr, env);
            Value::dynamic()
        })
    }

    /// The arguments' values, with `list...` spread out; none when that is not possible.
    fn arguments<'e>(&mut self, call: &'e FuncCall, expr: &Expression, env: &Env<'_>) -> Option<Vec<Argument<'e>>> {
        const INVALID: &str = "Invalid expanding argument value";
        let mut arguments = Vec::with_capacity(call.args.len());
        let last = call.args.len().wrapping_sub(1);
        for (i, argument) in call.args.iter().enumerate() {
            let before = self.diagnostics.len();
            let value = self.value(argument, env);
            if !(call.expand_final && i == last) {
                arguments.push(Argument { value, expr: argument });
                continue;
            }
            if self.diagnostics.len() > before {
                return None;
            }
            let sequence = matches!(value.ty(), Type::Tuple(_) | Type::List(_) | Type::Set(_) | Type::Dynamic);
            let problem = if !sequence {
                Some("The expanding argument (indicated by ...) must be of a tuple, list, or set type.")
            } else if value.is_null() {
                Some("The expanding argument (indicated by ...) must not be null.")
            } else {
                None
            };
            if let Some(detail) = problem {
                self.error(INVALID, detail, argument.span(), Some(expr.span()), Some((argument, env)));
                return None;
            }
            let (value, marks) = value.unmark();
            let elements = value.as_elements()?;
            arguments.extend(elements.iter().map(|v| Argument { value: v.clone().with_marks(marks), expr: argument }));
        }
        Some(arguments)
    }

    fn wrong_arity(
        &mut self,
        function: &Function,
        arguments: &[Argument<'_>],
        call: &FuncCall,
        expr: &Expression,
        env: &Env<'_>,
    ) -> Option<Value> {
        let name = function.name;
        let wanted = function.params.len();
        if let Some(missing) = function.params.get(arguments.len()) {
            let qualifier = if function.variadic.is_some() { " at least" } else { "" };
            let detail = format!(
                "Function {name:?} expects{qualifier} {wanted} argument(s). Missing value for {:?}.",
                missing.name
            );
            let close = expr.span().end;
            self.error(
                "Not enough function arguments",
                detail,
                close.saturating_sub(1)..close,
                Some(expr.span()),
                Some((expr, env)),
            );
            return Some(Value::dynamic());
        }
        if function.variadic.is_none()
            && let Some(extra) = arguments.get(wanted)
        {
            let detail = format!("Function {name:?} expects only {wanted} argument(s).");
            let _ = call;
            self.error(
                "Too many function arguments",
                detail,
                start_span(extra.expr),
                Some(expr.span()),
                Some((expr, env)),
            );
            return Some(Value::dynamic());
        }
        None
    }

    /// Reports every argument that cannot be converted to its parameter's type.
    fn unsuitable(
        &mut self,
        function: &Function,
        arguments: &[Argument<'_>],
        expr: &Expression,
        env: &Env<'_>,
    ) -> bool {
        let mut any = false;
        for (i, argument) in arguments.iter().enumerate() {
            let Some(param) = function.params.get(i).or(function.variadic.as_ref()) else { continue };
            if let Err(mismatch) = convert(&argument.value, &param.ty()) {
                any = true;
                let detail = format!("Invalid value for {:?} parameter: {}.", param.name, mismatch.message);
                self.error(
                    "Invalid function argument",
                    detail,
                    start_span(argument.expr),
                    Some(expr.span()),
                    Some((argument.expr, env)),
                );
            }
        }
        any
    }

    fn fault(
        &mut self,
        name: &str,
        fault: Fault,
        parameters: &[String],
        arguments: &[Argument<'_>],
        expr: &Expression,
        env: &Env<'_>,
    ) {
        let about = fault.argument.and_then(|i| {
            let parameter = parameters.get(i).or(parameters.last())?;
            Some((parameter, arguments.get(i).map(|argument| argument.expr)))
        });
        match about {
            Some((parameter, argument)) => {
                let detail = format!("Invalid value for {parameter:?} parameter: {}.", fault.message);
                let at = argument.map_or_else(|| expr.span(), start_span);
                self.error(
                    "Invalid function argument",
                    detail,
                    at,
                    Some(expr.span()),
                    Some((argument.unwrap_or(expr), env)),
                );
            }
            None => {
                let detail = format!("Call to function {name:?} failed: {}.", fault.message);
                self.error("Error in function call", detail, start_span(expr), Some(expr.span()), Some((expr, env)));
            }
        }
    }

    /// `try`: the first argument that has no error. A success that holds something unknown is wholly unknown.
    fn try_each(&mut self, call: &FuncCall, expr: &Expression, env: &Env<'_>) -> Value {
        if call.args.is_empty() {
            self.error(
                "Error in function call",
                "Call to function \"try\" failed: at least one argument is required.",
                start_span(expr),
                Some(expr.span()),
                None,
            );
            return Value::dynamic();
        }
        for argument in call.args.iter() {
            if let (value, true) = self.attempt(argument, env) {
                return if value.is_wholly_known() { value } else { Value::dynamic() };
            }
        }
        // Only now it is worth the while to say what is wrong with each.
        let so_far = std::mem::take(&mut self.diagnostics);
        if !self.quiet {
            call.args.iter().for_each(|argument| drop(self.value(argument, env)));
        }
        let failures = std::mem::replace(&mut self.diagnostics, so_far);
        let lines: Vec<String> = failures
            .iter()
            .map(|d| {
                let at = d.range.as_ref().map(|range| format!(" (at {})", describe(range)));
                format!("- {}{}\n  {}", d.summary, at.unwrap_or_default(), d.detail)
            })
            .collect();
        let message = format!(
            "no expression succeeded:\n{}\n\nAt least one expression must produce a successful result",
            lines.join("\n")
        );
        let detail = format!("Call to function \"try\" failed: {message}.");
        self.error("Error in function call", detail, start_span(expr), Some(expr.span()), Some((expr, env)));
        Value::dynamic()
    }

    /// `can`: whether an expression has no error.
    fn can(&mut self, call: &FuncCall, expr: &Expression, env: &Env<'_>) -> Value {
        let (Some(argument), 1) = (call.args.first(), call.args.len()) else {
            let detail = format!("Function \"can\" expects 1 argument(s), but was given {}.", call.args.len());
            self.error("Error in function call", detail, start_span(expr), Some(expr.span()), None);
            return Value::dynamic();
        };
        match self.attempt(argument, env) {
            (_, false) => Value::bool(false),
            (value, true) if value.is_wholly_known() => Value::bool(true),
            _ => Value::unknown(Type::Bool),
        }
    }

    /// The value of an expression, and whether it has no error; which ones it has is not said.
    fn attempt(&mut self, expr: &Expression, env: &Env<'_>) -> (Value, bool) {
        let so_far = std::mem::take(&mut self.diagnostics);
        let quiet = std::mem::replace(&mut self.quiet, true);
        let value = self.value(expr, env);
        self.quiet = quiet;
        (value, std::mem::replace(&mut self.diagnostics, so_far).is_empty())
    }

    /// Parses and evaluates the text of a template with variables, at a nesting depth of its own.
    pub(super) fn nested_template(
        &mut self,
        path: &str,
        source: &SourceFile,
        variables: &Value,
    ) -> Result<Value, String> {
        super::files::render(source, path, variables, self.scope.files(), self.depth, &self.budget)
    }
}

fn parameters(function: &Function) -> Vec<String> {
    function.params.iter().chain(function.variadic.as_ref()).map(|param| param.name.to_owned()).collect()
}

/// Where an expression begins: for a call its name with the opening parenthesis, for a quoted text what stands first between
/// the quotes, for others the whole (HCL, `StartRange`).
fn start_span(expr: &Expression) -> std::ops::Range<usize> {
    match expr {
        Expression::FuncCall(call) => {
            let name = call.name_span();
            name.start..name.end + 1
        }
        Expression::String(_) => {
            let at = expr.span();
            at.start + 1..at.end.saturating_sub(1).max(at.start + 1)
        }
        Expression::StringTemplate(template) => match template.iter().next() {
            Some(Element::Interpolation(interpolation)) => start_span(&interpolation.expr),
            Some(Element::Literal(literal)) => literal.span.clone(),
            _ => expr.span(),
        },
        Expression::BinaryOp(operation) => start_span(&operation.lhs_expr),
        Expression::Conditional(conditional) => start_span(&conditional.cond_expr),
        Expression::Array(_) | Expression::Object(_) | Expression::ForExpr(_) => {
            let at = expr.span();
            at.start..at.start + 1
        }
        Expression::Traversal(traversal) => match &traversal.expr {
            Expression::Variable(_) => expr.span(),
            other => start_span(other),
        },
        other => other.span(),
    }
}

/// The function that was probably meant.
fn suggestion(name: &str) -> Option<&'static str> {
    nearest(name, functions::names().chain(BUILT_IN.iter().copied()))
}

/// The known name that was probably meant, the first by the alphabet.
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let mut known: Vec<&str> = known.collect();
    known.sort_unstable();
    crate::hcl::nearest(name, known.into_iter())
}
