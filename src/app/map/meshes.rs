//! Meshes of the land, made once for a place of the camera and used until it moves; a change of
//! moment only changes colours.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::epaint::{Mesh, PathShape, PathStroke, TessellationOptions, Tessellator, Vertex};
use egui::{Color32, Pos2, Rect, Shape};

use crate::atlas::Atlas;
use crate::geography::{Camera, Region, Shape as LandShape};
use crate::picture::{Dash, Fill, Overlay, Stroke};

use super::super::style::color;
use super::textures::Textures;

/// Everything that the place of a vertex on the screen depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// Where the reader stands.
    pub camera: Camera,
    /// The level of detail.
    pub level: usize,
    /// The map's frame on the screen.
    pub frame: Rect,
    /// Pixels a point.
    pub pixels_per_point: f32,
}

impl Place {
    /// A point of the map on the screen.
    pub(super) fn screen(&self, map_km: geo::Coord<f64>) -> Pos2 {
        let size = [f64::from(self.frame.width()), f64::from(self.frame.height())];
        let [x, y] = crate::picture::furniture::points(self.camera.screen_from_map(map_km, size));
        self.frame.min + egui::vec2(x, y)
    }
}

/// The meshes of a place.
#[derive(Default)]
pub(super) struct Meshes {
    place: Option<Place>,
    land: BTreeMap<Option<Region>, LandMesh>,
    coasts: BTreeMap<CoastKey, Arc<Mesh>>,
}

/// Region, outline, width in hundredths of a point, colour.
type CoastKey = (Option<Region>, Option<u32>, u32, [u8; 4]);

/// The triangles of a region and the meshes of its fill.
struct LandMesh {
    positions: Vec<Pos2>,
    indices: Vec<u32>,
    fill: Option<(Fill, Vec<Arc<Mesh>>)>,
}

impl Meshes {
    /// Keeps what is of use at a place, and drops the rest.
    pub(super) fn move_to(&mut self, place: Place) {
        if self.place != Some(place) {
            self.place = Some(place);
            self.land.clear();
            self.coasts.clear();
        }
    }

    /// The meshes that fill a region: its ground, then each texture.
    pub(super) fn land(
        &mut self,
        atlas: &Atlas,
        region: Option<Region>,
        fill: &Fill,
        textures: &mut Textures,
        ctx: &egui::Context,
    ) -> &[Arc<Mesh>] {
        let Some(place) = self.place else { return &[] };
        let mesh = self.land.entry(region).or_insert_with(|| {
            let triangles = shape_of(atlas, region, place.level).triangles();
            LandMesh {
                positions: triangles.vertices.iter().map(|&c| place.screen(c)).collect(),
                indices: triangles.indices.clone(),
                fill: None,
            }
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

    /// The mesh of the coasts of a region, or of one outline of it.
    pub(super) fn coast(
        &mut self,
        atlas: &Atlas,
        region: Option<Region>,
        outline: Option<u32>,
        stroke: &Stroke,
    ) -> Option<Arc<Mesh>> {
        let place = self.place?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a width of some points"
        )]
        let width = (stroke.width * 100.0).round().max(0.0) as u32;
        let mesh = self.coasts.entry((region, outline, width, stroke.color)).or_insert_with(|| {
            let mut mesh = Mesh::default();
            let options = TessellationOptions::default();
            let mut tessellator =
                Tessellator::new(place.pixels_per_point, options, [1, 1], Vec::new());
            for shape in coast_shapes(atlas, region, outline, stroke, place) {
                tessellator.tessellate_shape(shape, &mut mesh);
            }
            Arc::new(mesh)
        });
        Some(mesh.clone())
    }
}

fn shape_of(atlas: &Atlas, region: Option<Region>, level: usize) -> &LandShape {
    let level = atlas.geography.level(level);
    region.map_or(&level.surroundings, |region| &level.regions[usize::from(region)])
}

fn coast_shapes(
    atlas: &Atlas,
    region: Option<Region>,
    outline: Option<u32>,
    stroke: &Stroke,
    place: Place,
) -> Vec<Shape> {
    let frame = place.frame.expand(8.0);
    let mut shapes = Vec::new();
    for coast in &shape_of(atlas, region, place.level).coasts {
        if outline.is_some_and(|outline| outline != coast.outline) {
            continue;
        }
        let points: Vec<Pos2> = coast.points.iter().map(|&c| place.screen(c)).collect();
        if !frame.intersects(Rect::from_points(&points)) {
            continue;
        }
        let width = egui::Stroke::new(stroke.width, color(stroke.color));
        match stroke.dash.pattern() {
            Some([dash, gap]) if stroke.dash != Dash::Solid => {
                shapes.extend(Shape::dashed_line(&points, width, dash, gap));
            }
            _ => shapes.push(Shape::Path(PathShape {
                points,
                closed: coast.closed,
                fill: Color32::TRANSPARENT,
                stroke: PathStroke::from(width),
            })),
        }
    }
    shapes
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
