//! Lists of looks in time: every year, every change of the map. Playing, stepping and films go
//! along them.

use crate::atlas::Atlas;
use crate::history::{Day, EventId, LensId};

use super::{Action, Kinds, Look};

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

/// How a film goes through time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// From change to change of the map.
    Changes,
    /// So many years at a time, at least one.
    Years(u16),
}

/// The stops from one day to another, both included: the first day, then every change of the map of a
/// lens, or the last day of every so manieth year.
#[must_use]
pub fn between(atlas: &Atlas, lens: LensId, (first, last): (Day, Day), step: Step) -> Vec<Stop> {
    match step {
        Step::Changes => {
            let later = atlas.history.ledger(lens).days().iter().copied();
            let later = later.filter(|&day| day > first && day <= last);
            std::iter::once(first).chain(later).map(Action::GoToDay).collect()
        }
        Step::Years(by) => {
            let years = (first.year()..=last.year()).step_by(usize::from(by.max(1)));
            years.map(Action::GoToYear).collect()
        }
    }
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

/// The next change of the map while time runs by itself: from the last it begins again, if it is to run
/// in a loop. `None`: the end was reached before.
#[must_use]
pub fn change_on(atlas: &Atlas, look: &Look, looped: bool) -> Option<Stop> {
    match change(atlas, look, false) {
        Some(day) => Some(Action::GoToDay(day)),
        None => looped.then_some(Action::GoToDay(atlas.history.first_day)),
    }
}

/// The event that follows the moment, or the one before, of some kinds, and its day; `None` if there is
/// none. Of several on a day they come one after the other.
#[must_use]
pub fn event(atlas: &Atlas, look: &Look, kinds: Kinds, back: bool) -> Option<(EventId, Day)> {
    let history = &atlas.history;
    let (first, last) = (history.first_day, history.last_day);
    let all = history.event_ids().filter(|&event| kinds.has(history.event(event).kind));
    let mut dated = all
        .map(|event| (history.event(event).date.day, event))
        .filter(|(day, _)| (first..=last).contains(day));
    // The card that is open says which of a day it is.
    let open = look.event().filter(|&event| history.event(event).date.day == look.moment());
    let at = (look.moment(), open);
    let found = if back {
        dated.rfind(|&(day, event)| (day, Some(event)) < at)
    } else if look.by_year() || open.is_some() {
        dated.find(|&(day, event)| (day, Some(event)) > at)
    } else {
        // On a day that was gone to, its first event has the card already.
        dated.find(|&(day, _)| day > at.0)
    };
    found.map(|(day, event)| (event, day))
}

/// The days of the year of the moment on which the map of its lens changes, if there is more than one.
#[must_use]
pub fn days_of_year(atlas: &Atlas, look: &Look) -> Vec<Day> {
    let year = look.moment().year();
    let days = atlas.history.ledger(look.lens()).days().iter().copied();
    let days: Vec<Day> = days.filter(|day| day.year() == year).collect();
    if days.len() > 1 { days } else { Vec::new() }
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
