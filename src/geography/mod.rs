//! Where: projection, outlines, levels of detail, areas, hit test and camera.
//!
//! Nothing here knows what happened, reads a file or draws. Coordinates are named by their space:
//! `lon_lat` in degrees (WGS84), `map_km` in kilometres of the map plane, `screen` in points.

mod bands;
pub mod camera;
mod coverage;
mod farthest;
pub mod field;
pub mod generalise;
pub mod graticule;
pub mod isolines;
pub mod land;
pub mod level;
mod mosaic;
pub mod overlap;
pub mod packed;
pub mod pick;
pub mod projection;
mod slices;
pub mod strokes;
mod sweep;
pub mod validity;

use std::sync::{Arc, OnceLock};

use geo::{Coord, Rect};
use serde::{Deserialize, Serialize};

pub use camera::{Camera, Size};
pub use coverage::MakesLand;
pub use field::{Grid, OnGrid, Raster};
pub use isolines::isolines;
pub use land::{Land, LandInput, OutlineId, RegionId};
pub use level::{Cut, Level, Shape, TOLERANCES_KM, level_for};
pub use projection::Laea;

use coverage::Coverage;
use pick::Picker;

/// The land of an atlas and what is derived from it.
#[derive(Debug)]
pub struct Geography {
    projection: Laea,
    summary: Summary,
    land: Coverage,
    /// The sea floor: areas that are deeper than some depth, a region for each depth.
    floor: Coverage,
    picker: OnceLock<Picker>,
}

/// What is known of the land without its shapes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Bounds, in map kilometres, of the land that belongs to a region.
    extent_map_km: Rect<f64>,
    /// The regions, in their order.
    regions: Vec<RegionSummary>,
    /// The depths that the sea floor is divided by, in metres, the least first.
    depths_m: Vec<u16>,
    /// The rectangle, in degrees, that the data cover.
    data_lon_lat: Option<Rect<f64>>,
}

/// What is known of the land of a region without its shapes.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
struct RegionSummary {
    area_km2: f64,
    /// `None` if it has no land.
    bounds_map_km: Option<Rect<f64>>,
}

impl Summary {
    fn new(
        land: &[Land],
        regions: usize,
        depths_m: Vec<u16>,
        data_lon_lat: Option<Rect<f64>>,
    ) -> Self {
        let mut all = vec![RegionSummary::default(); regions];
        for piece in land {
            if let Some(region) = piece.region {
                let of = &mut all[region.index()];
                of.area_km2 += piece.area_km2;
                let bounds = of.bounds_map_km.map_or(piece.bounds, |b| joined(b, piece.bounds));
                of.bounds_map_km = Some(bounds);
            }
        }
        let extent = all.iter().filter_map(|region| region.bounds_map_km).reduce(joined);
        let nowhere = || Rect::new(Coord::zero(), Coord::zero());
        let extent_map_km = extent.unwrap_or_else(nowhere);
        Self { extent_map_km, regions: all, depths_m, data_lon_lat }
    }
}

impl PartialEq for Geography {
    /// Whether the land is the same; what is derived from it follows.
    fn eq(&self, other: &Self) -> bool {
        (self.projection, &self.summary) == (other.projection, &other.summary)
            && self.land() == other.land()
            && self.floor() == other.floor()
    }
}

impl Geography {
    /// Projects the land. `regions` is the number of regions; every region of the inputs must be
    /// below it. `clip` is the rectangle, in degrees, that the data were clipped to. The floor of the
    /// sea is told as the depths in metres that divide it, and what is deeper than each: the region of
    /// an input is the place of its depth.
    #[must_use]
    pub fn new(
        inputs: &[LandInput],
        regions: usize,
        projection: Laea,
        clip: Option<Rect<f64>>,
        (depths_m, floor): (Vec<u16>, &[LandInput]),
    ) -> Self {
        let land = land::project(inputs, &projection, clip);
        let floor = land::project(floor, &projection, clip);
        let summary = Summary::new(&land, regions, depths_m, clip);
        let geography = Self::later(projection, summary, Box::new(|| land), Box::new(|| floor));
        geography.land.make();
        geography.floor.make();
        geography
    }

    /// The geography of land and sea floor that are made when they are first asked for, and must be
    /// those of the summary.
    #[must_use]
    pub fn later(projection: Laea, summary: Summary, land: MakesLand, floor: MakesLand) -> Self {
        let land = Coverage::new(summary.regions.len(), land);
        let floor = Coverage::new(summary.depths_m.len(), floor);
        Self { projection, summary, land, floor, picker: OnceLock::new() }
    }

    /// What is known of the land without its shapes.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// The map projection.
    #[must_use]
    pub fn projection(&self) -> &Laea {
        &self.projection
    }

    /// All land at full detail.
    #[must_use]
    pub fn land(&self) -> &[Land] {
        self.land.all()
    }

    /// The floor of the sea at full detail: what is deeper than some depth.
    #[must_use]
    pub fn floor(&self) -> &[Land] {
        self.floor.all()
    }

    /// The depths that the sea floor is divided by, in metres, the least first.
    #[must_use]
    pub fn depths_m(&self) -> &[u16] {
        &self.summary.depths_m
    }

    /// The rectangle, in degrees, that the data cover; `None` if that is not told.
    #[must_use]
    pub fn data_lon_lat(&self) -> Option<Rect<f64>> {
        self.summary.data_lon_lat
    }

    /// Bounds, in map kilometres, of the land that belongs to a region.
    #[must_use]
    pub fn extent_map_km(&self) -> Rect<f64> {
        self.summary.extent_map_km
    }

    /// A level of detail (an index of [`TOLERANCES_KM`]; a larger one means the last), derived at
    /// the first call.
    #[must_use]
    pub fn level(&self, index: usize) -> Arc<Level> {
        self.land.level(index)
    }

    /// A level of detail of the sea floor, whose regions are the depths; derived at the first call.
    #[must_use]
    pub fn floor_level(&self, index: usize) -> Arc<Level> {
        self.floor.level(index)
    }

    /// Forgets the levels of detail that are finer than one, of the land and of the sea floor: they are
    /// megabytes. They are derived again when they are asked for.
    pub fn forget_finer_than(&self, index: usize) {
        self.land.forget_finer_than(index);
        self.floor.forget_finer_than(index);
    }

    /// The index in [`Self::land`] of what is at a point of the map, or nearest within a reach.
    #[must_use]
    pub fn land_at(&self, map_km: Coord<f64>, reach_km: f64) -> Option<usize> {
        let picker = self.picker.get_or_init(|| Picker::new(self.land()));
        picker.at(self.land(), map_km, reach_km)
    }

    /// Area of a region in square kilometres, on the ellipsoid.
    #[must_use]
    pub fn area_km2(&self, region: RegionId) -> f64 {
        self.summary.regions[region.index()].area_km2
    }

    /// Bounds in map kilometres of some regions; `None` if they have no land.
    #[must_use]
    pub fn bounds_of(&self, regions: &[RegionId]) -> Option<Rect<f64>> {
        let of = |region: &RegionId| self.summary.regions[region.index()].bounds_map_km;
        regions.iter().filter_map(of).reduce(joined)
    }

    /// Bounds in map kilometres of a rectangle in degrees.
    #[must_use]
    pub fn map_km_bounds(&self, lon_lat: Rect<f64>) -> Rect<f64> {
        let (min, max) = (lon_lat.min(), lon_lat.max());
        let corners = (0..=16).flat_map(|i| {
            let t = f64::from(i) / 16.0;
            let (x, y) = (min.x + t * (max.x - min.x), min.y + t * (max.y - min.y));
            [(x, min.y), (x, max.y), (min.x, y), (max.x, y)]
        });
        let points: Vec<Rect<f64>> = corners
            .map(|(x, y)| self.projection.map_km_from_lon_lat(Coord { x, y }))
            .map(|c| Rect::new(c, c))
            .collect();
        points.iter().copied().reduce(joined).unwrap_or(self.extent_map_km())
    }
}

/// The smallest rectangle that holds both.
#[must_use]
pub fn joined(a: Rect<f64>, b: Rect<f64>) -> Rect<f64> {
    Rect::new(
        Coord { x: a.min().x.min(b.min().x), y: a.min().y.min(b.min().y) },
        Coord { x: a.max().x.max(b.max().x), y: a.max().y.max(b.max().y) },
    )
}
