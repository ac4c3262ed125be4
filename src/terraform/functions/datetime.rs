//! Functions on timestamps of RFC 3339.

use super::argument::text;
use super::timestamp::{Leniency, Timestamp, parse_duration};
use super::{Fault, Function, Kind, Param};
use crate::terraform::quote::quote;
use crate::terraform::types::Type;
use crate::terraform::value::Value;

/// The family's table.
pub const FUNCTIONS: &[Function] = &[
    Function::new(
        "formatdate",
        &[Param::new("format", Kind::String), Param::new("time", Kind::String)],
        Kind::String,
        format_date,
    ),
    Function::new(
        "timeadd",
        &[Param::new("timestamp", Kind::String), Param::new("duration", Kind::String)],
        Kind::String,
        add,
    )
    .nullable(),
    Function::new(
        "timecmp",
        &[Param::new("timestamp_a", Kind::String), Param::new("timestamp_b", Kind::String)],
        Kind::Number,
        compare,
    ),
];

fn add(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let time = Timestamp::parse(text(&args[0]), Leniency::Strict).map_err(Fault::new)?;
    let duration = parse_duration(text(&args[1])).map_err(Fault::new)?;
    Ok(Value::string(time.plus(duration).to_string()))
}

fn compare(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let time = |i: usize| Timestamp::parse(text(&args[i]), Leniency::Go).map_err(|m| Fault::at(i, m));
    Ok(Value::number(time(0)?.cmp(&time(1)?) as i64))
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

fn format_date(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let time = Timestamp::parse(text(&args[1]), Leniency::Strict).map_err(|m| Fault::at(1, m))?;
    let mut out = String::new();
    let mut rest = text(&args[0]);
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' => quoted_length(rest),
            c if c.is_ascii_alphabetic() => rest.chars().take_while(|next| *next == c).count(),
            _ => rest.find(|c: char| c == '\'' || c.is_ascii_alphabetic()).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        if first == '\'' {
            out.push_str(&unquoted(token)?);
        } else if first.is_ascii_alphabetic() {
            out.push_str(&verb(token, &time)?);
        } else {
            out.push_str(token);
        }
    }
    Ok(Value::string(out))
}

/// How long the quoted text at the start is: up to a single quote, doubled ones not counting.
fn quoted_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    if bytes.get(1) == Some(&b'\'') {
        return 2;
    }
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match (*byte, bytes.get(at + 1)) {
            (b'\'', Some(b'\'')) => at += 2,
            (b'\'', _) => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn unquoted(token: &str) -> Result<String, Fault> {
    match token {
        "''" => Ok("'".to_owned()),
        _ => {
            let inner = token.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
            inner.map(|inner| inner.replace("''", "'")).ok_or_else(|| Fault::at(0, "unterminated literal '"))
        }
    }
}

fn verb(token: &str, time: &Timestamp) -> Result<String, Fault> {
    let civil = time.civil();
    let padded = |value: u32, message: &str| match token.len() {
        1 => Ok(value.to_string()),
        2 => Ok(format!("{value:02}")),
        _ => Err(message.to_owned()),
    };
    let named = |names: &[&'static str], index: usize| names.get(index).copied().unwrap_or_default();
    let short = |name: &str| name.chars().take(3).collect::<String>();
    let result = match token.as_bytes().first() {
        Some(b'Y') => match token.len() {
            2 => Ok(format!("{:02}", civil.year % 100)),
            4 => Ok(format!("{:04}", civil.year)),
            _ => Err("year must either be \"YY\" or \"YYYY\"".to_owned()),
        },
        Some(b'M') => {
            let name = named(&MONTHS, civil.month.saturating_sub(1) as usize);
            match token.len() {
                3 => Ok(short(name)),
                4 => Ok(name.to_owned()),
                _ => padded(civil.month, "month must be \"M\", \"MM\", \"MMM\", or \"MMMM\""),
            }
        }
        Some(b'D') => padded(civil.day, "day of month must either be \"D\" or \"DD\""),
        Some(b'E') => {
            let name = named(&DAYS, time.weekday());
            match token.len() {
                3 => Ok(short(name)),
                4 => Ok(name.to_owned()),
                _ => Err("day of week must either be \"EEE\" or \"EEEE\"".to_owned()),
            }
        }
        Some(b'h') => padded(civil.hour, "24-hour must either be \"h\" or \"hh\""),
        Some(b'H') => padded((civil.hour + 11) % 12 + 1, "12-hour must either be \"H\" or \"HH\""),
        Some(letter @ (b'A' | b'a')) => {
            let half = if civil.hour < 12 { "am" } else { "pm" };
            match (token.len(), letter) {
                (2, b'A') => Ok(half.to_ascii_uppercase()),
                (2, _) => Ok(half.to_owned()),
                (_, letter) => Err(format!("must be \"{0}{0}\"", char::from(*letter))),
            }
        }
        Some(b'm') => padded(civil.minute, "minute must either be \"m\" or \"mm\""),
        Some(b's') => padded(civil.second, "second must either be \"s\" or \"ss\""),
        Some(b'Z') => match token.len() {
            1 => Ok(time.zone()),
            3 if time.is_utc() => Ok("UTC".to_owned()),
            3 | 4 => Ok(time.offset("")),
            5 => Ok(time.offset(":")),
            _ => Err("timezone must be Z, ZZZZ, or ZZZZZ".to_owned()),
        },
        _ => return Err(Fault::at(0, format!("invalid date format verb {}", quote(token)))),
    };
    result.map_err(|why| Fault::at(0, format!("invalid date format verb {}: {why}", quote(token))))
}
