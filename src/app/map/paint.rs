//! Paints a picture: each mark as it is, nothing is decided here.

use std::f32::consts::TAU;

use egui::epaint::{Mesh, TextShape, Vertex};
use egui::{Color32, Painter, Pos2, Rect, Shape, vec2};

use crate::atlas::Atlas;
use crate::picture::{Anchor, Fill, Frame, Mark, Picture, Stroke, TextMark};

use super::super::fonts::font;
use super::super::style::color;
use super::meshes::{Meshes, Place};
use super::textures::Textures;

/// Copies of a text that make its halo, and how far they are moved, in points.
const HALO: (u8, f32) = (8, 1.3);

/// What painting keeps from frame to frame.
#[derive(Default)]
pub(crate) struct Canvas {
    meshes: Meshes,
    textures: Textures,
}

impl Canvas {
    /// Paints a picture with its upper left corner at that of a frame.
    pub(crate) fn paint(
        &mut self,
        painter: &Painter,
        atlas: &Atlas,
        picture: &Picture,
        frame: Rect,
    ) {
        let ctx = painter.ctx().clone();
        self.meshes.move_to(Place {
            camera: picture.camera,
            level: picture.level,
            frame,
            pixels_per_point: ctx.pixels_per_point(),
        });
        painter.rect_filled(frame, 0.0, color(picture.ground));
        for mark in &picture.marks {
            self.paint_mark(painter, atlas, mark, frame.min);
        }
    }

    /// Paints one mark; the picture's origin is at `origin`.
    pub(crate) fn paint_mark(
        &mut self,
        painter: &Painter,
        atlas: &Atlas,
        mark: &Mark,
        origin: Pos2,
    ) {
        let at = |[x, y]: [f32; 2]| origin + vec2(x, y);
        match mark {
            Mark::Land { region, fill, .. } => {
                let ctx = painter.ctx().clone();
                let meshes = self.meshes.land(atlas, *region, fill, &mut self.textures, &ctx);
                for mesh in meshes {
                    painter.add(Shape::Mesh(mesh.clone()));
                }
            }
            Mark::Coast { region, stroke } => {
                self.add_coast(painter, atlas, *region, None, stroke);
            }
            Mark::Outline { region, outline, stroke } => {
                self.add_coast(painter, atlas, Some(*region), *outline, stroke);
            }
            Mark::Line { points, stroke } => {
                let points: Vec<Pos2> = points.iter().map(|&p| at(p)).collect();
                add_line(painter, points, stroke);
            }
            Mark::Lines { lines, stroke } => {
                if let Some(mesh) = self.meshes.lines(lines, stroke) {
                    painter.add(Shape::Mesh(mesh));
                }
            }
            Mark::Areas { polygons, color: fill } => {
                if let Some(mesh) = self.meshes.areas(polygons, color(*fill)) {
                    painter.add(Shape::Mesh(mesh));
                }
            }
            Mark::Dot { centre, radius, color: fill, stroke } => {
                let stroke = stroke.map_or(egui::Stroke::NONE, |s| pen(&s));
                painter.circle(at(*centre), *radius, color(*fill), stroke);
            }
            Mark::Box { frame, rounding, fill, stroke } => {
                self.add_box(painter, *frame, *rounding, fill, *stroke, origin);
            }
            Mark::Text(text) => add_text(painter, text, at(text.at)),
            Mark::Along(along) => {
                for letter in along.letters() {
                    add_text(painter, &letter, at(letter.at));
                }
            }
        }
    }

    fn add_coast(
        &mut self,
        painter: &Painter,
        atlas: &Atlas,
        region: Option<u16>,
        outline: Option<u32>,
        stroke: &Stroke,
    ) {
        if let Some(mesh) = self.meshes.coast(atlas, region, outline, stroke) {
            painter.add(Shape::Mesh(mesh));
        }
    }

    fn add_box(
        &mut self,
        painter: &Painter,
        [left, top, right, bottom]: Frame,
        rounding: f32,
        fill: &Fill,
        stroke: Option<Stroke>,
        origin: Pos2,
    ) {
        let rect = Rect::from_min_max(origin + vec2(left, top), origin + vec2(right, bottom));
        self.fill_rect(painter, rect, rounding, fill, 0.8);
        if let Some(stroke) = stroke {
            painter.rect_stroke(rect, rounding, pen(&stroke), egui::StrokeKind::Middle);
        }
    }

    /// Fills a rectangle as land is filled, with its textures so much finer.
    pub(crate) fn fill_rect(
        &mut self,
        painter: &Painter,
        rect: Rect,
        rounding: f32,
        fill: &Fill,
        fineness: f32,
    ) {
        painter.rect_filled(rect, rounding, color(fill.base));
        for overlay in fill.overlays.iter().flatten() {
            let texture = self.textures.get(painter.ctx(), overlay.pattern);
            #[expect(clippy::cast_possible_truncation, reason = "a tile is some points wide")]
            let tile = overlay.pattern.tile() as f32 * fineness;
            let tint = color(overlay.color);
            let inner = rect.shrink(rounding * 0.3);
            let corners =
                [inner.left_top(), inner.right_top(), inner.right_bottom(), inner.left_bottom()];
            let vertices = corners.map(|pos| {
                let uv = (pos.to_vec2() / tile).to_pos2();
                Vertex { pos, uv, color: tint }
            });
            painter.add(Shape::mesh(Mesh {
                indices: vec![0, 1, 2, 0, 2, 3],
                vertices: vertices.to_vec(),
                texture_id: texture,
            }));
        }
    }
}

fn pen(stroke: &Stroke) -> egui::Stroke {
    egui::Stroke::new(stroke.width, color(stroke.color))
}

fn add_line(painter: &Painter, points: Vec<Pos2>, stroke: &Stroke) {
    match stroke.dash.pattern() {
        Some([dash, gap]) => {
            painter.extend(Shape::dashed_line(&points, pen(stroke), dash, gap));
        }
        None => {
            painter.add(Shape::line(points, pen(stroke)));
        }
    }
}

fn add_text(painter: &Painter, text: &TextMark, at: Pos2) {
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
            painter.add(shape(vec2(cos, sin) * HALO.1, faint));
        }
    }
    painter.add(shape(vec2(0.0, 0.0), color(text.color)));
}
