//! What implementations read off their arguments.

use super::Fault;
use crate::terraform::number::{BigInt, Number};
use crate::terraform::types::Type;
use crate::terraform::value::{Data, Value};

/// The text of a string argument. The calling convention has seen to it that there is one.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The number of a number argument.
pub fn number(value: &Value) -> Number {
    value.as_number().cloned().unwrap_or_else(|| Number::from(0i64))
}

/// A number argument that must be a whole number of 64 bits (go-cty, `gocty.FromCtyValue`).
pub fn integer(value: &Value) -> Result<i64, String> {
    number(value).to_i64().ok_or_else(|| format!("value must be a whole number, between {} and {}", i64::MIN, i64::MAX))
}

/// A number argument that must be a whole number of any size.
pub fn big_integer(value: &Value) -> Result<BigInt, String> {
    let number = number(value);
    let whole = if number.is_integer() { number.truncate() } else { None };
    whole.ok_or_else(|| "value must be a whole number".to_owned())
}

/// A number argument as a hardware float; only one that does not become infinite.
pub fn float(value: &Value) -> Result<f64, String> {
    let number = number(value);
    let float = number.to_f64();
    if float.is_infinite() && !number.is_infinite() {
        let most = Number::from_f64(f64::MAX).map(|n| n.truncate().unwrap_or_default()).unwrap_or_default();
        return Err(format!("value must be between -{most}.000000 and {most}.000000 inclusive"));
    }
    Ok(float)
}

/// The elements of a known list, set or tuple, or the values of a known map or object.
pub fn elements(value: &Value) -> Vec<Value> {
    value.children().cloned().collect()
}

/// Whether it is a list, set or tuple.
pub fn is_sequence(ty: &Type) -> bool {
    matches!(ty, Type::List(_) | Type::Set(_) | Type::Tuple(_))
}

/// How many elements a collection or structure has, as far as it is known: a tuple's and an object's type tells, a set
/// that holds something unknown may turn out to have fewer (go-cty, `Value.Length`).
pub fn length(value: &Value) -> Option<usize> {
    match (value.ty(), value.data()) {
        (Type::Tuple(types), _) => Some(types.len()),
        (Type::Object(object), _) => Some(object.attributes.len()),
        (Type::Set(_), Data::Elements(members)) if members.len() > 1 && !value.is_wholly_known() => None,
        (_, Data::Elements(elements)) => Some(elements.len()),
        (_, Data::Entries(entries)) => Some(entries.len()),
        _ => None,
    }
}

/// A list of an element type, which the elements are of.
pub fn list(ty: &Type, elements: Vec<Value>) -> Value {
    Value::list(ty.element().cloned().unwrap_or(Type::Dynamic), elements)
}

/// A fault about one argument, for `map_err`.
pub fn about(argument: usize) -> impl Fn(String) -> Fault {
    move |message| Fault::at(argument, message)
}

/// What a message says of a text or number, which must not be told if it is sensitive.
pub fn redacted(said: String, of: &Value) -> String {
    if of.is_sensitive() { "(sensitive value)".to_owned() } else { said }
}
