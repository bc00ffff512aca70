//! The land where it is, in map kilometres: every polygon once; its colours are of `picture`.

use geo::{Area, BoundingRect, Coord, Line, LineString, Polygon, Rect};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::generalise::{EdgeOwners, importance_of_ring};
use super::level::coarsest_levels;
use super::packed::{PER_KM, Packed, on_map_grid};
use super::projection::Laea;

/// What is shaded as one, by its number; the geography does not know what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RegionId(pub u16);

impl RegionId {
    /// The place in lists of regions.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// An outline (feature) of the files, by its number among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OutlineId(pub u32);

impl OutlineId {
    /// The place in lists of outlines.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A polygon as it is read: longitude and latitude in degrees, every ring closed.
#[derive(Debug, Clone)]
pub struct LandInput {
    /// What it is shaded with; `None` for the land around.
    pub region: Option<RegionId>,
    /// The outline that it belongs to; `None` for the land around.
    pub outline: Option<OutlineId>,
    /// Whether the outline has a name of its own: named land never vanishes from the map.
    pub named: bool,
    /// Whether it may share edges with others: then they are cuts, and no coasts.
    pub cut: bool,
    /// The shape in degrees.
    pub polygon: Polygon<f64>,
}

/// A polygon of the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(into = "PackedLand", from = "PackedLand")]
pub struct Land {
    /// What it is shaded with; `None` for the land around.
    pub region: Option<RegionId>,
    /// The outline that it belongs to; `None` for the land around.
    pub outline: Option<OutlineId>,
    /// Whether the outline has a name of its own.
    pub named: bool,
    /// The shape in map kilometres.
    pub polygon: Polygon<f64>,
    /// Its bounds in map kilometres.
    pub bounds: Rect<f64>,
    /// Its area in square kilometres, on the ellipsoid.
    pub area_km2: f64,
    /// For each vertex the coarsest level of detail (an index of [`super::TOLERANCES_KM`]) that it
    /// stays at; exterior first, without the closing vertices.
    pub coarsest: Vec<Vec<u8>>,
    /// For each edge of the exterior, what lies beyond it.
    pub beyond: Vec<Beyond>,
}

impl Land {
    /// The rings: exterior first.
    pub fn rings(&self) -> impl Iterator<Item = &LineString<f64>> {
        std::iter::once(self.polygon.exterior()).chain(self.polygon.interiors())
    }
}

/// What lies on the other side of an edge of a polygon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Beyond {
    /// The sea: the edge is a coast.
    Sea,
    /// Another region: the edge is a cut through one island.
    Region(RegionId),
    /// Nothing is known: the data were clipped here.
    Clip,
}

/// Projects the land and finds the coarsest level of each vertex. `clip` is the rectangle, in degrees, that the data
/// were clipped to: edges along its sides are no coast.
#[must_use]
pub fn project(inputs: &[LandInput], projection: &Laea, clip: Option<Rect<f64>>) -> Vec<Land> {
    let project_ring = |ring: &LineString<f64>| -> LineString<f64> {
        ring.0.iter().map(|&c| on_map_grid(projection.map_km_from_lon_lat(c))).collect()
    };
    let polygons: Vec<Polygon<f64>> = inputs
        .par_iter()
        .map(|input| {
            let interiors = input.polygon.interiors().iter().map(project_ring).collect();
            Polygon::new(project_ring(input.polygon.exterior()), interiors)
        })
        .collect();
    let mut owners = EdgeOwners::default();
    for (i, (input, polygon)) in inputs.iter().zip(&polygons).enumerate() {
        if input.cut {
            owners.add(number(i), polygon.exterior());
        }
    }
    let none = EdgeOwners::default();
    inputs
        .par_iter()
        .zip(polygons)
        .enumerate()
        .map(|(i, (input, polygon))| {
            let owners = if input.cut { &owners } else { &none };
            let own = number(i);
            let beyond_edge = |edge: Line<f64>, lon_lat: Line<f64>| {
                if clip.is_some_and(|clip| on_one_side(lon_lat, clip)) {
                    return Beyond::Clip;
                }
                let other = owners.of(edge).iter().find(|&&ring| ring != own);
                other
                    .and_then(|&ring| inputs[ring as usize].region)
                    .map_or(Beyond::Sea, Beyond::Region)
            };
            let exterior = polygon.exterior().lines().zip(input.polygon.exterior().lines());
            let beyond: Vec<Beyond> =
                exterior.map(|(edge, lon_lat)| beyond_edge(edge, lon_lat)).collect();
            let bounds = bounds_of(&polygon);
            let size_km = bounds.width().max(bounds.height());
            let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
            let coarsest = rings
                .enumerate()
                .map(|(i, ring)| {
                    let importance = importance_of_ring(ring, owners);
                    let beyond = if i == 0 { beyond.as_slice() } else { &[] };
                    coarsest_levels(ring, &importance, beyond, size_km)
                })
                .collect();
            Land {
                region: input.region,
                outline: input.outline,
                named: input.named,
                bounds,
                area_km2: polygon.unsigned_area(),
                coarsest,
                beyond,
                polygon,
            }
        })
        .collect()
}

fn bounds_of(polygon: &Polygon<f64>) -> Rect<f64> {
    polygon.bounding_rect().unwrap_or_else(|| Rect::new(Coord::zero(), Coord::zero()))
}

/// Land as it is kept: what follows from its vertices is left out.
#[derive(Serialize, Deserialize)]
struct PackedLand {
    region: Option<RegionId>,
    outline: Option<OutlineId>,
    named: bool,
    polygon: Packed<Polygon<f64>, PER_KM>,
    coarsest: Vec<Vec<u8>>,
    /// What lies beyond the edges, in runs.
    beyond: Vec<(u32, Beyond)>,
}

impl From<Land> for PackedLand {
    fn from(land: Land) -> Self {
        let mut beyond: Vec<(u32, Beyond)> = Vec::new();
        for what in land.beyond {
            match beyond.last_mut() {
                Some((count, last)) if *last == what => *count += 1,
                _ => beyond.push((1, what)),
            }
        }
        Self {
            region: land.region,
            outline: land.outline,
            named: land.named,
            polygon: Packed(land.polygon),
            coarsest: land.coarsest,
            beyond,
        }
    }
}

impl From<PackedLand> for Land {
    fn from(packed: PackedLand) -> Self {
        let polygon = packed.polygon.0;
        // As much room as it takes and no more: it is kept.
        let mut beyond = Vec::with_capacity(polygon.exterior().0.len());
        for (count, what) in packed.beyond {
            beyond.extend((0..count).map(|_| what));
        }
        beyond.shrink_to_fit();
        Self {
            region: packed.region,
            outline: packed.outline,
            named: packed.named,
            bounds: bounds_of(&polygon),
            area_km2: polygon.unsigned_area(),
            coarsest: packed.coarsest,
            beyond,
            polygon,
        }
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// How near to the rectangle of the data an edge counts as lying on it, in degrees.
const CLIP_MARGIN: f64 = 0.02;

/// Whether an edge is where the data end, and so no coast: both its ends lie on the rectangle that
/// they were clipped to, or beyond it.
fn on_one_side(edge: Line<f64>, clip: Rect<f64>) -> bool {
    let beyond = |c: Coord<f64>| {
        c.x <= clip.min().x + CLIP_MARGIN
            || c.x >= clip.max().x - CLIP_MARGIN
            || c.y <= clip.min().y + CLIP_MARGIN
            || c.y >= clip.max().y - CLIP_MARGIN
    };
    beyond(edge.start) && beyond(edge.end)
}
