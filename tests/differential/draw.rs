//! Drawing: any environments on any preset, and any option of one root, with values that its control allows, that lie just beside, that samples name, or that are
//! hostile.

use std::collections::BTreeMap;
use std::rc::Rc;

use landform::design::{Control, Design, Form, OptionSpec, RootId};
use landform::terraform::types::Type;
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use proptest::strategy::ValueTree as _;
use proptest::string::string_regex;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value as Json, json};

use crate::arbitrary::{BLUEPRINT, of_type, platform, variables};
use crate::samples;

/// A design, and the root of it that is planned.
#[derive(Clone, Debug)]
pub struct Drawn {
    pub design: Design,
    pub root: RootId,
}

/// The options of a root with what each is drawn from.
type Choices = Vec<(String, BoxedStrategy<Json>)>;

/// So many designs from the one of a number on; each depends on the seed and its number alone.
pub fn draw(seed: usize, from: usize, count: usize) -> Vec<Drawn> {
    let drawn = drawn();
    let design = |index: usize| {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&(seed as u64).to_le_bytes());
        bytes[8..16].copy_from_slice(&(index as u64).to_le_bytes());
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        drawn.new_tree(&mut runner).unwrap().current()
    };
    (from..from + count).map(design).collect()
}

fn choices() -> Vec<(RootId, Choices)> {
    let form = Form::of(&BLUEPRINT);
    let options: BTreeMap<&str, &OptionSpec> = form.options().map(|option| (&*option.name, option)).collect();
    let samples = samples::read();
    let mut roots: Vec<(RootId, Choices)> = Vec::new();
    for (root, name, ty) in variables() {
        let values = values(options[&*name], &ty, samples.get(&name).map_or(&[], Vec::as_slice));
        match roots.iter_mut().find(|(known, _)| *known == root) {
            Some((_, choices)) => choices.push((name, values)),
            None => roots.push((root, vec![(name, values)])),
        }
    }
    roots
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let weight = |root: &RootId| if root.environment_name().is_some() { 8 } else { 1 };
    let roots = choices().into_iter().map(|(root, choices)| (weight(&root), of_root(root, choices).boxed()));
    proptest::strategy::Union::new_weighted(roots.collect())
}

fn of_root(root: RootId, choices: Choices) -> impl Strategy<Value = Drawn> {
    let choices = Rc::new(choices);
    let all: Vec<usize> = (0..choices.len()).collect();
    let most = choices.len();
    let how_many = prop_oneof![3 => 0..3usize, 3 => 3..9usize, 1 => 9..most.clamp(10, 26)];
    let picked = how_many.prop_flat_map(move |n| subsequence(all.clone(), n.min(most)));
    let options = choices.clone();
    let chosen = picked.prop_flat_map(move |picked| {
        let values: Vec<BoxedStrategy<Json>> = picked.iter().map(|&i| options[i].1.clone()).collect();
        (Just(picked), values)
    });
    (platform(), any::<Index>(), chosen).prop_map(move |(mut design, at, (picked, values))| {
        let environments: Vec<_> = design.environments.keys().cloned().collect();
        let root = match &root {
            RootId::Environment(_) => RootId::Environment(at.get(&environments).clone()),
            once => once.clone(),
        };
        for (&i, value) in picked.iter().zip(&values) {
            // What does not fit its variable's type is no design.
            let _ = design.set(&BLUEPRINT, &root, &choices[i].0, value);
        }
        Drawn { design, root }
    })
}

fn values(option: &OptionSpec, ty: &Type, samples: &[Json]) -> BoxedStrategy<Json> {
    let mut kinds = vec![(24, fitting(&option.control, ty, samples)), (1, of_type(ty))];
    if let Some(beside) = beside(&option.control) {
        kinds.push((2, beside));
    }
    if !samples.is_empty() {
        kinds.push((5, select(samples.to_vec()).boxed()));
    }
    if option.nullable {
        kinds.push((3, Just(Json::Null).boxed()));
    }
    proptest::strategy::Union::new_weighted(kinds).boxed()
}

/// What a control lets a person choose.
fn fitting(control: &Control, ty: &Type, samples: &[Json]) -> BoxedStrategy<Json> {
    match (control, ty) {
        (Control::Number { min, max, integer }, _) => {
            let (min, max) = bounds(min.as_ref(), max.as_ref());
            let whole = prop_oneof![(min..=max), Just(min), Just(max)].prop_map(Json::from).boxed();
            let fraction = (min * 4..=max * 4).prop_map(|quarters| json!(quarters as f64 / 4.0)).boxed();
            if *integer { whole } else { prop_oneof![whole, fraction].boxed() }
        }
        (Control::Switch | Control::Choice { .. }, _) => select(control.choices()).boxed(),
        (Control::Text { pattern: Some(pattern) }, _) if string_regex(pattern).is_ok() => {
            let text = string_regex(pattern).unwrap();
            text.prop_map(|text| text.chars().take(80).collect::<String>().into()).boxed()
        }
        (Control::List { element }, Type::List(of) | Type::Set(of)) => {
            let elements: Vec<Json> = samples.iter().filter_map(Json::as_array).flatten().cloned().collect();
            proptest::collection::vec(element_of(element, of, elements), 0..4).prop_map(Json::from).boxed()
        }
        (Control::Map { element }, Type::Map(of)) => {
            let values: Vec<Json> =
                samples.iter().filter_map(Json::as_object).flat_map(|map| map.values()).cloned().collect();
            let key = prop_oneof!["[A-Z][A-Z_]{0,8}", "[a-z]{1,6}", "[A-Za-z0-9 _.:/=+@-]{1,20}"];
            proptest::collection::btree_map(key, element_of(element, of, values), 0..4)
                .prop_map(|entries| Json::Object(entries.into_iter().collect()))
                .boxed()
        }
        (_, ty) if samples.is_empty() => of_type(ty),
        _ => select(samples.to_vec()).boxed(),
    }
}

fn element_of(control: &Control, ty: &Type, samples: Vec<Json>) -> BoxedStrategy<Json> {
    let own = fitting(control, ty, &[]);
    if samples.is_empty() { own } else { prop_oneof![1 => own, 3 => select(samples)].boxed() }
}

/// Just outside of what a control allows.
fn beside(control: &Control) -> Option<BoxedStrategy<Json>> {
    match control {
        Control::Number { min, max, .. } => {
            let (min, max) = bounds(min.as_ref(), max.as_ref());
            let values = vec![json!(min - 1), json!(max + 1), json!(min as f64 + 0.5), json!(0), json!(-1)];
            Some(select(values).boxed())
        }
        Control::Choice { choices } if choices.iter().all(Json::is_number) => {
            let largest = choices.iter().filter_map(Json::as_i64).max()?;
            Some(select(vec![json!(largest + 1), json!(0), json!(-1), json!(1.5)]).boxed())
        }
        Control::Choice { choices } if choices.iter().all(Json::is_string) => {
            let text = select(choices.clone()).prop_map(|choice| choice.as_str().unwrap_or_default().to_uppercase());
            Some(text.prop_map(Json::from).boxed())
        }
        _ => None,
    }
}

fn bounds(
    min: Option<&landform::terraform::number::Number>,
    max: Option<&landform::terraform::number::Number>,
) -> (i64, i64) {
    let whole = |number: Option<&landform::terraform::number::Number>| number?.to_string().parse::<f64>().ok();
    let min = whole(min).map_or(0, |min| min.ceil() as i64);
    let max = whole(max).map_or(min + 1000, |max| max.floor() as i64);
    (min, max.max(min))
}
