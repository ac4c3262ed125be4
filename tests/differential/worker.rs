//! One directory in which terraform plans designs, and Landform beside it.

use std::collections::BTreeMap;
use std::sync::Arc;

use landform::design::{Design, RootId, tfvars};
use landform::terraform::config::Configuration;
use landform::terraform::convert::convert;
use landform::terraform::json::to_value;
use landform::terraform::plan::{Plan, Root, evaluate};
use landform::terraform::source::SourceFile;
use landform::terraform::types::Str;
use landform::terraform::value::Value;
use landform::terraform::{render, show};
use serde_json::{Value as Json, json};

use crate::arbitrary::BLUEPRINT;
use crate::draw::Drawn;
use crate::support::compare::{by_address, differences, lines, missing, readable};
use crate::support::diagnostics::{comparable, without_offsets};
use crate::support::terraform::terraform;
use crate::support::workshop::{Workshop, export};

/// What came of a comparison.
pub struct Verdict {
    /// Whether Terraform plans the design without an error.
    pub is_sound: bool,
    pub differences: Vec<String>,
}

/// A directory with a repository in which every root is ready for plans.
pub struct Worker {
    workshop: Workshop,
}

impl Worker {
    pub fn new(place: usize) -> Worker {
        let terraform = terraform().unwrap();
        let files = files();
        let workshop = Workshop::new(terraform, &format!("differential-{place}"), &files);
        for root in BLUEPRINT.roots() {
            workshop.init(&root.repository_dir());
        }
        Worker { workshop }
    }

    /// Plans the design twice.
    pub fn compare(&mut self, drawn: &Drawn) -> Verdict {
        let Drawn { design, root } = drawn;
        // Of all files only this one decides what is planned.
        let folder = folder(root);
        self.workshop.write(&format!("{folder}/terraform.tfvars"), &tfvars::render(&BLUEPRINT, design, root));
        let said = self.workshop.plan(&folder);
        let is_sound = said.iter().all(|diagnostic| diagnostic["severity"] != "error");
        let shown = is_sound.then(|| self.workshop.shown(&folder));
        let facts = facts(design, root, shown.as_ref());
        let configuration = BLUEPRINT.configuration.clone().with_facts(facts);
        let plan = evaluated(&configuration, design, root);
        let theirs: Vec<Json> = said.into_iter().map(without_offsets).collect();
        let ours = plan.diagnostics.iter().map(|diagnostic| serde_json::to_value(diagnostic).unwrap());
        let ours: Vec<Json> = ours.map(comparable).map(without_offsets).collect();
        let mut found = missing(&theirs, &ours);
        if let Some(shown) = &shown {
            found.extend(plans(shown, &plan));
            let text = self.workshop.readable(&folder);
            found.extend(lines(readable(&text), &render::plan(&plan, configuration.provider())));
        }
        Verdict { is_sound, differences: found }
    }
}

/// What is exported of the presets, and beside it the root whose outputs are files of it, which is not.
fn files() -> BTreeMap<String, String> {
    let mut files = export(&BLUEPRINT, &Design::new(&BLUEPRINT)).files;
    let own = BLUEPRINT.configuration.tree().under("delivery");
    files.extend(own.map(|file| (file.path.to_string(), file.text.to_string())));
    files
}

/// The folder that is ready for plans of a root. An environment's files are the same in every folder, so that of one of
/// another name does for it.
fn folder(root: &RootId) -> String {
    let ready = |root: &RootId| BLUEPRINT.roots().any(|known| known == root);
    let first = BLUEPRINT.roots().find(|known| known.blueprint_dir() == root.blueprint_dir());
    if ready(root) { root } else { first.unwrap_or(root) }.repository_dir()
}

/// Where two plans differ.
pub fn plans(shown: &Json, plan: &Plan) -> Vec<String> {
    let theirs = |part: &str, none: Json| shown.get(part).cloned().unwrap_or(none);
    let mut found = differences("planned_values", &shown["planned_values"], &show::planned_values(plan));
    let changes = theirs("resource_changes", json!([]));
    found.extend(differences("", &by_address(&changes), &by_address(&show::resource_changes(plan))));
    found.extend(differences("output_changes", &theirs("output_changes", json!({})), &show::output_changes(plan)));
    found
}

fn evaluated(configuration: &Configuration, design: &Design, root: &RootId) -> Plan {
    let shown_as = folder(root);
    let values = tfvars::render(&BLUEPRINT, design, root);
    let file = Arc::new(SourceFile::new(&format!("{shown_as}/terraform.tfvars"), &values));
    evaluate(configuration, &Root { dir: root.blueprint_dir(), shown_as: &shown_as, tfvars: Some(&file) })
}

/// What data sources find: as the provider is known to answer, and, of a plan, as it did answer.
fn facts(design: &Design, root: &RootId, shown: Option<&Json>) -> BTreeMap<Str, Value> {
    let region = design.get(&BLUEPRINT, root, "region").unwrap_or_default();
    let region = region.as_str().unwrap_or_default();
    let role = design.get(&BLUEPRINT, root, "assume_role_arn");
    let role = role.as_ref().and_then(|role| role.as_str()?.split(':').nth(4).map(Json::from));
    let account = role.or_else(|| design.get(&BLUEPRINT, root, "account_id").filter(|account| !account.is_null()));
    let zones: Vec<String> = ["a", "b", "c"].iter().map(|zone| format!("{region}{zone}")).collect();
    let mut facts: BTreeMap<String, Json> = BTreeMap::from([
        ("aws_caller_identity.account_id".into(), account.unwrap_or_else(|| "123456789012".into())),
        ("aws_availability_zones.names".into(), zones.into()),
        ("aws_route53_zone.zone_id".into(), "Z".into()),
    ]);
    let state = shown.map(|shown| &shown["prior_state"]["values"]["root_module"]);
    state.into_iter().for_each(|module| collect(module, &mut facts));
    let schema = &BLUEPRINT.configuration;
    facts.into_iter().filter_map(|(name, value)| Some((name.as_str().into(), typed(schema, &name, &value)?))).collect()
}

/// The answers of data sources in a module of a state and below it.
fn collect(module: &Json, facts: &mut BTreeMap<String, Json>) {
    let list = |name: &str| module.get(name).and_then(Json::as_array).into_iter().flatten();
    for resource in list("resources").filter(|resource| resource["mode"] == "data") {
        let kind = resource["type"].as_str().unwrap();
        for (attribute, value) in resource["values"].as_object().unwrap() {
            facts.insert(format!("{kind}.{attribute}"), value.clone());
        }
    }
    list("child_modules").for_each(|child| collect(child, facts));
}

fn typed(configuration: &Configuration, name: &str, value: &Json) -> Option<Value> {
    let (kind, attribute) = name.split_once('.')?;
    let attribute = configuration.provider()?.data_source(kind)?.attributes.get(attribute)?;
    convert(&to_value(value), &attribute.ty).ok()
}
