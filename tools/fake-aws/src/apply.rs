//! What a resource is after apply: every unknown becomes a plausible value.
//!
//! Values come from templates (tables/values.table) and, where these ask for digits, from a hash of the type
//! and of what was planned: the same configuration gets the same identifiers every time.

use crate::environment::Environment;
use crate::schema::{Block, Nesting, Type};
use crate::tables::{Tables, Template};
use crate::template::{self, Scope};
use crate::value::Value;

/// Fills in what only the cloud knows.
pub struct Cloud<'a> {
    templates: Vec<&'a Template>,
    environment: &'a Environment,
    type_name: &'a str,
    seed: String,
}

/// A block, or an object in a computed attribute, whose unknowns are being filled in.
struct Place<'p> {
    /// The dotted path to it, with a dot at its end; empty for the resource itself.
    prefix: &'p str,
    value: &'p Value,
    outer: Option<&'p Place<'p>>,
}

impl<'a> Cloud<'a> {
    /// For one resource (or data source, `data.` before its type; or ephemeral resource, `ephemeral.` before it) as planned.
    pub fn new(tables: &'a Tables, environment: &'a Environment, type_name: &'a str, planned: &Value) -> Cloud<'a> {
        let rows = |of: &str| tables.values.get(of).map_or(&[][..], Vec::as_slice).iter();
        let templates = rows(type_name).chain(rows("*")).collect();
        Cloud { templates, environment, type_name, seed: format!("{type_name} {}", known(planned)) }
    }

    /// What the digits are hashed from: the same for twins, resources of a type with the same arguments.
    pub fn seed_of_twins(&self) -> &str {
        &self.seed
    }

    /// For the resource after so many twins, so that it gets identifiers of its own.
    pub fn after(mut self, twins: u32) -> Cloud<'a> {
        if twins > 0 {
            self.seed = format!("{} #{twins}", self.seed);
        }
        self
    }

    /// The planned resource without unknowns. What the configuration knows by now counts before any template.
    pub fn fill(&self, block: &Block, planned: &Value, config: &Value) -> Value {
        self.block(block, "", planned, config, None)
    }

    fn block(&self, block: &Block, prefix: &str, planned: &Value, config: &Value, outer: Option<&Place>) -> Value {
        let mut state = planned.clone();
        for (name, attribute) in &block.attributes {
            if attribute.write_only {
                state.set(name, Value::Null);
            } else if state.get(name).is_unknown() && config.get(name).is_wholly_known() && !config.get(name).is_null()
            {
                state.set(name, config.get(name).clone());
            }
        }
        for (name, attribute) in &block.attributes {
            if !state.get(name).is_wholly_known() {
                let place = Place { prefix, value: &state, outer };
                let value = self.value(name, &attribute.r#type, state.get(name), !attribute.optional, &place);
                state.set(name, value);
            }
        }
        for (name, nested) in &block.block_types {
            let inner = format!("{prefix}{name}.");
            let place = Place { prefix, value: &state, outer };
            // An unknown number of blocks is what the configuration says by now.
            let planned = if state.get(name).is_unknown() { config.get(name) } else { state.get(name) };
            let value = match planned {
                Value::List(elements) => {
                    let ordered = nested.nesting_mode == Nesting::List;
                    let config =
                        |index| config.get(name).elements().get(index).filter(|_| ordered).unwrap_or(&Value::Null);
                    let fill =
                        |(index, element)| self.block(&nested.block, &inner, element, config(index), Some(&place));
                    elements.iter().enumerate().map(fill).collect()
                }
                Value::Map(_) if nested.nesting_mode == Nesting::Single => {
                    self.block(&nested.block, &inner, planned, config.get(name), Some(&place))
                }
                other => other.clone(),
            };
            state.set(name, value);
        }
        state
    }

    /// An attribute's value with its unknowns, or all of it, filled in.
    fn value(&self, name: &str, r#type: &Type, planned: &Value, clouds_alone: bool, place: &Place) -> Value {
        match (planned, r#type) {
            (Value::Unknown, _) => match self.template(name, place, clouds_alone) {
                Some(template) => typed(
                    r#type,
                    template::expand(
                        &template.text,
                        &Here { cloud: self, place, name, depth: 0, seed: self.seed(name, place) },
                    ),
                ),
                None => self.plausible(name, r#type, clouds_alone, place),
            },
            (Value::List(elements), Type::List(element) | Type::Set(element)) => {
                elements.iter().map(|value| self.value(name, element, value, clouds_alone, place)).collect()
            }
            (Value::Map(_), Type::Object(attributes)) => {
                let inner = Place { prefix: &format!("{}{name}.", place.prefix), value: planned, outer: Some(place) };
                let fill = |(name, r#type): (&String, &Type)| {
                    (name.clone(), self.value(name, r#type, planned.get(name), clouds_alone, &inner))
                };
                Value::Map(attributes.iter().map(fill).collect())
            }
            (Value::Map(map), Type::Map(element)) => Value::Map(
                map.iter()
                    .map(|(key, value)| (key.clone(), self.value(name, element, value, clouds_alone, place)))
                    .collect(),
            ),
            (known, _) => known.clone(),
        }
    }

    /// What an attribute without a template is: digits where it is the cloud's alone, else as if it were not set.
    fn plausible(&self, name: &str, r#type: &Type, clouds_alone: bool, place: &Place) -> Value {
        match r#type {
            Type::String if clouds_alone => {
                template::expand("${hex16}", &Here { cloud: self, place, name, depth: 0, seed: self.seed(name, place) })
                    .into()
            }
            Type::String => "".into(),
            Type::Number => Value::Number(0.0),
            Type::Bool => Value::Bool(false),
            Type::Map(_) => Value::Map(Default::default()),
            Type::List(element) | Type::Set(element) => match element.as_ref() {
                Type::Object(attributes) if clouds_alone => {
                    let unknown = Value::Map(attributes.keys().map(|name| (name.clone(), Value::Unknown)).collect());
                    Value::List(vec![self.value(name, element, &unknown, true, place)])
                }
                _ => Value::List(Vec::new()),
            },
            Type::Object(attributes) => {
                let unknown = Value::Map(attributes.keys().map(|name| (name.clone(), Value::Unknown)).collect());
                self.value(name, r#type, &unknown, clouds_alone, place)
            }
        }
    }

    /// The first template that fits an attribute: of its type, else of every type. What could have been set, and
    /// was not, gets no value from the end of its name.
    fn template(&self, name: &str, place: &Place, clouds_alone: bool) -> Option<&'a Template> {
        let path = format!("{}{name}", place.prefix);
        let fits = |template: &&Template| {
            template
                .fits(&path, clouds_alone, |other| plain(place.find(other).map_or(&Value::Null, |(value, _)| value)))
        };
        self.templates.iter().copied().find(fits)
    }

    fn seed(&self, name: &str, place: &Place) -> String {
        let own = if place.outer.is_some() { known(place.value) } else { String::new() };
        format!("{} {}{name} {own}", self.seed, place.prefix)
    }
}

impl<'p> Place<'p> {
    /// An attribute of that name, here or further out, and where it is.
    fn find(&'p self, name: &str) -> Option<(&'p Value, &'p Place<'p>)> {
        match self.value {
            Value::Map(map) if map.contains_key(name) => Some((self.value.get(name), self)),
            _ => self.outer.and_then(|outer| outer.find(name)),
        }
    }
}

/// An attribute whose template is being expanded.
struct Here<'h, 'a> {
    cloud: &'h Cloud<'a>,
    place: &'h Place<'h>,
    name: &'h str,
    /// Templates may name one another, but not for ever.
    depth: u8,
    seed: String,
}

impl Scope for Here<'_, '_> {
    fn attribute(&self, name: &str) -> String {
        match self.place.find(name) {
            Some((Value::Unknown, place)) if self.depth < 4 && name != self.name => {
                match self.cloud.template(name, place, true) {
                    Some(template) => {
                        let seed = self.cloud.seed(name, place);
                        template::expand(
                            &template.text,
                            &Here { cloud: self.cloud, place, name, depth: self.depth + 1, seed },
                        )
                    }
                    None => String::new(),
                }
            }
            Some((value, _)) => plain(value),
            None => String::new(),
        }
    }

    fn seed(&self) -> &str {
        &self.seed
    }

    fn environment(&self) -> &Environment {
        self.cloud.environment
    }

    fn service(&self) -> &str {
        self.cloud.type_name.split('_').nth(1).unwrap_or_default()
    }
}

/// A text as a value of a type; JSON for whatever is no string.
fn typed(r#type: &Type, text: String) -> Value {
    match r#type {
        Type::String => text.into(),
        _ => serde_json::from_str(&text).map_or(Value::Null, |json: serde_json::Value| Value::from(&json)),
    }
}

/// A value within a text.
pub fn plain(value: &Value) -> String {
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
        Value::List(elements) => elements.iter().map(known).collect::<Vec<_>>().join(","),
        Value::Map(map) => {
            map.iter().map(|(name, value)| format!("{name}={}", known(value))).collect::<Vec<_>>().join(";")
        }
        other => plain(other),
    }
}
