//! `jsonencode` and `jsondecode`: JSON as Go's `encoding/json` writes and reads it, with its words for what is wrong.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::argument::text;
use super::{Fault, Function, Kind, Param};
use crate::terraform::nfc::nfc;
use crate::terraform::number::Number;
use crate::terraform::quote::{quote, quote_char};
use crate::terraform::types::{Str, Type};
use crate::terraform::value::{Data, Refinement, Source, Value};

/// The family's table.
pub const FUNCTIONS: &[Function] = &[
    Function::by("jsondecode", &[Param::new("str", Kind::String)], decode_type, |args, _| {
        decode(text(&args[0])).map_err(Fault::new)
    })
    .nullable(),
    Function::new("jsonencode", &[Param::new("val", Kind::Any).unknown().dynamic().null()], Kind::String, |args, _| {
        if args[0].is_wholly_known() {
            encode(&args[0]).map(Value::string).map_err(Fault::new)
        } else {
            Ok(begun(&args[0]))
        }
    }),
];

/// The text of a value that is not wholly known, as far as its first character, and what it is made from.
fn begun(value: &Value) -> Value {
    let prefix = match value.ty() {
        _ if !value.is_definitely_not_null() => None,
        Type::String => Some("\""),
        Type::Object(_) | Type::Map(_) => Some("{"),
        Type::Tuple(_) | Type::List(_) | Type::Set(_) => Some("["),
        _ => None,
    };
    let origin = Source::Json(value.clone()).into();
    Value::refined(Type::String, Refinement { prefix: prefix.map(Str::from), origin, ..Refinement::default() })
}

/// The JSON of a wholly known value; not of one that holds an infinity.
pub fn encode(value: &Value) -> Result<String, String> {
    let mut out = String::new();
    write(value, &mut out)?;
    Ok(out)
}

fn write(value: &Value, out: &mut String) -> Result<(), String> {
    match value.data() {
        Data::Null => out.push_str("null"),
        Data::Unknown(_) => return Err("value is not known".into()),
        Data::Bool(true) => out.push_str("true"),
        Data::Bool(false) => out.push_str("false"),
        Data::Number(number) if number.is_infinite() => return Err("cannot serialize infinity as JSON".into()),
        Data::Number(number) => out.push_str(&number.to_string()),
        Data::String(text) => write_string(text, out),
        Data::Elements(elements) => {
            out.push('[');
            for (i, element) in elements.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(element, out)?;
            }
            out.push(']');
        }
        Data::Entries(entries) => {
            out.push('{');
            for (i, (key, element)) in entries.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write_string(key, out);
                out.push(':');
                write(element, out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\x08' => out.push_str("\\b"),
            '\x0c' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Safe inside HTML and JavaScript.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\x1f' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// The type is that of the document; of an unknown one the first character may tell.
fn decode_type(args: &[Value]) -> Result<Type, Fault> {
    let Some(refinement) = args[0].refinement() else {
        return Ok(Type::Dynamic);
    };
    let first = refinement.prefix.as_deref().and_then(|prefix| prefix.trim().chars().next());
    match first {
        None | Some('{' | '[' | 'n') => Ok(Type::Dynamic),
        Some('"') => Ok(Type::String),
        Some('t' | 'f') => Ok(Type::Bool),
        Some('-' | '.' | '0'..='9') => Ok(Type::Number),
        Some(c) => Err(Fault::at(0, format!("a JSON document cannot begin with the character {}", quote_char(c)))),
    }
}

/// Deeper documents are refused, as far more deeply in Go.
const MAX_DEPTH: usize = 200;

/// The value of a JSON document: objects and tuples of strings, numbers, bools and nulls.
pub fn decode(source: &str) -> Result<Value, String> {
    let mut reader = Reader { bytes: source.as_bytes(), source, at: 0 };
    let value = reader.value(TOP, 0)?;
    // A closing bracket too many does not matter to Go.
    match reader.peek() {
        None | Some(b']' | b'}') => Ok(value),
        Some(_) => Err("extraneous data after JSON object".into()),
    }
}

/// What was expected, as it stands after the unexpected character.
type Context = &'static str;
const TOP: Context = " looking for beginning of value";

struct Reader<'a> {
    bytes: &'a [u8],
    source: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
        self.byte()
    }

    fn token(&mut self) -> Result<u8, String> {
        self.peek().ok_or_else(|| "EOF".to_owned())
    }

    fn value(&mut self, context: Context, depth: usize) -> Result<Value, String> {
        if depth > MAX_DEPTH {
            return Err("exceeded max depth".into());
        }
        match self.token()? {
            b'[' => self.array(depth),
            b'{' => self.object(depth),
            b'"' => Ok(Value::string(self.string()?)),
            b't' => self.literal("true", Value::bool(true)),
            b'f' => self.literal("false", Value::bool(false)),
            b'n' => self.literal("null", Value::null(Type::Dynamic)),
            b'-' | b'0'..=b'9' => self.number(),
            other => Err(invalid(other, context)),
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value, String> {
        self.at += 1;
        let mut elements = Vec::new();
        if self.token()? == b']' {
            self.at += 1;
            return Ok(Value::tuple(elements));
        }
        loop {
            elements.push(self.value(TOP, depth + 1)?);
            match self.token()? {
                b',' => self.at += 1,
                b']' => {
                    self.at += 1;
                    return Ok(Value::tuple(elements));
                }
                other => return Err(invalid(other, " after array element")),
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, String> {
        self.at += 1;
        let mut attributes = BTreeMap::new();
        let mut context = "";
        loop {
            match self.token()? {
                b'"' => {}
                b'}' if attributes.is_empty() && context.is_empty() => {
                    self.at += 1;
                    break;
                }
                other => return Err(invalid(other, context)),
            }
            let written = self.string()?;
            let key = nfc(&written);
            if *key != *written {
                // go-cty looks for the key as it is written among attributes whose names are NFC.
                return Err(format!("unsupported attribute {}", quote(&written)));
            }
            match self.token()? {
                b':' => self.at += 1,
                other => return Err(invalid(other, " after object key")),
            }
            let value = self.value(TOP, depth + 1)?;
            attributes.insert(key, value);
            match self.token()? {
                b',' => self.at += 1,
                b'}' => {
                    self.at += 1;
                    break;
                }
                other => return Err(invalid(other, " after object key:value pair")),
            }
            context = " looking for beginning of object key string";
        }
        Ok(Value::object(attributes))
    }

    fn next(&mut self) -> Result<u8, String> {
        let byte = self.byte().ok_or_else(|| "unexpected EOF".to_owned())?;
        self.at += 1;
        Ok(byte)
    }

    fn literal(&mut self, word: &str, value: Value) -> Result<Value, String> {
        for expected in word.bytes() {
            let byte = self.next()?;
            if byte != expected {
                return Err(invalid(byte, &format!(" in literal {word} (expecting '{}')", char::from(expected))));
            }
        }
        Ok(value)
    }

    fn number(&mut self) -> Result<Value, String> {
        let start = self.at;
        if self.byte() == Some(b'-') {
            self.at += 1;
        }
        match self.next()? {
            b'0' => {}
            b'1'..=b'9' => self.digits(),
            other => return Err(invalid(other, " in numeric literal")),
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.required_digits(" after decimal point in numeric literal")?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.byte(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.required_digits(" in exponent of numeric literal")?;
        }
        let number = self.source.get(start..self.at).and_then(Number::parse);
        number.map(Value::number).ok_or_else(|| "a number is required".to_owned())
    }

    fn digits(&mut self) {
        while matches!(self.byte(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
    }

    fn required_digits(&mut self, context: Context) -> Result<(), String> {
        match self.next()? {
            b'0'..=b'9' => {
                self.digits();
                Ok(())
            }
            other => Err(invalid(other, context)),
        }
    }

    fn string(&mut self) -> Result<String, String> {
        self.at += 1;
        let mut text = String::new();
        let mut start = self.at;
        loop {
            let byte = self.next()?;
            if byte != b'"' && byte != b'\\' && byte >= 0x20 {
                continue;
            }
            text.push_str(self.source.get(start..self.at - 1).unwrap_or_default());
            match byte {
                b'"' => return Ok(text),
                b'\\' => self.escape(&mut text)?,
                other => return Err(invalid(other, " in string literal")),
            }
            start = self.at;
        }
    }

    fn escape(&mut self, text: &mut String) -> Result<(), String> {
        text.push(match self.next()? {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\x08',
            b'f' => '\x0c',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hexadecimal()?;
                let mut units = vec![first];
                // The second half of a pair; anything else is read again, on its own.
                let before = self.at;
                if (0xd800..0xdc00).contains(&first) && self.source.get(before..).is_some_and(|s| s.starts_with("\\u"))
                {
                    self.at += 2;
                    let second = self.hexadecimal()?;
                    if (0xdc00..0xe000).contains(&second) { units.push(second) } else { self.at = before }
                }
                char::decode_utf16(units).next().and_then(Result::ok).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            other => return Err(invalid(other, " in string escape code")),
        });
        Ok(())
    }

    fn hexadecimal(&mut self) -> Result<u16, String> {
        let mut unit = 0;
        for _ in 0..4 {
            let byte = self.next()?;
            let digit = char::from(byte).to_digit(16);
            let digit = digit.ok_or_else(|| invalid(byte, " in \\u hexadecimal character escape"))?;
            unit = unit << 4 | digit as u16;
        }
        Ok(unit)
    }
}

fn invalid(byte: u8, context: &str) -> String {
    let quoted = match byte {
        b'"' => "'\"'".to_owned(),
        b'\'' => "'\\''".to_owned(),
        other => {
            let text = quote(&char::from(other).to_string());
            format!("'{}'", text.trim_matches('"'))
        }
    };
    format!("invalid character {quoted}{context}")
}
