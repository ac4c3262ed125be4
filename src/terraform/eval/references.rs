//! What an expression refers to, read off its text without evaluating it.

use crate::hcl::expr::{Expression, Ident, ObjectKey, Step, TraversalOperator};
use crate::hcl::structure::{Body, Structure};
use crate::hcl::template::{Directive, Element, Template};

/// A name at the root of a traversal and the attribute names that follow it: `var.a.b[0].c` is `var` with `["a", "b"]`.
#[derive(Clone, Debug)]
pub struct Reference<'e> {
    /// The first name.
    pub root: &'e str,
    /// The attribute names directly after it.
    pub path: Vec<&'e str>,
    /// Where it begins, in bytes.
    pub start: usize,
    steps: &'e [Step],
    end: usize,
}

impl Reference<'_> {
    /// Where it ends with so many names of its path, in bytes; with as many as there are, at most.
    pub fn end(&self, names: usize) -> usize {
        let last = names.min(self.path.len()).checked_sub(1).and_then(|last| self.steps.get(last));
        last.map_or(self.end, |step| step.span.end)
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
    let (root, steps) = expr.as_reference()?;
    let path = steps.iter().map_while(Step::name).collect();
    Some(Reference { root: root.as_str(), path, start: root.span.start, steps, end: root.span.end })
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
            Expression::Null(_) | Expression::Bool(..) | Expression::Number(_) | Expression::String(_) => {}
            Expression::Array(array) => array.iter().for_each(|element| self.expression(element)),
            Expression::Object(object) => {
                for (key, value) in object.iter() {
                    // A bare name is a literal key.
                    if let ObjectKey::Expression(key) = key {
                        self.expression(key);
                    }
                    self.expression(value);
                }
            }
            Expression::StringTemplate(template) | Expression::HeredocTemplate(template) => {
                self.elements(template.iter());
            }
            Expression::Parenthesis(inner) => self.expression(&inner.inner),
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
                for step in &traversal.operators {
                    if let TraversalOperator::Index(index) = &step.operator {
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
                self.expression(&for_expr.collection_expr);
                let key = for_expr.key_var.as_ref().map(Ident::as_str);
                self.binding(key, for_expr.value_var.as_str(), |walk| {
                    for_expr.key_expr.iter().for_each(|key| walk.expression(key));
                    walk.expression(&for_expr.value_expr);
                    for_expr.cond.iter().for_each(|condition| walk.expression(condition));
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
                self.expression(&directive.cond_expr);
                self.elements(directive.when_true.iter().chain(&directive.when_false));
            }
            Directive::For(directive) => {
                self.expression(&directive.collection_expr);
                let key = directive.key_var.as_ref().map(Ident::as_str);
                self.binding(key, directive.value_var.as_str(), |walk| walk.elements(directive.elements.iter()));
            }
        }
    }
}
