//! Insets: small parts of the map, drawn larger in frames of their own.

use crate::atlas::{Atlas, InsetId};
use crate::geography::{Camera, level_for};
use crate::history::Language;
use crate::view::Theme;

use super::faces::Face;
use super::furniture::text;
use super::labels::overlap;
use super::marks::{Frame, Mark, Stroke, TextMark};
use super::palette::{faded, palette};
use super::stage::Stage;
use super::words::Words;

/// Width and height of an inset, in points.
const SIZE: [f32; 2] = [248.0, 196.0];
/// The smallest frame of the map that has room for an inset, in points.
const ROOM: [f32; 2] = [700.0, 520.0];
/// An inset gives way when the map is drawn at less than so many times its scale.
const LARGER: f64 = 1.5;
/// Space around an inset, in points.
const MARGIN: f32 = 18.0;

/// An inset that a map has room for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InsetPlace {
    /// Which.
    pub inset: InsetId,
    /// Its frame on the map, in points.
    pub frame: Frame,
    /// Where the reader stands in it.
    pub camera: Camera,
}

impl InsetPlace {
    /// Width and height of its frame.
    #[must_use]
    pub fn size(&self) -> [f64; 2] {
        [f64::from(self.frame[2] - self.frame[0]), f64::from(self.frame[3] - self.frame[1])]
    }
}

/// The insets that a map has room for, beside the legend and off the land.
#[must_use]
pub fn places(atlas: &Atlas, stage: &Stage, legend: Frame) -> Vec<InsetPlace> {
    let [w, h] = stage.extent();
    if w < ROOM[0] || h < ROOM[1] {
        return Vec::new();
    }
    let mut all: Vec<InsetPlace> = Vec::new();
    for inset in atlas.features.inset_ids() {
        let part = atlas.features.inset(inset).bounds_map_km;
        let size = SIZE.map(f64::from);
        let camera = Camera::fit(part, size, 4.0);
        let seen = stage.camera.frame_map_km(stage.size);
        let shown = seen.min().x < part.max().x
            && seen.max().x > part.min().x
            && seen.min().y < part.max().y
            && seen.max().y > part.min().y;
        if !shown || stage.camera.km_per_point < LARGER * camera.km_per_point {
            continue;
        }
        let free = |frame: &Frame| {
            let grown = [frame[0] - 6.0, frame[1] - 6.0, frame[2] + 6.0, frame[3] + 6.0];
            frame[1] >= 8.0
                && frame[0] >= 8.0
                && !overlap(grown, legend)
                && !all.iter().any(|other| overlap(grown, other.frame))
                && !over_land(atlas, stage, grown)
        };
        if let Some(frame) = candidates(w, h, legend).into_iter().find(free) {
            all.push(InsetPlace { inset, frame, camera });
        }
    }
    all
}

/// What the edge of an inset depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EdgeInput {
    /// Which.
    pub inset: InsetId,
    /// Width and height, in points.
    pub extent: [f32; 2],
    /// The colour scheme.
    pub theme: Theme,
    /// The language.
    pub language: Language,
}

/// The name of an inset and the line around it.
#[must_use]
pub fn edge(atlas: &Atlas, words: &Words, input: &EdgeInput) -> Vec<Mark> {
    let palette = palette(input.theme);
    let [w, h] = input.extent;
    let name = atlas.features.inset(input.inset).name.get(words.language);
    let name = TextMark {
        halo: Some(faded(palette.sea, 230)),
        ..text([9.0, 17.0], Face::SansBold, 11.0, &palette, name.to_owned())
    };
    let points = vec![[0.0, 0.0], [w, 0.0], [w, h], [0.0, h], [0.0, 0.0]];
    vec![Mark::Text(name), Mark::Line { points, stroke: Stroke::solid(1.2, palette.muted) }]
}

/// Frames that an inset could take, the best first.
fn candidates(w: f32, h: f32, legend: Frame) -> Vec<Frame> {
    let [width, height] = SIZE;
    let at = |left: f32, top: f32| [left, top, left + width, top + height];
    let right = w - MARGIN - width;
    vec![
        at(right, legend[1] - 12.0 - height),
        at(legend[0] - 12.0 - width, h - 34.0 - height),
        at(right, MARGIN),
        at(right, 0.5 * (h - height)),
        at(MARGIN, 150.0),
    ]
}

/// Whether any own land lies in a rectangle: the bounds of what is small, samples of what is large.
fn over_land(atlas: &Atlas, stage: &Stage, frame: Frame) -> bool {
    let level = atlas.geography.level(level_for(4.0 * stage.camera.km_per_point));
    let small = level.regions.iter().flat_map(|shape| &shape.bounds).any(|bounds| {
        let own = stage.frame_of(*bounds);
        let large = own[2] - own[0] > 60.0 || own[3] - own[1] > 60.0;
        !large && overlap(own, frame)
    });
    small || samples(frame).any(|at| level.is_region(stage.map_km(at)))
}

fn samples([left, top, right, bottom]: Frame) -> impl Iterator<Item = [f32; 2]> {
    (0_u8..81).map(move |i| {
        let (x, y) = (f32::from(i % 9) / 8.0, f32::from(i / 9) / 8.0);
        [left + x * (right - left), top + y * (bottom - top)]
    })
}
