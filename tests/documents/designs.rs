//! Designs whose documents are read: the presets, what only shows where several choices meet, and the covering set.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use landform::design::{self, Design, Evaluation, RootId, file};
use landform::export::{self, Repository};
use landform::terraform::json;
use serde_json::{Value as Json, json};

use crate::covering::{BLUEPRINT, DESIGNS};

/// A design with what becomes of it.
pub struct Exported {
    /// What is chosen in it.
    pub name: String,
    pub evaluation: Evaluation,
    pub repository: Repository,
}

static EXPORTED: LazyLock<Vec<Exported>> = LazyLock::new(|| {
    let mut designs = vec![Design::new(&BLUEPRINT)];
    designs.extend(together().iter().map(|json| {
        let read = file::read(&json.to_string(), &BLUEPRINT);
        assert_eq!(read.notes, [], "{json}");
        read.design
    }));
    designs.extend(DESIGNS.sound.iter().cloned());
    let mut seen = BTreeSet::new();
    let designs = designs.into_iter().filter(|design| seen.insert(design.to_json(&BLUEPRINT).to_string()));
    let exported = designs.filter_map(|design| {
        let evaluation = design::evaluate(&BLUEPRINT, &design);
        // What has problems is no platform that documents could be true of.
        let sound = evaluation.problems().is_empty();
        let repository = export::repository(&BLUEPRINT, &design, &evaluation, Some("https://landform.example/"));
        let repository = repository.unwrap_or_else(|error| panic!("{error}"));
        sound.then(|| Exported { name: design.to_json(&BLUEPRINT).to_string(), evaluation, repository })
    });
    exported.collect()
});

/// What only shows where several choices meet.
fn together() -> Vec<Json> {
    let bare = json!({
        "db_enabled": false, "flow_logs": false, "container_insights": "disabled", "nat_mode": "single", "alarm_email": null,
    });
    let deploys = |ci: &str, scanner: &str| {
        json!({
            "bootstrap": {"ci": ci, "repository": "acme/platform"},
            "delivery": {"ci": ci, "repository": "acme/platform", "scanner": scanner},
        })
    };
    // Read replicas beside a database that has none.
    let copied = |mut design: Json| {
        let prod = json!({"db_password": "platform", "db_read_replicas": 2, "alarm_rds_replica_lag_threshold": 600});
        design["environments"] = json!({ "prod": prod });
        design
    };
    let http = json!({"allow_http": true, "domain_name": null, "hosted_zone_name": null});
    let presets = BLUEPRINT.presets.names().map(|preset| {
        json!({"preset": preset.to_string(), "kinds": {"play": "dev", "staging": "staging", "live": "prod", "live-eu": "prod"}})
    });
    let mut together = vec![
        json!({"kinds": {"prod": "prod"}}),
        json!({"kinds": {"prod": "prod", "dev": "dev"}}),
        json!({"environments": {"dev": {"db_enabled": false}, "prod": {"db_enabled": false}}}),
        json!({"environments": {"dev": {"flow_logs": false}, "prod": {"flow_logs": false}}}),
        json!({"environments": {"dev": {"container_insights": "disabled"}, "prod": {"container_insights": "disabled"}}}),
        json!({"environments": {"dev": bare.clone(), "prod": bare}}),
        json!({"environments": {"dev": http}}),
        json!({"environments": {"dev": {"db_multi_az": false}, "prod": {"db_multi_az": false}}}),
        json!({"environments": {"dev": {"db_performance_insights": false}, "prod": {"db_performance_insights": false}}}),
        json!({"environments": {"dev": {"db_monitoring_interval": 0}, "prod": {"db_monitoring_interval": 0}}}),
        json!({"environments": {"dev": {"nat_mode": "per_az", "az_count": 3}, "prod": {"az_count": 3}}}),
        json!({"environments": {"dev": {"alarm_email": null}, "prod": {"alarm_email": null}}}),
        deploys("github", "tfsec"),
        deploys("github", "checkov"),
        deploys("gitlab", "trivy"),
        json!({"bootstrap": {"state_lock": "s3", "ci": "gitlab"}, "delivery": {"ci": "gitlab", "scanner": "checkov"}}),
        copied(deploys("github", "tfsec")),
        {
            let mut reads = copied(deploys("gitlab", "trivy"));
            reads["bootstrap"]["plan_reads_database_passwords"] = json!(true);
            reads
        },
    ];
    together.extend(presets);
    together
}

/// All of them, the presets first.
pub fn designs() -> &'static [Exported] {
    &EXPORTED
}

impl Exported {
    /// The Markdown that is exported, by path.
    pub fn documents(&self) -> impl Iterator<Item = (&str, &str)> {
        let files = self.repository.files.iter().filter(|(path, _)| path.ends_with(".md"));
        files.map(|(path, text)| (path.as_str(), text.as_str()))
    }

    pub fn environments(&self) -> impl Iterator<Item = &str> {
        self.evaluation.roots.iter().filter_map(|plan| plan.root.environment_name().map(|name| &**name))
    }

    /// An environment's final value of a variable.
    pub fn input(&self, environment: &str, variable: &str) -> Json {
        let plan = self.evaluation.root(&RootId::environment(environment)).unwrap();
        plan.plan.variables.get(variable).and_then(json::known).unwrap_or_default()
    }

    /// `<project>-<environment>`
    pub fn full_name(&self, environment: &str) -> String {
        format!("{}-{environment}", self.input(environment, "project").as_str().unwrap())
    }

    /// What is planned of a type, in all roots.
    pub fn planned(&self, kind: &str) -> Vec<Json> {
        let resources = self.evaluation.roots.iter().flat_map(|plan| &plan.plan.resources);
        resources
            .filter(|resource| &*resource.kind == kind)
            .filter_map(|resource| json::known(&resource.value))
            .collect()
    }

    /// Whether something stands at an address, in any root.
    pub fn has(&self, address: &str) -> bool {
        let mut resources = self.evaluation.roots.iter().flat_map(|plan| &plan.plan.resources);
        resources.any(|resource| resource.address == address)
    }

    /// Every text in a planned value.
    pub fn planned_texts(&self) -> BTreeSet<String> {
        fn texts(json: &Json, found: &mut BTreeSet<String>) {
            match json {
                Json::String(text) => drop(found.insert(text.clone())),
                Json::Array(elements) => elements.iter().for_each(|element| texts(element, found)),
                Json::Object(entries) => entries.values().for_each(|entry| texts(entry, found)),
                _ => {}
            }
        }
        let mut found = BTreeSet::new();
        for resource in self.evaluation.roots.iter().flat_map(|plan| &plan.plan.resources) {
            texts(&json::known(&resource.value).unwrap_or_default(), &mut found);
        }
        found
    }
}
