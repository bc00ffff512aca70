//! Whether a ring is fit for a map.

use geo::{Coord, Line, LineString};
use thiserror::Error;

use super::sweep::first_crossing;

/// What is wrong with a ring. Vertices are counted from 0.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum RingFault {
    /// Fewer than three different corners.
    #[error("has {0} vertices; a closed ring has 4 or more")]
    TooShort(usize),
    /// The last vertex is not the first.
    #[error("is open: its last vertex is not its first")]
    Open,
    /// A coordinate that is no number.
    #[error("vertex {0} is not a finite number")]
    NotFinite(usize),
    /// A coordinate that is not on the globe.
    #[error(
        "vertex {0} ({1}, {2}) is off the globe; longitudes are -180 to 180, latitudes -90 to 90"
    )]
    OffGlobe(usize, f64, f64),
    /// An edge that goes the long way round.
    #[error("goes more than half around the globe in edge {0}; set vertices between, or cut it")]
    LongWay(usize),
    /// Two edges meet where they should not.
    #[error("crosses or touches itself: edge {0} and edge {1}")]
    SelfCrossing(usize, usize),
}

/// Checks number, closure and range: quick, for every load.
///
/// # Errors
/// The first fault found.
pub fn check_ring(ring: &LineString<f64>) -> Result<(), RingFault> {
    check_vertices(&ring.0)?;
    if ring.0.len() < 4 {
        return Err(RingFault::TooShort(ring.0.len()));
    }
    if ring.0.first() != ring.0.last() {
        return Err(RingFault::Open);
    }
    Ok(())
}

/// Checks that every vertex is on the globe.
///
/// # Errors
/// The first that is not.
pub fn check_vertices(vertices: &[Coord<f64>]) -> Result<(), RingFault> {
    for (i, c) in vertices.iter().enumerate() {
        if !(c.x.is_finite() && c.y.is_finite()) {
            return Err(RingFault::NotFinite(i));
        }
        if c.x.abs() > 180.0 || c.y.abs() > 90.0 {
            return Err(RingFault::OffGlobe(i, c.x, c.y));
        }
    }
    Ok(())
}

/// Checks that no two edges of a closed ring meet but at the vertex that neighbours share, nor an
/// edge has no length.
///
/// # Errors
/// The first crossing found.
pub fn check_simple(ring: &LineString<f64>) -> Result<(), RingFault> {
    let found = match crossings(&ring.0, |_| true, 1) {
        Some(found) => found.first().copied(),
        None => first_crossing(&ring.0),
    };
    match found {
        Some([a, b]) => Err(RingFault::SelfCrossing(a, b)),
        None => Ok(()),
    }
}

/// Checks that no edge goes more than half around the globe: the short way was meant, or a vertex is
/// missing.
///
/// # Errors
/// The first that does.
pub fn check_ways(ring: &LineString<f64>) -> Result<(), RingFault> {
    let long = |pair: &[Coord<f64>]| (pair[1].x - pair[0].x).abs() > 180.0;
    match ring.0.windows(2).position(long) {
        Some(edge) => Err(RingFault::LongWay(edge)),
        None => Ok(()),
    }
}

/// Pairs of edges that are tried, for each edge of a ring, until it is too entangled.
const MOST_TRIED: usize = 64;

/// Pairs of edges of a closed ring that meet where they should not, the smaller number first, up to
/// `most` of them; only pairs of which one edge at least is wanted. An edge without length is a pair
/// with itself. `None` if the ring is too entangled to be gone through pair by pair.
#[must_use]
pub fn crossings(
    ring: &[Coord<f64>],
    wanted: impl Fn(usize) -> bool,
    most: usize,
) -> Option<Vec<[usize; 2]>> {
    let n = ring.len().saturating_sub(1);
    let edge = |i: usize| Line::new(ring[i], ring[i + 1]);
    let runs = Runs::new((0..n).map(edge));
    let mut left = MOST_TRIED * (n + 64);
    let mut open = Vec::new();
    let mut found = Vec::new();
    for i in (0..n).filter(|&i| wanted(i)) {
        let own = edge(i);
        if own.start == own.end {
            found.push([i, i]);
        }
        let mut tried = 0;
        runs.near(Bounds::of_edge(own), &mut open, |j| {
            tried += 1;
            // Two that are both wanted are found from the first of them.
            let told = j == i || (j < i && wanted(j));
            if !told && meet(own, edge(j), (i + 1) % n == j || (j + 1) % n == i) {
                found.push([i.min(j), i.max(j)]);
            }
        });
        if found.len() >= most {
            break;
        }
        left = left.checked_sub(tried)?;
    }
    found.truncate(most);
    Some(found)
}

/// West, south, east, north.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds([f64; 4]);

impl Bounds {
    pub(super) fn of_edge(Line { start, end }: Line<f64>) -> Self {
        let sorted = |a: f64, b: f64| if a < b { [a, b] } else { [b, a] };
        let ([west, east], [south, north]) = (sorted(start.x, end.x), sorted(start.y, end.y));
        Self([west, south, east, north])
    }

    fn joined(self, Self(other): Self) -> Self {
        let [w, s, e, n] = self.0;
        Self([w.min(other[0]), s.min(other[1]), e.max(other[2]), n.max(other[3])])
    }

    fn meets(self, Self(other): Self) -> bool {
        let [w, s, e, n] = self.0;
        w <= other[2] && other[0] <= e && s <= other[3] && other[1] <= n
    }
}

/// Edges, or shorter runs, in a run.
const RUN: usize = 8;

/// The bounds of the edges of a ring, of runs of edges that follow each other, and of runs of those,
/// up to one: neighbours along a coast are neighbours on the map, so that few runs are near an edge.
#[derive(Debug)]
pub(super) struct Runs {
    /// The edges themselves first, then ever longer runs.
    levels: Vec<Vec<Bounds>>,
}

impl Runs {
    pub(super) fn new(edges: impl Iterator<Item = Line<f64>>) -> Self {
        let mut levels = vec![edges.map(Bounds::of_edge).collect::<Vec<_>>()];
        while let Some(last) = levels.last().filter(|level| level.len() > 1) {
            let join = |runs: &[Bounds]| runs.iter().copied().reduce(Bounds::joined);
            let next = last.chunks(RUN).filter_map(join).collect();
            levels.push(next);
        }
        Self { levels }
    }

    /// Calls with every edge whose bounds meet some; `open` is a list to work with.
    pub(super) fn near(
        &self,
        bounds: Bounds,
        open: &mut Vec<(usize, usize)>,
        mut call: impl FnMut(usize),
    ) {
        open.push((self.levels.len() - 1, 0));
        while let Some((level, run)) = open.pop() {
            if level == 0 {
                call(run);
                continue;
            }
            let below = &self.levels[level - 1];
            let all = run * RUN..((run + 1) * RUN).min(below.len());
            let meeting = all.filter(|&run| below[run].meets(bounds));
            open.extend(meeting.map(|run| (level - 1, run)));
        }
    }
}

/// Whether two edges meet; neighbours may share one end.
#[expect(clippy::many_single_char_names, reason = "the letters of the formula")]
pub(super) fn meet(a: Line<f64>, b: Line<f64>, neighbours: bool) -> bool {
    let apart =
        |a0: f64, a1: f64, b0: f64, b1: f64| a0.max(a1) < b0.min(b1) || b0.max(b1) < a0.min(a1);
    if apart(a.start.x, a.end.x, b.start.x, b.end.x)
        || apart(a.start.y, a.end.y, b.start.y, b.end.y)
    {
        return false;
    }
    let side = |l: Line<f64>, c: Coord<f64>| robust_sign(l.start, l.end, c);
    let (a0, a1) = (side(b, a.start), side(b, a.end));
    let (b0, b1) = (side(a, b.start), side(a, b.end));
    if neighbours {
        // They share an end; more than that only if they run back over each other.
        let collinear = a0 == 0 && a1 == 0;
        let (shared, p, q) = if a.end == b.start {
            (a.end, a.start, b.end)
        } else if b.end == a.start {
            (a.start, a.end, b.start)
        } else {
            return true;
        };
        let (u, v) = (p - shared, q - shared);
        return collinear && u.x * v.x + u.y * v.y > 0.0;
    }
    a0 * a1 <= 0 && b0 * b1 <= 0
}

pub(super) fn robust_sign(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>) -> i32 {
    use geo::kernels::{Kernel, Orientation, RobustKernel};
    match RobustKernel::orient2d(a, b, c) {
        Orientation::CounterClockwise => 1,
        Orientation::Clockwise => -1,
        Orientation::Collinear => 0,
    }
}
