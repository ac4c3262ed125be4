//! Markdown as GitHub reads it: tables, fences, sections, links and the anchors of headings.

use std::collections::{BTreeMap, BTreeSet};

use landform::terraform::source::normalize;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::designs::Exported;

fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_GFM)
}

/// Tables whose rows differ in their columns, fences that stay open, sections without content.
pub fn malformed(path: &str, text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let fences = text.lines().filter(|line| line.trim_start().starts_with("```")).count();
    if fences % 2 != 0 {
        wrong.push(format!("{path} has a fence that stays open"));
    }
    let (mut in_fence, mut columns) = (false, None);
    for line in text.lines() {
        in_fence ^= line.trim_start().starts_with("```");
        let row = !in_fence && line.starts_with('|');
        let here = row.then(|| line.replace("\\|", "").matches('|').count());
        match (columns, here) {
            (Some(before), Some(now)) if before != now => wrong.push(format!("{path}: a row of another width: {line}")),
            (None, Some(_)) => {}
            _ => {}
        }
        columns = here;
    }
    let tables = parser(text).filter(|event| matches!(event, Event::Start(Tag::Table(_)))).count();
    let heads = text.lines().filter(|line| line.starts_with("| ---") || line.starts_with("|---")).count();
    if tables != heads {
        wrong.push(format!("{path} has {heads} heads of tables, and {tables} tables"));
    }
    wrong.extend(empty_sections(text).into_iter().map(|title| format!("{path}: nothing stands under {title:?}")));
    wrong
}

fn empty_sections(text: &str) -> Vec<String> {
    let mut empty = Vec::new();
    let mut open: Option<(HeadingLevel, String)> = None;
    let mut heading: Option<HeadingLevel> = None;
    for event in parser(text) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                if let Some((_, title)) = open.take().filter(|(above, _)| level <= *above) {
                    empty.push(title);
                }
                heading = Some(level);
                open = Some((level, String::new()));
            }
            Event::End(TagEnd::Heading(_)) => heading = None,
            Event::Text(text) | Event::Code(text) if heading.is_some() => {
                open.iter_mut().for_each(|(_, title)| title.push_str(&text));
            }
            _ if heading.is_none() => open = None,
            _ => {}
        }
    }
    empty.extend(open.map(|(_, title)| title));
    empty
}

/// What the links of a document lead to, as they are written.
pub fn links(text: &str) -> Vec<String> {
    let link = |event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.to_string()),
        _ => None,
    };
    parser(text).filter_map(link).collect()
}

/// Links into the repository that lead to no file, and anchors that no heading has.
pub fn dangling(path: &str, text: &str, exported: &Exported) -> Vec<String> {
    let files = &exported.repository.files;
    let inside = links(text).into_iter().filter(|link| !link.contains("://") && !link.starts_with("mailto:"));
    let leads_nowhere = |link: &String| {
        let (file, anchor) = link.split_once('#').map_or((link.as_str(), None), |(file, anchor)| (file, Some(anchor)));
        let dir = path.rsplit_once('/').map_or("", |(dir, _)| dir);
        let target = if file.is_empty() { path.to_owned() } else { normalize(&format!("{dir}/{file}")) };
        let target = target.trim_start_matches('/');
        let Some(text) = files.get(target) else {
            return !files.keys().any(|path| path.starts_with(&format!("{target}/")));
        };
        anchor.is_some_and(|anchor| !anchors(text).contains(anchor))
    };
    inside.filter(leads_nowhere).map(|link| format!("{path} links to {link}, which leads nowhere")).collect()
}

/// The anchors that GitHub gives to headings: lower case, hyphens for spaces, no punctuation; a second one gets a number.
fn anchors(text: &str) -> BTreeSet<String> {
    let (mut anchors, mut seen) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
    let mut heading: Option<String> = None;
    for event in parser(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(text) | Event::Code(text) => heading.iter_mut().for_each(|title| title.push_str(&text)),
            Event::End(TagEnd::Heading(_)) => {
                let title = heading.take().unwrap_or_default().to_lowercase();
                let kept = title.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
                let slug: String = kept.map(|c| if c == ' ' { '-' } else { c }).collect();
                let times = seen.entry(slug.clone()).or_default();
                anchors.insert(if *times == 0 { slug } else { format!("{slug}-{times}") });
                *times += 1;
            }
            _ => {}
        }
    }
    anchors
}

/// The blocks of shell commands of a document.
pub fn commands(text: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open = false;
    for event in parser(text) {
        match event {
            Event::Start(Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Fenced(language))) if &*language == "sh" => {
                open = true;
                blocks.push(String::new());
            }
            Event::End(TagEnd::CodeBlock) => open = false,
            Event::Text(text) if open => blocks.iter_mut().rev().take(1).for_each(|block| block.push_str(&text)),
            _ => {}
        }
    }
    blocks
}
