//! The blueprint: the Terraform that is the program, parsed once, with its presentation and its presets.
//!
//! Invariant: a [`Blueprint`] that exists has a presentation, and its presets fit its variables. A module and the costs are read
//! when they are first asked for: of the embedded ones a test sees to it that they can be.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use thiserror::Error;

use crate::cost::{CostError, Costs};
use crate::design::presentation::Unreadable;
use crate::design::{Presentation, Presented, Presets, RootId};
use crate::rest::{Never, Rest, at_once, step};
use crate::terraform::config::{Configuration, Module, Variable};
use crate::terraform::diagnostic::Diagnostic;
use crate::terraform::provider::{Provider, ProviderError};
use crate::terraform::source::Tree;
use crate::terraform::types::Str;

include!(concat!(env!("OUT_DIR"), "/blueprint.rs"));

/// The provider's schema and defaults, cut to what the blueprint uses; the schema with a line for each type.
const PROVIDER_SCHEMA: &str = include_str!(concat!(env!("OUT_DIR"), "/provider_schema.lines"));
const PROVIDER_DEFAULTS: &str = include_str!(concat!(env!("OUT_DIR"), "/provider_defaults.table"));

/// Everything that a design is made of and held against.
#[derive(Debug)]
pub struct Blueprint {
    /// The modules, parsed; and through `tree()` every file.
    pub configuration: Configuration,
    /// Groups, labels, units.
    pub presentation: Presentation,
    /// What designs start from.
    pub presets: Presets,
    costs: OnceLock<Costs>,
    /// Of a new design.
    roots: Vec<RootId>,
    /// Paths of the files that are to come.
    awaited: &'static [&'static str],
    /// Every file, once they have come.
    whole: OnceLock<Tree>,
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
    /// Presets do not agree with what is said of them.
    #[error("{0}")]
    Presets(String),
    /// What is said of the provider cannot be read.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// Terraform or presets that cannot be read.
    #[error("{}", .0.iter().map(line).collect::<Vec<_>>().join("\n"))]
    Terraform(Vec<Diagnostic>),
}

/// What is wrong with the modules.
fn broken(configuration: &Configuration) -> impl Iterator<Item = Diagnostic> {
    configuration.modules().flat_map(|module| module.diagnostics.iter().cloned())
}

fn line(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.range.as_ref().map(|r| format!("{}:{}: ", r.filename, r.start.line)).unwrap_or_default();
    format!("{place}{}: {}", diagnostic.summary, diagnostic.detail)
}

impl Blueprint {
    /// The blueprint that Landform was built with. A module is read when it is first asked for.
    pub fn embedded() -> Result<Blueprint, BlueprintError> {
        at_once(Blueprint::of_files(&Never))
    }

    /// The same with every module, and with rests: nothing is left that would have to be read in one go.
    pub async fn embedded_resting(rest: &dyn Rest) -> Result<Blueprint, BlueprintError> {
        let blueprint = Blueprint::of_files(rest).await?;
        blueprint.configuration.read(rest).await;
        Ok(blueprint)
    }

    async fn of_files(rest: &dyn Rest) -> Result<Blueprint, BlueprintError> {
        let blueprint = Blueprint::read(FILES.iter().copied().collect(), rest).await?;
        Ok(Blueprint { awaited: LATER, ..blueprint })
    }

    /// Every file; as long as some are to come, those that plans are made of.
    pub fn files(&self) -> &Tree {
        self.whole.get().unwrap_or_else(|| self.configuration.tree())
    }

    /// Whether every file is there: without them there is no repository.
    pub fn is_whole(&self) -> bool {
        self.awaited.is_empty() || self.whole.get().is_some()
    }

    /// Takes in the files that were to come: a JSON object of texts by path.
    ///
    /// # Errors
    /// What is no such object, or lacks one of them.
    pub fn complete(&self, texts: &str) -> Result<(), BlueprintError> {
        let texts: BTreeMap<String, String> =
            serde_json::from_str(texts).map_err(|_| BlueprintError::Missing("texts"))?;
        if let Some(missing) = self.awaited.iter().find(|path| !texts.contains_key(**path)) {
            return Err(BlueprintError::Missing(missing));
        }
        let mut whole = self.configuration.tree().clone();
        for (path, text) in &texts {
            whole.insert(path, text);
        }
        // Whoever was first is right: there is only one rest.
        let _ = self.whole.set(whole);
        Ok(())
    }

    /// A blueprint from its files: `environment/`, `presentation.hcl` and `presets/*.tfvars` at least.
    pub fn from_tree(tree: Tree) -> Result<Blueprint, BlueprintError> {
        let blueprint = at_once(Blueprint::read(tree, &Never))?;
        blueprint.check()?;
        Ok(blueprint)
    }

    /// Reads what is needed at once.
    async fn read(tree: Tree, rest: &dyn Rest) -> Result<Blueprint, BlueprintError> {
        let presentation = tree.get("presentation.hcl").ok_or(BlueprintError::Missing("presentation.hcl"))?;
        let presentation = Presentation::parse(presentation)?;
        step(rest).await;
        let provider = Provider::parse_lines(PROVIDER_SCHEMA, PROVIDER_DEFAULTS)?;
        step(rest).await;
        let configuration = Configuration::load(tree).with_provider(Arc::new(provider));
        let presets = Presets::read(&configuration, &presentation).map_err(|error| match error {
            // What is wrong with a module makes its presets wrong too.
            BlueprintError::Terraform(wrong) => {
                BlueprintError::Terraform(broken(&configuration).chain(wrong).collect())
            }
            other => other,
        })?;
        let mut blueprint = Blueprint {
            configuration,
            presentation,
            presets,
            costs: OnceLock::new(),
            roots: Vec::new(),
            awaited: &[],
            whole: OnceLock::new(),
        };
        let environments = blueprint.environments().cloned().map(RootId::Environment);
        blueprint.roots = environments.chain(blueprint.once()).collect();
        Ok(blueprint)
    }

    /// Whether what is read later can be read.
    fn check(&self) -> Result<(), BlueprintError> {
        let wrong: Vec<Diagnostic> = broken(&self.configuration).collect();
        if !wrong.is_empty() {
            return Err(BlueprintError::Terraform(wrong));
        }
        Costs::of(self.configuration.tree())?;
        Ok(self.check_conditions()?)
    }

    /// What of the planned resources is paid for, and the prices.
    pub fn costs(&self) -> &Costs {
        self.costs.get_or_init(|| Costs::of(self.configuration.tree()).unwrap_or_default())
    }

    /// Whether every `when` can be answered from the variables of the roots that its option is of.
    fn check_conditions(&self) -> Result<(), Unreadable> {
        for (name, option) in self.presentation.groups.values().flat_map(|group| &group.options) {
            let Some(when) = &option.when else { continue };
            for root in self.roots().filter(|root| option.scope.holds(root) && self.variable(root, name).is_some()) {
                let Some(module) = self.module(root) else { continue };
                when.check(&module.variables).map_err(|wrong| Unreadable::When(name.clone(), wrong))?;
            }
        }
        Ok(())
    }

    /// The names and the kinds of a new design's environments, in order: each is named after its kind.
    pub fn environments(&self) -> impl Iterator<Item = &Str> {
        let first = &self.presentation.environments;
        self.presets.kinds.iter().filter(move |kind| first.is_empty() || first.iter().any(|name| **name == ***kind))
    }

    /// The roots of a new design, in the order of the page: the environments, bootstrap, delivery. Others have other
    /// environments: [`crate::design::Design::roots`].
    pub fn roots(&self) -> impl Iterator<Item = &RootId> {
        self.roots.iter()
    }

    /// The roots that every design has once.
    pub fn once(&self) -> impl Iterator<Item = RootId> {
        [RootId::Bootstrap, RootId::Delivery].into_iter().filter(|root| self.module(root).is_some())
    }

    /// The module of a root.
    pub fn module(&self, root: &RootId) -> Option<&Module> {
        self.configuration.module(root.blueprint_dir()).map(|module| &**module)
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
