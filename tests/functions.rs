//! The functions of the language against Terraform's own answers: every file in `tests/functions/` is a transcript, `> `
//! before an expression and its result below, as `terraform console` prints it.
//!
//! An error is a line `Error: summary: detail`. A result that is unknown or sensitive somewhere is described instead, with
//! all that is known of it. For such results `unknown.` and `secret.` hold values to begin with.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::support::terraform::terraform;
use landform::terraform::console;
use landform::terraform::eval::{self, Scope, Unresolved};
use landform::terraform::functions::{self, Param};
use landform::terraform::number::Number;
use landform::terraform::quote::quote;
use landform::terraform::source::SourceFile;
use landform::terraform::types::{Str, Type};
use landform::terraform::value::{Data, Marks, Refinement, Value};
use serde_json::{Value as Json, json};

struct Names {
    unknown: Value,
    secret: Value,
}

fn object<'a>(attributes: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    Value::object(attributes.into_iter().map(|(name, value)| (Str::from(name), value)))
}

fn names() -> Names {
    let known = Refinement { not_null: true, ..Refinement::default() };
    let strings = || Type::list(Type::String);
    let (a, b) = (|| Value::string("a"), || Value::string("b"));
    let hidden = |value: Value| value.with_marks(Marks::SENSITIVE);
    let xy = || [(Str::from("a"), Value::string("x")), (Str::from("b"), Value::string("y"))];
    let unknown = object([
        ("any", Value::dynamic()),
        ("string", Value::unknown(Type::String)),
        ("number", Value::unknown(Type::Number)),
        ("bool", Value::unknown(Type::Bool)),
        ("list", Value::unknown(strings())),
        ("set", Value::unknown(Type::set(Type::String))),
        ("map", Value::unknown(Type::map(Type::String))),
        ("numbers", Value::unknown(Type::list(Type::Number))),
        ("lists", Value::unknown(Type::list(strings()))),
        ("maps", Value::unknown(Type::list(Type::map(Type::String)))),
        ("bools", Value::unknown(Type::list(Type::Bool))),
        ("object", Value::unknown(Type::object([("a".into(), Type::String), ("b".into(), Type::Number)]))),
        ("tuple", Value::unknown(Type::tuple([Type::String, Type::Number]))),
        ("id", Value::refined(Type::String, known.clone())),
        ("prefixed", Value::refined(Type::String, Refinement { prefix: Some("ab-".into()), ..known.clone() })),
        ("nonempty", Value::refined(strings(), Refinement { min_length: 1, ..known })),
    ]);
    let secret = object([
        ("string", hidden(Value::string("s3cret"))),
        ("number", hidden(Value::number(7i64))),
        ("list", hidden(Value::list(Type::String, [a(), b()]))),
        ("element", Value::list(Type::String, [a(), hidden(b())])),
        ("map", Value::map(Type::String, xy().map(|(k, v)| if &*k == "a" { (k, hidden(v)) } else { (k, v) }))),
        ("whole", hidden(Value::map(Type::String, xy()))),
        ("unknown", hidden(Value::unknown(Type::String))),
    ]);
    Names { unknown, secret }
}

impl Scope for Names {
    fn lookup(&self, root: &str, _: &[&str]) -> Result<(Value, usize), Unresolved> {
        match root {
            "unknown" => Ok((self.unknown.clone(), 0)),
            "secret" => Ok((self.secret.clone(), 0)),
            _ => Err(Unresolved::Undeclared { summary: "Unknown variable".into(), detail: String::new() }),
        }
    }
}

fn answer(expression: &str, names: &Names) -> String {
    let body = match landform::hcl::parse_expr(expression) {
        Ok(body) => body,
        Err(errors) => return format!("Error: {errors:?}"),
    };
    let file = Arc::new(SourceFile::new("<console-input>", expression));
    let (value, diagnostics) = eval::evaluate(&body, &file, names);
    match diagnostics.first() {
        Some(diagnostic) => format!("Error: {}: {}", diagnostic.summary, diagnostic.detail),
        None if value.is_wholly_known() && value.marks_deep().is_empty() => console::format(&value),
        None => described(&value),
    }
}

/// A value with its marks and with what is known of what is unknown, on one line.
fn described(value: &Value) -> String {
    let (bare, marks) = value.clone().unmark();
    if marks.contains(Marks::SENSITIVE) {
        return format!("sensitive({})", described(&bare));
    }
    let all = |elements: &[Value]| elements.iter().map(described).collect::<Vec<_>>().join(", ");
    match (bare.data(), bare.ty()) {
        (Data::Unknown(refinement), ty) => format!("unknown {}{}", type_name(ty), refined(refinement, ty)),
        (Data::Elements(elements), Type::List(_)) => format!("tolist([{}])", all(elements)),
        (Data::Elements(elements), Type::Set(_)) => format!("toset([{}])", all(elements)),
        (Data::Elements(elements), _) => format!("[{}]", all(elements)),
        (Data::Entries(entries), ty) => {
            let entries: Vec<String> =
                entries.iter().map(|(k, v)| format!("{} = {}", quote(k), described(v))).collect();
            let mapping = format!("{{{}}}", entries.join(", "));
            if matches!(ty, Type::Map(_)) { format!("tomap({mapping})") } else { mapping }
        }
        _ => console::format(&bare),
    }
}

fn refined(refinement: &Refinement, ty: &Type) -> String {
    let mut out = String::new();
    if refinement.not_null {
        out.push_str(" not null");
    }
    if let Some(prefix) = refinement.prefix.as_deref().filter(|prefix| !prefix.is_empty()) {
        let _ = write!(out, " from {}", quote(prefix));
    }
    let bound = |number: &Number, inclusive: bool| format!("{}{number}", if inclusive { "=" } else { "" });
    if let Some((least, inclusive)) = &refinement.at_least {
        let _ = write!(out, " >{}", bound(least, *inclusive));
    }
    if let Some((most, inclusive)) = &refinement.at_most {
        let _ = write!(out, " <{}", bound(most, *inclusive));
    }
    if ty.is_collection() && refinement.min_length > 0 {
        let _ = write!(out, " length>={}", refinement.min_length);
    }
    if let Some(most) = refinement.max_length {
        let _ = write!(out, " length<={most}");
    }
    out
}

fn type_name(ty: &Type) -> String {
    let join = |types: Vec<String>| types.join(", ");
    match ty {
        Type::Dynamic => "any".into(),
        Type::List(e) => format!("list({})", type_name(e)),
        Type::Set(e) => format!("set({})", type_name(e)),
        Type::Map(e) => format!("map({})", type_name(e)),
        Type::Tuple(types) => format!("tuple([{}])", join(types.iter().map(type_name).collect())),
        Type::Object(object) => {
            let attributes = object.attributes.iter().map(|(name, ty)| format!("{name}={}", type_name(ty)));
            format!("object({{{}}})", join(attributes.collect()))
        }
        other => other.friendly_name(),
    }
}

/// Expression and expected result, of one transcript.
fn cases(transcript: &str) -> Vec<(&str, String)> {
    let mut cases: Vec<(&str, String)> = Vec::new();
    for line in transcript.lines() {
        if let Some(expression) = line.strip_prefix("> ") {
            cases.push((expression, String::new()));
        } else if line.starts_with("# ") || line == "#" {
        } else if let Some((_, expected)) = cases.last_mut() {
            expected.push_str(line);
            expected.push('\n');
        }
    }
    // Between results stands an empty line.
    cases.into_iter().map(|(expression, expected)| (expression, expected.trim_end_matches('\n').to_owned())).collect()
}

fn transcripts() -> Vec<(String, String)> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/functions");
    let mut files: Vec<_> =
        std::fs::read_dir(dir).expect("the folder of transcripts").map(|f| f.expect("a file").path()).collect();
    files.sort();
    let name = |path: &std::path::Path| path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    files.iter().map(|path| (name(path), std::fs::read_to_string(path).expect("a transcript"))).collect()
}

#[test]
fn answers_as_terraform_does() {
    let names = names();
    let mut count = 0;
    let mut differences = String::new();
    for (file, transcript) in transcripts() {
        for (expression, expected) in cases(&transcript) {
            count += 1;
            let got = answer(expression, &names);
            if got != expected {
                let _ = write!(differences, "{file}: {expression}\n--- Terraform\n{expected}\n--- Landform\n{got}\n\n");
            }
        }
    }
    assert!(count > 0, "there are transcripts");
    assert!(differences.is_empty(), "\n{differences}");
}

/// The names that a case calls, `core::` or not.
fn called(transcripts: &[(String, String)]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (_, transcript) in transcripts {
        for (expression, _) in cases(transcript) {
            let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
            for (at, _) in expression.match_indices('(') {
                names.extend(expression[..at].rsplit(|c| !is_name(c)).next().map(str::to_owned));
            }
        }
    }
    names
}

#[test]
fn every_function_has_a_case() {
    let called = called(&transcripts());
    let missing: Vec<&str> = functions::names().filter(|name| !called.contains(*name)).collect();
    assert!(missing.is_empty(), "no case calls {}", missing.join(", "));
}

/// What `terraform metadata functions -json` says, by name.
fn signatures() -> Option<serde_json::Map<String, Json>> {
    let terraform = terraform()?;
    let output = terraform.run(&terraform.directory("functions"), &["metadata", "functions", "-json"]);
    let json: Json = serde_json::from_slice(&output.stdout).expect("JSON");
    Some(json["function_signatures"].as_object().expect("signatures by name").clone())
}

#[test]
fn there_are_terraforms_functions_and_no_others() {
    let Some(signatures) = signatures() else { return };
    let theirs: BTreeSet<&str> = signatures.keys().map(|name| name.trim_start_matches("core::")).collect();
    let ours: BTreeSet<&str> = functions::names().chain(eval::BUILT_IN.iter().copied()).collect();
    assert_eq!(ours, theirs);
}

/// A type as Terraform's JSON has it.
fn type_json(ty: &Type) -> Json {
    match ty {
        Type::Dynamic => "dynamic".into(),
        Type::List(element) => json!(["list", type_json(element)]),
        Type::Set(element) => json!(["set", type_json(element)]),
        Type::Map(element) => json!(["map", type_json(element)]),
        Type::Tuple(types) => json!(["tuple", types.iter().map(type_json).collect::<Vec<_>>()]),
        Type::Object(object) => {
            let attributes = object.attributes.iter().map(|(name, ty)| (name.to_string(), type_json(ty)));
            json!(["object", attributes.collect::<serde_json::Map<_, _>>()])
        }
        primitive => primitive.friendly_name().into(),
    }
}

/// Parameters with their names and types, which of them may be null, and the type of the result where it is always one.
#[test]
fn every_function_has_terraforms_signature() {
    let Some(signatures) = signatures() else { return };
    let parameter = |param: &Param| match param.is_nullable() {
        true => json!({ "name": param.name, "type": type_json(&param.ty()), "is_nullable": true }),
        false => json!({ "name": param.name, "type": type_json(&param.ty()) }),
    };
    let mut different = Vec::new();
    for name in functions::names() {
        let function = functions::lookup(name).expect(name);
        let mut ours = json!({});
        if !function.params.is_empty() {
            ours["parameters"] = function.params.iter().map(parameter).collect();
        }
        if let Some(variadic) = &function.variadic {
            ours["variadic_parameter"] = parameter(variadic);
        }
        let given = function.params.iter().chain(&function.variadic);
        let unknown: Vec<Value> = given.map(|param| Value::unknown(param.ty())).collect();
        let result = function.call(&unknown).unwrap_or_else(|_| Value::dynamic());
        ours["return_type"] = type_json(result.ty());
        let mut theirs = signatures[name].clone();
        theirs.as_object_mut().expect(name).remove("description");
        for part in ["parameters", "variadic_parameter"] {
            let parameters = theirs.get_mut(part).into_iter();
            for parameter in parameters.flat_map(|p| {
                if p.is_array() { p.as_array_mut().unwrap().iter_mut() } else { std::slice::from_mut(p).iter_mut() }
            }) {
                parameter.as_object_mut().expect(name).remove("description");
            }
        }
        if ours != theirs {
            different.push(format!("{name}\n  Terraform {theirs}\n  Landform  {ours}"));
        }
    }
    assert!(different.is_empty(), "\n{}", different.join("\n"));
}
