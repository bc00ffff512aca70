//! `GeoJSON` files to features whose properties are records of ours.

use std::fmt;
use std::marker::PhantomData;

use geo::{Coord, LineString, Polygon};
use geojson::{Feature, GeometryValue, Position};
use serde::de::{DeserializeOwned, Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::geography::Laea;
use crate::geography::overlap::check_holes;
use crate::geography::strokes::{on_near_half, with_short_edges};
use crate::geography::validity::{check_ring, check_simple, check_ways};
use crate::history::letters::unfit_in_line;

use super::Depth;
use super::files::Folder;
use super::problem::Report;
use super::toml_files::unfit_text;

/// Properties that are not read, whatever they are.
#[derive(Deserialize)]
pub(super) struct Ignored {}

/// How many features a collection may have.
const MOST_FEATURES: usize = 100_000;

/// A text of one line that holds no character which no text may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line(pub(super) String);

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match unfit_in_line(&text) {
            Some(c) => Err(D::Error::custom(unfit_text(c))),
            None => Ok(Self(text)),
        }
    }
}

/// A list that is read item by item, up to so many.
fn bounded<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    struct Items<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Items<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
            let mut all = Vec::new();
            while let Some(item) = items.next_element()? {
                if all.len() == MOST_FEATURES {
                    return Err(A::Error::custom(format!("more than {MOST_FEATURES} features")));
                }
                all.push(item);
            }
            Ok(all)
        }
    }
    deserializer.deserialize_seq(Items(PhantomData))
}

/// A collection whose features are read one by one, to tell what is wrong with each.
#[derive(Deserialize)]
struct RawCollection<'a> {
    #[serde(borrow, deserialize_with = "bounded")]
    features: Vec<&'a RawValue>,
}

/// A feature whose properties are a record of ours.
#[derive(Deserialize)]
pub(super) struct Typed<T> {
    pub(super) properties: T,
    pub(super) geometry: Option<geojson::Geometry>,
}

/// The features of a collection.
pub(super) type Features<T> = Vec<Typed<T>>;

/// A collection of such features.
#[derive(Deserialize)]
#[serde(bound = "T: serde::de::DeserializeOwned")]
struct TypedCollection<T> {
    r#type: String,
    #[serde(deserialize_with = "bounded")]
    features: Vec<Typed<T>>,
    #[serde(default)]
    bbox: Option<Vec<f64>>,
}

/// Reads a collection in one pass; if that fails, again feature by feature, to tell every problem.
pub(super) fn read_collection<T: DeserializeOwned>(
    files: Folder<'_>,
    file: &str,
    report: &mut Report,
) -> Option<(Features<T>, Option<Vec<f64>>)> {
    let text = match files.read_shapes(file) {
        Ok(text) => text,
        Err(message) => {
            report.report(file, "", "", message);
            return None;
        }
    };
    match serde_json::from_str::<TypedCollection<T>>(&text) {
        Ok(collection) if collection.r#type != "FeatureCollection" => {
            report.report(file, "", "type", "is not 'FeatureCollection'");
            None
        }
        Ok(collection) => Some((collection.features, collection.bbox)),
        Err(_) => {
            report_features::<T>(&text, file, report);
            None
        }
    }
}

/// Reports what is wrong with a collection that cannot be read.
fn report_features<T: DeserializeOwned>(text: &str, file: &str, report: &mut Report) {
    let before = report.count();
    let collection: RawCollection<'_> = match serde_json::from_str(text) {
        Ok(collection) => collection,
        Err(error) => {
            report.report(file, "", "", format!("is not a GeoJSON feature collection: {error}"));
            return;
        }
    };
    for (i, raw) in collection.features.iter().enumerate() {
        let place = format!("feature {}", i + 1);
        match serde_json::from_str::<Feature>(raw.get()) {
            Ok(mut feature) => {
                let id = feature.property("id").and_then(|id| id.as_str()).map(str::to_owned);
                check_properties::<T>(file, &id.unwrap_or(place), &mut feature, report);
            }
            Err(error) => report.report(file, &place, "", format!("is no feature: {error}")),
        }
    }
    if report.count() == before {
        report.report(file, "", "", "is not a GeoJSON feature collection");
    }
}

/// Reports what is wrong with the properties of a feature.
fn check_properties<T: DeserializeOwned>(
    file: &str,
    record: &str,
    feature: &mut Feature,
    report: &mut Report,
) {
    let properties = serde_json::Value::Object(feature.properties.take().unwrap_or_default());
    if let Err(error) = serde_path_to_error::deserialize::<_, T>(properties) {
        let path = error.path().to_string();
        let field = if path == "." { "properties".to_owned() } else { path };
        report.report(file, record, &field, error.inner().to_string());
    }
}

pub(super) fn polygons_of(
    file: &str,
    record: &str,
    geometry: Option<geojson::Geometry>,
    depth: Depth,
    report: &mut Report,
) -> Vec<Polygon<f64>> {
    let polygons = match geometry.map(|geometry| geometry.value) {
        Some(GeometryValue::Polygon { coordinates }) => vec![coordinates],
        Some(GeometryValue::MultiPolygon { coordinates }) => coordinates,
        _ => Vec::new(),
    };
    if polygons.is_empty() {
        let message = "is empty or no area; expected a Polygon or MultiPolygon";
        report.report(file, record, "geometry", message);
    }
    let mut all = Vec::with_capacity(polygons.len());
    for (p, rings) in polygons.iter().enumerate() {
        let mut checked = Vec::with_capacity(rings.len());
        for (r, ring) in rings.iter().enumerate() {
            let line = LineString::new(ring.iter().map(coordinate).collect());
            let fault = check_ring(&line).and_then(|()| match depth {
                Depth::Full => check_simple(&line),
                Depth::Quick => Ok(()),
            });
            match fault {
                Ok(()) => checked.push(line),
                Err(fault) => {
                    let message = format!("polygon {p}, ring {r} {fault}");
                    report.report(file, record, "geometry", message);
                }
            }
        }
        let mut checked = checked.into_iter();
        match checked.next() {
            Some(exterior) => {
                let whole = Polygon::new(exterior, checked.collect());
                // With a ring missing, the number of another would be wrong.
                if whole.interiors().len() + 1 == rings.len()
                    && depth == Depth::Full
                    && let Err((ring, fault)) = check_holes(&whole)
                {
                    let message = format!("polygon {p}, ring {ring} {fault}");
                    report.report(file, record, "geometry", message);
                }
                all.push(whole);
            }
            None if rings.is_empty() => {
                report.report(file, record, "geometry", format!("polygon {p} has no ring"));
            }
            None => {}
        }
    }
    all
}

/// The polygons of land or of the sea floor, which are drawn on the map: each edge goes the short way, and is short
/// enough to be a stroke there.
pub(super) fn ground_of(
    file: &str,
    record: &str,
    geometry: Option<geojson::Geometry>,
    (depth, projection): (Depth, &Laea),
    report: &mut Report,
) -> Vec<Polygon<f64>> {
    let mut all = Vec::new();
    for (p, polygon) in polygons_of(file, record, geometry, depth, report).into_iter().enumerate() {
        let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        let fault = rings.enumerate().find_map(|(r, ring)| {
            let far = || ring.0.iter().position(|&c| !on_near_half(projection, c));
            let long = check_ways(ring).err().map(|fault| fault.to_string());
            let told = long.or_else(|| {
                let vertex = far()?;
                Some(format!("vertex {vertex} lies on the far half of the globe, off the map"))
            });
            told.map(|fault| format!("polygon {p}, ring {r} {fault}"))
        });
        if let Some(message) = fault {
            report.report(file, record, "geometry", message);
            continue;
        }
        let (polygon, added) = with_short_edges(polygon);
        if !report.charge(added) {
            let message = format!("polygon {p} has too many long edges");
            report.report(file, record, "geometry", message);
            return Vec::new();
        }
        all.push(polygon);
    }
    all
}

pub(super) fn coordinate(position: &Position) -> Coord<f64> {
    match position.as_slice() {
        [x, y, ..] => Coord { x: *x, y: *y },
        // Too short a position is no place on the globe; the check of the ring says so.
        _ => Coord { x: f64::NAN, y: f64::NAN },
    }
}
