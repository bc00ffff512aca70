//! Where: projection, outlines, levels of detail, areas, hit test and camera.
//!
//! Nothing here knows what happened, reads a file or draws. Coordinates are named by their space:
//! `lon_lat` in degrees (WGS84), `map_km` in kilometres of the map plane, `screen` in points.

pub mod camera;
pub mod generalise;
pub mod graticule;
pub mod land;
pub mod level;
pub mod pick;
pub mod projection;
pub mod validity;

use std::sync::OnceLock;

use geo::{Coord, Rect};

pub use camera::{Camera, Size};
pub use land::{Land, LandInput, OutlineId, RegionId};
pub use level::{Level, Shape, TOLERANCES_KM, level_for};
pub use projection::Laea;

use pick::Picker;

/// The land of an atlas and what is derived from it.
#[derive(Debug)]
pub struct Geography {
    projection: Laea,
    land: Vec<Land>,
    regions: usize,
    extent_map_km: Rect<f64>,
    picker: Picker,
    levels: [OnceLock<Level>; TOLERANCES_KM.len()],
}

impl Geography {
    /// Projects and indexes the land. `regions` is the number of regions; every region of the
    /// inputs must be below it. `clip` is the rectangle, in degrees, that the data were clipped to.
    #[must_use]
    pub fn new(
        inputs: &[LandInput],
        regions: usize,
        projection: Laea,
        clip: Option<Rect<f64>>,
    ) -> Self {
        let land = land::project(inputs, &projection, clip);
        let mut own = land.iter().filter(|piece| piece.region.is_some()).map(|piece| piece.bounds);
        let first = own.next().unwrap_or_else(|| Rect::new(Coord::zero(), Coord::zero()));
        let extent_map_km = own.fold(first, joined);
        let picker = Picker::new(&land);
        let levels = std::array::from_fn(|_| OnceLock::new());
        Self { projection, land, regions, extent_map_km, picker, levels }
    }

    /// The map projection.
    #[must_use]
    pub fn projection(&self) -> &Laea {
        &self.projection
    }

    /// All land at full detail.
    #[must_use]
    pub fn land(&self) -> &[Land] {
        &self.land
    }

    /// Bounds, in map kilometres, of the land that belongs to a region.
    #[must_use]
    pub fn extent_map_km(&self) -> Rect<f64> {
        self.extent_map_km
    }

    /// A level of detail (an index of [`TOLERANCES_KM`]; a larger one means the last), derived at
    /// the first call.
    pub fn level(&self, index: usize) -> &Level {
        let index = index.min(TOLERANCES_KM.len() - 1);
        self.levels[index].get_or_init(|| {
            // The full coastline drops nothing and so needs nothing from the coarser ones.
            let next = index + 1;
            let coarser = (index > 0 && next < TOLERANCES_KM.len()).then(|| self.level(next));
            level::derive(&self.land, self.regions, TOLERANCES_KM[index], coarser)
        })
    }

    /// The index in [`Self::land`] of what is at a point of the map, or nearest within a reach.
    #[must_use]
    pub fn land_at(&self, map_km: Coord<f64>, reach_km: f64) -> Option<usize> {
        self.picker.at(&self.land, map_km, reach_km)
    }

    /// Area of a region in square kilometres, on the ellipsoid.
    #[must_use]
    pub fn area_km2(&self, region: RegionId) -> f64 {
        self.land.iter().filter(|l| l.region == Some(region)).map(|l| l.area_km2).sum()
    }

    /// Bounds in map kilometres of some regions; `None` if they have no land.
    #[must_use]
    pub fn bounds_of(&self, regions: &[RegionId]) -> Option<Rect<f64>> {
        self.land
            .iter()
            .filter(|l| l.region.is_some_and(|r| regions.contains(&r)))
            .map(|l| l.bounds)
            .reduce(joined)
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
        points.iter().copied().reduce(joined).unwrap_or(self.extent_map_km)
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
