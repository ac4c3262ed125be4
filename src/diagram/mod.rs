//! The architecture of one environment as a picture, read off its plan and laid out here.
//!
//! The way of the data: a plan's resources and what they refer to → [`Architecture`] (what there is, and where) → [`Scene`]
//! (boxes, edges and labels with their positions) → [`svg`], [`mermaid`] and [`list`]. Each step is a pure function.
//!
//! Invariants: the picture shows what the plan has and nothing else; resources are read by type, attribute and reference,
//! never by an option's name; what is marked as sensitive is not shown; the same plan gives the same bytes.

mod architecture;
mod boxes;
mod flows;
mod icons;
mod kinds;
mod layout;
mod list;
mod mermaid;
mod network;
mod panels;
mod read;
mod route;
mod scene;
mod style;
mod svg;
mod text;
mod tiers;

use crate::design::{Evaluation, RootId};

pub use architecture::Architecture;
pub use list::{Item, list};
pub use mermaid::mermaid;
pub use scene::{Anchor, Edge, Label, Line, Node, Point, Rect, Role, Scene, Size};
pub use style::standalone;
pub use svg::svg;

/// How wide a picture is, in its own units, in which its text is 11 to 14 high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A column of text: a page on a desktop, a document, a slide.
    Page,
    /// A phone held upright.
    Phone,
}

/// The picture of an environment of a design, with the remote state that its bootstrap keeps. None when the design has
/// no such environment.
pub fn scene(evaluation: &Evaluation, environment: &str, format: Format) -> Option<Scene> {
    let plan = evaluation.root(&RootId::environment(environment))?;
    let bootstrap = evaluation.root(&RootId::Bootstrap).map(|bootstrap| &*bootstrap.plan);
    let architecture = Architecture::read(&plan.plan, bootstrap);
    Some(layout::scene(environment, &architecture, format))
}
