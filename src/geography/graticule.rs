//! The graticule: meridians and parallels as curves of the map plane.

use geo::{Coord, Rect};

use super::projection::Laea;

/// One meridian or parallel.
#[derive(Debug, Clone, PartialEq)]
pub struct GraticuleLine {
    /// Its longitude or latitude in degrees.
    pub degrees: f64,
    /// Whether it is a meridian.
    pub meridian: bool,
    /// The curve in map kilometres.
    pub points: Vec<Coord<f64>>,
}

/// The lines every `step` degrees (above zero) that cross a frame of map kilometres.
#[must_use]
pub fn lines(projection: &Laea, frame: Rect<f64>, step: f64) -> Vec<GraticuleLine> {
    let bounds = lon_lat_bounds(projection, frame);
    let multiples = |from: f64, to: f64| -> Vec<f64> {
        let mut all = Vec::new();
        let mut k = (from / step).floor();
        while k * step <= to && all.len() < 400 {
            all.push(k * step);
            k += 1.0;
        }
        all
    };
    let curve = |at: &dyn Fn(f64) -> Coord<f64>, from: f64, to: f64| -> Vec<Coord<f64>> {
        (0..=48)
            .map(|i| projection.map_km_from_lon_lat(at(from + (to - from) * f64::from(i) / 48.0)))
            .collect()
    };
    let (min, max) = (bounds.min(), bounds.max());
    let (south, north) = ((min.y - step).max(-89.0), (max.y + step).min(89.0));
    let meridians = multiples(min.x, max.x).into_iter().map(|lon| GraticuleLine {
        degrees: lon,
        meridian: true,
        points: curve(&|lat| Coord { x: lon, y: lat }, south, north),
    });
    let parallels =
        multiples(min.y.max(-89.0), max.y.min(89.0)).into_iter().map(|lat| GraticuleLine {
            degrees: lat,
            meridian: false,
            points: curve(&|lon| Coord { x: lon, y: lat }, min.x - step, max.x + step),
        });
    meridians.chain(parallels).collect()
}

/// A rectangle in degrees that holds a frame of map kilometres.
#[must_use]
pub fn lon_lat_bounds(projection: &Laea, frame: Rect<f64>) -> Rect<f64> {
    let (min, max) = (frame.min(), frame.max());
    let at = |u: f64, v: f64| {
        projection.lon_lat_from_map_km(Coord {
            x: min.x + u * (max.x - min.x),
            y: min.y + v * (max.y - min.y),
        })
    };
    let mut low = at(0.5, 0.5);
    let mut high = low;
    for i in 0..=16 {
        let t = f64::from(i) / 16.0;
        for c in [at(t, 0.0), at(t, 1.0), at(0.0, t), at(1.0, t)] {
            low = Coord { x: low.x.min(c.x), y: low.y.min(c.y) };
            high = Coord { x: high.x.max(c.x), y: high.y.max(c.y) };
        }
    }
    Rect::new(low, high)
}
