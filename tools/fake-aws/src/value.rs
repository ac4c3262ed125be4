//! Terraform's values, and their two encodings.
//!
//! A value here has no type of its own: lists, sets and tuples are `List`, maps and objects are `Map`. Where
//! the difference counts, the schema is at hand. In MessagePack an unknown value is an extension, see
//! <https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/object-wire-format.md>.

use crate::protocol::DynamicValue;
use std::collections::BTreeMap;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Not set.
    Null,
    /// Known after apply.
    Unknown,
    /// A bool.
    Bool(bool),
    /// A number that a double holds; one that it does not comes, and goes, as its digits in `String`.
    Number(f64),
    /// A string.
    String(String),
    /// A list, set or tuple.
    List(Vec<Value>),
    /// A map or object.
    Map(BTreeMap<String, Value>),
}

/// What stands for a part that is not there.
pub static NULL: Value = Value::Null;

impl Value {
    /// The attribute or element of that name; null where there is none.
    pub fn get(&self, name: &str) -> &Value {
        match self {
            Value::Map(map) => map.get(name).unwrap_or(&NULL),
            _ => &NULL,
        }
    }

    /// Sets an attribute; on anything but a map, does nothing.
    pub fn set(&mut self, name: &str, value: Value) {
        if let Value::Map(map) = self {
            map.insert(name.to_owned(), value);
        }
    }

    /// The elements of a list; none where it is no list.
    pub fn elements(&self) -> &[Value] {
        match self {
            Value::List(elements) => elements,
            _ => &[],
        }
    }

    /// The text of a string.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// Whether it is unknown as a whole.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Value::Unknown)
    }

    /// Whether nothing in it is unknown.
    pub fn is_wholly_known(&self) -> bool {
        match self {
            Value::Unknown => false,
            Value::List(elements) => elements.iter().all(Value::is_wholly_known),
            Value::Map(map) => map.values().all(Value::is_wholly_known),
            _ => true,
        }
    }

    /// The blocks of a name: the elements of a list or set, or the single one.
    pub fn blocks_mut(&mut self, name: &str) -> impl Iterator<Item = &mut Value> {
        let blocks: &mut [Value] = match self {
            Value::Map(map) => match map.get_mut(name) {
                Some(Value::List(elements)) => elements,
                Some(single @ Value::Map(_)) => std::slice::from_mut(single),
                _ => &mut [],
            },
            _ => &mut [],
        };
        blocks.iter_mut()
    }

    /// Whether two values are the same, where the order of elements does not count and nothing is the same as empty.
    pub fn same(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::List(some), Value::List(others)) => {
                let mut left: Vec<&Value> = others.iter().collect();
                let mut take =
                    |value: &Value| left.iter().position(|other| value.same(other)).map(|at| left.swap_remove(at));
                some.len() == others.len() && some.iter().all(|value| take(value).is_some())
            }
            (Value::Map(some), Value::Map(others)) => {
                some.len() == others.len()
                    && some.iter().all(|(name, value)| others.get(name).is_some_and(|other| value.same(other)))
            }
            (Value::Null, other) | (other, Value::Null) => match other {
                Value::Null => true,
                Value::String(text) => text.is_empty(),
                Value::List(elements) => elements.is_empty(),
                Value::Map(map) => map.is_empty(),
                _ => false,
            },
            _ => self == other,
        }
    }

    /// The value in a message, null where there is none.
    ///
    /// # Errors
    /// What is wrong with the encoding.
    pub fn decode(dynamic: Option<&DynamicValue>) -> Result<Value, String> {
        match dynamic {
            Some(value) if !value.msgpack.is_empty() => rmpv::decode::read_value(&mut value.msgpack.as_slice())
                .map_err(|error| format!("a value is not MessagePack: {error}"))
                .and_then(from_msgpack),
            Some(value) if !value.json.is_empty() => serde_json::from_slice(&value.json)
                .map_err(|error| format!("a value is not JSON: {error}"))
                .map(|json: serde_json::Value| Value::from(&json)),
            _ => Ok(Value::Null),
        }
    }

    /// The message that holds this value.
    pub fn encode(&self) -> DynamicValue {
        let mut msgpack = Vec::new();
        // Writing to memory does not fail.
        let _ = rmpv::encode::write_value(&mut msgpack, &to_msgpack(self));
        DynamicValue { msgpack, json: Vec::new() }
    }
}

impl From<&serde_json::Value> for Value {
    fn from(json: &serde_json::Value) -> Value {
        match json {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(value) => Value::Bool(*value),
            serde_json::Value::Number(number) => number.as_f64().map_or(Value::Null, Value::Number),
            serde_json::Value::String(text) => Value::String(text.clone()),
            serde_json::Value::Array(elements) => Value::List(elements.iter().map(Value::from).collect()),
            serde_json::Value::Object(map) => {
                Value::Map(map.iter().map(|(name, value)| (name.clone(), value.into())).collect())
            }
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::String(text)
    }
}

impl FromIterator<Value> for Value {
    fn from_iter<I: IntoIterator<Item = Value>>(values: I) -> Value {
        Value::List(values.into_iter().collect())
    }
}

fn from_msgpack(value: rmpv::Value) -> Result<Value, String> {
    Ok(match value {
        rmpv::Value::Nil => Value::Null,
        rmpv::Value::Boolean(value) => Value::Bool(value),
        rmpv::Value::Integer(number) => Value::Number(number.as_f64().unwrap_or_default()),
        rmpv::Value::F32(number) => Value::Number(number.into()),
        rmpv::Value::F64(number) => Value::Number(number),
        rmpv::Value::String(text) => Value::String(text.into_str().ok_or("a string is not UTF-8")?),
        rmpv::Value::Array(elements) => Value::List(elements.into_iter().map(from_msgpack).collect::<Result<_, _>>()?),
        rmpv::Value::Map(entries) => Value::Map(
            entries
                .into_iter()
                .map(|(name, value)| {
                    Ok((name.as_str().ok_or("a name is not a string")?.to_owned(), from_msgpack(value)?))
                })
                .collect::<Result<_, String>>()?,
        ),
        rmpv::Value::Ext(..) => Value::Unknown,
        rmpv::Value::Binary(_) => return Err("a value is binary".to_owned()),
    })
}

fn to_msgpack(value: &Value) -> rmpv::Value {
    match value {
        Value::Null => rmpv::Value::Nil,
        Value::Unknown => rmpv::Value::Ext(0, vec![0]),
        Value::Bool(value) => (*value).into(),
        // Whole numbers go as integers; below 2^53 a double is exact.
        Value::Number(number) if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 => {
            (*number as i64).into()
        }
        Value::Number(number) => (*number).into(),
        Value::String(text) => text.as_str().into(),
        Value::List(elements) => rmpv::Value::Array(elements.iter().map(to_msgpack).collect()),
        Value::Map(map) => {
            rmpv::Value::Map(map.iter().map(|(name, value)| (name.as_str().into(), to_msgpack(value))).collect())
        }
    }
}
