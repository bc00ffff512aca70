//! What lies where on the plane of a layout: sea, the land of a territory, land around; a cell for
//! every few points, so that a name can be held against all of them.

use geo::{Coord, Polygon, Rect};

use crate::geography::Level;
use crate::history::TerritoryId;

use super::super::marks::Frame;
use super::frames::overlap;
use super::ground::Plane;

/// The side of a cell, in points.
const CELL: f32 = 4.0;

/// What a cell holds: sea, land around, or the land of a territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell(u16);

impl Cell {
    pub(super) const SEA: Self = Self(0);
    pub(super) const AROUND: Self = Self(u16::MAX);

    pub(super) fn of(territory: TerritoryId) -> Self {
        Self(territory.0.saturating_add(1))
    }

    pub(super) fn territory(self) -> Option<TerritoryId> {
        (self != Self::SEA && self != Self::AROUND).then(|| TerritoryId(self.0 - 1))
    }
}

/// The cells of a part of the plane.
pub(super) struct Terrain {
    frame: Frame,
    columns: usize,
    rows: usize,
    cells: Vec<Cell>,
    /// Where the edges of the polygon that is being filled cross each row.
    crossings: Vec<Vec<f32>>,
}

impl Terrain {
    /// Sorts a part of the plane into cells.
    pub(super) fn new(level: &Level, plane: Plane, frame: Frame) -> Self {
        let count = |from: f32, to: f32| whole((to - from) / CELL) + 1;
        let (columns, rows) = (count(frame[0], frame[2]), count(frame[1], frame[3]));
        let cells = vec![Cell::SEA; columns * rows];
        let crossings = vec![Vec::new(); rows];
        let mut terrain = Self { frame, columns, rows, cells, crossings };
        let around = std::iter::once((&level.surroundings, Cell::AROUND));
        let own = (0..).map(TerritoryId).map(Cell::of);
        for (shape, cell) in around.chain(level.regions.iter().zip(own)) {
            for (polygon, bounds) in shape.polygons.iter().zip(&shape.bounds) {
                if overlap(plane.frame_of(*bounds), frame) {
                    terrain.fill(polygon, *bounds, plane, cell);
                }
            }
            for (centre, _) in &shape.specks {
                terrain.set(plane.at(*centre), cell);
            }
        }
        terrain.crossings = Vec::new();
        terrain
    }

    fn set(&mut self, [x, y]: [f32; 2], cell: Cell) {
        let [left, top, right, bottom] = self.frame;
        if (left..right).contains(&x) && (top..bottom).contains(&y) {
            let at = whole((y - top) / CELL) * self.columns + whole((x - left) / CELL);
            self.cells[at] = cell;
        }
    }

    /// Fills a polygon, row by row between every other pair of crossings.
    fn fill(&mut self, polygon: &Polygon<f64>, bounds: Rect<f64>, plane: Plane, cell: Cell) {
        let [_, top, _, bottom] = plane.frame_of(bounds);
        let row_of = |y: f32| (y - self.frame[1]) / CELL - 0.5;
        let first = whole(row_of(top).ceil());
        let last = whole(row_of(bottom).floor().max(0.0)).min(self.rows.saturating_sub(1));
        if row_of(bottom) < 0.0 || first > last {
            return;
        }
        for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            let mut before: Option<[f32; 2]> = None;
            for vertex in &ring.0 {
                let [x, y] = plane.at(*vertex);
                let now = [x, row_of(y)];
                if let Some(from) = before {
                    let (low, high) = if from[1] < now[1] { (from, now) } else { (now, from) };
                    // Rows whose middle lies between the two ends.
                    let (start, end) = (low[1].ceil().max(0.0), high[1].ceil());
                    if end > 0.0 && low[1] < high[1] {
                        for row in whole(start)..whole(end).min(self.rows) {
                            let t = (row_number(row) - low[1]) / (high[1] - low[1]);
                            self.crossings[row].push(low[0] + t * (high[0] - low[0]));
                        }
                    }
                }
                before = Some(now);
            }
        }
        let column = |x: f32| whole(((x - self.frame[0]) / CELL - 0.5).ceil().max(0.0));
        let lines = self.cells.chunks_exact_mut(self.columns).zip(&mut self.crossings);
        for (line, crossings) in lines.take(last + 2).skip(first.saturating_sub(1)) {
            crossings.sort_unstable_by(f32::total_cmp);
            for pair in crossings.chunks_exact(2) {
                let (from, to) = (column(pair[0]), column(pair[1]).min(self.columns));
                if from < to {
                    line[from..to].fill(cell);
                }
            }
            crossings.clear();
        }
    }

    /// What lies at a point; beyond the edge sea.
    pub(super) fn at(&self, [x, y]: [f32; 2]) -> Cell {
        let [left, top, ..] = self.frame;
        if x < left || y < top {
            return Cell::SEA;
        }
        let (column, row) = (whole((x - left) / CELL), whole((y - top) / CELL));
        if column >= self.columns || row >= self.rows {
            return Cell::SEA;
        }
        self.cells[row * self.columns + column]
    }

    /// Whether all cells that a rectangle touches are so.
    pub(super) fn all(&self, frame: Frame, so: impl Fn(Cell) -> bool) -> bool {
        let place =
            |v: f32, from: f32, count: usize| whole(((v - from) / CELL).max(0.0)).min(count);
        let (top, bottom) = (self.frame[1], self.frame[3]);
        if frame[3] < top || frame[1] > bottom {
            return so(Cell::SEA);
        }
        let from = place(frame[0], self.frame[0], self.columns);
        let to = place(frame[2], self.frame[0], self.columns - 1) + 1;
        let rows = place(frame[1], top, self.rows)..=place(frame[3], top, self.rows - 1);
        rows.into_iter().all(|row| {
            let start = row * self.columns;
            from >= to || self.cells[start + from..start + to].iter().all(|&cell| so(cell))
        })
    }

    /// What most of a rectangle lies on.
    pub(super) fn most(&self, frame: Frame) -> Cell {
        let mut cells: Vec<Cell> = samples(frame).map(|at| self.at(at)).collect();
        cells.sort_unstable();
        let runs = cells.chunk_by(|a, b| a == b).max_by_key(|run| run.len());
        runs.and_then(|run| run.first()).copied().unwrap_or(Cell::SEA)
    }

    /// How much of a rectangle lies on the other side of a coast than most of it, from 0 to 1.
    pub(super) fn mixed(&self, frame: Frame) -> f32 {
        let wet = |at| u8::from(self.at(at) == Cell::SEA);
        let share = f32::from(samples(frame).map(wet).sum::<u8>()) / 33.0;
        share.min(1.0 - share)
    }

    /// The part of the plane that it knows.
    pub(super) fn frame(&self) -> Frame {
        self.frame
    }
}

/// Points of a rectangle, its edges too: eleven across, three down.
fn samples(frame: Frame) -> impl Iterator<Item = [f32; 2]> {
    (0_u8..33).map(move |i| {
        let (x, y) = (f32::from(i % 11) / 10.0, f32::from(i / 11) / 2.0);
        [frame[0] + x * (frame[2] - frame[0]), frame[1] + y * (frame[3] - frame[1])]
    })
}

impl Plane {
    /// The rectangle of some bounds on the plane.
    pub(super) fn frame_of(&self, bounds: Rect<f64>) -> Frame {
        let ([left, bottom], [right, top]) = (self.at(bounds.min()), self.at(bounds.max()));
        [left, top, right, bottom]
    }

    /// Points of the map on the plane.
    pub(super) fn line(&self, map_km: &[Coord<f64>]) -> Vec<[f32; 2]> {
        map_km.iter().map(|&c| self.at(c)).collect()
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "cells of a few screens; what is below none is the first"
)]
fn whole(v: f32) -> usize {
    v.clamp(0.0, 100_000.0) as usize
}

#[expect(clippy::cast_precision_loss, reason = "some thousand rows")]
fn row_number(row: usize) -> f32 {
    row as f32
}
