//! A mosaic of bytes: each tile is packed by itself and unpacked when it is first asked for, and what
//! is all zero takes no room.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Pixels on a side of a tile.
pub(super) const TILE: usize = 128;

/// How hard tiles are packed, of 9: more hardly makes them smaller.
const EFFORT: u8 = 3;

/// Values as bytes of two's complement on a grid, in tiles.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Mosaic {
    columns: usize,
    rows: usize,
    /// Where each tile begins among the packed ones, row by row, and at the end where the last one
    /// ends: one that is all zero has no bytes.
    starts: Vec<u32>,
    /// One tile after the other, packed (zlib). What lies beyond the last row and column is zero.
    packed: Bytes,
    /// Those that were asked for.
    #[serde(skip)]
    unpacked: OnceLock<Vec<OnceLock<Box<[u8]>>>>,
}

impl PartialEq for Mosaic {
    /// Whether the values are the same, whichever of them were asked for.
    fn eq(&self, other: &Self) -> bool {
        let whole = |mosaic: &Self| (mosaic.columns, mosaic.rows);
        whole(self) == whole(other) && self.starts == other.starts && self.packed == other.packed
    }
}

impl Mosaic {
    /// The tiles of values, row by row; what is missing is zero.
    pub(super) fn new([columns, rows]: [usize; 2], values: &[i8]) -> Self {
        let mut starts = vec![0];
        let mut packed = Vec::new();
        for top in (0..rows).step_by(TILE) {
            for left in (0..columns).step_by(TILE) {
                let mut tile = [0; TILE * TILE];
                let width = TILE.min(columns - left);
                for row in top..rows.min(top + TILE) {
                    let from = row * columns + left;
                    let line = values.get(from..from + width).unwrap_or_default();
                    let to = (row - top) * TILE;
                    for (to, value) in tile[to..].iter_mut().zip(line) {
                        *to = value.cast_unsigned();
                    }
                }
                if tile.iter().any(|&value| value != 0) {
                    packed.extend(miniz_oxide::deflate::compress_to_vec_zlib(&tile, EFFORT));
                }
                starts.push(u32::try_from(packed.len()).unwrap_or(u32::MAX));
            }
        }
        Self { columns, rows, starts, packed: Bytes(packed.into()), unpacked: OnceLock::new() }
    }

    /// Columns and rows of values; `None` if there are not as many tiles as that takes.
    pub(super) fn size(&self) -> Option<[usize; 2]> {
        let tiles = self.columns.div_ceil(TILE).saturating_mul(self.rows.div_ceil(TILE));
        (self.starts.len().checked_sub(1) == Some(tiles)).then_some([self.columns, self.rows])
    }

    /// The values in a row that are not all zero, by tiles that meet some columns: the first column of
    /// each, and its values.
    pub(super) fn row(
        &self,
        row: usize,
        columns: Range<usize>,
    ) -> impl Iterator<Item = (usize, &[u8])> {
        let per_row = self.columns.div_ceil(TILE);
        let first = row / TILE * per_row;
        let tiles = columns.start / TILE..columns.end.div_ceil(TILE).min(per_row);
        let line = row % TILE * TILE;
        tiles.filter_map(move |i| {
            let tile = self.tile(first + i)?;
            Some((i * TILE, tile.get(line..line + TILE)?))
        })
    }

    /// A tile, unless it is all zero.
    fn tile(&self, place: usize) -> Option<&[u8]> {
        let [start, end] = [place, place + 1].map(|place| self.starts.get(place).copied());
        let packed = self.packed.0.get(start? as usize..end? as usize)?;
        if packed.is_empty() {
            return None;
        }
        let all =
            self.unpacked.get_or_init(|| self.starts.iter().map(|_| OnceLock::new()).collect());
        // What cannot be unpacked is as good as zero: it is not there.
        let unpack =
            || fdeflate::decompress_to_vec_bounded(packed, TILE * TILE).unwrap_or_default().into();
        Some(all.get(place)?.get_or_init(unpack))
    }
}

/// Bytes that are written as a whole, and stay where they are when they are read: in the program.
#[derive(Clone, PartialEq)]
struct Bytes(Cow<'static, [u8]>);

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

impl<'de: 'static> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Whole;
        impl<'de: 'static> Visitor<'de> for Whole {
            type Value = Bytes;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_borrowed_bytes<E>(self, bytes: &'de [u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.into()))
            }
        }
        deserializer.deserialize_bytes(Whole)
    }
}
