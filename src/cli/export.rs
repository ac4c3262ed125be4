//! `landform export`: the repository, in a directory or as a zip.

use std::fs;
use std::path::Path;

use anstream::{eprint, eprintln};

use super::arguments::Export;
use super::{Failure, Outcome, input, plan, report};
use crate::blueprint::Blueprint;
use crate::design::{self, RootPlan};
use crate::export::{self, Repository};

pub(super) fn run(blueprint: &Blueprint, arguments: &Export) -> Result<Outcome, Failure> {
    let input = input::read(blueprint, &arguments.source)?;
    let evaluation = design::evaluate(blueprint, &input.design);
    let repository = export::repository(blueprint, &input.design, &evaluation, input.site.as_deref())?;
    if let Some(dir) = &arguments.target.out {
        write(&repository, dir, arguments.force)?;
    }
    if let Some(path) = &arguments.target.zip {
        fs::write(path, export::zip(&repository)?).map_err(Failure::io(path.display()))?;
    }
    let plans: Vec<&RootPlan> = evaluation.roots.iter().collect();
    for plan in plans.iter().filter(|plan| !plan.plan.diagnostics.is_empty()) {
        eprint!("{}", report::root(plan));
    }
    for line in report::examples(evaluation.examples()) {
        eprintln!("{line}");
    }
    Ok(plan::outcome(plans.iter().map(|plan| &*plan.plan)))
}

/// Writes every file into a directory, which is made where it is missing.
fn write(repository: &Repository, dir: &Path, force: bool) -> Result<(), Failure> {
    fs::create_dir_all(dir).map_err(Failure::io(dir.display()))?;
    let mut entries = fs::read_dir(dir).map_err(Failure::io(dir.display()))?;
    if !force && entries.next().is_some() {
        let dir = dir.display();
        return Err(Failure::Use(format!("{dir} is not empty; --force writes into it, over files of the same path")));
    }
    for (path, text) in &repository.files {
        let path = dir.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(Failure::io(parent.display()))?;
        }
        fs::write(&path, text).map_err(Failure::io(path.display()))?;
        if export::is_executable(text) {
            make_executable(&path).map_err(Failure::io(path.display()))?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn make_executable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> std::io::Result<()> {
    Ok(())
}
