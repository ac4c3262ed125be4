//! Functions on strings, but for formats and patterns.

use unicode_segmentation::UnicodeSegmentation;

use super::argument::{integer, text};
use super::{Fault, Function, Kind, Param, case};
use crate::terraform::types::Type;
use crate::terraform::value::{Refinement, Value};

const STR: &[Param] = &[Param::new("str", Kind::String)];
const STRINGS: Kind = Kind::List(&Kind::String);

const fn two(name: &'static str, params: &'static [Param; 2], returns: Kind, body: super::Body) -> Function {
    Function::new(name, params, returns, body)
}

/// The family's table.
pub const FUNCTIONS: &[Function] = &[
    Function::new("chomp", STR, Kind::String, |a, _| edit(a, |s| s.trim_end_matches(['\r', '\n']).to_owned())),
    two("endswith", &[Param::new("str", Kind::String), Param::new("suffix", Kind::String)], Kind::Bool, |a, _| {
        Ok(Value::bool(text(&a[0]).ends_with(text(&a[1]))))
    }),
    two("indent", &[Param::new("spaces", Kind::Number), Param::new("str", Kind::String)], Kind::String, indent),
    Function::new("join", &[Param::new("separator", Kind::String)], Kind::String, join)
        .variadic(Param::new("lists", STRINGS)),
    Function::new("lower", STR, Kind::String, |a, _| edit(a, |s| s.chars().map(case::lower).collect())),
    Function::new("sort", &[Param::new("list", STRINGS).unknown()], STRINGS, sort),
    two("split", &[Param::new("separator", Kind::String), Param::new("str", Kind::String)], STRINGS, split),
    two(
        "startswith",
        &[Param::new("str", Kind::String).unknown(), Param::new("prefix", Kind::String)],
        Kind::Bool,
        starts_with,
    ),
    two("strcontains", &[Param::new("str", Kind::String), Param::new("substr", Kind::String)], Kind::Bool, |a, _| {
        Ok(Value::bool(text(&a[0]).contains(text(&a[1]))))
    })
    .nullable(),
    Function::new("strrev", STR, Kind::String, |a, _| edit(a, |s| s.graphemes(true).rev().collect())),
    Function::new(
        "substr",
        &[Param::new("str", Kind::String), Param::new("offset", Kind::Number), Param::new("length", Kind::Number)],
        Kind::String,
        substr,
    ),
    Function::new("title", STR, Kind::String, |a, _| edit(a, title)),
    two("trim", &[Param::new("str", Kind::String), Param::new("cutset", Kind::String)], Kind::String, |a, _| {
        edit(a, |s| s.trim_matches(|c| text(&a[1]).contains(c)).to_owned())
    }),
    two("trimprefix", &[Param::new("str", Kind::String), Param::new("prefix", Kind::String)], Kind::String, |a, _| {
        edit(a, |s| s.strip_prefix(text(&a[1])).unwrap_or(s).to_owned())
    }),
    Function::new("trimspace", STR, Kind::String, |a, _| edit(a, |s| s.trim().to_owned())),
    two("trimsuffix", &[Param::new("str", Kind::String), Param::new("suffix", Kind::String)], Kind::String, |a, _| {
        edit(a, |s| s.strip_suffix(text(&a[1])).unwrap_or(s).to_owned())
    }),
    Function::new("upper", STR, Kind::String, |a, _| edit(a, |s| s.chars().map(case::upper).collect())),
];

fn edit(args: &[Value], change: impl Fn(&str) -> String) -> Result<Value, Fault> {
    Ok(Value::string(change(text(&args[0]))))
}

/// Longer texts are not made, whatever is asked for: Terraform would stop for want of memory.
pub const MAX_TEXT: usize = 1 << 24;

fn indent(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let spaces = integer(&args[0]).map_err(Fault::new)?;
    let source = text(&args[1]);
    let breaks = source.matches('\n').count();
    let spaces = usize::try_from(spaces).map_err(|_| Fault::new("the number of spaces must not be negative"))?;
    match breaks.checked_mul(spaces) {
        Some(added) if added <= MAX_TEXT => {
            Ok(Value::string(source.replace('\n', &format!("\n{}", " ".repeat(if breaks == 0 { 0 } else { spaces })))))
        }
        _ => Err(Fault::new("the result would be too long")),
    }
}

fn join(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let Some((separator, lists)) = args.split_first().filter(|(_, lists)| !lists.is_empty()) else {
        return Err(Fault::new("at least one list is required"));
    };
    if !lists.iter().all(Value::is_wholly_known) {
        return Ok(Value::unknown(Type::String));
    }
    let mut items = Vec::new();
    for (l, list) in lists.iter().enumerate() {
        for (i, item) in list.children().enumerate() {
            if item.is_null() {
                let place = if lists.len() > 1 { format!(" of list {}", l + 1) } else { String::new() };
                return Err(Fault::at(l + 1, format!("element {i}{place} is null; cannot concatenate null values")));
            }
            items.push(text(item));
        }
    }
    Ok(Value::string(items.join(text(separator))))
}

fn sort(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let list = &args[0];
    if !list.is_wholly_known() {
        // The order is not known, but the length is what it was.
        let (min_length, max_length) = match (list.as_elements(), list.refinement()) {
            (Some(elements), _) => (elements.len(), Some(elements.len())),
            (None, Some(r)) => (r.min_length, r.max_length),
            (None, None) => (0, None),
        };
        return Ok(Value::refined(ty.clone(), Refinement { min_length, max_length, ..Refinement::default() }));
    }
    let mut items = Vec::new();
    for (i, item) in list.children().enumerate() {
        if item.is_null() {
            return Err(Fault::new(format!("given list element {i} is null; a null string cannot be sorted")));
        }
        items.push(item.clone());
    }
    items.sort_by(|a, b| text(a).as_bytes().cmp(text(b).as_bytes()));
    Ok(Value::list(Type::String, items))
}

fn split(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let (separator, source) = (text(&args[0]), text(&args[1]));
    let parts: Vec<Value> = if separator.is_empty() {
        source.chars().map(|c| Value::string(c.to_string())).collect()
    } else {
        source.split(separator).map(Value::string).collect()
    };
    Ok(Value::list(Type::String, parts))
}

fn starts_with(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let prefix = text(&args[1]);
    let Some(refinement) = args[0].refinement() else {
        return Ok(Value::bool(text(&args[0]).starts_with(prefix)));
    };
    if prefix.is_empty() {
        return Ok(Value::bool(true));
    }
    Ok(match &refinement.prefix {
        Some(known) if known.starts_with(prefix) => Value::bool(true),
        Some(known) if !known.is_empty() && known.len() >= prefix.len() => Value::bool(false),
        _ => Value::unknown(Type::Bool),
    })
}

fn substr(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let source = text(&args[0]);
    let offset = integer(&args[1]).map_err(Fault::new)?;
    let length = integer(&args[2]).map_err(Fault::new)?;
    let graphemes = || source.graphemes(true);
    let start = if offset < 0 {
        let count = i64::try_from(graphemes().count()).unwrap_or(i64::MAX);
        usize::try_from(offset.saturating_add(count)).unwrap_or(0)
    } else if length == 0 {
        return Ok(Value::string(""));
    } else {
        usize::try_from(offset).unwrap_or(usize::MAX)
    };
    let rest = graphemes().skip(start);
    // From the end, go-cty takes a length of 0 for everything.
    Ok(Value::string(match usize::try_from(length) {
        Ok(length) if length > 0 => rest.take(length).collect::<String>(),
        _ => rest.collect::<String>(),
    }))
}

fn title(source: &str) -> String {
    let mut before = ' ';
    let capital = |c: char| {
        let starts =
            if before.is_ascii() { !(before.is_ascii_alphanumeric() || before == '_') } else { before.is_whitespace() };
        before = c;
        if starts { case::title(c) } else { c }
    };
    source.chars().map(capital).collect()
}
