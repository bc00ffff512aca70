//! The recipe as it is written: what to make of the raw polygons.

use std::collections::BTreeMap;

use geo::{Coord, Polygon};
use serde::Deserialize;

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
