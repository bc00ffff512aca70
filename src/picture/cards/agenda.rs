//! Which events the side panel shows for a moment, and which card is open.

use crate::atlas::Atlas;
use crate::history::{EventId, EventKind, History, When};
use crate::view::{Kinds, Look};

/// The events that the side panel shows for a moment, and which card is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// The events of the year, in order.
    pub events: Vec<Occasion>,
    /// The one whose card is open.
    pub open: Option<EventId>,
}

/// An event of a year, and what of it fell into that year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion {
    /// Which.
    pub event: EventId,
    /// The first of its days in the year.
    pub when: When,
    /// For an instrument, the key of the word for what was done on that day.
    pub what: Option<&'static str>,
}

/// The events of the year of the moment, and the one that the moment arrives at: the one of that
/// very day, or else the instrument of the year, or else what last changed the map in it.
#[must_use]
pub fn agenda(atlas: &Atlas, look: &Look, kinds: Kinds) -> Agenda {
    let history = &atlas.history;
    let year = look.moment().year();
    let in_year = |event: &EventId| {
        history.days_of(*event).iter().any(|when| when.day.year() == year)
            && kinds.has(history.event(*event).kind)
    };
    let mut events: Vec<Occasion> =
        history.event_ids().filter(in_year).map(|event| occasion(history, event, year)).collect();
    events.sort_by_key(|occasion| (occasion.when.day, occasion.event));
    let changes = history.ledger(look.lens()).changes();
    let is_today = |when: &When| when.day == look.moment();
    let is_treaty = |event: &EventId| history.event(*event).kind == EventKind::Treaty;
    let suggested = if look.by_year() {
        let changed = |event: &EventId| {
            changes.iter().any(|c| c.event == *event && c.when.day.year() == year)
        };
        let weight = |event: &EventId| (changed(event), is_treaty(event));
        events.iter().map(|occasion| occasion.event).max_by_key(weight)
    } else {
        // What changed the map on that day, or else a treaty of it, or else anything; but what is known
        // to have been on that very day before what is only known to the month or the year.
        let changed = changes.iter().filter(|c| is_today(&c.when));
        let changed = changed.map(|c| (c.when.precision, 0, c.event));
        let others = events.iter().filter_map(|&Occasion { event, .. }| {
            let days = history.days_of(event);
            let known = days.iter().filter(|&when| is_today(when)).map(|when| when.precision).min();
            Some((known?, if is_treaty(&event) { 1 } else { 2 }, event))
        });
        let first = changed.chain(others).min_by_key(|&(known, rank, _)| (known, rank));
        first.map(|(.., event)| event)
    };
    let open = look.event().or(suggested);
    if let Some(open) = open
        && !events.iter().any(|occasion| occasion.event == open)
    {
        events.insert(0, occasion(history, open, year));
    }
    Agenda { events, open }
}

/// What of an event fell first into a year, or if nothing did, how it began.
fn occasion(history: &History, id: EventId, year: i16) -> Occasion {
    let event = history.event(id);
    let Some(treaty) = &event.treaty else {
        return Occasion { event: id, when: event.date, what: None };
    };
    let later = [
        ("fact-ratified", treaty.ratified),
        ("fact-exchanged", treaty.exchanged),
        ("fact-in-force", treaty.in_force),
        ("fact-transferred", treaty.transferred),
    ];
    let later = later.into_iter().filter_map(|(what, when)| Some((what, when?)));
    let signed = ("fact-signed", event.date);
    let (what, when) = std::iter::once(signed)
        .chain(later)
        .filter(|(_, when)| when.day.year() == year)
        .min_by_key(|(_, when)| when.day)
        .unwrap_or(signed);
    Occasion { event: id, when, what: Some(what) }
}
