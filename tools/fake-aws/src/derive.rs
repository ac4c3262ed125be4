//! What the provider works out at plan from other arguments, and a schema does not say.

use crate::value::Value;
use std::collections::BTreeMap;

/// Puts derived attributes into a plan.
pub fn derive(type_name: &str, prior: &Value, state: &mut Value) {
    if type_name == "aws_acm_certificate" {
        certificate(prior, state);
    }
}

/// A certificate's own name is among its alternative names, and each name has a validation option whose name
/// is known at plan: so that `for_each` over them works before the certificate exists.
fn certificate(prior: &Value, state: &mut Value) {
    let domain = state.get("domain_name").clone();
    let alternatives = state.get("subject_alternative_names");
    if domain.text().is_none() || !(alternatives.is_wholly_known() || alternatives.is_unknown()) {
        return;
    }
    let others = alternatives.elements().iter().filter(|name| **name != domain);
    let names: Value = [domain.clone()].iter().chain(others).cloned().collect();
    if prior.get("domain_name") == &domain && prior.get("subject_alternative_names").same(&names) {
        state.set("subject_alternative_names", prior.get("subject_alternative_names").clone());
        return;
    }
    if state.get("validation_method").text() == Some("DNS") {
        let option = |name: &Value| {
            let unknown = ["resource_record_name", "resource_record_type", "resource_record_value"];
            let mut option: BTreeMap<String, Value> =
                unknown.iter().map(|&name| (name.to_owned(), Value::Unknown)).collect();
            option.insert("domain_name".to_owned(), name.clone());
            Value::Map(option)
        };
        state.set("domain_validation_options", names.elements().iter().map(option).collect());
    }
    state.set("subject_alternative_names", names);
}
