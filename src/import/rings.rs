//! Rings of a file on a grid of whole numbers, cut at the 180th meridian.

use geojson::{Geometry, GeometryValue, Position};

/// A place on the globe in millionths of a degree: longitude, latitude.
pub(super) type Place = [i64; 2];

/// Steps of the grid in a degree.
pub(super) const PER_DEGREE: f64 = 1e6;
/// Half around the globe, in steps.
const HALF: i64 = 180_000_000;
/// Once around.
const WHOLE: i64 = 2 * HALF;
/// The latitude of the poles.
const POLE: i64 = 90_000_000;

/// The rings of an area on the grid: closed, the first place not repeated. What is inside of an odd
/// number of them is land.
pub(super) fn of_geometry(geometry: Option<&Geometry>) -> Result<Vec<Vec<Place>>, String> {
    let mut rings = Vec::new();
    let Some(geometry) = geometry else { return Err("has no shape".to_owned()) };
    take(&geometry.value, &mut rings)?;
    if rings.is_empty() {
        return Err("has an empty shape".to_owned());
    }
    Ok(rings)
}

fn take(value: &GeometryValue, rings: &mut Vec<Vec<Place>>) -> Result<(), String> {
    match value {
        GeometryValue::Polygon { coordinates } => polygon(coordinates, rings),
        GeometryValue::MultiPolygon { coordinates } => {
            coordinates.iter().try_for_each(|rings_of| polygon(rings_of, rings))
        }
        GeometryValue::GeometryCollection { geometries } => {
            geometries.iter().try_for_each(|geometry| take(&geometry.value, rings))
        }
        _ => Err("is no area: only Polygon and MultiPolygon can be held by somebody".to_owned()),
    }
}

fn polygon(coordinates: &[Vec<Position>], rings: &mut Vec<Vec<Place>>) -> Result<(), String> {
    for ring in coordinates {
        let places = ring.iter().map(place).collect::<Result<Vec<_>, _>>()?;
        rings.extend(on_globe(&places)?);
    }
    Ok(())
}

fn place(position: &Position) -> Result<[f64; 2], String> {
    match *position.as_slice() {
        [x, y, ..] if x.abs() <= 540.0 && y.abs() <= 90.0 => Ok([x, y]),
        [x, y, ..] => Err(format!(
            "has a vertex at ({x}, {y}), which is no longitude and latitude in degrees"
        )),
        _ => Err("has a vertex without a place".to_owned()),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a place on the globe")]
fn step(degrees: f64) -> i64 {
    (degrees * PER_DEGREE).round() as i64
}

/// A ring with every edge going the short way, in parts that lie between the meridians of 180 degrees.
fn on_globe(ring: &[[f64; 2]]) -> Result<Vec<Vec<Place>>, String> {
    let mut run: Vec<Place> = Vec::with_capacity(ring.len());
    for place in ring {
        let mut next = place.map(step);
        if let Some(&last) = run.last() {
            if last[1].abs() == POLE && next[1] == last[1] {
                // Along the pole all longitudes are one: the edge goes through those between.
                let parts = (next[0] - last[0]).abs() / (HALF / 2);
                for part in 1..=parts {
                    let by = (next[0] - last[0]) * part / (parts + 1);
                    run.push([last[0] + by, next[1]]);
                }
            } else {
                while next[0] - last[0] > HALF {
                    next[0] -= WHOLE;
                }
                while last[0] - next[0] > HALF {
                    next[0] += WHOLE;
                }
            }
        }
        run.push(next);
    }
    if let (Some(first), Some(last)) = (run.first().copied(), run.last().copied()) {
        if first == last {
            run.pop();
        } else if first[1] == last[1] && (first[0] - last[0]) % WHOLE == 0 {
            return Err("goes around a pole; to be understood it would have to run along the \
                        180th meridian to the pole and back"
                .to_owned());
        }
    }
    run.dedup();
    let bounds = || run.iter().map(|place| place[0]);
    let (Some(west), Some(east)) = (bounds().min(), bounds().max()) else { return Ok(Vec::new()) };
    if run.len() < 3 {
        return Ok(Vec::new());
    }
    let first = (west + HALF).div_euclid(WHOLE);
    let last = (east + HALF - 1).div_euclid(WHOLE).max(first);
    if first == last {
        return Ok(vec![moved(run, -first * WHOLE)]);
    }
    let parts = (first..=last).map(|sheet| {
        let (from, to) = (sheet * WHOLE - HALF, sheet * WHOLE + HALF);
        moved(clipped(&clipped(&run, from, 1), to, -1), -sheet * WHOLE)
    });
    Ok(parts.filter(|part| part.len() >= 3).collect())
}

fn moved(mut ring: Vec<Place>, by: i64) -> Vec<Place> {
    for place in &mut ring {
        place[0] += by;
    }
    ring
}

/// The part of a ring on one side of a meridian (`side` 1: to its east). Where it comes apart, the
/// parts hang together by edges along the meridian that lie on each other and come to nothing.
fn clipped(ring: &[Place], meridian: i64, side: i64) -> Vec<Place> {
    let within = |place: &Place| (place[0] - meridian) * side >= 0;
    let mut part = Vec::with_capacity(ring.len());
    for (i, &to) in ring.iter().enumerate() {
        let from = ring[(i + ring.len() - 1) % ring.len()];
        if within(&from) != within(&to) {
            // The same from whichever end, so that neighbours still share it.
            let (a, b) = if from < to { (from, to) } else { (to, from) };
            let across = i128::from(meridian - a[0]) * i128::from(b[1] - a[1]);
            let up = i64::try_from(across / i128::from(b[0] - a[0])).unwrap_or(0);
            part.push([meridian, a[1] + up]);
        }
        if within(&to) {
            part.push(to);
        }
    }
    part.dedup();
    part
}
