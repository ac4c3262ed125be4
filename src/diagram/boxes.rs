//! Boxes with their text: what a thing looks like in a given place.

use super::architecture::Thing;
use super::kinds::Icon;
use super::scene::{Anchor, Label, Node, Point, Rect, Role, Size};
use super::text::{first_fit, width};

/// Room around the text of a box.
pub const INSET: i32 = 10;
/// Side of an icon.
pub const ICON: i32 = 24;

/// Room on both sides of text below an icon.
const SIDES: i32 = 6;

/// A piece of text, before it is known how much of it has room.
type Text<'t> = (&'t str, Size);

/// The text of a thing line by line: what it is called, what it is named, what else is said; the last two on one line where
/// they have room.
fn lines<'t>(thing: &'t Thing, room: i32) -> Vec<Vec<Text<'t>>> {
    let name = Some((&*thing.name, Size::Code)).filter(|(name, _)| !name.is_empty());
    let rest: Vec<Text<'t>> = name.into_iter().chain(thing.notes.iter().map(|note| (&**note, Size::Note))).collect();
    let needed: i32 = rest.iter().map(|(text, size)| width(text, *size) + INSET).sum();
    let mut lines = vec![vec![(&*thing.title, Size::Title)]];
    if needed <= room + INSET && !rest.is_empty() {
        lines.push(rest);
    } else {
        lines.extend(rest.into_iter().map(|text| vec![text]));
    }
    lines
}

/// Whether the icon of a box stands above its text, because beside it the text has no room.
fn is_upright(thing: &Thing, w: i32) -> bool {
    w < 200 && lines(thing, 0).into_iter().flatten().any(|(text, size)| width(text, size) > beside(w))
}

/// The room for text beside an icon.
fn beside(w: i32) -> i32 {
    w - 3 * INSET - ICON
}

fn leading(line: &[Text<'_>]) -> i32 {
    line.iter().map(|(_, size)| size.leading()).max().unwrap_or(0)
}

/// The text of a thing below its icon: what has spaces goes on where it has no room.
fn stacked(thing: &Thing, room: i32) -> Vec<(String, Size)> {
    let mut stacked: Vec<(String, Size)> = Vec::new();
    for (text, size) in lines(thing, 0).into_iter().flatten() {
        let mut line = String::new();
        for word in text.split(' ') {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if line.is_empty() || width(&longer, size) <= room {
                line = longer;
            } else {
                stacked.push((std::mem::replace(&mut line, word.to_owned()), size));
            }
        }
        stacked.push((line, size));
    }
    stacked
}

/// How high a box for a thing must be.
pub fn height(thing: &Thing, w: i32) -> i32 {
    if is_upright(thing, w) {
        let text: i32 = stacked(thing, w - SIDES).iter().map(|(_, size)| size.leading()).sum();
        return ICON + text + 2 * INSET - 4;
    }
    let text: i32 = lines(thing, beside(w)).iter().map(|line| leading(line)).sum();
    text.max(ICON) + 2 * INSET - 4
}

/// A box for a thing.
pub fn thing(role: Role, rect: Rect, parent: Option<usize>, thing: &Thing) -> Node {
    let mut labels = Vec::new();
    let icon = if is_upright(thing, rect.w) {
        let icon = Point { x: rect.center() - ICON / 2, y: rect.y + INSET - 3 };
        let mut y = icon.y + ICON;
        for (text, size) in stacked(thing, rect.w - SIDES) {
            y += size.leading();
            labels.push(label(&[&text], size, Point { x: rect.center(), y: y - 2 }, Anchor::Middle, rect.w - SIDES));
        }
        icon
    } else {
        set(&mut labels, lines(thing, beside(rect.w)), rect.x + 2 * INSET + ICON, rect.y + INSET - 4, beside(rect.w));
        Point { x: rect.x + INSET, y: rect.y + INSET - 3 }
    };
    node(role, rect, parent, thing, Some((thing.icon, icon)), labels)
}

/// Sets lines of text below each other.
fn set(labels: &mut Vec<Label>, lines: Vec<Vec<Text<'_>>>, left: i32, top: i32, room: i32) {
    let mut y = top;
    for line in lines {
        y += leading(&line);
        let mut x = left;
        for (text, size) in line {
            let at = Point { x, y: y - 2 };
            labels.push(label(&[text], size, at, Anchor::Start, room - (x - left)));
            x += width(text, size) + INSET;
        }
    }
}

/// A frame around others: its name in the upper left corner, what else is said behind it or below.
pub fn frame(role: Role, rect: Rect, parent: Option<usize>, what: &Thing, icon: Option<Icon>, room: i32) -> Node {
    let icon = icon.map(|icon| (icon, Point { x: rect.x + INSET - 2, y: rect.y + 5 }));
    let inset = if rect.w < 140 { INSET / 2 } else { INSET };
    let x = rect.x + inset + if icon.is_some() { ICON + 4 } else { 0 };
    let room = room - (x - rect.x);
    let short = what.title.split(' ').next().unwrap_or_default();
    let mut labels = vec![label(&[&what.title, short], Size::Head, Point { x, y: rect.y + 21 }, Anchor::Start, room)];
    if !what.name.is_empty() {
        let taken = labels.iter().map(|label| label.rect().w).sum::<i32>() + INSET;
        let needed = width(&what.name, Size::Code);
        let at =
            if taken + needed <= room { Point { x: x + taken, y: rect.y + 21 } } else { Point { x, y: rect.y + 36 } };
        labels.push(label(&[&what.name], Size::Code, at, Anchor::Start, room - (at.x - x)));
    }
    node(role, rect, parent, what, icon, labels)
}

/// How high the head of a frame is.
pub fn head(what: &Thing, has_icon: bool, room: i32) -> i32 {
    let probe = Rect { x: 0, y: 0, w: room, h: 0 };
    let labels = frame(Role::Zone, probe, None, what, has_icon.then_some(what.icon), room).labels;
    if labels.iter().any(|label| label.at.y > 21) { 44 } else { 30 }
}

/// A label, with the first of several texts that has room.
pub fn label(texts: &[&str], size: Size, at: Point, anchor: Anchor, room: i32) -> Label {
    Label { shown: first_fit(texts, size, room), size, at, anchor }
}

/// A line of a card.
pub fn entry(rect: Rect, parent: Option<usize>, what: &Thing) -> Node {
    let mut labels = Vec::new();
    set(&mut labels, entry_lines(what, rect.w), rect.x, rect.y - 2, rect.w);
    node(Role::Entry, rect, parent, what, None, labels)
}

/// How high a line of a card is.
pub fn entry_height(what: &Thing, w: i32) -> i32 {
    entry_lines(what, w).iter().map(|line| leading(line)).sum::<i32>() + 2
}

/// The card says what it is called.
fn entry_lines(what: &Thing, w: i32) -> Vec<Vec<Text<'_>>> {
    lines(what, w).split_off(1)
}

fn node(
    role: Role,
    rect: Rect,
    parent: Option<usize>,
    what: &Thing,
    icon: Option<(Icon, Point)>,
    labels: Vec<Label>,
) -> Node {
    let notes = std::iter::once(&what.name).chain(&what.notes).filter(|text| !text.is_empty());
    Node {
        role,
        rect,
        parent,
        name: what.title.clone(),
        notes: notes.cloned().collect(),
        address: what.address.clone(),
        icon,
        labels,
    }
}
