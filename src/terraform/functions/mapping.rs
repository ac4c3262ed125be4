//! Functions on maps and objects.

use std::collections::BTreeMap;

use super::argument::{elements, redacted, text};
use super::{Fault, Function, Kind, Param};
use crate::terraform::convert::convert;
use crate::terraform::quote::quote;
use crate::terraform::types::{Str, Type};
use crate::terraform::value::{Marks, Value};

const STRING_LISTS: Kind = Kind::Map(&Kind::List(&Kind::String));

/// The family's table.
pub const FUNCTIONS: &[Function] = &[
    Function::by("keys", &[Param::new("inputMap", Kind::Any).unknown().marked()], keys_type, keys),
    Function::by(
        "lookup",
        &[Param::new("inputMap", Kind::Any).marked().unknown(), Param::new("key", Kind::String).marked().unknown()],
        lookup_type,
        lookup,
    )
    .variadic(Param::new("default", Kind::Any).everything())
    .nullable(),
    Function::by("merge", &[], merge_type, merge).variadic(Param::new("maps", Kind::Any).dynamic().null().marked()),
    Function::new("transpose", &[Param::new("values", STRING_LISTS)], STRING_LISTS, transpose),
    Function::by("values", &[Param::new("mapping", Kind::Any).marked()], values_type, values),
    Function::by(
        "zipmap",
        &[Param::new("keys", Kind::List(&Kind::String)).marked(), Param::new("values", Kind::Any).marked()],
        zipmap_type,
        zipmap,
    ),
];

fn map_or_object(ty: &Type, entries: BTreeMap<Str, Value>) -> Value {
    match ty {
        Type::Map(element) => Value::map((**element).clone(), entries),
        _ => Value::object(entries),
    }
}

fn keys_type(args: &[Value]) -> Result<Type, Fault> {
    match args[0].ty() {
        Type::Map(_) => Ok(Type::list(Type::String)),
        Type::Object(object) => Ok(Type::tuple(object.attributes.keys().map(|_| Type::String))),
        _ => Err(Fault::at(0, "must have map or object type")),
    }
}

fn keys(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let result = match (args[0].ty(), args[0].as_entries()) {
        (Type::Object(object), _) => Value::tuple(object.attributes.keys().map(Value::string)),
        (_, Some(entries)) => Value::list(Type::String, entries.keys().map(Value::string)),
        (_, None) => Value::unknown(ty.clone()),
    };
    Ok(result.with_marks(args[0].marks()))
}

fn lookup_type(args: &[Value]) -> Result<Type, Fault> {
    let (mapping, key, default) = (&args[0], &args[1], args.get(2));
    if args.len() > 3 {
        return Err(Fault::new(format!("lookup() takes two or three arguments, got {}", args.len())));
    }
    match mapping.ty() {
        Type::Object(_) if !key.is_known() => Ok(Type::Dynamic),
        Type::Object(object) => match (object.attributes.get(text(key)), default) {
            (Some(ty), _) => Ok(ty.clone()),
            (None, Some(default)) => Ok(default.ty().clone()),
            (None, None) => Err(Fault::at(0, format!("the given object has no attribute {}", quote(text(key))))),
        },
        Type::Map(element) => match default.map(|default| convert(default, element)) {
            Some(Err(_)) => Err(Fault::at(2, "the default value must have the same type as the map elements")),
            _ => Ok((**element).clone()),
        },
        _ => Err(Fault::at(0, "lookup() requires a map as the first argument")),
    }
}

fn lookup(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let (mapping, key, default) = (&args[0], &args[1], args.get(2));
    let marks = mapping.marks().union(key.marks());
    let (Some(entries), Some(name)) = (mapping.as_entries(), key.as_str()) else {
        return Ok(Value::unknown(ty.clone()).with_marks(marks));
    };
    let found = match (entries.get(name), default) {
        (Some(found), _) => found.clone(),
        (None, Some(default)) => convert(default, ty)?,
        (None, None) => {
            let said = redacted(quote(name), key);
            return Err(Fault::new(format!("lookup failed to find key {said}")));
        }
    };
    Ok(found.with_marks(marks))
}

fn merge_type(args: &[Value]) -> Result<Type, Fault> {
    let Some(first) = args.first() else { return Ok(Type::object([])) };
    let mut attributes = Vec::new();
    let mut open = false;
    for arg in args {
        match arg.ty() {
            Type::Dynamic => return Ok(Type::Dynamic),
            Type::Object(_) | Type::Map(_) if arg.is_null() => {}
            Type::Object(object) => {
                attributes.extend(object.attributes.iter().map(|(name, ty)| (name.clone(), ty.clone())));
            }
            Type::Map(element) => match arg.as_entries() {
                Some(entries) => attributes.extend(entries.keys().map(|name| (name.clone(), (**element).clone()))),
                None => open = true,
            },
            other => {
                let kind = quote(&other.friendly_name());
                return Err(Fault::new(format!("arguments must be maps or objects, got {kind}")));
            }
        }
    }
    Ok(if args.iter().all(|arg| arg.ty() == first.ty()) {
        first.ty().clone()
    } else if open {
        Type::Dynamic
    } else {
        Type::object(attributes)
    })
}

fn merge(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let mut marks = Marks::NONE;
    let mut merged = BTreeMap::new();
    for arg in args {
        if let Some(entries) = arg.as_entries() {
            marks = marks.union(arg.marks());
            merged.extend(entries.iter().map(|(key, value)| (key.clone(), value.clone())));
        }
    }
    Ok(map_or_object(ty, merged).with_marks(marks))
}

fn transpose(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    if !args[0].is_wholly_known() {
        return Ok(Value::unknown(ty.clone()));
    }
    let mut turned: BTreeMap<Str, Vec<Value>> = BTreeMap::new();
    for (key, list) in args[0].as_entries().into_iter().flatten() {
        if list.is_null() {
            return Err(Fault::new("input must not contain null list"));
        }
        for value in list.children() {
            let Some(value) = value.as_str() else {
                return Err(Fault::new("input list must not contain null string"));
            };
            // Keys come in order, so the lists are in order too.
            turned.entry(Str::from(value)).or_default().push(Value::string(key));
        }
    }
    let lists = turned.into_iter().map(|(key, values)| (key, Value::list(Type::String, values)));
    Ok(Value::map(Type::list(Type::String), lists))
}

fn values_type(args: &[Value]) -> Result<Type, Fault> {
    match args[0].ty() {
        Type::Map(element) => Ok(Type::list((**element).clone())),
        Type::Object(object) => Ok(Type::tuple(object.attributes.values().cloned())),
        _ => Err(Fault::new("values() requires a map as the first argument")),
    }
}

fn values(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let all = elements(&args[0]);
    let result = match ty.element() {
        Some(element) => Value::list(element.clone(), all),
        None => Value::tuple(all),
    };
    Ok(result.with_marks(args[0].marks()))
}

fn uneven(keys: usize, values: usize) -> Fault {
    Fault::new(format!("number of keys ({keys}) does not match number of values ({values})"))
}

fn zipmap_type(args: &[Value]) -> Result<Type, Fault> {
    let (keys, values) = (&args[0], &args[1]);
    match values.ty() {
        Type::List(element) => Ok(Type::map((**element).clone())),
        Type::Tuple(_) if !keys.is_wholly_known() => Ok(Type::Dynamic),
        Type::Tuple(types) => {
            let names = elements(keys);
            if names.len() != types.len() {
                return Err(uneven(names.len(), types.len()));
            }
            if let Some(i) = names.iter().position(Value::is_null) {
                return Err(Fault::new(format!("keys list has null value at index {i}")));
            }
            Ok(Type::object(names.iter().map(|name| Str::from(text(name))).zip(types.iter().cloned())))
        }
        _ => Err(Fault::new("values argument must be a list or tuple value")),
    }
}

fn zipmap(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let (keys, values) = (&args[0], &args[1]);
    let marks = keys.marks().union(values.marks());
    if !keys.is_wholly_known() {
        return Ok(Value::unknown(ty.clone()).with_marks(marks));
    }
    let (names, all) = (elements(keys), elements(values));
    if names.len() != all.len() {
        return Err(uneven(names.len(), all.len()));
    }
    if let Some(i) = names.iter().position(Value::is_null) {
        return Err(Fault::new(format!("keys list has null value at index {i}")));
    }
    // A key cannot carry a mark: the map does.
    let marks = names.iter().fold(marks, |marks, name| marks.union(name.marks()));
    let entries = names.iter().map(|name| Str::from(text(name))).zip(all).collect();
    Ok(map_or_object(ty, entries).with_marks(marks))
}
