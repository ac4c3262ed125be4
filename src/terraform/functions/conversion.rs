//! Explicit conversions of type, and of marks.

use super::{Fault, Function, Kind, Param};
use crate::terraform::convert::{Safety, convert, convertible};
use crate::terraform::quote::quote;
use crate::terraform::types::Type;
use crate::terraform::value::{Data, Marks, Value};

const V: &[Param] = &[Param::new("v", Kind::Any).everything()];
const VALUE: &[Param] = &[Param::new("value", Kind::Any).everything()];

/// The family's table.
pub const FUNCTIONS: &[Function] = &[
    Function::by("ephemeralasnull", VALUE, same_type, |args, _| Ok(without_ephemeral(&args[0]))).nullable(),
    Function::new("issensitive", VALUE, Kind::Bool, |args, _| {
        Ok(match args[0].is_sensitive() {
            true => Value::bool(true),
            false if !args[0].is_known() => Value::unknown(Type::Bool),
            false => Value::bool(false),
        })
    })
    .nullable(),
    Function::by("nonsensitive", VALUE, same_type, |args, _| {
        let (value, marks) = args[0].clone().unmark();
        Ok(value.with_marks(marks.without(Marks::SENSITIVE)))
    })
    .nullable(),
    Function::by("sensitive", VALUE, same_type, |args, _| Ok(args[0].clone().with_marks(Marks::SENSITIVE))).nullable(),
    to("tobool", |args| wanted(args, Type::Bool)),
    to("tolist", |args| wanted(args, Type::list(Type::Dynamic))),
    to("tomap", |args| wanted(args, Type::map(Type::Dynamic))),
    to("tonumber", |args| wanted(args, Type::Number)),
    to("toset", |args| wanted(args, Type::set(Type::Dynamic))),
    to("tostring", |args| wanted(args, Type::String)),
];

const fn to(name: &'static str, returns: fn(&[Value]) -> Result<Type, Fault>) -> Function {
    Function::by(name, V, returns, explicit).nullable()
}

fn same_type(args: &[Value]) -> Result<Type, Fault> {
    Ok(args[0].ty().clone())
}

fn wanted(args: &[Value], to: Type) -> Result<Type, Fault> {
    let from = args[0].ty();
    if *from == to || convertible(from, &to, Safety::Unsafe) { Ok(to) } else { Err(impossible(from, &to)) }
}

fn impossible(from: &Type, to: &Type) -> Fault {
    Fault::at(0, format!("cannot convert {} to {}", from.friendly_name(), to.friendly_name_for_constraint()))
}

fn explicit(args: &[Value], to: &Type) -> Result<Value, Fault> {
    let value = &args[0];
    if !value.is_known() {
        return Ok(Value::unknown(to.clone()).with_marks(value.marks()));
    }
    convert(value, to).map_err(|_| {
        let from = value.ty();
        if value.marks_deep().contains(Marks::SENSITIVE) {
            let (from, to) = (from.friendly_name(), to.friendly_name_for_constraint());
            return Fault::at(0, format!("cannot convert this sensitive {from} to {to}"));
        }
        let said = value.as_str().map_or_else(|| "string".to_owned(), quote);
        match (from, to) {
            (Type::String, Type::Bool) => Fault::at(
                0,
                format!("cannot convert {said} to bool; only the strings \"true\" or \"false\" are allowed"),
            ),
            (Type::String, Type::Number) => Fault::at(
                0,
                format!("cannot convert {said} to number; given string must be a decimal representation of a number"),
            ),
            _ => impossible(from, to),
        }
    })
}

/// The value with null for everything ephemeral in it.
fn without_ephemeral(value: &Value) -> Value {
    let (bare, marks) = value.clone().unmark();
    let kept = marks.without(Marks::EPHEMERAL);
    if marks.contains(Marks::EPHEMERAL) {
        // Not yet known, its type may still become narrower than the one that a null would have now.
        let ty = bare.ty().clone();
        return if bare.is_known() { Value::null(ty) } else { Value::unknown(ty) }.with_marks(kept);
    }
    let inside = |v: &Value| without_ephemeral(v);
    let result = match (bare.ty(), bare.data()) {
        (Type::List(element), Data::Elements(elements)) => {
            Value::list((**element).clone(), elements.iter().map(inside))
        }
        (Type::Tuple(_), Data::Elements(elements)) => Value::tuple(elements.iter().map(inside)),
        (Type::Map(element), Data::Entries(entries)) => {
            Value::map((**element).clone(), entries.iter().map(|(key, v)| (key.clone(), inside(v))))
        }
        (Type::Object(_), Data::Entries(entries)) => {
            Value::object(entries.iter().map(|(key, v)| (key.clone(), inside(v))))
        }
        _ => bare.clone(),
    };
    result.with_marks(marks)
}
