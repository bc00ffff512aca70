//! The locator on a card, as `picture` makes it: where an event was that is not on the map.

use egui::{Mesh, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use geo::Coord;

use crate::picture::locator::Locator;
use crate::picture::palette;
use crate::view::Look;

use super::super::style::color;

/// Shows a small map of the world with a mark at a point in degrees.
pub(in super::super) fn locator(ui: &mut Ui, look: &Look, world: &Locator, lon_lat: Coord<f64>) {
    let width = ui.available_width().clamp(80.0, 330.0);
    let size = vec2(width, width * world.height);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let palette = palette(look.theme());
    let at = |[x, y]: [f32; 2]| pos2(rect.left() + x * width, rect.top() + y * width);
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 3.0, color(palette.sea));
    let mut mesh = Mesh::default();
    for &vertex in &world.vertices {
        mesh.colored_vertex(at(vertex), color(palette.context_coast));
    }
    mesh.indices.clone_from(&world.indices);
    painter.add(mesh);
    let [left, top, right, bottom] = world.region;
    let region = Rect::from_min_max(at([left, top]), at([right, bottom]));
    let edge = Stroke::new(1.0, color(palette.ink));
    painter.rect_stroke(region, 0.0, edge, StrokeKind::Middle);
    let mark = at(world.at(lon_lat));
    painter.line_segment([region.center(), mark], Stroke::new(0.8, color(palette.treaty)));
    painter.circle(mark, 4.0, color(palette.treaty), Stroke::new(1.2, color(palette.paper)));
    let hairline = Stroke::new(1.0, color(palette.hairline));
    painter.rect_stroke(rect, 3.0, hairline, StrokeKind::Inside);
}
