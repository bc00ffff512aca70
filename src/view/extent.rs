//! The room that a map has, and the cameras that belong to it: that of the whole map, and the nearest
//! one that shows nothing beyond the data.

use geo::{Coord, Rect};

use crate::atlas::Atlas;
use crate::geography::{Camera, Size};

/// Space kept free around the default view, in points.
const FIT_MARGIN: f64 = 8.0;

/// The room that a map has: its frame, and what panels leave of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room {
    /// Width and height of the frame, in points.
    pub size: Size,
    /// What is free of it: left, top, right, bottom in points.
    pub free: [f64; 4],
    /// The camera of the whole map; `None`: the default view fitted into the frame.
    pub home: Option<Camera>,
}

impl From<Size> for Room {
    /// A frame without panels.
    fn from([w, h]: Size) -> Self {
        Self { size: [w, h], free: [0.0, 0.0, w, h], home: None }
    }
}

impl Room {
    /// The camera that shows bounds in map kilometres where it is free, a part of its shorter side
    /// around them.
    pub(super) fn fit(&self, bounds: Rect<f64>, margin: f64) -> Camera {
        let [left, top, right, bottom] = self.free;
        let free = [(right - left).max(1.0), (bottom - top).max(1.0)];
        let camera = Camera::fit(bounds, free, margin * free[0].min(free[1]));
        let off = [0.5 * (self.size[0] - left - right), 0.5 * (self.size[1] - top - bottom)];
        camera.panned([-off[0], -off[1]])
    }
}

/// The camera nearest to one whose frame shows nothing beyond the data; itself, if nothing is known of
/// their bounds.
pub(super) fn held(atlas: &Atlas, camera: Camera, size: Size) -> Camera {
    let Some(data) = atlas.geography.data_lon_lat() else { return camera };
    let projection = atlas.geography.projection();
    let within = |camera: &Camera| {
        let frame = camera.frame_map_km(size);
        (0..3).flat_map(|i| (0..3).map(move |j| [i, j])).filter(|at| *at != [1, 1]).all(|[i, j]| {
            let at = frame.min()
                + Coord {
                    x: 0.5 * f64::from(i) * frame.width(),
                    y: 0.5 * f64::from(j) * frame.height(),
                };
            let Coord { x, y } = projection.lon_lat_from_map_km(at);
            (data.min().x..=data.max().x).contains(&x) && (data.min().y..=data.max().y).contains(&y)
        })
    };
    if within(&camera) {
        return camera;
    }
    let middle = atlas.geography.extent_map_km().center();
    let at = |centre_map_km, km_per_point| Camera { centre_map_km, km_per_point };
    // From the far scale to one that fits about the middle of the land.
    let mut scale = camera.km_per_point;
    while scale > 1e-3 && !within(&at(middle, scale)) {
        scale *= 0.97;
    }
    // As little as need be to the middle, along one axis if that is enough.
    let Coord { x, y } = camera.centre_map_km;
    let targets = [Coord { x: middle.x, y }, Coord { x, y: middle.y }, middle];
    let target = targets.into_iter().find(|&target| within(&at(target, scale))).unwrap_or(middle);
    let way = target - camera.centre_map_km;
    let (mut out, mut inside) = (0.0, 1.0);
    for _ in 0..24 {
        let part = f64::midpoint(out, inside);
        let here = within(&at(camera.centre_map_km + way * part, scale));
        (out, inside) = if here { (out, part) } else { (part, inside) };
    }
    at(camera.centre_map_km + way * inside, scale)
}

/// The camera of the default view.
#[must_use]
pub fn whole_map(atlas: &Atlas, size: Size) -> Camera {
    Camera::fit(atlas.geography.map_km_bounds(atlas.view_lon_lat), size, FIT_MARGIN)
}
