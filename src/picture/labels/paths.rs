//! Lines that names run along: through the middle of long land, smooth over water, to be read from
//! above.

use super::super::marks::is_upright;

/// The longest line through the middle of some land, from the left or the top, on the plane; and
/// how much longer than wide the land is.
pub(super) fn axis(points: &[[f32; 2]]) -> (Vec<[f32; 2]>, f32) {
    let count = f32::from(u16::try_from(points.len().max(1)).unwrap_or(u16::MAX));
    let mean = |axis: usize| points.iter().map(|p| p[axis]).sum::<f32>() / count;
    let [mx, my] = [mean(0), mean(1)];
    let spread = |f: &dyn Fn(f32, f32) -> f32| {
        points.iter().map(|p| f(p[0] - mx, p[1] - my)).sum::<f32>() / count
    };
    let (xx, yy) = (spread(&|x, _| x * x), spread(&|_, y| y * y));
    let xy = spread(&|x, y| x * y);
    let turn = 0.5 * (2.0 * xy).atan2(xx - yy);
    let (sin, cos) = turn.sin_cos();
    let extent = |f: &dyn Fn(f32, f32) -> f32| {
        let along = points.iter().map(|p| f(p[0] - mx, p[1] - my));
        let (min, max) =
            along.fold((f32::INFINITY, f32::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
        [min, max]
    };
    let [from, to] = extent(&|x, y| x * cos + y * sin);
    let [low, high] = extent(&|x, y| y * cos - x * sin);
    let at = |d: f32| [mx + d * cos, my + d * sin];
    let mut path = vec![at(0.8 * from), at(0.8 * to)];
    if path[0][0] > path[1][0] {
        path.reverse();
    }
    (path, (to - from) / (high - low).max(1.0))
}

/// How long a line is.
pub(super) fn length(path: &[[f32; 2]]) -> f32 {
    path.windows(2).map(|pair| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1])).sum()
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
pub(super) fn smooth(points: &[[f32; 2]]) -> Vec<[f32; 2]> {
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
