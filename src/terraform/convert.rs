//! Conversion of values between types.
//!
//! Two questions, as in go-cty's `convert`: whether one type can become another at all ([`convertible`], of types alone),
//! and whether this value can ([`convert`]). A conversion is *safe* when it cannot fail for any value of the type.

use std::fmt;
use std::sync::Arc;

use super::number::Number;
use super::types::{Str, Type};
use super::unify::{unify, unify_with};
use super::value::{Data, Refinement, Value};

/// Why a value cannot become a value of a type.
#[derive(Clone, Debug, PartialEq)]
pub struct Mismatch {
    /// Where in the value.
    pub path: Vec<Step>,
    /// `a number is required`
    pub message: String,
}

/// One step into a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// An attribute of an object.
    Attribute(Str),
    /// An element of a list or tuple.
    Index(usize),
    /// An element of a map.
    Key(Str),
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Attribute(name) => write!(f, ".{name}"),
            Step::Index(i) => write!(f, "[{i}]"),
            Step::Key(key) => write!(f, "[{key:?}]"),
        }
    }
}

/// The message alone: Terraform names the path in few of its messages (see [`Mismatch::with_path`]).
impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Mismatch {
    fn new(message: impl Into<String>) -> Mismatch {
        Mismatch { path: Vec::new(), message: message.into() }
    }

    /// The message with the place in the value before it: `[1].port: a number is required`.
    pub fn with_path(&self) -> String {
        let path: String = self.path.iter().map(Step::to_string).collect();
        if path.is_empty() { self.message.clone() } else { format!("{path}: {}", self.message) }
    }

    fn at(mut self, step: Step) -> Mismatch {
        self.path.insert(0, step);
        self
    }
}

/// Converts a value; marks stay. A value of the type is returned as it is.
pub fn convert(value: &Value, to: &Type) -> Result<Value, Mismatch> {
    if value.ty() == to {
        return Ok(value.clone());
    }
    if !convertible(value.ty(), to, Safety::Unsafe) {
        return Err(Mismatch::new(mismatch(value.ty(), to)));
    }
    apply(value, to)
}

/// Which conversions count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// Only those that cannot fail.
    Safe,
    /// Those that depend on the value too: a string may be a number.
    Unsafe,
}

/// Whether values of one type can be converted to another.
pub fn convertible(from: &Type, to: &Type, safety: Safety) -> bool {
    let unsafe_too = safety == Safety::Unsafe;
    let element = |f: &Type, t: &Type| f == t || convertible(f, t, safety);
    match (from, to) {
        (_, Type::Dynamic) => true,
        (Type::Dynamic, _) => unsafe_too,
        (Type::Number | Type::Bool, Type::String) => true,
        (Type::String, Type::Number | Type::Bool) => unsafe_too,
        (a, b) if a.is_primitive() && a == b => true,
        (Type::Object(f), Type::Object(t)) => t.attributes.iter().all(|(name, ty)| match f.attributes.get(name) {
            Some(given) => element(given, ty),
            None => t.optional.contains(name),
        }),
        (Type::Tuple(f), Type::Tuple(t)) => f.len() == t.len() && f.iter().zip(t.iter()).all(|(f, t)| element(f, t)),
        (Type::List(_), Type::Set(_)) if !unsafe_too => false,
        (Type::List(f) | Type::Set(f), Type::List(t) | Type::Set(t)) | (Type::Map(f), Type::Map(t)) => element(f, t),
        (Type::Tuple(f), Type::List(t) | Type::Set(t)) => {
            f.is_empty() || {
                let types: Vec<Type> = f.to_vec();
                elements_convertible(&types, t, safety, true)
            }
        }
        (Type::Object(f), Type::Map(t)) => {
            f.attributes.is_empty() || {
                let types: Vec<Type> = f.attributes.values().cloned().collect();
                elements_convertible(&types, t, safety, false)
            }
        }
        (Type::Map(f), Type::Object(t)) => {
            unsafe_too && t.attributes.iter().all(|(name, ty)| element(f, ty) || t.optional.contains(name))
        }
        _ => false,
    }
}

/// Whether elements of several types can all become the element type of a collection; `any` asks for what unites them.
fn elements_convertible(types: &[Type], to: &Type, safety: Safety, all_dynamic: bool) -> bool {
    match to {
        Type::Dynamic => match unify_with(types, safety) {
            None => false,
            Some(Type::Dynamic) if all_dynamic => types.iter().all(|ty| *ty == Type::Dynamic),
            Some(one) => types.iter().all(|ty| *ty == one || convertible(ty, &one, safety)),
        },
        to => types.iter().all(|ty| ty == to || convertible(ty, to, safety)),
    }
}

/// Converts what [`convertible`] allows.
fn apply(value: &Value, to: &Type) -> Result<Value, Mismatch> {
    if *to == Type::Dynamic || value.ty() == to {
        return Ok(value.clone());
    }
    if value.ty() == &Type::Dynamic && value.is_known() && !value.is_null() {
        return Err(Mismatch::new(mismatch(value.ty(), to)));
    }
    let result = match value.data() {
        Data::Unknown(refinement) => unknown(value.ty(), refinement, &fill(value.ty(), &to.without_optional())),
        Data::Null => Value::null(fill(value.ty(), &to.without_optional())),
        _ => known(value, to)?,
    };
    Ok(result.with_marks(value.marks()))
}

fn known(value: &Value, to: &Type) -> Result<Value, Mismatch> {
    match (value.data(), to) {
        (Data::Number(n), Type::String) => Ok(Value::string(n.to_string())),
        (Data::Bool(b), Type::String) => Ok(Value::string(if *b { "true" } else { "false" })),
        (Data::String(s), Type::Number) => {
            Number::parse(s).map(Value::number).ok_or_else(|| Mismatch::new("a number is required"))
        }
        (Data::String(s), Type::Bool) => to_bool(s),
        (Data::Elements(elements), Type::Tuple(types)) => {
            let converted = elements.iter().zip(types.iter()).enumerate();
            let converted = converted.map(|(i, (v, ty))| apply(v, ty).map_err(|m| m.at(Step::Index(i))));
            Ok(Value::tuple(converted.collect::<Result<Vec<_>, _>>()?))
        }
        (Data::Elements(elements), Type::List(element) | Type::Set(element)) => {
            sequence(value.ty(), elements, element, matches!(to, Type::Set(_)))
        }
        (Data::Entries(entries), Type::Map(element)) => {
            let element = element_type(value.ty(), entries.values(), element);
            let mut converted = Vec::with_capacity(entries.len());
            for (key, v) in entries.iter() {
                converted.push((key.clone(), apply(v, &element).map_err(|m| m.at(Step::Key(key.clone())))?));
            }
            let types: Vec<Type> = converted.iter().map(|(_, v)| v.ty().clone()).collect();
            let element = common(&types, &element, "attribute types must all match for conversion to map")?;
            let united: Result<Vec<_>, Mismatch> =
                converted.into_iter().map(|(k, v)| Ok((k, convert(&v, &element)?))).collect();
            Ok(Value::map(element, united?))
        }
        (Data::Entries(entries), Type::Object(object)) => {
            let from_map = matches!(value.ty(), Type::Map(_));
            let mut attributes = Vec::with_capacity(object.attributes.len());
            for (name, ty) in &object.attributes {
                let step = || if from_map { Step::Key(name.clone()) } else { Step::Attribute(name.clone()) };
                let converted = match entries.get(name) {
                    Some(v) if v.ty() != ty && !convertible(v.ty(), ty, Safety::Unsafe) => {
                        return Err(Mismatch::new(format!(
                            "map element type is incompatible with attribute {name:?}: {}",
                            mismatch(v.ty(), ty)
                        )));
                    }
                    Some(v) => apply(v, ty).map_err(|m| m.at(step()))?,
                    None if object.optional.contains(name) => Value::null(ty.without_optional()),
                    None => {
                        return Err(Mismatch::new(format!("map has no element for required attribute {name:?}")));
                    }
                };
                attributes.push((name.clone(), converted));
            }
            Ok(Value::object(attributes))
        }
        _ => Err(Mismatch::new(mismatch(value.ty(), to))),
    }
}

fn sequence(from: &Type, elements: &Arc<[Value]>, element: &Type, to_set: bool) -> Result<Value, Mismatch> {
    let element = element_type(from, elements.iter(), element);
    // A set that has unknown members may have fewer once they are known.
    if !to_set && matches!(from, Type::Set(_)) && elements.iter().any(|v| !v.is_wholly_known()) {
        return Ok(Value::unknown(Type::list(element.without_optional())));
    }
    let mut converted = Vec::with_capacity(elements.len());
    for (i, v) in elements.iter().enumerate() {
        converted.push(apply(v, &element).map_err(|m| m.at(Step::Index(i)))?);
    }
    let kind = if to_set { "set" } else { "list" };
    let types: Vec<Type> = converted.iter().map(|v| v.ty().clone()).collect();
    let element = common(&types, &element, &format!("element types must all match for conversion to {kind}"))?;
    let united = converted.iter().map(|v| convert(v, &element)).collect::<Result<Vec<_>, _>>()?;
    Ok(if to_set { Value::set(element, united) } else { Value::list(element, united) })
}

/// What `any` stands for as an element type: the element type that there is, or what unites the elements.
fn element_type<'a>(from: &Type, elements: impl Iterator<Item = &'a Value>, wanted: &Type) -> Type {
    match (wanted, from.element()) {
        (Type::Dynamic, Some(element)) => element.clone(),
        (Type::Dynamic, None) => {
            let types: Vec<Type> = elements.map(|v| v.ty().clone()).collect();
            unify(&types).unwrap_or(Type::Dynamic)
        }
        (wanted, _) => wanted.clone(),
    }
}

/// The one type of converted elements: a wanted type with `any` inside leaves them free, but a collection has one.
fn common(types: &[Type], wanted: &Type, otherwise: &str) -> Result<Type, Mismatch> {
    match types {
        [] => Ok(wanted.without_optional()),
        [first, rest @ ..] if rest.iter().all(|ty| ty == first) => Ok(first.clone()),
        _ => unify(types).ok_or_else(|| Mismatch::new(otherwise)),
    }
}

fn to_bool(text: &str) -> Result<Value, Mismatch> {
    match text {
        "true" | "1" => Ok(Value::bool(true)),
        "false" | "0" => Ok(Value::bool(false)),
        other => Err(Mismatch::new(match other.to_lowercase().as_str() {
            word @ ("true" | "false") => {
                format!("a bool is required; to convert from string, use lowercase {word:?}")
            }
            _ => "a bool is required".to_owned(),
        })),
    }
}

/// The wanted type, with `any` replaced by what is there (go-cty, `dynamicReplace`).
fn fill(from: &Type, to: &Type) -> Type {
    match (from, to) {
        (from, Type::Dynamic) => from.clone(),
        (Type::Dynamic, to) => to.clone(),
        (from, Type::List(t)) => Type::list(fill_element(from, t)),
        (from, Type::Set(t)) => Type::set(fill_element(from, t)),
        (from, Type::Map(t)) => Type::map(fill_element(from, t)),
        (Type::Object(f), Type::Object(t)) => Type::object(t.attributes.iter().map(|(name, ty)| {
            (name.clone(), f.attributes.get(name).map_or_else(|| ty.clone(), |given| fill(given, ty)))
        })),
        (Type::Tuple(f), Type::Tuple(t)) if f.len() == t.len() => {
            Type::tuple(f.iter().zip(t.iter()).map(|(f, t)| fill(f, t)))
        }
        (_, to) => to.clone(),
    }
}

fn fill_element(from: &Type, to: &Type) -> Type {
    let types: Vec<Type> = match from {
        Type::Tuple(types) => types.to_vec(),
        Type::Object(object) => object.attributes.values().cloned().collect(),
        other => return other.element().map_or_else(|| to.clone(), |element| fill(element, to)),
    };
    if to.has_dynamic() { unify(&types).map_or_else(|| to.clone(), |one| fill(&one, to)) } else { to.clone() }
}

/// An unknown value of another type: what was known of its length and nullness stays (go-cty, `prepareUnknownResult`).
fn unknown(from: &Type, refinement: &Refinement, to: &Type) -> Value {
    let (not_null, origin) = (refinement.not_null, refinement.origin.clone());
    let mut result = Refinement { not_null, origin, ..Refinement::default() };
    let structural = match from {
        Type::Object(object) => Some(object.attributes.len()),
        Type::Tuple(types) => Some(types.len()),
        _ => None,
    };
    match (structural, to) {
        (Some(n), Type::Map(_) | Type::List(_)) => (result.min_length, result.max_length) = (n, Some(n)),
        (Some(n), Type::Set(_)) => (result.min_length, result.max_length) = (n.min(1), Some(n)),
        (None, to) if from.is_collection() && to.is_collection() => {
            let least = refinement.min_length;
            result.min_length = if matches!(to, Type::Set(_)) { least.min(1) } else { least };
            result.max_length = refinement.max_length;
        }
        _ => {}
    }
    Value::refined(to.clone(), result)
}

/// What a conversion lacks, in words (go-cty, `convert.MismatchMessage`).
pub fn mismatch(got: &Type, want: &Type) -> String {
    let required = || format!("{} required", want.friendly_name_for_constraint());
    match (got, want) {
        (Type::Object(g), Type::Object(w)) => {
            let missing: Vec<String> = w
                .attributes
                .keys()
                .filter(|name| !g.attributes.contains_key(*name) && !w.optional.contains(*name))
                .map(|name| format!("{name:?}"))
                .collect();
            match missing.as_slice() {
                [] => w
                    .attributes
                    .iter()
                    .filter_map(|(name, ty)| Some((name, g.attributes.get(name)?, ty)))
                    .find(|(_, given, ty)| given != ty && !convertible(given, ty, Safety::Unsafe))
                    .map_or("incorrect object attributes".into(), |(name, given, ty)| {
                        format!("attribute {name:?}: {}", mismatch(given, ty))
                    }),
                [one] => format!("attribute {one} is required"),
                [one, two] => format!("attributes {one} and {two} are required"),
                [most @ .., last] => format!("attributes {}, and {last} are required", most.join(", ")),
            }
        }
        (Type::Tuple(_), Type::List(e)) if **e == Type::Dynamic => "all list elements must have the same type".into(),
        (Type::Tuple(_), Type::Set(e)) if **e == Type::Dynamic => "all set elements must have the same type".into(),
        (Type::Object(_), Type::Map(e)) if **e == Type::Dynamic => "all map elements must have the same type".into(),
        (Type::Tuple(types), Type::List(e) | Type::Set(e)) => {
            types.iter().enumerate().find(|(_, ty)| *ty != &**e && !convertible(ty, e, Safety::Unsafe)).map_or_else(
                || format!("all elements must be {}", e.friendly_name_for_constraint()),
                |(i, ty)| format!("element {i}: {}", mismatch(ty, e)),
            )
        }
        (Type::Object(object), Type::Map(e)) => {
            object.attributes.iter().find(|(_, ty)| *ty != &**e && !convertible(ty, e, Safety::Unsafe)).map_or_else(
                || format!("all elements must be {}", e.friendly_name_for_constraint()),
                |(name, ty)| format!("element {name:?}: {}", mismatch(ty, e)),
            )
        }
        (Type::List(g) | Type::Set(g), Type::List(w)) => format!("incorrect list element type: {}", mismatch(g, w)),
        (Type::List(g) | Type::Set(g), Type::Set(w)) => format!("incorrect set element type: {}", mismatch(g, w)),
        (Type::Map(g), Type::Map(w)) => format!("incorrect map element type: {}", mismatch(g, w)),
        _ => required(),
    }
}
