//! Which land is under a point of the map.

use std::sync::OnceLock;

use geo::{Coord, Polygon};
use rstar::{AABB, RTree, RTreeObject};

use super::bands::Bands;
use super::land::Land;

/// A spatial index of the land that belongs to a region.
#[derive(Debug)]
pub struct Picker {
    tree: RTree<Entry>,
}

#[derive(Debug)]
struct Entry {
    envelope: AABB<[f64; 2]>,
    land: usize,
    /// Its edges, sorted at the first question; of most polygons nobody asks.
    bands: OnceLock<Box<Bands>>,
}

impl Entry {
    /// The polygon and its edges.
    fn edges<'a>(&'a self, land: &'a [Land]) -> (&'a Polygon<f64>, &'a Bands) {
        let polygon = &land[self.land].polygon;
        (polygon, self.bands.get_or_init(|| Box::new(Bands::of(polygon))))
    }

    fn holds(&self, land: &[Land], at: Coord<f64>) -> bool {
        let (polygon, bands) = self.edges(land);
        bands.hold(polygon, at)
    }
}

impl RTreeObject for Entry {
    type Envelope = AABB<[f64; 2]>;
    fn envelope(&self) -> Self::Envelope {
        self.envelope
    }
}

impl Picker {
    /// Indexes the land that has a region.
    #[must_use]
    pub fn new(land: &[Land]) -> Self {
        let entries = land
            .iter()
            .enumerate()
            .filter(|(_, piece)| piece.region.is_some())
            .map(|(i, piece)| Entry {
                envelope: AABB::from_corners(
                    piece.bounds.min().x_y().into(),
                    piece.bounds.max().x_y().into(),
                ),
                land: i,
                bands: OnceLock::new(),
            })
            .collect();
        Self { tree: RTree::bulk_load(entries) }
    }

    /// The index of the land at a point: the land that holds it, or else the nearest within
    /// `reach_km`, so that what is too small to see can still be clicked. Named land goes before
    /// rocks without a name at the same reach.
    #[must_use]
    pub fn at(&self, land: &[Land], map_km: Coord<f64>, reach_km: f64) -> Option<usize> {
        if !(map_km.x.is_finite() && map_km.y.is_finite()) {
            return None;
        }
        let point = AABB::from_point([map_km.x, map_km.y]);
        let mut around = self.tree.locate_in_envelope_intersecting(&point);
        if let Some(inside) = around.find(|entry| entry.holds(land, map_km)) {
            return Some(inside.land);
        }
        let reach = AABB::from_corners(
            [map_km.x - reach_km, map_km.y - reach_km],
            [map_km.x + reach_km, map_km.y + reach_km],
        );
        self.tree
            .locate_in_envelope_intersecting(&reach)
            .filter_map(|entry| {
                let (polygon, bands) = entry.edges(land);
                let distance = bands.distance_within(polygon, map_km, reach_km)?;
                Some((!land[entry.land].named, distance, entry.land))
            })
            .min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)))
            .map(|(_, _, i)| i)
    }
}
