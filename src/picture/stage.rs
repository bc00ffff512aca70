//! The stage of a map: its frame, where the reader stands, how fine it is drawn.

use geo::{Coord, Rect};

use crate::geography::{Camera, Size, level_for};

use super::marks::Frame;

/// The geometry of one map: all that the place of a mark depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stage {
    /// Width and height in points.
    pub size: Size,
    /// Where the reader stands.
    pub camera: Camera,
    /// Kilometres that a pixel shows.
    pub km_per_pixel: f64,
}

impl Stage {
    /// A stage where a point is so many pixels.
    #[must_use]
    pub fn new(size: Size, camera: Camera, pixels_per_point: f64) -> Self {
        Self { size, camera, km_per_pixel: camera.km_per_point / pixels_per_point.max(0.1) }
    }

    /// The level of detail: an index of [`crate::geography::TOLERANCES_KM`].
    #[must_use]
    pub fn level(&self) -> usize {
        level_for(self.km_per_pixel)
    }

    /// The stage of a part of the map in a frame of its own, as dense in pixels as this one.
    #[must_use]
    pub fn part(&self, size: Size, camera: Camera) -> Self {
        let km_per_pixel = camera.km_per_point * self.km_per_pixel / self.camera.km_per_point;
        Self { size, camera, km_per_pixel }
    }

    /// Width and height in points, as they are painted.
    #[must_use]
    pub fn extent(&self) -> [f32; 2] {
        points(self.size)
    }

    /// A point of the map in points of the frame.
    #[must_use]
    pub fn screen(&self, map_km: Coord<f64>) -> [f32; 2] {
        points(self.camera.screen_from_map(map_km, self.size))
    }

    /// The point of the map at a point of the frame.
    #[must_use]
    pub fn map_km(&self, [x, y]: [f32; 2]) -> Coord<f64> {
        self.camera.map_from_screen([f64::from(x), f64::from(y)], self.size)
    }

    /// Where bounds on the map are in the frame.
    #[must_use]
    pub fn frame_of(&self, bounds: Rect<f64>) -> Frame {
        let ([left, bottom], [right, top]) = (self.screen(bounds.min()), self.screen(bounds.max()));
        [left, top, right, bottom]
    }

    /// Whether a rectangle lies within the frame, two points from its edge.
    #[must_use]
    pub fn holds(&self, frame: Frame) -> bool {
        let [w, h] = self.extent();
        frame[0] >= 2.0 && frame[1] >= 2.0 && frame[2] <= w - 2.0 && frame[3] <= h - 2.0
    }
}

/// Points as they are painted.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "a screen needs no more than f32")]
pub fn points([x, y]: Size) -> [f32; 2] {
    [x as f32, y as f32]
}
