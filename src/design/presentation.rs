//! `presentation.hcl`: groups, labels, units and the order of the options. Nothing about types, defaults or rules.

use indexmap::IndexMap;
use serde::Deserialize;

use super::root::RootId;

/// The whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Presentation {
    /// Variables that the export fills in itself and nobody chooses.
    #[serde(default)]
    pub supplied: Vec<String>,
    /// Groups by title, in the order of the page.
    #[serde(default, rename = "group")]
    pub groups: IndexMap<String, Group>,
}

/// Options that stand together.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// What they are about, in one line.
    pub summary: String,
    /// By the variable's name, in the order of the page.
    #[serde(default, rename = "option")]
    pub options: IndexMap<String, Presented>,
}

/// How one option is presented.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Presented {
    /// Its name on the page.
    pub label: String,
    /// What a number or a text counts in: `days`, `MiB`, `CIDR`.
    pub unit: Option<String>,
    /// Present when the presets' value is an example: what to put there instead.
    pub example: Option<String>,
    /// Which roots it belongs to.
    #[serde(default)]
    pub scope: Scope,
}

/// Which roots an option belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
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

impl Scope {
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
    /// Reads the file's text.
    pub fn parse(text: &str) -> Result<Presentation, hcl::Error> {
        hcl::from_str(text)
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

#[cfg(test)]
mod tests {
    use super::*;

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
        let presentation = Presentation::parse(text).unwrap();
        assert_eq!(presentation.groups.keys().collect::<Vec<_>>(), ["Network", "Alarms"]);
        let network = presentation.groups.get("Network").unwrap();
        assert_eq!(network.options.keys().collect::<Vec<_>>(), ["vpc_cidr", "az_count"]);
        let dev = RootId::environment("dev");
        assert_eq!(presentation.of(&dev, "az_count").map(|option| option.scope), Some(Scope::Shared));
        assert_eq!(presentation.of(&RootId::Bootstrap, "vpc_cidr"), None);
        assert!(presentation.is_supplied("environment"));
    }

    #[test]
    fn what_a_presentation_does_not_say_is_an_error() {
        assert!(Presentation::parse("group \"A\" {\n  summary = \"a\"\n  default = 1\n}\n").is_err());
        assert!(
            Presentation::parse(
                "group \"A\" {\n  summary = \"a\"\n  option \"b\" { label = \"B\"\n scope = \"x\" }\n}\n"
            )
            .is_err()
        );
    }
}
