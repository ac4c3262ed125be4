//! The provider's schema: `schema/schema.json`, read once.

use crate::protocol;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// The file itself, in the form of `terraform providers schema -json`.
const JSON: &str = include_str!("../schema/schema.json");

/// All schemas.
#[derive(Deserialize)]
pub struct Schemas {
    /// The provider version whose schema this is.
    pub provider_version: String,
    /// The provider's own configuration.
    pub provider: Schema,
    /// By resource type.
    #[serde(rename = "resource_schemas")]
    pub resources: BTreeMap<String, Schema>,
    /// By data source type.
    #[serde(rename = "data_source_schemas")]
    pub data_sources: BTreeMap<String, Schema>,
    /// By ephemeral resource type.
    #[serde(rename = "ephemeral_resource_schemas")]
    pub ephemeral_resources: BTreeMap<String, Schema>,
}

/// One type's schema.
#[derive(Deserialize)]
pub struct Schema {
    /// The version its states are written with.
    pub version: i64,
    /// Its attributes and blocks.
    pub block: Block,
}

/// The attributes and nested blocks of a block.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Block {
    /// By name.
    pub attributes: BTreeMap<String, Attribute>,
    /// By name.
    pub block_types: BTreeMap<String, NestedBlock>,
    /// Whether a configuration should no longer use it.
    pub deprecated: bool,
}

/// An attribute.
#[derive(Deserialize)]
pub struct Attribute {
    /// Its type.
    pub r#type: Type,
    /// Must be set.
    #[serde(default)]
    pub required: bool,
    /// May be set.
    #[serde(default)]
    pub optional: bool,
    /// The provider sets it where the configuration does not.
    #[serde(default)]
    pub computed: bool,
    /// Is hidden in output.
    #[serde(default)]
    pub sensitive: bool,
    /// A configuration should no longer use it.
    #[serde(default)]
    pub deprecated: bool,
    /// Is never kept, in plans or states.
    #[serde(default)]
    pub write_only: bool,
}

/// A nested block and how often it may occur.
#[derive(Deserialize)]
pub struct NestedBlock {
    /// What its blocks form.
    pub nesting_mode: Nesting,
    /// The inside.
    #[serde(default)]
    pub block: Block,
    /// At least so many.
    #[serde(default)]
    pub min_items: i64,
    /// At most so many; 0 is no limit.
    #[serde(default)]
    pub max_items: i64,
}

/// What blocks of one name form; the numbers are the protocol's.
#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Nesting {
    /// One object, or null.
    Single = 1,
    /// A list of objects.
    List = 2,
    /// A set of objects.
    Set = 3,
    /// A map of objects.
    Map = 4,
}

/// A type, as cty writes it in JSON: `"string"`, `["set","string"]`, `["object",{…}]`.
#[derive(Clone, Deserialize)]
#[serde(try_from = "serde_json::Value")]
pub enum Type {
    /// `"string"`
    String,
    /// `"number"`
    Number,
    /// `"bool"`
    Bool,
    /// `["list",element]`
    List(Box<Type>),
    /// `["set",element]`
    Set(Box<Type>),
    /// `["map",element]`
    Map(Box<Type>),
    /// `["object",{name:type,…}]`
    Object(BTreeMap<String, Type>),
}

impl TryFrom<serde_json::Value> for Type {
    type Error = String;

    fn try_from(json: serde_json::Value) -> Result<Type, String> {
        use serde_json::Value::{Array, Object, String};
        let element = |element: &serde_json::Value| Type::try_from(element.clone()).map(Box::new);
        match &json {
            String(name) if name == "string" => Ok(Type::String),
            String(name) if name == "number" => Ok(Type::Number),
            String(name) if name == "bool" => Ok(Type::Bool),
            Array(parts) => match parts.as_slice() {
                [String(kind), inner] if kind == "list" => Ok(Type::List(element(inner)?)),
                [String(kind), inner] if kind == "set" => Ok(Type::Set(element(inner)?)),
                [String(kind), inner] if kind == "map" => Ok(Type::Map(element(inner)?)),
                [String(kind), Object(inner)] if kind == "object" => inner
                    .iter()
                    .map(|(name, json)| Ok((name.clone(), Type::try_from(json.clone())?)))
                    .collect::<Result<_, std::string::String>>()
                    .map(Type::Object),
                _ => Err(format!("{json} is no type")),
            },
            _ => Err(format!("{json} is no type")),
        }
    }
}

impl Type {
    fn json(&self) -> serde_json::Value {
        match self {
            Type::String => "string".into(),
            Type::Number => "number".into(),
            Type::Bool => "bool".into(),
            Type::List(element) => serde_json::json!(["list", element.json()]),
            Type::Set(element) => serde_json::json!(["set", element.json()]),
            Type::Map(element) => serde_json::json!(["map", element.json()]),
            Type::Object(attributes) => {
                let attributes = attributes.iter().map(|(name, inner)| (name.clone(), inner.json()));
                serde_json::json!(["object", serde_json::Value::Object(attributes.collect())])
            }
        }
    }
}

impl Schemas {
    /// The schema of a type by the name that the tables give it: `data.` stands before a data source's, `ephemeral.` before
    /// an ephemeral resource's.
    pub fn get(&self, name: &str) -> Option<&Schema> {
        match name.split_once('.') {
            Some(("data", name)) => self.data_sources.get(name),
            Some(("ephemeral", name)) => self.ephemeral_resources.get(name),
            _ => self.resources.get(name),
        }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong with it, which a test would have shown.
    pub fn load() -> Result<Schemas, serde_json::Error> {
        serde_json::from_str(JSON)
    }

    /// The message that tells terraform all of it.
    pub fn message(&self) -> protocol::ProviderSchemas {
        let all = |schemas: &BTreeMap<String, Schema>| -> HashMap<String, protocol::Schema> {
            schemas.iter().map(|(name, schema)| (name.clone(), schema.message())).collect()
        };
        protocol::ProviderSchemas {
            provider: Some(self.provider.message()),
            resource_schemas: all(&self.resources),
            data_source_schemas: all(&self.data_sources),
            ephemeral_resource_schemas: all(&self.ephemeral_resources),
            server_capabilities: Some(protocol::ServerCapabilities {
                plan_destroy: false,
                get_provider_schema_optional: true,
            }),
        }
    }
}

impl Schema {
    fn message(&self) -> protocol::Schema {
        protocol::Schema { version: self.version, block: Some(self.block.message()) }
    }
}

impl Block {
    fn message(&self) -> protocol::Block {
        protocol::Block {
            attributes: self.attributes.iter().map(|(name, attribute)| attribute.message(name)).collect(),
            block_types: self.block_types.iter().map(|(name, nested)| nested.message(name)).collect(),
            deprecated: self.deprecated,
        }
    }
}

impl Attribute {
    fn message(&self, name: &str) -> protocol::Attribute {
        protocol::Attribute {
            name: name.to_owned(),
            r#type: self.r#type.json().to_string().into_bytes(),
            required: self.required,
            optional: self.optional,
            computed: self.computed,
            sensitive: self.sensitive,
            deprecated: self.deprecated,
            write_only: self.write_only,
        }
    }
}

impl NestedBlock {
    fn message(&self, name: &str) -> protocol::NestedBlock {
        protocol::NestedBlock {
            type_name: name.to_owned(),
            block: Some(self.block.message()),
            nesting: self.nesting_mode as i32,
            min_items: self.min_items,
            max_items: self.max_items,
        }
    }
}
