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
    let mut stack = vec![(from, to, ALWAYS)];
    while let Some((a, b, ceiling)) = stack.pop() {
        if b <= a + 1 {
            continue;
        }
        // A run and its reverse must pick the same vertex: ties go to the smaller coordinate.
        let (start, end) = (open[a % n], open[b % n]);
        let mut best = (a + 1, -1.0_f64);
        for i in a + 1..b {
            let d = distance_to_segment(open[i % n], start, end);
            let (p, q) = (open[i % n], open[best.0 % n]);
            if d > best.1 || (d >= best.1 && (p.x, p.y) < (q.x, q.y)) {
                best = (i, d);
            }
        }
        #[expect(clippy::cast_possible_truncation, reason = "kilometres need no more than f32")]
        let value = (best.1 as f32).min(ceiling);
        importance[best.0 % n] = value;
        stack.push((a, best.0, value));
        stack.push((best.0, b, value));
    }
}

/// Distance from a point to a segment; the same to the last bit for the reversed segment.
fn distance_to_segment(p: Coord<f64>, a: Coord<f64>, b: Coord<f64>) -> f64 {
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
