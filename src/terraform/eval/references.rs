//! What an expression refers to, read off its text without evaluating it.

use hcl_edit::expr::{Expression, ObjectKey, TraversalOperator};
use hcl_edit::structure::{Body, Structure};
use hcl_edit::template::{Directive, Element, Template};
use hcl_edit::{Decorated, Span as _};

/// A name at the root of a traversal and the attribute names that follow it: `var.a.b[0].c` is `var` with `["a", "b"]`.
#[derive(Clone, Debug)]
pub struct Reference<'e> {
    /// The first name.
    pub root: &'e str,
    /// The attribute names directly after it.
    pub path: Vec<&'e str>,
    /// Where it begins, in bytes.
    pub start: usize,
    operators: &'e [Decorated<TraversalOperator>],
    end: usize,
}

impl Reference<'_> {
    /// Where it ends with so many names of its path, in bytes; with as many as there are, at most.
    pub fn end(&self, names: usize) -> usize {
        let last = names.min(self.path.len()).checked_sub(1).and_then(|last| self.operators.get(last));
        let span = last.and_then(|operator| match operator.value() {
            TraversalOperator::GetAttr(name) => name.span().or_else(|| operator.span()),
            _ => operator.span(),
        });
        span.map_or(self.end, |span| span.end)
    }
}

/// All references of an expression in the order of its text, without the variables of `for` expressions in it.
pub fn references(expr: &Expression) -> Vec<Reference<'_>> {
    collect(|walk| walk.expression(expr))
}

/// All references of a template.
pub fn template_references(template: &Template) -> Vec<Reference<'_>> {
    collect(|walk| walk.elements(template.iter()))
}

/// All references in a body and the blocks inside it.
pub fn body_references(body: &Body) -> Vec<Reference<'_>> {
    collect(|walk| walk.body(body))
}

fn collect<'e>(start: impl FnOnce(&mut Walk<'e, '_>)) -> Vec<Reference<'e>> {
    let mut found = Vec::new();
    walk(
        &mut |name| {
            if let Some(reference) = reference(name) {
                found.push(reference);
            }
        },
        start,
    );
    found
}

/// Visits every free name of an expression: a `Variable`, or the `Traversal` that begins with one.
pub(super) fn names<'e>(expr: &'e Expression, visit: &mut dyn FnMut(&'e Expression)) {
    walk(visit, |walk| walk.expression(expr));
}

fn walk<'e, 'v>(visit: &'v mut dyn FnMut(&'e Expression), start: impl FnOnce(&mut Walk<'e, 'v>)) {
    start(&mut Walk { visit, bound: Vec::new() });
}

fn reference<'e>(expr: &'e Expression) -> Option<Reference<'e>> {
    let (root, operators) = match expr {
        Expression::Variable(root) => (root, [].as_slice()),
        Expression::Traversal(traversal) => match &traversal.expr {
            Expression::Variable(root) => (root, traversal.operators.as_slice()),
            _ => return None,
        },
        _ => return None,
    };
    let at = root.span().unwrap_or_default();
    let name = |operator: &'e Decorated<TraversalOperator>| match operator.value() {
        TraversalOperator::GetAttr(name) => Some(name.as_str()),
        _ => None,
    };
    let path = operators.iter().map_while(name).collect();
    Some(Reference { root: root.as_str(), path, start: at.start, operators, end: at.end })
}

struct Walk<'e, 'v> {
    visit: &'v mut dyn FnMut(&'e Expression),
    /// The variables of the `for` expressions around.
    bound: Vec<&'e str>,
}

impl<'e> Walk<'e, '_> {
    fn body(&mut self, body: &'e Body) {
        for structure in body.iter() {
            match structure {
                Structure::Attribute(attribute) => self.expression(&attribute.value),
                Structure::Block(block) => self.body(&block.body),
            }
        }
    }

    fn expression(&mut self, expr: &'e Expression) {
        match expr {
            Expression::Null(_) | Expression::Bool(_) | Expression::Number(_) | Expression::String(_) => {}
            Expression::Array(array) => array.iter().for_each(|element| self.expression(element)),
            Expression::Object(object) => {
                for (key, value) in object.iter() {
                    match key {
                        // A bare name is a literal key.
                        ObjectKey::Ident(_) | ObjectKey::Expression(Expression::Variable(_)) => {}
                        ObjectKey::Expression(key) => self.expression(key),
                    }
                    self.expression(value.expr());
                }
            }
            Expression::StringTemplate(template) => self.elements(template.iter()),
            Expression::HeredocTemplate(heredoc) => self.elements(heredoc.template.iter()),
            Expression::Parenthesis(inner) => self.expression(inner.inner()),
            Expression::Variable(name) => self.name(name.as_str(), expr),
            Expression::Conditional(conditional) => {
                self.expression(&conditional.cond_expr);
                self.expression(&conditional.true_expr);
                self.expression(&conditional.false_expr);
            }
            Expression::FuncCall(call) => call.args.iter().for_each(|argument| self.expression(argument)),
            Expression::Traversal(traversal) => {
                match &traversal.expr {
                    Expression::Variable(root) => self.name(root.as_str(), expr),
                    other => self.expression(other),
                }
                for operator in &traversal.operators {
                    if let TraversalOperator::Index(index) = operator.value() {
                        self.expression(index);
                    }
                }
            }
            Expression::UnaryOp(operation) => self.expression(&operation.expr),
            Expression::BinaryOp(operation) => {
                self.expression(&operation.lhs_expr);
                self.expression(&operation.rhs_expr);
            }
            Expression::ForExpr(for_expr) => {
                self.expression(&for_expr.intro.collection_expr);
                let key = for_expr.intro.key_var.as_ref().map(|name| name.as_str());
                self.binding(key, for_expr.intro.value_var.as_str(), |walk| {
                    for_expr.key_expr.iter().for_each(|key| walk.expression(key));
                    walk.expression(&for_expr.value_expr);
                    for_expr.cond.iter().for_each(|condition| walk.expression(&condition.expr));
                });
            }
        }
    }

    fn name(&mut self, root: &str, expr: &'e Expression) {
        if !self.bound.contains(&root) {
            (self.visit)(expr);
        }
    }

    fn binding(&mut self, key: Option<&'e str>, value: &'e str, inside: impl FnOnce(&mut Self)) {
        let before = self.bound.len();
        self.bound.extend(key);
        self.bound.push(value);
        inside(self);
        self.bound.truncate(before);
    }

    fn elements(&mut self, elements: impl Iterator<Item = &'e Element>) {
        for element in elements {
            match element {
                Element::Literal(_) => {}
                Element::Interpolation(interpolation) => self.expression(&interpolation.expr),
                Element::Directive(directive) => self.directive(directive),
            }
        }
    }

    fn directive(&mut self, directive: &'e Directive) {
        match directive {
            Directive::If(directive) => {
                self.expression(&directive.if_expr.cond_expr);
                self.elements(directive.if_expr.template.iter());
                if let Some(otherwise) = &directive.else_expr {
                    self.elements(otherwise.template.iter());
                }
            }
            Directive::For(directive) => {
                let head = &directive.for_expr;
                self.expression(&head.collection_expr);
                let key = head.key_var.as_ref().map(|name| name.as_str());
                self.binding(key, head.value_var.as_str(), |walk| walk.elements(head.template.iter()));
            }
        }
    }
}
