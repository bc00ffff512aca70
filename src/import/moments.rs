//! The dates of features as they are found in files: years, months, days, in numbers and texts.

use serde_json::Value;

use crate::history::DateText;

/// What a property says of a date.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Told {
    /// Nothing: there is no beginning, or no end.
    Open,
    /// A year, a month or a day that an atlas can tell.
    At(DateText),
    /// A year before 1, as it is written.
    Before(String),
    /// A year after 9999, as it is written.
    After(String),
    /// Something else, as it is written.
    Unclear(String),
}

/// Reads the value of a property.
pub(super) fn told(value: Option<&Value>) -> Told {
    match value {
        None | Some(Value::Null) => Told::Open,
        Some(Value::Number(number)) => match (number.as_i64(), number.as_f64()) {
            (Some(year), _) => of_year(year, number.to_string()),
            #[expect(clippy::cast_possible_truncation, reason = "it is whole and below a million")]
            (None, Some(year)) if year.fract() == 0.0 && year.abs() < 1e6 => {
                of_year(year as i64, number.to_string())
            }
            _ => Told::Unclear(number.to_string()),
        },
        Some(Value::String(text)) => of_text(text.trim()),
        Some(other) => Told::Unclear(other.to_string()),
    }
}

fn of_year(year: i64, written: String) -> Told {
    match (i16::try_from(year), year) {
        (Ok(year @ 1..=9999), _) => Told::At(DateText::Year(year)),
        (_, ..=0) => Told::Before(written),
        _ => Told::After(written),
    }
}

fn of_text(text: &str) -> Told {
    if text.is_empty() {
        return Told::Open;
    }
    let unclear = || Told::Unclear(text.to_owned());
    // A time of the day is no part of a date here.
    let date = text.split(['T', ' ']).next().unwrap_or(text);
    let (sign, digits) = match date.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (-1, rest),
        None => (1, date.strip_prefix('+').unwrap_or(date)),
    };
    let mut parts = digits.split('-');
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some(year) = parts.next().filter(|part| plain(part)) else { return unclear() };
    let Ok(year) = year.parse::<i64>() else { return unclear() };
    let rest: Vec<&str> = parts.collect();
    if rest.len() > 2 || rest.iter().any(|part| !plain(part) || part.len() > 2) {
        return unclear();
    }
    let whole = of_year(sign * year, text.to_owned());
    let Told::At(DateText::Year(year)) = whole else { return whole };
    let rest: Vec<String> = rest.iter().map(|part| format!("-{part:0>2}")).collect();
    format!("{year:04}{}", rest.concat()).parse().map_or_else(|_| unclear(), Told::At)
}
