//! Quoted strings, heredocs and templates: their parts in a row (hclsyntax, `parser_template.go`: `parseTemplateParts`).

use std::borrow::Cow;

use super::Span;
use super::cursor::{Parser, Read};
use super::directive::elements;
use super::error::Error;
use super::expr::{Expression, Ident, Text};
use super::flush::flush;
use super::near::nearest;
use super::scan::{Kind, Token};
use super::template::{Interpolation, Template};

/// A part of a template, before it is known what belongs into which directive.
pub(super) enum Part<'t> {
    /// Text as the scanner cuts it: of a heredoc no more than a line.
    Literal {
        text: Cow<'t, str>,
        span: Span,
    },
    Interpolation(Interpolation),
    If {
        cond: Expression,
        span: Span,
    },
    For {
        names: (Option<Ident>, Ident),
        collection: Expression,
        span: Span,
    },
    Else(Span),
    EndIf(Span),
    EndFor(Span),
}

const UNCLOSED: &str = "Unclosed template interpolation sequence";
const EXTRA: &str = "Extra characters after interpolation expression";

impl<'t> Parser<'t> {
    /// `"…"`
    pub(super) fn quoted(&mut self) -> Read<Expression> {
        let open = self.read();
        let first = self.peek();
        let mut parts = Vec::new();
        if self.take(Kind::QuotedText).is_some() {
            let text = self.literal(first);
            if let Some(close) = self.take(Kind::CloseQuote) {
                return Ok(Expression::String(Text { text: text.into(), span: open.start..close.end }));
            }
            parts.push(Part::Literal { text, span: first.span() });
        }
        let end = self.parts(&mut parts, first, Kind::CloseQuote)?;
        let span = open.start..end.end;
        if parts.iter().all(|part| matches!(part, Part::Literal { .. })) {
            let texts = parts.into_iter().map(|part| match part {
                Part::Literal { text, .. } => text,
                _ => Cow::Borrowed(""),
            });
            return Ok(Expression::String(Text { text: texts.collect::<String>().into(), span }));
        }
        let elements = elements(self, parts, end)?;
        Ok(Expression::StringTemplate(Template { elements, span }))
    }

    /// `<<EOT`
    pub(super) fn heredoc(&mut self) -> Read<Expression> {
        let open = self.read();
        let (first, mut parts) = (self.peek(), Vec::new());
        let end = self.parts(&mut parts, first, Kind::CloseHeredoc)?;
        if self.slice(open).starts_with("<<-") {
            flush(&mut parts);
        }
        let elements = elements(self, parts, end)?;
        Ok(Expression::HeredocTemplate(Template { elements, span: open.start..end.end }))
    }

    /// A template that is the whole text.
    pub(super) fn bare_template(&mut self) -> Read<Template> {
        let (first, mut parts) = (self.peek(), Vec::new());
        let end = self.parts(&mut parts, first, Kind::End)?;
        let elements = elements(self, parts, end)?;
        Ok(Template { elements, span: first.start..end.end })
    }

    /// The parts up to what ends them, which is read too. `first` is the token that they began with.
    fn parts(&mut self, parts: &mut Vec<Part<'t>>, first: Token, end: Kind) -> Read<Token> {
        let mut trims = false;
        loop {
            let token = self.read();
            let trimmed = std::mem::take(&mut trims);
            match token.kind {
                kind if kind == end => break Ok(token),
                Kind::Text | Kind::QuotedText => {
                    let text = self.literal(token);
                    let text = if trimmed { cut(text, str::trim_start) } else { text };
                    parts.push(Part::Literal { text, span: token.span() });
                }
                Kind::Interpolation | Kind::Control => {
                    if let (3, Some(Part::Literal { text, .. })) = (token.end - token.start, parts.last_mut()) {
                        *text = cut(std::mem::take(text), str::trim_end);
                    }
                    let (part, close) = self.with_line_breaks(false, |parser| match token.kind {
                        Kind::Interpolation => parser.interpolation(token, first, end),
                        _ => parser.control(token, first),
                    })?;
                    trims = close.end - close.start == 2;
                    parts.push(part);
                }
                _ => {
                    let detail = "No closing marker was found for the string.";
                    let error = Error::new("Unterminated template string", detail, token.span());
                    return self.fail(error.shown_from(first.start.min(token.start)));
                }
            }
        }
    }

    /// `${…}`, with the brace that ends it.
    fn interpolation(&mut self, open: Token, first: Token, end: Kind) -> Read<(Part<'t>, Token)> {
        let expr = self.expression()?;
        let close = self.peek();
        let error = match close.kind {
            Kind::SequenceEnd => {
                self.read();
                return Ok((Part::Interpolation(Interpolation { expr, span: open.start..close.end }), close));
            }
            Kind::End => {
                let detail = "There is no closing brace for this interpolation sequence before the end of the file. This might be caused by incorrect nesting inside the given expression.";
                Error::new(UNCLOSED, detail, first.span())
            }
            Kind::Colon => {
                let detail = "Template interpolation doesn't expect a colon at this location. Did you intend this to be a literal sequence to be processed as part of another language? If so, you can escape it by starting with \"$${\" instead of just \"${\".";
                Error::new(EXTRA, detail, close.span()).shown_from(first.start)
            }
            Kind::OpenQuote | Kind::CloseQuote if end == Kind::CloseQuote => {
                let detail = "There is no closing brace for this interpolation sequence before the end of the quoted template. This might be caused by incorrect nesting inside the given expression.";
                Error::new(UNCLOSED, detail, first.span())
            }
            _ => {
                let detail = "Expected a closing brace to end the interpolation expression, but found extra characters.\n\nThis can happen when you include interpolation syntax for another language, such as shell scripting, but forget to escape the interpolation start token. If this is an embedded sequence for another language, escape it by starting with \"$${\" instead of just \"${\".";
                Error::new(EXTRA, detail, close.span()).shown_from(first.start)
            }
        };
        self.fail(error)
    }

    /// `%{…}`, with the brace that ends it.
    fn control(&mut self, open: Token, first: Token) -> Read<(Part<'t>, Token)> {
        let keyword = self.peek();
        if !keyword.is(Kind::Ident) {
            let detail =
                "A template directive keyword (\"if\", \"for\", etc) is expected at the beginning of a %{ sequence.";
            let error = Error::new("Invalid template directive", detail, keyword.span());
            return self.fail(error.shown_from(open.start));
        }
        self.read();
        let word = self.slice(keyword);
        // The marker reaches to the end of the brace behind it.
        let span = |parser: &Self| open.start..parser.peek().end;
        let part = match word {
            "if" => {
                let cond = self.expression()?;
                Part::If { cond, span: span(self) }
            }
            "for" => {
                let names = self.for_names(None)?;
                let collection = self.expression()?;
                Part::For { names, collection, span: span(self) }
            }
            "else" => Part::Else(span(self)),
            "endif" => Part::EndIf(span(self)),
            "endfor" => Part::EndFor(span(self)),
            _ => {
                let meant = nearest(word, ["if", "for", "else", "endif", "endfor"].into_iter());
                let hint = meant.map(|meant| format!(" Did you mean {meant:?}?")).unwrap_or_default();
                let detail = format!("{word:?} is not a valid template control keyword.{hint}");
                let error = Error::new("Invalid template control keyword", detail, keyword.span());
                return self.fail(error.shown_from(open.start));
            }
        };
        let close = self.peek();
        if !close.is(Kind::SequenceEnd) {
            let detail = "Expected a closing brace to end the sequence, but found extra characters.";
            let error = Error::new(format!("Extra characters in {word} marker"), detail, close.span());
            return self.fail(error.shown_from(first.start));
        }
        self.read();
        Ok((part, close))
    }
}

/// A text without the space at one end of it.
fn cut<'t>(text: Cow<'t, str>, trim: fn(&str) -> &str) -> Cow<'t, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(trim(text)),
        Cow::Owned(text) => Cow::Owned(trim(&text).to_owned()),
    }
}
