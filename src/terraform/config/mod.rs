//! What a directory of `.tf` files declares, parsed once: variables, locals, module calls, resources, outputs.
//!
//! Invariant: nothing is evaluated here. Expressions are kept as parsed, with the file they stand in, so that every span
//! can become a place. What cannot be decoded is a diagnostic of the module.

mod conditions;
mod decode;
mod labels;
mod meta;
mod mode;
mod settings;
mod variable;
mod version;
mod words;

use std::collections::BTreeMap;
use std::ops::Range as Span;
use std::sync::{Arc, OnceLock};

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use super::diagnostic::{Diagnostic, Range};
use super::provider::Provider;
use super::source::{SourceFile, Tree, normalize};
use super::types::Str;
use super::value::Value;
use crate::hcl::expr::Expression;
use crate::hcl::structure::Body;
use crate::rest::{Never, Rest, at_once, step};

pub use decode::describe;
pub use mode::Mode;
pub use variable::{Validation, Variable};

/// What is declared by name, in the order of the text.
pub type Declared<T> = IndexMap<Str, T, FxBuildHasher>;

/// Every module of a tree, by directory; each is parsed when it is first asked for.
#[derive(Clone, Debug)]
pub struct Configuration {
    tree: Tree,
    modules: BTreeMap<Str, OnceLock<Arc<Module>>>,
    provider: Option<Arc<Provider>>,
    facts: BTreeMap<Str, Value>,
}

impl Configuration {
    /// A module for every directory of the tree that has `.tf` files.
    pub fn load(tree: Tree) -> Configuration {
        let mut modules = BTreeMap::new();
        for file in tree.iter().filter(|file| file.path.ends_with(".tf")) {
            let dir = file.path.rsplit_once('/').map_or("", |(dir, _)| dir);
            if !modules.contains_key(dir) {
                modules.insert(dir.into(), OnceLock::new());
            }
        }
        Configuration { tree, modules, provider: None, facts: BTreeMap::new() }
    }

    /// The same with what a provider knows: without it every resource is wholly unknown.
    #[must_use]
    pub fn with_provider(self, provider: Arc<Provider>) -> Configuration {
        Configuration { provider: Some(provider), ..self }
    }

    /// The same with facts about the cloud that data sources will find, by data source and attribute
    /// (`aws_availability_zones.names`).
    #[must_use]
    pub fn with_facts(self, facts: BTreeMap<Str, Value>) -> Configuration {
        Configuration { facts, ..self }
    }

    /// What the provider knows, if anything does.
    pub fn provider(&self) -> Option<&Provider> {
        self.provider.as_deref()
    }

    /// What data sources are known to find.
    pub fn facts(&self) -> &BTreeMap<Str, Value> {
        &self.facts
    }

    /// The module in a directory.
    pub fn module(&self, dir: &str) -> Option<&Arc<Module>> {
        self.modules.get(dir).map(|module| self.loaded(dir, module))
    }

    /// All modules, ordered by directory.
    pub fn modules(&self) -> impl Iterator<Item = &Arc<Module>> {
        self.modules.iter().map(|(dir, module)| self.loaded(dir, module))
    }

    fn loaded<'m>(&self, dir: &str, module: &'m OnceLock<Arc<Module>>) -> &'m Arc<Module> {
        module.get_or_init(|| Arc::new(Module::load(&self.tree, dir)))
    }

    /// Parses what has not been asked for yet, file by file.
    pub async fn read(&self, rest: &dyn Rest) {
        for (dir, module) in self.modules.iter().filter(|(_, module)| module.get().is_none()) {
            // Parsed meanwhile by somebody else: it says the same.
            let _ = module.set(Arc::new(Module::read(&self.tree, dir, rest).await));
        }
    }

    /// The module that a call in a module calls, when its source is a directory of this tree.
    pub fn called(&self, call: &ModuleCall) -> Option<&Arc<Module>> {
        self.module(call.source_dir.as_deref()?)
    }

    /// The files that were parsed, and those beside them (templates).
    pub fn tree(&self) -> &Tree {
        &self.tree
    }
}

/// A module: one directory.
#[derive(Debug, Default)]
pub struct Module {
    /// The directory, relative to the tree.
    pub dir: Str,
    /// `variable` blocks in the order of the files and in them.
    pub variables: Declared<Variable>,
    /// Entries of `locals` blocks.
    pub locals: Declared<Local>,
    /// `module` blocks.
    pub calls: Declared<ModuleCall>,
    /// `output` blocks.
    pub outputs: Declared<Output>,
    /// `resource` blocks, by `type.name`.
    pub resources: Declared<Resource>,
    /// `data` blocks, by `type.name`.
    pub data: Declared<Resource>,
    /// `ephemeral` blocks, by `type.name`.
    pub ephemeral: Declared<Resource>,
    /// `check` blocks, by name.
    pub checks: Declared<Check>,
    /// `provider` blocks, by name, or by name and alias: `aws.us`.
    pub providers: Declared<ProviderBlock>,
    /// What was wrong with the text itself.
    pub diagnostics: Vec<Diagnostic>,
    /// Which `required_version` this Terraform is not; what is said of it depends on who calls the module.
    unsupported: Vec<(Arc<SourceFile>, Span<usize>)>,
    /// The first `backend` block.
    backend: Option<Range>,
    /// `configuration_aliases`: the further configurations of providers that whoever calls the module must pass.
    pub(super) aliases: Vec<Str>,
    /// Set once the module, as a root, is known to be valid whatever its inputs are.
    pub(super) validates: OnceLock<()>,
}

/// An expression and the file that it stands in.
#[derive(Clone, Debug)]
pub struct Located {
    /// As parsed.
    pub expr: Expression,
    /// Where its spans point into.
    pub file: Arc<SourceFile>,
}

impl Located {
    /// Where the expression stands.
    pub fn range(&self) -> Range {
        self.file.range(self.expr.span())
    }
}

/// One entry of a `locals` block.
#[derive(Debug)]
pub struct Local {
    /// What it stands for.
    pub value: Located,
    /// The whole attribute.
    pub range: Range,
}

/// A `module` block.
#[derive(Debug)]
pub struct ModuleCall {
    /// `module.<name>`
    pub name: Str,
    /// The text of `source`.
    pub source: Option<Str>,
    /// The directory that it means in this tree, when it is a relative path.
    pub source_dir: Option<Str>,
    /// `count`
    pub count: Option<Located>,
    /// `for_each`
    pub for_each: Option<Located>,
    /// The arguments, which are the module's variables.
    pub arguments: Declared<Located>,
    /// Where the name of each argument stands.
    pub(super) names: Declared<Span<usize>>,
    /// The entries of `depends_on`.
    pub depends_on: Vec<Located>,
    /// `providers`: what the module calls a provider → what it is called here, as `aws` or `aws.us`.
    pub providers: Declared<Str>,
    /// The block's header.
    pub range: Range,
    /// The brace behind it.
    pub(super) open: Span<usize>,
    /// The whole block, in bytes.
    pub span: Span<usize>,
    /// The file it stands in.
    pub file: Arc<SourceFile>,
}

/// What an entry of `depends_on` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dependency {
    /// `aws_vpc.this`
    Resource(Str),
    /// `data.aws_region.current`, without `data`.
    Data(Str),
    /// `ephemeral.aws_secretsmanager_random_password.master`, without `ephemeral`.
    Ephemeral(Str),
    /// `module.network`, without `module`.
    Module(Str),
}

/// A `resource`, `data` or `ephemeral` block; its body is kept as parsed.
#[derive(Debug)]
pub struct Resource {
    /// `aws_vpc`
    pub kind: Str,
    /// Where that stands: the first label.
    pub(super) kind_at: Span<usize>,
    /// `this`
    pub name: Str,
    /// `count`
    pub count: Option<Located>,
    /// `for_each`
    pub for_each: Option<Located>,
    /// Everything in the block.
    pub body: Body,
    /// The file it stands in.
    pub file: Arc<SourceFile>,
    /// The entries of `depends_on`.
    pub depends_on: Vec<Located>,
    /// `provider`, as `aws.us`; none for the type's own.
    pub provider: Option<Str>,
    /// `lifecycle { precondition { … } }`
    pub preconditions: Vec<Condition>,
    /// `lifecycle { postcondition { … } }`
    pub postconditions: Vec<Condition>,
    /// The block's header.
    pub range: Range,
    /// The brace behind it.
    pub(super) open: Span<usize>,
}

/// A `check` block.
#[derive(Debug)]
pub struct Check {
    /// What should hold: its `assert` blocks.
    pub asserts: Vec<Condition>,
    /// The block's header.
    pub range: Range,
}

/// Something that should hold, and what to say when it does not: `precondition`, `postcondition`, `assert`.
#[derive(Debug)]
pub struct Condition {
    /// What should hold.
    pub condition: Located,
    /// What to say when it does not.
    pub error_message: Located,
}

/// A `provider` block; its body is kept as parsed.
#[derive(Debug)]
pub struct ProviderBlock {
    /// Everything in the block.
    pub body: Body,
    /// The file it stands in.
    pub file: Arc<SourceFile>,
    /// The block's header.
    pub range: Range,
    /// The brace behind it.
    pub(super) open: Span<usize>,
}

/// An `output` block.
#[derive(Debug)]
pub struct Output {
    /// What it stands for.
    pub value: Option<Located>,
    /// `description`
    pub description: Option<String>,
    /// `sensitive`
    pub sensitive: bool,
    /// `ephemeral`
    pub ephemeral: bool,
    /// The entries of `depends_on`.
    pub depends_on: Vec<Located>,
    /// `precondition { … }`
    pub preconditions: Vec<Condition>,
    /// The block's header.
    pub range: Range,
}

impl Module {
    /// Parses the `.tf` files of a directory.
    pub fn load(tree: &Tree, dir: &str) -> Module {
        at_once(Module::read(tree, dir, &Never))
    }

    async fn read(tree: &Tree, dir: &str, rest: &dyn Rest) -> Module {
        let mut module = Module { dir: dir.into(), ..Module::default() };
        for file in tree.files_in(dir).filter(|file| file.path.ends_with(".tf")) {
            decode::file(&mut module, file);
            step(rest).await;
        }
        module
    }

    /// The directory that a `source` means, seen from this module; none for anything but a relative path.
    fn resolve(&self, source: &str) -> Option<Str> {
        let relative = source.starts_with("./") || source.starts_with("../");
        relative.then(|| normalize(&format!("{}/{source}", self.dir)).into())
    }
}
