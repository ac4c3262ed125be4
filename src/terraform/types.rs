//! Terraform's types, as its own library (go-cty) has them.
//!
//! Invariant: a [`Type`] is structural and cheap to clone. Optional attributes occur in the type of a constraint only:
//! the type of a value never has one. What stands in for an absent attribute is not part of the type (see
//! `constraint.rs`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::entries;

/// An immutable string shared between values, keys and names.
pub type Str = Arc<str>;

/// The type of a [`Value`](super::value::Value).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Type {
    /// Not known yet (`any` in a constraint): the type of an untyped null or of an unknown value of unknown type.
    Dynamic,
    /// `bool`
    Bool,
    /// `number`
    Number,
    /// `string`
    String,
    /// `list(element)`
    List(Arc<Type>),
    /// `set(element)`
    Set(Arc<Type>),
    /// `map(element)`
    Map(Arc<Type>),
    /// `tuple([elements])`
    Tuple(Arc<[Type]>),
    /// `object({attributes})`
    Object(Arc<ObjectType>),
}

/// The attributes of an object type.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectType {
    /// Every attribute, by name.
    pub attributes: BTreeMap<Str, Type>,
    /// Those that may be absent from what is converted to the type.
    pub optional: BTreeSet<Str>,
}

impl Type {
    /// `list(element)`
    pub fn list(element: Type) -> Type {
        Type::List(Arc::new(element))
    }

    /// `set(element)`
    pub fn set(element: Type) -> Type {
        Type::Set(Arc::new(element))
    }

    /// `map(element)`
    pub fn map(element: Type) -> Type {
        Type::Map(Arc::new(element))
    }

    /// `tuple([elements])`
    pub fn tuple(elements: impl IntoIterator<Item = Type>) -> Type {
        Type::Tuple(elements.into_iter().collect())
    }

    /// `object({attributes})`
    pub fn object(attributes: impl IntoIterator<Item = (Str, Type)>) -> Type {
        Type::object_with_optional(attributes, [])
    }

    /// `object({attributes})`, of which some are `optional()`.
    pub fn object_with_optional(
        attributes: impl IntoIterator<Item = (Str, Type)>,
        optional: impl IntoIterator<Item = Str>,
    ) -> Type {
        Type::Object(Arc::new(ObjectType { attributes: entries::map(attributes), optional: entries::set(optional) }))
    }

    /// The type without optional attributes: that of a value that was converted to it.
    pub fn without_optional(&self) -> Type {
        match self {
            Type::List(e) => Type::list(e.without_optional()),
            Type::Set(e) => Type::set(e.without_optional()),
            Type::Map(e) => Type::map(e.without_optional()),
            Type::Tuple(elements) => Type::tuple(elements.iter().map(Type::without_optional)),
            Type::Object(o) => {
                Type::object(o.attributes.iter().map(|(name, ty)| (name.clone(), ty.without_optional())))
            }
            other => other.clone(),
        }
    }

    /// Bool, number or string.
    pub fn is_primitive(&self) -> bool {
        matches!(self, Type::Bool | Type::Number | Type::String)
    }

    /// List, set or map: all elements are of one type.
    pub fn is_collection(&self) -> bool {
        self.element().is_some()
    }

    /// The element type of a list, set or map.
    pub fn element(&self) -> Option<&Type> {
        match self {
            Type::List(e) | Type::Set(e) | Type::Map(e) => Some(e),
            _ => None,
        }
    }

    /// Whether the type, or a type inside it, is not known yet.
    pub fn has_dynamic(&self) -> bool {
        match self {
            Type::Dynamic => true,
            Type::Bool | Type::Number | Type::String => false,
            Type::List(e) | Type::Set(e) | Type::Map(e) => e.has_dynamic(),
            Type::Tuple(elements) => elements.iter().any(Type::has_dynamic),
            Type::Object(o) => o.attributes.values().any(Type::has_dynamic),
        }
    }

    /// What a value of the type is called in a message: `string`, `list of string`, `object`
    /// (go-cty, `cty.Type.FriendlyName`).
    pub fn friendly_name(&self) -> String {
        self.name(false)
    }

    /// What the type is called where it is asked for: as [`friendly_name`](Self::friendly_name), but `any type` and
    /// `list of any single type` (go-cty, `FriendlyNameForConstraint`).
    pub fn friendly_name_for_constraint(&self) -> String {
        self.name(true)
    }

    fn name(&self, constraint: bool) -> String {
        let of = |kind: &str, element: &Type| match element {
            Type::Dynamic if constraint => format!("{kind} of any single type"),
            _ => format!("{kind} of {}", element.name(constraint)),
        };
        match self {
            Type::Dynamic if constraint => "any type".into(),
            Type::Dynamic => "dynamic".into(),
            Type::Bool => "bool".into(),
            Type::Number => "number".into(),
            Type::String => "string".into(),
            Type::List(e) => of("list", e),
            Type::Set(e) => of("set", e),
            Type::Map(e) => of("map", e),
            Type::Tuple(_) => "tuple".into(),
            Type::Object(_) => "object".into(),
        }
    }
}
