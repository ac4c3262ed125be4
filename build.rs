//! Embeds into the crate what it is about.
//!
//! `blueprint/`: a table of every file's path and text, ordered by path. Left out is only what running Terraform in
//! place leaves behind: `.terraform/`, `.terraform.lock.hcl` and state; and, for the site, what `site/later.txt` lists.
//!
//! The provider's schema and defaults, which `tools/fake-aws` has whole: cut to the types that the blueprint uses, so that they
//! weigh 10 KB in the site and not 200.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use serde_json::Value;

/// The parts of the provider's schema that are by type.
const SCHEMAS: [&str; 3] = ["resource_schemas", "data_source_schemas", "ephemeral_resource_schemas"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?).join("blueprint");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?).join("blueprint.rs");

    let mut files = Vec::new();
    walk(&root, &mut files)?;
    files.sort();

    let marks = later(&root)?;
    let (mut embedded, mut awaited) = (String::new(), String::new());
    for file in &files {
        let relative = file.strip_prefix(&root).map_err(io::Error::other)?;
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        let path = parts.join("/");
        if marks.iter().any(|mark| format!("/{path}").contains(mark)) {
            writeln!(awaited, "    {path:?},").map_err(io::Error::other)?;
        } else {
            writeln!(embedded, "    ({path:?}, include_str!({file:?})),").map_err(io::Error::other)?;
        }
    }
    let code = format!(
        "/// Path in `blueprint/` and text of every file that is embedded, ordered by path.\n\
         static FILES: &[(&str, &str)] = &[\n{embedded}];\n\
         /// Paths of the files that come later.\n\
         static LATER: &[&str] = &[\n{awaited}];\n"
    );
    fs::write(&out, code)?;
    provider(&root, &files, &out)
}

/// What the paths have in them of files that are not embedded: see `site/later.txt`. Without the feature `later` all are.
fn later(root: &Path) -> io::Result<Vec<String>> {
    let list = root.with_file_name("site").join("later.txt");
    println!("cargo:rerun-if-changed={}", list.display());
    if env::var_os("CARGO_FEATURE_LATER").is_none() {
        return Ok(Vec::new());
    }
    let text = fs::read_to_string(list)?;
    Ok(text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect())
}

/// Cuts the provider's schema and defaults to what the blueprint's files use.
fn provider(root: &Path, files: &[PathBuf], out: &Path) -> io::Result<()> {
    let tool = root.with_file_name("tools").join("fake-aws");
    let (schema, defaults) = (tool.join("schema/schema.json"), tool.join("tables/defaults.table"));
    for path in [&schema, &defaults] {
        println!("cargo:rerun-if-changed={}", path.display());
    }
    let mut used: BTreeSet<String> = BTreeSet::new();
    for file in files.iter().filter(|file| is_terraform(file)) {
        let text = fs::read_to_string(file)?;
        let words = ["resource \"", "data \"", "ephemeral \""];
        let headers = text.lines().filter(|line| words.iter().any(|word| line.starts_with(word)));
        used.extend(headers.filter_map(|line| line.split('"').nth(1)).map(str::to_owned));
    }
    let mut schema: Value = serde_json::from_str(&fs::read_to_string(schema)?)?;
    for schemas in SCHEMAS {
        if let Some(schemas) = schema.get_mut(schemas).and_then(Value::as_object_mut) {
            schemas.retain(|kind, _| used.contains(kind));
        }
    }
    strip(&mut schema);
    let words = blocks(files)?;
    empty(&mut schema, &words);
    fs::write(out.with_file_name("provider_schema.lines"), lines(&schema)?)?;
    let defaults = fs::read_to_string(defaults)?;
    let kinds = |row: &str| row.split(" | ").next().unwrap_or_default().split(' ').any(|kind| used.contains(kind));
    let rows = defaults.lines().filter(|row| kinds(row));
    fs::write(out.with_file_name("provider_defaults.table"), rows.collect::<Vec<_>>().join("\n"))
}

/// The names of all blocks in the Terraform files, `dynamic` ones too.
fn blocks(files: &[PathBuf]) -> io::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for file in files.iter().filter(|file| is_terraform(file)) {
        for line in fs::read_to_string(file)?.lines() {
            let head = line.split('{').next().filter(|head| head.len() < line.len()).unwrap_or_default();
            let mut words = head.split_whitespace();
            let name = match words.next() {
                Some("dynamic") => words.next(),
                first => first,
            };
            names.extend(name.map(|name| name.trim_matches('"').to_owned()));
        }
    }
    Ok(names)
}

/// Takes out what is inside nested blocks that no file has: there are none of them in any plan, and what they are made of is
/// most of some schemas.
fn empty(schema: &mut Value, names: &BTreeSet<String>) {
    let Some(entries) = schema.as_object_mut() else { return };
    for (key, inner) in entries {
        if key != "block_types" {
            empty(inner, names);
            continue;
        }
        for (name, nested) in inner.as_object_mut().into_iter().flatten() {
            match nested.get_mut("block") {
                Some(block) if names.contains(name) => empty(block, names),
                Some(block) => *block = Value::Object(Default::default()),
                None => {}
            }
        }
    }
}

/// What the schema says of itself; then a line for the provider and for each type: where it stands, its name, and the JSON that
/// is read when it is asked for.
fn lines(schema: &Value) -> io::Result<String> {
    let mut lines = format!("# {}\n", schema["comment"].as_str().unwrap_or_default());
    let mut line = |of: &str, name: &str, json: &Value| writeln!(lines, "{of} {name} {json}").map_err(io::Error::other);
    line("provider", "provider", &schema["provider"])?;
    for of in SCHEMAS {
        for (kind, json) in schema[of].as_object().into_iter().flatten() {
            line(of, kind, json)?;
        }
    }
    Ok(lines)
}

fn is_terraform(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "tf")
}

/// Takes out of a schema what no plan asks for.
fn strip(schema: &mut Value) {
    if let Some(entries) = schema.as_object_mut() {
        for unused in ["provider_version", "deprecated", "description", "description_kind"] {
            // An attribute or block may have such a name: those are objects.
            if entries.get(unused).is_some_and(|value| !value.is_object()) {
                entries.remove(unused);
            }
        }
        entries.values_mut().for_each(strip);
    }
}

/// Collects the files of a directory and below it, and has Cargo watch them and the directory itself.
fn walk(dir: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", dir.display());
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if is_left_behind(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            println!("cargo:rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    Ok(())
}

/// Whether running Terraform left it behind. (`.terraform-docs.yml` and `.terraform-version` are the repository's own.)
fn is_left_behind(name: &str) -> bool {
    matches!(name, ".terraform" | ".terraform.lock.hcl") || name.contains(".tfstate")
}
