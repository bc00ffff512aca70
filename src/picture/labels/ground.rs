//! What names are laid out on: the plane of the map at a scale, its land, lines and islets.

use geo::Coord;

use crate::atlas::Atlas;
use crate::geography::{Level, level_for};
use crate::history::TerritoryId;

use super::super::marks::Frame;
use super::frames::overlap;

/// The plane of a layout: the map at a scale, seen from one of its points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plane {
    /// The point of the map at the origin of the plane.
    pub origin_map_km: Coord<f64>,
    /// The scale.
    pub km_per_point: f64,
}

impl Plane {
    /// A point of the map on the plane (x right, y down).
    #[must_use]
    pub fn at(&self, map_km: Coord<f64>) -> [f32; 2] {
        let by = map_km - self.origin_map_km;
        super::super::stage::points([by.x / self.km_per_point, -by.y / self.km_per_point])
    }

    fn map_km(&self, [x, y]: [f32; 2]) -> Coord<f64> {
        let by = Coord { x: f64::from(x), y: -f64::from(y) };
        self.origin_map_km + by * self.km_per_point
    }
}

/// What a layout is made on.
pub(super) struct Ground<'a> {
    pub(super) plane: Plane,
    /// A level that is near enough for names, and much quicker than the one that is drawn.
    level: &'a Level,
    /// Lines that names keep off where they can.
    pub(super) lines: Vec<[[f32; 2]; 2]>,
    /// Bounds of land that is too small for samples to find.
    pub(super) islets: Vec<Frame>,
    /// Of each region the first of those that share an island with it.
    islands: Vec<usize>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(atlas: &'a Atlas, plane: Plane) -> Self {
        let level = atlas.geography.level(level_for(2.0 * plane.km_per_point));
        let shared = |t: TerritoryId| {
            let of = atlas.islands_of(t).map(|id| &atlas.island(id).territories);
            of.filter_map(|all| all.iter().min()).min().map_or(t.index(), |first| first.index())
        };
        let islands = atlas.history.territory_ids().map(shared).collect();
        Self { plane, level, lines: Vec::new(), islets: Vec::new(), islands }
    }

    pub(super) fn is_land(&self, at: [f32; 2]) -> bool {
        self.level.is_land(self.plane.map_km(at))
    }

    /// The island at a point, or near it.
    fn island_at(&self, at: [f32; 2]) -> Option<usize> {
        let around = [[0.0, 0.0], [3.0, 0.0], [-3.0, 0.0], [0.0, 3.0], [0.0, -3.0]];
        let near = around.map(|[x, y]| [at[0] + x, at[1] + y]);
        let region = near.into_iter().find_map(|at| self.level.region_at(self.plane.map_km(at)));
        region.map(|region| self.islands[region.index()])
    }

    /// Whether a rectangle lies over an island, or over land around, that a place is not on.
    pub(super) fn is_elsewhere(&self, frame: Frame, place: [f32; 2]) -> bool {
        let Some(own) = self.island_at(place) else { return false };
        (0_u8..27).any(|i| {
            let (x, y) = (f32::from(i % 9) / 8.0, f32::from(i / 9) / 2.0);
            let at = [frame[0] + x * (frame[2] - frame[0]), frame[1] + y * (frame[3] - frame[1])];
            let map_km = self.plane.map_km(at);
            self.level.region_at(map_km).is_some_and(|region| self.islands[region.index()] != own)
        })
    }

    /// The part of a rectangle that lies over land, from 0 to 1.
    pub(super) fn land_under(&self, frame: Frame) -> f32 {
        // Corners and edges too: eleven across, three down.
        let sample = |i: u16| {
            let x = frame[0] + (frame[2] - frame[0]) * f32::from(i % 11) / 10.0;
            let y = frame[1] + (frame[3] - frame[1]) * f32::from(i / 11) / 2.0;
            self.is_land([x, y])
        };
        f32::from((0..33).map(|i| u8::from(sample(i))).sum::<u8>()) / 33.0
    }

    /// Whether a line runs over land, its ends apart.
    pub(super) fn is_dry(&self, [from, to]: [[f32; 2]; 2]) -> bool {
        (1_u8..12).any(|i| {
            let part = f32::from(i) / 12.0;
            self.is_land([from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])])
        })
    }

    pub(super) fn lines_under(&self, frame: Frame) -> usize {
        self.lines.iter().filter(|line| crosses(**line, frame)).count()
    }

    pub(super) fn islets_under(&self, frame: Frame) -> usize {
        self.islets.iter().filter(|islet| overlap(**islet, frame)).count()
    }
}

/// Whether a line comes into a rectangle (Liang and Barsky's test).
fn crosses([from, to]: [[f32; 2]; 2], frame: Frame) -> bool {
    let (mut first, mut last) = (0.0_f32, 1.0_f32);
    for axis in 0..2 {
        let by = to[axis] - from[axis];
        for (p, q) in [(-by, from[axis] - frame[axis]), (by, frame[axis + 2] - from[axis])] {
            if p == 0.0 {
                if q < 0.0 {
                    return false;
                }
            } else if p < 0.0 {
                first = first.max(q / p);
            } else {
                last = last.min(q / p);
            }
        }
    }
    first <= last
}
