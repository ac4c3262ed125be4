//! A provider's schema, as `terraform providers schema -json` prints it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::{Error, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::terraform::types::{Str, Type};

/// One provider's schema.
#[derive(Clone, Debug, Deserialize)]
pub struct Schema {
    /// The provider's own configuration.
    pub provider: Versioned,
    /// By resource type.
    pub resource_schemas: BTreeMap<Str, Unread>,
    /// By data source.
    pub data_source_schemas: BTreeMap<Str, Unread>,
    /// By ephemeral resource.
    #[serde(default)]
    pub ephemeral_resource_schemas: BTreeMap<Str, Unread>,
}

/// One type's schema as it is written: a design asks for few of the types that there are.
#[derive(Clone, Debug, Deserialize)]
#[serde(from = "Box<RawValue>")]
pub struct Unread {
    json: Cow<'static, str>,
    schema: OnceLock<Option<Versioned>>,
}

impl From<Box<RawValue>> for Unread {
    fn from(json: Box<RawValue>) -> Unread {
        Unread { json: Cow::Owned(Box::<str>::from(json).into()), schema: OnceLock::new() }
    }
}

impl From<&'static str> for Unread {
    fn from(json: &'static str) -> Unread {
        Unread { json: Cow::Borrowed(json), schema: OnceLock::new() }
    }
}

impl Schema {
    /// A schema that is written in lines: what a line is about (`provider`, `resource_schemas`, `data_source_schemas`,
    /// `ephemeral_resource_schemas`), its name there and its JSON. A line about anything else is a comment.
    pub(super) fn of_lines(lines: &'static str) -> serde_json::Result<Schema> {
        let mut schema = Schema {
            provider: Versioned::default(),
            resource_schemas: BTreeMap::new(),
            data_source_schemas: BTreeMap::new(),
            ephemeral_resource_schemas: BTreeMap::new(),
        };
        for line in lines.lines() {
            let mut parts = line.splitn(3, ' ');
            let (Some(of), Some(name), Some(json)) = (parts.next(), parts.next(), parts.next()) else { continue };
            match of {
                "provider" => schema.provider = serde_json::from_str(json)?,
                "resource_schemas" => drop(schema.resource_schemas.insert(name.into(), json.into())),
                "data_source_schemas" => drop(schema.data_source_schemas.insert(name.into(), json.into())),
                "ephemeral_resource_schemas" => {
                    drop(schema.ephemeral_resource_schemas.insert(name.into(), json.into()));
                }
                _ => {}
            }
        }
        Ok(schema)
    }
}

impl Unread {
    /// The schema; none when it is not in the form of one.
    pub fn read(&self) -> Option<&Versioned> {
        self.schema.get_or_init(|| serde_json::from_str(&self.json).ok()).as_ref()
    }
}

/// One type's schema.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Versioned {
    /// The version of the schema itself.
    #[serde(default)]
    pub version: u64,
    /// Its attributes and blocks.
    pub block: Block,
}

/// The attributes and nested blocks of a block.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Block {
    /// By name.
    pub attributes: BTreeMap<Str, Attribute>,
    /// By name.
    pub block_types: BTreeMap<Str, Nested>,
    #[serde(skip)]
    pub(in crate::terraform) ty: OnceLock<Type>,
}

/// An attribute; a flag that is not there is false.
#[derive(Clone, Debug, Deserialize)]
pub struct Attribute {
    /// Its type.
    #[serde(rename = "type", deserialize_with = "of_json")]
    pub ty: Type,
    /// It must be set.
    #[serde(default)]
    pub required: bool,
    /// It may be set.
    #[serde(default)]
    pub optional: bool,
    /// The provider sets it where the configuration does not.
    #[serde(default)]
    pub computed: bool,
    /// It is hidden in what Terraform prints.
    #[serde(default)]
    pub sensitive: bool,
    /// It is never kept in a plan.
    #[serde(default)]
    pub write_only: bool,
}

/// A nested block and how often it may occur.
#[derive(Clone, Debug, Deserialize)]
pub struct Nested {
    /// What its blocks form.
    pub nesting_mode: Nesting,
    /// The inside.
    #[serde(default)]
    pub block: Block,
    /// At least so many.
    #[serde(default)]
    pub min_items: usize,
    /// At most so many; 0 is no limit.
    #[serde(default)]
    pub max_items: usize,
    /// It is an attribute that is written as blocks.
    #[serde(skip)]
    pub is_attribute: bool,
}

/// What blocks of one name form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Nesting {
    /// One object, or null.
    Single,
    /// One object; null attributes when the block is absent.
    Group,
    /// A list of objects.
    List,
    /// A set of objects.
    Set,
    /// A map of objects, by the block's label.
    Map,
}

impl Attribute {
    /// One that may be set.
    pub fn optional(ty: Type) -> Attribute {
        Attribute { ty, required: false, optional: true, computed: false, sensitive: false, write_only: false }
    }
}

impl Block {
    /// The type of the block's object; worked out once.
    pub fn ty(&self) -> Type {
        let object = || {
            let attributes = self.attributes.iter().map(|(name, attribute)| (name.clone(), attribute.ty.clone()));
            let blocks = self.block_types.iter().map(|(name, nested)| (name.clone(), nested.ty()));
            Type::object(attributes.chain(blocks))
        };
        self.ty.get_or_init(object).clone()
    }
}

impl Nested {
    /// The type of what the blocks form.
    pub fn ty(&self) -> Type {
        let object = self.block.ty();
        match self.nesting_mode {
            Nesting::Single | Nesting::Group => object,
            Nesting::List => Type::list(object),
            Nesting::Set => Type::set(object),
            Nesting::Map => Type::map(object),
        }
    }
}

/// A type as JSON has it: `"string"`, `["set", "string"]`, `["object", {"name": "string"}]`.
fn of_json<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Type, D::Error> {
    deserializer.deserialize_any(Written)
}

#[derive(Deserialize)]
struct Read(#[serde(deserialize_with = "of_json")] Type);

struct Written;

impl<'de> Visitor<'de> for Written {
    type Value = Type;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a type")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Type, E> {
        Ok(match name {
            "string" => Type::String,
            "number" => Type::Number,
            "bool" => Type::Bool,
            "dynamic" => Type::Dynamic,
            other => return Err(E::custom(format!("{other} is no type"))),
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Type, A::Error> {
        let missing = || A::Error::custom("a type of nothing");
        let of: String = parts.next_element()?.ok_or_else(missing)?;
        let mut element = || parts.next_element()?.map(|Read(ty)| ty).ok_or_else(missing);
        Ok(match of.as_str() {
            "list" => Type::list(element()?),
            "set" => Type::set(element()?),
            "map" => Type::map(element()?),
            "tuple" => {
                Type::tuple(parts.next_element::<Vec<Read>>()?.ok_or_else(missing)?.into_iter().map(|Read(ty)| ty))
            }
            "object" => {
                let attributes: BTreeMap<Str, Read> = parts.next_element()?.ok_or_else(missing)?;
                Type::object(attributes.into_iter().map(|(name, Read(ty))| (name, ty)))
            }
            other => return Err(A::Error::custom(format!("{other} is no type"))),
        })
    }
}
