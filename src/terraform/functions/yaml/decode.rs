//! YAML as go-cty-yaml reads it: one document of mappings with string keys, sequences and scalars.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput, Tag};

use super::resolve;
use crate::terraform::convert::convert;
use crate::terraform::nfc::nfc;
use crate::terraform::quote::quote;
use crate::terraform::types::{Str, Type};
use crate::terraform::value::Value;

/// Deeper documents are refused.
const MAX_DEPTH: usize = 200;
/// So many values a document may have, with those that aliases stand for.
const MAX_VALUES: usize = 1 << 18;

/// The value of a document.
pub fn decode(source: &str) -> Result<Value, String> {
    // An empty text has no line to point at.
    let source = if source.is_empty() { "\n" } else { source };
    let mut decoder = Decoder { source, parser: Parser::new_from_str(source), anchors: BTreeMap::new(), values: 0 };
    decoder.next()?;
    let (event, span) = decoder.next()?;
    if !matches!(event, Event::DocumentStart(_)) {
        return Err(at(&span, "missing start of document"));
    }
    let (event, span) = decoder.next()?;
    let value = decoder.value(event, &span, 0)?;
    decoder.next()?;
    match decoder.next()? {
        (Event::StreamEnd, _) => Ok(value),
        (_, span) => Err(at(&span, "unexpected extra content after value")),
    }
}

/// A message with its place, as go-cty-yaml has it: lines are counted from 0, and nothing is said of the first.
fn at(span: &Span, message: impl std::fmt::Display) -> String {
    match span.start.line().saturating_sub(1) {
        0 => message.to_string(),
        line => format!("on line {line}, column {}: {message}", span.start.col() + 1),
    }
}

/// A message about what is no YAML. The messages of libyaml's scanner point at the line, those of its parser as [`at`] does.
fn invalid(error: &ScanError, source: &str) -> String {
    let marker = *error.marker();
    let span = Span::new(marker, marker);
    // "while scanning a tag, did not find expected '!'": libyaml keeps the first part to itself.
    let info = error.info();
    let info = info.strip_prefix("while ").and_then(|rest| rest.split_once(", ")).map_or(info, |(_, problem)| problem);
    match info {
        _ if info.starts_with("unexpected character") => {
            invalid(&ScanError::new_str(marker, "found character that cannot start any token"), source)
        }
        info if info.contains("unknown anchor") => {
            at(&span, format_args!("reference to undefined anchor {}", quote(alias(source, &span))))
        }
        info if info.starts_with("did not find expected") || marker.line() <= 1 => at(&span, info),
        info => format!("on line {}, column 1: {info}", marker.line()),
    }
}

/// The name of the anchor that an alias at a place refers to.
fn alias<'a>(source: &'a str, span: &Span) -> &'a str {
    let line = source.split('\n').nth(span.start.line().saturating_sub(1)).unwrap_or_default();
    let start = line.char_indices().nth(span.start.col()).map_or(line.len(), |(at, _)| at);
    let name = line[start..].trim_start_matches('*');
    name.split(|c: char| c.is_whitespace() || ",[]{}".contains(c)).next().unwrap_or_default()
}

struct Decoder<'a> {
    source: &'a str,
    parser: Parser<'a, StrInput<'a>>,
    /// What anchors stand for, by number, and how many values that is; none while it is being read.
    anchors: BTreeMap<usize, Option<(Value, usize)>>,
    values: usize,
}

impl<'a> Decoder<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Span), String> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => Err(invalid(&error, self.source)),
            None => Err("expecting value but found end of stream".into()),
        }
    }

    fn count(&mut self, values: usize) -> Result<(), String> {
        self.values = self.values.saturating_add(values);
        if self.values > MAX_VALUES { Err("the document has too many values".into()) } else { Ok(()) }
    }

    fn value(&mut self, event: Event<'a>, span: &Span, depth: usize) -> Result<Value, String> {
        if depth > MAX_DEPTH {
            return Err(at(span, "the document nests too deeply"));
        }
        let before = self.values;
        self.count(1)?;
        let (anchor, value) = match event {
            Event::Scalar(source, style, anchor, tag) => (anchor, scalar(&source, style, &name(tag.as_deref()), span)?),
            Event::Alias(anchor) => {
                return match self.anchors.get(&anchor) {
                    Some(Some((value, values))) => {
                        let (value, values) = (value.clone(), *values);
                        self.count(values)?;
                        Ok(value)
                    }
                    _ => {
                        let anchor = quote(alias(self.source, span));
                        Err(at(span, format_args!("cannot refer to anchor {anchor} from inside its own definition")))
                    }
                };
            }
            Event::SequenceStart(anchor, tag) => {
                own_tag(tag.as_deref(), "seq", "sequence", span)?;
                self.anchors.insert(anchor, None);
                (anchor, self.sequence(depth)?)
            }
            Event::MappingStart(anchor, tag) => {
                own_tag(tag.as_deref(), "map", "mapping", span)?;
                self.anchors.insert(anchor, None);
                (anchor, self.mapping(depth)?)
            }
            _ => return Err(at(span, "expecting value but found end of stream")),
        };
        // Without an anchor the number is 0.
        if anchor != 0 {
            self.anchors.insert(anchor, Some((value.clone(), self.values - before)));
        }
        Ok(value)
    }

    fn sequence(&mut self, depth: usize) -> Result<Value, String> {
        let mut elements = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(Value::tuple(elements)),
                (event, span) => elements.push(self.value(event, &span, depth + 1)?),
            }
        }
    }

    fn mapping(&mut self, depth: usize) -> Result<Value, String> {
        let mut attributes: BTreeMap<Str, Value> = BTreeMap::new();
        loop {
            let (event, span) = self.next()?;
            let (source, style, tag) = match event {
                Event::MappingEnd => return Ok(Value::object(attributes)),
                Event::Scalar(source, style, _, tag) => (source, style, tag),
                _ => return Err(at(&span, "only strings are allowed as mapping keys")),
            };
            let key = resolve::scalar(&name(tag.as_deref()), &source, is_quoted(style))?;
            let (event, value_span) = self.next()?;
            let Some(key) = key else {
                let value = self.value(event, &value_span, depth + 1)?;
                if !matches!(value.ty(), Type::Object(_)) {
                    let kind = value.ty().friendly_name();
                    return Err(at(&span, format_args!("cannot merge {kind} into mapping")));
                }
                attributes.extend(value.as_entries().into_iter().flatten().map(|(k, v)| (k.clone(), v.clone())));
                continue;
            };
            let key = convert(&key, &Type::String).unwrap_or(key);
            let Some(key) = key.as_str().map(nfc) else { return Err(at(&span, "mapping key cannot be null")) };
            let value = self.value(event, &value_span, depth + 1)?;
            attributes.insert(key, value);
        }
    }
}

fn scalar(source: &str, style: ScalarStyle, tag: &str, span: &Span) -> Result<Value, String> {
    let value = resolve::scalar(tag, source, is_quoted(style)).map_err(|why| at(span, why))?;
    let value = value.unwrap_or_else(|| Value::string("<<"));
    // What is not plain is a string, even where its text is read as something else.
    let string = tag.is_empty() && style != ScalarStyle::Plain;
    Ok(if string { convert(&value, &Type::String).unwrap_or(value) } else { value })
}

fn is_quoted(style: ScalarStyle) -> bool {
    matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted)
}

fn name(tag: Option<&Tag>) -> String {
    tag.map(|tag| format!("{}{}", tag.handle, tag.suffix)).unwrap_or_default()
}

/// A collection can only be tagged as what it is.
fn own_tag(tag: Option<&Tag>, own: &str, kind: &str, span: &Span) -> Result<(), String> {
    match tag {
        Some(tag) if !(tag.is_yaml_core_schema() && tag.suffix == own) => {
            Err(at(span, format_args!("can't interpret {kind} as {}", name(Some(tag)))))
        }
        _ => Ok(()),
    }
}
