//! Which files a repository has, and where each comes from.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use thiserror::Error;

use super::context::Context;
use super::escape::Destination;
use super::{link, moved};
use crate::blueprint::Blueprint;
use crate::design::{self, Design, Evaluation, RootId, RootPlan, file};
use crate::hcl::first_of;
use crate::terraform::diagnostic::Diagnostic;
use crate::terraform::source::SourceFile;
use crate::terraform::template;
use crate::terraform::types::Str;

/// What a template's name ends in.
const TEMPLATE: &str = ".tftpl";

/// The exported repository.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repository {
    /// The project that it is of, as the user named it.
    pub name: String,
    /// Text by path. Paths are relative, with `/`.
    pub files: BTreeMap<String, String>,
}

/// Why a design has no repository. None of it is a user's fault: the blueprint is wrong, or not whole yet.
#[derive(Clone, Debug, Error)]
pub enum Error {
    /// Files of the blueprint have not come yet: see [`Blueprint::complete`].
    #[error("the texts of the repository are still being loaded")]
    Incomplete,
    /// Two sources give a file of one path.
    #[error("{path} would be written twice")]
    Collision {
        /// Theirs.
        path: String,
    },
    /// A path that is not one of a file in the repository.
    #[error("{path:?} is not a path of a file in the repository")]
    Path {
        /// As it was given.
        path: String,
    },
    /// A template makes a file for which it is not known how to escape.
    #[error("{path} is made by a template, and it is not known how to write a user's text into it")]
    Destination {
        /// The file.
        path: String,
    },
    /// A template cannot be rendered.
    #[error("{path} cannot be made: {}", lines(.diagnostics))]
    Template {
        /// The file.
        path: String,
        /// Why.
        diagnostics: Vec<Diagnostic>,
    },
    /// A file of a root is no HCL.
    #[error("{path} cannot be read: {message}")]
    Hcl {
        /// In the blueprint.
        path: String,
        /// What the parser says.
        message: String,
    },
    /// The pipeline's root gives no files, even where every option stands at its preset.
    #[error("delivery has no output \"files\" that holds texts by path: {}", lines(.diagnostics))]
    Delivery {
        /// What was said of the root.
        diagnostics: Vec<Diagnostic>,
    },
}

fn lines(diagnostics: &[Diagnostic]) -> String {
    let line = |d: &Diagnostic| {
        let place = d.range.as_ref().map(|r| format!("{}:{}: ", r.filename, r.start.line)).unwrap_or_default();
        format!("{place}{}: {}", d.summary, d.detail)
    };
    diagnostics.iter().map(line).collect::<Vec<_>>().join("; ")
}

/// The repository of a design. `site` is the address of the page, for the link to the design; without it the link is its
/// fragment alone. A design that breaks rules has one too.
pub fn repository(
    blueprint: &Blueprint,
    design: &Design,
    evaluation: &Evaluation,
    site: Option<&str>,
) -> Result<Repository, Error> {
    if !blueprint.is_whole() {
        return Err(Error::Incomplete);
    }
    let address = link::address(site, design, blueprint);
    let context = Context::new(blueprint, design, evaluation, &address);
    let mut builder = Builder { blueprint, context, files: BTreeMap::new() };
    for plan in &evaluation.roots {
        match &plan.root {
            RootId::Environment(name) => builder.environment(name, plan)?,
            RootId::Bootstrap => {
                builder.copy(plan.root.blueprint_dir())?;
                builder.insert(plan.root.tfvars_path(), plan.tfvars.text.to_string())?;
            }
            RootId::Delivery => {
                for (path, text) in delivered(blueprint, design, plan)? {
                    builder.insert(path, text)?;
                }
            }
        }
    }
    builder.copy("modules")?;
    builder.place("docs", "docs/")?;
    for diagram in std::mem::take(&mut builder.context.diagrams) {
        builder.insert(diagram.path, diagram.svg)?;
    }
    builder.place("repository", "")?;
    builder.insert("landform.json".to_owned(), file::write(design, blueprint, Some(&address)))?;
    Ok(Repository { name: project(blueprint, design), files: builder.files })
}

/// The name of the project: the first environment's.
fn project(blueprint: &Blueprint, design: &Design) -> String {
    let root = design.roots(blueprint).find(|root| root.environment_name().is_some());
    let project = root.and_then(|root| design.get(blueprint, &root, "project"));
    project.and_then(|project| project.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The files that the pipeline adds: delivery's output `files`. Where choices break its rules there is no such output;
/// then the files are those of the presets in their place, and the problems say which choices are meant.
fn delivered(blueprint: &Blueprint, design: &Design, plan: &RootPlan) -> Result<Vec<(String, String)>, Error> {
    if let Some(files) = files_of(plan) {
        return Ok(files);
    }
    let mut mended = design.clone();
    let variables = blueprint.module(&plan.root).into_iter().flat_map(|module| module.variables.keys());
    for name in variables.filter(|name| !plan.plan.variables.contains_key(*name)) {
        mended.reset(blueprint, &plan.root, name);
    }
    let evaluation = design::evaluate(blueprint, &mended);
    let mended = evaluation.root(&plan.root).unwrap_or(plan);
    files_of(mended).ok_or_else(|| Error::Delivery { diagnostics: mended.plan.diagnostics.clone() })
}

fn files_of(plan: &RootPlan) -> Option<Vec<(String, String)>> {
    let files = plan.plan.outputs.get("files")?;
    let text =
        |(path, text): (&Str, &crate::terraform::value::Value)| Some((path.to_string(), text.as_str()?.to_owned()));
    files.as_entries()?.iter().map(text).collect()
}

struct Builder<'a> {
    blueprint: &'a Blueprint,
    context: Context,
    files: BTreeMap<String, String>,
}

impl Builder<'_> {
    /// `environments/<name>/`: the environment's files, calling the modules from there, its values and its backend.
    fn environment(&mut self, name: &Str, plan: &RootPlan) -> Result<(), Error> {
        let (from, to) = (plan.root.blueprint_dir(), plan.root.repository_dir());
        for file in self.blueprint.files().under(from) {
            let path = plan.root.repository_path(&file.path);
            if is_template(file) && path.rsplit_once('/').is_some_and(|(dir, _)| dir == to) {
                self.render(file, &path, Some(name))?;
            } else if path.ends_with(".tf") || path.ends_with(".tftest.hcl") {
                let text = moved::moved(&file.text, from, &to);
                let wrong = |errors: Vec<_>| Error::Hcl { path: path.clone(), message: first_of(&errors, &file.text) };
                self.insert(path.clone(), text.map_err(wrong)?)?;
            } else {
                // Templates further down are Terraform's to read.
                self.insert(path, file.text.to_string())?;
            }
        }
        self.insert(plan.root.tfvars_path(), plan.tfvars.text.to_string())
    }

    /// A directory as it is.
    fn copy(&mut self, dir: &str) -> Result<(), Error> {
        for file in self.blueprint.files().under(dir) {
            self.insert(file.path.to_string(), file.text.to_string())?;
        }
        Ok(())
    }

    /// A directory's files at `to`: templates rendered, others as they are.
    fn place(&mut self, dir: &str, to: &str) -> Result<(), Error> {
        for file in self.blueprint.files().under(dir) {
            let path = format!("{to}{}", file.path.get(dir.len() + 1..).unwrap_or_default());
            if is_template(file) {
                self.render(file, &path, None)?;
            } else {
                self.insert(path, file.text.to_string())?;
            }
        }
        Ok(())
    }

    /// What a template comes to, at its path without the template's extension.
    fn render(&mut self, file: &SourceFile, path: &str, environment: Option<&Str>) -> Result<(), Error> {
        let path = path.strip_suffix(TEMPLATE).unwrap_or(path).to_owned();
        let Some(destination) = Destination::of(&path) else {
            return Err(Error::Destination { path });
        };
        let variables = self.context.variables(destination, environment);
        match template::render(self.blueprint.files(), &file.path, &variables) {
            Ok(text) => self.insert(path, text),
            Err(diagnostics) => Err(Error::Template { path, diagnostics }),
        }
    }

    fn insert(&mut self, path: String, text: String) -> Result<(), Error> {
        let odd = |c: char| matches!(c, '\\' | ':') || c.is_control();
        if path.split('/').any(|part| matches!(part, "" | "." | "..") || part.contains(odd)) {
            return Err(Error::Path { path });
        }
        match self.files.entry(path) {
            Entry::Vacant(entry) => {
                entry.insert(text);
                Ok(())
            }
            Entry::Occupied(entry) => Err(Error::Collision { path: entry.key().clone() }),
        }
    }
}

fn is_template(file: &SourceFile) -> bool {
    file.path.ends_with(TEMPLATE)
}
