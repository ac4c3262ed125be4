//! How an option is asked for, read off its type and its rules.
//!
//! Invariant: a control is a hint: whether a value fits is for the type and the rules to say, when they are evaluated.

use serde_json::Value as Json;
use std::sync::Arc;

use super::hints::Hints;
use crate::hcl::expr::{Expression, FuncCall};
use crate::hcl::parse_body;
use crate::terraform::config::{Located, Variable};
use crate::terraform::convert::convert;
use crate::terraform::eval;
use crate::terraform::json::from_value;
use crate::terraform::number::Number;
use crate::terraform::source::SourceFile;
use crate::terraform::types::{ObjectType, Str, Type};

/// How an option is asked for. Bounds and choices are hints: the rules judge.
#[derive(Clone, Debug, PartialEq)]
pub enum Control {
    /// A bool.
    Switch,
    /// A number.
    Number {
        /// The least that the rules take.
        min: Option<Number>,
        /// The most.
        max: Option<Number>,
        /// Whether they take whole numbers only.
        integer: bool,
    },
    /// One of these, in the rule's order: strings or numbers.
    Choice {
        /// As JSON, of the variable's type.
        choices: Vec<Json>,
    },
    /// A string.
    Text {
        /// The regular expression (RE2) that a rule holds it against.
        pattern: Option<String>,
    },
    /// A list or set.
    List {
        /// How an element is asked for.
        element: Box<Control>,
    },
    /// A map: names and values.
    Map {
        /// How a value is asked for.
        element: Box<Control>,
    },
    /// An object: field by field.
    Object {
        /// In the order in which the type names them.
        fields: Vec<Attribute>,
    },
    /// Any other type: JSON.
    Json,
}

/// An attribute of an object, and how it is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    /// As the type names it.
    pub name: Str,
    /// How it is asked for.
    pub control: Control,
    /// Whether it may be left out: `optional(…)`.
    pub optional: bool,
    /// What it is then; none when it is null.
    pub default: Option<Json>,
}

impl Control {
    /// All that can be chosen, where that is so few that each can be tried.
    pub fn choices(&self) -> Vec<Json> {
        match self {
            Control::Switch => vec![true.into(), false.into()],
            Control::Choice { choices } => choices.clone(),
            _ => Vec::new(),
        }
    }
}

/// The type of a variable as its block says it, where the order or the defaults of attributes matter.
pub(super) fn declared(variable: &Variable) -> Option<Located> {
    has_object(&variable.constraint.ty).then_some(())?;
    let block = variable.file.slice(variable.span.clone());
    let file = Arc::new(SourceFile::new(&variable.file.path, block));
    let mut block = parse_body(block).ok()?.into_blocks().next()?;
    let attribute = block.body.remove_attribute("type")?;
    Some(Located { expr: attribute.value, file })
}

fn has_object(ty: &Type) -> bool {
    matches!(ty, Type::Object(_)) || ty.element().is_some_and(has_object)
}

/// The control of a type, of which the rules say `hints` and the block `declared`.
pub(super) fn control(ty: &Type, hints: &Hints, declared: Option<&Located>) -> Control {
    let text = declared.map(|declared| Written { expr: &declared.expr, file: &declared.file });
    asked(ty, hints, text)
}

/// A type expression, in its file.
#[derive(Clone, Copy)]
struct Written<'e> {
    expr: &'e Expression,
    file: &'e Arc<SourceFile>,
}

impl<'e> Written<'e> {
    /// The first argument of a constructor, such as `list(…)`.
    fn argument(self, of: &str) -> Option<Written<'e>> {
        let call = call_of(self.expr, of)?;
        Some(Written { expr: call.args.first()?, ..self })
    }
}

fn call_of<'e>(expr: &'e Expression, name: &str) -> Option<&'e FuncCall> {
    expr.as_func_call().filter(|call| call.name.as_str() == name)
}

fn asked(ty: &Type, hints: &Hints, text: Option<Written<'_>>) -> Control {
    if let (true, Some(choices)) = (ty.is_primitive() && *ty != Type::Bool, &hints.choices) {
        let choices = choices.iter().filter_map(|choice| from_value(&convert(choice, ty).ok()?)).collect();
        return Control::Choice { choices };
    }
    let element = |ty: &Type, of: &str| {
        let text = text.and_then(|text| text.argument(of));
        Box::new(asked(ty, hints.element.as_deref().unwrap_or(&Hints::default()), text))
    };
    match ty {
        Type::Bool => Control::Switch,
        Type::Number => Control::Number { min: hints.min.clone(), max: hints.max.clone(), integer: hints.integer },
        Type::String => Control::Text { pattern: hints.pattern.clone() },
        Type::List(of) => Control::List { element: element(of, "list") },
        Type::Set(of) => Control::List { element: element(of, "set") },
        Type::Map(of) => Control::Map { element: element(of, "map") },
        Type::Object(object) => {
            Control::Object { fields: fields(object, hints, text.and_then(|text| text.argument("object"))) }
        }
        Type::Dynamic | Type::Tuple(_) => Control::Json,
    }
}

/// The attributes of an object type, in the order of its text.
fn fields(object: &ObjectType, hints: &Hints, text: Option<Written<'_>>) -> Vec<Attribute> {
    let written = text.and_then(|text| text.expr.as_object()).into_iter().flat_map(|object| object.iter());
    let written: Vec<(&str, &Expression)> =
        written.filter_map(|(key, value)| Some((key.as_ident()?.as_str(), value))).collect();
    let none = Hints::default();
    let mut fields: Vec<Attribute> = object
        .attributes
        .iter()
        .map(|(name, ty)| {
            let own = written.iter().find(|(written, _)| *written == &**name).map(|(_, expr)| *expr);
            let optional = own.and_then(|expr| call_of(expr, "optional"));
            let default = optional.and_then(|call| call.args.get(1)).zip(text);
            let default = default.and_then(|(expr, text)| from_value(&eval::constant(expr, text.file).ok()?));
            let inner = optional.and_then(|call| call.args.first()).or(own);
            let text = inner.zip(text).map(|(expr, text)| Written { expr, ..text });
            let optional = object.optional.contains(name);
            let default = default.filter(|default| !default.is_null());
            let control = match ty {
                // Yes, no, or left out.
                Type::Bool if optional && default.is_none() => {
                    Control::Choice { choices: vec![true.into(), false.into()] }
                }
                ty => asked(ty, hints.attributes.get(name).unwrap_or(&none), text),
            };
            Attribute { name: name.clone(), control, optional, default }
        })
        .collect();
    fields.sort_by_key(|field| written.iter().position(|(name, _)| *name == &*field.name));
    fields
}
