//! The 256 colours of a film that may have no more: those that fill its land as they are, those that it
//! has most of as they are, and for all others the nearest of what a neural net finds.

use std::collections::BTreeSet;

use color_quant::NeuQuant;
use rustc_hash::FxHashMap;

/// The place that stands for a pixel which stays as it was.
pub(super) const SAME: u8 = 255;
/// Colours that are kept as they are.
const KEPT: usize = 128;
/// Every so manieth pixel is learnt from: 1 is the best and slowest, 30 the quickest.
const SAMPLING: i32 = 10;
/// The most pixels that are learnt from.
const MOST_LEARNT: usize = 2_000_000;

/// Colours by their places.
pub(super) struct Palette {
    colors: Vec<[u8; 3]>,
    known: FxHashMap<[u8; 3], u8>,
}

impl Palette {
    /// The palette of some frames; `wanted` are kept exactly if they are there.
    pub(super) fn of(frames: &[Vec<u8>], wanted: &[[u8; 3]]) -> Self {
        let mut counts: FxHashMap<[u8; 3], u32> = FxHashMap::default();
        for frame in frames {
            for &[r, g, b, _] in frame.as_chunks::<4>().0 {
                *counts.entry([r, g, b]).or_default() += 1;
            }
        }
        let mut colors: Vec<[u8; 3]> = Vec::with_capacity(256);
        for color in wanted.iter().filter(|color| counts.contains_key(*color)) {
            if !colors.contains(color) && colors.len() < KEPT {
                colors.push(*color);
            }
        }
        // By how often, and where that is the same by their numbers: never by the order of a table.
        let by_count: BTreeSet<(u32, [u8; 3])> =
            counts.iter().map(|(&color, &count)| (count, color)).collect();
        for &(_, color) in by_count.iter().rev() {
            if colors.len() >= KEPT {
                break;
            }
            if !colors.contains(&color) {
                colors.push(color);
            }
        }
        if counts.len() > colors.len() {
            let rest = rest(&by_count, &colors);
            let room = usize::from(SAME) - colors.len();
            let net = NeuQuant::new(SAMPLING, room, &rest);
            let found = net.color_map_rgb();
            for &color in found.as_chunks::<3>().0 {
                if !colors.contains(&color) {
                    colors.push(color);
                }
            }
        }
        colors.truncate(usize::from(SAME));
        let places = (0_u8..).zip(&colors);
        let known = places.map(|(place, &color)| (color, place)).collect();
        Self { colors, known }
    }

    /// The colours one after the other, 256 of them.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes: Vec<u8> = self.colors.iter().flatten().copied().collect();
        bytes.resize(3 * 256, 0);
        bytes
    }

    /// The places of the nearest colours to those of some pixels.
    pub(super) fn places(&mut self, rgba: &[u8]) -> Vec<u8> {
        let Self { colors, known } = self;
        // Neighbours are alike.
        let mut last = ([0; 3], nearest(colors, [0; 3]));
        let place = |&[r, g, b, _]: &[u8; 4]| {
            let color = [r, g, b];
            if color != last.0 {
                let place = *known.entry(color).or_insert_with(|| nearest(colors, color));
                last = (color, place);
            }
            last.1
        };
        rgba.as_chunks::<4>().0.iter().map(place).collect()
    }
}

/// The pixels that are left to be learnt from, each colour as often as it is there, but thinned.
fn rest(by_count: &BTreeSet<(u32, [u8; 3])>, kept: &[[u8; 3]]) -> Vec<u8> {
    let others = || by_count.iter().filter(|(_, color)| !kept.contains(color));
    let all: usize = others().map(|(count, _)| *count as usize).sum();
    let thinned = all.div_ceil(MOST_LEARNT).max(1);
    let mut pixels = Vec::new();
    for &(count, [r, g, b]) in others() {
        for _ in 0..(count as usize).div_ceil(thinned) {
            pixels.extend([r, g, b, 255]);
        }
    }
    pixels
}

fn nearest(colors: &[[u8; 3]], color: [u8; 3]) -> u8 {
    let far = |other: &[u8; 3]| {
        // The eye tells green best and blue least.
        let [r, g, b] = std::array::from_fn(|i| i32::from(other[i]) - i32::from(color[i]));
        2 * r * r + 4 * g * g + b * b
    };
    let places = (0_u8..).zip(colors);
    places.min_by_key(|(_, other)| far(other)).map_or(0, |(place, _)| place)
}
