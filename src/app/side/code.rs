//! The text of a file: highlighted, with line numbers, the lines lit that were asked for or chosen, and those that just changed.

use leptos::either::Either;
use leptos::prelude::*;
use leptos::{ev, html};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::super::browser::focus;
use super::super::model::Place;
use super::super::model::block::meant;
use super::super::model::changes::changed;
use super::super::store::store;
use crate::highlight::{Kind, Language, Token, lines};

/// How wide the column of numbers is, in CSS pixels: see `style/files.css`.
const MARGIN: i32 = 52;

/// What is shown: whose text, which lines are lit, and which are new since it was shown last.
#[derive(Clone, PartialEq)]
struct Shown {
    place: Place,
    text: String,
    new: std::ops::Range<usize>,
}

/// The text of the file at a place.
///
/// A click on a line's number chooses the line, or the block that it opens; with Shift, all lines up to there.
pub fn code(
    place: Memo<Place>,
    text: Memo<Option<String>>,
    key: impl Fn(ev::KeyboardEvent) + Clone + 'static,
) -> impl IntoView {
    let shown = Memo::new(move |before: Option<&Option<Shown>>| {
        let (place, text) = (place.get(), text.get()?);
        let before = before.and_then(Option::as_ref).filter(|before| before.place.path == place.path);
        let new = before.map_or(0..0, |before| changed(&before.text, &text));
        Some(Shown { place, text, new })
    });
    let node = NodeRef::<html::Div>::new();
    // To the lines that were asked for, to the top of another file; the same file stays where it is.
    Effect::new(move |before: Option<Place>| {
        let place = place.get();
        shown.track();
        let there = shown.with_untracked(Option::is_some);
        if let (true, true, Some(node)) = (there, before.as_ref() != Some(&place), node.get_untracked()) {
            match node.query_selector(".lit") {
                Ok(Some(line)) if focus::is_in_sight(&line, &node) => {}
                Ok(Some(line)) => focus::center(&line),
                _ => node.set_scroll_top(0),
            }
        }
        if there { place } else { Place::new("", 0) }
    });
    let choose = move |event: ev::MouseEvent| {
        if let Some(line) = number_clicked(&event) {
            let Place { path, line: first, .. } = place.get_untracked();
            let (line, last) = match event.shift_key() && first > 0 {
                true => (first.min(line), first.max(line)),
                false => (line, line),
            };
            store().place.set(Some(Place { path, line, last }));
        }
    };
    // Shift and a click would also mark the text in between.
    let unmarked = |event: ev::MouseEvent| {
        if number_clicked(&event).is_some() {
            event.prevent_default();
        }
    };
    view! {
        <div class="code" role="group" aria-label="Text of the file" tabindex="0" node_ref=node on:mousedown=unmarked
            on:click=choose on:keydown=key>
            {move || shown.get().map(|shown| text_lines(&shown))}
        </div>
    }
}

/// The line whose number was clicked, from 1.
fn number_clicked(event: &ev::MouseEvent) -> Option<usize> {
    let line = event.target()?.dyn_into::<Element>().ok()?;
    let in_margin = line.tag_name() == "LI" && event.offset_x() < MARGIN;
    in_margin.then(|| std::iter::successors(Some(line), Element::previous_element_sibling).count())
}

fn text_lines(shown: &Shown) -> impl IntoView + use<> {
    let lit = meant(&shown.text, &shown.place);
    let lines = lines(Language::of(&shown.place.path), &shown.text).into_iter().enumerate().map(|(n, tokens)| {
        let class = match () {
            () if lit.is_some_and(|(first, last)| (first..=last).contains(&(n + 1))) => "lit",
            () if shown.new.contains(&n) => "new",
            () => "",
        };
        view! { <li class=class>{tokens.iter().map(token).collect::<Vec<_>>()}</li> }
    });
    view! { <ol>{lines.collect::<Vec<_>>()}</ol> }
}

fn token(token: &Token<'_>) -> impl IntoView + use<> {
    let text = token.text.to_owned();
    let class = match token.kind {
        Kind::Plain => return Either::Left(text),
        Kind::Keyword => "k",
        Kind::Name => "n",
        Kind::String => "s",
        Kind::Number => "d",
        Kind::Comment => "c",
        Kind::Call => "f",
        Kind::Heading => "h",
    };
    Either::Right(view! { <span class=class>{text}</span> })
}
