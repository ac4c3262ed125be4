//! A provider's schema, as `terraform providers schema -json` prints it.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::terraform::types::{Str, Type};

/// One provider's schema.
#[derive(Clone, Debug, Deserialize)]
pub struct Schema {
    /// The provider's own configuration.
    pub provider: Versioned,
    /// By resource type.
    pub resource_schemas: BTreeMap<Str, Versioned>,
    /// By data source.
    pub data_source_schemas: BTreeMap<Str, Versioned>,
}

/// One type's schema.
#[derive(Clone, Debug, Deserialize)]
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
    let json = serde_json::Value::deserialize(deserializer)?;
    parse(&json).ok_or_else(|| serde::de::Error::custom(format!("{json} is no type")))
}

fn parse(json: &serde_json::Value) -> Option<Type> {
    match json {
        serde_json::Value::String(name) => match name.as_str() {
            "string" => Some(Type::String),
            "number" => Some(Type::Number),
            "bool" => Some(Type::Bool),
            "dynamic" => Some(Type::Dynamic),
            _ => None,
        },
        serde_json::Value::Array(parts) => match (parts.first()?.as_str()?, parts.get(1)?) {
            ("list", element) => parse(element).map(Type::list),
            ("set", element) => parse(element).map(Type::set),
            ("map", element) => parse(element).map(Type::map),
            ("tuple", serde_json::Value::Array(types)) => {
                types.iter().map(parse).collect::<Option<Vec<_>>>().map(Type::tuple)
            }
            ("object", serde_json::Value::Object(attributes)) => {
                let attributes: Option<Vec<_>> =
                    attributes.iter().map(|(name, ty)| Some((Str::from(name.as_str()), parse(ty)?))).collect();
                attributes.map(Type::object)
            }
            _ => None,
        },
        _ => None,
    }
}
