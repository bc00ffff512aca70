//! Paints parts of pictures on the screen, as `export` does in files: each mark as it is, nothing is
//! decided here.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use egui::epaint::{CircleShape, Mesh, RectShape, Vertex};
use egui::{Painter, Pos2, Rect, Shape, StrokeKind, vec2};

use crate::atlas::Atlas;
use crate::picture::{Fill, Frame, Layer, Mark, Part, PartKind, Stroke, TextMark};

use super::super::style::color;
use super::lettering::add_text;
use super::meshes::{Meshes, Place, line_shapes, tessellated};
use super::textures::Textures;

/// A mesh of no more vertices than that is joined to the one before it, until that has so many.
const SMALL: usize = 256;
const JOINED: usize = 4096;

/// What painting keeps from frame to frame.
#[derive(Default)]
pub(crate) struct Canvas {
    parts: BTreeMap<PartKind, PartCanvas>,
    textures: Textures,
}

/// What painting a part keeps.
#[derive(Default)]
struct PartCanvas {
    meshes: Meshes,
    layers: BTreeMap<&'static str, LayerCanvas>,
}

/// What painting a layer keeps: its marks, and what they are as shapes.
#[derive(Default)]
struct LayerCanvas {
    marks: Arc<Vec<Mark>>,
    stretches: Vec<Stretch>,
}

impl LayerCanvas {
    /// The layer with other marks; what of it is as it was is not drawn again.
    fn drawn_anew(mut self, atlas: &Atlas, marks: &Arc<Vec<Mark>>, pen: &mut Pen<'_>) -> Self {
        let mut all = Vec::new();
        for (of, range) in stretches(marks) {
            let same = |known: &Stretch| {
                known.of == of && self.marks[known.marks.clone()] == marks[range.clone()]
            };
            if let Some(at) = self.stretches.iter().position(same) {
                all.push(Stretch { marks: range, ..self.stretches.remove(at) });
                continue;
            }
            for mark in &marks[range.clone()] {
                pen.add(atlas, mark);
            }
            let (drawn, joined) = pen.finished();
            all.push(Stretch { of, marks: range, drawn, _joined: joined });
        }
        Self { marks: marks.clone(), stretches: all }
    }
}

/// Marks of a layer that follow each other, as shapes. Where an atlas has thousands of territories, a
/// change of day concerns a few of them: the other stretches stay as they are.
struct Stretch {
    /// Which of the stretches of any day it is.
    of: StretchOf,
    marks: Range<usize>,
    drawn: Vec<Drawn>,
    /// The meshes that were joined to larger ones, which are kept for as long as they are shown.
    _joined: Vec<Arc<Mesh>>,
}

/// Which marks make a stretch: so much land, or so many cuts through land, with what stands between
/// them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum StretchOf {
    #[default]
    Any,
    Land(usize),
    Cuts(usize),
}

/// Regions and cuts in a stretch.
const STRETCH: usize = 32;

/// The stretches of some marks.
fn stretches(marks: &[Mark]) -> Vec<(StretchOf, Range<usize>)> {
    let mut all: Vec<(StretchOf, Range<usize>)> = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        let before = all.last().map_or(StretchOf::Any, |(of, _)| *of);
        let of = match mark {
            Mark::Land { region: Some(region), .. } => StretchOf::Land(region.index() / STRETCH),
            Mark::Cut { place, .. } => StretchOf::Cuts(place / STRETCH),
            _ => before,
        };
        match all.last_mut() {
            Some((known, range)) if *known == of => range.end = at + 1,
            _ => all.push((of, at..at + 1)),
        }
    }
    all
}

/// Marks that are ready to be painted: as triangles; or text, which the window lays out with the
/// letters that it has at hand.
enum Drawn {
    Mesh(Arc<Mesh>),
    /// A disc, for which the window has a picture at hand.
    Disc(CircleShape),
    Text(TextMark),
}

impl Canvas {
    /// Paints a part of a picture that has its upper left corner at `origin`. Its ground is that of
    /// the window there: the panel's, or under the map the colour that the window is cleared to. An
    /// inset lies over the map and has a ground of its own.
    pub(crate) fn paint(&mut self, painter: &Painter, atlas: &Atlas, part: &Part, origin: Pos2) {
        let place = place_of(painter, part, origin);
        let clip = rect_of(origin, part.clip).intersect(painter.clip_rect());
        let painter = painter.with_clip_rect(clip);
        if matches!(part.kind, PartKind::Inset(..)) {
            painter.rect_filled(place.frame, 0.0, color(part.ground));
        }
        let own = self.parts.entry(part.kind).or_default();
        if own.meshes.move_to(place) {
            own.layers.clear();
        }
        let names: Vec<&str> = part.layers.iter().map(|layer| layer.name).collect();
        own.layers.retain(|name, _| names.contains(name));
        let mut anew = false;
        for Layer { name, marks } in &part.layers {
            let known = own.layers.get(name).filter(|own| Arc::ptr_eq(&own.marks, marks));
            if known.is_none() {
                let layer = own.layers.remove(name).unwrap_or_default();
                let mut pen = Pen::new(place, &mut own.meshes, &mut self.textures, &painter);
                own.layers.insert(name, layer.drawn_anew(atlas, marks, &mut pen));
                anew = true;
            }
            for stretch in own.layers.get(name).iter().flat_map(|layer| &layer.stretches) {
                put(&painter, place, &stretch.drawn);
            }
        }
        if anew {
            own.meshes.sweep();
        }
    }

    /// Forgets the parts that a picture no longer has.
    pub(crate) fn keep(&mut self, kinds: &[PartKind]) {
        self.parts.retain(|kind, _| kinds.contains(kind));
    }

    /// Paints marks over a part, for this frame only.
    pub(crate) fn paint_over(
        &mut self,
        painter: &Painter,
        atlas: &Atlas,
        part: &Part,
        origin: Pos2,
        marks: &[Mark],
    ) {
        let place = place_of(painter, part, origin);
        let clip = rect_of(origin, part.clip).intersect(painter.clip_rect());
        let painter = painter.with_clip_rect(clip);
        let own = self.parts.entry(part.kind).or_default();
        own.meshes.move_to(place);
        let mut pen = Pen::new(place, &mut own.meshes, &mut self.textures, &painter);
        for mark in marks {
            pen.add(atlas, mark);
        }
        put(&painter, place, &pen.finished().0);
    }

    /// Paints marks that are of no part, with the origin at the corner of a rectangle.
    pub(crate) fn paint_loose(
        &mut self,
        painter: &Painter,
        atlas: &Atlas,
        frame: Rect,
        marks: &[Mark],
    ) {
        let pixels_per_point = painter.ctx().pixels_per_point();
        let place = Place { map: None, frame, pixels_per_point };
        let mut meshes = Meshes::default();
        meshes.move_to(place);
        let mut pen = Pen::new(place, &mut meshes, &mut self.textures, painter);
        for mark in marks {
            pen.add(atlas, mark);
        }
        put(painter, place, &pen.finished().0);
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
        for mesh in textured_rect(painter, &mut self.textures, rect, rounding, fill, fineness) {
            painter.add(Shape::mesh(mesh));
        }
    }
}

/// Where a part is painted.
fn place_of(painter: &Painter, part: &Part, origin: Pos2) -> Place {
    let frame = rect_of(origin, part.frame);
    Place { map: part.map, frame, pixels_per_point: painter.ctx().pixels_per_point() }
}

/// A frame of a picture on the screen.
pub(crate) fn rect_of(origin: Pos2, [left, top, right, bottom]: Frame) -> Rect {
    Rect::from_min_max(origin + vec2(left, top), origin + vec2(right, bottom))
}

fn put<'a>(painter: &Painter, place: Place, all: impl IntoIterator<Item = &'a Drawn>) {
    let mut shapes = Vec::new();
    for drawn in all {
        match drawn {
            Drawn::Mesh(mesh) => shapes.push(Shape::Mesh(mesh.clone())),
            Drawn::Disc(disc) => shapes.push((*disc).into()),
            Drawn::Text(text) => {
                let at = place.frame.min + vec2(text.at[0], text.at[1]);
                add_text(painter, text, at, &mut shapes);
            }
        }
    }
    painter.extend(shapes);
}

/// Turns marks into triangles.
struct Pen<'a> {
    place: Place,
    meshes: &'a mut Meshes,
    textures: &'a mut Textures,
    painter: &'a Painter,
    drawn: Vec<Drawn>,
    /// Meshes that were joined to the one before them.
    joined: Vec<Arc<Mesh>>,
    /// Shapes without a texture that wait to become one mesh.
    waiting: Vec<Shape>,
    /// The textures over boxes that wait, one mesh each. Boxes in a row do not lie over each other.
    over_boxes: BTreeMap<egui::TextureId, Mesh>,
}

impl<'a> Pen<'a> {
    fn new(
        place: Place,
        meshes: &'a mut Meshes,
        textures: &'a mut Textures,
        painter: &'a Painter,
    ) -> Self {
        Self {
            place,
            meshes,
            textures,
            painter,
            drawn: Vec::new(),
            joined: Vec::new(),
            waiting: Vec::new(),
            over_boxes: BTreeMap::new(),
        }
    }

    /// What was added since the last time, ready to be painted, and the meshes that were joined for it.
    fn finished(&mut self) -> (Vec<Drawn>, Vec<Arc<Mesh>>) {
        self.flush();
        (std::mem::take(&mut self.drawn), std::mem::take(&mut self.joined))
    }

    fn flush(&mut self) {
        if !self.waiting.is_empty() {
            let shapes = std::mem::take(&mut self.waiting);
            self.drawn.push(Drawn::Mesh(Arc::new(tessellated(shapes, self.place))));
        }
        let over = std::mem::take(&mut self.over_boxes).into_values();
        self.drawn.extend(over.map(|mesh| Drawn::Mesh(Arc::new(mesh))));
    }

    /// Lets what comes next lie above the textures of boxes.
    fn flush_boxes(&mut self) {
        if !self.over_boxes.is_empty() {
            self.flush();
        }
    }

    fn mesh(&mut self, mesh: Arc<Mesh>) {
        self.flush();
        if mesh.vertices.len() > SMALL {
            self.drawn.push(Drawn::Mesh(mesh));
            return;
        }
        // Each shape costs something by itself: small ones that follow each other become one.
        match self.drawn.last_mut() {
            Some(Drawn::Mesh(last))
                if last.texture_id == mesh.texture_id && last.vertices.len() < JOINED =>
            {
                if Arc::get_mut(last).is_none() {
                    self.joined.push(last.clone());
                    *last = Arc::new(Mesh::clone(last));
                }
                if let Some(last) = Arc::get_mut(last) {
                    last.append_ref(&mesh);
                }
                self.joined.push(mesh);
            }
            _ => self.drawn.push(Drawn::Mesh(mesh)),
        }
    }

    fn at(&self, [x, y]: [f32; 2]) -> Pos2 {
        self.place.frame.min + vec2(x, y)
    }

    fn add(&mut self, atlas: &Atlas, mark: &Mark) {
        match mark {
            Mark::Land { region, fill, .. } => {
                let ctx = self.painter.ctx();
                let meshes = self.meshes.land(atlas, *region, fill, self.textures, ctx).to_vec();
                for mesh in meshes {
                    self.mesh(mesh);
                }
            }
            Mark::Depth { place, color } => {
                let mesh = self.meshes.depth(atlas, *place, *color);
                if let Some(mesh) = mesh {
                    self.mesh(mesh);
                }
            }
            Mark::Shade { shade, frame, over } => {
                let frame = rect_of(self.place.frame.min, *frame);
                let ctx = self.painter.ctx();
                let mesh = self.meshes.shade(atlas, (shade, frame), *over, ctx);
                if let Some(mesh) = mesh {
                    self.mesh(mesh);
                }
            }
            Mark::Coast { region, stroke } => {
                let mesh = self.meshes.coast(atlas, *region, None, stroke);
                if let Some(mesh) = mesh {
                    self.mesh(mesh);
                }
            }
            Mark::Outline { region, outline, stroke } => {
                let mesh = self.meshes.coast(atlas, Some(*region), *outline, stroke);
                if let Some(mesh) = mesh {
                    self.mesh(mesh);
                }
            }
            Mark::Cut { place, stroke } => {
                let mesh = self.meshes.cut(atlas, *place, stroke);
                if let Some(mesh) = mesh {
                    self.mesh(mesh);
                }
            }
            Mark::Line { points, stroke } => {
                self.flush_boxes();
                let points: Vec<Pos2> = points.iter().map(|&p| self.at(p)).collect();
                self.waiting.extend(line_shapes(&points, stroke));
            }
            Mark::Lines { lines, stroke } => {
                let ctx = self.painter.ctx();
                let mesh = self.meshes.lines(lines, stroke, self.textures, ctx);
                if let Some(mesh) = mesh {
                    self.mesh(mesh);
                }
            }
            Mark::Areas { polygons, color: fill } => {
                let mesh = self.meshes.areas(polygons, color(*fill));
                if let Some(mesh) = mesh {
                    self.mesh(mesh);
                }
            }
            Mark::Dot { centre, radius, color: fill, stroke } => {
                let shape = CircleShape {
                    center: self.at(*centre),
                    radius: *radius,
                    fill: color(*fill),
                    stroke: stroke.as_ref().map_or(egui::Stroke::NONE, pen),
                };
                if stroke.is_some() {
                    self.flush_boxes();
                    self.waiting.push(Shape::Circle(shape));
                } else {
                    self.flush();
                    self.drawn.push(Drawn::Disc(shape));
                }
            }
            Mark::Box { frame, rounding, fill, stroke, fineness } => {
                self.add_box(*frame, *rounding, fill, *stroke, *fineness);
            }
            Mark::Blend { frame, from, to } => {
                let rect = rect_of(self.place.frame.min, *frame);
                let mut mesh = Mesh::default();
                for (x, ink) in [(rect.left(), from), (rect.right(), to)] {
                    for y in [rect.top(), rect.bottom()] {
                        mesh.colored_vertex(egui::pos2(x, y), color(*ink));
                    }
                }
                mesh.add_triangle(0, 1, 2);
                mesh.add_triangle(2, 1, 3);
                self.mesh(Arc::new(mesh));
            }
            Mark::Text(text) => {
                self.flush();
                self.drawn.push(Drawn::Text(text.clone()));
            }
            Mark::Along(along) => {
                self.flush();
                self.drawn.extend(along.letters().into_iter().map(Drawn::Text));
            }
        }
    }

    fn add_box(
        &mut self,
        frame: Frame,
        rounding: f32,
        fill: &Fill,
        stroke: Option<Stroke>,
        fineness: f32,
    ) {
        let rect = rect_of(self.place.frame.min, frame);
        self.waiting.push(Shape::Rect(RectShape::filled(rect, rounding, color(fill.base))));
        for mesh in textured_rect(self.painter, self.textures, rect, rounding, fill, fineness) {
            match self.over_boxes.get_mut(&mesh.texture_id) {
                Some(over) => over.append(mesh),
                None => drop(self.over_boxes.insert(mesh.texture_id, mesh)),
            }
        }
        if let Some(stroke) = stroke {
            // The edge lies above the textures.
            self.flush();
            let shape = RectShape::stroke(rect, rounding, pen(&stroke), StrokeKind::Middle);
            self.waiting.push(Shape::Rect(shape));
        }
    }
}

/// The textures of a fill over a rectangle.
fn textured_rect(
    painter: &Painter,
    textures: &mut Textures,
    rect: Rect,
    rounding: f32,
    fill: &Fill,
    fineness: f32,
) -> Vec<Mesh> {
    let inner = rect.shrink(rounding * 0.3);
    let corners = [inner.left_top(), inner.right_top(), inner.right_bottom(), inner.left_bottom()];
    let overlays = fill.overlays.iter().flatten();
    overlays
        .map(|overlay| {
            #[expect(clippy::cast_possible_truncation, reason = "a tile is some points wide")]
            let tile = overlay.pattern.tile() as f32 * fineness;
            let tint = color(overlay.color);
            let vertex =
                |pos: Pos2| Vertex { pos, uv: (pos.to_vec2() / tile).to_pos2(), color: tint };
            Mesh {
                indices: vec![0, 1, 2, 0, 2, 3],
                vertices: corners.map(vertex).to_vec(),
                texture_id: textures.get(painter.ctx(), overlay.pattern),
            }
        })
        .collect()
}

fn pen(stroke: &Stroke) -> egui::Stroke {
    egui::Stroke::new(stroke.width, color(stroke.color))
}
