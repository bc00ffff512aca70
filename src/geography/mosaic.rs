//! A mosaic of bytes: each tile is packed by itself and unpacked when it is first asked for, and what
//! is all zero takes no room.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Pixels on a side of a tile.
pub(super) const TILE: usize = 128;

/// How hard tiles are packed, of 9: more hardly makes them smaller.
const EFFORT: u8 = 3;

/// The tiles of a mosaic that were asked for.
type Tiles = Vec<OnceLock<Box<[u8]>>>;

/// Values as bytes of two's complement on a grid, in tiles.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Mosaic {
    columns: usize,
    rows: usize,
    /// Where each tile begins among the packed ones, row by row, and at the end where the last one
    /// ends: one that is all zero has no bytes.
    starts: Vec<u32>,
    /// One tile after the other, packed (zlib). What lies beyond the last row and column is zero.
    packed: Bytes,
    /// Those that were asked for, until they are forgotten.
    #[serde(skip)]
    unpacked: Mutex<Option<Arc<Tiles>>>,
}

impl Clone for Mosaic {
    fn clone(&self) -> Self {
        let (starts, packed) = (self.starts.clone(), self.packed.clone());
        Self { starts, packed, unpacked: Mutex::default(), ..*self }
    }
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
        Self { columns, rows, starts, packed: Bytes(packed.into()), unpacked: Mutex::default() }
    }

    /// Columns and rows of values; `None` if there are not as many tiles as that takes.
    pub(super) fn size(&self) -> Option<[usize; 2]> {
        let tiles = self.columns.div_ceil(TILE).saturating_mul(self.rows.div_ceil(TILE));
        (self.starts.len().checked_sub(1) == Some(tiles)).then_some([self.columns, self.rows])
    }

    /// What reads the values; what it unpacks serves whoever reads after it too.
    pub(super) fn reader(&self) -> Reader<'_> {
        let mut known = self.unpacked.lock().unwrap_or_else(PoisonError::into_inner);
        let none = || Arc::new(self.starts.iter().map(|_| OnceLock::new()).collect());
        Reader { mosaic: self, tiles: known.get_or_insert_with(none).clone() }
    }

    /// Forgets what was unpacked; whoever reads still has it.
    pub(super) fn forget(&self) {
        self.unpacked.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    /// Bytes of what is unpacked.
    pub(super) fn unpacked_bytes(&self) -> usize {
        let known = self.unpacked.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().flat_map(|tiles| tiles.iter()).filter_map(OnceLock::get).map(|t| t.len()).sum()
    }
}

/// Reads the values of a mosaic.
pub(super) struct Reader<'a> {
    mosaic: &'a Mosaic,
    tiles: Arc<Tiles>,
}

impl Reader<'_> {
    /// The values in a row that are not all zero, by tiles that meet some columns: the first column of
    /// each, and its values.
    pub(super) fn row(
        &self,
        row: usize,
        columns: Range<usize>,
    ) -> impl Iterator<Item = (usize, &[u8])> {
        let per_row = self.mosaic.columns.div_ceil(TILE);
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
        let Mosaic { starts, packed, .. } = self.mosaic;
        let [start, end] = [place, place + 1].map(|place| starts.get(place).copied());
        let packed = packed.0.get(start? as usize..end? as usize)?;
        if packed.is_empty() {
            return None;
        }
        // What cannot be unpacked is as good as zero: it is not there.
        let unpack =
            || fdeflate::decompress_to_vec_bounded(packed, TILE * TILE).unwrap_or_default().into();
        Some(self.tiles.get(place)?.get_or_init(unpack))
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
