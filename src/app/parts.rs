//! Small things that several parts of the page are made of.

use leptos::html;
use leptos::prelude::*;

use super::model::Place;
use super::model::cell::hue;
use super::store::{Store, store};
use crate::changes::{Difference, What};
use crate::design::RootId;

/// A drawing of 16 by 16.
pub fn icon(path: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}

/// What is folded away, and made only while it is open: a change then costs nothing for it.
pub fn folded<V: IntoView + 'static>(
    summary: &'static str,
    class: &'static str,
    content: impl Fn() -> V + Send + 'static,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <details class=class on:toggle:target=move |event| open.set(event.target().open())>
            <summary>{summary}</summary>
            {move || open.get().then(&content)}
        </details>
    }
}

/// Drawings.
pub mod icons {
    /// Options.
    pub const OPTIONS: &str = "M2 4h8M13 4h1M2 8h2M7 8h7M2 12h6M11 12h3M11.5 2.5v3M5.5 6.5v3M9.5 10.5v3";
    /// What Terraform would make.
    pub const PLAN: &str = "M8 1.5 14 5v6l-6 3.5L2 11V5zM2 5l6 3.5L14 5M8 8.5v6";
    /// The architecture.
    pub const DIAGRAM: &str = "M1.5 2.5h5v4h-5zM9.5 9.5h5v4h-5zM9.5 2.5h5v4h-5zM6.5 4.5h3M12 6.5v3";
    /// What it costs.
    pub const COST: &str = "M8 1.5v13M11 4.5c-.6-.9-1.7-1.4-3-1.4-1.8 0-3 .9-3 2.3 0 3.4 6.2 1.6 6.2 5 0 1.5-1.3 2.5-3.2 2.5-1.5 0-2.7-.6-3.3-1.6";
    /// Larger.
    pub const PLUS: &str = "M8 3v10M3 8h10";
    /// Smaller.
    pub const MINUS: &str = "M3 8h10";
    /// A link.
    pub const LINK: &str =
        "M6.5 9.5l3-3M7 4.5 8.7 2.8a3 3 0 0 1 4.3 4.3L11.3 8.8M9 11.5l-1.7 1.7A3 3 0 0 1 3 8.9l1.7-1.7";
    /// Search.
    pub const SEARCH: &str = "M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2zM10.5 10.5 14 14";
    /// A step back.
    pub const UNDO: &str = "M5.5 2.5 2.5 5.5l3 3M2.5 5.5H9a4 4 0 0 1 0 8H6";
    /// A step forward again.
    pub const REDO: &str = "M10.5 2.5l3 3-3 3M13.5 5.5H7a4 4 0 0 0 0 8h3";
    /// Something is wrong.
    pub const PROBLEM: &str = "M8 2 1.5 13.5h13zM8 6.5v3.2M8 11.6v.1";
    /// Files.
    pub const FILES: &str = "M2 3h4l1.5 2H14v8H2z";
    /// Things to do.
    pub const TO_DO: &str = "M2.5 4l1 1 2-2.2M2.5 9l1 1 2-2.2M8 4.5h6M8 9.5h6M3 13.5h11";
    /// Download.
    pub const DOWNLOAD: &str = "M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11";
    /// All is well.
    pub const WELL: &str = "M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM5 8.2l2.2 2.2L11 6";
    /// More.
    pub const MORE: &str = "M6 3l5 5-5 5";
    /// Back to what was.
    pub const RESET: &str = "M3 3v3.5h3.5M3.4 6.4A5.3 5.3 0 1 1 2.8 9";
    /// What is kept.
    pub const STAR: &str = "M8 1.8l1.9 4 4.3.5-3.2 3 .9 4.3L8 11.4l-3.9 2.2.9-4.3-3.2-3 4.3-.5z";
    /// What was.
    pub const HISTORY: &str = "M2.5 3v3h3M2.8 6A5.6 5.6 0 1 1 2.4 8.6M8 5v3.2l2.2 1.4";
    /// Two beside each other.
    pub const COMPARE: &str = "M6.5 2.5h-4v11h4zM13.5 2.5h-4v11h4zM4 5.5h1M11 5.5h1M11 8h1M4 10.5h1";
    /// Out of here.
    pub const SHARE: &str = "M8 10V2M5 4.5 8 1.8l3 2.7M5 7H3v7h10V7h-2";
    /// Keys.
    pub const KEYS: &str = "M1.5 4.5h13v7h-13zM4 7h.1M6.5 7h.1M9 7h.1M11.5 7h.1M5 9.5h6";
    /// More to do.
    pub const MENU: &str = "M3 4h10M3 8h10M3 12h10";
    /// Take away.
    pub const REMOVE: &str = "M4 4l8 8M12 4l-8 8";
}

/// The number of a root's colour, as CSS reads it. What shows it is made anew when the environments change.
pub fn data_root(store: Store, root: &RootId) -> String {
    let hue = store.roots.with_untracked(|roots| hue(roots, root));
    hue.map_or_else(|| "once".to_owned(), |hue| hue.to_string())
}

/// A root's name in its colour.
pub fn root_name(root: &RootId) -> impl IntoView + use<> {
    view! { <span class="root" data-root=data_root(store(), root)>{root.to_string()}</span> }
}

/// A place in a file that leads there.
pub fn place_link(place: Place) -> impl IntoView {
    let store = store();
    // Where a line must break, it breaks behind a directory.
    let text = place.to_string();
    let parts = text.split_inclusive('/').map(|part| view! { {part.to_owned()} <wbr /> }).collect_view();
    view! { <button type="button" class="place" on:click=move |_| store.show_place(place.clone())>{parts}</button> }
}

/// A number in a badge; nothing when there is none.
pub fn count(kind: &'static str, number: impl Fn() -> usize + Send + Sync + Copy + 'static) -> impl IntoView {
    move || (number() > 0).then(|| view! { <span class=format!("count {kind}")>{number}</span> })
}

/// How many resources were added, changed and removed: `+2 ~1`.
pub fn marks(difference: &Difference) -> impl IntoView + use<> {
    let marks = What::ALL.into_iter().map(|what| counted(what, difference.count(what), ""));
    view! { <span class="marks">{marks.collect_view()}</span> }
}

/// A number of what was added, changed or removed, and of what: `+2`, read as `2 added lines`. Nothing when there is none.
pub fn counted(what: What, number: usize, of: &str) -> Option<impl IntoView + use<>> {
    let name = format!("{} {of}", what.name()).trim_end().to_owned();
    let sign = what.sign().replace('-', "−");
    let title = format!("{number} {name}");
    (number > 0).then(|| {
        view! {
            <span data-what=what.name() title=title>
                <span aria-hidden="true">{sign}</span>
                {number}
                <span class="unseen">" "{name}</span>
            </span>
        }
    })
}

/// The node of a modal dialog that is open for as long as a signal says so. The browser closes it too: `on:close` must tell
/// the signal.
pub fn modal(open: impl Into<Signal<bool>>) -> NodeRef<html::Dialog> {
    let open = open.into();
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let open = open.get();
        if let Some(dialog) = node.get() {
            if open && !dialog.open() {
                let _ = dialog.show_modal();
            } else if !open {
                dialog.close();
            }
        }
    });
    node
}

/// `1 problem`, `2 problems`.
pub fn some(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
