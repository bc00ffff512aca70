//! The frames of a film: how pictures become them, and what of a frame differs from the one before.

use crate::export::png::PngError;
use crate::export::progress::Progress;

use super::Scene;

/// The pictures of a film, and how each is drawn.
pub(super) struct Frames<'a> {
    pub(super) scenes: &'a [Scene],
    pub(super) draw: &'a (dyn Fn(&Scene) -> Result<Vec<u8>, PngError> + Sync),
    pub(super) progress: &'a Progress,
}

/// A part of a frame, in whole pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Patch {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Patch {
    /// The whole of a frame.
    pub(super) fn whole([width, height]: [u32; 2]) -> Self {
        Self { left: 0, top: 0, width, height }
    }

    /// The least part outside of which two frames are the same; one pixel where they are the same all
    /// over. `bytes` are those of a pixel.
    pub(super) fn between(
        [width, height]: [u32; 2],
        bytes: usize,
        before: &[u8],
        now: &[u8],
    ) -> Self {
        let line = width as usize * bytes;
        let (mut top, mut bottom) = (None, 0);
        let (mut left, mut right) = (width as usize, 0);
        for (y, (old, new)) in (0_u32..height).zip(before.chunks(line).zip(now.chunks(line))) {
            if old == new {
                continue;
            }
            top.get_or_insert(y);
            bottom = y;
            let pixels = || old.chunks(bytes).zip(new.chunks(bytes));
            let differs = |(old, new): (&[u8], &[u8])| old != new;
            if let Some(first) = pixels().position(differs) {
                left = left.min(first);
                right = right.max(pixels().rposition(differs).unwrap_or(first));
            }
        }
        let side = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        match top {
            None => Self { left: 0, top: 0, width: 1, height: 1 },
            Some(top) => Self {
                left: side(left),
                top,
                width: side(right - left + 1),
                height: bottom - top + 1,
            },
        }
    }

    /// The same, moved out to even places, which some kinds of film need.
    pub(super) fn even(self) -> Self {
        let (left, top) = (self.left & !1, self.top & !1);
        Self {
            left,
            top,
            width: self.width + (self.left - left),
            height: self.height + (self.top - top),
        }
    }

    /// The pixels of it, of so many bytes each, in a frame of some width.
    pub(super) fn cut(self, width: u32, bytes: usize, frame: &[u8]) -> Vec<u8> {
        let mut pixels = Vec::with_capacity(self.width as usize * self.height as usize * bytes);
        for y in self.top..self.top + self.height {
            let start = (y as usize * width as usize + self.left as usize) * bytes;
            let row = frame.get(start..start + self.width as usize * bytes);
            pixels.extend_from_slice(row.unwrap_or_default());
        }
        pixels
    }

    /// The pixels of it in a frame of some width, in four bytes each: those that are as in the frame
    /// before are see-through.
    pub(super) fn changed(self, width: u32, before: Option<&[u8]>, now: &[u8]) -> Vec<u8> {
        let mut pixels = self.cut(width, 4, now);
        if let Some(before) = before {
            let old = self.cut(width, 4, before);
            for (pixel, old) in pixels.as_chunks_mut::<4>().0.iter_mut().zip(old.as_chunks().0) {
                if pixel == old {
                    *pixel = [0; 4];
                }
            }
        }
        pixels
    }
}

/// Red, green and blue of pixels that are not see-through.
pub(super) fn opaque(rgba: &[u8]) -> Vec<u8> {
    rgba.as_chunks::<4>().0.iter().flat_map(|&[r, g, b, _]| [r, g, b]).collect()
}
