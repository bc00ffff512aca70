//! Simplification of the land around for the shipped files: coarser, and still without a ring that
//! crosses itself.

use geo::{Area, Coord, LineString, Polygon, SimplifyVwPreserve};

use crate::geography::Laea;
use crate::geography::validity::{check_ring, check_simple};

/// Simplifies a polygon in degrees to about a tolerance in metres (Visvalingam's effective area
/// against the area of a triangle of that base and height), rounds it to `decimals`, and checks the
/// result; a ring that does not come out valid is tried at finer tolerances and kept as it was in
/// the end. `None` for a polygon below `min_area_km2`.
#[must_use]
pub(super) fn simplified(
    polygon: &Polygon<f64>,
    projection: &Laea,
    tolerance_m: f64,
    min_area_km2: f64,
    decimals: i32,
) -> Option<Polygon<f64>> {
    let to_map = |ring: &LineString<f64>| -> LineString<f64> {
        ring.0.iter().map(|&c| projection.map_km_from_lon_lat(c)).collect()
    };
    let map_km = Polygon::new(to_map(polygon.exterior()), Vec::new());
    if map_km.unsigned_area() < min_area_km2 {
        return None;
    }
    let scale = 10_f64.powi(decimals);
    let round = |v: f64| (v * scale).round() / scale;
    let mut tolerance_km = tolerance_m / 1000.0;
    for _ in 0..4 {
        let simple = map_km.simplify_vw_preserve(tolerance_km * tolerance_km / 2.0);
        let mut ring: Vec<Coord<f64>> = simple
            .exterior()
            .0
            .iter()
            .map(|&c| projection.lon_lat_from_map_km(c))
            .map(|c| Coord { x: round(c.x), y: round(c.y) })
            .collect();
        ring.dedup();
        let ring = LineString::new(ring);
        if check_ring(&ring).is_ok() && check_simple(&ring).is_ok() {
            return Some(Polygon::new(ring, Vec::new()));
        }
        tolerance_km /= 2.0;
    }
    Some(polygon.clone())
}
