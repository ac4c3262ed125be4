//! `presentation.hcl`: groups, labels, units and the order of the options, and with which others one does nothing. Nothing about
//! types, defaults or rules.
//!
//! Invariant: what the file says and no presentation knows is an error, so that nothing in it is without effect.

use std::sync::Arc;

use indexmap::IndexMap;
use thiserror::Error;

use super::root::RootId;
use super::when::When;
use crate::hcl::expr::Expression;
use crate::hcl::structure::{Attribute, Block, Body, Structure};
use crate::hcl::{first_of, parse_body};
use crate::terraform::source::SourceFile;

/// The whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presentation {
    /// Variables that the export fills in itself and nobody chooses.
    pub supplied: Vec<String>,
    /// The environments of a new design, each named after its kind; none means one of each kind.
    pub environments: Vec<String>,
    /// Kinds of environments by name, in the order in which a change reaches them: what each is for, in one line.
    pub kinds: IndexMap<String, String>,
    /// Presets by name, in the order of the page; the first is what a new design stands on.
    pub presets: IndexMap<String, Named>,
    /// Groups by title, in the order of the page.
    pub groups: IndexMap<String, Group>,
}

/// How a preset is presented.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Its name on the page.
    pub label: String,
    /// What it is about, in one line.
    pub summary: String,
}

/// Options that stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// What they are about, in one line.
    pub summary: String,
    /// By the variable's name, in the order of the page.
    pub options: IndexMap<String, Presented>,
}

/// How one option is presented.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presented {
    /// Its name on the page.
    pub label: String,
    /// What a number or a text counts in: `days`, `MiB`, `CIDR`.
    pub unit: Option<String>,
    /// Present when the presets' value is an example: what to put there instead.
    pub example: Option<String>,
    /// Which roots it belongs to.
    pub scope: Scope,
    /// Whether no two environments should have the same: another one does not begin with the value of the first.
    pub distinct: bool,
    /// With which values of its root's variables it does something; none when it always does.
    pub when: Option<When>,
}

/// Which roots an option belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Each environment has a value of its own.
    #[default]
    Environment,
    /// The remote state's.
    Bootstrap,
    /// The pipeline's.
    Delivery,
    /// One control for every root that declares a variable of that name.
    Shared,
}

/// Why a text is no presentation.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// It is no HCL.
    #[error("{0}")]
    Syntax(String),
    /// An argument or a block that nothing reads, or that stands there twice.
    #[error("{0:?} is not expected here, or not twice")]
    Unexpected(String),
    /// A value of another kind than asked for.
    #[error("{0:?} is no {1}")]
    Value(String, &'static str),
    /// A condition on an option that cannot be answered.
    #[error("`when` of {0:?}: {1}")]
    When(String, String),
    /// A block without what it must have.
    #[error("{0:?} has no {1}")]
    Missing(String, &'static str),
}

impl Scope {
    fn named(name: &str) -> Option<Scope> {
        Some(match name {
            "environment" => Scope::Environment,
            "bootstrap" => Scope::Bootstrap,
            "delivery" => Scope::Delivery,
            "shared" => Scope::Shared,
            _ => return None,
        })
    }

    /// Whether several roots share one control.
    pub fn is_shared(self) -> bool {
        self == Scope::Shared
    }

    /// Whether an option of this scope belongs to a root (that declares the variable).
    pub fn holds(self, root: &RootId) -> bool {
        match self {
            Scope::Environment => matches!(root, RootId::Environment(_)),
            Scope::Bootstrap => *root == RootId::Bootstrap,
            Scope::Delivery => *root == RootId::Delivery,
            Scope::Shared => true,
        }
    }
}

impl Presentation {
    /// Reads the file.
    ///
    /// # Errors
    /// A text that is no presentation.
    pub fn parse(file: &Arc<SourceFile>) -> Result<Presentation, Unreadable> {
        let wrong = |errors: Vec<_>| Unreadable::Syntax(first_of(&errors, &file.text));
        let body = parse_body(&file.text).map_err(wrong)?;
        let mut presentation = Presentation::default();
        for structure in body.iter() {
            match structure {
                Structure::Attribute(attribute) if attribute.key.as_str() == "supplied" => {
                    presentation.supplied = texts(attribute)?;
                }
                Structure::Attribute(attribute) if attribute.key.as_str() == "environments" => {
                    presentation.environments = texts(attribute)?;
                }
                Structure::Block(block) if block.ident.as_str() == "kind" => {
                    let [summary] = said(block, ["summary"])?;
                    insert(&mut presentation.kinds, block, summary)?;
                }
                Structure::Block(block) if block.ident.as_str() == "preset" => {
                    let [label, summary] = said(block, ["label", "summary"])?;
                    insert(&mut presentation.presets, block, Named { label, summary })?;
                }
                Structure::Block(block) if block.ident.as_str() == "group" => {
                    insert(&mut presentation.groups, block, group(&block.body, file)?)?;
                }
                other => return Err(unexpected(other)),
            }
        }
        Ok(presentation)
    }

    /// How a root's variable is presented; none when it is not, or when the export supplies it.
    pub fn of(&self, root: &RootId, variable: &str) -> Option<&Presented> {
        self.groups.values().filter_map(|group| group.options.get(variable)).find(|option| option.scope.holds(root))
    }

    /// Whether the export fills the variable in itself.
    pub fn is_supplied(&self, variable: &str) -> bool {
        self.supplied.iter().any(|name| name == variable)
    }
}

fn group(body: &Body, file: &Arc<SourceFile>) -> Result<Group, Unreadable> {
    let mut group = Group::default();
    for structure in body.iter() {
        match structure {
            Structure::Attribute(attribute) if attribute.key.as_str() == "summary" => group.summary = text(attribute)?,
            Structure::Block(block) if block.ident.as_str() == "option" => {
                insert(&mut group.options, block, presented(&block.body, file)?)?;
            }
            other => return Err(unexpected(other)),
        }
    }
    if group.summary.is_empty() { Err(Unreadable::Missing("group".into(), "summary")) } else { Ok(group) }
}

/// The texts of a block that has nothing but these.
fn said<const N: usize>(block: &Block, names: [&'static str; N]) -> Result<[String; N], Unreadable> {
    let mut texts = names.map(|_| String::new());
    for structure in block.body.iter() {
        let place =
            structure.as_attribute().and_then(|given| names.iter().position(|name| *name == given.key.as_str()));
        match (structure, place.and_then(|place| texts.get_mut(place))) {
            (Structure::Attribute(attribute), Some(said)) => *said = text(attribute)?,
            _ => return Err(unexpected(structure)),
        }
    }
    match names.iter().zip(&texts).find(|(_, text)| text.is_empty()) {
        Some((name, _)) => Err(Unreadable::Missing(block.ident.to_string(), name)),
        None => Ok(texts),
    }
}

fn presented(body: &Body, file: &Arc<SourceFile>) -> Result<Presented, Unreadable> {
    let mut presented = Presented::default();
    for structure in body.iter() {
        let Structure::Attribute(attribute) = structure else { return Err(unexpected(structure)) };
        match attribute.key.as_str() {
            "label" => presented.label = text(attribute)?,
            "unit" => presented.unit = Some(text(attribute)?),
            "example" => presented.example = Some(text(attribute)?),
            "distinct" => {
                let wrong = || Unreadable::Value("distinct".into(), "bool");
                presented.distinct = attribute.value.as_bool().ok_or_else(wrong)?;
            }
            "when" => presented.when = Some(When::new(attribute.value.clone(), file.clone())),
            "scope" => {
                let name = text(attribute)?;
                presented.scope = Scope::named(&name).ok_or(Unreadable::Value(name, "scope"))?;
            }
            _ => return Err(unexpected(structure)),
        }
    }
    if presented.label.is_empty() { Err(Unreadable::Missing("option".into(), "label")) } else { Ok(presented) }
}

/// Files what a block says under its one label.
fn insert<T>(into: &mut IndexMap<String, T>, block: &Block, item: T) -> Result<(), Unreadable> {
    let [label] = block.labels.as_slice() else {
        return Err(Unreadable::Missing(block.ident.to_string(), "label of its own"));
    };
    match into.insert(label.as_str().to_owned(), item) {
        None => Ok(()),
        Some(_) => Err(Unreadable::Unexpected(label.as_str().to_owned())),
    }
}

fn unexpected(structure: &Structure) -> Unreadable {
    Unreadable::Unexpected(match structure {
        Structure::Attribute(attribute) => attribute.key.to_string(),
        Structure::Block(block) => block.ident.to_string(),
    })
}

fn text(attribute: &Attribute) -> Result<String, Unreadable> {
    string(&attribute.value).ok_or_else(|| Unreadable::Value(attribute.key.to_string(), "text"))
}

fn texts(attribute: &Attribute) -> Result<Vec<String>, Unreadable> {
    let texts = attribute.value.as_array().and_then(|array| array.iter().map(string).collect());
    texts.ok_or_else(|| Unreadable::Value(attribute.key.to_string(), "list of texts"))
}

fn string(expr: &Expression) -> Option<String> {
    expr.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Presentation, Unreadable> {
        Presentation::parse(&Arc::new(SourceFile::new("presentation.hcl", text)))
    }

    #[test]
    fn groups_and_options_keep_the_order_of_the_file() {
        let text = r#"
supplied = ["environment"]
group "Network" {
  summary = "First"
  option "vpc_cidr" { label = "Range" }
  option "az_count" {
    label = "Zones"
    unit  = "zones"
    scope = "shared"
  }
}
group "Alarms" {
  summary = "Second"
  option "alarm_email" {
    label   = "E-mail"
    example = "yours"
  }
}
"#;
        let presentation = parse(text).unwrap();
        assert_eq!(presentation.groups.keys().collect::<Vec<_>>(), ["Network", "Alarms"]);
        let network = presentation.groups.get("Network").unwrap();
        assert_eq!(network.options.keys().collect::<Vec<_>>(), ["vpc_cidr", "az_count"]);
        let dev = RootId::environment("dev");
        assert_eq!(presentation.of(&dev, "az_count").map(|option| option.scope), Some(Scope::Shared));
        assert_eq!(presentation.of(&RootId::Bootstrap, "vpc_cidr"), None);
        assert!(presentation.is_supplied("environment"));
    }

    #[test]
    fn what_stands_twice_or_lacks_is_an_error() {
        for text in [
            "group \"A\" {\n}\n",
            "group {\n  summary = \"a\"\n}\n",
            "group \"A\" {\n  summary = \"a\"\n}\ngroup \"A\" {\n  summary = \"a\"\n}\n",
            "supplied = [1]\n",
            "group \"A\" {\n  summary = \"a\"\n  option \"b\" {}\n}\n",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_a_presentation_does_not_say_is_an_error() {
        assert!(parse("group \"A\" {\n  summary = \"a\"\n  default = 1\n}\n").is_err());
        assert!(
            parse("group \"A\" {\n  summary = \"a\"\n  option \"b\" { label = \"B\"\n scope = \"x\" }\n}\n").is_err()
        );
    }
}
