//! Attributes, indices and splats (hclsyntax, `parser.go`: `parseExpressionTraversals`).

use super::cursor::{Parser, Read};
use super::error::Error;
use super::expr::{Expression, Step, Text, Traversal, TraversalOperator};
use super::scan::{Kind, Token};

impl Parser<'_> {
    /// The steps behind what they begin at: there is one at least.
    pub(super) fn traversal(&mut self, expr: Expression) -> Read<Expression> {
        let mut operators = Vec::new();
        // Whether a step belongs to `.*`: names and numbers behind it do.
        let mut in_splat = false;
        loop {
            let step = match self.peek().kind {
                Kind::Dot => self.attribute_step(in_splat)?,
                Kind::OpenBracket => self.index_step()?,
                _ => break,
            };
            match step.operator {
                TraversalOperator::AttrSplat | TraversalOperator::FullSplat => {
                    // What follows is done with each element.
                    self.grow()?;
                    in_splat = matches!(step.operator, TraversalOperator::AttrSplat);
                }
                TraversalOperator::Index(_) => in_splat = false,
                TraversalOperator::GetAttr(_) | TraversalOperator::LegacyIndex(_) => {}
            }
            operators.push(step);
        }
        Ok(Expression::Traversal(Box::new(Traversal { expr, operators })))
    }

    /// `.name`, `.0`, `.*`
    fn attribute_step(&mut self, in_splat: bool) -> Read<Step> {
        const INVALID: &str = "Invalid attribute name";
        let dot = self.read();
        let token = self.peek();
        let operator = match token.kind {
            Kind::Ident => TraversalOperator::GetAttr(self.ident(token)),
            Kind::Number => self.legacy_index(token, in_splat),
            Kind::Star if in_splat => {
                let detail = "A splat expression (*) cannot be used inside another attribute-only splat expression.";
                return self.fail(Error::new("Nested splat expression not allowed", detail, token.span()));
            }
            Kind::Star => TraversalOperator::AttrSplat,
            _ => return self.fail(Error::new(INVALID, "An attribute name is required after a dot.", token.span())),
        };
        self.read();
        Ok(Step { operator, span: dot.start..token.end })
    }

    /// A number in the place of a name: an older form of an index.
    fn legacy_index(&mut self, token: Token, in_splat: bool) -> TraversalOperator {
        let text = self.slice(token);
        if let Some((first, second)) = text.split_once('.') {
            let full = if in_splat { " with a full splat expression [*]" } else { "" };
            let detail = format!(
                "When using the legacy index syntax, chaining two indexes together is not permitted. Use the proper index syntax{full} instead, like [{first}][{second}]."
            );
            self.say(Error::new("Invalid legacy index syntax", detail, token.span()));
        }
        TraversalOperator::LegacyIndex(Text { text: text.into(), span: token.span() })
    }

    /// `[expression]`, `[*]`
    fn index_step(&mut self) -> Read<Step> {
        let open = self.read();
        if self.take(Kind::Star).is_some() {
            let detail =
                "The star for a full splat operator must be immediately followed by a closing bracket (\"]\").";
            let close = self.close_bracket("Missing close bracket on splat index", detail)?;
            return Ok(Step { operator: TraversalOperator::FullSplat, span: open.start..close.end });
        }
        self.with_line_breaks(false, |parser| {
            let key = parser.expression()?;
            let detail = "The index operator must end with a closing bracket (\"]\").";
            let close = parser.close_bracket("Missing close bracket on index", detail)?;
            Ok(Step { operator: TraversalOperator::Index(key), span: open.start..close.end })
        })
    }

    /// The bracket that must stand here; where it does not, it is the next one behind that hclsyntax points at.
    fn close_bracket(&mut self, summary: &'static str, detail: &'static str) -> Read<Token> {
        let token = self.read();
        if token.is(Kind::CloseBracket) {
            return Ok(token);
        }
        let behind = self.skip_to(Kind::OpenBracket, Kind::CloseBracket);
        self.fail(Error::new(summary, detail, behind.span()))
    }
}
