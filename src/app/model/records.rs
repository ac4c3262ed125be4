//! A list or a map whose elements are more than a line, while it is edited: each element is asked for by itself.
//!
//! Invariants: what is typed is never changed or dropped; elements keep their number while others come and go.

use serde_json::{Map, Value as Json};

use super::entries::repeated;
use crate::design::{Attribute, Control};

/// One element.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Its number, for as long as it is there.
    pub id: usize,
    /// The name; empty in a list.
    pub key: String,
    /// The value, as far as it is there.
    pub value: Json,
}

/// All elements, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    all: Vec<Record>,
    next: usize,
}

/// Whether what is asked for by a control takes more than a line.
pub fn is_record(control: &Control) -> bool {
    matches!(control, Control::Object { .. } | Control::List { .. } | Control::Map { .. })
}

/// Whether the value of a control is put together from objects, or from lists and maps in lists and maps.
pub fn is_put_together(control: &Control) -> bool {
    match control {
        Control::List { element } | Control::Map { element } => is_record(element),
        Control::Object { .. } => true,
        _ => false,
    }
}

impl Records {
    /// The elements of a list or a map, numbered from `first`.
    pub fn of(value: &Json, first: usize) -> Records {
        let mut records = Records { all: Vec::new(), next: first };
        match value {
            Json::Array(elements) => elements.iter().for_each(|value| records.push("", value.clone())),
            Json::Object(entries) => entries.iter().for_each(|(key, value)| records.push(key, value.clone())),
            _ => {}
        }
        records
    }

    fn push(&mut self, key: &str, value: Json) {
        self.all.push(Record { id: self.next, key: key.to_owned(), value });
        self.next += 1;
    }

    /// The elements.
    pub fn all(&self) -> &[Record] {
        &self.all
    }

    /// A number that no element has had.
    pub fn next(&self) -> usize {
        self.next
    }

    /// An element; none when it is gone.
    pub fn get(&self, id: usize) -> Option<&Record> {
        self.all.iter().find(|record| record.id == id)
    }

    /// Another element behind the others, with what can be there before anything is said.
    pub fn add(&mut self, element: &Control) {
        self.push("", blank(element));
    }

    /// Takes an element away.
    pub fn remove(&mut self, id: usize) {
        self.all.retain(|record| record.id != id);
    }

    /// Gives an element another name.
    pub fn rename(&mut self, id: usize, key: &str) {
        if let Some(record) = self.all.iter_mut().find(|record| record.id == id) {
            key.clone_into(&mut record.key);
        }
    }

    /// Gives an element another value.
    pub fn set(&mut self, id: usize, value: Json) {
        if let Some(record) = self.all.iter_mut().find(|record| record.id == id) {
            record.value = value;
        }
    }

    /// The names that several elements have: of those a map keeps the last.
    pub fn repeated(&self) -> Vec<String> {
        repeated(self.all.iter().map(|record| &*record.key))
    }

    /// As a list.
    pub fn list(&self) -> Json {
        self.all.iter().map(|record| record.value.clone()).collect()
    }

    /// As a map.
    pub fn map(&self) -> Json {
        Json::Object(self.all.iter().map(|record| (record.key.clone(), record.value.clone())).collect::<Map<_, _>>())
    }
}

/// What stands in an object's attribute; its default where it is left out.
pub fn attribute(object: &Json, of: &Attribute) -> Json {
    let given = object.get(&*of.name).filter(|value| !value.is_null()).cloned();
    // A field shows the default as what it would be; a switch has no such place.
    let shown = matches!(of.control, Control::Switch).then(|| of.default.clone()).flatten();
    given.or(shown).unwrap_or_default()
}

/// An object with another value in an attribute; without it where that is null and may be left out.
pub fn with_attribute(object: &Json, of: &Attribute, value: Json) -> Json {
    let mut entries = object.as_object().cloned().unwrap_or_default();
    if of.optional && value.is_null() {
        entries.shift_remove(&*of.name);
    } else {
        entries.insert(of.name.to_string(), value);
    }
    Json::Object(entries)
}

/// What can be there before anything is said: no more than what must be and goes without saying.
fn blank(control: &Control) -> Json {
    match control {
        Control::Switch => false.into(),
        Control::Choice { choices } => choices.first().cloned().unwrap_or_default(),
        Control::Number { min, .. } => {
            min.as_ref().and_then(|min| serde_json::from_str(&min.to_string()).ok()).unwrap_or_default()
        }
        Control::List { .. } => Json::Array(Vec::new()),
        Control::Map { .. } => Json::Object(Map::new()),
        Control::Object { fields } => {
            let needed = fields.iter().filter(|field| !field.optional);
            let said = needed.map(|field| (field.name.to_string(), blank(&field.control)));
            Json::Object(said.filter(|(_, value)| !value.is_null()).collect())
        }
        Control::Text { .. } | Control::Json => Json::Null,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn field(name: &str, control: Control, optional: bool, default: Option<Json>) -> Attribute {
        Attribute { name: name.into(), control, optional, default }
    }

    fn service() -> Control {
        let number = Control::Number { min: Some(256i64.into()), max: None, integer: true };
        Control::Object {
            fields: vec![
                field("image", Control::Text { pattern: None }, false, None),
                field("cpu", number, false, None),
                field("spot", Control::Switch, true, Some(true.into())),
                field("paths", Control::List { element: Box::new(Control::Text { pattern: None }) }, false, None),
            ],
        }
    }

    #[test]
    fn whatever_is_in_a_list_or_map_comes_back() {
        for list in [json!([]), json!([{"a": 1}, {}, {"a": 1}])] {
            assert_eq!(Records::of(&list, 0).list(), list);
        }
        for map in [json!({}), json!({"b": {"x": null}, "a": [], "": {}})] {
            assert_eq!(Records::of(&map, 3).map(), map);
        }
    }

    #[test]
    fn an_element_is_added_named_changed_and_removed() {
        let mut records = Records::of(&json!({"api": {"image": "a", "cpu": 256, "paths": []}}), 7);
        records.add(&service());
        assert_eq!(records.all().iter().map(|record| record.id).collect::<Vec<_>>(), [7, 8]);
        assert_eq!(records.get(8).map(|record| record.value.clone()), Some(json!({"cpu": 256, "paths": []})));
        records.rename(8, "api");
        assert_eq!(records.repeated(), ["api"]);
        records.rename(8, "web");
        records.set(8, json!({"image": "b"}));
        records.remove(7);
        assert_eq!((records.map(), records.next()), (json!({"web": {"image": "b"}}), 9));
    }

    #[test]
    fn what_may_be_left_out_is_left_out_when_it_is_emptied() {
        let spot = field("spot", Control::Switch, true, Some(true.into()));
        let cpu = field("cpu", Control::Number { min: None, max: None, integer: true }, true, Some(256.into()));
        let object = json!({"image": "a"});
        assert_eq!((attribute(&object, &spot), attribute(&object, &cpu)), (json!(true), Json::Null));
        let with = with_attribute(&object, &cpu, json!(512));
        assert_eq!(with, json!({"image": "a", "cpu": 512}));
        assert_eq!(with_attribute(&with, &cpu, Json::Null), object);
        let image = field("image", Control::Text { pattern: None }, false, None);
        assert_eq!(with_attribute(&object, &image, json!("")), json!({"image": ""}));
    }
}
