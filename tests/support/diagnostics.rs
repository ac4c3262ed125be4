//! What Terraform says, in a shape in which two of its sayings can be compared.

use serde_json::Value;

/// The diagnostics in what a command printed with `-json`. Files are named from the directory that holds all; `dir` is
/// where the command ran, from there.
pub fn diagnostics(stdout: &[u8], dir: &str) -> Vec<Value> {
    let lines = String::from_utf8_lossy(stdout);
    let messages =
        lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()?.get("diagnostic").cloned());
    messages.map(|diagnostic| comparable(placed(diagnostic, dir))).collect()
}

/// Diagnostics in an order of their own: Terraform walks its graph in parallel and says things as they come.
pub fn sorted(diagnostics: impl IntoIterator<Item = Value>) -> Vec<Value> {
    let mut diagnostics: Vec<Value> = diagnostics.into_iter().collect();
    diagnostics.sort_by_key(Value::to_string);
    diagnostics
}

/// Without byte offsets: in the export a module's source is a longer path than in the blueprint. Lines and columns are
/// the same.
pub fn without_offsets(mut diagnostic: Value) -> Value {
    for end in ["start", "end"] {
        if let Some(position) = diagnostic.pointer_mut(&format!("/range/{end}")).and_then(Value::as_object_mut) {
            position.remove("byte");
        }
    }
    diagnostic
}

/// Without what is not compared: the signature of a called function, which Landform does not show, and the order of the
/// links of a cycle, which Terraform leaves to chance.
pub fn comparable(mut diagnostic: Value) -> Value {
    let summary = diagnostic.get("summary").and_then(Value::as_str).unwrap_or_default();
    if let Some(cycle) = summary.strip_prefix("Cycle: ") {
        let mut links: Vec<&str> = cycle.split(", ").collect();
        links.sort_unstable();
        diagnostic["summary"] = format!("Cycle: {}", links.join(", ")).into();
    }
    if let Some(snippet) = diagnostic.get_mut("snippet").and_then(Value::as_object_mut) {
        snippet.remove("function_call");
    }
    diagnostic
}

fn placed(mut diagnostic: Value, dir: &str) -> Value {
    if let Some(filename) = diagnostic.pointer_mut("/range/filename") {
        let mut parts: Vec<&str> = dir.split('/').filter(|part| !part.is_empty()).collect();
        for part in filename.as_str().unwrap_or_default().split('/') {
            if part == ".." {
                parts.pop();
            } else {
                parts.push(part);
            }
        }
        *filename = parts.join("/").into();
    }
    diagnostic
}
