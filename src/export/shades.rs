//! Light and shadow in the pixels of what is drawn: each pixel of a shade in its colour, blended
//! between those of the shade where they are larger.

use kurbo::{Affine, Rect};
use vello_cpu::Pixmap;
use vello_cpu::peniko::color::PremulRgba8;

use crate::picture::{Color, Shade};

use super::shared::Shared;

/// Whole pixels of a band, and from there to the pixels of a shade.
pub(super) struct Window {
    pub(super) seen: Rect,
    pub(super) from_band: Affine,
}

/// A shade in the pixels of a band: blended between those of the shade, where they are larger.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "cut to the pixels of the shade, tones between 0 and 255"
)]
pub(super) fn shaded(shade: &Shade, window: &Window, shared: &Shared) -> Pixmap {
    let Window { seen, from_band } = window;
    let (columns, rows) = (seen.width() as usize, seen.height() as usize);
    let [width, height] = shade.size.map(usize::from);
    // For each pixel the first of two of the shade, and the part of the second.
    let taps = |start: f64, step: f64, count: usize, most: usize| -> Vec<(usize, f32)> {
        let tap = |i: usize| {
            // To a 4096th: the same wherever the frame lies.
            let at = ((start + (i as f64 + 0.5) * step - 0.5) * 4096.0).round() / 4096.0;
            let at = at.clamp(0.0, most as f64 - 1.0);
            let first = (at as usize).min(most.saturating_sub(2));
            (first, if most > 1 { (at - first as f64) as f32 } else { 0.0 })
        };
        (0..count).map(tap).collect()
    };
    let [wide, _, _, tall, left, top] = from_band.as_coeffs();
    let across = taps(wide * seen.x0 + left, wide, columns, width);
    let down = taps(tall * seen.y0 + top, tall, rows, height);
    let alike = (wide - 1.0).abs() < 1e-3 && (tall - 1.0).abs() < 1e-3;
    let colors = multiplied(&shade.colors);
    // Pixels that lie between the same two of the shade, one after the other.
    let between: Vec<&[(usize, f32)]> = across.chunk_by(|a, b| a.0 == b.0).collect();
    let nearest = |&(at, part): &(usize, f32)| (at + usize::from(part >= 0.5)).min(width - 1);
    let nearest: Vec<usize> = across.iter().map(nearest).collect();
    let mut pixels = shared.pixels();
    pixels.clear();
    pixels.reserve_exact(columns * rows);
    let mut line = vec![0.0_f32; width];
    for &(row, part) in &down {
        let rows_of = |row: usize| &shade.tones[row * width..(row + 1) * width];
        if alike {
            let tones = rows_of(if part < 0.5 { row } else { (row + 1).min(height - 1) });
            pixels.extend(nearest.iter().map(|&at| colors[usize::from(tones[at])]));
            continue;
        }
        let (one, other) = (rows_of(row), rows_of((row + 1).min(height - 1)));
        for (value, (&a, &b)) in line.iter_mut().zip(one.iter().zip(other)) {
            *value = f32::from(a) + part * (f32::from(b) - f32::from(a));
        }
        for taps in &between {
            let at = taps[0].0;
            let (a, b) = (line[at], line[(at + 1).min(width - 1)]);
            // By way of a whole number, which is quicker.
            let tone = |part: f32| (a + part * (b - a) + 0.5) as i32 as u8;
            pixels.extend(taps.iter().map(|&(_, part)| colors[usize::from(tone(part))]));
        }
    }
    Pixmap::from_parts(pixels, columns as u16, rows as u16)
}

/// Colours with their alpha multiplied in; as many as there are tones.
fn multiplied(colors: &[Color]) -> [PremulRgba8; 256] {
    let part = |value: u8, of: u8| {
        u8::try_from((u16::from(value) * u16::from(of) + 127) / 255).unwrap_or(u8::MAX)
    };
    let color =
        |&[r, g, b, a]: &Color| PremulRgba8 { r: part(r, a), g: part(g, a), b: part(b, a), a };
    let mut all = [PremulRgba8 { r: 0, g: 0, b: 0, a: 0 }; 256];
    for (all, own) in all.iter_mut().zip(colors) {
        *all = color(own);
    }
    all
}
