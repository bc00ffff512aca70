//! The edges of many areas, parted wherever they meet, so that they meet at their ends alone.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::rings::Place;

/// An edge between two places, the smaller first, and the areas whose rings it is of: those that lie on
/// one side of it and not on the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) ends: [Place; 2],
    pub(super) of: Vec<u32>,
}

/// Edges by their bounds.
pub(super) type Index = RTree<GeomWithData<Rectangle<Place>, u32>>;

/// Passes over the edges: a place where two cross is rounded to the grid, which moves both a little.
const MOST_PASSES: usize = 24;
/// How many pairs of edges are tried.
const MOST_PAIRS: u64 = 3_000_000_000;
/// How many edges there may be.
const MOST_EDGES: usize = 8_000_000;

const ENTANGLED: &str = "the outlines cross each other too often to be told apart";

/// The edges of rings, each with the area that it is of; they meet at their ends alone.
pub(super) fn noded(raw: Vec<([Place; 2], u32)>) -> Result<(Vec<Edge>, Index), String> {
    let mut edges = merged(raw);
    let pairs = AtomicU64::new(0);
    for _ in 0..MOST_PASSES {
        let index = indexed(&edges);
        let cuts: Vec<Vec<Place>> = edges
            .par_iter()
            .enumerate()
            .map(|(at, edge)| cuts_of(at, edge, &edges, &index, &pairs))
            .collect();
        if pairs.load(Ordering::Relaxed) > MOST_PAIRS {
            return Err(ENTANGLED.to_owned());
        }
        if cuts.iter().all(Vec::is_empty) {
            return Ok((edges, index));
        }
        let mut raw = Vec::with_capacity(edges.len() * 2);
        for (edge, mut cuts) in edges.into_iter().zip(cuts) {
            let [from, to] = edge.ends;
            let along = |place: &Place| {
                let (x, y) = (place[0] - from[0], place[1] - from[1]);
                x * (to[0] - from[0]) + y * (to[1] - from[1])
            };
            cuts.sort_unstable_by_key(along);
            cuts.push(to);
            let mut last = from;
            for next in cuts {
                if next != last {
                    let ends = if last < next { [last, next] } else { [next, last] };
                    raw.extend(edge.of.iter().map(|&of| (ends, of)));
                    last = next;
                }
            }
            if raw.len() > MOST_EDGES {
                return Err(ENTANGLED.to_owned());
            }
        }
        edges = merged(raw);
    }
    Err(ENTANGLED.to_owned())
}

/// Each edge once. What an area has twice has it on both sides, and so is no edge of it.
fn merged(mut raw: Vec<([Place; 2], u32)>) -> Vec<Edge> {
    raw.par_sort_unstable();
    let mut edges: Vec<Edge> = Vec::with_capacity(raw.len());
    for same in raw.chunk_by(|a, b| a.0 == b.0) {
        let of: Vec<u32> = same
            .chunk_by(|a, b| a.1 == b.1)
            .filter(|times| times.len() % 2 == 1)
            .map(|times| times[0].1)
            .collect();
        if !of.is_empty() {
            edges.push(Edge { ends: same[0].0, of });
        }
    }
    edges
}

fn indexed(edges: &[Edge]) -> Index {
    let boxed = |(edge, number): (&Edge, u32)| {
        let [a, b] = edge.ends;
        GeomWithData::new(Rectangle::from_corners(a, b), number)
    };
    RTree::bulk_load(edges.iter().zip(0..).map(boxed).collect())
}

/// Where other edges part an edge.
fn cuts_of(at: usize, edge: &Edge, edges: &[Edge], index: &Index, pairs: &AtomicU64) -> Vec<Place> {
    let mut cuts = Vec::new();
    if pairs.load(Ordering::Relaxed) > MOST_PAIRS {
        return cuts;
    }
    let mut tried = 0;
    for other in
        index.locate_in_envelope_intersecting(&AABB::from_corners(edge.ends[0], edge.ends[1]))
    {
        tried += 1;
        let number = other.data as usize;
        if number != at {
            cut(edge.ends, edges[number].ends, &mut cuts);
        }
    }
    pairs.fetch_add(tried, Ordering::Relaxed);
    cuts.retain(|place| !edge.ends.contains(place));
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// On which side of the line from `a` to `b` a place lies: above 0 to the left.
pub(super) fn side(a: Place, b: Place, place: Place) -> i64 {
    (b[0] - a[0]) * (place[1] - a[1]) - (b[1] - a[1]) * (place[0] - a[0])
}

fn cut(own: [Place; 2], other: [Place; 2], cuts: &mut Vec<Place>) {
    let [a, b] = other.map(|end| side(own[0], own[1], end).signum());
    let within = |place: Place| {
        let [from, to] = own;
        place != from
            && place != to
            && (from[0]..=to[0]).contains(&place[0])
            && (from[1].min(to[1])..=from[1].max(to[1])).contains(&place[1])
    };
    for (end, side) in other.into_iter().zip([a, b]) {
        if side == 0 && within(end) {
            cuts.push(end);
        }
    }
    if a * b < 0 {
        let [c, d] = own.map(|end| side(other[0], other[1], end).signum());
        if c * d < 0 {
            // The same place from both.
            let (first, second) = if own < other { (own, other) } else { (other, own) };
            cuts.push(crossing(first, second));
        }
    }
}

/// The place of the grid where two edges cross.
fn crossing([a, b]: [Place; 2], [c, d]: [Place; 2]) -> Place {
    let whole = i128::from(side(c, d, b)) - i128::from(side(c, d, a));
    let part = -i128::from(side(c, d, a));
    let (part, whole) = if whole < 0 { (-part, -whole) } else { (part, whole) };
    let at = |axis: usize| {
        let across = i128::from(b[axis] - a[axis]) * part;
        // Rounded to the nearest.
        let by = (2 * across + whole).div_euclid(2 * whole);
        a[axis] + i64::try_from(by).unwrap_or(0)
    };
    if whole == 0 { a } else { [at(0), at(1)] }
}
