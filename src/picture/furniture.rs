//! What frames the map: the graticule and its labels, the scale bar, north, the credit.

use geo::{LineString, Simplify};

use crate::atlas::Atlas;
use crate::geography::graticule::{self, GraticuleLine};
use crate::geography::level_for;
use crate::view::Theme;

use super::faces::Face;
use super::labels::{Taken, frame_of, place};
use super::marks::{Anchor, Fill, Frame, Mark, Stroke, TextMark};
use super::palette::{Palette, faded, palette};
use super::stage::Stage;
use super::words::{Argument, Words};

/// Vertices that a curve of the graticule would stray by less than this without are left out, in
/// points.
const STRAY: f32 = 0.1;

/// A text without halo or turn.
#[must_use]
pub fn text(at: [f32; 2], face: Face, size: f32, palette: &Palette, words: String) -> TextMark {
    TextMark {
        at,
        anchor: Anchor::Start,
        text: words,
        face,
        size,
        color: palette.ink,
        halo: None,
        spacing: 0.0,
        angle: 0.0,
    }
}

/// Whether land of the atlas lies in a rectangle.
#[must_use]
pub fn over_land(atlas: &Atlas, stage: &Stage, frame: Frame) -> bool {
    let level = atlas.geography.level(level_for(2.0 * stage.camera.km_per_point));
    (0_u8..=143).any(|i| {
        let (x, y) = (f32::from(i % 12) / 11.0, f32::from(i / 12) / 11.0);
        let at = [frame[0] + x * (frame[2] - frame[0]), frame[1] + y * (frame[3] - frame[1])];
        level.is_region(stage.map_km(at))
    })
}

/// Lays a sheet of paper under what is to be read, if there is land beneath.
pub fn plate(atlas: &Atlas, stage: &Stage, palette: &Palette, frame: Frame, marks: &mut Vec<Mark>) {
    if over_land(atlas, stage, frame) {
        marks.push(sheet(palette, frame));
    }
}

/// A sheet of paper.
#[must_use]
pub fn sheet(palette: &Palette, frame: Frame) -> Mark {
    let fill = Fill::plain(faded(palette.paper, 225));
    let stroke = Some(Stroke::solid(1.0, palette.hairline));
    Mark::Box { frame, rounding: 6.0, fill, stroke, fineness: 1.0 }
}

/// A bar of a round length, in four parts, light and dark.
pub fn scale_bar(
    words: &Words,
    stage: &Stage,
    palette: &Palette,
    at: [f32; 2],
    marks: &mut Vec<Mark>,
) {
    let km_per_point = stage.camera.km_per_point;
    let length_km = round_length(km_per_point * 110.0);
    #[expect(clippy::cast_possible_truncation, reason = "between 45 and 110 points")]
    let points = (length_km / km_per_point) as f32;
    let [x, y] = at;
    for i in 0_u8..4 {
        let from = x + points * f32::from(i) / 4.0;
        let color = if i % 2 == 0 { palette.ink } else { palette.halo };
        marks.push(Mark::Box {
            frame: [from, y, from + points / 4.0, y + 4.0],
            rounding: 0.0,
            fill: Fill::plain(color),
            stroke: Some(Stroke::solid(0.8, palette.ink)),
            fineness: 1.0,
        });
    }
    let (length, unit) =
        if length_km < 1.0 { (length_km * 1000.0, "length-m") } else { (length_km, "length-km") };
    let number = format!("{length:.0}");
    let label = words.with(unit, &[("length", Argument::Text(&number))]);
    for (x, anchor, label) in
        [(x, Anchor::Start, "0".to_owned()), (x + points, Anchor::Middle, label)]
    {
        marks.push(Mark::Text(TextMark {
            anchor,
            halo: Some(faded(palette.sea, 210)),
            ..text([x, y - 6.0], Face::Sans, 11.0, palette, label)
        }));
    }
}

/// The largest of 1, 2, 5, 10 … that is no longer than `most`.
fn round_length(most: f64) -> f64 {
    let power = 10_f64.powf(most.log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|m| m * power).find(|&l| l <= most).unwrap_or(power)
}

/// An arrow to true north at a point of the frame.
pub fn north(
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
    let stroke = Stroke::solid(1.2, palette.ink);
    marks.push(Mark::Line { points: vec![turn(0.0, 12.0), turn(0.0, -12.0)], stroke });
    marks.push(Mark::Line {
        points: vec![turn(-4.0, -5.0), turn(0.0, -12.0), turn(4.0, -5.0)],
        stroke,
    });
    let letter = TextMark {
        anchor: Anchor::Middle,
        halo: Some(faded(palette.sea, 210)),
        ..text(turn(0.0, -16.0), Face::SansBold, 11.0, palette, words.get("north"))
    };
    marks.push(Mark::Text(letter));
}

/// The credit at the lower edge on the right; returns the room that it takes.
pub fn credit(atlas: &Atlas, stage: &Stage, palette: &Palette, marks: &mut Vec<Mark>) -> Frame {
    let [w, h] = stage.extent();
    let mark = TextMark {
        anchor: Anchor::End,
        color: palette.muted,
        halo: Some(faded(palette.sea, 200)),
        ..text([w - 10.0, h - 9.0], Face::Sans, 10.0, palette, atlas.attribution.clone())
    };
    let frame = frame_of(&mark, 2.0);
    marks.push(Mark::Text(mark));
    frame
}

/// The graticule's curves.
#[must_use]
pub fn graticule(atlas: &Atlas, (stage, theme): &(Stage, Theme)) -> Vec<Mark> {
    let stroke = Stroke::solid(0.7, palette(*theme).graticule);
    let curve = |line: GraticuleLine| {
        let all: LineString<f32> = line.points.iter().map(|&c| stage.screen(c)).collect();
        // The curves are flat: a few of their vertices are enough.
        let points = all.simplify(STRAY).0.into_iter().map(|c| [c.x, c.y]).collect();
        Mark::Line { points, stroke }
    };
    graticule_lines(atlas, stage).into_iter().map(curve).collect()
}

fn graticule_lines(atlas: &Atlas, stage: &Stage) -> Vec<GraticuleLine> {
    let step = match stage.camera.km_per_point {
        km if km > 0.45 => 5.0,
        km if km > 0.18 => 2.0,
        km if km > 0.09 => 1.0,
        km if km > 0.02 => 0.25,
        _ => 0.05,
    };
    let frame = stage.camera.frame_map_km(stage.size);
    graticule::lines(atlas.geography.projection(), frame, step)
}

/// Degrees where the graticule leaves the frame, below and on the right, where nothing else stands.
pub fn graticule_labels(
    atlas: &Atlas,
    stage: &Stage,
    palette: &Palette,
    taken: &mut Taken,
    marks: &mut Vec<Mark>,
) {
    let [w, h] = stage.extent();
    for line in graticule_lines(atlas, stage) {
        let curve: Vec<[f32; 2]> = line.points.iter().map(|&c| stage.screen(c)).collect();
        let edge = curve.windows(2).find_map(|pair| {
            let at = if line.meridian { crossing(pair, 1, h) } else { crossing(pair, 0, w) };
            at.filter(|p| {
                (0.0..=w).contains(&p[0])
                    && (0.0..=h - 24.0 * f32::from(u8::from(!line.meridian))).contains(&p[1])
            })
        });
        let Some(at) = edge else { continue };
        let degrees = format!("{}°", rounded(line.degrees.abs()));
        let mut label = text([at[0] + 4.0, h - 9.0], Face::Sans, 9.5, palette, degrees);
        label.color = faded(palette.sea_ink, 210);
        label.halo = Some(faded(palette.sea, 160));
        if !line.meridian {
            label.at = [w - 6.0, at[1] - 3.0];
            label.anchor = Anchor::End;
        }
        if place(stage, frame_of(&label, 0.5), taken) {
            marks.push(Mark::Text(label));
        }
    }
}

/// Degrees without noise of the last bits.
fn rounded(degrees: f64) -> f64 {
    (degrees * 100.0).round() / 100.0
}

/// Where a segment crosses a value of one coordinate.
fn crossing(pair: &[[f32; 2]], axis: usize, value: f32) -> Option<[f32; 2]> {
    let (a, b) = (pair[0], pair[1]);
    let span = b[axis] - a[axis];
    if (a[axis] <= value) == (b[axis] <= value) || span == 0.0 {
        return None;
    }
    let t = (value - a[axis]) / span;
    Some([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])])
}
