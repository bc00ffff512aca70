//! The files that an atlas may do without: the land of the locator, lakes and rivers.

use std::collections::BTreeMap;

use geo::{Coord, LineString, MapCoords, Polygon};
use geojson::GeometryValue;
use serde::Deserialize;

use crate::atlas::{InlandWater, WaterShape};
use crate::geography::Laea;
use crate::geography::packed::{PER_DEGREE, on_grid, on_map_grid};
use crate::geography::validity::check_vertices;
use crate::history::{History, Text};

use super::Depth;
use super::collections::{Ignored, Line, Typed, coordinate, polygons_of, read_collection};
use super::files::Folder;
use super::problem::Report;

const WORLD: &str = "geodata/world.geojson";
const WATERS: &str = "geodata/waters.geojson";

/// The properties of a lake or river.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInland {
    kind: Kind,
    name: BTreeMap<String, Line>,
    /// Whether it is of the land around.
    #[serde(default)]
    context: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Lake,
    River,
}

/// The files, read but not yet held against the history.
#[derive(Default)]
pub(super) struct RawBackdrop {
    world: Vec<Typed<Ignored>>,
    waters: Vec<Typed<RawInland>>,
}

/// Reads the files that are there; `None` if one of them cannot be read.
pub(super) fn read(files: Folder<'_>, report: &mut Report) -> Option<RawBackdrop> {
    let mut raw = RawBackdrop::default();
    if files.has(WORLD) {
        raw.world = read_collection(files, WORLD, report)?.0;
    }
    if files.has(WATERS) {
        raw.waters = read_collection(files, WATERS, report)?.0;
    }
    Some(raw)
}

/// What the files hold: the land of the locator in degrees, and the inland waters on the map.
pub(super) fn resolve(
    raw: RawBackdrop,
    history: &History,
    projection: &Laea,
    depth: Depth,
    report: &mut Report,
) -> (Vec<Polygon<f64>>, Vec<InlandWater>) {
    let mut world = Vec::new();
    for (i, feature) in raw.world.into_iter().enumerate() {
        let record = format!("feature {}", i + 1);
        let polygons = polygons_of(WORLD, &record, feature.geometry, depth, report);
        let on_grid = |polygon: Polygon<f64>| polygon.map_coords(on_grid::<PER_DEGREE>);
        world.extend(polygons.into_iter().map(on_grid));
    }
    let at = |lon_lat| on_map_grid(projection.map_km_from_lon_lat(lon_lat));
    let mut waters = Vec::new();
    for (i, feature) in raw.waters.into_iter().enumerate() {
        let record = format!("feature {}", i + 1);
        let names = &feature.properties.name;
        for language in &history.languages {
            if names.get(language).is_none_or(|Line(name)| name.trim().is_empty()) {
                report.report(WATERS, &record, "name", format!("has no text in '{language}'"));
            }
        }
        let name = |language: &String| names.get(language).map(|Line(name)| name.clone());
        let name = Text::new(history.languages.iter().map(|l| name(l).unwrap_or_default()));
        let shapes = match feature.properties.kind {
            Kind::Lake => polygons_of(WATERS, &record, feature.geometry, depth, report)
                .into_iter()
                .map(|polygon| WaterShape::Lake(polygon.map_coords(at)))
                .collect(),
            Kind::River => lines_of(&record, feature.geometry, report)
                .into_iter()
                .map(|line| WaterShape::River(line.map_coords(at)))
                .collect::<Vec<_>>(),
        };
        let context = feature.properties.context;
        let water = |shape| InlandWater { name: name.clone(), shape, context };
        waters.extend(shapes.into_iter().map(water));
    }
    (world, waters)
}

fn lines_of(
    record: &str,
    geometry: Option<geojson::Geometry>,
    report: &mut Report,
) -> Vec<LineString<f64>> {
    let lines = match geometry.map(|geometry| geometry.value) {
        Some(GeometryValue::LineString { coordinates }) => vec![coordinates],
        Some(GeometryValue::MultiLineString { coordinates }) => coordinates,
        _ => Vec::new(),
    };
    if lines.is_empty() || lines.iter().any(|line| line.len() < 2) {
        let message = "is empty or no line; expected a LineString or MultiLineString";
        report.report(WATERS, record, "geometry", message);
        return Vec::new();
    }
    let mut all = Vec::new();
    for line in lines {
        let points: Vec<Coord<f64>> = line.iter().map(coordinate).collect();
        if let Err(fault) = check_vertices(&points) {
            report.report(WATERS, record, "geometry", fault.to_string());
        } else {
            all.push(LineString::new(points));
        }
    }
    all
}
