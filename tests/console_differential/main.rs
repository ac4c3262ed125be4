//! Expressions in `terraform console` and in Landform's: those of the tables in `tests/console/` and `tests/functions/`, and
//! every function and operator with odd arguments. The last line is `N expressions, D differences`.
//!
//! What comes to a value is asked in handfuls, as one tuple; what fails is asked alone, since Terraform says only the first
//! failure's summary and detail in full.

mod odd;
#[path = "../support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};

use landform::terraform::config::Configuration;
use landform::terraform::source::Tree;
use support::console::{comparable, files, landform, real};
use support::terraform::{Terraform, terraform};

/// So many expressions are asked at once.
const HANDFUL: usize = 40;

/// Each run of terraform keeps a core busy.
const WORKERS: usize = 2;

fn main() -> ExitCode {
    if terraform().is_none() {
        println!("0 expressions, 0 differences");
        return ExitCode::SUCCESS;
    }
    let mut expressions = tables();
    expressions.extend(odd::expressions());
    let mut seen = std::collections::BTreeSet::new();
    expressions.retain(|expression| odd::is_pure(expression) && seen.insert(expression.clone()));
    let files = files();
    let configuration = Configuration::load(Tree::from_iter(files.iter().map(|(path, text)| (path, text))));
    // What fails is a handful of its own.
    let mut handfuls: Vec<Vec<String>> = Vec::new();
    let mut sound = Vec::new();
    for expression in &expressions {
        if landform(&configuration, expression).starts_with("Error: ") {
            handfuls.push(vec![expression.clone()]);
        } else {
            sound.push(expression.clone());
        }
    }
    handfuls.extend(sound.chunks(HANDFUL).map(<[String]>::to_vec));
    let differences = AtomicUsize::new(0);
    let (next, asked) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for place in 0..WORKERS {
            let (handfuls, next, asked, differences) = (&handfuls, &next, &asked, &differences);
            let (configuration, files) = (&configuration, &files);
            scope.spawn(move || {
                let terraform = terraform().unwrap();
                let dir = terraform.directory(&format!("console-differential-{place}"));
                files.iter().for_each(|(path, text)| std::fs::write(dir.join(path), text).unwrap());
                let asker = Asker { terraform, dir, configuration };
                while let Some(handful) = handfuls.get(next.fetch_add(1, Ordering::Relaxed)) {
                    for difference in asker.ask(handful) {
                        differences.fetch_add(1, Ordering::Relaxed);
                        println!("{difference}\n");
                    }
                    let before = asked.fetch_add(handful.len(), Ordering::Relaxed);
                    if before / 500 != (before + handful.len()) / 500 {
                        println!(
                            "{}/{} expressions",
                            before + handful.len(),
                            handfuls.iter().map(Vec::len).sum::<usize>()
                        );
                    }
                }
            });
        }
    });
    let differences = differences.into_inner();
    println!("{} expressions, {differences} differences", expressions.len());
    if differences == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

struct Asker<'a> {
    terraform: Terraform,
    dir: PathBuf,
    configuration: &'a Configuration,
}

impl Asker<'_> {
    /// What differs among some expressions: they are asked as one, and halved while that differs.
    fn ask(&self, expressions: &[String]) -> Vec<String> {
        let one = match expressions {
            [] => return Vec::new(),
            [one] => one.clone(),
            several => format!("[{}]", several.join(", ")),
        };
        let (ours, theirs) = (landform(self.configuration, &one), real(&self.terraform, &self.dir, &one));
        if comparable(&ours) == comparable(&theirs) {
            return Vec::new();
        }
        if expressions.len() == 1 {
            return vec![format!("> {one}\nterraform: {theirs}\nlandform:  {ours}")];
        }
        let (some, others) = expressions.split_at(expressions.len() / 2);
        [self.ask(some), self.ask(others)].concat()
    }
}

/// The expressions of the tables. Those of the functions that begin with values of the test itself are left to it.
fn tables() -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["tests/console", "tests/functions"] {
        let mut paths: Vec<_> = Path::new(folder).read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
        paths.sort();
        for path in paths {
            let text = std::fs::read_to_string(path).unwrap();
            found.extend(text.lines().filter_map(|line| line.strip_prefix("> ")).map(str::to_owned));
        }
    }
    found.retain(|expression| !expression.contains("unknown.") && !expression.contains("secret."));
    found
}
