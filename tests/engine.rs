//! The engine on the blueprint.

use std::sync::Arc;

use landform::terraform::config::Configuration;
use landform::terraform::plan::{Root, evaluate};
use landform::terraform::source::{SourceFile, Tree};

fn tree() -> Tree {
    fn walk(dir: &std::path::Path, out: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, out)
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                out.push((path.strip_prefix("blueprint").unwrap().to_string_lossy().into_owned(), text));
            }
        }
    }
    let mut files = Vec::new();
    walk(std::path::Path::new("blueprint"), &mut files);
    Tree::from_iter(files)
}

#[test]
fn presets() {
    let t0 = std::time::Instant::now();
    let configuration = Configuration::load(tree());
    eprintln!("load {:?}", t0.elapsed());
    for env in ["dev", "prod"] {
        let text = std::fs::read_to_string(format!("blueprint/presets/{env}.tfvars")).unwrap();
        let text = format!("environment = \"{env}\"\n{text}");
        let file = Arc::new(SourceFile::new(&format!("environments/{env}/terraform.tfvars"), &text));
        let t0 = std::time::Instant::now();
        let plan = evaluate(
            &configuration,
            &Root { dir: "environment", shown_as: &format!("environments/{env}"), tfvars: Some(&file) },
        );
        eprintln!("{env} {:?}", t0.elapsed());
        for d in &plan.diagnostics {
            eprintln!("{}\n", serde_json::to_string_pretty(d).unwrap());
        }
        eprintln!("{:?}", plan.outputs.keys());
    }
}
