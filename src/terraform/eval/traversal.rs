//! Names, attributes, indices and splats.

use std::ops::Range as Span;

use super::{Env, Evaluator, NO_NAMES, Unresolved};
use crate::hcl::expr::{Expression, Step, Text, Traversal, TraversalOperator};
use crate::terraform::convert::convert;
use crate::terraform::number::Number;
use crate::terraform::types::Type;
use crate::terraform::value::{Data, Refinement, Value};

type Steps<'e> = &'e [Step];

/// Why a step into a value failed: the summary and detail of a diagnostic.
#[derive(Debug)]
pub(super) struct NoStep {
    summary: &'static str,
    detail: String,
}

impl NoStep {
    fn new(summary: &'static str, detail: impl Into<String>) -> NoStep {
        NoStep { summary, detail: detail.into() }
    }
}

impl Evaluator<'_> {
    pub(super) fn traversal(&mut self, traversal: &Traversal, expr: &Expression, env: &Env<'_>) -> Value {
        let operators = traversal.operators.as_slice();
        match &traversal.expr {
            Expression::Variable(root) => {
                let names: Vec<&str> = operators.iter().map_while(Step::name).collect();
                let (value, used) = self.name(root.as_str(), &names, expr, env);
                self.steps(value, operators.get(used..).unwrap_or_default(), root.span.start, expr, env)
            }
            other => {
                let value = self.value(other, env);
                self.steps(value, operators, other.start(), expr, env)
            }
        }
    }

    /// The value of a name, and how many of the attribute names behind it are used up.
    pub(super) fn name(&mut self, root: &str, path: &[&str], expr: &Expression, env: &Env<'_>) -> (Value, usize) {
        if let Some(value) = env.get(root) {
            return (value.clone(), 0);
        }
        match self.scope.lookup(root, path) {
            Ok(found) => found,
            Err(Unresolved::Failed) => (Value::dynamic(), path.len()),
            Err(Unresolved::Undeclared { summary, detail }) => {
                let at = match expr {
                    // Where no name is allowed it is the first one that is wrong.
                    Expression::Traversal(traversal) if summary == NO_NAMES => traversal.expr.span(),
                    _ => expr.span(),
                };
                self.error(&summary, detail, at, None, None);
                (Value::dynamic(), path.len())
            }
        }
    }

    /// Takes the steps one after the other; a splat takes what follows it for each element.
    fn steps(&mut self, value: Value, steps: Steps<'_>, start: usize, expr: &Expression, env: &Env<'_>) -> Value {
        let mut value = value;
        for (i, step) in steps.iter().enumerate() {
            let rest = steps.get(i + 1..).unwrap_or_default();
            let at = step.span.clone();
            let result = match &step.operator {
                TraversalOperator::GetAttr(name) => attribute(&value, name.as_str()),
                TraversalOperator::LegacyIndex(at) => index(&value, &legacy(at)),
                TraversalOperator::Index(key) => {
                    let key = self.value(key, env);
                    index(&value, &key)
                }
                TraversalOperator::AttrSplat => {
                    let named = |step: &&Step| {
                        matches!(step.operator, TraversalOperator::GetAttr(_) | TraversalOperator::LegacyIndex(_))
                    };
                    let (each, after) = rest.split_at(rest.iter().take_while(named).count());
                    let result = self.splat(&value, each, start..at.end, expr, env);
                    return self.steps(result, after, start, expr, env);
                }
                // All that follows is done with each element, also a further splat.
                TraversalOperator::FullSplat => return self.splat(&value, rest, start..at.end, expr, env),
            };
            value = result.unwrap_or_else(|problem| {
                self.error(problem.summary, problem.detail, at, Some(expr.span()), Some((expr, env)));
                Value::dynamic()
            });
        }
        value
    }

    fn splat(&mut self, source: &Value, each: Steps<'_>, at: Span<usize>, expr: &Expression, env: &Env<'_>) -> Value {
        let (source, marks) = source.clone().unmark();
        let sequence = matches!(source.ty(), Type::Tuple(_) | Type::List(_) | Type::Set(_));
        if source.is_null() {
            if !sequence {
                return Value::tuple([]).with_marks(marks);
            }
            let detail = "Splat expressions (with the * symbol) cannot be applied to null sequences.";
            self.error("Splat of null value", detail, at, Some(expr.span()), Some((expr, env)));
            return Value::dynamic();
        }
        if *source.ty() == Type::Dynamic {
            return Value::dynamic().with_marks(marks);
        }
        if !sequence {
            // A single value stands for a tuple of it; one that may turn out null, for one or none.
            let may_be_null = !source.is_definitely_not_null();
            let item = self.steps(source, each, at.start, expr, env);
            let result = if may_be_null { Value::dynamic() } else { Value::tuple([item]) };
            return result.with_marks(marks);
        }
        let result = match source.data() {
            Data::Elements(elements) => {
                let items: Vec<Value> =
                    elements.iter().map(|item| self.steps(item.clone(), each, at.start, expr, env)).collect();
                match source.ty() {
                    Type::Tuple(_) => Value::tuple(items),
                    ty => {
                        let element = match items.first() {
                            Some(first) => first.ty().clone(),
                            None => self.type_of_step(ty.element().unwrap_or(&Type::Dynamic), each, at, expr, env),
                        };
                        if items.iter().all(|item| *item.ty() == element) {
                            Value::list(element, items)
                        } else {
                            Value::tuple(items)
                        }
                    }
                }
            }
            _ => {
                let ty = match source.ty() {
                    Type::Tuple(types) => Type::tuple(
                        types.iter().map(|ty| self.type_of_step(ty, each, at.clone(), expr, env)).collect::<Vec<_>>(),
                    ),
                    ty => Type::list(self.type_of_step(ty.element().unwrap_or(&Type::Dynamic), each, at, expr, env)),
                };
                let known = source.refinement().cloned().unwrap_or_default();
                let lengths = match source.ty() {
                    Type::List(_) | Type::Set(_) => (known.min_length, known.max_length),
                    _ => (0, None),
                };
                let (min_length, max_length) = lengths;
                Value::refined(ty, Refinement { not_null: true, min_length, max_length, ..Refinement::default() })
            }
        };
        result.with_marks(marks)
    }

    fn type_of_step(&mut self, ty: &Type, each: Steps<'_>, at: Span<usize>, expr: &Expression, env: &Env<'_>) -> Type {
        self.steps(Value::unknown(ty.clone()), each, at.start, expr, env).ty().clone()
    }
}

/// The index that a number in the place of a name stands for.
fn legacy(index: &Text) -> Value {
    Number::parse(index.as_str()).map_or_else(Value::dynamic, Value::number)
}

/// `value.name`
pub(super) fn attribute(value: &Value, name: &str) -> Result<Value, NoStep> {
    const UNSUPPORTED: &str = "Unsupported attribute";
    if value.is_null() {
        return Err(NoStep::new(
            "Attempt to get attribute from null value",
            "This value is null, so it does not have any attributes.",
        ));
    }
    let marks = value.marks();
    match value.ty() {
        Type::Object(object) => match object.attributes.get(name) {
            None => Err(NoStep::new(UNSUPPORTED, format!("This object does not have an attribute named {name:?}."))),
            Some(ty) => Ok(value.get(name).unwrap_or_else(|| value.unknown_part(ty.clone()).with_marks(marks))),
        },
        Type::Map(element) => {
            if !value.is_known() {
                return Ok(value.unknown_part((**element).clone()).with_marks(marks));
            }
            value.get(name).ok_or_else(|| {
                NoStep::new("Missing map element", format!("This map does not have an element with the key {name:?}."))
            })
        }
        Type::Dynamic => Ok(value.unknown_part(Type::Dynamic).with_marks(marks)),
        Type::List(element) if matches!(&**element, Type::Object(_)) => {
            let Type::Object(object) = &**element else { return Ok(Value::dynamic()) };
            let which = if object.attributes.contains_key(name) {
                format!("attribute {name:?}")
            } else {
                "an attribute".into()
            };
            Err(NoStep::new(
                UNSUPPORTED,
                format!(
                    "Can't access attributes on a list of objects. Did you mean to access {which} for a specific element of the list, or across all elements of the list?"
                ),
            ))
        }
        Type::Set(element) if matches!(&**element, Type::Object(_)) => Err(NoStep::new(
            UNSUPPORTED,
            "Can't access attributes on a set of objects. Did you mean to access an attribute across all elements of the set?",
        )),
        ty if ty.is_primitive() => Err(NoStep::new(
            UNSUPPORTED,
            format!("Can't access attributes on a primitive-typed value ({}).", ty.friendly_name()),
        )),
        _ => Err(NoStep::new(UNSUPPORTED, "This value does not have any attributes.")),
    }
}

/// `value[key]`
pub(super) fn index(value: &Value, key: &Value) -> Result<Value, NoStep> {
    const INVALID: &str = "Invalid index";
    const NONE: &str = "The given key does not identify an element in this collection value";
    if value.is_null() {
        return Err(NoStep::new("Attempt to index null value", "This value is null, so it does not have any indices."));
    }
    if key.is_null() {
        return Err(NoStep::new(INVALID, "Can't use a null value as an indexing key."));
    }
    if *key.ty() == Type::Dynamic || *value.ty() == Type::Dynamic {
        return Ok(value.unknown_part(Type::Dynamic).with_marks(value.marks()));
    }
    let marks = value.marks().union(key.marks());
    let converted = |to: &Type| convert(key, to).map_err(|m| NoStep::new(INVALID, format!("{NONE}: {m}.")));
    match value.ty() {
        Type::List(_) | Type::Tuple(_) => {
            let key = converted(&Type::Number)?;
            let Some(number) = key.as_number() else {
                return Ok(value
                    .unknown_part(value.ty().element().cloned().unwrap_or(Type::Dynamic))
                    .with_marks(value.marks()));
            };
            if !number.is_integer() {
                return Err(NoStep::new(
                    INVALID,
                    format!(
                        "{NONE}: indexing a sequence requires a whole number, but the given index has a fractional part."
                    ),
                ));
            }
            if number.is_negative() {
                return Err(NoStep::new(
                    INVALID,
                    format!("{NONE}: a negative number is not a valid index for a sequence."),
                ));
            }
            let at = number.to_i64().and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX);
            // Terraform has words of its own only for the index right behind the end.
            let beyond = |length: usize| {
                let why = match (length, at) {
                    (0, 0) => ": the collection has no elements",
                    (length, at) if at == length => {
                        ": the given index is greater than or equal to the length of the collection"
                    }
                    _ => "",
                };
                NoStep::new(INVALID, format!("{NONE}{why}."))
            };
            match (value.as_elements(), value.ty()) {
                (Some(elements), _) => {
                    elements.get(at).map(|v| v.clone().with_marks(marks)).ok_or_else(|| beyond(elements.len()))
                }
                (None, Type::Tuple(types)) => {
                    let unknown = types.get(at).map(|ty| value.unknown_part(ty.clone()).with_marks(marks));
                    unknown.ok_or_else(|| beyond(types.len()))
                }
                (None, ty) => Ok(value.unknown_part(ty.element().cloned().unwrap_or(Type::Dynamic)).with_marks(marks)),
            }
        }
        Type::Map(element) => {
            let key = converted(&Type::String)?;
            match (value.as_entries(), key.as_str()) {
                (Some(entries), Some(key)) => entries
                    .get(key)
                    .map(|v| v.clone().with_marks(marks))
                    .ok_or_else(|| NoStep::new(INVALID, format!("{NONE}."))),
                _ => Ok(value.unknown_part((**element).clone()).with_marks(marks)),
            }
        }
        Type::Object(object) => {
            let was_number = *key.ty() == Type::Number;
            let key = converted(&Type::String)?;
            let Some(name) = key.as_str() else { return Ok(Value::dynamic().with_marks(value.marks())) };
            if !value.is_known() {
                return Ok(object
                    .attributes
                    .get(name)
                    .map_or_else(Value::dynamic, |ty| value.unknown_part(ty.clone()))
                    .with_marks(marks));
            }
            value.get(name).map(|v| v.with_marks(marks)).ok_or_else(|| {
                let hint = if was_number {
                    " An object only supports looking up attributes by name, not by numeric index."
                } else {
                    ""
                };
                NoStep::new(INVALID, format!("{NONE}.{hint}"))
            })
        }
        Type::Set(_) => Err(NoStep::new(
            INVALID,
            "Elements of a set are identified only by their value and don't have any separate index or key to select with, so it's only possible to perform operations across all elements of the set.",
        )),
        _ => Err(NoStep::new(INVALID, "This value does not have any indices.")),
    }
}
