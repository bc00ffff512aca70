//! Islands that are cut: the lines, and the pieces between them.

use geo::{BoundingRect, Contains, Coord, LineString, Point, Polygon};

use crate::atlas::Report;

use super::recipe::{CutKind, CutRecipe};
use super::{Made, cut};

/// Along a parallel a vertex is set at each of so many degrees of longitude: the chord is then
/// within a metre of the curve on the map.
const PARALLEL_STEP: f64 = 0.01;

/// A line that cuts an island, as it goes into the file.
pub(super) struct DrawnCut {
    pub(super) id: String,
    pub(super) island: String,
    pub(super) approximate: bool,
    pub(super) points: Vec<Coord<f64>>,
}

/// The pieces that a cut makes of a polygon, one for each territory; the lines are added to `drawn`.
pub(super) fn cut_pieces(
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
