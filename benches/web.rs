//! The same in Chromium: `make bench` runs it there as the site is built.
//!
//! Whoever drives the browser asks it for news and waits twenty seconds at most, while a benchmark keeps it busy. So each is
//! short, and lets the browser answer before it begins.
#![cfg(target_arch = "wasm32")]

mod shared;

use std::time::Duration;

use js_sys::Promise;
use landform::blueprint::Blueprint;
use landform::design::{evaluate, evaluate_again};
use landform::export;
use shared::{designs, parsed};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{Criterion, wasm_bindgen_bench, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

async fn short(criterion: &mut Criterion) -> Criterion {
    let answered = Promise::new(&mut |resolve, _| {
        let window = web_sys::window().expect("a page");
        window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 100).expect("a timer");
    });
    JsFuture::from(answered).await.expect("a timer");
    let (warm_up, measured) = (Duration::from_secs(1), Duration::from_secs(3));
    std::mem::take(criterion).sample_size(30).warm_up_time(warm_up).measurement_time(measured).nresamples(10_000)
}

#[wasm_bindgen_bench]
async fn parse(criterion: &mut Criterion) {
    let mut criterion = short(criterion).await;
    criterion.bench_function("parse the blueprint", |bencher| bencher.iter(parsed));
}

#[wasm_bindgen_bench]
async fn parse_at_once(criterion: &mut Criterion) {
    let mut criterion = short(criterion).await;
    criterion.bench_function("parse what a page needs at once", |bencher| bencher.iter(Blueprint::embedded));
}

#[wasm_bindgen_bench]
async fn change(criterion: &mut Criterion) {
    let blueprint = Blueprint::embedded().expect("the embedded blueprint");
    let designs = designs(&blueprint);
    let before = evaluate(&blueprint, &designs[1]);
    let mut criterion = short(criterion).await;
    criterion.bench_function("evaluate both environments after a change", |bencher| {
        bencher.iter(|| evaluate_again(&blueprint, &designs[0], Some(&before)));
    });
}

#[wasm_bindgen_bench]
async fn exported(criterion: &mut Criterion) {
    let blueprint = Blueprint::embedded().expect("the embedded blueprint");
    let design = &designs(&blueprint)[0];
    let evaluation = evaluate(&blueprint, design);
    let mut criterion = short(criterion).await;
    criterion.bench_function("export: files and zip", |bencher| {
        bencher.iter(|| {
            let repository = export::repository(&blueprint, design, &evaluation, None).expect("files");
            export::zip(&repository).expect("a zip")
        });
    });
}
