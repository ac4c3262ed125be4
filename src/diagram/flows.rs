//! Who talks to whom, on which port: read off the rules of security groups, listeners and target groups, and off routes.

use super::network::{Network, Reach};
use super::read::{Reader, string};
use super::scene::Line;
use crate::terraform::plan::PlannedResource;

/// One end of a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// Whoever is not in AWS.
    Outside,
    /// The names that lead to a way in.
    Names,
    /// A resource, by its address.
    At(String),
    /// All of one type.
    All(&'static str),
}

/// A flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// What it is.
    pub line: Line,
    /// Who begins it.
    pub from: End,
    /// Who answers.
    pub to: End,
    /// The zone that it starts in, when each zone has its own.
    pub zone: Option<usize>,
    /// `HTTPS 443`
    pub notes: Vec<String>,
}

impl Flow {
    fn new(line: Line, from: End, to: End) -> Flow {
        Flow { line, from, to, zone: None, notes: Vec::new() }
    }

    /// The addresses that this flow reaches, with those that the gateway that it enters by passes it on to.
    pub fn through<'f>(&'f self, flows: &'f [Flow]) -> Vec<&'f str> {
        let on = flows.iter().filter(|flow| flow.line == Line::Flow && flow.from == self.to);
        let ends = std::iter::once(self).chain(on).map(|flow| &flow.to);
        ends.filter_map(|end| if let End::At(address) = end { Some(address.as_str()) } else { None }).collect()
    }
}

/// Something in the network with its security groups.
struct Member<'p> {
    resource: &'p PlannedResource,
    tier: usize,
    zones: Vec<usize>,
    groups: Vec<&'p str>,
}

/// All flows, and the address ranges and prefix lists from which there is a way in.
pub fn read(reader: &Reader<'_>, network: Option<&Network>) -> (Vec<Flow>, Vec<String>) {
    let mut flows = Vec::new();
    let mut open_to = Vec::new();
    if let Some(network) = network {
        let members: Vec<Member<'_>> = network
            .placed()
            .filter_map(|(address, tier, zones)| {
                let resource = reader.at(address)?;
                let groups = reader.referred(resource, "aws_security_group");
                Some(Member { resource, tier, zones, groups: groups.iter().map(|group| &*group.address).collect() })
            })
            .collect();
        requests(reader, network, &members, &mut flows, &mut open_to);
        ways_out(reader, network, &members, &mut flows);
    }
    let tells = |from: &str, to: &PlannedResource| reader.of(from).any(|one| reader.leads_to(one, to));
    if reader.of("aws_sns_topic").any(|topic| tells("aws_cloudwatch_metric_alarm", topic)) {
        flows.push(Flow::new(Line::Copy, End::All("aws_cloudwatch_metric_alarm"), End::All("aws_sns_topic")));
    }
    if reader.of("aws_sns_topic").any(|topic| tells("aws_sns_topic_subscription", topic)) {
        flows.push(Flow::new(Line::Copy, End::All("aws_sns_topic"), End::All("aws_sns_topic_subscription")));
    }
    (flows, open_to)
}

/// Who may send to whom.
fn requests(
    reader: &Reader<'_>,
    network: &Network,
    members: &[Member<'_>],
    flows: &mut Vec<Flow>,
    open_to: &mut Vec<String>,
) {
    let gateway = network.gateway.as_ref().and_then(|gateway| gateway.address.clone());
    for rule in reader.of("aws_vpc_security_group_ingress_rule") {
        let group = |path: &str| reader.linked(rule, path, "aws_security_group").first().map(|group| &*group.address);
        let Some(own) = group("security_group_id") else { continue };
        for member in members.iter().filter(|member| member.groups.contains(&own)) {
            let note = port(reader, rule, member.resource);
            let to = End::At(member.resource.address.clone());
            let range = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id"].iter().find_map(|path| string(rule, path));
            if let Some(other) = group("referenced_security_group_id") {
                for from in members.iter().filter(|member| member.groups.contains(&other)) {
                    add(flows, Line::Flow, End::At(from.resource.address.clone()), to.clone(), note.clone());
                }
            } else if let Some(range) = range {
                if !open_to.contains(&range) {
                    open_to.push(range);
                }
                let reach = network.tiers.get(member.tier).map(|tier| tier.reach);
                match gateway.clone().filter(|_| reach == Some(Reach::Internet)).map(End::At) {
                    Some(gateway) => {
                        add(flows, Line::Flow, End::Outside, gateway.clone(), note);
                        add(flows, Line::Flow, gateway, to, None);
                    }
                    None => add(flows, Line::Flow, End::Outside, to, note),
                }
            }
        }
    }
    // What is encrypted first: HTTPS before HTTP.
    for flow in flows.iter_mut() {
        flow.notes.sort_by_key(|note| !note.starts_with("HTTPS"));
    }
}

/// Adds to the flow between two ends, or begins it.
fn add(flows: &mut Vec<Flow>, line: Line, from: End, to: End, note: Option<String>) {
    let known = flows.iter().position(|flow| flow.line == line && flow.from == from && flow.to == to);
    let at = known.unwrap_or_else(|| {
        flows.push(Flow::new(line, from, to));
        flows.len() - 1
    });
    if let (Some(flow), Some(note)) = (flows.get_mut(at), note)
        && !flow.notes.contains(&note)
    {
        flow.notes.push(note);
    }
}

/// What a rule lets through to a resource: `HTTPS 443`.
fn port(reader: &Reader<'_>, rule: &PlannedResource, to: &PlannedResource) -> Option<String> {
    let (Some(first), Some(last)) = (string(rule, "from_port"), string(rule, "to_port")) else {
        return Some("all ports".to_owned());
    };
    let on = |resource: &&PlannedResource| string(resource, "port").as_deref() == Some(&*first);
    let listener = reader.of("aws_lb_listener").filter(on).find(|listener| {
        reader.linked(listener, "load_balancer_arn", &to.kind).iter().any(|other| other.address == to.address)
    });
    let targets = reader.linked(to, "load_balancer.target_group_arn", "aws_lb_target_group");
    let protocol = match (listener, targets.iter().find(|target| on(target)), &*first) {
        (Some(listener), ..) => string(listener, "protocol"),
        (_, Some(target), _) => string(target, "protocol"),
        _ if to.kind.starts_with("aws_db_") || to.kind.starts_with("aws_rds_") => Some("SQL".to_owned()),
        (.., "443") => Some("HTTPS".to_owned()),
        (.., "80") => Some("HTTP".to_owned()),
        _ => string(rule, "ip_protocol").map(|protocol| protocol.to_uppercase()),
    };
    let redirects = listener.is_some_and(|l| string(l, "default_action.type").as_deref() == Some("redirect"));
    let redirected = if redirects { ", redirected" } else { "" };
    let ports = if first == last { first } else { format!("{first}-{last}") };
    Some(format!("{} {ports}{redirected}", protocol.unwrap_or_default()).trim().to_owned())
}

/// By which NAT gateway each zone goes out, and from there.
fn ways_out(reader: &Reader<'_>, network: &Network, members: &[Member<'_>], flows: &mut Vec<Flow>) {
    let mut used: Vec<String> = Vec::new();
    for member in members {
        let leaves = reader.of("aws_vpc_security_group_egress_rule").filter(|rule| {
            let groups = reader.linked(rule, "security_group_id", "aws_security_group");
            let own = groups.first().is_some_and(|group| member.groups.contains(&&*group.address));
            own && string(rule, "referenced_security_group_id").is_none()
                && (string(rule, "cidr_ipv4").is_some() || string(rule, "cidr_ipv6").is_some())
        });
        let mut notes: Vec<String> = leaves.filter_map(|rule| port(reader, rule, rule)).collect();
        notes.dedup();
        let Some(tier) = network.tiers.get(member.tier) else { continue };
        for zone in &member.zones {
            let Some(nat) = tier.nats.get(*zone).cloned().flatten() else { continue };
            let Some(subnet) = tier.subnets.get(*zone).and_then(|subnet| subnet.as_ref()?.address.clone()) else {
                continue;
            };
            let (from, to) = (End::At(subnet), End::At(nat.clone()));
            add(flows, Line::Route, from.clone(), to.clone(), None);
            for flow in flows.iter_mut().filter(|flow| flow.from == from && flow.to == to) {
                flow.zone = Some(*zone);
                let new: Vec<String> = notes.iter().filter(|note| !flow.notes.contains(note)).cloned().collect();
                flow.notes.extend(new);
            }
            if !used.contains(&nat) {
                used.push(nat);
            }
        }
    }
    let gateway = network.gateway.as_ref().and_then(|gateway| gateway.address.clone());
    if let Some(gateway) = gateway {
        flows.extend(used.into_iter().map(|nat| Flow::new(Line::Route, End::At(nat), End::At(gateway.clone()))));
    }
}
