//! What there is in an environment, and where: a plan read as an architecture, without positions.

use super::flows::{self, Flow};
use super::icons;
use super::kinds::{self, Icon, Place};
use super::network::Network;
use super::panels::{self, Card, Panel};
use super::read::{Reader, string};
use crate::terraform::plan::{Plan, PlannedResource};

/// An environment as a plan describes it.
pub struct Architecture {
    /// The region that most of it is in.
    pub region: Option<String>,
    /// The names that lead to a way in.
    pub names: Vec<Thing>,
    /// The VPC.
    pub network: Option<Network>,
    /// What lies in no network.
    pub panels: Vec<Panel>,
    /// What the bootstrap keeps for all environments, and its region.
    pub bootstrap: Vec<Thing>,
    /// The bootstrap's region.
    pub bootstrap_region: Option<String>,
    /// Who talks to whom.
    pub flows: Vec<Flow>,
    /// The address ranges from which there is a way in.
    pub open_to: Vec<String>,
}

/// One thing that is drawn.
#[derive(Clone, Debug)]
pub struct Thing {
    /// Its icon.
    pub icon: Icon,
    /// What it is called: `NAT gateway`.
    pub title: String,
    /// What it is named: `example-prod-a`.
    pub name: String,
    /// What else is said of it.
    pub notes: Vec<String>,
    /// The address of its resource.
    pub address: Option<String>,
}

impl Thing {
    /// A resource.
    pub fn of(reader: &Reader<'_>, resource: &PlannedResource) -> Thing {
        Thing {
            icon: kinds::icon(&resource.kind),
            title: reader.title(resource),
            name: reader.name(resource),
            notes: reader.notes(resource),
            address: Some(resource.address.clone()),
        }
    }
}

impl Architecture {
    /// Reads an environment's plan, and the bootstrap's.
    pub fn read(plan: &Plan, bootstrap: Option<&Plan>) -> Architecture {
        let reader = Reader::new(plan);
        let network = Network::read(&reader);
        let (flows, open_to) = flows::read(&reader, network.as_ref());
        let ways_in: Vec<&PlannedResource> = flows
            .iter()
            .filter(|flow| flow.from == flows::End::Outside)
            .flat_map(|flow| flow.through(&flows))
            .filter_map(|address| reader.at(address))
            .collect();
        let names = reader.of("aws_route53_record").filter(|record| {
            string(record, "name").is_some() && ways_in.iter().any(|way_in| reader.leads_to(record, way_in))
        });
        let bootstrap = bootstrap.map(Reader::new);
        Architecture {
            region: region(&reader),
            names: names.map(|record| name(&reader, record)).collect(),
            panels: panels::read(&reader, network.as_ref()),
            network,
            bootstrap_region: bootstrap.as_ref().and_then(region),
            bootstrap: bootstrap.as_ref().map(outside).unwrap_or_default(),
            flows,
            open_to,
        }
    }

    /// Every card of every panel.
    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        self.panels.iter().flat_map(|panel| &panel.cards)
    }
}

/// A record of DNS.
fn name(reader: &Reader<'_>, record: &PlannedResource) -> Thing {
    Thing {
        icon: icons::GLOBE,
        title: "Route 53".to_owned(),
        name: string(record, "name").unwrap_or_default(),
        ..Thing::of(reader, record)
    }
}

/// The region of most resources; of several that are as frequent, the first in the alphabet.
fn region(reader: &Reader<'_>) -> Option<String> {
    let mut regions: Vec<String> = reader.all().filter_map(|resource| string(resource, "region")).collect();
    regions.sort_unstable();
    let counted = regions.chunk_by(|a, b| a == b);
    counted.rev().max_by_key(|same| same.len()).and_then(|same| same.first().cloned())
}

/// What is drawn of a plan that has no network, in the order of the table.
fn outside(reader: &Reader<'_>) -> Vec<Thing> {
    let mut shown: Vec<&PlannedResource> =
        reader.all().filter(|resource| kinds::place(&resource.kind) != Place::Part).collect();
    let order = |resource: &&PlannedResource| match kinds::place(&resource.kind) {
        Place::Panel(group) => (std::cmp::Reverse(group), kinds::find(&resource.kind).map(|(at, _)| at)),
        _ => (std::cmp::Reverse(kinds::Group::Other), None),
    };
    shown.sort_by_key(order);
    shown.into_iter().map(|resource| Thing::of(reader, resource)).collect()
}
