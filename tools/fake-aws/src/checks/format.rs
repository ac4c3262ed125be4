//! The formats of tables/formats.table that are more than a regular expression.

use crate::value::Value;
use regex::Regex;
use serde_json::Value as Json;
use std::net::{Ipv4Addr, Ipv6Addr};

/// What a text, or the tags, must look like.
pub enum Format {
    /// Matches, or must not match, and what that means.
    Pattern { regex: Regex, wanted: bool, words: String },
    /// `arn:partition:service:region:account:resource`
    Arn,
    /// An IPv4 network with a prefix between two lengths.
    Cidr4 { least: u8, most: u8 },
    /// An IPv6 network.
    Cidr6,
    /// JSON.
    Json,
    /// An IAM policy of so many characters at the most, spaces between its parts not counted.
    Policy { most: usize },
    /// The containers of a task definition.
    Containers,
    /// A port, or a word that stands for one.
    PortOr(String),
    /// A whole number in quotes.
    Integer { least: i64, most: i64 },
    /// `hh:mm-hh:mm`
    DailyWindow,
    /// `ddd:hh:mm-ddd:hh:mm`
    WeeklyWindow,
    /// Keys and values of tags.
    Tags,
}

/// Reads a format's name, or a regular expression between slashes.
///
/// # Errors
/// There is no such format, or the expression is none.
pub fn parse(format: &str, words: &str) -> Result<Format, String> {
    let (wanted, expression) = format.strip_prefix('!').map_or((true, format), |rest| (false, rest));
    if let Some(expression) = expression.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
        let regex = Regex::new(expression).map_err(|fault| format!("{expression}: {fault}"))?;
        let words = if words == "-" { format!("must match {expression}") } else { words.to_owned() };
        return Ok(Format::Pattern { regex, wanted, words });
    }
    let (name, argument) = format.split_once(':').unwrap_or((format, ""));
    let invalid = || format!("{format} is no format");
    let bounds = || argument.split_once("..").and_then(|(least, most)| Some((least.parse().ok()?, most.parse().ok()?)));
    Ok(match (name, argument) {
        ("arn", "") => Format::Arn,
        ("cidr4", "") => Format::Cidr4 { least: 0, most: 32 },
        ("cidr4", _) => {
            let (least, most): (i64, i64) = bounds().ok_or_else(invalid)?;
            Format::Cidr4 {
                least: u8::try_from(least).map_err(|_| invalid())?,
                most: u8::try_from(most).map_err(|_| invalid())?,
            }
        }
        ("cidr6", "") => Format::Cidr6,
        ("json", "") => Format::Json,
        ("policy", "") => Format::Policy { most: usize::MAX },
        ("policy", most) => Format::Policy { most: most.parse().map_err(|_| invalid())? },
        ("containers", "") => Format::Containers,
        ("port-or", word) => Format::PortOr(word.to_owned()),
        ("integer", _) => bounds().map(|(least, most)| Format::Integer { least, most }).ok_or_else(invalid)?,
        ("daily-window", "") => Format::DailyWindow,
        ("weekly-window", "") => Format::WeeklyWindow,
        ("tags", "") => Format::Tags,
        _ => return Err(invalid()),
    })
}

impl Format {
    /// What a value must be and is not. An empty text is none: it is as good as not set.
    pub fn fault(&self, value: &Value) -> Option<String> {
        if let Format::Tags = self {
            return tags(value);
        }
        let text = value.text().filter(|text| !text.is_empty())?;
        match self {
            Format::Pattern { regex, wanted, words } => (regex.is_match(text) != *wanted).then(|| words.clone()),
            Format::Arn => {
                (!is_arn(text)).then(|| "must be an ARN, arn:partition:service:region:account:resource".to_owned())
            }
            Format::Cidr4 { least, most } => cidr4(text, *least, *most),
            Format::Cidr6 => cidr6(text),
            Format::Json => json(text).err(),
            Format::Policy { most } => json(text).and_then(|json| policy(&json, *most)).err(),
            Format::Containers => json(text).and_then(|json| containers(&json)).err(),
            Format::PortOr(word) => {
                let port = text.parse().is_ok_and(|port: u32| (1..=65535).contains(&port));
                (text != word && !port).then(|| format!("must be a port from 1 to 65535, or {word}"))
            }
            Format::Integer { least, most } => {
                let inside = text.parse().is_ok_and(|number: i64| (*least..=*most).contains(&number));
                (!inside).then(|| format!("must be a whole number from {least} to {most}"))
            }
            Format::DailyWindow => (!daily(text)).then(|| "must be a window such as 03:00-04:00".to_owned()),
            Format::WeeklyWindow => (!weekly(text)).then(|| "must be a window such as sun:04:00-sun:05:00".to_owned()),
            Format::Tags => None,
        }
    }
}

fn is_arn(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let [arn, partition, service, region, account, resource] = parts.as_slice() else { return false };
    let letters =
        |text: &str| text.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
    *arn == "arn"
        && (*partition == "aws" || partition.starts_with("aws-"))
        && !service.is_empty()
        && letters(region)
        && (["", "aws", "aws-managed", "third-party", "aws-marketplace"].contains(account)
            || account.len() == 12
                && (account.starts_with("cw") || account.chars().all(|digit| digit.is_ascii_digit())))
        && !resource.is_empty()
}

fn cidr4(text: &str, least: u8, most: u8) -> Option<String> {
    let parsed = text.split_once('/').and_then(|(address, prefix)| Some((address.parse().ok()?, prefix.parse().ok()?)));
    let Some((address, prefix)): Option<(Ipv4Addr, u8)> = parsed.filter(|(_, prefix)| *prefix <= 32) else {
        return Some("must be a network such as 10.0.0.0/16".to_owned());
    };
    let network = u32::from(address) & u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or(0);
    if network != u32::from(address) {
        return Some(format!("must be the address of a network: {}/{prefix}", Ipv4Addr::from(network)));
    }
    (prefix < least || prefix > most).then(|| format!("must have a prefix from /{least} to /{most}"))
}

fn cidr6(text: &str) -> Option<String> {
    let parsed = text.split_once('/').and_then(|(address, prefix)| Some((address.parse().ok()?, prefix.parse().ok()?)));
    let Some((address, prefix)): Option<(Ipv6Addr, u8)> = parsed.filter(|(_, prefix)| *prefix <= 128) else {
        return Some("must be a network such as 2001:db8::/56".to_owned());
    };
    let network = u128::from(address) & u128::MAX.checked_shl(128 - u32::from(prefix)).unwrap_or(0);
    (network != u128::from(address))
        .then(|| format!("must be the address of a network: {}/{prefix}", Ipv6Addr::from(network)))
}

fn json(text: &str) -> Result<Json, String> {
    serde_json::from_str(text).map_err(|fault| format!("must be JSON: {fault}"))
}

/// The outline of a policy: statements that allow or deny something.
fn policy(json: &Json, most: usize) -> Result<(), String> {
    let fault = |what: &str| Err(format!("must be a policy: {what}"));
    let length = json.to_string().chars().count();
    if length > most {
        return fault(&format!("it has {length} characters, and can have {most}"));
    }
    let statements = match json.get("Statement") {
        Some(Json::Array(statements)) => statements.as_slice(),
        Some(statement @ Json::Object(_)) => std::slice::from_ref(statement),
        _ => return fault("it has no Statement"),
    };
    if !matches!(json.get("Version").map(Json::as_str), None | Some(Some("2012-10-17" | "2008-10-17"))) {
        return fault("its Version is neither 2012-10-17 nor 2008-10-17");
    }
    for (index, statement) in statements.iter().enumerate() {
        let has = |names: [&str; 2]| names.iter().any(|name| statement.get(name).is_some());
        if !matches!(statement.get("Effect").and_then(Json::as_str), Some("Allow" | "Deny")) {
            return fault(&format!("the Effect of statement {index} is neither Allow nor Deny"));
        }
        if !has(["Action", "NotAction"]) {
            return fault(&format!("statement {index} has no Action"));
        }
    }
    Ok(())
}

/// The outline of container definitions: what ECS cannot do without, and the texts that are often numbers.
fn containers(json: &Json) -> Result<(), String> {
    let fault = |what: String| Err(format!("must be container definitions: {what}"));
    let Json::Array(containers) = json else { return fault("they are no list".to_owned()) };
    let mut names: Vec<&str> = Vec::new();
    for (index, container) in containers.iter().enumerate() {
        let Some(name) = container.get("name").and_then(Json::as_str) else {
            return fault(format!("container {index} has no name"));
        };
        if container.get("image").and_then(Json::as_str).is_none_or(str::is_empty) {
            return fault(format!("{name} has no image"));
        }
        if names.contains(&name) {
            return fault(format!("two containers are named {name}"));
        }
        names.push(name);
        for (list, text) in [("environment", "value"), ("secrets", "valueFrom")] {
            for entry in container.get(list).and_then(Json::as_array).into_iter().flatten() {
                if [entry.get("name"), entry.get(text)].iter().any(|value| value.is_none_or(|value| !value.is_string()))
                {
                    return fault(format!("{list} of {name} needs a name and a {text}, both texts: {entry}"));
                }
            }
        }
        for mapping in container.get("portMappings").and_then(Json::as_array).into_iter().flatten() {
            if mapping.get("containerPort").and_then(Json::as_u64).is_none_or(|port| port > 65535) {
                return fault(format!("a port of {name} is no number up to 65535: {mapping}"));
            }
        }
    }
    let essential = |container: &Json| container.get("essential").and_then(Json::as_bool).unwrap_or(true);
    if containers.iter().any(essential) { Ok(()) } else { fault("no container is essential".to_owned()) }
}

/// A time of day, `hh:mm`.
fn time(text: &str) -> bool {
    let parts = text.split_once(':').and_then(|(hours, minutes)| Some((two(hours)?, two(minutes)?)));
    parts.is_some_and(|(hours, minutes)| hours < 24 && minutes < 60)
}

fn two(digits: &str) -> Option<u8> {
    digits.parse().ok().filter(|_| digits.len() == 2)
}

fn daily(text: &str) -> bool {
    text.split_once('-').is_some_and(|(from, until)| time(from) && time(until))
}

fn weekly(text: &str) -> bool {
    let day = |text: &str| {
        let (day, at) = text.split_once(':').unwrap_or_default();
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].contains(&day.to_lowercase().as_str()) && time(at)
    };
    text.split_once('-').is_some_and(|(from, until)| day(from) && day(until))
}

/// Tags: keys of 1 to 128 characters that are not AWS's own, values of at most 256.
fn tags(value: &Value) -> Option<String> {
    let Value::Map(tags) = value else { return None };
    tags.iter().find_map(|(key, value)| {
        let allowed = |text: &str| {
            text.chars().all(|letter| letter.is_alphanumeric() || letter.is_whitespace() || "_.:/=+-@".contains(letter))
        };
        let text = value.text().unwrap_or_default();
        if key.is_empty() || key.chars().count() > 128 {
            Some(format!("The key {key:?} must have 1 to 128 characters."))
        } else if key.to_lowercase().starts_with("aws:") {
            Some(format!("The key {key:?} cannot begin with aws:."))
        } else if text.chars().count() > 256 {
            Some(format!("The value of {key:?} must have at most 256 characters."))
        } else if !allowed(key) || !allowed(text) {
            Some(format!("{key:?} = {text:?} can have letters, digits, spaces and _.:/=+-@"))
        } else {
            None
        }
    })
}
