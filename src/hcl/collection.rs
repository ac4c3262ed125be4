//! Tuples, objects, `for` expressions and the arguments of functions (hclsyntax, `parser.go`: `finishParsingFunctionCall` to
//! `finishParsingForExpr`).

use super::Span;
use super::cursor::{Parser, Read};
use super::error::Error;
use super::expr::{Array, Expression, ForExpr, FuncCall, Ident, Object, ObjectKey};
use super::scan::{Kind, Token};

const FOR: &str = "Invalid 'for' expression";

impl Parser<'_> {
    /// A call, of which the first name has been read.
    pub(super) fn call(&mut self, first: Token) -> Read<Expression> {
        let (mut namespace, mut name) = (Vec::new(), first);
        while self.take(Kind::DoubleColon).is_some() {
            let next = self.read();
            if !next.is(Kind::Ident) {
                let detail = "Function scope resolution symbol :: must be followed by a function name in this scope.";
                return self.fail(Error::new("Missing function name", detail, next.span()).shown_from(first.start));
            }
            namespace.push(self.ident(name));
            name = next;
        }
        let open = self.peek();
        if !open.is(Kind::OpenParen) {
            let detail = "Function selector must be followed by an open parenthesis to begin the function call.";
            return self.fail(Error::new("Missing open parenthesis", detail, open.span()).shown_from(first.start));
        }
        self.read();
        let name = self.ident(name);
        let (args, expand_final, end) = self.with_line_breaks(false, |parser| parser.arguments(first, open))?;
        let span = first.start..end;
        Ok(Expression::FuncCall(Box::new(FuncCall { namespace, name, args, expand_final, span })))
    }

    /// The arguments, whether the last is spread out, and where the parenthesis behind them ends.
    fn arguments(&mut self, name: Token, open: Token) -> Read<(Vec<Expression>, bool, usize)> {
        let mut args = Vec::new();
        loop {
            if let Some(close) = self.take(Kind::CloseParen) {
                return Ok((args, false, close.end));
            }
            args.push(self.expression()?);
            let separator = self.read();
            let error = match separator.kind {
                Kind::CloseParen => return Ok((args, false, separator.end)),
                Kind::Comma => continue,
                Kind::Ellipsis => match self.take(Kind::CloseParen) {
                    Some(close) => return Ok((args, true, close.end)),
                    None => {
                        let detail = "An expanded function argument (with ...) must be immediately followed by closing parentheses.";
                        Error::new("Missing closing parenthesis", detail, separator.span()).shown_from(name.start)
                    }
                },
                Kind::End => Error::new(
                    "Unterminated function call",
                    "There is no closing parenthesis for this function call before the end of the file. This may be caused by incorrect parenthesis nesting elsewhere in this file.",
                    name.start..open.end,
                ),
                _ => {
                    let detail = "A comma is required to separate each function argument from the next.";
                    Error::new("Missing argument separator", detail, separator.span()).shown_from(name.start)
                }
            };
            return self.fail(error);
        }
    }

    /// `[a, b]`, or a `for` expression in brackets.
    pub(super) fn tuple(&mut self) -> Read<Expression> {
        let open = self.read();
        self.with_line_breaks(false, |parser| {
            if parser.at_word("for") {
                return parser.for_expr(open, Kind::CloseBracket);
            }
            let mut elements = Vec::new();
            loop {
                if let Some(close) = parser.take(Kind::CloseBracket) {
                    return Ok(Expression::Array(Array { elements, span: open.start..close.end }));
                }
                elements.push(parser.expression()?);
                let next = parser.peek();
                match next.kind {
                    Kind::CloseBracket => {}
                    Kind::Comma => drop(parser.read()),
                    Kind::End => {
                        let detail =
                            "There is no corresponding closing bracket before the end of the file. This may be caused by incorrect bracket nesting elsewhere in this file.";
                        let summary = "Unterminated tuple constructor expression";
                        return parser.fail(Error::new(summary, detail, open.span()));
                    }
                    _ => {
                        let detail = "Expected a comma to mark the beginning of the next item.";
                        let error = Error::new("Missing item separator", detail, next.span());
                        return parser.fail(error.shown_from(open.start));
                    }
                }
            }
        })
    }

    /// `{ a = b }`, or a `for` expression in braces.
    pub(super) fn object(&mut self) -> Read<Expression> {
        let open = self.read();
        if self.at_word("for") {
            return self.with_line_breaks(false, |parser| parser.for_expr(open, Kind::CloseBrace));
        }
        self.with_line_breaks(true, |parser| {
            let mut items = Vec::new();
            loop {
                let next = parser.peek();
                match next.kind {
                    Kind::Newline => drop(parser.read()),
                    Kind::CloseBrace => {
                        parser.read();
                        return Ok(Expression::Object(Object { items, span: open.start..next.end }));
                    }
                    _ => items.push(parser.object_item(open)?),
                }
            }
        })
    }

    /// `key = value` with what separates it from the next.
    fn object_item(&mut self, open: Token) -> Read<(ObjectKey, Expression)> {
        const SEPARATOR: &str = "Missing key/value separator";
        let key = match self.expression()? {
            Expression::Variable(name) => ObjectKey::Ident(name),
            Expression::Bool(value, span) => {
                ObjectKey::Ident(Ident { name: if value { "true" } else { "false" }.into(), span })
            }
            Expression::Null(span) => ObjectKey::Ident(Ident { name: "null".into(), span }),
            other => ObjectKey::Expression(other),
        };
        let next = self.peek();
        let (summary, detail) = match next.kind {
            Kind::Equal | Kind::Colon => {
                self.read();
                let value = self.expression()?;
                let next = self.peek();
                return match next.kind {
                    Kind::CloseBrace => Ok((key, value)),
                    Kind::Comma | Kind::Newline => {
                        self.read();
                        Ok((key, value))
                    }
                    Kind::End => self.unterminated_object(open),
                    _ => {
                        let detail = "Expected a newline or comma to mark the beginning of the next attribute.";
                        let error = Error::new("Missing attribute separator", detail, next.span());
                        self.fail(error.shown_from(open.start))
                    }
                };
            }
            Kind::Newline | Kind::Comma => {
                ("Missing attribute value", "Expected an attribute value, introduced by an equals sign (\"=\").")
            }
            Kind::Ident => (
                SEPARATOR,
                "Expected an equals sign (\"=\") to mark the beginning of the attribute value. If you intended to given an attribute name containing periods or spaces, write the name in quotes to create a string literal.",
            ),
            Kind::End => return self.unterminated_object(open),
            _ => (SEPARATOR, "Expected an equals sign (\"=\") to mark the beginning of the attribute value."),
        };
        self.fail(Error::new(summary, detail, next.span()).shown_from(open.start))
    }

    fn unterminated_object<T>(&mut self, open: Token) -> Read<T> {
        let detail = "There is no corresponding closing brace before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.";
        self.fail(Error::new("Unterminated object constructor expression", detail, open.span()))
    }

    /// A `for` expression, of which the bracket has been read.
    fn for_expr(&mut self, open: Token, close: Kind) -> Read<Expression> {
        self.read();
        let (key_var, value_var) = self.for_names(Some(open))?;
        let collection_expr = self.expression()?;
        let colon = self.peek();
        if !colon.is(Kind::Colon) {
            let detail = "For expression requires a colon after the collection expression.";
            return self.fail(Error::new(FOR, detail, colon.span()).shown_from(open.start));
        }
        self.read();
        let first = self.expression()?;
        let (key_expr, value_expr) = match self.take(Kind::FatArrow) {
            Some(_) => (Some(first), self.expression()?),
            None => (None, first),
        };
        let ellipsis = self.take(Kind::Ellipsis);
        let cond = match self.at_word("if") {
            true => {
                self.read();
                Some(self.expression()?)
            }
            false => None,
        };
        let end = self.peek();
        if !end.is(close) {
            let detail = "Extra characters after the end of the 'for' expression.";
            return self.fail(Error::new(FOR, detail, end.span()).shown_from(open.start));
        }
        self.read();
        let span = open.start..end.end;
        let mut wrong = |detail: &'static str, at: Span| {
            self.say(Error { context: Some(span.clone()), ..Error::new(FOR, detail, at) })
        };
        if let (Kind::CloseBracket, Some(key)) = (close, &key_expr) {
            wrong("Key expression is not valid when building a tuple.", key.span());
        }
        if let (Kind::CloseBracket, Some(ellipsis)) = (close, ellipsis) {
            wrong("Grouping ellipsis (...) cannot be used when building a tuple.", ellipsis.span());
        }
        if let (Kind::CloseBrace, None) = (close, &key_expr) {
            wrong("Key expression is required when building an object.", value_expr.span());
        }
        Ok(Expression::ForExpr(Box::new(ForExpr {
            key_var,
            value_var,
            collection_expr,
            key_expr,
            value_expr,
            grouping: ellipsis.is_some(),
            cond,
            span,
        })))
    }

    /// `key, value in` of an expression, which `open` begins, or of a directive.
    pub(super) fn for_names(&mut self, open: Option<Token>) -> Read<(Option<Ident>, Ident)> {
        let first = self.for_name(open, "variable name after 'for'")?;
        let names = match self.take(Kind::Comma) {
            Some(_) => (Some(first), self.for_name(open, "value variable name after comma")?),
            None => (None, first),
        };
        if self.at_word("in") {
            self.read();
            return Ok(names);
        }
        let wanted =
            if open.is_some() { "the 'in' keyword after its name declarations" } else { "'in' keyword after names" };
        self.for_lacks(open, wanted)
    }

    fn for_name(&mut self, open: Option<Token>, wanted: &str) -> Read<Ident> {
        match self.take(Kind::Ident) {
            Some(name) => Ok(self.ident(name)),
            None => self.for_lacks(open, wanted),
        }
    }

    fn for_lacks<T>(&mut self, open: Option<Token>, wanted: &str) -> Read<T> {
        let at = self.peek().span();
        match open {
            Some(open) => {
                let detail = format!("For expression requires {wanted}.");
                self.fail(Error::new(FOR, detail, at).shown_from(open.start))
            }
            None => self.fail(Error::new("Invalid 'for' directive", format!("For directive requires {wanted}."), at)),
        }
    }
}
