//! The ribbons of the time bar: for each group its territories' holders through time; and the marks
//! of events. Plain data and pure functions of time.

use crate::atlas::Atlas;
use crate::history::{
    Day, EventId, EventKind, GroupId, LensId, Precision, TerritoryId, days_between, plus_days,
};
use crate::view::{Kinds, Theme, TimeWindow};

use super::fills::fill_of;
use super::marks::Fill;
use super::words::Words;

/// What a ribbon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RibbonOf {
    /// All territories.
    All,
    /// The territories of a group.
    Group(GroupId),
    /// One territory, below the group that it is in.
    Territory(GroupId, TerritoryId),
}

/// A ribbon: a group of territories, one of them, or all.
#[derive(Debug, Clone, PartialEq)]
pub struct Ribbon {
    /// What it shows.
    pub of: RibbonOf,
    /// Its name.
    pub label: String,
    /// What of its name is written below that of its group.
    pub short: String,
    /// Whether the territories of the group have ribbons of their own below it; `None` if it cannot be
    /// unfolded.
    pub unfolded: Option<bool>,
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
    /// The territories, in the order of the group.
    pub territories: Vec<TerritoryId>,
}

impl Row {
    /// The stretch in which a day lies; a day before the first counts as the first, and after the last
    /// as the last.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<&Segment> {
        let after = self.segments.partition_point(|segment| segment.from <= day);
        self.segments.get(after.saturating_sub(1))
    }
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

/// The groups that have a ribbon, in the order of the atlas.
pub fn ribbon_groups(atlas: &Atlas) -> impl Iterator<Item = GroupId> {
    let groups = (0_u16..).zip(&atlas.history.groups);
    groups.filter(|(_, g)| g.ribbon && !g.territories.is_empty()).map(|(i, _)| GroupId(i))
}

/// The ribbons of a bar, from above: each group that has one and, below those that are unfolded, their
/// territories.
#[must_use]
pub fn ribbons_of(atlas: &Atlas, unfolded: &[GroupId]) -> Vec<RibbonOf> {
    let of = |group: GroupId| {
        let territories = &atlas.history.group(group).territories;
        let open = territories.len() > 1 && unfolded.contains(&group);
        let own = territories.iter().filter(move |_| open);
        let own = own.map(move |&t| RibbonOf::Territory(group, t));
        std::iter::once(RibbonOf::Group(group)).chain(own)
    };
    ribbon_groups(atlas).flat_map(of).collect()
}

/// The ribbon of one of these.
#[must_use]
pub fn ribbon(
    atlas: &Atlas,
    (lens, theme): (LensId, Theme),
    words: &Words,
    of: RibbonOf,
    unfolded: &[GroupId],
) -> Ribbon {
    let history = &atlas.history;
    let (territories, label) = match of {
        RibbonOf::All => {
            let groups = ribbon_groups(atlas);
            let all = groups.flat_map(|id| history.group(id).territories.iter().copied());
            (all.collect(), words.get("time-all"))
        }
        RibbonOf::Group(id) => {
            let group = history.group(id);
            (group.territories.clone(), group.short.get(words.language).to_owned())
        }
        RibbonOf::Territory(_, t) => {
            (vec![t], history.territory(t).name.get(words.language).to_owned())
        }
    };
    let mut rows: Vec<Row> = Vec::new();
    for &t in &territories {
        let (segments, km2) = (segments(atlas, lens, t, theme), atlas.area_km2(t));
        match rows.iter_mut().find(|row| row.segments == segments) {
            Some(same) => {
                same.km2 += km2;
                same.territories.push(t);
            }
            None => rows.push(Row { segments, km2, territories: vec![t] }),
        }
    }
    let unfolded = match of {
        RibbonOf::Group(id) if territories.len() > 1 => Some(unfolded.contains(&id)),
        _ => None,
    };
    let short = match of {
        RibbonOf::Territory(id, _) => {
            let group = history.group(id);
            let names = [&group.short, &group.name].map(|name| name.get(words.language));
            within_brackets(&label, &names).unwrap_or(&label).to_owned()
        }
        _ => label.clone(),
    };
    Ribbon { of, label, short, unfolded, rows }
}

/// What of a name stands in brackets after one of some names; `None` if it is no such name.
fn within_brackets<'a>(name: &'a str, before: &[&str]) -> Option<&'a str> {
    let (first, rest) = name.split_once(['(', '（'])?;
    let inner = rest.trim_end().strip_suffix([')', '）'])?.trim();
    (before.contains(&first.trim()) && !inner.is_empty()).then_some(inner)
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

    /// The same line for a part of the time; `None`: all of it.
    #[must_use]
    pub fn window(self, window: Option<TimeWindow>) -> Self {
        let [from, length] = window.map_or([0.0, self.days], |w| [w.from(), w.length()]);
        Self { from, length, ..self }
    }

    /// The part of the time that is shown.
    #[must_use]
    pub fn shown(&self) -> TimeWindow {
        TimeWindow::new(self.from, self.length, self.days)
    }

    /// Whether all of the time is shown.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.length >= self.days
    }

    /// The places of both ends.
    #[must_use]
    pub fn ends(&self) -> [f32; 2] {
        [self.left, self.right]
    }

    /// How wide a day is.
    #[must_use]
    pub fn day_width(&self) -> f32 {
        self.width_of(1)
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

    /// Where the middle of a day is: there stands what is of that day.
    #[must_use]
    pub fn middle_of(&self, day: Day) -> f32 {
        self.x_at(self.days_before(day) + 0.5)
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

    /// The day in which a place lies; places beyond the ends are taken to them.
    #[must_use]
    pub fn day_at(&self, x: f32) -> Day {
        #[expect(clippy::cast_possible_truncation, reason = "some hundred thousand days")]
        let since = self.days_at(x).floor().min(self.days - 1.0) as i32;
        plus_days(self.first, since)
    }
}
