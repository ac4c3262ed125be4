//! hcl-edit's tree, described. What it has otherwise than HCL's own parser is put right here: the minus of a number is an
//! operator, and an operation begins and ends with its operands.

use std::ops::Range;

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, ObjectKey, TraversalOperator};
use hcl_edit::structure::{Body, Structure};
use hcl_edit::template::{Directive, Element, Template};

use super::{Described, is_exact};

pub(super) fn body(body: &Body, text: &str) -> Described {
    let mut described = Described::default();
    structures(&mut described, body, text);
    described
}

pub(super) fn template(template: &Template, text: &str) -> Described {
    let mut described = Described::default();
    elements(&mut described, template, text, is_exact(text));
    described
}

fn structures(into: &mut Described, body: &Body, text: &str) {
    for structure in body.iter() {
        match structure {
            Structure::Attribute(attribute) => {
                into.say(format!("attribute {}", attribute.key.as_str()), attribute.key.span().unwrap());
                expression(into, &attribute.value, text);
            }
            Structure::Block(block) => {
                into.say(format!("block {}", block.ident.as_str()), block.span().unwrap());
                for label in &block.labels {
                    into.say(format!("label {:?}", label.as_str()), label.span().unwrap());
                }
                structures(into, &block.body, text);
            }
        }
    }
}

fn span(expr: &Expression) -> Range<usize> {
    match expr {
        Expression::BinaryOp(operation) => span(&operation.lhs_expr).start..span(&operation.rhs_expr).end,
        Expression::Conditional(c) => span(&c.cond_expr).start..span(&c.false_expr).end,
        _ => expr.span().unwrap(),
    }
}

fn expression(into: &mut Described, expr: &Expression, text: &str) {
    let at = span(expr);
    match expr {
        Expression::Null(_) => into.say("null", at),
        Expression::Bool(value) => into.say(value.value(), at),
        Expression::Number(_) => match text[at.clone()].strip_prefix('-') {
            Some(number) => {
                into.say("Neg", at.clone());
                into.say(number, at.end - number.len()..at.end);
            }
            None => into.say(&text[at.clone()], at),
        },
        Expression::String(string) => into.say(format!("string {:?}", string.as_str()), at),
        Expression::Array(array) => {
            into.say("array", at);
            array.iter().for_each(|element| expression(into, element, text));
        }
        Expression::Object(object) => {
            into.say("object", at);
            for (key, value) in object.iter() {
                match key {
                    ObjectKey::Ident(name) => into.say(format!("key {}", name.as_str()), name.span().unwrap()),
                    ObjectKey::Expression(
                        key @ (Expression::Variable(_) | Expression::Bool(_) | Expression::Null(_)),
                    ) => into.say(format!("key {}", &text[span(key)]), span(key)),
                    ObjectKey::Expression(key) => expression(into, key, text),
                }
                expression(into, value.expr(), text);
            }
        }
        Expression::StringTemplate(template) if template.iter().all(|e| matches!(e, Element::Literal(_))) => {
            let text: String =
                template.iter().map(|e| if let Element::Literal(text) = e { text.as_str() } else { "" }).collect();
            into.say(format!("string {text:?}"), at);
        }
        Expression::StringTemplate(template) => {
            into.say("template", at.clone());
            elements(into, template, text, is_exact(&text[at]));
        }
        Expression::HeredocTemplate(heredoc) => {
            into.say("template", at.clone());
            elements(into, &heredoc.template, text, is_exact(&text[at]));
        }
        Expression::Parenthesis(parenthesis) => {
            into.say("parenthesis", at);
            expression(into, parenthesis.inner(), text);
        }
        Expression::Variable(name) => into.say(format!("variable {}", name.as_str()), at),
        Expression::Conditional(conditional) => {
            into.say("conditional", at);
            expression(into, &conditional.cond_expr, text);
            expression(into, &conditional.true_expr, text);
            expression(into, &conditional.false_expr, text);
        }
        Expression::FuncCall(call) => {
            let namespace: String = call.name.namespace.iter().map(|name| format!("{}::", name.as_str())).collect();
            into.say(format!("call {namespace}{}, {}", call.name.name.as_str(), call.args.expand_final()), at);
            call.args.iter().for_each(|argument| expression(into, argument, text));
        }
        Expression::Traversal(traversal) => {
            match &traversal.expr {
                // The minus applies to all that follows.
                Expression::Number(_) if text[at.clone()].starts_with('-') => {
                    let number = span(&traversal.expr);
                    into.say("Neg", at.clone());
                    into.say("traversal", at.start + 1..at.end);
                    into.say(&text[number.start + 1..number.end], number.start + 1..number.end);
                }
                begin => {
                    into.say("traversal", at);
                    expression(into, begin, text);
                }
            }
            for operator in &traversal.operators {
                match operator.value() {
                    TraversalOperator::AttrSplat(_) => into.0.push("attribute splat".into()),
                    TraversalOperator::FullSplat(_) => into.0.push("full splat".into()),
                    TraversalOperator::GetAttr(name) => {
                        into.say(format!("attribute {}", name.as_str()), name.span().unwrap());
                    }
                    TraversalOperator::Index(index) => expression(into, index, text),
                    TraversalOperator::LegacyIndex(index) => into.0.push(format!("index {}", index.value())),
                }
            }
        }
        Expression::UnaryOp(operation) => {
            into.say(format!("{:?}", operation.operator.value()), at);
            expression(into, &operation.expr, text);
        }
        Expression::BinaryOp(operation) => {
            into.say(format!("{:?}", operation.operator.value()), at);
            expression(into, &operation.lhs_expr, text);
            expression(into, &operation.rhs_expr, text);
        }
        Expression::ForExpr(for_expr) => {
            let key = for_expr.intro.key_var.as_ref().map(|key| key.to_string());
            into.say(format!("for {key:?} {}, {}", for_expr.intro.value_var.as_str(), for_expr.grouping), at);
            expression(into, &for_expr.intro.collection_expr, text);
            for_expr.key_expr.iter().for_each(|expr| expression(into, expr, text));
            expression(into, &for_expr.value_expr, text);
            for_expr.cond.iter().for_each(|cond| expression(into, &cond.expr, text));
        }
    }
}

fn elements(into: &mut Described, template: &Template, text: &str, exactly: bool) {
    // What stands in a row is one text.
    let mut literal = String::new();
    for element in template.iter() {
        if let Element::Literal(more) = element {
            literal.push_str(more.as_str());
            continue;
        }
        into.text(&std::mem::take(&mut literal), exactly);
        match element {
            Element::Literal(_) => {}
            Element::Interpolation(interpolation) => {
                into.say("interpolation", interpolation.span().unwrap());
                expression(into, &interpolation.expr, text);
            }
            Element::Directive(directive) => match &**directive {
                Directive::If(directive) => {
                    into.0.push("if".into());
                    expression(into, &directive.if_expr.cond_expr, text);
                    elements(into, &directive.if_expr.template, text, exactly);
                    into.0.push("else".into());
                    directive.else_expr.iter().for_each(|e| elements(into, &e.template, text, exactly));
                }
                Directive::For(directive) => {
                    let head = &directive.for_expr;
                    let key = head.key_var.as_ref().map(|key| key.to_string());
                    into.0.push(format!("for {key:?} {}", head.value_var.as_str()));
                    expression(into, &head.collection_expr, text);
                    elements(into, &head.template, text, exactly);
                }
            },
        }
    }
    into.text(&literal, exactly);
}
