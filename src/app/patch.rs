//! Files that differ, one by one, and the patch to take away.

use std::sync::Arc;

use leptos::prelude::*;

use super::browser::save;
use super::parts::{counted, modal, some};
use super::store::store;
use crate::changes::{FileChange, What};

/// What differs in files. The lines of a file are rendered while they are shown.
pub fn files(changes: Arc<Vec<FileChange>>, name: &'static str) -> impl IntoView {
    let number = changes.len();
    let (more, less) = changes.iter().fold((0, 0), |(more, less), one| (more + one.more, less + one.less));
    let all = changes.clone();
    let take = move |_| {
        let patch: String = all.iter().map(|change| change.patch.as_str()).collect();
        save::download(name, "text/x-diff", patch.as_bytes());
    };
    let rows = (0..number).map(|n| file(changes.clone(), n)).collect_view();
    view! {
        <div class="patch">
            <div class="patch-head">
                <h3>{some(number, "file")} " " <span class="soft">{lines(more, less)}</span></h3>
                {(number > 0).then(|| view! {
                    <button type="button" class="button" title="git apply, or patch -p1, takes it" on:click=take>"Download as a patch"</button>
                })}
            </div>
            <ul aria-label="Files that differ">{rows}</ul>
        </div>
    }
}

/// What regenerating a repository that was read would change.
pub fn upgrade() -> impl IntoView {
    let store = store();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(store.upgrading.with(Option::is_some)));
    let dialog = modal(open);
    let close = move || store.upgrading.set(None);
    view! {
        <dialog class="compare" node_ref=dialog aria-labelledby="upgrade" on:close=move |_| close()>
            {move || store.upgrading.get().map(|changes| view! {
                <h2 id="upgrade" tabindex="-1" autofocus=true>"What making it anew changes"</h2>
                <p>"From the files that you gave to those that Landform makes of their design now. Apply the patch where they lie."</p>
                {files(changes, "landform-upgrade.patch")}
                <div class="actions">
                    <button type="button" class="button" on:click=move |_| close()>"Close"</button>
                </div>
            })}
        </dialog>
    }
}

fn lines(more: usize, less: usize) -> impl IntoView {
    view! { {counted(What::Added, more, "lines")} " " {counted(What::Removed, less, "lines")} }
}

fn file(changes: Arc<Vec<FileChange>>, n: usize) -> Option<impl IntoView> {
    let change = changes.get(n)?;
    let (path, what, more, less) = (change.path.clone(), change.what, change.more, change.less);
    let open = RwSignal::new(false);
    let all = changes.clone();
    let body = move || open.get().then(|| all.get(n).map(|change| text(&change.patch)));
    Some(view! {
        <li>
            <details on:toggle=move |_| open.update(|open| *open = !*open)>
                <summary>
                    <span data-what=what.name()><span aria-hidden="true">{what.sign()}</span><span class="unseen">{what.name()} ": "</span></span>
                    " "
                    <span class="mono">{path}</span>
                    " "
                    <span class="soft">{lines(more, less)}</span>
                </summary>
                {body}
            </details>
        </li>
    })
}

fn text(patch: &str) -> impl IntoView + use<> {
    // The header says what the row says.
    let hunks = patch.lines().skip_while(|line| !line.starts_with("@@"));
    let lines = hunks.map(|line| {
        let what = match line.as_bytes().first() {
            Some(b'+') => What::Added.name(),
            Some(b'-') => What::Removed.name(),
            Some(b'@') => "place",
            _ => "",
        };
        view! { <span data-what=what>{format!("{line}\n")}</span> }
    });
    view! { <pre class="diff" tabindex="0">{lines.collect_view()}</pre> }
}
