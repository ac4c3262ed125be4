//! What the presets become, kept in `docs/example/` for whoever wants to read it without making it. `make example` renews it.
//!
//! It has the files that are written for a design. A link to one that is the same in every export leads to it in `blueprint/`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use landform::terraform::source::{normalize, relative};

use super::designs::designs;
use super::markdown::links;

const DIR: &str = "docs/example";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Where a file of the export lies in this repository, when it is the same in every export.
fn in_blueprint(path: &str) -> Option<String> {
    let environment = |path: &str| Some(format!("blueprint/environment/{}", path.split_once('/')?.1));
    let candidates = [
        Some(format!("blueprint/{path}")),
        Some(format!("blueprint/repository/{path}")),
        path.strip_prefix("environments/").and_then(environment),
    ];
    candidates.into_iter().flatten().find(|path| root().join(path).is_file())
}

fn expected() -> BTreeMap<String, String> {
    let files = &designs()[0].repository.files;
    let kept: BTreeMap<&String, &String> = files.iter().filter(|(path, _)| in_blueprint(path).is_none()).collect();
    let linked = |path: &str, text: &str| {
        let dir = path.rsplit_once('/').map_or("", |(dir, _)| dir);
        let mut text = text.to_owned();
        for link in links(&text).into_iter().filter(|link| !link.contains("://") && !link.starts_with('#')) {
            let (file, anchor) =
                link.split_once('#').map_or((link.as_str(), String::new()), |(f, a)| (f, format!("#{a}")));
            let target = normalize(&format!("{dir}/{file}"));
            if let Some(there) = in_blueprint(target.trim_start_matches('/')) {
                let from = format!("{DIR}/{dir}");
                let there = relative(&there, from.trim_end_matches('/'));
                text = text.replace(&format!("]({link})"), &format!("]({there}{anchor})"));
            }
        }
        text
    };
    let linked = |(path, text): (&String, &String)| {
        let text = if path.ends_with(".md") { linked(path, text) } else { text.clone() };
        (path.clone(), text)
    };
    kept.into_iter().map(linked).collect()
}

fn found(dir: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found(&entry.path(), &format!("{path}/"), files);
        } else {
            files.insert(path, std::fs::read_to_string(entry.path()).unwrap());
        }
    }
}

#[test]
fn the_example_is_what_the_presets_become() {
    let (expected, dir) = (expected(), root().join(DIR));
    if std::env::var_os("LANDFORM_EXAMPLE").is_some() {
        let _ = std::fs::remove_dir_all(&dir);
        for (path, text) in &expected {
            let path = dir.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
    }
    let mut there = BTreeMap::new();
    found(&dir, "", &mut there);
    let differ = expected.keys().chain(there.keys()).filter(|path| expected.get(*path) != there.get(*path));
    let differ: Vec<&String> = differ.collect();
    assert!(differ.is_empty(), "{DIR} is not what the presets become any more: make example\n{differ:#?}");

    let mut wrong = Vec::new();
    for (path, text) in there.iter().filter(|(path, _)| path.ends_with(".md")) {
        let dir = root().join(DIR).join(path);
        for link in links(text).into_iter().filter(|link| !link.contains("://") && !link.starts_with('#')) {
            let file = link.split('#').next().unwrap_or_default();
            if !dir.parent().unwrap().join(file).exists() {
                wrong.push(format!("{path}: {link}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
