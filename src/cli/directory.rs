//! Any directory with Terraform in it: its files and those of the local modules that it calls, in a tree, with the values
//! that Terraform would read beside them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::Failure;
use crate::terraform::config::{Configuration, Module};
use crate::terraform::diagnostic::Diagnostic;
use crate::terraform::plan::{self, Plan, Root};
use crate::terraform::provider::Provider;
use crate::terraform::source::{SourceFile, Tree, relative};

/// All types that are known of the provider, not only those that the blueprint uses.
const SCHEMA: &str = include_str!("../../tools/fake-aws/schema/schema.json");
const DEFAULTS: &str = include_str!("../../tools/fake-aws/tables/defaults.table");

/// Larger files are no text that a configuration reads.
const LARGEST: u64 = 1 << 20;

/// More files than this are no configuration.
const MOST: usize = 20_000;

/// A root module on disk with all that it needs.
#[derive(Debug)]
pub(super) struct Directory {
    configuration: Configuration,
    /// The root module's directory in the configuration's tree.
    dir: String,
    /// `terraform.tfvars`, `*.auto.tfvars` and what `--var-file` names, in the order in which they count.
    values: Vec<Arc<SourceFile>>,
    /// What lies there and is not read.
    unread: Vec<Diagnostic>,
}

impl Directory {
    /// Reads a directory.
    pub fn read(path: &Path, var_files: &[PathBuf]) -> Result<Directory, Failure> {
        let top = path.canonicalize().map_err(Failure::io(path.display()))?;
        let modules = modules(&top)?;
        let base = modules.iter().fold(top.clone(), |base, dir| common(&base, dir));
        let name = |path: &Path| slashed(path.strip_prefix(&base).unwrap_or(path));
        let (mut tree, mut unread) = (Tree::default(), Vec::new());
        let mut count = 0;
        for dir in &modules {
            walk(dir, &mut |path, text| {
                count += 1;
                tree.insert(&name(path), text);
                if count > MOST {
                    return Err(Failure::Use(format!("{}: more than {MOST} files", dir.display())));
                }
                Ok(())
            })?;
            for file in listed(dir)?.iter().filter(|file| is_unread(file)) {
                unread.push(not_read(&name(file)));
            }
        }
        let mut values = Vec::new();
        let beside = listed(&top)?;
        let automatic = beside.iter().filter(|path| ends(path, ".auto.tfvars"));
        let usual = beside.iter().filter(|path| ends(path, "/terraform.tfvars"));
        for path in usual.chain(automatic).chain(var_files) {
            let text = fs::read_to_string(path).map_err(Failure::io(path.display()))?;
            let shown = path.canonicalize().unwrap_or_else(|_| path.clone());
            let shown = if shown.starts_with(&base) { name(&shown) } else { slashed(path) };
            values.push(Arc::new(SourceFile::new(&shown, &text)));
        }
        for path in beside.iter().filter(|path| ends(path, ".tfvars.json")) {
            unread.push(not_read(&name(path)));
        }
        let provider = Provider::parse(SCHEMA, DEFAULTS).map_err(|error| Failure::Use(error.to_string()))?;
        let configuration = Configuration::load(tree).with_provider(Arc::new(provider));
        Ok(Directory { configuration, dir: name(&top), values, unread })
    }

    /// What Terraform would say and plan, from nothing on.
    pub fn plan(&self) -> Plan {
        let files: Vec<&Arc<SourceFile>> = self.values.iter().collect();
        let mut plan = plan::evaluate_with(&self.configuration, &self.root(), &files);
        plan.diagnostics = self.placed(plan.diagnostics);
        plan
    }

    /// What Terraform would say whatever the values are.
    pub fn validate(&self) -> Vec<Diagnostic> {
        self.placed(plan::validate(&self.configuration, &self.root()))
    }

    /// What is known of the provider.
    pub fn provider(&self) -> Option<&Provider> {
        self.configuration.provider()
    }

    fn root(&self) -> Root<'_> {
        Root { dir: &self.dir, shown_as: &self.dir, tfvars: None }
    }

    /// With what was not read, and files named as from inside the directory.
    fn placed(&self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let from_inside = |mut diagnostic: Diagnostic| {
            if let Some(range) = diagnostic.range.as_mut().filter(|range| !range.filename.is_empty()) {
                range.filename = relative(&range.filename, &self.dir).into();
            }
            diagnostic
        };
        self.unread.iter().cloned().chain(found).map(from_inside).collect()
    }
}

/// A directory and those of the local modules that it calls, directly or not.
fn modules(top: &Path) -> Result<BTreeSet<PathBuf>, Failure> {
    let mut found = BTreeSet::from([top.to_owned()]);
    let mut waiting = vec![top.to_owned()];
    while let Some(dir) = waiting.pop() {
        let mut tree = Tree::default();
        for path in listed(&dir)?.iter().filter(|path| ends(path, ".tf")) {
            let text = fs::read_to_string(path).map_err(Failure::io(path.display()))?;
            tree.insert(&slashed(Path::new(path.file_name().unwrap_or_default())), &text);
        }
        let sources = Module::load(&tree, "").calls.into_values().filter_map(|call| call.source);
        for source in sources.filter(|source| source.starts_with("./") || source.starts_with("../")) {
            // One that is not there is said by whoever calls it.
            let Ok(called) = dir.join(&*source).canonicalize() else { continue };
            if called.is_dir() && found.insert(called.clone()) {
                waiting.push(called);
            }
        }
    }
    Ok(found)
}

/// The files directly in a directory that Terraform would look at, in order.
fn listed(dir: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir).map_err(Failure::io(dir.display()))? {
        let path = entry.map_err(Failure::io(dir.display()))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let ignored = name.starts_with('.') || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'));
        if path.is_file() && !ignored {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Every text file in a directory and below it.
fn walk(dir: &Path, each: &mut dyn FnMut(&Path, &str) -> Result<(), Failure>) -> Result<(), Failure> {
    for entry in fs::read_dir(dir).map_err(Failure::io(dir.display()))? {
        let entry = entry.map_err(Failure::io(dir.display()))?;
        let (path, name) = (entry.path(), entry.file_name());
        let kind = entry.file_type().map_err(Failure::io(path.display()))?;
        if kind.is_dir() {
            let left_behind = matches!(&*name.to_string_lossy(), ".git" | ".terraform" | "node_modules" | "target");
            if !left_behind {
                walk(&path, each)?;
            }
        } else if entry.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() <= LARGEST)
            && let Ok(text) = fs::read_to_string(&path)
        {
            each(&path, &text)?;
        }
    }
    Ok(())
}

/// Terraform in a form that Landform does not read.
fn is_unread(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".tf.json") || name == "override.tf" || name.ends_with("_override.tf")
}

fn not_read(path: &str) -> Diagnostic {
    let what = match path {
        path if path.ends_with("override.tf") => "Landform does not merge override files",
        _ => "Landform does not read Terraform's JSON syntax",
    };
    let detail = format!("{what}: what stands in this file is missing here.");
    let file = SourceFile::new(path, "");
    Diagnostic::error("File not supported", detail, Some(file.range(0..0)))
}

/// The directory that holds both.
fn common(a: &Path, b: &Path) -> PathBuf {
    let both = a.components().zip(b.components()).take_while(|(a, b)| a == b);
    both.map(|(component, _)| component).collect()
}

fn ends(path: &Path, end: &str) -> bool {
    slashed(path).ends_with(end)
}

/// A path with `/` between its parts.
fn slashed(path: &Path) -> String {
    let mut text = String::new();
    for component in path.components() {
        match component {
            Component::RootDir => text.push('/'),
            other => {
                if !text.is_empty() && !text.ends_with('/') {
                    text.push('/');
                }
                text.push_str(&other.as_os_str().to_string_lossy());
            }
        }
    }
    text
}
