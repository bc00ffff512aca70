//! What names are laid out on: the plane of the map at a scale, its land, lines and islets.

use geo::Coord;

use crate::atlas::Atlas;
use crate::geography::level_for;
use crate::history::{BoundaryId, days_between};

use super::super::marks::Frame;
use super::candidates::gap;
use super::frames::overlap;
use super::room::{segment_distance, segment_meets, segments_cross};
use super::terrain::{Cell, Terrain};

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
}

/// A line that stands for fewer days than that has names give way to it, not keep away.
const LASTS_DAYS: i32 = 365;

/// What a name may lie on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// The open sea.
    Sea,
    /// The land that it names.
    Land,
    /// Either, but not both.
    Shore,
    /// Sea and its own land.
    Loose,
    /// The same everywhere, whatever that is.
    Uniform,
}

/// What a layout is made on.
pub(super) struct Ground {
    pub(super) terrain: Terrain,
    /// The segments of all lines that events drew.
    pub(super) lines: Vec<(BoundaryId, [[f32; 2]; 2])>,
    /// Those of them that names keep clear of on all days: what stood for a few days is looked at on
    /// these days only.
    lasting: Vec<[[f32; 2]; 2]>,
    /// Bounds of land that is too small for the terrain to show, from north to south.
    islets: Vec<Frame>,
}

/// The sides of such land, in points: from one to before the other.
const ISLET: [f32; 2] = [1.5, 24.0];

impl Ground {
    pub(super) fn new(atlas: &Atlas, plane: Plane, part: Frame) -> Self {
        let km = plane.km_per_point;
        let coarse = atlas.geography.level(level_for(2.0 * km));
        let fine = atlas.geography.level(level_for(km));
        let (mut lines, mut lasting) = (Vec::new(), Vec::new());
        for id in atlas.history.boundary_ids() {
            let boundary = atlas.history.boundary(id);
            let lasts = |until| days_between(boundary.from, until) > LASTS_DAYS;
            let on = plane.line(atlas.features.boundary(id));
            let pairs = || on.windows(2).map(|pair| [pair[0], pair[1]]);
            lines.extend(pairs().map(|pair| (id, pair)));
            lasting.extend(pairs().filter(|_| boundary.until.is_none_or(lasts)));
        }
        let frames = fine.shapes().flat_map(|shape| &shape.bounds).map(|b| plane.frame_of(*b));
        let islets = frames.filter(|frame| {
            let side = (frame[2] - frame[0]).max(frame[3] - frame[1]);
            (ISLET[0]..ISLET[1]).contains(&side) && overlap(*frame, part)
        });
        let mut islets: Vec<Frame> = islets.collect();
        islets.sort_by(|a, b| a[1].total_cmp(&b[1]));
        let terrain = Terrain::new(&coarse, plane, part);
        Self { terrain, lines, lasting, islets }
    }

    /// Whether a rectangle lies on what a name needs, the name's own land being what it is.
    pub(super) fn suits(&self, frame: Frame, need: Need, own: &[Cell]) -> bool {
        let is_own = |cell| own.contains(&cell);
        match need {
            Need::Sea => {
                self.terrain.all(frame, |cell| cell == Cell::SEA) && !self.meets_islet(frame)
            }
            Need::Land => self.terrain.all(frame, is_own),
            Need::Shore => self.suits(frame, Need::Land, own) || self.suits(frame, Need::Sea, own),
            Need::Loose => {
                self.terrain.all(frame, |cell| cell == Cell::SEA || is_own(cell))
                    && !self.meets_islet(frame)
            }
            Need::Uniform => {
                let first = self.terrain.at([frame[0], frame[1]]);
                self.terrain.all(frame, |cell| cell == first)
                    && (first != Cell::SEA || !self.meets_islet(frame))
            }
        }
    }

    /// Land that is too small for the terrain and may come into a stripe of the plane: all that does.
    fn islets_in(&self, top: f32, bottom: f32) -> &[Frame] {
        // None is higher than that.
        let first = self.islets.partition_point(|islet| islet[1] < top - ISLET[1]);
        let end = self.islets.partition_point(|islet| islet[1] <= bottom);
        self.islets.get(first..end).unwrap_or_default()
    }

    fn meets_islet(&self, frame: Frame) -> bool {
        self.islets_in(frame[1], frame[3]).iter().any(|islet| overlap(*islet, frame))
    }

    /// Whether a line runs over land but for some of it, its ends apart.
    pub(super) fn is_dry(&self, [from, to]: [[f32; 2]; 2], apart_from: &[Cell]) -> bool {
        (1_u8..12).any(|i| {
            let part = f32::from(i) / 12.0;
            let at = [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])];
            let cell = self.terrain.at(at);
            cell != Cell::SEA && !apart_from.contains(&cell)
        })
    }

    /// Whether a line runs over land that is too small for the terrain, but for what lies around `own`,
    /// or over a line that an event drew.
    pub(super) fn is_led_across(&self, line: [[f32; 2]; 2], own: Frame) -> bool {
        let foreign = |islet: &&Frame| !overlap(**islet, own);
        let [from, to] = line.map(|[_, y]| y);
        let islets = self.islets_in(from.min(to), from.max(to)).iter();
        islets.filter(foreign).any(|islet| segment_meets(line, *islet))
            || self.lasting.iter().any(|other| segments_cross(line, *other))
    }

    /// Whether a rectangle is nearer to other land that is small than so many points.
    pub(super) fn nears_other(&self, frame: Frame, own: Frame, reach: f32) -> bool {
        let foreign = |islet: &&Frame| !overlap(**islet, own);
        let islets = self.islets_in(frame[1] - reach, frame[3] + reach).iter();
        islets.filter(foreign).any(|islet| gap(frame, *islet) < reach)
    }

    /// Whether a line that an event drew runs through a rectangle.
    pub(super) fn is_crossed(&self, frame: Frame) -> bool {
        let grown = [frame[0] - 1.0, frame[1] - 1.0, frame[2] + 1.0, frame[3] + 1.0];
        self.lasting.iter().any(|line| segment_meets(*line, grown))
    }

    /// How far a rectangle is from the nearest of some lines.
    pub(super) fn off_lines(&self, frame: Frame, of: impl Fn(BoundaryId) -> bool) -> f32 {
        let lines = self.lines.iter().filter(|(id, _)| of(*id));
        lines.map(|(_, line)| segment_distance(*line, frame)).fold(f32::INFINITY, f32::min)
    }
}
