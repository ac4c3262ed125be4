//! Escapes of RE2's syntax, inside and outside of brackets.

use super::class::{self, Class};
use super::cursor::{Cursor, Error};

/// `\n`, `\x{e9}`, `\012`, `\.`: a single character. The cursor stands at the backslash.
pub fn character(cursor: &mut Cursor<'_>) -> Result<u32, Error> {
    let start = cursor.at;
    cursor.skip(1);
    let Some(c) = cursor.next() else {
        return Err(Error::new("trailing backslash at end of expression", ""));
    };
    let invalid = |cursor: &Cursor<'_>| Error::new("invalid escape sequence", cursor.since(start));
    let simple = match c {
        // One digit alone would refer back to a group, which RE2 does not do.
        '1'..='7' if !matches!(cursor.peek(), Some('0'..='7')) => return Err(invalid(cursor)),
        '0'..='7' => {
            let mut code = c.to_digit(8).unwrap_or(0);
            for _ in 1..3 {
                let Some(digit) = cursor.peek().and_then(|c| c.to_digit(8)) else { break };
                code = code * 8 + digit;
                cursor.skip(1);
            }
            return Ok(code);
        }
        'x' => return hexadecimal(cursor).ok_or_else(|| invalid(cursor)),
        'a' => '\x07',
        'f' => '\x0c',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\x0b',
        c if c.is_ascii() && !c.is_ascii_alphanumeric() => c,
        _ => return Err(invalid(cursor)),
    };
    Ok(simple as u32)
}

/// Two digits, or any number of them between braces.
fn hexadecimal(cursor: &mut Cursor<'_>) -> Option<u32> {
    let first = cursor.next()?;
    if first != '{' {
        let second = cursor.next()?;
        return Some(first.to_digit(16)? * 16 + second.to_digit(16)?);
    }
    let mut code = 0;
    let mut digits = 0;
    loop {
        match cursor.next()? {
            '}' => return (digits > 0).then_some(code),
            c => {
                code = code * 16 + c.to_digit(16)?;
                digits += 1;
                if code > char::MAX as u32 {
                    return None;
                }
            }
        }
    }
}

/// `\d`, `\W` and their kin, if one stands at the cursor.
pub fn perl(cursor: &mut Cursor<'_>, fold: bool) -> Option<Class> {
    let mut ahead = cursor.rest().strip_prefix('\\')?.chars();
    let letter = ahead.next()?;
    let class = class::perl(letter.to_ascii_lowercase())?;
    cursor.skip(2);
    let class = if fold { class.without_case() } else { class };
    Some(if letter.is_ascii_uppercase() { class.negated() } else { class })
}

/// `\pL`, `\P{Lu}`, `\p{^Nd}`, if one stands at the cursor.
pub fn unicode(cursor: &mut Cursor<'_>, fold: bool) -> Result<Option<Class>, Error> {
    const INVALID: &str = "invalid character class range";
    let start = cursor.at;
    let rest = cursor.rest();
    let Some(after) = rest.strip_prefix("\\p").or_else(|| rest.strip_prefix("\\P")) else { return Ok(None) };
    let mut negative = rest.starts_with("\\P");
    let Some(first) = after.chars().next() else { return Err(Error::new(INVALID, rest)) };
    let mut name = match after.strip_prefix('{') {
        None => {
            cursor.skip(2 + first.len_utf8());
            &after[..first.len_utf8()]
        }
        Some(inner) => {
            let Some(end) = inner.find('}') else { return Err(Error::new(INVALID, rest)) };
            cursor.skip(4 + end);
            &inner[..end]
        }
    };
    if let Some(positive) = name.strip_prefix('^') {
        negative = !negative;
        name = positive;
    }
    let Some(class) = class::category(name) else {
        // Go knows scripts by names like this one.
        let script = name.len() > 2 && name.starts_with(|c: char| c.is_ascii_uppercase());
        let code = if script { "scripts are not supported by Landform" } else { INVALID };
        return Err(Error::new(code, cursor.since(start)));
    };
    let class = if fold { class.without_case() } else { class };
    Ok(Some(if negative { class.negated() } else { class }))
}
