//! A list or a map while it is edited: a field a line, the last of which is empty and waits.
//!
//! Invariants: what is typed is never changed or dropped; entries keep their number while others come and go.

use serde_json::{Map, Value as Json};

use super::text;
use crate::design::Control;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number, for as long as it is there.
    pub id: usize,
    /// The name; empty in a list.
    pub key: String,
    /// The value.
    pub value: String,
}

/// Which field of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The name.
    Key,
    /// The value.
    Value,
}

/// All lines; the last waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entries {
    lines: Vec<Entry>,
    next: usize,
}

impl Entries {
    /// The lines of a list or a map, numbered from `first`.
    pub fn of(value: &Json, element: &Control, first: usize) -> Entries {
        let mut entries = Entries { lines: Vec::new(), next: first };
        match value {
            Json::Array(elements) => elements.iter().for_each(|value| entries.add("", &text::shown(element, value))),
            Json::Object(values) => {
                values.iter().for_each(|(key, value)| entries.add(key, &text::shown(element, value)))
            }
            _ => {}
        }
        entries.add("", "");
        entries
    }

    fn add(&mut self, key: &str, value: &str) {
        self.lines.push(Entry { id: self.next, key: key.to_owned(), value: value.to_owned() });
        self.next += 1;
    }

    /// The lines, the waiting one last.
    pub fn lines(&self) -> &[Entry] {
        &self.lines
    }

    /// A number that no line has had.
    pub fn next(&self) -> usize {
        self.next
    }

    /// Whether a line is the one that waits.
    pub fn waits(&self, id: usize) -> bool {
        self.lines.last().is_some_and(|last| last.id == id)
    }

    /// Writes into a line. Once the waiting one is written into, another waits.
    pub fn write(&mut self, id: usize, part: Part, text: &str) {
        if let Some(line) = self.lines.iter_mut().find(|line| line.id == id) {
            match part {
                Part::Key => text.clone_into(&mut line.key),
                Part::Value => text.clone_into(&mut line.value),
            }
        }
        if self.lines.last().is_none_or(|last| !last.key.is_empty() || !last.value.is_empty()) {
            self.add("", "");
        }
    }

    /// Writes several texts, the first into a line, the others into new ones behind it.
    pub fn write_all(&mut self, id: usize, texts: &[&str]) {
        let Some(at) = self.lines.iter().position(|line| line.id == id) else { return };
        let [first, others @ ..] = texts else { return };
        self.write(id, Part::Value, first);
        for (n, text) in others.iter().enumerate() {
            self.lines.insert(at + 1 + n, Entry { id: self.next, key: String::new(), value: (*text).to_owned() });
            self.next += 1;
        }
    }

    /// Takes a line away; the waiting one stays.
    pub fn remove(&mut self, id: usize) {
        if !self.waits(id) {
            self.lines.retain(|line| line.id != id);
        }
    }

    /// Whether a line is empty and does not wait.
    pub fn is_blank(&self, id: usize) -> bool {
        !self.waits(id) && self.lines.iter().any(|line| line.id == id && line.key.is_empty() && line.value.is_empty())
    }

    /// The names that stand on more than one line: of those a map keeps the last.
    pub fn repeated(&self) -> Vec<String> {
        repeated(self.written().map(|line| &*line.key))
    }

    fn written(&self) -> impl Iterator<Item = &Entry> {
        self.lines.iter().filter(|line| !self.waits(line.id))
    }

    /// As a list.
    pub fn list(&self, element: &Control) -> Json {
        self.written().map(|line| value(element, &line.value)).collect()
    }

    /// As a map.
    pub fn map(&self, element: &Control) -> Json {
        Json::Object(self.written().map(|line| (line.key.clone(), value(element, &line.value))).collect::<Map<_, _>>())
    }
}

/// The names that are there more than once, in the order in which they come again.
pub fn repeated<'k>(keys: impl Iterator<Item = &'k str>) -> Vec<String> {
    let keys: Vec<&str> = keys.collect();
    let is_again = |(n, key): &(usize, &&str)| keys.iter().take(*n).any(|other| other == *key);
    let mut repeated: Vec<String> =
        keys.iter().enumerate().filter(is_again).map(|(_, key)| (*key).to_owned()).collect();
    repeated.dedup();
    repeated
}

fn value(element: &Control, typed: &str) -> Json {
    text::read(element, false, typed).unwrap_or_else(|_| Json::String(typed.to_owned()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const TEXT: Control = Control::Text { pattern: None };
    const NUMBER: Control = Control::Number { min: None, max: None, integer: true };

    #[test]
    fn whatever_is_in_a_list_or_map_comes_back() {
        for list in [json!([]), json!(["a", "", "b\nc", "a"])] {
            assert_eq!(Entries::of(&list, &TEXT, 0).list(&TEXT), list);
        }
        assert_eq!(Entries::of(&json!([1, 2.5]), &NUMBER, 0).list(&NUMBER), json!([1, 2.5]));
        for map in [json!({}), json!({"b": "1", "a": "", "": "x"})] {
            assert_eq!(Entries::of(&map, &TEXT, 0).map(&TEXT), map);
        }
    }

    #[test]
    fn writing_into_the_waiting_line_makes_another_wait() {
        let mut entries = Entries::of(&json!(["a"]), &TEXT, 7);
        assert_eq!(entries.lines().iter().map(|l| l.id).collect::<Vec<_>>(), [7, 8]);
        entries.write(8, Part::Value, "b");
        assert_eq!(entries.lines().iter().map(|l| l.id).collect::<Vec<_>>(), [7, 8, 9]);
        assert_eq!(entries.list(&TEXT), json!(["a", "b"]));
        entries.write(7, Part::Value, "");
        assert!(entries.is_blank(7) && !entries.is_blank(9));
        entries.remove(7);
        entries.remove(9);
        assert_eq!(entries.list(&TEXT), json!(["b"]));
        assert!(entries.waits(9));
    }

    #[test]
    fn several_lines_can_be_pasted_at_once() {
        let mut entries = Entries::of(&json!(["a", "d"]), &TEXT, 0);
        entries.write_all(0, &["a", "b", "c"]);
        assert_eq!(entries.list(&TEXT), json!(["a", "b", "c", "d"]));
        entries.write_all(entries.lines().last().unwrap().id, &["e", "f"]);
        assert_eq!(entries.list(&TEXT), json!(["a", "b", "c", "d", "e", "f"]));
        let ids: std::collections::BTreeSet<_> = entries.lines().iter().map(|l| l.id).collect();
        assert_eq!(ids.len(), 7);
    }

    #[test]
    fn a_name_that_stands_twice_is_told() {
        let mut entries = Entries::of(&json!({"a": "1"}), &TEXT, 0);
        entries.write(1, Part::Key, "a");
        entries.write(1, Part::Value, "2");
        assert_eq!(entries.repeated(), ["a"]);
        assert_eq!(entries.map(&TEXT), json!({"a": "2"}));
    }
}
