//! Marks of history on the map: landings and advances as arrows, boundary stones, and where the
//! event of the open card was.

use crate::atlas::Atlas;
use crate::history::{AdvanceId, PlaceId, PlaceKind, StoneId};
use crate::view::{Look, MapLayer, Theme};

use super::faces::Face;
use super::furniture::text;
use super::labels::{NamesInput, Taken, frame_of};
use super::landings::{self, Numbered};
use super::marks::{Anchor, Mark, Stroke, TextMark};
use super::palette::{Palette, faded, palette};
use super::stage::Stage;
use super::words::Words;

/// Above this scale, in kilometres per point, stones carry no names.
const NAMED_BELOW: f64 = 0.6;
/// Above this scale stones are not drawn.
const STONES_BELOW: f64 = 1.7;

/// The landings and advances that are drawn on the moment, in the order of the atlas.
#[must_use]
pub fn advances_on(atlas: &Atlas, look: &Look) -> Vec<AdvanceId> {
    let shown = |&id: &AdvanceId| {
        let advance = atlas.history.advance(id);
        advance.date.day <= look.moment() && look.moment() < advance.until
    };
    atlas
        .history
        .advance_ids()
        .filter(|id| look.layers().has(MapLayer::Events) && shown(id))
        .collect()
}

/// The stones that mark a border on the moment, in the order of the atlas.
#[must_use]
pub fn stones_on(atlas: &Atlas, look: &Look) -> Vec<StoneId> {
    let stands = |&id: &StoneId| {
        let stone = atlas.history.stone(id);
        stone.from <= look.moment() && stone.until.is_none_or(|until| look.moment() < until)
    };
    atlas
        .history
        .stone_ids()
        .filter(|id| look.layers().has(MapLayer::Events) && stands(id))
        .collect()
}

/// Draws stones and arrows, and writes their names where there is room; the landings that are told by
/// a number instead. The second marks are what lies under all names: the light edges of the arrows.
pub fn draw(
    (atlas, words): (&Atlas, &Words),
    input: &NamesInput,
    taken: &mut Taken,
    [marks, below]: [&mut Vec<Mark>; 2],
) -> Vec<Numbered> {
    let (stage, palette) = (&input.stage, &palette(input.theme));
    let km = stage.camera.km_per_point;
    if km < STONES_BELOW {
        for &id in &input.stones {
            let at = stage.screen(atlas.features.stone(id));
            draw_stone(palette, at, marks);
            if km < NAMED_BELOW {
                let name = atlas.history.stone(id).name.get(words.language);
                beside(stage, palette, (at, 6.0), name, taken, marks);
            }
        }
    }
    landings::draw((atlas, words), input, taken, [marks, below])
}

fn draw_stone(palette: &Palette, [x, y]: [f32; 2], marks: &mut Vec<Mark>) {
    let fill = super::Fill::plain(palette.town);
    let stroke = Some(Stroke::solid(1.1, palette.treaty));
    let frame = [x - 2.6, y - 4.0, x + 2.6, y + 2.4];
    marks.push(Mark::Box { frame, rounding: 0.6, fill, stroke, fineness: 1.0 });
}

/// What the ring around the place of the open event depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlaceInput {
    /// The map.
    pub stage: Stage,
    /// The colour scheme.
    pub theme: Theme,
    /// The place, if there is one on the map.
    pub place: Option<PlaceId>,
}

impl PlaceInput {
    /// The input of a look.
    #[must_use]
    pub fn of(atlas: &Atlas, stage: Stage, look: &Look) -> Self {
        let open = look.event().filter(|_| look.layers().has(MapLayer::Events));
        let place = open.and_then(|event| atlas.history.event(event).place);
        let place = place.filter(|&place| atlas.history.place(place).kind != PlaceKind::Away);
        Self { stage, theme: look.theme(), place }
    }
}

/// Rings the place of the open event.
#[must_use]
pub fn place_ring(atlas: &Atlas, input: &PlaceInput) -> Vec<Mark> {
    let palette = palette(input.theme);
    let Some(at) = input.place.and_then(|place| atlas.features.place(place)) else {
        return Vec::new();
    };
    let centre = input.stage.screen(at.map_km);
    let ring = |(width, color)| {
        let stroke = Some(Stroke::solid(width, color));
        Mark::Dot { centre, radius: 7.5, color: faded(palette.halo, 0), stroke }
    };
    [(4.0, faded(palette.halo, 200)), (1.8, palette.treaty)].map(ring).to_vec()
}

/// Writes a name beside a point, where there is room.
fn beside(
    stage: &Stage,
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
        if super::labels::place(stage, frame_of(&mark, 1.0), taken) {
            marks.push(Mark::Text(mark));
            return;
        }
    }
}
