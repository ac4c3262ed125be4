//! Terraform's numbers: binary floats of a precision of their own, as Go's `math/big` has them and go-cty uses them.
//!
//! Invariants: a number is finite or an infinity, never NaN. Results are rounded to the nearest, ties to even, at the larger
//! precision of the operands: literals and texts have 512 bits, a length or an index has 64, what passed through a hardware
//! float has 53. The precision shows: `length([1]) / length([1, 2, 3])` has 20 digits, `1 / 3` has 155. Integers that
//! fit an `i64` take no memory and no time; everything else is a [`float::Float`].
//!
//! Landform's own limit: a number beyond [`float::MAX_EXPONENT`] is an infinity, one nearer to zero than its inverse is a
//! zero. Terraform does the same, far later, after digits for which no memory suffices.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

pub use num_bigint::{BigInt, BigUint, Sign};

use self::decimal::{Decimal, Style};
use self::float::Float;

pub mod decimal;
pub mod float;
mod parse;

/// The precision of what is read from text, in bits.
pub const TEXT_PRECISION: u32 = 512;
/// The precision of what Terraform itself counts, in bits.
const INTEGER_PRECISION: u32 = 64;
/// The precision of a hardware float, in bits.
const FLOAT_PRECISION: u32 = 53;

/// A number: a binary float of at most 512 bits, or an infinity; never NaN.
///
/// `==` is Terraform's: integers by value, others by the digits that they print. `<` compares exactly, as Terraform does,
/// so that `pow(10, -1)` equals 0.1 and yet is greater.
#[derive(Clone, Debug)]
pub struct Number(Repr);

#[derive(Clone, Debug)]
enum Repr {
    /// An integer; the precision is 64 or more, so it is exact.
    Integer { value: i64, precision: u32 },
    /// Whatever is not an `Integer`.
    Float(Arc<Float>),
}

/// Why an operation has no result: `0/0`, `Inf - Inf` and the like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undefined;

/// Conversions.
impl Number {
    /// Parses what Terraform accepts as a number in a string: decimal digits with an optional sign, fraction and exponent
    /// (of ten after `e`, of two after `p`), or `inf`.
    pub fn parse(text: &str) -> Option<Number> {
        parse::parse(text)
    }

    /// The number equal to a float; none for NaN.
    pub fn from_f64(value: f64) -> Option<Number> {
        Some(Number::float(Float::from_f64(value, FLOAT_PRECISION)?))
    }

    /// The nearest float.
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            Repr::Integer { value, .. } => *value as f64,
            Repr::Float(float) => float.to_f64(),
        }
    }

    /// The number as an integer, if it is one and fits.
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Integer { value, .. } => Some(*value),
            Repr::Float(float) if float.is_integer() => i64::try_from(float.truncate()?).ok(),
            Repr::Float(_) => None,
        }
    }

    /// The integer part; none for an infinity.
    pub fn truncate(&self) -> Option<BigInt> {
        match &self.0 {
            Repr::Integer { value, .. } => Some(BigInt::from(*value)),
            Repr::Float(float) => float.truncate(),
        }
    }

    /// The number nearest to an integer at this number's precision.
    #[must_use]
    pub fn with_integer(&self, value: BigInt) -> Number {
        Number::integer(value, self.precision())
    }

    fn integer(value: BigInt, precision: u32) -> Number {
        let (sign, magnitude) = value.into_parts();
        Number::float(Float::finite(sign == Sign::Minus, magnitude, 0, false, precision))
    }

    fn float(float: Float) -> Number {
        if float.precision >= INTEGER_PRECISION
            && let Some(value) = float.small_integer()
        {
            return Number(Repr::Integer { value, precision: float.precision });
        }
        Number(Repr::Float(Arc::new(float)))
    }

    fn to_float(&self) -> Float {
        match &self.0 {
            Repr::Integer { value, precision } => {
                Float::finite(*value < 0, BigUint::from(value.unsigned_abs()), 0, false, *precision)
            }
            Repr::Float(float) => (**float).clone(),
        }
    }

    fn precision(&self) -> u32 {
        match &self.0 {
            Repr::Integer { precision, .. } => *precision,
            Repr::Float(float) => float.precision,
        }
    }

    /// The number in one of Go's formats; `precision` is that of Go's verbs, none for the fewest digits that tell it from
    /// its neighbours.
    pub fn text(&self, style: Style, precision: Option<usize>) -> String {
        let float = self.to_float();
        let sign = if float.negative { "-" } else { "" };
        match float.finite_parts() {
            None if float.negative => "-Inf".into(),
            None => "+Inf".into(),
            Some(_) => format!("{sign}{}", Decimal::print(&float, style, precision)),
        }
    }
}

/// What a number is.
impl Number {
    /// Whether it is a whole number.
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Integer { .. } => true,
            Repr::Float(float) => float.is_integer(),
        }
    }

    /// Whether it is an infinity.
    pub fn is_infinite(&self) -> bool {
        matches!(&self.0, Repr::Float(float) if float.is_infinite())
    }

    /// Whether it is below zero; negative zero is not.
    pub fn is_negative(&self) -> bool {
        self.signum() < 0
    }

    /// Whether it is zero, of either sign.
    pub fn is_zero(&self) -> bool {
        self.signum() == 0
    }

    /// −1, 0 or 1.
    pub fn signum(&self) -> i64 {
        match &self.0 {
            Repr::Integer { value, .. } => value.signum(),
            Repr::Float(float) if float.is_zero() => 0,
            Repr::Float(float) if float.negative => -1,
            Repr::Float(_) => 1,
        }
    }
}

/// Arithmetic.
impl Number {
    fn small_pair(&self, other: &Number) -> Option<(i64, i64, u32)> {
        match (&self.0, &other.0) {
            (Repr::Integer { value: a, precision: p }, Repr::Integer { value: b, precision: q }) => {
                Some((*a, *b, *p.max(q)))
            }
            _ => None,
        }
    }

    /// `self + other`
    pub fn add(&self, other: &Number) -> Result<Number, Undefined> {
        if let Some((a, b, precision)) = self.small_pair(other)
            && let Some(value) = a.checked_add(b)
        {
            return Ok(Number(Repr::Integer { value, precision }));
        }
        let precision = self.precision().max(other.precision());
        Ok(Number::float(self.to_float().add(&other.to_float(), precision).ok_or(Undefined)?))
    }

    /// `self - other`
    pub fn sub(&self, other: &Number) -> Result<Number, Undefined> {
        self.add(&other.neg())
    }

    /// `self * other`
    pub fn mul(&self, other: &Number) -> Result<Number, Undefined> {
        if let Some((a, b, precision)) = self.small_pair(other)
            && let Some(value) = a.checked_mul(b)
            && value != 0
        {
            return Ok(Number(Repr::Integer { value, precision }));
        }
        // go-cty keeps as many bits as the product needs, but no more than 512.
        let mut product = self.to_float().mul(&other.to_float(), TEXT_PRECISION).ok_or(Undefined)?;
        product.round_to(self.precision().max(other.precision()).max(product.minimal_precision()));
        Ok(Number::float(product))
    }

    /// `self / other`
    pub fn div(&self, other: &Number) -> Result<Number, Undefined> {
        if let Some((a, b, precision)) = self.small_pair(other)
            && a != 0
            && a.checked_rem(b) == Some(0)
        {
            return Ok(Number(Repr::Integer { value: a / b, precision }));
        }
        let precision = self.precision().max(other.precision());
        Ok(Number::float(self.to_float().div(&other.to_float(), precision).ok_or(Undefined)?))
    }

    /// `self % other`, with the sign of `self`; `self` when `other` is zero.
    pub fn rem(&self, other: &Number) -> Result<Number, Undefined> {
        if other.is_zero() {
            return Ok(self.clone());
        }
        if let Some((a, b, precision)) = self.small_pair(other)
            && let Some(value) = a.checked_rem(b)
        {
            return Ok(Number(Repr::Integer { value, precision: precision.min(self.precision()) }));
        }
        let quotient = self.div(other)?.truncate().ok_or(Undefined)?;
        let precision = self.precision();
        let whole = Number::integer(quotient, precision).to_float();
        let product = other.to_float().mul(&whole, precision).ok_or(Undefined)?;
        Ok(Number::float(self.to_float().add(&product.neg(), precision).ok_or(Undefined)?))
    }

    /// `-self`
    #[must_use]
    pub fn neg(&self) -> Number {
        match &self.0 {
            Repr::Integer { value, precision } if *value != 0 && *value != i64::MIN => {
                Number(Repr::Integer { value: -value, precision: *precision })
            }
            _ => Number::float(self.to_float().neg()),
        }
    }

    /// The number without its sign.
    #[must_use]
    pub fn abs(&self) -> Number {
        let mut float = self.to_float();
        float.negative = false;
        Number::float(float)
    }

    /// The largest integer that is not above it; itself if it is an infinity.
    #[must_use]
    pub fn floor(&self) -> Number {
        self.whole(true)
    }

    /// The smallest integer that is not below it; itself if it is an infinity.
    #[must_use]
    pub fn ceil(&self) -> Number {
        self.whole(false)
    }

    fn whole(&self, down: bool) -> Number {
        match self.truncate() {
            None => self.clone(),
            Some(whole) if self.is_integer() || self.is_negative() != down => self.with_integer(whole),
            Some(whole) if down => self.with_integer(whole - 1),
            Some(whole) => self.with_integer(whole + 1),
        }
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Number {
        Number(Repr::Integer { value, precision: INTEGER_PRECISION })
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Number {
        i64::try_from(value).map_or_else(|_| Number::from(BigInt::from(value)), Number::from)
    }
}

impl From<BigInt> for Number {
    fn from(value: BigInt) -> Number {
        let bits = u32::try_from(value.bits()).unwrap_or(u32::MAX);
        Number::integer(value, bits.max(INTEGER_PRECISION))
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Number) -> bool {
        if let Some((a, b, _)) = self.small_pair(other) {
            return a == b;
        }
        if self.signum() != other.signum() || self.is_integer() != other.is_integer() {
            return false;
        }
        if self.is_integer() || self.precision() == other.precision() {
            return self.cmp(other) == Ordering::Equal;
        }
        self.to_string() == other.to_string()
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.truncate() {
            Some(whole) if self.is_integer() => whole.hash(state),
            _ => self.to_string().hash(state),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Number) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Number) -> Ordering {
        match self.small_pair(other) {
            Some((a, b, _)) => a.cmp(&b),
            None => self.to_float().compare(&other.to_float()),
        }
    }
}

/// All digits, without an exponent: as a number becomes a string in Terraform.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Repr::Integer { value, .. } => write!(f, "{value}"),
            Repr::Float(_) => f.write_str(&self.text(Style::Plain, None)),
        }
    }
}

#[cfg(test)]
mod tests;
