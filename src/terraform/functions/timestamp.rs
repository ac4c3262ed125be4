//! Timestamps of RFC 3339 as Go's `time` reads and writes them, and its durations.

use std::fmt;

use crate::terraform::quote::quote;

/// A point in time, with the offset that it was written with.
#[derive(Clone, Copy, Debug)]
pub struct Timestamp {
    /// Nanoseconds since 1970 in UTC.
    nanoseconds: i128,
    /// Of the zone, in seconds east of UTC.
    offset: i64,
}

/// A point in time on the calendar and the clock.
#[derive(Clone, Copy, Debug)]
pub struct Civil {
    /// The year.
    pub year: i64,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59.
    pub second: u32,
}

/// How much else is taken for a timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leniency {
    /// Nothing (go-cty's functions).
    Strict,
    /// An hour of one digit, a comma before the fraction, offsets of 24 hours and 60 minutes (Go's `time.Parse`).
    Go,
}

const SECOND: i128 = 1_000_000_000;
const DAY: i64 = 86_400;

impl Timestamp {
    /// Reads a timestamp; an error is a message.
    pub fn parse(text: &str, leniency: Leniency) -> Result<Timestamp, String> {
        Reader { whole: text, rest: text, leniency }
            .read()
            .map_err(|why| format!("not a valid RFC3339 timestamp: {why}"))
    }

    /// The time so many nanoseconds later.
    pub fn plus(self, nanoseconds: i64) -> Timestamp {
        Timestamp { nanoseconds: self.nanoseconds + i128::from(nanoseconds), ..self }
    }

    /// Seconds since 1970 on the zone's own clock.
    fn local(self) -> i64 {
        self.nanoseconds.div_euclid(SECOND) as i64 + self.offset
    }

    /// Calendar and clock in its zone.
    pub fn civil(self) -> Civil {
        let local = self.local();
        let (year, month, day) = date(local.div_euclid(DAY));
        let second = local.rem_euclid(DAY) as u32;
        Civil { year, month, day, hour: second / 3600, minute: second / 60 % 60, second: second % 60 }
    }

    /// From Sunday, which is 0.
    pub fn weekday(self) -> usize {
        // 1970-01-01 was a Thursday.
        (self.local().div_euclid(DAY) + 4).rem_euclid(7) as usize
    }

    /// Whether its zone has no offset.
    pub fn is_utc(self) -> bool {
        self.offset == 0
    }

    /// `+02:00`, with what is given between hours and minutes.
    pub fn offset(self, colon: &str) -> String {
        let sign = if self.offset < 0 { '-' } else { '+' };
        let minutes = self.offset.abs() / 60;
        format!("{sign}{:02}{colon}{:02}", minutes / 60, minutes % 60)
    }

    /// `Z`, or the offset.
    pub fn zone(self) -> String {
        if self.is_utc() { "Z".to_owned() } else { self.offset(":") }
    }

    /// Earlier, at the same time, later.
    pub fn cmp(&self, other: &Timestamp) -> std::cmp::Ordering {
        self.nanoseconds.cmp(&other.nanoseconds)
    }
}

/// In RFC 3339, without the fraction of a second.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Civil { year, month, day, hour, minute, second } = self.civil();
        let sign = if year < 0 { "-" } else { "" };
        let year = year.abs();
        write!(f, "{sign}{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{}", self.zone())
    }
}

/// Year, month and day of a day since 1970, in the Gregorian calendar. Years are counted from March, so that the leap
/// day comes last.
fn date(day: i64) -> (i64, u32, u32) {
    const ERA: i64 = 146_097;
    let from_march_0 = day + 719_468;
    let era = from_march_0.div_euclid(ERA);
    let in_era = from_march_0.rem_euclid(ERA);
    let year = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
    let in_year = in_era - (365 * year + year / 4 - year / 100);
    let month = (5 * in_year + 2) / 153;
    let day = in_year - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year + later, month as u32, day as u32)
}

/// The inverse of [`date`].
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let in_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + in_year - 719_468
}

fn days_in(year: i64, month: i64) -> i64 {
    let (next_year, next) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    days(next_year, next, 1) - days(year, month, 1)
}

struct Reader<'a> {
    whole: &'a str,
    rest: &'a str,
    leniency: Leniency,
}

impl Reader<'_> {
    fn read(mut self) -> Result<Timestamp, String> {
        let year = self.year()?;
        self.separator('-')?;
        let month = self.number("month", true, 1..=12)?;
        self.separator('-')?;
        let day = self.number("day of month", true, 0..=99)?;
        self.separator('T')?;
        let before_hour = self.rest;
        let hour = self.number("hour", false, 0..=23)?;
        let hour_digits = before_hour.len() - self.rest.len();
        self.separator(':')?;
        let minute = self.number("minute", true, 0..=59)?;
        self.separator(':')?;
        let second = self.number("second", true, 0..=59)?;
        let comma = self.rest.starts_with(',');
        let fraction = self.fraction();
        let offset = self.zone()?;
        if !self.rest.is_empty() {
            return Err(self.unusable(self.rest, "timestamp segment"));
        }
        if day < 1 || day > days_in(year, month) {
            return Err("day out of range".into());
        }
        if self.leniency == Leniency::Strict {
            if hour_digits != 2 {
                return Err("hour must have exactly two digits".into());
            }
            if comma {
                return Err(self.unusable(",", "timestamp segment"));
            }
            let (hours, minutes) = (offset.abs() / 3600, offset.abs() / 60 % 60);
            if hours >= 24 || self.whole.ends_with(":60") && minutes == 0 {
                let from = self.whole.len().saturating_sub(6);
                return Err(self.unusable(self.whole.get(from..).unwrap_or_default(), "UTC offset"));
            }
        }
        let seconds = days(year, month, day) * DAY + hour * 3600 + minute * 60 + second - offset;
        Ok(Timestamp { nanoseconds: i128::from(seconds) * SECOND + i128::from(fraction), offset })
    }

    /// What a part that cannot be read is called.
    fn unusable(&self, value: &str, what: &str) -> String {
        if value.is_empty() {
            return format!("end of string before {what}");
        }
        if self.leniency == Leniency::Strict {
            match what {
                "hour" if value.contains(':') => return "hour must be between 0 and 23 inclusive".into(),
                "hour" | "minute" if value.len() != 2 => return format!("{what} must have exactly two digits"),
                _ => {}
            }
        }
        format!("cannot use {} as {what}", quote(value))
    }

    fn digit(&self, at: usize) -> Option<i64> {
        self.rest.as_bytes().get(at).filter(|b| b.is_ascii_digit()).map(|b| i64::from(b - b'0'))
    }

    fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    fn year(&mut self) -> Result<i64, String> {
        let digits: Option<i64> = (0..4).try_fold(0, |year, at| Some(year * 10 + self.digit(at)?));
        let year = digits.ok_or_else(|| self.unusable(self.rest, "year"))?;
        self.skip(4);
        Ok(year)
    }

    /// One or two digits; a value out of range is reported with what follows it, as Go does.
    fn number(&mut self, what: &str, two: bool, range: std::ops::RangeInclusive<i64>) -> Result<i64, String> {
        let value = match (self.digit(0), self.digit(1)) {
            (Some(tens), Some(ones)) => {
                self.skip(2);
                tens * 10 + ones
            }
            (Some(ones), None) if !two => {
                self.skip(1);
                ones
            }
            _ => return Err(self.unusable(self.rest, what)),
        };
        if range.contains(&value) { Ok(value) } else { Err(self.unusable(self.rest, what)) }
    }

    fn separator(&mut self, separator: char) -> Result<(), String> {
        match self.rest.strip_prefix(separator) {
            Some(rest) => {
                self.rest = rest;
                Ok(())
            }
            None if separator == 'T' => Err("missing required time introducer 'T'".into()),
            None => {
                let expected = quote(&separator.to_string());
                Err(match self.rest {
                    "" => format!("end of string where {expected} is expected"),
                    found => format!("found {} where {expected} is expected", quote(found)),
                })
            }
        }
    }

    /// Nanoseconds; digits beyond do not count.
    fn fraction(&mut self) -> i64 {
        if !self.rest.starts_with(['.', ',']) || self.digit(1).is_none() {
            return 0;
        }
        self.skip(1);
        let mut nanoseconds = 0;
        let mut places = 0;
        while let Some(digit) = self.digit(0) {
            if places < 9 {
                nanoseconds = nanoseconds * 10 + digit;
                places += 1;
            }
            self.skip(1);
        }
        nanoseconds * 10i64.pow(9 - places)
    }

    /// The offset in seconds.
    fn zone(&mut self) -> Result<i64, String> {
        const WHAT: &str = "UTC offset";
        if let Some(rest) = self.rest.strip_prefix('Z') {
            self.rest = rest;
            return Ok(0);
        }
        let bad = || self.unusable(self.rest, WHAT);
        let sign = match self.rest.as_bytes().first() {
            Some(b'+') => 1,
            Some(b'-') => -1,
            _ => return Err(bad()),
        };
        let pair = |at: usize| Some(self.digit(at)? * 10 + self.digit(at + 1)?);
        let colon = self.rest.as_bytes().get(3) == Some(&b':');
        let (hours, minutes) = pair(1).zip(pair(4)).filter(|_| colon).ok_or_else(bad)?;
        self.skip(6);
        if hours > 24 || minutes > 60 {
            return Err(self.unusable(self.rest, WHAT));
        }
        Ok(sign * (hours * 60 + minutes) * 60)
    }
}

/// A duration in nanoseconds: numbers with units (Go, `time.ParseDuration`).
pub fn parse_duration(text: &str) -> Result<i64, String> {
    let invalid = || format!("time: invalid duration {}", quote_duration(text));
    let (negative, mut rest) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    if rest == "0" {
        return Ok(0);
    }
    if rest.is_empty() {
        return Err(invalid());
    }
    const LIMIT: u64 = 1 << 63;
    let mut total: u64 = 0;
    while !rest.is_empty() {
        if !rest.starts_with(|c: char| c == '.' || c.is_ascii_digit()) {
            return Err(invalid());
        }
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let (whole, after) = rest.split_at(digits(rest));
        let (fraction, after) = match after.strip_prefix('.') {
            Some(after) => after.split_at(digits(after)),
            None => ("", after),
        };
        if whole.is_empty() && fraction.is_empty() {
            return Err(invalid());
        }
        let unit_length = after.find(|c: char| c == '.' || c.is_ascii_digit()).unwrap_or(after.len());
        let (name, after) = after.split_at(unit_length);
        let unit: u64 = match name {
            "" => return Err(format!("time: missing unit in duration {}", quote_duration(text))),
            "ns" => 1,
            "us" | "µs" | "μs" => 1_000,
            "ms" => 1_000_000,
            "s" => 1_000_000_000,
            "m" => 60_000_000_000,
            "h" => 3_600_000_000_000,
            other => {
                let (unit, whole) = (quote_duration(other), quote_duration(text));
                return Err(format!("time: unknown unit {unit} in duration {whole}"));
            }
        };
        let whole: u64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| invalid())? };
        let value = whole.checked_mul(unit).filter(|value| *value <= LIMIT).ok_or_else(invalid)?;
        // Multiplied and rounded as Go does, digits beyond a 63-bit integer left out.
        let (mut digits, mut scale) = (0u64, 1.0);
        for digit in fraction.bytes() {
            if digits > (LIMIT - 1) / 10 {
                break;
            }
            digits = digits * 10 + u64::from(digit - b'0');
            scale *= 10.0;
        }
        let value = value + (digits as f64 * (unit as f64 / scale)) as u64;
        total = total.checked_add(value).filter(|total| value <= LIMIT && *total <= LIMIT).ok_or_else(invalid)?;
        rest = after;
    }
    if negative {
        return Ok((total as i64).wrapping_neg());
    }
    i64::try_from(total).map_err(|_| invalid())
}

/// As the `time` package quotes: bytes that are not printable ASCII are written in hexadecimal.
fn quote_duration(text: &str) -> String {
    let mut out = String::from("\"");
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.extend(['\\', char::from(byte)]),
            0x20..=0x7f => out.push(char::from(byte)),
            other => out.push_str(&format!("\\x{other:02x}")),
        }
    }
    out.push('"');
    out
}
