//! Where the parser is in a text: the next token, whether line breaks count, and how deep it stands.

use std::sync::Arc;

use super::error::Error;
use super::expr::Ident;
use super::scan::{Kind, Mode, Scanner, Token};

/// How deep blocks, expressions and templates may stand inside each other.
pub const MOST_NESTED: usize = 64;
/// How high the tree of an expression may grow, with the operators in it.
pub const MOST_HEIGHT: usize = 192;

/// There is no going on: why has been said.
pub(super) struct Stop;

/// What reading comes to.
pub(super) type Read<T> = Result<T, Stop>;

/// Reads a text from left to right.
pub(super) struct Parser<'t> {
    pub text: &'t str,
    scanner: Scanner<'t>,
    next: Token,
    /// The first of the line breaks before the next token, as long as nobody has read it.
    line_break: Option<Token>,
    /// Whether line breaks are tokens here.
    line_breaks: bool,
    depth: usize,
    /// The height of the highest tree that was read so far of what is being read.
    height: usize,
    errors: Vec<Error>,
}

impl<'t> Parser<'t> {
    pub fn new(text: &'t str, mode: Mode) -> Parser<'t> {
        let next = Token { kind: Kind::End, start: 0, end: 0 };
        let scanner = Scanner::new(text, mode);
        let mut parser = Parser {
            text,
            scanner,
            next,
            line_break: None,
            line_breaks: true,
            depth: 0,
            height: 0,
            errors: Vec::new(),
        };
        parser.advance();
        parser
    }

    /// What was read, and what is wrong with the text.
    pub fn finish<T>(mut self, read: Read<T>) -> (Option<T>, Vec<Error>) {
        if read.is_err() {
            // What the language does not have is said wherever it stands.
            while !self.scanner.token().is(Kind::End) {}
        }
        let mut errors = self.scanner.invalid.errors;
        errors.append(&mut self.errors);
        (read.ok(), errors)
    }

    /// The next token.
    pub fn peek(&self) -> Token {
        self.line_break.filter(|_| self.line_breaks).unwrap_or(self.next)
    }

    /// Whether the next token is of a kind.
    pub fn at(&self, kind: Kind) -> bool {
        self.peek().is(kind)
    }

    /// Whether the next token is a word, whatever line it is on.
    pub fn at_word(&self, word: &str) -> bool {
        self.next.is(Kind::Ident) && self.slice(self.next) == word
    }

    /// Takes the next token. Line breaks in a row are one.
    pub fn read(&mut self) -> Token {
        let token = self.peek();
        match token.kind {
            Kind::Newline => self.line_break = None,
            _ => self.advance(),
        }
        token
    }

    fn advance(&mut self) {
        self.line_break = None;
        loop {
            let token = self.scanner.token();
            if !token.is(Kind::Newline) {
                self.next = token;
                return;
            }
            self.line_break.get_or_insert(token);
        }
    }

    /// Takes the next token if it is of a kind.
    pub fn take(&mut self, kind: Kind) -> Option<Token> {
        self.at(kind).then(|| self.read())
    }

    /// Reads something in which line breaks count, or do not.
    pub fn with_line_breaks<T>(&mut self, count: bool, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        let outside = std::mem::replace(&mut self.line_breaks, count);
        let result = read(self);
        self.line_breaks = outside;
        result
    }

    /// Skips to what closes a bracket, or to the end.
    pub fn skip_to(&mut self, open: Kind, close: Kind) -> Token {
        let mut inside = 0;
        loop {
            let token = self.read();
            match token.kind {
                Kind::End => return token,
                kind if kind == open => inside += 1,
                kind if kind == close && inside == 0 => return token,
                kind if kind == close => inside -= 1,
                _ => {}
            }
        }
    }

    /// The text of a token.
    pub fn slice(&self, token: Token) -> &'t str {
        self.text.get(token.span()).unwrap_or_default()
    }

    /// A token as a name.
    pub fn ident(&self, token: Token) -> Ident {
        Ident { name: Arc::from(self.slice(token)), span: token.span() }
    }

    /// Says that something is wrong with which reading goes on.
    pub fn say(&mut self, error: Error) {
        self.errors.push(error);
    }

    /// How much is wrong so far.
    pub fn said(&self) -> usize {
        self.errors.len()
    }

    /// Says what is wrong, and gives up.
    pub fn fail<T>(&mut self, error: Error) -> Read<T> {
        self.errors.push(error);
        Err(Stop)
    }

    /// Reads what stands inside something else.
    pub fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        let beside = self.descend()?;
        let result = read(self)?;
        self.ascend(beside)?;
        Ok(result)
    }

    /// What comes now stands inside something else: how high the tree is beside it.
    pub fn descend(&mut self) -> Read<usize> {
        self.depth += 1;
        if self.depth > MOST_NESTED { self.too_deep() } else { Ok(std::mem::take(&mut self.height)) }
    }

    /// And that ends.
    pub fn ascend(&mut self, beside: usize) -> Read<()> {
        self.depth -= 1;
        self.grow()?;
        self.height = self.height.max(beside);
        Ok(())
    }

    /// What was read stands inside what is made of it.
    pub fn grow(&mut self) -> Read<()> {
        self.height += 1;
        if self.height > MOST_HEIGHT { self.too_deep() } else { Ok(()) }
    }

    fn too_deep<T>(&mut self) -> Read<T> {
        let detail = "This text is nested more deeply than Landform follows. Split it, for instance with local values.";
        let at = self.peek().span();
        self.fail(Error::new("Nested too deeply", detail, at))
    }
}
