//! Marks of history on the map: landings and advances as arrows, boundary stones, and where the
//! event of the open card was.

use crate::atlas::Atlas;
use crate::history::{AdvanceId, PlaceKind, StoneId};
use crate::view::View;

use super::Scene;
use super::faces::Face;
use super::fills::hue_of_family;
use super::furniture::{screen, text};
use super::labels::{Taken, frame_of};
use super::marks::{Anchor, Dash, Mark, Stroke, TextMark};
use super::palette::{Palette, blend, faded};

/// Above this scale, in kilometres per point, arrows and stones carry no names.
const NAMED_BELOW: f64 = 1.0;
/// Above this scale stones are not drawn.
const STONES_BELOW: f64 = 1.7;

/// The landings and advances that are drawn on the moment, in the order of the atlas.
#[must_use]
pub fn advances_on(atlas: &Atlas, view: &View) -> Vec<AdvanceId> {
    let shown = |&id: &AdvanceId| {
        let advance = atlas.history.advance(id);
        advance.date.day <= view.moment && view.moment < advance.until
    };
    atlas.history.advance_ids().filter(|id| view.layers.events && shown(id)).collect()
}

/// The stones that mark a border on the moment, in the order of the atlas.
#[must_use]
pub fn stones_on(atlas: &Atlas, view: &View) -> Vec<StoneId> {
    let stands = |&id: &StoneId| {
        let stone = atlas.history.stone(id);
        stone.from <= view.moment && stone.until.is_none_or(|until| view.moment < until)
    };
    atlas.history.stone_ids().filter(|id| view.layers.events && stands(id)).collect()
}

/// Draws arrows and stones, and writes their names where there is room.
pub fn draw(scene: &Scene<'_>, palette: &Palette, taken: &mut Taken, marks: &mut Vec<Mark>) {
    let (atlas, view) = (scene.atlas, scene.view);
    if !view.layers.events {
        return;
    }
    let km = scene.camera.km_per_point;
    if km < STONES_BELOW {
        for id in stones_on(atlas, view) {
            let stone = atlas.history.stone(id);
            let at = screen(scene, atlas.features.stone(id));
            draw_stone(palette, at, marks);
            if km < 0.6 * NAMED_BELOW {
                let name = stone.name.get(scene.words.language);
                beside(scene, palette, (at, 6.0), name, taken, marks);
            }
        }
    }
    for id in advances_on(atlas, view) {
        let advance = atlas.history.advance(id);
        let line = atlas.features.advance(id).iter();
        let points: Vec<[f32; 2]> = line.map(|&map_km| screen(scene, map_km)).collect();
        let family = atlas.history.holder(advance.side).family;
        let hue = hue_of_family(atlas, family, view.theme).unwrap_or(palette.ink);
        arrow(&points, blend(hue, palette.ink, 0.25), palette, marks);
        if km < NAMED_BELOW
            && let Some(&start) = points.first()
        {
            let name = advance.label.get(scene.words.language);
            let day = scene.words.day_of_year(advance.date.day);
            beside(scene, palette, (start, 5.0), &format!("{name}, {day}"), taken, marks);
        }
    }
}

/// An arrow along a line, with its head at the end.
fn arrow(points: &[[f32; 2]], color: super::Color, palette: &Palette, marks: &mut Vec<Mark>) {
    let &[.., before, tip] = points else { return };
    let [dx, dy] = [tip[0] - before[0], tip[1] - before[1]];
    let length = dx.hypot(dy).max(0.1);
    let [ux, uy] = [dx / length, dy / length];
    let head = 6.5;
    let wing = |side: f32| {
        [tip[0] - head * ux - side * 0.55 * head * uy, tip[1] - head * uy + side * 0.55 * head * ux]
    };
    let barbs = vec![wing(1.0), tip, wing(-1.0)];
    for (width, color) in [(4.4, faded(palette.halo, 190)), (2.0, color)] {
        let stroke = Stroke { width, color, dash: Dash::Solid };
        marks.push(Mark::Line { points: points.to_vec(), stroke });
        marks.push(Mark::Line { points: barbs.clone(), stroke });
    }
}

fn draw_stone(palette: &Palette, [x, y]: [f32; 2], marks: &mut Vec<Mark>) {
    let fill = super::Fill::plain(palette.town);
    let stroke = Some(Stroke::solid(1.1, palette.treaty));
    let frame = [x - 2.6, y - 4.0, x + 2.6, y + 2.4];
    marks.push(Mark::Box { frame, rounding: 0.6, fill, stroke });
}

/// Rings the place of the open event.
pub fn draw_place(scene: &Scene<'_>, palette: &Palette, marks: &mut Vec<Mark>) {
    let (atlas, view) = (scene.atlas, scene.view);
    let open = view.event.filter(|_| view.layers.events);
    let Some(place) = open.and_then(|event| atlas.history.event(event).place) else { return };
    let away = atlas.history.place(place).kind == PlaceKind::Away;
    let Some(at) = atlas.features.place(place).filter(|_| !away) else { return };
    let centre = screen(scene, at.map_km);
    for (radius, width, color) in [(7.5, 4.0, faded(palette.halo, 200)), (7.5, 1.8, palette.treaty)]
    {
        let stroke = Some(Stroke::solid(width, color));
        marks.push(Mark::Dot { centre, radius, color: faded(palette.halo, 0), stroke });
    }
}

/// Writes a name beside a point, where there is room.
fn beside(
    scene: &Scene<'_>,
    palette: &Palette,
    ([x, y], gap): ([f32; 2], f32),
    words: &str,
    taken: &mut Taken,
    marks: &mut Vec<Mark>,
) {
    let sides = [
        ([x - gap, y + 4.0], Anchor::End),
        ([x + gap, y + 4.0], Anchor::Start),
        ([x, y + gap + 9.0], Anchor::Middle),
        ([x, y - gap - 2.0], Anchor::Middle),
    ];
    for (at, anchor) in sides {
        let mark = TextMark {
            anchor,
            halo: Some(faded(palette.sea, 225)),
            ..text(at, Face::SansBold, 10.0, palette, words.to_owned())
        };
        if super::labels::place(scene, frame_of(&mark, 1.0), taken) {
            marks.push(Mark::Text(mark));
            return;
        }
    }
}
