//! Long edges in degrees, which are no strokes on the map: they get vertices between.

use std::borrow::Cow;

use geo::{Coord, LineString, Polygon};

use super::Laea;

/// The longest edge that is drawn as one stroke, in degrees: on the map it is then off its course by
/// some hundred metres at the most.
const LONGEST: f64 = 1.0;

/// A polygon in degrees whose edges are all short enough to be strokes on the map, and how many
/// vertices that took. An edge gets the same vertices whichever way it is gone through.
#[must_use]
pub fn with_short_edges(polygon: Polygon<f64>) -> (Polygon<f64>, usize) {
    let mut added = 0;
    let mut short = |ring: LineString<f64>| match shortened(&ring) {
        Cow::Borrowed(_) => ring,
        Cow::Owned(points) => {
            added += points.len() - ring.0.len();
            LineString::new(points)
        }
    };
    let (exterior, interiors) = polygon.into_inner();
    let exterior = short(exterior);
    let interiors = interiors.into_iter().map(short).collect();
    (Polygon::new(exterior, interiors), added)
}

fn shortened(ring: &LineString<f64>) -> Cow<'_, [Coord<f64>]> {
    let length = |a: Coord<f64>, b: Coord<f64>| (b.x - a.x).abs().max((b.y - a.y).abs());
    if ring.0.windows(2).all(|pair| length(pair[0], pair[1]) <= LONGEST) {
        return Cow::Borrowed(&ring.0);
    }
    let mut points: Vec<Coord<f64>> = ring.0.first().copied().into_iter().collect();
    for pair in ring.0.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let backwards = (b.x, b.y) < (a.x, a.y);
        let (from, to) = if backwards { (b, a) } else { (a, b) };
        let parts = (length(a, b) / LONGEST).ceil().max(1.0);
        let mut between = Vec::new();
        let mut part = 1.0;
        while part < parts {
            between.push(from + (to - from) * (part / parts));
            part += 1.0;
        }
        if backwards {
            between.reverse();
        }
        points.extend(between);
        points.push(b);
    }
    Cow::Owned(points)
}

/// Whether a place is on the half of the globe about the centre of a projection. On the other half an
/// area could come out inside out.
#[must_use]
pub fn on_near_half(projection: &Laea, lon_lat: Coord<f64>) -> bool {
    let centre = projection.centre_lon_lat();
    let (a, b) = (centre.y.to_radians(), lon_lat.y.to_radians());
    let apart = (lon_lat.x - centre.x).to_radians();
    // A centre that makes no sense is another fault.
    let (at_pole, near) =
        (centre.y.abs() > 89.0, a.sin() * b.sin() + a.cos() * b.cos() * apart.cos());
    at_pole || near.is_nan() || near >= 0.0
}
