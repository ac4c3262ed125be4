//! Lines between boxes. They run where no box is: down the spine, along the corridors between tiers, and up the lanes at the
//! sides of the zones.

use super::flows::{End, Flow};
use super::layout::{Draft, Grid};
use super::scene::{Anchor, Edge, Label, Line, Node, Point, Rect, Size};

/// How far from a column's edge its way out begins.
const WAY_OUT: i32 = 20;
/// How far above a tier the way to another zone runs.
const BUS: i32 = 12;

/// The lines of a picture.
pub fn edges(draft: &Draft, grid: &Grid, flows: &[Flow]) -> Vec<Edge> {
    let router = Router { draft, grid };
    let mut edges: Vec<Edge> = Vec::new();
    // What is said of requests has precedence.
    let (requests, others): (Vec<&Flow>, Vec<&Flow>) = flows.iter().partition(|flow| flow.line == Line::Flow);
    for flow in requests.into_iter().chain(others) {
        if let Some(edge) = router.edges(flow) {
            let text = |edge: &Edge| edge.labels.iter().map(Label::rect).collect::<Vec<_>>();
            let taken: Vec<Rect> = edges.iter().flat_map(text).collect();
            let clashes = text(&edge).iter().any(|rect| taken.iter().any(|other| rect.overlaps(*other)));
            let labels = if clashes { Vec::new() } else { edge.labels };
            edges.push(Edge { labels, ..edge });
        }
    }
    if let (Some(clients), Some(names)) = (router.box_of(&End::Outside), router.box_of(&End::Names)) {
        edges.extend(router.asks(clients, names));
    }
    edges.extend(router.copies());
    // What is drawn last lies on top: requests.
    edges.sort_by_key(|edge| match edge.line {
        Line::Copy => 0,
        Line::Route => 1,
        Line::Flow => 2,
    });
    edges
}

struct Router<'d> {
    draft: &'d Draft,
    grid: &'d Grid,
}

impl Router<'_> {
    fn box_of(&self, end: &End) -> Option<usize> {
        self.draft.ends.iter().find(|(known, _)| known == end).map(|(_, node)| *node)
    }

    fn node(&self, at: usize) -> Option<&Node> {
        self.draft.nodes.get(at)
    }

    /// Where a line to or from a box ends: at the box that it shares with others, if there is one.
    fn drawn(&self, at: usize) -> Option<Rect> {
        let node = self.node(at)?;
        let group = node.parent.filter(|parent| self.draft.groups.contains(parent));
        group.map_or(Some(node.rect), |group| Some(self.node(group)?.rect))
    }

    fn zone(&self, node: usize) -> Option<usize> {
        self.draft.cells.iter().find(|(known, ..)| *known == node).map(|(_, zone, _)| *zone)
    }

    fn edges(&self, flow: &Flow) -> Option<Edge> {
        let (from, to) = (self.box_of(&flow.from)?, self.box_of(&flow.to)?);
        let (a, b) = (self.drawn(from)?, self.drawn(to)?);
        if a == b {
            return None;
        }
        let points = match flow.line {
            Line::Flow => self.request(a, b),
            Line::Route => match flow.zone {
                Some(zone) => self.way_out(zone, a, b, self.zone(to)?),
                None => self.to_gateway(self.zone(from)?, a, b),
            },
            Line::Copy => below(a, b)?,
        };
        let labels = self.labels(flow, &points, a);
        Some(Edge { line: flow.line, from, to, points, notes: flow.notes.clone(), labels })
    }

    /// Down the spine, and from it into a box that does not reach it.
    fn request(&self, a: Rect, b: Rect) -> Vec<Point> {
        let spine = self.grid.spine;
        let reaches = |rect: Rect| rect.x < spine && spine < rect.right();
        match (reaches(a), reaches(b)) {
            (true, true) => vec![Point { x: spine, y: a.bottom() }, Point { x: spine, y: b.y }],
            (true, false) => {
                let y = b.y + b.h / 3;
                let x = if b.center() < spine { b.right() } else { b.x };
                vec![Point { x: spine, y: a.bottom() }, Point { x: spine, y }, Point { x, y }]
            }
            _ => {
                let x = a.center();
                let y = b.y - BUS;
                let points = [(x, a.bottom()), (x, y), (b.center(), y), (b.center(), b.y)];
                points.map(|(x, y)| Point { x, y }).to_vec()
            }
        }
    }

    /// Up from a subnet to the NAT gateway of its zone, or along the corridor to that of another.
    fn way_out(&self, zone: usize, a: Rect, nat: Rect, nat_zone: usize) -> Vec<Point> {
        let (start, end) = (self.exit(zone), self.exit(nat_zone));
        if start == end {
            return vec![Point { x: start, y: a.y }, Point { x: end, y: nat.bottom() }];
        }
        let above = a.y - BUS;
        let points = [(start, a.y), (start, above), (end, above), (end, nat.bottom())];
        points.map(|(x, y)| Point { x, y }).to_vec()
    }

    /// Where the way out of a zone goes up: on the side that is turned away from the spine.
    fn exit(&self, zone: usize) -> i32 {
        let (x, w) = self.grid.columns.get(zone).copied().unwrap_or_default();
        if zone == 0 && self.grid.columns.len() > 1 { x + WAY_OUT } else { x + w - WAY_OUT }
    }

    /// From a NAT gateway up the nearer lane to the internet gateway.
    fn to_gateway(&self, zone: usize, nat: Rect, gateway: Rect) -> Vec<Point> {
        let (left, right) = self.grid.lanes;
        let last = self.grid.columns.len().saturating_sub(1);
        let y = gateway.middle();
        let points = if zone == 0 && last > 0 {
            vec![(nat.x, nat.middle()), (left, nat.middle()), (left, y), (gateway.x, y)]
        } else if zone == last {
            vec![(nat.right(), nat.middle()), (right, nat.middle()), (right, y), (gateway.right(), y)]
        } else {
            // Within the lane that the last zone's takes.
            let (x, above, lane) = (nat.center(), nat.y - 10, right - self.grid.measures.lane / 3);
            vec![(x, nat.y), (x, above), (lane, above), (lane, y + 8), (gateway.right(), y + 8)]
        };
        points.into_iter().map(|(x, y)| Point { x, y }).collect()
    }

    /// What travels along a line, beside it in the corridor that it passes last.
    fn labels(&self, flow: &Flow, points: &[Point], a: Rect) -> Vec<Label> {
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
        let (top, bottom) = (first.y.min(last.y), first.y.max(last.y));
        let corridor = match flow.from {
            End::Outside => Some(a.bottom() + 4),
            _ => {
                let passed = self.grid.tiers.iter().rev().find(|tier| top < **tier && **tier <= bottom);
                passed.map(|tier| tier - self.grid.measures.corridor + 2)
            }
        };
        let Some(y) = corridor else { return Vec::new() };
        // Beside the spine on its right; beside a way out towards the middle of its zone.
        let column = flow.zone.filter(|_| flow.line == Line::Route).and_then(|zone| self.grid.columns.get(zone));
        let (x, anchor) = match column {
            Some((left, w)) if first.x > left + w / 2 => (first.x - 9, Anchor::End),
            Some(_) => (first.x + 9, Anchor::Start),
            None => (self.grid.spine + 9, Anchor::Start),
        };
        let label = |(i, text): (i32, &String)| Label {
            shown: super::text::plain(text),
            size: Size::Flow,
            at: Point { x, y: y + (i + 1) * Size::Flow.leading() - 2 },
            anchor,
        };
        // What joins the way out of another zone is labelled there.
        let joins = flow.line == Line::Route && points.len() > 2;
        let fits = |label: &Label| {
            let rect = label.rect();
            !joins && column.is_none_or(|(x, w)| *x <= rect.x && rect.right() <= x + w)
        };
        (0..).zip(&flow.notes).map(label).filter(fits).collect()
    }

    /// Clients ask for a name before they come.
    fn asks(&self, clients: usize, names: usize) -> Option<Edge> {
        let (a, b) = (self.node(clients)?.rect, self.node(names)?.rect);
        let note = "DNS".to_owned();
        let (points, at) = if b.bottom() <= a.y {
            let x = a.center();
            (vec![Point { x, y: a.y }, Point { x, y: b.bottom() }], Point { x: x + 9, y: (a.y + b.bottom()) / 2 + 4 })
        } else {
            let y = a.middle();
            let middle = (a.right() + b.x) / 2;
            (vec![Point { x: a.right(), y }, Point { x: b.x, y }], Point { x: middle, y: y - 7 })
        };
        let anchor = if b.bottom() <= a.y { Anchor::Start } else { Anchor::Middle };
        let labels = vec![Label { shown: note.clone(), size: Size::Flow, at, anchor }];
        Some(Edge { line: Line::Copy, from: clients, to: names, points, notes: vec![note], labels })
    }

    /// From what there is a copy of to the copy.
    fn copies(&self) -> Vec<Edge> {
        let pairs = self.draft.cells.windows(2).filter_map(|pair| match pair {
            [(from, ..), (to, _, true)] => Some((*from, *to)),
            _ => None,
        });
        let edge = |(from, to): (usize, usize)| {
            let (a, b) = (self.node(from)?.rect, self.node(to)?.rect);
            let y = a.y + a.h * 2 / 3;
            let points = vec![Point { x: a.right(), y }, Point { x: b.x, y }];
            let notes = vec!["synchronous copy".to_owned()];
            Some(Edge { line: Line::Copy, from, to, points, notes, labels: Vec::new() })
        };
        pairs.filter_map(edge).collect()
    }
}

/// Down from a card to the next one; none when others stand between them.
fn below(a: Rect, b: Rect) -> Option<Vec<Point>> {
    let x = a.x + super::boxes::ICON / 2;
    let near = a.x == b.x && a.bottom() < b.y && b.y - a.bottom() < 40;
    // From under the icon of the one to above that of the other.
    near.then(|| vec![Point { x, y: a.y + super::boxes::ICON + 4 }, Point { x, y: b.y - 3 }])
}
