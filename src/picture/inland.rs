//! Lakes and rivers.

use std::sync::Arc;

use geo::{Area, Coord, LineString, Polygon, Simplify};

use crate::atlas::{Atlas, WaterShape};
use crate::view::Theme;

use super::marks::{Mark, Stroke};
use super::palette::{faded, palette};
use super::stage::Stage;

/// Above this scale, in kilometres per point, the rivers of the atlas's own land are not drawn.
const RIVERS_BELOW: f64 = 2.2;

/// Lakes and rivers, as fine as the scale has room for: those of the land around, then the others.
#[must_use]
pub fn waters(atlas: &Atlas, (stage, theme): &(Stage, Theme)) -> Vec<Mark> {
    let palette = palette(*theme);
    let own = Style {
        river: Stroke::solid(0.6, faded(palette.river, 191)),
        shore: Stroke::solid(0.6, faded(palette.outline, 200)),
    };
    let around = Style {
        river: Stroke::solid(0.5, palette.context_river),
        shore: Stroke::solid(0.4, palette.context_coast),
    };
    let mut marks = Vec::new();
    for (context, style) in [(true, around), (false, own)] {
        let (lakes, rivers) = shapes(atlas, stage, context);
        let shores = lakes.iter().map(|lake: &Polygon<f32>| {
            lake.exterior().0.iter().map(|c| [c.x, c.y]).collect::<Vec<_>>()
        });
        let shores = Arc::new(shores.collect::<Vec<_>>());
        marks.push(Mark::Lines { lines: Arc::new(rivers), stroke: style.river });
        marks.push(Mark::Areas { polygons: Arc::new(lakes), color: palette.lake });
        marks.push(Mark::Lines { lines: shores, stroke: style.shore });
    }
    marks
}

/// How waters are drawn.
struct Style {
    river: Stroke,
    shore: Stroke,
}

/// Lakes and rivers on the screen: those of the land around, or the others.
fn shapes(atlas: &Atlas, stage: &Stage, context: bool) -> (Vec<Polygon<f32>>, Vec<Vec<[f32; 2]>>) {
    let mut lakes = Vec::new();
    let mut rivers = Vec::new();
    let km = stage.camera.km_per_point;
    let at = |c: &Coord<f64>| {
        let [x, y] = stage.screen(*c);
        Coord { x, y }
    };
    for water in atlas.inland_waters().iter().filter(|water| water.context == context) {
        match &water.shape {
            WaterShape::Lake(polygon) => {
                // Less than two points across it is a smudge.
                if polygon.unsigned_area().sqrt() > 2.0 * km {
                    let ring = |ring: &LineString<f64>| ring.0.iter().map(at).collect();
                    let holes = polygon.interiors().iter().map(ring).collect();
                    lakes.push(Polygon::new(ring(polygon.exterior()), holes));
                }
            }
            WaterShape::River(line) if context || km < RIVERS_BELOW => {
                let points = line.simplify(0.3 * km);
                rivers.push(points.0.iter().map(|c| stage.screen(*c)).collect());
            }
            WaterShape::River(_) => {}
        }
    }
    (lakes, rivers)
}
