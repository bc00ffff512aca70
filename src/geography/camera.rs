//! Where the reader stands over the map: a centre and a scale.

use geo::{Coord, Rect};

/// The finest scale: one point of the screen shows this many kilometres (5 m).
pub const MIN_KM_PER_POINT: f64 = 0.005;
/// The coarsest scale.
pub const MAX_KM_PER_POINT: f64 = 8.0;

/// A centre in map kilometres and a scale. The size of the window is given with each call, so that
/// the same camera serves the screen, an inset and an export.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Camera {
    /// The point of the map in the middle of the frame.
    pub centre_map_km: Coord<f64>,
    /// Kilometres that one point (logical pixel) shows.
    pub km_per_point: f64,
}

/// Width and height of a frame, in points.
pub type Size = [f64; 2];

impl Camera {
    /// The camera that shows all of a rectangle of map kilometres in a frame, centred, with a
    /// margin in points on each side.
    #[must_use]
    pub fn fit(frame: Rect<f64>, size: Size, margin: f64) -> Self {
        let room = [(size[0] - 2.0 * margin).max(1.0), (size[1] - 2.0 * margin).max(1.0)];
        let km_per_point = (frame.width() / room[0]).max(frame.height() / room[1]);
        Self { centre_map_km: frame.center(), km_per_point }.clamped_scale()
    }

    /// Screen points (x right, y down) from map kilometres.
    #[must_use]
    pub fn screen_from_map(&self, map_km: Coord<f64>, size: Size) -> [f64; 2] {
        [
            (map_km.x - self.centre_map_km.x) / self.km_per_point + size[0] / 2.0,
            (self.centre_map_km.y - map_km.y) / self.km_per_point + size[1] / 2.0,
        ]
    }

    /// Map kilometres from screen points.
    #[must_use]
    pub fn map_from_screen(&self, screen: [f64; 2], size: Size) -> Coord<f64> {
        Coord {
            x: self.centre_map_km.x + (screen[0] - size[0] / 2.0) * self.km_per_point,
            y: self.centre_map_km.y - (screen[1] - size[1] / 2.0) * self.km_per_point,
        }
    }

    /// The rectangle of map kilometres that a frame shows.
    #[must_use]
    pub fn frame_map_km(&self, size: Size) -> Rect<f64> {
        Rect::new(self.map_from_screen([0.0, 0.0], size), self.map_from_screen(size, size))
    }

    /// The camera after the map was dragged by so many points.
    #[must_use]
    pub fn panned(&self, by_points: [f64; 2]) -> Self {
        Self {
            centre_map_km: Coord {
                x: self.centre_map_km.x - by_points[0] * self.km_per_point,
                y: self.centre_map_km.y + by_points[1] * self.km_per_point,
            },
            ..*self
        }
    }

    /// The camera after zooming by a factor (above 1: closer) with the map point under `screen`
    /// kept where it is. A factor that is not a positive number changes nothing.
    #[must_use]
    pub fn zoomed_at(&self, screen: [f64; 2], factor: f64, size: Size) -> Self {
        if !(factor.is_finite() && factor > 0.0) {
            return *self;
        }
        let fixed = self.map_from_screen(screen, size);
        let next = Self { km_per_point: self.km_per_point / factor, ..*self }.clamped_scale();
        let now = next.map_from_screen(screen, size);
        Self { centre_map_km: next.centre_map_km + fixed - now, ..next }
    }

    /// The camera with its centre kept inside a rectangle of map kilometres, and its scale between
    /// [`MIN_KM_PER_POINT`] and [`MAX_KM_PER_POINT`].
    #[must_use]
    pub fn kept_in(&self, bounds: Rect<f64>) -> Self {
        Self {
            centre_map_km: Coord {
                x: self.centre_map_km.x.clamp(bounds.min().x, bounds.max().x),
                y: self.centre_map_km.y.clamp(bounds.min().y, bounds.max().y),
            },
            ..*self
        }
        .clamped_scale()
    }

    fn clamped_scale(self) -> Self {
        Self { km_per_point: self.km_per_point.clamp(MIN_KM_PER_POINT, MAX_KM_PER_POINT), ..self }
    }
}
