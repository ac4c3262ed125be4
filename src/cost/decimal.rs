//! Exact decimals for quantities, prices and money.
//!
//! Invariants: no float. A [`Decimal`] and [`Money`] are whole numbers of 10⁻¹²; sums are exact, and a result that has more
//! places is rounded half away from zero. What would not fit is none. Cents are rounded where they are shown, nowhere else.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// Places behind the point.
const PLACES: usize = 12;
/// 10¹².
const ONE: i128 = 1_000_000_000_000;
/// No quantity and no price is larger: 10¹⁵. The product of two such still fits.
const LARGEST: i128 = ONE * 1_000_000_000_000_000;

/// An exact decimal of at most 10¹⁵, with twelve places behind the point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i128);

/// Why a text is no decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a decimal number with at most twelve places and no exponent is expected, no larger than 10^15")]
pub struct NotDecimal;

impl Decimal {
    /// Zero.
    pub const ZERO: Decimal = Decimal(0);

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// What so much costs at a price of so many US dollars each. None when that is too large.
    pub fn at(self, price: Decimal) -> Option<Money> {
        Decimal(rounded(self.0.checked_mul(price.0)?, ONE)).within().map(|amount| Money(amount.0))
    }

    /// The sum; none when it is too large.
    pub fn plus(self, other: Decimal) -> Option<Decimal> {
        Decimal(self.0.checked_add(other.0)?).within()
    }

    /// Rounded to so many places behind the point, half away from zero.
    #[must_use]
    pub fn to_places(self, places: usize) -> Decimal {
        let step = 10_i128.pow(PLACES.saturating_sub(places) as u32);
        Decimal(rounded(self.0, step) * step)
    }

    /// Reads the text of a number, rounded to twelve places.
    pub fn rounding(text: &str) -> Option<Decimal> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 16 || !all(whole) || !all(fraction) || digits.ends_with('.') {
            return None;
        }
        let kept = fraction.get(..PLACES).unwrap_or(fraction);
        let up = fraction.as_bytes().get(PLACES).is_some_and(|digit| *digit >= b'5');
        let magnitude: i128 = format!("{whole}{kept:0<PLACES$}").parse().ok()?;
        Decimal(sign * (magnitude + i128::from(up))).within()
    }

    fn within(self) -> Option<Decimal> {
        (self.0.abs() <= LARGEST).then_some(self)
    }
}

/// `n / step`, half away from zero.
fn rounded(n: i128, step: i128) -> i128 {
    let half = step / 2 * n.signum();
    n.checked_add(half).unwrap_or(n) / step
}

impl From<u32> for Decimal {
    fn from(whole: u32) -> Decimal {
        Decimal(i128::from(whole) * ONE)
    }
}

/// Digits with at most one point; nothing is rounded.
impl FromStr for Decimal {
    type Err = NotDecimal;

    fn from_str(text: &str) -> Result<Decimal, NotDecimal> {
        let places = text.split_once('.').map_or(0, |(_, fraction)| fraction.trim_end_matches('0').len());
        Decimal::rounding(text).filter(|_| places <= PLACES).ok_or(NotDecimal)
    }
}

/// As short as it goes: `0.045`, `730`, `-1.5`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (magnitude, sign) = (self.0.unsigned_abs(), if self.0 < 0 { "-" } else { "" });
        let (whole, fraction) = (magnitude / ONE.unsigned_abs(), magnitude % ONE.unsigned_abs());
        let fraction = format!("{fraction:0PLACES$}");
        let text = match fraction.trim_end_matches('0') {
            "" => format!("{sign}{whole}"),
            fraction => format!("{sign}{whole}.{fraction}"),
        };
        f.pad(&text)
    }
}

/// As a JSON number with exactly its digits.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number: serde_json::Number = self.to_string().parse().map_err(serde::ser::Error::custom)?;
        number.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let number = serde_json::Number::deserialize(deserializer)?;
        number.to_string().parse().map_err(serde::de::Error::custom)
    }
}

/// US dollars, exactly. It is shown in whole cents, rounded half away from zero, so that a sum of what is shown may differ from
/// the sum that is shown by a cent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i128);

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(0);

    /// To the last place.
    pub fn exact(self) -> Decimal {
        Decimal(self.0)
    }

    /// In cents, rounded: for the length of a bar.
    pub fn to_cents(self) -> i64 {
        i64::try_from(rounded(self.0, ONE / 100)).unwrap_or(i64::MAX)
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Money {
        Money(self.0.saturating_abs())
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0.saturating_sub(other.0))
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(self.0.saturating_neg())
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}

/// In cents: `1,234.50`, `-0.05`; without a currency's sign.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cents = rounded(self.0, ONE / 100);
        let (cents, sign) = (cents.unsigned_abs(), if cents < 0 { "-" } else { "" });
        f.pad(&format!("{sign}{}.{:02}", grouped(&(cents / 100).to_string()), cents % 100))
    }
}

/// Exactly, as a JSON number: `7.3876`.
impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Decimal(self.0).serialize(serializer)
    }
}

/// Digits in groups of three.
fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A quantity as people read it: `1,460`, `33.333`, `0.0004`. With three places, or three digits where it is smaller than one.
pub fn shown(quantity: Decimal) -> String {
    let text = quantity.to_string();
    let leading = text.trim_start_matches(['-', '0', '.']);
    let zeros = text.split_once('.').map_or(0, |(_, fraction)| fraction.len() - fraction.trim_start_matches('0').len());
    let small = text.trim_start_matches('-').starts_with("0.") && !leading.is_empty();
    let rounded = quantity.to_places(if small { zeros + 3 } else { 3 }).to_string();
    let (sign, digits) = rounded.strip_prefix('-').map_or(("", &*rounded), |digits| ("-", digits));
    match digits.split_once('.') {
        Some((whole, fraction)) => format!("{sign}{}.{fraction}", grouped(whole)),
        None => format!("{sign}{}", grouped(digits)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn text_is_read_exactly_or_not_at_all() {
        for text in ["0", "0.045", "-1.5", "1000000000000000", "0.000000000001", "730"] {
            assert_eq!(decimal(text).to_string(), text);
        }
        assert_eq!(decimal("1.500").to_string(), "1.5");
        for wrong in ["", ".", "1.", ".5", "1e3", "0.0000000000001", "1000000000000001", "+1", " 1", "١", "1,5", "--1"]
        {
            assert!(wrong.parse::<Decimal>().is_err(), "{wrong}");
        }
        assert_eq!(Decimal::rounding("0.3333333333335").unwrap().to_string(), "0.333333333334");
    }

    #[test]
    fn money_is_rounded_half_away_from_zero() {
        // 730 × 0.0225 = 16.425
        assert_eq!(decimal("730").at(decimal("0.0225")).unwrap().to_string(), "16.43");
        assert_eq!(decimal("-730").at(decimal("0.0225")).unwrap().to_string(), "-16.43");
        assert_eq!(decimal("0.1").at(decimal("0.0499")).unwrap().to_string(), "0.00");
        assert_eq!(decimal("1000000000000000").at(decimal("1000000000000000")), None);
        assert_eq!(decimal("1234567.894").at(decimal("1")).unwrap().to_string(), "1,234,567.89");
        // Three thirds of 111 GB at 0.045 are 4.995, however they were cut.
        let thirds: Money = (0..3).filter_map(|_| decimal("37").at(decimal("0.045"))).sum();
        assert_eq!(thirds, decimal("111").at(decimal("0.045")).unwrap());
    }

    #[test]
    fn a_quantity_shows_what_matters() {
        let cases = [
            ("1460", "1,460"),
            ("33.333333333333", "33.333"),
            ("0.0004", "0.0004"),
            ("0.00012345", "0.000123"),
            ("0", "0"),
            ("0.25", "0.25"),
            ("-1234.5", "-1,234.5"),
        ];
        for (given, expected) in cases {
            assert_eq!(shown(decimal(given)), expected);
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(units in -LARGEST..=LARGEST) {
            let number = Decimal(units);
            prop_assert_eq!(number.to_string().parse::<Decimal>(), Ok(number));
            let json = serde_json::to_string(&number).unwrap();
            prop_assert_eq!(serde_json::from_str::<Decimal>(&json).unwrap(), number);
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}") {
            let _ = text.parse::<Decimal>();
        }
    }
}
