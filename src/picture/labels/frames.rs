//! The rectangles that labels cover, and what is taken already.

use super::super::along::places;
use super::super::faces::width;
use super::super::marks::{Anchor, Frame, Mark, TextMark};
use super::room::segment_meets;

/// Rectangles that are taken.
#[derive(Debug, Clone, Default)]
pub struct Taken(Vec<Frame>);

impl Taken {
    /// Takes a rectangle whatever is there.
    pub fn take(&mut self, frame: Frame) {
        self.0.push(frame);
    }

    /// Whether nothing is there.
    #[must_use]
    pub fn is_free(&self, frame: Frame) -> bool {
        !self.0.iter().any(|other| overlap(frame, *other))
    }

    /// Whether a line runs through what is taken.
    #[must_use]
    pub fn meets_line(&self, line: [[f32; 2]; 2]) -> bool {
        self.0.iter().any(|frame| segment_meets(line, *frame))
    }

    /// Takes some rectangles if nothing is at any of them.
    pub fn try_take(&mut self, frames: &[Frame]) -> bool {
        let free = frames.iter().all(|&frame| self.is_free(frame));
        if free {
            self.0.extend(frames);
        }
        free
    }

    /// Takes the room of a thin line.
    pub fn take_line(&mut self, line: [[f32; 2]; 2]) {
        self.0.extend(steps(line).map(|[x, y]| [x - 1.0, y - 1.0, x + 1.0, y + 1.0]));
    }
}

/// Points along a line, some four points apart.
fn steps([from, to]: [[f32; 2]; 2]) -> impl Iterator<Item = [f32; 2]> {
    let length = (to[0] - from[0]).hypot(to[1] - from[1]);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some dozen points"
    )]
    let count = (length / 4.0).ceil().clamp(1.0, 500.0) as u16;
    (0..=count).map(move |i| {
        let t = f32::from(i) / f32::from(count);
        [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]
    })
}

/// Whether two rectangles share more than an edge.
#[must_use]
pub fn overlap(a: Frame, b: Frame) -> bool {
    a[2] > b[0] && a[0] < b[2] && a[3] > b[1] && a[1] < b[3]
}

/// The rectangle that a text covers, turned texts too.
#[must_use]
pub fn frame_of(mark: &TextMark, margin: f32) -> Frame {
    let w = width(mark.face, mark.size, mark.spacing, &mark.text);
    let left = match mark.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => -w / 2.0,
        Anchor::End => -w,
    };
    turned([left, left + w], mark.size, (mark.at, mark.angle), margin)
}

/// The rectangle around letters that reach from one place of their baseline to another, turned about
/// its origin.
fn turned([left, right]: [f32; 2], size: f32, (at, angle): ([f32; 2], f32), margin: f32) -> Frame {
    let (sin, cos) = angle.sin_cos();
    let corners =
        [[left, -0.78 * size], [right, -0.78 * size], [left, 0.22 * size], [right, 0.22 * size]]
            .map(|[x, y]| [at[0] + x * cos - y * sin, at[1] + x * sin + y * cos]);
    around(&corners, margin)
}

fn around(points: &[[f32; 2]], margin: f32) -> Frame {
    let min = |axis: usize| points.iter().map(|c| c[axis]).fold(f32::INFINITY, f32::min);
    let max = |axis: usize| points.iter().map(|c| c[axis]).fold(f32::NEG_INFINITY, f32::max);
    [min(0) - margin, min(1) - margin, max(0) + margin, max(1) + margin]
}

/// The rectangles of the letters of a text along a line.
#[must_use]
pub(super) fn frames_along(text: &TextMark, path: &[[f32; 2]], margin: f32) -> Vec<Frame> {
    let size = text.size;
    let places = places(text, path).into_iter();
    places
        .map(|place| {
            let half = 0.5 * place.width;
            turned([-half, half], size, (place.at, place.angle), margin)
        })
        .collect()
}

/// The rectangles that the text of a mark covers; none for what is no text.
#[must_use]
pub fn frames(mark: &Mark, margin: f32) -> Vec<Frame> {
    match mark {
        Mark::Text(text) => vec![frame_of(text, margin)],
        Mark::Along(along) => frames_along(&along.text, &along.path, margin),
        _ => Vec::new(),
    }
}
