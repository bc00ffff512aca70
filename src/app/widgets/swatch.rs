//! A swatch: a small rectangle filled as land is.

use egui::{Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use crate::picture::{Fill, palette};
use crate::view::Look;

use super::super::map::Canvas;
use super::super::style::color;

/// A small rectangle of a fill. It can be clicked if it has a name.
pub(in super::super) fn swatch(
    ui: &mut Ui,
    look: &Look,
    fill: &Fill,
    canvas: &mut Canvas,
    name: Option<&str>,
) -> egui::Response {
    let sense = if name.is_some() { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(20.0, 13.0), sense);
    if let Some(name) = name {
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    }
    canvas.fill_rect(ui.painter(), rect, 2.0, fill, 0.8);
    let edge = Stroke::new(0.8, color(palette(look.theme()).outline));
    ui.painter().rect_stroke(rect, 2.0, edge, egui::StrokeKind::Middle);
    response
}
