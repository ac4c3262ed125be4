//! Expressions: operators, and what they stand between (hclsyntax, `parser.go`: `ParseExpression` to `parseExpressionTerm`).

use super::cursor::{Parser, Read, Stop};
use super::error::Error;
use super::expr::{BinaryOp, BinaryOperator, Conditional, Expression, Parenthesis, Text, UnaryOp, UnaryOperator};
use super::scan::Kind;

impl Parser<'_> {
    /// An expression that is the whole text.
    pub(super) fn bare_expression(&mut self) -> Read<Expression> {
        self.with_line_breaks(false, |parser| {
            let expr = parser.expression()?;
            let next = parser.peek();
            if next.is(Kind::End) {
                return Ok(expr);
            }
            let detail = "An expression was successfully parsed, but extra characters were found after it.";
            parser.fail(Error::new("Extra characters after expression", detail, next.span()))
        })
    }

    /// An expression, as far as it goes.
    pub(super) fn expression(&mut self) -> Read<Expression> {
        self.nested(Parser::conditional)
    }

    fn conditional(&mut self) -> Read<Expression> {
        let cond_expr = self.operation(0)?;
        if self.take(Kind::Question).is_none() {
            return Ok(cond_expr);
        }
        let true_expr = self.expression()?;
        if self.take(Kind::Colon).is_none() {
            let detail = "The conditional operator (...?...:...) requires a false expression, delimited by a colon.";
            let at = self.peek().span();
            let error = Error::new("Missing false expression in conditional", detail, at);
            self.say(error.shown_from(cond_expr.start()));
            return Ok(cond_expr);
        }
        let false_expr = self.expression()?;
        Ok(Expression::Conditional(Box::new(Conditional { cond_expr, true_expr, false_expr })))
    }

    /// Operands with operators between them that bind at least so much.
    fn operation(&mut self, least: u8) -> Read<Expression> {
        let mut lhs_expr = self.operand()?;
        while let Some((operator, binding)) = operator(self.peek().kind).filter(|(_, binding)| *binding >= least) {
            self.read();
            let rhs_expr = self.operation(binding + 1)?;
            self.grow()?;
            lhs_expr = Expression::BinaryOp(Box::new(BinaryOp { lhs_expr, operator, rhs_expr }));
        }
        Ok(lhs_expr)
    }

    /// A term with the steps behind it.
    fn operand(&mut self) -> Read<Expression> {
        let term = self.term()?;
        match self.peek().kind {
            Kind::Dot | Kind::OpenBracket => self.traversal(term),
            _ => Ok(term),
        }
    }

    fn term(&mut self) -> Read<Expression> {
        let start = self.peek();
        match start.kind {
            Kind::Ident => {
                self.read();
                if matches!(self.peek().kind, Kind::OpenParen | Kind::DoubleColon) {
                    return self.call(start);
                }
                Ok(match self.slice(start) {
                    "true" => Expression::Bool(true, start.span()),
                    "false" => Expression::Bool(false, start.span()),
                    "null" => Expression::Null(start.span()),
                    _ => Expression::Variable(self.ident(start)),
                })
            }
            Kind::Number => {
                self.read();
                let text = self.slice(start);
                if !is_number(text) {
                    let detail = "Failed to recognize the value of this number literal.";
                    self.say(Error::new("Invalid number literal", detail, start.span()));
                }
                Ok(Expression::Number(Text { text: text.into(), span: start.span() }))
            }
            Kind::OpenQuote => self.quoted(),
            Kind::OpenHeredoc => self.heredoc(),
            Kind::OpenBracket => self.tuple(),
            Kind::OpenBrace => self.object(),
            Kind::OpenParen => self.parenthesis(),
            Kind::Minus => self.unary(UnaryOperator::Neg),
            Kind::Bang => self.unary(UnaryOperator::Not),
            Kind::End => {
                let detail = "Expected the start of an expression, but found the end of the file.";
                self.fail(Error::new("Missing expression", detail, start.span()))
            }
            _ => {
                let detail = "Expected the start of an expression, but found an invalid expression token.";
                self.fail(Error::new("Invalid expression", detail, start.span()))
            }
        }
    }

    fn parenthesis(&mut self) -> Read<Expression> {
        let open = self.read();
        let (inner, close) = self.with_line_breaks(false, |parser| {
            let said = parser.said();
            let inner = parser.expression()?;
            match parser.take(Kind::CloseParen) {
                Some(close) => Ok((inner, close)),
                // What was wrong inside may be why.
                None if parser.said() > said => Err(Stop),
                None => {
                    let detail = "Expected a closing parenthesis to terminate the expression.";
                    let at = parser.peek().span();
                    parser.fail(Error::new("Unbalanced parentheses", detail, at).shown_from(open.start))
                }
            }
        })?;
        Ok(Expression::Parenthesis(Box::new(Parenthesis { inner, span: open.start..close.end })))
    }

    fn unary(&mut self, operator: UnaryOperator) -> Read<Expression> {
        let start = self.read().start;
        // What follows an operand is not the operator's: -46+5 is (-46)+5.
        let expr = self.nested(Parser::operand)?;
        let span = start..expr.span().end;
        Ok(Expression::UnaryOp(Box::new(UnaryOp { operator, expr, span })))
    }
}

/// The operator that a token is, and how much it binds.
fn operator(kind: Kind) -> Option<(BinaryOperator, u8)> {
    Some(match kind {
        Kind::Or => (BinaryOperator::Or, 0),
        Kind::And => (BinaryOperator::And, 1),
        Kind::Equals => (BinaryOperator::Eq, 2),
        Kind::NotEquals => (BinaryOperator::NotEq, 2),
        Kind::Less => (BinaryOperator::Less, 3),
        Kind::LessEquals => (BinaryOperator::LessEq, 3),
        Kind::Greater => (BinaryOperator::Greater, 3),
        Kind::GreaterEquals => (BinaryOperator::GreaterEq, 3),
        Kind::Plus => (BinaryOperator::Plus, 4),
        Kind::Minus => (BinaryOperator::Minus, 4),
        Kind::Star => (BinaryOperator::Mul, 5),
        Kind::Slash => (BinaryOperator::Div, 5),
        Kind::Percent => (BinaryOperator::Mod, 5),
        _ => return None,
    })
}

/// Whether digits, points and exponents are a number: at most one of each, the exponent last.
fn is_number(text: &str) -> bool {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, ""));
    !exponent.contains(['.', 'e', 'E']) && mantissa.matches('.').count() <= 1
}
