//! From a template's parts in a row to its tree: what lies in which directive (hclsyntax, `parser_template.go`:
//! `templateParser`).

use std::iter::Peekable;
use std::vec::IntoIter;

use super::Span;
use super::cursor::{Parser, Read};
use super::error::Error;
use super::expr::{Expression, Ident, Text};
use super::quoted::Part;
use super::scan::Token;
use super::template::{Directive, Element, ForDirective, IfDirective};

const UNBALANCED: &str = "The control directives within this template are unbalanced.";

/// The elements that parts come to. `end` is what ends the template.
pub(super) fn elements(parser: &mut Parser<'_>, mut parts: Vec<Part<'_>>, end: Token) -> Read<Vec<Element>> {
    if parts.is_empty() {
        parts.push(Part::Literal { text: "".into(), span: end.start..end.start });
    }
    let mut reader = Reader { parser, parts: parts.into_iter().peekable(), end: end.span() };
    let mut elements = Vec::new();
    while let Some(part) = reader.parts.next() {
        elements.extend(reader.element(part)?);
    }
    Ok(elements)
}

struct Reader<'r, 'p, 't> {
    parser: &'r mut Parser<'p>,
    parts: Peekable<IntoIter<Part<'t>>>,
    end: Span,
}

impl Reader<'_, '_, '_> {
    /// What begins with a part; nothing where it is said what is wrong with it.
    fn element(&mut self, part: Part<'_>) -> Read<Option<Element>> {
        Ok(match part {
            Part::Literal { text, mut span } => {
                let mut text = text.into_owned();
                while let Some(Part::Literal { text: more, span: further }) =
                    self.parts.next_if(|part| matches!(part, Part::Literal { .. }))
                {
                    text.push_str(&more);
                    span.end = further.end;
                }
                Some(Element::Literal(Text { text: text.into(), span }))
            }
            Part::Interpolation(interpolation) => Some(Element::Interpolation(interpolation)),
            Part::If { cond, span } => self.inside(|reader| reader.if_directive(cond, span))?,
            Part::For { names, collection, span } => {
                self.inside(|reader| reader.for_directive(names, collection, span))?
            }
            Part::Else(span) => self.unexpected("else", UNBALANCED, span),
            Part::EndIf(span) => self.unexpected("endif", UNBALANCED, span),
            Part::EndFor(span) => self.unexpected("endfor", UNBALANCED, span),
        })
    }

    /// Reads a directive, which stands inside what is around it.
    fn inside(&mut self, read: impl FnOnce(&mut Self) -> Read<Option<Directive>>) -> Read<Option<Element>> {
        let beside = self.parser.descend()?;
        let directive = read(self)?;
        self.parser.ascend(beside)?;
        Ok(directive.map(|directive| Element::Directive(Box::new(directive))))
    }

    fn unexpected<T>(&mut self, name: &str, detail: &'static str, at: Span) -> Option<T> {
        self.parser.say(Error::new(format!("Unexpected {name} directive"), detail, at));
        None
    }

    fn if_directive(&mut self, cond_expr: Expression, open: Span) -> Read<Option<Directive>> {
        const EXPECTING: &str = "Expecting an endif directive for the if started at ";
        let (mut when_true, mut when_false, mut is_else) = (Vec::new(), Vec::new(), false);
        let (summary, before, at) = loop {
            match self.parts.next() {
                None => return Ok(self.unended("if", open)),
                Some(Part::Else(_)) if !is_else => is_else = true,
                Some(Part::Else(at)) => {
                    break ("Unexpected else directive", "Already in the else clause for the if started at ", at);
                }
                Some(Part::EndIf(end)) => {
                    let span = open.start..end.end;
                    return Ok(Some(Directive::If(IfDirective { cond_expr, when_true, when_false, span })));
                }
                Some(Part::EndFor(at)) => break ("Unexpected endfor directive", EXPECTING, at),
                Some(part) => {
                    let element = self.element(part)?;
                    if is_else { &mut when_false } else { &mut when_true }.extend(element);
                }
            }
        };
        self.parser.say(Error::about(summary, (before, open, "."), at));
        Ok(None)
    }

    fn for_directive(
        &mut self,
        (key_var, value_var): (Option<Ident>, Ident),
        collection_expr: Expression,
        open: Span,
    ) -> Read<Option<Directive>> {
        let mut elements = Vec::new();
        loop {
            match self.parts.next() {
                None => return Ok(self.unended("for", open)),
                Some(Part::Else(at)) => {
                    return Ok(self.unexpected("else", "An else clause is not expected for a for directive.", at));
                }
                Some(Part::EndFor(end)) => {
                    let span = open.start..end.end;
                    let directive = ForDirective { key_var, value_var, collection_expr, elements, span };
                    return Ok(Some(Directive::For(directive)));
                }
                Some(Part::EndIf(at)) => {
                    let before = "Expecting an endfor directive corresponding to the for directive at ";
                    self.parser.say(Error::about("Unexpected endif directive", (before, open, "."), at));
                    return Ok(None);
                }
                Some(part) => elements.extend(self.element(part)?),
            }
        }
    }

    fn unended<T>(&mut self, name: &str, open: Span) -> Option<T> {
        let after = match name {
            "if" => " is missing its corresponding endif directive.",
            _ => " is missing its corresponding endfor directive.",
        };
        let about = (format!("The {name} directive at "), open, after);
        self.parser.say(Error::about("Unexpected end of template", about, self.end.clone()));
        None
    }
}
