//! `format` and `formatlist`: verbs as go-cty scans them, numbers as Go's `fmt` pads them.

use unicode_segmentation::UnicodeSegmentation;

use super::argument::{elements, length, text};
use super::string::MAX_TEXT;
use super::{Fault, Function, Kind, Param, json};
use crate::terraform::convert::convert;
use crate::terraform::number::decimal::Style;
use crate::terraform::number::{Number, Sign};
use crate::terraform::quote::{quote, quote_char};
use crate::terraform::types::Type;
use crate::terraform::value::{Refinement, Value, safe_prefix};

const FORMAT: &[Param] = &[Param::new("format", Kind::String)];
const ARGS: Param = Param::new("args", Kind::Any).null().unknown();

/// The family's table.
pub const FUNCTIONS: &[Function] = &[
    Function::new("format", FORMAT, Kind::String, format_one).variadic(ARGS),
    Function::new("formatlist", FORMAT, Kind::List(&Kind::String), format_list).variadic(ARGS),
];

fn format_one(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let Some((spec, args)) = args.split_first() else { return Ok(Value::unknown(Type::String)) };
    let spec = text(spec);
    if args.iter().all(Value::is_wholly_known) {
        return format(spec, args).map(Value::string);
    }
    // What stands before the first verb is certain.
    let literal = spec.find('%').map(|at| &spec[..at]).filter(|literal| !literal.is_empty());
    Ok(Value::refined(Type::String, Refinement { prefix: literal.map(safe_prefix), ..Refinement::default() }))
}

fn format_list(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let Some((spec, args)) = args.split_first() else { return Ok(Value::unknown(ty.clone())) };
    let spec = text(spec);
    if args.is_empty() {
        return Ok(Value::list(Type::String, [Value::string(format(spec, args)?)]));
    }
    let mut rows: Option<(usize, usize)> = None;
    let mut open = false;
    for (i, arg) in args.iter().enumerate() {
        if !iterated(arg) {
            open |= *arg.ty() == Type::Dynamic && !arg.is_known();
            continue;
        }
        open |= !arg.is_known();
        let Some(length) = length(arg) else {
            open = true;
            continue;
        };
        match rows {
            None => rows = Some((length, i)),
            Some((rows, first)) if rows != length => {
                let (this, other) = (i + 1, first + 1);
                return Err(Fault::at(
                    this,
                    format!(
                        "argument {this} has length {length}, which is inconsistent with argument {other} of length {rows}"
                    ),
                ));
            }
            Some(_) => {}
        }
    }
    if open {
        return Ok(Value::unknown(ty.clone()));
    }
    let columns: Vec<Option<Vec<Value>>> = args.iter().map(|arg| iterated(arg).then(|| elements(arg))).collect();
    let mut results = Vec::new();
    for row in 0..rows.map_or(1, |(length, _)| length) {
        let cell = |(arg, column): (&Value, &Option<Vec<Value>>)| match column {
            Some(column) => column.get(row).cloned().unwrap_or_else(|| arg.clone()),
            None => arg.clone(),
        };
        let cells: Vec<Value> = args.iter().zip(&columns).map(cell).collect();
        results.push(if cells.iter().all(Value::is_wholly_known) {
            let made = format(spec, &cells);
            Value::string(made.map_err(|f| Fault::new(format!("error on format iteration {row}: {}", f.message)))?)
        } else {
            Value::unknown(Type::String).refine_not_null()
        });
    }
    Ok(Value::list(Type::String, results))
}

fn iterated(value: &Value) -> bool {
    super::argument::is_sequence(value.ty()) && !value.is_null()
}

/// One `%` sequence.
#[derive(Default)]
struct Verb<'a> {
    raw: &'a str,
    offset: usize,
    /// Which argument, from 1.
    argument: usize,
    mode: char,
    zero: bool,
    sharp: bool,
    plus: bool,
    minus: bool,
    space: bool,
    width: Option<usize>,
    precision: Option<usize>,
}

/// The text of a format, with known arguments.
fn format(spec: &str, args: &[Value]) -> Result<String, Fault> {
    let mut out = String::new();
    let mut at = 0;
    let mut next = 1;
    let mut highest = 0;
    while let Some(found) = spec.get(at..).and_then(|rest| rest.find('%')) {
        out.push_str(&spec[at..at + found]);
        at += found;
        if spec.as_bytes().get(at + 1) == Some(&b'%') {
            out.push('%');
            at += 2;
            continue;
        }
        let verb = scan(spec, at, next)?;
        at += verb.raw.len();
        highest = highest.max(verb.argument);
        next = verb.argument.saturating_add(1);
        append(&verb, args, &mut out)?;
        if out.len() > MAX_TEXT {
            return Err(Fault::new("the result would be too long"));
        }
    }
    out.push_str(spec.get(at..).unwrap_or_default());
    if highest < args.len() {
        let used = if highest == 0 {
            "no verbs in format string".to_owned()
        } else {
            format!("only {highest} used by format string")
        };
        return Err(Fault::at(highest + 1, format!("too many arguments; {used}")));
    }
    Ok(out)
}

/// Reads the sequence at `offset`: `%`, flags, width, precision, `[argument]`, letter.
fn scan(spec: &str, offset: usize, next: usize) -> Result<Verb<'_>, Fault> {
    let bytes = spec.as_bytes();
    let mut verb = Verb { offset, argument: next, ..Verb::default() };
    let mut at = offset + 1;
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    // Beyond what is ever made, the exact size does not matter.
    let number = |from: usize, count: usize| spec[from..from + count].parse().unwrap_or(usize::MAX);
    loop {
        match bytes.get(at) {
            Some(b'0') => verb.zero = true,
            Some(b'#') => verb.sharp = true,
            Some(b'-') => verb.minus = true,
            Some(b'+') => verb.plus = true,
            Some(b' ') => verb.space = true,
            _ => break,
        }
        at += 1;
    }
    let count = digits(at);
    if count > 0 {
        verb.width = Some(number(at, count));
        at += count;
    }
    if bytes.get(at) == Some(&b'.') {
        let count = digits(at + 1);
        verb.precision = Some(if count == 0 { 0 } else { number(at + 1, count) });
        at += 1 + count;
    }
    let unexpected = |at: usize| match spec.get(at..).and_then(|rest| rest.chars().next()) {
        None => Fault::new(format!("invalid format string starting at offset {at}")),
        Some(c) => Fault::new(format!("unrecognized format character {} at offset {at}", quote_char(c))),
    };
    if bytes.get(at) == Some(&b'[') {
        let count = digits(at + 1);
        if count == 0 || bytes.get(at + 1) == Some(&b'0') {
            return Err(unexpected(at + 1));
        }
        verb.argument = number(at + 1, count);
        at += 1 + count;
        if bytes.get(at) != Some(&b']') {
            return Err(unexpected(at));
        }
        at += 1;
    }
    match bytes.get(at) {
        Some(letter) if letter.is_ascii_alphabetic() => verb.mode = char::from(*letter),
        _ => return Err(unexpected(at)),
    }
    verb.raw = &spec[offset..=at];
    Ok(verb)
}

fn append(verb: &Verb<'_>, args: &[Value], out: &mut String) -> Result<(), Fault> {
    let raw = quote(verb.raw);
    let offset = verb.offset;
    let Some(arg) = verb.argument.checked_sub(1).and_then(|i| args.get(i)) else {
        let (need, have) = (verb.argument, args.len());
        return Err(Fault::new(format!(
            "not enough arguments for {raw} at {offset}: need index {need} but have {have} total"
        )));
    };
    let unsupported = |why: String| Fault::new(format!("unsupported value for {raw} at {offset}: {why}"));
    if verb.mode != 'v' && arg.is_null() {
        return Err(unsupported("null value cannot be formatted".into()));
    }
    let converted = |ty: Type| convert(arg, &ty).map_err(|m| unsupported(m.message));
    match verb.mode {
        'v' => {
            let shown = match (arg.as_str(), arg.as_number()) {
                (Some(text), _) if !verb.sharp => text.to_owned(),
                (_, Some(number)) if !verb.sharp => number.text(Style::Shorter, None),
                _ => json::encode(arg).map_err(unsupported)?,
            };
            pad(verb, &shown, out)
        }
        't' => {
            let value = converted(Type::Bool)?;
            out.push_str(if value.as_bool() == Some(true) { "true" } else { "false" });
            Ok(())
        }
        'b' | 'd' | 'o' | 'x' | 'X' | 'e' | 'E' | 'f' | 'g' | 'G' => {
            let value = converted(Type::Number)?;
            let number = super::argument::number(&value);
            if matches!(verb.mode, 'b' | 'd' | 'o' | 'x' | 'X') {
                integer(verb, &number, out).map_err(|why| unsupported(why.into()))
            } else {
                float(verb, &number, out)
            }
        }
        's' | 'q' => {
            let value = converted(Type::String)?;
            let mut shown = text(&value).to_owned();
            if let Some(most) = verb.precision.filter(|most| *most > 0) {
                shown = shown.graphemes(true).take(most).collect();
            }
            if verb.mode == 'q' {
                shown = json::encode(&Value::string(&shown)).map_err(unsupported)?;
            }
            pad(verb, &shown, out)
        }
        other => Err(Fault::new(format!("unsupported format verb {} in {raw} at offset {offset}", quote_char(other)))),
    }
}

fn too_long() -> Fault {
    Fault::new("the result would be too long")
}

/// Widths count grapheme clusters.
fn pad(verb: &Verb<'_>, shown: &str, out: &mut String) -> Result<(), Fault> {
    let missing = verb.width.unwrap_or(0).saturating_sub(shown.graphemes(true).count());
    if missing > MAX_TEXT {
        return Err(too_long());
    }
    let pads = (if verb.zero { "0" } else { " " }).repeat(missing);
    out.push_str(&if verb.minus { format!("{shown}{pads}") } else { format!("{pads}{shown}") });
    Ok(())
}

/// Go, `big.Int.Format`.
fn integer(verb: &Verb<'_>, number: &Number, out: &mut String) -> Result<(), &'static str> {
    let whole = number.truncate().filter(|_| number.is_integer()).ok_or("an integer is required")?;
    let (sign, magnitude) = whole.into_parts();
    let (radix, prefix) = match verb.mode {
        'b' => (2, "0b"),
        'o' => (8, "0"),
        'x' => (16, "0x"),
        'X' => (16, "0X"),
        _ => (10, ""),
    };
    let mut digits = magnitude.to_str_radix(radix);
    if verb.mode == 'X' {
        digits.make_ascii_uppercase();
    }
    let prefix = if verb.sharp { prefix } else { "" };
    let sign = match sign {
        Sign::Minus => "-",
        _ if verb.plus => "+",
        _ if verb.space => " ",
        _ => "",
    };
    if digits == "0" && verb.precision == Some(0) {
        return Ok(());
    }
    let precision = verb.precision.unwrap_or(0);
    let mut zeros = precision.saturating_sub(digits.len());
    let length = (sign.len() + prefix.len() + digits.len()).saturating_add(zeros);
    let missing = verb.width.unwrap_or(0).saturating_sub(length);
    if missing.saturating_add(zeros) > MAX_TEXT {
        return Err("the result would be too long");
    }
    let (mut left, mut right) = (0, 0);
    if verb.minus {
        right = missing;
    } else if verb.zero && verb.precision.is_none() {
        zeros = missing;
    } else {
        left = missing;
    }
    let (left, zeros, right) = (" ".repeat(left), "0".repeat(zeros), " ".repeat(right));
    out.push_str(&format!("{left}{sign}{prefix}{zeros}{digits}{right}"));
    Ok(())
}

/// Go, `big.Float.Format`.
fn float(verb: &Verb<'_>, number: &Number, out: &mut String) -> Result<(), Fault> {
    if verb.precision.is_some_and(|precision| precision > MAX_TEXT) {
        return Err(too_long());
    }
    let (style, default) = match verb.mode {
        'e' | 'E' => (Style::Exponent, Some(6)),
        'f' => (Style::Plain, Some(6)),
        _ => (Style::Shorter, None),
    };
    let mut shown = number.text(style, verb.precision.or(default));
    if verb.mode.is_ascii_uppercase() && !number.is_infinite() {
        shown.make_ascii_uppercase();
    }
    let (sign, digits) = match shown.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => match shown.strip_prefix('+') {
            Some(digits) => (if verb.space { " " } else { "+" }, digits),
            None if verb.plus => ("+", shown.as_str()),
            None if verb.space => (" ", shown.as_str()),
            None => ("", shown.as_str()),
        },
    };
    let missing = verb.width.unwrap_or(0).saturating_sub(sign.len() + digits.len());
    if missing > MAX_TEXT {
        return Err(too_long());
    }
    if verb.zero && !number.is_infinite() {
        out.push_str(&format!("{sign}{}{digits}", "0".repeat(missing)));
    } else if verb.minus {
        out.push_str(&format!("{sign}{digits}{}", " ".repeat(missing)));
    } else {
        out.push_str(&format!("{}{sign}{digits}", " ".repeat(missing)));
    }
    Ok(())
}
