//! `aws_iam_policy_document`: the JSON of a policy, byte for byte as the real provider writes it.
//!
//! The order of members, which lists are sorted (from Z to A) and which collapse to a string are those of
//! internal/service/iam/policy_model.go and policy_document_data_source.go of hashicorp/terraform-provider-aws.

use crate::value::Value;
use serde_json::{Map, Value as Json};
use std::collections::BTreeMap;

/// The version of a document that says none.
pub const VERSION: &str = "2012-10-17";

/// A policy being put together.
#[derive(Default)]
struct Document {
    version: String,
    id: String,
    /// Each with its members in the order of the output.
    statements: Vec<Map<String, Json>>,
}

/// The rendered document, indented and in one line.
///
/// # Errors
/// What the real data source refuses: duplicate Sids, documents that are no JSON, variables in an old version.
pub fn render(config: &Value) -> Result<(String, String), String> {
    let mut merged = Document::default();
    let mut seen = Vec::new();
    for (index, source) in config.get("source_policy_documents").elements().iter().filter_map(Value::text).enumerate() {
        let source = Document::parse(source).map_err(|fault| format!("source_policy_documents[{index}]: {fault}"))?;
        for sid in source.statements.iter().filter_map(|statement| statement.get("Sid")?.as_str()) {
            if seen.iter().any(|other| other == sid) {
                return Err(format!("source_policy_documents[{index}]: the Sid {sid} occurs twice."));
            }
            seen.push(sid.to_owned());
        }
        merged.merge(source);
    }
    merged.merge(Document::from_config(config)?);
    for (index, other) in config.get("override_policy_documents").elements().iter().filter_map(Value::text).enumerate()
    {
        merged.merge(Document::parse(other).map_err(|fault| format!("override_policy_documents[{index}]: {fault}"))?);
    }
    let json = merged.json();
    let pretty = serde_json::to_string_pretty(&json).map_err(|fault| fault.to_string())?;
    Ok((escape(&pretty), escape(&json.to_string())))
}

impl Document {
    /// The document of the data source's own arguments.
    fn from_config(config: &Value) -> Result<Document, String> {
        let version = config.get("version").text().unwrap_or(VERSION).to_owned();
        let mut statements: Vec<Map<String, Json>> = Vec::new();
        for statement in config.get("statement").elements() {
            let statement = self::statement(statement, &version)?;
            if let Some(sid) = statement.get("Sid")
                && statements.iter().any(|other| other.get("Sid") == Some(sid))
            {
                return Err(format!("The Sid {sid} occurs twice."));
            }
            statements.push(statement);
        }
        Ok(Document { version, id: config.get("policy_id").text().unwrap_or_default().to_owned(), statements })
    }

    /// A document that is given as JSON.
    fn parse(text: &str) -> Result<Document, String> {
        let json: Json = serde_json::from_str(text).map_err(|fault| fault.to_string())?;
        let text = |name: &str| json.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
        let statements = match json.get("Statement") {
            None => Vec::new(),
            Some(Json::Array(statements)) => statements.iter().filter_map(Json::as_object).map(reordered).collect(),
            Some(_) => return Err("Statement is not a list.".to_owned()),
        };
        Ok(Document { version: text("Version"), id: text("Id"), statements })
    }

    /// Takes over another document: its statements replace those with the same Sid.
    fn merge(&mut self, other: Document) {
        if !other.id.is_empty() {
            self.id = other.id;
        }
        self.version = std::mem::take(&mut self.version).max(other.version);
        for statement in other.statements {
            let sid = statement.get("Sid").filter(|sid| sid.as_str() != Some(""));
            match self.statements.iter_mut().find(|known| sid.is_some() && known.get("Sid") == sid) {
                Some(known) => *known = statement,
                None => self.statements.push(statement),
            }
        }
    }

    fn json(self) -> Json {
        let mut json = Map::new();
        if !self.version.is_empty() {
            json.insert("Version".to_owned(), self.version.into());
        }
        if !self.id.is_empty() {
            json.insert("Id".to_owned(), self.id.into());
        }
        if !self.statements.is_empty() {
            json.insert("Statement".to_owned(), self.statements.into_iter().map(Json::Object).collect());
        }
        Json::Object(json)
    }
}

/// One `statement` block.
fn statement(block: &Value, version: &str) -> Result<Map<String, Json>, String> {
    let mut statement = Map::new();
    let mut member = |name: &str, value: Option<Json>| value.and_then(|value| statement.insert(name.to_owned(), value));
    let texts = |name: &str| strings(block.get(name));
    let with_variables = |name: &str| variables(strings(block.get(name)), version);
    member("Sid", block.get("sid").text().filter(|sid| !sid.is_empty()).map(Json::from));
    member("Effect", Some(block.get("effect").text().unwrap_or("Allow").into()));
    member("Action", collapsed(sorted(texts("actions"))));
    member("NotAction", collapsed(sorted(texts("not_actions"))));
    member("Resource", collapsed(sorted(with_variables("resources")?)));
    member("NotResource", collapsed(sorted(with_variables("not_resources")?)));
    member("Principal", principals(block.get("principals"), version)?);
    member("NotPrincipal", principals(block.get("not_principals"), version)?);
    member("Condition", conditions(block.get("condition"), version)?);
    Ok(statement)
}

/// The `principals` blocks: identifiers by type, or `"*"` for anybody.
fn principals(blocks: &Value, version: &str) -> Result<Option<Json>, String> {
    let mut by_type: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for block in blocks.elements() {
        let identifiers = sorted(variables(strings(block.get("identifiers")), version)?);
        by_type.entry(block.get("type").text().unwrap_or_default()).or_default().extend(identifiers);
    }
    if by_type.is_empty() {
        return Ok(None);
    }
    if by_type.len() == 1 && by_type.get("*").is_some_and(|identifiers| identifiers.as_slice() == ["*"]) {
        return Ok(Some("*".into()));
    }
    let members = by_type
        .into_iter()
        .map(|(name, identifiers)| (name.to_owned(), collapsed(identifiers).unwrap_or(Json::Array(Vec::new()))));
    Ok(Some(Json::Object(members.collect())))
}

/// The `condition` blocks: values by variable by test, in the order given.
fn conditions(blocks: &Value, version: &str) -> Result<Option<Json>, String> {
    let mut by_test: BTreeMap<&str, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for block in blocks.elements() {
        let (test, variable) = (block.get("test").text(), block.get("variable").text());
        let values = variables(strings(block.get("values")), version)?;
        by_test
            .entry(test.unwrap_or_default())
            .or_default()
            .entry(variable.unwrap_or_default())
            .or_default()
            .extend(values);
    }
    let tests = by_test.into_iter().map(|(test, variables)| {
        let variables = variables
            .into_iter()
            .map(|(name, values)| (name.to_owned(), collapsed(values).unwrap_or(Json::Array(Vec::new()))));
        (test.to_owned(), Json::Object(variables.collect()))
    });
    let tests: Map<String, Json> = tests.collect();
    Ok((!tests.is_empty()).then_some(Json::Object(tests)))
}

/// A statement of a given document with its members in the order of the output.
fn reordered(statement: &Map<String, Json>) -> Map<String, Json> {
    const MEMBERS: [&str; 9] =
        ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal", "Condition"];
    let members = MEMBERS.iter().filter_map(|&name| {
        let value = match (name, statement.get(name)?) {
            ("Principal" | "NotPrincipal", Json::String(_)) => "*".into(),
            ("Principal" | "NotPrincipal", Json::Object(types)) => {
                let mut types: Vec<_> = types.iter().map(|(name, value)| (name.clone(), descending(value))).collect();
                types.sort_by(|left, right| left.0.cmp(&right.0));
                Json::Object(types.into_iter().collect())
            }
            ("Condition", Json::Object(tests)) => Json::Object(ordered(tests, |variables| match variables {
                Json::Object(variables) => Json::Object(ordered(variables, condition_value)),
                other => other.clone(),
            })),
            (_, other) => other.clone(),
        };
        Some((name.to_owned(), value))
    });
    members.collect()
}

/// An object with its keys in order and its values mapped.
fn ordered(object: &Map<String, Json>, map: impl Fn(&Json) -> Json) -> Map<String, Json> {
    let entries: BTreeMap<&String, &Json> = object.iter().collect();
    entries.into_iter().map(|(name, value)| (name.clone(), map(value))).collect()
}

/// A condition's values: a list of one is that one, a bool is its text.
fn condition_value(value: &Json) -> Json {
    match value {
        Json::Bool(value) => value.to_string().into(),
        Json::Array(values) => match values.as_slice() {
            [one] => one.clone(),
            _ => value.clone(),
        },
        other => other.clone(),
    }
}

/// A list of strings from Z to A.
fn descending(value: &Json) -> Json {
    match value {
        Json::Array(values) => {
            let texts = values.iter().filter_map(Json::as_str).map(str::to_owned).collect();
            sorted(texts).into_iter().map(Json::from).collect()
        }
        other => other.clone(),
    }
}

fn strings(value: &Value) -> Vec<String> {
    value.elements().iter().filter_map(Value::text).map(str::to_owned).collect()
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort_by(|left, right| right.cmp(left));
    texts
}

/// One text alone stands without brackets; none at all is no member.
fn collapsed(mut texts: Vec<String>) -> Option<Json> {
    match texts.len() {
        0 => None,
        1 => texts.pop().map(Json::from),
        _ => Some(texts.into_iter().map(Json::from).collect()),
    }
}

/// `&{…}` stands for IAM's `${…}`, which terraform would take for its own.
fn variables(texts: Vec<String>, version: &str) -> Result<Vec<String>, String> {
    match texts.iter().find(|text| version != VERSION && text.contains("&{")) {
        Some(text) => Err(format!("{text} has a policy variable, which a document of version {version} cannot have.")),
        None => Ok(texts.into_iter().map(|text| text.replace("&{", "${")).collect()),
    }
}

/// Go's encoder escapes what HTML would trip over.
fn escape(json: &str) -> String {
    json.replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e")
}
