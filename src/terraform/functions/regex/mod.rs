//! Functions on patterns: RE2's syntax as Go's `regexp` reads it, matched by `regex-lite`.
//!
//! A pattern is parsed here, with Go's words for what is wrong, and rewritten so that nothing is left to the matcher's own
//! idea of a class or a flag: classes become ranges of characters, letters without case become classes.

use std::sync::Arc;

use super::argument::{list, text};
use super::string::MAX_TEXT;
use super::{Fault, Function, Kind, Param};
use crate::terraform::types::{Str, Type};
use crate::terraform::value::Value;

use self::pattern::{Pattern, Span};

mod class;
mod cursor;
mod escape;
mod pattern;
mod syntax;

const PARAMS: &[Param] = &[Param::new("pattern", Kind::String), Param::new("string", Kind::String)];

/// The family's table.
pub const FUNCTIONS: &[Function] = &[
    Function::by("regex", PARAMS, |args| result_type(args).map(|ty| ty.unwrap_or(Type::Dynamic)), first),
    Function::by("regexall", PARAMS, |args| Ok(Type::list(result_type(args)?.unwrap_or(Type::Dynamic))), all),
    Function::new(
        "replace",
        &[Param::new("str", Kind::String), Param::new("substr", Kind::String), Param::new("replace", Kind::String)],
        Kind::String,
        replace,
    ),
];

/// What one match gives: the whole, a tuple of its groups, or an object when they have names. None while the pattern is
/// unknown.
fn result_type(args: &[Value]) -> Result<Option<Type>, Fault> {
    const MIXED: &str = "cannot mix both named and unnamed capture groups";
    let Some(pattern) = args[0].as_str() else { return Ok(None) };
    let invalid = |why: String| Fault::at(0, format!("invalid regexp pattern: {why}"));
    let pattern = Pattern::new(pattern).map_err(|error| invalid(format!("{} in {}", error.code, error.expression)))?;
    let groups = &pattern.groups;
    let named = groups.iter().flatten().count();
    Ok(Some(if groups.is_empty() {
        Type::String
    } else if named == 0 {
        Type::tuple(groups.iter().map(|_| Type::String))
    } else if named == groups.len() {
        Type::object(groups.iter().flatten().map(|name| (Str::from(name.as_str()), Type::String)))
    } else {
        return Err(invalid(MIXED.into()));
    }))
}

fn compiled(pattern: &Value) -> Result<Arc<Pattern>, Fault> {
    Pattern::new(text(pattern)).map_err(|error| Fault::at(0, error.to_string()))
}

fn first(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let pattern = compiled(&args[0])?;
    let subject = text(&args[1]);
    let found = pattern.find(subject, 0);
    let found = found.ok_or_else(|| Fault::new("pattern did not match any part of the given string"))?;
    Ok(result(&pattern, subject, &found, ty))
}

fn all(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let pattern = compiled(&args[0])?;
    let subject = text(&args[1]);
    let element = ty.element().cloned().unwrap_or(Type::Dynamic);
    let matches = pattern.find_all(subject);
    Ok(list(ty, matches.iter().map(|found| result(&pattern, subject, found, &element)).collect()))
}

/// A group that took no part in the match is null.
fn result(pattern: &Pattern, subject: &str, spans: &[Span], ty: &Type) -> Value {
    let part = |span: &Span| match span.and_then(|(start, end)| subject.get(start..end)) {
        Some(part) => Value::string(part),
        None => Value::null(Type::String),
    };
    let groups = spans.get(1..).unwrap_or_default();
    match ty {
        Type::Tuple(_) => Value::tuple(groups.iter().map(part)),
        Type::Object(_) => {
            let names = pattern.groups.iter().map(|name| Str::from(name.as_deref().unwrap_or_default()));
            Value::object(names.zip(groups.iter().map(part)))
        }
        _ => spans.first().map_or_else(|| Value::null(Type::String), part),
    }
}

/// A text between slashes is a pattern, any other stands for itself.
fn replace(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let (subject, search, replacement) = (text(&args[0]), text(&args[1]), text(&args[2]));
    let inner = search.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'));
    let replaced = match inner {
        Some(pattern) => {
            let pattern = Pattern::new(pattern).map_err(|error| Fault::new(error.to_string()))?;
            pattern.replace_all(subject, replacement, MAX_TEXT)
        }
        None => {
            let grows = subject.matches(search).count().saturating_mul(replacement.len());
            (grows <= MAX_TEXT).then(|| subject.replace(search, replacement))
        }
    };
    replaced.map(Value::string).ok_or_else(|| Fault::new("the result would be too long"))
}
