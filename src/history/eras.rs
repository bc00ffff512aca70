//! A lunisolar calendar with eras, by its table (`assets/calendars/lunisolar.toml`): it was decreed year
//! by year, and no rule gives it back.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use thiserror::Error;

use super::calendars::{Calendar, Dated, Parts, Refusal};
use super::day::{Day, days_between, plus_days};

/// The table that comes with the program.
pub static TABLE: &str = include_str!("../../assets/calendars/lunisolar.toml");

/// The calendar of that table, read at its first use. A test makes sure that it can be.
static CALENDAR: LazyLock<Lunisolar> =
    LazyLock::new(|| Lunisolar::read(TABLE).unwrap_or_else(|_| Lunisolar::empty()));

/// An era, by its place in [`Lunisolar::eras`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EraId(pub u8);

/// An era.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Era {
    /// What it is called in the table; the languages have names for it.
    pub id: String,
    /// Its first day.
    pub first: Day,
    /// The day of the change to the next, which has a date in either; `None`: it lasts.
    pub last: Option<Day>,
    /// The year of the calendar that is its first.
    year: i16,
}

/// A month of the lunisolar calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Day,
    /// How many days it has.
    pub days: i8,
    /// The year, called after the Gregorian one that it began in.
    pub year: i16,
    /// Its number, 1 to 12.
    pub number: i8,
    /// Whether it is the intercalary one after the month of that number.
    pub intercalary: bool,
}

impl Month {
    fn last(&self) -> Day {
        plus_days(self.first, i32::from(self.days) - 1)
    }
}

/// The calendar and its eras.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lunisolar {
    months: Vec<Month>,
    /// From here on months and days are the civil ones.
    civil_from: Day,
    eras: Vec<Era>,
}

/// What makes a text no table.
#[derive(Debug, Error)]
pub enum TableFault {
    /// It is no TOML, or not of the form.
    #[error("{0}")]
    Form(#[from] toml::de::Error),
    /// A year that does not follow the one before, or has not twelve months.
    #[error("year {0} is out of order, or has not the months 1 to 12")]
    Year(i16),
    /// The months do not reach the day from which they are civil.
    #[error("the months do not end before {0}")]
    End(Day),
    /// An era that does not follow the one before.
    #[error("era '{0}' is out of order")]
    Era(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    first_day: Day,
    civil_from: Day,
    years: BTreeMap<String, String>,
    eras: Vec<RawEra>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEra {
    id: String,
    from: Day,
    year: i16,
}

/// A day by its era.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EraDate {
    /// The era that began last.
    pub era: EraId,
    /// The year of it, from 1.
    pub year: i16,
    /// The month, its number from 1 to 12.
    pub month: i8,
    /// Whether it is the intercalary one after the month of that number.
    pub intercalary: bool,
    /// The day of the month.
    pub day: i8,
}

impl Lunisolar {
    /// The calendar that comes with the program.
    #[must_use]
    pub fn known() -> &'static Self {
        &CALENDAR
    }

    fn empty() -> Self {
        Self { months: Vec::new(), civil_from: Day::MIN, eras: Vec::new() }
    }

    /// Reads a table.
    ///
    /// # Errors
    /// A text that is none.
    pub fn read(text: &str) -> Result<Self, TableFault> {
        let raw: RawTable = toml::from_str(text)?;
        let mut months = Vec::new();
        let mut first = raw.first_day;
        let mut before: Option<i16> = None;
        for (key, letters) in &raw.years {
            let year = key.parse().unwrap_or_default();
            let of_year = months_of(year, first, letters).ok_or(TableFault::Year(year))?;
            if year < 1 || before.is_some_and(|before| year != before + 1) {
                return Err(TableFault::Year(year));
            }
            first = of_year.last().map_or(first, |month| plus_days(month.last(), 1));
            before = Some(year);
            months.extend(of_year);
        }
        // The new calendar cut the last month off.
        months.retain(|month: &Month| month.first < raw.civil_from);
        let last = months.last_mut().ok_or(TableFault::End(raw.civil_from))?;
        let left = days_between(last.first, raw.civil_from);
        if left > i32::from(last.days) {
            return Err(TableFault::End(raw.civil_from));
        }
        last.days = i8::try_from(left).unwrap_or(last.days);
        let mut eras: Vec<Era> = Vec::new();
        for RawEra { id, from, year } in raw.eras {
            if let Some(before) = eras.last_mut() {
                if before.first >= from {
                    return Err(TableFault::Era(id));
                }
                before.last = Some(from);
            }
            eras.push(Era { id, first: from, last: None, year });
        }
        Ok(Self { months, civil_from: raw.civil_from, eras })
    }

    /// The eras, in order.
    #[must_use]
    pub fn eras(&self) -> &[Era] {
        &self.eras
    }

    /// All eras by their ids.
    pub fn era_ids(&self) -> impl Iterator<Item = (EraId, &Era)> {
        (0_u8..).map(EraId).zip(&self.eras)
    }

    /// The months, in order.
    #[must_use]
    pub fn months(&self) -> &[Month] {
        &self.months
    }

    /// An era; `None` for an id of another table.
    #[must_use]
    pub fn era(&self, EraId(id): EraId) -> Option<&Era> {
        self.eras.get(usize::from(id))
    }

    /// The first day that has a lunisolar date.
    #[must_use]
    pub fn first_day(&self) -> Option<Day> {
        self.months.first().map(|month| month.first)
    }

    /// Whether a day has lunisolar months.
    #[must_use]
    pub fn is_lunisolar(&self, day: Day) -> bool {
        day < self.civil_from
    }

    /// The date of a day; `None` before the table begins.
    #[must_use]
    pub fn date_of(&self, day: Day) -> Option<EraDate> {
        let (era, record) = self.era_ids().take_while(|(_, era)| era.first <= day).last()?;
        if !self.is_lunisolar(day) {
            let year = day.year() - record.year + 1;
            let (month, day) = (day.month(), day.day());
            return Some(EraDate { era, year, month, intercalary: false, day });
        }
        let at = self.months.partition_point(|month| month.first <= day).checked_sub(1)?;
        let month = self.months[at];
        let of_month = i8::try_from(days_between(month.first, day) + 1).ok()?;
        let Month { number, intercalary, .. } = month;
        let year = month.year - record.year + 1;
        Some(EraDate { era, year, month: number, intercalary, day: of_month })
    }

    /// The civil days of a year of an era, a month of it or a day of that. A first year with lunisolar
    /// months is read from its first day, whenever in it the era began; else an era has the days from its
    /// first to that of the change. A year alone means those of its days that are in the era.
    ///
    /// # Errors
    /// A month or day that there is not, one outside of the era, one before the table begins.
    pub fn days_of(&self, id: EraId, parts: Parts) -> Result<Dated, Refusal> {
        let era = self.era(id).ok_or(Refusal::NotADate)?;
        let outside = Refusal::OutsideEra(id, era.first, era.last);
        let year = era.year.saturating_add(parts.year).saturating_sub(1);
        if parts.year < 1 || year > 9999 {
            return Err(outside);
        }
        let found = if year < self.civil_from.year() {
            self.lunisolar(Parts { year, ..parts })?
        } else {
            Dated { calendar: Calendar::Era, ..Parts { year, ..parts }.civil()? }
        };
        let from_start = parts.month.is_some() && parts.year == 1 && found.last < self.civil_from;
        let first = if from_start { found.first } else { found.first.max(era.first) };
        let last = era.last.map_or(found.last, |last| {
            // Of a year or a month, the day of the change is the next era's.
            let whole = parts.day.is_none() && found.last >= last;
            if whole { plus_days(last, -1) } else { found.last.min(last) }
        });
        if first > last || (parts.day.is_some() && (first, last) != (found.first, found.last)) {
            return Err(outside);
        }
        Ok(Dated { first, last, ..found })
    }

    /// The civil days of a year of the lunisolar calendar, a month of it or a day of that.
    fn lunisolar(&self, parts: Parts) -> Result<Dated, Refusal> {
        let from = self.months.partition_point(|month| month.year < parts.year);
        let to = self.months.partition_point(|month| month.year <= parts.year);
        let months = &self.months[from..to];
        let Some((first, last)) = months.first().zip(months.last()) else {
            return Err(Refusal::OutsideCalendar(self.first_day().unwrap_or(self.civil_from)));
        };
        let dated = |first, last| {
            let (precision, calendar) = (parts.precision(), Calendar::Era);
            Dated { first, last, precision, calendar }
        };
        let Some(number) = parts.month else {
            return Ok(dated(first.first, last.last()));
        };
        if !(1..=12).contains(&number) {
            return Err(Refusal::NoSuchMonth);
        }
        let own = |month: &&Month| (month.number, month.intercalary) == (number, parts.intercalary);
        let Some(month) = months.iter().find(own) else {
            let other = months.iter().find(|month| month.intercalary);
            return Err(Refusal::NoSuchIntercalary(other.map(|month| month.number)));
        };
        let Some(day) = parts.day else {
            return Ok(dated(month.first, month.last()));
        };
        if !(1..=month.days).contains(&day) {
            return Err(Refusal::NoSuchDay(month.days));
        }
        let day = plus_days(month.first, i32::from(day) - 1);
        Ok(dated(day, day))
    }
}

/// The months of a year from its letters; `None` if they are not the months 1 to 12, with one
/// intercalary one at the most.
fn months_of(year: i16, mut first: Day, letters: &str) -> Option<Vec<Month>> {
    let mut months: Vec<Month> = Vec::new();
    let (mut number, mut within) = (0, false);
    for letter in letters.chars() {
        match letter {
            '(' if !within && number > 0 && !months.iter().any(|month| month.intercalary) => {
                within = true;
            }
            ')' if within => within = false,
            'L' | 's' => {
                number += i8::from(!within);
                let days = if letter == 'L' { 30 } else { 29 };
                months.push(Month { first, days, year, number, intercalary: within });
                first = plus_days(first, i32::from(days));
            }
            _ => return None,
        }
    }
    let one = months.iter().filter(|month| month.intercalary).count() <= 1;
    (number == 12 && one && !within).then_some(months)
}
