//! The VPC of a plan: its zones, its subnets by tier, what lies in them, and their ways out.

use std::net::Ipv4Addr;

use super::architecture::Thing;
use super::icons;
use super::kinds::{self, Place};
use super::read::{Reader, is_on, number, string};
use crate::terraform::plan::{InstanceKey, PlannedResource};

/// A VPC.
pub struct Network {
    /// The VPC itself.
    pub vpc: Thing,
    /// What its zones are called.
    pub zones: Vec<String>,
    /// Its subnets, those nearest to the internet first.
    pub tiers: Vec<Tier>,
    /// The internet gateway.
    pub gateway: Option<Thing>,
    /// What belongs to the VPC as a whole.
    pub foot: Vec<Thing>,
}

/// How far the subnets of a tier reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// To the internet and from it.
    Internet,
    /// Out, by a NAT gateway.
    Out,
    /// Nowhere else.
    Within,
}

/// Subnets of the same use, one in each zone.
pub struct Tier {
    /// `Public`
    pub title: String,
    /// How far they reach.
    pub reach: Reach,
    /// By zone.
    pub subnets: Vec<Option<Thing>>,
    /// The address of the NAT gateway that each zone's subnet sends to.
    pub nats: Vec<Option<String>>,
    /// What lies across several of them.
    pub spans: Vec<Span>,
    /// What lies in one of them.
    pub cells: Vec<Cell>,
}

/// Something across subnets.
pub struct Span {
    /// What it is.
    pub thing: Thing,
    /// The zones that it is in.
    pub zones: Vec<usize>,
    /// What it consists of, by zone.
    pub parts: Vec<Cell>,
}

/// Something in one subnet.
pub struct Cell {
    /// What it is.
    pub thing: Thing,
    /// Where.
    pub zone: usize,
    /// Whether it is only kept in reserve: room for a task, a standby.
    pub spare: bool,
    /// Whether it is the copy of the cell before it.
    pub copy: bool,
}

impl Network {
    /// The first VPC of a plan; none where it has none.
    pub fn read(reader: &Reader<'_>) -> Option<Network> {
        let vpc = reader.of("aws_vpc").next()?;
        let within = |resource: &&PlannedResource, path: &str| {
            reader.linked(resource, path, "aws_vpc").iter().any(|other| other.address == vpc.address)
        };
        let subnets: Vec<_> = reader.of("aws_subnet").filter(|subnet| within(subnet, "vpc_id")).collect();
        let mut zones: Vec<String> = Vec::new();
        for subnet in &subnets {
            let zone = zone(subnet);
            if !zones.contains(&zone) {
                zones.push(zone);
            }
        }
        zones.sort_unstable();
        let mut tiers: Vec<Tier> = Vec::new();
        for group in subnets.chunk_by(|a, b| (&a.module, &a.name) == (&b.module, &b.name)) {
            tiers.push(tier(reader, group, &zones));
        }
        // Of two that reach as far, the one whose addresses come first.
        tiers.sort_by_key(|tier| (tier.reach, tier.first_address()));
        let mut foot = Vec::new();
        for resource in reader.all() {
            match kinds::place(&resource.kind) {
                Place::Vpc if within(&resource, "vpc_id") => foot.push(Thing::of(reader, resource)),
                Place::Across | Place::Subnet => place(reader, resource, &subnets, &zones, &mut tiers),
                _ => {}
            }
        }
        let gateway = reader.of("aws_internet_gateway").find(|gateway| within(gateway, "vpc_id"));
        Some(Network {
            vpc: Thing {
                icon: icons::CLOUD,
                title: "VPC".to_owned(),
                name: string(vpc, "cidr_block").unwrap_or_default(),
                notes: string(vpc, "tags.Name").into_iter().collect(),
                address: Some(vpc.address.clone()),
            },
            zones,
            tiers,
            gateway: gateway.map(|gateway| Thing::of(reader, gateway)),
            foot,
        })
    }

    /// What lies in its subnets: the addresses of resources, with their tier and zones.
    pub fn placed(&self) -> impl Iterator<Item = (&str, usize, Vec<usize>)> {
        self.tiers.iter().enumerate().flat_map(|(at, tier)| {
            let spans = tier.spans.iter().map(|span| (&span.thing, span.zones.clone()));
            let cells = tier.cells.iter().filter(|cell| !cell.copy).map(|cell| (&cell.thing, vec![cell.zone]));
            spans.chain(cells).filter_map(move |(thing, zones)| Some((thing.address.as_deref()?, at, zones)))
        })
    }
}

impl Tier {
    /// The lowest of its subnets' addresses; none while they are not known.
    fn first_address(&self) -> Option<Ipv4Addr> {
        let address = |thing: &Thing| thing.name.split('/').next()?.parse().ok();
        self.subnets.iter().flatten().filter_map(address).min()
    }
}

/// What a subnet's zone is called: as AWS calls it, if that is known, else by the subnet's key.
fn zone(subnet: &PlannedResource) -> String {
    string(subnet, "availability_zone").unwrap_or_else(|| match &subnet.key {
        Some(InstanceKey::Key(key)) => key.to_string(),
        Some(InstanceKey::Index(index)) => (index + 1).to_string(),
        None => String::new(),
    })
}

fn tier(reader: &Reader<'_>, group: &[&PlannedResource], zones: &[String]) -> Tier {
    let of_zone = |name: &String| group.iter().find(|subnet| zone(subnet) == *name);
    let ways: Vec<_> = zones.iter().map(|name| of_zone(name).map(|subnet| way_out(reader, subnet))).collect();
    let thing = |subnet: &&PlannedResource| Thing {
        icon: icons::BOX,
        title: format!("{} subnet", title(subnet)),
        name: string(subnet, "cidr_block").unwrap_or_default(),
        notes: string(subnet, "tags.Name").into_iter().collect(),
        address: Some(subnet.address.clone()),
    };
    Tier {
        title: group.first().map(|subnet| title(subnet)).unwrap_or_default(),
        reach: ways.iter().flatten().map(|(reach, _)| *reach).min().unwrap_or(Reach::Within),
        subnets: zones.iter().map(|name| of_zone(name).map(thing)).collect(),
        nats: ways.into_iter().map(|way| way.and_then(|(_, nat)| nat)).collect(),
        spans: Vec::new(),
        cells: Vec::new(),
    }
}

/// What a subnet is for: its name in the configuration.
fn title(subnet: &PlannedResource) -> String {
    super::read::word(&subnet.name.replace('_', " "))
}

/// How far a subnet reaches, and by which NAT gateway: what the routes of its table say.
fn way_out(reader: &Reader<'_>, subnet: &PlannedResource) -> (Reach, Option<String>) {
    let is = |found: Vec<&PlannedResource>, address: &str| found.iter().any(|other| other.address == address);
    let tables = reader
        .of("aws_route_table_association")
        .filter(|association| is(reader.linked(association, "subnet_id", "aws_subnet"), &subnet.address))
        .flat_map(|association| reader.linked(association, "route_table_id", "aws_route_table"));
    let mut way = (Reach::Within, None);
    for table in tables {
        let routes = reader.of("aws_route");
        for route in routes.filter(|r| is(reader.linked(r, "route_table_id", "aws_route_table"), &table.address)) {
            if !reader.linked(route, "gateway_id", "aws_internet_gateway").is_empty() {
                return (Reach::Internet, None);
            }
            if let Some(nat) = reader.linked(route, "nat_gateway_id", "aws_nat_gateway").first() {
                way = (Reach::Out, Some(nat.address.clone()));
            }
        }
    }
    way
}

/// The database that a read replica copies.
fn copied<'p>(reader: &Reader<'p>, resource: &PlannedResource) -> Option<&'p PlannedResource> {
    reader.linked(resource, "replicate_source_db", &resource.kind).first().copied()
}

/// The subnets that a resource refers to, directly or by a group of them; a read replica lies in those of what it copies.
fn subnets_of<'p>(reader: &Reader<'p>, resource: &'p PlannedResource) -> Vec<&'p PlannedResource> {
    let resource = copied(reader, resource).unwrap_or(resource);
    let direct = reader.referred(resource, "aws_subnet");
    if !direct.is_empty() {
        return direct;
    }
    let groups = reader.all().filter(|group| group.kind.ends_with("_subnet_group"));
    let named = |group: &&PlannedResource| {
        ["db_subnet_group_name", "subnet_group_name", "cluster_subnet_group_name"]
            .iter()
            .any(|path| reader.linked(resource, path, &group.kind).iter().any(|other| other.address == group.address))
    };
    groups.filter(named).flat_map(|group| reader.referred(group, "aws_subnet")).collect()
}

/// Puts a resource where its subnets are.
fn place(
    reader: &Reader<'_>,
    resource: &PlannedResource,
    subnets: &[&PlannedResource],
    zones: &[String],
    tiers: &mut [Tier],
) {
    let Some(resource) = reader.at(&resource.address) else { return };
    let own = subnets_of(reader, resource);
    let Some(first) = own.iter().find(|subnet| subnets.iter().any(|known| known.address == subnet.address)) else {
        return;
    };
    let is_home = |tier: &&mut Tier| {
        tier.subnets.iter().flatten().any(|subnet| subnet.address.as_deref() == Some(&*first.address))
    };
    let Some(tier) = tiers.iter_mut().find(is_home) else { return };
    let mut at: Vec<usize> =
        own.iter().filter_map(|subnet| zones.iter().position(|name| *name == zone(subnet))).collect();
    at.sort_unstable();
    at.dedup();
    let thing = Thing::of(reader, resource);
    if kinds::place(&resource.kind) == Place::Across {
        let parts = tasks(reader, resource, &at);
        tier.spans.push(Span { thing, zones: at, parts });
        return;
    }
    // Replicas stand apart from what they copy, the first of them farthest.
    if let (Some(InstanceKey::Index(index)), true) = (&resource.key, copied(reader, resource).is_some()) {
        let turn = index % at.len().max(1);
        at.reverse();
        at.rotate_left(turn);
    }
    let Some((zone, others)) = at.split_first() else { return };
    tier.cells.push(Cell { thing: thing.clone(), zone: *zone, spare: false, copy: false });
    if is_on(resource, "multi_az")
        && let Some(other) = others.first()
    {
        let notes = vec!["takes over on failure".to_owned()];
        let standby = Thing { title: "Standby".to_owned(), notes, ..thing };
        tier.cells.push(Cell { thing: standby, zone: *other, spare: true, copy: true });
    }
}

/// The tasks of a service as ECS spreads them: evenly over the zones. None where their number is not known.
fn tasks(reader: &Reader<'_>, service: &PlannedResource, zones: &[usize]) -> Vec<Cell> {
    let Some(count) = number(service, "desired_count").and_then(|count| usize::try_from(count).ok()) else {
        return Vec::new();
    };
    let definition = reader.linked(service, "task_definition", "aws_ecs_task_definition").first().copied();
    let notes: Vec<String> =
        definition.and_then(|d| reader.fill(d, "{cpu|vcpu} vCPU, {memory|gib} GiB")).into_iter().collect();
    let (each, more) = (count / zones.len().max(1), count % zones.len().max(1));
    let part = |(i, zone): (usize, &usize)| {
        let here = each + usize::from(i < more);
        let title = match here {
            0 => "No task".to_owned(),
            1 => "1 task".to_owned(),
            many => format!("{many} tasks"),
        };
        let notes = if here == 0 { vec!["room for one".to_owned()] } else { notes.clone() };
        let address = Some(definition.unwrap_or(service).address.clone());
        let thing = Thing { icon: icons::CONTAINER, title, name: String::new(), notes, address };
        Cell { thing, zone: *zone, spare: here == 0, copy: false }
    };
    zones.iter().enumerate().map(part).collect()
}
