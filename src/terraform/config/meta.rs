//! What meta-arguments name: other blocks and providers.

use super::decode::Decoder;
use super::{Declared, Dependency, Located};
use crate::hcl::expr::{Expression, ObjectKey, Step, TraversalOperator};
use crate::hcl::structure::Body;
use crate::terraform::eval::references::references;
use crate::terraform::types::Str;

impl Decoder<'_> {
    /// What `depends_on` names.
    pub(super) fn depends_on(&mut self, body: &Body) -> Vec<Located> {
        const INVALID: &str = "Invalid expression";
        let Some(attribute) = body.get_attribute("depends_on") else { return Vec::new() };
        let Expression::Array(list) = &attribute.value else {
            self.problem(INVALID, "A static list expression is required.".to_owned(), attribute.value.span());
            return Vec::new();
        };
        for expr in list.iter().filter(|expr| !is_static(expr)) {
            let detail = "A single static variable reference is required: only attribute access and indexing with constant keys. No calculations, function calls, template expressions, etc are allowed here.";
            self.problem(INVALID, detail.to_owned(), expr.span());
        }
        list.iter().map(|expr| self.located(expr.clone())).collect()
    }
}

/// Whether an expression names something without working anything out. (An older form has it in quotes.)
fn is_static(expr: &Expression) -> bool {
    let constant = |step: &Step| match &step.operator {
        TraversalOperator::GetAttr(_) | TraversalOperator::LegacyIndex(_) => true,
        TraversalOperator::Index(index) => matches!(index, Expression::Number(_) | Expression::String(_)),
        TraversalOperator::AttrSplat | TraversalOperator::FullSplat => false,
    };
    match expr {
        Expression::String(_) => true,
        other => other.as_reference().is_some_and(|(_, steps)| steps.iter().all(constant)),
    }
}

impl Dependency {
    /// What an entry of `depends_on` names; none of what makes nothing, such as a variable.
    pub fn of(located: &Located) -> Option<Dependency> {
        let found = references(&located.expr);
        let reference = found.first()?;
        let name = *reference.path.first()?;
        Some(match reference.root {
            "var" | "local" => return None,
            "module" => Dependency::Module(name.into()),
            "data" => Dependency::Data(format!("{name}.{}", reference.path.get(1)?).into()),
            "ephemeral" => Dependency::Ephemeral(format!("{name}.{}", reference.path.get(1)?).into()),
            kind => Dependency::Resource(format!("{kind}.{name}").into()),
        })
    }
}

/// What `providers` of a call passes on.
pub(super) fn providers(body: &Body) -> Declared<Str> {
    let Some(Expression::Object(object)) = body.get_attribute("providers").map(|attribute| &attribute.value) else {
        return Declared::default();
    };
    let name = |key: &ObjectKey| match key {
        ObjectKey::Ident(name) => Some(name.name.clone()),
        ObjectKey::Expression(expr) => provider_name(expr),
    };
    object.iter().filter_map(|(key, value)| Some((name(key)?, provider_name(value)?))).collect()
}

/// The further configurations that a module wants to be passed: `configuration_aliases` of its `required_providers`.
pub(super) fn configuration_aliases(required: &Body) -> Vec<Str> {
    let objects = required.attributes().filter_map(|attribute| attribute.value.as_object());
    let aliases = objects.filter_map(|object| {
        let named = |key: &ObjectKey| key.as_ident().is_some_and(|name| name.as_str() == "configuration_aliases");
        object.iter().find_map(|(key, value)| value.as_array().filter(|_| named(key)))
    });
    aliases.flat_map(|list| list.iter().filter_map(provider_name)).collect()
}

/// `aws` or `aws.us`, as a provider is referred to; the older form is a text.
pub(super) fn provider_name(expr: &Expression) -> Option<Str> {
    match expr {
        Expression::Variable(name) => Some(name.name.clone()),
        Expression::String(text) => Some(text.text.clone()),
        _ => {
            let found = references(expr);
            let reference = found.first()?;
            Some(format!("{}.{}", reference.root, reference.path.first()?).into())
        }
    }
}
