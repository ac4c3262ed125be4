//! Terraform's numbers. (Being written: see the interface.)

use std::fmt;

/// A number: a 512-bit binary float, or an infinity; never NaN.
#[derive(Clone, Debug, PartialEq)]
pub struct Number(f64);

impl Eq for Number {}
impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Number {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// Why an operation has no result: `0/0`, `Inf - Inf` and the like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undefined;

impl Number {
    /// Parses what Terraform accepts as a number: decimal digits with an optional fraction and exponent.
    pub fn parse(text: &str) -> Option<Number> {
        text.parse().ok().map(Number)
    }
    /// The number nearest to a float; none for NaN.
    pub fn from_f64(value: f64) -> Option<Number> {
        (!value.is_nan()).then_some(Number(value))
    }
    /// The nearest float.
    pub fn to_f64(&self) -> f64 {
        self.0
    }
    /// The number as an integer, if it is one and fits.
    pub fn to_i64(&self) -> Option<i64> {
        self.is_integer().then_some(self.0 as i64)
    }
    /// Whether it is a whole number.
    pub fn is_integer(&self) -> bool {
        self.0.fract() == 0.0
    }
    /// Whether it is an infinity.
    pub fn is_infinite(&self) -> bool {
        self.0.is_infinite()
    }
    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.0 < 0.0
    }
    /// `self + other`
    pub fn add(&self, other: &Number) -> Result<Number, Undefined> {
        Number::from_f64(self.0 + other.0).ok_or(Undefined)
    }
    /// `self - other`
    pub fn sub(&self, other: &Number) -> Result<Number, Undefined> {
        Number::from_f64(self.0 - other.0).ok_or(Undefined)
    }
    /// `self * other`
    pub fn mul(&self, other: &Number) -> Result<Number, Undefined> {
        Number::from_f64(self.0 * other.0).ok_or(Undefined)
    }
    /// `self / other`
    pub fn div(&self, other: &Number) -> Result<Number, Undefined> {
        Number::from_f64(self.0 / other.0).ok_or(Undefined)
    }
    /// `self % other`, with the sign of `self`.
    pub fn rem(&self, other: &Number) -> Result<Number, Undefined> {
        Number::from_f64(self.0 % other.0).ok_or(Undefined)
    }
    /// `-self`
    #[must_use]
    pub fn neg(&self) -> Number {
        Number(-self.0)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Number {
        Number(value as f64)
    }
}
impl From<usize> for Number {
    fn from(value: usize) -> Number {
        Number(value as f64)
    }
}

/// All digits, without an exponent: as a number becomes a string in Terraform.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
