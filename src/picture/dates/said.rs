//! A day in words of the calendars.

use crate::history::calendars::{JULIAN_UNTIL, Refusal, julian_of_day};
use crate::history::eras::EraDate;
use crate::history::{Day, EraId, Lunisolar};

use super::super::words::{Argument, Words};
use super::lexicon::OR;

/// What an era is called.
#[must_use]
pub fn era_name(words: &Words, era: EraId) -> String {
    let Some(era) = Lunisolar::known().era(era) else { return String::new() };
    let names = words.get(&format!("era-{}", era.id));
    names.split(OR).next().unwrap_or_default().trim().to_owned()
}

/// A day in the Julian calendar, while it was in use; with the year, where that is another.
#[must_use]
pub fn in_julian(words: &Words, day: Day) -> Option<String> {
    if day >= JULIAN_UNTIL {
        return None;
    }
    let (year, month, of_month) = julian_of_day(day);
    let key = if year == day.year() { "date-julian" } else { "date-julian-year" };
    let month = words.get(&format!("month-{month}"));
    let said = [
        ("day", Argument::Text(&of_month.to_string())),
        ("month", Argument::Text(&month)),
        ("year", Argument::Text(&year.to_string())),
    ];
    Some(words.with(key, &said))
}

/// A day in the lunisolar calendar with eras; after that, the year of the era.
#[must_use]
pub fn in_era(words: &Words, day: Day) -> Option<String> {
    let calendar = Lunisolar::known();
    let EraDate { era, year, month, intercalary, day: of_month } = calendar.date_of(day)?;
    let key = match (calendar.is_lunisolar(day), intercalary) {
        (false, _) => "date-era-year",
        (true, false) => "date-era",
        (true, true) => "date-era-intercalary",
    };
    let year = if year == 1 { words.get("era-first-year") } else { year.to_string() };
    let said = [
        ("era", Argument::Text(&era_name(words, era))),
        ("year", Argument::Text(&year)),
        ("month", Argument::Text(&month.to_string())),
        ("day", Argument::Text(&of_month.to_string())),
    ];
    Some(words.with(key, &said))
}

/// A day in the other calendars, as far as they were in use: `26 January OS · Ansei 1.12.21`; empty
/// before all of them.
#[must_use]
pub fn others(words: &Words, day: Day) -> String {
    let said = [in_julian(words, day), in_era(words, day)];
    said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A day in all calendars: `7 February 1855 · 26 January OS · Ansei 1.12.21`.
#[must_use]
pub fn calendars(words: &Words, day: Day) -> String {
    let (civil, others) = (words.day(day), others(words, day));
    if others.is_empty() { civil } else { format!("{civil} · {others}") }
}

/// Why a date cannot be shown, and what could be, in a sentence.
#[must_use]
pub fn refusal(words: &Words, refusal: Refusal) -> String {
    let days = |key: &str, first: Day, last: Day| {
        let (first, last) = (words.day(first), words.day(last));
        words.with(key, &[("first", Argument::Text(&first)), ("last", Argument::Text(&last))])
    };
    match refusal {
        Refusal::NotADate => words.get("time-field-fault"),
        Refusal::NoSuchMonth => words.get("date-no-month"),
        Refusal::NoSuchIntercalary(None) => words.get("date-no-intercalary"),
        Refusal::NoSuchIntercalary(Some(month)) => {
            let month = month.to_string();
            words.with("date-other-intercalary", &[("month", Argument::Text(&month))])
        }
        Refusal::NoSuchDay(length) => {
            let length = Argument::Number(usize::try_from(length).unwrap_or_default());
            words.with("date-no-day", &[("days", length)])
        }
        Refusal::OutsideEra(era, first, last) => {
            let (era, first) = (era_name(words, era), words.day(first));
            let last = last.map(|last| words.day(last));
            let era = [("era", Argument::Text(&era)), ("first", Argument::Text(&first))];
            match &last {
                Some(last) => {
                    let [era, first] = era;
                    words.with("date-outside-era", &[era, first, ("last", Argument::Text(last))])
                }
                None => words.with("date-before-era", &era),
            }
        }
        Refusal::OutsideCalendar(first) => {
            let first = words.day(first);
            words.with("date-before-calendar", &[("first", Argument::Text(&first))])
        }
        Refusal::Ambiguous(one, other) => days("date-ambiguous", one, other),
        Refusal::OutsideAtlas(first, last) => days("date-not-covered", first, last),
    }
}
