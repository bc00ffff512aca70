//! Rasters: values on a grid of the map plane, such as the shade of the relief, at full detail and at
//! coarser ones, so that a view from afar does not read every pixel.

use std::ops::Range;

use geo::{Coord, Rect};
use serde::{Deserialize, Serialize};

use super::mosaic::{Mosaic, Reader, TILE};

/// Planes of a raster, each half as fine as the one before it.
const PLANES: usize = 4;

/// Values from -1 to 1 on a grid of square pixels, north up, in steps of 1/127.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Raster {
    /// The upper left corner of the first pixel, in map kilometres.
    corner_map_km: Coord<f64>,
    km_per_pixel: f64,
    columns: usize,
    rows: usize,
    /// The values at full detail, then the means of four pixels each, and so on.
    planes: Vec<Mosaic>,
}

/// The grid that values are asked for on: square pixels, north up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Grid {
    /// The upper left corner of the first pixel, in map kilometres.
    pub corner_map_km: Coord<f64>,
    /// The side of a pixel in kilometres.
    pub km_per_pixel: f64,
    /// Pixels in a row.
    pub columns: usize,
    /// Rows.
    pub rows: usize,
}

impl Raster {
    /// A raster of values, row by row from the north-west; `values` has one for each pixel.
    #[must_use]
    pub fn new(
        corner_map_km: Coord<f64>,
        km_per_pixel: f64,
        [columns, rows]: [usize; 2],
        values: &[i8],
    ) -> Self {
        let mut planes = vec![Mosaic::new([columns, rows], values)];
        let mut finer = (columns, values.to_vec());
        while planes.len() < PLANES {
            finer = halved(&finer.1, finer.0);
            planes.push(Mosaic::new([finer.0, finer.1.len() / finer.0.max(1)], &finer.1));
        }
        Self { corner_map_km, km_per_pixel, columns, rows, planes }
    }

    /// The side of a pixel in kilometres.
    #[must_use]
    pub fn km_per_pixel(&self) -> f64 {
        self.km_per_pixel
    }

    /// What it covers, in map kilometres.
    #[must_use]
    pub fn bounds_map_km(&self) -> Rect<f64> {
        let Coord { x, y } = self.corner_map_km;
        let side = |pixels: usize| count(pixels) * self.km_per_pixel;
        let corner = Coord { x: x + side(self.columns), y: y - side(self.rows) };
        Rect::new(self.corner_map_km, corner)
    }

    /// The values on a grid; `None` where it does not reach.
    #[must_use]
    pub fn on<'a>(&'a self, grid: &'a Grid) -> Option<OnGrid<'a>> {
        let place = self.plane_for(grid.km_per_pixel);
        let plane = self.planes.get(place)?;
        let [columns, rows] = plane.size()?;
        let km_per_pixel = self.km_per_pixel * count(1 << place);
        let Coord { x, y } = self.corner_map_km;
        let scale = grid.km_per_pixel / km_per_pixel;
        let left = (grid.corner_map_km.x - x) / km_per_pixel;
        let top = (y - grid.corner_map_km.y) / km_per_pixel;
        let across = Taps::new(left, scale, 0..grid.columns, columns);
        // Tiles that the grid does not reach are not unpacked.
        let reach = across.reach()?;
        Some(OnGrid { plane: plane.reader(), size: [columns, rows], scale, top, across, reach })
    }

    /// The coarsest plane that is no coarser than a grid whose pixels are so wide.
    fn plane_for(&self, km_per_pixel: f64) -> usize {
        let finer = (1..self.planes.len())
            .take_while(|&plane| self.km_per_pixel * count(1 << plane) <= km_per_pixel);
        finer.last().unwrap_or(0)
    }

    /// Forgets what was unpacked for grids that are finer than one whose pixels are so many kilometres
    /// wide: it is megabytes. It is unpacked again when it is asked for.
    pub fn forget_finer_than(&self, km_per_pixel: f64) {
        self.planes.iter().take(self.plane_for(km_per_pixel)).for_each(Mosaic::forget);
    }

    /// Bytes of the values that are unpacked at present.
    #[must_use]
    pub fn unpacked_bytes(&self) -> usize {
        self.planes.iter().map(Mosaic::unpacked_bytes).sum()
    }

    /// Adds the values on the rows of a grid from `first` on to `out`, which holds whole rows.
    pub fn add_to(&self, grid: &Grid, first: usize, out: &mut [f32]) {
        let Some(on_grid) = self.on(grid) else { return };
        let mut line = Vec::new();
        for (i, out) in out.chunks_exact_mut(grid.columns.max(1)).enumerate() {
            on_grid.add_row(first + i, &mut line, out);
        }
    }
}

/// The values of a raster on a grid. Between pixels values are blended; of smaller pixels a larger one
/// has the weighted mean.
pub struct OnGrid<'a> {
    plane: Reader<'a>,
    /// Columns and rows of the plane.
    size: [usize; 2],
    /// Pixels of the plane that one of the grid is wide.
    scale: f64,
    /// Where the grid begins on the plane, from its top.
    top: f64,
    across: Taps,
    /// The columns of the plane that the grid is made from.
    reach: Range<usize>,
}

impl OnGrid<'_> {
    /// Adds the values on a row of the grid to `out`. `line` is room to work in: empty, or as it was
    /// left.
    pub fn add_row(&self, row: usize, line: &mut Vec<f32>, out: &mut [f32]) {
        let [columns, rows] = self.size;
        line.resize(columns.max(line.len()), 0.0);
        let down = Taps::new(self.top, self.scale, row..row + 1, rows);
        let Some((from, weights)) = down.of(0) else { return };
        let mut filled: Option<[usize; 2]> = None;
        for (row, &weight) in (from..).zip(weights) {
            let weight = weight / 127.0;
            for (left, values) in self.plane.row(row, self.reach.clone()) {
                let right = columns.min(left + TILE);
                for (to, value) in line[left..right].iter_mut().zip(values) {
                    *to += weight * f32::from(value.cast_signed());
                }
                let [low, high] = filled.unwrap_or([left, right]);
                filled = Some([low.min(left), high.max(right)]);
            }
        }
        let Some([low, high]) = filled else { return };
        self.across.add(line, low..high, out);
        line[low..high].fill(0.0);
    }
}

/// The means of four pixels each, and how many stand in a row; what is missing at the edges counts as
/// zero.
fn halved(values: &[i8], columns: usize) -> (usize, Vec<i8>) {
    let rows = values.len() / columns.max(1);
    let half = columns.div_ceil(2);
    let mut means = Vec::with_capacity(half * rows.div_ceil(2));
    for pair in values.chunks(2 * columns.max(1)) {
        let (upper, lower) = pair.split_at(columns.min(pair.len()));
        let sum = |row: &[i8], at: usize| -> i16 {
            row.iter().skip(at).take(2).map(|&value| i16::from(value)).sum()
        };
        means.extend((0..columns).step_by(2).map(|at| {
            let sum = sum(upper, at) + sum(lower, at);
            // To the nearest; a half away from zero.
            i8::try_from((sum + 2 * sum.signum()) / 4).unwrap_or(0)
        }));
    }
    (half, means)
}

/// For pixels of a row or a column of a grid: the pixels of a raster that they are made from, and the
/// weight of each.
struct Taps {
    from: Vec<usize>,
    weights: Vec<f32>,
    each: usize,
}

/// Marks a pixel that lies off the raster.
const OFF: usize = usize::MAX;

impl Taps {
    /// `start` is where the grid begins on the raster, `scale` how many of its pixels one of the grid
    /// is wide.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some thousand pixels, cut to the raster"
    )]
    fn new(start: f64, scale: f64, pixels: Range<usize>, length: usize) -> Self {
        // A tent: two pixels are blended, more are weighed by how near they are.
        let half = scale.max(1.0);
        let each = (2.0 * half).ceil() as usize;
        if length < each {
            // All of the raster is less than a pixel.
            return Self { from: vec![OFF; pixels.len()], weights: Vec::new(), each: 0 };
        }
        let mut taps = Self { from: Vec::new(), weights: Vec::new(), each };
        for pixel in pixels {
            let centre = start + (count(pixel) + 0.5) * scale - 0.5;
            let first = (centre - half).floor() + 1.0;
            if first + count(each) < 0.0 || first > count(length) {
                taps.from.push(OFF);
                taps.weights.extend(std::iter::repeat_n(0.0, each));
                continue;
            }
            let from = (first.max(0.0) as usize).min(length - each);
            // Weights that sum to 1; at the edge of the raster what is missing counts as zero.
            let weight = |at: f64| (1.0 - (at - centre).abs() / half).max(0.0);
            let whole: f64 = (0..each).map(|i| weight(first + count(i))).sum();
            let weights = (0..each).map(|i| weight(count(from + i)) / whole.max(1e-9));
            taps.from.push(from);
            taps.weights.extend(weights.map(|w| w as f32));
        }
        taps
    }

    /// The pixels of the raster that any of the grid are made from.
    fn reach(&self) -> Option<Range<usize>> {
        let on = || self.from.iter().filter(|&&from| from != OFF);
        Some(*on().min()?..*on().max()? + self.each)
    }

    /// The pixels of the grid that are made from some of the raster's, from `low` to before `high`.
    fn within(&self, low: usize, high: usize) -> Range<usize> {
        // They follow each other, and what is off the raster lies at the ends.
        let on = self.from.iter().position(|&from| from != OFF).unwrap_or(self.from.len());
        let before = |&from: &usize| from != OFF && from + self.each <= low;
        let start = on + self.from[on..].partition_point(before);
        let end = start + self.from[start..].partition_point(|&from| from != OFF && from < high);
        start..end
    }

    /// Adds to the pixels of a row of the grid what they have of a line of the raster, of which only
    /// some pixels are not zero.
    fn add(&self, line: &[f32], filled: Range<usize>, out: &mut [f32]) {
        match self.each {
            2 => self.add_each::<2>(line, filled, out),
            3 => self.add_each::<3>(line, filled, out),
            4 => self.add_each::<4>(line, filled, out),
            each => {
                let columns = self.within(filled.start, filled.end);
                let weights = self.weights[columns.start * each..].chunks_exact(each.max(1));
                let from = self.from[columns.clone()].iter().zip(weights);
                for (out, (&from, weights)) in out[columns].iter_mut().zip(from) {
                    let values = line[from..].iter().zip(weights);
                    *out += values.map(|(value, weight)| value * weight).sum::<f32>();
                }
            }
        }
    }

    /// The same where a number of pixels that is known makes each: quicker.
    fn add_each<const N: usize>(&self, line: &[f32], filled: Range<usize>, out: &mut [f32]) {
        let columns = self.within(filled.start, filled.end);
        let (weights, _) = self.weights[columns.start * N..].as_chunks::<N>();
        let from = self.from[columns.clone()].iter().zip(weights);
        for (out, (&from, weights)) in out[columns].iter_mut().zip(from) {
            if let Some(values) = line.get(from..from + N) {
                *out += (0..N).map(|i| values[i] * weights[i]).sum::<f32>();
            }
        }
    }

    fn of(&self, pixel: usize) -> Option<(usize, &[f32])> {
        let from = *self.from.get(pixel)?;
        let start = pixel * self.each;
        (from != OFF).then(|| (from, &self.weights[start..start + self.each]))
    }
}

#[expect(clippy::cast_precision_loss, reason = "some thousand pixels")]
fn count(pixels: usize) -> f64 {
    pixels as f64
}
