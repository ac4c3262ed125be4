//! Functions that read files: the embedded tree stands for the disk, and nothing outside of it exists.

use std::sync::Arc;

use super::references::template_references;
use super::{Env, Evaluator, Scope, Unresolved};
use crate::hcl::expr::{Expression, FuncCall};
use crate::terraform::config::describe;
use crate::terraform::convert::convert;
use crate::terraform::diagnostic::Diagnostic;
use crate::terraform::functions::{self, Fault};
use crate::terraform::limits::{Budget, TEMPLATE_DEPTH};
use crate::terraform::source::{SourceFile, Tree, normalize};
use crate::terraform::syntax;
use crate::terraform::types::Type;
use crate::terraform::value::Value;

type Outcome = Result<Value, (Fault, Vec<String>)>;

/// The variables of a template.
struct TemplateScope<'a> {
    variables: &'a Value,
    files: Option<(&'a Tree, &'a str)>,
    budget: &'a Budget,
}

impl Scope for TemplateScope<'_> {
    fn lookup(&self, root: &str, _: &[&str]) -> Result<(Value, usize), Unresolved> {
        self.variables.get(root).map(|value| (value, 0)).ok_or_else(|| Unresolved::Undeclared {
            summary: "Invalid reference".into(),
            detail: format!("vars map does not contain key {root:?}"),
        })
    }

    fn files(&self) -> Option<(&Tree, &str)> {
        self.files
    }

    fn budget(&self) -> Budget {
        self.budget.clone()
    }
}

/// Renders a file that is a template, called by the path that it was asked for by, with the attributes of an object as its
/// variables.
pub(super) fn render(
    source: &SourceFile,
    path: &str,
    variables: &Value,
    files: Option<(&Tree, &str)>,
    depth: usize,
    budget: &Budget,
) -> Result<Value, String> {
    if depth > TEMPLATE_DEPTH {
        return Err("too many levels of templates that call templates".into());
    }
    let file = &Arc::new(source.shown_as(path));
    let template = source.template().map_err(|errors| {
        let diagnostics = syntax::diagnostics(file, errors);
        diagnostics.first().map(in_words).unwrap_or_default()
    })?;
    for reference in template_references(template) {
        if variables.get(reference.root).is_none() {
            let at = describe(&file.range(reference.start..reference.start + reference.root.len()));
            return Err(format!("vars map does not contain key {:?}, referenced at {at}", reference.root));
        }
    }
    let scope = TemplateScope { variables, files, budget };
    let mut evaluator = Evaluator::new(file, &scope);
    evaluator.depth = depth + 1;
    let value = evaluator.template(template, &Env::EMPTY);
    match evaluator.diagnostics.into_iter().next() {
        None => Ok(value),
        Some(diagnostic) => Err(in_words(&diagnostic)),
    }
}

fn in_words(diagnostic: &Diagnostic) -> String {
    let at = diagnostic.range.as_ref().map(|range| format!("{}: ", describe(range)));
    let detail = diagnostic.detail.trim_end_matches('.');
    format!("{}{}; {detail}", at.unwrap_or_default(), diagnostic.summary)
}

impl Evaluator<'_> {
    /// A function that needs files, or paths as a disk has them.
    pub(super) fn built_in(
        &mut self,
        name: &str,
        values: &[Value],
        call: &FuncCall,
        expr: &Expression,
        env: &Env<'_>,
    ) -> Outcome {
        let _ = (call, expr, env);
        let parameters = parameters_of(name);
        let fault = |argument: Option<usize>, message: String| (Fault { argument, message }, parameters.clone());
        if values.len() != parameters.len() {
            return Err(fault(None, format!("{} argument(s) expected, {} given", parameters.len(), values.len())));
        }
        let mut marks = crate::terraform::value::Marks::NONE;
        let mut texts = Vec::new();
        for (i, value) in values.iter().enumerate() {
            // The variables of a template keep their type.
            if i == 1 && name.starts_with("template") {
                continue;
            }
            let (text, m) = value.clone().unmark_deep();
            marks = marks.union(m);
            let text = convert(&text, &Type::String).map_err(|m| fault(Some(i), m.to_string()))?;
            if text.is_null() {
                return Err(fault(Some(i), "argument must not be null".into()));
            }
            match text.as_str() {
                Some(text) => texts.push(text.to_owned()),
                None => {
                    let ty = if name.starts_with("template") { Type::Dynamic } else { Type::String };
                    return Ok(Value::unknown(ty).with_marks(marks));
                }
            }
        }
        let path = texts.first().map(String::as_str).unwrap_or_default();
        let result = match name {
            "basename" => Value::string(base(path)),
            "dirname" => Value::string(dir(path)),
            "templatestring" => {
                let variables = values.get(1).cloned().unwrap_or_else(|| Value::object([]));
                let source = SourceFile::new("", path);
                let rendered = self.nested_template("<templatestring argument>", &source, &variables);
                return rendered.map_err(|m| fault(None, m));
            }
            "templatefile" => {
                let source = self.read(path).map_err(|m| fault(Some(0), m))?.clone();
                let variables = values.get(1).cloned().unwrap_or_else(|| Value::object([]));
                if !matches!(variables.ty(), Type::Object(_) | Type::Map(_)) {
                    return Err(fault(Some(1), "invalid vars value: must be a map".into()));
                }
                if !variables.is_known() {
                    return Ok(Value::dynamic());
                }
                return self.nested_template(path, &source, &variables).map_err(|m| fault(Some(1), m));
            }
            "fileexists" => Value::bool(self.read(path).is_ok()),
            "file" => Value::string(&self.read(path).map_err(|m| fault(Some(0), m))?.text),
            "pathexpand" => Value::string(path),
            hash if hash.starts_with("file") && hash != "fileset" => {
                let text = self.read(path).map_err(|m| fault(Some(0), m))?.text.clone();
                let of_text = match hash {
                    "filebase64" => "base64encode",
                    other => other.trim_start_matches("file"),
                };
                let Some(function) = functions::lookup(of_text) else {
                    return Err(fault(None, format!("{name} is not supported by Landform")));
                };
                function.call(&[Value::string(text)]).map_err(|f| (f, parameters.clone()))?
            }
            other => return Err(fault(None, format!("{other} is not supported by Landform: there is no disk here"))),
        };
        Ok(result.with_marks(marks))
    }

    fn read(&self, path: &str) -> Result<&Arc<SourceFile>, String> {
        let missing = || {
            format!(
                "no file exists at {path:?}; this function works only with files that are distributed as part of the configuration source code, so if this file will be created by a resource in this configuration you must instead obtain this result from an attribute of that resource"
            )
        };
        let (tree, base) = self.scope.files().ok_or_else(missing)?;
        let full = if path.starts_with('/') { return Err(missing()) } else { normalize(&format!("{base}/{path}")) };
        tree.get(&full).ok_or_else(missing)
    }
}

fn parameters_of(name: &str) -> Vec<String> {
    let names: &[&str] = match name {
        "templatefile" => &["path", "vars"],
        "templatestring" => &["template", "vars"],
        "fileset" => &["path", "pattern"],
        _ => &["path"],
    };
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The last part of a path (Go, `path/filepath.Base`).
fn base(path: &str) -> &str {
    match path.trim_end_matches('/') {
        "" if path.is_empty() => ".",
        "" => "/",
        trimmed => trimmed.rsplit('/').next().unwrap_or(trimmed),
    }
}

/// A path without its last part (Go, `path/filepath.Dir`).
fn dir(path: &str) -> String {
    match path.rsplit_once('/') {
        None => ".".into(),
        Some((before, _)) => {
            let cleaned = normalize(before);
            match (before.starts_with('/'), cleaned.is_empty()) {
                (true, _) => format!("/{cleaned}"),
                (false, true) => ".".into(),
                (false, false) => cleaned,
            }
        }
    }
}
