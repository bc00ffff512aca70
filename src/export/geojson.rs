//! The state of a day, and all stretches of holding, with the shapes of the land, as `GeoJSON`
//! (RFC 7946: outer rings go anticlockwise, inner ones clockwise).

use geo::{LineString, Winding};
use serde_json::{Value, json};

use crate::atlas::{Atlas, region_of};
use crate::history::{Day, Language, LensId, TerritoryId};

use super::tables::{objects, spans, state, territories_of};

/// Who holds what on a day, a feature a territory.
#[must_use]
pub fn of_state(atlas: &Atlas, day: Day, lens: LensId, language: Language) -> String {
    let table = state(atlas, day, lens, language);
    let rows = objects(&table).into_iter().zip(atlas.history.territory_ids());
    let features = rows.map(|(properties, t)| feature(properties, &shape(atlas, t)));
    collection(atlas, Some(day), &features.collect::<Vec<_>>())
}

/// Every stretch of holding of some territories, or of all, a feature each, in order of territory and
/// time. `start` is its first day; `end` the first day of the next, as tools for time read it, or null
/// where it is still so.
#[must_use]
pub fn of_spans(
    atlas: &Atlas,
    territories: &[TerritoryId],
    lens: LensId,
    language: Language,
) -> String {
    let mut features = Vec::new();
    for t in territories_of(atlas, territories) {
        let shape = shape(atlas, t);
        let table = spans(atlas, &[t], lens, language);
        for mut properties in objects(&table) {
            if let Value::Object(own) = &mut properties {
                for (time, column) in [("start", "since"), ("end", "until")] {
                    let value = own.get(column).cloned().unwrap_or(Value::Null);
                    own.insert(time.to_owned(), value);
                }
            }
            features.push(feature(properties, &shape));
        }
    }
    collection(atlas, None, &features)
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
        "features": features,
    });
    if let (Some(day), Value::Object(all)) = (day, &mut all) {
        all.insert("date".to_owned(), Value::String(day.to_string()));
    }
    let mut text = all.to_string();
    text.push('\n');
    text
}

/// The land of a territory in degrees, to some tenth of a metre.
fn shape(atlas: &Atlas, t: TerritoryId) -> Value {
    let projection = atlas.geography.projection();
    let degrees = |v: f64| (v * 1e6).round() / 1e6;
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
