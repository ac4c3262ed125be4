//! The sheet of keys.

use leptos::prelude::*;

use super::parts::modal;
use super::store::store;

/// Every key of the page, and what it does.
const KEYS: [(&[&str], &str); 16] = [
    (&["Ctrl", "K"], "Search everything"),
    (&["/"], "Search the options"),
    (&["Ctrl", "Z"], "Undo"),
    (&["Ctrl", "Shift", "Z"], "Redo"),
    (&["Ctrl", "S"], "Download the repository"),
    (&["Alt", "L"], "Copy the link of the design"),
    (&["Alt", "H"], "History and favourites"),
    (&["Alt", "C"], "Compare designs"),
    (&["Alt", "S"], "Share: link, QR code, command, folder"),
    (&["Alt", "1"], "The first of the views beside the options; 2, 3, … for the others"),
    (&["←", "→"], "From view to view, on their names"),
    (&["Alt", "←", "→"], "An environment to the left or right, on its name"),
    (&["C"], "Copy what is marked, the lines that are lit, or the file, in its text"),
    (&["↑", "↓"], "A number by one, in its field"),
    (&["Esc"], "Clear a search, close a dialog"),
    (&["?"], "This sheet"),
];

/// The dialog.
pub fn keys() -> impl IntoView {
    let store = store();
    let dialog = modal(store.keys);
    let rows = KEYS.into_iter().map(|(keys, what)| {
        let keys = keys.iter().map(|key| view! { <kbd>{*key}</kbd> }).collect_view();
        view! { <div><dt>{keys}</dt><dd>{what}</dd></div> }
    });
    view! {
        <dialog class="keys" node_ref=dialog aria-labelledby="keys" on:close=move |_| store.keys.set(false)>
            <h2 id="keys">"Keys"</h2>
            <dl>{rows.collect_view()}</dl>
            <p>
                <label>
                    <input
                        type="checkbox"
                        prop:checked=store.single_keys
                        on:change:target=move |event| store.use_single_keys(event.target().checked())
                    />
                    " Keys without Ctrl or Alt (/ and ?)"
                </label>
            </p>
            <div class="actions">
                <button type="button" class="button" autofocus=true on:click=move |_| store.keys.set(false)>"Close"</button>
            </div>
        </dialog>
    }
}
