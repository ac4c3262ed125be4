//! Type constraints: the `type` of a variable, with what stands in for absent optional attributes.
//!
//! Source of the rules: Terraform's documentation, "Type Constraints"; HCL's `ext/typeexpr`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::convert::convert;
use super::diagnostic::Diagnostic;
use super::entries as ordered;
use super::eval;
use super::source::SourceFile;
use super::types::{Str, Type};
use super::unify::unify;
use super::value::{Data, Value};
use crate::hcl::expr::{Expression, FuncCall, ObjectKey};

/// A type and the defaults of its optional attributes.
#[derive(Clone, Debug)]
pub struct Constraint {
    /// The type; optional attributes are marked in it.
    pub ty: Type,
    /// What absent and null optional attributes become.
    pub defaults: Defaults,
}

impl Constraint {
    /// `any`
    pub fn any() -> Constraint {
        Constraint { ty: Type::Dynamic, defaults: Defaults::default() }
    }

    /// Reads a type expression; what is wrong with it is a diagnostic, and `any` is taken.
    pub fn parse(expr: &Expression, file: &Arc<SourceFile>) -> Result<Constraint, Box<Diagnostic>> {
        parse(expr, file).map(|(ty, defaults)| Constraint { ty, defaults })
    }

    /// The value with the defaults of absent and null optional attributes filled in. Null and unknown stay as they are.
    /// The result may still need conversion.
    pub fn with_defaults(&self, value: &Value) -> Value {
        self.defaults.apply(&self.ty, value)
    }
}

/// The defaults of optional attributes, as a tree beside the type's.
#[derive(Clone, Debug, Default)]
pub struct Defaults {
    /// By attribute, where this is an object.
    values: BTreeMap<Str, Value>,
    /// By attribute, by position in a tuple, or `""` for the elements of a collection.
    children: BTreeMap<Str, Defaults>,
}

impl Defaults {
    fn is_empty(&self) -> bool {
        self.values.is_empty() && self.children.is_empty()
    }

    fn apply(&self, ty: &Type, value: &Value) -> Value {
        if self.is_empty() || value.is_null() {
            return value.clone();
        }
        let result = match value.data() {
            Data::Elements(elements) => {
                let filled: Vec<Value> = elements
                    .iter()
                    .enumerate()
                    .map(|(i, element)| match ty {
                        Type::Tuple(types) => self.child(&i.to_string(), types.get(i), element),
                        other => self.child("", other.element(), element),
                    })
                    .collect();
                rebuild_elements(value.ty(), filled)
            }
            Data::Entries(entries) => {
                let mut filled = ordered::map(entries.iter().map(|(key, element)| {
                    let filled = match ty {
                        Type::Object(object) => self.child(key, object.attributes.get(key), element),
                        other => self.child("", other.element(), element),
                    };
                    (key.clone(), filled)
                }));
                for (name, default) in &self.values {
                    if filled.get(name).is_none_or(Value::is_null) {
                        let ty = match ty {
                            Type::Object(object) => object.attributes.get(name),
                            _ => None,
                        };
                        filled.insert(name.clone(), self.child(name, ty, default));
                    }
                }
                rebuild_entries(value.ty(), filled)
            }
            _ => return value.clone(),
        };
        result.with_marks(value.marks())
    }

    fn child(&self, key: &str, ty: Option<&Type>, value: &Value) -> Value {
        match (self.children.get(key), ty) {
            (Some(defaults), Some(ty)) => defaults.apply(ty, value),
            _ => value.clone(),
        }
    }
}

/// Elements of one type again become a list or set; others a tuple, which the conversion will judge.
fn rebuild_elements(from: &Type, elements: Vec<Value>) -> Value {
    let Some(element) = from.element() else { return Value::tuple(elements) };
    let make = |ty: Type, elements: Vec<Value>| match from {
        Type::Set(_) => Value::set(ty, elements),
        _ => Value::list(ty, elements),
    };
    if elements.is_empty() {
        return make(element.clone(), elements);
    }
    let types: Vec<Type> = elements.iter().map(|v| v.ty().clone()).collect();
    let united = unify(&types)
        .and_then(|ty| Some((elements.iter().map(|v| convert(v, &ty)).collect::<Result<Vec<_>, _>>().ok()?, ty)));
    match united {
        Some((converted, ty)) => make(ty, converted),
        None => Value::tuple(elements),
    }
}

fn rebuild_entries(from: &Type, entries: BTreeMap<Str, Value>) -> Value {
    let Type::Map(element) = from else { return Value::object(entries) };
    if entries.is_empty() {
        return Value::map((**element).clone(), entries);
    }
    let types: Vec<Type> = entries.values().map(|v| v.ty().clone()).collect();
    let united = unify(&types).and_then(|ty| {
        let converted: Result<Vec<_>, _> =
            entries.iter().map(|(k, v)| convert(v, &ty).map(|v| (k.clone(), v))).collect();
        Some((converted.ok()?, ty))
    });
    match united {
        Some((converted, ty)) => Value::map(ty, converted),
        None => Value::object(entries),
    }
}

type Parsed = (Type, Defaults);

fn parse(expr: &Expression, file: &Arc<SourceFile>) -> Result<Parsed, Box<Diagnostic>> {
    match expr {
        Expression::Parenthesis(inner) => parse(&inner.inner, file),
        Expression::Variable(name) => match name.as_str() {
            "string" => Ok((Type::String, Defaults::default())),
            "number" => Ok((Type::Number, Defaults::default())),
            "bool" => Ok((Type::Bool, Defaults::default())),
            "any" => Ok((Type::Dynamic, Defaults::default())),
            "list" | "map" | "set" => Err(invalid(
                expr,
                file,
                &format!("The {name} type constructor requires one argument specifying the element type."),
            )),
            "object" => Err(invalid(
                expr,
                file,
                "The object type constructor requires one argument specifying the attribute types and values as a map.",
            )),
            "tuple" => Err(invalid(
                expr,
                file,
                "The tuple type constructor requires one argument specifying the element types as a list.",
            )),
            other => Err(invalid(expr, file, &format!("The keyword {other:?} is not a valid type specification."))),
        },
        Expression::FuncCall(call) => parse_call(expr, call, file),
        _ => Err(invalid(
            expr,
            file,
            "A type specification is either a primitive type keyword (bool, number, string) or a complex type constructor call, like list(string).",
        )),
    }
}

fn parse_call(expr: &Expression, call: &FuncCall, file: &Arc<SourceFile>) -> Result<Parsed, Box<Diagnostic>> {
    let name = call.name.as_str();
    let argument = match (call.args.len(), call.args.first()) {
        (1, Some(argument)) => argument,
        _ if matches!(name, "list" | "map" | "set" | "tuple" | "object") => {
            return Err(invalid(
                expr,
                file,
                &format!("The {name} type constructor requires one argument specifying the element type."),
            ));
        }
        _ => return Err(invalid(expr, file, &format!("Keyword {name:?} is not a valid type constructor."))),
    };
    let collection = |make: fn(Type) -> Type| -> Result<Parsed, Box<Diagnostic>> {
        let (element, defaults) = parse(argument, file)?;
        let children = if defaults.is_empty() { BTreeMap::new() } else { BTreeMap::from([("".into(), defaults)]) };
        Ok((make(element), Defaults { values: BTreeMap::new(), children }))
    };
    match name {
        "list" => collection(Type::list),
        "set" => collection(Type::set),
        "map" => collection(Type::map),
        "tuple" => parse_tuple(argument, file),
        "object" => parse_object(argument, file),
        "optional" => {
            Err(invalid(expr, file, "Keyword \"optional\" is valid only as a modifier for object type attributes."))
        }
        other => Err(invalid(expr, file, &format!("Keyword {other:?} is not a valid type constructor."))),
    }
}

fn parse_tuple(argument: &Expression, file: &Arc<SourceFile>) -> Result<Parsed, Box<Diagnostic>> {
    let Expression::Array(elements) = argument else {
        return Err(invalid(argument, file, "Tuple type constructor requires a list of element types."));
    };
    let mut types = Vec::new();
    let mut children = BTreeMap::new();
    for (i, element) in elements.iter().enumerate() {
        let (ty, defaults) = parse(element, file)?;
        types.push(ty);
        if !defaults.is_empty() {
            children.insert(Str::from(i.to_string()), defaults);
        }
    }
    Ok((Type::tuple(types), Defaults { values: BTreeMap::new(), children }))
}

fn parse_object(argument: &Expression, file: &Arc<SourceFile>) -> Result<Parsed, Box<Diagnostic>> {
    let Expression::Object(object) = argument else {
        return Err(invalid(
            argument,
            file,
            "Object type constructor requires a map whose keys are attribute names and whose values are the corresponding attribute types.",
        ));
    };
    let mut attributes = Vec::new();
    let mut optional = Vec::new();
    let mut defaults = Defaults::default();
    for (key, value) in object.iter() {
        let name: Str = match key {
            ObjectKey::Ident(ident) => ident.name.clone(),
            ObjectKey::Expression(Expression::String(text)) => text.text.clone(),
            ObjectKey::Expression(other) => {
                return Err(invalid(other, file, "Object constructor map keys must be attribute names."));
            }
        };
        let (ty, inner, default) = parse_attribute(value, file)?;
        if let Some(default) = default {
            optional.push(name.clone());
            if let Some(value) = default {
                defaults.values.insert(name.clone(), value);
            }
        }
        if !inner.is_empty() {
            defaults.children.insert(name.clone(), inner);
        }
        attributes.push((name, ty));
    }
    Ok((Type::object_with_optional(attributes, optional), defaults))
}

/// An attribute's type; where it is `optional()`, also `Some` of its default, if any.
type Attribute = (Type, Defaults, Option<Option<Value>>);

fn parse_attribute(expr: &Expression, file: &Arc<SourceFile>) -> Result<Attribute, Box<Diagnostic>> {
    let Expression::FuncCall(call) = expr else {
        return parse(expr, file).map(|(ty, defaults)| (ty, defaults, None));
    };
    if call.name.as_str() != "optional" {
        return parse(expr, file).map(|(ty, defaults)| (ty, defaults, None));
    }
    let (Some(of), 1..=2) = (call.args.first(), call.args.len()) else {
        return Err(invalid(expr, file, "Optional attribute modifier requires the attribute type as its argument."));
    };
    let (ty, defaults) = parse(of, file)?;
    let default = match call.args.get(1) {
        None => None,
        Some(default) => {
            let value = eval::constant(default, file).map_err(|mut diagnostics| match diagnostics.pop() {
                Some(diagnostic) => Box::new(diagnostic),
                None => invalid(default, file, "This default value is not constant."),
            })?;
            // A default is converted with the defaults inside it, as HCL does.
            let converted = convert(&defaults.apply(&ty, &value), &ty).map_err(|mismatch| {
                let detail =
                    format!("This default value is not compatible with the attribute's type constraint: {mismatch}.");
                let range = file.range(default.span());
                Box::new(Diagnostic::error("Invalid default value for optional attribute", detail, Some(range)))
            })?;
            Some(converted)
        }
    };
    Ok((ty, defaults, Some(default)))
}

fn invalid(expr: &Expression, file: &Arc<SourceFile>, detail: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("Invalid type specification", detail, Some(file.range(expr.span()))))
}
