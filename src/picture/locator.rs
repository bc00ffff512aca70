//! The locator, which `app` shows on a card: a small map of the world with the place of an event that
//! is not on the map.

use geo::{Coord, Rect, TriangulateEarcut};

use crate::atlas::{Atlas, LocatorFrame};

/// How much taller a degree of latitude is drawn than one of longitude.
const TALLER: f64 = 1.36;

/// The land of the locator as triangles in a rectangle of width 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Locator {
    /// Corners, from the upper left; x runs to 1.
    pub vertices: Vec<[f32; 2]>,
    /// Three indices a triangle.
    pub indices: Vec<u32>,
    /// The region of the atlas: left, top, right, bottom.
    pub region: [f32; 4],
    /// Height of the rectangle, its width being 1.
    pub height: f32,
    frame: LocatorFrame,
}

impl Locator {
    /// The locator of an atlas; `None` if it has no land for one.
    #[must_use]
    pub fn new(atlas: &Atlas) -> Option<Self> {
        if atlas.world().is_empty() {
            return None;
        }
        let frame = atlas.locator;
        let west = frame.west;
        let mut vertices = Vec::new();
        let mut indices = Vec::new();
        for polygon in atlas.world() {
            let triangles = polygon.earcut_triangles_raw();
            let first = u32::try_from(vertices.len()).unwrap_or(0);
            // A piece that ends at the western edge stays at that edge.
            let east = polygon.exterior().0.iter().all(|c| c.x <= west);
            vertices.extend(
                triangles
                    .vertices
                    .iter()
                    .map(|&[lon, lat]| (if east { lon + 360.0 } else { lon.max(west) }, lat))
                    .map(|(lon, lat)| place(&frame, lon, lat)),
            );
            indices.extend(
                triangles.triangle_indices.iter().map(|&i| first + u32::try_from(i).unwrap_or(0)),
            );
        }
        let region = region(&frame, atlas.view_lon_lat);
        Some(Self { vertices, indices, region, height: height(&frame), frame })
    }

    /// Where a point in degrees is.
    #[must_use]
    pub fn at(&self, lon_lat: Coord<f64>) -> [f32; 2] {
        at(&self.frame, lon_lat)
    }
}

fn at(frame: &LocatorFrame, Coord { x: lon, y: lat }: Coord<f64>) -> [f32; 2] {
    place(frame, if lon < frame.west { lon + 360.0 } else { lon }, lat)
}

#[expect(clippy::cast_possible_truncation, reason = "a part of a small picture")]
fn height(frame: &LocatorFrame) -> f32 {
    ((frame.north - frame.south) / 360.0 * TALLER) as f32
}

fn region(frame: &LocatorFrame, view: Rect<f64>) -> [f32; 4] {
    let [left, bottom] = at(frame, view.min());
    let [right, top] = at(frame, view.max());
    [left, top, right, bottom]
}

fn place(frame: &LocatorFrame, lon: f64, lat: f64) -> [f32; 2] {
    let x = (lon - frame.west) / 360.0;
    let y = (frame.north - lat.clamp(frame.south, frame.north)) / 360.0 * TALLER;
    #[expect(clippy::cast_possible_truncation, reason = "a part of a small picture")]
    let at = [x as f32, y as f32];
    at
}
