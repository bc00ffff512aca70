//! The outline files as text: one feature a line, always in the same order and form.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use geo::{Area, Coord, Polygon, Rect};
use serde::Serialize;

use crate::history::Confidence;

use super::Made;
use super::cut;
use super::pieces::DrawnCut;
use super::recipe::Recipe;

#[derive(Serialize)]
struct OutlineProperties<'a> {
    id: &'a str,
    island: Option<&'a str>,
    territory: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a BTreeMap<String, String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<&'static str>,
}

pub(super) fn write_islands(recipe: &Recipe, made: &[Made]) -> String {
    let mut out = String::from("{\"type\":\"FeatureCollection\",\"features\":[\n");
    for (i, piece) in made.iter().enumerate() {
        let island = piece.island.map(|island| &recipe.island[island]);
        let properties = OutlineProperties {
            id: &piece.id,
            island: island.map(|island| island.id.as_str()),
            territory: &piece.territory,
            name: island.map(|island| &island.name),
            confidence: island.and_then(|island| island.confidence).map(Confidence::id),
        };
        write_feature(&mut out, &properties, &piece.polygons, i + 1 == made.len());
    }
    out.push_str("]}\n");
    out
}

pub(super) fn write_surroundings(
    clip: Rect<f64>,
    rest: impl Iterator<Item = Polygon<f64>>,
) -> String {
    let (min, max) = (clip.min(), clip.max());
    let mut out = format!(
        "{{\"type\":\"FeatureCollection\",\"bbox\":[{},{},{},{}],\"features\":[\n",
        min.x, min.y, max.x, max.y
    );
    let mut rest: Vec<Polygon<f64>> = rest.collect();
    rest.sort_by(|a, b| b.unsigned_area().total_cmp(&a.unsigned_area()));
    for (i, polygon) in rest.iter().enumerate() {
        let none = BTreeMap::<String, String>::new();
        write_feature(&mut out, &none, std::slice::from_ref(polygon), i + 1 == rest.len());
    }
    out.push_str("]}\n");
    out
}

#[derive(Serialize)]
struct CutProperties<'a> {
    id: &'a str,
    island: &'a str,
    approximate: bool,
}

pub(super) fn write_cuts(cuts: &[DrawnCut]) -> String {
    let mut out = String::from("{\"type\":\"FeatureCollection\",\"features\":[\n");
    for (i, cut) in cuts.iter().enumerate() {
        let properties =
            CutProperties { id: &cut.id, island: &cut.island, approximate: cut.approximate };
        out.push_str("{\"type\":\"Feature\",\"properties\":");
        out.push_str(&serde_json::to_string(&properties).unwrap_or_default());
        out.push_str(",\"geometry\":{\"type\":\"LineString\",\"coordinates\":");
        write_points(&mut out, &cut.points);
        out.push_str(if i + 1 == cuts.len() { "}}\n" } else { "}},\n" });
    }
    out.push_str("]}\n");
    out
}

fn write_feature(
    out: &mut String,
    properties: &impl Serialize,
    polygons: &[Polygon<f64>],
    last: bool,
) {
    out.push_str("{\"type\":\"Feature\",\"properties\":");
    out.push_str(&serde_json::to_string(properties).unwrap_or_default());
    let write_polygon = |out: &mut String, polygon: &Polygon<f64>| {
        out.push('[');
        write_points(out, &polygon.exterior().0);
        out.push(']');
    };
    if let [polygon] = polygons {
        out.push_str(",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":");
        write_polygon(out, polygon);
    } else {
        out.push_str(",\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[");
        for (i, polygon) in polygons.iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            write_polygon(out, polygon);
        }
        out.push(']');
    }
    out.push_str(if last { "}}\n" } else { "}},\n" });
}

fn write_points(out: &mut String, points: &[Coord<f64>]) {
    out.push('[');
    for (i, c) in points.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        // Rust prints the shortest text that reads back as the same number.
        let c = cut::on_grid(*c);
        let written = write!(out, "[{},{}]", c.x, c.y);
        debug_assert!(written.is_ok(), "writing to a string cannot fail");
    }
    out.push(']');
}
