//! The crate's own tree, described.

use landform::hcl::expr::{Expression, ObjectKey, TraversalOperator};
use landform::hcl::structure::{Body, Structure};
use landform::hcl::template::{Directive, Element, Template};

use super::{Described, is_exact};

pub(super) fn body(body: &Body, text: &str) -> Described {
    let mut described = Described::default();
    structures(&mut described, body, text);
    described
}

pub(super) fn template(template: &Template, text: &str) -> Described {
    let mut described = Described::default();
    elements(&mut described, &template.elements, text, is_exact(text));
    described
}

fn structures(into: &mut Described, body: &Body, text: &str) {
    for structure in body.iter() {
        match structure {
            Structure::Attribute(attribute) => {
                into.say(format!("attribute {}", attribute.key), attribute.key.span.clone());
                expression(into, &attribute.value, text);
            }
            Structure::Block(block) => {
                into.say(format!("block {}", block.ident), block.span());
                block
                    .labels
                    .iter()
                    .for_each(|label| into.say(format!("label {:?}", label.as_str()), label.span.clone()));
                structures(into, &block.body, text);
            }
        }
    }
}

fn expression(into: &mut Described, expr: &Expression, text: &str) {
    let at = expr.span();
    match expr {
        Expression::Null(_) => into.say("null", at),
        Expression::Bool(value, _) => into.say(value, at),
        Expression::Number(number) => into.say(number.as_str(), at),
        Expression::String(string) => into.say(format!("string {:?}", string.as_str()), at),
        Expression::Array(array) => {
            into.say("array", at);
            array.iter().for_each(|element| expression(into, element, text));
        }
        Expression::Object(object) => {
            into.say("object", at);
            for (key, value) in object.iter() {
                match key {
                    ObjectKey::Ident(name) => into.say(format!("key {name}"), name.span.clone()),
                    ObjectKey::Expression(key) => expression(into, key, text),
                }
                expression(into, value, text);
            }
        }
        Expression::StringTemplate(template) | Expression::HeredocTemplate(template) => {
            into.say("template", at.clone());
            elements(into, &template.elements, text, is_exact(&text[at]));
        }
        Expression::Parenthesis(parenthesis) => {
            into.say("parenthesis", at);
            expression(into, &parenthesis.inner, text);
        }
        Expression::Variable(name) => into.say(format!("variable {name}"), at),
        Expression::Conditional(conditional) => {
            into.say("conditional", at);
            expression(into, &conditional.cond_expr, text);
            expression(into, &conditional.true_expr, text);
            expression(into, &conditional.false_expr, text);
        }
        Expression::FuncCall(call) => {
            let namespace: String = call.namespace.iter().map(|name| format!("{name}::")).collect();
            into.say(format!("call {namespace}{}, {}", call.name, call.expand_final), at);
            call.args.iter().for_each(|argument| expression(into, argument, text));
        }
        Expression::Traversal(traversal) => {
            into.say("traversal", at);
            expression(into, &traversal.expr, text);
            for step in &traversal.operators {
                match &step.operator {
                    TraversalOperator::AttrSplat => into.0.push("attribute splat".into()),
                    TraversalOperator::FullSplat => into.0.push("full splat".into()),
                    TraversalOperator::GetAttr(name) => into.say(format!("attribute {name}"), name.span.clone()),
                    TraversalOperator::Index(index) => expression(into, index, text),
                    TraversalOperator::LegacyIndex(index) => into.0.push(format!("index {}", index.as_str())),
                }
            }
        }
        Expression::UnaryOp(operation) => {
            into.say(format!("{:?}", operation.operator), at);
            expression(into, &operation.expr, text);
        }
        Expression::BinaryOp(operation) => {
            into.say(format!("{:?}", operation.operator), at);
            expression(into, &operation.lhs_expr, text);
            expression(into, &operation.rhs_expr, text);
        }
        Expression::ForExpr(for_expr) => {
            let key = for_expr.key_var.as_ref().map(|key| key.to_string());
            into.say(format!("for {key:?} {}, {}", for_expr.value_var, for_expr.grouping), at);
            expression(into, &for_expr.collection_expr, text);
            for_expr.key_expr.iter().for_each(|expr| expression(into, expr, text));
            expression(into, &for_expr.value_expr, text);
            for_expr.cond.iter().for_each(|expr| expression(into, expr, text));
        }
    }
}

fn elements(into: &mut Described, elements: &[Element], text: &str, exactly: bool) {
    for element in elements {
        match element {
            Element::Literal(literal) => into.text(literal.as_str(), exactly),
            Element::Interpolation(interpolation) => {
                into.say("interpolation", interpolation.span.clone());
                expression(into, &interpolation.expr, text);
            }
            Element::Directive(directive) => match &**directive {
                Directive::If(directive) => {
                    into.0.push("if".into());
                    expression(into, &directive.cond_expr, text);
                    self::elements(into, &directive.when_true, text, exactly);
                    into.0.push("else".into());
                    self::elements(into, &directive.when_false, text, exactly);
                }
                Directive::For(directive) => {
                    let key = directive.key_var.as_ref().map(|key| key.to_string());
                    into.0.push(format!("for {key:?} {}", directive.value_var));
                    expression(into, &directive.collection_expr, text);
                    self::elements(into, &directive.elements, text, exactly);
                }
            },
        }
    }
}
