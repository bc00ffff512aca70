//! What is written below the ribbons: centuries, years, months or days, as there is room; what part of
//! the time is shown, and today.

use crate::history::Day;
use crate::view::Theme;

use super::super::faces::{Face, width};
use super::super::furniture::text;
use super::super::marks::{Anchor, Mark, Stroke, TextMark};
use super::super::palette::{faded, palette};
use super::super::ribbons::TimeScale;
use super::super::words::Words;
use super::YEARS;

/// Years between those that are written: the first that leave each so much room, in points.
const YEAR_STEPS: [i16; 8] = [1, 2, 5, 10, 25, 50, 100, 500];
const YEAR_ROOM: f32 = 50.0;
/// The same for months.
const MONTH_STEPS: [i8; 3] = [1, 3, 6];
const MONTH_ROOM: f32 = 44.0;
/// The same for days of the month.
const DAY_STEPS: [i8; 3] = [1, 5, 10];
const DAY_ROOM: f32 = 26.0;
/// Marks without words are no closer than this, in points.
const BARE_ROOM: f32 = 5.0;
/// How long the mark of what is written is, and of what is not, in points.
const LENGTHS: [f32; 2] = [4.5, 2.5];

/// What a row of ticks counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Years(i16),
    Months(i8),
    Days(i8),
}

impl Step {
    /// The finest of which each has so much room; `room` for years, months and days.
    fn finest(scale: &TimeScale, room: [f32; 3]) -> Self {
        let wide = |days: i32, room: f32| scale.width_of(days) >= room;
        let day = DAY_STEPS.into_iter().find(|&n| wide(n.into(), room[2]));
        let month = MONTH_STEPS.into_iter().find(|&n| wide(i32::from(n) * 30, room[1]));
        let year = YEAR_STEPS.into_iter().find(|&n| wide(i32::from(n) * 365, room[0]));
        match (day, month) {
            (Some(days), _) => Self::Days(days),
            (_, Some(months)) => Self::Months(months),
            _ => Self::Years(year.unwrap_or(1000)),
        }
    }

    /// The finest step, no finer than this, that has a tick wherever another has one.
    fn within(self, other: Self) -> Self {
        match (self, other) {
            (Self::Years(own), Self::Years(all)) => {
                let whole = |n: &i16| *n >= own && all % n == 0;
                Self::Years(YEAR_STEPS.into_iter().find(whole).unwrap_or(all))
            }
            (Self::Months(own), Self::Months(all)) => {
                let whole = |n: &i8| *n >= own && all % n == 0;
                Self::Months(MONTH_STEPS.into_iter().find(whole).unwrap_or(all))
            }
            _ => self,
        }
    }

    /// Whether it has a tick at the beginning of a day.
    fn has(self, day: Day) -> bool {
        let first = day.day() == 1;
        match self {
            Self::Years(n) => first && day.month() == 1 && day.year() % n == 0,
            Self::Months(n) => first && (day.month() - 1) % n == 0,
            // No mark at the end of a month right before the first of the next.
            Self::Days(n) => first || day.day() % n == 0 && (n == 1 || day.day() < 30),
        }
    }
}

/// The ticks and words below the ribbons of a bar of some height, and today, if it is told.
pub(super) fn ticks(
    scale: &TimeScale,
    height: f32,
    theme: Theme,
    words: &Words,
    today: Option<Day>,
) -> Vec<Mark> {
    let palette = palette(theme);
    let mut marks = Vec::new();
    let written = Step::finest(scale, [YEAR_ROOM, MONTH_ROOM, DAY_ROOM]);
    let bare = Step::finest(scale, [BARE_ROOM; 3]).within(written);
    let top = height - YEARS + 1.0;
    let tick = |x: f32, long: f32, color| Mark::Line {
        points: vec![[x, top], [x, top + long]],
        stroke: Stroke::solid(1.0, color),
    };
    for day in starts(scale, bare) {
        let x = scale.x_of(day);
        // A window of time may begin in the middle of a year.
        if !scale.shows(x) {
            continue;
        }
        if !written.has(day) {
            marks.push(tick(x, LENGTHS[1], faded(palette.muted, 130)));
            continue;
        }
        marks.push(Mark::Text(TextMark {
            anchor: Anchor::Middle,
            color: palette.muted,
            ..text([x, height - 3.5], Face::Sans, 10.5, &palette, label(written, day, words))
        }));
        marks.push(tick(x, LENGTHS[0], palette.muted));
    }
    if let Some(today) = today {
        marks.extend(mark_of_today(scale, top, theme, words, today));
    }
    if !scale.is_whole() {
        marks.extend(overview(scale, height, theme));
    }
    marks
}

/// The days at which a row of ticks may have one: the first of the years, months or days that are shown.
fn starts(scale: &TimeScale, step: Step) -> Vec<Day> {
    let [first, last] = scale.years();
    let years = first..=last;
    match step {
        Step::Years(n) => {
            years.filter(|year| year % n == 0).map(|year| jiff::civil::date(year, 1, 1)).collect()
        }
        Step::Months(_) | Step::Days(_) => {
            let shown = |day: &Day| scale.shows(scale.x_of(*day));
            let months =
                years.flat_map(|year| (1..=12).map(move |month| jiff::civil::date(year, month, 1)));
            let days = |first: Day| {
                (1..=first.days_in_month())
                    .map(move |day| jiff::civil::date(first.year(), first.month(), day))
            };
            let all = months.flat_map(days);
            all.filter(|day| step.has(*day)).filter(shown).collect()
        }
    }
}

/// What is written at a tick: the year, or where months or days are written, the month of its first day.
fn label(step: Step, day: Day, words: &Words) -> String {
    let year = || day.year().to_string();
    match step {
        Step::Years(_) => year(),
        Step::Months(_) if day.month() == 1 => year(),
        Step::Days(_) if day.day() == 1 && day.month() == 1 => year(),
        Step::Days(_) if day.day() > 1 => day.day().to_string(),
        _ => words.get(&format!("month-short-{}", day.month())),
    }
}

/// A mark where today is, with its name.
fn mark_of_today(
    scale: &TimeScale,
    top: f32,
    theme: Theme,
    words: &Words,
    today: Day,
) -> Vec<Mark> {
    let x = scale.middle_of(today);
    if !scale.shows(x) {
        return Vec::new();
    }
    let palette = palette(theme);
    let name = words.get("time-today");
    let long = width(Face::Sans, 9.5, 0.0, &name);
    vec![
        Mark::Line {
            points: vec![[x, top - 1.0], [x, top + LENGTHS[0] + 2.0]],
            stroke: Stroke::solid(1.6, palette.treaty),
        },
        Mark::Box {
            frame: [x - long - 7.0, top + 3.0, x - 1.5, top + YEARS - 3.0],
            rounding: 2.0,
            fill: super::super::marks::Fill::plain(palette.paper),
            stroke: None,
            fineness: 1.0,
        },
        Mark::Text(TextMark {
            anchor: Anchor::End,
            color: palette.treaty,
            ..text([x - 4.0, top + YEARS - 5.5], Face::Sans, 9.5, &palette, name)
        }),
    ]
}

/// A thin line for all of the time, thick where it is shown.
fn overview(scale: &TimeScale, height: f32, theme: Theme) -> Vec<Mark> {
    let palette = palette(theme);
    let whole = scale.window(None);
    let shown = scale.shown();
    let line = |from: f64, to: f64, width: f32, color| Mark::Line {
        points: vec![[whole.x_at(from), height - 0.8], [whole.x_at(to), height - 0.8]],
        stroke: Stroke::solid(width, color),
    };
    let end = f64::from(u32::MAX).min(whole.shown().length());
    vec![
        line(0.0, end, 0.8, faded(palette.muted, 110)),
        line(shown.from(), shown.from() + shown.length(), 2.0, palette.accent),
    ]
}
