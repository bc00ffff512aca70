//! Texts on the screen, with their halos.

use std::f32::consts::TAU;

use egui::epaint::TextShape;
use egui::{Color32, Painter, Pos2, Shape, vec2};

use crate::export::svg::HALO_WIDTH;
use crate::picture::{Anchor, TextMark};

use super::super::fonts::font;
use super::super::style::color;

/// Copies of a text that make its halo, and how far they are moved, in points.
const HALO: (u8, f32) = (8, 0.5 * HALO_WIDTH);

/// Adds the shapes of a text to those that are painted.
pub(super) fn add_text(painter: &Painter, text: &TextMark, at: Pos2, shapes: &mut Vec<Shape>) {
    let mut format = egui::TextFormat::simple(font(text.face, text.size), Color32::PLACEHOLDER);
    format.extra_letter_spacing = text.spacing;
    let mut job = egui::text::LayoutJob::single_section(text.text.clone(), format);
    job.wrap.max_width = f32::INFINITY;
    let galley = painter.layout_job(job);
    let baseline = galley
        .rows
        .first()
        .and_then(|row| row.row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y))
        .unwrap_or(0.0);
    let width = galley.rect.width() - text.spacing;
    let left = match text.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => -width / 2.0,
        Anchor::End => -width,
    };
    let corner = at + egui::emath::Rot2::from_angle(text.angle) * vec2(left, -baseline);
    let shape = |by: egui::Vec2, color: Color32| TextShape {
        angle: text.angle,
        ..TextShape::new(corner + by, galley.clone(), color)
    };
    if let Some(halo) = text.halo {
        // The copies lie over each other: each is fainter than the whole.
        let faint = color([halo[0], halo[1], halo[2], halo[3] / 3]);
        for i in 0..HALO.0 {
            let (sin, cos) = (f32::from(i) / f32::from(HALO.0) * TAU).sin_cos();
            shapes.push(shape(vec2(cos, sin) * HALO.1, faint).into());
        }
    }
    shapes.push(shape(vec2(0.0, 0.0), color(text.color)).into());
}
