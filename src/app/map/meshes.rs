//! Meshes of the land, made once for a place of the camera and used until it moves; a change of
//! moment only changes colours.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::epaint::{Mesh, PathShape, PathStroke, TessellationOptions, Tessellator, Vertex};
use egui::{Color32, ColorImage, Pos2, Rect, Shape, TextureHandle, TextureOptions};
use geo::TriangulateEarcut;

use crate::atlas::Atlas;
use crate::geography::level::Triangles;
use crate::geography::{Level, OutlineId, RegionId};
use crate::picture::stage::points;
use crate::picture::{Fill, MapFrame, Over, Overlay, Shade, Stroke};

use super::super::style::color;
use super::coasts::{coast_shapes, runs_within};
use super::textures::{RIDGE, Textures};

/// Everything that the place of a vertex on the screen depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// Where the reader stands, and the level of detail; `None` for a part that is no map.
    pub map: Option<MapFrame>,
    /// The frame of the part on the screen.
    pub frame: Rect,
    /// Pixels a point.
    pub pixels_per_point: f32,
}

impl Place {
    /// A point of the map on the screen.
    pub(super) fn screen(&self, map_km: geo::Coord<f64>) -> Pos2 {
        let Some(map) = self.map else { return self.frame.min };
        let size = [f64::from(self.frame.width()), f64::from(self.frame.height())];
        let [x, y] = points(map.camera.screen_from_map(map_km, size));
        self.frame.min + egui::vec2(x, y)
    }
}

/// The meshes of a place.
#[derive(Default)]
pub(super) struct Meshes {
    place: Option<Place>,
    land: BTreeMap<Option<RegionId>, LandMesh>,
    depths: BTreeMap<(u16, [u8; 4]), Arc<Mesh>>,
    shades: Vec<ShadeMesh>,
    coasts: BTreeMap<CoastKey, Arc<Mesh>>,
    /// By the place of the cut.
    cuts: Vec<Vec<(Stroke, Arc<Mesh>)>>,
    lines: Vec<(LinesKey, Arc<Mesh>)>,
    areas: Vec<(AreasKey, Arc<Mesh>)>,
}

/// The areas themselves, held as the lines are, and their colour.
type AreasKey = (Arc<Vec<geo::Polygon<f32>>>, Color32);

/// The lines themselves, which are held so that no others can take their place, and their stroke.
type LinesKey = (Arc<Vec<Vec<[f32; 2]>>>, Stroke);

/// Region, outline, width in hundredths of a point, colour.
type CoastKey = (Option<RegionId>, Option<OutlineId>, u32, [u8; 4]);

/// A shade, held so that no other can take its place, and its meshes.
struct ShadeMesh {
    shade: Arc<Shade>,
    /// What the mesh shows, for as long as it is there.
    _texture: TextureHandle,
    mesh: Arc<Mesh>,
}

/// The triangles of a region and the meshes of its fill.
struct LandMesh {
    positions: Vec<Pos2>,
    indices: Vec<u32>,
    fill: Option<(Fill, Vec<Arc<Mesh>>)>,
}

impl LandMesh {
    /// The triangles that may be seen at a place.
    fn within(triangles: &Triangles, place: Place) -> Self {
        let on: Vec<Pos2> = triangles.vertices.iter().map(|&c| place.screen(c)).collect();
        let frame = place.frame;
        if on.iter().all(|&pos| frame.contains(pos)) {
            return Self { positions: on, indices: triangles.indices.clone(), fill: None };
        }
        let mut places = vec![u32::MAX; on.len()];
        let mut mesh = Self { positions: Vec::new(), indices: Vec::new(), fill: None };
        for corners in triangles.indices.chunks_exact(3) {
            let corners = [corners[0], corners[1], corners[2]].map(|i| i as usize);
            let bounds = Rect::from_points(&corners.map(|i| on[i]));
            if !frame.intersects(bounds) {
                continue;
            }
            for i in corners {
                if places[i] == u32::MAX {
                    places[i] = u32::try_from(mesh.positions.len()).unwrap_or(0);
                    mesh.positions.push(on[i]);
                }
                mesh.indices.push(places[i]);
            }
        }
        mesh
    }
}

impl Meshes {
    /// Keeps what is of use at a place, and drops the rest; whether the place is another.
    pub(super) fn move_to(&mut self, place: Place) -> bool {
        let moved = self.place != Some(place);
        if moved {
            *self = Self { place: Some(place), ..Self::default() };
        }
        moved
    }

    /// Forgets what nothing shows any more: it was made for a day or for colours that are gone.
    pub(super) fn sweep(&mut self) {
        self.depths.retain(|_, mesh| Arc::strong_count(mesh) > 1);
        self.shades.retain(|known| Arc::strong_count(&known.mesh) > 1);
        self.coasts.retain(|_, mesh| Arc::strong_count(mesh) > 1);
        for known in &mut self.cuts {
            known.retain(|(_, mesh)| Arc::strong_count(mesh) > 1);
        }
        self.lines.retain(|(_, mesh)| Arc::strong_count(mesh) > 1);
        self.areas.retain(|(_, mesh)| Arc::strong_count(mesh) > 1);
    }

    /// The meshes that fill a region: its ground, then each texture.
    pub(super) fn land(
        &mut self,
        atlas: &Atlas,
        region: Option<RegionId>,
        fill: &Fill,
        textures: &mut Textures,
        ctx: &egui::Context,
    ) -> &[Arc<Mesh>] {
        let Some(place) = self.place else { return &[] };
        let mesh = self.land.entry(region).or_insert_with(|| {
            LandMesh::within(level_of(atlas, place).shape(region).triangles(), place)
        });
        if mesh.fill.as_ref().is_none_or(|(known, _)| known != fill) {
            let mut meshes = vec![Arc::new(plain(mesh, color(fill.base)))];
            let anchor = place.screen(geo::Coord::zero());
            for overlay in fill.overlays.iter().flatten() {
                let texture = textures.get(ctx, overlay.pattern);
                meshes.push(Arc::new(textured(mesh, *overlay, texture, anchor)));
            }
            mesh.fill = Some((*fill, meshes));
        }
        mesh.fill.as_ref().map_or(&[], |(_, meshes)| meshes)
    }

    /// The mesh of what of the sea is deeper than some depth.
    pub(super) fn depth(&mut self, atlas: &Atlas, depth: u16, ink: [u8; 4]) -> Option<Arc<Mesh>> {
        let place = self.place?;
        let level = place.map.map_or(usize::MAX, |map| map.level);
        let floor = atlas.geography.floor_level(level);
        let shape = floor.regions.get(usize::from(depth))?;
        let mesh = self.depths.entry((depth, ink)).or_insert_with(|| {
            Arc::new(plain(&LandMesh::within(shape.triangles(), place), color(ink)))
        });
        Some(mesh.clone())
    }

    /// The mesh of a shade that lies in a frame of the screen, over land or over everything.
    pub(super) fn shade(
        &mut self,
        atlas: &Atlas,
        (shade, frame): (&Arc<Shade>, Rect),
        over: Over,
        ctx: &egui::Context,
    ) -> Option<Arc<Mesh>> {
        let place = self.place?;
        if let Some(known) = self.shades.iter().find(|known| Arc::ptr_eq(&known.shade, shade)) {
            return Some(known.mesh.clone());
        }
        let most = ctx.input(|input| input.max_texture_side);
        let image = image_of(shade, most);
        let texture = ctx.load_texture("shade", image, TextureOptions::LINEAR);
        let at = |pos: Pos2| Vertex {
            pos,
            uv: ((pos - frame.min) / frame.size()).to_pos2(),
            color: Color32::WHITE,
        };
        let mut mesh = Mesh::with_texture(texture.id());
        if over == Over::All {
            mesh.add_rect_with_uv(
                frame,
                Rect::from_min_max(Pos2::ZERO, egui::pos2(1.0, 1.0)),
                Color32::WHITE,
            );
        } else {
            let level = level_of(atlas, place);
            let regions = (0..).map(RegionId).take(level.regions.len()).map(Some);
            for region in regions.chain([None]) {
                let land = self
                    .land
                    .entry(region)
                    .or_insert_with(|| LandMesh::within(level.shape(region).triangles(), place));
                let base = u32::try_from(mesh.vertices.len()).unwrap_or(0);
                mesh.vertices.extend(land.positions.iter().map(|&pos| at(pos)));
                mesh.indices.extend(land.indices.iter().map(|&i| base + i));
            }
        }
        let mesh = Arc::new(mesh);
        self.shades.push(ShadeMesh { shade: shade.clone(), _texture: texture, mesh: mesh.clone() });
        Some(mesh)
    }

    /// The mesh of many lines in one stroke.
    pub(super) fn lines(
        &mut self,
        lines: &Arc<Vec<Vec<[f32; 2]>>>,
        stroke: &Stroke,
        textures: &mut Textures,
        ctx: &egui::Context,
    ) -> Option<Arc<Mesh>> {
        let place = self.place?;
        let same = |(known, of): &LinesKey| Arc::ptr_eq(known, lines) && of == stroke;
        if let Some((_, mesh)) = self.lines.iter().find(|(key, _)| same(key)) {
            return Some(mesh.clone());
        }
        let mut mesh = Mesh::default();
        let options = TessellationOptions::default();
        // As thin as that a line has no ends of its own, but is a ridge.
        let thin = stroke.width * place.pixels_per_point <= 0.9 * options.feathering_size_in_pixels;
        if thin {
            mesh.texture_id = textures.ridge(ctx);
        }
        let mut tessellator = Tessellator::new(place.pixels_per_point, options, [1, 1], Vec::new());
        let pen = PathStroke::from(egui::Stroke::new(stroke.width, color(stroke.color)));
        let frame = place.frame.expand(8.0);
        let mut own = Mesh::default();
        for line in lines.iter() {
            let points: Vec<Pos2> =
                line.iter().map(|&[x, y]| place.frame.min + egui::vec2(x, y)).collect();
            for run in runs_within(&points, frame) {
                let path = PathShape {
                    points: run.to_vec(),
                    closed: false,
                    fill: Color32::TRANSPARENT,
                    stroke: pen.clone(),
                };
                let to = if thin { &mut own } else { &mut mesh };
                tessellator.tessellate_shape(Shape::Path(path), to);
                add_ridge(&mut mesh, &own.vertices);
                own.clear();
            }
        }
        mesh.vertices.shrink_to_fit();
        mesh.indices.shrink_to_fit();
        let mesh = Arc::new(mesh);
        self.lines.push(((lines.clone(), *stroke), mesh.clone()));
        Some(mesh)
    }

    /// The mesh of areas in one colour.
    pub(super) fn areas(
        &mut self,
        polygons: &Arc<Vec<geo::Polygon<f32>>>,
        fill: Color32,
    ) -> Option<Arc<Mesh>> {
        let place = self.place?;
        let same = |(known, of): &AreasKey| Arc::ptr_eq(known, polygons) && *of == fill;
        if let Some((_, mesh)) = self.areas.iter().find(|(key, _)| same(key)) {
            return Some(mesh.clone());
        }
        let mut mesh = Mesh::default();
        for polygon in polygons.iter() {
            let raw = polygon.earcut_triangles_raw();
            let base = u32::try_from(mesh.vertices.len()).unwrap_or(0);
            for [x, y] in raw.vertices {
                mesh.colored_vertex(place.frame.min + egui::vec2(x, y), fill);
            }
            let corners =
                raw.triangle_indices.iter().map(|&i| base + u32::try_from(i).unwrap_or(0));
            mesh.indices.extend(corners);
        }
        let mesh = Arc::new(mesh);
        self.areas.push(((polygons.clone(), fill), mesh.clone()));
        Some(mesh)
    }

    /// The mesh of the coasts of a region, or of one outline of it.
    pub(super) fn coast(
        &mut self,
        atlas: &Atlas,
        region: Option<RegionId>,
        outline: Option<OutlineId>,
        stroke: &Stroke,
    ) -> Option<Arc<Mesh>> {
        let place = self.place?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a width of some points"
        )]
        let width = (stroke.width * 100.0).round().max(0.0) as u32;
        let key = (region, outline, width, stroke.color);
        let mesh = self.coasts.entry(key).or_insert_with(|| {
            let level = level_of(atlas, place);
            let shapes = coast_shapes(level.shape(region), outline, stroke, place);
            Arc::new(tessellated(shapes, place))
        });
        Some(mesh.clone())
    }

    /// The mesh of a cut through land.
    pub(super) fn cut(&mut self, atlas: &Atlas, cut: usize, stroke: &Stroke) -> Option<Arc<Mesh>> {
        let place = self.place?;
        if self.cuts.len() <= cut {
            self.cuts.resize_with(cut + 1, Vec::new);
        }
        let known = &mut self.cuts[cut];
        if let Some((_, mesh)) = known.iter().find(|(of, _)| of == stroke) {
            return Some(mesh.clone());
        }
        let level = level_of(atlas, place);
        let points = &level.cuts.get(cut)?.points;
        let points: Vec<Pos2> = points.iter().map(|&c| place.screen(c)).collect();
        let seen = place.frame.expand(8.0).intersects(Rect::from_points(&points));
        let shapes = if seen { line_shapes(&points, stroke) } else { Vec::new() };
        let mesh = Arc::new(tessellated(shapes, place));
        known.push((*stroke, mesh.clone()));
        Some(mesh)
    }
}

/// A shade as an image that has no more pixels on a side than so many: if need be every second of
/// them, or third.
fn image_of(shade: &Shade, most: usize) -> ColorImage {
    let [width, height] = shade.size.map(usize::from);
    let step = width.max(height).div_ceil(most.max(1)).max(1);
    let color = |&[r, g, b, a]: &[u8; 4]| Color32::from_rgba_unmultiplied(r, g, b, a);
    let mut colors: Vec<Color32> = shade.colors.iter().map(color).collect();
    colors.resize(256, Color32::TRANSPARENT);
    let size = [width, height].map(|side| side.div_ceil(step));
    // As much room as that takes and no more: it is megabytes.
    let mut pixels = Vec::with_capacity(size[0] * size[1]);
    for row in shade.tones.chunks_exact(width).step_by(step) {
        pixels.extend(row.iter().step_by(step).map(|&tone| colors[usize::from(tone)]));
    }
    ColorImage::new(size, pixels)
}

/// The shapes of a line.
pub(super) fn line_shapes(points: &[Pos2], stroke: &Stroke) -> Vec<Shape> {
    let pen = egui::Stroke::new(stroke.width, color(stroke.color));
    match stroke.dash.pattern() {
        Some([dash, gap]) => Shape::dashed_line(points, pen, dash, gap),
        None => vec![Shape::line(points.to_vec(), pen)],
    }
}

fn level_of(atlas: &Atlas, place: Place) -> Arc<Level> {
    atlas.geography.level(place.map.map_or(usize::MAX, |map| map.level))
}

/// Adds a thin line, whose vertices come three by three: an edge, the middle, the other edge. A texture
/// that is a ridge gives what lies between the edges, so that the middle needs no vertices and two
/// triangles do where there would be four: what is drawn with many of them, without a graphics card,
/// takes time and memory for each.
fn add_ridge(mesh: &mut Mesh, line: &[Vertex]) {
    let first = u32::try_from(mesh.vertices.len()).unwrap_or(0);
    for (at, [left, middle, right]) in (first..).step_by(2).zip(line.as_chunks::<3>().0) {
        let [from, to] = RIDGE;
        for (edge, u) in [(left, from), (right, to)] {
            let uv = egui::pos2(u, 0.5);
            mesh.vertices.push(Vertex { pos: edge.pos, uv, color: middle.color });
        }
        if at > first {
            mesh.indices.extend([at - 2, at - 1, at, at, at - 1, at + 1]);
        }
    }
}

/// Shapes without a texture as one mesh.
pub(super) fn tessellated(shapes: Vec<Shape>, place: Place) -> Mesh {
    let mut mesh = Mesh::default();
    let options = TessellationOptions::default();
    let mut tessellator = Tessellator::new(place.pixels_per_point, options, [1, 1], Vec::new());
    for shape in shapes {
        tessellator.tessellate_shape(shape, &mut mesh);
    }
    // As much room as it takes and no more: it is kept.
    mesh.vertices.shrink_to_fit();
    mesh.indices.shrink_to_fit();
    mesh
}

fn plain(mesh: &LandMesh, color: Color32) -> Mesh {
    let vertex = |&pos: &Pos2| Vertex { pos, uv: egui::epaint::WHITE_UV, color };
    Mesh {
        indices: mesh.indices.clone(),
        vertices: mesh.positions.iter().map(vertex).collect(),
        ..Mesh::default()
    }
}

fn textured(mesh: &LandMesh, overlay: Overlay, texture: egui::TextureId, anchor: Pos2) -> Mesh {
    #[expect(clippy::cast_possible_truncation, reason = "a tile is some points wide")]
    let tile = overlay.pattern.tile() as f32;
    let tint = color(overlay.color);
    let vertex = |&pos: &Pos2| Vertex { pos, uv: ((pos - anchor) / tile).to_pos2(), color: tint };
    Mesh {
        indices: mesh.indices.clone(),
        vertices: mesh.positions.iter().map(vertex).collect(),
        texture_id: texture,
    }
}
