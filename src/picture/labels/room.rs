//! The room that names of a layout have taken. Names that are never written on one day may share it.

use crate::history::Day;

use super::super::marks::Frame;
use super::frames::overlap;

/// When a name may be written at all.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Tag {
    pub(super) from: Option<Day>,
    pub(super) until: Option<Day>,
    pub(super) era: Era,
}

/// Whether it is written while an island is one, or while it is divided.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) enum Era {
    /// Both.
    #[default]
    Any,
    /// Only while it is one.
    Whole,
    /// Only while it is divided.
    Parts,
}

impl Tag {
    /// Whether there may be a day on which both are written.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let before =
            |a: Option<Day>, b: Option<Day>| matches!((a, b), (Some(a), Some(b)) if a <= b);
        let apart =
            matches!((self.era, other.era), (Era::Whole, Era::Parts) | (Era::Parts, Era::Whole));
        !apart && !before(self.until, other.from) && !before(other.until, self.from)
    }
}

/// The height of a band of the plane, in points.
const BAND: f32 = 64.0;

/// Rectangles that are taken, sorted into bands, and leaders.
#[derive(Debug, Default)]
pub(super) struct Room {
    top: f32,
    bands: Vec<Vec<(Frame, Tag)>>,
    leaders: Vec<[[f32; 2]; 2]>,
    edge: Option<Frame>,
}

impl Room {
    /// The room of a part of the plane; names keep within an edge, if there is one.
    pub(super) fn new(part: Frame, edge: Option<Frame>) -> Self {
        let bands = band_of(part[3] - part[1]) + 1;
        Self { top: part[1], bands: vec![Vec::new(); bands], leaders: Vec::new(), edge }
    }

    /// Whether names keep within an edge.
    pub(super) fn has_edge(&self) -> bool {
        self.edge.is_some()
    }

    fn bands_of(&self, frame: Frame) -> std::ops::RangeInclusive<usize> {
        let last = self.bands.len().saturating_sub(1);
        let at = |y: f32| band_of(y - self.top).min(last);
        at(frame[1])..=at(frame[3])
    }

    /// Whether nothing is there that could be there on the same day.
    pub(super) fn is_free(&self, frame: Frame, tag: &Tag) -> bool {
        let inside = self.edge.is_none_or(|edge| {
            frame[0] >= edge[0] && frame[1] >= edge[1] && frame[2] <= edge[2] && frame[3] <= edge[3]
        });
        inside
            && !self.bands[self.bands_of(frame)]
                .iter()
                .flatten()
                .any(|(other, of)| overlap(frame, *other) && tag.meets(of))
    }

    pub(super) fn take(&mut self, frame: Frame, tag: Tag) {
        for band in self.bands_of(frame) {
            self.bands[band].push((frame, tag));
        }
    }

    /// Whether a leader crosses another, or runs through a name.
    pub(super) fn crosses(&self, line: [[f32; 2]; 2], tag: &Tag) -> bool {
        let [from, to] = line;
        let around =
            [from[0].min(to[0]), from[1].min(to[1]), from[0].max(to[0]), from[1].max(to[1])];
        self.leaders.iter().any(|&other| segments_cross(line, other))
            || self.bands[self.bands_of(around)]
                .iter()
                .flatten()
                .any(|(frame, of)| tag.meets(of) && segment_meets(line, *frame))
    }

    pub(super) fn take_leader(&mut self, line: [[f32; 2]; 2]) {
        self.leaders.push(line);
        // In short pieces, so that what it takes is a line and no rectangle.
        let [from, to] = line;
        for i in 0_u8..12 {
            let at =
                |i: u8, axis: usize| from[axis] + f32::from(i) / 12.0 * (to[axis] - from[axis]);
            let piece = |axis: usize| (at(i, axis), at(i + 1, axis));
            let ((x0, x1), (y0, y1)) = (piece(0), piece(1));
            let frame = [x0.min(x1) - 1.0, y0.min(y1) - 1.0, x0.max(x1) + 1.0, y0.max(y1) + 1.0];
            self.take(frame, Tag::default());
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "bands of a few screens"
)]
fn band_of(y: f32) -> usize {
    (y / BAND).clamp(0.0, 1000.0) as usize
}

/// Whether two segments cross.
#[must_use]
pub fn segments_cross([a, b]: [[f32; 2]; 2], [c, d]: [[f32; 2]; 2]) -> bool {
    let side = |p: [f32; 2], q: [f32; 2], r: [f32; 2]| {
        (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    };
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

/// Whether a segment comes into a rectangle (Liang and Barsky's test).
#[must_use]
pub fn segment_meets([from, to]: [[f32; 2]; 2], frame: Frame) -> bool {
    let (mut first, mut last) = (0.0_f32, 1.0_f32);
    for axis in 0..2 {
        let by = to[axis] - from[axis];
        for (p, q) in [(-by, from[axis] - frame[axis]), (by, frame[axis + 2] - from[axis])] {
            if p == 0.0 {
                if q < 0.0 {
                    return false;
                }
            } else if p < 0.0 {
                first = first.max(q / p);
            } else {
                last = last.min(q / p);
            }
        }
    }
    first <= last
}

/// How far a rectangle is from a segment.
#[must_use]
pub fn segment_distance(line: [[f32; 2]; 2], frame: Frame) -> f32 {
    if segment_meets(line, frame) {
        return 0.0;
    }
    let [left, top, right, bottom] = frame;
    let corners = [[left, top], [right, top], [left, bottom], [right, bottom]];
    let to_corner = corners.into_iter().map(|corner| to_segment(corner, line));
    let off =
        |p: [f32; 2], axis: usize| (frame[axis] - p[axis]).max(p[axis] - frame[axis + 2]).max(0.0);
    let to_end = line.into_iter().map(|end| off(end, 0).hypot(off(end, 1)));
    to_corner.chain(to_end).fold(f32::INFINITY, f32::min)
}

fn to_segment(p: [f32; 2], [a, b]: [[f32; 2]; 2]) -> f32 {
    let [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    let square = (dx * dx + dy * dy).max(1e-6);
    let t = (((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square).clamp(0.0, 1.0);
    (p[0] - a[0] - t * dx).hypot(p[1] - a[1] - t * dy)
}
