//! `csvdecode`: comma-separated values as Go's `encoding/csv` reads them, with its words for what is wrong.

use std::collections::BTreeMap;

use super::argument::{list, text};
use super::{Fault, Function, Kind, Param};
use crate::terraform::nfc::nfc;
use crate::terraform::quote::quote;
use crate::terraform::types::Type;
use crate::terraform::value::Value;

/// The family's table.
pub const FUNCTIONS: &[Function] =
    &[Function::by("csvdecode", &[Param::new("str", Kind::String)], columns, |args, ty| decode(text(&args[0]), ty))];

/// The first line names the columns.
fn columns(args: &[Value]) -> Result<Type, Fault> {
    let Some(source) = args[0].as_str() else { return Ok(Type::Dynamic) };
    let names = Lines::new(source).record(None)?.ok_or_else(|| Fault::new("missing header line"))?;
    let mut attributes = BTreeMap::new();
    for name in names {
        if attributes.insert(nfc(&name), Type::String).is_some() {
            return Err(Fault::new(format!("duplicate column name {}", quote(&name))));
        }
    }
    Ok(Type::list(Type::object(attributes)))
}

fn decode(source: &str, ty: &Type) -> Result<Value, Fault> {
    let mut lines = Lines::new(source);
    let names = lines.record(None)?.unwrap_or_default();
    let mut rows = Vec::new();
    while let Some(row) = lines.record(Some(names.len()))? {
        rows.push(Value::object(names.iter().map(|name| nfc(name)).zip(row.iter().map(Value::string))));
    }
    Ok(list(ty, rows))
}

struct Lines<'a> {
    rest: &'a str,
    /// How many lines were taken.
    number: usize,
}

impl<'a> Lines<'a> {
    fn new(source: &'a str) -> Lines<'a> {
        Lines { rest: source, number: 0 }
    }

    /// The next line without its end, and whether it had one.
    fn next(&mut self) -> Option<(&'a str, bool)> {
        if self.rest.is_empty() {
            return None;
        }
        self.number += 1;
        let (line, ended, rest) = match self.rest.split_once('\n') {
            Some((line, rest)) => (line, true, rest),
            None => (self.rest, false, ""),
        };
        self.rest = rest;
        Some((line.strip_suffix('\r').unwrap_or(line), ended))
    }

    fn error(line: usize, message: &str) -> Fault {
        Fault::new(format!("CSV parse error on line {line}: {message}"))
    }

    /// The fields of the next line that is not empty, of as many as wanted.
    fn record(&mut self, wanted: Option<usize>) -> Result<Option<Vec<String>>, Fault> {
        const QUOTE: &str = "extraneous or missing \" in quoted-field";
        let (mut line, mut ended) = loop {
            match self.next() {
                None => return Ok(None),
                Some(("", _)) => {}
                Some(line) => break line,
            }
        };
        let first = self.number;
        let mut fields = Vec::new();
        'fields: loop {
            let Some(quoted) = line.strip_prefix('"') else {
                let (field, rest) = match line.split_once(',') {
                    Some((field, rest)) => (field, Some(rest)),
                    None => (line, None),
                };
                if field.contains('"') {
                    return Err(Self::error(self.number, "bare \" in non-quoted-field"));
                }
                fields.push(field.to_owned());
                match rest {
                    Some(rest) => line = rest,
                    None => break 'fields,
                }
                continue;
            };
            line = quoted;
            let mut field = String::new();
            loop {
                if let Some((part, rest)) = line.split_once('"') {
                    field.push_str(part);
                    if let Some(rest) = rest.strip_prefix('"') {
                        field.push('"');
                        line = rest;
                    } else if let Some(rest) = rest.strip_prefix(',') {
                        fields.push(field);
                        line = rest;
                        continue 'fields;
                    } else if rest.is_empty() {
                        fields.push(field);
                        break 'fields;
                    } else {
                        return Err(Self::error(self.number, QUOTE));
                    }
                    continue;
                }
                // The field goes on in the next line.
                field.push_str(line);
                if ended {
                    field.push('\n');
                }
                let last = self.number;
                match self.next() {
                    Some(next) => (line, ended) = next,
                    None => return Err(Self::error(last, QUOTE)),
                }
            }
        }
        if wanted.is_some_and(|wanted| wanted != fields.len()) {
            return Err(Self::error(first, "wrong number of fields"));
        }
        Ok(Some(fields))
    }
}
