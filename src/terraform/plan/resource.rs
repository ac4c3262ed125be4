//! Resources, data sources and ephemeral resources: their instances, what they are planned to be, and their conditions.

use std::rc::Rc;
use std::sync::Arc;

use super::body::Reader;
use super::condition::Kind;
use super::expand::Keys;
use super::instance::{Instance, Node, Repetition};
use super::node::{Phase, Walk};
use super::scope::ModuleScope;
use crate::terraform::config::{Dependency, Located, Mode, Resource};
use crate::terraform::diagnostic::Range;
use crate::terraform::eval::diagnostic_at;
use crate::terraform::provider::{self, Block, Cloud, Provider};
use crate::terraform::types::{Str, Type};
use crate::terraform::value::{Marks, Source, Value};

/// The key of one of several instances.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InstanceKey {
    /// Of `count`.
    Index(usize),
    /// Of `for_each`.
    Key(Str),
}

/// Why a data source is read only when the plan is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pending {
    /// What is asked for is not known before.
    Configuration,
    /// It depends on something that is made then.
    Dependency,
}

/// A module instance by the calls that lead to it, with the key of each.
pub(super) type ModulePath = Vec<(Str, Option<InstanceKey>)>;

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
    /// Of a data source that is not read while planning.
    pub pending: Option<Pending>,
    /// The version of its type's schema.
    pub schema_version: u64,
    /// The block's header; the file as in the exported repository.
    pub range: Range,
}

impl PlannedResource {
    /// Whether something is to be done when the plan is applied. A data source that is read while planning is no change.
    pub fn is_change(&self) -> bool {
        self.mode == Mode::Managed || self.pending.is_some()
    }

    /// The addresses of the resource instances that values here come from, as far as apply alone will tell those values:
    /// each once, in the order of the attributes.
    pub fn references(&self) -> Vec<&str> {
        let mut found = Vec::new();
        gather(&self.value, &mut found);
        found.retain(|address| *address != self.address);
        found
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
        if resource.kind.split('_').next() == Some(provider.prefix()) {
            // A provider that is configured wrongly is asked nothing.
            self.cloud(instance, resource.provider.as_deref().unwrap_or_else(|| provider.prefix()))?;
        }
        if !self.dependencies_hold(instance, &resource.depends_on) {
            return None;
        }
        let block = self.schema(provider, resource, mode)?;
        let keys = self.keys(instance, resource.count.as_ref(), resource.for_each.as_ref())?;
        let make = |repetition: Repetition, key: Option<InstanceKey>| {
            self.resource_instance(instance, resource, mode, provider, block, repetition, key)
        };
        match keys {
            Keys::Once => make(Repetition::Once, None),
            Keys::Unknown => make(Repetition::Unknown, None).map(|_| Value::dynamic().with_marks(marks(mode))),
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
        let found = provider.block(mode, kind);
        if found.is_none() {
            let (what, summary) = match mode {
                Mode::Managed => ("resource type", "Invalid resource type"),
                Mode::Data => ("data source", "Invalid data source"),
                Mode::Ephemeral => ("ephemeral resource", "Invalid ephemeral resource"),
            };
            let detail = if kind.split('_').next() == Some(provider.prefix()) {
                format!("The provider hashicorp/{} does not support {what} {:?}.", provider.prefix(), &**kind)
            } else {
                format!(
                    "Landform does not know the provider of {what} {:?}: only hashicorp/{} is supported.",
                    &**kind,
                    provider.prefix()
                )
            };
            self.say(diagnostic_at(&resource.file, summary, detail, resource.kind_at.clone(), None, Vec::new()));
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
        let address = address(instance, resource, mode, key.as_ref());
        let kept_as = (mode != Mode::Ephemeral).then(|| address.clone());
        let reader = Reader { walk: self, file: &resource.file, kept_as };
        let config = reader.object(&resource.body, block, &scope, true, &resource.open)?;
        if self.phase == Phase::Validate {
            return sound.then(|| Value::unknown(block.ty()).with_marks(marks(mode)));
        }
        if mode == Mode::Ephemeral {
            // It is opened in every plan and every apply. What it gives then the cloud alone knows, and no plan has it.
            let value = provider::unread(block, &config).with_marks(marks(mode));
            scope.own = Some(value.clone());
            sound &= self.conditions(&resource.postconditions, Kind::Postcondition, &scope);
            return sound.then_some(value);
        }
        let own = resource.provider.as_deref().unwrap_or_else(|| provider.prefix());
        let cloud = if provider.is_builtin(&resource.kind) { Cloud::default() } else { self.cloud(instance, own)? };
        let pending = match mode {
            Mode::Data if !config.is_wholly_known() => Some(Pending::Configuration),
            Mode::Data => self.has_pending(instance, resource).then_some(Pending::Dependency),
            _ => None,
        };
        let value = match mode {
            Mode::Data if pending.is_some() => provider::unread(block, &config),
            Mode::Data => provider::read(&resource.kind, block, config, &cloud, self.configuration.facts()),
            _ => provider::planned(provider, &resource.kind, block, config, &cloud),
        };
        let mut value = sensitive(block, value);
        value.originate(&Source::Resource(address.as_str().into()).into());
        scope.own = Some(value.clone());
        sound &= self.conditions(&resource.postconditions, Kind::Postcondition, &scope);
        let planned = PlannedResource {
            address,
            module: instance.address.to_string(),
            mode,
            kind: resource.kind.clone(),
            name: resource.name.clone(),
            key,
            value: value.clone(),
            pending,
            schema_version: provider.version(mode, &resource.kind),
            range: resource.range.clone(),
        };
        self.plan(path(instance), planned);
        sound.then_some(value)
    }

    /// Whether what a data source explicitly depends on, or a module that it is in, is made only when the plan is applied.
    fn has_pending(&self, instance: &Rc<Instance<'a>>, resource: &Resource) -> bool {
        let own = self.any_pending(instance, &resource.depends_on);
        let mut inner = instance.clone();
        let mut modules = false;
        while let Some((parent, call, _)) = &inner.call {
            modules |= self.any_pending(parent, &call.depends_on);
            let parent = parent.clone();
            inner = parent;
        }
        own || modules
    }

    fn any_pending(&self, instance: &Rc<Instance<'a>>, depends_on: &[Located]) -> bool {
        depends_on.iter().filter_map(Dependency::of).any(|on| self.is_pending(instance, &on))
    }

    /// Whether anything managed is planned at an address such as `aws_vpc.this` or `module.network`.
    fn is_pending(&self, instance: &Rc<Instance<'a>>, on: &Dependency) -> bool {
        match on {
            Dependency::Data(_) | Dependency::Ephemeral(_) => false,
            Dependency::Resource(key) => {
                let resource = instance.module.resources.get_index_of(key);
                let value = resource.and_then(|at| self.resource(instance, Mode::Managed, at));
                value.is_some_and(|value| {
                    value.as_elements().is_none_or(|all| !all.is_empty())
                        && value.as_entries().is_none_or(|all| !all.is_empty())
                })
            }
            Dependency::Module(name) => {
                let call = instance.module.calls.get_index_of(name);
                let children = call.and_then(|call| self.children(instance, call));
                children.is_some_and(|children| children.instances().iter().any(|child| self.makes_something(child)))
            }
        }
    }

    /// Whether a module instance, or one that it calls, has a managed resource with an instance.
    fn makes_something(&self, instance: &Rc<Instance<'a>>) -> bool {
        let own = instance.module.resources.keys().map(|key| Dependency::Resource(key.clone()));
        let called = instance.module.calls.keys().map(|name| Dependency::Module(name.clone()));
        own.chain(called).any(|on| self.is_pending(instance, &on))
    }

    /// A provider by the name that it has in a module instance; none when its configuration failed.
    pub(super) fn cloud(&self, instance: &Rc<Instance<'a>>, name: &str) -> Option<Cloud> {
        if let (Some((parent, call, _)), false) = (&instance.call, instance.module.providers.contains_key(name)) {
            return self.cloud(parent, call.providers.get(name).map_or(name, |name| name));
        }
        let provider = self.configuration.provider()?;
        // What is not this provider's has no schema here, and none of its resources is planned.
        if name.split('.').next() != Some(provider.prefix()) {
            return Some(Cloud::default());
        }
        let Some(at) = instance.module.providers.get_index_of(name) else { return Some(Cloud::default()) };
        let configured = self.provider(instance, at)?;
        Some(Cloud { region: configured.get("region")?, default_tags: configured.get("default_tags")? })
    }

    /// What a provider is configured to: its region and its default tags.
    pub(super) fn provider(&self, instance: &Rc<Instance<'a>>, at: usize) -> Option<Value> {
        self.node(instance, Node::Provider(at), || {
            let (name, configured) = instance.module.providers.get_index(at)?;
            let provider = self.configuration.provider()?;
            if name.split('.').next() != Some(provider.prefix()) {
                return Some(Value::object([]));
            }
            let reader = Reader { walk: self, file: &configured.file, kept_as: None };
            let (schema, scope) = (provider.configuration(), self.scope(instance));
            let value = reader.object(&configured.body, schema, &scope, true, &configured.open)?;
            let Cloud { region, default_tags } = Cloud::default();
            let region = value.get("region").filter(|region| !region.is_null()).unwrap_or(region);
            let tags = value.get("default_tags").and_then(|blocks| match blocks.as_elements() {
                Some(blocks) => blocks.first().and_then(|block| block.get("tags")),
                None => Some(Value::unknown(Type::map(Type::String))),
            });
            let attributes = [("region".into(), region), ("default_tags".into(), tags.unwrap_or(default_tags))];
            Some(Value::object(attributes))
        })
    }

    /// The resources planned so far in Terraform's order, their places as in the exported repository.
    pub(super) fn planned_resources(&self) -> Vec<PlannedResource> {
        let mut planned = self.planned.take();
        // The modules near the root first; in each, what is read before what is made.
        planned.sort_by(|a, b| {
            let ((module, a), (other, b)) = (&**a, &**b);
            let depth = module.len().cmp(&other.len()).then_with(|| module.cmp(other));
            depth.then_with(|| (b.mode, &a.kind, &a.name, &a.key).cmp(&(a.mode, &b.kind, &b.name, &b.key)))
        });
        planned
            .into_iter()
            .map(|planned| {
                let (_, resource) = Arc::unwrap_or_clone(planned);
                PlannedResource { range: self.root.shown_range(resource.range), ..resource }
            })
            .collect()
    }
}

/// What all that a resource gives is marked with.
fn marks(mode: Mode) -> Marks {
    if mode == Mode::Ephemeral { Marks::EPHEMERAL } else { Marks::NONE }
}

/// Marks the attributes that the schema says are sensitive.
fn sensitive(block: &Block, value: Value) -> Value {
    if value.as_entries().is_none() || !block.attributes.values().any(|attribute| attribute.sensitive) {
        return value;
    }
    let marks = value.marks();
    let mut attributes = value.into_entries();
    for (name, value) in &mut attributes {
        if block.attributes.get(name).is_some_and(|attribute| attribute.sensitive) {
            *value = value.clone().with_marks(Marks::SENSITIVE);
        }
    }
    Value::object_like(&block.ty(), attributes).with_marks(marks)
}

/// The calls that lead to a module instance, outermost first.
fn path(instance: &Rc<Instance<'_>>) -> ModulePath {
    let Some((parent, call, repetition)) = &instance.call else { return Vec::new() };
    let mut path = path(parent);
    path.push((call.name.clone(), repetition.key()));
    path
}

/// `module.network.aws_nat_gateway.this["a"]`
fn address(instance: &Instance<'_>, resource: &Resource, mode: Mode, key: Option<&InstanceKey>) -> String {
    let module = if instance.address.is_empty() { String::new() } else { format!("{}.", instance.address) };
    let key = match key {
        None => String::new(),
        Some(InstanceKey::Index(i)) => format!("[{i}]"),
        Some(InstanceKey::Key(key)) => format!("[{}]", crate::terraform::quote::quote(key)),
    };
    format!("{module}{}{}.{}{key}", mode.prefix(), resource.kind, resource.name)
}
