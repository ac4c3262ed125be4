//! `yamlencode` and `yamldecode`, as go-cty-yaml writes and reads YAML.

use super::argument::text;
use super::{Fault, Function, Kind, Param};
use crate::terraform::types::Type;
use crate::terraform::value::Value;

mod decode;
mod encode;
mod resolve;

/// The family's table.
pub const FUNCTIONS: &[Function] = &[
    Function::by(
        "yamldecode",
        &[Param::new("src", Kind::String)],
        |_| Ok(Type::Dynamic),
        |args, _| decode::decode(text(&args[0])).map_err(Fault::new),
    )
    .nullable(),
    Function::new("yamlencode", &[Param::new("value", Kind::Any).null().dynamic()], Kind::String, |args, _| {
        let known = args[0].is_wholly_known();
        Ok(if known { Value::string(encode::encode(&args[0])) } else { Value::unknown(Type::String) })
    })
    .nullable(),
];
