//! Linters and scanners, as the exported pipeline runs them and a few more, on exports.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use landform::design::Design;
use landform::export::Repository;
use serde_json::{Deserializer, Value as Json};

use crate::accepted::{SOUND, count_of_sound, sound};
use crate::covering::{BLUEPRINT, plan};
use crate::runner::{budget, each};
use crate::support::terraform::terraform;
use crate::table::Row;
use crate::workshop::{Workshop, export, folders, said};

/// What a tool has against a repository.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The tool.
    pub tool: &'static str,
    /// Its rule.
    pub id: String,
    /// The folder that it was found in: `environments/dev`.
    pub folder: String,
    /// The file, or what the tool says.
    pub place: String,
}

impl Finding {
    /// Checkov also reads modules that a design does not call: what is found in them is nothing that the design has.
    fn concerns(&self, design: &Design) -> bool {
        let mut roots = design.roots(&BLUEPRINT);
        let root = roots.find(|root| self.tool == "checkov" && root.repository_dir() == self.folder);
        root.is_none_or(|root| {
            let resources = plan(&BLUEPRINT, design, &root).resources;
            resources.iter().any(|resource| without_keys(&resource.address) == without_keys(&self.place))
        })
    }
}

/// `module.rds[0].aws_db_instance.this` is an instance of `module.rds.aws_db_instance.this`.
fn without_keys(address: &str) -> String {
    address.split('[').map(|part| part.rsplit(']').next().unwrap_or_default()).collect()
}

/// Asks a tool about the repository in a directory.
pub type Ask = fn(program: &Path, dir: &Path, repository: &Repository) -> Vec<Finding>;

/// A tool of `tools/gates.versions`.
pub struct Gate {
    pub name: &'static str,
    pub ask: Ask,
    /// About how many designs it is asked, besides the presets, unless `LANDFORM_DESIGNS` says otherwise.
    designs: usize,
    /// What of a repository it is about: repositories that are the same there need not be asked about again.
    concerns: fn(path: &str) -> bool,
}

/// All of them.
pub const GATES: &[Gate] = &[
    Gate { name: "tflint", ask: tflint, designs: SOUND, concerns: terraforms },
    Gate { name: "tfsec", ask: tfsec, designs: SOUND, concerns: terraforms },
    // Twenty seconds of a core for each repository.
    Gate { name: "checkov", ask: checkov, designs: 4, concerns: terraforms },
    Gate {
        name: "terraform-docs",
        ask: terraform_docs,
        designs: SOUND,
        concerns: |path| path.ends_with(".tf") || path.ends_with("README.md"),
    },
    Gate {
        name: "actionlint",
        ask: actionlint,
        designs: SOUND,
        concerns: |path| path.starts_with(".github/workflows/"),
    },
    Gate { name: "zizmor", ask: zizmor, designs: SOUND, concerns: |path| path.starts_with(".github/") },
    Gate {
        name: "check-jsonschema",
        ask: schemas,
        designs: SOUND,
        concerns: |path| SCHEMAS.iter().any(|(file, _)| *file == path),
    },
];

fn terraforms(path: &str) -> bool {
    [".tf", ".tfvars", ".hcl"].iter().any(|extension| path.ends_with(extension))
}

/// What they found.
pub static FOUND: LazyLock<Vec<Row>> =
    LazyLock::new(|| GATES.iter().filter_map(|gate| found(gate, &sound(budget(gate.designs)))).collect());

#[test]
fn nothing_is_found_that_is_not_explained() {
    let _ = &*FOUND;
}

/// Whatever the blueprint tells a scanner to pass over, the decisions name, and they name nothing by a global switch.
#[test]
fn every_ignored_rule_is_named_in_the_decisions() {
    let tree = BLUEPRINT.configuration.tree();
    let decisions = &tree.get("docs/decisions.md.tftpl").expect("a template of the decisions").text;
    let mut ignored = BTreeSet::new();
    for mark in ["tfsec:ignore:", "checkov:skip=", "trivy:ignore:", "tflint-ignore: ", "tflint-ignore-file: "] {
        for text in tree.iter().map(|file| &file.text) {
            let ids = text.split(mark).skip(1).filter_map(|rest| rest.split([':', ' ', '\n']).next());
            ignored.extend(ids.map(str::to_owned));
        }
    }
    assert!(ignored.len() > 10, "{ignored:?}");
    let unnamed: Vec<&String> = ignored.iter().filter(|id| !decisions.contains(&format!("`{id}`"))).collect();
    assert!(unnamed.is_empty(), "docs/decisions.md does not name {unnamed:?}");
}

/// The version that is pinned, and the program, where it is installed. With `CI=true` it must be.
pub fn installed(name: &str) -> Option<(String, PathBuf)> {
    let pinned =
        include_str!("../../tools/gates.versions").lines().map(|line| line.split_whitespace().collect::<Vec<_>>());
    let version = pinned.into_iter().find(|words| words.first() == Some(&name)).unwrap()[1].to_owned();
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join(".tools/bin").join(name);
    let real = program.canonicalize().unwrap_or_default();
    if real.to_string_lossy().contains(&format!("{name}-{version}")) {
        return Some((version, program));
    }
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{name} {version} is missing: make tools");
    crate::say(format_args!("skipped: {name} {version} is missing: make tools"));
    None
}

fn found(gate: &Gate, designs: &[Design]) -> Option<Row> {
    let (version, program) = installed(gate.name)?;
    let mut seen = BTreeSet::new();
    let repositories: Vec<(usize, Repository)> = designs.iter().map(export).enumerate().collect();
    let concerns = |repository: &Repository| -> Vec<(String, String)> {
        repository.files.clone().into_iter().filter(|(path, _)| (gate.concerns)(path)).collect()
    };
    let new = |(_, repository): &&(usize, Repository)| {
        let files = concerns(repository);
        !files.is_empty() && seen.insert(files)
    };
    let distinct: Vec<&(usize, Repository)> = repositories.iter().filter(new).collect();
    let findings: Vec<Vec<Finding>> = each(
        gate.name,
        &distinct,
        |_| (),
        |(), (number, repository)| {
            let terraform = terraform().expect("terraform gives the directory");
            let workshop = Workshop::new(terraform, &format!("gates/{}/{number}", gate.name), &repository.files);
            let mut found = (gate.ask)(&program, &workshop.dir, repository);
            found.retain(|finding| finding.concerns(&designs[*number]));
            found
        },
    );
    let mut unexplained = Vec::new();
    for ((number, repository), findings) in distinct.iter().zip(&findings) {
        if *number == 0 {
            assert_eq!(expected(gate.name), of_presets(findings), "{} on the presets", gate.name);
        }
        let explained = |finding: &&Finding| !is_explained(finding, repository);
        unexplained
            .extend(findings.iter().filter(explained).map(|finding| (designs[*number].to_json(&BLUEPRINT), finding)));
    }
    let few: Vec<String> =
        unexplained.iter().take(5).map(|(design, finding)| format!("{finding:?} in {design}")).collect();
    assert!(
        few.is_empty(),
        "{}: {} findings that docs/decisions.md does not explain\n{}",
        gate.name,
        unexplained.len(),
        few.join("\n")
    );
    let explained: BTreeSet<&str> = findings[0].iter().map(|finding| &*finding.id).collect();
    let findings = match explained.len() {
        0 => "none".to_owned(),
        _ => format!("prod none; dev {}, explained", explained.into_iter().collect::<Vec<_>>().join(", ")),
    };
    let tried = match distinct.len() {
        1 => "what all designs share".to_owned(),
        asked => format!("{}, {asked} different", count_of_sound(designs)),
    };
    Some(Row { tool: gate.name.to_owned(), version, tried, findings })
}

/// What may be found on the presets: `findings.txt`.
fn expected(tool: &str) -> BTreeSet<String> {
    let lines = include_str!("findings.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.strip_prefix(tool)).map(|rest| rest.trim().to_owned()).collect()
}

fn of_presets(findings: &[Finding]) -> BTreeSet<String> {
    findings.iter().map(|finding| format!("{} {}", finding.folder, finding.id)).collect()
}

/// Whether the repository's decisions name the rule, for everywhere or for the environment.
fn is_explained(finding: &Finding, repository: &Repository) -> bool {
    let decisions = repository.files.get("docs/decisions.md").map(String::as_str).unwrap_or_default();
    let environment = finding.folder.rsplit('/').next().unwrap_or_default();
    decisions.lines().filter(|line| line.contains(&format!("`{}`", finding.id))).any(|line| {
        let places = line.split('|').nth(3).unwrap_or_default();
        places.split(',').map(str::trim).any(|place| place == "everywhere" || place == environment)
    })
}

fn run(command: &mut Command) -> Output {
    command.env("NO_COLOR", "1").output().unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

/// What a tool printed as JSON: one value or several.
fn json(output: &Output) -> Vec<Json> {
    let values: Result<Vec<Json>, _> = Deserializer::from_slice(&output.stdout).into_iter().collect();
    values
        .ok()
        .filter(|values| !values.is_empty())
        .unwrap_or_else(|| panic!("not what was asked for: {}", said(output)))
}

fn list<'a>(json: &'a Json, pointer: &str) -> impl Iterator<Item = &'a Json> {
    json.pointer(pointer).and_then(Json::as_array).into_iter().flatten()
}

fn text(json: &Json, pointer: &str) -> String {
    json.pointer(pointer).and_then(Json::as_str).unwrap_or_else(|| panic!("no {pointer} in {json}")).to_owned()
}

/// Folders that plan: they have values.
fn roots(repository: &Repository) -> Vec<&str> {
    repository.files.keys().filter_map(|path| path.strip_suffix("/terraform.tfvars")).collect()
}

/// With the export's own configuration, less the ruleset for AWS, which no package registry has.
fn tflint(program: &Path, dir: &Path, repository: &Repository) -> Vec<Finding> {
    let configuration = &repository.files[".tflint.hcl"];
    let (before, rest) = configuration.split_once("plugin \"aws\" {\n").expect("a plugin \"aws\"");
    let (_, after) = rest.split_once("\n}\n").expect("its end");
    let path = dir.join(".tflint-offline.hcl");
    std::fs::write(&path, format!("{before}{after}")).unwrap();
    let mut command = Command::new(program);
    command.args(["--recursive", "--format", "json", "--config"]).arg(path).current_dir(dir);
    let said = &json(&run(&mut command))[0];
    assert_eq!(list(said, "/errors").count(), 0, "{said}");
    let finding = |issue: &Json| {
        let place = text(issue, "/range/filename");
        let folder = place.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        Finding { tool: "tflint", id: text(issue, "/rule/name"), folder, place: text(issue, "/message") }
    };
    list(said, "/issues").map(finding).collect()
}

/// As the pipeline runs it.
fn tfsec(program: &Path, dir: &Path, repository: &Repository) -> Vec<Finding> {
    let of_root = |root: &&str| {
        let mut command = Command::new(program);
        command.args([root, "--no-colour", "--format", "json", "--tfvars-file"]);
        let said = &json(&run(command.arg(format!("{root}/terraform.tfvars")).current_dir(dir)))[0];
        let finding = |result: &Json| Finding {
            tool: "tfsec",
            id: text(result, "/rule_id"),
            folder: (*root).to_owned(),
            place: text(result, "/location/filename"),
        };
        list(said, "/results").map(finding).collect::<Vec<_>>()
    };
    roots(repository).iter().flat_map(of_root).collect()
}

/// Root by root: asked about several at once it says of all what it found in the first.
fn checkov(program: &Path, dir: &Path, repository: &Repository) -> Vec<Finding> {
    let of_root = |root: &&str| {
        let mut command = Command::new(program);
        command.args([
            "--framework",
            "terraform",
            "--skip-download",
            "--compact",
            "--quiet",
            "--output",
            "json",
            "-d",
            root,
        ]);
        let said = &json(&run(command.current_dir(dir)))[0];
        assert_eq!(said.pointer("/summary/parsing_errors"), Some(&0.into()), "{said}");
        assert!(said.pointer("/summary/passed").and_then(Json::as_u64) > Some(10), "{root}: nothing was read: {said}");
        let finding = |check: &Json| Finding {
            tool: "checkov",
            id: text(check, "/check_id"),
            folder: (*root).to_owned(),
            place: text(check, "/resource"),
        };
        list(said, "/results/failed_checks").map(finding).collect::<Vec<_>>()
    };
    roots(repository).iter().flat_map(of_root).collect()
}

/// Every README.md is byte for byte what it makes.
fn terraform_docs(program: &Path, dir: &Path, repository: &Repository) -> Vec<Finding> {
    let of_folder = |folder: String| {
        assert!(repository.files.contains_key(&format!("{folder}/README.md")), "{folder} has no README.md");
        let output = run(Command::new(program).args(["--output-check", &folder]).current_dir(dir));
        let id = "out of date".to_owned();
        (!output.status.success()).then(|| Finding { tool: "terraform-docs", id, folder, place: said(&output) })
    };
    folders(repository).into_iter().filter_map(of_folder).collect()
}

fn actionlint(program: &Path, dir: &Path, repository: &Repository) -> Vec<Finding> {
    let workflows = repository.files.keys().filter(|path| path.starts_with(".github/workflows/"));
    // It takes the nearest repository for the one that a workflow is of: without this Landform's own.
    std::fs::create_dir_all(dir.join(".git")).unwrap();
    let mut command = Command::new(program);
    command.args(["-shellcheck=", "-pyflakes=", "-format", "{{json .}}"]).args(workflows).current_dir(dir);
    let said = &json(&run(&mut command))[0];
    let finding = |error: &Json| Finding {
        tool: "actionlint",
        id: text(error, "/kind"),
        folder: text(error, "/filepath"),
        place: text(error, "/message"),
    };
    list(said, "").map(finding).collect()
}

fn zizmor(program: &Path, dir: &Path, _: &Repository) -> Vec<Finding> {
    let mut command = Command::new(program);
    command.args(["--offline", "--no-progress", "--strict-collection", "--collect=all", "--format=json", "."]);
    let said = &json(&run(command.current_dir(dir)))[0];
    let finding = |result: &Json| Finding {
        tool: "zizmor",
        id: text(result, "/ident"),
        folder: ".github".to_owned(),
        place: text(result, "/desc"),
    };
    list(said, "").map(finding).collect()
}

/// What a file must look like, for those who read it.
const SCHEMAS: &[(&str, &str)] =
    &[(".gitlab-ci.yml", "vendor.gitlab-ci"), (".github/dependabot.yml", "vendor.dependabot")];

fn schemas(program: &Path, dir: &Path, repository: &Repository) -> Vec<Finding> {
    let of_file = |(file, schema): &(&str, &str)| {
        let mut command = Command::new(program);
        command.args(["--builtin-schema", schema, "--output-format", "json", file]).current_dir(dir);
        let said = &json(&run(&mut command))[0];
        assert_eq!(list(said, "/parse_errors").count(), 0, "{said}");
        let finding = |error: &Json| Finding {
            tool: "check-jsonschema",
            id: text(error, "/path"),
            folder: (*file).to_owned(),
            place: text(error, "/message"),
        };
        list(said, "/errors").map(finding).collect::<Vec<_>>()
    };
    SCHEMAS.iter().filter(|(file, _)| repository.files.contains_key(*file)).flat_map(of_file).collect()
}
