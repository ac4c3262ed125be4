//! What is remembered: the steps of this visit, to jump between, and the designs that were given a name.

use leptos::ev;
use leptos::prelude::*;

use super::model::favourites::Favourite;
use super::model::history::step;
use super::parts::{icon, icons, modal};
use super::store::{Store, store};

/// The dialog.
pub fn remembered() -> impl IntoView {
    let store = store();
    let dialog = modal(store.remembering);
    view! {
        <dialog class="remembered" node_ref=dialog aria-labelledby="remembered" on:close=move |_| store.remembering.set(false)>
            {move || store.remembering.get().then(|| view! {
                <h2 id="remembered" tabindex="-1" autofocus=true>"History and favourites"</h2>
                {favourites(store)}
                {steps(store)}
                <div class="actions">
                    <p class="told" role="status">{store.said}</p>
                    <button type="button" class="button" on:click=move |_| {
                        store.remembering.set(false);
                        store.comparing.set(true);
                    }>"Compare…"</button>
                    <button type="button" class="button" on:click=move |_| store.remembering.set(false)>"Close"</button>
                </div>
            })}
        </dialog>
    }
}

/// Every step of this visit, the last first.
fn steps(store: Store) -> impl IntoView {
    let rows = move || {
        store.design.with(|now| {
            store.history.with(|history| {
                let (all, at) = history.all(now);
                let mut before = None;
                let rows: Vec<_> = all
                    .into_iter()
                    .enumerate()
                    .map(|(n, design)| {
                        let called = before.replace(design).map(|old| step(store.blueprint, store.form, old, design));
                        let name = match called {
                            None => "As this visit began".to_owned(),
                            Some(called) => called.unwrap_or_else(|| "Nothing of the options".to_owned()),
                        };
                        let undone = n > at;
                        view! {
                            <li>
                                <button
                                    type="button"
                                    class="step-to"
                                    aria-current=(n == at).then_some("step")
                                    class:undone=undone
                                    on:click=move |_| store.jump(n)
                                >{name}</button>
                            </li>
                        }
                    })
                    .collect();
                rows.into_iter().rev().collect::<Vec<_>>()
            })
        })
    };
    view! {
        <section>
            <h3 id="steps">"History of this visit"</h3>
            <ol class="steps" aria-labelledby="steps">{rows}</ol>
        </section>
    }
}

/// The favourites, and a field that names another.
fn favourites(store: Store) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let gone = RwSignal::new(Vec::<Favourite>::new());
    let keep = move |event: ev::SubmitEvent| {
        event.prevent_default();
        store.keep_favourite(&name.get_untracked());
        name.set(String::new());
    };
    let all = move || {
        let rows =
            store.favourites.with(|all| all.all().iter().map(|one| row(store, one.clone(), gone)).collect_view());
        let none = store.favourites.with(|all| all.all().is_empty()).then(|| {
            view! { <p class="soft">"None yet. A favourite is kept in this browser; it is no more than a link with a name."</p> }
        });
        view! { <ul class="favourites" aria-label="Favourites">{rows}</ul> {none} }
    };
    let removed = move || {
        gone.get()
            .into_iter()
            .map(|one| {
                let this = one.clone();
                view! {
                    <p class="soft">
                        {one.name.clone()} " was removed. "
                        <button type="button" class="place" on:click=move |_| {
                            store.restore_favourite(&this.name, &this.link);
                            gone.update(|gone| gone.retain(|other| *other != this));
                        }>"Put it back"</button>
                    </p>
                }
            })
            .collect_view()
    };
    view! {
        <section>
            <h3>"Favourites"</h3>
            <form on:submit=keep>
                <input
                    type="text"
                    class="field"
                    aria-label="Name of this design"
                    placeholder="Name of this design"
                    autocomplete="off"
                    maxlength="80"
                    prop:value=name
                    on:input:target=move |event| name.set(event.target().value())
                />
                <button type="submit" class="button">{icon(icons::STAR)} "Keep this design"</button>
            </form>
            {all}
            {removed}
        </section>
    }
}

fn row(store: Store, one: Favourite, gone: RwSignal<Vec<Favourite>>) -> impl IntoView {
    let (name, link) = (one.name.clone(), one.link.clone());
    let open = move |_| {
        if let Some(design) = store.opened(&link) {
            store.replace(design);
            store.remembering.set(false);
            store.say(&format!("{name} stands here now"));
        }
    };
    let label = format!("Remove {}", one.name);
    let shown = one.name.clone();
    let remove = move |_| {
        store.remove_favourite(&one.name);
        gone.update(|gone| gone.push(one.clone()));
    };
    view! {
        <li>
            <button type="button" class="step-to" on:click=open>{shown}</button>
            <button type="button" class="button quiet" aria-label=label.clone() title=label on:click=remove>{icon(icons::REMOVE)}</button>
        </li>
    }
}
