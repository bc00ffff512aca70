//! Lines that names run along: smooth, cut to a length about a point, to be read from above.

use super::super::marks::is_upright;

/// A line with the length up to each of its vertices.
pub(super) struct Curve {
    points: Vec<[f32; 2]>,
    lengths: Vec<f32>,
}

impl Curve {
    /// A smooth line through points.
    pub(super) fn through(points: &[[f32; 2]]) -> Self {
        let points = smooth(points);
        let mut lengths = Vec::with_capacity(points.len());
        let mut sum = 0.0;
        for (i, p) in points.iter().enumerate() {
            if let Some(before) = i.checked_sub(1).and_then(|i| points.get(i)) {
                sum += (p[0] - before[0]).hypot(p[1] - before[1]);
            }
            lengths.push(sum);
        }
        Self { points, lengths }
    }

    pub(super) fn length(&self) -> f32 {
        self.lengths.last().copied().unwrap_or(0.0)
    }

    /// The point so far along; before and after the ends the line goes straight on.
    pub(super) fn at(&self, along: f32) -> [f32; 2] {
        let count = self.points.len();
        if count < 2 {
            return self.points.first().copied().unwrap_or_default();
        }
        let next = self.lengths.partition_point(|&length| length < along).clamp(1, count - 1);
        let (from, to) = (self.points[next - 1], self.points[next]);
        let step = (self.lengths[next] - self.lengths[next - 1]).max(1e-6);
        let part = (along - self.lengths[next - 1]) / step;
        [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])]
    }

    /// The unit vector along the line at a point of it.
    pub(super) fn direction(&self, along: f32) -> [f32; 2] {
        let (a, b) = (self.at(along - 3.0), self.at(along + 3.0));
        let [dx, dy] = [b[0] - a[0], b[1] - a[1]];
        let length = dx.hypot(dy).max(1e-6);
        [dx / length, dy / length]
    }

    /// The part of the line about a point of it, so long to each side, moved across by so much.
    pub(super) fn part(&self, middle: f32, half: f32, across: f32) -> Vec<[f32; 2]> {
        let (from, to) = (middle - half, middle + half);
        let first = self.lengths.partition_point(|&length| length < from + 0.5);
        let end = first.max(self.lengths.partition_point(|&length| length < to - 0.5));
        let mut part = Vec::with_capacity(end - first + 2);
        part.push(self.at(from));
        part.extend(&self.points[first..end]);
        part.push(self.at(to));
        let [dx, dy] = self.direction(middle);
        for p in &mut part {
            *p = [p[0] - dy * across, p[1] + dx * across];
        }
        part
    }
}

/// Turns a steep line so that letters which stand upright on it are read from above.
pub(super) fn read_down(mut path: Vec<[f32; 2]>, text: &str) -> Vec<[f32; 2]> {
    let upright = text.chars().next().is_some_and(is_upright);
    if let (Some(from), Some(to)) = (path.first(), path.last()) {
        let steep = (to[1] - from[1]).abs() > 1.2 * (to[0] - from[0]).abs();
        if upright && steep && to[1] < from[1] {
            path.reverse();
        }
    }
    path
}

/// A smooth curve through points (Catmull and Rom's), so that letters turn little by little.
fn smooth(points: &[[f32; 2]]) -> Vec<[f32; 2]> {
    if points.len() < 3 {
        return points.to_vec();
    }
    let at = |i: isize| {
        let last = isize::try_from(points.len()).unwrap_or(isize::MAX) - 1;
        points[usize::try_from(i.clamp(0, last)).unwrap_or(0)]
    };
    let mut curve = Vec::new();
    for i in 0..isize::try_from(points.len()).unwrap_or(isize::MAX) - 1 {
        let [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
        for step in 0_u8..12 {
            let part = f32::from(step) / 12.0;
            curve.push(std::array::from_fn(|axis| {
                let [p0, p1, p2, p3] = [p0[axis], p1[axis], p2[axis], p3[axis]];
                let cubic = 3.0 * p1 - p0 - 3.0 * p2 + p3;
                let square = 2.0 * p0 - 5.0 * p1 + 4.0 * p2 - p3;
                0.5 * (2.0 * p1 + part * (p2 - p0 + part * (square + part * cubic)))
            }));
        }
    }
    curve.extend(points.last());
    curve
}
