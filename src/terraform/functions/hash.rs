//! Hashes, and identifiers made of them.

use std::fmt::Write as _;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use super::argument::text;
use super::{Fault, Function, Kind, Param, rsa};
use crate::terraform::quote::quote;
use crate::terraform::types::Type;
use crate::terraform::value::Value;

const STR: &[Param] = &[Param::new("str", Kind::String)];

const fn of_text(name: &'static str, body: super::Body) -> Function {
    Function::new(name, STR, Kind::String, body)
}

/// The family's table.
pub const FUNCTIONS: &[Function] = &[
    of_text("base64sha256", |a, _| Ok(Value::string(STANDARD.encode(Sha256::digest(text(&a[0])))))),
    of_text("base64sha512", |a, _| Ok(Value::string(STANDARD.encode(Sha512::digest(text(&a[0])))))),
    of_text("md5", |a, _| Ok(hexadecimal(&Md5::digest(text(&a[0]))))),
    Function::new(
        "rsadecrypt",
        &[Param::new("ciphertext", Kind::String), Param::new("privatekey", Kind::String)],
        Kind::String,
        |a, _| rsa::decrypt(text(&a[0]), text(&a[1])).map(Value::string),
    ),
    of_text("sha1", |a, _| Ok(hexadecimal(&Sha1::digest(text(&a[0]))))),
    of_text("sha256", |a, _| Ok(hexadecimal(&Sha256::digest(text(&a[0]))))),
    of_text("sha512", |a, _| Ok(hexadecimal(&Sha512::digest(text(&a[0]))))),
    Function::new(
        "uuidv5",
        &[Param::new("namespace", Kind::String), Param::new("name", Kind::String)],
        Kind::String,
        uuid_v5,
    ),
];

fn hexadecimal(bytes: &[u8]) -> Value {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    Value::string(out)
}

/// The namespaces of RFC 4122, but for the byte that tells them apart.
const NAMESPACE: u128 = 0x6ba7b810_9dad_11d1_80b4_00c04fd430c8;

fn uuid_v5(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let namespace = text(&args[0]);
    let id = match namespace {
        "dns" => NAMESPACE,
        "url" => NAMESPACE + (1 << 96),
        "oid" => NAMESPACE + (2 << 96),
        "x500" => NAMESPACE + (4 << 96),
        other => parse_uuid(other)
            .map_err(|why| Fault::new(format!("uuidv5() doesn't support namespace {namespace} ({why})")))?,
    };
    let digest = Sha1::new().chain_update(id.to_be_bytes()).chain_update(text(&args[1])).finalize();
    let bits = digest.iter().take(16).fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
    // Version 5, variant of RFC 4122.
    let bits = bits & !(0xf << 76) & !(0b11 << 62) | 5 << 76 | 0b10 << 62;
    let hex = format!("{bits:032x}");
    Ok(Value::string(format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])))
}

/// What `github.com/google/uuid` accepts, with its words for what it does not.
fn parse_uuid(text: &str) -> Result<u128, String> {
    let format = || "invalid UUID format".to_owned();
    let inner = match text.len() {
        36 => text,
        45 => {
            let (prefix, rest) = text.split_at_checked(9).ok_or_else(format)?;
            if !prefix.eq_ignore_ascii_case("urn:uuid:") {
                return Err(format!("invalid urn prefix: {}", quote(prefix)));
            }
            rest
        }
        38 => text.get(1..37).ok_or_else(format)?,
        32 => {
            let hex = text.bytes().all(|b| b.is_ascii_hexdigit());
            return if hex { u128::from_str_radix(text, 16).map_err(|_| format()) } else { Err(format()) };
        }
        length => return Err(format!("invalid UUID length: {length}")),
    };
    let mut bits = 0u128;
    for (i, byte) in inner.bytes().enumerate() {
        match (i, char::from(byte).to_digit(16)) {
            (8 | 13 | 18 | 23, _) if byte == b'-' => {}
            (8 | 13 | 18 | 23, _) | (_, None) => return Err(format()),
            (_, Some(digit)) => bits = bits << 4 | u128::from(digit),
        }
    }
    Ok(bits)
}
