//! Functions that ask something of a collection or choose from it.

use unicode_segmentation::UnicodeSegmentation;

use super::argument::{elements, integer, is_sequence, length, text};
use super::{Fault, Function, Kind, Param};
use crate::terraform::convert::convert;
use crate::terraform::number::Number;
use crate::terraform::operators::equals;
use crate::terraform::types::Type;
use crate::terraform::unify::unify;
use crate::terraform::value::{Refinement, Value};

const LIST: &[Param] = &[Param::new("list", Kind::Any)];
const LIST_AND_VALUE: &[Param] = &[Param::new("list", Kind::Any), Param::new("value", Kind::Any)];
const BOOLS: &[Param] = &[Param::new("list", Kind::List(&Kind::Bool))];
const VALS: Param = Param::new("vals", Kind::Any).unknown().dynamic().null();

/// The family's table.
pub const FUNCTIONS: &[Function] = &[
    Function::new("alltrue", BOOLS, Kind::Bool, all_true),
    Function::new("anytrue", BOOLS, Kind::Bool, any_true),
    Function::by("coalesce", &[], coalesce_type, coalesce).variadic(VALS),
    Function::by("coalescelist", &[], coalesce_list_type, coalesce_list).variadic(VALS),
    Function::new("contains", LIST_AND_VALUE, Kind::Bool, contains),
    Function::by(
        "element",
        &[Param::new("list", Kind::Any).marked(), Param::new("index", Kind::Number)],
        element_type,
        element,
    )
    .nullable(),
    Function::new("index", LIST_AND_VALUE, Kind::Number, index),
    Function::by("length", &[Param::new("value", Kind::Any).dynamic().unknown().marked()], length_type, length_of),
    Function::by("one", LIST, one_type, one).nullable(),
];

fn all_true(args: &[Value], _: &Type) -> Result<Value, Fault> {
    for element in args[0].children() {
        if !element.is_known() {
            return Ok(Value::unknown(Type::Bool));
        }
        if element.as_bool() != Some(true) {
            return Ok(Value::bool(false));
        }
    }
    Ok(Value::bool(true))
}

fn any_true(args: &[Value], _: &Type) -> Result<Value, Fault> {
    if args[0].children().any(|element| element.as_bool() == Some(true)) {
        return Ok(Value::bool(true));
    }
    let open = args[0].children().any(|element| !element.is_known());
    Ok(if open { Value::unknown(Type::Bool) } else { Value::bool(false) })
}

fn coalesce_type(args: &[Value]) -> Result<Type, Fault> {
    let types: Vec<Type> = args.iter().map(|arg| arg.ty().clone()).collect();
    let united = if types.is_empty() { None } else { unify(&types) };
    united.ok_or_else(|| Fault::new("all arguments must have the same type"))
}

fn coalesce(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    for arg in args {
        let arg = convert(arg, ty)?;
        if !arg.is_known() {
            return Ok(Value::unknown(ty.clone()));
        }
        let blank = arg.is_null() || (*ty == Type::String && text(&arg).is_empty());
        if !blank {
            return Ok(arg);
        }
    }
    Err(Fault::new("no non-null, non-empty-string arguments"))
}

fn coalesce_list_type(args: &[Value]) -> Result<Type, Fault> {
    let Some(first) = args.first() else {
        return Err(Fault::new("at least one argument is required"));
    };
    for arg in args {
        if !arg.is_known() {
            return Ok(Type::Dynamic);
        }
        if !matches!(arg.ty(), Type::List(_) | Type::Tuple(_)) {
            return Err(Fault::new("coalescelist arguments must be lists or tuples"));
        }
    }
    let same = args.iter().all(|arg| arg.ty() == first.ty());
    Ok(if same { first.ty().clone() } else { Type::Dynamic })
}

fn coalesce_list(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    for arg in args {
        if !arg.is_known() {
            return Ok(Value::unknown(ty.clone()));
        }
        if arg.children().next().is_some() {
            return Ok(arg.clone());
        }
    }
    Err(Fault::new("no non-null arguments"))
}

fn contains(args: &[Value], _: &Type) -> Result<Value, Fault> {
    if !is_sequence(args[0].ty()) {
        return Err(Fault::new("argument must be list, tuple, or set"));
    }
    let mut open = false;
    for element in args[0].children() {
        match equals(&args[1], element).as_bool() {
            Some(true) => return Ok(Value::bool(true)),
            Some(false) => {}
            None => open = true,
        }
    }
    Ok(if open { Value::unknown(Type::Bool) } else { Value::bool(false) })
}

const EMPTY: &str = "cannot use element function with an empty list";

fn element_type(args: &[Value]) -> Result<Type, Fault> {
    match args[0].ty() {
        Type::List(element) => Ok((**element).clone()),
        Type::Tuple(_) if !args[1].is_known() => Ok(Type::Dynamic),
        Type::Tuple(types) => {
            let index = wrapped(&args[1], types.len())?;
            types.get(index).cloned().ok_or_else(|| Fault::new(EMPTY))
        }
        other => Err(Fault::new(format!("cannot read elements from {}", other.friendly_name()))),
    }
}

fn element(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let (list, marks) = args[0].clone().unmark();
    let Some(elements) = list.as_elements() else {
        return Ok(Value::unknown(ty.clone()));
    };
    let index = wrapped(&args[1], elements.len())?;
    let chosen = elements.get(index).ok_or_else(|| Fault::new(EMPTY))?;
    Ok(chosen.clone().with_marks(marks))
}

/// An index that starts over at the end of the list, and counts from its end when negative.
fn wrapped(index: &Value, length: usize) -> Result<usize, Fault> {
    let index = integer(index).map_err(|m| Fault::new(format!("invalid index: {m}")))?;
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let wrapped = index.checked_rem_euclid(length).ok_or_else(|| Fault::new(EMPTY))?;
    Ok(usize::try_from(wrapped).unwrap_or(0))
}

fn index(args: &[Value], _: &Type) -> Result<Value, Fault> {
    if !matches!(args[0].ty(), Type::List(_) | Type::Tuple(_)) {
        return Err(Fault::new("argument must be a list or tuple"));
    }
    if args[0].children().next().is_none() {
        return Err(Fault::new("cannot search an empty list"));
    }
    for (i, element) in args[0].children().enumerate() {
        match equals(element, &args[1]).as_bool() {
            Some(true) => return Ok(Value::number(i)),
            Some(false) => {}
            None => return Ok(Value::unknown(Type::Number)),
        }
    }
    Err(Fault::new("item not found"))
}

fn length_type(args: &[Value]) -> Result<Type, Fault> {
    match args[0].ty() {
        Type::Bool | Type::Number => {
            Err(Fault::new("argument must be a string, a collection type, or a structural type"))
        }
        _ => Ok(Type::Number),
    }
}

fn length_of(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let (value, marks) = args[0].clone().unmark();
    let graphemes = |text: &str| text.graphemes(true).count();
    let between = |least: usize, most: Option<usize>| {
        Value::refined(
            Type::Number,
            Refinement {
                not_null: true,
                at_least: Some((Number::from(least), true)),
                at_most: most.map(|most| (Number::from(most), true)),
                ..Refinement::default()
            },
        )
    };
    let result = match (value.ty(), value.refinement()) {
        (Type::Dynamic, _) => Value::unknown(Type::Number),
        (Type::String, None) => Value::number(graphemes(text(&value))),
        (Type::String, Some(r)) => between(graphemes(r.prefix.as_deref().unwrap_or_default()), None),
        (_, refinement) => match (length(&value), refinement) {
            (Some(length), _) => Value::number(length),
            (None, Some(r)) => between(r.min_length, Some(r.max_length.unwrap_or(i64::MAX as usize))),
            (None, None) => between(1, Some(value.children().count())),
        },
    };
    Ok(result.with_marks(marks))
}

const ONE: &str = "must be a list, set, or tuple value with either zero or one elements";

fn one_type(args: &[Value]) -> Result<Type, Fault> {
    match args[0].ty() {
        Type::List(element) | Type::Set(element) => Ok((**element).clone()),
        Type::Tuple(types) => match &types[..] {
            [] => Ok(Type::Dynamic),
            [single] => Ok(single.clone()),
            _ => Err(Fault::at(0, ONE)),
        },
        _ => Err(Fault::at(0, ONE)),
    }
}

fn one(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let Some(length) = length(&args[0]) else {
        return Ok(Value::unknown(ty.clone()));
    };
    match (length, elements(&args[0]).into_iter().next()) {
        (0, _) => Ok(Value::null(ty.clone())),
        (1, Some(single)) => Ok(single),
        _ => Err(Fault::at(0, ONE)),
    }
}
