//! A block's body held against its schema: arguments evaluated and converted, nested blocks gathered, `dynamic` ones
//! expanded.

use std::collections::BTreeMap;
use std::ops::Range as Span;
use std::sync::Arc;

use super::node::{Phase, Walk};
use super::scope::ModuleScope;
use crate::hcl::expr::Expression;
use crate::hcl::structure::{Attribute, Block as HclBlock, Body};
use crate::terraform::convert::convert;
use crate::terraform::eval::diagnostic_at;
use crate::terraform::limits::GENERATED_BLOCKS;
use crate::terraform::provider::{self, Block, Nested, Nesting};
use crate::terraform::source::SourceFile;
use crate::terraform::types::{ObjectType, Str, Type};
use crate::terraform::value::{Data, Marks, Value};

/// Arguments and blocks of `resource`, `data` and `provider` that are Terraform's own.
const META: &[&str] =
    &["count", "for_each", "provider", "depends_on", "lifecycle", "provisioner", "connection", "alias", "version"];

/// A body with what is needed to read it.
pub(super) struct Reader<'r, 'a> {
    pub walk: &'r Walk<'a>,
    pub file: &'r Arc<SourceFile>,
    /// The address of the resource whose body it is; none of a provider's, which is not kept in the state.
    pub kept_as: Option<String>,
}

/// One nested block, and the scope that its expressions are evaluated in.
struct Found<'s, 'w, 'a> {
    block: &'s HclBlock,
    label: Option<Str>,
    scope: Scoped<'s, 'w, 'a>,
}

enum Scoped<'s, 'w, 'a> {
    Outer(&'s ModuleScope<'w, 'a>),
    Iteration(Box<ModuleScope<'w, 'a>>),
}

impl<'w, 'a> Scoped<'_, 'w, 'a> {
    fn get(&self) -> &ModuleScope<'w, 'a> {
        match self {
            Scoped::Outer(scope) => scope,
            Scoped::Iteration(scope) => scope,
        }
    }
}

impl<'a> Reader<'_, 'a> {
    /// The object that a body comes to: every attribute and block of the schema, null or empty where it is not set. None
    /// when something in it failed. `open` is the brace that it stands behind.
    pub(super) fn object(
        &self,
        body: &Body,
        block: &Block,
        scope: &ModuleScope<'_, 'a>,
        top: bool,
        open: &Span<usize>,
    ) -> Option<Value> {
        let mut sound = true;
        let mut attributes: BTreeMap<Str, Value> = BTreeMap::new();
        for attribute in body.attributes().filter(|a| !(top && META.contains(&a.key.as_str()))) {
            let name = attribute.key.as_str();
            match block.attributes.get_key_value(name) {
                Some((name, schema)) => match self.attribute(attribute, schema, scope) {
                    Some(value) => {
                        attributes.insert(name.clone(), value);
                    }
                    None => sound = false,
                },
                None => {
                    sound = false;
                    self.unsupported_argument(attribute, block, body);
                }
            }
        }
        // An attribute that holds objects may be written as blocks, as in the provider's older days.
        for (name, nested) in as_blocks(block, body) {
            match self.nested(&name, &nested, body, scope, open) {
                Some(value) => {
                    attributes.insert(name, value);
                }
                None => sound = false,
            }
        }
        for (name, schema) in &block.attributes {
            if schema.required && !attributes.contains_key(name) && body.get_attribute(name).is_none() {
                sound = false;
                let detail = format!("The argument {:?} is required, but no definition was found.", &**name);
                self.problem("Missing required argument", detail, open.clone());
            }
        }
        for nested in body.blocks() {
            let name = nested.ident.as_str();
            let known = match (name, nested.labels.first()) {
                ("dynamic", Some(label)) => is_block(block, label.as_str()),
                _ => is_block(block, name) || (top && META.contains(&name)),
            };
            if !known {
                sound = false;
                self.unsupported_block(nested, block);
            }
        }
        for (name, nested) in &block.block_types {
            match self.nested(name, nested, body, scope, open) {
                Some(value) => {
                    attributes.insert(name.clone(), value);
                }
                None => sound = false,
            }
        }
        for (name, schema) in &block.attributes {
            attributes.entry(name.clone()).or_insert_with(|| Value::null(schema.ty.clone()));
        }
        sound.then(|| Value::object_like(&block.ty(), attributes))
    }

    fn attribute(
        &self,
        attribute: &Attribute,
        schema: &provider::Attribute,
        scope: &ModuleScope<'_, 'a>,
    ) -> Option<Value> {
        let expr = &attribute.value;
        let value = self.walk.expression_in(expr, self.file, scope)?;
        let kept = self.kept_as.as_ref().filter(|_| !schema.write_only);
        if let Some(address) = kept.filter(|_| value.marks_deep().contains(Marks::EPHEMERAL)) {
            let detail = format!(
                "Ephemeral values are not valid for {:?}, because it is not a write-only attribute and must be persisted to state.",
                attribute.key.as_str()
            );
            let at = expr.span();
            let mut diagnostic =
                diagnostic_at(self.file, "Invalid use of ephemeral value", detail, at, None, Vec::new());
            diagnostic.address = Some(address.clone());
            self.walk.say(diagnostic);
            return None;
        }
        match convert(&value, &schema.ty) {
            Ok(value) => Some(value),
            Err(mismatch) => {
                let detail = format!(
                    "Inappropriate value for attribute {:?}: {}.",
                    attribute.key.as_str(),
                    mismatch.with_path()
                );
                let values = crate::terraform::eval::explain(expr, scope);
                let at = expr.span();
                self.walk.say(diagnostic_at(self.file, "Incorrect attribute value type", detail, at, None, values));
                None
            }
        }
    }

    /// What the blocks of one type form.
    fn nested(
        &self,
        name: &Str,
        nested: &Nested,
        body: &Body,
        scope: &ModuleScope<'_, 'a>,
        open: &Span<usize>,
    ) -> Option<Value> {
        let mut found = Vec::new();
        let mut sound = true;
        let mut unknown = false;
        let mut guessed = Vec::new();
        for block in body.blocks() {
            if block.ident.as_str() == &**name {
                let label = block.labels.first().map(|label| Str::from(label.as_str()));
                found.push(Found { block, label, scope: Scoped::Outer(scope) });
            } else if block.ident.as_str() == "dynamic" && block.labels.first().is_some_and(|l| l.as_str() == &**name) {
                match self.dynamic(name, block, scope) {
                    Generated::Failed => sound = false,
                    // An attribute has one element of which nothing is known, where blocks are unknown altogether.
                    Generated::Unknown if nested.is_attribute => guessed.extend(self.guessed(nested, block)),
                    Generated::Unknown => unknown = true,
                    Generated::Blocks(blocks) => found.extend(blocks),
                }
            }
        }
        let limits = (nested.min_items, nested.max_items);
        if !unknown && sound && found.len() < limits.0 {
            let detail = format!("At least {} {:?} blocks are required.", limits.0, &**name);
            self.problem(&format!("Insufficient {name} blocks"), detail, open.clone());
            sound = false;
        }
        if limits.1 > 0
            && let Some(beyond) = found.get(limits.1)
        {
            let detail = format!("No more than {} {:?} blocks are allowed", limits.1, &**name);
            self.problem(&format!("Too many {name} blocks"), detail, beyond.block.open.clone());
            sound = false;
        }
        let mut objects = Vec::with_capacity(found.len());
        for Found { block, label, scope } in &found {
            match self.object(&block.body, &nested.block, scope.get(), false, &block.open) {
                Some(object) => objects.push((label.clone(), object)),
                None => sound = false,
            }
        }
        if !sound {
            return None;
        }
        if unknown {
            return Some(Value::unknown(nested.ty()));
        }
        let element = nested.block.ty();
        let objects = objects.into_iter().chain(guessed.into_iter().map(|object| (None, object)));
        Some(match nested.nesting_mode {
            Nesting::Single | Nesting::Group => {
                objects.map(|(_, object)| object).next().unwrap_or_else(|| Value::null(element))
            }
            Nesting::List => Value::list(element, objects.map(|(_, object)| object).collect::<Vec<_>>()),
            Nesting::Set => Value::set(element, objects.map(|(_, object)| object).collect::<Vec<_>>()),
            Nesting::Map => {
                Value::map(element, objects.filter_map(|(label, object)| Some((label?, object))).collect::<Vec<_>>())
            }
        })
    }

    /// An element of an attribute that a `dynamic` block will generate: what its content sets is unknown.
    fn guessed(&self, nested: &Nested, block: &HclBlock) -> Option<Value> {
        let content = block.body.get_blocks("content").next()?;
        let attribute = |(name, schema): (&Str, &provider::Attribute)| {
            let set = content.body.get_attribute(name).is_some();
            let value = if set { Value::unknown(schema.ty.clone()) } else { Value::null(schema.ty.clone()) };
            (name.clone(), value)
        };
        Some(Value::object(nested.block.attributes.iter().map(attribute)))
    }

    /// The blocks that a `dynamic` block generates.
    fn dynamic<'s, 'w>(&self, name: &Str, block: &'s HclBlock, scope: &ModuleScope<'w, 'a>) -> Generated<'s, 'w, 'a> {
        let content = block.body.get_blocks("content").next();
        let (Some(for_each), Some(content)) = (block.body.get_attribute("for_each"), content) else {
            let detail = "A dynamic block needs the argument \"for_each\" and a block \"content\".";
            self.problem("Missing required argument", detail.to_owned(), block.ident.span.clone());
            return Generated::Failed;
        };
        let iterator = match block.body.get_attribute("iterator").map(|a| &a.value) {
            Some(Expression::Variable(name)) => name.name.clone(),
            _ => name.clone(),
        };
        let for_each = &for_each.value;
        let Some(value) = self.walk.expression_in(for_each, self.file, scope) else { return Generated::Failed };
        let (value, marks) = value.unmark();
        let items: Vec<(Value, Value)> = match value.data() {
            Data::Unknown(_) => {
                if self.walk.phase == Phase::Validate {
                    // The content is judged once, for an item that is not known.
                    let unknown = (Value::dynamic(), Value::dynamic());
                    let scope = iteration(scope, &iterator, unknown.0, unknown.1);
                    let _ = content
                        .body
                        .attributes()
                        .all(|a| self.walk.expression_in(&a.value, self.file, &scope).is_some());
                }
                return Generated::Unknown;
            }
            Data::Elements(elements) if matches!(value.ty(), Type::Set(_)) => {
                elements.iter().map(|v| (v.clone(), v.clone())).collect()
            }
            Data::Elements(elements) => {
                elements.iter().enumerate().map(|(i, v)| (Value::number(i), v.clone())).collect()
            }
            Data::Entries(entries) => entries.iter().map(|(k, v)| (Value::string(k), v.clone())).collect(),
            _ => {
                let what = if value.is_null() { "a null value" } else { "a value of this type" };
                let detail = format!("Cannot use {what} in for_each. An iterable collection is required.");
                self.problem("Invalid dynamic for_each value", detail, for_each.span());
                return Generated::Failed;
            }
        };
        if items.len() > GENERATED_BLOCKS {
            let detail = format!("Landform follows at most {GENERATED_BLOCKS} generated blocks.");
            self.problem("Too many blocks", detail, for_each.span());
            return Generated::Failed;
        }
        Generated::Blocks(
            items
                .into_iter()
                .map(|(key, item)| Found {
                    block: content,
                    label: key.as_str().map(Str::from),
                    scope: Scoped::Iteration(Box::new(iteration(scope, &iterator, key, item.with_marks(marks)))),
                })
                .collect(),
        )
    }

    fn unsupported_argument(&self, attribute: &Attribute, block: &Block, body: &Body) {
        let name = attribute.key.as_str();
        // What stands there already is not meant.
        let known = block.attributes.keys().map(|known| &**known).filter(|known| body.get_attribute(known).is_none());
        let hint = match block.block_types.contains_key(name) {
            true => format!(" Did you mean to define a block of type {name:?}?"),
            false => crate::terraform::eval::nearest(name, known)
                .map(|near| format!(" Did you mean {near:?}?"))
                .unwrap_or_default(),
        };
        let detail = format!("An argument named {name:?} is not expected here.{hint}");
        self.problem("Unsupported argument", detail, attribute.key.span.clone());
    }

    fn unsupported_block(&self, block: &HclBlock, schema: &Block) {
        let name = match block.labels.first() {
            Some(label) if block.ident.as_str() == "dynamic" => label.as_str(),
            _ => block.ident.as_str(),
        };
        let hint = if schema.attributes.contains_key(name) {
            format!(" Did you mean to define argument {name:?}? If so, use the equals sign to assign it a value.")
        } else {
            let written = schema.attributes.iter().filter(|(_, a)| objects(&a.ty).is_some()).map(|(name, _)| name);
            let known = schema.block_types.keys().chain(written).map(|known| &**known);
            let near = crate::terraform::eval::nearest(name, known);
            near.map(|near| format!(" Did you mean {near:?}?")).unwrap_or_default()
        };
        let detail = format!("Blocks of type {name:?} are not expected here.{hint}");
        self.problem("Unsupported block type", detail, block.ident.span.clone());
    }

    fn problem(&self, summary: &str, detail: String, at: Span<usize>) {
        self.walk.say(diagnostic_at(self.file, summary, detail, at, None, Vec::new()));
    }
}

/// Whether a block of a name may stand in a block.
fn is_block(block: &Block, name: &str) -> bool {
    block.block_types.contains_key(name) || block.attributes.get(name).is_some_and(|a| objects(&a.ty).is_some())
}

/// What a list or a set of objects is made of.
fn objects(ty: &Type) -> Option<(Nesting, &ObjectType)> {
    let (nesting, element) = match ty {
        Type::List(element) => (Nesting::List, element),
        Type::Set(element) => (Nesting::Set, element),
        _ => return None,
    };
    match &**element {
        Type::Object(object) => Some((nesting, object)),
        _ => None,
    }
}

/// The attributes of a block that a body writes as blocks (Terraform, `internal/lang/blocktoattr`).
fn as_blocks(block: &Block, body: &Body) -> Vec<(Str, Nested)> {
    let stands = |name: &str| {
        body.blocks().any(|b| match b.ident.as_str() {
            "dynamic" => b.labels.first().is_some_and(|label| label.as_str() == name),
            ident => ident == name,
        })
    };
    let implied = |object: &ObjectType| {
        let attributes =
            object.attributes.iter().map(|(name, ty)| (name.clone(), provider::Attribute::optional(ty.clone())));
        Block { attributes: attributes.collect(), ..Block::default() }
    };
    let attributes = block.attributes.iter().filter(|(name, _)| stands(name));
    attributes
        .filter_map(|(name, attribute)| {
            let (nesting_mode, object) = objects(&attribute.ty)?;
            Some((
                name.clone(),
                Nested { nesting_mode, block: implied(object), min_items: 0, max_items: 0, is_attribute: true },
            ))
        })
        .collect()
}

enum Generated<'s, 'w, 'a> {
    Failed,
    Unknown,
    Blocks(Vec<Found<'s, 'w, 'a>>),
}

fn iteration<'w, 'a>(scope: &ModuleScope<'w, 'a>, iterator: &Str, key: Value, value: Value) -> ModuleScope<'w, 'a> {
    let mut inner = scope.clone();
    inner.names.push((iterator.clone(), Value::object([("key".into(), key), ("value".into(), value)])));
    inner
}
