//! Which events the side panel shows for a moment, and which card is open.

use crate::atlas::Atlas;
use crate::history::{EventId, EventKind};
use crate::view::View;

/// The events that the side panel shows for a moment, and which card is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    /// The events of the year, in order.
    pub events: Vec<EventId>,
    /// The one whose card is open.
    pub open: Option<EventId>,
}

/// The events of the year of the moment, and the one that the moment arrives at: the one of that
/// very day, or else the instrument of the year, or else what last changed the map in it.
#[must_use]
pub fn agenda(atlas: &Atlas, view: &View) -> Agenda {
    let history = &atlas.history;
    let year = view.moment.year();
    let in_year = |event: &EventId| {
        history.days_of(*event).iter().any(|when| when.day.year() == year)
            && view.kinds.has(history.event(*event).kind)
    };
    let mut events: Vec<EventId> = history.event_ids().filter(in_year).collect();
    let first_day_in = |event: EventId| {
        history.days_of(event).iter().map(|when| when.day).find(|day| day.year() == year)
    };
    events.sort_by_key(|&event| (first_day_in(event), event));
    let changes = history.ledger(view.lens).changes();
    let on_day = |event: EventId| {
        let own = history.days_of(event).iter().any(|when| when.day == view.moment);
        own || changes.iter().any(|c| c.event == event && c.when.day == view.moment)
    };
    let by_change = changes.iter().filter(|c| c.when.day == view.moment).map(|c| c.event).next();
    let is_treaty = |event: &EventId| history.event(*event).kind == EventKind::Treaty;
    let suggested = if view.by_year {
        let changed = |event: &EventId| {
            changes.iter().any(|c| c.event == *event && c.when.day.year() == year)
        };
        let weight = |event: &EventId| (changed(event), is_treaty(event));
        events.iter().copied().max_by_key(weight)
    } else {
        let todays = || events.iter().copied().filter(|&event| on_day(event));
        by_change.or_else(|| todays().find(is_treaty)).or_else(|| todays().next())
    };
    let open = view.event.or(suggested);
    if let Some(open) = open
        && !events.contains(&open)
    {
        events.insert(0, open);
    }
    Agenda { events, open }
}
