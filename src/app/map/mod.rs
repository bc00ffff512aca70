//! The map in the window: gestures in, a painted picture out.

mod meshes;
mod paint;
mod textures;

use egui::{Rect, Response, Role, Sense, WidgetInfo, vec2};

use crate::atlas::{Atlas, Outline, region_of};
use crate::geography::Size;
use crate::history::{TerritoryId, name_on};
use crate::picture::legend::{StandsFor, territories_of};
use crate::picture::{Composer, Mark, Picture, Scene, Stroke, Words, palette};
use crate::view::{Action, Selection, View};

pub(super) use paint::Canvas;

/// How far from the pointer land can be and still be meant, in points: a target of 16 points for
/// what is too small to see.
const REACH: f64 = 8.0;

/// What the map keeps from frame to frame.
#[derive(Default)]
pub(super) struct MapPanel {
    composer: Composer,
    /// What paints; the time bar uses its textures too.
    pub canvas: Canvas,
    /// What paints the insets.
    inset_canvases: Vec<Canvas>,
    /// Width and height of the last frame, in points.
    pub size: Size,
}

impl MapPanel {
    /// Shows the map in all the room there is; hands back what the reader did.
    pub(super) fn ui(
        &mut self,
        ui: &mut egui::Ui,
        atlas: &Atlas,
        view: &View,
        words: &Words,
    ) -> Vec<Action> {
        let room = ui.available_size().max(vec2(64.0, 64.0));
        let (frame, response) = ui.allocate_exact_size(room, Sense::click_and_drag());
        self.size = [f64::from(frame.width()), f64::from(frame.height())];
        let scene = Scene::new(atlas, view, words, self.size, ui.pixels_per_point().into());
        let picture = self.composer.compose(&scene);
        response.widget_info(|| {
            let label = format!("{}: {}", words.get("map-name"), picture.description);
            WidgetInfo::labeled(Role::Image, true, label)
        });
        let painter = ui.painter_at(frame);
        self.canvas.paint(&painter, atlas, &picture, frame);
        self.inset_canvases.resize_with(picture.insets.len(), Canvas::default);
        for (inset, canvas) in picture.insets.iter().zip(&mut self.inset_canvases) {
            let part = rect_of(frame, inset.frame);
            canvas.paint(&painter.with_clip_rect(part), atlas, &inset.picture, part);
        }
        let under = under_pointer(&response, frame, &scene, &picture);
        let lit: Vec<TerritoryId> = match under {
            Some(outline) => vec![outline.territory],
            None => row_under(&response, frame, &picture)
                .map(|row| territories_of(&scene, row))
                .unwrap_or_default(),
        };
        for territory in lit {
            let stroke = Stroke::solid(1.8, palette(view.theme).selected);
            let mark = Mark::Outline { region: region_of(territory), outline: None, stroke };
            self.canvas.paint_mark(&painter, atlas, &mark, frame.min);
            for (inset, canvas) in picture.insets.iter().zip(&mut self.inset_canvases) {
                let part = rect_of(frame, inset.frame);
                canvas.paint_mark(&painter.with_clip_rect(part), atlas, &mark, part.min);
            }
        }
        if let Some(outline) = under {
            tell(&response, atlas, view, words, outline);
        }
        gestures(ui, &response, frame, &scene, under)
    }
}

/// A frame of a picture on the screen.
fn rect_of(picture: Rect, [left, top, right, bottom]: crate::picture::Frame) -> Rect {
    Rect::from_min_max(picture.min + vec2(left, top), picture.min + vec2(right, bottom))
}

/// What the pointer is over, on the map or in one of its insets.
fn under_pointer<'a>(
    response: &Response,
    frame: Rect,
    scene: &Scene<'a>,
    picture: &Picture,
) -> Option<&'a Outline> {
    let pointer = response.hover_pos()?;
    if picture.legend.iter().any(|(row, _)| rect_of(frame, *row).contains(pointer)) {
        return None;
    }
    let inset = picture.insets.iter().find(|inset| rect_of(frame, inset.frame).contains(pointer));
    let (camera, size, corner) = match inset {
        Some(inset) => (inset.picture.camera, inset.picture.size, rect_of(frame, inset.frame).min),
        None => (scene.camera, scene.size, frame.min),
    };
    let at = pointer - corner;
    let map_km = camera.map_from_screen([f64::from(at.x), f64::from(at.y)], size);
    scene.atlas.outline_at(map_km, REACH * camera.km_per_point)
}

/// The row of the legend that the pointer is over.
fn row_under<'a>(response: &Response, frame: Rect, picture: &'a Picture) -> Option<&'a StandsFor> {
    let pointer = response.hover_pos()?;
    let row = picture.legend.iter().find(|(row, _)| rect_of(frame, *row).contains(pointer))?;
    Some(&row.1)
}

/// Names what is under the pointer.
fn tell(response: &Response, atlas: &Atlas, view: &View, words: &Words, outline: &Outline) {
    let history = &atlas.history;
    let record = history.territory(outline.territory);
    let territory = name_on(&record.was, &record.name, view.moment).get(words.language);
    let holding = history.ledger(view.lens).on(outline.territory, view.moment).holding;
    let holder = history.holder(holding.holder).name.get(words.language);
    let island = outline.island.map(|id| atlas.island(id).name.get(words.language));
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(280.0);
        match island.filter(|island| *island != territory) {
            Some(island) => {
                ui.strong(island);
                ui.label(territory);
            }
            None => {
                ui.strong(territory);
            }
        }
        ui.weak(holder);
    });
}

fn gestures(
    ui: &egui::Ui,
    response: &Response,
    frame: Rect,
    scene: &Scene<'_>,
    under: Option<&Outline>,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let size = scene.size;
    if response.dragged() && response.drag_delta() != egui::Vec2::ZERO {
        let by = response.drag_delta();
        actions.push(Action::Pan([f64::from(by.x), f64::from(by.y)], size));
    }
    if let Some(pointer) = response.hover_pos() {
        let at = pointer - frame.min;
        let at = [f64::from(at.x), f64::from(at.y)];
        let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta().y, i.zoom_delta()));
        let factor = f64::from((scroll / 240.0).exp() * pinch);
        if (factor - 1.0).abs() > 1e-4 {
            actions.push(Action::ZoomAt(at, factor, size));
        }
        if response.double_clicked() {
            actions.push(Action::ZoomAt(at, 2.0, size));
        }
    }
    if response.clicked() {
        let selection =
            under.map(|outline| Selection { territory: outline.territory, island: outline.island });
        actions.push(Action::Select(selection));
    }
    actions
}
