//! The page in a real browser, on a blueprint that has one option of each kind: `cargo test --target wasm32-unknown-unknown --test web`.
#![cfg(target_arch = "wasm32")]

use landform::app;
use landform::blueprint::Blueprint;
use leptos::prelude::{document, window};
use leptos::task::tick;
use serde_json::{Value as Json, json};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

wasm_bindgen_test_configure!(run_in_browser);

const VARIABLES: &str = r#"
variable "environment" {
  type = string
}
variable "switch" {
  type     = bool
  default  = false
  nullable = false
  validation {
    condition     = var.switch ? var.environment != "prod" : true
    error_message = "Not in ${var.environment}."
  }
}
variable "number" {
  type     = number
  default  = 5
  nullable = false
  validation {
    condition     = var.number >= 1 && var.number <= 10
    error_message = "From 1 to 10."
  }
}
variable "maybe" {
  type    = number
  default = null
}
variable "choice" {
  type    = string
  default = "a"
  validation {
    condition     = var.choice == "a" || var.choice == "b"
    error_message = "One of a and b."
  }
}
variable "text" {
  type     = string
  default  = "t"
  nullable = false
}
variable "list" {
  type     = list(string)
  default  = ["x"]
  nullable = false
}
variable "map" {
  type     = map(string)
  default  = {}
  nullable = false
}
variable "object" {
  type    = object({ a = number })
  default = { a = 1 }
}
variable "services" {
  type = map(object({
    image = string
    cpu   = optional(number, 256)
    spot  = optional(bool, false)
    paths = optional(list(string), [])
  }))
  default  = {}
  nullable = false
  validation {
    condition     = alltrue([for service in var.services : service.cpu >= 256])
    error_message = "At least 256 CPU units."
  }
}
variable "json" {
  type    = any
  default = null
}
"#;

const PRESENTATION: &str = r#"
supplied = ["environment"]
group "All" {
  summary = "One of each"
  option "switch" { label = "Switch" }
  option "number" { label = "Number" }
  option "maybe" { label = "Maybe" }
  option "choice" { label = "Choice" }
  option "text" { label = "Text" }
  option "list" { label = "List" }
  option "map" { label = "Map" }
  option "object" { label = "Object" }
  option "services" { label = "Services" }
  option "json" { label = "Json" }
}
"#;

/// Waits until the page has followed: what changed is painted first, then evaluated, then shown.
async fn settle() {
    tick().await;
    next(|then| {
        window().request_animation_frame(then).unwrap();
    })
    .await;
    next(|then| {
        window().set_timeout_with_callback(then).unwrap();
    })
    .await;
    tick().await;
}

async fn next(ask: impl Fn(&js_sys::Function)) {
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::new(&mut |resolve, _| ask(&resolve))).await.unwrap();
}

/// A visit: the page in an element of its own, on what the browser keeps.
struct Visit {
    parent: HtmlElement,
    _page: Box<dyn std::any::Any>,
}

impl Visit {
    /// A first visit.
    async fn first() -> Visit {
        storage().clear().unwrap();
        Visit::again("").await
    }

    /// A visit with a fragment in the address.
    async fn again(fragment: &str) -> Visit {
        let address =
            if fragment.is_empty() { window().location().pathname().unwrap() } else { format!("#{fragment}") };
        window().history().unwrap().replace_state_with_url(&JsValue::NULL, "", Some(&address)).unwrap();
        let files = [
            ("environment/variables.tf", VARIABLES),
            ("presentation.hcl", PRESENTATION),
            ("presets/dev.tfvars", ""),
            ("presets/prod.tfvars", ""),
        ];
        let blueprint = Blueprint::from_tree(files.into_iter().collect()).unwrap();
        let parent: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&parent).unwrap();
        let page = app::mount(parent.clone(), Box::leak(Box::new(blueprint)));
        tick().await;
        let problems: HtmlElement = parent.query_selector("#tab-problems").unwrap().unwrap().unchecked_into();
        problems.click();
        tick().await;
        Visit { parent, _page: Box::new(page) }
    }

    fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.parent.query_selector_all(selector).unwrap();
        (0..found.length()).map(|n| found.get(n).unwrap().unchecked_into()).collect()
    }

    fn one(&self, selector: &str) -> HtmlElement {
        self.all(selector).into_iter().next().unwrap_or_else(|| panic!("no {selector}"))
    }

    fn named(&self, name: &str) -> HtmlElement {
        self.one(&format!("[aria-label=\"{name}\"]"))
    }

    fn cell(&self, key: &str) -> HtmlElement {
        self.one(&format!("[data-option=\"{key}\"]"))
    }

    async fn click(&self, element: &HtmlElement) {
        element.click();
        settle().await;
    }

    /// Types a text over what stands in a field, without leaving it.
    async fn type_into(&self, name: &str, text: &str) {
        let field = self.named(name);
        if let Some(field) = field.dyn_ref::<HtmlTextAreaElement>() {
            field.set_value(text);
        } else {
            field.unchecked_ref::<HtmlInputElement>().set_value(text);
        }
        send(&field, "input");
        settle().await;
    }

    fn text_of(&self, name: &str) -> String {
        let field = self.named(name);
        match field.dyn_ref::<HtmlTextAreaElement>() {
            Some(field) => field.value(),
            None => field.unchecked_ref::<HtmlInputElement>().value(),
        }
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        self.parent.remove();
    }
}

fn send(element: &Element, what: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    element.dispatch_event(&Event::new_with_event_init_dict(what, &init).unwrap()).unwrap();
}

fn storage() -> web_sys::Storage {
    window().local_storage().unwrap().unwrap()
}

/// The design as the browser keeps it.
fn kept() -> Json {
    serde_json::from_str(&storage().get_item(app::DESIGN).unwrap().unwrap()).unwrap()
}

fn kept_in_dev() -> Json {
    kept()["environments"]["dev"].clone()
}

fn fragment() -> String {
    window().location().hash().unwrap().trim_start_matches('#').to_owned()
}

#[wasm_bindgen_test]
async fn every_control_commits_what_is_chosen() {
    let visit = Visit::first().await;
    let before = fragment();
    visit.click(&visit.named("Switch, dev")).await;
    visit.type_into("Number, dev", "7").await;
    visit.type_into("Maybe, dev", "1.50").await;
    visit.type_into("Text, dev", "a\n\"${b}\" <b>").await;
    visit.type_into("List, dev, entry 1", "y").await;
    visit.type_into("List, dev, entry 2", "z").await;
    visit.type_into("Map, dev, name 1", "k").await;
    visit.type_into("Map, dev, value 1", "v").await;
    visit.type_into("Object, dev, a", "2").await;
    visit.type_into("Json, dev", "[1, {}]").await;
    let choice: HtmlSelectElement = visit.named("Choice, dev").unchecked_into();
    choice.set_value("b");
    send(&choice, "change");
    tick().await;
    let chosen: Json = serde_json::from_str(
        r#"{"switch": true, "number": 7, "maybe": 1.50, "text": "a\n\"${b}\" <b>", "list": ["y", "z"], "map": {"k": "v"},
            "object": {"a": 2}, "json": [1, {}], "choice": "b"}"#,
    )
    .unwrap();
    assert_eq!(kept_in_dev(), chosen);
    assert_eq!(kept()["environments"]["prod"], json!({}));

    // What is kept is what a reload and the link give.
    let link = fragment();
    assert_ne!(link, before);
    drop(visit);
    storage().clear().unwrap();
    let visit = Visit::again(&link).await;
    assert_eq!(kept_in_dev(), chosen);
    assert_eq!(visit.text_of("Text, dev"), "a\n\"${b}\" <b>");
    assert_eq!(visit.text_of("List, dev, entry 2"), "z");
    assert_eq!(visit.text_of("Map, dev, name 1"), "k");
    assert_eq!(visit.text_of("Maybe, dev"), "1.50");
}

#[wasm_bindgen_test]
async fn what_is_no_value_stays_as_it_was_typed() {
    for (name, typed) in
        [("Number, dev", "many"), ("Number, dev", ""), ("Json, dev", "{\"a\":"), ("Maybe, dev", "1e999999999999")]
    {
        let visit = Visit::first().await;
        visit.type_into(name, typed).await;
        send(&visit.named(name), "change");
        tick().await;
        assert_eq!(visit.text_of(name), typed);
        assert_eq!(visit.named(name).get_attribute("aria-invalid").as_deref(), Some("true"), "{typed}");
        assert_eq!(kept_in_dev(), json!({}));
        assert_eq!(visit.all(".problem").len(), 1);
        drop(visit);
        let visit = Visit::again("").await;
        assert_eq!(visit.text_of(name), typed, "after a reload");
        visit.click(&visit.named(&format!("Reset {name}"))).await;
        assert_ne!(visit.text_of(name), typed);
        assert_eq!(visit.all(".problem").len(), 0);
    }
}

#[wasm_bindgen_test]
async fn a_number_is_left_as_it_is_typed_until_the_field_is_left() {
    let visit = Visit::first().await;
    visit.type_into("Number, dev", "007").await;
    assert_eq!((visit.text_of("Number, dev").as_str(), kept_in_dev()), ("007", json!({"number": 7})));
    send(&visit.named("Number, dev"), "change");
    tick().await;
    assert_eq!(visit.text_of("Number, dev"), "7");
}

#[wasm_bindgen_test]
async fn a_broken_rule_is_told_at_the_control_and_mended_by_the_reset() {
    let visit = Visit::first().await;
    visit.click(&visit.named("Switch, prod")).await;
    let said = visit.cell("prod.switch").text_content().unwrap();
    assert!(said.contains("Not in prod.") && said.contains("environments/prod/variables.tf:"), "{said}");
    assert!(!visit.cell("dev.switch").text_content().unwrap().contains("Not in"));
    visit.click(&visit.named("Reset Switch, prod")).await;
    assert_eq!(kept()["environments"]["prod"], json!({}));
    assert!(!visit.named("Switch, prod").unchecked_into::<HtmlInputElement>().checked());
    assert_eq!(visit.all(".problem").len(), 0);
}

#[wasm_bindgen_test]
async fn lists_and_maps_lose_nothing() {
    let visit = Visit::first().await;
    visit.type_into("List, dev, entry 2", "y").await;
    visit.click(&visit.named("Remove List, dev, 1")).await;
    assert_eq!(kept_in_dev(), json!({"list": ["y"]}));
    visit.type_into("List, dev, entry 1", "").await;
    assert_eq!(kept_in_dev(), json!({"list": [""]}));
    send(&visit.named("List, dev, entry 1"), "blur");
    tick().await;
    assert_eq!(kept_in_dev(), json!({"list": []}));

    visit.type_into("Map, dev, name 1", "k").await;
    visit.type_into("Map, dev, value 1", "1").await;
    visit.type_into("Map, dev, name 2", "k").await;
    assert!(visit.cell("dev.map").text_content().unwrap().contains("k stands here more than once"));
    assert_eq!(visit.text_of("Map, dev, value 1"), "1");
}

#[wasm_bindgen_test]
async fn objects_are_asked_for_attribute_by_attribute() {
    let visit = Visit::first().await;
    let services = "Services, dev";
    visit.click(&visit.named(&format!("Add to {services}"))).await;
    visit.type_into(&format!("{services}, name 1"), "api").await;
    // What must be given is missed, and what was said already stays, also after a reload.
    visit.type_into(&format!("{services}, 1, cpu"), "512").await;
    assert_eq!(kept_in_dev(), json!({}));
    assert!(visit.cell("dev.services").text_content().unwrap().contains("image"), "the missing attribute is named");
    drop(visit);
    let visit = Visit::again("").await;
    assert_eq!(visit.text_of(&format!("{services}, name 1")), "api");
    assert_eq!(visit.text_of(&format!("{services}, 1, cpu")), "512");
    visit.type_into(&format!("{services}, 1, image"), "nginx").await;
    assert_eq!(kept_in_dev(), json!({"services": {"api": {"cpu": 512, "image": "nginx"}}}));

    visit.click(&visit.named(&format!("{services}, 1, spot"))).await;
    visit.type_into(&format!("{services}, 1, paths, entry 1"), "/api").await;
    visit.type_into(&format!("{services}, 1, cpu"), "").await;
    let api = json!({"image": "nginx", "spot": true, "paths": ["/api"]});
    assert_eq!(kept_in_dev(), json!({"services": {"api": api}}));
    assert_eq!(visit.named(&format!("{services}, 1, cpu")).get_attribute("placeholder").as_deref(), Some("256"));
    visit.type_into(&format!("{services}, 1, cpu"), "1").await;
    assert!(visit.cell("dev.services").text_content().unwrap().contains("At least 256 CPU units."));
    visit.type_into(&format!("{services}, 1, cpu"), "").await;

    visit.click(&visit.named(&format!("Add to {services}"))).await;
    visit.type_into(&format!("{services}, name 2"), "web").await;
    visit.type_into(&format!("{services}, 2, image"), "httpd").await;
    assert_eq!(kept_in_dev()["services"]["web"], json!({"image": "httpd"}));
    visit.click(&visit.named(&format!("Remove {services}, 1"))).await;
    assert_eq!(kept_in_dev(), json!({"services": {"web": {"image": "httpd"}}}));
    assert_eq!(visit.text_of(&format!("{services}, name 1")), "web");
    visit.click(&visit.named(&format!("Remove {services}, 1"))).await;
    assert_eq!(kept_in_dev(), json!({}));
}

#[wasm_bindgen_test]
async fn a_store_that_cannot_be_read_is_told_of_and_kept_aside() {
    for text in ["{\"version\":", "[]", "{\"version\":1,\"environments\":{\"dev\":{\"number\":\"many\"}}}", "\u{0}"] {
        storage().clear().unwrap();
        storage().set_item(app::DESIGN, text).unwrap();
        storage().set_item(app::DRAFTS, "{").unwrap();
        let visit = Visit::again("").await;
        assert_eq!(kept_in_dev(), json!({}));
        assert_eq!(visit.all(".note").len(), 1, "{text}");
        assert_eq!(storage().get_item(app::UNREADABLE).unwrap().as_deref(), Some(text));
        visit.click(&visit.one(".note > button")).await;
        assert_eq!(visit.all(".note").len(), 0);
    }
}

#[wasm_bindgen_test]
async fn a_link_that_is_pasted_takes_the_designs_place_and_a_broken_one_does_not() {
    let visit = Visit::first().await;
    visit.type_into("Text, dev", "first").await;
    let first = fragment();
    visit.type_into("Number, dev", "3").await;
    window().location().set_hash(&first).unwrap();
    send_to_window("hashchange").await;
    assert_eq!(kept_in_dev(), json!({"text": "first"}));
    assert_eq!(visit.text_of("Number, dev"), "5");

    window().location().set_hash("v1.broken").unwrap();
    send_to_window("hashchange").await;
    assert_eq!(visit.all(".note").len(), 1);
    assert_eq!(fragment(), first);
    assert_eq!(visit.text_of("Text, dev"), "first");
}

async fn send_to_window(what: &str) {
    window().dispatch_event(&Event::new(what).unwrap()).unwrap();
    settle().await;
}

#[wasm_bindgen_test]
async fn a_change_renders_its_own_control_alone() {
    let visit = Visit::first().await;
    visit.click(&visit.named("Switch, dev")).await; // the first change also brings the button that resets
    let seen = std::rc::Rc::new(std::cell::RefCell::new(Vec::<String>::new()));
    let writes = seen.clone();
    let listener = Closure::<dyn Fn(js_sys::Array)>::new(move |records: js_sys::Array| {
        for record in records.iter() {
            let target: web_sys::Node = record.unchecked_into::<web_sys::MutationRecord>().target().unwrap();
            let element = target.dyn_ref::<Element>().cloned().or_else(|| target.parent_element());
            let cell = element.and_then(|element| element.closest("[data-option], .option").unwrap());
            writes
                .borrow_mut()
                .extend(cell.map(|cell| cell.get_attribute("data-option").unwrap_or_else(|| "a row".into())));
        }
    });
    let observer = web_sys::MutationObserver::new(listener.as_ref().unchecked_ref()).unwrap();
    let what = web_sys::MutationObserverInit::new();
    what.set_subtree(true);
    what.set_child_list(true);
    what.set_attributes(true);
    what.set_character_data(true);
    observer.observe_with_options(&visit.one(".grid"), &what).unwrap();
    visit.type_into("Number, dev", "6").await;
    tick().await;
    observer.disconnect();
    let mut seen = seen.borrow().clone();
    seen.sort();
    seen.dedup();
    // The cell, and the mark in its row that the environments differ.
    assert_eq!(seen, ["a row", "dev.number"]);
}

#[wasm_bindgen_test]
async fn when_landform_stops_the_design_can_be_saved() {
    let visit = Visit::first().await;
    visit.type_into("Text, dev", "kept").await;
    let parent = document().create_element("div").unwrap();
    app::show_crash(&parent, "why <b>").unwrap();
    assert!(parent.text_content().unwrap().contains("why <b>"));
    let save = parent.query_selector("a[download=\"landform.json\"]").unwrap().unwrap();
    let url = save.get_attribute("href").unwrap();
    let response = wasm_bindgen_futures::JsFuture::from(window().fetch_with_str(&url)).await.unwrap();
    let text = response.unchecked_into::<web_sys::Response>().text().unwrap();
    let text = wasm_bindgen_futures::JsFuture::from(text).await.unwrap().as_string().unwrap();
    assert_eq!(serde_json::from_str::<Json>(&text).unwrap()["environments"]["dev"], json!({"text": "kept"}));
}
