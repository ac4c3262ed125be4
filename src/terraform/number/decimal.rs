//! Number → text: the exact decimal expansion of a float, cut to the fewest digits that tell it from its neighbours or to
//! as many as asked for, in the formats of Go's `big.Float.Text`.

use num_bigint::BigUint;

use super::float::Float;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `123.456` (Go's `f`)
    Plain,
    /// `1.23456e+02` (Go's `e`)
    Exponent,
    /// The one or the other, by size (Go's `g`)
    Shorter,
}

/// A decimal number `0.digits × 10^exponent`, without zeros at either end.
#[derive(Clone, Debug, Default)]
pub struct Decimal {
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    /// A finite float without its sign; an infinity is written as zero.
    pub fn print(float: &Float, style: Style, precision: Option<usize>) -> String {
        let (mantissa, exponent) = float.finite_parts().unwrap_or_default();
        let mut decimal = Decimal::exact(&mantissa, exponent);
        match precision {
            None => decimal.shorten(&mantissa, exponent, float.precision),
            Some(digits) => {
                let digits = digits as i64;
                decimal.round(match style {
                    Style::Plain => decimal.exponent.saturating_add(digits),
                    Style::Exponent => digits.saturating_add(1),
                    Style::Shorter => digits.max(1),
                });
            }
        }
        decimal.write(style, precision)
    }

    /// `mantissa × 2^exponent`, every digit of it.
    fn exact(mantissa: &BigUint, exponent: i64) -> Decimal {
        let shift = exponent.unsigned_abs();
        // m / 2^n = m × 5^n / 10^n
        let (whole, point) = if exponent >= 0 {
            (mantissa << shift, 0)
        } else {
            let zeros = mantissa.trailing_zeros().unwrap_or(0).min(shift);
            let places = shift - zeros;
            ((mantissa >> zeros) * BigUint::from(5u32).pow(places as u32), places)
        };
        let digits = whole.to_string().into_bytes();
        let exponent = digits.len() as i64 - point as i64;
        let mut decimal = Decimal { digits, exponent };
        decimal.trim();
        decimal
    }

    fn trim(&mut self) {
        while self.digits.last() == Some(&b'0') {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.exponent = 0;
        }
    }

    fn digit(&self, index: usize) -> u8 {
        self.digits.get(index).copied().unwrap_or(b'0')
    }

    /// Keeps the fewest digits that lie nearer to the float than to its neighbours at its precision.
    fn shorten(&mut self, mantissa: &BigUint, exponent: i64, precision: u32) {
        if self.digits.is_empty() {
            return;
        }
        // With one bit more than the precision, the last bit is half the distance to the neighbours.
        let shift = (u64::from(precision) + 1).saturating_sub(mantissa.bits());
        let wide = mantissa << shift;
        let exponent = exponent - shift as i64;
        let lower = Decimal::exact(&(&wide - 1u32), exponent);
        let upper = Decimal::exact(&(&wide + 1u32), exponent);
        // The bounds themselves round to the float when its mantissa is even.
        let inclusive = !wide.bit(1);
        for index in 0..self.digits.len() {
            let (l, m, u) = (lower.digit(index), self.digit(index), upper.digit(index));
            let down = l != m || inclusive && index + 1 == lower.digits.len();
            let up = m != u && (inclusive || m + 1 < u || index + 1 < upper.digits.len());
            let keep = index as i64 + 1;
            match (down, up) {
                (true, true) => return self.round(keep),
                (true, false) => return self.cut(keep),
                (false, true) => return self.raise(keep),
                (false, false) => {}
            }
        }
    }

    /// How many digits to keep, if that is fewer than there are.
    fn fewer(&self, keep: i64) -> Option<usize> {
        usize::try_from(keep).ok().filter(|keep| *keep < self.digits.len())
    }

    /// Rounds to the nearest with so many digits, ties to even.
    fn round(&mut self, keep: i64) {
        let Some(at) = self.fewer(keep) else { return };
        let tie = self.digit(at) == b'5' && at + 1 == self.digits.len();
        let up = if tie { at > 0 && self.digit(at - 1) % 2 == 1 } else { self.digit(at) >= b'5' };
        if up { self.raise(keep) } else { self.cut(keep) }
    }

    fn cut(&mut self, keep: i64) {
        if let Some(keep) = self.fewer(keep) {
            self.digits.truncate(keep);
            self.trim();
        }
    }

    fn raise(&mut self, keep: i64) {
        let Some(keep) = self.fewer(keep) else { return };
        self.digits.truncate(keep);
        while self.digits.last() == Some(&b'9') {
            self.digits.pop();
        }
        match self.digits.last_mut() {
            Some(last) => *last += 1,
            None => {
                self.digits.push(b'1');
                self.exponent += 1;
            }
        }
    }

    fn write(&self, style: Style, precision: Option<usize>) -> String {
        let count = self.digits.len();
        match style {
            Style::Plain => {
                let shortest = (count as i64 - self.exponent).max(0) as usize;
                self.plain(precision.unwrap_or(shortest))
            }
            Style::Exponent => self.scientific(precision.unwrap_or(count.saturating_sub(1))),
            Style::Shorter => {
                let mut digits = precision.map_or(count, |p| p.max(1));
                let threshold = match precision {
                    None => 6,
                    Some(_) if digits > count && count as i64 >= self.exponent => count,
                    Some(_) => digits,
                };
                let exponent = self.exponent - 1;
                if exponent < -4 || exponent >= threshold as i64 {
                    return self.scientific(digits.min(count).saturating_sub(1));
                }
                if digits as i64 > self.exponent {
                    digits = count;
                }
                self.plain((digits as i64 - self.exponent).max(0) as usize)
            }
        }
    }

    fn plain(&self, places: usize) -> String {
        let whole = usize::try_from(self.exponent).unwrap_or(0);
        let mut text: Vec<u8> = if whole == 0 { vec![b'0'] } else { (0..whole).map(|i| self.digit(i)).collect() };
        if places > 0 {
            text.push(b'.');
            let first = self.exponent;
            text.extend((0..places as i64).map(|i| usize::try_from(first + i).map_or(b'0', |at| self.digit(at))));
        }
        String::from_utf8_lossy(&text).into_owned()
    }

    fn scientific(&self, places: usize) -> String {
        let mut text = vec![self.digit(0)];
        if places > 0 {
            text.push(b'.');
            text.extend((1..=places).map(|i| self.digit(i)));
        }
        let exponent = if self.digits.is_empty() { 0 } else { self.exponent - 1 };
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{}e{sign}{:02}", String::from_utf8_lossy(&text), exponent.unsigned_abs())
    }
}
