//! The recipe as it is written: what to make of the raw polygons.

use std::collections::BTreeMap;

use geo::{Coord, Polygon};
use serde::Deserialize;

use crate::atlas::Report;
use crate::history::Confidence;

use super::cut;

/// What to make of the raw polygons.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Recipe {
    pub(super) extent: Extent,
    pub(super) surroundings: Surroundings,
    pub(super) island: Vec<NamedIsland>,
    #[serde(default)]
    pub(super) outside: Vec<Outside>,
    #[serde(default)]
    pub(super) cut: Vec<CutRecipe>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Extent {
    pub(super) max_islet_km: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Surroundings {
    pub(super) tolerance_m: f64,
    pub(super) min_area_km2: f64,
    pub(super) west: f64,
    pub(super) south: f64,
    pub(super) east: f64,
    pub(super) north: f64,
    /// Land beyond the rectangle that is known to be nothing but land.
    #[serde(default)]
    pub(super) patch: Vec<Patch>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Patch {
    pub(super) west: f64,
    pub(super) south: f64,
    pub(super) east: f64,
    pub(super) north: f64,
}

impl Patch {
    /// The rectangle with a vertex at each degree, so that its parallels curve on the map.
    pub(super) fn polygon(&self) -> Polygon<f64> {
        let steps = 18_u8;
        let at = |i: u8| self.west + (self.east - self.west) * f64::from(i) / f64::from(steps);
        let south = (0..=steps).map(|i| Coord { x: at(i), y: self.south });
        let north = (0..=steps).rev().map(|i| Coord { x: at(i), y: self.north });
        Polygon::new(south.chain(north).map(cut::on_grid).collect(), Vec::new())
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamedIsland {
    pub(super) id: String,
    pub(super) territory: Option<String>,
    pub(super) cut: Option<String>,
    pub(super) point: [f64; 2],
    pub(super) name: BTreeMap<String, String>,
    pub(super) confidence: Option<Confidence>,
}

/// Land that is not of the atlas, by a point in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outside {
    pub(super) id: String,
    pub(super) point: [f64; 2],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CutRecipe {
    pub(super) island: String,
    pub(super) kind: CutKind,
    pub(super) lat: Option<f64>,
    #[serde(default)]
    pub(super) lines: Vec<CutLine>,
    pub(super) pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum CutKind {
    /// Exactly along a parallel.
    Parallel,
    /// Along lines that no survey fixed.
    Lines,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CutLine {
    pub(super) id: String,
    pub(super) points: Vec<[f64; 2]>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Piece {
    pub(super) territory: String,
    pub(super) point: [f64; 2],
}

/// The farthest that an islet may be from its island, in kilometres: half around the globe.
const FARTHEST_KM: f64 = 20_000.0;
/// The coarsest that the land around may be drawn, in metres.
const COARSEST_M: f64 = 1_000_000.0;
/// The least area that may be asked of land, in square kilometres: that of the globe.
const LARGEST_KM2: f64 = 510_100_000.0;

impl Recipe {
    /// Checks every number: each that makes no sense is reported.
    pub(super) fn check(&self, file: &str, report: &mut Report) {
        let mut tell = |record: &str, field: &str, message: &str| {
            report.report(file, record, field, message);
        };
        let around = &self.surroundings;
        let mut within = |field: &str, value: f64, most: f64| {
            if !(0.0..=most).contains(&value) {
                tell("", field, &format!("is {value}; expected a number from 0 to {most}"));
            }
        };
        within("extent.max_islet_km", self.extent.max_islet_km, FARTHEST_KM);
        within("surroundings.tolerance_m", around.tolerance_m, COARSEST_M);
        within("surroundings.min_area_km2", around.min_area_km2, LARGEST_KM2);
        let own = [around.west, around.south, around.east, around.north];
        if !is_rectangle(own) {
            tell("", "surroundings", NO_RECTANGLE);
        } else if f64::midpoint(around.south, around.north).abs() > 89.0 {
            tell("", "surroundings", "is about a pole, which the projection cannot be centred on");
        }
        for (i, patch) in self.surroundings.patch.iter().enumerate() {
            if !is_rectangle([patch.west, patch.south, patch.east, patch.north]) {
                tell("", &format!("surroundings.patch[{i}]"), NO_RECTANGLE);
            }
        }
        let mut on_globe = |record: &str, field: &str, [lon, lat]: [f64; 2]| {
            if !(lon.abs() <= 180.0 && lat.abs() <= 90.0) {
                let message = format!("({lon}, {lat}) is not on the globe");
                tell(record, field, &message);
            }
        };
        for island in &self.island {
            on_globe(&island.id, "point", island.point);
        }
        for outside in &self.outside {
            on_globe(&outside.id, "point", outside.point);
        }
        for cut in &self.cut {
            for piece in &cut.pieces {
                on_globe(&cut.island, "pieces", piece.point);
            }
            if let Some(lat) = cut.lat {
                on_globe(&cut.island, "lat", [0.0, lat]);
            }
            for &point in cut.lines.iter().flat_map(|line| &line.points) {
                on_globe(&cut.island, "lines", point);
            }
        }
        for cut in &self.cut {
            if cut.lines.iter().any(|line| line.points.len() < 2) {
                tell(&cut.island, "lines", "has a line of fewer than two points");
            }
        }
    }
}

const NO_RECTANGLE: &str =
    "is no rectangle on the globe: west must be below east, south below north, all in degrees";

/// Whether west, south, east and north are those of a rectangle on the globe.
fn is_rectangle([west, south, east, north]: [f64; 4]) -> bool {
    west < east
        && south < north
        && west >= -180.0
        && east <= 180.0
        && south >= -90.0
        && north <= 90.0
}
