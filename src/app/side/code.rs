//! The text of a file: highlighted, with line numbers, the lines lit that were asked for, and those that just changed.

use leptos::either::Either;
use leptos::html;
use leptos::prelude::*;

use super::super::browser::focus;
use super::super::model::Place;
use super::super::model::block::last_line;
use super::super::model::changes::changed;
use crate::highlight::{Kind, Language, Token, lines};

/// What is shown: whose text, which lines are lit, and which are new since it was shown last.
#[derive(Clone, PartialEq)]
struct Shown {
    place: Place,
    text: String,
    new: std::ops::Range<usize>,
}

/// The text of the file at a place.
pub fn code(place: Memo<Place>, text: Memo<Option<String>>) -> impl IntoView {
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
                Ok(Some(line)) => focus::center(&line),
                _ => node.set_scroll_top(0),
            }
        }
        if there { place } else { Place::new("", 0) }
    });
    view! {
        <div class="code" role="group" aria-label="Text of the file" tabindex="0" node_ref=node>
            {move || shown.get().map(|shown| text_lines(&shown))}
        </div>
    }
}

fn text_lines(shown: &Shown) -> impl IntoView + use<> {
    let Place { line, last, .. } = shown.place;
    let lit = line..=last.max(last_line(&shown.text, line));
    let lines = lines(Language::of(&shown.place.path), &shown.text).into_iter().enumerate().map(|(n, tokens)| {
        let class = match () {
            () if line > 0 && lit.contains(&(n + 1)) => "lit",
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
