//! Values as they stand in a field, and what is typed there as values.

use serde_json::{Number, Value as Json};

use crate::design::Control;

/// A value as it stands in a field. Null is an empty one.
pub fn shown(control: &Control, value: &Json) -> String {
    match (control, value) {
        (_, Json::Null) => String::new(),
        (Control::Json | Control::Object { .. }, value) => format!("{value:#}"),
        (_, Json::String(text)) => text.clone(),
        (_, value) => value.to_string(),
    }
}

/// What is typed, as a value; the reason when it can be none. Whether it fits the variable is for the design to say.
pub fn read(control: &Control, nullable: bool, text: &str) -> Result<Json, String> {
    match control {
        _ if nullable && text.is_empty() => Ok(Json::Null),
        Control::Number { .. } => {
            let number = serde_json::from_str::<Number>(text.trim());
            Ok(number.map_or_else(|_| Json::String(text.trim().to_owned()), Json::Number))
        }
        Control::Json | Control::Object { .. } => {
            serde_json::from_str(text).map_err(|error| format!("this is no JSON: {error}"))
        }
        Control::Choice { choices } => {
            let choice = choices.iter().find(|choice| shown(control, choice) == text);
            Ok(choice.cloned().unwrap_or_else(|| Json::String(text.to_owned())))
        }
        _ => Ok(Json::String(text.to_owned())),
    }
}

/// A value as people read it in a sentence: a string without quotes, null as what it means.
pub fn spoken(value: &Json) -> String {
    match value {
        Json::Null => "not set".to_owned(),
        Json::String(text) if text.is_empty() => "\"\"".to_owned(),
        Json::String(text) => text.clone(),
        Json::Array(elements) if elements.is_empty() => "none".to_owned(),
        Json::Array(elements) => elements.iter().map(spoken).collect::<Vec<_>>().join(", "),
        Json::Object(entries) if entries.is_empty() => "none".to_owned(),
        Json::Object(entries) => {
            entries.iter().map(|(name, value)| format!("{name} = {}", spoken(value))).collect::<Vec<_>>().join(", ")
        }
        value => value.to_string(),
    }
}

/// What a control takes, and what that is called: a range, a list of choices, a pattern.
pub fn takes(control: &Control) -> Option<(&'static str, String)> {
    match control {
        Control::Number { integer, .. } => {
            let whole = if *integer { ", whole" } else { "" };
            bounds(control).map(|bounds| ("Range", format!("{bounds}{whole}")))
        }
        Control::Choice { choices } => Some(("One of", spoken(&Json::Array(choices.clone())))),
        Control::Text { pattern } => pattern.clone().map(|pattern| ("Pattern", pattern)),
        Control::List { element } | Control::Map { element } => {
            takes(element).map(|(what, text)| ("Each", format!("{}: {text}", what.to_lowercase())))
        }
        Control::Switch | Control::Object { .. } | Control::Json => None,
    }
}

/// The bounds of a number, in short: `1–10`, `≥ 1`.
pub fn bounds(control: &Control) -> Option<String> {
    let Control::Number { min, max, .. } = control else { return None };
    match (min, max) {
        (Some(min), Some(max)) => Some(format!("{min}–{max}")),
        (Some(min), None) => Some(format!("≥ {min}")),
        (None, Some(max)) => Some(format!("≤ {max}")),
        (None, None) => None,
    }
}

/// The number after or before the one that stands there, within the bounds; none where there is no whole number.
pub fn stepped(control: &Control, text: &str, by: i64) -> Option<i64> {
    let Control::Number { min, max, .. } = control else { return None };
    let bound = |bound: &Option<crate::terraform::number::Number>| bound.as_ref()?.to_string().parse::<i64>().ok();
    let next = text.trim().parse::<i64>().ok()?.checked_add(by)?;
    Some(next.max(bound(min).unwrap_or(i64::MIN)).min(bound(max).unwrap_or(i64::MAX)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NUMBER: Control = Control::Number { min: None, max: None, integer: false };

    #[test]
    fn numbers_keep_their_digits_and_what_is_none_is_left_as_it_is() {
        for (typed, nullable, value, again) in [
            ("10", false, "10", "10"),
            (" 1.50 ", false, "1.50", "1.50"),
            (
                "123456789012345678901234567890",
                false,
                "123456789012345678901234567890",
                "123456789012345678901234567890",
            ),
            ("007", false, "\"007\"", "007"),
            ("abc", false, "\"abc\"", "abc"),
            ("", false, "\"\"", ""),
            ("", true, "null", ""),
        ] {
            let value: Json = serde_json::from_str(value).unwrap();
            let read = read(&NUMBER, nullable, typed).unwrap();
            assert_eq!((read.to_string(), shown(&NUMBER, &read)), (value.to_string(), again.to_owned()), "{typed}");
        }
    }

    #[test]
    fn a_text_is_kept_to_the_letter() {
        let control = Control::Text { pattern: None };
        for text in ["a", " a\n${b} ", "", "null", "1"] {
            let value = read(&control, false, text).unwrap();
            assert_eq!(value, json!(text));
            assert_eq!(shown(&control, &value), text);
        }
        assert_eq!(read(&control, true, ""), Ok(Json::Null));
    }

    #[test]
    fn a_choice_is_the_rules_own_value() {
        let control = Control::Choice { choices: vec![json!(2), json!(3)] };
        assert_eq!(read(&control, false, "3"), Ok(json!(3)));
        assert_eq!(read(&control, false, "4"), Ok(json!("4")));
        assert_eq!(read(&control, true, ""), Ok(Json::Null));
    }

    #[test]
    fn values_are_read_aloud() {
        for (value, text) in [
            (json!(null), "not set"),
            (json!(""), "\"\""),
            (json!([]), "none"),
            (json!(["a", 1]), "a, 1"),
            (json!({"a": true}), "a = true"),
        ] {
            assert_eq!(spoken(&value), text);
        }
    }

    #[test]
    fn steps_stay_whole() {
        assert_eq!(stepped(&NUMBER, "9", 1), Some(10));
        assert_eq!(stepped(&NUMBER, "1.5", 1), None);
        assert_eq!(stepped(&NUMBER, "9223372036854775807", 1), None);
    }
}
