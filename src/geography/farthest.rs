//! The vertex of a run that is farthest from the stroke between its ends, found without looking at
//! every vertex: a tree of the convex hulls of ever longer parts of the run.
//!
//! The distance to a stroke is a convex function, so that it is greatest at a vertex of the hull.

use geo::Coord;

use super::generalise::distance_to_segment;

/// Vertices in a leaf.
const LEAF: usize = 16;
/// Larger hulls are not gone through; their halves are.
const LARGEST_HULL: usize = 64;

/// The hulls of a run of vertices.
#[derive(Debug)]
pub(super) struct Farthest<'a> {
    points: &'a [Coord<f64>],
    /// The hulls of the leaves first, then those of ever two of them.
    levels: Vec<Vec<Vec<u32>>>,
}

impl<'a> Farthest<'a> {
    pub(super) fn new(points: &'a [Coord<f64>]) -> Self {
        let number = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        let leaf = |start: usize| {
            let end = (start + LEAF).min(points.len());
            hull(points, (start..end).map(number).collect())
        };
        let mut levels = vec![(0..points.len()).step_by(LEAF).map(leaf).collect::<Vec<_>>()];
        while let Some(last) = levels.last().filter(|level| level.len() > 1) {
            let join = |pair: &[Vec<u32>]| match pair {
                [one] => one.clone(),
                _ => hull(points, pair.concat()),
            };
            let next = last.chunks(2).map(join).collect();
            levels.push(next);
        }
        Self { points, levels }
    }

    /// The vertex strictly between two that is farthest from the stroke between them, and its
    /// distance; of several the one of the smallest coordinates.
    pub(super) fn between(&self, a: usize, b: usize) -> (usize, f64) {
        let mut best = Best { at: a + 1, distance: -1.0, stroke: [self.points[a], self.points[b]] };
        self.visit(self.levels.len() - 1, 0, (a + 1, b), &mut best);
        (best.at, best.distance)
    }

    /// Looks at a node of the tree for what lies from one vertex up to another.
    fn visit(&self, level: usize, node: usize, wanted: (usize, usize), best: &mut Best) {
        let (from, to) = wanted;
        let size = LEAF << level;
        let (start, end) = (node * size, ((node + 1) * size).min(self.points.len()));
        if start >= to || end <= from {
            return;
        }
        let whole = from <= start && end <= to;
        let hull = &self.levels[level][node];
        if whole && hull.len() <= LARGEST_HULL {
            for &i in hull {
                best.consider(i as usize, self.points);
            }
        } else if level == 0 {
            for i in start.max(from)..end.min(to) {
                best.consider(i, self.points);
            }
        } else {
            for child in [2 * node, 2 * node + 1] {
                if child < self.levels[level - 1].len() {
                    self.visit(level - 1, child, wanted, best);
                }
            }
        }
    }
}

/// The farthest vertex so far.
struct Best {
    at: usize,
    distance: f64,
    stroke: [Coord<f64>; 2],
}

impl Best {
    fn consider(&mut self, i: usize, points: &[Coord<f64>]) {
        let [start, end] = self.stroke;
        let d = distance_to_segment(points[i], start, end);
        let (p, q) = (points[i], points[self.at]);
        if d > self.distance || (d >= self.distance && (p.x, p.y) < (q.x, q.y)) {
            (self.at, self.distance) = (i, d);
        }
    }
}

/// The vertices of the convex hull of some points (A. M. Andrew, "Another efficient algorithm for
/// convex hulls in two dimensions", *Information Processing Letters* 9(5), 1979).
fn hull(points: &[Coord<f64>], mut all: Vec<u32>) -> Vec<u32> {
    let at = |i: u32| points[i as usize];
    all.sort_unstable_by(|&a, &b| {
        at(a).x.total_cmp(&at(b).x).then(at(a).y.total_cmp(&at(b).y)).then(a.cmp(&b))
    });
    all.dedup_by(|a, b| at(*a) == at(*b));
    if all.len() < 3 {
        return all;
    }
    let half = |order: &mut dyn Iterator<Item = u32>| {
        let mut chain: Vec<u32> = Vec::new();
        for i in order {
            while let [.., a, b] = chain.as_slice() {
                let (u, v) = (at(*b) - at(*a), at(i) - at(*a));
                if u.x * v.y - u.y * v.x > 0.0 {
                    break;
                }
                chain.pop();
            }
            chain.push(i);
        }
        chain.pop();
        chain
    };
    let mut chain = half(&mut all.iter().copied());
    chain.extend(half(&mut all.iter().rev().copied()));
    chain
}
