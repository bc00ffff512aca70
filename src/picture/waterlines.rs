//! Water lines: fine lines along the coasts that fade out to sea, as on engraved charts.
//!
//! They keep their distance from the coast in points, whatever the scale: the distance to the
//! nearest coast is found on a grid over the frame, and the lines are its contours.

use std::sync::Arc;

use geo::{Coord, LineString, Simplify};
use rayon::prelude::*;

use crate::atlas::Atlas;
use crate::geography::{Level, isolines, level_for};
use crate::view::Theme;

use super::marks::{Mark, Stroke};
use super::palette::{faded, palette};
use super::stage::Stage;

/// The lines: their distance from the coast in points, and how strong they are (0 to 255).
const LINES: [(f32, u8); 4] = [(2.7, 128), (5.7, 87), (9.2, 56), (13.4, 31)];

/// The side of a cell of the grid, in points.
const CELL: f32 = 3.3;

/// Vertices that a line would stray by less than this without are left out, in points.
const STRAY: f32 = 0.25;

/// Nodes beyond the frame on each side: the outermost line and a cell.
const BEYOND: f32 = LINES[LINES.len() - 1].0 + CELL;

/// The water lines of a map.
#[must_use]
pub fn waterlines(atlas: &Atlas, (stage, theme): &(Stage, Theme)) -> Vec<Mark> {
    let palette = palette(*theme);
    let level = atlas.geography.level(level_for(2.0 * stage.camera.km_per_point));
    let grid = Grid::new(stage, &level);
    let line = |(distance, strength): (f32, u8)| {
        let rings = isolines(&grid.nearness, grid.columns, BEYOND - distance).into_iter();
        let rings = rings.map(|ring| {
            let ring: LineString<f32> = ring.into_iter().map(Grid::place).collect();
            let kept = ring.simplify(STRAY).0.into_iter();
            kept.map(|c| [c.x, c.y]).collect::<Vec<_>>()
        });
        let lines = rings.filter(|ring| !on_land(stage, &level, ring)).collect();
        let stroke = Stroke::solid(0.5, faded(palette.waterline, strength));
        Mark::Lines { lines: Arc::new(lines), stroke }
    };
    LINES.into_par_iter().map(line).collect()
}

/// Whether a line runs over land: lines keep their distance from the coast, so that one that begins on
/// land stays there, but beyond the frame, where not all coasts are told.
fn on_land(stage: &Stage, level: &Level, ring: &[[f32; 2]]) -> bool {
    let at = |part: usize| ring.get(ring.len() * part / 5).copied();
    (0..5).filter_map(at).all(|at| level.is_land(stage.map_km(at)))
}

/// How near each node is to a coast.
struct Grid {
    columns: usize,
    rows: usize,
    /// The farthest distance of interest less that to the nearest coast, in points; 0 where that is
    /// farther.
    nearness: Vec<f32>,
}

impl Grid {
    fn new(stage: &Stage, level: &Level) -> Self {
        let [w, h] = stage.extent();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "some thousand nodes a side"
        )]
        let nodes = |side: f32| ((side + 2.0 * BEYOND) / CELL).ceil().clamp(2.0, 16384.0) as usize;
        let (columns, rows) = (nodes(w), nodes(h));
        let mut grid = Self {
            columns,
            rows,
            // As long as coasts are added: the square of the distance.
            nearness: vec![BEYOND * BEYOND; columns * rows],
        };
        let shapes = level.regions.iter().chain(std::iter::once(&level.surroundings));
        for shape in shapes {
            // Where the data end there is no coast.
            for coast in &shape.coasts {
                let [left, top, right, bottom] = stage.frame_of(coast.bounds());
                let out = right < -BEYOND || left > w + BEYOND;
                if out || bottom < -BEYOND || top > h + BEYOND {
                    continue;
                }
                grid.add(stage, &coast.points);
                if let (true, [first, .., last]) = (coast.closed, coast.points.as_slice()) {
                    grid.add(stage, &[*last, *first]);
                }
            }
            for &(centre, _) in &shape.specks {
                grid.add(stage, &[centre, centre]);
            }
        }
        for value in &mut grid.nearness {
            *value = BEYOND - value.sqrt();
        }
        grid
    }

    /// Where nodes, or what lies between them, are, in points: a node stands in the middle of its cell.
    fn place([column, row]: [f32; 2]) -> Coord<f32> {
        let [x, y] = [column, row].map(|node| (node + 0.5) * CELL - BEYOND);
        Coord { x, y }
    }

    fn add(&mut self, stage: &Stage, ring: &[Coord<f64>]) {
        let mut from = ring.first().map(|&c| stage.screen(c));
        for &c in ring.iter().skip(1) {
            let to = stage.screen(c);
            if let Some(from) = from {
                self.add_segment(from, to);
            }
            from = Some(to);
        }
    }

    /// Brings every node within reach as near as the segment is.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "some thousand nodes a side, cut to the grid"
    )]
    fn add_segment(&mut self, from: [f32; 2], to: [f32; 2]) {
        let node = |v: f32| (v + BEYOND) / CELL - 0.5;
        let range = |a: f32, b: f32, count: usize| {
            let low = node(a.min(b) - BEYOND).ceil().max(0.0) as usize;
            let high = node(a.max(b) + BEYOND).floor().min(count as f32 - 1.0);
            (high >= 0.0).then_some(low..=high as usize)
        };
        let (Some(xs), Some(ys)) =
            (range(from[0], to[0], self.columns), range(from[1], to[1], self.rows))
        else {
            return;
        };
        let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        let square = (dx * dx + dy * dy).max(1e-9);
        for row in ys {
            let y = (row as f32 + 0.5) * CELL - BEYOND - from[1];
            let line = &mut self.nearness[row * self.columns..(row + 1) * self.columns];
            for column in xs.clone() {
                let x = (column as f32 + 0.5) * CELL - BEYOND - from[0];
                let part = ((x * dx + y * dy) / square).clamp(0.0, 1.0);
                let (off_x, off_y) = (x - part * dx, y - part * dy);
                let off = off_x * off_x + off_y * off_y;
                line[column] = line[column].min(off);
            }
        }
    }
}
