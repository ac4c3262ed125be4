//! What was typed and fits no value: it stays in its control, and in the browser's storage, until it is mended.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A text that is no value of its option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// As it was typed.
    pub text: String,
    /// Why it is none: `a number is required`.
    pub reason: String,
}

/// By control, as [`super::Cell`] is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drafts(BTreeMap<String, Draft>);

impl Drafts {
    /// What was typed into a control, when it fits no value.
    pub fn get(&self, cell: &str) -> Option<&Draft> {
        self.0.get(cell)
    }

    /// All of them, by control.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Draft)> {
        self.0.iter().map(|(cell, draft)| (cell.as_str(), draft))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Keeps a text; none when the control holds a value. Whether that changed anything.
    pub fn put(&mut self, cell: &str, draft: Option<Draft>) -> bool {
        match draft {
            Some(draft) => self.0.insert(cell.to_owned(), draft.clone()).as_ref() != Some(&draft),
            None => self.0.remove(cell).is_some(),
        }
    }

    /// What was typed into the controls of an environment goes with it when it gets another name. Whether there was any.
    pub fn rename(&mut self, from: &str, to: &str) -> bool {
        let (from, to) = (format!("{from}."), format!("{to}."));
        let moved: Vec<String> = self.0.keys().filter(|cell| cell.starts_with(&from)).cloned().collect();
        for cell in &moved {
            if let (Some(draft), Some(option)) = (self.0.remove(cell), cell.strip_prefix(&from)) {
                self.0.insert(format!("{to}{option}"), draft);
            }
        }
        !moved.is_empty()
    }

    /// As it is stored.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From what was stored; nothing from what cannot be read.
    pub fn read(text: &str) -> Drafts {
        serde_json::from_str(text).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_survives_storage_and_goes_when_it_is_mended() {
        let mut drafts = Drafts::default();
        let draft = Draft { text: "1\"0\n".into(), reason: "a number is required".into() };
        assert!(drafts.put("dev.port", Some(draft.clone())));
        assert!(!drafts.put("dev.port", Some(draft.clone())));
        assert_eq!(Drafts::read(&drafts.to_json()).get("dev.port"), Some(&draft));
        assert!(drafts.put("dev.port", None));
        assert!(drafts.is_empty() && !drafts.put("dev.port", None));
        assert!(Drafts::read("{\"a\":").is_empty());
    }

    #[test]
    fn drafts_go_with_an_environment_that_gets_another_name() {
        let mut drafts = Drafts::default();
        let draft = Draft { text: "http".into(), reason: "a number is required".into() };
        for cell in ["dev.port", "dev-two.port", "shared.owner"] {
            drafts.put(cell, Some(draft.clone()));
        }
        assert!(drafts.rename("dev", "play") && !drafts.rename("dev", "play"));
        let cells: Vec<&str> = drafts.iter().map(|(cell, _)| cell).collect();
        assert_eq!(cells, ["dev-two.port", "play.port", "shared.owner"]);
    }
}
