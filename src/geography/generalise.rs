//! Generalisation: how much each vertex of an outline matters, found once, so that an outline at
//! any tolerance is a filter.
//!
//! The measure is that of Douglas and Peucker ("Algorithms for the reduction of the number of
//! points required to represent a digitized line", *Cartographica* 10(2), 1973): the distance from
//! the chord at the moment the vertex would be added. It is made to fall from parent to child, so
//! that the vertices kept at a coarse tolerance are a subset of those at a finer one, and an edge
//! that two outlines share is generalised from the same ends in both, so that no gap opens.

use geo::{Coord, Line, LineString};
use rustc_hash::FxHashMap;

use super::farthest::Farthest;

/// A vertex that stays at every tolerance.
pub const ALWAYS: f32 = f32::INFINITY;

/// Bits of a coordinate: shared vertices are equal to the last bit.
type Key = [u64; 2];

fn key(c: Coord<f64>) -> Key {
    [c.x.to_bits(), c.y.to_bits()]
}

fn edge_key(a: Coord<f64>, b: Coord<f64>) -> [Key; 2] {
    let (a, b) = (key(a), key(b));
    if a <= b { [a, b] } else { [b, a] }
}

/// Which rings run along each edge. A ring is a number of the caller's.
#[derive(Debug, Default)]
pub struct EdgeOwners(FxHashMap<[Key; 2], Owners>);

/// The rings along an edge: two at the most, since rings do not overlap.
#[derive(Debug, Default, Clone, Copy)]
struct Owners {
    rings: [u32; 2],
    count: u8,
}

impl EdgeOwners {
    /// Enters all edges of a closed ring.
    pub fn add(&mut self, ring: u32, points: &LineString<f64>) {
        for Line { start, end } in points.lines() {
            let owners = self.0.entry(edge_key(start, end)).or_default();
            let count = usize::from(owners.count);
            if count < 2 && !owners.rings[..count].contains(&ring) {
                owners.rings[count] = ring;
                owners.count += 1;
            }
        }
    }

    /// The rings that share the edge, in the order in which they were added; empty if none.
    #[must_use]
    pub fn of(&self, edge: Line<f64>) -> &[u32] {
        if self.0.is_empty() {
            return &[];
        }
        let owners = self.0.get(&edge_key(edge.start, edge.end));
        owners.map_or(&[], |owners| &owners.rings[..usize::from(owners.count)])
    }
}

/// How much each vertex of a closed ring matters, in the unit of the coordinates; one number a
/// vertex without the closing one. [`ALWAYS`] at the ends of shared edges and at three vertices at
/// the least, so that every ring keeps an area.
#[must_use]
pub fn importance_of_ring(points: &LineString<f64>, owners: &EdgeOwners) -> Vec<f32> {
    let open = &points.0[..points.0.len().saturating_sub(1)];
    let n = open.len();
    if n <= 3 {
        return vec![ALWAYS; n];
    }
    let mut importance = vec![0.0_f32; n];
    let edge = |i: usize| Line::new(open[i % n], open[(i + 1) % n]);
    let along: Vec<&[u32]> = (0..n).map(|i| owners.of(edge(i))).collect();
    let mut fixed: Vec<usize> = (0..n).filter(|&i| along[(i + n - 1) % n] != along[i]).collect();
    if fixed.len() < 2 {
        // The ends must not depend on where the ring happens to start: take the extremes.
        let by_x = |&a: &usize, &b: &usize| {
            open[a].x.total_cmp(&open[b].x).then(open[a].y.total_cmp(&open[b].y))
        };
        fixed.extend((0..n).min_by(by_x));
        fixed.extend((0..n).max_by(by_x));
        fixed.sort_unstable();
        fixed.dedup();
    }
    for &i in &fixed {
        importance[i] = ALWAYS;
    }
    for (k, &from) in fixed.iter().enumerate() {
        let to = if k + 1 < fixed.len() { fixed[k + 1] } else { fixed[0] + n };
        rank_between(open, from, to, &mut importance);
    }
    keep_an_area(&mut importance);
    importance
}

fn keep_an_area(importance: &mut [f32]) {
    let mut always = importance.iter().filter(|v| v.is_infinite()).count();
    while always < 3 {
        let best = (0..importance.len())
            .filter(|&i| importance[i].is_finite())
            .max_by(|&a, &b| importance[a].total_cmp(&importance[b]));
        let Some(best) = best else { return };
        importance[best] = ALWAYS;
        always += 1;
    }
}

/// Ranks the vertices strictly between two fixed ones; indices run past the end of the ring.
fn rank_between(open: &[Coord<f64>], from: usize, to: usize, importance: &mut [f32]) {
    let n = open.len();
    if to <= from + 1 {
        return;
    }
    // A run and its reverse must pick the same vertices: it is always gone through from the end of
    // the smaller coordinates, and ties go to the smaller ones too.
    let (start, end) = (open[from % n], open[to % n]);
    let backwards = (end.x, end.y) < (start.x, start.y);
    let place = |i: usize| if backwards { to - i } else { from + i } % n;
    let run: Vec<Coord<f64>> = (0..=to - from).map(|i| open[place(i)]).collect();
    rank_run(&run, |i, value| importance[place(i)] = value);
}

/// Steps of looking at every vertex of a part, for each vertex of a run, that a coast does with.
const USUAL_STEPS: usize = 128;

/// Ranks the vertices of a run but its ends.
fn rank_run(run: &[Coord<f64>], mut set: impl FnMut(usize, f32)) {
    // Where the parts do not become smaller by and by, as between the teeth of a comb, looking at
    // every vertex of each would take the square of their number.
    let mut steps = USUAL_STEPS * run.len();
    let mut tree: Option<Farthest<'_>> = None;
    let mut stack = vec![(0, run.len() - 1, ALWAYS)];
    while let Some((a, b, ceiling)) = stack.pop() {
        if b <= a + 1 {
            continue;
        }
        let (best, distance) = match steps.checked_sub(b - a) {
            Some(left) => {
                steps = left;
                farthest(run, a, b)
            }
            None if b - a <= USUAL_STEPS => farthest(run, a, b),
            None => tree.get_or_insert_with(|| Farthest::new(run)).between(a, b),
        };
        #[expect(clippy::cast_possible_truncation, reason = "kilometres need no more than f32")]
        let value = (distance as f32).min(ceiling);
        set(best, value);
        stack.push((a, best, value));
        stack.push((best, b, value));
    }
}

/// The vertex strictly between two that is farthest from the stroke between them, and its distance.
fn farthest(run: &[Coord<f64>], a: usize, b: usize) -> (usize, f64) {
    let mut best = (a + 1, -1.0_f64);
    for i in a + 1..b {
        let distance = distance_to_segment(run[i], run[a], run[b]);
        let (own, other) = (run[i], run[best.0]);
        let smaller = (own.x, own.y) < (other.x, other.y);
        if distance > best.1 || (distance >= best.1 && smaller) {
            best = (i, distance);
        }
    }
    best
}

/// Distance from a point to a segment; the same to the last bit for the reversed segment.
pub(super) fn distance_to_segment(p: Coord<f64>, a: Coord<f64>, b: Coord<f64>) -> f64 {
    let (a, b) = if (a.x, a.y) <= (b.x, b.y) { (a, b) } else { (b, a) };
    let along = b - a;
    let length2 = along.x * along.x + along.y * along.y;
    let to = p - a;
    let t = if length2 > 0.0 {
        ((to.x * along.x + to.y * along.y) / length2).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let (dx, dy) = (to.x - t * along.x, to.y - t * along.y);
    // Coordinates are kilometres of one map: the care that `hypot` takes of extremes is not needed.
    (dx * dx + dy * dy).sqrt()
}
