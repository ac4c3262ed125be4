//! Many runs of other programs, on all cores, with progress.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::say;

/// Does something for each item, each core in a place of its own. The results are in the items' order.
pub fn each<T: Sync, P, R: Send>(
    what: &str,
    items: &[T],
    place: impl Fn(usize) -> P + Sync,
    run: impl Fn(&mut P, &T) -> R + Sync,
) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(2, usize::from).min(items.len());
    let (next, began, told) = (AtomicUsize::new(0), Instant::now(), Mutex::new((0, Instant::now())));
    let mut results: Vec<Option<R>> = Vec::new();
    results.resize_with(items.len(), || None);
    let results = Mutex::new(results);
    std::thread::scope(|scope| {
        for core in 0..cores {
            let (next, told, results, place, run) = (&next, &told, &results, &place, &run);
            scope.spawn(move || {
                let mut place = place(core);
                while let Some((i, item)) =
                    Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|i| Some((i, items.get(i)?)))
                {
                    let result = run(&mut place, item);
                    results.lock().unwrap()[i] = Some(result);
                    let mut told = told.lock().unwrap();
                    told.0 += 1;
                    if told.0 == items.len() || told.1.elapsed() > Duration::from_secs(10) {
                        told.1 = Instant::now();
                        say(format_args!("{what}: {}/{} ({} s)", told.0, items.len(), began.elapsed().as_secs()));
                    }
                }
            });
        }
    });
    results.into_inner().unwrap().into_iter().flatten().collect()
}

/// So many designs as `LANDFORM_DESIGNS` says, or as many as there is time for, or all with `all`.
pub fn budget(usual: usize) -> usize {
    match std::env::var("LANDFORM_DESIGNS").as_deref() {
        Ok("all") => usize::MAX,
        Ok(number) => number.parse().unwrap_or_else(|_| panic!("LANDFORM_DESIGNS is {number:?}: a number, or all")),
        Err(_) => usual,
    }
}
