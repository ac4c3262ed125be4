//! What can be compared: the design that stands, the presets, a favourite, a link, an environment made like another.

use crate::blueprint::Blueprint;
use crate::design::{Design, Form, RootId, Scope};

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    /// The design that stands.
    Now,
    /// What it was before the last step.
    Before,
    /// Nothing chosen.
    Presets,
    /// A favourite, by its name.
    Favourite(String),
    /// A link or a file that was given, as it came.
    Given,
    /// The design that stands, with the first environment made like the second.
    Like(RootId, RootId),
}

impl Side {
    /// What it is called.
    pub fn name(&self) -> String {
        match self {
            Side::Now => "This design".to_owned(),
            Side::Before => "Before the last change".to_owned(),
            Side::Presets => "The presets".to_owned(),
            Side::Favourite(name) => format!("★ {name}"),
            Side::Given => "Pasted or opened".to_owned(),
            Side::Like(one, other) => format!("This design, {one} made like {other}"),
        }
    }
}

/// A design in which an environment has the values of another, in every option that is an environment's own.
pub fn like(blueprint: &Blueprint, form: &Form, design: &Design, one: &RootId, other: &RootId) -> Design {
    let mut made = design.clone();
    for option in form.options().filter(|option| option.scope == Scope::Environment) {
        if let Some(value) = design.get(blueprint, other, &option.name) {
            // What fits the one fits the other: they have the same variables.
            let _ = made.set(blueprint, one, &option.name, &value);
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::fixture;
    use super::*;

    #[test]
    fn made_like_another_an_environment_has_its_values_and_the_others_keep_theirs() {
        let blueprint = fixture::blueprint();
        let form = Form::of(&blueprint);
        let (dev, prod) = (RootId::environment("dev"), RootId::environment("prod"));
        let mut design = Design::new(&blueprint);
        design.set(&blueprint, &prod, "port", &json!(81)).unwrap();
        let made = like(&blueprint, &form, &design, &dev, &prod);
        let port = |design: &Design, root| design.get(&blueprint, root, "port");
        assert_eq!((port(&made, &dev), port(&made, &prod)), (Some(json!(81)), Some(json!(81))));
        assert_eq!(like(&blueprint, &form, &design, &prod, &dev), Design::new(&blueprint));
    }
}
