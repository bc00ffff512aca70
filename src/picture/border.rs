//! The frame around a map: a neat line with a band of degrees, and the margin that they are written
//! in.

use geo::Coord;

use crate::atlas::Atlas;
use crate::history::Language;
use crate::view::Theme;

use super::faces::{Face, width};
use super::furniture::text;
use super::marks::{Anchor, Fill, Frame, Mark, Stroke, TextMark};
use super::page::Border;
use super::palette::{faded, palette};
use super::stage::Stage;
use super::words::{Argument, Words};

/// Steps between degrees that are written, and between ticks, in minutes of arc.
const STEPS: [[u16; 2]; 11] = [
    [1200, 300],
    [600, 120],
    [300, 60],
    [120, 30],
    [60, 15],
    [30, 5],
    [15, 5],
    [10, 2],
    [5, 1],
    [2, 1],
    [1, 1],
];
/// The least space between degrees that are written, in points.
const APART: f64 = 140.0;
/// Size of the letters, in points.
const LETTERS: f32 = 8.0;
/// Space left free of letters at the corners, in points.
const CORNER: f32 = 26.0;

/// What the frame depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BorderInput {
    /// The map.
    pub stage: Stage,
    /// The page, in points of the map.
    pub page: Frame,
    /// How wide the frame is.
    pub border: Border,
    /// Whether degrees are told.
    pub degrees: bool,
    /// The colour scheme.
    pub theme: Theme,
    /// The language.
    pub language: Language,
}

/// The step between curves of the graticule that suits a scale, in degrees: that of the degrees which
/// are written.
#[must_use]
pub fn graticule_step(km_per_point: f64) -> f64 {
    f64::from(steps(km_per_point)[0]) / 60.0
}

/// Degrees that are written and ticks, in minutes of arc.
fn steps(km_per_point: f64) -> [u16; 2] {
    // A minute of longitude in middle latitudes, in kilometres.
    let points = |minutes: u16| f64::from(minutes) * 1.3 / km_per_point;
    let fits = STEPS.iter().rev().find(|[label, _]| points(*label) >= APART);
    fits.copied().unwrap_or(STEPS[0])
}

/// The frame, in points of the map.
#[must_use]
pub fn border(atlas: &Atlas, words: &Words, input: &BorderInput) -> Vec<Mark> {
    let palette = palette(input.theme);
    let [page_left, page_top, page_right, page_bottom] = input.page;
    let ([left, top], [right, bottom]) = ([0.0, 0.0], input.stage.extent());
    let margin = Fill::plain(palette.margin);
    let band = input.border.band;
    let mut marks: Vec<Mark> = Vec::new();
    let mut fill = |frame: Frame| {
        marks.push(Mark::Box { frame, rounding: 0.0, fill: margin, stroke: None, fineness: 1.0 });
    };
    fill([page_left, page_top, page_right, top]);
    fill([page_left, bottom, page_right, page_bottom]);
    fill([page_left, top, left, bottom]);
    fill([right, top, page_right, bottom]);
    let square = |by: f32, stroke: Stroke| {
        let (l, t, r, b) = (left - by, top - by, right + by, bottom + by);
        Mark::Line { points: vec![[l, t], [r, t], [r, b], [l, b], [l, t]], stroke }
    };
    let line = faded(palette.outline, 235);
    if band <= 0.0 {
        marks.push(square(0.0, Stroke::solid(0.8, line)));
        return marks;
    }
    if input.degrees {
        for edge in Edge::ALL {
            degrees(atlas, words, input, edge, &mut marks);
        }
    }
    marks.push(square(band, Stroke::solid(1.25, line)));
    marks.push(square(0.0, Stroke::solid(0.4, line)));
    for (x, dx) in [(left, -band), (right, band)] {
        for (y, dy) in [(top, -band), (bottom, band)] {
            let stroke = Stroke::solid(0.5, line);
            marks.push(Mark::Line { points: vec![[x, y], [x + dx, y]], stroke });
            marks.push(Mark::Line { points: vec![[x, y], [x, y + dy]], stroke });
        }
    }
    marks
}

/// A side of the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Top,
    Bottom,
    Left,
    Right,
}

impl Edge {
    const ALL: [Self; 4] = [Self::Top, Self::Bottom, Self::Left, Self::Right];

    /// Whether meridians cross it.
    fn level(self) -> bool {
        matches!(self, Self::Top | Self::Bottom)
    }

    /// A point of it, so far from its start, in points of the map.
    fn at(self, along: f32, [w, h]: [f32; 2]) -> [f32; 2] {
        match self {
            Self::Top => [along, 0.0],
            Self::Bottom => [along, h],
            Self::Left => [0.0, along],
            Self::Right => [w, along],
        }
    }

    /// The direction outwards.
    fn out(self) -> [f32; 2] {
        match self {
            Self::Top => [0.0, -1.0],
            Self::Bottom => [0.0, 1.0],
            Self::Left => [-1.0, 0.0],
            Self::Right => [1.0, 0.0],
        }
    }
}

/// Ticks, bars and letters along an edge.
fn degrees(atlas: &Atlas, words: &Words, input: &BorderInput, edge: Edge, marks: &mut Vec<Mark>) {
    let palette = palette(input.theme);
    let stage = &input.stage;
    let extent = stage.extent();
    let length = if edge.level() { extent[0] } else { extent[1] };
    let [label, tick] = steps(stage.camera.km_per_point).map(f64::from);
    let minutes = |along: f32| {
        let at = stage.map_km(edge.at(along, extent));
        let Coord { x, y } = atlas.geography.projection().lon_lat_from_map_km(at);
        60.0 * if edge.level() { x } else { y }
    };
    let crossings = crossings(minutes, length, tick);
    let beside = |along: f32, off: f32| {
        let ([x, y], [ox, oy]) = (edge.at(along, extent), edge.out());
        [x + off * ox, y + off * oy]
    };
    let band = input.border.band;
    let line = faded(palette.outline, 235);
    let even = |at: f64| (at / tick).round().rem_euclid(2.0) < 0.5;
    let starts = std::iter::once((f64::NAN, 0.0)).chain(crossings.iter().copied());
    let ends = crossings.iter().copied().chain([(f64::NAN, length)]);
    for ((from, a), (to, b)) in starts.zip(ends) {
        if (from.is_nan() && !to.is_nan() && !even(to)) || (!from.is_nan() && even(from)) {
            let points = vec![beside(a, 0.5 * band), beside(b, 0.5 * band)];
            marks.push(Mark::Line { points, stroke: Stroke::solid(0.34 * band, line) });
        }
    }
    let mut free_from = CORNER;
    for &(at, along) in &crossings {
        let written = (at / label - (at / label).round()).abs() < 1e-6;
        let stroke = Stroke::solid(if written { 0.9 } else { 0.5 }, line);
        marks.push(Mark::Line { points: vec![beside(along, 0.0), beside(along, band)], stroke });
        let mut letters = text([0.0; 2], Face::Sans, LETTERS, &palette, String::new());
        letters.text = in_words(words, at, edge.level());
        let half = 0.5 * width(letters.face, letters.size, 0.0, &letters.text);
        if !written || along - half < free_from || along + half > length - CORNER {
            continue;
        }
        free_from = along + half + 12.0;
        // The middle of the capitals in the middle of the margin.
        let middle = 0.5 * (band + input.border.width());
        let drop = 0.36 * LETTERS;
        let [x, y] = beside(along, middle);
        let (at, angle) = match edge {
            Edge::Top | Edge::Bottom => ([x, y + drop], 0.0),
            Edge::Left => ([x + drop, y], -std::f32::consts::FRAC_PI_2),
            Edge::Right => ([x - drop, y], std::f32::consts::FRAC_PI_2),
        };
        marks.push(Mark::Text(TextMark {
            at,
            angle,
            anchor: Anchor::Middle,
            color: palette.muted,
            ..letters
        }));
    }
}

/// Where a coordinate that runs one way along an edge is a multiple of a step: its value and the place.
fn crossings(value: impl Fn(f32) -> f64, length: f32, step: f64) -> Vec<(f64, f32)> {
    const PARTS: u16 = 24;
    let at = |i: u16| length * f32::from(i) / f32::from(PARTS);
    let mut all = Vec::new();
    let mut before = (0.0, value(0.0));
    for i in 1..=PARTS {
        let here = (at(i), value(at(i)));
        let (low, high) = (before.1.min(here.1), before.1.max(here.1));
        // Across the date line the values jump.
        if high - low < 10_800.0 {
            let mut multiple = (low / step).ceil() * step;
            while multiple < high {
                all.push((multiple, solved(&value, before, here, multiple)));
                multiple += step;
            }
        }
        before = here;
    }
    all.sort_by(|a, b| a.1.total_cmp(&b.1));
    all
}

/// The place between two others where a value is met.
fn solved(
    value: impl Fn(f32) -> f64,
    (mut a, mut of_a): (f32, f64),
    (mut b, mut of_b): (f32, f64),
    wanted: f64,
) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a part between 0 and 1")]
    let between = |a: f32, of_a: f64, b: f32, of_b: f64| {
        a + (b - a) * ((wanted - of_a) / (of_b - of_a)).clamp(0.0, 1.0) as f32
    };
    for _ in 0..3 {
        let middle = between(a, of_a, b, of_b);
        let of_middle = value(middle);
        if (of_a < wanted) == (of_middle < wanted) {
            (a, of_a) = (middle, of_middle);
        } else {
            (b, of_b) = (middle, of_middle);
        }
    }
    between(a, of_a, b, of_b)
}

/// A longitude or latitude in words: `145° E`, `146° 15′ E`.
fn in_words(words: &Words, minutes: f64, longitude: bool) -> String {
    let size = minutes.abs().round();
    let (degrees, rest) = ((size / 60.0).floor(), size.rem_euclid(60.0));
    let number =
        if rest > 0.0 { format!("{degrees:.0}° {rest:.0}′") } else { format!("{degrees:.0}°") };
    let side = match (longitude, minutes < 0.0) {
        (true, false) => "degrees-east",
        (true, true) => "degrees-west",
        (false, false) => "degrees-north",
        (false, true) => "degrees-south",
    };
    words.with(side, &[("degrees", Argument::Text(&number))])
}
