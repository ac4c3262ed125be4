//! What a page needs before it can stand: the form, the design that the visit begins with, and what follows from it.

use super::super::browser::{address, storage};
use super::super::model::starting::{Kept, Start, start};
use super::costs::{Estimated, estimated};
use crate::blueprint::Blueprint;
use crate::design::{Evaluation, Form, evaluate_resting};
use crate::rest::{Rest, step};

/// A visit that has begun and is not shown yet.
pub struct Begun {
    pub(super) form: Form,
    pub(super) start: Start,
    pub(super) evaluation: Evaluation,
    pub(super) estimates: Vec<Estimated>,
}

impl Begun {
    /// Begins a visit: with the design of the address, of the browser's storage, or the presets.
    pub async fn with(blueprint: &Blueprint, rest: &dyn Rest) -> Begun {
        let form = Form::resting(blueprint, rest).await;
        let kept = |name| storage::read(name).unwrap_or_default();
        let start = start(
            blueprint,
            &address::fragment(),
            &Kept { design: kept(storage::DESIGN), drafts: kept(storage::DRAFTS) },
        );
        if let Some(text) = &start.unreadable {
            let _ = storage::write(storage::UNREADABLE, text);
        }
        step(rest).await;
        let evaluation = evaluate_resting(blueprint, &start.design, None, rest).await;
        step(rest).await;
        blueprint.costs();
        let mut estimates = Vec::new();
        for root in &evaluation.roots {
            step(rest).await;
            estimates.push(estimated(blueprint, root, start.design.usage.get(&root.root), &[]));
        }
        Begun { form, start, evaluation, estimates }
    }
}
