//! What frames the map: the moment, the scale bar, the graticule's labels, the credit.

use geo::Coord;

use crate::geography::graticule::{self, GraticuleLine};
use crate::geography::{Size, level_for};

use super::Scene;
use super::faces::{Face, width};
use super::labels::{Taken, frame_of, place};
use super::marks::{Anchor, Fill, Frame, Mark, Stroke, TextMark};
use super::palette::{Palette, faded};
use super::words::Argument;

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
pub fn over_land(scene: &Scene<'_>, frame: Frame) -> bool {
    let level = scene.atlas.geography.level(level_for(2.0 * scene.camera.km_per_point));
    (0_u8..=143).any(|i| {
        let (x, y) = (f32::from(i % 12) / 11.0, f32::from(i / 12) / 11.0);
        let at = [
            f64::from(frame[0] + x * (frame[2] - frame[0])),
            f64::from(frame[1] + y * (frame[3] - frame[1])),
        ];
        level.is_region(scene.camera.map_from_screen(at, scene.size))
    })
}

/// Lays a sheet of paper under what is to be read, if there is land beneath.
pub fn plate(scene: &Scene<'_>, palette: &Palette, frame: Frame, marks: &mut Vec<Mark>) {
    if over_land(scene, frame) {
        marks.push(sheet(palette, frame));
    }
}

fn sheet(palette: &Palette, frame: Frame) -> Mark {
    let fill = Fill::plain(faded(palette.paper, 225));
    let stroke = Some(Stroke::solid(1.0, palette.hairline));
    Mark::Box { frame, rounding: 6.0, fill, stroke }
}

fn day_and_lens(scene: &Scene<'_>) -> String {
    let lens = scene.atlas.history.lens(scene.view.lens).name.get(scene.words.language);
    format!("{} · {lens}", scene.words.day_of_year(scene.view.moment))
}

/// What the moment takes of the upper left corner: room for the widest day of the lens, so that it
/// stays the same while time runs.
#[must_use]
pub fn moment_frame(scene: &Scene<'_>) -> Frame {
    let lens = scene.atlas.history.lens(scene.view.lens).name.get(scene.words.language);
    let days = (1_i8..=12).map(|month| jiff::civil::date(2000, month, 28));
    let line = |day| format!("{} · {lens}", scene.words.day_of_year(day));
    let own = days.map(|day| width(Face::Sans, 13.5, 0.0, &line(day))).fold(0.0, f32::max);
    let notes = ["moment-last-day", "moment-end-of-year"];
    let notes = notes.map(|note| width(Face::Sans, 11.0, 0.0, &scene.words.get(note)));
    let wide = own.max(notes[0]).max(notes[1]);
    let right = 29.0 + wide.max(150.0) + 12.0;
    let bottom = 128.0 + if scene.alone { 14.0 } else { 0.0 };
    [14.0, 12.0, right, bottom]
}

/// The year, large, and under it the exact day and the lens; on a sheet of paper, if they lie on land.
pub fn moment(
    scene: &Scene<'_>,
    palette: &Palette,
    (frame, on_land): (Frame, bool),
    marks: &mut Vec<Mark>,
) {
    let (view, words) = (scene.view, scene.words);
    let history = &scene.atlas.history;
    let halo = Some(faded(palette.sea, 210));
    // In the window the title stands above the map; alone the picture says it itself.
    let down = if scene.alone { 14.0 } else { 0.0 };
    let line = day_and_lens(scene);
    if on_land {
        marks.push(sheet(palette, frame));
    }
    if scene.alone {
        let title = history.title.get(words.language).to_owned();
        marks.push(Mark::Text(TextMark {
            halo,
            color: palette.muted,
            spacing: 0.4,
            ..text([29.0, 28.0], Face::SansBold, 12.0, palette, title)
        }));
    }
    let year = TextMark {
        halo,
        ..text([26.0, 76.0 + down], Face::Sans, 64.0, palette, view.moment.year().to_string())
    };
    marks.push(Mark::Text(year));
    marks.push(Mark::Text(TextMark {
        halo,
        ..text([29.0, 101.0 + down], Face::Sans, 13.5, palette, line)
    }));
    if view.by_year {
        let last = view.moment == history.last_day;
        let note = words.get(if last { "moment-last-day" } else { "moment-end-of-year" });
        marks.push(Mark::Text(TextMark {
            halo,
            color: palette.muted,
            ..text([29.0, 119.0 + down], Face::Sans, 11.0, palette, note)
        }));
    }
}

/// A bar of a round length, in four parts, light and dark.
pub fn scale_bar(scene: &Scene<'_>, palette: &Palette, at: [f32; 2], marks: &mut Vec<Mark>) {
    let km_per_point = scene.camera.km_per_point;
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
        });
    }
    let (length, unit) =
        if length_km < 1.0 { (length_km * 1000.0, "length-m") } else { (length_km, "length-km") };
    let number = format!("{length:.0}");
    let label = scene.words.with(unit, &[("length", Argument::Text(&number))]);
    for (x, anchor, words) in
        [(x, Anchor::Start, "0".to_owned()), (x + points, Anchor::Middle, label)]
    {
        marks.push(Mark::Text(TextMark {
            anchor,
            halo: Some(faded(palette.sea, 210)),
            ..text([x, y - 6.0], Face::Sans, 11.0, palette, words)
        }));
    }
}

/// The largest of 1, 2, 5, 10 … that is no longer than `most`.
fn round_length(most: f64) -> f64 {
    let power = 10_f64.powf(most.log10().floor());
    [5.0, 2.0, 1.0].into_iter().map(|m| m * power).find(|&l| l <= most).unwrap_or(power)
}

/// An arrow to true north at a point of the frame.
pub fn north(scene: &Scene<'_>, palette: &Palette, at: [f32; 2], marks: &mut Vec<Mark>) {
    let map_km = scene.camera.map_from_screen([f64::from(at[0]), f64::from(at[1])], scene.size);
    #[expect(clippy::cast_possible_truncation, reason = "an angle")]
    let angle = scene.atlas.geography.projection().north_at(map_km) as f32;
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
        ..text(turn(0.0, -16.0), Face::SansBold, 11.0, palette, scene.words.get("north"))
    };
    marks.push(Mark::Text(letter));
}

/// The credit at the lower edge on the right; returns the room that it takes.
pub fn credit(scene: &Scene<'_>, palette: &Palette, marks: &mut Vec<Mark>) -> Frame {
    let [w, h] = points(scene.size);
    let mark = TextMark {
        anchor: Anchor::End,
        color: palette.muted,
        halo: Some(faded(palette.sea, 200)),
        ..text([w - 10.0, h - 9.0], Face::Sans, 10.0, palette, scene.atlas.attribution.clone())
    };
    let frame = frame_of(&mark, 2.0);
    marks.push(Mark::Text(mark));
    frame
}

/// The graticule's curves.
pub fn graticule(scene: &Scene<'_>, palette: &Palette, marks: &mut Vec<Mark>) {
    let stroke = Stroke::solid(0.7, palette.graticule);
    for line in graticule_lines(scene) {
        let points = line.points.iter().map(|&c| screen(scene, c)).collect();
        marks.push(Mark::Line { points, stroke });
    }
}

fn graticule_lines(scene: &Scene<'_>) -> Vec<GraticuleLine> {
    let step = match scene.camera.km_per_point {
        km if km > 0.45 => 5.0,
        km if km > 0.18 => 2.0,
        km if km > 0.09 => 1.0,
        km if km > 0.02 => 0.25,
        _ => 0.05,
    };
    let frame = scene.camera.frame_map_km(scene.size);
    graticule::lines(scene.atlas.geography.projection(), frame, step)
}

/// Degrees where the graticule leaves the frame, below and on the right, where nothing else stands.
pub fn graticule_labels(
    scene: &Scene<'_>,
    palette: &Palette,
    taken: &mut Taken,
    marks: &mut Vec<Mark>,
) {
    let [w, h] = points(scene.size);
    for line in graticule_lines(scene) {
        let curve: Vec<[f32; 2]> = line.points.iter().map(|&c| screen(scene, c)).collect();
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
        if place(scene, frame_of(&label, 0.5), taken) {
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

/// A point of the map in points of the frame.
#[must_use]
pub fn screen(scene: &Scene<'_>, map_km: Coord<f64>) -> [f32; 2] {
    points(scene.camera.screen_from_map(map_km, scene.size))
}

/// Points as they are painted.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a screen needs no more than f32")]
pub fn points([x, y]: Size) -> [f32; 2] {
    [x as f32, y as f32]
}
