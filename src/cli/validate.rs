//! `landform validate`: what Terraform would say of a directory, whatever the values of its variables are.

use std::io::Write;

use serde_json::{Value as Json, json};

use super::arguments::Validate;
use super::directory::Directory;
use super::{Failure, Outcome, report};
use crate::terraform::diagnostic::Diagnostic;

pub(super) fn run(arguments: &Validate) -> Result<Outcome, Failure> {
    let diagnostics = Directory::read(&arguments.dir, &[])?.validate();
    let valid = !diagnostics.iter().any(Diagnostic::is_error);
    let text = if arguments.json {
        format!("{:#}\n", json(&diagnostics).map_err(|error| Failure::Use(error.to_string()))?)
    } else {
        let said: String = diagnostics.iter().map(report::framed).collect();
        said + if valid { "Success! The configuration is valid.\n" } else { "" }
    };
    anstream::stdout().write_all(text.as_bytes()).map_err(Failure::io("stdout"))?;
    Ok(if valid { Outcome::Well } else { Outcome::Problems })
}

/// In the shape of `terraform validate -json`.
fn json(diagnostics: &[Diagnostic]) -> serde_json::Result<Json> {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    Ok(json!({
        "format_version": "1.0",
        "valid": errors == 0,
        "error_count": errors,
        "warning_count": diagnostics.len() - errors,
        "diagnostics": serde_json::to_value(diagnostics)?,
    }))
}
