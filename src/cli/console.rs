//! `landform console`: expressions in the scope of an environment.

use std::io::{BufRead, Write};
use std::sync::Arc;

use anstream::eprintln;

use super::arguments::Console;
use super::{Failure, Outcome, input, report};
use crate::blueprint::Blueprint;
use crate::design::{RootId, tfvars};
use crate::terraform::plan::{self, Root};
use crate::terraform::source::SourceFile;

pub(super) fn run(blueprint: &Blueprint, arguments: &Console) -> Result<Outcome, Failure> {
    let input = input::read(blueprint, &arguments.source)?;
    let root = match &arguments.env {
        Some(name) => input::root(blueprint, &input.design, name)?,
        None => input.design.roots(blueprint).next().unwrap_or(RootId::Bootstrap),
    };
    let shown_as = root.repository_dir();
    let tfvars = tfvars::render(blueprint, &input.design, &root);
    let tfvars = Arc::new(SourceFile::new(&root.tfvars_path(), &tfvars));
    let root = Root { dir: root.blueprint_dir(), shown_as: &shown_as, tfvars: Some(&tfvars) };

    let mut outcome = Outcome::Well;
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(Failure::io("stdin"))?;
        let expression = line.trim();
        match expression {
            "" => continue,
            "exit" => break,
            _ => {}
        }
        match plan::console(&blueprint.configuration, &root, expression) {
            Ok(text) => writeln!(std::io::stdout(), "{text}").map_err(Failure::io("stdout"))?,
            Err(diagnostics) => {
                outcome = Outcome::Problems;
                for diagnostic in diagnostics {
                    eprintln!("{}", report::plain(&diagnostic));
                }
            }
        }
    }
    Ok(outcome)
}
