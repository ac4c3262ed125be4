//! What a visit begins with: the link in the address, what the browser kept, or the presets.
//!
//! Invariant: of what is found, whatever does not become the design is kept aside or told of.

use std::sync::Arc;

use super::drafts::Drafts;
use crate::blueprint::Blueprint;
use crate::changes::FileChange;
use crate::design::{Design, Note, file, link};

/// What the browser kept, each as it was stored.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    /// The design.
    pub design: Option<String>,
    /// What was typed and fitted nothing.
    pub drafts: Option<String>,
}

/// Something to tell the user above the page, until it is dismissed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notice {
    /// What is the matter, in a few words.
    pub title: String,
    /// One by one.
    pub items: Vec<String>,
    /// A design that can be brought back instead.
    pub instead: Option<Design>,
    /// What regenerating a repository that was read would change in its files.
    pub upgrade: Option<Arc<Vec<FileChange>>>,
    /// Whether a newer version of the page waits to be taken.
    pub update: bool,
    /// A text that would be lost: the name of a file, and what would stand in it.
    pub rescued: Option<(String, String)>,
}

/// How a visit begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// What is shown.
    pub design: Design,
    /// What was typed before and fits nothing.
    pub drafts: Drafts,
    /// What to tell.
    pub notices: Vec<Notice>,
    /// What was stored and cannot be read: to be kept under another name before anything is stored over it.
    pub unreadable: Option<String>,
}

/// A visit with `hash` in the address (with its `#`, or empty) and what the browser kept.
pub fn start(blueprint: &Blueprint, hash: &str, kept: &Kept) -> Start {
    let mut notices = Vec::new();
    let mut unreadable = None;
    let stored = kept.design.as_deref().map(|text| {
        let read = file::read(text, blueprint);
        if !read.notes.is_empty() {
            unreadable = Some(text.to_owned());
            notices.push(not_kept("The design that this browser kept could not be read whole", &read.notes, text));
        }
        read.design
    });
    let drafts = || kept.drafts.as_deref().map(Drafts::read).unwrap_or_default();
    let fragment = hash.trim_start_matches('#');
    let opened = (!fragment.is_empty()).then(|| open(blueprint, fragment));
    match (opened, stored) {
        (Some(opened), stored) => {
            notices.extend(opened.notice);
            match (opened.design, stored) {
                (None, stored) => Start {
                    design: stored.unwrap_or_else(|| Design::new(blueprint)),
                    drafts: drafts(),
                    notices,
                    unreadable,
                },
                (Some(design), Some(own)) if own == design => Start { design, drafts: drafts(), notices, unreadable },
                (Some(design), own) => {
                    let own = own.filter(|own| *own != Design::new(blueprint));
                    notices.extend(own.map(|own| Notice {
                        title: "This design comes from the link that you opened".to_owned(),
                        items: vec!["The one that you worked on before is kept.".to_owned()],
                        instead: Some(own),
                        ..Notice::default()
                    }));
                    Start { design, drafts: Drafts::default(), notices, unreadable }
                }
            }
        }
        (None, Some(design)) => Start { design, drafts: drafts(), notices, unreadable },
        (None, None) => Start { design: Design::new(blueprint), drafts: Drafts::default(), notices, unreadable },
    }
}

/// A link that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// What it holds; none when nothing of it could be read.
    pub design: Option<Design>,
    /// What could not be kept.
    pub notice: Option<Notice>,
}

/// Opens a link: what stands behind the `#` of an address.
pub fn open(blueprint: &Blueprint, fragment: &str) -> Opened {
    let (design, notes) = link::decode(fragment, blueprint);
    let nothing = notes.iter().any(|note| note.path.is_empty()) && design == Design::new(blueprint);
    if nothing {
        let mut items: Vec<String> = notes.into_iter().map(|note| note.what).collect();
        items.push("What stood here before still stands. Ask for the link again.".to_owned());
        let title = "The link could not be read".to_owned();
        return Opened {
            design: None,
            notice: Some(Notice { title, items, rescued: rescued(fragment), ..Notice::default() }),
        };
    }
    let notice = (!notes.is_empty()).then(|| not_kept("Not everything in the link could be kept", &notes, fragment));
    Opened { design: Some(design), notice }
}

fn not_kept(title: &str, notes: &[Note], text: &str) -> Notice {
    Notice {
        title: title.to_owned(),
        items: notes.iter().map(ToString::to_string).collect(),
        rescued: rescued(text),
        ..Notice::default()
    }
}

/// What would be lost, as a file.
fn rescued(text: &str) -> Option<(String, String)> {
    Some(("landform-unread.txt".to_owned(), text.to_owned()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::fixture;
    use super::*;
    use crate::design::RootId;

    fn with_port(blueprint: &Blueprint, port: u16) -> Design {
        let mut design = Design::new(blueprint);
        design.set(blueprint, &RootId::environment("dev"), "port", &json!(port)).unwrap();
        design
    }

    fn kept(blueprint: &Blueprint, design: &Design) -> Kept {
        let drafts = "{\"prod.port\":{\"text\":\"x\",\"reason\":\"y\"}}".to_owned();
        Kept { design: Some(file::write(design, blueprint, None)), drafts: Some(drafts) }
    }

    #[test]
    fn the_link_is_before_what_was_kept_and_that_before_the_presets() {
        let blueprint = fixture::blueprint();
        let (own, presets) = (with_port(&blueprint, 81), Design::new(&blueprint));
        let given = with_port(&blueprint, 82);
        let hash = format!("#{}", link::encode(&given, &blueprint));

        let first = start(&blueprint, "", &Kept::default());
        assert_eq!((first.design, first.notices.len()), (presets.clone(), 0));

        let again = start(&blueprint, "", &kept(&blueprint, &own));
        assert_eq!((again.design, again.notices.len(), again.drafts.is_empty()), (own.clone(), 0, false));

        let opened = start(&blueprint, &hash, &kept(&blueprint, &own));
        assert_eq!((opened.design, opened.drafts.is_empty()), (given.clone(), true));
        assert_eq!(opened.notices.iter().map(|notice| notice.instead.clone()).collect::<Vec<_>>(), [Some(own)]);

        let reloaded = start(&blueprint, &hash, &kept(&blueprint, &given));
        assert_eq!((reloaded.notices.len(), reloaded.drafts.is_empty()), (0, false));
        assert_eq!(start(&blueprint, &hash, &kept(&blueprint, &presets)).notices, [], "presets need no keeping");
    }

    #[test]
    fn what_cannot_be_read_takes_nothing_away() {
        let blueprint = fixture::blueprint();
        let own = with_port(&blueprint, 81);
        for hash in ["#v1.broken", "#else", "#v1.", "#v9.AAAA"] {
            let start = start(&blueprint, hash, &kept(&blueprint, &own));
            assert_eq!(start.design, own, "{hash}");
            assert_eq!(start.notices.len(), 1, "{hash}");
            assert_eq!(start.notices[0].rescued.as_ref().map(|(_, text)| text.as_str()), Some(&hash[1..]));
        }
        let torn = Kept { design: Some("{\"version\":".to_owned()), drafts: None };
        let start = start(&blueprint, "", &torn);
        assert_eq!((start.design, start.unreadable), (Design::new(&blueprint), torn.design));
        assert_eq!(start.notices.len(), 1);
    }
}
