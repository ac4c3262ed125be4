//! `<<-`: the indentation that all lines share is taken away, also inside of directives.
//!
//! HCL does so with the parts of the whole heredoc in a row, after `~` has trimmed the literals beside it: a line whose break was
//! trimmed away is no line of its own, counts for nothing and keeps its indentation (HCL, `flushHeredocTemplateParts`).

use std::collections::BTreeMap;

use hcl_edit::Span as _;
use hcl_edit::template::{Directive, Element, Strip};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{strip_end, strip_start};
use crate::terraform::source::SourceFile;

/// A part of a heredoc.
enum Part {
    /// A line of a literal, or the end of one, and where the literal begins.
    Line(usize, String),
    /// An interpolation, or a keyword of a directive.
    Control(Strip),
}

/// Every literal of a heredoc as it comes out, by where it begins.
pub(super) fn flushed(elements: &[&Element], file: &SourceFile) -> BTreeMap<usize, String> {
    let mut parts = Vec::new();
    elements.iter().for_each(|element| collect(element, file, &mut parts));
    trim(&mut parts);
    dedent(&mut parts);
    let mut flushed: BTreeMap<usize, String> = BTreeMap::new();
    for part in parts {
        if let Part::Line(at, text) = part {
            flushed.entry(at).or_default().push_str(&text);
        }
    }
    flushed
}

fn collect(element: &Element, file: &SourceFile, parts: &mut Vec<Part>) {
    match element {
        Element::Literal(literal) => {
            let Some(at) = literal.span() else { return };
            let text = file.slice(at.clone()).replace("$${", "${").replace("%%{", "%{");
            parts.extend(text.split_inclusive('\n').map(|line| Part::Line(at.start, line.to_owned())));
        }
        Element::Interpolation(interpolation) => parts.push(Part::Control(interpolation.strip)),
        Element::Directive(directive) => match &**directive {
            Directive::If(directive) => {
                parts.push(Part::Control(directive.if_expr.strip));
                directive.if_expr.template.iter().for_each(|element| collect(element, file, parts));
                if let Some(otherwise) = &directive.else_expr {
                    parts.push(Part::Control(otherwise.strip));
                    otherwise.template.iter().for_each(|element| collect(element, file, parts));
                }
                parts.push(Part::Control(directive.endif_expr.strip));
            }
            Directive::For(directive) => {
                parts.push(Part::Control(directive.for_expr.strip));
                directive.for_expr.template.iter().for_each(|element| collect(element, file, parts));
                parts.push(Part::Control(directive.endfor_expr.strip));
            }
        },
    }
}

/// What `~` takes of the lines beside it.
fn trim(parts: &mut [Part]) {
    for at in 0..parts.len() {
        let Some(Part::Control(strip)) = parts.get(at) else { continue };
        let strip = *strip;
        if let (true, Some(Part::Line(_, before))) =
            (strip_start(strip), at.checked_sub(1).and_then(|at| parts.get_mut(at)))
        {
            before.truncate(before.trim_end().len());
        }
        if let (true, Some(Part::Line(_, after))) = (strip_end(strip), parts.get_mut(at + 1)) {
            *after = after.trim_start().to_owned();
        }
    }
}

/// Takes away what the lines that still begin after a line break share.
fn dedent(parts: &mut [Part]) {
    let (mut least, mut begins) = (usize::MAX, true);
    let mut lines = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        if std::mem::take(&mut begins) {
            match part {
                Part::Line(_, line) => {
                    let space = &line[..line.len() - line.trim_start().len()];
                    // A line of nothing but space does not count.
                    if !(space.len() == line.len() && line.ends_with('\n')) {
                        least = least.min(space.graphemes(true).count());
                        lines.push(at);
                    }
                }
                Part::Control(_) => least = 0,
            }
        }
        begins = matches!(part, Part::Line(_, line) if line.ends_with('\n'));
    }
    for at in lines {
        if let Some(Part::Line(_, line)) = parts.get_mut(at) {
            *line = line.graphemes(true).skip(least).collect();
        }
    }
}
