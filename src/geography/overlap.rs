//! Whether areas lie over each other, and holes where they belong.

use std::sync::OnceLock;

use geo::{BoundingRect, Coord, InteriorPoint, Line, LineString, Polygon};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree, RTreeObject};
use thiserror::Error;

use super::bands::Bands;
use super::validity::{Bounds, Runs, meet, robust_sign};

/// What is wrong with a hole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum HoleFault {
    /// It lies outside.
    #[error("is a hole that lies outside of ring 0")]
    Outside,
    /// An edge of it meets one of the ring around.
    #[error("is a hole that crosses or touches ring 0")]
    Crossing,
    /// It lies over another.
    #[error("is a hole that lies over ring {0}")]
    Overlapping(usize),
}

/// Checks that every hole of a polygon lies inside, and none over another. Each ring by itself must
/// be right.
///
/// # Errors
/// The first ring that is wrong (1 is the first hole), and its fault.
pub fn check_holes(polygon: &Polygon<f64>) -> Result<(), (usize, HoleFault)> {
    let holes = polygon.interiors();
    if holes.is_empty() {
        return Ok(());
    }
    let shell = Polygon::new(polygon.exterior().clone(), Vec::new());
    let area = Area::new(&shell);
    let mut open = Vec::new();
    for (ring, hole) in (1..).zip(holes) {
        for edge in hole.lines() {
            let mut met = false;
            area.near(edge, &mut open, |other| met |= meet(edge, other, false));
            if met {
                return Err((ring, HoleFault::Crossing));
            }
        }
        if hole.0.first().is_some_and(|&vertex| !area.holds(vertex)) {
            return Err((ring, HoleFault::Outside));
        }
    }
    let filled: Vec<Polygon<f64>> =
        holes.iter().map(|hole| Polygon::new(hole.clone(), Vec::new())).collect();
    match overlapping(&filled.iter().collect::<Vec<_>>(), 1).first() {
        Some(&[a, b]) => Err((b + 1, HoleFault::Overlapping(a + 1))),
        None => Ok(()),
    }
}

/// Pairs of areas that lie over each other, the smaller number first, up to `most` of them. Areas may
/// touch, and share edges.
#[must_use]
pub fn overlapping(polygons: &[&Polygon<f64>], most: usize) -> Vec<[usize; 2]> {
    let areas: Vec<Area<'_>> = polygons.iter().map(|polygon| Area::new(polygon)).collect();
    let boxed = |(i, polygon): (usize, &&Polygon<f64>)| {
        let bounds = polygon.bounding_rect()?;
        let corners = [bounds.min(), bounds.max()].map(|c| [c.x, c.y]);
        Some(GeomWithData::new(Rectangle::from_corners(corners[0], corners[1]), i))
    };
    let tree = RTree::bulk_load(polygons.iter().enumerate().filter_map(boxed).collect());
    let mut found = Vec::new();
    for own in &tree {
        let bounds: AABB<[f64; 2]> = own.envelope();
        for other in tree.locate_in_envelope_intersecting(&bounds) {
            let (a, b) = (own.data, other.data);
            if a < b && over_each_other(&areas[a], &areas[b]) {
                found.push([a, b]);
                if found.len() >= most {
                    return found;
                }
            }
        }
    }
    found.sort_unstable();
    found
}

/// So many vertices are tried for one that lies in another area and not on its edge: where two cross
/// in vertices, no edge crosses another.
const TRIED: usize = 64;

fn over_each_other(a: &Area<'_>, b: &Area<'_>) -> bool {
    let (few, many) = if a.vertices() <= b.vertices() { (a, b) } else { (b, a) };
    let mut open = Vec::new();
    for edge in rings(few.polygon).flat_map(LineString::lines) {
        let mut crossed = false;
        many.near(edge, &mut open, |other| crossed |= cross(edge, other));
        if crossed {
            return true;
        }
    }
    few.lies_in(many, &mut open) || many.lies_in(few, &mut open)
}

fn rings(polygon: &Polygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors())
}

/// What lies so near to an edge, in degrees, lies on it: coordinates are rounded to as much.
const ROUNDED: f64 = 1e-6;

/// Whether two edges cross in a point inside of both.
fn cross(a: Line<f64>, b: Line<f64>) -> bool {
    side(b, a.start) * side(b, a.end) < 0 && side(a, b.start) * side(a, b.end) < 0
}

/// On which side of an edge a point lies; 0 if it lies on its line.
fn side(edge: Line<f64>, c: Coord<f64>) -> i32 {
    let (along, to) = (edge.end - edge.start, c - edge.start);
    let off = (along.x * to.y - along.y * to.x) / along.x.hypot(along.y);
    if off.abs() <= ROUNDED { 0 } else { robust_sign(edge.start, edge.end, c) }
}

/// An area and what is needed to ask where something lies, made at the first question.
struct Area<'a> {
    polygon: &'a Polygon<f64>,
    bands: OnceLock<Bands>,
    runs: OnceLock<(Vec<Line<f64>>, Runs)>,
}

impl<'a> Area<'a> {
    fn new(polygon: &'a Polygon<f64>) -> Self {
        Self { polygon, bands: OnceLock::new(), runs: OnceLock::new() }
    }

    fn vertices(&self) -> usize {
        rings(self.polygon).map(|ring| ring.0.len()).sum()
    }

    fn holds(&self, at: Coord<f64>) -> bool {
        self.bands.get_or_init(|| Bands::of(self.polygon)).hold(self.polygon, at)
    }

    /// Calls with every edge that may be near another.
    fn near(
        &self,
        edge: Line<f64>,
        open: &mut Vec<(usize, usize)>,
        mut call: impl FnMut(Line<f64>),
    ) {
        let (edges, runs) = self.runs.get_or_init(|| {
            let edges: Vec<Line<f64>> = rings(self.polygon).flat_map(LineString::lines).collect();
            let runs = Runs::new(edges.iter().copied());
            (edges, runs)
        });
        runs.near(Bounds::of_edge(edge), open, |i| call(edges[i]));
    }

    /// Whether an area whose edges cross no edge of another lies in that.
    fn lies_in(&self, other: &Self, open: &mut Vec<(usize, usize)>) -> bool {
        let vertices = &self.polygon.exterior().0;
        let mut all_on_edge = true;
        for &vertex in vertices.iter().step_by((vertices.len() / TRIED).max(1)) {
            let mut on_edge = false;
            let margin = Coord { x: ROUNDED, y: ROUNDED };
            other.near(Line::new(vertex - margin, vertex + margin), open, |edge| {
                on_edge |= side(edge, vertex) == 0;
            });
            if !on_edge && other.holds(vertex) {
                return true;
            }
            all_on_edge &= on_edge;
        }
        if !all_on_edge {
            return false;
        }
        // It has the edge of the other: the two are the same, or neighbours.
        self.polygon.interior_point().is_some_and(|point| other.holds(point.into()))
    }
}
