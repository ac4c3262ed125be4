//! Amounts as people read them.

use crate::cost::{Money, Unknown};

/// `$1,234.50`, `−$0.05`.
pub fn dollars(money: Money) -> String {
    let sign = if money.to_cents() < 0 { "−" } else { "" };
    format!("{sign}${}", money.abs())
}

/// A sum that is the least that it will be, unless all of it is known: `≥ $32.85`.
pub fn at_least(sum: Money, complete: bool) -> String {
    let least = if complete { "" } else { "≥ " };
    format!("{least}{}", dollars(sum))
}

/// With its sign, as a difference: `+$32.85`.
pub fn signed(money: Money) -> String {
    if money.to_cents() > 0 { format!("+{}", dollars(money)) } else { dollars(money) }
}

/// An amount, or why there is none.
pub fn amount(money: &Result<Money, Unknown>) -> String {
    match money {
        Ok(money) => dollars(*money),
        Err(why) => why.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cost::Decimal;

    #[test]
    fn an_amount_has_its_sign_before_the_dollar() {
        let money = |text: &str| text.parse::<Decimal>().unwrap().at(Decimal::from(1)).unwrap();
        for (text, plain, difference) in
            [("1234.5", "$1,234.50", "+$1,234.50"), ("0", "$0.00", "$0.00"), ("0.001", "$0.00", "$0.00")]
        {
            assert_eq!((dollars(money(text)), signed(money(text))), (plain.to_owned(), difference.to_owned()));
        }
        assert_eq!(signed(Money::ZERO - money("32.85")), "−$32.85");
    }
}
