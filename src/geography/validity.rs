//! Whether a ring is fit for a map.

use geo::{Coord, Line, LineString};
use thiserror::Error;

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
    match crossings(ring, 1).first() {
        Some(&[a, b]) => Err(RingFault::SelfCrossing(a, b)),
        None => Ok(()),
    }
}

/// Pairs of edges of a closed ring that meet where they should not, the smaller number first, up to
/// `most` of them: a sweep over the edges sorted by their west ends. An edge without length is a
/// pair with itself.
#[must_use]
pub fn crossings(ring: &LineString<f64>, most: usize) -> Vec<[usize; 2]> {
    let edges: Vec<Line<f64>> = ring.lines().collect();
    let n = edges.len();
    let west = |e: &Line<f64>| e.start.x.min(e.end.x);
    let east = |e: &Line<f64>| e.start.x.max(e.end.x);
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| west(&edges[a]).total_cmp(&west(&edges[b])).then(a.cmp(&b)));
    let mut open: Vec<usize> = Vec::new();
    let mut found = Vec::new();
    for i in order {
        if edges[i].start == edges[i].end {
            found.push([i, i]);
        }
        let x = west(&edges[i]);
        open.retain(|&j| east(&edges[j]) >= x);
        for &j in &open {
            let neighbours = (i + 1) % n == j || (j + 1) % n == i;
            if meet(edges[i], edges[j], neighbours) {
                found.push([i.min(j), i.max(j)]);
            }
        }
        if found.len() >= most {
            break;
        }
        open.push(i);
    }
    found.truncate(most);
    found
}

/// Whether two edges meet; neighbours may share one end.
#[expect(clippy::many_single_char_names, reason = "the letters of the formula")]
fn meet(a: Line<f64>, b: Line<f64>, neighbours: bool) -> bool {
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

fn robust_sign(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>) -> i32 {
    use geo::kernels::{Kernel, Orientation, RobustKernel};
    match RobustKernel::orient2d(a, b, c) {
        Orientation::CounterClockwise => 1,
        Orientation::Clockwise => -1,
        Orientation::Collinear => 0,
    }
}
