//! Random designs, planned by the real `terraform` (with `tools/fake-aws` in the place of the cloud) and by Landform: what they
//! say and what they plan must be the same, to the last known value.
//!
//! A few designs with a fixed seed are drawn with the other tests. `make differential N=1000` draws so many, and
//! `SEED=2` others. A difference is made as small as it gets and printed with the design that shows it. The last line is
//! `N designs, D differences`.

#[path = "../arbitrary/mod.rs"]
mod arbitrary;
mod draw;
mod samples;
mod shrink;
#[path = "../support/mod.rs"]
mod support;
mod worker;

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use draw::Drawn;
use support::terraform::terraform;
use worker::Worker;

/// So many designs are drawn with the other tests.
const USUAL: usize = 25;

/// Two: each run of terraform keeps more than one core busy.
const WORKERS: usize = 2;

fn main() -> ExitCode {
    // `cargo test -- --list` and the like ask for tests; there is one, and it has no name.
    if std::env::args().any(|argument| argument == "--list") {
        return ExitCode::SUCCESS;
    }
    if terraform().is_none() {
        println!("0 designs, 0 differences");
        return ExitCode::SUCCESS;
    }
    let number = |name: &str, usual: usize| match std::env::var(name) {
        Ok(text) => text.parse().unwrap_or_else(|_| panic!("{name} is {text:?}: a number")),
        Err(_) => usual,
    };
    let (count, seed) = (number("LANDFORM_DESIGNS", USUAL), number("LANDFORM_SEED", 1));
    let from = number("LANDFORM_FROM", 0);
    let differences = run(from, count, seed);
    println!("{count} designs, {differences} differences");
    if differences == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How many of so many designs are planned differently.
fn run(from: usize, count: usize, seed: usize) -> usize {
    let designs = draw::draw(seed, from, count);
    let (next, differences, sound) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let (began, told) = (Instant::now(), Mutex::new((0, Instant::now())));
    std::thread::scope(|scope| {
        for place in 0..WORKERS {
            let (designs, next, differences, sound, told) = (&designs, &next, &differences, &sound, &told);
            scope.spawn(move || {
                let mut worker = Worker::new(place);
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(drawn) = designs.get(index) else { return };
                    let verdict = worker.compare(drawn);
                    sound.fetch_add(usize::from(verdict.is_sound), Ordering::Relaxed);
                    if !verdict.differences.is_empty() {
                        differences.fetch_add(1, Ordering::Relaxed);
                        let (small, verdict) = shrink::shrink(&mut worker, drawn.clone(), verdict);
                        report(seed, from + index, &small, &verdict.differences);
                    }
                    let mut told = told.lock().unwrap();
                    told.0 += 1;
                    if told.0 == count || told.1.elapsed() > Duration::from_secs(10) {
                        told.1 = Instant::now();
                        let (sound, seconds) = (sound.load(Ordering::Relaxed), began.elapsed().as_secs());
                        println!("{}/{count} designs, {sound} of them without an error, {seconds} s", told.0);
                    }
                }
            });
        }
    });
    differences.into_inner()
}

fn report(seed: usize, index: usize, drawn: &Drawn, differences: &[String]) {
    let mut text = format!(
        "design {index} of seed {seed}: {} differs\n  {}\n",
        drawn.root,
        drawn.design.to_json(&arbitrary::BLUEPRINT)
    );
    for difference in differences.iter().take(20) {
        text.push_str(&format!("    {}\n", difference.replace('\n', "\n    ")));
    }
    if differences.len() > 20 {
        text.push_str(&format!("    and {} more\n", differences.len() - 20));
    }
    println!("{text}");
}
