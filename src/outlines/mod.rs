//! From raw land polygons to the outline files of an atlas, by a recipe that names the islands.
//!
//! The recipe (`outlines.toml`) holds a point in each named island, the lines that cut islands into
//! territories, and how far from a named island a rock still belongs to it. The same raw file and
//! recipe give the same bytes.

pub mod cut;
mod islets;
mod pieces;
mod recipe;
mod simplify;
mod write;

use std::path::Path;

use geo::{BoundingRect, Contains, Coord, Intersects, LineString, Point, Polygon, Rect, Winding};
use geojson::{Feature, GeometryValue};

use crate::atlas::{Problems, Report, check_letters, read_shapes, read_text};
use crate::geography::Laea;
use crate::geography::validity::{check_ring, check_simple};

use islets::{add_islets, assign};
use pieces::cut_pieces;
use recipe::{Patch, Recipe};
use simplify::simplified;
use write::{write_cuts, write_islands, write_surroundings};

/// The recipe of the bundled outlines.
pub const BUNDLED_RECIPE: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/outlines.toml"));

/// Decimals of a degree in the files: 0.1 m.
const DECIMALS: i32 = 6;

/// The outline files, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineFiles {
    /// `islands.geojson`.
    pub islands: String,
    /// `surroundings.geojson`.
    pub surroundings: String,
    /// `cuts.geojson`.
    pub cuts: String,
}

/// A piece of land that is going to be a feature.
struct Made {
    id: String,
    island: Option<usize>,
    territory: String,
    polygons: Vec<Polygon<f64>>,
}

/// Makes the outline files from the file of raw land polygons, by a recipe or by that of the bundled
/// atlas.
///
/// # Errors
/// Every problem of the recipe or the raw file.
pub fn outlines(raw: &Path, recipe: Option<&Path>) -> Result<OutlineFiles, Problems> {
    let whole = |file: &str, message: String| Problems::of_file(file, &message);
    let recipe_name =
        recipe.map_or_else(|| "outlines.toml".to_owned(), |path| path.display().to_string());
    let recipe_name = recipe_name.as_str();
    let recipe = match recipe {
        Some(path) => read_text(path).map_err(|message| whole(recipe_name, message))?,
        None => BUNDLED_RECIPE.to_owned(),
    };
    let raw_name = raw.display().to_string();
    let mut report = Report::default();
    let recipe = read_recipe(&recipe, recipe_name, &mut report)
        .map_err(|error| whole(recipe_name, error.message().trim().to_owned()))?;
    recipe.check(recipe_name, &mut report);
    if report.count() > 0 {
        return report.into_result(None);
    }
    let text = read_shapes(raw).map_err(|message| whole(&raw_name, message))?;
    let polygons = raw_polygons(&text).map_err(|message| whole(&raw_name, message))?;
    let files = make(&recipe, recipe_name, &polygons, &mut report);
    report.into_result(Some(files))
}

/// A recipe whose letters have been checked; how long it may be is known.
fn read_recipe(text: &str, name: &str, report: &mut Report) -> Result<Recipe, toml::de::Error> {
    const LARGEST: usize = 4 * 1024 * 1024;
    if text.len() > LARGEST {
        return Err(serde::de::Error::custom("a recipe may have 4 MB"));
    }
    let table = toml::Value::Table(text.parse::<toml::Table>()?);
    check_letters(&table, name, "", report);
    // Read from the text once more, so that what is wrong is told as it stands there.
    toml::from_str(text)
}

fn raw_polygons(text: &str) -> Result<Vec<Polygon<f64>>, String> {
    let collection: geojson::FeatureCollection =
        text.parse().map_err(|e| format!("is not a GeoJSON feature collection: {e}"))?;
    let mut polygons = Vec::new();
    for (i, feature) in collection.features.into_iter().enumerate() {
        let fail = |message: &str| format!("record 'feature {}': {message}", i + 1);
        let many = rings_of(feature).ok_or_else(|| fail("is no Polygon or MultiPolygon"))?;
        for rings in many {
            let Some(exterior) = rings.first() else {
                continue;
            };
            let points = exterior.iter().map(|p| match p.as_slice() {
                [x, y, ..] => Coord { x: *x, y: *y },
                _ => Coord { x: f64::NAN, y: f64::NAN },
            });
            let mut ring = LineString::new(points.collect());
            check_ring(&ring).map_err(|fault| fail(&fault.to_string()))?;
            ring.make_ccw_winding();
            polygons.push(Polygon::new(ring, Vec::new()));
        }
    }
    Ok(polygons)
}

fn rings_of(feature: Feature) -> Option<Vec<Vec<Vec<geojson::Position>>>> {
    match feature.geometry?.value {
        GeometryValue::Polygon { coordinates } => Some(vec![coordinates]),
        GeometryValue::MultiPolygon { coordinates } => Some(coordinates),
        _ => None,
    }
}

fn make(
    recipe: &Recipe,
    recipe_name: &str,
    polygons: &[Polygon<f64>],
    report: &mut Report,
) -> OutlineFiles {
    let around = &recipe.surroundings;
    let centre = Coord {
        x: f64::midpoint(around.west, around.east),
        y: f64::midpoint(around.south, around.north),
    };
    let projection = Laea::new(centre);
    let bounds: Vec<Option<Rect<f64>>> = polygons.iter().map(Polygon::bounding_rect).collect();
    let holding = |point: [f64; 2]| {
        let within = |at: usize| {
            let point = Point::from(point);
            bounds[at].is_some_and(|b| b.intersects(&point)) && polygons[at].contains(&point)
        };
        (0..polygons.len()).find(|&at| within(at))
    };
    let mut taken: Vec<Option<Tag>> = vec![None; polygons.len()];
    let mut made: Vec<Made> = Vec::new();
    let mut cut_lines = Vec::new();
    for (i, island) in recipe.island.iter().enumerate() {
        let Some(at) = holding(island.point) else {
            report.report(recipe_name, &island.id, "point", "lies in no polygon of the raw file");
            continue;
        };
        if taken[at].is_some() {
            let message = "lies in a polygon that another island has taken";
            report.report(recipe_name, &island.id, "point", message);
            continue;
        }
        taken[at] = Some(Tag::Made(made.len()));
        match (&island.territory, &island.cut) {
            (Some(territory), None) => made.push(Made {
                id: island.id.clone(),
                island: Some(i),
                territory: territory.clone(),
                polygons: vec![polygons[at].clone()],
            }),
            (None, Some(_)) => match recipe.cut.iter().find(|cut| cut.island == island.id) {
                Some(cut) => made.extend(cut_pieces(
                    cut,
                    i,
                    &polygons[at],
                    &mut cut_lines,
                    recipe_name,
                    report,
                )),
                None => report.report(recipe_name, &island.id, "cut", "has no [[cut]] record"),
            },
            _ => {
                let message = "or 'cut' is expected: one of the two";
                report.report(recipe_name, &island.id, "territory", message);
            }
        }
    }
    for outside in &recipe.outside {
        if let Some(at) = holding(outside.point) {
            taken[at] = Some(Tag::Outside);
        } else {
            let message = "lies in no polygon of the raw file";
            report.report(recipe_name, &outside.id, "point", message);
        }
    }
    let belongs = assign(polygons, &taken, &made, recipe.extent.max_islet_km, &projection);
    add_islets(polygons, &belongs, &mut made);
    let clip = Rect::new(
        Coord { x: around.west, y: around.south },
        Coord { x: around.east, y: around.north },
    );
    let rest =
        polygons.iter().zip(&taken).zip(&belongs).filter_map(|((polygon, taken), belongs)| {
            let own = matches!(taken, Some(Tag::Made(_))) || belongs.is_some();
            (!own)
                .then(|| {
                    let (m, a) = (around.tolerance_m, around.min_area_km2);
                    simplified(polygon, &projection, m, a, DECIMALS - 1)
                })
                .flatten()
        });
    for piece in &made {
        for polygon in &piece.polygons {
            if let Err(fault) = check_simple(polygon.exterior()) {
                report.report("islands.geojson", &piece.id, "geometry", fault.to_string());
            }
        }
    }
    OutlineFiles {
        islands: write_islands(recipe, &made),
        surroundings: write_surroundings(clip, rest.chain(around.patch.iter().map(Patch::polygon))),
        cuts: write_cuts(&cut_lines),
    }
}

/// What a raw polygon has become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    /// The first of the pieces made of it.
    Made(usize),
    /// Land that is not of the atlas.
    Outside,
}
