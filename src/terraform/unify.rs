//! The one type that several types can all become (go-cty, `convert.Unify`).

use super::convert::{Safety, convertible};
use super::types::{Str, Type};

/// The type that values of all of these types can be converted to; conversions may depend on the value.
pub fn unify(types: &[Type]) -> Option<Type> {
    unify_with(types, Safety::Unsafe)
}

/// As [`unify`], with the choice which conversions count.
pub fn unify_with(types: &[Type], safety: Safety) -> Option<Type> {
    let first = types.first()?;
    if types.iter().all(|ty| ty == first) {
        return Some(first.clone());
    }
    if let Some(structural) = by_kind(types, safety) {
        return structural;
    }
    preferred(types)
        .into_iter()
        .find(|want| types.iter().all(|ty| ty == *want || convertible(ty, want, safety)))
        .cloned()
}

/// The answer where all types are of one structural kind; none where the general way decides.
fn by_kind(types: &[Type], safety: Safety) -> Option<Option<Type>> {
    let count = |is: fn(&Type) -> bool| types.iter().filter(|ty| is(ty)).count();
    let all = types.len();
    let dynamic = count(|ty| *ty == Type::Dynamic);
    let (maps, lists, sets) = (
        count(|t| matches!(t, Type::Map(_))),
        count(|t| matches!(t, Type::List(_))),
        count(|t| matches!(t, Type::Set(_))),
    );
    let (objects, tuples) = (count(|t| matches!(t, Type::Object(_))), count(|t| matches!(t, Type::Tuple(_))));

    let collections = |make: fn(Type) -> Type| -> Option<Type> {
        if dynamic > 0 {
            return Some(Type::Dynamic);
        }
        let elements: Vec<Type> = types.iter().filter_map(|ty| ty.element().cloned()).collect();
        unify_with(&elements, safety).map(make)
    };
    if maps > 0 && maps + dynamic == all {
        return Some(collections(Type::map));
    }
    if maps > 0 && maps + objects + dynamic == all {
        let as_map = objects_to_map(&only(types, |t| matches!(t, Type::Object(_))), safety);
        if let Some(united) =
            as_map.and_then(|map| unify_with(&replaced(types, &map, |t| matches!(t, Type::Object(_))), safety))
            && matches!(united, Type::Map(_))
        {
            return Some(Some(united));
        }
        return None;
    }
    if lists > 0 && lists + dynamic == all {
        return Some(collections(Type::list));
    }
    if lists > 0 && lists + tuples + dynamic == all {
        let as_list = tuples_to_list(&only(types, |t| matches!(t, Type::Tuple(_))), safety);
        if let Some(united) =
            as_list.and_then(|list| unify_with(&replaced(types, &list, |t| matches!(t, Type::Tuple(_))), safety))
            && matches!(united, Type::List(_))
        {
            return Some(Some(united));
        }
        return None;
    }
    if sets > 0 && sets + dynamic == all {
        return Some(collections(Type::set));
    }
    if objects > 0 && objects + dynamic == all {
        return Some(if dynamic > 0 { Some(Type::Dynamic) } else { unify_objects(types, safety) });
    }
    if tuples > 0 && tuples + dynamic == all {
        return Some(if dynamic > 0 { Some(Type::Dynamic) } else { unify_tuples(types, safety) });
    }
    (objects > 0 && tuples > 0).then_some(None)
}

fn only(types: &[Type], is: fn(&Type) -> bool) -> Vec<Type> {
    types.iter().filter(|ty| is(ty)).cloned().collect()
}

fn replaced(types: &[Type], with: &Type, is: fn(&Type) -> bool) -> Vec<Type> {
    types.iter().map(|ty| if is(ty) { with.clone() } else { ty.clone() }).collect()
}

fn unify_objects(types: &[Type], safety: Safety) -> Option<Type> {
    let objects: Vec<_> = types
        .iter()
        .filter_map(|ty| match ty {
            Type::Object(object) => Some(object),
            _ => None,
        })
        .collect();
    let first = objects.first()?;
    if objects.iter().any(|object| !object.attributes.keys().eq(first.attributes.keys())) {
        return objects_to_map(types, safety);
    }
    let mut attributes: Vec<(Str, Type)> = Vec::new();
    for name in first.attributes.keys() {
        let across: Vec<Type> = objects.iter().filter_map(|object| object.attributes.get(name).cloned()).collect();
        attributes.push((name.clone(), unify_with(&across, safety)?));
    }
    Some(Type::object(attributes))
}

fn objects_to_map(types: &[Type], safety: Safety) -> Option<Type> {
    let attributes: Vec<Type> = types
        .iter()
        .flat_map(|ty| match ty {
            Type::Object(object) => object.attributes.values().cloned().collect(),
            _ => Vec::new(),
        })
        .collect();
    let map = Type::map(unify_with(&attributes, safety)?);
    types.iter().all(|ty| convertible(ty, &map, safety)).then_some(map)
}

fn unify_tuples(types: &[Type], safety: Safety) -> Option<Type> {
    let tuples: Vec<_> = types
        .iter()
        .filter_map(|ty| match ty {
            Type::Tuple(elements) => Some(elements),
            _ => None,
        })
        .collect();
    let first = tuples.first()?;
    if tuples.iter().any(|elements| elements.len() != first.len()) {
        return tuples_to_list(types, safety);
    }
    let across = |i: usize| tuples.iter().filter_map(|elements| elements.get(i).cloned()).collect::<Vec<_>>();
    let elements: Option<Vec<Type>> = (0..first.len()).map(|i| unify_with(&across(i), safety)).collect();
    elements.map(Type::tuple)
}

fn tuples_to_list(types: &[Type], safety: Safety) -> Option<Type> {
    let elements: Vec<Type> = types
        .iter()
        .flat_map(|ty| match ty {
            Type::Tuple(elements) => elements.to_vec(),
            _ => Vec::new(),
        })
        .collect();
    let list = Type::list(unify_with(&elements, safety)?);
    types.iter().all(|ty| convertible(ty, &list, safety)).then_some(list)
}

/// Types with the most general first; what is not comparable stays in its order (go-cty, `compareTypes`).
fn preferred(types: &[Type]) -> Vec<&Type> {
    let mut order: Vec<&Type> = types.iter().collect();
    order.sort_by_key(|ty| generality(ty));
    order
}

fn generality(ty: &Type) -> u8 {
    match ty {
        Type::String | Type::List(_) | Type::Map(_) => 0,
        Type::Tuple(_) | Type::Object(_) => 1,
        Type::Number | Type::Bool | Type::Set(_) => 2,
        // Anything converts to `any`, which says nothing: last.
        Type::Dynamic => 3,
    }
}
