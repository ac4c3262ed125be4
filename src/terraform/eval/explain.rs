//! The values that a diagnostic shows: what the references of an expression stood for (Terraform,
//! `internal/command/views/json/diagnostic.go` and `internal/tfdiags`).

use crate::hcl::expr::{Expression, TraversalOperator};

use super::references::names;
use super::{Env, Scope};
use crate::terraform::diagnostic::SnippetValue;
use crate::terraform::number::Number;
use crate::terraform::quote::quote;
use crate::terraform::types::Type;
use crate::terraform::value::{Data, Marks, Value};

/// Each distinct reference of an expression with what it stood for, by name; what says nothing is left out.
pub(super) fn values(expr: &Expression, env: &Env<'_>, scope: &dyn Scope) -> Vec<SnippetValue> {
    said(expr, env, scope, statement)
}

/// The same for a problem that comes of sensitive values: those are named too.
pub(super) fn sensitive(expr: &Expression, scope: &dyn Scope) -> Vec<SnippetValue> {
    said(expr, &Env::EMPTY, scope, |value| match value.is_sensitive() {
        true => Some("has a sensitive value".into()),
        false => statement(value),
    })
}

/// The same for a problem that comes of ephemeral values.
pub(super) fn ephemeral(expr: &Expression, scope: &dyn Scope) -> Vec<SnippetValue> {
    said(expr, &Env::EMPTY, scope, |value| match value.marks().contains(Marks::EPHEMERAL) {
        true => Some("has an ephemeral value".into()),
        false => statement(value),
    })
}

fn said(
    expr: &Expression,
    env: &Env<'_>,
    scope: &dyn Scope,
    statement: impl Fn(&Value) -> Option<String>,
) -> Vec<SnippetValue> {
    let mut found: Vec<SnippetValue> = Vec::new();
    for mut traversal in traversals(expr) {
        // The longest part of it that has a value; a name alone (`var`) is not shown.
        while traversal.steps.len() > 1 {
            if let Some(value) = resolve(&traversal, env, scope) {
                let name = traversal.to_string();
                if !found.iter().any(|known| known.traversal == name)
                    && let Some(statement) = statement(&value)
                {
                    found.push(SnippetValue { traversal: name, statement });
                }
                // Terraform goes on with this one only to skip it as seen: nothing more to say.
                break;
            }
            traversal.steps.pop();
        }
    }
    found.sort();
    found
}

#[derive(Clone)]
struct Path {
    steps: Vec<Step>,
}

#[derive(Clone)]
enum Step {
    Name(String),
    Index(Value),
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, step) in self.steps.iter().enumerate() {
            match step {
                Step::Name(name) if i == 0 => f.write_str(name)?,
                Step::Name(name) => write!(f, ".{name}")?,
                Step::Index(key) => write!(f, "[{}]", compact(key))?,
            }
        }
        Ok(())
    }
}

/// The static traversals of an expression: names, attributes and literal indices.
fn traversals(expr: &Expression) -> Vec<Path> {
    let mut found = Vec::new();
    names(expr, &mut |name| {
        let Some((root, operators @ [_, ..])) = name.as_reference() else { return };
        let mut steps = vec![Step::Name(root.to_string())];
        steps.extend(operators.iter().map_while(|step| match &step.operator {
            TraversalOperator::GetAttr(name) => Some(Step::Name(name.to_string())),
            TraversalOperator::Index(Expression::String(key)) => Some(Step::Index(Value::string(key.as_str()))),
            TraversalOperator::Index(Expression::Number(n)) | TraversalOperator::LegacyIndex(n) => {
                Number::parse(n.as_str()).map(|n| Step::Index(Value::number(n)))
            }
            _ => None,
        }));
        found.push(Path { steps });
    });
    found
}

fn resolve(path: &Path, env: &Env<'_>, scope: &dyn Scope) -> Option<Value> {
    let Some(Step::Name(root)) = path.steps.first() else { return None };
    let (mut value, used) = match env.get(root) {
        Some(value) => (value.clone(), 0),
        None => {
            let names: Vec<&str> = path
                .steps
                .iter()
                .skip(1)
                .map_while(|step| match step {
                    Step::Name(name) => Some(name.as_str()),
                    Step::Index(_) => None,
                })
                .collect();
            scope.lookup(root, &names).ok()?
        }
    };
    for step in path.steps.iter().skip(1 + used) {
        value = match step {
            Step::Name(name) => super::traversal::attribute(&value, name).ok()?,
            Step::Index(key) => super::traversal::index(&value, key).ok()?,
        };
    }
    Some(value)
}

fn statement(value: &Value) -> Option<String> {
    if value.marks().contains(Marks::SENSITIVE) || value.marks().contains(Marks::EPHEMERAL) {
        return None;
    }
    match value.data() {
        Data::Unknown(_) if *value.ty() == Type::Dynamic => None,
        Data::Unknown(_) => Some(format!("is a {}", value.ty().friendly_name())),
        _ => Some(format!("is {}", compact(value))),
    }
}

/// A value in a few words (Terraform, `tfdiags.CompactValueStr`).
fn compact(value: &Value) -> String {
    if value.is_sensitive() {
        return "(sensitive value)".into();
    }
    let counted = |n: usize| match (value.ty().friendly_name(), n) {
        (kind, 0) => format!("empty {kind}"),
        (kind, 1) => format!("{kind} with 1 element"),
        (kind, n) => format!("{kind} with {n} elements"),
    };
    match value.data() {
        Data::Null => "null".into(),
        Data::Unknown(_) => "(not yet known)".into(),
        Data::Bool(b) => b.to_string(),
        Data::Number(n) => ten_digits(n),
        Data::String(s) => quote(s),
        Data::Elements(elements) => counted(elements.len()),
        Data::Entries(entries) if matches!(value.ty(), Type::Map(_)) => counted(entries.len()),
        Data::Entries(entries) => match entries.len() {
            0 => "object with no attributes".into(),
            1 => format!("object with 1 attribute {}", quote(entries.keys().next().map_or("", |k| k))),
            n => format!("object with {n} attributes"),
        },
    }
}

/// A number in at most ten significant digits, as Go's `%.10g` writes it.
fn ten_digits(n: &Number) -> String {
    if n.is_infinite() {
        return if n.is_negative() { "-Inf".into() } else { "+Inf".into() };
    }
    let scientific = format!("{:.9e}", n.to_f64());
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let trimmed = |text: &str| match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text.to_owned(),
    };
    if (-4..10).contains(&exponent) {
        let decimals = usize::try_from(9 - exponent).unwrap_or(0);
        trimmed(&format!("{:.decimals$}", n.to_f64()))
    } else {
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{}e{sign}{:02}", trimmed(digits), exponent.abs())
    }
}
