//! Rasters: values on a grid of the map plane, such as the shade of the relief. They are kept in
//! tiles, so that what is empty takes no room.

use geo::{Coord, Rect};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Pixels on a side of a tile.
const TILE: usize = 128;

/// Values from -1 to 1 on a grid of square pixels, north up, in steps of 1/127.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Raster {
    /// The upper left corner of the first pixel, in map kilometres.
    corner_map_km: Coord<f64>,
    km_per_pixel: f64,
    columns: usize,
    rows: usize,
    /// Row by row: the place of each tile among those that have values, from 1; 0: it is all zero.
    tiles: Vec<u32>,
    /// The values of one tile after the other, as bytes of two's complement. What lies beyond the last
    /// row and column of the raster is zero.
    values: Bytes,
}

/// Bytes that are written and read as a whole.
#[derive(Clone, PartialEq)]
struct Bytes(Vec<u8>);

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Whole;
        impl Visitor<'_> for Whole {
            type Value = Bytes;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: serde::de::Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.to_vec()))
            }
        }
        deserializer.deserialize_bytes(Whole)
    }
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
        let mut tiles = Vec::with_capacity(columns.div_ceil(TILE) * rows.div_ceil(TILE));
        let mut kept = Vec::new();
        let mut count = 0;
        for top in (0..rows).step_by(TILE) {
            for left in (0..columns).step_by(TILE) {
                let mut tile = vec![0; TILE * TILE];
                let width = TILE.min(columns - left);
                for row in top..rows.min(top + TILE) {
                    let from = row * columns + left;
                    if let Some(line) = values.get(from..from + width) {
                        let to = (row - top) * TILE;
                        for (to, value) in tile[to..to + width].iter_mut().zip(line) {
                            *to = value.cast_unsigned();
                        }
                    }
                }
                let empty = tile.iter().all(|&value| value == 0);
                if !empty {
                    count += 1;
                    kept.extend(tile);
                }
                tiles.push(if empty { 0 } else { count });
            }
        }
        Self { corner_map_km, km_per_pixel, columns, rows, tiles, values: Bytes(kept) }
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

    /// Adds the values on the rows of a grid from `first` on to `out`, which holds whole rows.
    /// Between pixels values are blended; of smaller pixels a larger one has the weighted mean.
    pub fn add_to(&self, grid: &Grid, first: usize, out: &mut [f32]) {
        let tiles = self.columns.div_ceil(TILE).saturating_mul(self.rows.div_ceil(TILE));
        if self.tiles.len() != tiles {
            return;
        }
        let Coord { x, y } = self.corner_map_km;
        let scale = grid.km_per_pixel / self.km_per_pixel;
        let left = (grid.corner_map_km.x - x) / self.km_per_pixel;
        let top = (y - grid.corner_map_km.y) / self.km_per_pixel;
        let across = Taps::new(left, scale, 0..grid.columns, self.columns);
        let mut line = vec![0.0; self.columns];
        for (i, out) in out.chunks_exact_mut(grid.columns.max(1)).enumerate() {
            let down = Taps::new(top, scale, first + i..first + i + 1, self.rows);
            let Some((from, weights)) = down.of(0) else { continue };
            line.fill(0.0);
            let mut filled: Option<[usize; 2]> = None;
            for (row, &weight) in (from..).zip(weights) {
                self.add_row(row, weight / 127.0, &mut line, &mut filled);
            }
            let Some([low, high]) = filled else { continue };
            let columns = across.within(low, high);
            for (out, (from, weights)) in out[columns.clone()].iter_mut().zip(across.all(columns)) {
                let values = line[from..].iter().zip(weights);
                *out += values.map(|(value, weight)| value * weight).sum::<f32>();
            }
        }
    }

    /// Adds a row to a line, and tells which columns it may have filled.
    fn add_row(&self, row: usize, weight: f32, line: &mut [f32], filled: &mut Option<[usize; 2]>) {
        let per_row = self.columns.div_ceil(TILE);
        let first = row / TILE * per_row;
        for (i, tile) in self.tiles.iter().skip(first).take(per_row).enumerate() {
            let Some(before) = tile.checked_sub(1) else { continue };
            let start = before as usize * TILE * TILE + row % TILE * TILE;
            let Some(values) = self.values.0.get(start..start + TILE) else { continue };
            let left = i * TILE;
            let right = line.len().min(left + TILE);
            for (to, value) in line[left..right].iter_mut().zip(values) {
                *to += weight * f32::from(value.cast_signed());
            }
            let [low, high] = filled.unwrap_or([left, right]);
            *filled = Some([low.min(left), high.max(right)]);
        }
    }
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
    fn new(start: f64, scale: f64, pixels: std::ops::Range<usize>, length: usize) -> Self {
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

    /// The pixels of the grid that are made from some of the raster's, from `low` to before `high`.
    fn within(&self, low: usize, high: usize) -> std::ops::Range<usize> {
        // They follow each other, and what is off the raster lies at the ends.
        let on = self.from.iter().position(|&from| from != OFF).unwrap_or(self.from.len());
        let before = |&from: &usize| from != OFF && from + self.each <= low;
        let start = on + self.from[on..].partition_point(before);
        let end = start + self.from[start..].partition_point(|&from| from != OFF && from < high);
        start..end
    }

    /// What some pixels of the grid are made from; all of them must be on the raster.
    fn all(&self, pixels: std::ops::Range<usize>) -> impl Iterator<Item = (usize, &[f32])> {
        let weights = self.weights[pixels.start * self.each..].chunks_exact(self.each.max(1));
        self.from[pixels].iter().copied().zip(weights)
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
