//! What the bands of a picture share while it is drawn: the tiles of patterns, which are made once, and
//! room that one band has used and another can use again. Memory that is new costs more time than what
//! is written to it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kurbo::Vec2;
use vello_cpu::peniko::color::PremulRgba8;
use vello_cpu::{Pixmap, RenderContext};

use crate::picture::Overlay;

use super::raster::context;
use super::tiles::tile;

/// Tiles and used room.
#[derive(Debug, Default)]
pub(super) struct Shared {
    contexts: Mutex<Vec<RenderContext>>,
    pixels: Mutex<Vec<Vec<PremulRgba8>>>,
    tiles: Mutex<Vec<(TileKey, Arc<Pixmap>)>>,
}

/// A texture, the parts of a pixel that its corner is beyond a whole one, and its fineness, as bits.
type TileKey = (Overlay, [u64; 3]);

impl Shared {
    /// A context for a band of so many pixels across and down.
    pub(super) fn context(&self, size: [u16; 2]) -> RenderContext {
        let used = locked(&self.contexts).pop();
        used.map_or_else(
            || context(size),
            |mut used| {
                used.reset_and_resize(size[0], size[1]);
                used
            },
        )
    }

    /// Takes back a context.
    pub(super) fn give_back_context(&self, mut used: RenderContext) {
        // It lets go of the pixels that it has drawn with.
        used.reset();
        locked(&self.contexts).push(used);
    }

    /// Room for pixels, with some of another band in it.
    pub(super) fn pixels(&self) -> Vec<PremulRgba8> {
        locked(&self.pixels).pop().unwrap_or_default()
    }

    /// Takes back what nobody else holds.
    pub(super) fn give_back_pixels(&self, used: Arc<Pixmap>) {
        if let Ok(pixmap) = Arc::try_unwrap(used) {
            locked(&self.pixels).push(pixmap.take());
        }
    }

    /// The tile of a pattern with its corner at a part of a pixel, of which a point has `scale`.
    pub(super) fn tile(&self, overlay: Overlay, corner: Vec2, scale: f64) -> Arc<Pixmap> {
        let key = (overlay, [corner.x, corner.y, scale].map(f64::to_bits));
        let mut tiles = locked(&self.tiles);
        if let Some((_, known)) = tiles.iter().find(|(other, _)| *other == key) {
            return known.clone();
        }
        let made = Arc::new(tile(overlay, corner, scale));
        tiles.push((key, made.clone()));
        made
    }
}

/// A lock whatever became of who held it before: what it guards is whole at any time.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
