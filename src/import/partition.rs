//! Areas that lie over each other to pieces that do not: all land that the same areas cover is one piece.

use std::collections::{BTreeMap, HashMap};

use super::cells::{Faces, NOTHING};
use super::noding::{noded, side};
use super::rings::Place;

/// A ring: closed, the first place not repeated.
pub(super) type Ring = Vec<Place>;

/// Land that the same areas cover, at whatever times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The areas, by their numbers.
    pub(super) of: Vec<u32>,
    /// Its polygons: the ring around each, and its holes.
    pub(super) polygons: Vec<Vec<Ring>>,
}

/// The pieces, and what was given up on the way.
#[derive(Debug, Default)]
pub(super) struct Partition {
    pub(super) pieces: Vec<Piece>,
    /// Slivers between outlines that were meant to be one, given to a neighbour.
    pub(super) slivers: usize,
    /// Areas with a part that could not be brought to a sound outline.
    pub(super) unsound: Vec<u32>,
}

/// Parts areas, each told as its rings, into pieces.
pub(super) fn partition(areas: &[Vec<Ring>]) -> Result<Partition, String> {
    let mut raw = Vec::new();
    for (rings, number) in areas.iter().zip(0..) {
        for ring in rings {
            for (i, &to) in ring.iter().enumerate() {
                let from = ring[(i + ring.len() - 1) % ring.len()];
                if from != to {
                    raw.push((if from < to { [from, to] } else { [to, from] }, number));
                }
            }
        }
    }
    let (edges, index) = noded(raw)?;
    let mut faces = Faces::of(&edges, &index);
    let slivers = give_away_slivers(&mut faces, areas.len());
    let mut partition = Partition { slivers, ..Partition::default() };
    let mut loops: BTreeMap<u32, Vec<Ring>> = BTreeMap::new();
    let mut walked = vec![false; faces.from.len()];
    for first in (0..).take(faces.from.len()) {
        let own = faces.left(first);
        if walked[first as usize] || own == NOTHING || faces.left(first ^ 1) == own {
            continue;
        }
        let mut ring = Vec::new();
        let mut half = first;
        loop {
            walked[half as usize] = true;
            ring.push(faces.places[faces.from[half as usize] as usize]);
            let borders = |&next: &u32| faces.left(next) == own && faces.left(next ^ 1) != own;
            half = faces.clockwise(half ^ 1).find(borders).unwrap_or(first);
            if half == first {
                break;
            }
        }
        match simple(ring) {
            Some(ring) => loops.entry(own).or_default().push(ring),
            None => partition.unsound.extend(&faces.covers[own as usize]),
        }
    }
    for (own, rings) in loops {
        let of = faces.covers[own as usize].clone();
        let polygons = polygons(rings);
        if !polygons.is_empty() {
            partition.pieces.push(Piece { of, polygons });
        }
    }
    partition.pieces.sort_by(|a, b| a.of.cmp(&b.of));
    partition.unsound.sort_unstable();
    partition.unsound.dedup();
    Ok(partition)
}

/// How wide a sliver is at the most, as a part of all that is drawn.
const SLIVER: f64 = 1e-5;
/// How much larger the areas of a sliver are than itself.
const LARGER: i128 = 50;

/// Gives faces that are there only because two outlines do not quite fit to the neighbour with the
/// longest border; how many.
#[expect(clippy::cast_precision_loss, reason = "lengths on the globe in steps")]
fn give_away_slivers(faces: &mut Faces, areas: usize) -> usize {
    let extent = (0..2).filter_map(|axis| {
        let along = || faces.places.iter().map(|place| place[axis]);
        Some((along().max()? - along().min()?) as f64)
    });
    let widest = (extent.fold(0.0, f64::max) * SLIVER).max(2.0);
    let mut totals = vec![0_i128; areas];
    for (&area, &cover) in faces.areas.iter().zip(&faces.cover) {
        for &of in faces.covers.get(cover as usize).into_iter().flatten() {
            totals[of as usize] += area;
        }
    }
    let mut halves: Vec<Vec<u32>> = vec![Vec::new(); faces.areas.len()];
    for (half, &own) in (0..).zip(&faces.loops) {
        halves[own as usize].push(half);
    }
    let length = |faces: &Faces, half: u32| {
        let [a, b] =
            [faces.from[half as usize], faces.to(half)].map(|at| faces.places[at as usize]);
        ((b[0] - a[0]) as f64).hypot((b[1] - a[1]) as f64)
    };
    let mut order: Vec<usize> =
        (0..faces.areas.len()).filter(|&own| faces.areas[own] > 0).collect();
    order.sort_by_key(|&own| faces.areas[own]);
    let mut given = 0;
    for own in order {
        let around: f64 = halves[own].iter().map(|&half| length(faces, half)).sum();
        let cover = faces.cover[own];
        let small = |&of: &u32| faces.areas[own].saturating_mul(LARGER) < totals[of as usize];
        if faces.areas[own] as f64 >= widest * around
            || !faces.covers[cover as usize].iter().all(small)
        {
            continue;
        }
        let mut beside: BTreeMap<u32, f64> = BTreeMap::new();
        for &half in &halves[own] {
            let other = faces.left(half ^ 1);
            if other != NOTHING && other != cover {
                *beside.entry(other).or_default() += length(faces, half);
            }
        }
        if let Some((&to, _)) = beside.iter().max_by(|a, b| a.1.total_cmp(b.1)) {
            faces.cover[own] = to;
            given += 1;
        }
    }
    given
}

/// A ring that goes through no place twice. Where it would, it gives way to itself by a step or two of
/// the grid, to the side of its own land. `None` where it has no room to.
fn simple(mut ring: Ring) -> Option<Ring> {
    let mut times: HashMap<Place, usize> = HashMap::with_capacity(ring.len());
    for &place in &ring {
        *times.entry(place).or_default() += 1;
    }
    for i in 0..ring.len() {
        let place = ring[i];
        if times[&place] < 2 {
            continue;
        }
        let (before, after) = (ring[(i + ring.len() - 1) % ring.len()], ring[(i + 1) % ring.len()]);
        let convex = side(before, place, after) > 0;
        let inside = |other: Place| {
            let sides = [side(before, place, other) > 0, side(place, after, other) > 0];
            if convex { sides[0] && sides[1] } else { sides[0] || sides[1] }
        };
        let steps = || (-3..=3_i64).flat_map(|x| (-3..=3_i64).map(move |y| [x, y]));
        let beside = steps()
            .filter(|step| *step != [0, 0])
            .map(|[x, y]| (x * x + y * y, [place[0] + x, place[1] + y]))
            .filter(|(_, other)| inside(*other) && !times.contains_key(other));
        let (_, moved) = beside.min()?;
        *times.entry(place).or_default() -= 1;
        times.insert(moved, 1);
        ring[i] = moved;
    }
    (ring.len() >= 3).then_some(ring)
}

fn area(ring: &Ring) -> i128 {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    pairs
        .map(|(a, b)| i128::from(a[0]) * i128::from(b[1]) - i128::from(a[1]) * i128::from(b[0]))
        .sum()
}

/// Rings of a piece to polygons: those around, each with the holes that are in it.
fn polygons(rings: Vec<Ring>) -> Vec<Vec<Ring>> {
    let mut around: Vec<(i128, [i64; 4], Vec<Ring>)> = Vec::new();
    let mut holes = Vec::new();
    for ring in rings {
        let area = area(&ring);
        if area > 0 {
            around.push((area, bounds(&ring), vec![ring]));
        } else {
            holes.push(ring);
        }
    }
    around.sort_by(|a, b| (a.0, &a.2).cmp(&(b.0, &b.2)));
    for hole in holes {
        let within =
            |(_, [west, south, east, north], polygon): &&mut (i128, [i64; 4], Vec<Ring>)| {
                let [x, y] = hole[0];
                (*west..=*east).contains(&x)
                    && (*south..=*north).contains(&y)
                    && holds(&polygon[0], hole[0])
            };
        // The smallest first.
        if let Some((_, _, polygon)) = around.iter_mut().find(within) {
            polygon.push(hole);
        }
    }
    around.reverse();
    around.into_iter().map(|(_, _, polygon)| polygon).collect()
}

/// West, south, east, north of a ring.
pub(super) fn bounds(ring: &Ring) -> [i64; 4] {
    ring.iter().fold([i64::MAX, i64::MAX, i64::MIN, i64::MIN], |[w, s, e, n], &[x, y]| {
        [w.min(x), s.min(y), e.max(x), n.max(y)]
    })
}

fn holds(ring: &Ring, place: Place) -> bool {
    let mut within = false;
    for (i, &b) in ring.iter().enumerate() {
        let a = ring[(i + ring.len() - 1) % ring.len()];
        let (low, high) = if a[1] < b[1] { (a, b) } else { (b, a) };
        if low[1] <= place[1] && place[1] < high[1] && side(low, high, place) > 0 {
            within = !within;
        }
    }
    within
}
