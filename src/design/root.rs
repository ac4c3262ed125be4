//! The roots that carry options: one per environment, the remote state's bootstrap, and the delivery pipeline.

use std::fmt;

use crate::terraform::types::Str;

/// A root module as a design sees it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RootId {
    /// One environment, by name.
    Environment(Str),
    /// The remote state: once for the repository.
    Bootstrap,
    /// The pipeline: once for the repository.
    Delivery,
}

impl RootId {
    /// The root of an environment.
    pub fn environment(name: impl Into<Str>) -> RootId {
        RootId::Environment(name.into())
    }

    /// The directory in the blueprint: `environment`, `bootstrap`, `delivery`.
    pub fn blueprint_dir(&self) -> &'static str {
        match self {
            RootId::Environment(_) => "environment",
            RootId::Bootstrap => "bootstrap",
            RootId::Delivery => "delivery",
        }
    }

    /// The directory in the exported repository: `environments/dev`, `bootstrap`, `delivery`.
    pub fn repository_dir(&self) -> String {
        match self {
            RootId::Environment(name) => format!("environments/{name}"),
            other => other.blueprint_dir().to_owned(),
        }
    }

    /// The path of its inputs in the exported repository: `environments/dev/terraform.tfvars`.
    pub fn tfvars_path(&self) -> String {
        format!("{}/terraform.tfvars", self.repository_dir())
    }

    /// The path in the exported repository of one of the blueprint's Terraform files: the environment's own are moved to
    /// this environment, others stay where they are.
    pub fn repository_path(&self, blueprint_path: &str) -> String {
        match blueprint_path.strip_prefix(self.blueprint_dir()).and_then(|rest| rest.strip_prefix('/')) {
            Some(rest) => format!("{}/{rest}", self.repository_dir()),
            None => blueprint_path.to_owned(),
        }
    }

    /// The name of the environment; none for the other roots.
    pub fn environment_name(&self) -> Option<&Str> {
        match self {
            RootId::Environment(name) => Some(name),
            _ => None,
        }
    }
}

/// `dev`, `bootstrap`, `delivery`: as a person names it, and as `--set` does.
impl fmt::Display for RootId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RootId::Environment(name) => f.write_str(name),
            other => f.write_str(other.blueprint_dir()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_environments_files_move_to_its_directory_and_the_modules_stay() {
        let dev = RootId::environment("dev");
        assert_eq!(dev.repository_path("environment/variables.tf"), "environments/dev/variables.tf");
        assert_eq!(dev.repository_path("modules/alb/variables.tf"), "modules/alb/variables.tf");
        assert_eq!(dev.repository_path("environments.md"), "environments.md");
        assert_eq!(RootId::Bootstrap.repository_path("bootstrap/main.tf"), "bootstrap/main.tf");
    }
}
