//! Which values an option is tried with: read off its control, and from `samples.json` where a control names none.

use std::collections::BTreeMap;

use landform::blueprint::Blueprint;
use landform::design::{Control, Design, Form, OptionSpec, RootId, Scope};
use landform::terraform::number::Number;
use serde::Deserialize;
use serde_json::{Value as Json, json};

/// An option of a root, or of all roots that share it, with the values that it is tried with.
#[derive(Clone, Debug)]
pub struct Column {
    /// The variable.
    pub name: String,
    /// Where it is set; what is shared is set everywhere by setting it there.
    pub root: RootId,
    /// What the presets have first.
    pub values: Vec<Json>,
}

impl Column {
    /// Whether it is an option of a root: its own, or one that this root shares.
    pub fn is_of(&self, blueprint: &Blueprint, root: &RootId) -> bool {
        let shared = || blueprint.presented(root, &self.name).is_some_and(|option| option.scope == Scope::Shared);
        self.root == *root || shared()
    }
}

/// What stands in `samples.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Samples {
    #[serde(rename = "about")]
    _about: String,
    /// A text that is no choice of anything.
    outside: Json,
    /// By the variable's name.
    values: BTreeMap<String, Vec<Json>>,
}

impl Samples {
    /// Those of the file.
    pub fn read() -> Samples {
        serde_json::from_str(include_str!("samples.json")).unwrap_or_else(|error| panic!("samples.json: {error}"))
    }
}

/// Every option of every root.
pub fn columns(blueprint: &Blueprint, samples: &Samples) -> Vec<Column> {
    let form = Form::of(blueprint);
    let known: Vec<&str> = form.options().map(|option| &*option.name).collect();
    let unknown: Vec<&String> = samples.values.keys().filter(|name| !known.contains(&name.as_str())).collect();
    assert!(unknown.is_empty(), "samples.json: there is no option {unknown:?}");
    form.options().flat_map(|option| of_option(blueprint, samples, option)).collect()
}

fn of_option(blueprint: &Blueprint, samples: &Samples, option: &OptionSpec) -> Vec<Column> {
    let mut values = from_control(&option.control, samples);
    values.extend(samples.values.get(&*option.name).cloned().unwrap_or_default());
    values.extend(option.nullable.then_some(Json::Null));
    let presets = Design::new(blueprint);
    let most = if option.scope == Scope::Shared { 1 } else { usize::MAX };
    let column = |root: RootId| {
        let root = &root;
        let start = presets.start(blueprint, root, &option.name).unwrap_or_default();
        let mut all: Vec<Json> = Vec::new();
        for value in [start].into_iter().chain(option.default.clone()).chain(values.iter().cloned()) {
            // As the design keeps it, so that nothing is tried twice.
            let mut design = Design::new(blueprint);
            let fitted = design.set(blueprint, root, &option.name, &value);
            fitted.unwrap_or_else(|error| panic!("{error}"));
            let kept = design.get(blueprint, root, &option.name).unwrap_or_default();
            if !all.contains(&kept) {
                all.push(kept);
            }
        }
        assert!(all.len() > 1, "{}: a single value; samples.json has none", option.name);
        Column { name: option.name.to_string(), root: root.clone(), values: all }
    };
    option.roots(blueprint, &presets).take(most).map(column).collect()
}

fn from_control(control: &Control, samples: &Samples) -> Vec<Json> {
    match control {
        Control::Switch => vec![json!(true), json!(false)],
        Control::Number { min, max, integer } => {
            let step = |bound: &Option<Number>, by: i64| {
                let bound: i64 = bound.as_ref()?.to_string().parse().ok()?;
                Some([json!(bound), json!(bound + by)])
            };
            let fraction =
                integer.then(|| min.as_ref()?.to_string().parse().ok().map(|min: i64| json!(min as f64 + 0.5)));
            let ends = [step(min, -1), step(max, 1)].into_iter().flatten().flatten();
            ends.chain(fraction.flatten()).collect()
        }
        Control::Choice { choices } => {
            let numbers: Option<Vec<f64>> = choices.iter().map(Json::as_f64).collect();
            let outside = match numbers {
                Some(numbers) => json!(numbers.into_iter().fold(0.0, f64::max) as i64 + 1),
                None => samples.outside.clone(),
            };
            let switch = choices.iter().all(Json::is_boolean);
            choices.iter().cloned().chain((!switch).then_some(outside)).collect()
        }
        Control::List { element } => from_control(element, samples).into_iter().map(|value| json!([value])).collect(),
        Control::Text { .. } | Control::Map { .. } | Control::Object { .. } | Control::Json => Vec::new(),
    }
}
