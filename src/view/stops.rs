//! Lists of looks in time: every year, every change of the map. Playing, stepping and films go
//! along them.

use crate::atlas::Atlas;
use crate::history::{Day, LensId};

use super::{Action, Look};

/// A stop of a list: how a look gets there.
pub type Stop = Action;

/// The last day of every year, in order.
#[must_use]
pub fn years(atlas: &Atlas) -> Vec<Stop> {
    let history = &atlas.history;
    (history.first_day.year()..=history.last_day.year()).map(Action::GoToYear).collect()
}

/// The first day, and every day on which the map of a lens changes, in order.
#[must_use]
pub fn changes(atlas: &Atlas, lens: LensId) -> Vec<Stop> {
    let history = &atlas.history;
    let first = std::iter::once(history.first_day);
    first.chain(history.ledger(lens).days().iter().copied()).map(Action::GoToDay).collect()
}

/// The day of the next change of the map, or of the one before; `None` if there is none.
#[must_use]
pub fn change(atlas: &Atlas, look: &Look, back: bool) -> Option<Day> {
    let ledger = atlas.history.ledger(look.lens());
    if back {
        ledger.previous_change(look.moment(), &[])
    } else {
        ledger.next_change(look.moment(), &[])
    }
}

/// The stop so many years on, while time runs by itself: from the end it begins again, if it is to run
/// in a loop. `None`: the end was reached before.
#[must_use]
pub fn years_on(atlas: &Atlas, look: &Look, years: u32, looped: bool) -> Option<Stop> {
    let history = &atlas.history;
    let (first, last) = (history.first_day.year(), history.last_day.year());
    if look.moment() >= history.last_day {
        return looped.then_some(Action::GoToYear(first));
    }
    let by = i16::try_from(years).unwrap_or(i16::MAX);
    Some(Action::GoToYear(look.moment().year().saturating_add(by).min(last)))
}
