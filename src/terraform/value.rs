//! Terraform's values: null, unknown with refinements, marked (sensitive, ephemeral), exact numbers, ordered maps and
//! sets, NFC strings.
//!
//! Invariants: a value's data agree with its type; strings are NFC; the elements of a set are in Terraform's order
//! without duplicates; maps and objects are ordered by the bytes of their keys. Only the constructors here build values,
//! so these hold everywhere. Cloning is cheap.

mod marks;
mod unknown;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use marks::Marks;
pub use unknown::{Origin, Refined, Refinement, Source, safe_prefix};

use super::nfc::nfc;
use super::number::Number;
use super::types::{Str, Type};
use super::{entries, order};

/// A value of the Terraform language.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    ty: Type,
    data: Data,
    marks: Marks,
    inside: Inside,
}

/// What is asked of everything inside a value so often that it is known beforehand.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Inside {
    depth: u16,
    size: u32,
    unknown: bool,
    marks: Marks,
}

/// What a value holds, whatever its type.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// `null` of the value's type.
    Null,
    /// Known after apply; what is known about it nevertheless.
    Unknown(Refined),
    /// A bool.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string, in NFC.
    String(Str),
    /// A list, set or tuple.
    Elements(Arc<[Value]>),
    /// A map or object.
    Entries(Arc<BTreeMap<Str, Value>>),
}

impl Inside {
    /// Of what holds nothing.
    const NOTHING: Inside = Inside { depth: 0, size: 1, unknown: false, marks: Marks::NONE };

    /// Of what holds these values.
    fn of<'v>(values: impl Iterator<Item = &'v Value>) -> Inside {
        values.fold(Inside { depth: 1, ..Inside::NOTHING }, |all, value| Inside {
            depth: all.depth.max(value.inside.depth.saturating_add(1)),
            size: all.size.saturating_add(value.inside.size),
            unknown: all.unknown | value.inside.unknown,
            marks: all.marks.union(value.inside.marks).union(value.marks),
        })
    }
}

/// Constructors.
impl Value {
    fn new(ty: Type, data: Data) -> Value {
        let inside = match &data {
            Data::String(text) => {
                let size = u32::try_from(text.len()).unwrap_or(u32::MAX).saturating_add(1);
                Inside { size, ..Inside::NOTHING }
            }
            Data::Elements(elements) => Inside::of(elements.iter()),
            Data::Entries(entries) => Inside::of(entries.values()),
            Data::Unknown(_) => Inside { unknown: true, ..Inside::NOTHING },
            Data::Null | Data::Bool(_) | Data::Number(_) => Inside::NOTHING,
        };
        Value { ty, data, marks: Marks::NONE, inside }
    }

    /// A bool.
    pub fn bool(value: bool) -> Value {
        Value::new(Type::Bool, Data::Bool(value))
    }

    /// A number.
    pub fn number(value: impl Into<Number>) -> Value {
        Value::new(Type::Number, Data::Number(value.into()))
    }

    /// A string; it is brought into NFC.
    pub fn string(value: impl AsRef<str>) -> Value {
        Value::new(Type::String, Data::String(nfc(value.as_ref())))
    }

    /// `null` of a type; of [`Type::Dynamic`] for a literal null.
    pub fn null(ty: Type) -> Value {
        Value::new(ty, Data::Null)
    }

    /// An unknown value of a type, of which nothing else is known.
    pub fn unknown(ty: Type) -> Value {
        Value::new(ty, Data::Unknown(Refined::default()))
    }

    /// An unknown value of unknown type.
    pub fn dynamic() -> Value {
        Value::unknown(Type::Dynamic)
    }

    /// An unknown value of which something is known; a known one, if that leaves only one (go-cty,
    /// `RefinementBuilder.NewValue`). A value of unknown type cannot be refined, except not to be null.
    pub fn refined(ty: Type, refinement: Refinement) -> Value {
        let length = refinement.max_length.filter(|most| refinement.not_null && *most == refinement.min_length);
        match (&ty, length) {
            (Type::List(e), Some(n)) => Value::list((**e).clone(), vec![Value::unknown((**e).clone()); n]),
            (Type::Set(e), Some(n @ (0 | 1))) => Value::set((**e).clone(), vec![Value::unknown((**e).clone()); n]),
            (Type::Map(e), Some(0)) => Value::map((**e).clone(), []),
            (Type::Number, None) if refinement.not_null => match (&refinement.at_least, &refinement.at_most) {
                (Some((least, true)), Some((most, true))) if least == most => Value::number(least.clone()),
                _ => Value::new(ty, Data::Unknown(refinement.into())),
            },
            _ => Value::new(ty, Data::Unknown(refinement.into())),
        }
    }

    /// A list; every element must be of type `element` (or that type unknown).
    pub fn list(element: Type, elements: impl IntoIterator<Item = Value>) -> Value {
        Value::new(Type::list(element), Data::Elements(elements.into_iter().collect()))
    }

    /// A set; the elements are ordered and duplicates dropped. Marks of elements move to the set, as in go-cty.
    pub fn set(element: Type, elements: impl IntoIterator<Item = Value>) -> Value {
        let mut marks = Marks::NONE;
        let members = elements
            .into_iter()
            .map(|v| {
                let (v, m) = v.unmark_deep();
                marks = marks.union(m);
                v
            })
            .collect();
        let members = order::distinct(members);
        Value::new(Type::set(element), Data::Elements(members.into())).with_marks(marks)
    }

    /// A map; every element must be of type `element`.
    pub fn map(element: Type, entries: impl IntoIterator<Item = (Str, Value)>) -> Value {
        Value::new(Type::map(element), Data::Entries(Arc::new(entries::map(entries))))
    }

    /// A tuple, typed by its elements.
    pub fn tuple(elements: impl IntoIterator<Item = Value>) -> Value {
        let elements: Arc<[Value]> = elements.into_iter().collect();
        Value::new(Type::tuple(elements.iter().map(|v| v.ty.clone())), Data::Elements(elements))
    }

    /// An object, typed by its attributes.
    pub fn object(attributes: impl IntoIterator<Item = (Str, Value)>) -> Value {
        let attributes = entries::map(attributes);
        let ty = Type::object(attributes.iter().map(|(k, v)| (k.clone(), v.ty.clone())));
        Value::new(ty, Data::Entries(Arc::new(attributes)))
    }

    /// An unknown part of this unknown value: it comes from where the whole does.
    pub fn unknown_part(&self, ty: Type) -> Value {
        let origin = self.refinement().map(|r| r.origin.clone()).unwrap_or_default();
        Value::new(ty, Data::Unknown(Refined::from_origin(origin)))
    }

    /// Says of every unknown value in it where it comes from, unless that is known already.
    pub fn originate(&mut self, origin: &Origin) {
        self.originate_as(origin, &Refined::from_origin(origin.clone()));
    }

    /// `plain`: of what nothing but the origin will be known.
    fn originate_as(&mut self, origin: &Origin, plain: &Refined) {
        if self.is_wholly_known() {
            return;
        }
        match &mut self.data {
            Data::Unknown(r) if r.is_nothing() => *r = plain.clone(),
            Data::Unknown(r) if r.origin.source().is_none() => r.make_mut().origin = origin.clone(),
            Data::Elements(elements) => {
                Arc::make_mut(elements).iter_mut().for_each(|value| value.originate_as(origin, plain));
            }
            Data::Entries(entries) => {
                Arc::make_mut(entries).values_mut().for_each(|value| value.originate_as(origin, plain));
            }
            _ => {}
        }
    }

    /// An object whose type is most likely one that is there already, which is then shared.
    pub fn object_like(ty: &Type, attributes: BTreeMap<Str, Value>) -> Value {
        let same = match ty {
            Type::Object(object) => {
                object.optional.is_empty()
                    && object.attributes.len() == attributes.len()
                    && object.attributes.iter().zip(&attributes).all(|((n, t), (name, v))| n == name && *t == v.ty)
            }
            _ => false,
        };
        if same { Value::new(ty.clone(), Data::Entries(Arc::new(attributes))) } else { Value::object(attributes) }
    }

    /// The value with these marks added.
    #[must_use]
    pub fn with_marks(mut self, marks: Marks) -> Value {
        self.marks = self.marks.union(marks);
        self
    }

    /// The value with exactly these marks (not deeply).
    #[must_use]
    pub fn with_only_marks(mut self, marks: Marks) -> Value {
        self.marks = marks;
        self
    }
}

/// What a value is.
impl Value {
    /// Its type.
    pub fn ty(&self) -> &Type {
        &self.ty
    }

    /// What it holds. Marks do not show here.
    pub fn data(&self) -> &Data {
        &self.data
    }

    /// Its own marks, not those of its elements.
    pub fn marks(&self) -> Marks {
        self.marks
    }

    /// Its marks and those of everything inside it.
    pub fn marks_deep(&self) -> Marks {
        self.marks.union(self.inside.marks)
    }

    /// How many elements and bytes of text it comes to when it is written out, with those inside it.
    pub fn size(&self) -> usize {
        self.inside.size as usize
    }

    /// How many collections, tuples and objects lie around its innermost part.
    pub fn depth(&self) -> usize {
        self.inside.depth.into()
    }

    /// Whether it is marked as sensitive itself.
    pub fn is_sensitive(&self) -> bool {
        self.marks.contains(Marks::SENSITIVE)
    }

    /// The value without its own marks, and those marks.
    pub fn unmark(mut self) -> (Value, Marks) {
        let marks = std::mem::take(&mut self.marks);
        (self, marks)
    }

    /// The value without any mark in it, and all of those marks.
    pub fn unmark_deep(self) -> (Value, Marks) {
        let marks = self.marks_deep();
        if marks.is_empty() { (self, marks) } else { (self.strip_marks(), marks) }
    }

    fn strip_marks(&self) -> Value {
        let data = match &self.data {
            Data::Elements(elements) => Data::Elements(elements.iter().map(Value::strip_marks).collect()),
            Data::Entries(entries) => {
                Data::Entries(Arc::new(entries::map(entries.iter().map(|(k, v)| (k.clone(), v.strip_marks())))))
            }
            other => other.clone(),
        };
        Value::new(self.ty.clone(), data)
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self.data, Data::Null)
    }

    /// Whether it is not unknown itself; something inside it may be.
    pub fn is_known(&self) -> bool {
        !matches!(self.data, Data::Unknown(_))
    }

    /// Whether nothing in it is unknown.
    pub fn is_wholly_known(&self) -> bool {
        !self.inside.unknown
    }

    /// Whether it is known for certain not to be null: known and not null, or unknown and refined so.
    pub fn is_definitely_not_null(&self) -> bool {
        match &self.data {
            Data::Null => false,
            Data::Unknown(r) => r.not_null,
            _ => true,
        }
    }

    /// What is known of it, when it is unknown.
    pub fn refinement(&self) -> Option<&Refinement> {
        match &self.data {
            Data::Unknown(r) => Some(r),
            _ => None,
        }
    }

    /// What it is made from, when it is unknown and that is known.
    pub fn source(&self) -> Option<&Source> {
        self.refinement()?.origin.source()
    }

    /// The same unknown value, known not to be null; a known value is returned as it is.
    #[must_use]
    pub fn refine_not_null(mut self) -> Value {
        if let Data::Unknown(r) = &mut self.data {
            r.make_mut().not_null = true;
        }
        self
    }

    /// Whether nothing tells the two apart, not even where what is unknown in them comes from.
    pub fn is_same(&self, other: &Value) -> bool {
        if (self.marks, self.inside) != (other.marks, other.inside) || self.ty != other.ty {
            return false;
        }
        match (&self.data, &other.data) {
            (Data::Elements(a), Data::Elements(b)) => {
                Arc::ptr_eq(a, b) || (a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| a.is_same(b)))
            }
            (Data::Entries(a), Data::Entries(b)) => {
                let same = |((a, x), (b, y)): ((&Str, &Value), (&Str, &Value))| a == b && x.is_same(y);
                Arc::ptr_eq(a, b) || (a.len() == b.len() && a.iter().zip(b.iter()).all(same))
            }
            (Data::Unknown(a), Data::Unknown(b)) => a.is_same(b),
            (a, b) => a == b,
        }
    }

    /// The bool it holds.
    pub fn as_bool(&self) -> Option<bool> {
        match self.data {
            Data::Bool(b) => Some(b),
            _ => None,
        }
    }

    /// The number it holds.
    pub fn as_number(&self) -> Option<&Number> {
        match &self.data {
            Data::Number(n) => Some(n),
            _ => None,
        }
    }

    /// The string it holds.
    pub fn as_str(&self) -> Option<&str> {
        match &self.data {
            Data::String(s) => Some(s),
            _ => None,
        }
    }

    /// The elements of a known list, set or tuple.
    pub fn as_elements(&self) -> Option<&[Value]> {
        match &self.data {
            Data::Elements(e) => Some(e),
            _ => None,
        }
    }

    /// The entries of a known map or object.
    pub fn as_entries(&self) -> Option<&BTreeMap<Str, Value>> {
        match &self.data {
            Data::Entries(e) => Some(e),
            _ => None,
        }
    }

    /// The entries of a known map or object, to be changed; those of any other value are none.
    pub fn into_entries(self) -> BTreeMap<Str, Value> {
        match self.data {
            Data::Entries(entries) => Arc::unwrap_or_clone(entries),
            _ => BTreeMap::new(),
        }
    }

    /// One attribute of a known object or map, with the marks of what it was taken from.
    pub fn get(&self, key: &str) -> Option<Value> {
        Some(self.as_entries()?.get(key)?.clone().with_marks(self.marks))
    }

    /// The values directly inside it.
    pub fn children(&self) -> impl Iterator<Item = &Value> {
        let (elements, entries) = match &self.data {
            Data::Elements(e) => (Some(e.iter()), None),
            Data::Entries(e) => (None, Some(e.values())),
            _ => (None, None),
        };
        elements.into_iter().flatten().chain(entries.into_iter().flatten())
    }
}
