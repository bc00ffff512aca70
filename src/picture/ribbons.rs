//! The ribbons of the time bar: for each group its territories' holders through time; and the marks
//! of events. Plain data and pure functions of time.

use crate::atlas::Atlas;
use crate::history::{
    Day, EventId, EventKind, LensId, Precision, TerritoryId, days_between, plus_days,
};
use crate::view::{Kinds, Theme};

use super::fills::fill_of;
use super::marks::Fill;
use super::words::Words;

/// A ribbon: one group of territories.
#[derive(Debug, Clone, PartialEq)]
pub struct Ribbon {
    /// Its name.
    pub label: String,
    /// The first of its territories, which a click on the name selects.
    pub territory: TerritoryId,
    /// One row a territory; rows that are the same in all their colours are one.
    pub rows: Vec<Vec<Segment>>,
}

/// A stretch of one fill.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// The first day.
    pub from: Day,
    /// The first day of the next.
    pub until: Day,
    /// How it is filled.
    pub fill: Fill,
    /// How many days either side of its first day the change may have been: 0 if that is known to
    /// the day.
    pub unsure_days: i32,
}

/// The ribbons of all groups that have one.
#[must_use]
pub fn ribbons(atlas: &Atlas, lens: LensId, theme: Theme, words: &Words) -> Vec<Ribbon> {
    atlas
        .history
        .groups
        .iter()
        .filter(|group| group.ribbon && !group.territories.is_empty())
        .map(|group| {
            let mut rows: Vec<Vec<Segment>> = Vec::new();
            for &t in &group.territories {
                let row = segments(atlas, lens, t, theme);
                if !rows.contains(&row) {
                    rows.push(row);
                }
            }
            Ribbon {
                label: group.short.get(words.language).to_owned(),
                territory: group.territories[0],
                rows,
            }
        })
        .collect()
}

/// The stretches of a territory; neighbours of the same fill are one.
#[must_use]
pub fn segments(atlas: &Atlas, lens: LensId, territory: TerritoryId, theme: Theme) -> Vec<Segment> {
    let history = &atlas.history;
    let end = plus_days(history.last_day, 1);
    let mut row: Vec<Segment> = Vec::new();
    for span in history.ledger(lens).spans(territory) {
        let fill = fill_of(atlas, span.holding, theme);
        let until = span.until.map_or(end, |until| until.day);
        match row.last_mut() {
            Some(last) if last.fill == fill => last.until = until,
            _ => row.push(Segment {
                from: span.from.day,
                until,
                fill,
                unsure_days: unsure_days(span.from.precision),
            }),
        }
    }
    row
}

/// How far off a day of some precision may be, in days.
fn unsure_days(precision: Precision) -> i32 {
    match precision {
        Precision::Day => 0,
        Precision::Month => 31,
        Precision::Year => 366,
        // "About" is taken as five years either way.
        Precision::Circa => 5 * 366,
    }
}

/// The mark of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventMark {
    /// Which.
    pub event: EventId,
    /// On which day.
    pub day: Day,
    /// What it was.
    pub kind: EventKind,
}

impl EventMark {
    /// Whether it is a treaty or another instrument.
    #[must_use]
    pub fn treaty(self) -> bool {
        self.kind == EventKind::Treaty
    }
}

/// The marks of the events of some kinds within the days of the atlas, in order.
#[must_use]
pub fn event_marks(atlas: &Atlas, kinds: Kinds) -> Vec<EventMark> {
    let history = &atlas.history;
    history
        .event_ids()
        .map(|event| {
            let record = history.event(event);
            EventMark { event, day: record.date.day, kind: record.kind }
        })
        .filter(|mark| mark.day >= history.first_day && mark.day <= history.last_day)
        .filter(|mark| kinds.has(mark.kind))
        .collect()
}

/// Days on a line: from the first day of the atlas at `left` to the end of its last at `right`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeScale {
    first: Day,
    days: f32,
    left: f32,
    right: f32,
}

impl TimeScale {
    /// A scale over the days of an atlas.
    #[must_use]
    pub fn new(atlas: &Atlas, left: f32, right: f32) -> Self {
        let first = atlas.history.first_day;
        let days = days_between(first, plus_days(atlas.history.last_day, 1)).max(1);
        #[expect(clippy::cast_precision_loss, reason = "a point is some hundred days")]
        let days = days as f32;
        Self { first, days, left, right: right.max(left + 1.0) }
    }

    /// Where a day is.
    #[must_use]
    pub fn x_of(&self, day: Day) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a point is some hundred days")]
        let since = days_between(self.first, day) as f32;
        self.left + (self.right - self.left) * since / self.days
    }

    /// How wide a stretch of days is.
    #[must_use]
    pub fn width_of(&self, days: i32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a point is some hundred days")]
        let days = days as f32;
        (self.right - self.left) * days / self.days
    }

    /// The day at a place; places beyond the ends are taken to them.
    #[must_use]
    pub fn day_at(&self, x: f32) -> Day {
        let part = ((x - self.left) / (self.right - self.left)).clamp(0.0, 1.0);
        #[expect(clippy::cast_possible_truncation, reason = "some hundred thousand days")]
        let since = (part * (self.days - 1.0)).round() as i32;
        plus_days(self.first, since)
    }
}
