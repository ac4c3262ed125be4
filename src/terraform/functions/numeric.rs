//! Functions on numbers.

use super::argument::{about, float, integer, is_sequence, number, text};
use super::{Fault, Function, Kind, Param};
use crate::terraform::convert::convert;
use crate::terraform::number::{BigInt, Number, Sign};
use crate::terraform::quote::quote;
use crate::terraform::types::Type;
use crate::terraform::value::Value;

const NUM: &[Param] = &[Param::new("num", Kind::Number)];
const NUMBERS: Param = Param::new("numbers", Kind::Number).dynamic();

/// The family's table.
pub const FUNCTIONS: &[Function] = &[
    Function::new("abs", &[Param::new("num", Kind::Number).dynamic()], Kind::Number, |a, _| {
        Ok(Value::number(number(&a[0]).abs()))
    }),
    Function::new("ceil", NUM, Kind::Number, |a, _| Ok(Value::number(number(&a[0]).ceil()))),
    Function::new("floor", NUM, Kind::Number, |a, _| Ok(Value::number(number(&a[0]).floor()))),
    Function::new("log", &[Param::new("num", Kind::Number), Param::new("base", Kind::Number)], Kind::Number, |a, _| {
        floats(a, "log", |num, base| libm::log(num) / libm::log(base))
    }),
    Function::new("max", &[], Kind::Number, |a, _| most(a, |n, best| n > best)).variadic(NUMBERS),
    Function::new("min", &[], Kind::Number, |a, _| most(a, |n, best| n < best)).variadic(NUMBERS),
    Function::by(
        "parseint",
        &[Param::new("number", Kind::Any), Param::new("base", Kind::Number)],
        |args| match args[0].ty() {
            Type::String => Ok(Type::Number),
            other => Err(Fault::at(0, format!("first argument must be a string, not {}", other.friendly_name()))),
        },
        parse_int,
    ),
    Function::new(
        "pow",
        &[Param::new("num", Kind::Number), Param::new("power", Kind::Number)],
        Kind::Number,
        |a, _| floats(a, "pow", power),
    ),
    Function::new("signum", NUM, Kind::Number, |a, _| {
        integer(&a[0]).map(|n| Value::number(n.signum())).map_err(Fault::new)
    }),
    Function::new("sum", &[Param::new("list", Kind::Any)], Kind::Number, sum),
];

fn floats(args: &[Value], name: &str, compute: fn(f64, f64) -> f64) -> Result<Value, Fault> {
    let (a, b) = (float(&args[0]).map_err(Fault::new)?, float(&args[1]).map_err(Fault::new)?);
    let undefined = || Fault::new(format!("{name} of {a} and {b} is not a number"));
    Number::from_f64(compute(a, b)).map(Value::number).ok_or_else(undefined)
}

/// x^y as Go's `math.Pow` rounds it: whole powers by squaring, the rest by exponential and logarithm.
fn power(x: f64, y: f64) -> f64 {
    let odd = |y: f64| y.fract() == 0.0 && y.abs() < 9_007_199_254_740_992.0 && (y as i64) & 1 == 1;
    if y == 0.0 || x == 1.0 {
        return 1.0;
    }
    if y == 1.0 {
        return x;
    }
    if x == 0.0 || x.is_infinite() {
        let large = (x == 0.0) == (y < 0.0);
        let magnitude = if large { f64::INFINITY } else { 0.0 };
        return if x.is_sign_negative() && odd(y) { -magnitude } else { magnitude };
    }
    if y.is_infinite() || y.abs() >= 9_223_372_036_854_775_808.0 {
        return match x {
            -1.0 => 1.0,
            _ if (x.abs() < 1.0) == (y > 0.0) => 0.0,
            _ => f64::INFINITY,
        };
    }
    if y.abs() == 0.5 {
        return if y > 0.0 { x.sqrt() } else { 1.0 / x.sqrt() };
    }
    let (mut whole, mut fraction) = (y.abs().trunc(), y.abs().fract());
    if fraction != 0.0 && x < 0.0 {
        return f64::NAN;
    }
    let mut result = 1.0;
    if fraction != 0.0 {
        if fraction > 0.5 {
            fraction -= 1.0;
            whole += 1.0;
        }
        result = libm::exp(fraction * libm::log(x));
    }
    let mut exponent = 0;
    let (mut square, mut square_exponent) = libm::frexp(x);
    let mut bits = whole as i64;
    while bits != 0 {
        if square_exponent.abs() > 1 << 12 {
            // Out of a float's range, whatever follows.
            exponent += square_exponent;
            break;
        }
        if bits & 1 == 1 {
            result *= square;
            exponent += square_exponent;
        }
        square *= square;
        square_exponent *= 2;
        if square < 0.5 {
            square *= 2.0;
            square_exponent -= 1;
        }
        bits >>= 1;
    }
    if y < 0.0 { libm::ldexp(1.0 / result, -exponent) } else { libm::ldexp(result, exponent) }
}

fn most(args: &[Value], better: fn(&Number, &Number) -> bool) -> Result<Value, Fault> {
    let mut numbers = args.iter().map(number);
    let first = numbers.next().ok_or_else(|| Fault::new("must pass at least one number"))?;
    Ok(Value::number(numbers.fold(first, |best, n| if better(&n, &best) { n } else { best })))
}

fn parse_int(args: &[Value], _: &Type) -> Result<Value, Fault> {
    let digits = text(&args[0]);
    let base = integer(&args[1]).map_err(about(1))?;
    if !(2..=62).contains(&base) {
        return Err(Fault::at(1, "base must be a whole number between 2 and 62 inclusive"));
    }
    let parsed = whole(digits, base as u32);
    parsed
        .map(Value::number)
        .ok_or_else(|| Fault::at(0, format!("cannot parse {} as a base {base} integer", quote(digits))))
}

/// Digits are `0`–`9`, then letters; up to base 36 their case does not matter, above it capitals follow.
fn whole(source: &str, radix: u32) -> Option<BigInt> {
    let (negative, digits) = match source.strip_prefix(['-', '+']) {
        Some(rest) => (source.starts_with('-'), rest),
        None => (false, source),
    };
    /// A number with more digits is an infinity in any base.
    const MAX_DIGITS: usize = 40_000;
    let values: Option<Vec<u8>> = digits
        .bytes()
        .map(|b| {
            let value = match b {
                b'0'..=b'9' => b - b'0',
                b'a'..=b'z' => b - b'a' + 10,
                b'A'..=b'Z' => b - b'A' + if radix <= 36 { 10 } else { 36 },
                _ => return None,
            };
            (u32::from(value) < radix).then_some(value)
        })
        .collect();
    let values = values.filter(|v| !v.is_empty())?;
    let zeros = values.iter().take_while(|v| **v == 0).count();
    let significant: Vec<u8> = values.into_iter().skip(zeros).take(MAX_DIGITS).collect();
    let magnitude = BigInt::from_radix_be(Sign::Plus, &significant, radix).unwrap_or_default();
    Some(if negative { -magnitude } else { magnitude })
}

fn sum(args: &[Value], _: &Type) -> Result<Value, Fault> {
    const NOT_NUMBERS: &str = "argument must be list, set, or tuple of number values";
    let list = &args[0];
    if !(is_sequence(list.ty()) || matches!(list.ty(), Type::Map(_) | Type::Object(_))) {
        return Err(Fault::at(0, "cannot sum noniterable"));
    }
    if list.children().next().is_none() {
        return Err(Fault::at(0, "cannot sum an empty list"));
    }
    if !is_sequence(list.ty()) {
        let kind = list.ty().friendly_name();
        return Err(Fault::at(0, format!("argument must be list, set, or tuple. Received {kind}")));
    }
    if !list.is_wholly_known() {
        return Ok(Value::unknown(Type::Number));
    }
    let mut total: Option<Number> = None;
    for element in list.children() {
        let converted = convert(element, &Type::Number).ok().filter(|v| !v.is_null());
        let term = converted.as_ref().map(number).ok_or_else(|| Fault::at(0, NOT_NUMBERS))?;
        total = Some(match total {
            None => term,
            Some(so_far) => so_far.add(&term).map_err(|_| Fault::new("can't compute sum of opposing infinities"))?,
        });
    }
    Ok(total.map_or_else(|| Value::unknown(Type::Number), Value::number))
}
