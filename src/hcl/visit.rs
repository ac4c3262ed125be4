//! Every expression inside of an expression.

use super::expr::{Expression, TraversalOperator};
use super::template::{Directive, Element};

/// Visits an expression and, in the order of the text, all that stand in it.
pub fn visit<'e>(expr: &'e Expression, each: &mut dyn FnMut(&'e Expression)) {
    each(expr);
    match expr {
        Expression::Null(_)
        | Expression::Bool(..)
        | Expression::Number(_)
        | Expression::String(_)
        | Expression::Variable(_) => {}
        Expression::Array(array) => array.iter().for_each(|element| visit(element, each)),
        Expression::Object(object) => {
            for (key, value) in object.iter() {
                key.as_expr().into_iter().for_each(|key| visit(key, each));
                visit(value, each);
            }
        }
        Expression::StringTemplate(template) | Expression::HeredocTemplate(template) => {
            visit_elements(&template.elements, each);
        }
        Expression::Parenthesis(parenthesis) => visit(&parenthesis.inner, each),
        Expression::Conditional(conditional) => {
            visit(&conditional.cond_expr, each);
            visit(&conditional.true_expr, each);
            visit(&conditional.false_expr, each);
        }
        Expression::FuncCall(call) => call.args.iter().for_each(|argument| visit(argument, each)),
        Expression::Traversal(traversal) => {
            visit(&traversal.expr, each);
            for step in &traversal.operators {
                if let TraversalOperator::Index(index) = &step.operator {
                    visit(index, each);
                }
            }
        }
        Expression::UnaryOp(operation) => visit(&operation.expr, each),
        Expression::BinaryOp(operation) => {
            visit(&operation.lhs_expr, each);
            visit(&operation.rhs_expr, each);
        }
        Expression::ForExpr(for_expr) => {
            visit(&for_expr.collection_expr, each);
            let inside = for_expr.key_expr.iter().chain([&for_expr.value_expr]).chain(&for_expr.cond);
            inside.for_each(|expr| visit(expr, each));
        }
    }
}

/// The same of a template.
pub fn visit_elements<'e>(elements: &'e [Element], each: &mut dyn FnMut(&'e Expression)) {
    for element in elements {
        match element {
            Element::Literal(_) => {}
            Element::Interpolation(interpolation) => visit(&interpolation.expr, each),
            Element::Directive(directive) => match &**directive {
                Directive::If(directive) => {
                    visit(&directive.cond_expr, each);
                    visit_elements(&directive.when_true, each);
                    visit_elements(&directive.when_false, each);
                }
                Directive::For(directive) => {
                    visit(&directive.collection_expr, each);
                    visit_elements(&directive.elements, each);
                }
            },
        }
    }
}
