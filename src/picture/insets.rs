//! Insets: small parts of the map, drawn larger in frames of their own.

use crate::atlas::InsetId;
use crate::geography::{Camera, level_for};

use super::Scene;
use super::faces::Face;
use super::furniture::{points, screen, text};
use super::labels::overlap;
use super::map::Composer;
use super::marks::{Frame, InsetPicture, Mark, Stroke, TextMark};
use super::palette::{Palette, faded, palette};

/// Width and height of an inset, in points.
const SIZE: [f32; 2] = [248.0, 196.0];
/// The smallest frame of the map that has room for an inset, in points.
const ROOM: [f32; 2] = [700.0, 520.0];
/// An inset gives way when the map is drawn at less than so many times its scale.
const LARGER: f64 = 1.5;
/// Space around an inset, in points.
const MARGIN: f32 = 18.0;

/// An inset that a scene has room for.
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

/// The insets that a scene has room for, beside the legend and off the land.
#[must_use]
pub fn places(scene: &Scene<'_>, legend: Frame) -> Vec<InsetPlace> {
    let [w, h] = points(scene.size);
    if scene.inset || !scene.view.layers.insets || w < ROOM[0] || h < ROOM[1] {
        return Vec::new();
    }
    let atlas = scene.atlas;
    let mut all: Vec<InsetPlace> = Vec::new();
    for inset in atlas.features.inset_ids() {
        let part = atlas.features.inset(inset).bounds_map_km;
        let size = SIZE.map(f64::from);
        let camera = Camera::fit(part, size, 4.0);
        let seen = scene.camera.frame_map_km(scene.size);
        let shown = seen.min().x < part.max().x
            && seen.max().x > part.min().x
            && seen.min().y < part.max().y
            && seen.max().y > part.min().y;
        if !shown || scene.camera.km_per_point < LARGER * camera.km_per_point {
            continue;
        }
        let free = |frame: &Frame| {
            let grown = [frame[0] - 6.0, frame[1] - 6.0, frame[2] + 6.0, frame[3] + 6.0];
            frame[1] >= 8.0
                && frame[0] >= 8.0
                && !overlap(grown, legend)
                && !all.iter().any(|other| overlap(grown, other.frame))
                && !over_land(scene, grown)
        };
        if let Some(frame) = candidates(w, h, legend).into_iter().find(free) {
            all.push(InsetPlace { inset, frame, camera });
        }
    }
    all
}

/// The pictures of the insets, composed by composers that are kept from one to the next.
#[must_use]
pub fn compose(
    scene: &Scene<'_>,
    places: &[InsetPlace],
    composers: &mut Vec<Composer>,
) -> Vec<InsetPicture> {
    let palette = palette(scene.view.theme);
    composers.resize_with(places.len(), Composer::default);
    let mut pictures = Vec::with_capacity(places.len());
    for (place, composer) in places.iter().zip(composers) {
        let size = place.size();
        let km_per_pixel =
            place.camera.km_per_point * scene.km_per_pixel / scene.camera.km_per_point;
        let inner = Scene {
            size,
            camera: place.camera,
            level: level_for(km_per_pixel),
            km_per_pixel,
            inset: true,
            ..*scene
        };
        let mut picture = composer.compose(&inner);
        let [w, h] = points(size);
        let name = scene.atlas.features.inset(place.inset).name.get(scene.words.language);
        picture.marks.push(Mark::Text(TextMark {
            halo: Some(faded(palette.sea, 230)),
            ..text([9.0, 17.0], Face::SansBold, 11.0, &palette, name.to_owned())
        }));
        picture.marks.push(Mark::Line {
            points: vec![[0.0, 0.0], [w, 0.0], [w, h], [0.0, h], [0.0, 0.0]],
            stroke: Stroke::solid(1.2, palette.muted),
        });
        pictures.push(InsetPicture { frame: place.frame, picture });
    }
    pictures
}

/// Lines on the map that tell what the insets show.
pub fn extents(scene: &Scene<'_>, places: &[InsetPlace], palette: &Palette, marks: &mut Vec<Mark>) {
    for place in places {
        let part = place.camera.frame_map_km(place.size());
        let [left, bottom] = screen(scene, part.min());
        let [right, top] = screen(scene, part.max());
        let points = vec![[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
        marks.push(Mark::Line { points, stroke: Stroke::solid(0.8, faded(palette.ink, 130)) });
    }
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
fn over_land(scene: &Scene<'_>, frame: Frame) -> bool {
    let level = scene.atlas.geography.level(level_for(4.0 * scene.camera.km_per_point));
    let small = level.regions.iter().flat_map(|shape| &shape.bounds).any(|bounds| {
        let [left, bottom] = screen(scene, bounds.min());
        let [right, top] = screen(scene, bounds.max());
        let large = right - left > 60.0 || bottom - top > 60.0;
        !large && overlap([left, top, right, bottom], frame)
    });
    small
        || samples(frame).any(|[x, y]| {
            let at = [f64::from(x), f64::from(y)];
            level.is_region(scene.camera.map_from_screen(at, scene.size))
        })
}

fn samples([left, top, right, bottom]: Frame) -> impl Iterator<Item = [f32; 2]> {
    (0_u8..81).map(move |i| {
        let (x, y) = (f32::from(i % 9) / 8.0, f32::from(i / 9) / 8.0);
        [left + x * (right - left), top + y * (bottom - top)]
    })
}
