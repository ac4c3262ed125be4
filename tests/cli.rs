//! The command line twin, as it is called.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::terraform::fresh_dir;
use serde_json::{Value as Json, json};

/// What a command printed, and its exit code.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

fn landform(arguments: &[&str]) -> Ran {
    landform_reading(arguments, "")
}

fn landform_reading(arguments: &[&str], stdin: &str) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_landform"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // It may end without reading.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// A design file in a fresh directory.
fn design_file(test: &str, json: &Json) -> String {
    let path = fresh_dir(test).join("design.json");
    fs::write(&path, json.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

fn broken() -> Json {
    json!({"version": 1, "environments": {"prod": {"allow_http": true, "desired_count": 1}}})
}

/// Text by path, of everything in a directory.
fn files(dir: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut dirs = vec![dir.to_owned()];
    while let Some(next) = dirs.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                dirs.push(path);
            } else {
                let name = path.strip_prefix(dir).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

#[test]
fn the_presets_have_no_problem() {
    let ran = landform(&["plan"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let heads: Vec<&str> = ran.stdout.lines().filter(|line| line.ends_with("problems")).collect();
    assert_eq!(heads, ["dev: no problems", "prod: no problems", "bootstrap: no problems", "delivery: no problems"]);
    assert_eq!(ran.stderr, "");
}

/// Every resource that the JSON has is printed, and counted.
#[test]
fn what_will_be_made_is_printed() {
    let json = landform(&["plan", "--json", "--env", "prod"]).stdout;
    let json: Json = serde_json::from_str(&json).unwrap();
    let changes = json["prod"]["resource_changes"].as_array().unwrap();
    let printed = landform(&["plan", "--env", "prod"]).stdout;
    for change in changes {
        let address = change["address"].as_str().unwrap();
        assert!(printed.contains(&format!("\n  # {address} will be ")), "{address}");
    }
    let made = changes.iter().filter(|change| change["mode"] == "managed").count();
    assert!(made > 50, "{made}");
    assert!(printed.contains(&format!("\nPlan: {made} to add, 0 to change, 0 to destroy.\n")), "{printed}");
    assert!(printed.contains("\nChanges to Outputs:\n"), "{printed}");
}

/// An output that is null is not printed, yet the others stand as far to the right as its name is long: so does Terraform.
#[test]
fn an_output_that_is_null_still_takes_its_width() {
    let printed = landform(&["plan", "--env", "bootstrap"]).stdout;
    assert!(!printed.contains("access_logs_bucket "), "{printed}");
    let width = "access_logs_bucket".len();
    assert!(printed.contains(&format!("\n  + {:width$} = {{}}\n", "apply_role_arns")), "{printed}");
}

#[test]
fn a_problem_is_printed_as_terraform_prints_it() {
    let ran = landform(&["plan", "--design", &design_file("cli-problem", &broken()), "--env", "prod"]);
    assert_eq!(ran.code, Some(1));
    insta::assert_snapshot!(ran.stdout);
}

#[test]
fn json_has_an_entry_per_root() {
    let design = design_file("cli-json", &broken());
    let ran = landform(&["plan", "--json", "--design", &design]);
    assert_eq!(ran.code, Some(1));
    let json: BTreeMap<String, Json> = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(json.keys().collect::<Vec<_>>(), ["bootstrap", "delivery", "dev", "prod"]);
    assert_eq!(json["dev"]["diagnostics"], json!([]));
    let said = json["prod"]["diagnostics"].as_array().unwrap();
    let about_http = |said: &&Json| said["detail"].as_str().unwrap().contains("Plain HTTP is for dev only");
    let diagnostic = said.iter().find(about_http).unwrap();
    assert_eq!(diagnostic["severity"], "error");
    assert_eq!(diagnostic["summary"], "Invalid value for variable");
    assert_eq!(diagnostic["range"]["filename"], "environments/prod/terraform.tfvars");
    assert!(diagnostic["snippet"]["code"].as_str().unwrap().contains("allow_http"));
    // One environment alone.
    let ran = landform(&["plan", "--json", "--design", &design, "--env", "dev"]);
    let json: BTreeMap<String, Json> = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(ran.code, Some(0));
    assert_eq!(json.keys().collect::<Vec<_>>(), ["dev"]);
}

/// Where the problems stand is where they stand in what is exported.
#[test]
fn a_snippet_is_the_line_of_the_exported_file() {
    let design = design_file("cli-lines", &broken());
    let out = fresh_dir("cli-lines-out");
    let exported = landform(&["export", "--design", &design, "--out", out.to_str().unwrap()]);
    assert_eq!(exported.code, Some(1), "{exported:?}");
    assert!(exported.stderr.contains("prod: 2 errors"), "{}", exported.stderr);
    let json: BTreeMap<String, Json> =
        serde_json::from_str(&landform(&["plan", "--json", "--design", &design]).stdout).unwrap();
    let diagnostics = json["prod"]["diagnostics"].as_array().unwrap();
    assert_eq!(diagnostics.len(), 2);
    for diagnostic in diagnostics {
        let text = fs::read_to_string(out.join(diagnostic["range"]["filename"].as_str().unwrap())).unwrap();
        let line = diagnostic["range"]["start"]["line"].as_u64().unwrap();
        assert_eq!(text.lines().nth(usize::try_from(line).unwrap() - 1), diagnostic["snippet"]["code"].as_str());
    }
}

#[test]
fn bad_use_ends_with_2() {
    let directory = fresh_dir("cli-bad-use");
    fs::write(directory.join("mine"), "text").unwrap();
    let full = directory.to_str().unwrap();
    let missing = directory.join("no-such-file");
    let missing = missing.to_str().unwrap();
    let cases: &[(&[&str], &str)] = &[
        (&[], "Usage"),
        (&["apply"], "unrecognized subcommand"),
        (&["plan", "--link", "#v1.x", "--design", "x"], "cannot be used with"),
        (&["plan", "--env", "test"], "there is no environment \"test\"; there are dev, prod, bootstrap, delivery"),
        (&["plan", "--design", missing], "no-such-file"),
        (&["export"], "required"),
        (&["export", "--out", "a", "--zip", "b"], "cannot be used with"),
        (&["export", "--out", full], "is not empty"),
        (&["console", "--env", "test"], "there is no environment"),
        (&["link", "--set", "az_count"], "ENV.VAR=HCL"),
        (&["link", "--set", "dev.az_count=three"], "Variables not allowed"),
        (&["link", "--set", "dev.az_count=\"three\""], "a number is required"),
        (&["link", "--set", "dev.az_count=("], "is no expression"),
        (&["link", "--set", "dev.no_such=1"], "no option \"no_such\""),
        (&["link", "--set", "dev.environment=\"prod\""], "no option \"environment\""),
        (&["link", "--set", "test.az_count=3"], "there is no environment"),
    ];
    for (arguments, expected) in cases {
        let ran = landform(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}: {ran:?}");
        assert!(ran.stderr.contains(expected), "{arguments:?}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{arguments:?}");
    }
    assert_eq!(files(&directory).len(), 1, "something was written");
}

#[test]
fn a_directory_that_is_not_empty_is_written_into_by_force() {
    let out = fresh_dir("cli-force");
    fs::write(out.join("mine"), "text").unwrap();
    fs::write(out.join("README.md"), "old").unwrap();
    assert_eq!(landform(&["export", "--force", "--out", out.to_str().unwrap()]).code, Some(0));
    let files = files(&out);
    assert_eq!(files["mine"], "text");
    assert_ne!(files["README.md"], "old");
}

#[test]
fn link_and_files_make_the_same_repository() {
    let dir = fresh_dir("cli-same");
    let path = |name: &str| dir.join(name).to_str().unwrap().to_owned();
    let settings =
        ["dev.az_count=3", "dev.tags={ Team = \"a ${\"b\"}\" }", "bootstrap.state_lock=\"s3\"", "prod.owner=\"x\""];
    let mut arguments = vec!["link"];
    arguments.extend(settings.iter().flat_map(|setting| ["--set", setting]));
    let fragment = landform(&arguments).stdout;
    let link = format!("https://landform.example/{}", fragment.trim());
    assert!(fragment.starts_with("#v1.") && fragment.ends_with('\n'), "{fragment}");

    assert_eq!(landform(&["export", "--link", &link, "--zip", &path("a.zip")]).code, Some(0));
    assert_eq!(landform(&["export", "--link", &link, "--out", &path("a")]).code, Some(0));
    let design = path("a/landform.json");
    assert_eq!(landform(&["export", "--design", &design, "--zip", &path("b.zip")]).code, Some(0));
    assert_eq!(landform(&["export", "--design", &design, "--out", &path("b")]).code, Some(0));
    assert!(fs::read(path("a.zip")).unwrap() == fs::read(path("b.zip")).unwrap(), "the zips differ");
    assert_eq!(files(Path::new(&path("a"))), files(Path::new(&path("b"))));
    // The link of the design file is the link that it was made from.
    assert_eq!(landform(&["link", "--design", &design]).stdout.trim(), link);
    // The zip holds the files.
    let mut zip = zip::ZipArchive::new(fs::File::open(path("a.zip")).unwrap()).unwrap();
    zip.extract(path("c")).unwrap();
    assert_eq!(files(&dir.join("c/example")), files(Path::new(&path("a"))));

    let tfvars = fs::read_to_string(path("a/environments/dev/terraform.tfvars")).unwrap();
    assert!(tfvars.contains("Team = \"a b\""), "{tfvars}");
}

#[test]
fn without_a_site_the_link_is_its_fragment() {
    let out = fresh_dir("cli-fragment");
    assert_eq!(landform(&["export", "--out", out.to_str().unwrap()]).code, Some(0));
    let json: Json = serde_json::from_str(&fs::read_to_string(out.join("landform.json")).unwrap()).unwrap();
    assert!(json["link"].as_str().unwrap().starts_with("#v1."), "{json}");
}

#[test]
fn what_a_link_loses_is_said() {
    for link in ["#v1.!!!", "nonsense", "https://landform.example/", "#v9.JYwx"] {
        let ran = landform(&["plan", "--link", link]);
        assert_eq!(ran.code, Some(0), "{link}: {ran:?}");
        assert!(ran.stderr.contains("Note: "), "{link}: {}", ran.stderr);
    }
    let design = design_file("cli-notes", &json!({"environments": {"dev": {"no_such": 1, "az_count": 3}}}));
    let ran = landform(&["link", "--design", &design]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stderr.contains("Note: dev.no_such: There is no option of that name"), "{}", ran.stderr);
}

#[test]
fn a_terminal_obeys_nothing_in_a_design() {
    let owner = "\u{1b}[2J\u{7}\u{9b}31m";
    let design =
        design_file("cli-escape", &json!({"environments": {"dev": {"owner": owner, "no\u{1b}such": "\u{1b}"}}}));
    let ran = landform(&["plan", "--design", &design]);
    assert_eq!(ran.code, Some(1));
    for text in [&ran.stdout, &ran.stderr] {
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    }
}

#[test]
fn what_still_stands_at_an_example_is_said_on_export() {
    let out = fresh_dir("cli-examples");
    let ran = landform(&["export", "--out", out.to_str().unwrap()]);
    assert!(ran.stderr.contains("Before you apply"), "{}", ran.stderr);
    assert!(ran.stderr.contains("environments/dev/terraform.tfvars"), "{}", ran.stderr);
}

#[test]
fn the_console_prints_as_terraforms_does() {
    let design = design_file("cli-console", &json!({"environments": {"dev": {"az_count": 3}}}));
    let stdin =
        "1 + 1\n\n  var.az_count\n\"a${1}b\"\nvar.environment\n[1, true, null]\n{ a = \"b\" }\ntoset([\"b\", \"a\"])\n";
    let ran = landform_reading(&["console", "--design", &design], stdin);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let expected = "2\n3\n\"a1b\"\n\"dev\"\n[\n  1,\n  true,\n  null,\n]\n{\n  \"a\" = \"b\"\n}\ntoset([\n  \"a\",\n  \"b\",\n])\n";
    assert_eq!(ran.stdout, expected);
    assert_eq!(ran.stderr, "");
    assert_eq!(landform_reading(&["console", "--env", "prod"], "var.environment\nexit\n1\n").stdout, "\"prod\"\n");
}

#[test]
fn the_console_goes_on_after_an_error() {
    let ran = landform_reading(&["console"], "1 +\nvar.no_such\nno_such(1)\n2\n");
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), "2\n"), "{ran:?}");
    let errors = ran.stderr.lines().filter(|line| line.starts_with("Error: ")).count();
    assert_eq!(errors, 3, "{}", ran.stderr);
}
