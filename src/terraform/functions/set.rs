//! Functions on sets.

use super::argument::{elements, length};
use super::{Fault, Function, Kind, Param};
use crate::terraform::convert::convert;
use crate::terraform::operators::equals;
use crate::terraform::types::Type;
use crate::terraform::unify::unify;
use crate::terraform::value::{Marks, Refinement, Value};

const fn set(name: &'static str) -> Param {
    Param::new(name, Kind::Set(&Kind::Any)).dynamic()
}

/// The family's table.
pub const FUNCTIONS: &[Function] = &[
    Function::by("setintersection", &[set("first_set")], united, |args, ty| {
        fold(args, ty, |all, next| all.into_iter().filter(|v| has(&next, v)).collect())
    })
    .variadic(set("other_sets")),
    Function::by("setproduct", &[], product_type, product).variadic(Param::new("sets", Kind::Any).marked().unknown()),
    Function::by("setsubtract", &[set("a"), set("b")], united, |args, ty| {
        fold(args, ty, |all, next| all.into_iter().filter(|v| !has(&next, v)).collect())
    }),
    Function::by("setunion", &[set("first_set")], united, union).variadic(set("other_sets")),
];

fn united(args: &[Value]) -> Result<Type, Fault> {
    let types: Vec<Type> = args
        .iter()
        // An empty set of nothing in particular suits every other.
        .filter(|arg| !(length(arg) == Some(0) && arg.ty().element() == Some(&Type::Dynamic)))
        .filter_map(|arg| arg.ty().element().cloned())
        .collect();
    if types.is_empty() {
        return Ok(Type::set(Type::Dynamic));
    }
    let element = unify(&types).ok_or_else(|| Fault::new("given sets must all have compatible element types"))?;
    Ok(Type::set(element))
}

fn converted(args: &[Value], ty: &Type) -> Result<Vec<Value>, Fault> {
    args.iter().enumerate().map(|(i, arg)| convert(arg, ty).map_err(|m| Fault::at(i, m.message))).collect()
}

fn new_set(ty: &Type, members: Vec<Value>) -> Value {
    Value::set(ty.element().cloned().unwrap_or(Type::Dynamic), members)
}

fn has(members: &[Value], value: &Value) -> bool {
    members.iter().any(|member| equals(member, value).as_bool() == Some(true))
}

fn union(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let sets = converted(args, ty)?;
    Ok(new_set(ty, sets.iter().flat_map(elements).collect()))
}

fn fold(args: &[Value], ty: &Type, step: fn(Vec<Value>, Vec<Value>) -> Vec<Value>) -> Result<Value, Fault> {
    let sets = converted(args, ty)?;
    if !sets.iter().all(Value::is_wholly_known) {
        return Ok(Value::unknown(ty.clone()));
    }
    let members = sets.iter().map(elements).reduce(step).unwrap_or_default();
    Ok(new_set(ty, members))
}

fn product_type(args: &[Value]) -> Result<Type, Fault> {
    if args.len() < 2 {
        return Err(Fault::new("at least two arguments are required"));
    }
    let mut types = Vec::with_capacity(args.len());
    let mut ordered = true;
    for (i, arg) in args.iter().enumerate() {
        types.push(match arg.ty() {
            Type::Set(element) => {
                ordered = false;
                (**element).clone()
            }
            Type::List(element) => (**element).clone(),
            Type::Tuple(elements) if elements.is_empty() => Type::Dynamic,
            Type::Tuple(elements) => {
                unify(elements).ok_or_else(|| Fault::at(i, "all elements must be of the same type"))?
            }
            _ => return Err(Fault::at(i, "a set or a list is required")),
        });
    }
    let tuple = Type::tuple(types);
    Ok(if ordered { Type::list(tuple) } else { Type::set(tuple) })
}

/// More combinations are not made: Terraform would take minutes and all memory.
const MAX_PRODUCT: usize = 1 << 20;

fn product(args: &[Value], ty: &Type) -> Result<Value, Fault> {
    let marks = args.iter().fold(Marks::NONE, |marks, arg| marks.union(arg.marks()));
    if args.iter().any(|arg| !arg.is_known() || length(arg).is_none()) {
        return Ok(Value::refined(ty.clone(), bounds(args)).with_marks(marks));
    }
    let size = args.iter().try_fold(1usize, |size, arg| size.checked_mul(length(arg)?));
    if size.is_none_or(|size| size > MAX_PRODUCT) {
        return Err(Fault::new("the product of these sets has too many elements"));
    }
    let wanted: &[Type] = match ty.element() {
        Some(Type::Tuple(types)) => types,
        _ => &[],
    };
    let mut rows: Vec<Vec<Value>> = vec![Vec::new()];
    for (arg, wanted) in args.iter().zip(wanted) {
        let column = arg.children().map(|v| convert(v, wanted)).collect::<Result<Vec<_>, _>>()?;
        rows = rows
            .iter()
            .flat_map(|row| column.iter().map(|v| row.iter().cloned().chain([v.clone()]).collect()))
            .collect();
    }
    let tuples = rows.into_iter().map(Value::tuple);
    let element = ty.element().cloned().unwrap_or(Type::Dynamic);
    Ok(match ty {
        Type::List(_) => Value::list(element, tuples),
        _ => Value::set(element, tuples),
    }
    .with_marks(marks))
}

/// How long the product may be, when some of its factors' lengths are not known. Only small bounds are kept.
fn bounds(args: &[Value]) -> Refinement {
    let mut most = 1usize;
    for arg in args {
        let longest = match (arg.ty(), arg.refinement()) {
            (Type::Tuple(types), _) => types.len(),
            (_, Some(r)) => r.max_length.unwrap_or(usize::MAX),
            // go-cty has no bound for a set with something unknown in it.
            (_, None) => length(arg).unwrap_or(usize::MAX),
        };
        most = most.saturating_mul(longest);
        if longest > 1024 || most > 2048 {
            return Refinement::default();
        }
    }
    Refinement { min_length: most.min(1), max_length: Some(most), ..Refinement::default() }
}
