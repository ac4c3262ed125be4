//! What an option reaches: the blocks that its value flows into, and the rules of others that read it.
//!
//! Read off the text, without evaluating anything: a resource is reached when its block names the variable, a local that is
//! made of it, or, in a module, a variable that is given either. What follows from a resource's own attributes is not.

use std::collections::BTreeSet;

use super::form::{Rule, rule};
use super::root::RootId;
use crate::blueprint::Blueprint;
use crate::terraform::config::{Configuration, Located, Module, Resource};
use crate::terraform::diagnostic::Range;
use crate::terraform::eval::references::{Reference, body_references, references};

/// What an option reaches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reach {
    /// Resources, in the order of the files, each with its block's header in the blueprint.
    pub blocks: Vec<Block>,
    /// Rules of other variables of the root that read it.
    pub rules: Vec<Rule>,
}

/// A resource's block.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// `module.rds.aws_db_instance.this`: without the keys of its instances.
    pub address: String,
    /// Where it stands in the blueprint; see [`RootId::repository_path`].
    pub range: Range,
}

/// What a variable of a root reaches.
pub fn reach(blueprint: &Blueprint, root: &RootId, variable: &str) -> Reach {
    let mut reach = Reach::default();
    let Some(module) = blueprint.module(root) else { return reach };
    let own = BTreeSet::from([format!("var.{variable}")]);
    flow(&blueprint.configuration, module, "", own.clone(), 0, &mut reach.blocks);
    for other in module.variables.values().filter(|other| *other.name != *variable) {
        let reads = other.validations.iter().filter(|rule| names(&own, &rule.condition));
        reach.rules.extend(reads.map(rule));
    }
    reach
}

/// Modules lie no deeper than this; a call in a circle ends here too.
const DEEPEST: usize = 8;

/// Follows names through a module and those that it calls.
fn flow(
    configuration: &Configuration,
    module: &Module,
    address: &str,
    mut known: BTreeSet<String>,
    depth: usize,
    out: &mut Vec<Block>,
) {
    if depth > DEEPEST {
        return;
    }
    loop {
        let made = module.locals.iter().filter(|(_, local)| names(&known, &local.value));
        let made: Vec<String> =
            made.map(|(name, _)| format!("local.{name}")).filter(|name| !known.contains(name)).collect();
        if made.is_empty() {
            break;
        }
        known.extend(made);
    }
    let reached = module.resources.iter().filter(|(_, resource)| touches(&known, resource));
    out.extend(reached.map(|(name, resource)| block(address, name, resource)));
    for (name, call) in &module.calls {
        let Some(called) = configuration.called(call) else { continue };
        let inside = format!("{address}module.{}.", name.trim_start_matches("module."));
        if call.count.iter().chain(&call.for_each).any(|repeated| names(&known, repeated)) {
            all(configuration, called, &inside, depth + 1, out);
            continue;
        }
        let given = call.arguments.iter().filter(|(_, value)| names(&known, value));
        let given: BTreeSet<String> = given.map(|(name, _)| format!("var.{name}")).collect();
        if !given.is_empty() {
            flow(configuration, called, &inside, given, depth + 1, out);
        }
    }
}

/// Everything in a module.
fn all(configuration: &Configuration, module: &Module, address: &str, depth: usize, out: &mut Vec<Block>) {
    out.extend(module.resources.iter().map(|(name, resource)| block(address, name, resource)));
    for (name, call) in module.calls.iter().filter(|_| depth <= DEEPEST) {
        if let Some(called) = configuration.called(call) {
            let inside = format!("{address}module.{}.", name.trim_start_matches("module."));
            all(configuration, called, &inside, depth + 1, out);
        }
    }
}

fn block(address: &str, name: &str, resource: &Resource) -> Block {
    Block { address: format!("{address}{name}"), range: resource.range.clone() }
}

fn touches(known: &BTreeSet<String>, resource: &Resource) -> bool {
    body_references(&resource.body).iter().any(|reference| is_known(known, reference))
}

fn names(known: &BTreeSet<String>, located: &Located) -> bool {
    references(&located.expr).iter().any(|reference| is_known(known, reference))
}

/// `var.x` or `local.x`
fn is_known(known: &BTreeSet<String>, reference: &Reference<'_>) -> bool {
    reference.path.first().is_some_and(|name| known.contains(&format!("{}.{name}", reference.root)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_followed_through_locals_and_modules_to_the_blocks_that_read_it() {
        let files = [
            (
                "environment/variables.tf",
                "variable \"environment\" {\n  type = string\n}\nvariable \"on\" {\n  type = bool\n  default = true\n}\nvariable \"size\" {\n  type = number\n  default = 1\n  validation {\n    condition     = var.on ? var.size > 0 : true\n    error_message = \"What is on has a size.\"\n  }\n}\n",
            ),
            (
                "environment/main.tf",
                "locals {\n  twice = var.size * 2\n  more = local.twice + 1\n}\nmodule \"a\" {\n  source = \"../modules/a\"\n  size = local.more\n}\nmodule \"b\" {\n  count = var.on ? 1 : 0\n  source = \"../modules/b\"\n}\nresource \"aws_eip\" \"here\" {\n  tags = { size = var.size }\n}\n",
            ),
            (
                "modules/a/main.tf",
                "variable \"size\" {}\nresource \"aws_ebs_volume\" \"this\" {\n  size = var.size\n}\nresource \"aws_eip\" \"other\" {}\n",
            ),
            ("modules/b/main.tf", "resource \"aws_vpc\" \"this\" {}\n"),
            (
                "presentation.hcl",
                "supplied = [\"environment\"]\ngroup \"All\" {\n  summary = \"All\"\n  option \"on\" { label = \"On\" }\n  option \"size\" { label = \"Size\" }\n}\n",
            ),
            ("presets/dev.tfvars", ""),
        ];
        let blueprint = Blueprint::from_tree(files.into_iter().collect()).unwrap();
        let told = |variable: &str| {
            let reach = reach(&blueprint, &RootId::environment("dev"), variable);
            let blocks: Vec<String> = reach
                .blocks
                .iter()
                .map(|b| format!("{} {}:{}", b.address, b.range.filename, b.range.start.line))
                .collect();
            (blocks, reach.rules.into_iter().map(|rule| rule.message).collect::<Vec<_>>())
        };
        let of = |blocks: &[&str], rules: &[&str]| {
            let owned = |all: &[&str]| all.iter().map(|&one| one.to_owned()).collect::<Vec<_>>();
            (owned(blocks), owned(rules))
        };
        let size =
            of(&["aws_eip.here environment/main.tf:13", "module.a.aws_ebs_volume.this modules/a/main.tf:2"], &[]);
        assert_eq!(told("size"), size);
        assert_eq!(told("on"), of(&["module.b.aws_vpc.this modules/b/main.tf:1"], &["What is on has a size."]));
    }
}
