//! The blueprint: the Terraform that is the program, parsed once, with its presentation and its presets.
//!
//! Invariant: a [`Blueprint`] that exists is whole: its presentation was read, and every preset fits its variables.

use std::sync::Arc;

use indexmap::IndexMap;
use thiserror::Error;

use crate::cost::{CostError, Costs};
use crate::design::presentation::Unreadable;
use crate::design::{Presentation, Presented, Preset, RootId};
use crate::terraform::config::{Configuration, Module, Variable};
use crate::terraform::diagnostic::Diagnostic;
use crate::terraform::provider::{Provider, ProviderError};
use crate::terraform::source::Tree;
use crate::terraform::types::Str;

include!(concat!(env!("OUT_DIR"), "/blueprint.rs"));

/// The provider's schema and defaults, cut to what the blueprint uses.
const PROVIDER_SCHEMA: &str = include_str!(concat!(env!("OUT_DIR"), "/provider_schema.json"));
const PROVIDER_DEFAULTS: &str = include_str!(concat!(env!("OUT_DIR"), "/provider_defaults.table"));

/// Everything that a design is made of and held against.
#[derive(Debug)]
pub struct Blueprint {
    /// The modules, parsed; and through `tree()` every file.
    pub configuration: Configuration,
    /// Groups, labels, units.
    pub presentation: Presentation,
    /// What a new design starts from, by root: environments by name, then bootstrap and delivery.
    pub presets: IndexMap<RootId, Preset>,
    /// What of the planned resources is paid for, and the prices.
    pub costs: Costs,
}

/// Why files are no blueprint.
#[derive(Debug, Error)]
pub enum BlueprintError {
    /// A file that must be there is not.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// `presentation.hcl` does not say what a presentation says.
    #[error("presentation.hcl: {0}")]
    Presentation(#[from] Unreadable),
    /// What of the resources is paid for, or what it costs, cannot be read.
    #[error(transparent)]
    Costs(#[from] CostError),
    /// What is said of the provider cannot be read.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// Terraform or presets that cannot be read.
    #[error("{}", .0.iter().map(line).collect::<Vec<_>>().join("\n"))]
    Terraform(Vec<Diagnostic>),
}

fn line(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.range.as_ref().map(|r| format!("{}:{}: ", r.filename, r.start.line)).unwrap_or_default();
    format!("{place}{}: {}", diagnostic.summary, diagnostic.detail)
}

impl Blueprint {
    /// The blueprint that Landform was built with.
    pub fn embedded() -> Result<Blueprint, BlueprintError> {
        Blueprint::from_tree(FILES.iter().copied().collect())
    }

    /// A blueprint from its files: `environment/`, `presentation.hcl` and `presets/*.tfvars` at least.
    pub fn from_tree(tree: Tree) -> Result<Blueprint, BlueprintError> {
        let presentation = tree.get("presentation.hcl").ok_or(BlueprintError::Missing("presentation.hcl"))?;
        let presentation = Presentation::parse(&presentation.text)?;
        let provider = Provider::parse(PROVIDER_SCHEMA, PROVIDER_DEFAULTS)?;
        let costs = Costs::of(&tree)?;
        let configuration = Configuration::load(tree).with_provider(Arc::new(provider));
        let mut wrong: Vec<Diagnostic> =
            configuration.modules().flat_map(|module| module.diagnostics.iter().cloned()).collect();
        let presets = presets(&configuration, &mut wrong)?;
        if wrong.is_empty() {
            Ok(Blueprint { configuration, presentation, presets, costs })
        } else {
            Err(BlueprintError::Terraform(wrong))
        }
    }

    /// Every root, in the order of the page: the environments by name, bootstrap, delivery.
    pub fn roots(&self) -> impl Iterator<Item = &RootId> {
        self.presets.keys()
    }

    /// The names of the environments, in order.
    pub fn environments(&self) -> impl Iterator<Item = &Str> {
        self.roots().filter_map(RootId::environment_name)
    }

    /// The module of a root.
    pub fn module(&self, root: &RootId) -> Option<&Module> {
        self.presets.contains_key(root).then(|| self.configuration.module(root.blueprint_dir()))?.map(|m| &**m)
    }

    /// A variable of a root that a person may choose a value for: not those that the export supplies.
    pub fn variable(&self, root: &RootId, name: &str) -> Option<&Variable> {
        self.module(root)?.variables.get(name).filter(|_| !self.presentation.is_supplied(name))
    }

    /// How a root's variable is presented.
    pub fn presented(&self, root: &RootId, name: &str) -> Option<&Presented> {
        self.variable(root, name).and_then(|_| self.presentation.of(root, name))
    }
}

/// One preset per environment, named by its file, then those of the roots that occur once.
fn presets(
    configuration: &Configuration,
    wrong: &mut Vec<Diagnostic>,
) -> Result<IndexMap<RootId, Preset>, BlueprintError> {
    let tree = configuration.tree();
    let name = |path: &str| Some(path.strip_prefix("presets/")?.strip_suffix(".tfvars")?.to_owned());
    let once = [RootId::Bootstrap, RootId::Delivery];
    let environments = tree
        .files_in("presets")
        .filter_map(|file| name(&file.path))
        .filter(|name| !once.iter().any(|root| root.blueprint_dir() == name))
        .map(RootId::environment);
    let mut presets = IndexMap::new();
    for root in environments.chain(once.clone()) {
        let Some(module) = configuration.module(root.blueprint_dir()) else { continue };
        let preset = match tree.get(&format!("presets/{root}.tfvars")) {
            Some(file) => Preset::parse(file, module).unwrap_or_else(|diagnostics| {
                wrong.extend(diagnostics);
                Preset::default()
            }),
            None => Preset::default(),
        };
        presets.insert(root, preset);
    }
    match presets.keys().any(|root| root.environment_name().is_some()) {
        true => Ok(presets),
        false => Err(BlueprintError::Missing("environment/ with presets/<name>.tfvars")),
    }
}
