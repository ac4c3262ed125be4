//! What every control knows: which option it is of, or which part of one, what it is called, and how to change the value.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value as Json;

use super::super::model::records::{attribute, with_attribute};
use super::super::model::{Cell, text};
use super::super::store::{Change, Store};
use crate::design::{Attribute, Control, OptionSpec};

/// A control's handle on its option, or on a part of the option's value.
#[derive(Clone)]
pub struct Field {
    /// Where changes go.
    pub store: Store,
    /// The option.
    pub option: &'static OptionSpec,
    /// Which of its controls this is.
    pub cell: Cell,
    /// How it is asked for.
    pub control: &'static Control,
    /// Whether it may be empty.
    pub nullable: bool,
    /// What it is then.
    pub otherwise: Option<String>,
    /// What it counts in.
    pub unit: Option<&'static str>,
    /// What tells it from all other fields, in ids.
    pub id: String,
    /// What it is called by those who do not see the table.
    pub name: String,
    /// The id of what is wrong with it.
    pub errors: String,
    /// The id of what it needs to do anything.
    pub needs: String,
    /// The value.
    pub value: Memo<Json>,
    /// What stands in a field of one line.
    pub text: Memo<String>,
    /// Whether something is wrong with it.
    pub invalid: Memo<bool>,
    /// Whether it does nothing, for want of another option.
    pub idle: Memo<bool>,
    /// Where the value goes when this is a part of one; none for the option itself.
    pub part: Option<Write>,
}

/// What takes the value of a part.
type Write = Arc<dyn Fn(Json, Change) + Send + Sync>;

impl Field {
    /// A text was typed.
    pub fn typed(&self, typed: &str) {
        let value = text::read(self.control, self.nullable, typed);
        match &self.part {
            Some(write) => write(value.unwrap_or_else(|_| typed.into()), Change::Typing),
            None => self.store.choose(self.option, &self.cell, value, typed, Change::Typing),
        }
    }

    /// The field was left, or Enter was pressed.
    pub fn leave(&self) {
        self.store.leave();
    }

    /// A value was chosen with one click.
    pub fn choose(&self, value: Json) {
        match &self.part {
            Some(write) => write(value, Change::Whole),
            None => self.store.choose(self.option, &self.cell, Ok(value), "", Change::Whole),
        }
    }

    /// A value was put together from several fields.
    pub fn compose(&self, value: Json, change: Change) {
        match &self.part {
            Some(write) => write(value, change),
            None => {
                let typed = value.to_string();
                self.store.choose(self.option, &self.cell, Ok(value), &typed, change);
            }
        }
    }

    /// A field for a part of the value: what it is, and what takes it.
    pub fn part(
        &self,
        name: &str,
        control: &'static Control,
        value: Memo<Json>,
        write: impl Fn(Json, Change) + Send + Sync + 'static,
    ) -> Field {
        Field {
            control,
            nullable: false,
            otherwise: None,
            unit: None,
            id: format!("{}-{name}", self.id),
            name: format!("{}, {name}", self.name),
            value,
            text: Memo::new(move |_| value.with(|value| text::shown(control, value))),
            part: Some(Arc::new(write)),
            ..self.clone()
        }
    }

    /// A field for an attribute of the value.
    pub fn attribute(&self, of: &'static Attribute) -> Field {
        let (whole, above) = (self.value, self.clone());
        let value = Memo::new(move |_| whole.with(|whole| attribute(whole, of)));
        let write = move |value, change| above.compose(with_attribute(&whole.get_untracked(), of, value), change);
        let part = self.part(&of.name, &of.control, value, write);
        let switch = matches!(of.control, Control::Switch);
        Field { nullable: of.optional && !switch, otherwise: of.default.as_ref().map(text::spoken), ..part }
    }

    /// What stands where there is no value.
    pub fn empty(&self) -> Option<String> {
        self.nullable.then(|| self.otherwise.clone().unwrap_or_else(|| "not set".to_owned()))
    }

    /// What `aria-invalid` says.
    pub fn aria_invalid(&self) -> impl Fn() -> Option<&'static str> + Send + Sync + Copy + use<> {
        let invalid = self.invalid;
        move || invalid.get().then_some("true")
    }

    /// What `aria-describedby` says.
    pub fn described_by(&self) -> impl Fn() -> Option<String> + Send + Sync + Clone + use<> {
        let (invalid, errors) = (self.invalid, self.errors.clone());
        let (idle, needs) = (self.idle, self.needs.clone());
        move || match (idle.get(), invalid.get()) {
            (false, false) => None,
            (false, true) => Some(errors.clone()),
            (true, false) => Some(needs.clone()),
            (true, true) => Some(format!("{needs} {errors}")),
        }
    }

    /// Whether a text that stands in the field means what the option holds: then it is left as it was typed.
    pub fn means(&self, typed: &str) -> bool {
        let drafts = self.store.drafts;
        let draft = || drafts.with_untracked(|drafts| drafts.get(&self.cell.to_string()).cloned());
        match self.part.is_none().then(draft).flatten() {
            Some(draft) => draft.text == typed,
            None => {
                let value = text::read(self.control, self.nullable, typed);
                value.is_ok_and(|value| same(self.control, &value, &self.value.get_untracked()))
            }
        }
    }
}

/// Whether two values are one: a text that Terraform takes for the number is that number.
fn same(control: &Control, typed: &Json, value: &Json) -> bool {
    typed == value
        || (matches!(control, Control::Number { .. }) && number(typed).is_some_and(|n| number(value) == Some(n)))
}

fn number(value: &Json) -> Option<crate::terraform::number::Number> {
    crate::terraform::number::Number::parse(&text::shown(&Control::Text { pattern: None }, value))
}
