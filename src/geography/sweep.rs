//! Whether the edges of a ring meet, for rings whose edges lie too close for their bounds to tell
//! them apart: a line is swept over the map, and only edges that are neighbours along it are tried
//! (M. I. Shamos and D. Hoey, "Geometric intersection problems", *17th Symposium on Foundations of
//! Computer Science*, 1976).

use std::cmp::Ordering;
use std::collections::BTreeSet;

use geo::{Coord, Line};

use super::validity::{meet, robust_sign};

/// An edge that the sweep has reached, from its first end to its last.
#[derive(Debug, Clone, Copy)]
struct Reached {
    first: Coord<f64>,
    last: Coord<f64>,
    edge: usize,
}

/// The order of the sweep: from west to east, and on a meridian from south to north.
fn along(a: Coord<f64>, b: Coord<f64>) -> Ordering {
    a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y))
}

impl Reached {
    /// Where this edge begins, seen from another that the sweep has reached before: above or below.
    fn beside(&self, other: &Self) -> Ordering {
        let side = |c: Coord<f64>| robust_sign(other.first, other.last, c);
        side(self.first).cmp(&0).then_with(|| side(self.last).cmp(&0))
    }
}

impl Ord for Reached {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.edge == other.edge {
            return Ordering::Equal;
        }
        let beside = if along(self.first, other.first).is_ge() {
            self.beside(other)
        } else {
            other.beside(self).reverse()
        };
        beside.then(self.edge.cmp(&other.edge))
    }
}

impl PartialOrd for Reached {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Reached {
    fn eq(&self, other: &Self) -> bool {
        self.edge == other.edge
    }
}

impl Eq for Reached {}

/// Two edges of a closed ring that meet where they should not, the smaller number first; an edge
/// without length is a pair with itself. `None` if there are none.
pub(super) fn first_crossing(ring: &[Coord<f64>]) -> Option<[usize; 2]> {
    let n = ring.len().saturating_sub(1);
    let edge = |i: usize| Line::new(ring[i], ring[i + 1]);
    if let Some(i) = (0..n).find(|&i| ring[i] == ring[i + 1]) {
        return Some([i, i]);
    }
    let reached = |i: usize| {
        let Line { start, end } = edge(i);
        let (first, last) = if along(start, end).is_le() { (start, end) } else { (end, start) };
        Reached { first, last, edge: i }
    };
    // At a point, edges begin before others end, so that those that touch there are neighbours once.
    let begins = (0..n).map(|i| (reached(i).first, false, i));
    let ends = (0..n).map(|i| (reached(i).last, true, i));
    let mut stops: Vec<(Coord<f64>, bool, usize)> = begins.chain(ends).collect();
    stops.sort_unstable_by(|a, b| along(a.0, b.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let crossing = |a: &Reached, b: &Reached| {
        let (i, j) = (a.edge.min(b.edge), a.edge.max(b.edge));
        let neighbours = (i + 1) % n == j || (j + 1) % n == i;
        meet(edge(i), edge(j), neighbours).then_some([i, j])
    };
    let mut line: BTreeSet<Reached> = BTreeSet::new();
    for (_, ends, i) in stops {
        let own = reached(i);
        if ends {
            line.remove(&own);
        }
        let below = line.range(..own).next_back();
        let above = line.range(own..).find(|other| other.edge != i);
        let found = if ends {
            below.zip(above).and_then(|(below, above)| crossing(below, above))
        } else {
            let mut beside = [below, above].into_iter().flatten();
            beside.find_map(|other| crossing(&own, other))
        };
        if found.is_some() {
            return found;
        }
        if !ends {
            line.insert(own);
        }
    }
    None
}
