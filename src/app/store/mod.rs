//! The signals: the design and what follows from it, and what of it is looked at.
//!
//! One direction: controls call [`Store::choose`] and its like, which store the design, write the address and set the
//! signal; everything on the page reads memos of that signal. Each control reads a memo of its own, so that a change
//! renders what it changes and nothing else.

mod begun;
mod costs;
mod environments;
mod favourites;
mod fixes;
mod looking;
mod steps;
mod touched;
mod view;
mod whole;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use serde_json::Value as Json;

use super::browser::address::{self, Address};
use super::browser::storage;
use super::browser::turns::Turns;
use super::model::favourites::Favourites;
use super::model::history::{self, History};
use super::model::planned::{self, Scope};
use super::model::starting::Notice;
use super::model::{Cell, Draft, Drafts, Found, Place, text};
use crate::blueprint::Blueprint;
use crate::changes::FileChange;
use crate::design::{Control, Design, Evaluation, Form, OptionSpec, RootId, Unfit, evaluate_again, file, link};
use crate::export::Repository;
use crate::rest::{Rest, step};

use costs::Used;

pub use begun::Begun;
pub use costs::Estimates;
pub use fixes::Fixes;
pub use looking::Looking;
pub use view::View;

/// Whether a change is whole or is still being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// One click.
    Whole,
    /// One key of several.
    Typing,
}

/// Everything that the page's parts share.
#[derive(Clone, Copy)]
pub struct Store {
    /// What everything is read off.
    pub blueprint: &'static Blueprint,
    /// Groups, options, controls.
    pub form: &'static Form,
    /// What differs from the presets.
    pub design: ReadSignal<Design>,
    set_design: WriteSignal<Design>,
    /// The design's roots: the environments in their order, then what exists once.
    pub roots: ReadSignal<Arc<Vec<RootId>>>,
    set_roots: WriteSignal<Arc<Vec<RootId>>>,
    /// What was typed and fits nothing.
    pub drafts: ReadSignal<Drafts>,
    set_drafts: WriteSignal<Drafts>,
    touched: touched::Touched,
    /// What Terraform would say. It follows a change as soon as that has been painted.
    pub evaluation: ReadSignal<Arc<Evaluation>>,
    set_evaluation: WriteSignal<Arc<Evaluation>>,
    /// What Terraform would have said before the last step.
    pub before: ReadSignal<Arc<Evaluation>>,
    set_before: WriteSignal<Arc<Evaluation>>,
    /// What is assumed of each root's use, where something was said of it.
    usage: Memo<Used>,
    /// What each root costs; and what it cost before the last step.
    estimates: Memo<Estimates>,
    estimates_before: RwSignal<Estimates>,
    /// What the last step changed in the plan, by root.
    pub differences: Memo<Arc<planned::Step>>,
    /// Whether a change has not been evaluated yet.
    due: StoredValue<bool>,
    /// What was planned and what it cost before a step that has not been evaluated yet.
    begun: StoredValue<Option<(Arc<Evaluation>, Estimates)>>,
    /// What was done in this visit.
    pub history: RwSignal<History>,
    /// What undoing undoes.
    pub undoable: Memo<Option<String>>,
    /// What redoing does again.
    pub redoable: Memo<Option<String>>,
    /// The problems in it and in the drafts.
    pub problems: ReadSignal<Arc<Vec<Arc<Found>>>>,
    set_problems: WriteSignal<Arc<Vec<Arc<Found>>>>,
    /// The controls that do nothing, because another option is not what they need.
    pub idle: ReadSignal<Arc<BTreeSet<Cell>>>,
    set_idle: WriteSignal<Arc<BTreeSet<Cell>>>,
    /// Those of them that were gone to or changed: they stay in sight until the next visit.
    pub revealed: StoredValue<BTreeSet<Cell>>,
    /// Whether every file of the blueprint is there: then a repository can be made.
    pub whole: RwSignal<bool>,
    waiting: whole::Waiting,
    /// What would mend them, as far as it has been found.
    pub fixes: RwSignal<Fixes>,
    /// Designs that were given a name.
    pub favourites: RwSignal<Favourites>,
    /// What is told above the page.
    pub notices: RwSignal<Vec<Notice>>,
    /// What is said at the foot of the page, and read aloud.
    pub said: RwSignal<String>,
    /// How many options stand on the page already.
    pub built: RwSignal<usize>,
    /// Whether what is looked at beside the options stands there too. On a phone that is when it is looked at first.
    pub beside: RwSignal<bool>,
    /// What is looked at on a phone.
    pub page: RwSignal<View>,
    /// What is looked at beside the options.
    pub tab: RwSignal<View>,
    /// The file that is looked at, and its lines.
    pub place: RwSignal<Option<Place>>,
    /// What is looked at in the plan.
    pub looking: Looking,
    /// What options are sought for.
    pub sought: RwSignal<String>,
    /// Whether only those are shown that differ from the presets.
    pub only_changed: RwSignal<bool>,
    /// How many files of how many are in the zip that is being made.
    pub zipping: RwSignal<Option<(usize, usize)>>,
    /// The making of it.
    pub zipped: Turns,
    /// Whether it is asked if a repository with problems shall be downloaded.
    pub asking: RwSignal<bool>,
    /// Whether the search over everything is open.
    pub searching: RwSignal<bool>,
    /// Whether the history and the favourites are shown.
    pub remembering: RwSignal<bool>,
    /// Whether designs are compared.
    pub comparing: RwSignal<bool>,
    /// What regenerating a repository that was read would change, while that is shown.
    pub upgrading: RwSignal<Option<Arc<Vec<FileChange>>>>,
    /// Whether the ways out of the page are shown.
    pub sharing: RwSignal<bool>,
    /// Whether the sheet of keys is open.
    pub keys: RwSignal<bool>,
    /// Whether keys without Ctrl or Alt do something: who dictates or trembles can switch them off.
    pub single_keys: RwSignal<bool>,
    address: StoredValue<Address, LocalStorage>,
    refused: StoredValue<bool>,
}

impl Store {
    /// Of a visit that has begun.
    pub fn new(blueprint: &'static Blueprint, begun: Begun) -> Store {
        let Begun { form, start, evaluation, estimates: estimated } = begun;
        let form: &'static Form = Box::leak(Box::new(form));
        let (design, set_design) = signal(start.design);
        let (roots, set_roots) = signal(Arc::new(design.with_untracked(|design| design.roots(blueprint).collect())));
        let (drafts, set_drafts) = signal(start.drafts);
        let (evaluation, set_evaluation) = signal(Arc::new(evaluation));
        let (before, set_before) = signal(evaluation.get_untracked());
        let differences = Memo::new(move |_| {
            Arc::new(before.with(|before| evaluation.with(|evaluation| planned::step(before, evaluation))))
        });
        let usage = Memo::new(move |_| design.with(|design| design.usage.clone()));
        let estimated = Arc::new(estimated);
        let estimates = Memo::new(move |before: Option<&Estimates>| {
            let before = before.unwrap_or(&estimated);
            evaluation.with(|now| usage.with(|usage| costs::estimates(blueprint, now, usage, before)))
        });
        let estimates_before = RwSignal::new(estimates.get_untracked());
        let history = RwSignal::new(History::default());
        let called = move |old: &Design, new: &Design| history::step(blueprint, form, old, new);
        let undoable = Memo::new(move |_| {
            history.with(|history| design.with(|now| history.before().and_then(|old| called(old, now))))
        });
        let redoable = Memo::new(move |_| {
            history.with(|history| design.with(|now| history.after().and_then(|new| called(now, new))))
        });
        let (problems, set_problems) = signal(Arc::default());
        let (idle, set_idle) = signal(Arc::default());
        let store = Store {
            blueprint,
            form,
            design,
            set_design,
            roots,
            set_roots,
            drafts,
            set_drafts,
            touched: touched::triggers(form),
            evaluation,
            set_evaluation,
            before,
            set_before,
            usage,
            estimates,
            estimates_before,
            differences,
            due: StoredValue::new(false),
            begun: StoredValue::new(None),
            history,
            undoable,
            redoable,
            problems,
            set_problems,
            idle,
            set_idle,
            revealed: StoredValue::new(BTreeSet::new()),
            whole: RwSignal::new(blueprint.is_whole()),
            waiting: StoredValue::new_local(Vec::new()),
            fixes: RwSignal::new(Vec::new()),
            favourites: RwSignal::new(Favourites::default()),
            notices: RwSignal::new(start.notices),
            said: RwSignal::new(String::new()),
            built: RwSignal::new(0),
            beside: RwSignal::new(false),
            page: RwSignal::new(View::Options),
            tab: RwSignal::new(View::kept().unwrap_or(View::Diagram)),
            place: RwSignal::new(None),
            looking: Looking::new(roots.with_untracked(|roots| roots.first().cloned())),
            sought: RwSignal::new(String::new()),
            only_changed: RwSignal::new(false),
            zipping: RwSignal::new(None),
            zipped: Turns::new(),
            asking: RwSignal::new(false),
            searching: RwSignal::new(false),
            remembering: RwSignal::new(false),
            comparing: RwSignal::new(false),
            upgrading: RwSignal::new(None),
            sharing: RwSignal::new(false),
            keys: RwSignal::new(false),
            single_keys: RwSignal::new(storage::read(storage::NO_SINGLE_KEYS).ok().flatten().is_none()),
            address: StoredValue::new_local(Address::default()),
            refused: StoredValue::new(false),
        };
        store.stay_on_what_is_there();
        store.look_for_fixes();
        store
    }

    /// Takes in what the visit began with: what is wrong with it, what does nothing, what is kept of it.
    pub async fn begin_visit(self, rest: &dyn Rest) {
        self.follow_problems();
        self.follow_idle();
        step(rest).await;
        self.keep();
        self.read_favourites();
        self.address.update_value(|address| address.settle(self.link()));
        step(rest).await;
    }

    /// Chooses a value; a text that fits nothing stays as a draft, and the value as it was.
    pub fn choose(self, option: &OptionSpec, cell: &Cell, value: Result<Json, String>, typed: &str, change: Change) {
        let roots = self.roots.get_untracked();
        let Some(root) = cell.roots(option, &roots).next() else { return };
        let mut design = self.design.get_untracked();
        let set = value.and_then(|value| {
            design.set(self.blueprint, root, &option.name, &value).map_err(|unfit| match unfit {
                Unfit::Type { reason, .. } => reason,
                other => other.to_string(),
            })
        });
        let draft = set.err().map(|reason| Draft { text: typed.to_owned(), reason });
        self.change(design, cell, draft, change);
    }

    /// Goes back to the preset.
    pub fn reset(self, option: &OptionSpec, cell: &Cell) {
        let roots = self.roots.get_untracked();
        let Some(root) = cell.roots(option, &roots).next() else { return };
        let mut design = self.design.get_untracked();
        design.reset(self.blueprint, root, &option.name);
        self.change(design, cell, None, Change::Whole);
    }

    fn change(self, design: Design, cell: &Cell, draft: Option<Draft>, change: Change) {
        let key = cell.to_string();
        let changed = self.design.with_untracked(|current| *current != design);
        let mut drafts = self.drafts.get_untracked();
        let drafted = drafts.put(&key, draft);
        if !changed && !drafted {
            return;
        }
        self.write(storage::DESIGN, &file::write(&design, self.blueprint, None));
        if drafted {
            self.write(storage::DRAFTS, &drafts.to_json());
        }
        if changed {
            self.follow(cell);
            self.record((change == Change::Typing).then_some(key.as_str()));
            let link = link::encode(&design, self.blueprint);
            self.address.update_value(|address| match change {
                Change::Whole => address.choose(link),
                Change::Typing => address.typing(&key, link),
            });
            self.put(design);
            self.evaluate_soon();
        }
        if drafted {
            self.put_drafts(drafts);
        }
        self.reveal(cell);
    }

    /// Evaluates the design once what changed has been painted: a control answers within a frame however long that takes.
    fn evaluate_soon(self) {
        if self.due.get_value() {
            return;
        }
        self.due.set_value(true);
        request_animation_frame(move || set_timeout(move || self.evaluate_now(), Duration::ZERO));
    }

    /// Evaluates the design, unless that was done.
    pub fn evaluate_now(self) {
        if self.due.try_get_value() == Some(true) {
            self.due.set_value(false);
            let before = self.evaluation.get_untracked();
            let evaluation = self.design.with_untracked(|design| evaluate_again(self.blueprint, design, Some(&before)));
            if let Some((before, estimates)) = self.begun.try_update_value(Option::take).flatten() {
                self.set_before.set(before);
                self.estimates_before.set(estimates);
            }
            self.set_evaluation.set(Arc::new(evaluation));
            self.follow_problems();
            self.follow_idle();
        }
    }

    fn adopt(self, design: Design) {
        self.put(design);
        self.put_drafts(Drafts::default());
        self.keep();
        self.evaluate_soon();
    }

    /// Stores the design and the drafts as they are.
    fn keep(self) {
        self.write(storage::DESIGN, &self.design.with_untracked(|design| file::write(design, self.blueprint, None)));
        self.write(storage::DRAFTS, &self.drafts.with_untracked(Drafts::to_json));
    }

    /// Stores a text. When the browser refuses, that is told once.
    fn write(self, name: &str, text: &str) {
        if storage::write(name, text).is_err() && !self.refused.get_value() {
            self.refused.set_value(true);
            self.notices.update(|notices| {
                notices.push(Notice {
                    title: "This browser keeps nothing for this page".to_owned(),
                    items: vec!["Its storage is switched off or full. The design lives in the address alone: bookmark it or copy the link.".to_owned()],
                    ..Notice::default()
                });
            });
        }
    }

    /// The design's link, without `#`.
    pub fn link(self) -> String {
        self.design.with_untracked(|design| link::encode(design, self.blueprint))
    }

    /// The whole address of the design.
    pub fn url(self) -> String {
        format!("{}#{}", address::site(), self.link())
    }

    /// The repository that would be downloaded now.
    pub fn repository(self) -> Result<Arc<Repository>, String> {
        self.evaluate_now();
        let evaluation = self.evaluation.get_untracked();
        let site = address::site();
        let made = self
            .design
            .with_untracked(|design| crate::export::repository(self.blueprint, design, &evaluation, Some(&site)));
        made.map(Arc::new).map_err(|error| error.to_string())
    }

    /// How many errors there are.
    pub fn errors(self) -> usize {
        self.problems.with(|problems| problems.iter().filter(|problem| problem.is_error()).count())
    }

    /// Says something at the foot of the page.
    pub fn say(self, text: &str) {
        self.said.set(text.to_owned());
        let text = text.to_owned();
        let gone = move || {
            if self.said.with_untracked(|said| *said == text) {
                self.said.set(String::new());
            }
        };
        set_timeout(gone, Duration::from_secs(4));
    }

    /// The value that an option has in a root.
    pub fn value(self, option: &OptionSpec, root: &RootId) -> Json {
        self.follow_option(option);
        self.design.with_untracked(|design| design.get(self.blueprint, root, &option.name)).unwrap_or_default()
    }

    /// The value that an option has in a root where nothing is chosen.
    pub fn start(self, option: &OptionSpec, root: &RootId) -> Json {
        self.follow_option(option);
        self.design.with_untracked(|design| design.start(self.blueprint, root, &option.name)).unwrap_or_default()
    }

    /// The design's roots that an option is of.
    pub fn roots_of(self, option: &OptionSpec) -> Vec<RootId> {
        self.follow_option(option);
        self.roots.with_untracked(|roots| roots.iter().filter(|root| option.is_of(root)).cloned().collect())
    }

    /// What a field shows: what was typed and fits nothing, else the value.
    pub fn field_text(self, option: &OptionSpec, cell: &Cell, control: &Control) -> String {
        self.follow_option(option);
        let draft = self.drafts.with_untracked(|drafts| drafts.get(&cell.to_string()).map(|draft| draft.text.clone()));
        draft.unwrap_or_else(|| match self.roots.with_untracked(|roots| cell.roots(option, roots).next().cloned()) {
            Some(root) => text::shown(control, &self.value(option, &root)),
            None => String::new(),
        })
    }
}

/// The store of the page that this part stands on.
pub fn store() -> Store {
    expect_context::<Store>()
}
