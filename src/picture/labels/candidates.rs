//! The places that a name could take, and what speaks against each.

use super::super::marks::{Anchor, Frame};
use super::paths::Curve;

/// A place that a straight name could take, and what speaks against it.
#[derive(Debug, Clone, Copy)]
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

/// Places beside a coast: on the outward side first, then on the other, above, below, along all of it
/// if it is long, and farther off with a line if it is small.
pub(super) fn beside(size: f32, coast: &[[f32; 2]], outward: [f32; 2]) -> Vec<Candidate> {
    let [left, top, right, bottom] = bounds(coast);
    let (tall, wide) = (bottom - top, right - left);
    let [mid_x, mid_y] = [f32::midpoint(left, right), f32::midpoint(top, bottom)];
    let row = (0.16 * tall).clamp(0.62 * size, 90.0);
    let mut rows: Vec<(f32, f32)> = [0.0, -1.0, 1.0, -2.0, 2.0]
        .iter()
        .zip(0_u8..)
        .map(|(r, i)| (mid_y + r * row, 0.45 * f32::from(i)))
        .collect();
    let mut far = 3.0 * row;
    while far < 0.5 * tall && rows.len() < 60 {
        let cost = 2.0 + far / row;
        rows.extend([(mid_y - far, cost), (mid_y + far, cost)]);
        far += row.max(60.0);
    }
    let east_first = outward[0] >= 0.0;
    // The name of large land stands by its body, not by a cape that juts out far.
    let jut = |x: f32| if tall > 100.0 { 0.02 * (x - mid_x).abs() } else { 0.0 };
    let mut all = Vec::new();
    for (second_side, cost) in [(false, 0.0), (true, 2.2)] {
        let east = east_first != second_side;
        for &(y, more) in &rows {
            let beyond = y < top - 0.8 * size || y > bottom + 0.8 * size;
            let Some([from, to]) = reach(coast, y, 0.6 * size).filter(|_| !beyond) else {
                continue;
            };
            let baseline = y + 0.34 * size;
            let cost = cost + more;
            all.push(if east {
                Candidate::new([to + 5.5, baseline], Anchor::Start, cost + jut(to))
            } else {
                Candidate::new([from - 5.5, baseline], Anchor::End, cost + jut(from))
            });
        }
    }
    let (above, below) = (top - 5.0, bottom + 1.05 * size);
    let (first, then) = if outward[1] > 0.0 { (below, above) } else { (above, below) };
    for (y, cost) in [(first, 3.2), (then, 3.8)] {
        all.push(Candidate::new([mid_x, y], Anchor::Middle, cost));
        for (x, anchor) in [
            (right, Anchor::Middle),
            (left, Anchor::Middle),
            (mid_x, Anchor::Start),
            (right, Anchor::Start),
            (mid_x, Anchor::End),
            (left, Anchor::End),
        ] {
            all.push(Candidate::new([x, y], anchor, cost + 0.5));
        }
    }
    if wide.max(tall) < 60.0 {
        // A little farther off, and below and above with a line.
        for (y, down, cost) in [(bottom, 1.0, 4.4), (top, -1.0, 4.6)] {
            let base = |off: f32| y + down * off + if down > 0.0 { 0.9 * size } else { 0.0 };
            for (x, anchor) in
                [(mid_x, Anchor::Middle), (mid_x, Anchor::Start), (mid_x, Anchor::End)]
            {
                all.push(Candidate::new([x, base(5.5)], anchor, cost));
            }
            for (i, far) in (0_u8..).zip([12.0_f32, 20.0, 30.0]) {
                for (j, aside) in (0_u8..).zip([0.0_f32, 16.0, -16.0, 32.0, -32.0]) {
                    let end = [mid_x + aside, y + down * far];
                    let cost = cost + 2.0 + f32::from(i) + 0.4 * f32::from(j);
                    let at = [end[0], base(far + 2.5)];
                    let leader = Some([nearest(coast, end), end]);
                    all.push(Candidate { leader, ..Candidate::new(at, Anchor::Middle, cost) });
                }
            }
        }
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

/// Places around a dot, so far from its middle; and farther off with a line.
pub(super) fn around_dot(size: f32, [x, y]: [f32; 2], gap: f32) -> Vec<Candidate> {
    let near = 0.75 * gap;
    let mut all: Vec<Candidate> = [
        ([x + gap, y + 0.36 * size], Anchor::Start),
        ([x - gap, y + 0.36 * size], Anchor::End),
        ([x, y - gap], Anchor::Middle),
        ([x, y + gap + 0.75 * size], Anchor::Middle),
        ([x + near, y - 0.7 * near], Anchor::Start),
        ([x + near, y + 0.7 * near + 0.6 * size], Anchor::Start),
        ([x - near, y - 0.7 * near], Anchor::End),
        ([x - near, y + 0.7 * near + 0.6 * size], Anchor::End),
        ([x + gap, y - 0.9 * size], Anchor::Start),
        ([x - gap, y - 0.9 * size], Anchor::End),
        ([x + gap, y + 1.5 * size], Anchor::Start),
        ([x - gap, y + 1.5 * size], Anchor::End),
        ([x, y - gap - 0.5 * size], Anchor::Middle),
        ([x, y + gap + 1.3 * size], Anchor::Middle),
        ([x + 1.7 * gap, y + 0.36 * size], Anchor::Start),
        ([x - 1.7 * gap, y + 0.36 * size], Anchor::End),
        ([x + 2.6 * gap, y + gap + 1.3 * size], Anchor::Middle),
        ([x - 2.6 * gap, y + gap + 1.3 * size], Anchor::Middle),
        ([x + 2.6 * gap, y - gap - 0.5 * size], Anchor::Middle),
        ([x - 2.6 * gap, y - gap - 0.5 * size], Anchor::Middle),
    ]
    .into_iter()
    .zip(0_u8..)
    .map(|((at, anchor), i)| Candidate::new(at, anchor, 0.3 * f32::from(i)))
    .collect();
    for (i, long) in (0_u8..).zip([15.0_f32, 22.0, 30.0]) {
        for (j, turn) in (0_u8..).zip([0.0_f32, 0.45, -0.45, 0.9, -0.9]) {
            for (side, anchor) in [(1.0, Anchor::Start), (-1.0, Anchor::End)] {
                let off = [side * long * turn.cos(), long * turn.sin()];
                let end = [x + off[0], y + off[1]];
                // From the edge of the square that the dot takes.
                let edge = 3.4 / off[0].abs().max(off[1].abs());
                let start = [x + edge * off[0], y + edge * off[1]];
                let cost = 8.0 + f32::from(i) + 0.3 * f32::from(j);
                let at = [end[0] + side * 2.5, end[1] + 0.34 * size];
                let leader = Some([start, end]);
                all.push(Candidate { leader, ..Candidate::new(at, anchor, cost) });
            }
        }
    }
    all
}

/// Places at the ends of a line, seven points from it, and then along it on either side.
pub(super) fn along_line(size: f32, width: f32, points: &[[f32; 2]]) -> Vec<Candidate> {
    let curve = Curve::through(points);
    let length = curve.length();
    let mut all = Vec::new();
    for (end, cost) in [(length, 0.0), (0.0, 0.3)] {
        let [x, y] = curve.at(end);
        let [dx, dy] = curve.direction(end).map(|v| if end > 0.0 { v } else { -v });
        let at = [x + 7.0 * dx, y + 7.0 * dy];
        if dy.abs() > 1.8 * dx.abs() {
            let y = if dy > 0.0 { at[1] + 0.8 * size } else { at[1] };
            all.push(Candidate::new([at[0], y], Anchor::Middle, cost + 0.2));
        }
        let anchor = if dx >= 0.0 { Anchor::Start } else { Anchor::End };
        for (rise, more) in [(0.36, 0.0), (0.0, 0.1), (0.72, 0.1), (-0.4, 0.3), (1.1, 0.3)] {
            all.push(Candidate::new([at[0], at[1] + rise * size], anchor, cost + more));
        }
    }
    let step = (length / 14.0).clamp(24.0, 160.0);
    let mut along = 0.5 * length % step;
    while along < length && all.len() < 200 {
        let [x, y] = curve.at(along);
        let [dx, dy] = curve.direction(along);
        let off_middle = (along - 0.5 * length).abs() / length.max(1.0);
        for [nx, ny] in [[dy, -dx], [-dy, dx]] {
            let off = 5.0 + nx.abs() * width / 2.0 + ny.abs() * size / 2.0;
            let at = [x + off * nx, y + off * ny + 0.28 * size];
            all.push(Candidate::new(at, Anchor::Middle, 2.0 + 2.0 * (0.5 - off_middle)));
        }
        along += step;
    }
    all
}

/// The vertex of a coast that is nearest to a point.
fn nearest(coast: &[[f32; 2]], to: [f32; 2]) -> [f32; 2] {
    let off = |p: &[f32; 2]| {
        let by = [0, 1].map(|axis| f64::from(p[axis]) - f64::from(to[axis]));
        by[0] * by[0] + by[1] * by[1]
    };
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
        if (y0 < low && y1 < low) || (y0 > high && y1 > high) {
            continue;
        }
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
