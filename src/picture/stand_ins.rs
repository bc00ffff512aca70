//! Fonts that an atlas brings: they set the letters that those of the program lack.
//!
//! A file that has once been used is kept, under the same number, until the program ends, so that what
//! was shaped with it stays right; which of them are used now is that of the atlas that is open.

use std::sync::{PoisonError, RwLock};

use crate::atlas::Atlas;

use super::faces::{FONT_FILES, FontFile};
use super::shape;

/// All that were ever used, and the places of those that are used now.
static FILES: RwLock<(Vec<FontFile>, Vec<usize>)> = RwLock::new((Vec::new(), Vec::new()));

/// A font file by its number: one of the program, or of an atlas.
#[must_use]
pub fn file(index: usize) -> Option<FontFile> {
    let further = |at| {
        let files = FILES.read().unwrap_or_else(PoisonError::into_inner);
        files.0.get(at).copied()
    };
    let Some(at) = index.checked_sub(FONT_FILES.len()) else {
        return FONT_FILES.get(index).copied();
    };
    further(at)
}

/// The numbers of the fonts of the atlas that is open, in the order of their names.
#[must_use]
pub fn in_use() -> Vec<usize> {
    let files = FILES.read().unwrap_or_else(PoisonError::into_inner);
    files.1.iter().map(|at| at + FONT_FILES.len()).collect()
}

/// From now on the fonts of this atlas stand in, but for files that cannot be read; whether those are others
/// than before.
pub fn use_those_of(atlas: &Atlas) -> bool {
    let changed = {
        let mut files = FILES.write().unwrap_or_else(PoisonError::into_inner);
        let mut used = Vec::with_capacity(atlas.fonts.len());
        for font in atlas.fonts.iter().filter(|font| shape::is_font(&font.bytes)) {
            let known = files.0.iter().position(|file| file.bytes == &*font.bytes);
            used.push(known.unwrap_or_else(|| {
                files.0.push(FontFile {
                    name: Box::leak(format!("atlas/{}", font.name).into_boxed_str()),
                    bytes: Box::leak(font.bytes.clone()),
                });
                files.0.len() - 1
            }));
        }
        let changed = files.1 != used;
        files.1 = used;
        changed
    };
    if changed {
        shape::forget();
    }
    changed
}
