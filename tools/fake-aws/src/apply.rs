//! What a resource is after apply: every unknown becomes a plausible value.
//!
//! Values come from templates (tables/values.table) and, where these ask for digits, from a hash of the type
//! and of what was planned: the same configuration gets the same identifiers every time.

use crate::environment::Environment;
use crate::schema::{Attribute, Block, Nesting, Type};
use crate::tables::Tables;
use crate::value::Value;
use sha2::{Digest, Sha256};

/// Fills in what only the cloud knows.
pub struct Cloud<'a> {
    tables: &'a Tables,
    environment: &'a Environment,
    type_name: &'a str,
    /// What the digits of identifiers are hashed from.
    seed: String,
}

impl<'a> Cloud<'a> {
    /// For one resource (or data source: `data.` before its type) as planned.
    pub fn new(tables: &'a Tables, environment: &'a Environment, type_name: &'a str, planned: &Value) -> Cloud<'a> {
        Cloud { tables, environment, type_name, seed: format!("{type_name} {}", known(planned)) }
    }

    /// The planned resource without unknowns. What the configuration knows by now counts before any template.
    pub fn fill(&self, block: &Block, planned: &Value, config: &Value) -> Value {
        let mut state = planned.clone();
        for (name, attribute) in &block.attributes {
            if attribute.write_only {
                state.set(name, Value::Null);
            } else if state.get(name).is_unknown() && !config.get(name).is_null() && config.get(name).is_wholly_known()
            {
                state.set(name, config.get(name).clone());
            }
        }
        for (name, attribute) in &block.attributes {
            if !state.get(name).is_wholly_known() {
                let value = self.attribute(name, attribute, block, &state);
                state.set(name, value);
            }
        }
        for (name, nested) in &block.block_types {
            let (planned, config) = (state.get(name), config.get(name));
            // An unknown number of blocks is what the configuration says by now.
            let planned = if planned.is_unknown() { config } else { planned };
            let value = match planned {
                Value::List(elements) => elements
                    .iter()
                    .enumerate()
                    .map(|(index, element)| {
                        let known =
                            if nested.nesting_mode == Nesting::List { config.elements().get(index) } else { None };
                        self.fill(&nested.block, element, known.unwrap_or(&Value::Null))
                    })
                    .collect(),
                Value::Map(_) if nested.nesting_mode == Nesting::Single => self.fill(&nested.block, planned, config),
                other => other.clone(),
            };
            state.set(name, value);
        }
        state
    }

    /// A computed attribute's value.
    fn attribute(&self, name: &str, attribute: &Attribute, block: &Block, state: &Value) -> Value {
        match self.template(name) {
            Some(template) => {
                let text = self.expand(template, name, block, state, 0);
                typed(&attribute.r#type, text)
            }
            None => self.plausible(name, &attribute.r#type, !attribute.optional),
        }
    }

    /// The template for an attribute: of its type, else of every type.
    fn template(&self, name: &str) -> Option<&'a str> {
        let rows = |of: &str| self.tables.values.get(of).map_or(&[][..], Vec::as_slice);
        let matches =
            |pattern: &str| pattern.strip_prefix('*').map_or(pattern == name, |suffix| name.ends_with(suffix));
        rows(self.type_name)
            .iter()
            .chain(rows("*"))
            .find(|(pattern, _)| matches(pattern))
            .map(|(_, template)| template.as_str())
    }

    /// What an attribute without a template is: digits where it is the cloud's alone, else as if it were not set.
    fn plausible(&self, name: &str, r#type: &Type, clouds_alone: bool) -> Value {
        match r#type {
            Type::String if clouds_alone => self.digits(name, "0123456789abcdef", 16).into(),
            Type::String => "".into(),
            Type::Number => Value::Number(0.0),
            Type::Bool => Value::Bool(false),
            Type::Map(_) => Value::Map(Default::default()),
            Type::List(element) | Type::Set(element) => match element.as_ref() {
                object @ Type::Object(_) if clouds_alone => Value::List(vec![self.plausible(name, object, true)]),
                _ => Value::List(Vec::new()),
            },
            Type::Object(attributes) => {
                let attribute = |(inner, r#type): (&String, &Type)| {
                    let value = match self.template(&format!("{name}.{inner}")) {
                        Some(template) => {
                            typed(r#type, self.expand(template, inner, &Block::default(), &Value::Null, 0))
                        }
                        None => self.plausible(&format!("{name}.{inner}"), r#type, clouds_alone),
                    };
                    (inner.clone(), value)
                };
                Value::Map(attributes.iter().map(attribute).collect())
            }
        }
    }

    /// A template's text with its placeholders filled in.
    fn expand(&self, template: &str, attribute: &str, block: &Block, state: &Value, depth: u8) -> String {
        let mut text = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once("${") {
            let Some((placeholder, after)) = after.split_once('}') else {
                break;
            };
            text.push_str(before);
            text.push_str(&self.placeholder(placeholder, attribute, block, state, depth));
            rest = after;
        }
        text + rest
    }

    /// One placeholder: a fact of the environment, digits (`hex17`, `digits10`), or another attribute (`name`),
    /// which may be looked up in a list (`load_balancer_type:application=app,network=net`).
    fn placeholder(&self, placeholder: &str, attribute: &str, block: &Block, state: &Value, depth: u8) -> String {
        for (kind, alphabet) in
            [("hex", "0123456789abcdef"), ("digits", "0123456789"), ("upper", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")]
        {
            if let Some(Ok(length)) = placeholder.strip_prefix(kind).map(str::parse) {
                return self.digits(attribute, alphabet, length);
            }
        }
        match placeholder {
            "region" => self.environment.region.clone(),
            "account" => self.environment.account.clone(),
            "partition" => self.environment.partition().to_owned(),
            "dns_suffix" => self.environment.dns_suffix().to_owned(),
            _ => {
                let (name, choices) =
                    placeholder.split_once(':').map_or((placeholder, None), |(name, choices)| (name, Some(choices)));
                let text = match (state.get(name), block.attributes.get(name)) {
                    (Value::Unknown, Some(inner)) if depth < 4 => match self.template(name) {
                        Some(template) => self.expand(template, name, block, state, depth + 1),
                        None => plain(&self.plausible(name, &inner.r#type, !inner.optional)),
                    },
                    (value, _) => plain(value),
                };
                let Some(choices) = choices else { return text };
                let chosen = choices.split(',').filter_map(|choice| choice.split_once('='));
                chosen
                    .into_iter()
                    .find(|(key, _)| *key == text || *key == "*")
                    .map_or(text.clone(), |(_, value)| value.to_owned())
            }
        }
    }

    /// So many characters of an alphabet, always the same for the same resource and attribute.
    fn digits(&self, attribute: &str, alphabet: &str, length: usize) -> String {
        let alphabet = alphabet.as_bytes();
        (0..length.div_ceil(32))
            .flat_map(|round| Sha256::digest(format!("{} {attribute} {round}", self.seed)))
            .take(length)
            .filter_map(|byte| alphabet.get(usize::from(byte) % alphabet.len()).map(|&character| char::from(character)))
            .collect()
    }
}

/// A text as a value of a type; JSON for whatever is no string.
fn typed(r#type: &Type, text: String) -> Value {
    match r#type {
        Type::String => text.into(),
        _ => serde_json::from_str(&text).map_or(Value::Null, |json: serde_json::Value| Value::from(&json)),
    }
}

/// A value within a template.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        _ => String::new(),
    }
}

/// The known part of a value as a text to hash.
fn known(value: &Value) -> String {
    match value {
        Value::Null | Value::Unknown => String::new(),
        Value::List(elements) => elements.iter().map(known).collect::<Vec<_>>().join(","),
        Value::Map(map) => {
            map.iter().map(|(name, value)| format!("{name}={}", known(value))).collect::<Vec<_>>().join(";")
        }
        other => plain(other),
    }
}
