//! Civil days of the Gregorian calendar, as typed and as known.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A civil day (Gregorian, proleptic before 1582).
pub type Day = Date;

/// A year, a month or a day, as written: `1905`, `1905-10`, `1905-10-14`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateText {
    /// A whole year.
    Year(i16),
    /// A month of a year, 1 to 12.
    Month(i16, i8),
    /// One day.
    Day(Day),
}

/// A date that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("'{0}' is not a date; write a year, a month or a day: 1905, 1905-10 or 1905-10-14")]
pub struct NotADate(pub String);

impl DateText {
    /// The first day that the text can mean.
    #[must_use]
    pub fn first_day(self) -> Day {
        match self {
            Self::Year(y) => jiff::civil::date(y, 1, 1),
            Self::Month(y, m) => jiff::civil::date(y, m, 1),
            Self::Day(d) => d,
        }
    }

    /// The last day that the text can mean: a year means its 31 December.
    #[must_use]
    pub fn last_day(self) -> Day {
        match self {
            Self::Year(y) => jiff::civil::date(y, 12, 31),
            Self::Month(y, m) => jiff::civil::date(y, m, 1).last_of_month(),
            Self::Day(d) => d,
        }
    }
}

impl FromStr for DateText {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let wrong = || NotADate(text.chars().take(40).collect());
        let trimmed = text.trim();
        let parts: Vec<&str> = trimmed.split('-').collect();
        let digits = |s: &str, most: usize| {
            !s.is_empty() && s.len() <= most && s.bytes().all(|b| b.is_ascii_digit())
        };
        let [year, rest @ ..] = parts.as_slice() else {
            return Err(wrong());
        };
        if year.len() != 4 || !digits(year, 4) || rest.len() > 2 {
            return Err(wrong());
        }
        if !rest.iter().all(|s| digits(s, 2)) {
            return Err(wrong());
        }
        let year: i16 = year.parse().ok().ok_or_else(wrong)?;
        let number = |s: &str| s.parse::<i8>().ok().ok_or_else(wrong);
        if year == 0 {
            return Err(wrong());
        }
        match rest {
            [] => Ok(Self::Year(year)),
            [m] => match number(m)? {
                m @ 1..=12 => Ok(Self::Month(year, m)),
                _ => Err(wrong()),
            },
            [m, d, ..] => {
                Date::new(year, number(m)?, number(d)?).map(Self::Day).ok().ok_or_else(wrong)
            }
        }
    }
}

impl fmt::Display for DateText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(y) => write!(f, "{y:04}"),
            Self::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Self::Day(d) => write!(f, "{d}"),
        }
    }
}

/// How exactly a day is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// To the day.
    Day,
    /// To the month; the day is a stand-in.
    Month,
    /// To the year; month and day are stand-ins.
    Year,
    /// About then.
    Circa,
}

impl Precision {
    /// The word in files and tables.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::Circa => "circa",
        }
    }
}

/// A day of history and how exactly it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct When {
    /// The day that the atlas counts with.
    pub day: Day,
    /// How exactly it is known.
    pub precision: Precision,
}

impl When {
    /// The day as text, no finer than it is known: `1875-08-22`, `1711-08`, `1743`, `c. 1743`.
    #[must_use]
    pub fn iso(self) -> String {
        match self.precision {
            Precision::Day => self.day.to_string(),
            Precision::Month => format!("{:04}-{:02}", self.day.year(), self.day.month()),
            Precision::Year => format!("{:04}", self.day.year()),
            Precision::Circa => format!("c. {:04}", self.day.year()),
        }
    }
}

/// Days from one day to another; negative if `to` is the earlier.
#[must_use]
pub fn days_between(from: Day, to: Day) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

/// The day so many days later (or earlier, if negative); at the ends of the calendar, its end.
#[must_use]
pub fn plus_days(day: Day, days: i32) -> Day {
    day.saturating_add(i64::from(days).days())
}
