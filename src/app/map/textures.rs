//! The patterns as small textures that repeat: a mesh laid over the fill shows them at a pitch that
//! is the same at every zoom, cut exactly to the shape.

use std::collections::BTreeMap;

use egui::{Color32, ColorImage, TextureHandle, TextureOptions, TextureWrapMode};

use crate::picture::Pattern;

/// Samples a side of a pixel.
const SAMPLES: u16 = 6;

/// Textures of the patterns for one density of pixels.
#[derive(Default)]
pub(super) struct Textures {
    pixels_per_point: f32,
    loaded: BTreeMap<Pattern, TextureHandle>,
    ridge: Option<TextureHandle>,
}

/// Where the ridge begins and ends across its texture: in the middle of the first and the last pixel.
pub(super) const RIDGE: [f32; 2] = [1.0 / 6.0, 5.0 / 6.0];

impl Textures {
    /// The texture across a thin line: nothing at its edges, all of its colour in the middle.
    pub(super) fn ridge(&mut self, ctx: &egui::Context) -> egui::TextureId {
        let make = || {
            let across = [Color32::TRANSPARENT, Color32::WHITE, Color32::TRANSPARENT];
            let image = ColorImage::new([across.len(), 1], across.to_vec());
            ctx.load_texture("ridge", image, TextureOptions::LINEAR)
        };
        self.ridge.get_or_insert_with(make).id()
    }

    /// The texture of a pattern.
    pub(super) fn get(&mut self, ctx: &egui::Context, pattern: Pattern) -> egui::TextureId {
        let pixels_per_point = ctx.pixels_per_point();
        if (self.pixels_per_point - pixels_per_point).abs() > 1e-3 {
            self.loaded.clear();
            self.pixels_per_point = pixels_per_point;
        }
        self.loaded
            .entry(pattern)
            .or_insert_with(|| {
                let options =
                    TextureOptions { wrap_mode: TextureWrapMode::Repeat, ..TextureOptions::LINEAR };
                let image = tile(pattern, pixels_per_point);
                ctx.load_texture(format!("{pattern:?}"), image, options)
            })
            .id()
    }
}

/// One tile of a pattern: white, with the pattern as alpha.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a tile is some dozen pixels wide"
)]
fn tile(pattern: Pattern, pixels_per_point: f32) -> ColorImage {
    let side = (pattern.tile() * f64::from(pixels_per_point)).round().max(2.0) as u16;
    let point = pattern.tile() / f64::from(side);
    let mut pixels = Vec::with_capacity(usize::from(side) * usize::from(side));
    for y in 0..side {
        for x in 0..side {
            let mut covered = 0_u16;
            for sample in 0..SAMPLES * SAMPLES {
                let at = |pixel: u16, step: u16| {
                    let part = (f64::from(step) + 0.5) / f64::from(SAMPLES);
                    (f64::from(pixel) + part) * point
                };
                let (px, py) = (at(x, sample % SAMPLES), at(y, sample / SAMPLES));
                covered += u16::from(covers(pattern, px, py));
            }
            let alpha = f64::from(covered) / f64::from(SAMPLES * SAMPLES) * 255.0;
            pixels.push(Color32::from_white_alpha(alpha.round() as u8));
        }
    }
    ColorImage::new([usize::from(side), usize::from(side)], pixels)
}

/// Whether a pattern covers a point of its tile, in points.
fn covers(pattern: Pattern, x: f64, y: f64) -> bool {
    let tile = pattern.tile();
    if pattern == Pattern::Dots {
        let radius = pattern.weight() / 2.0;
        return [[0.25, 0.25], [0.75, 0.75]]
            .iter()
            .any(|[cx, cy]| (x - cx * tile).hypot(y - cy * tile) <= radius);
    }
    if pattern.is_level() {
        return (y - tile / 2.0).abs() <= pattern.weight() / 2.0;
    }
    // Distance across the lines x + y = k · tile (or x - y), moved by the phase.
    let y = if pattern.falls() { -y } else { y };
    let along = (x + y - pattern.phase() * tile).rem_euclid(tile);
    let across = along.min(tile - along) / std::f64::consts::SQRT_2;
    across <= pattern.weight() / 2.0
}
