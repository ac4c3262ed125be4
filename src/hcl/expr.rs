//! The tree of an expression. Everything in it knows where it stands.

use std::sync::Arc;

use super::Span;
use super::template::Template;

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// `null`
    Null(Span),
    /// `true`, `false`
    Bool(bool, Span),
    /// `1.5e3`: without a sign, which is an operator.
    Number(Text),
    /// `"text"`, with nothing put into it.
    String(Text),
    /// `[a, b]`
    Array(Array),
    /// `{ a = b }`
    Object(Object),
    /// `"text ${expression}"`
    StringTemplate(Template),
    /// `<<EOT`, also one that nothing is put into.
    HeredocTemplate(Template),
    /// `(expression)`
    Parenthesis(Box<Parenthesis>),
    /// `name`
    Variable(Ident),
    /// `a ? b : c`
    Conditional(Box<Conditional>),
    /// `name(a, b)`
    FuncCall(Box<FuncCall>),
    /// `a.b[c]`
    Traversal(Box<Traversal>),
    /// `-a`, `!a`
    UnaryOp(Box<UnaryOp>),
    /// `a + b`
    BinaryOp(Box<BinaryOp>),
    /// `[for x in a : x]`
    ForExpr(Box<ForExpr>),
}

/// A name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ident {
    /// As it is written.
    pub name: Arc<str>,
    /// Where it stands.
    pub span: Span,
}

/// The digits of a number, or what a string says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Escapes are resolved.
    pub text: Arc<str>,
    /// Where it stands, with its quotes.
    pub span: Span,
}

/// `[a, b]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Array {
    /// In the order of the text.
    pub elements: Vec<Expression>,
    /// With the brackets.
    pub span: Span,
}

/// `{ a = b }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// In the order of the text; a key may be there twice.
    pub items: Vec<(ObjectKey, Expression)>,
    /// With the braces.
    pub span: Span,
}

/// What stands before the `=` in an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ObjectKey {
    /// A bare word, which stands for itself: also `true`, `false` and `null`.
    Ident(Ident),
    /// What is evaluated: `"a"`, `(var.a)`.
    Expression(Expression),
}

/// `(inner)`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parenthesis {
    /// What stands between the parentheses.
    pub inner: Expression,
    /// With the parentheses.
    pub span: Span,
}

/// `cond_expr ? true_expr : false_expr`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conditional {
    /// What decides.
    pub cond_expr: Expression,
    /// What it comes to where that is true.
    pub true_expr: Expression,
    /// And where it is false.
    pub false_expr: Expression,
}

/// `name(args)`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FuncCall {
    /// What stands before the last `::`.
    pub namespace: Vec<Ident>,
    /// The function.
    pub name: Ident,
    /// The arguments.
    pub args: Vec<Expression>,
    /// Whether the last argument is spread out: `...`.
    pub expand_final: bool,
    /// From the name to the closing parenthesis.
    pub span: Span,
}

/// `expr.name[0]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traversal {
    /// What the steps begin at.
    pub expr: Expression,
    /// At least one.
    pub operators: Vec<Step>,
}

/// A step of a traversal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it does.
    pub operator: TraversalOperator,
    /// From the dot or bracket on.
    pub span: Span,
}

/// What a step of a traversal does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TraversalOperator {
    /// `.*`
    AttrSplat,
    /// `[*]`
    FullSplat,
    /// `.name`
    GetAttr(Ident),
    /// `[expression]`
    Index(Expression),
    /// `.0`
    LegacyIndex(Text),
}

/// `-expr`, `!expr`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnaryOp {
    /// Which.
    pub operator: UnaryOperator,
    /// What it applies to.
    pub expr: Expression,
    /// With the operator.
    pub span: Span,
}

/// `lhs_expr + rhs_expr`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BinaryOp {
    /// The left side.
    pub lhs_expr: Expression,
    /// Which.
    pub operator: BinaryOperator,
    /// The right side.
    pub rhs_expr: Expression,
}

/// `-`, `!`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperator {
    /// `-`
    Neg,
    /// `!`
    Not,
}

/// An operator between two expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `||`
    Or,
    /// `&&`
    And,
    /// `==`
    Eq,
    /// `!=`
    NotEq,
    /// `<`
    Less,
    /// `<=`
    LessEq,
    /// `>`
    Greater,
    /// `>=`
    GreaterEq,
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Mod,
}

/// `[for key_var, value_var in collection_expr : value_expr if cond]`, or with braces and `key_expr => value_expr...`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForExpr {
    /// The name of the keys.
    pub key_var: Option<Ident>,
    /// The name of the values.
    pub value_var: Ident,
    /// What it goes through.
    pub collection_expr: Expression,
    /// The keys of the object that it makes; none where it makes a tuple.
    pub key_expr: Option<Expression>,
    /// What it makes of each item.
    pub value_expr: Expression,
    /// Whether items of one key are grouped: `...`.
    pub grouping: bool,
    /// Which items count.
    pub cond: Option<Expression>,
    /// With the brackets or braces.
    pub span: Span,
}

impl Ident {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.name
    }
}

impl Text {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl std::fmt::Display for Ident {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

impl Step {
    /// The attribute that it asks for.
    pub fn name(&self) -> Option<&str> {
        match &self.operator {
            TraversalOperator::GetAttr(name) => Some(name.as_str()),
            _ => None,
        }
    }
}

impl Array {
    /// The elements, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &Expression> {
        self.elements.iter()
    }
}

impl Object {
    /// Keys and values, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = (&ObjectKey, &Expression)> {
        self.items.iter().map(|(key, value)| (key, value))
    }
}

impl ObjectKey {
    /// The bare word that it is.
    pub fn as_ident(&self) -> Option<&Ident> {
        match self {
            ObjectKey::Ident(ident) => Some(ident),
            ObjectKey::Expression(_) => None,
        }
    }

    /// What is evaluated for it.
    pub fn as_expr(&self) -> Option<&Expression> {
        match self {
            ObjectKey::Ident(_) => None,
            ObjectKey::Expression(expr) => Some(expr),
        }
    }
}

impl FuncCall {
    /// Where the name stands, with its namespace.
    pub fn name_span(&self) -> Span {
        self.namespace.first().map_or(self.name.span.start, |first| first.span.start)..self.name.span.end
    }
}

impl Expression {
    /// Where it stands, from its first part to its last.
    pub fn span(&self) -> Span {
        match self {
            Expression::Null(span) | Expression::Bool(_, span) => span.clone(),
            Expression::Number(text) | Expression::String(text) => text.span.clone(),
            Expression::Array(array) => array.span.clone(),
            Expression::Object(object) => object.span.clone(),
            Expression::StringTemplate(template) | Expression::HeredocTemplate(template) => template.span.clone(),
            Expression::Parenthesis(parenthesis) => parenthesis.span.clone(),
            Expression::Variable(name) => name.span.clone(),
            Expression::Conditional(conditional) => conditional.cond_expr.start()..conditional.false_expr.span().end,
            Expression::FuncCall(call) => call.span.clone(),
            Expression::Traversal(traversal) => {
                let end = traversal.operators.last().map_or_else(|| traversal.expr.span().end, |step| step.span.end);
                traversal.expr.start()..end
            }
            Expression::UnaryOp(operation) => operation.span.clone(),
            Expression::BinaryOp(operation) => operation.lhs_expr.start()..operation.rhs_expr.span().end,
            Expression::ForExpr(for_expr) => for_expr.span.clone(),
        }
    }

    /// The byte that it begins at.
    pub fn start(&self) -> usize {
        match self {
            Expression::Conditional(conditional) => conditional.cond_expr.start(),
            Expression::Traversal(traversal) => traversal.expr.start(),
            Expression::BinaryOp(operation) => operation.lhs_expr.start(),
            other => other.span().start,
        }
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Expression::Null(_))
    }

    /// The bool that it is.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Expression::Bool(value, _) => Some(*value),
            _ => None,
        }
    }

    /// What a string says that nothing is put into.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Expression::String(text) => Some(text.as_str()),
            _ => None,
        }
    }

    /// The array that it is.
    pub fn as_array(&self) -> Option<&Array> {
        match self {
            Expression::Array(array) => Some(array),
            _ => None,
        }
    }

    /// The object that it is.
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Expression::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The function call that it is.
    pub fn as_func_call(&self) -> Option<&FuncCall> {
        match self {
            Expression::FuncCall(call) => Some(call),
            _ => None,
        }
    }

    /// The name that it begins with, and the steps behind it; none where it begins with something else.
    pub fn as_reference(&self) -> Option<(&Ident, &[Step])> {
        match self {
            Expression::Variable(root) => Some((root, &[])),
            Expression::Traversal(traversal) => match &traversal.expr {
                Expression::Variable(root) => Some((root, &traversal.operators)),
                _ => None,
            },
            _ => None,
        }
    }
}
