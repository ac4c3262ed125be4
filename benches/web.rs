//! The same in Chromium: `make bench` runs it there as the site is built.
#![cfg(target_arch = "wasm32")]

mod shared;

use landform::blueprint::Blueprint;
use landform::design::{evaluate, evaluate_again};
use landform::export;
use shared::{designs, parsed};
use wasm_bindgen_test::{Criterion, wasm_bindgen_bench, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_bench]
fn engine(criterion: &mut Criterion) {
    let blueprint = Blueprint::embedded().expect("the embedded blueprint");
    let designs = designs(&blueprint);
    let before = evaluate(&blueprint, &designs[1]);
    let evaluation = evaluate(&blueprint, &designs[0]);
    criterion.bench_function("parse the blueprint", |bencher| bencher.iter(parsed));
    criterion.bench_function("evaluate both environments after a change", |bencher| {
        bencher.iter(|| evaluate_again(&blueprint, &designs[0], Some(&before)));
    });
    criterion.bench_function("export: files and zip", |bencher| {
        bencher.iter(|| {
            let repository = export::repository(&blueprint, &designs[0], &evaluation, None).expect("files");
            export::zip(&repository).expect("a zip")
        });
    });
}
