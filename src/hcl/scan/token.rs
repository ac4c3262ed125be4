//! What a text is cut into (hclsyntax, `token.go`).

use crate::hcl::Span;

/// A token and its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::hcl) struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

impl Token {
    pub fn span(&self) -> Span {
        self.start..self.end
    }

    pub fn is(&self, kind: Kind) -> bool {
        self.kind == kind
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::hcl) enum Kind {
    /// A line break, with the comment before it.
    Newline,
    Ident,
    Number,
    /// `"`
    OpenQuote,
    CloseQuote,
    /// `<<EOT` with its line break, and `EOT` without.
    OpenHeredoc,
    CloseHeredoc,
    /// Text of a quoted string, where escapes are resolved.
    QuotedText,
    /// Text of a heredoc or a template: no more than a line.
    Text,
    /// Line breaks in a quoted string.
    QuotedNewline,
    /// `${`, `${~`
    Interpolation,
    /// `%{`, `%{~`
    Control,
    /// `}`, `~}`, which ends one of those.
    SequenceEnd,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    OpenParen,
    CloseParen,
    Dot,
    Comma,
    Ellipsis,
    Question,
    Colon,
    DoubleColon,
    /// `=`
    Equal,
    /// `=>`
    FatArrow,
    /// `!`
    Bang,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    /// `==`
    Equals,
    NotEquals,
    Less,
    LessEquals,
    Greater,
    GreaterEquals,
    /// `&&`
    And,
    /// `||`
    Or,
    /// `&`, `|`, `^`, `~`
    Bitwise,
    Backtick,
    Apostrophe,
    Semicolon,
    /// A character that the language has no use for.
    Invalid,
    End,
}
