//! `presets/*.tfvars`: what a new design starts from, with the reasons that stand beside the values.

use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::json::{Fitted, fit};
use crate::terraform::config::Module;
use crate::terraform::diagnostic::Diagnostic;
use crate::terraform::json::from_value;
use crate::terraform::source::SourceFile;
use crate::terraform::types::Str;
use crate::terraform::value::Value;
use crate::terraform::{eval, tfvars};

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
