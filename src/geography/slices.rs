//! A polygon of very many vertices in slices, each of which is triangulated by itself: for a coast like
//! a comb the work grows with the square of the number of vertices.

use std::borrow::Cow;

use geo::{BoundingRect, Coord, LineString, Polygon};

/// So many vertices are triangulated at once; coasts that are drawn have fewer (the mainland around has
/// 24,000), but for hostile ones.
const MOST: usize = 32_000;
/// So many are left in a slice, about.
const SLICE: usize = 2_000;
/// How often a slice is halved at the most.
const DEEPEST: u8 = 24;

/// A polygon as a whole, or in slices where it has too many vertices and no hole. Slices have the
/// polygon's edges, and others along the lines that they are cut at; an edge may run back there over
/// another, which adds nothing to the area. They are turned: cosine and sine of the angle that turns
/// them back.
pub(super) fn slices(polygon: &Polygon<f64>) -> (Vec<Cow<'_, Polygon<f64>>>, [f64; 2]) {
    let ring = polygon.exterior();
    if ring.0.len() <= MOST || !polygon.interiors().is_empty() {
        return (vec![Cow::Borrowed(polygon)], [1.0, 0.0]);
    }
    // Along the edges, turned as most of them are: across them, every tooth of a comb would be cut.
    let (sin, cos) = direction(ring).sin_cos();
    let turned = |c: Coord<f64>| Coord { x: c.x * cos + c.y * sin, y: c.y * cos - c.x * sin };
    let open: Vec<Coord<f64>> = ring.0[..ring.0.len() - 1].iter().map(|&c| turned(c)).collect();
    let mut left = 4 * open.len();
    let mut waiting = vec![(open, 0_u8)];
    let mut done = Vec::new();
    while let Some((points, depth)) = waiting.pop() {
        let bounds = LineString::new(points.clone()).bounding_rect();
        let goes_on = points.len() > SLICE && depth < DEEPEST && left > 0;
        let Some(bounds) = bounds.filter(|_| goes_on) else {
            if points.len() >= 3 {
                done.push(Cow::Owned(Polygon::new(LineString::new(points), Vec::new())));
            }
            continue;
        };
        // Of the two ways that which cuts fewer edges, or else every tooth of a comb is cut.
        let middle = bounds.center();
        let cuts = |of: fn(Coord<f64>) -> f64, at: f64| {
            points.windows(2).filter(|pair| (of(pair[0]) > at) != (of(pair[1]) > at)).count()
        };
        let across = cuts(|c| c.x, middle.x) <= cuts(|c| c.y, middle.y);
        let at = if across { middle.x } else { middle.y };
        let place = |c: Coord<f64>| if across { c.x - at } else { c.y - at };
        let halves = [-1.0, 1.0].map(|sign| half(&points, |c| sign * place(c), (across, at)));
        // What halving adds is bounded: it does not help where edges run all ways.
        let added = (halves[0].len() + halves[1].len()).saturating_sub(points.len());
        left = left.saturating_sub(added);
        waiting.extend(halves.map(|half| (half, depth + 1)));
    }
    (done, [cos, sin])
}

/// The direction in which most of the edges run, by their lengths, in radians.
fn direction(ring: &LineString<f64>) -> f64 {
    let mut sum = Coord { x: 0.0, y: 0.0 };
    for edge in ring.lines() {
        let Coord { x, y } = edge.end - edge.start;
        let length = x.hypot(y);
        if length > 0.0 {
            // To and fro are one direction: the angle is doubled.
            sum = sum + Coord { x: x * x - y * y, y: 2.0 * x * y } / length;
        }
    }
    sum.y.atan2(sum.x) / 2.0
}

/// The part of a polygon that lies beyond a line, where `place` is not below nought (I. E. Sutherland
/// and G. W. Hodgman, "Reentrant polygon clipping", *Communications of the ACM* 17(1), 1974).
fn half(
    points: &[Coord<f64>],
    place: impl Fn(Coord<f64>) -> f64,
    (across, at): (bool, f64),
) -> Vec<Coord<f64>> {
    let mut kept = Vec::with_capacity(points.len() / 2 + 8);
    let mut last = points.last().copied();
    for &own in points {
        if let Some(last) = last.filter(|&last| place(last) * place(own) < 0.0) {
            // From the same end, so that both halves get the same point.
            let forward = (last.x, last.y) <= (own.x, own.y);
            let (from, to) = if forward { (last, own) } else { (own, last) };
            let part = place(from) / (place(from) - place(to));
            let met = from + (to - from) * part;
            kept.push(if across { Coord { x: at, y: met.y } } else { Coord { x: met.x, y: at } });
        }
        if place(own) >= 0.0 {
            kept.push(own);
        }
        last = Some(own);
    }
    // What runs on along the line need not stop there at every point.
    let on_line = |c: Coord<f64>| place(c) == 0.0;
    let mut thin: Vec<Coord<f64>> = Vec::with_capacity(kept.len());
    for c in kept {
        if let [.., a, b] = thin.as_slice()
            && on_line(*a)
            && on_line(*b)
            && on_line(c)
        {
            thin.pop();
        }
        thin.push(c);
    }
    thin
}
