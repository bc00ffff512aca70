//! The places that a name could take, and what speaks against each.

use super::super::marks::{Anchor, Frame};
use super::requests::Request;

/// A place that a name could take, and what speaks against it.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) at: [f32; 2],
    pub(super) anchor: Anchor,
    pub(super) leader: Option<[[f32; 2]; 2]>,
    pub(super) cost: f32,
}

impl Candidate {
    pub(super) fn new(at: [f32; 2], anchor: Anchor, cost: f32) -> Self {
        Self { at, anchor, leader: None, cost }
    }
}

/// Places beside a coast: on the outward side first, then on the other, above, below, and farther
/// off with a line.
pub(super) fn beside(request: &Request, coast: &[[f32; 2]], outward: [f32; 2]) -> Vec<Candidate> {
    let size = request.style.size;
    let [left, top, right, bottom] = bounds(coast);
    let (tall, wide) = (bottom - top, right - left);
    let [mid_x, mid_y] = [f32::midpoint(left, right), f32::midpoint(top, bottom)];
    let row = (0.16 * tall).max(0.62 * size);
    let rows: Vec<f32> = [0.0, -1.0, 1.0, -2.0, 2.0].iter().map(|r| mid_y + r * row).collect();
    let east_first = outward[0] >= 0.0;
    // The name of large land stands by its body, not by a cape that juts out far.
    let jut = |x: f32| if tall > 100.0 { 0.02 * (x - mid_x).abs() } else { 0.0 };
    let mut all = Vec::new();
    for (second_side, cost) in [(false, 0.0), (true, 2.2)] {
        let east = east_first != second_side;
        for (i, &y) in (0_u8..).zip(&rows) {
            let beyond = y < top - 0.8 * size || y > bottom + 0.8 * size;
            let Some([from, to]) = reach(coast, y, 0.6 * size).filter(|_| !beyond) else {
                continue;
            };
            let baseline = y + 0.34 * size;
            let cost = cost + 0.45 * f32::from(i);
            all.push(if east {
                Candidate::new([to + 4.5, baseline], Anchor::Start, cost + jut(to))
            } else {
                Candidate::new([from - 4.5, baseline], Anchor::End, cost + jut(from))
            });
        }
    }
    let (above, below) = (top - 4.0, bottom + 0.95 * size);
    let (first, then) = if outward[1] > 0.0 { (below, above) } else { (above, below) };
    all.push(Candidate::new([mid_x, first], Anchor::Middle, 3.2));
    all.push(Candidate::new([mid_x, then], Anchor::Middle, 3.8));
    if wide.max(tall) < 60.0 {
        for (second_side, cost) in [(false, 5.0), (true, 6.5)] {
            let east = east_first != second_side;
            for (i, far) in (0_u8..).zip([14.0_f32, 26.0, 40.0]) {
                for (j, rise) in (0_u8..).zip([0.0_f32, -1.3, 1.3, -2.6, 2.6, -4.0, 4.0]) {
                    let y = mid_y + rise * size;
                    let cost = cost + 1.1 * f32::from(i) + 0.4 * f32::from(j);
                    let x = if east { right + far } else { left - far };
                    let anchor = if east { Anchor::Start } else { Anchor::End };
                    let pull = if east { 2.5 } else { -2.5 };
                    let mut candidate = Candidate::new([x, y + 0.34 * size], anchor, cost);
                    let end = [x - pull, y];
                    candidate.leader = Some([nearest(coast, end), end]);
                    all.push(candidate);
                }
            }
        }
    }
    all
}

/// Places around a dot of any size.
pub(super) fn around_dot(request: &Request, [x, y]: [f32; 2]) -> Vec<Candidate> {
    let size = request.style.size;
    [
        ([x + 7.0, y + 0.36 * size], Anchor::Start),
        ([x - 7.0, y + 0.36 * size], Anchor::End),
        ([x, y - 7.0], Anchor::Middle),
        ([x, y + 7.0 + 0.75 * size], Anchor::Middle),
        ([x + 5.5, y - 5.0], Anchor::Start),
        ([x + 5.5, y + 5.0 + 0.6 * size], Anchor::Start),
        ([x - 5.5, y - 5.0], Anchor::End),
        ([x - 5.5, y + 5.0 + 0.6 * size], Anchor::End),
    ]
    .into_iter()
    .zip(0_u8..)
    .map(|((at, anchor), i)| Candidate::new(at, anchor, 0.3 * f32::from(i)))
    .collect()
}

/// Places at the ends of a line, on either side, and then along it.
pub(super) fn along_line(request: &Request, points: &[[f32; 2]]) -> Vec<Candidate> {
    let last = points.len().saturating_sub(1);
    let size = request.style.size;
    let mut all = Vec::new();
    let along = [last, 0, last / 2, last / 4, last - last / 4].map(|i| points.get(i));
    for (i, &[x, y]) in (0_u8..).zip(along.into_iter().flatten()) {
        for (j, (anchor, [dx, dy])) in (0_u8..).zip([
            (Anchor::Start, [8.0, 0.36 * size]),
            (Anchor::End, [-8.0, 0.36 * size]),
            (Anchor::Start, [8.0, 1.64 * size]),
            (Anchor::End, [-8.0, -0.9 * size]),
            (Anchor::Start, [10.0, -0.73 * size]),
            (Anchor::End, [-10.0, 1.45 * size]),
            (Anchor::Start, [16.0, 3.1 * size]),
        ]) {
            let cost = f32::from(i) + 0.2 * f32::from(j);
            all.push(Candidate::new([x + dx, y + dy], anchor, cost));
        }
    }
    all
}

/// Places on a narrow water or beside it, up to so far, with a line to it from farther off.
pub(super) fn near(request: &Request, [x, y]: [f32; 2], farthest: f32) -> Vec<Candidate> {
    let size = request.style.size;
    let base = y + 0.34 * size;
    let mut all = vec![Candidate::new([x, base], Anchor::Middle, 0.0)];
    for (i, far) in (0_u8..).zip([8.0_f32, 18.0, 32.0, 48.0, 66.0]) {
        if far > farthest {
            break;
        }
        for (j, rise) in (0_u8..).zip([0.0_f32, -1.0, 1.0, -2.2, 2.2]) {
            for (side, anchor) in [(1.0, Anchor::Start), (-1.0, Anchor::End)] {
                let at = [x + side * far, base + rise * (size + 0.35 * far)];
                let cost = 1.0 + f32::from(i) + 0.35 * f32::from(j);
                let mut candidate = Candidate::new(at, anchor, cost);
                if far > 10.0 {
                    let end = [at[0] - side * 2.5, at[1] - 0.34 * size];
                    candidate.leader = Some([[x, y], end]);
                }
                all.push(candidate);
            }
        }
    }
    all.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    all
}

/// The vertex of a coast that is nearest to a point.
fn nearest(coast: &[[f32; 2]], to: [f32; 2]) -> [f32; 2] {
    let off = |p: &[f32; 2]| (p[0] - to[0]).hypot(p[1] - to[1]);
    coast.iter().copied().min_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(to)
}

/// How far a coast reaches to the left and right within a band.
fn reach(coast: &[[f32; 2]], y: f32, half: f32) -> Option<[f32; 2]> {
    let (low, high) = (y - half, y + half);
    let mut span: Option<[f32; 2]> = None;
    let mut meet = |x: f32| {
        let [from, to] = span.unwrap_or([x, x]);
        span = Some([from.min(x), to.max(x)]);
    };
    for pair in coast.windows(2) {
        let ([x0, y0], [x1, y1]) = (pair[0], pair[1]);
        // Vertices of different polygons follow each other: not an edge.
        if (x1 - x0).hypot(y1 - y0) > 4000.0 {
            continue;
        }
        for at in [pair[0], pair[1]] {
            if (low..=high).contains(&at[1]) {
                meet(at[0]);
            }
        }
        for edge in [low, high] {
            if (y0 < edge) != (y1 < edge) {
                meet(x0 + (edge - y0) / (y1 - y0) * (x1 - x0));
            }
        }
    }
    if span.is_none()
        && let [at] = coast
        && (low..=high).contains(&at[1])
    {
        span = Some([at[0], at[0]]);
    }
    span
}

pub(super) fn bounds(points: &[[f32; 2]]) -> Frame {
    let min = |axis: usize| points.iter().map(|c| c[axis]).fold(f32::INFINITY, f32::min);
    let max = |axis: usize| points.iter().map(|c| c[axis]).fold(f32::NEG_INFINITY, f32::max);
    [min(0), min(1), max(0), max(1)]
}

/// How far two rectangles are apart.
pub(super) fn gap(a: Frame, b: Frame) -> f32 {
    let between = |axis: usize| (b[axis] - a[axis + 2]).max(a[axis] - b[axis + 2]).max(0.0);
    between(0).hypot(between(1))
}

/// How far a rectangle is from the nearest of some points.
pub(super) fn distance(frame: Frame, points: &[[f32; 2]]) -> f32 {
    let off =
        |p: &[f32; 2], axis: usize| (frame[axis] - p[axis]).max(p[axis] - frame[axis + 2]).max(0.0);
    let squares = points.iter().map(|p| off(p, 0).powi(2) + off(p, 1).powi(2));
    squares.fold(f32::INFINITY, f32::min).sqrt()
}
