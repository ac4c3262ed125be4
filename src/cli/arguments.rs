//! What the command line takes.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand};

/// Designs a production AWS platform and writes its Terraform repository. The command line twin of the page.
#[derive(Debug, Parser)]
#[command(name = "landform", version, after_help = EXIT_CODES)]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 without errors, 1 with diagnostics of severity error, 2 for bad use.
What could not be kept of a link or a design file is said on stderr; where nothing is given, the presets stand.";

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Say what Terraform would say of a design, and what it would make
    ///
    /// Prints, for each environment, bootstrap and delivery, the diagnostics and then the plan as terraform plan prints it: every
    /// resource with what is known of it before it exists. What a data source would find in the account is not known.
    ///
    /// With --dir, the same for any directory with Terraform in it: nothing is asked of a registry, a backend or a cloud. Everything is
    /// planned as if nothing existed yet. terraform.tfvars and *.auto.tfvars are read as Terraform does; TF_VAR_ variables are not.
    /// Modules must be local and resources hashicorp/aws's or terraform_data; what Landform does not support is a diagnostic with file and line.
    Plan(Plan),
    /// Say what the design costs a month
    ///
    /// Every amount is a planned resource's, at AWS's list price, in US dollars, on demand and before tax. Where a price is not
    /// known there is no amount, and the total is the least that it will be. What depends on use is assumed: a design says how
    /// much, and its page changes it.
    Cost(Cost),
    /// Say what Terraform would say of a directory whatever the values of its variables are
    ///
    /// The twin of terraform validate, without init: modules must be local, and the provider hashicorp/aws.
    Validate(Validate),
    /// Write the repository
    ///
    /// A design that breaks rules has a repository too: it is written, its problems are printed to stderr, and the exit code is 1.
    Export(Export),
    /// Evaluate expressions from stdin, one a line, as terraform console does
    ///
    /// An expression that fails is an error on stderr, and the next is read; the exit code is then 1.
    Console(Console),
    /// Print the link of a design
    Link(Link),
}

/// The design that a command is about.
#[derive(Args, Debug)]
#[group(multiple = false)]
pub(super) struct Source {
    /// The link of the design: the page's address, or the part from # on
    #[arg(long, value_name = "URL")]
    pub link: Option<String>,
    /// The design as a file, such as the landform.json of an exported repository
    #[arg(long, value_name = "FILE")]
    pub design: Option<PathBuf>,
}

/// `landform plan`
#[derive(Args, Debug)]
pub(super) struct Plan {
    #[command(flatten)]
    pub source: Source,
    /// One environment alone, or one of bootstrap and delivery [default: all]
    #[arg(long, value_name = "NAME", conflicts_with = "dir")]
    pub env: Option<String>,
    /// A directory with Terraform in it, instead of a design
    #[arg(long, value_name = "PATH", conflicts_with_all = ["link", "design"])]
    pub dir: Option<PathBuf>,
    /// Values for the variables of --dir, beside terraform.tfvars and *.auto.tfvars; of several the last counts
    #[arg(long, value_name = "FILE", requires = "dir")]
    pub var_file: Vec<PathBuf>,
    /// Print JSON
    ///
    /// An object with an entry per environment and one each for bootstrap and delivery. Each has `diagnostics` in the shape of
    /// `terraform validate -json`, with filenames relative to the exported repository, and `planned_values`, `resource_changes`
    /// and `output_changes` in the shape of `terraform show -json`. (delivery itself is not exported: what it chooses stands in
    /// landform.json.) With --dir, one such entry, with filenames relative to the directory.
    #[arg(long)]
    pub json: bool,
}

/// `landform validate`
#[derive(Args, Debug)]
pub(super) struct Validate {
    /// The directory with Terraform in it
    #[arg(long, value_name = "PATH")]
    pub dir: PathBuf,
    /// Print JSON, in the shape of `terraform validate -json`
    #[arg(long)]
    pub json: bool,
}

/// `landform cost`
#[derive(Args, Debug)]
pub(super) struct Cost {
    #[command(flatten)]
    pub source: Source,
    /// One environment alone, or bootstrap [default: all]
    #[arg(long, value_name = "NAME")]
    pub env: Option<String>,
    /// Print JSON
    ///
    /// An object with an entry per environment and one for bootstrap. Each has `total` (US dollars, exact), `complete`, `items`
    /// (`address`, `module`, `what`, `quantity`, `unit`, `price`, and `monthly`, which is null where `unknown` says why),
    /// `free` and `assumed`.
    #[arg(long)]
    pub json: bool,
}

/// `landform export`
#[derive(Args, Debug)]
pub(super) struct Export {
    #[command(flatten)]
    pub source: Source,
    #[command(flatten)]
    pub target: Target,
    /// Write into a directory that is not empty, over files of the same path; others stay as they are
    #[arg(long, requires = "out")]
    pub force: bool,
}

/// Where a repository is written.
#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
pub(super) struct Target {
    /// The directory to write the repository into
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The zip to write, the same bytes that the page gives
    #[arg(long, value_name = "FILE")]
    pub zip: Option<PathBuf>,
}

/// `landform console`
#[derive(Args, Debug)]
pub(super) struct Console {
    #[command(flatten)]
    pub source: Source,
    /// The environment, or bootstrap or delivery, that the expressions are about [default: the first environment]
    #[arg(long, value_name = "NAME")]
    pub env: Option<String>,
}

/// `landform link`
#[derive(Args, Debug)]
pub(super) struct Link {
    /// The design to begin with [default: the presets]
    #[arg(long, value_name = "FILE")]
    pub design: Option<PathBuf>,
    /// A value to choose, as it would stand in terraform.tfvars: dev.az_count=3, prod.owner='"team"', bootstrap.state_lock='"s3"'
    #[arg(long, value_name = "ENV.VAR=HCL")]
    pub set: Vec<Setting>,
}

/// One `--set`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Setting {
    /// The environment, `bootstrap` or `delivery`.
    pub root: String,
    /// The variable.
    pub variable: String,
    /// Its value, in Terraform's language.
    pub expression: String,
}

impl FromStr for Setting {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Setting, Self::Err> {
        let (name, expression) = text.split_once('=').ok_or("write it as ENV.VAR=HCL")?;
        let (root, variable) = name.trim().split_once('.').ok_or("begin with the environment: ENV.VAR=HCL")?;
        Ok(Setting { root: root.into(), variable: variable.into(), expression: expression.trim().into() })
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_agree_with_each_other() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_setting_is_cut_at_its_first_equals_sign_and_dot() {
        let setting: Setting = "dev.tags = { a = \"b.c\" }".parse().unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((&*setting.root, &*setting.variable, &*setting.expression), ("dev", "tags", "{ a = \"b.c\" }"));
        for wrong in ["", "dev", "dev.tags", "tags=1"] {
            assert!(wrong.parse::<Setting>().is_err(), "{wrong}");
        }
    }
}
