//! A binary float of any precision, rounded to the nearest, ties to even: what Go's `big.Float` computes.

use std::cmp::Ordering;

use num_bigint::{BigInt, BigUint, Sign};

/// The largest binary exponent: numbers have up to 9,865 digits before the point, and as many zeros after it.
pub const MAX_EXPONENT: i64 = 1 << 15;

/// A float: `±mantissa × 2^exponent`, a signed zero or an infinity.
#[derive(Clone, Debug)]
pub struct Float {
    /// The sign, of zeros too.
    pub negative: bool,
    /// How many bits the mantissa may have; at least 1.
    pub precision: u32,
    form: Form,
}

#[derive(Clone, Debug)]
enum Form {
    Zero,
    /// The mantissa is odd, so equal numbers have equal parts.
    Finite {
        mantissa: BigUint,
        exponent: i64,
    },
    Infinite,
}

/// `mantissa × 2^exponent` (and a little more, if `sticky`) rounded to so many bits; the mantissa comes out odd, or zero.
pub fn round(mantissa: BigUint, exponent: i64, sticky: bool, precision: u32) -> (BigUint, i64) {
    let excess = mantissa.bits().saturating_sub(u64::from(precision));
    let (mut mantissa, mut exponent) = if excess == 0 {
        (mantissa, exponent)
    } else {
        let half = mantissa.bit(excess - 1);
        let beyond = sticky || mantissa.trailing_zeros().is_some_and(|zeros| zeros < excess - 1);
        let mut kept = mantissa >> excess;
        if half && (beyond || kept.bit(0)) {
            kept += 1u32;
        }
        (kept, exponent + excess as i64)
    };
    let zeros = mantissa.trailing_zeros().unwrap_or(0);
    mantissa >>= zeros;
    exponent += zeros as i64;
    (mantissa, exponent)
}

impl Float {
    /// `mantissa × 2^exponent`, and a little more if `sticky`, rounded; an infinity or zero beyond [`MAX_EXPONENT`].
    pub fn finite(negative: bool, mantissa: BigUint, exponent: i64, sticky: bool, precision: u32) -> Float {
        let (mantissa, exponent) = round(mantissa, exponent, sticky, precision);
        let bits = mantissa.bits();
        let magnitude = exponent.saturating_add(bits as i64);
        let form = if bits == 0 || magnitude < -MAX_EXPONENT {
            Form::Zero
        } else if magnitude > MAX_EXPONENT {
            Form::Infinite
        } else {
            Form::Finite { mantissa, exponent }
        };
        Float { negative, precision, form }
    }

    /// A zero.
    pub fn zero(negative: bool, precision: u32) -> Float {
        Float { negative, precision, form: Form::Zero }
    }

    /// An infinity.
    pub fn infinity(negative: bool, precision: u32) -> Float {
        Float { negative, precision, form: Form::Infinite }
    }

    /// The same number; none for NaN.
    pub fn from_f64(value: f64, precision: u32) -> Option<Float> {
        let negative = value.is_sign_negative();
        if value.is_nan() {
            return None;
        }
        if value.is_infinite() {
            return Some(Float::infinity(negative, precision));
        }
        let bits = value.to_bits();
        let fraction = bits & ((1 << 52) - 1);
        let biased = (bits >> 52 & 0x7ff) as i64;
        let (mantissa, exponent) = if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) };
        Some(Float::finite(negative, BigUint::from(mantissa), exponent, false, precision))
    }

    /// The nearest hardware float.
    pub fn to_f64(&self) -> f64 {
        let magnitude = match &self.form {
            Form::Zero => 0.0,
            Form::Infinite => f64::INFINITY,
            Form::Finite { mantissa, exponent } => {
                // A subnormal float has fewer than 53 bits: none of them is below 2^-1074.
                let top = exponent + mantissa.bits() as i64;
                let available = (top + 1074).clamp(0, 53) as u32;
                let (mantissa, exponent) = if available == 0 {
                    // Below the smallest float: more than half of it rounds up.
                    let up = top == -1074 && mantissa.bits() > 1;
                    (BigUint::from(u8::from(up)), -1074)
                } else {
                    round(mantissa.clone(), *exponent, false, available)
                };
                let digits = u64::try_from(mantissa).unwrap_or(u64::MAX);
                compose(digits, exponent)
            }
        };
        if self.negative { -magnitude } else { magnitude }
    }

    /// Whether it is a zero.
    pub fn is_zero(&self) -> bool {
        matches!(self.form, Form::Zero)
    }

    /// Whether it is an infinity.
    pub fn is_infinite(&self) -> bool {
        matches!(self.form, Form::Infinite)
    }

    /// Whether it is whole.
    pub fn is_integer(&self) -> bool {
        match &self.form {
            Form::Zero => true,
            Form::Infinite => false,
            Form::Finite { exponent, .. } => *exponent >= 0,
        }
    }

    /// Mantissa and exponent, zero for zero; none for an infinity.
    pub fn finite_parts(&self) -> Option<(BigUint, i64)> {
        match &self.form {
            Form::Zero => Some((BigUint::ZERO, 0)),
            Form::Finite { mantissa, exponent } => Some((mantissa.clone(), *exponent)),
            Form::Infinite => None,
        }
    }

    /// How many bits the mantissa needs.
    pub fn minimal_precision(&self) -> u32 {
        match &self.form {
            Form::Finite { mantissa, .. } => mantissa.bits() as u32,
            _ => 0,
        }
    }

    /// The value, if it is an integer that fits; negative zero does not.
    pub fn small_integer(&self) -> Option<i64> {
        match &self.form {
            Form::Zero => (!self.negative).then_some(0),
            Form::Infinite => None,
            Form::Finite { mantissa, exponent } => {
                if *exponent < 0 || *exponent + mantissa.bits() as i64 > 63 {
                    return None;
                }
                let value = i64::try_from(mantissa).ok()? << exponent;
                Some(if self.negative { -value } else { value })
            }
        }
    }

    /// The integer part; none for an infinity.
    pub fn truncate(&self) -> Option<BigInt> {
        let (mantissa, exponent) = self.finite_parts()?;
        let magnitude =
            if exponent >= 0 { mantissa << exponent.unsigned_abs() } else { mantissa >> exponent.unsigned_abs() };
        Some(BigInt::from_biguint(if self.negative { Sign::Minus } else { Sign::Plus }, magnitude))
    }

    /// Sets the precision, rounding to it.
    pub fn round_to(&mut self, precision: u32) {
        self.precision = precision.max(1);
        if let Form::Finite { mantissa, exponent } = &self.form {
            *self = Float::finite(self.negative, mantissa.clone(), *exponent, false, self.precision);
        }
    }

    /// The float with the other sign.
    #[must_use]
    pub fn neg(&self) -> Float {
        Float { negative: !self.negative, ..self.clone() }
    }

    /// The sum; none for infinities that cancel out.
    pub fn add(&self, other: &Float, precision: u32) -> Option<Float> {
        let mut result = match (&self.form, &other.form) {
            (Form::Infinite, Form::Infinite) if self.negative != other.negative => return None,
            (Form::Zero, Form::Zero) => Float::zero(self.negative && other.negative, precision),
            (Form::Infinite, _) | (_, Form::Zero) => self.clone(),
            (Form::Zero, _) | (_, Form::Infinite) => other.clone(),
            (Form::Finite { mantissa: a, exponent: p }, Form::Finite { mantissa: b, exponent: q }) => {
                let exponent = *p.min(q);
                let a = a << (p - exponent).unsigned_abs();
                let b = b << (q - exponent).unsigned_abs();
                let (negative, magnitude) = if self.negative == other.negative {
                    (self.negative, a + b)
                } else {
                    match a.cmp(&b) {
                        Ordering::Equal => (false, BigUint::ZERO),
                        Ordering::Greater => (self.negative, a - b),
                        Ordering::Less => (other.negative, b - a),
                    }
                };
                Float::finite(negative, magnitude, exponent, false, precision)
            }
        };
        result.round_to(precision);
        Some(result)
    }

    /// The product; none for zero times infinity.
    pub fn mul(&self, other: &Float, precision: u32) -> Option<Float> {
        let negative = self.negative != other.negative;
        Some(match (&self.form, &other.form) {
            (Form::Zero, Form::Infinite) | (Form::Infinite, Form::Zero) => return None,
            (Form::Infinite, _) | (_, Form::Infinite) => Float::infinity(negative, precision),
            (Form::Zero, _) | (_, Form::Zero) => Float::zero(negative, precision),
            (Form::Finite { mantissa: a, exponent: p }, Form::Finite { mantissa: b, exponent: q }) => {
                Float::finite(negative, a * b, p + q, false, precision)
            }
        })
    }

    /// The quotient; none for zero by zero and infinity by infinity.
    pub fn div(&self, other: &Float, precision: u32) -> Option<Float> {
        let negative = self.negative != other.negative;
        Some(match (&self.form, &other.form) {
            (Form::Zero, Form::Zero) | (Form::Infinite, Form::Infinite) => return None,
            (Form::Zero, _) | (_, Form::Infinite) => Float::zero(negative, precision),
            (Form::Infinite, _) | (_, Form::Zero) => Float::infinity(negative, precision),
            (Form::Finite { mantissa: a, exponent: p }, Form::Finite { mantissa: b, exponent: q }) => {
                let (quotient, exponent, rest) = quotient(a, b, precision);
                Float::finite(negative, quotient, p - q + exponent, rest, precision)
            }
        })
    }

    /// The exact order; zeros of both signs are equal.
    pub fn compare(&self, other: &Float) -> Ordering {
        self.class().cmp(&other.class()).then_with(|| match (&self.form, &other.form) {
            (Form::Finite { mantissa: a, exponent: p }, Form::Finite { mantissa: b, exponent: q }) => {
                let magnitude = (p + a.bits() as i64).cmp(&(q + b.bits() as i64)).then_with(|| {
                    let exponent = *p.min(q);
                    (a << (p - exponent).unsigned_abs()).cmp(&(b << (q - exponent).unsigned_abs()))
                });
                if self.negative { magnitude.reverse() } else { magnitude }
            }
            _ => Ordering::Equal,
        })
    }

    fn class(&self) -> i8 {
        let magnitude = match self.form {
            Form::Zero => 0,
            Form::Finite { .. } => 1,
            Form::Infinite => 2,
        };
        if self.negative { -magnitude } else { magnitude }
    }
}

/// `a / b` with at least one bit more than the precision: quotient, exponent and whether something is left over.
/// `b` is not zero.
pub fn quotient(a: &BigUint, b: &BigUint, precision: u32) -> (BigUint, i64, bool) {
    let shift = (u64::from(precision) + 2 + b.bits()).saturating_sub(a.bits());
    let dividend = a << shift;
    let quotient = &dividend / b;
    let rest = &quotient * b != dividend;
    (quotient, -(shift as i64), rest)
}

/// `digits × 2^exponent`, which is a float exactly, or too large for one. `digits` has at most 53 bits.
fn compose(digits: u64, exponent: i64) -> f64 {
    if digits == 0 {
        return 0.0;
    }
    let top = exponent + i64::from(64 - digits.leading_zeros());
    if top > 1024 {
        return f64::INFINITY;
    }
    // 2^top may be out of range where the product is not, so it is multiplied in two steps, each exact.
    let power = |exponent: i64| f64::from_bits(((exponent + 1023) as u64) << 52);
    let first = (exponent / 2).clamp(-1022, 1023);
    digits as f64 * power(first) * power(exponent - first)
}
