//! The command line twin: what the page does, for pipelines and terminals. Native alone.
//!
//! Invariants: no rule stands here. It reads arguments and files, asks the library, prints, and says by its exit code how it
//! went: 0 well, 1 with problems of severity error, 2 badly used. What was asked for goes to stdout, all else to stderr.

mod arguments;
mod console;
mod cost;
mod directory;
mod export;
mod input;
mod link;
mod plan;
pub mod report;
mod validate;

use std::process::ExitCode;

use anstream::eprintln;
use clap::Parser;
use thiserror::Error;

use self::arguments::{Arguments, Command};
use crate::blueprint::{Blueprint, BlueprintError};

/// How a command went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing that Terraform would stop at.
    Well,
    /// Problems of severity error, which were printed.
    Problems,
}

/// Why a command did not do what it was asked for.
#[derive(Debug, Error)]
enum Failure {
    /// A file or a stream.
    #[error("{what}: {error}")]
    Io {
        /// Its path, or what was done.
        what: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// What was asked for makes no sense.
    #[error("{0}")]
    Use(String),
    /// The blueprint that this Landform was built with is wrong.
    #[error("the blueprint cannot be read: {0}")]
    Blueprint(#[from] BlueprintError),
    /// No repository can be made.
    #[error("no repository can be made: {0}")]
    Export(#[from] crate::export::Error),
    /// No zip can be made.
    #[error("no zip can be made: {0}")]
    Zip(#[from] rawzip::Error),
}

impl Failure {
    fn io(what: impl ToString) -> impl FnOnce(std::io::Error) -> Failure {
        move |error| Failure::Io { what: what.to_string(), error }
    }
}

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    // Bad arguments end the process with 2, in clap's words.
    let arguments = Arguments::parse();
    match run(arguments.command) {
        Ok(Outcome::Well) => ExitCode::SUCCESS,
        Ok(Outcome::Problems) => ExitCode::from(1),
        // Whoever read the output has enough of it.
        Err(Failure::Io { error, .. }) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{}", report::failure(&failure.to_string()));
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<Outcome, Failure> {
    let blueprint = Blueprint::embedded()?;
    match command {
        Command::Plan(arguments) => plan::run(&blueprint, &arguments),
        Command::Cost(arguments) => cost::run(&blueprint, &arguments),
        Command::Validate(arguments) => validate::run(&arguments),
        Command::Export(arguments) => export::run(&blueprint, &arguments),
        Command::Console(arguments) => console::run(&blueprint, &arguments),
        Command::Link(arguments) => link::run(&blueprint, &arguments),
    }
}
