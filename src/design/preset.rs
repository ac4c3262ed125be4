//! What a design starts from, with the reasons that stand beside the values: `presets/<kind>.tfvars` for an environment of a
//! kind, `presets/bootstrap.tfvars` and `presets/delivery.tfvars` for what exists once. Those are the first preset's; of the
//! others `presets/<preset>/` says what they change of it.
//!
//! Invariant: every preset has every kind.

use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};
use serde_json::Value as Json;

use super::json::{Fitted, fit};
use super::presentation::Presentation;
use super::root::RootId;
use crate::blueprint::BlueprintError;
use crate::terraform::config::{Configuration, Module};
use crate::terraform::diagnostic::Diagnostic;
use crate::terraform::json::from_value;
use crate::terraform::source::SourceFile;
use crate::terraform::types::Str;
use crate::terraform::value::Value;
use crate::terraform::{eval, tfvars};

/// All presets, and the kinds of environments that they have.
#[derive(Clone, Debug, Default)]
pub struct Presets {
    /// In the order in which a change reaches them.
    pub kinds: Vec<Str>,
    /// By the preset's name, then by what a file is named after: a kind, `bootstrap` or `delivery`.
    all: IndexMap<Str, IndexMap<Str, Preset>>,
    /// By what a file is named after: what presets differ in.
    decided: IndexMap<Str, IndexSet<Str>>,
}

/// What the first preset is called where nobody named it.
const UNNAMED: &str = "seed";

impl Presets {
    /// Reads the presets of a blueprint's files.
    ///
    /// # Errors
    /// There are no kinds, folders and names do not agree, or a value does not fit its variable.
    pub fn read(configuration: &Configuration, presentation: &Presentation) -> Result<Presets, BlueprintError> {
        let mut wrong: Vec<Diagnostic> = Vec::new();
        let tree = configuration.tree();
        let once = [RootId::Bootstrap, RootId::Delivery].map(|root| root.blueprint_dir());
        let file = |path: &str| Some(path.strip_prefix("presets/")?.strip_suffix(".tfvars")?.to_owned());
        let files: Vec<String> = tree.under("presets").filter_map(|found| file(&found.path)).collect();
        let first = files.iter().filter(|file| !file.contains('/') && !once.contains(&file.as_str()));
        let mut kinds: Vec<Str> = first.map(|kind| kind.as_str().into()).collect();
        let place = |kind: &str| presentation.kinds.get_index_of(kind).unwrap_or(usize::MAX);
        kinds.sort_by_key(|kind| place(kind));
        let named = || presentation.presets.keys().map(|name| Str::from(name.as_str()));
        let names: Vec<Str> = if named().next().is_none() { vec![UNNAMED.into()] } else { named().collect() };
        if kinds.is_empty() || configuration.module(RootId::environment("").blueprint_dir()).is_none() {
            return Err(BlueprintError::Missing("environment/ with presets/<kind>.tfvars"));
        }
        if let Some(kind) = presentation.kinds.keys().find(|kind| !kinds.iter().any(|known| **known == ***kind)) {
            return Err(BlueprintError::Presets(format!("kind {kind} has no file presets/{kind}.tfvars")));
        }
        let folders = files.iter().filter_map(|file| file.split_once('/'));
        if let Some((folder, file)) = folders.into_iter().find(|(folder, file)| {
            let whose = names.iter().skip(1).any(|name| **name == **folder);
            !whose || !(once.contains(file) || kinds.iter().any(|kind| **kind == **file))
        }) {
            let what =
                format!("presets/{folder}/{file}.tfvars belongs to no preset and kind that presentation.hcl names");
            return Err(BlueprintError::Presets(what));
        }
        let mut presets = Presets::default();
        for stem in kinds.iter().cloned().chain(once.map(Str::from)) {
            let root = if once.contains(&&*stem) { &*stem } else { RootId::environment("").blueprint_dir() };
            let Some(module) = configuration.module(root) else { continue };
            let mut read = |path: &str| match tree.get(path).map(|file| Preset::parse(file, module)) {
                Some(Ok(preset)) => preset,
                Some(Err(diagnostics)) => {
                    wrong.extend(diagnostics);
                    Preset::default()
                }
                None => Preset::default(),
            };
            let mut first: Option<Preset> = None;
            for name in &names {
                let preset = match &first {
                    None => first.insert(read(&format!("presets/{stem}.tfvars"))).clone(),
                    Some(first) => {
                        let changes = read(&format!("presets/{name}/{stem}.tfvars"));
                        presets.decided.entry(stem.clone()).or_default().extend(changes.values.keys().cloned());
                        first.clone().with(changes)
                    }
                };
                presets.all.entry(name.clone()).or_default().insert(stem.clone(), preset);
            }
        }
        presets.kinds = kinds;
        if wrong.is_empty() { Ok(presets) } else { Err(BlueprintError::Terraform(wrong)) }
    }

    /// The names of the presets, in the order of the page. A new design stands on the first.
    pub fn names(&self) -> impl Iterator<Item = &Str> {
        self.all.keys()
    }

    /// What a new design stands on.
    pub fn first(&self) -> Str {
        self.names().next().cloned().unwrap_or_else(|| UNNAMED.into())
    }

    /// The values that a preset has for environments of a kind, for `bootstrap` or for `delivery`.
    pub fn get(&self, preset: &str, stem: &str) -> Option<&Preset> {
        self.all.get(preset)?.get(stem)
    }

    /// Whether some preset sets this variable otherwise than the first: the presets decide it, and not their users alone.
    pub fn decide(&self, stem: &str, variable: &str) -> bool {
        self.decided.get(stem).is_some_and(|variables| variables.contains(variable))
    }
}

/// The values of one file, by variable, in its order.
#[derive(Clone, Debug, Default)]
pub struct Preset {
    /// By the variable's name.
    pub values: IndexMap<Str, PresetValue>,
}

/// One value of a preset.
#[derive(Clone, Debug)]
pub struct PresetValue {
    /// As JSON, of the variable's type.
    pub json: Json,
    /// As Terraform sees it.
    pub value: Value,
    /// Why: the comment behind it, without its `#`.
    pub comment: Option<String>,
}

impl Preset {
    /// With other values in the place of these.
    #[must_use]
    fn with(mut self, changes: Preset) -> Preset {
        self.values.extend(changes.values);
        self
    }

    /// Reads a file of values for a module's variables.
    pub fn parse(file: &Arc<SourceFile>, module: &Module) -> Result<Preset, Vec<Diagnostic>> {
        let (entries, mut diagnostics) = tfvars::parse(file);
        let mut values = IndexMap::new();
        for (name, entry) in entries {
            let range = entry.range();
            let wrong = |detail: String| vec![Diagnostic::error("Invalid preset", detail, Some(range.clone()))];
            let read = || -> Result<PresetValue, Vec<Diagnostic>> {
                let variable = module
                    .variables
                    .get(&name)
                    .ok_or_else(|| wrong(format!("{} has no variable {name}.", module.dir)))?;
                let json = from_value(&eval::literal(&entry)?).ok_or_else(|| wrong(format!("{name} is not known.")))?;
                let Fitted { json, value } =
                    fit(variable, &json).map_err(|mismatch| wrong(format!("{name}: {mismatch}.")))?;
                Ok(PresetValue { json, value, comment: comment_behind(file, range.end.byte) })
            };
            match read() {
                Ok(value) => {
                    values.insert(name, value);
                }
                Err(wrong) => diagnostics.extend(wrong),
            }
        }
        if diagnostics.is_empty() { Ok(Preset { values }) } else { Err(diagnostics) }
    }
}

/// The comment that ends the line on which a value ends.
fn comment_behind(file: &SourceFile, end: usize) -> Option<String> {
    let rest = file.slice(end..file.line_end(file.position(end).line));
    let comment = rest.trim_start().strip_prefix('#')?.trim();
    (!comment.is_empty()).then(|| comment.to_owned())
}
