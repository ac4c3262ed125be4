//! The templates, rendered by the real Terraform: the same text.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::process::Stdio;

use crate::support::terraform::{fresh_dir, terraform};
use landform::blueprint::Blueprint;
use landform::design::{self, RootId, file};
use landform::export::context::Context;
use landform::export::escape::Destination;
use landform::terraform::json::from_value;
use landform::terraform::template;
use landform::terraform::types::Str;
use landform::terraform::value::Value;
use serde_json::{Value as Json, json};

/// Which templates are rendered, each for every place that it is rendered to: the template, the file and the environment.
fn templates(blueprint: &Blueprint) -> Vec<(String, String, Option<Str>)> {
    let mut templates = Vec::new();
    for file in blueprint.configuration.tree().iter() {
        let Some(path) = file.path.strip_suffix(".tftpl") else { continue };
        let template = file.path.to_string();
        match path.split_once('/') {
            Some(("docs", _)) => templates.push((template, path.to_owned(), None)),
            Some(("repository", path)) => templates.push((template, path.to_owned(), None)),
            Some(("environment", _)) => templates.extend(blueprint.environments().map(|name| {
                (template.clone(), RootId::environment(name.clone()).repository_path(path), Some(name.clone()))
            })),
            // delivery's are rendered by its own configuration.
            _ => {}
        }
    }
    templates
}

fn object(variables: &BTreeMap<Str, Value>) -> Json {
    let variables = variables.clone();
    from_value(&Value::object(variables)).unwrap_or_else(|| panic!("something is not known"))
}

#[test]
fn terraform_renders_the_same_text() {
    let blueprint = Blueprint::embedded().unwrap_or_else(|error| panic!("{error}"));
    let designs = [
        json!({}),
        json!({"bootstrap": {"state_lock": "s3"}, "delivery": {"scanner": "trivy"}}),
        json!({"bootstrap": {"repository": "acme/platform"}, "delivery": {"repository": "acme/platform"}}),
        json!({"bootstrap": {"ci": "gitlab", "repository": "acme/platform"}, "delivery": {"ci": "gitlab", "repository": "acme/platform", "scanner": "checkov"}}),
        json!({"environments": {"dev": {"db_enabled": false, "alarm_email": null}, "prod": {"db_enabled": false, "az_count": 3}}}),
        json!({"environments": {
            "dev": {"allow_http": true, "domain_name": null, "hosted_zone_name": null, "flow_logs": true},
            "prod": {"owner": "<b>`${x}` %{y} | \"z\"</b>\n*em*", "secrets": {"A_B": "arn:aws:secretsmanager:us-east-1:123456789012:secret:x"}},
        }}),
    ];
    for design in designs {
        let read = file::read(&design.to_string(), &blueprint);
        assert_eq!(read.notes, []);
        let evaluation = design::evaluate(&blueprint, &read.design);
        let context = Context::new(&blueprint, &read.design, &evaluation, "https://landform.example/#v1.x");

        let dir = fresh_dir("templates");
        let mut ours = BTreeMap::new();
        for (template, path, environment) in templates(&blueprint) {
            let destination = Destination::of(&path).unwrap_or_else(|| panic!("{path}"));
            let variables = context.variables(destination, environment.as_ref());
            let text = template::render(blueprint.configuration.tree(), &template, &variables);
            let key = path.replace('/', "__");
            let source = &blueprint.configuration.tree().get(&template).unwrap_or_else(|| panic!("{template}")).text;
            fs::write(dir.join(format!("{key}.tftpl")), &**source).unwrap_or_else(|error| panic!("{error}"));
            let json = object(&variables).to_string();
            fs::write(dir.join(format!("{key}.vars")), json).unwrap_or_else(|error| panic!("{error}"));
            ours.insert(key, text.unwrap_or_else(|diagnostics| panic!("{path}: {diagnostics:#?}")));
        }
        assert!(ours.len() > 5, "{:?}", ours.keys());

        let Some(terraform) = terraform() else { return };
        let child = terraform
            .command(&dir, &["console"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = child.unwrap_or_else(|error| panic!("{error}"));
        let expression = r#"base64encode(jsonencode({ for t in fileset(".", "*.tftpl") : trimsuffix(t, ".tftpl") => templatefile(t, jsondecode(file("${trimsuffix(t, ".tftpl")}.vars"))) }))"#;
        let written = child.stdin.take().map(|mut stdin| writeln!(stdin, "{expression}"));
        assert!(written.is_some_and(|written| written.is_ok()));
        let output = child.wait_with_output().unwrap_or_else(|error| panic!("{error}"));
        let printed = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let theirs = base64(printed.trim().trim_matches('"'));
        let theirs: BTreeMap<String, String> =
            serde_json::from_slice(&theirs).unwrap_or_else(|error| panic!("{error}"));
        for (path, text) in &theirs {
            assert_eq!(ours.get(path), Some(text), "{path}");
        }
        assert_eq!(ours.len(), theirs.len());
    }
}

fn base64(text: &str) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.decode(text).unwrap_or_else(|error| panic!("{error}"))
}
