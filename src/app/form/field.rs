//! What every control knows: which option it is of, what it is called, and how to change the value.

use leptos::prelude::*;
use serde_json::Value as Json;

use super::super::model::{Cell, text};
use super::super::store::{Change, Store};
use crate::design::{Control, OptionSpec};

/// A control's handle on its option.
#[derive(Clone)]
pub struct Field {
    /// Where changes go.
    pub store: Store,
    /// The option.
    pub option: &'static OptionSpec,
    /// Which of its controls this is.
    pub cell: Cell,
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
}

impl Field {
    /// A text was typed.
    pub fn typed(&self, typed: &str) {
        let value = text::read(&self.option.control, self.option.nullable, typed);
        self.store.choose(self.option, &self.cell, value, typed, Change::Typing);
    }

    /// The field was left, or Enter was pressed.
    pub fn leave(&self) {
        self.store.leave();
    }

    /// A value was chosen with one click.
    pub fn choose(&self, value: Json) {
        self.store.choose(self.option, &self.cell, Ok(value), "", Change::Whole);
    }

    /// A value was put together from several fields.
    pub fn compose(&self, value: Json, change: Change) {
        let typed = value.to_string();
        self.store.choose(self.option, &self.cell, Ok(value), &typed, change);
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
        let draft = self.store.drafts.with_untracked(|drafts| drafts.get(&self.cell.to_string()).cloned());
        match draft {
            Some(draft) => draft.text == typed,
            None => {
                let value = text::read(&self.option.control, self.option.nullable, typed);
                value.is_ok_and(|value| same(&self.option.control, &value, &self.value.get_untracked()))
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
