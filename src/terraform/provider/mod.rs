//! What a provider knows and a configuration does not say: its schema, its defaults, and what it works out at plan.
//!
//! Invariant: this is data. The schema has the form of `terraform providers schema -json` (one provider's part of it), the defaults that
//! of `tools/fake-aws/tables/defaults.table`; the same files drive the provider that tests run the real `terraform` with.

mod complete;
mod data;
mod schema;

use std::collections::BTreeMap;

use thiserror::Error;

use super::config::Mode;
use super::types::Str;
use super::value::Value;

pub use complete::{Cloud, planned};
pub use data::{read, unread};
pub use schema::{Attribute, Block, Nested, Nesting, Schema, Versioned};

/// What is known of a provider.
#[derive(Clone, Debug)]
pub struct Provider {
    schema: Schema,
    /// By type, then by path of names joined by dots.
    defaults: BTreeMap<Str, BTreeMap<Str, Value>>,
}

/// Why data do not describe a provider.
#[derive(Debug, Error)]
pub enum ProviderError {
    /// The schema is not in the form of `terraform providers schema -json`.
    #[error("the provider's schema: {0}")]
    Schema(#[from] serde_json::Error),
    /// A line of the table of defaults is not `types | paths | JSON | source`.
    #[error("line {0} of the provider's defaults is not: types | paths | JSON | source")]
    Defaults(usize),
}

/// The one resource type that Terraform itself brings.
const BUILTIN: &str = "terraform_data";

const BUILTIN_SCHEMA: &str = r#"{"block": {"attributes": {
    "id": {"type": "string", "computed": true},
    "input": {"type": "dynamic", "optional": true},
    "output": {"type": "dynamic", "computed": true},
    "triggers_replace": {"type": "dynamic", "optional": true}
}}}"#;

impl Provider {
    /// Whether a resource type is Terraform's own, and no provider's.
    pub fn is_builtin(&self, kind: &str) -> bool {
        kind == BUILTIN
    }

    /// Reads a provider's schema and the table of its defaults. What the schema says of a type is read when the type is first
    /// asked for.
    ///
    /// # Errors
    /// Data in another form.
    pub fn parse(schema: &str, defaults: &str) -> Result<Provider, ProviderError> {
        Provider::of(serde_json::from_str(schema)?, defaults)
    }

    /// Reads the same of a schema with a line for each type, so that no type is looked through before it is asked for.
    ///
    /// # Errors
    /// Data in another form.
    pub fn parse_lines(schema: &'static str, defaults: &str) -> Result<Provider, ProviderError> {
        Provider::of(Schema::of_lines(schema)?, defaults)
    }

    fn of(mut schema: Schema, defaults: &str) -> Result<Provider, ProviderError> {
        schema.resource_schemas.insert(BUILTIN.into(), serde_json::from_str(BUILTIN_SCHEMA)?);
        Ok(Provider { schema, defaults: table(defaults)? })
    }

    /// The block of a data source.
    pub fn data_source(&self, kind: &str) -> Option<&Block> {
        self.of_type(Mode::Data, kind).map(|schema| &schema.block)
    }

    /// The block of a type.
    pub fn block(&self, mode: Mode, kind: &str) -> Option<&Block> {
        self.of_type(mode, kind).map(|schema| &schema.block)
    }

    fn of_type(&self, mode: Mode, kind: &str) -> Option<&Versioned> {
        let schemas = match mode {
            Mode::Managed => &self.schema.resource_schemas,
            Mode::Data => &self.schema.data_source_schemas,
            Mode::Ephemeral => &self.schema.ephemeral_resource_schemas,
        };
        schemas.get(kind)?.read()
    }

    /// The version of a type's schema.
    pub fn version(&self, mode: Mode, kind: &str) -> u64 {
        self.of_type(mode, kind).map_or(0, |schema| schema.version)
    }

    /// The provider's own block.
    pub fn configuration(&self) -> &Block {
        &self.schema.provider.block
    }

    /// The name that resource types begin with: `aws`.
    pub fn prefix(&self) -> &str {
        let first = self.schema.resource_schemas.keys().next().map_or("", |kind| kind);
        first.split('_').next().unwrap_or_default()
    }
}

fn table(text: &str) -> Result<BTreeMap<Str, BTreeMap<Str, Value>>, ProviderError> {
    let mut defaults: BTreeMap<Str, BTreeMap<Str, Value>> = BTreeMap::new();
    for (i, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut cells = line.split(" | ");
        let row = (cells.next(), cells.next(), cells.next());
        let (Some(kind), Some(paths), Some(json)) = row else { return Err(ProviderError::Defaults(i + 1)) };
        let value = serde_json::from_str(json).ok().and_then(|json: serde_json::Value| primitive(&json));
        let value = value.ok_or(ProviderError::Defaults(i + 1))?;
        for kind in kind.split_whitespace() {
            let of_kind = defaults.entry(kind.into()).or_default();
            of_kind.extend(paths.split(' ').map(|path| (path.into(), value.clone())));
        }
    }
    Ok(defaults)
}

fn primitive(json: &serde_json::Value) -> Option<Value> {
    match json {
        serde_json::Value::Bool(b) => Some(Value::bool(*b)),
        serde_json::Value::String(text) => Some(Value::string(text)),
        serde_json::Value::Number(n) => super::number::Number::parse(&n.to_string()).map(Value::number),
        serde_json::Value::Array(items) => items.iter().map(primitive).collect::<Option<Vec<_>>>().map(Value::tuple),
        serde_json::Value::Null | serde_json::Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_every_type_can_be_read() {
        let schema = include_str!("../../../tools/fake-aws/schema/schema.json");
        let provider = Provider::parse(schema, include_str!("../../../tools/fake-aws/tables/defaults.table")).unwrap();
        let (resources, sources) = (&provider.schema.resource_schemas, &provider.schema.data_source_schemas);
        let ephemeral = &provider.schema.ephemeral_resource_schemas;
        assert!(resources.len() > 100 && !sources.is_empty() && !ephemeral.is_empty());
        for (kind, schema) in resources.iter().chain(sources).chain(ephemeral) {
            assert!(schema.read().is_some(), "{kind}");
        }
    }
}
