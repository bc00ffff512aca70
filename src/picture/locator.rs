//! The locator: a small map of the world that shows where an event was that is not on the map.

use geo::{Coord, Rect, TriangulateEarcut};

use crate::atlas::Atlas;

/// The western edge of the locator, in degrees: the Atlantic, so that Europe, Asia and America are
/// each in one piece.
const WEST: f64 = -30.0;
/// Its southern and northern edges, in degrees.
const SOUTH_NORTH: [f64; 2] = [-12.0, 78.0];

/// The land of the locator as triangles in a rectangle of width 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Locator {
    /// Corners, from the upper left; x runs to 1.
    pub vertices: Vec<[f32; 2]>,
    /// Three indices a triangle.
    pub indices: Vec<u32>,
    /// The region of the atlas: left, top, right, bottom.
    pub region: [f32; 4],
}

impl Locator {
    /// Height of the rectangle, its width being 1.
    pub const HEIGHT: f32 = 0.34;

    /// The locator of an atlas; `None` if it has no land for one.
    #[must_use]
    pub fn new(atlas: &Atlas) -> Option<Self> {
        if atlas.world.is_empty() {
            return None;
        }
        let mut vertices = Vec::new();
        let mut indices = Vec::new();
        for polygon in &atlas.world {
            let triangles = polygon.earcut_triangles_raw();
            let first = u32::try_from(vertices.len()).unwrap_or(0);
            // A piece that ends at the western edge stays at that edge.
            let east = polygon.exterior().0.iter().all(|c| c.x <= WEST);
            vertices.extend(
                triangles
                    .vertices
                    .iter()
                    .map(|&[lon, lat]| place(if east { lon + 360.0 } else { lon.max(WEST) }, lat)),
            );
            indices.extend(
                triangles.triangle_indices.iter().map(|&i| first + u32::try_from(i).unwrap_or(0)),
            );
        }
        Some(Self { vertices, indices, region: region(atlas.view_lon_lat) })
    }

    /// Where a point in degrees is.
    #[must_use]
    pub fn at([lon, lat]: [f64; 2]) -> [f32; 2] {
        place(if lon < WEST { lon + 360.0 } else { lon }, lat)
    }
}

fn region(view: Rect<f64>) -> [f32; 4] {
    let Coord { x: west, y: south } = view.min();
    let Coord { x: east, y: north } = view.max();
    let ([left, top], [right, bottom]) = (Locator::at([west, north]), Locator::at([east, south]));
    [left, top, right, bottom]
}

fn place(lon: f64, lat: f64) -> [f32; 2] {
    let [south, north] = SOUTH_NORTH;
    let x = (lon - WEST) / 360.0;
    let y = (north - lat.clamp(south, north)) / (north - south) * f64::from(Locator::HEIGHT);
    #[expect(clippy::cast_possible_truncation, reason = "a part of a small picture")]
    let at = [x as f32, y as f32];
    at
}
