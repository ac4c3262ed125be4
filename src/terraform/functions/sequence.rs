//! Functions that make lists and tuples of others.

use super::argument::{elements, integer, is_sequence, length, list, number, text};
use super::{Fault, Function, Kind, Param};
use crate::terraform::convert::convert;
use crate::terraform::number::Number;
use crate::terraform::operators::equals;
use crate::terraform::types::Type;
use crate::terraform::unify::unify;
use crate::terraform::value::{Marks, Value};

const ANY_LIST: Kind = Kind::List(&Kind::Any);
const LIST: &[Param] = &[Param::new("list", Kind::Any).marked()];

/// The family's table.
pub const FUNCTIONS: &[Function] = &[
    Function::by(
        "chunklist",
        &[Param::new("list", ANY_LIST).marked(), Param::new("size", Kind::Number).marked()],
        |args| Ok(Type::list(args[0].ty().clone())),
        chunk,
    ),
    Function::new("compact", &[Param::new("list", Kind::List(&Kind::String))], Kind::List(&Kind::String), compact),
    Function::by("concat", &[], concat_type, concat).variadic(Param::new("seqs", Kind::Any).marked()),
    Function::by("distinct", &[Param::new("list", ANY_LIST)], |args| Ok(args[0].ty().clone()), distinct),
    Function::by("flatten", LIST, flatten_type, flatten),
    Function::by(
        "matchkeys",
        &[Param::new("values", ANY_LIST), Param::new("keys", ANY_LIST), Param::new("searchset", ANY_LIST)],
        |args| match unify(&[args[1].ty().clone(), args[2].ty().clone()]) {
            Some(_) => Ok(args[0].ty().clone()),
            None => Err(Fault::new("keys and searchset must be of the same type")),
        },
        match_keys,
    ),
    Function::new("range", &[], Kind::List(&Kind::Number), range).variadic(Param::new("params", Kind::Number)),
    Function::by("reverse", LIST, reverse_type, reverse),
    Function::by(
        "slice",
        &[
            Param::new("list", Kind::Any).marked(),
            Param::new("start_index", Kind::Number),
            Param::new("end_index", Kind::Number),
        ],
        slice_type,
        slice,
    ),
];

fn chunk(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let (values, marks) = args[0].clone().unmark();
    let (size, size_marks) = args[1].clone().unmark();
    let size = integer(&size).map_err(|m| Fault::new(format!("invalid size: {m}")))?;
    let size = usize::try_from(size).map_err(|_| Fault::new("the size argument must be positive"))?;
    let ty = values.ty().clone();
    let items = elements(&values);
    let chunks = match size {
        _ if items.is_empty() => Vec::new(),
        0 => vec![values],
        _ => items.chunks(size).map(|chunk| list(&ty, chunk.to_vec())).collect(),
    };
    Ok(Value::list(ty, chunks).with_marks(marks.union(size_marks)))
}

fn compact(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    if !args[0].is_wholly_known() {
        return Ok(Value::unknown(ty.clone()));
    }
    Ok(list(ty, args[0].children().filter(|v| !text(v).is_empty()).cloned().collect()))
}

fn concat_type(args: &[Value]) -> Result<Type, Fault> {
    if args.is_empty() {
        return Err(Fault::new("at least one argument is required"));
    }
    let types: Vec<Type> = args.iter().map(|arg| arg.ty().clone()).collect();
    if types.iter().all(|ty| matches!(ty, Type::List(_)))
        && let Some(common) = unify(&types)
    {
        return Ok(common);
    }
    let mut parts = Vec::new();
    for (i, arg) in args.iter().enumerate() {
        match arg.ty() {
            Type::Tuple(types) => parts.extend(types.iter().cloned()),
            Type::List(element) => match arg.as_elements() {
                None => return Ok(Type::Dynamic),
                Some(elements) => parts.extend(elements.iter().map(|_| (**element).clone())),
            },
            other => {
                let kind = other.friendly_name();
                return Err(Fault::at(i, format!("all arguments must be lists or tuples; got {kind}")));
            }
        }
    }
    Ok(Type::tuple(parts))
}

fn concat(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let mut marks = Marks::NONE;
    let mut all = Vec::new();
    for (i, arg) in args.iter().enumerate() {
        let part = match ty {
            Type::List(_) => convert(arg, ty).map_err(|m| Fault::at(i, m.message))?,
            _ => arg.clone(),
        };
        marks = marks.union(part.marks());
        all.extend(elements(&part));
    }
    Ok(if matches!(ty, Type::List(_)) { list(ty, all) } else { Value::tuple(all) }.with_marks(marks))
}

fn distinct(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    if !args[0].is_wholly_known() {
        return Ok(Value::unknown(ty.clone()));
    }
    let mut kept: Vec<Value> = Vec::new();
    for element in args[0].children() {
        if !kept.iter().any(|other| equals(other, element).as_bool() == Some(true)) {
            kept.push(element.clone());
        }
    }
    Ok(list(ty, kept))
}

/// What `flatten` comes to: the elements, all marks, and whether it is certain that there are no more.
struct Flat {
    elements: Vec<Value>,
    marks: Marks,
    known: bool,
}

fn flat(value: &Value, into: &mut Flat) {
    into.marks = into.marks.union(value.marks());
    if length(value).is_none() || !value.is_known() {
        into.known = false;
        return;
    }
    for element in value.children() {
        // Of unknown type, it may turn out to be a list.
        into.known &= *element.ty() != Type::Dynamic || element.is_known();
        if is_sequence(element.ty()) && !element.is_null() {
            flat(element, into);
        } else {
            into.elements.push(element.clone());
        }
    }
}

fn flattened(value: &Value) -> Flat {
    let mut result = Flat { elements: Vec::new(), marks: Marks::NONE, known: true };
    flat(value, &mut result);
    result
}

fn flatten_type(args: &[Value]) -> Result<Type, Fault> {
    if !args[0].is_wholly_known() {
        return Ok(Type::Dynamic);
    }
    if !is_sequence(args[0].ty()) {
        return Err(Fault::new("can only flatten lists, sets and tuples"));
    }
    Ok(Type::tuple(flattened(&args[0]).elements.iter().map(|v| v.ty().clone())))
}

fn flatten(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    if !is_sequence(args[0].ty()) {
        return Err(Fault::new("can only flatten lists, sets and tuples"));
    }
    let result = flattened(&args[0]);
    let value = if result.known { Value::tuple(result.elements) } else { Value::unknown(ty.clone()) };
    Ok(value.with_marks(result.marks))
}

fn match_keys(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let [values, keys, searched] = args else { return Ok(Value::unknown(ty.clone())) };
    if values.children().count() != keys.children().count() {
        return Err(Fault::new("length of keys and values should be equal"));
    }
    let Some(common) = unify(&[keys.ty().clone(), searched.ty().clone()]) else {
        return Err(Fault::new("keys and searchset must be of the same type"));
    };
    let (keys, searched) = (convert(keys, &common)?, convert(searched, &common)?);
    if searched.children().next().is_none() {
        return Ok(list(ty, Vec::new()));
    }
    if !values.is_wholly_known() || !keys.is_wholly_known() {
        return Ok(Value::unknown(ty.clone()));
    }
    let mut found = Vec::new();
    for (value, key) in values.children().zip(keys.children()) {
        for wanted in searched.children() {
            match equals(key, wanted).as_bool() {
                Some(true) => {
                    found.push(value.clone());
                    break;
                }
                Some(false) => {}
                None => return Ok(list(ty, Vec::new())),
            }
        }
    }
    Ok(list(ty, found))
}

fn range(args: &[Value], _: &Type) -> Result<Value, Fault> {
    const LIMIT: usize = 1024;
    let zero = Number::from(0i64);
    let one = |down: bool| Number::from(if down { -1i64 } else { 1 });
    let numbers: Vec<Number> = args.iter().map(number).collect();
    let (start, end, step) = match numbers.as_slice() {
        [end] => (zero.clone(), end.clone(), one(*end < zero)),
        [start, end] => (start.clone(), end.clone(), one(end < start)),
        [start, end, step] => (start.clone(), end.clone(), step.clone()),
        _ => return Err(Fault::new("must have one, two, or three arguments")),
    };
    let down = step < zero;
    if down && end > start {
        return Err(Fault::at(1, "end must be less than start when step is negative"));
    }
    if !down && end < start {
        return Err(Fault::at(1, "end must be greater than start when step is positive"));
    }
    let mut all = Vec::new();
    let mut next = start;
    while if down { next > end && next != end } else { next < end && next != end } {
        if all.len() >= LIMIT {
            return Err(Fault::new(
                "more than 1024 values were generated; either decrease the difference between start and end or use a \
                 smaller step",
            ));
        }
        all.push(Value::number(next.clone()));
        next = next.add(&step).map_err(|_| Fault::new("can't compute sum of opposing infinities"))?;
    }
    Ok(Value::list(Type::Number, all))
}

fn reverse_type(args: &[Value]) -> Result<Type, Fault> {
    match args[0].ty() {
        Type::Tuple(types) => Ok(Type::tuple(types.iter().rev().cloned())),
        Type::List(element) | Type::Set(element) => Ok(Type::list((**element).clone())),
        other => Err(Fault::at(0, format!("can only reverse list or tuple values, not {}", other.friendly_name()))),
    }
}

fn reverse(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let mut all = elements(&args[0]);
    all.reverse();
    let reversed = if matches!(ty, Type::Tuple(_)) { Value::tuple(all) } else { list(ty, all) };
    Ok(reversed.with_marks(args[0].marks()))
}

fn slice_type(args: &[Value]) -> Result<Type, Fault> {
    match args[0].ty() {
        Type::List(_) | Type::Tuple(_) => {}
        Type::Set(_) => {
            return Err(Fault::at(
                0,
                "cannot slice a set, because its elements do not have indices; explicitly convert to a list if the \
                 ordering of the result is not important",
            ));
        }
        _ => return Err(Fault::at(0, "must be a list or tuple value")),
    }
    let (start, end) = bounds(args)?;
    match (args[0].ty(), start, end) {
        (Type::Tuple(types), Some(start), Some(end)) => {
            Ok(Type::tuple(types.iter().skip(start).take(end.saturating_sub(start)).cloned()))
        }
        (Type::Tuple(_), ..) => Ok(Type::Dynamic),
        (ty, ..) => Ok(ty.clone()),
    }
}

fn slice(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let marks = args[0].marks();
    let (Some(start), Some(end)) = bounds(args)? else { return Ok(Value::unknown(ty.clone()).with_marks(marks)) };
    let part: Vec<Value> = args[0].children().skip(start).take(end.saturating_sub(start)).cloned().collect();
    Ok(if matches!(ty, Type::Tuple(_)) { Value::tuple(part) } else { list(ty, part) }.with_marks(marks))
}

/// The start and the end of a slice, as far as they are known.
fn bounds(args: &[Value]) -> Result<(Option<usize>, Option<usize>), Fault> {
    let length = length(&args[0]);
    let bound = |argument: usize, name: &str| -> Result<Option<usize>, Fault> {
        if !args[argument].is_known() {
            return Ok(None);
        }
        let index = integer(&args[argument]).map_err(|m| Fault::at(argument, format!("invalid {name} index: {m}")))?;
        let index = usize::try_from(index)
            .map_err(|_| Fault::at(argument, format!("{name} index must not be less than zero")))?;
        if length.is_some_and(|length| index > length) {
            let message = format!("{name} index must not be greater than the length of the list");
            return Err(Fault::at(argument, message));
        }
        Ok(Some(index))
    };
    let (start, end) = (bound(1, "start")?, bound(2, "end")?);
    match (start, end) {
        (Some(s), Some(e)) if s > e => Err(Fault::at(1, "start index must not be greater than end index")),
        _ => Ok((start, end)),
    }
}
