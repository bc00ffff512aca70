//! Dates as people write them: what is typed, read in any language of the interface and in three
//! calendars ([`read`]), and a day said in them ([`calendars`]).
//!
//! A year alone means its last day, a month its last, so too a year of an era: the last of its days that
//! is in the era. A day before month and year is parted by points (14.10.1905); parted by strokes, as
//! months and days are in some countries, it is asked for where it could be either.

mod lexicon;
mod said;
mod typed;

pub use lexicon::{Lexicon, folded};
pub use said::{calendars, era_name, in_era, in_julian, others, refusal};
pub use typed::read;
