//! The map in the window: gestures in, a painted picture out.

mod meshes;
mod paint;
mod textures;

use egui::{Id, Pos2, Response, Role, Sense, WidgetInfo, vec2};

use crate::atlas::{Outline, region_of};
use crate::geography::Size;
use crate::history::name_on;
use crate::picture::legend::territories_of;
use crate::picture::{
    Composer, DayState, Mark, Part, PartKind, Picture, Request, StandsFor, Stroke, TargetOf,
    palette,
};
use crate::view::{Action, Selection};

use super::commands::Effect;
use super::session::Session;

pub(super) use paint::{Canvas, rect_of};

/// How far from the pointer land can be and still be meant, in points: a target of 16 points for
/// what is too small to see.
const REACH: f64 = 8.0;
/// The smallest map that is drawn, in points: what a window of any size leaves of it is shown.
const SMALLEST: f32 = 64.0;

/// What the map keeps from frame to frame.
#[derive(Default)]
pub(super) struct MapPanel {
    composer: Composer,
    canvas: Canvas,
    picture: Option<Picture>,
    /// Where it was at the last frame.
    corner: Pos2,
    /// Width and height of the last frame, in points.
    pub size: Size,
}

/// The id of what takes the gestures.
fn id() -> Id {
    Id::unique("map")
}

impl MapPanel {
    /// What was painted last.
    pub(super) fn picture(&self) -> Option<&Picture> {
        self.picture.as_ref()
    }

    /// What the reader does on the map, by where it was at the last frame.
    pub(super) fn gestures(&self, ctx: &egui::Context, session: &Session) -> Vec<Effect> {
        let mut effects = Vec::new();
        let Some(response) = ctx.read_response(id()) else { return effects };
        if response.dragged() && response.drag_delta() != egui::Vec2::ZERO {
            let by = response.drag_delta();
            let by = [f64::from(by.x), f64::from(by.y)];
            effects.push(Action::Pan(by, self.size).into());
        }
        if let Some(pointer) = response.hover_pos() {
            let at = pointer - self.corner;
            let at = [f64::from(at.x), f64::from(at.y)];
            let (scroll, pinch) = ctx.input(|i| (i.smooth_scroll_delta().y, i.zoom_delta()));
            let factor = f64::from((scroll / 240.0).exp() * pinch);
            if (factor - 1.0).abs() > 1e-4 {
                effects.push(Action::ZoomAt(at, factor, self.size).into());
            }
            if response.double_clicked() {
                effects.push(Action::ZoomAt(at, 2.0, self.size).into());
            }
        }
        if response.clicked() {
            let under = response.interact_pointer_pos().and_then(|at| self.land_at(session, at));
            let selection = under
                .map(|outline| Selection { territory: outline.territory, island: outline.island });
            effects.push(Action::Select(selection).into());
        }
        effects
    }

    /// Shows the map in all the room there is.
    pub(super) fn ui(&mut self, ui: &mut egui::Ui, session: &Session) {
        let (atlas, words, look) = (&session.atlas, &session.words, session.look());
        let room = ui.available_size().max(vec2(SMALLEST, SMALLEST));
        let (_, frame) = ui.allocate_space(room);
        let response = ui.interact(frame, id(), Sense::click_and_drag());
        self.size = [f64::from(frame.width()), f64::from(frame.height())];
        self.corner = frame.min;
        let pixels_per_point = ui.pixels_per_point().into();
        let request = Request { size: self.size, pixels_per_point, alone: false };
        let picture = self.composer.compose(atlas, words, look, &request);
        response.widget_info(|| {
            let label = format!("{}: {}", words.get("map-name"), picture.description);
            WidgetInfo::labeled(Role::Image, true, label)
        });
        let painter = ui.painter_at(frame);
        for part in &picture.parts {
            self.canvas.paint(&painter, atlas, part, frame.min);
        }
        let kinds: Vec<PartKind> = picture.parts.iter().map(|part| part.kind).collect();
        self.canvas.keep(&kinds);
        self.picture = Some(picture);
        let Some(pointer) = response.hover_pos() else { return };
        let under = self.land_at(session, pointer);
        let lit = match under {
            Some(outline) => vec![outline.territory],
            None => self.row_at(pointer).map_or_else(Vec::new, |row| {
                territories_of(atlas, &DayState::of(atlas, look), row)
            }),
        };
        if !lit.is_empty() {
            let stroke = Stroke::solid(1.8, palette(look.theme()).selected);
            let outline =
                |territory| Mark::Outline { region: region_of(territory), outline: None, stroke };
            let marks: Vec<Mark> = lit.into_iter().map(outline).collect();
            for part in self.picture.iter().flat_map(|picture| &picture.parts) {
                self.canvas.paint_over(&painter, atlas, part, frame.min, &marks);
            }
        }
        if let Some(outline) = under {
            tell(&response, session, outline);
        }
    }

    /// The part of the picture at a place on the screen: what lies on top.
    fn part_at(&self, at: Pos2) -> Option<&Part> {
        let mut parts = self.picture.iter().flat_map(|picture| picture.parts.iter().rev());
        parts.find(|part| rect_of(self.corner, part.clip).contains(at))
    }

    /// The land at a place on the screen, on the map or in one of its insets, unless the legend
    /// covers it.
    fn land_at<'a>(&self, session: &'a Session, at: Pos2) -> Option<&'a Outline> {
        if self.row_at(at).is_some() {
            return None;
        }
        let part = self.part_at(at)?;
        let map = part.map?;
        let by = at - rect_of(self.corner, part.frame).min;
        let on = [f64::from(by.x), f64::from(by.y)];
        let map_km = map.camera.map_from_screen(on, part.size());
        session.atlas.outline_at(map_km, REACH * map.camera.km_per_point)
    }

    /// The row of the legend at a place on the screen.
    fn row_at(&self, at: Pos2) -> Option<&StandsFor> {
        let part = self.picture.as_ref()?.map()?;
        let corner = rect_of(self.corner, part.frame).min;
        part.targets.iter().find_map(|target| match &target.of {
            TargetOf::Legend(row) if rect_of(corner, target.frame).contains(at) => Some(row),
            _ => None,
        })
    }
}

/// Names what is under the pointer.
fn tell(response: &Response, session: &Session, outline: &Outline) {
    let (atlas, words, look) = (&session.atlas, &session.words, session.look());
    let history = &atlas.history;
    let record = history.territory(outline.territory);
    let territory = name_on(&record.was, &record.name, look.moment()).get(words.language);
    let holding = history.ledger(look.lens()).on(outline.territory, look.moment()).holding;
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
