//! Functions on patterns: `regex`, `regexall`, and `replace`, which takes one between slashes.
//!
//! Terraform's patterns are RE2's, as Go has them: `\d`, `\w`, `\s` and `\b` are ASCII, `\pL` is Unicode, a repetition counts to
//! 1000 at most, and there is no look-around. The crate `regex` is built on RE2's ideas; [`translate`] evens out where the
//! two write differently.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use ::regex::{Captures, Regex};

use super::argument::text;
use super::{Fault, Function, Kind, Param};
use crate::terraform::types::{Str, Type};
use crate::terraform::value::Value;

/// The family's table.
pub const FUNCTIONS: &[Function] = &[
    Function::by("regex", PATTERN, |a| captured(&a[0]), regex),
    Function::by("regexall", PATTERN, |a| captured(&a[0]).map(Type::list), regexall),
    Function::new(
        "replace",
        &[Param::new("str", Kind::String), Param::new("substr", Kind::String), Param::new("replace", Kind::String)],
        Kind::String,
        replace,
    ),
];

const PATTERN: &[Param] = &[Param::new("pattern", Kind::String), Param::new("string", Kind::String)];

fn regex(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let pattern = compile(text(&args[0]))?;
    let captures = pattern.captures(text(&args[1]));
    captures
        .map(|captures| result(&pattern, &captures))
        .ok_or_else(|| Fault::new("pattern did not match any part of the given string"))
}

fn regexall(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let pattern = compile(text(&args[0]))?;
    let all: Vec<Value> = pattern.captures_iter(text(&args[1])).map(|captures| result(&pattern, &captures)).collect();
    Ok(Value::list(ty.element().cloned().unwrap_or(Type::Dynamic), all))
}

fn replace(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let (source, substring, replacement) = (text(&args[0]), text(&args[1]), text(&args[2]));
    let pattern = substring.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')).filter(|_| substring.len() > 1);
    Ok(Value::string(match pattern {
        Some(pattern) => compile(pattern)?.replace_all(source, replacement).into_owned(),
        None => source.replace(substring, replacement),
    }))
}

/// The type that a pattern captures: a string, a tuple of the groups, or an object of the named ones.
fn captured(pattern: &Value) -> Result<Type, Fault> {
    let Some(source) = pattern.as_str() else { return Ok(Type::Dynamic) };
    let pattern = compile(source)?;
    let names: Vec<Option<&str>> = pattern.capture_names().skip(1).collect();
    let named = names.iter().flatten().count();
    if named > 0 && named < names.len() {
        return Err(Fault::at(0, "invalid regexp pattern: cannot mix both named and unnamed capture groups"));
    }
    Ok(if names.is_empty() {
        Type::String
    } else if named > 0 {
        Type::object(names.into_iter().flatten().map(|name| (Str::from(name), Type::String)))
    } else {
        Type::tuple(names.iter().map(|_| Type::String))
    })
}

fn result(pattern: &Regex, captures: &Captures<'_>) -> Value {
    let group = |i: usize| {
        let matched = captures.get(i).map(|group| Value::string(group.as_str()));
        matched.unwrap_or_else(|| Value::null(Type::String))
    };
    let names: Vec<Option<&str>> = pattern.capture_names().collect();
    if names.len() == 1 {
        group(0)
    } else if names.iter().any(Option::is_some) {
        Value::object(names.iter().enumerate().filter_map(|(i, name)| Some((Str::from((*name)?), group(i)))))
    } else {
        Value::tuple((1..names.len()).map(group))
    }
}

/// How many compiled patterns are kept: a configuration asks the same few again and again.
const KEPT: usize = 128;

/// A pattern, compiled; it is kept, since compiling costs far more than matching.
fn compile(pattern: &str) -> Result<Arc<Regex>, Fault> {
    static COMPILED: Mutex<BTreeMap<String, Arc<Regex>>> = Mutex::new(BTreeMap::new());
    // A thread that panicked has left nothing half-done: the map is as good as before.
    let mut compiled = COMPILED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(known) = compiled.get(pattern) {
        return Ok(known.clone());
    }
    let fault = |why: &str| Fault::at(0, format!("invalid regexp pattern: {why}"));
    let translated = translate(pattern).map_err(|why| fault(&why))?;
    let regex = Regex::new(&translated).map_err(|error| match error {
        ::regex::Error::CompiledTooBig(_) => fault(&format!("expression too large in {pattern}")),
        _ => fault(&format!("invalid or unsupported syntax in {pattern}")),
    })?;
    let regex = Arc::new(regex);
    if compiled.len() >= KEPT {
        compiled.clear();
    }
    compiled.insert(pattern.to_owned(), regex.clone());
    Ok(regex)
}

/// RE2's largest count of a repetition.
const MAX_REPEAT: u32 = 1000;

/// A pattern of RE2 in the words of the crate.
fn translate(pattern: &str) -> Result<String, String> {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('Q') => {
                    let mut quoted = String::new();
                    while let Some(c) = chars.next() {
                        if c == '\\' && chars.peek() == Some(&'E') {
                            chars.next();
                            break;
                        }
                        quoted.push(c);
                    }
                    out.push_str(&::regex::escape(&quoted));
                }
                Some('d') => out.push_str("[0-9]"),
                Some('D') => out.push_str("[^0-9]"),
                Some('w') => out.push_str("[0-9A-Za-z_]"),
                Some('W') => out.push_str("[^0-9A-Za-z_]"),
                Some('s') => out.push_str("[\\t\\n\\x0C\\r ]"),
                Some('S') => out.push_str("[^\\t\\n\\x0C\\r ]"),
                Some('b') if !in_class => out.push_str("(?-u:\\b)"),
                Some(other) => {
                    out.push('\\');
                    out.push(other);
                }
                None => return Err("trailing backslash at end of expression in ".to_owned()),
            },
            '[' if in_class => {
                // `[:alpha:]` is a class in a class; any other bracket is itself.
                out.push_str(if chars.peek() == Some(&':') { "[" } else { "\\[" });
            }
            '[' => {
                in_class = true;
                out.push('[');
                if chars.peek() == Some(&'^') {
                    out.extend(chars.next());
                }
                // A bracket that closes at once is itself.
                if chars.peek() == Some(&']') {
                    chars.next();
                    out.push_str("\\]");
                }
            }
            ']' if in_class => {
                in_class = out.ends_with(':') && out.rfind('[').is_some_and(|open| out[open..].starts_with("[:"));
                out.push(']');
            }
            // The crate has operations on classes: `&&`, `~~`, `--`.
            '&' | '~' if in_class => {
                out.push('\\');
                out.push(c);
            }
            '-' if in_class && chars.peek() == Some(&'-') => out.push_str("\\-"),
            '{' if !in_class => {
                let rest: String = chars.clone().take_while(|c| *c != '}').collect();
                let counts: Option<Vec<u32>> =
                    rest.split(',').filter(|n| !n.is_empty()).map(|n| n.parse().ok()).collect();
                match counts {
                    Some(counts) if counts.iter().any(|n| *n > MAX_REPEAT) => {
                        return Err(format!("invalid repeat count in {{{rest}}}"));
                    }
                    Some(counts) if !counts.is_empty() && !rest.starts_with(',') => out.push('{'),
                    // What is no repetition is itself.
                    _ => out.push_str("\\{"),
                }
            }
            other => out.push(other),
        }
    }
    Ok(out)
}
