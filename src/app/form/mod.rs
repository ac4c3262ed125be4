//! The form: an option is a row, an environment a column. Every control is what the variable's type and rules ask for.

mod about;
mod cell;
mod choice;
mod entries;
mod field;
mod number;
mod records;
mod row;
mod switch;
mod text;

use leptos::prelude::*;
use leptos::{ev, html};

use super::browser::focus;
use super::environments;
use super::model::cell::{Cell, environments as columns_of, matches};
use super::model::money::at_least;
use super::parts::{count, data_root, root_name};
use super::store::{Store, store};
use crate::design::{Group, OptionSpec, RootId};

/// Whether an option is looked for. One that does nothing is, when somebody seeks it, changed it or went to it, or when
/// something is wrong with it.
fn is_sought(store: Store, group: &Group, option: &OptionSpec) -> bool {
    if store.only_changed.get() && !is_changed(store, option) {
        return false;
    }
    match store.sought.with(|sought| sought.trim().is_empty()) {
        false => store.sought.with(|sought| matches(group, option, sought)),
        true => !is_idle(store, option) || is_changed(store, option) || is_kept_in_sight(store, option),
    }
}

/// Whether an option does nothing anywhere.
fn is_idle(store: Store, option: &OptionSpec) -> bool {
    let cells = || store.roots.with_untracked(|roots| Cell::all(option, roots));
    store.follow_option(option);
    option.when.is_some() && store.idle.with_untracked(|idle| cells().iter().all(|cell| idle.contains(cell)))
}

fn is_kept_in_sight(store: Store, option: &OptionSpec) -> bool {
    store.follow_option(option);
    let cells = store.roots.with_untracked(|roots| Cell::all(option, roots));
    let own = |cell: &Cell| cells.contains(cell);
    store.revealed.with_value(|revealed| revealed.iter().any(own))
        || store
            .problems
            .with_untracked(|problems| problems.iter().any(|problem| problem.cell.as_ref().is_some_and(own)))
}

fn is_changed(store: Store, option: &OptionSpec) -> bool {
    store.follow_option(option);
    is_changed_now(store, option)
}

fn is_changed_now(store: Store, option: &OptionSpec) -> bool {
    let roots = store.roots.get_untracked();
    let own = |root: &&RootId| option.is_of(root);
    let chosen = store
        .design
        .with_untracked(|design| roots.iter().filter(own).any(|root| design.chosen(root, &option.name).is_some()));
    let drafted = |cell: &Cell| store.drafts.with_untracked(|drafts| drafts.get(&cell.to_string()).is_some());
    let any = store.drafts.with_untracked(|drafts| !drafts.is_empty());
    chosen || any && Cell::all(option, &roots).iter().any(drafted)
}

/// How many problems the options of a group have.
fn problems_of(store: Store, group: &Group) -> usize {
    let roots = store.roots.get();
    let in_group = |cell: &Cell| group.options.iter().any(|option| Cell::all(option, &roots).contains(cell));
    store
        .problems
        .with(|problems| problems.iter().filter(|problem| problem.cell.as_ref().is_some_and(in_group)).count())
}

/// The groups, to jump to.
pub fn rail(current: RwSignal<usize>) -> impl IntoView {
    let store = store();
    let groups = store.form.groups.iter().enumerate().map(|(n, group)| {
        let problems = Memo::new(move |_| problems_of(store, group));
        view! {
            <button
                type="button"
                aria-current=move || (current.get() == n).then_some("true")
                on:click=move |_| {
                    store.sought.set(String::new());
                    store.only_changed.set(false);
                    focus::to_top_of(format!("#group-{n}"));
                }
            >
                {group.title.clone()}
                {count("bad", move || problems.get())}
            </button>
        }
    });
    view! {
        <nav class="rail" aria-label="Groups of options">
            {groups.collect_view()}
            <p class="private">"Nothing you type leaves this page."</p>
        </nav>
    }
}

/// The filter and the table of options.
pub fn options(current: RwSignal<usize>) -> impl IntoView {
    let node = NodeRef::<html::Section>::new();
    // The group that is read: the last whose heading is above the upper part of the view.
    let follow = move |_| {
        let Some(section) = node.get_untracked() else { return };
        let edge = section.get_bounding_client_rect().top() + 140.0;
        let groups = store().form.groups.len();
        let top =
            |n: usize| document().get_element_by_id(&format!("group-{n}")).map(|e| e.get_bounding_client_rect().top());
        let read = (0..groups).rev().find(|n| top(*n).is_some_and(|top| top < edge && top != 0.0)).unwrap_or_default();
        current.set(read);
    };
    view! {
        <section class="options" id="options" tabindex="-1" aria-label="Options" node_ref=node on:scroll=follow>
            {environments::bar()}
            {filter()}
            {move || table(&store().roots.get())}
        </section>
    }
}

fn filter() -> impl IntoView {
    let store = store();
    let changed = Memo::new(move |_| {
        store.design.track();
        store.drafts.track();
        store.form.options().filter(|option| is_changed_now(store, option)).count()
    });
    let clear = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            store.sought.set(String::new());
        }
    };
    view! {
        <div class="filter">
            <div class="search">
                <input
                    type="search"
                    class="field"
                    id="filter"
                    placeholder="Search options"
                    aria-label="Search options"
                    aria-keyshortcuts="/"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=store.sought
                    on:input:target=move |event| store.sought.set(event.target().value())
                    on:keydown=clear
                />
                <kbd aria-hidden="true">"/"</kbd>
            </div>
            <label>
                <input
                    type="checkbox"
                    prop:checked=store.only_changed
                    on:change:target=move |event| store.only_changed.set(event.target().checked())
                />
                "Changed"
                {count("", move || changed.get())}
            </label>
        </div>
    }
}

fn table(roots: &[RootId]) -> impl IntoView + use<> {
    let store = store();
    let environments = columns_of(roots);
    let columns = environments.len();
    let heads = environments.iter().map(|root| {
        let of = root.clone();
        let problems = Memo::new(move |_| {
            store.problems.with(|problems| problems.iter().filter(|problem| problem.roots.contains(&of)).count())
        });
        let of = root.clone();
        let monthly = Memo::new(move |_| {
            store.estimate(&of).map(|estimate| at_least(estimate.total, estimate.complete))
        });
        view! {
            <th role="columnheader" scope="col" data-root=data_root(store, root)>
                {root_name(root)}
                {count("bad", move || problems.get())}
                {move || monthly.get().map(|monthly| view! { <span class="monthly">{monthly} <span class="unseen">" a month"</span></span> })}
            </th>
        }
    });
    let none = Memo::new(move |_| {
        let groups = &store.form.groups;
        !groups.iter().any(|group| group.options.iter().any(|option| is_sought(store, group, option)))
    });
    view! {
        <table class="grid" role="table" class:many=(columns > 2) style:--columns=columns.to_string()>
            <caption class="unseen">"Options"</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">"Option"</th>
                    {heads.collect_view()}
                </tr>
            </thead>
            {store.form.groups.iter().enumerate().scan(0, |before, (n, group)| {
                let first = *before;
                *before += group.options.len();
                Some(section(n, group, first, columns))
            }).collect_view()}
        </table>
        {move || none.get().then(|| view! {
            <p class="nothing">
                "No option is called that. "
                <button type="button" class="place" on:click=move |_| {
                    store.sought.set(String::new());
                    store.only_changed.set(false);
                }>"Show all"</button>
            </p>
        })}
    }
}

/// So many options are put on the page in a step, while it starts.
pub const TOGETHER: usize = 4;

/// An option, and whether it is in sight.
type Sought = (&'static OptionSpec, Memo<bool>);

fn together(group: &'static Group, options: &[Sought], columns: usize) -> AnyView {
    options.iter().map(|(option, sought)| row::row(group, option, *sought, columns)).collect_view().into_any()
}

/// A group and its options, of which `first` is the place of the first in the form.
fn section(n: usize, group: &'static Group, first: usize, columns: usize) -> impl IntoView {
    let store = store();
    let options: Vec<Sought> =
        group.options.iter().map(|option| (option, Memo::new(move |_| is_sought(store, group, option)))).collect();
    let rows = options.chunks(TOGETHER).enumerate().map(|(n, options)| {
        let options = options.to_vec();
        let stand = Memo::new(move |_| store.built.get() > first + n * TOGETHER);
        move || stand.get().then(|| together(group, &options, columns))
    });
    let rows = rows.collect_view();
    let sought = Memo::new(move |_| options.iter().filter(|(_, sought)| sought.get()).count());
    // A heading comes with its first options: nothing that is read moves away while the form grows.
    let begun = Memo::new(move |_| store.built.get() > first);
    view! {
        <tbody
            class="grouped"
            role="rowgroup"
            id=format!("group-{n}")
            hidden=move || !begun.get() || sought.get() == 0
            style:--rows=move || sought.get().to_string()
        >
            <tr class="group" role="row">
                <th role="rowheader" scope="rowgroup" colspan=columns + 1>
                    <h2>{group.title.clone()}</h2>
                    <p>{group.summary.clone()}</p>
                </th>
            </tr>
            {rows}
        </tbody>
    }
}
