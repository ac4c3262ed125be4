use super::*;

/// Operations and results as Go's `math/big` with go-cty's rules gives them: `operation a b result`, an operand being a
/// text `t:`, a Go integer `i:` or a Go float `f:`.
const CASES: &str = include_str!("cases.txt");

fn operand(text: &str) -> Number {
    let (kind, digits) = text.split_once(':').expect("kind:digits");
    match kind {
        "i" => Number::from(digits.parse::<i64>().expect("an i64")),
        "f" => Number::from_f64(digits.parse().expect("a float")).expect("not NaN"),
        _ => Number::parse(digits).unwrap_or_else(|| panic!("{digits} is a number")),
    }
}

fn outcome(operation: &str, a: &Number, b: &Number) -> String {
    let result = match operation {
        "add" => a.add(b),
        "sub" => a.sub(b),
        "mul" => a.mul(b),
        "div" => a.div(b),
        "rem" => a.rem(b),
        "show" => Ok(a.clone()),
        "cmp" => return (a.cmp(b) as i8).to_string(),
        "eq" => return (a == b).to_string(),
        "f64" => return format!("{:016x}", a.to_f64().to_bits()),
        "g10" => return a.text(Style::Shorter, Some(10)),
        "e5" => return a.text(Style::Exponent, Some(5)),
        "f3" => return a.text(Style::Plain, Some(3)),
        "int" => return a.truncate().map_or_else(|| "undefined".into(), |i| i.to_string()),
        other => panic!("{other} is an operation"),
    };
    result.map_or_else(|Undefined| "undefined".into(), |n| n.to_string())
}

#[test]
fn agrees_with_go() {
    let mut count = 0;
    let mut differences = Vec::new();
    for line in CASES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let [operation, a, b, expected] = line.split(' ').collect::<Vec<_>>()[..] else {
            panic!("operation a b result: {line}");
        };
        count += 1;
        let got = outcome(operation, &operand(a), &operand(b));
        if got != expected {
            differences.push(format!("{operation} {a} {b}\n  Go:   {expected}\n  here: {got}"));
        }
    }
    assert!(count > 100, "the table is there");
    assert!(differences.is_empty(), "{} of {count} differ:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn equal_numbers_have_equal_hashes() {
    let hash = |n: &Number| {
        let mut hasher = std::hash::DefaultHasher::new();
        n.hash(&mut hasher);
        hasher.finish()
    };
    for (a, b) in [("t:0.1", "f:0.1"), ("t:-0", "i:0"), ("f:1e18", "i:1000000000000000000"), ("t:2.50", "f:2.5")] {
        let (a, b) = (operand(a), operand(b));
        assert_eq!(a, b);
        assert_eq!(hash(&a), hash(&b));
    }
}

#[test]
fn what_is_no_number_is_refused() {
    for text in [
        "", "-", "+", ".", "e5", "1e", "1e+", "1p", "0x10", "1_000", " 1", "1 ", "1.2.3", "NaN", "infinity", "--1",
        "1e5e5", "١",
    ] {
        assert!(Number::parse(text).is_none(), "{text:?}");
    }
}

/// Go would keep these; nobody could print them.
#[test]
fn numbers_out_of_range_are_infinite_or_zero() {
    for (text, expected) in [
        ("1e999999999", "+Inf"),
        ("-1e20000", "-Inf"),
        ("1e-999999999", "0"),
        ("-1e-20000", "-0"),
        ("1p40000", "+Inf"),
        ("0e999999999", "0"),
    ] {
        assert_eq!(operand(&format!("t:{text}")).to_string(), expected, "{text}");
    }
    // Go's exponents have 32 bits.
    for text in ["1e9999999999", "1e99999999999999999999"] {
        assert!(Number::parse(text).is_none(), "{text}");
    }
    let mut number = operand("t:2");
    for _ in 0..40 {
        number = number.mul(&number).expect("a number");
    }
    assert!(number.is_infinite());
}

#[test]
fn a_long_text_takes_no_long_time() {
    let nines = format!("0.{}", "9".repeat(2_000_000));
    assert_eq!(operand(&format!("t:{nines}")).to_string(), "1");
    let digits = operand(&format!("t:{}", "7".repeat(2_000_000)));
    assert!(digits.is_infinite());
}

#[test]
fn rounds_to_whole_numbers() {
    for (text, floor, ceil) in
        [("1.5", "1", "2"), ("-1.5", "-2", "-1"), ("7", "7", "7"), ("0.1", "0", "1"), ("-0.1", "-1", "0")]
    {
        let number = operand(&format!("t:{text}"));
        assert_eq!(number.floor().to_string(), floor, "floor of {text}");
        assert_eq!(number.ceil().to_string(), ceil, "ceil of {text}");
    }
    assert!(operand("t:inf").floor().is_infinite());
}
