//! A Terraform provider for `hashicorp/aws` with the real schema and no cloud.
//!
//! Started by terraform it is the provider; started by hand, `mirror DIR` lays out a filesystem mirror with
//! itself in it. The way of a call: `plugin` (handshake) → `grpc` → `provider` → `plan`, `apply`,
//! `data_sources`, all of which only read `schema`, `tables` and values.

mod apply;
mod checks;
mod data_sources;
mod derive;
mod environment;
mod grpc;
mod mirror;
mod plan;
mod plugin;
mod policy_document;
#[allow(missing_docs, reason = "the fields are tfplugin5.proto's")]
mod protocol;
mod provider;
mod schema;
mod tables;
mod template;
mod value;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let result = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["mirror", directory] => mirror::write(Path::new(directory)),
        _ if plugin::started_by_terraform() => provider::Provider::new().and_then(plugin::serve),
        _ => Err("usage: fake-aws mirror DIR   (terraform starts it itself otherwise)".into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}
