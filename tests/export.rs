//! The exported repository: which files, from where, and that Terraform's own tools take them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Cursor, Read};

use crate::support::terraform::{fresh_dir, terraform};
use hcl_edit::structure::Body;
use landform::blueprint::Blueprint;
use landform::design::{self, Design, RootId, file};
use landform::export::{self, Repository};
use landform::terraform::source::normalize;
use serde_json::{Value as Json, json};

const SITE: &str = "https://landform.example/";

fn blueprint() -> Blueprint {
    Blueprint::embedded().unwrap_or_else(|error| panic!("{error}"))
}

fn repository(blueprint: &Blueprint, design: &Design) -> Repository {
    let evaluation = design::evaluate(blueprint, design);
    export::repository(blueprint, design, &evaluation, Some(SITE)).unwrap_or_else(|error| panic!("{error}"))
}

/// A design as its file says it; every value must fit.
fn design(blueprint: &Blueprint, json: &Json) -> Design {
    let read = file::read(&json.to_string(), blueprint);
    assert_eq!(read.notes, [], "{json}");
    read.design
}

/// Designs that change what is exported; without problems, but where the name says so.
fn designs() -> Vec<(&'static str, Json)> {
    vec![
        ("presets", json!({})),
        (
            "plain HTTP in dev",
            json!({"environments": {"dev": {"allow_http": true, "domain_name": null, "hosted_zone_name": null}}}),
        ),
        ("plain HTTP in prod, a problem", json!({"environments": {"prod": {"allow_http": true}}})),
        ("lock in S3", json!({"bootstrap": {"state_lock": "s3"}})),
        (
            "a pipeline on GitHub that deploys",
            json!({"bootstrap": {"repository": "acme@1234567/platform@7654321"}, "delivery": {"repository": "acme@1234567/platform@7654321"}}),
        ),
        (
            "a pipeline on GitLab that deploys, with Checkov and locks in S3",
            json!({
                "bootstrap": {"ci": "gitlab", "repository": "acme/team/platform", "state_lock": "s3"},
                "delivery": {"ci": "gitlab", "repository": "acme/team/platform", "scanner": "checkov"},
            }),
        ),
        ("a pipeline on GitLab that checks", json!({"bootstrap": {"ci": "gitlab"}, "delivery": {"ci": "gitlab"}})),
        ("Trivy", json!({"delivery": {"scanner": "trivy", "terraform_version": "1.12.0"}})),
        (
            "three zones",
            json!({"environments": {"dev": {"az_count": 3, "nat_mode": "per_az"}, "prod": {"az_count": 3}}}),
        ),
        ("no database", json!({"environments": {"dev": {"db_enabled": false}, "prod": {"db_enabled": false}}})),
        ("no alarm in dev", json!({"environments": {"dev": {"alarm_email": null}}})),
        ("no flow logs", json!({"environments": {"dev": {"flow_logs": false}, "prod": {"flow_logs": false}}})),
        (
            "maps and lists",
            json!({"environments": {"dev": {
                "tags": {"CostCentre": "4711", "a key": "a value", "zürich": "ja"},
                "ingress_cidrs": ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"],
                "environment_variables": {"LOG_LEVEL": "debug", "GREETING": "say \"hi\" to ${USER} and %{all}\nbye"},
                "secrets": {"API_KEY": "arn:aws:secretsmanager:us-east-1:123456789012:secret:dev/api-AbCdEf"},
            }}}),
        ),
        (
            "long lists",
            json!({"environments": {"prod": {"ingress_cidrs": (0..40).map(|n| format!("198.51.100.{n}/32")).collect::<Vec<_>>()}}}),
        ),
        (
            "another project",
            json!({
                "environments": {"dev": {"project": "shop", "owner": "Team Zürich"}, "prod": {"project": "shop", "owner": "Team Zürich"}},
                "bootstrap": {"project": "shop", "owner": "Team Zürich", "state_bucket": "shop-states"},
            }),
        ),
        ("ARM", json!({"environments": {"dev": {"cpu_architecture": "ARM64"}, "prod": {"cpu_architecture": "ARM64"}}})),
        (
            "everything at its default",
            json!({"environments": {"dev": {"domain_name": null}}, "bootstrap": {"tags": {}}}),
        ),
    ]
}

#[test]
fn the_presets_give_these_files() {
    let repository = repository(&blueprint(), &Design::new(&blueprint()));
    let mut list = String::new();
    for (path, text) in &repository.files {
        let run = if export::is_executable(text) { " (to be run)" } else { "" };
        let _ = writeln!(list, "{path}{run}");
    }
    insta::assert_snapshot!("presets_files", list);
}

#[test]
fn what_is_static_is_copied_and_line_numbers_stay() {
    let blueprint = blueprint();
    let repository = repository(&blueprint, &Design::new(&blueprint));
    for file in blueprint.configuration.tree().iter().filter(|file| !file.path.ends_with(".tftpl")) {
        let path = &*file.path;
        let Some(dir) = path.split('/').next() else { continue };
        match dir {
            "modules" | "bootstrap" | "docs" => {
                assert_eq!(repository.files.get(path).map(String::as_str), Some(&*file.text))
            }
            "repository" => {
                let path = path.trim_start_matches("repository/");
                assert_eq!(repository.files.get(path).map(String::as_str), Some(&*file.text), "{path}");
            }
            "environment" => {
                for name in blueprint.environments() {
                    let path = RootId::environment(name.clone()).repository_path(path);
                    let exported = repository.files.get(&path).unwrap_or_else(|| panic!("no {path}"));
                    assert_eq!(exported.lines().count(), file.text.lines().count(), "{path}");
                    for (line, exported) in file.text.lines().zip(exported.lines()) {
                        assert!(
                            line == exported || line.replace("\"../modules", "\"../../modules") == exported,
                            "{path}: {line}"
                        );
                    }
                }
            }
            _ => {}
        }
    }
}

#[test]
fn every_module_that_is_called_is_there() {
    let repository = repository(&blueprint(), &Design::new(&blueprint()));
    let dirs: BTreeSet<&str> = repository.files.keys().filter_map(|path| Some(path.rsplit_once('/')?.0)).collect();
    let mut calls = 0;
    for (path, text) in repository.files.iter().filter(|(path, _)| path.ends_with(".tf")) {
        let body: Body = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
        let dir = path.rsplit_once('/').map_or("", |(dir, _)| dir);
        for source in body.get_blocks("module").filter_map(|block| block.body.get_attribute("source")?.value.as_str()) {
            let target = normalize(&format!("{dir}/{source}"));
            assert!(dirs.contains(&*target), "{path} calls {source}, which is not there");
            calls += 1;
        }
    }
    assert!(calls >= 10, "only {calls} module calls");
}

#[test]
fn nothing_of_a_template_is_left() {
    let blueprint = blueprint();
    for (name, json) in designs() {
        for (path, text) in repository(&blueprint, &design(&blueprint, &json)).files {
            assert!(!path.ends_with(".tftpl"), "{name}: {path}");
            // A rendered file keeps no trace of its template: no blank lines that a directive left, no trailing spaces.
            if path.ends_with(".md") || path.ends_with(".yml") || path.ends_with("backend.tf") {
                assert!(!text.contains("%{"), "{name}: {path}");
                assert!(!text.contains("\n\n\n"), "{name}: {path} has two blank lines");
                assert!(text.lines().all(|line| line == line.trim_end()), "{name}: {path} has trailing spaces");
                assert!(
                    text.ends_with('\n') && !text.ends_with("\n\n"),
                    "{name}: {path} does not end in one line break"
                );
            }
        }
    }
}

#[test]
fn terraform_fmt_has_nothing_to_change() {
    let blueprint = blueprint();
    for (name, json) in designs() {
        let dir = fresh_dir("fmt");
        for (path, text) in repository(&blueprint, &design(&blueprint, &json)).files {
            let path = dir.join(path);
            path.parent().map(std::fs::create_dir_all).transpose().unwrap_or_else(|error| panic!("{error}"));
            std::fs::write(path, text).unwrap_or_else(|error| panic!("{error}"));
        }
        let Some(terraform) = terraform() else { return };
        let output = terraform.command(&dir, &["fmt", "-check", "-diff", "-recursive"]).output();
        let output = output.unwrap_or_else(|error| panic!("{error}"));
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn the_design_file_makes_the_same_repository() {
    let blueprint = blueprint();
    for (name, json) in designs() {
        let first = repository(&blueprint, &design(&blueprint, &json));
        let read = file::read(&first.files["landform.json"], &blueprint);
        assert_eq!(read.notes, [], "{name}");
        let site = read.link.as_deref().and_then(export::site);
        assert_eq!(site, Some(SITE));
        assert_eq!(repository(&blueprint, &read.design), first, "{name}");
    }
}

#[test]
fn every_document_is_of_this_design() {
    let blueprint = blueprint();
    let presets = repository(&blueprint, &Design::new(&blueprint));
    let link = export::address(Some(SITE), &Design::new(&blueprint), &blueprint);
    assert!(presets.files["README.md"].contains(&link));
    for name in ["lock in S3", "Trivy", "three zones", "no database", "another project"] {
        let (_, json) = designs().into_iter().find(|(other, _)| *other == name).unwrap_or_default();
        let changed = repository(&blueprint, &design(&blueprint, &json));
        let differs =
            |(path, text): &(&String, &String)| path.ends_with(".md") && presets.files.get(*path) != Some(*text);
        let documents: Vec<&String> = changed.files.iter().filter(differs).map(|(path, _)| path).collect();
        assert!(
            documents.iter().any(|path| path.starts_with("docs/")),
            "{name} changes no document, only {documents:?}"
        );
    }
}

#[test]
fn an_example_is_listed_until_it_is_replaced() {
    let blueprint = blueprint();
    let readme = |json: &Json| repository(&blueprint, &design(&blueprint, json)).files["README.md"].clone();
    let row = "| State bucket (`state_bucket`) |";
    assert!(readme(&json!({})).contains(row));
    let replaced = json!({"bootstrap": {"state_bucket": "shop-states"}});
    assert!(!readme(&replaced).contains(row));
}

/// The entries of a zip: path → (mode, time, text).
fn unzipped(bytes: Vec<u8>) -> (Vec<String>, BTreeMap<String, (u32, String)>) {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap_or_else(|error| panic!("{error}"));
    let names: Vec<String> =
        (0..zip.len()).filter_map(|i| Some(zip.by_index(i).ok()?.name().ok()?.into_owned())).collect();
    let mut entries = BTreeMap::new();
    for name in &names {
        let mut entry = zip.by_name(name).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(entry.last_modified(), Some(zip::DateTime::default()), "{name}");
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap_or_else(|error| panic!("{error}"));
        entries.insert(name.clone(), (entry.unix_mode().unwrap_or_default() & 0o777, text));
    }
    (names, entries)
}

#[test]
fn the_zip_is_the_repository_in_one_folder() {
    let blueprint = blueprint();
    let mut repository = repository(&blueprint, &Design::new(&blueprint));
    repository.files.insert("scripts/check".into(), "#!/bin/sh\nexit 0\n".into());
    let zip = export::zip(&repository).unwrap_or_else(|error| panic!("{error}"));
    let (names, entries) = unzipped(zip);
    assert!(names.is_sorted());
    let expected = repository.files.iter().map(|(path, text)| {
        let mode = if path == "scripts/check" { 0o755 } else { 0o644 };
        (format!("example/{path}"), (mode, text.clone()))
    });
    assert_eq!(entries, expected.collect());
}

#[test]
fn the_same_design_gives_the_same_bytes() {
    for (name, json) in designs() {
        let bytes = || {
            let blueprint = blueprint();
            export::zip(&repository(&blueprint, &design(&blueprint, &json))).unwrap_or_else(|error| panic!("{error}"))
        };
        assert_eq!(bytes(), bytes(), "{name}");
    }
}

#[test]
fn a_folder_is_named_after_a_plain_project() {
    for (project, folder) in
        [("shop", "shop"), ("my-shop2", "my-shop2"), ("", "landform"), ("a/b", "landform"), ("..", "landform")]
    {
        assert_eq!(export::folder(project), folder);
    }
}

#[test]
fn a_link_stands_for_itself_everywhere() {
    let blueprint = blueprint();
    let design = Design::new(&blueprint);
    let fragment = export::address(None, &design, &blueprint);
    assert!(fragment.starts_with("#v1."), "{fragment}");
    let cases = [
        ("https://landform.example/", "https://landform.example/"),
        ("http://localhost:8080/?a=b&c=d", "http://localhost:8080/?a=b&c=d"),
        ("https://x/(a)[b]<c>\"d\" e`f`|g*h\n", "https://x/%28a%29%5Bb%5D%3Cc%3E%22d%22%20e%60f%60%7Cg%2Ah%0A"),
        ("https://x/${y}%{z}", "https://x/%24%7By%7D%%7Bz%7D"),
    ];
    for (site, expected) in cases {
        let address = export::address(Some(site), &design, &blueprint);
        assert_eq!(address, format!("{expected}{fragment}"));
        assert_eq!(
            export::address(export::site(&address), &design, &blueprint),
            address,
            "not the same from its own link"
        );
    }
    for none in ["", "#v1.x", "v1.x", "  #v1.x"] {
        assert_eq!(export::site(none), None, "{none:?}");
    }
}
