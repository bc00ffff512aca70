//! Insets: small parts of the map, drawn larger in frames of their own.

use crate::atlas::{Atlas, InsetId};
use crate::geography::Camera;
use crate::history::Language;
use crate::view::Theme;

use super::faces::{Face, width};
use super::foot;
use super::furniture::{Under, panel, text, under, wrapped};
use super::marks::{Anchor, Frame, Mark, Stroke, TextMark};
use super::page::STRIP;
use super::palette::palette;
use super::stage::Stage;
use super::words::Words;

/// An inset gives way when the map is drawn at less than so many times its scale.
const LARGER: f64 = 1.5;
/// The longest scale bar of an inset, in points.
const BAR: f32 = 110.0;

/// An inset that a map has room for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InsetPlace {
    /// Which.
    pub inset: InsetId,
    /// The frame of its map on the map, in points; its strip stands above.
    pub frame: Frame,
    /// Where the reader stands in it.
    pub camera: Camera,
}

impl InsetPlace {
    /// Width and height of the frame of its map.
    #[must_use]
    pub fn size(&self) -> [f64; 2] {
        [f64::from(self.frame[2] - self.frame[0]), f64::from(self.frame[3] - self.frame[1])]
    }

    /// Its frame with the strip.
    #[must_use]
    pub fn whole(&self) -> Frame {
        let [left, top, right, bottom] = self.frame;
        [left, top - STRIP, right, bottom]
    }

    /// What it shows, as a frame of the map.
    #[must_use]
    pub fn shown(&self, stage: &Stage) -> Frame {
        stage.frame_of(self.camera.frame_map_km(self.size()))
    }

    /// The lines around what it shows.
    #[must_use]
    pub fn box_around(&self, stage: &Stage) -> [[[f32; 2]; 2]; 4] {
        let [left, top, right, bottom] = self.shown(stage);
        let corners = [[left, top], [right, top], [right, bottom], [left, bottom]];
        std::array::from_fn(|i| [corners[i], corners[(i + 1) % 4]])
    }

    /// The lines that lead from what it shows to it.
    #[must_use]
    pub fn leads(&self, stage: &Stage) -> [[[f32; 2]; 2]; 2] {
        let shown = self.shown(stage);
        let own = self.whole();
        // From the side of the shown part that faces the inset.
        let (from, to) = if shown[2] <= own[0] { (shown[2], own[0]) } else { (shown[0], own[0]) };
        [[[from, shown[1]], [to, own[1]]], [[from, shown[3]], [to, own[3]]]]
    }
}

/// The insets of a page that have something to show at a stage: each at its place, unless land of the
/// atlas lies there.
#[must_use]
pub fn places(atlas: &Atlas, stage: &Stage, frames: &[(InsetId, Frame)]) -> Vec<InsetPlace> {
    let mut all = Vec::new();
    for &(inset, [left, top, right, bottom]) in frames {
        let part = atlas.features.inset(inset).bounds_map_km;
        let frame = [left, top + STRIP, right, bottom];
        let size = [f64::from(right - left), f64::from(bottom - top - STRIP)];
        let camera = Camera::fit(part, size, 0.0);
        let place = InsetPlace { inset, frame, camera };
        let [w, h] = stage.extent();
        let shown = place.shown(stage);
        // All of what it shows: a line leads from there to it.
        let seen = shown[0] >= 0.0 && shown[2] <= w && shown[1] >= 0.0 && shown[3] <= h;
        let covers = under(atlas, stage, [left, top, right, bottom]) == Under::Own;
        let hides_itself = super::labels::overlap(shown, place.whole());
        if seen
            && !covers
            && !hides_itself
            && stage.camera.km_per_point >= LARGER * camera.km_per_point
        {
            all.push(place);
        }
    }
    all
}

/// What the furniture of an inset depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EdgeInput {
    /// Which, and where.
    pub place: InsetPlace,
    /// Its map.
    pub stage: Stage,
    /// The colour scheme.
    pub theme: Theme,
    /// The language.
    pub language: Language,
}

/// The strip of an inset with its name and scale, its scale bar, and the line around it; in points of
/// the map that it lies on.
#[must_use]
pub fn edge(atlas: &Atlas, words: &Words, input: &EdgeInput) -> Vec<Mark> {
    let palette = palette(input.theme);
    let [left, top, right, bottom] = input.place.whole();
    let strip = top + STRIP;
    let mut marks = vec![panel(&palette, [left, top, right, strip])];
    let scale = foot::in_words(words, input.stage.camera.km_per_point);
    let baseline = top + 15.0;
    let name = atlas.features.inset(input.place.inset).name.get(words.language);
    let all = right - left - 18.0;
    let beside = all - 8.0 - width(Face::Sans, 9.0, 0.0, &scale);
    let fits = |size: f32, room: f32| width(Face::SansBold, size, 0.0, name) <= room;
    let size = [10.5, 10.0, 9.5].into_iter().find(|&size| fits(size, beside));
    if size.is_some() {
        marks.push(Mark::Text(TextMark {
            anchor: Anchor::End,
            color: palette.muted,
            ..text([right - 9.0, baseline], Face::Sans, 9.0, &palette, scale)
        }));
    }
    // A long name goes before the scale, which the bar tells too.
    let size = size.or_else(|| [10.0, 9.0].into_iter().find(|&size| fits(size, all)));
    let size = size.unwrap_or(8.5);
    let name = wrapped(Face::SansBold, size, all, name, 1).concat();
    marks.push(Mark::Text(text([left + 9.0, baseline], Face::SansBold, size, &palette, name)));
    if let Some([x, y]) = bar_at(atlas, &input.stage) {
        let at = [left + x, strip + y];
        let map = Stage { ..input.stage };
        foot::scale_bar(words, &map, &palette, (at, f64::from(BAR)), &mut marks);
    }
    let ink = palette.outline;
    let points = vec![[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
    marks.push(Mark::Line { points, stroke: Stroke::solid(1.0, ink) });
    marks.push(Mark::Line {
        points: vec![[left, strip], [right, strip]],
        stroke: Stroke::solid(0.6, ink),
    });
    marks
}

/// Where the scale bar of an inset stands: in a corner that is open sea.
fn bar_at(atlas: &Atlas, stage: &Stage) -> Option<[f32; 2]> {
    let [w, h] = stage.extent();
    let wide = BAR.min(0.45 * w);
    let corners =
        [[w - wide - 26.0, h - 14.0], [12.0, h - 14.0], [w - wide - 26.0, 24.0], [12.0, 24.0]];
    corners.into_iter().find(|at| under(atlas, stage, around_bar(*at, wide)) == Under::Sea)
}

/// The frame that the scale bar of an inset takes, in points of its map.
#[must_use]
pub fn bar_frame(atlas: &Atlas, stage: &Stage) -> Option<Frame> {
    bar_at(atlas, stage).map(|at| around_bar(at, BAR.min(0.45 * stage.extent()[0])))
}

fn around_bar([x, y]: [f32; 2], wide: f32) -> Frame {
    [x - 6.0, y - 16.0, x + wide + 22.0, y + 8.0]
}
