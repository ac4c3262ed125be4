//! Text → number, as go-cty's `ParseNumberVal` does with Go's `big.ParseFloat`: the same roundings at the same places.

use num_bigint::BigUint;

use super::float::{self, Float};
use super::{Number, Repr, TEXT_PRECISION};

/// More digits than this only tell whether something other than zero follows.
const MAX_DIGITS: usize = 20_000;
/// Beyond this the number is out of range, whatever its mantissa.
const MAX_SCALE: i64 = 1 << 18;

/// See [`Number::parse`].
pub fn parse(text: &str) -> Option<Number> {
    let (negative, unsigned) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    if unsigned.len() <= 18 && !negative && unsigned.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Number(Repr::Integer { value: unsigned.parse().ok()?, precision: TEXT_PRECISION }));
    }
    if matches!(unsigned, "inf" | "Inf") {
        return Some(Number::float(Float::infinity(negative, TEXT_PRECISION)));
    }
    let literal = Literal::read(unsigned)?;
    Some(Number::float(literal.value(negative)?))
}

/// `digits × base^scale / 10^fraction`
struct Literal {
    digits: Vec<u8>,
    /// How many of the digits stand after the point.
    fraction: i64,
    exponent: i64,
    binary: bool,
}

impl Literal {
    fn read(text: &str) -> Option<Literal> {
        let (mantissa, exponent, binary) = match text.find(['e', 'E', 'p', 'P']) {
            None => (text, 0, false),
            Some(at) => {
                let (mantissa, rest) = text.split_at(at);
                let digits = rest.get(1..)?;
                let unsigned = digits.strip_prefix(['+', '-']).unwrap_or(digits);
                if unsigned.is_empty() || !unsigned.bytes().all(|b| b.is_ascii_digit()) {
                    return None;
                }
                (mantissa, digits.parse().ok()?, rest.starts_with(['p', 'P']))
            }
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let mut fraction = i64::try_from(fraction.len()).ok()?;
        let leading = digits.iter().take_while(|d| **d == b'0').count();
        digits.drain(..leading);
        if digits.len() > MAX_DIGITS {
            let dropped = digits.split_off(MAX_DIGITS);
            fraction -= i64::try_from(dropped.len()).ok()?;
            if dropped.iter().any(|d| *d != b'0')
                && let Some(last @ b'0') = digits.last_mut()
            {
                *last = b'1';
            }
        }
        Some(Literal { digits, fraction, exponent, binary })
    }

    fn value(&self, negative: bool) -> Option<Float> {
        let mantissa = match BigUint::parse_bytes(&self.digits, 10) {
            Some(mantissa) if mantissa.bits() > 0 => mantissa,
            _ => return Some(Float::zero(negative, TEXT_PRECISION)),
        };
        let five = (if self.binary { 0 } else { self.exponent }).saturating_sub(self.fraction);
        let two = self.exponent.saturating_sub(self.fraction);
        // Go's floats have 32-bit exponents; what is beyond them is not a number to it.
        i32::try_from(two.saturating_add(i64::try_from(mantissa.bits()).ok()?)).ok()?;
        if two.max(five) > MAX_SCALE {
            return Some(Float::infinity(negative, TEXT_PRECISION));
        }
        if two.min(five) < -MAX_SCALE {
            return Some(Float::zero(negative, TEXT_PRECISION));
        }
        let (power, exponent) = power_of_five(five.unsigned_abs());
        Some(if five < 0 {
            let (quotient, shift, rest) = float::quotient(&mantissa, &power, TEXT_PRECISION);
            Float::finite(negative, quotient, two - exponent + shift, rest, TEXT_PRECISION)
        } else {
            Float::finite(negative, mantissa * power, two + exponent, false, TEXT_PRECISION)
        })
    }
}

/// 5^n with 576 bits, its squares with 640: exact up to 5^248, then rounded where Go rounds.
fn power_of_five(n: u64) -> (BigUint, i64) {
    const EXACT: u64 = 27;
    let first = n.min(EXACT);
    let mut result = float::round(BigUint::from(5u64.pow(first as u32)), 0, false, TEXT_PRECISION + 64);
    let mut square = (BigUint::from(5u32), 0);
    let mut rest = n - first;
    while rest > 0 {
        if rest & 1 == 1 {
            result = float::round(&result.0 * &square.0, result.1 + square.1, false, TEXT_PRECISION + 64);
        }
        square = float::round(&square.0 * &square.0, square.1 * 2, false, TEXT_PRECISION + 128);
        rest >>= 1;
    }
    result
}
