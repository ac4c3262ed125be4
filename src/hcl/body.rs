//! Files and blocks (hclsyntax, `parser.go`: `ParseBody` to `finishParsingBodyBlock`, `parseQuotedStringLiteral`).

use rustc_hash::FxHashMap;

use super::Span;
use super::cursor::{Parser, Read};
use super::error::Error;
use super::scan::{Kind, Token};
use super::structure::{Attribute, Block, Body, Label, Structure};

const REQUIRED: &str = "Argument or block definition required";
const ASSIGN: &str = "An argument or block definition is required here. To set an argument, use the equals sign \"=\" to introduce the argument value.";
const UNCLOSED: &str = "Unclosed configuration block";
const NO_BRACE: &str = "There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.";
const SINGLE: &str = "Invalid single-argument block definition";
const BLOCK: &str = "Invalid block definition";

impl<'t> Parser<'t> {
    /// A whole file.
    pub(super) fn file(&mut self) -> Read<Body> {
        Ok(self.body(Kind::End, 0..0)?.0)
    }

    /// A body up to what ends it.
    fn body(&mut self, end: Kind, open: Span) -> Read<(Body, Token)> {
        let mut body = Body::default();
        let mut names: FxHashMap<&'t str, Span> = FxHashMap::default();
        loop {
            let next = self.peek();
            match next.kind {
                kind if kind == end => return Ok((body, self.read())),
                Kind::Newline => drop(self.read()),
                Kind::Ident => match self.item()? {
                    Structure::Attribute(attribute) => {
                        let (name, at) = (self.slice(next), next.span());
                        match names.get(name) {
                            None => {
                                names.insert(name, at);
                                body.structures.push(Structure::Attribute(attribute));
                            }
                            Some(first) => {
                                let before = format!("The argument {name:?} was already set at ");
                                let about = (before, first.clone(), ". Each argument may be set only once.");
                                self.say(Error::about("Attribute redefined", about, at));
                            }
                        }
                    }
                    block => body.structures.push(block),
                },
                Kind::OpenQuote => {
                    let detail = "Argument names must not be quoted.";
                    return self.fail(Error::new("Invalid argument name", detail, next.span()));
                }
                Kind::End => return self.fail(Error::new(UNCLOSED, NO_BRACE, open)),
                _ => {
                    let detail = "An argument or block definition is required here.";
                    return self.fail(Error::new(REQUIRED, detail, next.span()));
                }
            }
        }
    }

    fn item(&mut self) -> Read<Structure> {
        let ident = self.read();
        match self.peek().kind {
            Kind::Equal => {
                let attribute = self.attribute(ident)?;
                let end = self.peek();
                if matches!(end.kind, Kind::Newline | Kind::End) {
                    self.read();
                    return Ok(Structure::Attribute(attribute));
                }
                let (summary, detail) = match end.kind {
                    Kind::Comma => (
                        "Unexpected comma after argument",
                        "Argument definitions must be separated by newlines, not commas. An argument definition must end with a newline.",
                    ),
                    _ => ("Missing newline after argument", "An argument definition must end with a newline."),
                };
                self.fail(Error::new(summary, detail, end.span()).shown_from(ident.start))
            }
            Kind::OpenQuote | Kind::OpenBrace | Kind::Ident => Ok(Structure::Block(self.block(ident)?)),
            _ => self.fail(Error::new(REQUIRED, ASSIGN, ident.span())),
        }
    }

    fn attribute(&mut self, ident: Token) -> Read<Attribute> {
        self.read();
        Ok(Attribute { key: self.ident(ident), value: self.expression()? })
    }

    fn block(&mut self, ident: Token) -> Read<Block> {
        let mut labels = Vec::new();
        let open = loop {
            let next = self.peek();
            match next.kind {
                Kind::OpenBrace => break self.read(),
                Kind::OpenQuote => labels.push(self.label()?),
                Kind::Ident => {
                    self.read();
                    labels.push(Label { text: self.slice(next).into(), span: next.span() });
                }
                kind => {
                    let detail = match kind {
                        Kind::Equal => {
                            "The equals sign \"=\" indicates an argument definition, and must not be used when defining a block."
                        }
                        Kind::Newline => {
                            "A block definition must have block content delimited by \"{\" and \"}\", starting on the same line as the block header."
                        }
                        _ => "Either a quoted string block label or an opening brace (\"{\") is expected here.",
                    };
                    return self.fail(Error::new(BLOCK, detail, next.span()).shown_from(ident.start));
                }
            }
        };
        let (body, close) = match self.peek().kind {
            Kind::Newline | Kind::End | Kind::CloseBrace => {
                self.nested(|parser| parser.body(Kind::CloseBrace, open.span()))?
            }
            _ => self.single_line(ident, open)?,
        };
        let end = self.peek();
        if !matches!(end.kind, Kind::Newline | Kind::End) {
            let detail = "A block definition must end with a newline.";
            let error = Error::new("Missing newline after block definition", detail, end.span());
            return self.fail(error.shown_from(ident.start));
        }
        self.read();
        Ok(Block { ident: self.ident(ident), labels, body, open: open.span(), close: close.span() })
    }

    /// `{ name = value }`
    fn single_line(&mut self, block: Token, open: Token) -> Read<(Body, Token)> {
        let ident = self.read();
        let next = self.peek();
        if !ident.is(Kind::Ident) {
            return self.fail(Error::new(REQUIRED, "An argument or block definition is required here.", ident.span()));
        }
        let attribute = match next.kind {
            Kind::Equal => self.attribute(ident)?,
            Kind::OpenQuote | Kind::OpenBrace | Kind::Ident => {
                let detail = format!(
                    "A single-line block definition can contain only a single argument. If you meant to define argument {:?}, use an equals sign to assign it a value. To define a nested block, place it on a line of its own within its parent block.",
                    self.slice(ident)
                );
                return self.fail(Error::new("Argument definition required", detail, ident.start..next.end));
            }
            _ => return self.fail(Error::new(REQUIRED, ASSIGN, ident.span())),
        };
        let end = self.peek();
        let detail = match end.kind {
            Kind::CloseBrace => {
                let body = Body { structures: vec![Structure::Attribute(attribute)] };
                return Ok((body, self.read()));
            }
            Kind::End => {
                let error = Error::new(UNCLOSED, NO_BRACE, open.span());
                return self.fail(error.shown_from(block.start));
            }
            Kind::Comma => {
                "Single-line block syntax can include only one argument definition. To define multiple arguments, use the multi-line block syntax with one argument definition per line."
            }
            Kind::Newline => {
                "An argument definition on the same line as its containing block creates a single-line block definition, which must also be closed on the same line. Place the block's closing brace immediately after the argument definition."
            }
            _ => {
                "A single-line block definition must end with a closing brace immediately after its single argument definition."
            }
        };
        self.fail(Error::new(SINGLE, detail, end.span()))
    }

    /// A label in quotes: nothing can be put into it.
    fn label(&mut self) -> Read<Label> {
        const INVALID: &str = "Invalid string literal";
        let open = self.read();
        let mut text = String::new();
        loop {
            let token = self.read();
            match token.kind {
                Kind::CloseQuote => return Ok(Label { text: text.into(), span: open.start..token.end }),
                Kind::QuotedText => text.push_str(&self.literal(token)),
                Kind::Interpolation | Kind::Control => {
                    let sign = if token.is(Kind::Control) { '%' } else { '$' };
                    let detail = format!(
                        "Template sequences are not allowed in this string. To include a literal \"{sign}\", double it (as \"{sign}{sign}\") to escape it."
                    );
                    return self.fail(Error::new(INVALID, detail, token.span()).shown_from(open.start));
                }
                Kind::End => {
                    let detail = "Unable to find the closing quote mark before the end of the file.";
                    self.say(Error::new("Unterminated string literal", detail, token.span()).shown_from(open.start));
                    return Ok(Label { text: text.into(), span: open.start..token.end });
                }
                _ => {
                    let detail = "This item is not valid in a string literal.";
                    return self.fail(Error::new(INVALID, detail, token.span()).shown_from(open.start));
                }
            }
        }
    }
}
