//! Resources and data sources: their instances, what they are planned to be, and their conditions.

use std::rc::Rc;

use super::body::Reader;
use super::condition::Kind;
use super::expand::Keys;
use super::node::{Instance, Phase, Repetition, Walk};
use super::scope::ModuleScope;
use crate::terraform::config::Resource;
use crate::terraform::diagnostic::Range;
use crate::terraform::eval::diagnostic_at;
use crate::terraform::provider::{self, Block, Cloud, Provider};
use crate::terraform::types::{Str, Type};
use crate::terraform::value::{Marks, Source, Value};

/// Whether Terraform makes a resource or only reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// `resource`
    Managed,
    /// `data`
    Data,
}

/// The key of one of several instances.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InstanceKey {
    /// Of `count`.
    Index(usize),
    /// Of `for_each`.
    Key(Str),
}

/// One instance of a resource, as planned.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedResource {
    /// `module.network.aws_nat_gateway.this["a"]`
    pub address: String,
    /// `module.network`, empty in the root module.
    pub module: String,
    /// Managed or read.
    pub mode: Mode,
    /// `aws_nat_gateway`
    pub kind: Str,
    /// `this`
    pub name: Str,
    /// Its key, when there are several.
    pub key: Option<InstanceKey>,
    /// Every attribute and block of its schema; unknown where only apply will tell.
    pub value: Value,
    /// The block's header; the file as in the exported repository.
    pub range: Range,
}

impl PlannedResource {
    /// The addresses of the resource instances that values here come from, as far as apply alone will tell those values:
    /// each once, in the order of the attributes.
    pub fn references(&self) -> Vec<&str> {
        let mut found = Vec::new();
        gather(&self.value, &mut found);
        found.retain(|address| *address != self.address);
        found
    }

    /// Whether apply does something with it: a data source whose answer is known at plan is only read.
    pub fn is_change(&self) -> bool {
        self.mode == Mode::Managed || !self.value.is_wholly_known()
    }
}

fn gather<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value.source() {
        Some(Source::Resource(address)) if !found.contains(&&**address) => found.push(address),
        Some(Source::Json(inner)) => gather(inner, found),
        _ => value.children().for_each(|child| gather(child, found)),
    }
}

impl<'a> Walk<'a> {
    /// What a reference to a resource means: an object, or one per instance. None when it failed.
    pub(super) fn resource_value(
        &self,
        instance: &Rc<Instance<'a>>,
        resource: &'a Resource,
        mode: Mode,
    ) -> Option<Value> {
        let Some(provider) = self.configuration.provider() else { return Some(Value::dynamic()) };
        let block = self.schema(provider, resource, mode)?;
        let keys = self.keys(instance, resource.count.as_ref(), resource.for_each.as_ref())?;
        let make = |repetition: Repetition, key: Option<InstanceKey>| {
            self.resource_instance(instance, resource, mode, provider, block, repetition, key)
        };
        match keys {
            Keys::Once => make(Repetition::Once, None),
            Keys::Unknown => make(Repetition::Unknown, None).map(|_| Value::dynamic()),
            Keys::Count(n) => {
                let instances: Vec<_> =
                    (0..n).map(|i| make(Repetition::Count(i), Some(InstanceKey::Index(i)))).collect();
                instances.into_iter().collect::<Option<Vec<_>>>().map(Value::tuple)
            }
            Keys::Each(items) => {
                let instances: Vec<_> = items
                    .into_iter()
                    .map(|(key, item)| {
                        let value = make(Repetition::Each(key.clone(), item), Some(InstanceKey::Key(key.clone())));
                        value.map(|value| (key, value))
                    })
                    .collect();
                instances.into_iter().collect::<Option<Vec<_>>>().map(Value::object)
            }
        }
    }

    fn schema(&self, provider: &'a Provider, resource: &Resource, mode: Mode) -> Option<&'a Block> {
        let kind = &resource.kind;
        let found = match mode {
            Mode::Managed => provider.resource(kind),
            Mode::Data => provider.data_source(kind),
        };
        if found.is_none() {
            let what = if mode == Mode::Data { "data source" } else { "resource type" };
            let detail = if kind.split('_').next() == Some(provider.prefix()) {
                format!("The provider hashicorp/{} does not support {what} {:?}.", provider.prefix(), &**kind)
            } else {
                format!(
                    "Landform does not know the provider of {what} {:?}: only hashicorp/{} is supported.",
                    &**kind,
                    provider.prefix()
                )
            };
            let summary = if mode == Mode::Data { "Invalid data source" } else { "Invalid resource type" };
            self.say(diagnostic_at(
                &resource.file,
                summary,
                detail,
                resource.range.start.byte..resource.range.end.byte,
                None,
                Vec::new(),
            ));
        }
        found
    }

    #[allow(clippy::too_many_arguments)]
    fn resource_instance(
        &self,
        instance: &Rc<Instance<'a>>,
        resource: &'a Resource,
        mode: Mode,
        provider: &'a Provider,
        block: &'a Block,
        repetition: Repetition,
        key: Option<InstanceKey>,
    ) -> Option<Value> {
        let mut scope = ModuleScope { repetition, ..self.scope(instance) };
        let mut sound = self.conditions(&resource.preconditions, Kind::Precondition, &scope);
        let at = resource.range.start.byte..resource.range.end.byte;
        let reader = Reader { walk: self, file: &resource.file };
        let config = reader.object(&resource.body, block, &scope, true, at)?;
        if self.phase == Phase::Validate {
            return sound.then(|| Value::unknown(block.ty()));
        }
        let cloud = self.cloud()?;
        let value = match mode {
            Mode::Managed => provider::planned(provider, &resource.kind, block, &config, &cloud),
            Mode::Data => {
                let facts = self.configuration.facts();
                provider::read(&resource.kind, block, &config, &cloud, facts)
            }
        };
        let mut value = sensitive(block, &value);
        let address = address(instance, resource, mode, key.as_ref());
        value.originate(&Source::Resource(address.as_str().into()).into());
        scope.own = Some(value.clone());
        sound &= self.conditions(&resource.postconditions, Kind::Postcondition, &scope);
        self.planned.borrow_mut().push(PlannedResource {
            address,
            module: instance.address.clone(),
            mode,
            kind: resource.kind.clone(),
            name: resource.name.clone(),
            key,
            value: value.clone(),
            range: resource.range.clone(),
        });
        sound.then_some(value)
    }

    /// The provider as the root module configures it; none when its configuration failed.
    fn cloud(&self) -> Option<Cloud> {
        if let Some(known) = self.cloud.borrow().as_ref() {
            return known.clone();
        }
        let cloud = self.configured();
        *self.cloud.borrow_mut() = Some(cloud.clone());
        cloud
    }

    fn configured(&self) -> Option<Cloud> {
        let root = self.root();
        let provider = self.configuration.provider()?;
        let mut cloud = Cloud::default();
        let Some(configured) = root.module.providers.get(provider.prefix()) else { return Some(cloud) };
        let reader = Reader { walk: self, file: &configured.file };
        let at = configured.range.start.byte..configured.range.end.byte;
        let value = reader.object(&configured.body, provider.configuration(), &self.scope(&root), true, at)?;
        if let Some(region) = value.get("region").filter(|region| !region.is_null()) {
            cloud.region = region;
        }
        let tags = value.get("default_tags").and_then(|blocks| match blocks.as_elements() {
            Some(blocks) => blocks.first().and_then(|block| block.get("tags")),
            None => Some(Value::unknown(Type::map(Type::String))),
        });
        if let Some(tags) = tags {
            cloud.default_tags = tags;
        }
        Some(cloud)
    }

    /// The resources planned so far, ordered by address, their places as in the exported repository.
    pub(super) fn planned_resources(&self) -> Vec<PlannedResource> {
        let mut planned = self.planned.borrow().clone();
        for resource in &mut planned {
            resource.range = self.root.shown_range(resource.range.clone());
        }
        planned.sort_by(|a, b| {
            (&a.module, a.mode, &a.kind, &a.name, &a.key).cmp(&(&b.module, b.mode, &b.kind, &b.name, &b.key))
        });
        planned
    }
}

/// Marks the attributes that the schema says are sensitive, at any depth.
fn sensitive(block: &Block, value: &Value) -> Value {
    let Some(entries) = value.as_entries() else { return value.clone() };
    let mut marked = entries.clone();
    for (name, _) in block.attributes.iter().filter(|(_, attribute)| attribute.sensitive) {
        if let Some(value) = marked.get(name) {
            let value = value.clone().with_marks(Marks::SENSITIVE);
            marked.insert(name.clone(), value);
        }
    }
    if marked == *entries {
        return value.clone();
    }
    Value::object(marked).with_marks(value.marks())
}

/// `module.network.aws_nat_gateway.this["a"]`
fn address(instance: &Instance<'_>, resource: &Resource, mode: Mode, key: Option<&InstanceKey>) -> String {
    let module = if instance.address.is_empty() { String::new() } else { format!("{}.", instance.address) };
    let data = if mode == Mode::Data { "data." } else { "" };
    let key = match key {
        None => String::new(),
        Some(InstanceKey::Index(i)) => format!("[{i}]"),
        Some(InstanceKey::Key(key)) => format!("[{}]", crate::terraform::quote::quote(key)),
    };
    format!("{module}{data}{}.{}{key}", resource.kind, resource.name)
}
