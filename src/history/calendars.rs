//! Dates in the calendars that people wrote them in, and the civil days that they mean.
//!
//! The civil day is the Gregorian one ([`Day`]). Besides it there are the Julian calendar, by its rule,
//! and a lunisolar one with eras, by a table ([`eras`](super::eras)). What is typed is read elsewhere:
//! words belong to languages.

use super::day::{DateText, Day, Precision, days_between, plus_days};
use super::eras::EraId;

/// The first day on which nobody the atlas tells of counted by the Julian calendar any more: 31 January
/// 1918 was the last day of its use in Russia.
pub const JULIAN_UNTIL: Day = jiff::civil::date(1918, 2, 14);

/// 1 January 2000, and its Julian day number at noon.
const EPOCH: (Day, i32) = (jiff::civil::date(2000, 1, 1), 2_451_545);

/// The calendar that a date was read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Calendar {
    /// The Gregorian.
    Civil,
    /// The Julian.
    Julian,
    /// Years of an era, with lunisolar months or, from a day on, those of the civil calendar.
    Era,
}

/// A date as it was read: the civil days that it can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Dated {
    /// The first of them.
    pub first: Day,
    /// The last; the moment that the date means.
    pub last: Day,
    /// How exactly it says so: to the day, month or year.
    pub precision: Precision,
    /// The calendar that it was read in.
    pub calendar: Calendar,
}

impl Dated {
    /// Whether it is a year of the civil calendar, which is gone to as a year.
    #[must_use]
    pub fn is_year(&self) -> bool {
        (self.precision, self.calendar) == (Precision::Year, Calendar::Civil)
    }
}

/// Why a text is no date that can be shown, and what would be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// It cannot be read.
    NotADate,
    /// No month has the number: 1 to 12 do.
    NoSuchMonth,
    /// The year has another intercalary month, the one after this number, or none.
    NoSuchIntercalary(Option<i8>),
    /// The month has only so many days.
    NoSuchDay(i8),
    /// The era lasted from one day to another, or does still.
    OutsideEra(EraId, Day, Option<Day>),
    /// The lunisolar calendar is known from this day on.
    OutsideCalendar(Day),
    /// It can be either of two days.
    Ambiguous(Day, Day),
    /// The atlas covers the days from one to another.
    OutsideAtlas(Day, Day),
}

impl From<DateText> for Dated {
    fn from(text: DateText) -> Self {
        let precision = match text {
            DateText::Year(_) => Precision::Year,
            DateText::Month(..) => Precision::Month,
            DateText::Day(_) => Precision::Day,
        };
        let calendar = Calendar::Civil;
        Self { first: text.first_day(), last: text.last_day(), precision, calendar }
    }
}

/// A year, a month of it, a day of that, as read and not yet checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The year: of the calendar, or of an era.
    pub year: i16,
    /// The month.
    pub month: Option<i8>,
    /// Whether it is the intercalary one after the month of that number.
    pub intercalary: bool,
    /// The day of the month.
    pub day: Option<i8>,
}

impl Parts {
    /// How exactly they say when.
    #[must_use]
    pub fn precision(self) -> Precision {
        match (self.month, self.day) {
            (_, Some(_)) => Precision::Day,
            (Some(_), None) => Precision::Month,
            (None, None) => Precision::Year,
        }
    }

    /// The civil days that they mean in the Gregorian calendar.
    ///
    /// # Errors
    /// A month or day that there is not.
    pub fn civil(self) -> Result<Dated, Refusal> {
        let on = |m, d| Day::new(self.year, m, d).ok();
        self.counted(Calendar::Civil, on, |m| on(m, 1).map(Day::days_in_month))
    }

    /// The civil days that they mean in the Julian calendar.
    ///
    /// # Errors
    /// A month or day that there is not.
    pub fn julian(self) -> Result<Dated, Refusal> {
        let days = |m| match m {
            2 => Some(if self.year.rem_euclid(4) == 0 { 29 } else { 28 }),
            _ => jiff::civil::Date::new(2001, m, 1).ok().map(Day::days_in_month),
        };
        self.counted(Calendar::Julian, |m, d| day_of_julian(self.year, m, d), days)
    }

    /// The days, by where a day of a month lies and how many days a month has.
    fn counted(
        self,
        calendar: Calendar,
        on: impl Fn(i8, i8) -> Option<Day>,
        days: impl Fn(i8) -> Option<i8>,
    ) -> Result<Dated, Refusal> {
        if self.intercalary || self.year < 1 {
            return Err(Refusal::NotADate);
        }
        let (from, to) = self.month.map_or((1, 12), |month| (month, month));
        let length = days(to).ok_or(Refusal::NoSuchMonth)?;
        let (first, last) = self.day.map_or((1, length), |day| (day, day));
        if !(1..=length).contains(&first) {
            return Err(Refusal::NoSuchDay(length));
        }
        let (first, last) = on(from, first).zip(on(to, last)).ok_or(Refusal::NotADate)?;
        Ok(Dated { first, last, precision: self.precision(), calendar })
    }
}

/// The civil day of a day of the Julian calendar, which has to be one; `None` beyond the year 9999.
///
/// By the day number, after Richards in the Explanatory Supplement to the Astronomical Almanac (3rd
/// ed., 2013), section 15.11.
#[must_use]
pub fn day_of_julian(year: i16, month: i8, day: i8) -> Option<Day> {
    let before = (14 - i32::from(month)) / 12;
    let (y, m) = (i32::from(year) + 4800 - before, i32::from(month) + 12 * before - 3);
    let number = i32::from(day) + (153 * m + 2) / 5 + 365 * y + y.div_euclid(4) - 32_083;
    let day = plus_days(EPOCH.0, number - EPOCH.1);
    // At the end of all days there is no further one.
    (days_between(EPOCH.0, day) == number - EPOCH.1).then_some(day)
}

/// Year, month and day of a civil day in the Julian calendar.
#[must_use]
pub fn julian_of_day(day: Day) -> (i16, i8, i8) {
    let since = days_between(EPOCH.0, day) + EPOCH.1 + 32_082;
    let cycle = (4 * since + 3).div_euclid(1461);
    let rest = since - (1461 * cycle).div_euclid(4);
    let m = (5 * rest + 2) / 153;
    let number = |value: i32| i8::try_from(value).unwrap_or(1);
    let year = i16::try_from(cycle - 4800 + m / 10).unwrap_or(day.year());
    (year, number(m + 3 - 12 * (m / 10)), number(rest - (153 * m + 2) / 5 + 1))
}
