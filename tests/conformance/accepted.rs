//! The real terraform on what is exported: it formats, initialises, validates, tests, plans, applies and destroys it, and
//! says of a design with problems what Landform says of it.

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::{LazyLock, Mutex};

use landform::design::{Design, RootId};
use landform::export::Repository;
use serde_json::Value as Json;

use crate::designs::{BLUEPRINT, DESIGNS, plan};
use crate::runner::{budget, each};
use crate::support::diagnostics::{comparable, is_providers, sorted, without_offsets};
use crate::support::provider;
use crate::support::terraform::terraform;
use crate::table::{Row, count};
use crate::workshop::{Workshop, export, folders, is_code, said};

/// A plan without problems takes a second of a core: so many designs fit into a run that somebody waits for.
const PLANS: usize = 80;

/// What terraform said, in the order of the table. None where it is missing.
pub static TERRAFORM: [LazyLock<Option<Row>>; 4] = [
    LazyLock::new(|| terraform().map(|_| tested(&export(&Design::new(&BLUEPRINT))))),
    LazyLock::new(|| {
        terraform()?;
        let designs = sound(budget(PLANS));
        Some(planned("plan, without problems", &designs.iter().collect::<Vec<_>>(), DESIGNS.sound.len() + 1))
    }),
    LazyLock::new(|| {
        terraform()?;
        let designs: Vec<&Design> = DESIGNS.broken.iter().take(budget(PLANS)).collect();
        Some(planned("plan, with problems", &designs, DESIGNS.broken.len()))
    }),
    LazyLock::new(|| {
        terraform()?;
        let designs = sound(budget(DESIGNS.with_every_value));
        Some(applied_and_destroyed(&designs, DESIGNS.sound.len() + 1))
    }),
];

/// The presets, then the first designs without problems.
pub fn sound(number: usize) -> Vec<Design> {
    let presets = Design::new(&BLUEPRINT);
    [presets].into_iter().chain(DESIGNS.sound.iter().take(number).cloned()).collect()
}

#[test]
fn the_code_is_valid_and_its_tests_pass() {
    let _ = &*TERRAFORM[0];
}

#[test]
fn terraform_plans_what_has_no_problems() {
    let _ = &*TERRAFORM[1];
}

#[test]
fn terraform_says_what_landform_says() {
    let _ = &*TERRAFORM[2];
}

#[test]
fn terraform_applies_and_destroys() {
    let _ = &*TERRAFORM[3];
}

/// What terraform reads before any values is the same in every design. So what holds of the presets' code holds of all.
#[test]
fn designs_differ_in_values_alone() {
    let code = |repository: &Repository| -> Vec<(String, String)> {
        repository.files.clone().into_iter().filter(|(path, _)| is_code(path)).collect()
    };
    let presets = code(&export(&Design::new(&BLUEPRINT)));
    assert!(!presets.is_empty());
    for design in DESIGNS.sound.iter().chain(&DESIGNS.broken) {
        assert!(code(&export(design)) == presets, "{}", design.to_json());
    }
}

/// A repository with all its roots ready, and the pipeline's beside them.
pub fn workshop(name: &str, repository: &Repository) -> Workshop {
    let workshop = Workshop::new(terraform().unwrap(), name, repository);
    for file in BLUEPRINT.configuration.tree().under(RootId::Delivery.blueprint_dir()) {
        workshop.write(&file.path, &file.text);
    }
    for root in BLUEPRINT.roots() {
        workshop.init(&root.repository_dir());
    }
    workshop
}

/// `init`, `validate` and `test` in every folder, with nothing in the environment and, where that can be had, no network.
fn tested(repository: &Repository) -> Row {
    let workshop = Workshop::new(terraform().unwrap(), "conformance-tested", repository);
    let alone = |program: &mut Command| program.output().is_ok_and(|output| output.status.success());
    let offline = ["-rn", "sh", "-c", "ip link set lo up && exec \"$0\" \"$@\""];
    let isolated = alone(Command::new("unshare").args(offline).arg("true"));
    let folders = folders(repository);
    let runs: Vec<usize> = each(
        "terraform test",
        &folders,
        |_| (),
        |(), folder| {
            workshop.run(folder, &["init", "-backend=false", "-input=false"]);
            workshop.run(folder, &["validate"]);
            let mut command = Command::new(if isolated { "unshare" } else { "terraform" });
            if isolated {
                command.args(offline).arg("terraform");
            }
            command.args(["test", "-no-color"]).current_dir(workshop.dir.join(folder)).env_clear();
            command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
            command.env("TF_CLI_CONFIG_FILE", &*provider::CONFIGURATION);
            let output = command.output().unwrap();
            let text = said(&output);
            assert!(output.status.success(), "{folder}: terraform test: {text}");
            let passed = text.lines().find_map(|line| line.strip_prefix("Success! ")?.split(' ').next()?.parse().ok());
            passed.filter(|&runs| runs > 0).unwrap_or_else(|| panic!("{folder}: no test was run: {text}"))
        },
    );
    let where_ = if isolated { "no network, no environment" } else { "no environment" };
    Row::terraform(
        "init, validate, test",
        format!("the code, which all share: {} folders, {} runs, {where_}", folders.len(), runs.iter().sum::<usize>()),
        "none".to_owned(),
    )
}

/// `fmt -check` and `plan` of designs: terraform says of each root what Landform says.
fn planned(what: &str, designs: &[&Design], of: usize) -> Row {
    let presets = export(&Design::new(&BLUEPRINT));
    let seen = Mutex::new(BTreeSet::new());
    let results: Vec<(usize, usize, usize, Vec<String>)> = each(
        what,
        designs,
        |core| workshop(&format!("conformance-{}-{core}", what.replace([',', ' '], "")), &presets),
        |workshop, design| {
            let repository = export(design);
            workshop.put(&repository);
            workshop.run("", &["fmt", "-check", "-diff", "-recursive"]);
            let (mut plans, mut said, mut providers, mut differences) = (0, 0, 0, Vec::new());
            for root in BLUEPRINT.roots() {
                let tfvars = landform::design::tfvars::render(&BLUEPRINT, design, root);
                if !seen.lock().unwrap().insert((root.clone(), tfvars.clone())) {
                    continue;
                }
                workshop.write(&root.tfvars_path(), &tfvars);
                let compared = compare(workshop, design, root);
                plans += 1;
                said += compared.said;
                providers += compared.providers;
                differences.extend(compared.difference);
            }
            (plans, said, providers, differences)
        },
    );
    let plans: usize = results.iter().map(|(plans, ..)| plans).sum();
    let said: usize = results.iter().map(|(_, said, ..)| said).sum();
    let providers: usize = results.iter().map(|(_, _, providers, _)| providers).sum();
    let differences: Vec<&String> = results.iter().flat_map(|(.., differences)| differences).collect();
    let (number, few) =
        (differences.len(), differences.iter().take(3).map(|d| d.as_str()).collect::<Vec<_>>().join("\n"));
    if number > 0 {
        let all = differences.iter().map(|d| d.as_str()).collect::<Vec<_>>().join("\n");
        std::fs::write(format!("{}/differences.txt", env!("CARGO_TARGET_TMPDIR")), all).unwrap();
    }
    assert_eq!(number, 0, "{what}: terraform and Landform differ on {number} of {plans} plans, the first:\n{few}");
    let findings = match (said, providers) {
        (0, 0) => "none".to_owned(),
        (said, 0) => format!("{said} diagnostics, each as Landform's"),
        (said, n) => format!("{said} diagnostics, each as Landform's; in the same plans {n} of the provider's own"),
    };
    Row::terraform(&format!("fmt -check, {what}"), format!("{}, {plans} plans", count(designs.len(), of)), findings)
}

/// What the two say of a root whose values stand in the workshop.
pub struct Compared {
    /// How many diagnostics terraform has.
    pub said: usize,
    /// How many the provider has besides. Of what only it knows Landform says nothing: so it must be silent where Landform
    /// finds no problem.
    pub providers: usize,
    /// What one of the two says alone.
    pub difference: Option<String>,
}

/// Compares what terraform and Landform say.
pub fn compare(workshop: &Workshop, design: &Design, root: &RootId) -> Compared {
    let (providers, terraforms): (Vec<Json>, Vec<Json>) =
        workshop.plan(&root.repository_dir()).into_iter().map(without_offsets).partition(is_providers);
    let ours = plan(&BLUEPRINT, design, root).diagnostics;
    let ours = ours.iter().map(|ours| without_offsets(comparable(serde_json::to_value(ours).unwrap())));
    let (mut terraforms, ours) = (sorted(terraforms), sorted(ours));
    let (said, others) = (terraforms.len(), providers.len());
    if ours.is_empty() {
        terraforms.extend(providers);
    }
    let only = |these: &[Json], those: &[Json]| -> String {
        these.iter().filter(|d| !those.contains(d)).map(|d| format!("\n    {d}")).collect()
    };
    let (missing, extra) = (only(&terraforms, &ours), only(&ours, &terraforms));
    let tfvars = landform::design::tfvars::render(&BLUEPRINT, design, root);
    let differ = || {
        let path = root.tfvars_path();
        format!("{root}:\n  only terraform:{missing}\n  only landform:{extra}\n  with {path}:\n{tfvars}")
    };
    Compared { said, providers: others, difference: (terraforms != ours).then(differ) }
}

/// `apply`, a second `plan` without changes, `destroy`.
fn applied_and_destroyed(designs: &[Design], of: usize) -> Row {
    let presets = export(&Design::new(&BLUEPRINT));
    let seen = Mutex::new(BTreeSet::new());
    let applies: Vec<usize> = each(
        "apply, plan, destroy",
        designs,
        |core| workshop(&format!("conformance-apply-{core}"), &presets),
        |workshop, design| {
            workshop.put(&export(design));
            let mut applies = 0;
            for root in BLUEPRINT.roots().filter(|root| **root != RootId::Delivery) {
                let tfvars = landform::design::tfvars::render(&BLUEPRINT, design, root);
                if !seen.lock().unwrap().insert((root.clone(), tfvars)) {
                    continue;
                }
                let folder = root.repository_dir();
                workshop.apply(&folder);
                applies += 1;
                let destroyed = workshop.attempt(&folder, &["destroy", "-input=false", "-auto-approve"]);
                if *root == RootId::Bootstrap {
                    // The states outlive a slip of the hand.
                    assert!(
                        said(&destroyed).contains("Instance cannot be destroyed"),
                        "{folder}: {}",
                        said(&destroyed)
                    );
                    std::fs::remove_file(workshop.dir.join(&folder).join("terraform.tfstate")).unwrap();
                } else {
                    assert!(destroyed.status.success(), "{folder}: terraform destroy: {}", said(&destroyed));
                }
            }
            applies
        },
    );
    let applies: usize = applies.iter().sum();
    Row::terraform(
        "apply, plan without changes, destroy",
        format!("{}, {applies} applies", count(designs.len(), of)),
        "none".to_owned(),
    )
}
