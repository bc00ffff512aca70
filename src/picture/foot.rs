//! The foot of a map: scale, north, the place on the globe, projection and sources.

use crate::atlas::Atlas;
use crate::history::Language;
use crate::view::Theme;

use super::faces::{Face, width};
use super::furniture::{panel, text, wrapped};
use super::globe::{KeptLand, globe};
use super::marks::{Anchor, Fill, Frame, Mark, Stroke, TextMark};
use super::page::POINTS_PER_KM_OF_PAPER;
use super::palette::{Palette, palette};
use super::stage::Stage;
use super::words::{Argument, Words};

/// Radius of the globe, in points.
const GLOBE: f32 = 42.0;
/// Size of the small print and the space from line to line, in points.
const PRINT: [f32; 2] = [7.5, 10.2];

/// What the foot depends on.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch by itself")]
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FootInput {
    /// The map.
    pub stage: Stage,
    /// Where it has its place, in points of the map.
    pub frame: Frame,
    /// Whether there is room for the globe and the projection at all times.
    pub full: bool,
    /// Whether there is a globe.
    pub globe: bool,
    /// Whether there is only room for the credit.
    pub small: bool,
    /// Whether it is a panel: there is land under it, or a line runs there.
    pub on_paper: bool,
    /// Whether the tints of the sea are explained.
    pub depths: bool,
    /// The colour scheme.
    pub theme: Theme,
    /// The language.
    pub language: Language,
}

/// What a foot covers that has its place in a frame: with the globe, where it is not kept free for
/// that, more of the map.
#[must_use]
pub fn whole([left, top, right, bottom]: Frame, globe: bool, full: bool) -> Frame {
    if globe && !full {
        [left, (bottom - 2.0 * GLOBE - 10.0).min(top), right + 2.0 * GLOBE + 12.0, bottom]
    } else {
        [left, top, right, bottom]
    }
}

/// The foot, in points of the map; the land of its globe is kept for the next.
#[must_use]
pub fn foot(atlas: &Atlas, words: &Words, input: &FootInput, kept: &mut KeptLand) -> Vec<Mark> {
    let palette = palette(input.theme);
    let stage = &input.stage;
    let [left, top, right, bottom] = whole(input.frame, input.globe, input.full);
    let mut marks = Vec::new();
    if input.small {
        let lines = wrapped(Face::Sans, 6.5, right - left - 4.0, &atlas.attribution, 2);
        for (n, line) in (0_u8..).zip(lines.into_iter().rev()) {
            let at = [left + 2.0, bottom - 2.0 - 8.0 * f32::from(n)];
            marks.push(Mark::Text(TextMark {
                color: palette.muted,
                ..text(at, Face::Sans, 6.5, &palette, line)
            }));
        }
        return marks;
    }
    if input.on_paper {
        marks.push(panel(&palette, [left - 4.0, top - 4.0, right + 4.0, bottom + 4.0]));
    }
    let mut start = left + 4.0;
    if input.globe {
        let centre = [left + GLOBE, bottom - GLOBE - 2.0];
        globe(atlas, (stage, &palette), (centre, GLOBE), kept, &mut marks);
        start = left + 2.0 * GLOBE + 18.0;
    }
    let lines = print(atlas, words, input, right - start);
    let [size, pitch] = PRINT;
    let count = f32::from(u8::try_from(lines.len()).unwrap_or(0));
    let first = bottom - 3.0 - pitch * (count - 1.0);
    for (i, line) in (0_u8..).zip(lines) {
        let at = [start, first + pitch * f32::from(i)];
        let color = super::palette::blend(palette.muted, palette.ink, 0.35);
        marks.push(Mark::Text(TextMark { color, ..text(at, Face::Sans, size, &palette, line) }));
    }
    let bar = [start, first - size - 12.0];
    let most = if input.full { 140.0 } else { 110.0 };
    let end = scale_bar(words, stage, &palette, (bar, most), &mut marks);
    north((atlas, words), stage, &palette, [end + 34.0, bar[1] - 5.0], &mut marks);
    marks
}

/// The small print, line by line.
fn print(atlas: &Atlas, words: &Words, input: &FootInput, wide: f32) -> Vec<String> {
    let mut lines = Vec::new();
    if input.full {
        let centre = atlas.geography.projection().centre_lon_lat();
        let degrees = |value: f64| {
            let minutes = (value.abs() * 60.0).round();
            format!("{:.0}° {:02.0}′", (minutes / 60.0).floor(), minutes.rem_euclid(60.0))
        };
        let side = |key: &str, value: f64| {
            words.with(key, &[("degrees", Argument::Text(&degrees(value)))])
        };
        let lat = side(if centre.y < 0.0 { "degrees-south" } else { "degrees-north" }, centre.y);
        let lon = side(if centre.x < 0.0 { "degrees-west" } else { "degrees-east" }, centre.x);
        let [lat, lon] = [lat, lon].map(|side| side.replace(' ', "\u{a0}"));
        let args = [("lat", Argument::Text(&lat)), ("lon", Argument::Text(&lon))];
        let projection = words.with("foot-projection", &args);
        lines.extend(wrapped(Face::Sans, PRINT[0], wide, &projection, 2));
        let denominator = in_words(words, input.stage.camera.km_per_point);
        let mut scale = words.with("foot-scale", &[("scale", Argument::Text(&denominator))]);
        if input.depths && !atlas.geography.depths_m().is_empty() {
            let depths = atlas.geography.depths_m().iter().map(|&m| words.number(m.into()));
            let depths = words.list(&depths.collect::<Vec<_>>());
            scale.push_str(&words.get("foot-between"));
            scale.push_str(&words.with("foot-tints", &[("depths", Argument::Text(&depths))]));
        }
        lines.extend(wrapped(Face::Sans, PRINT[0], wide, &scale, 2));
    }
    lines.extend(wrapped(Face::Sans, PRINT[0], wide, &atlas.attribution, 3));
    lines
}

/// A scale in words: `1 : 5,500,000`, on paper where a point is 1/96 inch; to three digits.
#[must_use]
pub fn in_words(words: &Words, km_per_point: f64) -> String {
    let exact = km_per_point * POINTS_PER_KM_OF_PAPER;
    let step = 10_f64.powf(exact.max(1.0).log10().floor() - 2.0);
    format!("1 : {}", words.number((exact / step).round() * step))
}

/// A bar of a round length, no longer than so many points, in parts; where it ends.
pub fn scale_bar(
    words: &Words,
    stage: &Stage,
    palette: &Palette,
    ([x, y], most): ([f32; 2], f64),
    marks: &mut Vec<Mark>,
) -> f32 {
    let km_per_point = stage.camera.km_per_point;
    let length_km = round_length(km_per_point * most);
    #[expect(clippy::cast_possible_truncation, reason = "some hundred points")]
    let points = (length_km / km_per_point) as f32;
    let (unit, shown) =
        if length_km < 1.0 { ("length-m", length_km * 1000.0) } else { ("length-km", length_km) };
    let parts = [0.0, 0.25, 0.5, 1.0_f32];
    for (i, pair) in parts.windows(2).enumerate() {
        let color = if i % 2 == 0 { palette.ink } else { palette.halo };
        marks.push(Mark::Box {
            frame: [x + points * pair[0], y, x + points * pair[1], y + 3.6],
            rounding: 0.0,
            fill: Fill::plain(color),
            stroke: Some(Stroke::solid(0.7, palette.ink)),
            fineness: 1.0,
        });
    }
    let number = |part: f32| {
        let value = shown * f64::from(part);
        if value.fract() > 1e-9 { format!("{value:.1}") } else { format!("{value:.0}") }
    };
    let letters = 9.0;
    let mut free_from = x - 20.0;
    for part in parts {
        let own = number(part);
        let last = (part - 1.0).abs() < f32::EPSILON;
        let label = if last { words.with(unit, &[("length", Argument::Text(&own))]) } else { own };
        let half = 0.5 * width(Face::Sans, letters, 0.0, &number(part));
        let at = x + points * part;
        if !last && at - half < free_from {
            continue;
        }
        // The number stands at its place, the unit after it.
        let at = [if last { at - half } else { at }, y - 4.5];
        let anchor = if last { Anchor::Start } else { Anchor::Middle };
        free_from = at[0] + half + 4.0;
        marks
            .push(Mark::Text(TextMark { anchor, ..text(at, Face::Sans, letters, palette, label) }));
    }
    x + points
}

/// The largest of 1, 2, 4, 10 … that is no longer than `most`: its quarters are round too.
fn round_length(most: f64) -> f64 {
    let power = 10_f64.powf(most.log10().floor());
    [4.0, 2.0, 1.0].into_iter().map(|m| m * power).find(|&l| l <= most).unwrap_or(power)
}

/// An arrow to true north at a point of the map.
fn north(
    (atlas, words): (&Atlas, &Words),
    stage: &Stage,
    palette: &Palette,
    at: [f32; 2],
    marks: &mut Vec<Mark>,
) {
    let map_km = stage.map_km(at);
    #[expect(clippy::cast_possible_truncation, reason = "an angle")]
    let angle = atlas.geography.projection().north_at(map_km) as f32;
    let (sin, cos) = angle.sin_cos();
    let turn = |x: f32, y: f32| [at[0] + x * cos - y * sin, at[1] + x * sin + y * cos];
    let half = |side: f32, color| {
        let ring = [[0.0, -11.0], [side * 5.0, 9.0], [0.0, 5.5], [0.0, -11.0]];
        let ring: geo::LineString<f32> =
            ring.iter().map(|&[x, y]| turn(x, y)).map(|[x, y]| (x, y)).collect();
        let polygons = std::sync::Arc::new(vec![geo::Polygon::new(ring, Vec::new())]);
        Mark::Areas { polygons, color }
    };
    marks.push(half(-1.0, palette.ink));
    marks.push(half(1.0, palette.halo));
    let ring = [[0.0, -11.0], [5.0, 9.0], [0.0, 5.5], [-5.0, 9.0], [0.0, -11.0]];
    let points = ring.iter().map(|&[x, y]| turn(x, y)).collect();
    marks.push(Mark::Line { points, stroke: Stroke::solid(0.6, palette.ink) });
    marks.push(Mark::Text(TextMark {
        anchor: Anchor::Middle,
        ..text(turn(0.0, -14.0), Face::SansBold, 9.0, palette, words.get("north"))
    }));
}
