//! From raw land polygons to the outline files of an atlas, by a recipe that names the islands.
//!
//! The recipe (`outlines.toml`) holds a point in each named island, the lines that cut islands into
//! territories, and how far from a named island a rock still belongs to it. The same raw file and
//! recipe give the same bytes.

pub mod cut;
mod simplify;
mod write;

use std::path::Path;

use geo::{BoundingRect, Contains, Coord, LineString, Point, Polygon, Rect, Winding};
use geojson::{Feature, GeometryValue};
use rstar::RTree;
use rstar::primitives::GeomWithData;
use serde::Deserialize;
use std::collections::BTreeMap;

use crate::geography::Laea;
use crate::geography::validity::{check_ring, check_simple};
use crate::history::Confidence;

use crate::atlas::{Problem, Problems, Report, read_text};

use simplify::simplified;
use write::{write_cuts, write_islands, write_surroundings};

/// The recipe of the bundled outlines.
pub const BUNDLED_RECIPE: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/outlines.toml"));

/// Decimals of a degree in the files: 0.1 m.
const DECIMALS: i32 = 6;
/// Along a parallel a vertex is set at each of so many degrees of longitude: the chord is then
/// within a metre of the curve on the map.
const PARALLEL_STEP: f64 = 0.01;
/// Coasts are indexed by points no farther apart than this, in kilometres.
const INDEX_STEP_KM: f64 = 0.5;

/// What to make of the raw polygons.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Recipe {
    extent: Extent,
    surroundings: Surroundings,
    island: Vec<NamedIsland>,
    #[serde(default)]
    outside: Vec<Outside>,
    #[serde(default)]
    cut: Vec<CutRecipe>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Extent {
    max_islet_km: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Surroundings {
    tolerance_m: f64,
    min_area_km2: f64,
    west: f64,
    south: f64,
    east: f64,
    north: f64,
    /// Land beyond the rectangle that is known to be nothing but land.
    #[serde(default)]
    patch: Vec<Patch>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Patch {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

impl Patch {
    /// The rectangle with a vertex at each degree, so that its parallels curve on the map.
    fn polygon(&self) -> Polygon<f64> {
        let steps = 18_u8;
        let at = |i: u8| self.west + (self.east - self.west) * f64::from(i) / f64::from(steps);
        let south = (0..=steps).map(|i| Coord { x: at(i), y: self.south });
        let north = (0..=steps).rev().map(|i| Coord { x: at(i), y: self.north });
        Polygon::new(south.chain(north).map(cut::on_grid).collect(), Vec::new())
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedIsland {
    id: String,
    territory: Option<String>,
    cut: Option<String>,
    point: [f64; 2],
    name: BTreeMap<String, String>,
    confidence: Option<Confidence>,
}

/// Land that is not of the atlas, by a point in it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Outside {
    id: String,
    point: [f64; 2],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CutRecipe {
    island: String,
    kind: CutKind,
    lat: Option<f64>,
    #[serde(default)]
    lines: Vec<CutLine>,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum CutKind {
    /// Exactly along a parallel.
    Parallel,
    /// Along lines that no survey fixed.
    Lines,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CutLine {
    id: String,
    points: Vec<[f64; 2]>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Piece {
    territory: String,
    point: [f64; 2],
}

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
    let whole = |file: &str, message: String| {
        Problems(vec![Problem {
            file: file.to_owned(),
            record: String::new(),
            field: String::new(),
            message,
        }])
    };
    let recipe_name =
        recipe.map_or_else(|| "outlines.toml".to_owned(), |path| path.display().to_string());
    let recipe_name = recipe_name.as_str();
    let recipe = match recipe {
        Some(path) => read_text(path).map_err(|message| whole(recipe_name, message))?,
        None => BUNDLED_RECIPE.to_owned(),
    };
    let raw_name = raw.display().to_string();
    let recipe: Recipe =
        toml::from_str(&recipe).map_err(|e| whole(recipe_name, e.message().trim().to_owned()))?;
    let text = read_text(raw).map_err(|message| whole(&raw_name, message))?;
    let polygons = raw_polygons(&text).map_err(|message| whole(&raw_name, message))?;
    let mut report = Report::default();
    let files = make(&recipe, recipe_name, &polygons, &mut report);
    report.into_result(Some(files))
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
    let holding =
        |point: [f64; 2]| polygons.iter().position(|polygon| polygon.contains(&Point::from(point)));
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

struct DrawnCut {
    id: String,
    island: String,
    approximate: bool,
    points: Vec<Coord<f64>>,
}

fn cut_pieces(
    recipe: &CutRecipe,
    island: usize,
    polygon: &Polygon<f64>,
    drawn: &mut Vec<DrawnCut>,
    recipe_name: &str,
    report: &mut Report,
) -> Vec<Made> {
    let lines: Vec<(String, LineString<f64>)> = match (recipe.kind, recipe.lat) {
        (CutKind::Parallel, Some(lat)) => vec![("parallel".to_owned(), parallel(polygon, lat))],
        (CutKind::Parallel, None) => {
            report.report(recipe_name, &recipe.island, "lat", "is missing: a parallel needs it");
            Vec::new()
        }
        (CutKind::Lines, _) => recipe
            .lines
            .iter()
            .map(|line| (line.id.clone(), line.points.iter().map(|&p| Coord::from(p)).collect()))
            .collect(),
    };
    for (id, line) in &lines {
        drawn.push(DrawnCut {
            id: format!("{}-{id}", recipe.island),
            island: recipe.island.clone(),
            approximate: recipe.kind == CutKind::Lines,
            points: line.0.clone(),
        });
    }
    let shapes: Vec<LineString<f64>> = lines.into_iter().map(|(_, line)| line).collect();
    let mut faces = cut::faces(polygon.exterior(), &shapes);
    let mut made: Vec<Made> = Vec::new();
    for piece in &recipe.pieces {
        let point = Point::from(piece.point);
        let Some(at) = faces.iter().position(|face| face.contains(&point)) else {
            let message = format!("the point of {} lies in no piece", piece.territory);
            report.report(recipe_name, &recipe.island, "pieces", message);
            continue;
        };
        made.push(Made {
            id: piece.territory.clone(),
            island: Some(island),
            territory: piece.territory.clone(),
            polygons: vec![faces.remove(at)],
        });
    }
    // Slivers where a line leaves and re-enters the coast lie across the line from the piece that
    // they share an edge with.
    for face in faces {
        let shares = |piece: &Made| {
            piece.polygons.iter().any(|p| {
                p.exterior()
                    .lines()
                    .any(|e| face.exterior().lines().any(|f| e.start == f.end && e.end == f.start))
            })
        };
        let near = |piece: &Made| {
            use geo::{Distance, Euclidean};
            let first = piece.polygons.first();
            first.map_or(f64::INFINITY, |p| Euclidean.distance(p, &face))
        };
        let best = (0..made.len())
            .filter(|&i| !shares(&made[i]) || made.len() == 1)
            .min_by(|&a, &b| near(&made[a]).total_cmp(&near(&made[b])));
        if let Some(best) = best {
            made[best].polygons.push(face);
        }
    }
    made
}

/// The parallel across a polygon and a little beyond, with a vertex at each step.
fn parallel(polygon: &Polygon<f64>, lat: f64) -> LineString<f64> {
    let Some(bounds) = polygon.bounding_rect() else {
        return LineString::new(Vec::new());
    };
    let from = (bounds.min().x / PARALLEL_STEP).floor() - 1.0;
    let to = (bounds.max().x / PARALLEL_STEP).ceil() + 1.0;
    let mut points = Vec::new();
    let mut k = from;
    while k <= to {
        points.push(cut::on_grid(Coord { x: k * PARALLEL_STEP, y: lat }));
        k += 1.0;
    }
    LineString::new(points)
}

/// For each polygon without a name, the piece that it belongs to: the nearest, if that is within
/// reach and nearer than any land outside.
fn assign(
    polygons: &[Polygon<f64>],
    taken: &[Option<Tag>],
    made: &[Made],
    reach_km: f64,
    projection: &Laea,
) -> Vec<Option<usize>> {
    let mut coast: Vec<GeomWithData<[f64; 2], Option<usize>>> = Vec::new();
    let mut index = |polygon: &Polygon<f64>, of: Option<usize>| {
        let ring: Vec<Coord<f64>> =
            polygon.exterior().0.iter().map(|&c| projection.map_km_from_lon_lat(c)).collect();
        for pair in ring.windows(2) {
            let along = pair[1] - pair[0];
            let mut at = 0.0;
            let length = along.x.hypot(along.y);
            while at < length {
                let c = pair[0] + along * (at / length);
                coast.push(GeomWithData::new([c.x, c.y], of));
                at += INDEX_STEP_KM;
            }
        }
    };
    for (i, piece) in made.iter().enumerate() {
        for polygon in &piece.polygons {
            index(polygon, Some(i));
        }
    }
    for (polygon, tag) in polygons.iter().zip(taken) {
        if *tag == Some(Tag::Outside) {
            index(polygon, None);
        }
    }
    let tree = RTree::bulk_load(coast);
    polygons
        .iter()
        .zip(taken)
        .map(|(polygon, tag)| {
            if tag.is_some() {
                return None;
            }
            let nearest = polygon
                .exterior()
                .0
                .iter()
                .filter_map(|&c| {
                    let c = projection.map_km_from_lon_lat(c);
                    let (near, d2) =
                        tree.nearest_neighbor_iter_with_distance_2(&[c.x, c.y]).next()?;
                    Some((d2, near.data))
                })
                .min_by(|a, b| a.0.total_cmp(&b.0))?;
            (nearest.0.sqrt() <= reach_km).then_some(nearest.1).flatten()
        })
        .collect()
}

fn add_islets(polygons: &[Polygon<f64>], belongs: &[Option<usize>], made: &mut Vec<Made>) {
    // West to east, then south to north: an order that does not hang on the raw file's.
    let mut islets: Vec<(String, &Polygon<f64>)> = polygons
        .iter()
        .zip(belongs)
        .filter_map(|(polygon, belongs)| Some((made[(*belongs)?].territory.clone(), polygon)))
        .collect();
    islets.sort_by(|a, b| {
        let first = |p: &Polygon<f64>| {
            let zero = || Rect::new(Coord::zero(), Coord::zero());
            p.bounding_rect().unwrap_or_else(zero).min().x_y()
        };
        let (p, q) = (first(a.1), first(b.1));
        a.0.cmp(&b.0).then(p.0.total_cmp(&q.0)).then(p.1.total_cmp(&q.1))
    });
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (territory, polygon) in islets {
        let count = counts.entry(territory.clone()).or_default();
        *count += 1;
        made.push(Made {
            id: format!("{territory}-islet-{count}"),
            island: None,
            territory,
            polygons: vec![polygon.clone()],
        });
    }
}
