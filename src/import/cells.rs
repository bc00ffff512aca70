//! Edges that meet at their ends alone to the faces between them, and which areas cover each face.

use std::cmp::Ordering;
use std::collections::HashMap;

use rstar::AABB;

use super::noding::{Edge, Index, side};
use super::rings::Place;

/// What covers nothing: the sea.
pub(super) const NOTHING: u32 = 0;

/// The faces of the plane by the half edges around them. Half edge `2 e` goes from the first end of edge
/// `e` to the second, `2 e + 1` back; each has its face on the left.
pub(super) struct Faces {
    pub(super) places: Vec<Place>,
    /// Where each half edge begins.
    pub(super) from: Vec<u32>,
    /// The half edges that begin at a place, counterclockwise; the next list begins where one ends.
    around: Vec<u32>,
    starts: Vec<u32>,
    /// Where a half edge is in `around`.
    at: Vec<u32>,
    /// The loop of each half edge.
    pub(super) loops: Vec<u32>,
    /// What covers the face that a loop is of: a place in `covers`.
    pub(super) cover: Vec<u32>,
    /// Twice the area within each loop, in steps; below 0 where it goes around from within.
    pub(super) areas: Vec<i128>,
    /// The areas that cover a face, by their numbers; the first is none.
    pub(super) covers: Vec<Vec<u32>>,
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Faces {
    /// The faces between edges.
    pub(super) fn of(edges: &[Edge], index: &Index) -> Self {
        let mut places: Vec<Place> = edges.iter().flat_map(|edge| edge.ends).collect();
        places.sort_unstable();
        places.dedup();
        let place = |of: Place| number(places.binary_search(&of).unwrap_or(0));
        let from: Vec<u32> = edges.iter().flat_map(|edge| edge.ends.map(place)).collect();
        let mut faces = Self {
            around: Vec::new(),
            starts: Vec::new(),
            at: vec![0; from.len()],
            loops: vec![u32::MAX; from.len()],
            cover: Vec::new(),
            areas: Vec::new(),
            covers: vec![Vec::new()],
            places,
            from,
        };
        faces.turn_around();
        faces.walk();
        faces.cover(edges, index);
        faces
    }

    /// Where a half edge leads to.
    pub(super) fn to(&self, half: u32) -> u32 {
        self.from[(half ^ 1) as usize]
    }

    /// The cover of the face to the left of a half edge.
    pub(super) fn left(&self, half: u32) -> u32 {
        self.cover[self.loops[half as usize] as usize]
    }

    /// The half edges that begin where one begins, clockwise from it, without it.
    pub(super) fn clockwise(&self, half: u32) -> impl Iterator<Item = u32> {
        let origin = self.from[half as usize] as usize;
        let (start, end) = (self.starts[origin], self.starts[origin + 1]);
        let own = self.at[half as usize];
        let (before, after) = ((start..own).rev(), (own + 1..end).rev());
        before.chain(after).map(|at| self.around[at as usize])
    }

    fn turn_around(&mut self) {
        let mut around: Vec<u32> = (0..number(self.from.len())).collect();
        let direction = |half: u32| {
            let from = self.places[self.from[half as usize] as usize];
            let to = self.places[self.from[(half ^ 1) as usize] as usize];
            [to[0] - from[0], to[1] - from[1]]
        };
        around.sort_unstable_by(|&a, &b| {
            let origins = self.from[a as usize].cmp(&self.from[b as usize]);
            origins.then_with(|| turn(direction(a), direction(b)))
        });
        let mut starts = vec![0_u32; self.places.len() + 1];
        for (at, &half) in around.iter().enumerate() {
            self.at[half as usize] = number(at);
            starts[self.from[half as usize] as usize + 1] += 1;
        }
        for place in 1..starts.len() {
            starts[place] += starts[place - 1];
        }
        self.around = around;
        self.starts = starts;
    }

    fn walk(&mut self) {
        for first in 0..number(self.from.len()) {
            if self.loops[first as usize] != u32::MAX {
                continue;
            }
            let own = number(self.areas.len());
            let (mut half, mut area) = (first, 0_i128);
            loop {
                self.loops[half as usize] = own;
                let [a, b] = [self.from[half as usize], self.to(half)];
                area += cross(self.places[a as usize], self.places[b as usize]);
                // At the end of the edge, the next one to the right of the way back.
                half = self.clockwise(half ^ 1).next().unwrap_or(half ^ 1);
                if half == first {
                    break;
                }
            }
            self.areas.push(area);
        }
    }

    /// Finds what covers each face: from what lies around a group of edges, over each edge to the next.
    fn cover(&mut self, edges: &[Edge], index: &Index) {
        let mut known: HashMap<Vec<u32>, u32> = HashMap::from([(Vec::new(), NOTHING)]);
        let mut halves: Vec<Vec<u32>> = vec![Vec::new(); self.areas.len()];
        for half in 0..number(self.loops.len()) {
            halves[self.loops[half as usize] as usize].push(half);
        }
        self.cover = vec![u32::MAX; self.areas.len()];
        // Places are in order: the first of a group of edges is its leftmost, and there the lowest.
        for place in 0..self.places.len() {
            let start = self.starts[place];
            let at_place = start..self.starts[place + 1];
            let mut found = at_place.map(|at| self.loops[self.around[at as usize] as usize]);
            let Some(outer) = found.find(|&own| self.areas[own as usize] <= 0) else { continue };
            if self.cover[outer as usize] != u32::MAX {
                continue;
            }
            // Another loop of a group that is known may come by here from within.
            let any = self.loops[self.around[start as usize] as usize];
            if self.cover[any as usize] != u32::MAX {
                continue;
            }
            let below = covers_below(self.places[place], edges, index);
            let mut open = vec![outer];
            self.cover[outer as usize] = intern(&mut self.covers, &mut known, below);
            while let Some(from) = open.pop() {
                for &half in &halves[from as usize] {
                    let other = self.loops[(half ^ 1) as usize];
                    if self.cover[other as usize] == u32::MAX {
                        let own = &self.covers[self.cover[from as usize] as usize];
                        let beyond = toggled(own, &edges[(half / 2) as usize].of);
                        self.cover[other as usize] = intern(&mut self.covers, &mut known, beyond);
                        open.push(other);
                    }
                }
            }
        }
    }
}

fn intern(covers: &mut Vec<Vec<u32>>, known: &mut HashMap<Vec<u32>, u32>, cover: Vec<u32>) -> u32 {
    if let Some(&place) = known.get(&cover) {
        return place;
    }
    let place = number(covers.len());
    covers.push(cover.clone());
    known.insert(cover, place);
    place
}

/// The areas in one of two sorted lists and not in the other.
fn toggled(one: &[u32], other: &[u32]) -> Vec<u32> {
    let (mut at_one, mut at_other) = (0, 0);
    let mut out = Vec::with_capacity(one.len() + other.len());
    while at_one < one.len() || at_other < other.len() {
        match (one.get(at_one), other.get(at_other)) {
            (Some(own), Some(its)) if own == its => {
                at_one += 1;
                at_other += 1;
            }
            (Some(&own), Some(&its)) if own < its => {
                out.push(own);
                at_one += 1;
            }
            (Some(&own), None) => {
                out.push(own);
                at_one += 1;
            }
            (_, Some(&its)) => {
                out.push(its);
                at_other += 1;
            }
            (None, None) => {}
        }
    }
    out
}

/// What covers the face below a place: the areas that have an odd number of edges straight below it.
fn covers_below(place: Place, edges: &[Edge], index: &Index) -> Vec<u32> {
    let line = AABB::from_corners([place[0], i64::from(i32::MIN)], place);
    let mut cover = Vec::new();
    for found in index.locate_in_envelope_intersecting(&line) {
        let edge = &edges[found.data as usize];
        let [a, b] = edge.ends;
        if a[0] <= place[0] && place[0] < b[0] && side(a, b, place) > 0 {
            cover = toggled(&cover, &edge.of);
        }
    }
    cover
}

fn cross(a: Place, b: Place) -> i128 {
    i128::from(a[0]) * i128::from(b[1]) - i128::from(a[1]) * i128::from(b[0])
}

/// The order of directions counterclockwise, from east.
fn turn(a: Place, b: Place) -> Ordering {
    let half = |[x, y]: Place| y < 0 || (y == 0 && x < 0);
    half(a).cmp(&half(b)).then_with(|| (a[1] * b[0]).cmp(&(a[0] * b[1])))
}
