//! Lakes and rivers.

use std::sync::Arc;

use geo::{Area, Coord, LineString, Polygon, Simplify};

use crate::atlas::{Atlas, WaterShape};
use crate::view::Theme;

use super::marks::{Mark, Stroke};
use super::palette::{faded, palette};
use super::stage::Stage;

/// Lakes and rivers, as fine as the scale has room for.
#[must_use]
pub fn waters(atlas: &Atlas, (stage, theme): &(Stage, Theme)) -> Vec<Mark> {
    let palette = palette(*theme);
    let mut lakes = Vec::new();
    let mut rivers = Vec::new();
    let km = stage.camera.km_per_point;
    let at = |c: &Coord<f64>| {
        let [x, y] = stage.screen(*c);
        Coord { x, y }
    };
    for water in atlas.inland_waters() {
        match &water.shape {
            WaterShape::Lake(polygon) => {
                // Less than two points across it is a smudge.
                if polygon.unsigned_area().sqrt() > 2.0 * km {
                    let ring = |ring: &LineString<f64>| ring.0.iter().map(at).collect();
                    let holes = polygon.interiors().iter().map(ring).collect();
                    lakes.push(Polygon::new(ring(polygon.exterior()), holes));
                }
            }
            WaterShape::River(line) if km < 1.2 => {
                let points = line.simplify(0.3 * km);
                rivers.push(points.0.iter().map(|c| stage.screen(*c)).collect());
            }
            WaterShape::River(_) => {}
        }
    }
    let shores = lakes.iter().map(|lake: &Polygon<f32>| {
        lake.exterior().0.iter().map(|c| [c.x, c.y]).collect::<Vec<_>>()
    });
    let shores = Arc::new(shores.collect::<Vec<_>>());
    vec![
        Mark::Lines {
            lines: Arc::new(rivers),
            stroke: Stroke::solid(0.8, faded(palette.river, 200)),
        },
        Mark::Areas { polygons: Arc::new(lakes), color: palette.sea },
        Mark::Lines { lines: shores, stroke: Stroke::solid(0.6, palette.outline) },
    ]
}
