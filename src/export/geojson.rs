//! The state of a day, all stretches of holding, with the shapes of the land, and what happened, with
//! its places, as `GeoJSON` (RFC 7946: outer rings go anticlockwise, inner ones clockwise).

use geo::{LineString, Winding};
use serde_json::{Value, json};

use crate::atlas::features::Position;
use crate::atlas::{Atlas, region_of};
use crate::history::{Day, EventId, Language, LensId, TerritoryId};

use super::json::objects;
use super::tables::{EventFilter, Period, events, events_of, spans, spans_of, state};

/// Who holds what on a day, a feature a territory.
#[must_use]
pub fn of_state(atlas: &Atlas, day: Day, lens: LensId, language: Language) -> String {
    let table = state(atlas, day, lens, language);
    let rows = objects(&table).into_iter().zip(atlas.history.territory_ids());
    let features = rows.map(|(properties, t)| feature(properties, &shape(atlas, t)));
    collection(atlas, Some(day), &features.collect::<Vec<_>>())
}

/// The stretches of holding of some territories (of all, if none is given) that touch a period, a feature
/// each, in order of territory and time. `start` is its first day; `end` the first day of the next, as
/// tools for time read it, or null where it is still so.
#[must_use]
pub fn of_spans(
    atlas: &Atlas,
    which: (&[TerritoryId], Period),
    lens: LensId,
    language: Language,
) -> String {
    let table = spans(atlas, which, lens, language);
    let mut known: Option<(TerritoryId, Value)> = None;
    let mut features = Vec::new();
    for (span, properties) in spans_of(atlas, which, lens).iter().zip(objects(&table)) {
        let t = span.territory;
        if known.as_ref().is_none_or(|(last, _)| *last != t) {
            known = Some((t, shape(atlas, t)));
        }
        let shape = known.as_ref().map_or(&Value::Null, |(_, shape)| shape);
        features.push(feature(with_times(properties, ["since", "until"]), shape));
    }
    collection(atlas, None, &features)
}

/// What happened, a feature each, in order of date: a point where the place is known. `start` is the day,
/// or the first one; `end` is the last.
#[must_use]
pub fn of_events(atlas: &Atlas, filter: &EventFilter, language: Language) -> String {
    let table = events(atlas, filter, language);
    let feature = |(id, properties): (EventId, Value)| {
        let place = atlas.history.event(id).place.and_then(|place| atlas.features.place(place));
        let point = place.map_or(Value::Null, |Position { lon_lat, .. }| {
            json!({ "type": "Point", "coordinates": [degrees(lon_lat.x), degrees(lon_lat.y)] })
        });
        feature(with_times(properties, ["date", "end"]), &point)
    };
    let rows = events_of(atlas, filter).zip(objects(&table));
    collection(atlas, None, &rows.map(feature).collect::<Vec<_>>())
}

/// Properties with `start` and `end`, which say what two other columns do.
fn with_times(mut properties: Value, [first, last]: [&str; 2]) -> Value {
    if let Value::Object(own) = &mut properties {
        for (time, column) in [("start", first), ("end", last)] {
            let value = own.get(column).cloned().unwrap_or(Value::Null);
            own.insert(time.to_owned(), value);
        }
    }
    properties
}

fn feature(mut properties: Value, shape: &Value) -> Value {
    // What nothing is said of is null: an empty text would be a date that cannot be read.
    if let Value::Object(own) = &mut properties {
        for value in own.values_mut().filter(|value| value.as_str() == Some("")) {
            *value = Value::Null;
        }
    }
    json!({ "type": "Feature", "properties": properties, "geometry": shape })
}

fn collection(atlas: &Atlas, day: Option<Day>, features: &[Value]) -> String {
    let mut all = json!({
        "type": "FeatureCollection",
        "attribution": atlas.attribution,
        "licence": atlas.licence,
        "features": features,
    });
    if let (Some(day), Value::Object(all)) = (day, &mut all) {
        all.insert("date".to_owned(), Value::String(day.to_string()));
    }
    let mut text = all.to_string();
    text.push('\n');
    text
}

/// Degrees to some tenth of a metre.
fn degrees(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// The land of a territory in degrees, to some tenth of a metre.
fn shape(atlas: &Atlas, t: TerritoryId) -> Value {
    let projection = atlas.geography.projection();
    let own = atlas.geography.land().iter().filter(|land| land.region == Some(region_of(t)));
    let polygon = |land: &crate::geography::Land| {
        let rings = land.rings().enumerate().map(|(i, ring)| {
            let points = ring.0.iter().map(|&c| projection.lon_lat_from_map_km(c));
            let mut ring: LineString<f64> = points.collect();
            if i == 0 {
                ring.make_ccw_winding();
            } else {
                ring.make_cw_winding();
            }
            Value::Array(ring.0.iter().map(|c| json!([degrees(c.x), degrees(c.y)])).collect())
        });
        Value::Array(rings.collect())
    };
    let polygons: Vec<Value> = own.map(polygon).collect();
    json!({ "type": "MultiPolygon", "coordinates": polygons })
}
