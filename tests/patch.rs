//! The patch from one repository to another, taken by those who take patches.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use landform::blueprint::Blueprint;
use landform::changes::{self, Files};
use landform::design::{Design, RootId, evaluate};
use landform::export;
use serde_json::json;

fn repository(blueprint: &Blueprint, design: &Design) -> Files {
    export::repository(blueprint, design, &evaluate(blueprint, design), None).unwrap().files.clone()
}

fn write(dir: &Path, files: &Files) {
    for (path, text) in files {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn read(dir: &Path, top: &Path, into: &mut Files) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, top, into);
        } else {
            let name = path.strip_prefix(top).unwrap().to_str().unwrap().to_owned();
            into.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

/// A fresh folder, gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("landform-patch-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// From the presets to a design with changes in inputs, workflows and documents, and back.
#[test]
fn git_and_patch_make_one_repository_of_the_other() {
    let blueprint = Blueprint::embedded().unwrap();
    let presets = Design::new(&blueprint);
    let mut design = presets.clone();
    let dev = RootId::environment("dev");
    design.set(&blueprint, &dev, "nat_mode", &json!("per_az")).unwrap();
    design.set(&blueprint, &dev, "owner", &json!("payments")).unwrap();
    design.set(&blueprint, &RootId::Delivery, "ci", &json!("gitlab")).unwrap();
    let (one, other) = (repository(&blueprint, &presets), repository(&blueprint, &design));
    assert!(one.keys().ne(other.keys()), "no file came or went");
    for (old, new) in [(&one, &other), (&other, &one)] {
        let patch: String = changes::files(old, new).into_iter().map(|change| change.patch).collect();
        for command in [&["git", "apply", "-"][..], &["patch", "-p1", "--silent", "--remove-empty-files"]] {
            let folder = Folder::new(command[0]);
            write(&folder.0, old);
            let mut child = Command::new(command[0])
                .args(&command[1..])
                .current_dir(&folder.0)
                .stdin(Stdio::piped())
                .spawn()
                .unwrap();
            std::io::Write::write_all(child.stdin.as_mut().unwrap(), patch.as_bytes()).unwrap();
            assert!(child.wait().unwrap().success(), "{command:?}");
            let mut made = Files::new();
            read(&folder.0, &folder.0, &mut made);
            assert!(made == *new, "{command:?} makes something else");
        }
    }
}
