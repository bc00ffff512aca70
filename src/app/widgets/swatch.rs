//! A swatch: a small rectangle filled as land is.

use egui::{Sense, Stroke, Ui, vec2};

use crate::picture::{Fill, palette};
use crate::view::Look;

use super::super::map::Canvas;
use super::super::style::color;

/// A small rectangle of a fill.
pub(in super::super) fn swatch(
    ui: &mut Ui,
    look: &Look,
    fill: &Fill,
    canvas: &mut Canvas,
) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(20.0, 13.0), Sense::click());
    canvas.fill_rect(ui.painter(), rect, 2.0, fill, 0.8);
    let edge = Stroke::new(0.8, color(palette(look.theme()).outline));
    ui.painter().rect_stroke(rect, 2.0, edge, egui::StrokeKind::Middle);
    response
}
