//! Landings and advances on the map: arrows, with a name beside each where there is room, and else a
//! number that a key explains.

use std::sync::Arc;

use crate::atlas::Atlas;
use crate::geography::{Level, level_for};
use crate::history::{AdvanceId, HolderId};
use crate::view::Theme;

use super::faces::Face;
use super::fills::hue_of_family;
use super::furniture::text;
use super::labels::{NamesInput, Taken, frame_of, overlap};
use super::landing_key::Print;
use super::marks::{Anchor, Color, Dash, Frame, Mark, Stroke, TextMark};
use super::palette::{Palette, blend, faded, palette};
use super::stage::Stage;
use super::words::Words;

/// Above this scale, in kilometres per point, arrows carry names only if there are few.
const NAMED_BELOW: f64 = 1.0;
/// How many are few.
const FEW: usize = 4;
/// How large arrows are that no key explains, as a part of the usual.
const FINE: f32 = 0.55;
/// How far a number stays from what it belongs to, in points.
const GAP: f32 = 2.0;
/// How far around the tail of an arrow its number may stand, on a line, in radii of its disc.
const RINGS: [f32; 4] = [2.6, 4.0, 5.8, 7.6];
/// What a number keeps from the places of towns, in points.
const TOWN: f32 = 4.8;

/// A landing that is told by a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Numbered {
    /// Its number: its place among those of the day.
    pub number: u16,
    /// Which.
    pub advance: AdvanceId,
}

/// Those of the advances of a day that a stage shows, with their numbers.
#[must_use]
pub fn seen(
    atlas: &Atlas,
    stage: &Stage,
    advances: &[AdvanceId],
    covered: &[Frame],
) -> Vec<Numbered> {
    let shown = |&(_, &advance): &(u16, &AdvanceId)| {
        let tip = atlas.features.advance(advance).last().map(|&map_km| stage.screen(map_km));
        tip.is_some_and(|[x, y]| {
            let inside = |f: &Frame| x > f[0] && x < f[2] && y > f[1] && y < f[3];
            stage.holds([x, y, x, y]) && !covered.iter().any(inside)
        })
    };
    let numbered = |(number, &advance)| Numbered { number, advance };
    (1_u16..).zip(advances).filter(shown).map(numbered).collect()
}

/// An arrow on a stage.
struct Arrow {
    of: Numbered,
    points: Vec<[f32; 2]>,
    color: Color,
    disc: Color,
}

/// Draws the arrows, names and numbers of a map; which landings are told by a number. The light edges
/// of the arrows are in the second marks, which lie under all names.
pub fn draw(
    (atlas, words): (&Atlas, &Words),
    input: &NamesInput,
    taken: &mut Taken,
    [marks, below]: [&mut Vec<Mark>; 2],
) -> Vec<Numbered> {
    let (stage, theme) = (&input.stage, input.theme);
    let palette = &palette(theme);
    // On a map that has no room for their key they are but a sign of what went on.
    let many = input.advances.len() > FEW && stage.camera.km_per_point >= NAMED_BELOW;
    let part = match input.numbers {
        Some(radius) => (radius / Print::FULL.disc).max(0.75),
        None if many => FINE,
        None => 1.0,
    };
    for id in &input.advances {
        let [color, _] = color_of(atlas, *id, theme);
        arrow(&points_of(atlas, stage, *id), color, palette, part, [marks, below]);
    }
    let mut seen = seen(atlas, stage, &input.advances, &input.covered);
    // What an inset shows larger is told there.
    let larger: Vec<Frame> = input.shown_larger.iter().map(|&part| stage.frame_of(part)).collect();
    seen.retain(|of| {
        let tip = points_of(atlas, stage, of.advance).last().copied().unwrap_or_default();
        !larger.iter().any(|frame| overlap([tip[0], tip[1], tip[0], tip[1]], *frame))
    });
    let arrows: Vec<Arrow> = seen
        .into_iter()
        .map(|of| {
            let [color, disc] = color_of(atlas, of.advance, theme);
            Arrow { of, points: points_of(atlas, stage, of.advance), color, disc }
        })
        .collect();
    let room = Room::new(atlas, input, &arrows);
    let named = stage.camera.km_per_point < NAMED_BELOW || arrows.len() <= FEW;
    let mut numbered = Vec::new();
    let mut above = Vec::new();
    for one in &arrows {
        let mark = named.then(|| name((atlas, words), one, palette, &room, taken)).flatten();
        if let Some(mark) = mark {
            above.push(mark);
        } else if let Some(radius) = input.numbers
            && let Some((centre, leader)) = room.place(one, radius, taken)
        {
            if let Some(from) = leader {
                let stroke = Stroke::solid(0.8, one.color);
                marks.push(Mark::Line { points: vec![from, centre], stroke });
            }
            above.extend(disc(centre, radius, one.disc, one.of.number));
            numbered.push(one.of);
        }
    }
    marks.extend(above);
    numbered
}

/// The line of an arrow on a stage.
pub(super) fn points_of(atlas: &Atlas, stage: &Stage, id: AdvanceId) -> Vec<[f32; 2]> {
    atlas.features.advance(id).iter().map(|&map_km| stage.screen(map_km)).collect()
}

/// The colour of an arrow, and the dark one of its number's disc.
pub(super) fn color_of(atlas: &Atlas, id: AdvanceId, theme: Theme) -> [Color; 2] {
    let side: HolderId = atlas.history.advance(id).side;
    let ink = palette(theme).ink;
    let hue = hue_of_family(atlas, atlas.history.holder(side).family, theme).unwrap_or(ink);
    // White is read on it at 5 : 1.
    let light = |c: &Color| 0.2126 * linear(c[0]) + 0.7152 * linear(c[1]) + 0.0722 * linear(c[2]);
    let darker = (3_u8..=10).map(|step| blend(hue, [0, 0, 0, 255], f32::from(step) / 10.0));
    let disc = darker.into_iter().find(|c| light(c) < 0.16).unwrap_or([0, 0, 0, 255]);
    [blend(hue, ink, 0.25), disc]
}

fn linear(byte: u8) -> f32 {
    (f32::from(byte) / 255.0).powf(2.2)
}

/// The middle of a disc, and where a line to it begins.
type Place = ([f32; 2], Option<[f32; 2]>);

/// What is in the way of names and numbers besides what is written.
struct Room<'a> {
    stage: &'a Stage,
    level: Arc<Level>,
    /// Arrows, each with its number.
    lines: Vec<(Numbered, Taken)>,
    /// The dots of towns.
    towns: Taken,
    /// The lines that stand that day.
    standing: Taken,
}

impl<'a> Room<'a> {
    fn new(atlas: &'a Atlas, input: &'a NamesInput, arrows: &[Arrow]) -> Self {
        let stage = &input.stage;
        let level = atlas.geography.level(level_for(2.0 * stage.camera.km_per_point));
        let mut towns = Taken::default();
        let lines = arrows.iter().map(|arrow| {
            let mut line = Taken::default();
            arrow.points.windows(2).for_each(|pair| line.take_line([pair[0], pair[1]]));
            (arrow.of, line)
        });
        let lines = lines.collect();
        for place in atlas.history.place_ids().filter_map(|id| atlas.features.place(id)) {
            let [x, y] = stage.screen(place.map_km);
            towns.take([x - TOWN, y - TOWN, x + TOWN, y + TOWN]);
        }
        let mut standing = Taken::default();
        for &line in &input.standing {
            for pair in atlas.features.boundary(line).windows(2) {
                let ends = [stage.screen(pair[0]), stage.screen(pair[1])];
                if ends.iter().any(|&[x, y]| stage.holds([x, y, x, y])) {
                    standing.take_line(ends);
                }
            }
        }
        Self { stage, level, lines, towns, standing }
    }

    /// Whether there is land of the atlas under a frame.
    fn on_land(&self, frame: Frame) -> bool {
        (0_u8..99).any(|i| {
            let (x, y) = (f32::from(i % 33) / 32.0, f32::from(i / 33) / 2.0);
            let at = [frame[0] + x * (frame[2] - frame[0]), frame[1] + y * (frame[3] - frame[1])];
            self.level.is_region(self.stage.map_km(at))
        })
    }

    /// Whether a frame is free of all but one arrow.
    fn is_free(&self, frame: Frame, apart_from: Option<Numbered>, taken: &Taken) -> bool {
        let mut others = self.lines.iter().filter(|(of, _)| Some(*of) != apart_from);
        self.stage.holds(frame)
            && self.towns.is_free(frame)
            && self.standing.is_free(frame)
            && taken.is_free(frame)
            && others.all(|(_, line)| line.is_free(frame))
    }

    /// Where the number of an arrow stands, which is taken then; and where a line to it begins, if it
    /// is not beside the arrow. At sea rather than on land, but rather beside than around.
    fn place(&self, arrow: &Arrow, radius: f32, taken: &mut Taken) -> Option<Place> {
        let places = places(&arrow.points, radius);
        let disc_frame = |centre: [f32; 2]| disc_frame(centre, radius);
        let free = |(centre, _): &&Place| self.is_free(disc_frame(*centre), Some(arrow.of), taken);
        let (beside, around): (Vec<&Place>, Vec<&Place>) =
            places.iter().partition(|(_, leader)| leader.is_none());
        let best = |places: Vec<&Place>| {
            let free: Vec<Place> = places.into_iter().filter(free).copied().collect();
            let at_sea = free.iter().find(|(centre, _)| !self.on_land(disc_frame(*centre)));
            at_sea.or(free.first()).copied()
        };
        let place = best(beside).or_else(|| best(around))?;
        taken.take(disc_frame(place.0));
        Some(place)
    }
}

/// The frame of a number's disc.
#[must_use]
pub fn disc_frame([x, y]: [f32; 2], radius: f32) -> Frame {
    let reach = radius + 0.6;
    [x - reach, y - reach, x + reach, y + reach]
}

/// The places of a number, the best first: behind the tail, at its sides, along the arrow, around.
fn places(points: &[[f32; 2]], radius: f32) -> Vec<Place> {
    let &[start, next, ..] = points else { return Vec::new() };
    let off = radius + GAP;
    let unit = |from: [f32; 2], to: [f32; 2]| {
        let run = [to[0] - from[0], to[1] - from[1]];
        let long = run[0].hypot(run[1]).max(0.1);
        [run[0] / long, run[1] / long]
    };
    let [ux, uy] = unit(start, next);
    let mut places = vec![([start[0] - off * ux, start[1] - off * uy], None)];
    for pair in points.windows(2) {
        let [ux, uy] = unit(pair[0], pair[1]);
        for part in [0.0, 0.5] {
            let at: [f32; 2] =
                std::array::from_fn(|i| pair[0][i] + part * (pair[1][i] - pair[0][i]));
            places.push(([at[0] - off * uy, at[1] + off * ux], None));
            places.push(([at[0] + off * uy, at[1] - off * ux], None));
        }
    }
    for ring in RINGS {
        for turn in 0_u8..12 {
            let (sin, cos) = (f32::from(turn) * std::f32::consts::TAU / 12.0).sin_cos();
            let off = ring * radius;
            places.push(([start[0] + off * cos, start[1] + off * sin], Some(start)));
        }
    }
    places
}

/// The name of a landing beside its tail, where nothing is in the way, not even land.
fn name(
    (atlas, words): (&Atlas, &Words),
    arrow: &Arrow,
    palette: &Palette,
    room: &Room<'_>,
    taken: &mut Taken,
) -> Option<Mark> {
    let &[x, y] = arrow.points.first()?;
    let advance = atlas.history.advance(arrow.of.advance);
    let day = words.day_of_year(advance.date.day);
    let said = format!("{}, {day}", advance.label.get(words.language));
    let gap = 5.0;
    let sides = [
        ([x - gap, y + 4.0], Anchor::End),
        ([x + gap, y + 4.0], Anchor::Start),
        ([x, y + gap + 9.0], Anchor::Middle),
        ([x, y - gap - 2.0], Anchor::Middle),
        ([x + gap, y + gap + 8.0], Anchor::Start),
        ([x - gap, y + gap + 8.0], Anchor::End),
        ([x + gap, y - gap], Anchor::Start),
        ([x - gap, y - gap], Anchor::End),
    ];
    sides.into_iter().find_map(|(at, anchor)| {
        let mark = TextMark {
            anchor,
            halo: Some(faded(palette.sea, 225)),
            ..text(at, Face::SansBold, 10.0, palette, said.clone())
        };
        let frame = frame_of(&mark, 1.0);
        let free = room.is_free(frame, None, taken) && !room.on_land(frame);
        free.then(|| {
            taken.take(frame);
            Mark::Text(mark)
        })
    })
}

/// An arrow along a line, with its head at the end; its strokes are so large a part of the usual.
fn arrow(
    points: &[[f32; 2]],
    color: Color,
    palette: &Palette,
    part: f32,
    [marks, below]: [&mut Vec<Mark>; 2],
) {
    let &[.., before, tip] = points else { return };
    let [dx, dy] = [tip[0] - before[0], tip[1] - before[1]];
    let length = dx.hypot(dy).max(0.1);
    let [ux, uy] = [dx / length, dy / length];
    let head = 6.5 * part;
    let wing = |side: f32| {
        [tip[0] - head * ux - side * 0.55 * head * uy, tip[1] - head * uy + side * 0.55 * head * ux]
    };
    let barbs = vec![wing(1.0), tip, wing(-1.0)];
    for (width, color, marks) in [(4.4, faded(palette.halo, 190), below), (2.0, color, marks)] {
        let stroke = Stroke { width: part * width, color, dash: Dash::Solid };
        marks.push(Mark::Line { points: points.to_vec(), stroke });
        marks.push(Mark::Line { points: barbs.clone(), stroke });
    }
}

/// A number in a disc.
pub(super) fn disc(centre: [f32; 2], radius: f32, color: Color, number: u16) -> [Mark; 2] {
    let edge = Some(Stroke::solid(1.0, [255, 255, 255, 230]));
    let [x, y] = centre;
    let size = 1.4 * radius;
    let number = TextMark {
        at: [x, y + 0.36 * size],
        anchor: Anchor::Middle,
        text: number.to_string(),
        face: Face::SansBold,
        size,
        color: [255, 255, 255, 255],
        halo: None,
        spacing: 0.0,
        angle: 0.0,
    };
    [Mark::Dot { centre, radius, color, stroke: edge }, Mark::Text(number)]
}
