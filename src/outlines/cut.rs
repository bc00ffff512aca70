//! Cutting an island into pieces that share their cut edges to the last bit.
//!
//! The outline and the lines become one planar graph (crossings rounded once, then used by both
//! sides), and the pieces are the faces of that graph.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Area, Coord, LineString, Polygon};

/// A vertex on the grid of the data (six decimals of a degree), so that equality is exact.
type Node = (i64, i64);

/// Grid steps in a degree: the precision of the outlines.
const GRID: f64 = 1e6;

#[expect(clippy::cast_possible_truncation, reason = "degrees times a million fit 64 bits")]
fn node(c: Coord<f64>) -> Node {
    ((c.x * GRID).round() as i64, (c.y * GRID).round() as i64)
}

#[expect(clippy::cast_precision_loss, reason = "degrees times a million fit 53 bits")]
fn coord(n: Node) -> Coord<f64> {
    Coord { x: n.0 as f64 / GRID, y: n.1 as f64 / GRID }
}

/// A coordinate on the grid of the data.
#[must_use]
pub fn on_grid(c: Coord<f64>) -> Coord<f64> {
    coord(node(c))
}

/// Cuts the exterior of a polygon (degrees) along polylines; returns all faces, largest first.
///
/// The lines may begin and end outside of it, or on each other. Holes are not supported: the
/// outlines that this is for have none.
#[must_use]
pub fn faces(exterior: &LineString<f64>, lines: &[LineString<f64>]) -> Vec<Polygon<f64>> {
    let outline: Vec<(Coord<f64>, Coord<f64>)> = segments(exterior);
    let cuts: Vec<Vec<(Coord<f64>, Coord<f64>)>> = lines.iter().map(segments).collect();
    let all_cuts: Vec<(Coord<f64>, Coord<f64>)> = cuts.iter().flatten().copied().collect();
    let mut edges: BTreeSet<(Node, Node)> = BTreeSet::new();
    for &(a, b) in &outline {
        let run = noded(a, b, &all_cuts);
        edges.extend(run.windows(2).map(|w| (w[0], w[1])));
    }
    let ring = Polygon::new(exterior.clone(), Vec::new());
    for (i, line) in cuts.iter().enumerate() {
        let others: Vec<(Coord<f64>, Coord<f64>)> = cuts
            .iter()
            .enumerate()
            .filter(|&(j, _)| j != i)
            .flat_map(|(_, segments)| segments.iter().copied())
            .chain(outline.iter().copied())
            .collect();
        for &(a, b) in line {
            for w in noded(a, b, &others).windows(2) {
                let (p, q) = (coord(w[0]), coord(w[1]));
                if inside(&ring, (p + q) / 2.0) {
                    edges.insert((w[0], w[1]));
                    edges.insert((w[1], w[0]));
                }
            }
        }
    }
    trace(&edges)
}

fn segments(line: &LineString<f64>) -> Vec<(Coord<f64>, Coord<f64>)> {
    line.lines().map(|l| (on_grid(l.start), on_grid(l.end))).filter(|(a, b)| a != b).collect()
}

fn inside(ring: &Polygon<f64>, c: Coord<f64>) -> bool {
    use geo::coordinate_position::{CoordPos, CoordinatePosition};
    ring.coordinate_position(&c) == CoordPos::Inside
}

/// The nodes of a segment: its ends and where it meets the others, in order.
fn noded(a: Coord<f64>, b: Coord<f64>, others: &[(Coord<f64>, Coord<f64>)]) -> Vec<Node> {
    let along = b - a;
    let length2 = along.x * along.x + along.y * along.y;
    let mut stops: Vec<(f64, Node)> = vec![(0.0, node(a)), (1.0, node(b))];
    for &(c, d) in others {
        if let Some(at) = crossing(a, b, c, d) {
            let to = at - a;
            stops.push(((to.x * along.x + to.y * along.y) / length2, node(at)));
        }
    }
    stops.sort_by(|p, q| p.0.total_cmp(&q.0));
    let mut nodes: Vec<Node> = stops.into_iter().map(|(_, n)| n).collect();
    nodes.dedup();
    nodes
}

/// Where two segments meet. The arguments are put in one order first, so that both segments are
/// told the same point.
#[expect(clippy::many_single_char_names, reason = "the letters of the formula")]
fn crossing(a: Coord<f64>, b: Coord<f64>, c: Coord<f64>, d: Coord<f64>) -> Option<Coord<f64>> {
    let sorted = |p: Coord<f64>, q: Coord<f64>| if node(p) <= node(q) { (p, q) } else { (q, p) };
    let (first, second) = (sorted(a, b), sorted(c, d));
    let key = |s: (Coord<f64>, Coord<f64>)| (node(s.0), node(s.1));
    let ((a, b), (c, d)) =
        if key(first) <= key(second) { (first, second) } else { (second, first) };
    let (r, s) = (b - a, d - c);
    let cross = r.x * s.y - r.y * s.x;
    if cross == 0.0 {
        return None;
    }
    let to = c - a;
    let t = (to.x * s.y - to.y * s.x) / cross;
    let u = (to.x * r.y - to.y * r.x) / cross;
    let on = |v: f64| (-1e-12..=1.0 + 1e-12).contains(&v);
    (on(t) && on(u)).then(|| on_grid(a + r * t))
}

/// The faces to the left of the directed edges. The outline runs once, against the clock or with
/// it as given; the cuts run both ways.
fn trace(edges: &BTreeSet<(Node, Node)>) -> Vec<Polygon<f64>> {
    let mut out: BTreeMap<Node, Vec<Node>> = BTreeMap::new();
    for &(from, to) in edges {
        out.entry(from).or_default().push(to);
    }
    let mut left: BTreeSet<(Node, Node)> = edges.clone();
    let mut polygons = Vec::new();
    while let Some(&start) = left.first() {
        let mut ring = vec![coord(start.0)];
        let mut at = start;
        loop {
            if !left.remove(&at) {
                // A dead end: a line that stops inside. Its edges bound no face of their own.
                ring.clear();
                break;
            }
            ring.push(coord(at.1));
            if at.1 == start.0 {
                break;
            }
            let Some(next) = leftmost(at.0, at.1, &out) else {
                ring.clear();
                break;
            };
            at = (at.1, next);
        }
        if ring.len() >= 4 {
            polygons.push(Polygon::new(LineString::new(ring), Vec::new()));
        }
    }
    polygons.retain(|p| p.unsigned_area() > 0.0);
    polygons.sort_by(|a, b| b.unsigned_area().total_cmp(&a.unsigned_area()));
    polygons
}

/// Coming from `from` to `at`, the next node with the sharpest turn to the left.
fn leftmost(from: Node, at: Node, out: &BTreeMap<Node, Vec<Node>>) -> Option<Node> {
    let direction = |a: Node, b: Node| {
        let d = coord(b) - coord(a);
        d.y.atan2(d.x)
    };
    let back = direction(at, from);
    out.get(&at)?
        .iter()
        .filter(|&&to| to != from)
        .min_by(|&&p, &&q| {
            // Clockwise from where one came from: the smallest angle is the sharpest left turn.
            let turn = |to: Node| (back - direction(at, to)).rem_euclid(std::f64::consts::TAU);
            turn(p).total_cmp(&turn(q))
        })
        .copied()
}
