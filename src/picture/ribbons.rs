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
    pub rows: Vec<Row>,
}

/// The stretches of territories that have the same history.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// One after the other, from the first day of the atlas to its last.
    pub segments: Vec<Segment>,
    /// How large the territories are together.
    pub km2: f64,
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
            let mut rows: Vec<Row> = Vec::new();
            for &t in &group.territories {
                let (segments, km2) = (segments(atlas, lens, t, theme), atlas.area_km2(t));
                match rows.iter_mut().find(|row| row.segments == segments) {
                    Some(same) => same.km2 += km2,
                    None => rows.push(Row { segments, km2 }),
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

/// Time on a line: a window of days, counted from the first of the atlas, between two places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeScale {
    first: Day,
    /// The days of the atlas.
    days: f64,
    /// Where the window begins and how long it is, in days.
    from: f64,
    length: f64,
    left: f32,
    right: f32,
}

impl TimeScale {
    /// A scale over all days of an atlas, from the first to the end of the last.
    #[must_use]
    pub fn new(atlas: &Atlas, left: f32, right: f32) -> Self {
        let first = atlas.history.first_day;
        let days = f64::from(days_between(first, plus_days(atlas.history.last_day, 1)).max(1));
        Self { first, days, from: 0.0, length: days, left, right: right.max(left + 1.0) }
    }

    /// The same line for a part of the time: from a day, counted from the first of the atlas, over
    /// so many days; at least a tenth of a day.
    #[must_use]
    pub fn window(self, from: f64, length: f64) -> Self {
        Self { from, length: length.max(0.1), ..self }
    }

    /// The days of the atlas before a day.
    #[must_use]
    pub fn days_before(&self, day: Day) -> f64 {
        f64::from(days_between(self.first, day))
    }

    /// Where a point of time is, in days since the first of the atlas.
    #[must_use]
    pub fn x_at(&self, days: f64) -> f32 {
        #[expect(clippy::cast_possible_truncation, reason = "a point of a screen")]
        let part = ((days - self.from) / self.length) as f32;
        self.left + (self.right - self.left) * part
    }

    /// Where the first moment of a day is.
    #[must_use]
    pub fn x_of(&self, day: Day) -> f32 {
        self.x_at(self.days_before(day))
    }

    /// How wide a stretch of days is.
    #[must_use]
    pub fn width_of(&self, days: i32) -> f32 {
        self.x_at(self.from + f64::from(days)) - self.left
    }

    /// How many days a stretch of a width is.
    #[must_use]
    pub fn days_of(&self, width: f32) -> f64 {
        f64::from(width / (self.right - self.left)) * self.length
    }

    /// Whether a place is between the ends of the line.
    #[must_use]
    pub fn shows(&self, x: f32) -> bool {
        (self.left - 0.01..=self.right + 0.01).contains(&x)
    }

    /// The years that the window shows at least in part, from the first to the last.
    #[must_use]
    pub fn years(&self) -> [i16; 2] {
        [self.left, self.right].map(|x| self.day_at(x).year())
    }

    /// The point of time at a place, in days since the first of the atlas; places beyond the ends are
    /// taken to them.
    #[must_use]
    pub fn days_at(&self, x: f32) -> f64 {
        let part = f64::from((x - self.left) / (self.right - self.left));
        (self.from + part.clamp(0.0, 1.0) * self.length).clamp(0.0, self.days)
    }

    /// The day at a place; places beyond the ends are taken to them.
    #[must_use]
    pub fn day_at(&self, x: f32) -> Day {
        let part = self.days_at(x) / self.days;
        #[expect(clippy::cast_possible_truncation, reason = "some hundred thousand days")]
        let since = (part * (self.days - 1.0)).round() as i32;
        plus_days(self.first, since)
    }
}
