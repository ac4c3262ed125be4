//! One resource of the plan: what became of it, where its block stands, and on demand its attributes.

use leptos::prelude::*;

use super::super::super::model::planned::{Attributes, Line, Listed, Looked, attributes, inline};
use super::super::super::parts::{icon, icons};
use super::super::super::store::Store;
use super::super::files::copy_block;
use crate::changes::{AttributeChange, What};
use crate::terraform::value::Value;

/// The row of a resource.
pub fn resource(store: Store, looked: Memo<Option<Looked>>, listed: Listed) -> impl IntoView {
    let opened = store.looking.open;
    let address = listed.address.clone();
    let open = Memo::new(move |_| opened.with(|opened| opened.contains(&address)));
    let address = listed.address.clone();
    let toggle = move |_| {
        opened.update(|opened| {
            if !opened.remove(&address) {
                opened.insert(address.clone());
            }
        });
    };
    let became = listed.what.map(What::name).unwrap_or_default();
    let word = listed.what.map(|what| format!("{}: ", what.name()));
    let sign = listed.what.map(What::sign).unwrap_or_default();
    // The type, and what the configuration calls it.
    let data = listed.name.strip_prefix("data.").map_or(0, |_| "data.".len());
    let dot = listed.name.get(data..).and_then(|rest| rest.find('.')).map_or(listed.name.len(), |dot| data + dot);
    let (kind, name) = listed.name.split_at(dot);
    let place = listed.place.clone();
    let block = listed.place.clone();
    let path = place.to_string();
    let file = path.rsplit('/').next().unwrap_or_default().to_owned();
    let address = listed.address.clone();
    view! {
        <li class="resource" data-what=became data-address=listed.address.clone()>
            <div class="row">
                <button type="button" class="opens" aria-expanded=move || open.get().to_string() on:click=toggle>
                    {icon(icons::MORE)}
                    <span class="sign" aria-hidden="true">{sign}</span>
                    <span class="unseen">{word}</span>
                    <span class="mono"><span class="kind">{kind.to_owned()}</span> <wbr /> {name.to_owned()}</span>
                </button>
                <button
                    type="button"
                    class="place"
                    aria-label=format!("{path}, {}", listed.address)
                    title=path.clone()
                    on:click=move |_| store.show_place(place.clone())
                >{file}</button>
            </div>
            {move || open.get().then(|| looked.with(|looked| body(looked.as_ref(), &address)))}
            {move || open.get().then(|| {
                let block = block.clone();
                view! {
                    <button type="button" class="button quiet copy-block" on:click=move |_| copy_block(store, &block)>
                        "Copy the block"
                    </button>
                }
            })}
        </li>
    }
}

/// What differs, then all that is known.
fn body(looked: Option<&Looked>, address: &str) -> Option<impl IntoView + use<>> {
    let looked = looked?;
    let resource = looked.resource(address)?;
    let Attributes { known, unknown } = attributes(&resource.value);
    let changes = looked.difference.of(address).map(|change| change.attributes.iter().map(change_of).collect_view());
    let changed = looked.difference.of(address).is_some_and(|change| !change.attributes.is_empty());
    let unknown = (!unknown.is_empty()).then(|| {
        view! { <p class="unknown"><em>"(known after apply)"</em> " " <span class="mono">{unknown.join(", ")}</span></p> }
    });
    Some(view! {
        <div class="attributes">
            {changed.then(|| view! { <ul class="differing" aria-label="What differs">{changes}</ul> })}
            <ul class="known" aria-label="Attributes">{known.iter().map(line).collect_view()}</ul>
            {unknown}
        </div>
    })
}

fn change_of(change: &AttributeChange) -> impl IntoView + use<> {
    let side = |value: &Option<Value>| value.as_ref().map_or_else(|| "null".to_owned(), inline);
    view! {
        <li>
            <span class="attribute">{change.path.clone()}</span>
            <span class="value">
                <del>{side(&change.old)}</del>
                <span class="becomes" aria-label="becomes" role="img">"→"</span>
                <ins>{side(&change.new)}</ins>
            </span>
        </li>
    }
}

fn line(line: &Line) -> impl IntoView + use<> {
    let value = line.value.clone().map(|value| {
        let soft = value.starts_with('(') && value.ends_with(')');
        view! { <span class="value" class:soft=soft>{value}</span> }
    });
    view! {
        <li data-depth=line.depth.min(6).to_string()>
            <span class="attribute">{if line.name.is_empty() { "-".to_owned() } else { line.name.clone() }}</span>
            {value}
        </li>
    }
}
