//! The globe of the foot: where on the earth the map is.

use std::sync::Arc;

use geo::{Coord, LineString, Polygon};

use crate::atlas::Atlas;

use super::marks::{Mark, Stroke};
use super::palette::{Palette, faded};
use super::parts::Kept;
use super::stage::Stage;

/// How far towards the pole the globe is turned, as a part of the latitude of the map.
const TILT: f64 = 0.8;
/// Parts of a side of the map's frame.
const PARTS: u8 = 12;

/// The land of the globe, kept while the globe stays where it is: it is the same wherever the map is,
/// and its triangles cost the window more than all else that is new at a zoom.
pub type KeptLand = Kept<([f32; 2], f32), GlobeLand>;

/// The land of a globe: its areas, and their shores.
#[derive(Debug)]
pub struct GlobeLand {
    areas: Arc<Vec<Polygon<f32>>>,
    shores: Arc<Vec<Vec<[f32; 2]>>>,
}

impl GlobeLand {
    fn new(atlas: &Atlas, earth: &Orthographic) -> Self {
        let land = atlas.world().iter().filter_map(|polygon| {
            let places: Vec<_> = polygon.exterior().0.iter().map(|&at| earth.at(at)).collect();
            let seen = places.iter().any(|(_, seen)| *seen);
            seen.then(|| places.into_iter().map(|(place, _)| place).collect())
        });
        let shores: Vec<Vec<[f32; 2]>> = land.collect();
        let area = |ring: &Vec<[f32; 2]>| {
            let ring: LineString<f32> = ring.iter().map(|&[x, y]| (x, y)).collect();
            Polygon::new(ring, Vec::new())
        };
        Self { areas: Arc::new(shores.iter().map(area).collect()), shores: Arc::new(shores) }
    }
}

/// The earth as it is seen from far above a point.
struct Orthographic {
    lon: f64,
    sin: f64,
    cos: f64,
    centre: [f32; 2],
    radius: f32,
}

impl Orthographic {
    /// The place of a point in degrees, and whether it is on this side. One that is not is taken to the
    /// edge.
    fn at(&self, lon_lat: Coord<f64>) -> ([f32; 2], bool) {
        let (sin_lat, cos_lat) = lon_lat.y.to_radians().sin_cos();
        let (sin_lon, cos_lon) = (lon_lat.x - self.lon).to_radians().sin_cos();
        let (x, y) = (cos_lat * sin_lon, self.cos * sin_lat - self.sin * cos_lat * cos_lon);
        let seen = self.sin * sin_lat + self.cos * cos_lat * cos_lon > 0.0;
        let far = if seen { 1.0 } else { x.hypot(y).max(1e-9) };
        let [x, y] = super::stage::points([x / far, y / far]);
        ([self.centre[0] + self.radius * x, self.centre[1] - self.radius * y], seen)
    }
}

/// A globe about a point of the page, with the part of it that a map shows; nothing in an atlas that
/// does not know the world.
pub fn globe(
    atlas: &Atlas,
    (stage, palette): (&Stage, &Palette),
    (centre, radius): ([f32; 2], f32),
    kept: &mut KeptLand,
    marks: &mut Vec<Mark>,
) {
    if atlas.world().is_empty() {
        return;
    }
    let projection = atlas.geography.projection();
    let Coord { x: lon, y: lat } = projection.centre_lon_lat();
    let (sin, cos) = (TILT * lat).to_radians().sin_cos();
    let earth = Orthographic { lon, sin, cos, centre, radius };
    let edge = faded(palette.outline, 200);
    marks.push(Mark::Dot { centre, radius, color: palette.sea, stroke: None });
    let land = kept.get((centre, radius), |_| GlobeLand::new(atlas, &earth));
    marks.push(Mark::Areas { polygons: land.areas.clone(), color: palette.context });
    let stroke = Stroke::solid(0.3, palette.context_coast);
    marks.push(Mark::Lines { lines: land.shores.clone(), stroke });
    let [w, h] = stage.extent();
    let side = |from: [f32; 2], to: [f32; 2]| {
        (0..PARTS).map(move |i| {
            let t = f32::from(i) / f32::from(PARTS);
            [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]
        })
    };
    let corners = [[0.0, 0.0], [w, 0.0], [w, h], [0.0, h], [0.0, 0.0]];
    let frame = corners.windows(2).flat_map(|pair| side(pair[0], pair[1])).chain([corners[0]]);
    let frame = frame.map(|at| earth.at(projection.lon_lat_from_map_km(stage.map_km(at))).0);
    let points: Vec<[f32; 2]> = frame.collect();
    let ring: LineString<f32> = points.iter().map(|&[x, y]| (x, y)).collect();
    let tint = faded(palette.treaty, 36);
    let polygons = Arc::new(vec![Polygon::new(ring, Vec::new())]);
    marks.push(Mark::Areas { polygons, color: tint });
    marks.push(Mark::Line { points, stroke: Stroke::solid(1.2, palette.treaty) });
    let clear = faded(palette.sea, 0);
    let stroke = Some(Stroke::solid(0.7, edge));
    marks.push(Mark::Dot { centre, radius, color: clear, stroke });
}
