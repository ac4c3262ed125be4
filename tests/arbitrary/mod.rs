//! Arbitrary designs: any variable of any root with any value of its type, hostile ones above all.

#![allow(dead_code)]

pub mod damage;

use std::sync::LazyLock;

use landform::blueprint::Blueprint;
use landform::design::{Design, RootId};
use landform::terraform::types::Type;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value as Json};

/// In every arbitrary text, so that a user's text can be told from Landform's own.
pub const MARK: &str = "Ж";

pub static BLUEPRINT: LazyLock<Blueprint> =
    LazyLock::new(|| Blueprint::embedded().unwrap_or_else(|error| panic!("{error}")));

/// Texts that break what does not escape.
pub const HOSTILE: &[&str] = &[
    "",
    "\"",
    "\\",
    "\\\"",
    "${",
    "%{",
    "$${a}",
    "%%{if true}",
    "${a}$${b}",
    "$%{a}%${b}",
    "$$$${x}",
    "${{ secrets.TOKEN }}",
    "%{ if true }x%{ endif }",
    "a\nb",
    "a\r\nb",
    "\t",
    "\0",
    "\u{7}\u{1b}[31m",
    "\u{7f}\u{85}\u{2028}",
    "\u{feff}",
    "`rm`",
    "<<EOT\nx\nEOT",
    "# no comment",
    "// no comment /* either */",
    "a = 1\nb = 2",
    "😀👩‍👩‍👧‍👦🇩🇪",
    "e\u{301}",
    "é",
    "\u{202e}rtl",
    "}",
    "]",
    "$",
    "%",
    "null",
    "true",
    "7",
    "for",
];

fn text() -> impl Strategy<Value = String> {
    let hostile = || select(HOSTILE).prop_map(str::to_owned);
    let text = prop_oneof![
        4 => hostile(),
        2 => proptest::collection::vec(hostile(), 2..6).prop_map(|parts| parts.concat()),
        2 => "[a-z][a-z0-9 ._/-]{0,60}",
        2 => any::<String>(),
        1 => any::<char>().prop_map(|c| c.to_string().repeat(10_000)),
    ];
    (text, any::<bool>())
        .prop_map(|(text, before)| if before { format!("{MARK}{text}") } else { format!("{text}{MARK}") })
}

fn number() -> impl Strategy<Value = Json> {
    let literal = |text: &str| serde_json::from_str::<Json>(text).unwrap();
    prop_oneof![
        (-5000i64..70_000).prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        (-1e6..1e6f64).prop_map(Json::from),
        select(vec!["0.1", "1e3", "1E-7", "-0", "123456789012345678901234567890.5", "18446744073709551617"])
            .prop_map(literal),
    ]
}

/// Any value of a type.
pub fn of_type(ty: &Type) -> BoxedStrategy<Json> {
    match ty {
        Type::Bool => any::<bool>().prop_map(Json::from).boxed(),
        Type::Number => number().boxed(),
        Type::List(element) | Type::Set(element) => {
            proptest::collection::vec(of_type(element), 0..5).prop_map(Json::from).boxed()
        }
        Type::Map(element) => proptest::collection::vec((text(), of_type(element)), 0..5)
            .prop_map(|entries| Json::Object(entries.into_iter().collect()))
            .boxed(),
        Type::Tuple(elements) => elements.iter().map(of_type).collect::<Vec<_>>().prop_map(Json::from).boxed(),
        Type::Object(object) => {
            let names: Vec<String> = object.attributes.keys().map(ToString::to_string).collect();
            let values: Vec<_> = object.attributes.values().map(of_type).collect();
            values.prop_map(move |values| Json::Object(names.iter().cloned().zip(values).collect())).boxed()
        }
        Type::String | Type::Dynamic => text().prop_map(Json::from).boxed(),
    }
}

/// Any JSON at all.
pub fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        number(),
        text().prop_map(Json::from),
        select(vec!["2", "true", "1e3", " 1", "0x10", "null"]).prop_map(Json::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            proptest::collection::vec((text(), inner), 0..4).prop_map(|e| Json::Object(e.into_iter().collect())),
        ]
    })
}

/// Every variable that can be chosen in a new design.
pub fn variables() -> Vec<(RootId, String, Type)> {
    let of_root = |root: &RootId| {
        let variables = &BLUEPRINT.module(root).unwrap().variables;
        let chosen = variables.values().filter(|v| BLUEPRINT.variable(root, &v.name).is_some());
        chosen.map(|v| (root.clone(), v.name.to_string(), v.constraint.ty.clone())).collect::<Vec<_>>()
    };
    BLUEPRINT.roots().flat_map(of_root).collect()
}

/// Any variable with any value of its type.
fn choice() -> impl Strategy<Value = (RootId, String, Json)> {
    let variables = variables();
    any::<Index>().prop_flat_map(move |index| {
        let (root, name, ty) = index.get(&variables).clone();
        (Just(root), Just(name), of_type(&ty))
    })
}

/// A name of an environment; some of them no environment can have.
fn name() -> impl Strategy<Value = String> {
    const NAMES: &[&str] =
        &["dev", "prod", "staging", "qa", "prod-eu", "live", "bootstrap", "delivery", "terraform", "nul", "QA", "a/b"];
    prop_oneof![6 => select(NAMES).prop_map(str::to_owned), 2 => "[a-z][a-z0-9]{0,9}", 1 => text()]
}

/// Something that is done to the environments of a design; by its number, where it is about one of them.
#[derive(Clone, Debug)]
enum Step {
    Add(String, Index),
    Duplicate(Index, String),
    Rename(Index, String),
    Remove(Index),
    Move(Index, Index),
}

fn step() -> impl Strategy<Value = Step> {
    let index = any::<Index>;
    prop_oneof![
        3 => (name(), index()).prop_map(|(name, kind)| Step::Add(name, kind)),
        2 => (index(), name()).prop_map(|(of, name)| Step::Duplicate(of, name)),
        2 => (index(), name()).prop_map(|(of, name)| Step::Rename(of, name)),
        1 => index().prop_map(Step::Remove),
        1 => (index(), index()).prop_map(|(of, to)| Step::Move(of, to)),
    ]
}

/// Does it, unless it is refused; what a design must hold then is said where it does not.
fn take(design: &mut Design, step: &Step) {
    let before = design.clone();
    let names: Vec<_> = design.environments.keys().cloned().collect();
    let one = |index: &Index| &*names[index.index(names.len())];
    let kinds = &BLUEPRINT.presets.kinds;
    let done = match step {
        Step::Add(name, kind) => design.add(&BLUEPRINT, name, &kinds[kind.index(kinds.len())]),
        Step::Duplicate(of, name) => design.duplicate(&BLUEPRINT, one(of), name),
        Step::Rename(of, name) => design.rename(&BLUEPRINT, one(of), name),
        Step::Remove(of) => design.remove(one(of)),
        Step::Move(of, to) => design.move_to(&BLUEPRINT, one(of), to.index(names.len())),
    };
    assert!(done.is_ok() || *design == before, "{step:?} was refused and changed something");
    assert!(!design.environments.is_empty(), "{step:?} left nothing");
}

/// Any environments, on any preset.
pub fn platform() -> impl Strategy<Value = Design> {
    let presets: Vec<_> = BLUEPRINT.presets.names().cloned().collect();
    (select(presets), proptest::collection::vec(step(), 0..5)).prop_map(|(preset, steps)| {
        let mut design = Design { preset, ..Design::new(&BLUEPRINT) };
        for step in &steps {
            take(&mut design, step);
        }
        design
    })
}

/// Any design.
pub fn design() -> impl Strategy<Value = Design> {
    let choices = || proptest::collection::vec(choice(), 0..25);
    (platform(), choices(), proptest::option::of(step()), any::<Index>()).prop_map(|(mut design, choices, last, at)| {
        for (root, name, value) in choices {
            let environments: Vec<_> = design.environments.keys().cloned().collect();
            let root = match root {
                RootId::Environment(_) => RootId::Environment(at.get(&environments).clone()),
                once => once,
            };
            design.set(&BLUEPRINT, &root, &name, &value).unwrap();
        }
        last.iter().for_each(|step| take(&mut design, step));
        design
    })
}

/// A design's JSON that something happened to: values of any type, names that nobody knows, parts that are missing or of
/// another shape.
pub fn damaged() -> impl Strategy<Value = Json> {
    (design(), proptest::collection::vec((any::<Index>(), 0..6usize, text(), json()), 1..5)).prop_map(
        |(design, damages)| {
            let mut json = design.to_json(&BLUEPRINT);
            for (index, kind, name, value) in damages {
                let top = json.as_object_mut().unwrap();
                let keys: Vec<String> = top.keys().cloned().collect();
                match kind {
                    0 if !keys.is_empty() => drop(top.insert(index.get(&keys).clone(), value)),
                    1 => drop(top.insert(name, value)),
                    2 if !keys.is_empty() => drop(top.shift_remove(index.get(&keys))),
                    _ => {
                        let mut places = places(top);
                        let Some(at) = (!places.is_empty()).then(|| index.index(places.len())) else { continue };
                        let inputs = places.swap_remove(at);
                        let known = variables();
                        match kind {
                            3 => drop(inputs.insert(name, value)),
                            _ => drop(inputs.insert(index.get(&known).1.clone(), value)),
                        }
                    }
                }
            }
            json
        },
    )
}

/// The objects in a design's JSON that hold something by name: the environments, or their values, and the other roots'.
fn places(top: &mut Map<String, Json>) -> Vec<&mut Map<String, Json>> {
    let mut places = Vec::new();
    for (name, part) in top {
        let Json::Object(part) = part else { continue };
        if name == "environments" && part.len() % 2 == 0 {
            places.extend(part.values_mut().filter_map(Json::as_object_mut));
        } else {
            places.push(part);
        }
    }
    places
}
