//! The whole page: where its parts stand, its keys.

use std::cell::OnceCell;
use std::rc::Rc;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::browser::rests::Rests;
use super::browser::{crash, focus, started, texts, update};
use super::model::starting::Notice;
use super::parts::{count, icon, icons};
use super::store::{Begun, Store, View};
use super::{compare, download, form, import, keys, menu, notes, patch, remembered, search, share, side, split};
use crate::blueprint::Blueprint;
use crate::rest::{Never, Rest as _, at_once};

/// Starts the page in the document's body, step by step. When Landform stops, a page says so.
pub fn start() {
    crash::set_hook();
    reserve();
    spawn_local(async {
        let rests = Rests::new();
        let blueprint: &'static Blueprint = match Blueprint::embedded_resting(&rests).await {
            Ok(blueprint) => Box::leak(Box::new(blueprint)),
            Err(error) => return crash::show(&error.to_string()),
        };
        let begun = Begun::with(blueprint, &rests).await;
        rests.rest().await;
        let stands = Rc::new(OnceCell::new());
        let given = stands.clone();
        leptos::mount::mount_to_body(move || {
            let (view, store) = page(blueprint, begun);
            let _ = given.set(store);
            view
        });
        started::tell();
        let Some(store) = stands.get() else { return };
        rests.rest().await;
        store.begin_visit(&rests).await;
        let options = store.form.options().count();
        for built in (0..options).step_by(form::TOGETHER).skip(1).chain([options]) {
            rests.rest().await;
            store.built.set(built);
            if built == IN_SIGHT {
                rests.rest().await;
                side::build(*store);
            }
        }
    });
}

/// So many options are in sight when the page is shown, which are some steps; what stands beside them follows.
const IN_SIGHT: usize = 4 * form::TOGETHER;

/// So much memory, in bytes, the start takes in the end. Taken at once, it need not grow time and again.
const MEMORY: usize = 24 << 20;

fn reserve() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(MEMORY)));
}

/// Puts the page into an element, until the handle is dropped.
pub fn mount(parent: HtmlElement, blueprint: &'static Blueprint) -> impl Drop {
    let begun = at_once(Begun::with(blueprint, &Never));
    leptos::mount::mount_to(parent, move || {
        let (view, store) = page(blueprint, begun);
        at_once(store.begin_visit(&Never));
        store.built.set(store.form.options().count());
        store.beside.set(true);
        view
    })
}

fn page(blueprint: &'static Blueprint, begun: Begun) -> (impl IntoView, Store) {
    let store = Store::new(blueprint, begun);
    provide_context(store);
    let options = store.form.options().count();
    let busy = Memo::new(move |_| store.built.get() < options);
    let stands = Memo::new(move |_| store.built.get() > 0);
    listen(store);
    let group = RwSignal::new(0);
    let share = RwSignal::new(split::kept());
    let skip = |event: ev::MouseEvent| {
        // An address of its own would take the design's place.
        event.prevent_default();
        focus::on("#options");
    };
    let view = view! {
        <a class="skip" href="#options" on:click=skip>"Skip to the options"</a>
        <div
            class="app"
            data-page=move || if store.page.get() == View::Options { "options" } else { "side" }
            aria-busy=move || busy.get().then_some("true")
            style:--split=move || share.get().map(|share| format!("{share}vw"))
        >
            {top(store)}
            {notes::notes()}
            {form::rail(group)}
            <main>
                {form::options(group)}
                {split::split(share)}
                {side::side()}
            </main>
            {bottom(store)}
        </div>
        <p class="said" role="status">{store.said}</p>
        {move || stands.get().then(|| dialogs(store))}
    };
    (view, store)
}

/// What opens over the page: there as soon as something of the form is.
fn dialogs(store: Store) -> AnyView {
    view! {
        {download::working(store)}
        {download::ask(store)}
        {search::search()}
        {keys::keys()}
        {remembered::remembered()}
        {compare::compare()}
        {share::share()}
        {patch::upgrade()}
        {import::import_by_hand(store)}
    }
    .into_any()
}

/// What happens to the page as a whole.
fn listen(store: Store) {
    let keys = window_event_listener(ev::keydown, move |event| {
        let command = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            "s" if command => {
                event.prevent_default();
                download::download(store);
            }
            "z" | "Z" if command && !event.alt_key() && !focus::is_in_text() => {
                event.prevent_default();
                if event.shift_key() { store.redo() } else { store.undo() }
            }
            "k" | "K" if command => {
                event.prevent_default();
                store.searching.set(true);
            }
            "?" if single(store, &event) => {
                event.prevent_default();
                store.keys.set(true);
            }
            _ if event.alt_key() && !command && alt(store, &event.code()) => event.prevent_default(),
            number if event.alt_key() && !command => {
                let nth = number.parse::<usize>().ok().and_then(|number| side::nth(number.checked_sub(1)?));
                if let Some(view) = nth {
                    event.prevent_default();
                    store.show(view);
                    side::focus_on(view);
                }
            }
            "/" if single(store, &event) => {
                event.prevent_default();
                store.show(View::Options);
                focus::on("#filter");
            }
            _ => {}
        }
    });
    let went = window_event_listener(ev::popstate, move |_| store.follow_address());
    let pasted = window_event_listener(ev::hashchange, move |_| store.follow_address());
    let left = window_event_listener_untyped("pagehide", move |_| store.leave());
    let updated = update::on_waiting(move || {
        let notice = Notice {
            title: "A newer version of Landform is ready".to_owned(),
            items: vec!["It is taken when you reload, here or later. The design stays as it is.".to_owned()],
            update: true,
            ..Notice::default()
        };
        store.notices.update(|notices| {
            notices.retain(|notice| !notice.update);
            notices.push(notice);
        });
    });
    let came = texts::on_coming(move |texts| store.complete(texts));
    on_cleanup(move || {
        for listener in [keys, went, pasted, left, updated, came] {
            listener.remove();
        }
    });
}

/// Whether a key without Ctrl or Alt is one for the page: not while something is typed, and not where they are switched off.
fn single(store: Store, event: &ev::KeyboardEvent) -> bool {
    let alone = !(event.ctrl_key() || event.meta_key() || event.alt_key());
    alone && store.single_keys.get_untracked() && !focus::is_in_a_field()
}

/// What Alt does with a key, by its place: on some keyboards Alt makes other letters.
fn alt(store: Store, code: &str) -> bool {
    match code {
        "KeyL" => share::copy_link(store),
        "KeyH" => store.remembering.set(true),
        "KeyC" => store.comparing.set(true),
        "KeyS" => store.sharing.set(true),
        _ => return false,
    }
    true
}

fn top(store: Store) -> impl IntoView {
    view! {
        <header class="top">
            <div class="brand">
                <svg viewBox="0 0 32 32" aria-hidden="true">
                    <path class="hill-1" d="M2 27 8 20h16l6 7z"></path>
                    <path class="hill-2" d="M9 18l4-6h6l4 6z"></path>
                    <path class="hill-3" d="M14 10l2-5 2 5z"></path>
                </svg>
                <h1>"Landform"</h1>
                <p>"AWS platforms, as the Terraform that you will own"</p>
            </div>
            <button
                type="button"
                class="button search-all"
                aria-keyshortcuts="Control+K"
                aria-label="Search everything"
                on:click=move |_| store.searching.set(true)
            >
                {icon(icons::SEARCH)}
                <span>"Search"</span>
                <kbd aria-hidden="true">"Ctrl K"</kbd>
            </button>
            {step("Undo", icons::UNDO, "Control+Z", store.undoable, move || store.undo())}
            {step("Redo", icons::REDO, "Control+Shift+Z", store.redoable, move || store.redo())}
            {menu::menu(store)}
            <button type="button" class="button" title="Copy link (Alt+L)" aria-keyshortcuts="Alt+L" on:click=move |_| share::copy_link(store)>
                {icon(icons::LINK)}
                <span class="word">"Copy link"</span>
            </button>
            <button type="button" class="button main" aria-keyshortcuts="Control+S" title="Download (Ctrl+S)" on:click=move |_| download::download(store)>
                {icon(icons::DOWNLOAD)}
                <span class="word">"Download"</span>
                {problems(store)}
            </button>
        </header>
    }
}

/// Undo or redo: named by what it would do. It keeps the focus when there is nothing more to do.
fn step(
    name: &'static str,
    drawing: &'static str,
    keys: &'static str,
    what: Memo<Option<String>>,
    go: impl Fn() + 'static,
) -> impl IntoView {
    let called = move || match what.get() {
        Some(what) => format!("{name} {what}"),
        None => format!("{name}: nothing to {}", name.to_lowercase()),
    };
    view! {
        <button
            type="button"
            class="button quiet step"
            aria-label=called
            title=called
            aria-keyshortcuts=keys
            aria-disabled=move || what.with(Option::is_none).then_some("true")
            on:click=move |_| go()
        >{icon(drawing)}</button>
    }
}

/// On a phone: one part at a time.
fn bottom(store: Store) -> impl IntoView {
    let page = move |view: View, name: &'static str, drawing: &'static str, badge: AnyView| {
        view! {
            <button
                type="button"
                aria-current=move || (store.page.get() == view).then_some("page")
                on:click=move |_| store.show(view)
            >{icon(drawing)} {name} {badge}</button>
        }
    };
    let found = Memo::new(move |_| store.problems.with(|problems| problems.len()));
    let left = Memo::new(move |_| side::to_do(store));
    view! {
        <nav class="bottom" aria-label="Parts of the page">
            {page(View::Options, "Options", icons::OPTIONS, ().into_any())}
            {page(View::Diagram, "Diagram", icons::DIAGRAM, ().into_any())}
            {page(View::Plan, "Plan", icons::PLAN, ().into_any())}
            {page(View::Cost, "Cost", icons::COST, ().into_any())}
            {page(View::Files, "Files", icons::FILES, ().into_any())}
            {page(View::Problems, "Problems", icons::PROBLEM, count("bad", move || found.get()).into_any())}
            {page(View::Examples, "To do", icons::TO_DO, count("warn", move || left.get()).into_any())}
        </nav>
    }
}

/// How many errors there are, on the button that downloads.
fn problems(store: Store) -> impl IntoView {
    let errors = Memo::new(move |_| store.errors());
    move || {
        (errors.get() > 0).then(|| {
            let what = if errors.get() == 1 { " problem" } else { " problems" };
            view! { <span class="count bad">{errors.get()} <span class="word">{what}</span></span> }
        })
    }
}
