//! What meta-arguments name: other blocks and providers.

use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::structure::Body;
use indexmap::IndexMap;

use super::Dependency;
use crate::terraform::eval::references::references;
use crate::terraform::types::Str;

/// What `depends_on` names. What is no reference is judged elsewhere.
pub(super) fn depends_on(body: &Body) -> Vec<Dependency> {
    let Some(Expression::Array(list)) = body.get_attribute("depends_on").map(|attribute| &attribute.value) else {
        return Vec::new();
    };
    let dependency = |expr: &Expression| {
        let found = references(expr);
        let reference = found.first()?;
        let name = *reference.path.first()?;
        Some(match reference.root {
            "module" => Dependency::Module(name.into()),
            "data" => Dependency::Data(format!("{name}.{}", reference.path.get(1)?).into()),
            kind => Dependency::Resource(format!("{kind}.{name}").into()),
        })
    };
    list.iter().filter_map(dependency).collect()
}

/// What `providers` of a call passes on.
pub(super) fn providers(body: &Body) -> IndexMap<Str, Str> {
    let Some(Expression::Object(object)) = body.get_attribute("providers").map(|attribute| &attribute.value) else {
        return IndexMap::new();
    };
    let name = |key: &ObjectKey| match key {
        ObjectKey::Ident(name) => Some(Str::from(name.as_str())),
        ObjectKey::Expression(expr) => provider_name(expr),
    };
    object.iter().filter_map(|(key, value)| Some((name(key)?, provider_name(value.expr())?))).collect()
}

/// `aws` or `aws.us`, as a provider is referred to; the older form is a text.
pub(super) fn provider_name(expr: &Expression) -> Option<Str> {
    match expr {
        Expression::Variable(name) => Some(name.as_str().into()),
        Expression::String(text) => Some(text.value().as_str().into()),
        _ => {
            let found = references(expr);
            let reference = found.first()?;
            Some(format!("{}.{}", reference.root, reference.path.first()?).into())
        }
    }
}
