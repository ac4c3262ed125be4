//! The templates of tables/values.table: what stands in for the cloud's identifiers.

use crate::environment::Environment;
use sha2::{Digest, Sha256};

/// What a template can ask for.
pub trait Scope {
    /// Another attribute as text; nothing where it is not set.
    fn attribute(&self, name: &str) -> String;
    /// What the digits are hashed from.
    fn seed(&self) -> &str;
    /// Where the provider is.
    fn environment(&self) -> &Environment;
    /// The service that the type's name begins with, such as `backup`.
    fn service(&self) -> &str;
}

/// A template's text with its placeholders filled in.
pub fn expand(template: &str, scope: &impl Scope) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("${") {
        let Some((name, after)) = after.split_once('}') else { break };
        text.push_str(before);
        text.push_str(&placeholder(name, scope));
        rest = after;
    }
    text + rest
}

fn placeholder(name: &str, scope: &impl Scope) -> String {
    const HEX: &str = "0123456789abcdef";
    let alphabets = [
        ("hex", HEX),
        ("digits", "0123456789"),
        ("upper", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
        ("alnum", "abcdefghijklmnopqrstuvwxyz0123456789"),
    ];
    for (kind, alphabet) in alphabets {
        if let Some(Ok(length)) = name.strip_prefix(kind).map(str::parse) {
            return digits(scope.seed(), alphabet, length);
        }
    }
    let environment = scope.environment();
    match name {
        "uuid" => {
            let hex = digits(scope.seed(), HEX, 32);
            [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)]
                .map(|(from, to)| hex.get(from..to).unwrap_or_default())
                .join("-")
        }
        // No host has the first or the last address of a network.
        "byte" => (1 + Sha256::digest(scope.seed()).first().map_or(0, |&byte| u16::from(byte)) % 254).to_string(),
        "region" => environment.region.clone(),
        "account" => environment.account.clone(),
        "partition" => environment.partition().to_owned(),
        "dns_suffix" => environment.dns_suffix().to_owned(),
        "service" => scope.service().to_owned(),
        _ => derived(name, scope),
    }
}

/// Another attribute, or what is made of it.
fn derived(placeholder: &str, scope: &impl Scope) -> String {
    let end = placeholder.find([':', '>', '/']).unwrap_or(placeholder.len());
    let (name, operation) = placeholder.split_at(end);
    let text = scope.attribute(name);
    match operation.split_at_checked(1) {
        Some((":", choices)) => {
            let mut choices = choices.split(',').filter_map(|choice| choice.split_once('='));
            choices.find(|(key, _)| *key == text || *key == "*").map_or(text.clone(), |(_, chosen)| chosen.to_owned())
        }
        Some((">", marker)) => text.split_once(marker).map_or(text.clone(), |(_, after)| after.to_owned()),
        Some(("/", change)) => match change.split_once('=') {
            Some((old, new)) => text.replacen(old, new, 1),
            None => text,
        },
        _ => text,
    }
}

/// So many characters of an alphabet, always the same for the same seed.
fn digits(seed: &str, alphabet: &str, length: usize) -> String {
    let alphabet = alphabet.as_bytes();
    (0..length.div_ceil(32))
        .flat_map(|round| Sha256::digest(format!("{seed} {round}")))
        .take(length)
        .filter_map(|byte| alphabet.get(usize::from(byte) % alphabet.len()).map(|&character| char::from(character)))
        .collect()
}
