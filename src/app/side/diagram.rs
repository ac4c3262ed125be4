//! The picture of an environment: what the plan has, laid out anew with every change. A box leads to its resource.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::{ev, html};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::super::model::Place;
use super::super::parts::{folded, icon, icons};
use super::super::store::{Store, store};
use super::scopes;
use crate::changes::{Difference, What};
use crate::design::RootId;
use crate::diagram::{self, Format, Item};

/// A panel narrower than this shows the picture that is made for a phone.
const NARROW: f64 = 620.0;

/// How much larger or smaller a step of the zoom is, and the most.
const STEP: f64 = 1.25;
const MOST: f64 = 4.0;

/// The environments, the picture, and the same as a list.
pub fn diagram() -> impl IntoView {
    let store = store();
    let panel = NodeRef::<html::Div>::new();
    let width = RwSignal::new(None::<f64>);
    let measure = move || width.set(panel.get_untracked().map(|panel| f64::from(panel.client_width())));
    Effect::new(move |_| {
        panel.track();
        measure();
    });
    let resized = window_event_listener(ev::resize, move |_| measure());
    let drawn = window_event_listener(ev::pointerup, move |_| measure());
    on_cleanup(move || {
        resized.remove();
        drawn.remove();
    });
    let format = Memo::new(move |_| width.get().map(|width| if width < NARROW { Format::Phone } else { Format::Page }));
    let scene = Memo::new(move |_| {
        let environment = store.environment()?;
        let name = environment.environment_name()?.clone();
        store.evaluation.with(|evaluation| diagram::scene(evaluation, &name, format.get()?).map(Arc::new))
    });
    let zoom = RwSignal::new(1.0_f64);
    let difference = Memo::new(move |_| store.difference(&store.environment()?));
    let picture = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        scene.track();
        let difference = difference.get();
        if let Some(picture) = picture.get() {
            request_animation_frame(move || mark(&picture, difference.as_deref()));
        }
    });
    let follow = move |event: ev::MouseEvent| {
        let at = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let on_box = at.and_then(|at| at.closest("[data-address]").ok().flatten());
        if let Some(address) = on_box.and_then(|on_box| on_box.get_attribute("data-address")) {
            go(store, &address);
        }
    };
    let by = move |factor: f64| zoom.update(|zoom| *zoom = (*zoom * factor).clamp(1.0, MOST));
    view! {
        <div class="diagram-view" node_ref=panel data-root=move || store.hue()>
            <div class="diagram-head">
                <div class="scopes" role="group" aria-label="Diagram of">
                    {move || scopes::environments(store).into_iter().map(|root| scope(store, root)).collect_view()}
                </div>
                <div class="zoom" role="group" aria-label="Zoom">
                    <button type="button" class="button quiet" aria-label="Smaller" on:click=move |_| by(1.0 / STEP)>{icon(icons::MINUS)}</button>
                    <button type="button" class="button quiet" on:click=move |_| zoom.set(1.0)>"Fit"</button>
                    <button type="button" class="button quiet" aria-label="Larger" on:click=move |_| by(STEP)>{icon(icons::PLUS)}</button>
                </div>
            </div>
            <div class="picture" role="group" aria-label="Picture" tabindex="0">
                <div
                    node_ref=picture
                    class:narrow=move || format.get() == Some(Format::Phone) && zoom.get() == 1.0
                    style:inline-size=move || format!("{}%", zoom.get() * 100.0)
                    on:click=follow
                    inner_html=move || scene.with(|scene| scene.as_ref().map(|scene| diagram::svg(scene, "picture")).unwrap_or_default())
                ></div>
            </div>
            {folded("The same as a list", "as-list", move || {
                scene.get().map(|scene| items(store, &diagram::list(&scene)))
            })}
        </div>
    }
}

fn scope(store: Store, root: RootId) -> impl IntoView {
    let this = root.clone();
    let chosen = Signal::derive(move || store.environment().as_ref() == Some(&this));
    let more = scopes::step(store, root.clone()).into_any();
    scopes::scope(store, root, chosen, more)
}

fn items(store: Store, all: &[Item]) -> AnyView {
    let items = all.iter().map(|item| {
        let text = item.text.clone();
        let name = match item.address.clone() {
            Some(address) => {
                view! { <button type="button" class="place" on:click=move |_| go(store, &address)>{text}</button> }
                    .into_any()
            }
            None => text.into_any(),
        };
        let within = (!item.items.is_empty()).then(|| items(store, &item.items));
        view! { <li>{name} {within}</li> }
    });
    view! { <ul>{items.collect_view()}</ul> }.into_any()
}

/// Marks the boxes of what the last step added or changed.
fn mark(picture: &Element, difference: Option<&Difference>) {
    let Ok(boxes) = picture.query_selector_all("[data-address]") else { return };
    for n in 0..boxes.length() {
        let Some(on_box) = boxes.get(n).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        let address = on_box.get_attribute("data-address").unwrap_or_default();
        let what = difference.and_then(|difference| difference.of(&address)).map(|change| change.what);
        // What was removed has no box any more.
        let _ = match what.filter(|what| *what != What::Removed) {
            Some(what) => on_box.set_attribute("data-what", what.name()),
            None => on_box.remove_attribute("data-what"),
        };
    }
}

/// Shows a resource in the plan, and its block when the files are looked at: of the environment, or of what exists once.
fn go(store: Store, address: &str) {
    let found = store.evaluation.with_untracked(|evaluation| {
        let environment = untrack(|| store.environment());
        let first = environment.iter().filter_map(|environment| evaluation.root(environment));
        let all = first.chain(evaluation.roots.iter().filter(|root| root.root.environment_name().is_none()));
        all.into_iter().find_map(|root| {
            let resource = root.plan.resources.iter().find(|resource| resource.address == address)?;
            Some((root.root.clone(), Place::from(&resource.range)))
        })
    });
    let (root, place): (RootId, Place) = match found {
        Some(found) => found,
        None => return,
    };
    store.place.set(Some(place));
    store.show_resource(&root, address);
}
