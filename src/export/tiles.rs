//! The patterns as images that repeat.

use kurbo::{Affine, BezPath, Shape as _, Vec2};
use vello_cpu::{Pixmap, Resources};

use crate::picture::{Overlay, Pattern};

use super::raster::{context, paint_of};

/// The longest side of a tile, in tiles of its pattern.
const MOST_TILES: u16 = 32;

/// A square of a pattern that repeats after whole pixels: as many tiles as that takes, drawn with the
/// corner of one at a part of a pixel.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a tile is some dozen pixels wide"
)]
pub(super) fn tile(Overlay { pattern, color }: Overlay, corner: Vec2, scale: f64) -> Pixmap {
    let off = |tiles: u16| {
        let side = f64::from(tiles) * pattern.tile() * scale;
        (side - side.round().max(1.0)).abs()
    };
    let nearest = (1..=MOST_TILES).min_by(|&a, &b| off(a).total_cmp(&off(b)));
    let tiles = (1..=MOST_TILES).find(|&tiles| off(tiles) < 0.01).or(nearest).unwrap_or(1);
    let side = (f64::from(tiles) * pattern.tile() * scale).round().clamp(1.0, 65_535.0) as u16;
    let mut context = context([side, side]);
    // From tiles to pixels, so that a whole number of them fits.
    let pixels = f64::from(side) / f64::from(tiles);
    context.set_transform(Affine::translate(corner) * Affine::scale(pixels));
    context.set_paint(paint_of(color));
    let weight = pattern.weight() / pattern.tile();
    let mut path = BezPath::new();
    let tiles = i32::from(tiles);
    if pattern == Pattern::Dots {
        for (row, column) in (-1..=tiles).flat_map(|row| (-1..=tiles).map(move |i| (row, i))) {
            for part in [0.25, 0.75] {
                let centre = (f64::from(column) + part, f64::from(row) + part);
                path.extend(kurbo::Circle::new(centre, weight / 2.0).path_elements(0.05 / pixels));
            }
        }
        context.fill_path(&path);
    } else {
        let (low, high) = (-1.0, f64::from(tiles) + 1.0);
        for line in -2..=2 * tiles + 2 {
            // Where the line, which is longer than it needs to be, meets the upper edge.
            let at = f64::from(line) + pattern.phase();
            if pattern.is_level() {
                path.move_to((low, at + 0.5));
                path.line_to((high, at + 0.5));
            } else if pattern.falls() {
                let at = at - f64::from(tiles);
                path.move_to((at + low, low));
                path.line_to((at + high, high));
            } else {
                path.move_to((at - low, low));
                path.line_to((at - high, high));
            }
        }
        context.set_stroke(kurbo::Stroke::new(weight));
        context.stroke_path(&path);
    }
    let mut pixmap = Pixmap::new(side, side);
    context.render(&mut pixmap, &mut Resources::new());
    pixmap
}
