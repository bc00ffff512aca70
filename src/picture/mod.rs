//! Atlas and view to what is to be seen: the map as a display list, the ribbons, the words of the
//! cards. The only input of both the screen and every export, so that they cannot disagree.

pub mod areas;
pub mod cards;
pub mod events_on_map;
pub mod faces;
pub mod fills;
pub mod furniture;
pub mod inland;
pub mod insets;
pub mod labels;
pub mod legend;
pub mod locator;
pub mod map;
pub mod marks;
pub mod palette;
pub mod ribbons;
pub mod search;
pub mod shape;
pub mod waterlines;
pub mod words;

use crate::atlas::Atlas;
use crate::geography::{Camera, Size, level_for};
use crate::view::View;

pub use faces::Face;
pub use map::{Composer, compose};
pub use marks::{
    Anchor, Color, Dash, Fill, Frame, Mark, Overlay, Pattern, Picture, Stroke, TextMark,
};
pub use palette::{Palette, palette};
pub use words::{Argument, Words};

/// Everything that a picture of the map depends on.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The atlas.
    pub atlas: &'a Atlas,
    /// What the reader has chosen.
    pub view: &'a View,
    /// Words in the reader's language.
    pub words: &'a Words,
    /// Width and height in points.
    pub size: Size,
    /// Where the reader stands.
    pub camera: Camera,
    /// The level of detail.
    pub level: usize,
    /// Kilometres that a pixel shows.
    pub km_per_pixel: f64,
    /// Whether the picture stands alone, as an export: then it says what the window says around it.
    pub alone: bool,
    /// Whether it is an inset of another picture.
    pub inset: bool,
}

impl<'a> Scene<'a> {
    /// A scene in a frame of some size, where one point is so many pixels.
    #[must_use]
    pub fn new(
        atlas: &'a Atlas,
        view: &'a View,
        words: &'a Words,
        size: Size,
        pixels_per_point: f64,
    ) -> Self {
        let camera = view.camera(atlas, size);
        let km_per_pixel = camera.km_per_point / pixels_per_point.max(0.1);
        let level = level_for(km_per_pixel);
        Self { atlas, view, words, size, camera, level, km_per_pixel, alone: false, inset: false }
    }
}
