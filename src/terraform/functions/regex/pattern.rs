//! A pattern that can be searched for, with Go's rules for successive matches and for what stands in a replacement.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use regex_lite::{Regex, RegexBuilder};

use super::cursor::Error;
use super::syntax;

/// Where a group matched, in bytes; none if it took no part.
pub type Span = Option<(usize, usize)>;

/// A compiled pattern.
pub struct Pattern {
    regex: Regex,
    /// The names of its groups.
    pub groups: Vec<Option<String>>,
}

/// How many compiled patterns are kept.
const KEPT: usize = 128;

impl Pattern {
    /// A pattern, compiled. It is kept, since a configuration asks the same few again and again, and compiling costs more
    /// than matching.
    pub fn new(pattern: &str) -> Result<Arc<Pattern>, Error> {
        static COMPILED: Mutex<BTreeMap<String, Arc<Pattern>>> = Mutex::new(BTreeMap::new());
        // A thread that panicked has left nothing half-done: the map is as good as before.
        let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = compiled.get(pattern) {
            return Ok(known.clone());
        }
        let new = Arc::new(Pattern::compile(pattern)?);
        if compiled.len() >= KEPT {
            compiled.clear();
        }
        compiled.insert(pattern.to_owned(), new.clone());
        Ok(new)
    }

    fn compile(pattern: &str) -> Result<Pattern, Error> {
        let parsed = syntax::parse(pattern)?;
        let too_large = |_| Error::new("expression too large", pattern);
        let regex = RegexBuilder::new(&parsed.rewritten).nest_limit(4 * syntax::MAX_DEPTH as u32).build();
        Ok(Pattern { regex: regex.map_err(too_large)?, groups: parsed.groups })
    }

    /// The spans of the first match from a position on: the whole, then the groups.
    pub fn find(&self, subject: &str, from: usize) -> Option<Vec<Span>> {
        let captures = self.regex.captures_at(subject, from)?;
        Some(captures.iter().map(|group| group.map(|group| (group.start(), group.end()))).collect())
    }

    /// All matches that do not overlap; an empty one right after another does not count.
    pub fn find_all(&self, subject: &str) -> Vec<Vec<Span>> {
        let mut all = Vec::new();
        let mut at = 0;
        let mut last = None;
        while let Some(found) = (at <= subject.len()).then(|| self.find(subject, at)).flatten() {
            let Some(Some((start, end))) = found.first().copied() else { break };
            let accepted = !(end == at && last == Some(start));
            at = if end == at { next_position(subject, at) } else { end };
            last = Some(end);
            if accepted {
                all.push(found);
            }
        }
        all
    }

    /// The text with every match replaced; none if it would be longer than `limit`.
    pub fn replace_all(&self, subject: &str, replacement: &str, limit: usize) -> Option<String> {
        let mut out = String::new();
        let mut last = 0;
        let mut at = 0;
        while let Some(found) = (at <= subject.len()).then(|| self.find(subject, at)).flatten() {
            let Some(Some((start, end))) = found.first().copied() else { break };
            out.push_str(subject.get(last..start).unwrap_or_default());
            if end > last || start == 0 {
                self.expand(replacement, subject, &found, &mut out);
            }
            if out.len() > limit {
                return None;
            }
            last = end;
            at = end.max(next_position(subject, at));
        }
        out.push_str(subject.get(last..).unwrap_or_default());
        Some(out)
    }

    /// Appends a replacement, with `$1`, `${name}` and `$$` filled in.
    fn expand(&self, mut template: &str, subject: &str, spans: &[Span], out: &mut String) {
        while let Some((before, after)) = template.split_once('$') {
            out.push_str(before);
            if let Some(rest) = after.strip_prefix('$') {
                out.push('$');
                template = rest;
                continue;
            }
            let Some((name, rest)) = reference(after) else {
                out.push('$');
                template = after;
                continue;
            };
            template = rest;
            let numbered = !(name.len() > 1 && name.starts_with('0')) && name.bytes().all(|b| b.is_ascii_digit());
            let index = if numbered {
                name.parse().ok()
            } else {
                let matched = |(i, group): (usize, &Option<String>)| {
                    let taken = spans.get(i + 1).copied().flatten().is_some();
                    (group.as_deref() == Some(name) && taken).then_some(i + 1)
                };
                self.groups.iter().enumerate().find_map(matched)
            };
            let span = index.and_then(|i: usize| spans.get(i).copied().flatten());
            out.push_str(span.and_then(|(start, end)| subject.get(start..end)).unwrap_or_default());
        }
        out.push_str(template);
    }
}

fn next_position(subject: &str, at: usize) -> usize {
    at + subject.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

/// The name or number after a `$`, between braces or not, and what follows.
fn reference(text: &str) -> Option<(&str, &str)> {
    let braced = text.strip_prefix('{');
    let inner = braced.unwrap_or(text);
    let is_name = |c: char| c == '_' || c.is_alphanumeric();
    let (name, rest) = inner.split_at(inner.find(|c| !is_name(c)).unwrap_or(inner.len()));
    if name.is_empty() {
        return None;
    }
    Some((name, if braced.is_some() { rest.strip_prefix('}')? } else { rest }))
}
