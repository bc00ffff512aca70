//! Insets: small parts of the map, drawn larger in frames of their own.

use geo::{Coord, Rect};

use crate::geography::{Camera, level_for};

use super::Scene;
use super::furniture::{points, screen};
use super::labels::overlap;
use super::marks::Frame;

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
    /// Which: place in the list of insets.
    pub index: usize,
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
    for (index, inset) in atlas.history.insets.iter().enumerate() {
        let [west, south, east, north] = inset.view;
        let part = Rect::new(Coord { x: west, y: south }, Coord { x: east, y: north });
        let part = atlas.geography.map_km_bounds(part);
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
            all.push(InsetPlace { index, frame, camera });
        }
    }
    all
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
