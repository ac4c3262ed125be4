//! What an option is: its description, its default and presets, and the rules on it, with the places where they stand.

use leptos::prelude::*;

use super::super::model::{Place, text};
use super::super::parts::{place_link, root_name};
use crate::design::{OptionSpec, RootId, Scope};

/// All there is to know.
pub fn about(option: &'static OptionSpec) -> impl IntoView {
    let default = option.default.as_ref().map(text::spoken);
    let several = option.scope == Scope::Environment;
    let presets = option.roots.iter().map(|(root, value)| {
        let name = several.then(|| root_name(root));
        view! { <dd>{name} <span class="mono">{text::spoken(value)}</span></dd> }
    });
    let presets = presets.take(if several { usize::MAX } else { 1 }).collect_view();
    let range = text::bounds(&option.control);
    let rules = option.rules.iter().map(|rule| {
        let root = option.roots.first().map(|(root, _)| root);
        let path = root.map_or_else(|| rule.file.to_string(), |root: &RootId| root.repository_path(&rule.file));
        view! { <li>{rule.message.clone()} " " {place_link(Place::new(path, rule.line))}</li> }
    });
    let rules = (!option.rules.is_empty()).then(|| {
        view! {
            <h3>"Rules"</h3>
            <ul class="rules">{rules.collect_view()}</ul>
        }
    });
    view! {
        <div class="body">
            <p>{option.description.clone()}</p>
            <dl class="facts">
                {range.map(|range| view! { <div><dt>"Range"</dt><dd class="mono">{range}</dd></div> })}
                {default.map(|default| view! { <div><dt>"Default"</dt><dd class="mono">{default}</dd></div> })}
                <div><dt>"Preset"</dt>{presets}</div>
                {option.example.clone().map(|wanted| view! { <div><dt>"Put here"</dt><dd>{wanted}</dd></div> })}
            </dl>
            {rules}
        </div>
    }
}
