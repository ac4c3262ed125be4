//! The subnets of each tier of a network, and what lies in them: across zones, and in one.

use super::architecture::Thing;
use super::boxes::{self, INSET};
use super::layout::{Draft, Grid};
use super::network::{Cell, Reach, Span, Tier};
use super::scene::{Rect, Role};

/// The subnets of a tier and what lies in them. Returns where they end.
pub(super) fn subnets(draft: &mut Draft, grid: &Grid, tier: &Tier, vpc: usize, zones: &[usize], top: i32) -> i32 {
    let role = match tier.reach {
        Reach::Internet => Role::Public,
        Reach::Out => Role::Private,
        Reach::Within => Role::Isolated,
    };
    let inset = 4;
    let mut y = top;
    let mut frames = Vec::new();
    for (zone, subnet) in tier.subnets.iter().enumerate() {
        let (x, w) = grid.columns.get(zone).copied().unwrap_or_default();
        let rect = Rect { x: x + inset, y: top, w: w - 2 * inset, h: 0 };
        let frame = subnet.as_ref().map(|subnet| {
            y = y.max(top + boxes::head(subnet, false, rect.w));
            draft.add(boxes::frame(role, rect, zones.get(zone).copied(), subnet, None, rect.w))
        });
        frames.push(frame);
    }
    for alike in tier.spans.chunk_by(|one, next| one.thing.title == next.thing.title) {
        y = spans(draft, grid, alike, vpc, zones, y) + 20;
    }
    // Cells of one zone stand below each other, a copy beside what it is a copy of.
    let mut filled = vec![0usize; tier.subnets.len()];
    let mut rows: Vec<Vec<&Cell>> = Vec::new();
    for (i, cell) in tier.cells.iter().enumerate() {
        let copy = tier.cells.get(i + 1).filter(|next| next.copy);
        let zones = || std::iter::once(cell.zone).chain(copy.map(|copy| copy.zone));
        let at = if cell.copy {
            filled.get(cell.zone).copied().unwrap_or(1).saturating_sub(1)
        } else {
            zones().filter_map(|zone| filled.get(zone).copied()).max().unwrap_or(0)
        };
        zones().for_each(|zone| filled.iter_mut().skip(zone).take(1).for_each(|next| *next = at + 1));
        if rows.len() <= at {
            rows.resize_with(at + 1, Vec::new);
        }
        if let Some(row) = rows.get_mut(at) {
            row.push(cell);
        }
    }
    for row in rows {
        let heights = row.iter().map(|cell| boxes::height(&cell.thing, grid.cell(cell.zone, 0, 0).w));
        let h = heights.max().unwrap_or(0);
        for cell in row {
            let role = if cell.spare { Role::Spare } else { Role::Thing };
            let parent = frames.get(cell.zone).copied().flatten();
            let node = draft.add(boxes::thing(role, grid.cell(cell.zone, y, h), parent, &cell.thing));
            draft.cells.push((node, cell.zone, cell.copy));
        }
        y += h + INSET;
    }
    if tier.cells.is_empty() && !tier.spans.is_empty() {
        y -= INSET;
    }
    frames.into_iter().flatten().for_each(|frame| draft.close(frame, y));
    y
}

/// Things across zones, one below the other. Several that are alike stand in a box of their own, which lines to them reach: they lie
/// in each other's way. Returns where they end.
fn spans(draft: &mut Draft, grid: &Grid, alike: &[Span], vpc: usize, zones: &[usize], top: i32) -> i32 {
    let [first, _, ..] = alike else {
        return alike.first().map_or(top, |span| across(draft, grid, span, vpc, zones, top, 0));
    };
    let mut over: Vec<usize> = alike.iter().flat_map(|span| span.zones.iter().copied()).collect();
    over.sort_unstable();
    let title = format!("{} × {}", alike.len(), first.thing.title);
    let what = Thing { icon: first.thing.icon, title, name: String::new(), notes: Vec::new(), address: None };
    let rect = grid.span(&over, top, 0);
    let frame = draft.add(boxes::thing(Role::Thing, rect, Some(vpc), &what));
    draft.groups.push(frame);
    let mut y = top + boxes::height(&what, rect.w);
    for span in alike {
        y = across(draft, grid, span, frame, zones, y, INSET) + INSET;
    }
    draft.close(frame, y);
    y
}

/// A thing across zones, with its parts in each of them. Returns where it ends.
fn across(draft: &mut Draft, grid: &Grid, span: &Span, parent: usize, zones: &[usize], y: i32, inset: i32) -> i32 {
    let mut rect = grid.span(&span.zones, y, 0);
    (rect.x, rect.w) = (rect.x + inset, rect.w - 2 * inset);
    let part_of = |zone: usize, y: i32, h: i32| {
        let cell = grid.cell(zone, y, h);
        Rect { x: cell.x + INSET / 2 + inset, w: cell.w - INSET - 2 * inset, ..cell }
    };
    let heights = span.parts.iter().map(|part| boxes::height(&part.thing, part_of(part.zone, 0, 0).w));
    let part_height = heights.max().unwrap_or(0);
    let own = boxes::height(&span.thing, rect.w);
    rect.h = if part_height > 0 { own + part_height + INSET } else { own };
    let node = draft.add(boxes::thing(Role::Thing, rect, Some(parent), &span.thing));
    for part in &span.parts {
        let role = if part.spare { Role::Spare } else { Role::Thing };
        let mut part_node = boxes::thing(role, part_of(part.zone, y + own, part_height), Some(node), &part.thing);
        // It lies in the service's box, so nothing else says where.
        let zone = zones.get(part.zone).and_then(|zone| draft.nodes.get(*zone));
        part_node.notes.extend(zone.map(|zone| zone.name.to_lowercase()));
        draft.add(part_node);
    }
    rect.bottom()
}
