//! A picture as data: boxes with their place, the lines between them, and the text in both.

use super::kinds::Icon;

/// A place, in units of the picture, from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// To the right.
    pub x: i32,
    /// Down.
    pub y: i32,
}

/// A rectangle with its sides along the axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

impl Rect {
    /// The edge opposite `x`.
    pub fn right(self) -> i32 {
        self.x + self.w
    }

    /// The edge opposite `y`.
    pub fn bottom(self) -> i32 {
        self.y + self.h
    }

    /// Halfway across.
    pub fn center(self) -> i32 {
        self.x + self.w / 2
    }

    /// Halfway down.
    pub fn middle(self) -> i32 {
        self.y + self.h / 2
    }

    /// Whether another lies wholly in this one.
    pub fn holds(self, other: Rect) -> bool {
        self.x <= other.x && self.y <= other.y && self.right() >= other.right() && self.bottom() >= other.bottom()
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(self, other: Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

/// What a box is, which decides how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Outside of AWS, or of the region.
    Outside,
    /// The region.
    Region,
    /// The VPC.
    Vpc,
    /// One availability zone: a column.
    Zone,
    /// A subnet that the internet reaches.
    Public,
    /// A subnet with a way out alone.
    Private,
    /// A subnet without a way out.
    Isolated,
    /// Something in a network.
    Thing,
    /// A place for something that is not there now.
    Spare,
    /// A group of what lies in no network.
    Panel,
    /// What there is of one kind, in a panel.
    Card,
    /// One of a card's.
    Entry,
}

impl Role {
    /// The class that styles it.
    pub fn class(self) -> &'static str {
        match self {
            Role::Outside => "outside",
            Role::Region => "region",
            Role::Vpc => "vpc",
            Role::Zone => "zone",
            Role::Public => "public",
            Role::Private => "private",
            Role::Isolated => "isolated",
            Role::Thing => "thing",
            Role::Spare => "spare",
            Role::Panel => "panel",
            Role::Card => "card",
            Role::Entry => "entry",
        }
    }

    /// Whether it is a part of the network's ground, on which a box may span several.
    pub fn is_ground(self) -> bool {
        matches!(self, Role::Zone | Role::Public | Role::Private | Role::Isolated)
    }
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// The name of a frame or panel.
    Head,
    /// The name of a box.
    Title,
    /// What is said of it.
    Note,
    /// A name or address as AWS has it.
    Code,
    /// What travels along a line.
    Flow,
    /// The name of the whole.
    Name,
}

impl Size {
    /// The class that styles it.
    pub fn class(self) -> &'static str {
        match self {
            Size::Head => "head",
            Size::Title => "title",
            Size::Note => "note",
            Size::Code => "code",
            Size::Flow => "label",
            Size::Name => "name",
        }
    }
}

/// A line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What is shown: the text as far as there is room.
    pub shown: String,
    /// How it is set.
    pub size: Size,
    /// Where on its baseline it is held.
    pub at: Point,
    /// By which end it is held there.
    pub anchor: Anchor,
}

/// By which end a text is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Where it begins.
    Start,
    /// In its middle.
    Middle,
    /// Where it ends.
    End,
}

impl Label {
    /// The room that the text takes at most.
    pub fn rect(&self) -> Rect {
        let w = super::text::width(&self.shown, self.size);
        let x = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::Middle => self.at.x - w / 2,
            Anchor::End => self.at.x - w,
        };
        let h = self.size.height();
        Rect { x, y: self.at.y - h * 4 / 5, w, h }
    }
}

/// A box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// Where it is.
    pub rect: Rect,
    /// The box that it lies in, by its place in the scene; those that hold others come first.
    pub parent: Option<usize>,
    /// What it is called: `NAT gateway`.
    pub name: String,
    /// What is said of it, whole.
    pub notes: Vec<String>,
    /// The address of the resource that it stands for.
    pub address: Option<String>,
    /// Its icon and where that begins.
    pub icon: Option<(Icon, Point)>,
    /// The text in it.
    pub labels: Vec<Label>,
}

/// What a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Requests, from who makes them to who answers.
    Flow,
    /// The way out.
    Route,
    /// What is kept the same, or told.
    Copy,
}

impl Line {
    /// The class that styles it.
    pub fn class(self) -> &'static str {
        match self {
            Line::Flow => "flow",
            Line::Route => "route",
            Line::Copy => "copy",
        }
    }
}

/// A line from box to box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// What it means.
    pub line: Line,
    /// Where it begins, by the box's place in the scene.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// Its corners, the first on the edge of `from`, the last on that of `to`.
    pub points: Vec<Point>,
    /// What travels along it, whole: `HTTPS 443`.
    pub notes: Vec<String>,
    /// The text beside it.
    pub labels: Vec<Label>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene {
    /// Width of the whole.
    pub width: i32,
    /// Height of the whole.
    pub height: i32,
    /// `Architecture of prod`
    pub title: String,
    /// What is to be seen, in sentences.
    pub description: String,
    /// The environment's name.
    pub heading: Label,
    /// Boxes; one that holds others comes before them.
    pub nodes: Vec<Node>,
    /// Lines.
    pub edges: Vec<Edge>,
}

impl Scene {
    /// The boxes that lie directly in a box, or in none, in their order.
    pub fn children(&self, parent: Option<usize>) -> impl Iterator<Item = (usize, &Node)> {
        self.nodes.iter().enumerate().filter(move |(_, node)| node.parent == parent)
    }
}
