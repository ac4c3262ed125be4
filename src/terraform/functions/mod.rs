//! The functions of the Terraform language and how they are called.
//!
//! One registry: [`lookup`] finds a function in the tables of its family's file. Here stands what all calls share, as in
//! go-cty's `function.Function`: arguments are converted to their parameters' types; a null or unknown argument is dealt
//! with unless the parameter allows it; marks are taken off arguments and put on the result. So an implementation
//! sees known values without marks, and may only get others where its table says so.
//!
//! Not here: `try` and `can`, which need expressions, and what reads files. Those the evaluator does itself.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::convert::{Mismatch, convert};
use super::entries;
use super::types::Type;
use super::value::{Marks, Refinement, Value};

mod argument;
mod case;
mod charset;
mod collection;
mod conversion;
mod csv;
mod datetime;
mod encoding;
mod format;
mod gzip;
mod hash;
mod impure;
mod json;
mod mapping;
mod network;
mod numeric;
mod regex;
mod rsa;
mod sequence;
mod set;
mod string;
mod timestamp;
mod yaml;

pub use network::next_free;

/// Every family's table.
const FAMILIES: &[&[Function]] = &[
    collection::FUNCTIONS,
    conversion::FUNCTIONS,
    csv::FUNCTIONS,
    datetime::FUNCTIONS,
    encoding::FUNCTIONS,
    format::FUNCTIONS,
    hash::FUNCTIONS,
    impure::FUNCTIONS,
    json::FUNCTIONS,
    mapping::FUNCTIONS,
    network::FUNCTIONS,
    numeric::FUNCTIONS,
    regex::FUNCTIONS,
    sequence::FUNCTIONS,
    set::FUNCTIONS,
    string::FUNCTIONS,
    yaml::FUNCTIONS,
];

/// Why a call has no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The argument at fault, from 0.
    pub argument: Option<usize>,
    /// What is wrong, as it stands after `Invalid value for "x" parameter: ` or `Call to function "f" failed: `, without
    /// the full stop.
    pub message: String,
}

impl Fault {
    /// The call as a whole failed.
    pub fn new(message: impl Into<String>) -> Fault {
        Fault { argument: None, message: message.into() }
    }

    /// One argument is not suitable.
    pub fn at(argument: usize, message: impl Into<String>) -> Fault {
        Fault { argument: Some(argument), message: message.into() }
    }
}

impl From<Mismatch> for Fault {
    fn from(mismatch: Mismatch) -> Fault {
        Fault::new(mismatch.message)
    }
}

/// A type that can stand in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any type.
    Any,
    /// `bool`
    Bool,
    /// `number`
    Number,
    /// `string`
    String,
    /// `list(…)`
    List(&'static Kind),
    /// `set(…)`
    Set(&'static Kind),
    /// `map(…)`
    Map(&'static Kind),
}

impl Kind {
    /// The type that it stands for.
    pub fn ty(self) -> Type {
        match self {
            Kind::Any => Type::Dynamic,
            Kind::Bool => Type::Bool,
            Kind::Number => Type::Number,
            Kind::String => Type::String,
            Kind::List(element) => Type::list(element.ty()),
            Kind::Set(element) => Type::set(element.ty()),
            Kind::Map(element) => Type::map(element.ty()),
        }
    }
}

/// A parameter of a function.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its name in messages.
    pub name: &'static str,
    /// What arguments are converted to.
    pub kind: Kind,
    allow: u8,
}

const NULL: u8 = 1;
const UNKNOWN: u8 = 2;
const DYNAMIC: u8 = 4;
const MARKED: u8 = 8;

impl Param {
    const fn new(name: &'static str, kind: Kind) -> Param {
        Param { name, kind, allow: 0 }
    }

    /// The implementation gets null too.
    const fn null(self) -> Param {
        Param { allow: self.allow | NULL, ..self }
    }

    /// The implementation gets unknown values too.
    const fn unknown(self) -> Param {
        Param { allow: self.allow | UNKNOWN, ..self }
    }

    /// A value of unknown type does not keep the result type from being found.
    const fn dynamic(self) -> Param {
        Param { allow: self.allow | DYNAMIC, ..self }
    }

    /// The implementation gets the argument's marks and sees to them.
    const fn marked(self) -> Param {
        Param { allow: self.allow | MARKED, ..self }
    }

    /// The implementation gets whatever there is.
    const fn everything(self) -> Param {
        self.null().unknown().dynamic().marked()
    }

    /// What arguments are converted to.
    pub fn ty(&self) -> Type {
        self.kind.ty()
    }

    /// Whether an argument may be null.
    pub fn is_nullable(&self) -> bool {
        self.allows(NULL)
    }

    fn allows(&self, what: u8) -> bool {
        self.allow & what != 0
    }
}

/// How the type of the result is found; the arguments may be unknown.
#[derive(Clone, Copy, Debug)]
enum Returns {
    Always(Kind),
    By(fn(&[Value]) -> Result<Type, Fault>),
}

/// Computes a result of a type from arguments as the parameters allow them.
type Body = fn(&[Value], &Type) -> Result<Value, Fault>;

/// A function of the language.
#[derive(Clone, Copy, Debug)]
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// Those that must be given.
    pub params: &'static [Param],
    /// What any further arguments are.
    pub variadic: Option<Param>,
    returns: Returns,
    body: Body,
    may_be_null: bool,
}

impl Function {
    /// A function that always returns one type, and never null.
    const fn new(name: &'static str, params: &'static [Param], returns: Kind, body: Body) -> Function {
        Function { name, params, variadic: None, returns: Returns::Always(returns), body, may_be_null: false }
    }

    /// A function whose type depends on its arguments; it never returns null.
    const fn by(
        name: &'static str,
        params: &'static [Param],
        returns: fn(&[Value]) -> Result<Type, Fault>,
        body: Body,
    ) -> Function {
        Function { name, params, variadic: None, returns: Returns::By(returns), body, may_be_null: false }
    }

    /// It takes any number of further arguments.
    const fn variadic(self, param: Param) -> Function {
        Function { variadic: Some(param), ..self }
    }

    /// An unknown result of it may turn out to be null.
    const fn nullable(self) -> Function {
        Function { may_be_null: true, ..self }
    }

    fn param(&self, index: usize) -> Option<&Param> {
        self.params.get(index).or(self.variadic.as_ref())
    }

    /// Calls the function. The arguments need not be of the parameters' types. A fault that is not about an argument
    /// includes too few or too many of them, which the caller says better, with [`params`](Self::params).
    pub fn call(&self, args: &[Value]) -> Result<Value, Fault> {
        let required = self.params.len();
        if args.len() < required || (self.variadic.is_none() && args.len() > required) {
            let least = if self.variadic.is_some() { "at least " } else { "" };
            return Err(Fault::new(format!(
                "wrong number of arguments ({least}{required} required; {} given)",
                args.len()
            )));
        }
        let mut marks = Marks::NONE;
        let mut typeless = false;
        let mut unknown = false;
        let mut values = Vec::with_capacity(args.len());
        for (i, arg) in args.iter().enumerate() {
            let Some(param) = self.param(i) else { continue };
            let mut value = convert(arg, &param.ty()).map_err(|m| Fault::at(i, m.message))?;
            if !param.allows(MARKED) {
                let (bare, taken) = value.unmark_deep();
                marks = marks.union(taken);
                value = bare;
            }
            // go-cty looks no further than the first argument without a type.
            if value.is_null() && !param.allows(NULL) && !typeless {
                return Err(Fault::at(i, "argument must not be null"));
            }
            typeless |= *value.ty() == Type::Dynamic && !param.allows(DYNAMIC);
            unknown |= !value.is_known() && !param.allows(UNKNOWN);
            values.push(value);
        }
        if typeless {
            return Ok(Value::dynamic().with_marks(marks));
        }
        let returns = match self.returns {
            Returns::Always(kind) => kind.ty(),
            Returns::By(find) => find(&values)?,
        };
        let result = if unknown { Value::unknown(returns) } else { (self.body)(&values, &returns)? };
        let open = *result.ty() == Type::Dynamic && !result.is_known();
        let result = if self.may_be_null || open { result } else { not_null(result) };
        Ok(result.with_marks(marks))
    }
}

/// The value, known not to be null; what is then wholly decided becomes known.
fn not_null(value: Value) -> Value {
    match value.refinement() {
        None => value,
        Some(r) if r.not_null => value,
        Some(r) => {
            let refinement = Refinement { not_null: true, ..r.clone() };
            Value::refined(value.ty().clone(), refinement).with_marks(value.marks())
        }
    }
}

/// The function of a name.
pub fn lookup(name: &str) -> Option<&'static Function> {
    static BY_NAME: LazyLock<BTreeMap<&'static str, &'static Function>> =
        LazyLock::new(|| entries::map(all().map(|function| (function.name, function))));
    BY_NAME.get(name).copied()
}

/// The names of all functions here.
pub fn names() -> impl Iterator<Item = &'static str> {
    all().map(|function| function.name)
}

fn all() -> impl Iterator<Item = &'static Function> {
    FAMILIES.iter().copied().flatten()
}
