//! Where everything is: one column of frames, zones side by side, and a spine between the first two of them along which
//! requests come down.

use super::Format;
use super::architecture::{Architecture, Thing};
use super::boxes::{self, INSET};
use super::flows::End;
use super::icons;
use super::network::Network;
use super::panels::{Card, Panel};
use super::route;
use super::scene::{Anchor, Node, Point, Rect, Role, Scene, Size};
use super::tiers;

/// The measures of a format.
#[derive(Clone, Copy, Debug)]
pub struct Measures {
    /// Width of the picture.
    pub width: i32,
    /// Between the picture's edge and its frames, and between frames.
    pub margin: i32,
    /// Between a frame and what lies in it.
    pub pad: i32,
    /// On both sides of the zones, for the lines to the gateway.
    pub lane: i32,
    /// Between zones, for the spine.
    pub gutter: i32,
    /// Between tiers, for lines and what is said of them.
    pub corridor: i32,
    /// How many panels stand side by side.
    pub columns: i32,
}

impl Measures {
    fn of(format: Format) -> Measures {
        match format {
            Format::Page => {
                Measures { width: 840, margin: 12, pad: 16, lane: 22, gutter: 30, corridor: 48, columns: 3 }
            }
            Format::Phone => Measures { width: 420, margin: 4, pad: 6, lane: 12, gutter: 18, corridor: 48, columns: 1 },
        }
    }
}

/// Where the zones and lines of a network are.
pub struct Grid {
    /// The measures that it is made with.
    pub measures: Measures,
    /// The zones, left to right: left edge and width.
    pub columns: Vec<(i32, i32)>,
    /// Where requests come down.
    pub spine: i32,
    /// Where the lines to the gateway go up.
    pub lanes: (i32, i32),
    /// The upper edge of each tier's subnets.
    pub tiers: Vec<i32>,
}

impl Grid {
    fn new(measures: Measures, zones: usize) -> Grid {
        let Measures { width, margin, pad, lane, gutter, .. } = measures;
        let edge = margin + 2 * pad;
        let (left, right) = (edge + lane, width - edge - lane);
        let zones = i32::try_from(zones).unwrap_or(1);
        let w = (right - left - (zones - 1) * gutter) / zones.max(1);
        let columns: Vec<_> = (0..zones).map(|i| (left + i * (w + gutter), w)).collect();
        let spine = match columns.as_slice() {
            [] => width / 2,
            // A single zone leaves the spine room on its left.
            [_] => left + INSET + 6,
            [(x, w), ..] => x + w + gutter / 2,
        };
        let shift = lane / 2 + 2;
        Grid { measures, columns, spine, lanes: (left - shift, right + shift), tiers: Vec::new() }
    }

    /// The place of a box in one zone.
    pub(super) fn cell(&self, zone: usize, y: i32, h: i32) -> Rect {
        let (x, w) = self.columns.get(zone).copied().unwrap_or_default();
        let left = if self.columns.len() == 1 { 2 * INSET + 12 } else { INSET };
        Rect { x: x + left, y, w: w - left - INSET, h }
    }

    /// The place of a box across zones.
    pub(super) fn span(&self, zones: &[usize], y: i32, h: i32) -> Rect {
        let first = self.columns.get(zones.first().copied().unwrap_or(0)).copied().unwrap_or_default();
        let last = self.columns.get(zones.last().copied().unwrap_or(0)).copied().unwrap_or(first);
        let x = first.0 + INSET;
        Rect { x, y, w: last.0 + last.1 - INSET - x, h }
    }
}

/// A scene being made.
pub struct Draft {
    /// Its boxes.
    pub nodes: Vec<Node>,
    /// Which box stands for which end of a flow.
    pub ends: Vec<(End, usize)>,
    /// The zone of boxes that lie in one, and which of them are copies.
    pub cells: Vec<(usize, usize, bool)>,
    /// The boxes that things which are alike share.
    pub groups: Vec<usize>,
}

impl Draft {
    pub(super) fn add(&mut self, node: Node) -> usize {
        if let Some(address) = &node.address {
            let end = End::At(address.clone());
            if !self.ends.iter().any(|(known, _)| *known == end) {
                self.ends.push((end, self.nodes.len()));
            }
        }
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    /// Sets how far down a frame goes, once that is known.
    pub(super) fn close(&mut self, frame: usize, bottom: i32) {
        if let Some(node) = self.nodes.get_mut(frame) {
            node.rect.h = bottom - node.rect.y;
        }
    }
}

/// The picture of an architecture.
pub fn scene(environment: &str, architecture: &Architecture, format: Format) -> Scene {
    let measures = Measures::of(format);
    let Measures { width, margin, pad, .. } = measures;
    let mut grid = Grid::new(measures, architecture.network.as_ref().map_or(0, |network| network.zones.len()));
    let mut draft = Draft { nodes: Vec::new(), ends: Vec::new(), cells: Vec::new(), groups: Vec::new() };
    let mut y = outside(&mut draft, &grid, architecture, format);
    let region = Thing {
        icon: icons::PIN,
        title: "Region".to_owned(),
        name: architecture.region.clone().unwrap_or_default(),
        notes: Vec::new(),
        address: None,
    };
    let rect = Rect { x: margin, y, w: width - 2 * margin, h: 0 };
    let room = grid.spine - rect.x - INSET;
    let frame = draft.add(boxes::frame(Role::Region, rect, None, &region, Some(region.icon), room));
    y += boxes::head(&region, true, room) + 4;
    if let Some(network) = &architecture.network {
        y = vpc(&mut draft, &mut grid, network, frame, y) + pad;
    }
    y = panels(&mut draft, &measures, &architecture.panels, frame, y);
    draft.close(frame, y);
    y = bootstrap(&mut draft, &measures, architecture, y + margin);
    let name = boxes::label(&[environment], Size::Name, Point { x: margin + 4, y: 30 }, Anchor::Start, width / 3);
    Scene {
        width,
        height: y + margin,
        title: format!("Architecture of {environment}"),
        description: describe(architecture),
        heading: name,
        edges: route::edges(&draft, &grid, &architecture.flows),
        nodes: draft.nodes,
    }
}

/// Whoever comes from outside, and the names that they ask for. Returns where the region begins.
fn outside(draft: &mut Draft, grid: &Grid, architecture: &Architecture, format: Format) -> i32 {
    let Measures { width, margin, .. } = grid.measures;
    let Some(way_in) = architecture.flows.iter().find(|flow| flow.from == End::Outside) else { return 44 };
    let everybody = architecture.open_to.iter().any(|range| matches!(range.as_str(), "0.0.0.0/0" | "::/0"));
    let from = if everybody { "from anywhere".to_owned() } else { architecture.open_to.join(", ") };
    let clients = Thing {
        icon: icons::USERS,
        title: "Clients".to_owned(),
        name: String::new(),
        notes: vec![from],
        address: None,
    };
    let w = if format == Format::Page { 190 } else { 150 };
    let h = boxes::height(&clients, w);
    let mut rect = Rect { x: (grid.spine - w / 2).max(margin), y: margin, w, h };
    let mut y = margin;
    for name in &architecture.names {
        let at = match format {
            Format::Page => Rect { x: rect.right() + 64, y, w: (width - margin - rect.right() - 64).min(260), h },
            Format::Phone => {
                Rect { x: (grid.spine - 20).min(width - margin - 200), y, w: 200, h: boxes::height(name, 200) }
            }
        };
        let node = draft.add(boxes::thing(Role::Outside, at, None, name));
        draft.ends.push((End::Names, node));
        y += at.h + margin;
    }
    if format == Format::Phone && !architecture.names.is_empty() {
        rect.y = y + 14;
    }
    let node = draft.add(boxes::thing(Role::Outside, rect, None, &clients));
    draft.ends.push((End::Outside, node));
    let lines = i32::try_from(way_in.notes.len()).unwrap_or(0).max(1);
    (rect.bottom() + 14 + lines * Size::Flow.leading()).max(y)
}

/// The VPC and all in it. Returns where it ends.
fn vpc(draft: &mut Draft, grid: &mut Grid, network: &Network, parent: usize, top: i32) -> i32 {
    let Measures { width, margin, pad, corridor, .. } = grid.measures;
    let rect = Rect { x: margin + pad, y: top, w: width - 2 * (margin + pad), h: 0 };
    let room = grid.spine - rect.x - INSET;
    let frame = draft.add(boxes::frame(Role::Vpc, rect, Some(parent), &network.vpc, Some(network.vpc.icon), room));
    let mut y = top + boxes::head(&network.vpc, true, room) + 4;
    if let Some(gateway) = &network.gateway {
        let w = 212.min(2 * (grid.spine - rect.x - pad));
        let h = boxes::height(gateway, w);
        draft.add(boxes::thing(Role::Thing, Rect { x: grid.spine - w / 2, y, w, h }, Some(frame), gateway));
        y += h + pad;
    }
    let zones: Vec<usize> = (0..network.zones.len())
        .map(|zone| {
            let (x, w) = grid.columns.get(zone).copied().unwrap_or_default();
            let name = network.zones.get(zone).map_or("", String::as_str);
            // A letter alone says nothing.
            let title = if name.chars().count() <= 2 { format!("Zone {name}") } else { name.to_owned() };
            let what = Thing { icon: icons::BOX, title, name: String::new(), notes: Vec::new(), address: None };
            draft.add(boxes::frame(Role::Zone, Rect { x, y, w, h: 0 }, Some(frame), &what, None, w))
        })
        .collect();
    y += 32;
    for (at, tier) in network.tiers.iter().enumerate() {
        if at > 0 {
            y += corridor;
        }
        grid.tiers.push(y);
        y = tiers::subnets(draft, grid, tier, frame, &zones, y);
    }
    y += INSET;
    zones.iter().for_each(|zone| draft.close(*zone, y));
    y = foot(draft, grid, &network.foot, frame, y + pad);
    draft.close(frame, y);
    y
}

/// What belongs to the VPC as a whole, below the zones. Returns where the VPC ends.
fn foot(draft: &mut Draft, grid: &Grid, things: &[Thing], vpc: usize, top: i32) -> i32 {
    let mut y = top;
    for line in things.chunks(grid.columns.len().max(1)) {
        let placed = || grid.columns.iter().zip(line);
        let h = placed().map(|((_, w), thing)| boxes::height(thing, *w)).max().unwrap_or(0);
        for ((x, w), thing) in placed() {
            draft.add(boxes::thing(Role::Thing, Rect { x: *x, y, w: *w, h }, Some(vpc), thing));
        }
        y += h + grid.measures.pad;
    }
    y
}

/// The panels: each below the shortest column so far, the last of each column down to the common end. Returns where they end.
fn panels(draft: &mut Draft, measures: &Measures, panels: &[Panel], parent: usize, top: i32) -> i32 {
    let Measures { width, margin, pad, columns, .. } = *measures;
    let gap = pad;
    let w = (width - 2 * (margin + pad) - (columns - 1) * gap) / columns;
    let mut ends: Vec<(i32, Option<usize>)> = (0..columns).map(|_| (top, None)).collect();
    for panel in panels {
        let shortest = (0..ends.len()).min_by_key(|at| ends.get(*at).map(|(y, _)| *y)).unwrap_or(0);
        let Some((y, last)) = ends.get_mut(shortest) else { continue };
        let x = margin + pad + i32::try_from(shortest).unwrap_or(0) * (w + gap);
        let head = Thing {
            icon: icons::BOX,
            title: panel.group.title().to_owned(),
            name: String::new(),
            notes: Vec::new(),
            address: None,
        };
        let frame = draft.add(boxes::frame(Role::Panel, Rect { x, y: *y, w, h: 0 }, Some(parent), &head, None, w));
        let mut below = *y + 34;
        for one in &panel.cards {
            below = card(draft, one, frame, Rect { x: x + INSET, y: below, w: w - 2 * INSET, h: 0 }) + 16;
        }
        draft.close(frame, below - 6);
        (*y, *last) = (below - 6 + gap, Some(frame));
    }
    let bottom = ends.iter().map(|(y, _)| *y).max().unwrap_or(top);
    for frame in ends.into_iter().filter_map(|(_, last)| last) {
        draft.close(frame, bottom - gap);
    }
    bottom
}

/// All of one kind. Returns where it ends.
fn card(draft: &mut Draft, card: &Card, panel: usize, mut rect: Rect) -> i32 {
    let icon = card.entries.first().map_or(icons::BOX, |entry| entry.icon);
    // What there is one of stands for itself.
    let address = card.entries.first().filter(|_| card.entries.len() == 1).and_then(|entry| entry.address.clone());
    let what = Thing { icon, title: card.title.clone(), name: String::new(), notes: Vec::new(), address };
    let indent = boxes::ICON + INSET;
    let room = rect.w - indent;
    let heights = card.entries.iter().map(|entry| boxes::entry_height(entry, room)).sum::<i32>();
    rect.h = 24 + heights;
    let mut node = boxes::frame(Role::Card, rect, Some(panel), &what, None, room);
    node.icon = Some((icon, Point { x: rect.x, y: rect.y }));
    for label in &mut node.labels {
        label.at = Point { x: rect.x + indent, y: rect.y + 16 };
    }
    let node = draft.add(node);
    if let Some((_, row)) = super::kinds::find(&card.kind) {
        draft.ends.push((End::All(row.kind), node));
    }
    let mut y = rect.y + 24;
    for entry in &card.entries {
        let h = boxes::entry_height(entry, room);
        draft.add(boxes::entry(Rect { x: rect.x + indent, y, w: room, h }, Some(node), entry));
        y += h;
    }
    rect.bottom()
}

/// What the bootstrap keeps. Returns where it ends.
fn bootstrap(draft: &mut Draft, measures: &Measures, architecture: &Architecture, top: i32) -> i32 {
    if architecture.bootstrap.is_empty() {
        return top - measures.margin;
    }
    let Measures { width, margin, pad, columns, .. } = *measures;
    let what = Thing {
        icon: icons::BUCKET,
        title: "Remote state".to_owned(),
        name: architecture.bootstrap_region.clone().unwrap_or_default(),
        notes: vec!["one for all environments, made by bootstrap/".to_owned()],
        address: None,
    };
    let rect = Rect { x: margin, y: top, w: width - 2 * margin, h: 0 };
    let frame = draft.add(boxes::frame(Role::Region, rect, None, &what, Some(what.icon), rect.w));
    let w = (rect.w - 2 * pad - (columns - 1) * pad) / columns;
    let mut y = top + 38;
    for line in architecture.bootstrap.chunks(usize::try_from(columns).unwrap_or(1)) {
        let h = line.iter().map(|thing| boxes::height(thing, w)).max().unwrap_or(0);
        let mut x = rect.x + pad;
        for thing in line {
            draft.add(boxes::thing(Role::Thing, Rect { x, y, w, h }, Some(frame), thing));
            x += w + pad;
        }
        y += h + pad;
    }
    draft.close(frame, y);
    y
}

/// What is to be seen, in a few sentences.
fn describe(architecture: &Architecture) -> String {
    let mut sentences = Vec::new();
    let region = architecture.region.as_deref().unwrap_or("its region");
    if let Some(network) = &architecture.network {
        let zones = network.zones.len();
        sentences.push(format!("A VPC ({}) in {region} over {zones} zones", network.vpc.name));
        let things = network.tiers.iter().flat_map(|tier| {
            let spans = tier.spans.iter().map(|span| &span.thing.title);
            spans.chain(tier.cells.iter().map(|cell| &cell.thing.title))
        });
        let mut named: Vec<(&String, usize)> = Vec::new();
        for title in things {
            match named.iter_mut().find(|(known, _)| *known == title) {
                Some((_, count)) => *count += 1,
                None => named.push((title, 1)),
            }
        }
        let named = named.iter().map(|(title, n)| if *n == 1 { (*title).clone() } else { format!("{n} × {title}") });
        sentences.push(format!("In its subnets: {}", named.collect::<Vec<_>>().join(", ")));
    }
    let cards = architecture.cards().map(|card| format!("{} ({})", card.title, card.entries.len()));
    let cards = cards.collect::<Vec<_>>().join(", ");
    if !cards.is_empty() {
        sentences.push(format!("Beside it: {cards}"));
    }
    sentences.iter().map(|sentence| format!("{sentence}.")).collect::<Vec<_>>().join(" ")
}
