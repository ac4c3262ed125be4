//! What differs between two documents, in words.

use serde_json::Value as Json;

/// Each place where two documents differ, with what stands there.
pub fn differences(name: &str, terraform: &Json, landform: &Json) -> Vec<String> {
    let mut found = Vec::new();
    compare(name.to_owned(), terraform, landform, &mut found);
    found
}

fn compare(path: String, terraform: &Json, landform: &Json, found: &mut Vec<String>) {
    match (terraform, landform) {
        (Json::Object(theirs), Json::Object(ours)) => {
            for (key, value) in theirs {
                match ours.get(key) {
                    Some(own) => compare(format!("{path}.{key}"), value, own, found),
                    None => found.push(format!("{path}.{key}: only terraform: {value}")),
                }
            }
            for (key, value) in ours.iter().filter(|(key, _)| !theirs.contains_key(*key)) {
                found.push(format!("{path}.{key}: only landform: {value}"));
            }
        }
        (Json::Array(theirs), Json::Array(ours)) if theirs.len() == ours.len() => {
            for (i, (value, own)) in theirs.iter().zip(ours).enumerate() {
                compare(format!("{path}[{i}]"), value, own, found);
            }
        }
        _ if terraform == landform => {}
        _ => found.push(format!("{path}: terraform {terraform}, landform {landform}")),
    }
}

/// The elements of two lists that only one of them has; the order is nobody's.
pub fn missing(terraform: &[Json], landform: &[Json]) -> Vec<String> {
    let mut ours: Vec<&Json> = landform.iter().collect();
    let mut found = Vec::new();
    for theirs in terraform {
        match ours.iter().position(|own| *own == theirs) {
            Some(at) => drop(ours.remove(at)),
            None => found.push(format!("only terraform says: {theirs}")),
        }
    }
    found.extend(ours.iter().map(|own| format!("only landform says: {own}")));
    found
}

/// The changes of a plan by the address of each.
pub fn by_address(changes: &Json) -> Json {
    let address = |change: &Json| change["address"].as_str().unwrap().to_owned();
    let changes = changes.as_array().into_iter().flatten();
    changes.map(|change| (address(change), change.clone())).collect::<serde_json::Map<_, _>>().into()
}

/// The part of what `terraform show` prints that says what will be: without its explanation of symbols and its advice.
pub fn readable(text: &str) -> &str {
    let begins = ["Terraform will perform the following actions:\n", "Changes to Outputs:\n"];
    let from = begins.iter().find_map(|begin| text.find(begin)).unwrap_or(text.len());
    let rest = &text[from..];
    &rest[..rest.find("\nYou can apply this plan to save these new output values").unwrap_or(rest.len())]
}

/// The first line that differs, with what stands before it.
pub fn lines(terraform: &str, landform: &str) -> Option<String> {
    let (theirs, ours): (Vec<&str>, Vec<&str>) =
        (terraform.trim_end().split('\n').collect(), landform.trim_end().split('\n').collect());
    let length = theirs.len().max(ours.len());
    let at = (0..length).find(|&i| theirs.get(i) != ours.get(i))?;
    let around = |lines: &[&str]| lines[at.min(lines.len()).saturating_sub(3)..(at + 3).min(lines.len())].join("\n  ");
    Some(format!("line {} of the text: terraform\n  {}\nlandform\n  {}", at + 1, around(&theirs), around(&ours)))
}
