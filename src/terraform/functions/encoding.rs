//! Functions between texts and their encodings.

use base64::alphabet;
use base64::engine::{Engine, GeneralPurpose, GeneralPurposeConfig};

use super::argument::{redacted, text};
use super::charset::Charset;
use super::{Fault, Function, Kind, Param, gzip};
use crate::terraform::quote::quote;
use crate::terraform::types::Type;
use crate::terraform::value::Value;

const STR: &[Param] = &[Param::new("str", Kind::String)];

/// The family's table.
pub const FUNCTIONS: &[Function] = &[
    Function::new("base64decode", &[Param::new("str", Kind::String).marked().unknown()], Kind::String, decode),
    Function::new("base64encode", STR, Kind::String, |a, _| Ok(Value::string(BASE64.encode(text(&a[0]))))),
    Function::new("base64gzip", STR, Kind::String, |a, _| {
        Ok(Value::string(BASE64.encode(gzip::compress(text(&a[0]).as_bytes()))))
    }),
    Function::new(
        "textdecodebase64",
        &[Param::new("source", Kind::String), Param::new("encoding", Kind::String)],
        Kind::String,
        decode_text,
    ),
    Function::new(
        "textencodebase64",
        &[Param::new("string", Kind::String), Param::new("encoding", Kind::String)],
        Kind::String,
        encode_text,
    ),
    Function::new("urlencode", STR, Kind::String, |a, _| Ok(Value::string(url_encoded(text(&a[0]))))),
];

/// As Go's `base64.StdEncoding`: bits that are left over at the end do not matter.
const BASE64: GeneralPurpose =
    GeneralPurpose::new(&alphabet::STANDARD, GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true));

/// Line breaks do not count.
fn decoded(source: &str) -> Option<Vec<u8>> {
    BASE64.decode(source.replace(['\r', '\n'], "")).ok()
}

fn decode(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let marks = args[0].marks();
    let Some(source) = args[0].as_str() else { return Ok(Value::unknown(Type::String).with_marks(marks)) };
    let bytes = decoded(source).ok_or_else(|| {
        let said = redacted(quote(source), &args[0]);
        Fault::new(format!("failed to decode base64 data {said}"))
    })?;
    let decoded = String::from_utf8(bytes)
        .map_err(|_| Fault::new("the result of decoding the provided string is not valid UTF-8"))?;
    Ok(Value::string(decoded).with_marks(marks))
}

fn charset(name: &Value) -> Result<Charset, Fault> {
    let name = text(name);
    Charset::of(name).ok_or_else(|| {
        let whose = if Charset::is_foreign(name) { "Landform" } else { "this Terraform version" };
        Fault::at(1, format!("{} is not a supported IANA encoding name or alias in {whose}", quote(name)))
    })
}

fn encode_text(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let charset = charset(&args[1])?;
    let bytes = charset.encode(text(&args[0])).ok_or_else(|| {
        let name = charset.name();
        Fault::at(0, format!("the given string contains characters that cannot be represented in {name}"))
    })?;
    Ok(Value::string(BASE64.encode(bytes)))
}

fn decode_text(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let charset = charset(&args[1])?;
    let source = text(&args[0]);
    let bytes = decoded(source).ok_or_else(|| {
        let offset = corrupt(source.as_bytes());
        Fault::at(0, format!("the given value is has an invalid base64 symbol at offset {offset}"))
    })?;
    let decoded = charset.decode(&bytes).filter(|decoded| !decoded.contains(char::REPLACEMENT_CHARACTER));
    decoded.map(Value::string).ok_or_else(|| {
        let name = charset.name();
        Fault::at(0, format!("the given string contains symbols that are not defined for {name}"))
    })
}

/// Where Go says that base64 is broken.
fn corrupt(source: &[u8]) -> usize {
    let is_symbol = |b: u8| b.is_ascii_alphanumeric() || b == b'+' || b == b'/';
    let mut place = 0;
    for (at, byte) in source.iter().enumerate() {
        match byte {
            b'\r' | b'\n' => {}
            b'=' if place >= 2 => {
                // The padding ends the text: of two signs both must be there, and nothing after them.
                let mut rest = source.iter().enumerate().skip(at + 1).filter(|(_, b)| !matches!(b, b'\r' | b'\n'));
                if place == 2 {
                    match rest.next() {
                        None => return source.len(),
                        Some((at, b)) if *b != b'=' => return at - 1,
                        Some(_) => {}
                    }
                }
                return rest.next().map_or(source.len(), |(at, _)| at);
            }
            b if is_symbol(*b) => place = (place + 1) % 4,
            _ => return at,
        }
    }
    source.len() - place
}

/// `application/x-www-form-urlencoded` (Go, `url.QueryEscape`).
fn url_encoded(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    for byte in source.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'-' | b'_' | b'.' | b'~' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}
