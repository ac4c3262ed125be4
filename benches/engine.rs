//! What a change costs: `make bench`. Measured, not judged: nothing fails here for being slow.
//!
//! What a value costs that is no longer needed is not counted.

mod shared;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use landform::blueprint::Blueprint;
use landform::design::{evaluate, evaluate_again, evaluate_root, tfvars};
use landform::export;
use shared::{designs, environments, parsed};

fn engine(criterion: &mut Criterion) {
    let blueprint = Blueprint::embedded().expect("the embedded blueprint");
    let designs = designs(&blueprint);
    let before = evaluate(&blueprint, &designs[1]);
    assert_eq!(before.problems(), []);
    let evaluation = evaluate(&blueprint, &designs[0]);
    assert_eq!(evaluation.problems(), []);

    criterion.bench_function("parse the blueprint", |bencher| bencher.iter_with_large_drop(parsed));
    criterion.bench_function("parse what a page needs at once", |bencher| {
        bencher.iter_with_large_drop(Blueprint::embedded);
    });
    criterion.bench_function("render terraform.tfvars of every root", |bencher| {
        bencher
            .iter(|| blueprint.roots().map(|root| tfvars::render(&blueprint, &designs[0], root)).collect::<Vec<_>>());
    });
    criterion.bench_function("evaluate both environments after a change", |bencher| {
        bencher.iter_with_large_drop(|| evaluate_again(&blueprint, &designs[0], Some(&before)));
    });
    // What `terraform plan` of each comes to, to be held beside it (scripts/bench-terraform).
    criterion.bench_function("evaluate both environments", |bencher| {
        bencher.iter_with_large_drop(|| {
            environments(&blueprint).map(|root| evaluate_root(&blueprint, &designs[0], root)).collect::<Vec<_>>()
        });
    });
    criterion.bench_function("evaluate every root", |bencher| bencher.iter(|| evaluate(&blueprint, &designs[0])));
    criterion.bench_function("export: files", |bencher| {
        bencher.iter(|| export::repository(&blueprint, &designs[0], &evaluation, None).expect("files"));
    });
    criterion.bench_function("export: files and zip", |bencher| {
        bencher.iter(|| {
            let repository = export::repository(&blueprint, &designs[0], black_box(&evaluation), None).expect("files");
            export::zip(&repository).expect("a zip")
        });
    });
}

criterion_group!(benches, engine);
criterion_main!(benches);
