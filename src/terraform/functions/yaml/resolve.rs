//! What a scalar of YAML stands for, as go-cty-yaml takes it: the types of YAML 1.1, timestamps as RFC 3339.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::terraform::functions::timestamp::{Leniency, Timestamp};
use crate::terraform::number::{BigInt, Number};
use crate::terraform::quote::quote;
use crate::terraform::types::Type;
use crate::terraform::value::Value;

/// The tags of YAML's own types begin with this.
const YAML: &str = "tag:yaml.org,2002:";

/// A scalar's value; none for `<<`, which merges a mapping into another when it is a key.
pub fn scalar(tag: &str, source: &str, quoted: bool) -> Result<Option<Value>, String> {
    let kind = tag.strip_prefix(YAML);
    if !tag.is_empty() && !matches!(kind, Some("str" | "bool" | "int" | "float" | "null" | "timestamp" | "binary")) {
        return Err(format!("unsupported tag {}", quote(tag)));
    }
    let text = || Ok(Some(Value::string(source)));
    let mut number = matches!(kind, Some("int" | "float"));
    let hint = source.chars().next();
    let hinted = matches!(hint, None | Some('+' | '-' | '0'..='9' | '.' | '~'))
        || hint.is_some_and(|c| "yYnNtTfFoO".contains(c));
    if hinted && !matches!(kind, Some("str" | "binary")) {
        if quoted {
            return text();
        }
        if let Some(value) = word(source) {
            return Ok(Some(value));
        }
        if tag.is_empty() && matches!(source, ".nan" | ".NaN" | ".NAN") {
            return Err("floating point NaN is not supported".into());
        }
        match hint {
            Some('.') => {
                if let Some(number) = Number::parse(source) {
                    return Ok(Some(Value::number(number)));
                }
            }
            Some('+' | '-' | '0'..='9') => {
                if matches!(kind, None | Some("timestamp"))
                    && let Some(time) = timestamp(source)
                {
                    return Ok(Some(Value::string(time)));
                }
                number |= is_integer(source) || is_float(source);
            }
            _ => {}
        }
    }
    if tag.is_empty() && source == "<<" {
        return Ok(None);
    }
    let cannot = || Err(format!("cannot parse {} as {tag}", quote(source)));
    match kind {
        _ if number => match parse_number(source) {
            Some(number) => Ok(Some(Value::number(number))),
            None => cannot(),
        },
        Some("binary") if STANDARD.decode(source.replace(['\r', '\n'], "")).is_err() => {
            Err(format!("cannot parse {} as {tag}: not valid base64", quote(source)))
        }
        Some("bool" | "timestamp") => cannot(),
        Some("null") => Ok(Some(Value::null(Type::Dynamic))),
        _ => text(),
    }
}

/// The words that are bools, nulls and infinities.
fn word(source: &str) -> Option<Value> {
    Some(match source {
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => Value::bool(true),
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => Value::bool(false),
        "" | "~" | "null" | "Null" | "NULL" => Value::null(Type::Dynamic),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Value::number(Number::parse("inf")?),
        "-.inf" | "-.Inf" | "-.INF" => Value::number(Number::parse("-inf")?),
        _ => return None,
    })
}

fn all(text: &str, accepted: fn(&u8) -> bool) -> bool {
    !text.is_empty() && text.as_bytes().iter().all(accepted)
}

fn is_integer(source: &str) -> bool {
    let unsigned = source.strip_prefix(['-', '+']).unwrap_or(source);
    all(unsigned, u8::is_ascii_digit)
        || source.strip_prefix("0o").is_some_and(|digits| all(digits, |b| matches!(b, b'0'..=b'7')))
        || source.strip_prefix("0x").is_some_and(|digits| all(digits, u8::is_ascii_hexdigit))
}

fn is_float(source: &str) -> bool {
    let unsigned = source.strip_prefix(['-', '+']).unwrap_or(source);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let digits = |text: &str| all(text, u8::is_ascii_digit);
    let mantissa_fits = match mantissa.split_once('.') {
        Some(("", fraction)) => digits(fraction),
        Some((whole, fraction)) => digits(whole) && (fraction.is_empty() || digits(fraction)),
        None => digits(mantissa),
    };
    mantissa_fits && exponent.is_none_or(digits)
}

/// Underscores do not count; a prefix tells the base, of numbers that fit 64 bits.
fn parse_number(source: &str) -> Option<Number> {
    let plain = source.replace('_', "");
    if let Some(number) = Number::parse(&plain) {
        return Some(number);
    }
    let (negative, unsigned) = match plain.strip_prefix(['-', '+']) {
        Some(rest) => (plain.starts_with('-'), rest),
        None => (false, plain.as_str()),
    };
    let lower = unsigned.to_ascii_lowercase();
    let (radix, digits) = [("0x", 16), ("0o", 8), ("0b", 2)]
        .iter()
        .find_map(|(prefix, radix)| lower.strip_prefix(prefix).map(|digits| (*radix, digits)))?;
    let magnitude = u64::from_str_radix(digits, radix).ok().filter(|_| !digits.starts_with('+'))?;
    let value = if negative { -BigInt::from(magnitude) } else { BigInt::from(magnitude) };
    let fits = !negative || magnitude <= 1 << 63;
    (fits && !(plain.starts_with('+') && magnitude > i64::MAX as u64)).then(|| Number::from(value))
}

/// A date, or a date and a time, in RFC 3339.
fn timestamp(source: &str) -> Option<String> {
    let year = source.get(..4).filter(|year| all(year, u8::is_ascii_digit))?;
    let rest = source.get(4..)?.strip_prefix('-')?;
    let (month, rest) = rest.split_once('-')?;
    let day_length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (day, rest) = rest.split_at(day_length);
    let short = |part: &str| all(part, u8::is_ascii_digit) && part.len() <= 2;
    let (time, zone) = match rest.chars().next() {
        None => ("0:0:0", "Z"),
        Some(' ') => (rest.get(1..)?, "Z"),
        Some('T' | 't') => {
            let rest = rest.get(1..)?;
            rest.split_at(rest.find(['Z', '+', '-'])?)
        }
        Some(_) => return None,
    };
    let mut parts = time.splitn(3, ':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next()?);
    let (second, fraction) = second.split_at(second.bytes().take_while(u8::is_ascii_digit).count());
    if ![month, day, hour, minute, second].into_iter().all(short) {
        return None;
    }
    let full = format!("{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute:0>2}:{second:0>2}{fraction}{zone}");
    Timestamp::parse(&full, Leniency::Go).ok().map(|time| time.to_string())
}
