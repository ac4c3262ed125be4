//! The real terraform on what is exported: it formats, initialises, validates, tests, plans, applies and destroys it, and
//! says of a design with problems what Landform says of it.

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::{Arc, LazyLock};

use landform::design::{Design, RootId, tfvars};
use landform::export::Repository;
use landform::terraform::config::Configuration;
use landform::terraform::plan::{Plan, Root, evaluate};
use landform::terraform::source::SourceFile;
use landform::terraform::types::Str;
use serde_json::Value as Json;

use crate::covering::news::{News, Roots};
use crate::covering::{BLUEPRINT, DESIGNS, plan};
use crate::runner::{budget, each};
use crate::support::diagnostics::{comparable, sorted, without_offsets};
use crate::support::provider;
use crate::support::terraform::{MEMORY_FOR_TIME, terraform};
use crate::table::{Row, count};
use crate::workshop::{Workshop, export, folders, is_code, said};

/// To make, look at again and destroy a platform takes seven seconds of a core. The others are planned.
pub const SOUND: usize = 12;

/// What terraform said, in the order of the table. None where it is missing.
pub static TERRAFORM: [LazyLock<Option<Row>>; 3] = [
    LazyLock::new(|| terraform().map(|_| tested())),
    LazyLock::new(|| terraform().map(|_| accepted(&sound(budget(SOUND))))),
    LazyLock::new(|| terraform().map(|_| planned())),
];

/// What a new design starts as, the other presets with an environment of each kind, then the first designs of the covering
/// set without problems.
pub fn sound(number: usize) -> Vec<Design> {
    let whole = |preset: &Str| {
        let mut design = Design { preset: preset.clone(), ..Design::new(&BLUEPRINT) };
        for kind in &BLUEPRINT.presets.kinds {
            if !design.environments.contains_key(kind) {
                design.add(&BLUEPRINT, kind, kind).unwrap();
            }
        }
        design
    };
    let others = BLUEPRINT.presets.names().skip(1).map(whole);
    let covering = DESIGNS.sound.iter().take(number).cloned();
    [Design::new(&BLUEPRINT)].into_iter().chain(others).chain(covering).collect()
}

/// `17 of 81 designs without problems`
pub fn count_of_sound(designs: &[Design]) -> String {
    count(designs.len(), sound(usize::MAX).len(), "without problems")
}

#[test]
fn the_code_is_valid_and_its_tests_pass() {
    let _ = &*TERRAFORM[0];
}

#[test]
fn terraform_plans_applies_and_destroys_what_has_no_problems() {
    let _ = &*TERRAFORM[1];
}

#[test]
fn terraform_says_what_landform_says() {
    let _ = &*TERRAFORM[2];
}

/// What terraform reads before any values is the same in every design, and the tests bring values of their own. So what
/// holds of the presets' code holds of all.
#[test]
fn designs_differ_in_values_alone() {
    let code = |repository: &Repository| -> Vec<(String, String)> {
        repository.files.clone().into_iter().filter(|(path, _)| is_code(path)).collect()
    };
    let presets = code(&export(&Design::new(&BLUEPRINT)));
    assert!(!presets.is_empty());
    for design in DESIGNS.sound.iter().chain(&DESIGNS.broken) {
        assert!(code(&export(design)) == presets, "{}", design.to_json(&BLUEPRINT));
    }
}

/// A repository with all its roots ready, and the pipeline's beside them.
pub fn workshop(name: &str, repository: &Repository) -> Workshop {
    let workshop = Workshop::new(terraform().unwrap(), name, &repository.files);
    for file in BLUEPRINT.configuration.tree().under(RootId::Delivery.blueprint_dir()) {
        workshop.write(&file.path, &file.text);
    }
    for root in BLUEPRINT.roots() {
        workshop.init(&root.repository_dir());
    }
    workshop
}

/// `init`, `validate` and `test` in every folder, with nothing in the environment and, where that can be had, no network. An
/// environment has the presets' values, the other roots those of the design that is least like them.
fn tested() -> Row {
    let presets = Design::new(&BLUEPRINT);
    let mut repository = export(&presets);
    let roots: Vec<&RootId> =
        BLUEPRINT.roots().filter(|root| repository.files.contains_key(&root.tfvars_path())).collect();
    assert!(roots[0].environment_name().is_some());
    for root in &roots[1..] {
        repository.files.insert(root.tfvars_path(), tfvars::render(&BLUEPRINT, &DESIGNS.sound[0], root));
    }
    // What writes the pipeline is not exported, and is Terraform too.
    for file in BLUEPRINT.configuration.tree().under(RootId::Delivery.blueprint_dir()) {
        repository.files.insert(file.path.to_string(), file.text.to_string());
    }
    let workshop = Workshop::new(terraform().unwrap(), "tested", &repository.files);
    let alone = |program: &mut Command| program.output().is_ok_and(|output| output.status.success());
    let offline = ["-rn", "sh", "-c", "ip link set lo up && exec \"$0\" \"$@\""];
    let isolated = alone(Command::new("unshare").args(offline).arg("true"));
    let folders = folders(&repository);
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
            command.envs(MEMORY_FOR_TIME).env("TF_CLI_CONFIG_FILE", &*provider::CONFIGURATION);
            let output = command.output().unwrap();
            let text = said(&output);
            assert!(output.status.success(), "{folder}: terraform test: {text}");
            let passed = text.lines().find_map(|line| line.strip_prefix("Success! ")?.split(' ').next()?.parse().ok());
            passed.filter(|&runs| runs > 0).unwrap_or_else(|| panic!("{folder}: no test was run: {text}"))
        },
    );
    let network = if isolated { "no network" } else { "a network, which could not be taken away here" };
    crate::say(format_args!("terraform test: run with an empty environment and {network}"));
    Row::terraform(
        "init, validate, test",
        format!("the code, which all share: {} folders, {} runs", folders.len(), runs.iter().sum::<usize>()),
        "none",
    )
}

/// Each design with the roots that have other values than those before.
fn other_roots<'a>(designs: &[&'a Design]) -> Vec<Roots<'a>> {
    let mut seen = BTreeSet::new();
    let mut others = |design: &Design| {
        let roots = design.roots(&BLUEPRINT);
        let values = |root: &RootId| (root.clone(), tfvars::render(&BLUEPRINT, design, root));
        roots.filter(|root| seen.insert(values(root))).collect()
    };
    designs.iter().map(|design| (*design, others(design))).collect()
}

/// Formats each design's repository and does something for each of its roots. The sums of the numbers that come back; a
/// difference is a failure.
fn for_each_root<const N: usize>(
    what: &str,
    designs: &[Roots<'_>],
    run: impl Fn(&Workshop, &Design, &RootId) -> ([usize; N], Option<String>) + Sync,
) -> [usize; N] {
    let presets = export(&Design::new(&BLUEPRINT));
    let results: Vec<Vec<([usize; N], Option<String>)>> = each(
        what,
        designs,
        |core| workshop(&format!("{}-{core}", what.replace([',', ' '], "")), &presets),
        |workshop, (design, roots)| {
            workshop.put(&export(design).files);
            workshop.run("", &["fmt", "-check", "-diff", "-recursive"]);
            let of_root = |root: &RootId| {
                if !workshop.is_ready(&root.repository_dir()) {
                    workshop.init(&root.repository_dir());
                }
                // The pipeline's values are not exported.
                workshop.write(&root.tfvars_path(), &tfvars::render(&BLUEPRINT, design, root));
                run(workshop, design, root)
            };
            roots.iter().map(of_root).collect()
        },
    );
    let (numbers, differences): (Vec<_>, Vec<_>) = results.into_iter().flatten().unzip();
    let differences: Vec<String> = differences.into_iter().flatten().collect();
    if !differences.is_empty() {
        std::fs::write(format!("{}/differences.txt", env!("CARGO_TARGET_TMPDIR")), differences.join("\n")).unwrap();
    }
    let few = differences.iter().take(3).map(String::as_str).collect::<Vec<_>>().join("\n");
    let (different, of) = (differences.len(), numbers.len());
    assert_eq!(different, 0, "{what}: terraform and Landform differ on {different} of {of} roots, the first:\n{few}");
    std::array::from_fn(|i| numbers.iter().map(|of_root| of_root[i]).sum())
}

/// `plan` of the designs that are not applied, and of those with problems: of each root terraform says what Landform says.
/// Every root with problems is planned; of the others, which see no other's values, as many as hold every pair that is left.
fn planned() -> Row {
    let applied = budget(SOUND);
    let others: Vec<&Design> = DESIGNS.sound.iter().skip(applied).take(budget(usize::MAX)).collect();
    let broken: Vec<&Design> = DESIGNS.broken.iter().take(budget(usize::MAX)).collect();
    let designs: Vec<&Design> = others.iter().chain(&broken).copied().collect();
    let mut news = News::of(&DESIGNS);
    for design in DESIGNS.sound.iter().take(applied) {
        design.roots(&BLUEPRINT).for_each(|root| news.hold(design, &root));
    }
    let is_sound = |design: &Design, root: &RootId| plan(&BLUEPRINT, design, root).diagnostics.is_empty();
    let (mut sound, mut roots) = (Vec::new(), Vec::new());
    for (design, others) in other_roots(&designs) {
        let (without, with) = others.into_iter().partition(|root| is_sound(design, root));
        sound.push((design, without));
        roots.push((design, with));
    }
    news.fewest(&mut sound);
    for ((_, roots), (_, sound)) in roots.iter_mut().zip(sound) {
        roots.extend(sound);
    }
    let [plans, said] = for_each_root("plan", &roots, |workshop, design, root| {
        let Compared { said, difference } = compare(workshop, design, root);
        ([1, said], difference)
    });
    let others = if others.is_empty() { String::new() } else { format!("{} others without and ", others.len()) };
    let broken = count(broken.len(), DESIGNS.broken.len(), "with problems");
    let tried = format!("{others}{broken}: {plans} plans of roots that had something new, {said} diagnostics");
    Row::terraform("fmt -check, plan", tried, "each as Landform's")
}

/// `plan`, `apply` of that plan, a `plan` without changes and `destroy` of designs without problems.
fn accepted(designs: &[Design]) -> Row {
    let all: Vec<&Design> = designs.iter().collect();
    let [plans, applies] = for_each_root("plan, apply, plan, destroy", &other_roots(&all), |workshop, design, root| {
        let Compared { said, difference } = compare(workshop, design, root);
        if said > 0 || difference.is_some() || *root == RootId::Delivery {
            return ([1, 0], difference);
        }
        let folder = root.repository_dir();
        workshop.apply(&folder);
        let arguments = ["apply", "-destroy", "-refresh=false", "-input=false", "-auto-approve"];
        let destroyed = workshop.attempt(&folder, &arguments);
        if *root == RootId::Bootstrap {
            // The states outlive a slip of the hand.
            let text = crate::workshop::said(&destroyed);
            assert!(text.contains("Instance cannot be destroyed"), "{folder}: {text}");
            std::fs::remove_file(workshop.dir.join(&folder).join("terraform.tfstate")).unwrap();
        } else {
            assert!(destroyed.status.success(), "{folder}: terraform destroy: {}", crate::workshop::said(&destroyed));
        }
        ([1, 1], None)
    });
    let tried = count_of_sound(designs);
    Row::terraform(
        "fmt -check, plan, apply, plan, destroy",
        format!("{tried}: {plans} plans, {applies} applies"),
        "none, and no changes in the second plan",
    )
}

/// What the two say of a root whose values stand in the workshop.
pub struct Compared {
    /// How many diagnostics terraform has.
    pub said: usize,
    /// What one of the two says alone.
    pub difference: Option<String>,
}

/// What is exported, as it lies there, and the pipeline's root beside it. In the blueprint a root's calls have shorter
/// sources, so that what follows them in a file begins a few bytes earlier.
static EXPORTED: LazyLock<Configuration> = LazyLock::new(|| {
    let delivery = BLUEPRINT.configuration.tree().under(RootId::Delivery.blueprint_dir());
    let delivery = delivery.map(|file| (file.path.to_string(), file.text.to_string()));
    let exports = sound(0).iter().flat_map(|preset| export(preset).files).collect::<Vec<_>>();
    let tree = exports.into_iter().chain(delivery).collect();
    let provider = BLUEPRINT.configuration.provider().expect("the blueprint has a provider").clone();
    Configuration::load(tree).with_provider(Arc::new(provider))
});

/// Compares what terraform and Landform say of a root: to the byte where Landform reads what was exported, to line and
/// column where it reads the blueprint.
pub fn compare(workshop: &Workshop, design: &Design, root: &RootId) -> Compared {
    let terraforms = sorted(workshop.plan(&root.repository_dir()));
    let json = |plan: Plan| -> Vec<Json> {
        let of_plan = plan.diagnostics.iter().map(|ours| comparable(serde_json::to_value(ours).unwrap()));
        sorted(of_plan)
    };
    let file = Arc::new(SourceFile::new(&root.tfvars_path(), &tfvars::render(&BLUEPRINT, design, root)));
    let dir = root.repository_dir();
    let ours = json(evaluate(&EXPORTED, &Root { dir: &dir, shown_as: &dir, tfvars: Some(&file) }));
    let without_offsets = |all: &[Json]| sorted(all.iter().cloned().map(without_offsets));
    let of_the_blueprint = without_offsets(&json(plan(&BLUEPRINT, design, root)));
    assert_eq!(of_the_blueprint, without_offsets(&ours), "{root}: the blueprint and its export differ");
    let only = |these: &[Json], those: &[Json]| -> String {
        these.iter().filter(|d| !those.contains(d)).map(|d| format!("\n    {d}")).collect()
    };
    let (missing, extra) = (only(&terraforms, &ours), only(&ours, &terraforms));
    let differ = || {
        let (path, text) = (root.tfvars_path(), &file.text);
        format!("{root}:\n  only terraform:{missing}\n  only landform:{extra}\n  with {path}:\n{text}")
    };
    Compared { said: terraforms.len(), difference: (terraforms != ours).then(differ) }
}
