//! Rules for a single argument.

use super::fault;
use super::format::{self, Format};
use crate::apply::plain;
use crate::protocol::{AttributePath, Diagnostic};
use crate::value::Value;

/// What one argument, or each element of it, must be.
pub struct Rule {
    kind: Kind,
    source: String,
}

enum Kind {
    OneOf(Vec<String>),
    Format(Format),
    Length(Bounds),
    Count(Bounds),
    Range(Vec<Range>),
}

/// How many there may be of something.
struct Bounds {
    least: usize,
    most: usize,
}

/// Numbers from `least` to `most`; only multiples of `multiple`, where that is given.
struct Range {
    least: f64,
    most: f64,
    multiple: Option<f64>,
}

impl Rule {
    /// One of some values, parted by spaces.
    pub fn one_of(values: &str, source: &str) -> Rule {
        Rule { kind: Kind::OneOf(values.split_whitespace().map(str::to_owned).collect()), source: source.to_owned() }
    }

    /// A format by its name, or a regular expression and what it means.
    pub fn format(format: &str, words: &str, source: &str) -> Result<Rule, String> {
        Ok(Rule { kind: Kind::Format(format::parse(format, words)?), source: source.to_owned() })
    }

    /// So many characters, `least..most`.
    pub fn length(bounds: &str, source: &str) -> Result<Rule, String> {
        Ok(Rule { kind: Kind::Length(Bounds::parse(bounds)?), source: source.to_owned() })
    }

    /// So many elements, `least..most`.
    pub fn count(bounds: &str, source: &str) -> Result<Rule, String> {
        Ok(Rule { kind: Kind::Count(Bounds::parse(bounds)?), source: source.to_owned() })
    }

    /// A number in one of some ranges: `5`, `1..10`, `60..:60`.
    pub fn range(ranges: &str, source: &str) -> Result<Rule, String> {
        let ranges = ranges.split_whitespace().map(Range::parse).collect::<Result<_, _>>()?;
        Ok(Rule { kind: Kind::Range(ranges), source: source.to_owned() })
    }

    /// What is wrong with an argument's value.
    pub fn faults(&self, path: &str, attribute: &AttributePath, value: &Value, sensitive: bool) -> Vec<Diagnostic> {
        let describe = |value: &Value, must: String| {
            let shown = if sensitive { "The value".to_owned() } else { format!("{:?}", plain(value)) };
            fault(path, attribute.clone(), &format!("{shown} {must}."), &self.source)
        };
        match (&self.kind, value) {
            (Kind::Count(bounds), _) => {
                let count = match value {
                    Value::Map(map) => map.len(),
                    _ => value.elements().len(),
                };
                let must = bounds.fault(count, "elements");
                let must = must.map(|must| format!("It has {count} and {must}."));
                must.map(|must| fault(path, attribute.clone(), &must, &self.source)).into_iter().collect()
            }
            (Kind::Format(format), Value::Map(_)) => format
                .fault(value)
                .map(|must| fault(path, attribute.clone(), &must, &self.source))
                .into_iter()
                .collect(),
            (_, Value::List(elements)) => {
                elements.iter().filter_map(|element| self.must(element).map(|must| describe(element, must))).collect()
            }
            _ => self.must(value).map(|must| describe(value, must)).into_iter().collect(),
        }
    }

    /// What a single value must be and is not.
    fn must(&self, value: &Value) -> Option<String> {
        if value.is_null() || value.is_unknown() {
            return None;
        }
        match &self.kind {
            Kind::OneOf(values) => {
                let text = plain(value);
                (!values.contains(&text)).then(|| format!("must be {}", one_of(values, &text)))
            }
            Kind::Format(format) => format.fault(value),
            Kind::Length(bounds) => bounds.fault(value.text()?.chars().count(), "characters"),
            Kind::Count(_) => None,
            Kind::Range(ranges) => {
                let Value::Number(number) = value else { return None };
                let inside = ranges.iter().any(|range| range.contains(*number));
                (!inside).then(|| format!("must be {}", ranges.iter().map(Range::words).collect::<Vec<_>>().join(", ")))
            }
        }
    }
}

impl Bounds {
    fn parse(text: &str) -> Result<Bounds, String> {
        let (least, most) = text.split_once("..").ok_or_else(|| format!("{text} are no bounds"))?;
        let number = |text: &str, missing| if text.is_empty() { Ok(missing) } else { text.parse() };
        match (number(least, 0), number(most, usize::MAX)) {
            (Ok(least), Ok(most)) => Ok(Bounds { least, most }),
            _ => Err(format!("{text} are no bounds")),
        }
    }

    fn fault(&self, count: usize, what: &str) -> Option<String> {
        let Bounds { least, most } = *self;
        let bounds = match most {
            usize::MAX => format!("at least {least}"),
            _ if least == 0 => format!("at most {most}"),
            _ if least == most => least.to_string(),
            _ => format!("{least} to {most}"),
        };
        (count < least || count > most).then(|| format!("must have {bounds} {what}"))
    }
}

/// The choices in words; of many, those most like what was written.
fn one_of(values: &[String], written: &str) -> String {
    const MANY: usize = 12;
    if let [only] = values {
        return only.clone();
    }
    if values.len() <= MANY {
        return format!("one of {}", values.join(", "));
    }
    let written = written.to_lowercase();
    let likeness = |value: &String| {
        let value = value.to_lowercase();
        written.chars().zip(value.chars()).take_while(|(left, right)| left == right).count()
    };
    let mut nearest: Vec<&String> = values.iter().collect();
    nearest.sort_by_key(|value| std::cmp::Reverse(likeness(value)));
    let nearest: Vec<&str> = nearest.into_iter().take(MANY).map(String::as_str).collect();
    format!("one of {} values such as {}", values.len(), nearest.join(", "))
}

impl Range {
    fn parse(text: &str) -> Result<Range, String> {
        let invalid = || format!("{text} is no range");
        let number =
            |text: &str, missing: f64| if text.is_empty() { Ok(missing) } else { text.parse().map_err(|_| invalid()) };
        let (bounds, multiple) =
            text.split_once(':').map_or((text, None), |(bounds, multiple)| (bounds, Some(multiple)));
        let multiple = multiple.map(|multiple| number(multiple, 1.0)).transpose()?;
        let (least, most) = match bounds.split_once("..") {
            Some((least, most)) => (number(least, f64::NEG_INFINITY)?, number(most, f64::INFINITY)?),
            None => (number(bounds, 0.0)?, number(bounds, 0.0)?),
        };
        Ok(Range { least, most, multiple })
    }

    fn contains(&self, number: f64) -> bool {
        self.least <= number && number <= self.most && self.multiple.is_none_or(|multiple| number % multiple == 0.0)
    }

    fn words(&self) -> String {
        if self.least == self.most {
            return self.least.to_string();
        }
        let range = match (self.least.is_finite(), self.most.is_finite()) {
            (true, true) => format!("{} to {}", self.least, self.most),
            (true, false) => format!("at least {}", self.least),
            _ => format!("at most {}", self.most),
        };
        self.multiple.map_or(range.clone(), |multiple| format!("{range} (multiples of {multiple})"))
    }
}
