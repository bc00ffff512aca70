//! What a kind of file has to be able to draw. One painter walks a picture and makes these few calls;
//! SVG and pixels are implementations, as any further kind would be.

use kurbo::{BezPath, Circle, Rect, RoundedRect, Shape};

use crate::picture::{Color, Frame, Overlay, Pattern, Shade, Stroke, TextMark};

/// What is drawn on. Lengths are in points, x to the right, y down, from the upper left corner of the
/// innermost open frame. What is called later lies above.
pub trait Canvas {
    /// Opens a group of what belongs together: with an id, and with a title that a viewer may show.
    fn open_group(&mut self, id: &str, title: Option<&str>);

    /// Closes the innermost group.
    fn close_group(&mut self);

    /// Opens a frame: until it is closed, points count from `origin`, and what lies outside of `clip`
    /// is not seen. Both are told in points of the frame around.
    fn open_frame(&mut self, origin: [f32; 2], clip: Frame);

    /// Closes the innermost frame.
    fn close_frame(&mut self);

    /// Fills a figure and draws its edge, whichever is wanted. A figure is filled where its outline
    /// goes around more often one way than the other.
    fn draw(&mut self, figure: Figure<'_>, fill: Option<Paint>, stroke: Option<&Stroke>);

    /// Sets a line of text.
    fn text(&mut self, text: &TextMark);

    /// Sets a text letter by letter, each at its own place. `whole` is the text as it is read.
    fn letters(&mut self, whole: &str, letters: &[TextMark]);

    /// Lays light and shadow into a frame, of which only what lies within a path is seen, if there is
    /// one.
    fn shade(&mut self, shade: &Shade, frame: Frame, within: Option<&BezPath>);
}

/// What is filled or has an edge.
#[derive(Debug, Clone, Copy)]
pub enum Figure<'a> {
    /// Lines and curves.
    Path(&'a BezPath),
    /// A circle.
    Circle {
        /// Its centre.
        centre: [f32; 2],
        /// Its radius in points.
        radius: f32,
    },
    /// A rectangle.
    Box {
        /// Where.
        frame: Frame,
        /// Radius of its corners in points.
        rounding: f32,
    },
}

impl Figure<'_> {
    /// The figure as lines and curves, which are off by no more than so many points; `None` for a
    /// path, which is that already.
    #[must_use]
    pub fn lowered(&self, tolerance: f64) -> Option<BezPath> {
        match *self {
            Self::Path(_) => None,
            Self::Circle { centre, radius } => {
                let centre = (f64::from(centre[0]), f64::from(centre[1]));
                Some(Circle::new(centre, radius.into()).to_path(tolerance))
            }
            Self::Box { frame, rounding } if rounding > 0.0 => {
                Some(RoundedRect::from_rect(rect(frame), f64::from(rounding)).to_path(tolerance))
            }
            Self::Box { frame, .. } => Some(rect(frame).to_path(tolerance)),
        }
    }
}

/// A frame as the rectangle that it is.
#[must_use]
pub fn rect([left, top, right, bottom]: Frame) -> Rect {
    Rect::new(left.into(), top.into(), right.into(), bottom.into())
}

/// What a figure is filled with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Paint {
    /// A colour.
    Plain(Color),
    /// A texture.
    Pattern(Texture),
    /// A colour that passes into another, from the left of the figure to its right.
    Blend([Color; 2]),
}

/// The lines of a tile of a pattern that has some, as long as they need to be and longer; it is so large as
/// a part of its size on the map.
pub(super) fn tile_lines(pattern: Pattern, fineness: f64) -> BezPath {
    let tile = pattern.tile() * fineness;
    let mut lines = BezPath::new();
    if pattern.is_level() {
        lines.move_to((0.0, tile / 2.0));
        lines.line_to((tile, tile / 2.0));
        return lines;
    }
    let (top, bottom) = if pattern.falls() { (-tile, 2.0 * tile) } else { (2.0 * tile, -tile) };
    for k in [-1.0, 0.0, 1.0] {
        let shift = (k + pattern.phase()) * tile;
        lines.move_to((shift - tile, top));
        lines.line_to((shift + 2.0 * tile, bottom));
    }
    lines
}

/// A texture over a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Texture {
    /// What it shows.
    pub overlay: Overlay,
    /// A point where a tile has its corner.
    pub anchor: [f64; 2],
    /// How large it is, as a part of its size on the map.
    pub fineness: f64,
}
