//! From a design that shows a difference to a small one that does.

use serde_json::Value as Json;

use crate::arbitrary::BLUEPRINT;
use crate::draw::Drawn;
use crate::worker::{Verdict, Worker};

/// More plans than this are not made for one difference.
const BUDGET: usize = 40;

/// Takes choices away, and parts of what is left, while there is still a difference.
pub fn shrink(worker: &mut Worker, drawn: Drawn, verdict: Verdict) -> (Drawn, Verdict) {
    let mut best = (drawn, verdict);
    let mut left = BUDGET;
    while let Some(smaller) = candidates(&best.0).into_iter().find_map(|candidate| {
        left = left.checked_sub(1)?;
        let verdict = worker.compare(&candidate);
        (!verdict.differences.is_empty()).then_some((candidate, verdict))
    }) {
        best = smaller;
    }
    best
}

/// The designs with something less, those with the least first.
fn candidates(drawn: &Drawn) -> Vec<Drawn> {
    let inputs = drawn.design.inputs(&drawn.root).unwrap();
    let names: Vec<&String> = inputs.keys().collect();
    let mut found = Vec::new();
    if names.len() > 3 {
        let halves = names.split_at(names.len() / 2);
        found.push(without(drawn, halves.0));
        found.push(without(drawn, halves.1));
    }
    found.extend(names.iter().map(|&name| without(drawn, &[name])));
    for (name, value) in inputs {
        for smaller in smaller(value) {
            let mut design = drawn.design.clone();
            if design.set(&BLUEPRINT, &drawn.root, name, &smaller).is_ok() && design != drawn.design {
                found.push(Drawn { design, root: drawn.root.clone() });
            }
        }
    }
    found
}

fn without(drawn: &Drawn, names: &[&String]) -> Drawn {
    let mut design = drawn.design.clone();
    for name in names {
        design.reset(&BLUEPRINT, &drawn.root, name);
    }
    Drawn { design, root: drawn.root.clone() }
}

fn smaller(value: &Json) -> Vec<Json> {
    match value {
        Json::String(text) if text.chars().count() > 4 => {
            let characters: Vec<char> = text.chars().collect();
            let (head, tail) = characters.split_at(characters.len() / 2);
            [head, tail].map(|half| half.iter().collect::<String>().into()).into()
        }
        Json::Array(elements) if !elements.is_empty() => (0..elements.len())
            .map(|i| elements.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, e)| e.clone()).collect())
            .collect(),
        Json::Object(entries) if !entries.is_empty() => entries
            .keys()
            .map(|gone| entries.iter().filter(|(key, _)| *key != gone).map(|(k, v)| (k.clone(), v.clone())).collect())
            .map(Json::Object)
            .collect(),
        _ => Vec::new(),
    }
}
