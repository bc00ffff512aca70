//! From where the land of a file is seen: the map shows the half of the globe about one place.

use geo::Coord;

use crate::geography::Laea;
use crate::geography::strokes::on_near_half;

use super::Told;
use super::records::Record;
use super::rings::{PER_DEGREE, Place};

/// The nearest to a pole that the projection can be centred, in degrees.
const HIGHEST: f64 = 85.0;
/// How much of all land may lie off the map, as a part, before the whole is refused.
const MOST_OFF: f64 = 0.25;

/// Longitude and latitude of the centre of the map. Features that have land beyond the half of the
/// globe about it are left out.
pub(super) fn find(records: &mut Vec<Record>, told: &mut Told) -> Result<[f64; 2], String> {
    if records.is_empty() {
        return Ok([0.0, 0.0]);
    }
    let middle = middle(records);
    let off = |centre: [f64; 2]| -> Vec<bool> {
        let projection = Laea::new(Coord { x: centre[0], y: centre[1] });
        let near = |&place: &Place| on_near_half(&projection, degrees(place));
        records.iter().map(|record| !record.rings.iter().flatten().all(near)).collect()
    };
    let mut centre = middle;
    let mut beyond = off(centre);
    if beyond.contains(&true) {
        let heaviest = heaviest(records);
        let other = off(heaviest);
        let area = |beyond: &[bool]| -> f64 {
            records.iter().zip(beyond).filter(|(_, off)| **off).map(|(record, _)| record.area).sum()
        };
        if area(&other) < area(&beyond) {
            (centre, beyond) = (heaviest, other);
        }
        let all: f64 = records.iter().map(|record| record.area).sum();
        let count = beyond.iter().filter(|off| **off).count();
        if area(&beyond) > MOST_OFF * all {
            return Err(format!(
                "the features reach around more than half of the globe, which a map here cannot show: \
                 seen from the best place, {count} of {} lie on its far half. Import a part of them",
                records.len()
            ));
        }
    }
    let mut off = beyond.into_iter();
    records.retain(|record| {
        let beyond = off.next().unwrap_or(false);
        if beyond {
            told.leave_out(
                record.number,
                "lies on the far half of the globe, seen from the middle of most of the land",
            );
        }
        !beyond
    });
    Ok(centre)
}

#[expect(clippy::cast_precision_loss, reason = "steps on the globe")]
pub(super) fn degrees([x, y]: Place) -> Coord<f64> {
    Coord { x: x as f64 / PER_DEGREE, y: y as f64 / PER_DEGREE }
}

/// The middle of the bounds.
fn middle(records: &[Record]) -> [f64; 2] {
    let rings = || records.iter().flat_map(|record| &record.rings);
    let [west, south, east, north] = bounds(rings());
    let lon = f64::midpoint(west, east);
    [wrapped(lon), f64::midpoint(south, north).clamp(-HIGHEST, HIGHEST)]
}

fn wrapped(lon: f64) -> f64 {
    if lon > 180.0 { lon - 360.0 } else { lon }
}

/// West, south, east, north of rings in degrees; the east is beyond 180 where they lie across that
/// meridian.
pub(super) fn bounds<'a>(rings: impl Iterator<Item = &'a Vec<Place>>) -> [f64; 4] {
    let boxes: Vec<[i64; 4]> = rings.map(super::partition::bounds).collect();
    let south = boxes.iter().map(|b| b[1]).min().unwrap_or_default();
    let north = boxes.iter().map(|b| b[3]).max().unwrap_or_default();
    // The widest gap between meridians is what lies outside.
    let mut spans: Vec<[i64; 2]> = boxes.iter().map(|b| [b[0], b[2]]).collect();
    spans.sort_unstable();
    let mut joined: Vec<[i64; 2]> = Vec::new();
    for [west, east] in spans {
        match joined.last_mut() {
            Some(last) if west <= last[1] => last[1] = last[1].max(east),
            _ => joined.push([west, east]),
        }
    }
    let first = joined.first().copied().unwrap_or_default();
    let last = joined.last().copied().unwrap_or_default();
    let whole = 360_000_000;
    let mut widest = (first[0] + whole - last[1], [first[0], last[1]]);
    for pair in joined.windows(2) {
        let gap = pair[1][0] - pair[0][1];
        if gap > widest.0 {
            widest = (gap, [pair[1][0], pair[0][1] + whole]);
        }
    }
    let [west, east] = widest.1;
    let (min, max) = (degrees([west, south]), degrees([east, north]));
    [min.x, min.y, max.x, max.y]
}

/// The middle of the land by its weight.
fn heaviest(records: &[Record]) -> [f64; 2] {
    let mut sum = [0.0; 3];
    for record in records {
        for ring in &record.rings {
            let at = bounds(std::iter::once(ring));
            let (lon, lat) = (f64::midpoint(at[0], at[2]), f64::midpoint(at[1], at[3]));
            let (lon, lat) = (lon.to_radians(), lat.to_radians());
            let weight = (at[2] - at[0]) * (at[3] - at[1]) * lat.cos();
            sum[0] += weight * lat.cos() * lon.cos();
            sum[1] += weight * lat.cos() * lon.sin();
            sum[2] += weight * lat.sin();
        }
    }
    let lat = sum[2].atan2(sum[0].hypot(sum[1])).to_degrees();
    [sum[1].atan2(sum[0]).to_degrees(), lat.clamp(-HIGHEST, HIGHEST)]
}
