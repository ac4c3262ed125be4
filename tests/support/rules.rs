//! `rules.json`: for each rule a design that breaks it.

use std::collections::BTreeMap;

use landform::design::{Inputs, RootId};

/// The values that break a rule, by root.
#[derive(Clone, Debug)]
pub enum Broken {
    /// Chosen in a design.
    Design(Vec<(RootId, Inputs)>),
    /// What only the export gives a root: no design can break such a rule, so it is broken in the root's own inputs.
    Supplied(Inputs),
}

/// The rules' designs by module, variable and the rule's place among the variable's own.
pub type Table = BTreeMap<String, BTreeMap<String, Vec<Broken>>>;

pub fn table() -> Table {
    type Written = BTreeMap<String, BTreeMap<String, Vec<BTreeMap<String, Inputs>>>>;
    let written: Written = serde_json::from_str(include_str!("../rules.json")).unwrap();
    let of_variable = |designs: Vec<_>| designs.into_iter().map(broken).collect();
    let of_module = |variables: BTreeMap<_, _>| variables.into_iter().map(|(name, d)| (name, of_variable(d))).collect();
    written.into_iter().map(|(dir, variables)| (dir, of_module(variables))).collect()
}

fn broken(mut roots: BTreeMap<String, Inputs>) -> Broken {
    if let Some(inputs) = roots.remove("supplied") {
        assert!(roots.is_empty(), "what the export supplies is broken alone");
        return Broken::Supplied(inputs);
    }
    let root = |name: String| match &*name {
        "bootstrap" => RootId::Bootstrap,
        "delivery" => RootId::Delivery,
        environment => RootId::environment(environment),
    };
    Broken::Design(roots.into_iter().map(|(name, inputs)| (root(name), inputs)).collect())
}
