//! The handle of the time bar: a line at the moment, with its day, or the year that it stands for, in
//! a head above.

use crate::geography::Size;
use crate::history::When;
use crate::view::Theme;

use super::super::faces::{Face, width};
use super::super::furniture::text;
use super::super::marks::{Anchor, Fill, Mark, Stroke, TextMark};
use super::super::palette::palette;
use super::super::ribbons::TimeScale;
use super::super::stage::points;
use super::super::words::Words;
use super::{LABELS, YEARS};

/// The type of the head, in points.
const SIZE: f32 = 12.5;
/// The head reaches so far over the ends of the bar.
const OVER: f32 = 12.0;
/// Half of the narrowest head.
const HALF: f32 = 24.0;

/// The marks of the handle, whose day is written no finer than it is known; `by_year` if the moment was chosen as a year. A moment that is not shown has
/// none.
pub(super) fn handle(
    scale: &TimeScale,
    (when, by_year): (When, bool),
    size: Size,
    (theme, words): (Theme, &Words),
) -> Vec<Mark> {
    let moment = when.day;
    let (begins, ends) = (scale.x_of(moment), scale.x_of(moment) + scale.day_width());
    if !scale.shows(begins) && !scale.shows(ends) {
        return Vec::new();
    }
    // Of a day at the edge, what is shown.
    let [left, right] = scale.ends();
    let x = scale.middle_of(moment).clamp(left, right);
    let palette = palette(theme);
    let [width_of_bar, height] = points(size);
    let line = vec![[x, 20.0], [x, height - YEARS + 1.0]];
    let said = if by_year { moment.year().to_string() } else { words.when(when) };
    let half = HALF.max(0.5 * width(Face::SansBold, SIZE, 0.0, &said) + 9.0);
    // Where there is no room for the head between the ends it stands at the first.
    let head = x.min(width_of_bar - half + OVER).max(LABELS + half - OVER);
    vec![
        Mark::Line { points: line, stroke: Stroke::solid(2.0, palette.accent) },
        Mark::Box {
            frame: [head - half, 1.0, head + half, 20.0],
            rounding: 9.5,
            fill: Fill::plain(palette.accent),
            stroke: None,
            fineness: 1.0,
        },
        Mark::Text(TextMark {
            anchor: Anchor::Middle,
            color: palette.on_accent,
            ..text([head, 15.0], Face::SansBold, SIZE, &palette, said)
        }),
    ]
}
