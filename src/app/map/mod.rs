//! The map in the window: gestures in, a painted picture out.

mod coasts;
pub(super) mod divide;
mod lettering;
mod meshes;
mod nodes;
mod paint;
mod textures;

use egui::{CursorIcon, Id, Key, Pos2, Response, Role, Sense, UiBuilder, WidgetInfo, vec2};

use crate::atlas::Outline;
use crate::geography::Size;
use crate::history::{Glossary, TermId, TerritoryId, name_on};
use crate::picture::fading::{Fading, recoloured};
use crate::picture::land;
use crate::picture::legend::territories_of;
use crate::picture::{
    Argument, Composer, DayState, Mark, Part, PartKind, Picture, Request, StandsFor, Stroke,
    TargetOf, palette,
};
use crate::view::{Action, Room, Selection};

use super::effects::Effect;
use super::session::Session;
use super::style::color;

use nodes::Nodes;

pub(super) use paint::{Canvas, rect_of};

/// How far from the pointer land can be and still be meant, in points: a target of 16 points for
/// what is too small to see.
const REACH: f64 = 8.0;
/// The smallest map that is drawn, in points: what a window of any size leaves of it is shown.
const SMALLEST: f32 = 64.0;
/// So many frames after the last one that showed a finer level of detail, that is forgotten.
const AWAY: u8 = 40;
/// How far a key moves the map, in points.
const STEP: f64 = 60.0;

/// What the map keeps from frame to frame.
#[derive(Default)]
pub(super) struct MapPanel {
    composer: Composer,
    canvas: Canvas,
    picture: Option<Picture>,
    nodes: Nodes,
    fading: Fading,
    /// The finest level of detail that the picture shows, and for how many frames no finer one was shown.
    finest: (usize, u8),
    /// Where it was at the last frame.
    corner: Pos2,
    /// Width and height of all of it at the last frame, in points.
    pub size: Size,
    /// The room that the map had in it.
    room: Option<Room>,
}

/// The id of what takes the gestures.
pub(super) fn id() -> Id {
    Id::unique("map")
}

impl MapPanel {
    /// The room that the map had at the last frame.
    pub(super) fn room(&self) -> Room {
        self.room.unwrap_or_else(|| self.size.into())
    }

    /// Where it was on the screen at the last frame.
    #[expect(clippy::cast_possible_truncation, reason = "some thousand points")]
    pub(super) fn frame(&self) -> egui::Rect {
        let [w, h] = self.size.map(|side| side as f32);
        egui::Rect::from_min_size(self.corner, vec2(w, h))
    }

    /// The upper left corner of the map on the screen at the last frame: of several, of that at a place.
    fn map_corner(&self, at: Pos2) -> Pos2 {
        let parts = self.picture.iter().flat_map(|picture| picture.parts.iter().rev());
        let mut maps = parts.filter(|part| matches!(part.kind, PartKind::Map(_)));
        let own = maps.find(|part| rect_of(self.corner, part.clip).contains(at));
        let map = own.or_else(|| self.picture.as_ref().and_then(Picture::map));
        map.map_or(self.corner, |part| rect_of(self.corner, part.frame).min)
    }

    /// What was painted last.
    pub(super) fn picture(&self) -> Option<&Picture> {
        self.picture.as_ref()
    }

    /// What the reader does on the map, by where it was at the last frame.
    pub(super) fn gestures(&self, ctx: &egui::Context, session: &Session) -> Vec<Effect> {
        let mut effects = self.nodes.gestures(ctx);
        let moved = self.picture.as_ref().and_then(|p| divide::gestures(ctx, p, self.corner));
        effects.extend(moved.map(Effect::from));
        let Some(response) = ctx.read_response(id()) else { return effects };
        if response.dragged() && response.drag_delta() != egui::Vec2::ZERO {
            let by = response.drag_delta();
            let by = [f64::from(by.x), f64::from(by.y)];
            effects.push(Action::Pan(by, self.room()).into());
        }
        if let Some(pointer) = response.hover_pos() {
            let at = pointer - self.map_corner(pointer);
            let at = [f64::from(at.x), f64::from(at.y)];
            let (scroll, pinch) = ctx.input(|i| (i.smooth_scroll_delta().y, i.zoom_delta()));
            let factor = f64::from((scroll / 240.0).exp() * pinch);
            if (factor - 1.0).abs() > 1e-4 {
                effects.push(Action::ZoomAt(at, factor, self.room()).into());
            }
            if response.double_clicked() {
                effects.push(Action::ZoomAt(at, 2.0, self.room()).into());
            }
        }
        // A click that closes a menu does nothing more.
        if response.clicked() && !egui::Popup::is_any_open(ctx) {
            let at = response.interact_pointer_pos();
            let action = at.and_then(|at| self.meant_at(session, at));
            match at.and_then(|at| self.term_at(session, at)) {
                Some(term) => effects.push(Effect::OpenTerm(term)),
                None => effects.push(action.unwrap_or(Action::Select(None)).into()),
            }
        }
        effects
    }

    /// What a click at a place on the screen means: the name there goes before the land.
    fn meant_at(&self, session: &Session, at: Pos2) -> Option<Action> {
        match self.name_at(at) {
            Some(TargetOf::Land(selection)) => return Some(Action::Select(Some(*selection))),
            Some(TargetOf::Group(group)) => return Some(Action::SelectGroup(*group)),
            Some(TargetOf::Line(event)) => return Some(Action::OpenEvent(*event)),
            _ => {}
        }
        let Outline { territory, island, .. } = *self.land_at(session, at)?;
        Some(Action::Select(Some(Selection { territory, island })))
    }

    /// The name at a place on the screen that leads somewhere.
    fn name_at(&self, at: Pos2) -> Option<&TargetOf> {
        let part = self.part_at(at)?;
        let corner = rect_of(self.corner, part.frame).min;
        let mut targets = part.targets.iter();
        targets.find(|target| rect_of(corner, target.frame).contains(at)).map(|target| &target.of)
    }

    /// Takes the keys of the map, which has the focus, out of what the reader has just done: arrows
    /// move it, with shift they go to the territory that lies there.
    pub(super) fn keys(&self, session: &Session, events: &mut Vec<egui::Event>) -> Vec<Effect> {
        let mut effects = Vec::new();
        events.retain(|event| {
            let egui::Event::Key { key, pressed, modifiers, .. } = event else { return true };
            let by = match key {
                Key::ArrowLeft => [-1.0, 0.0],
                Key::ArrowRight => [1.0, 0.0],
                Key::ArrowUp => [0.0, -1.0],
                Key::ArrowDown => [0.0, 1.0],
                Key::Plus | Key::Equals if *pressed => {
                    effects.push(Effect::Zoom(1.5));
                    return false;
                }
                Key::Minus if *pressed => {
                    effects.push(Effect::Zoom(1.0 / 1.5));
                    return false;
                }
                Key::Escape if *pressed => {
                    effects.push(Effect::Close);
                    return false;
                }
                _ => return true,
            };
            if *pressed && modifiers.shift {
                effects.extend(self.step(session, by).map(Effect::from));
            } else if *pressed {
                effects.push(Action::Pan(by.map(|by: f64| -STEP * by), self.room()).into());
            }
            false
        });
        effects
    }

    /// The territory that lies nearest in a direction of the one that is selected, or of the middle of
    /// the map.
    fn step(&self, session: &Session, [dx, dy]: [f64; 2]) -> Option<Action> {
        let atlas = &session.atlas;
        let camera = session.look().camera(atlas, self.room());
        let middle = |t| atlas.bounds_of(&[t]).map(geo::Rect::center);
        let own = session.look().selection().map(|selection| selection.territory);
        let from = own.and_then(middle).unwrap_or(camera.centre_map_km);
        let towards = |t: &TerritoryId| {
            let by = middle(*t)? - from;
            // The map has north above.
            let (along, aside) = (by.x * dx - by.y * dy, (by.x * dy + by.y * dx).abs());
            (Some(*t) != own && along > 0.0 && aside <= 2.0 * along).then_some(along + aside)
        };
        let all = atlas.history.territory_ids().filter_map(|t| Some((towards(&t)?, t)));
        let (_, territory) = all.min_by(|a, b| a.0.total_cmp(&b.0))?;
        Some(Action::Select(Some(Selection { territory, island: None })))
    }

    /// Shows the map in all the room there is.
    pub(super) fn ui(&mut self, ui: &mut egui::Ui, session: &Session) {
        let (atlas, words, look) = (&session.atlas, &session.words, session.look());
        let room = ui.available_size().max(vec2(SMALLEST, SMALLEST));
        let (_, frame) = ui.allocate_space(room);
        // A group: the picture, the lands that are seen on it, the legend.
        let builder = UiBuilder::new()
            .max_rect(frame)
            .accessibility_role(Role::Group)
            .accessibility_label(words.get("map-name"));
        let ui = &mut ui.new_child(builder);
        let response = ui.interact(frame, id(), Sense::click_and_drag());
        self.size = [f64::from(frame.width()), f64::from(frame.height())];
        self.corner = frame.min;
        let pixels_per_point = ui.pixels_per_point().into();
        let request = Request { size: self.size, pixels_per_point, alone: false };
        let picture = self.composer.compose(atlas, words, look, &request);
        self.room = Some(self.composer.room(atlas, look, &request));
        response.widget_info(|| {
            let label = format!("{}: {}", words.get("map-name"), picture.description);
            WidgetInfo::labeled(Role::Image, true, label)
        });
        let painter = ui.painter_at(frame);
        self.nodes.ui(ui, session, &picture, frame.min);
        if let Some(legend) = self.composer.legend() {
            nodes::legend(ui, words, &legend, &picture, frame.min);
        }
        let now = ui.input(|input| input.time);
        self.forget_what_is_finer(session, &picture, ui.pixels_per_point().into());
        if let Some(before) = self.picture.replace(picture) {
            self.fade(session, &before, now);
        }
        let fading = self.fading.goes_on(now);
        if fading {
            ui.ctx().request_repaint();
        }
        let pointer = response.hover_pos();
        let under = pointer.and_then(|at| self.land_at(session, at));
        let mut lit = self.lit(session, pointer, under);
        if let Some(focused) = self.nodes.focused(ui.ctx()) {
            let stroke = Stroke::solid(2.4, palette(look.theme()).selected);
            lit.extend(land::around(atlas, focused, None, stroke));
        }
        let Some(picture) = &self.picture else { return };
        for part in &picture.parts {
            if fading && part.map.is_some() {
                let seen = self.fading.seen(part, now);
                self.canvas.paint(&painter, atlas, &seen, frame.min);
            } else {
                self.canvas.paint(&painter, atlas, part, frame.min);
            }
            // Below the panels, which come later.
            if part.map.is_some() && !lit.is_empty() {
                self.canvas.paint_over(&painter, atlas, part, frame.min, &lit);
            }
        }
        let kinds: Vec<PartKind> = picture.parts.iter().map(|part| part.kind).collect();
        self.canvas.keep(&kinds);
        divide::ui(ui, session, picture, self.corner);
        if response.has_focus() {
            let edge = egui::Stroke::new(2.0, color(palette(look.theme()).accent));
            painter.rect_stroke(frame.shrink(1.0), 0.0, edge, egui::StrokeKind::Inside);
        }
        let term = pointer.and_then(|at| self.term_at(session, at));
        let on_name = pointer.is_some_and(|at| self.name_at(at).is_some());
        if term.is_some() || on_name {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
        if let Some(term) = term {
            let name = atlas.history.term(term).name.get(words.language);
            let name = [("term", Argument::Text(name))];
            response.clone().on_hover_text_at_pointer(words.with("legend-term", &name));
        } else if !on_name && let Some(outline) = under {
            tell(&response, session, outline);
        }
        ui.memory_mut(|memory| {
            // Arrows move the map, not the focus.
            let arrows = egui::EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..egui::EventFilter::default()
            };
            memory.set_focus_lock_filter(id(), arrows);
        });
    }

    /// Has the land and the relief forgotten that are finer than what is shown, when the reader has
    /// gone away from them for good: what takes long to make is not made again at every turn of a wheel.
    fn forget_what_is_finer(
        &mut self,
        session: &Session,
        picture: &Picture,
        pixels_per_point: f64,
    ) {
        let maps = || picture.parts.iter().filter_map(|part| part.map);
        let Some(finest) = maps().map(|map| map.level).min() else { return };
        let (known, frames) = &mut self.finest;
        if finest <= *known {
            self.finest = (finest, 0);
            return;
        }
        *frames += 1;
        if *frames >= AWAY {
            session.atlas.geography.forget_finer_than(finest);
            let km = maps().map(|map| map.camera.km_per_point).fold(f64::INFINITY, f64::min);
            session.atlas.relief().forget_finer_than(km / pixels_per_point);
            self.finest = (finest, 0);
        }
    }

    /// While time runs, land whose colour is another passes to it; with less motion it has it at once.
    fn fade(&mut self, session: &Session, before: &Picture, now: f64) {
        let desk = session.desk();
        if !desk.playback.playing || desk.less_motion {
            self.fading.end();
        } else if self.picture.as_ref().is_some_and(|own| recoloured(before, own)) {
            self.fading.begin(before, now);
        }
    }

    /// The marks that outline what the pointer is on: an island, all of a territory if it has no name
    /// there, or what a row of the legend stands for.
    fn lit(&self, session: &Session, at: Option<Pos2>, under: Option<&Outline>) -> Vec<Mark> {
        let (atlas, look) = (&session.atlas, session.look());
        let stroke = Stroke::solid(1.8, palette(look.theme()).selected);
        if let Some(outline) = under {
            return land::around(atlas, outline.territory, outline.island, stroke);
        }
        let row = at.and_then(|at| self.row_at(at));
        let territories = row.map(|row| territories_of(atlas, &DayState::of(atlas, look), row));
        let territories = territories.into_iter().flatten();
        territories.flat_map(|t| land::around(atlas, t, None, stroke)).collect()
    }

    /// The map at a place on the screen: what lies on top, unless a panel hides it.
    fn part_at(&self, at: Pos2) -> Option<&Part> {
        if self.target_at(at).is_some() {
            return None;
        }
        let mut parts = self.picture.iter().flat_map(|picture| picture.parts.iter().rev());
        parts.find(|part| part.map.is_some() && rect_of(self.corner, part.clip).contains(at))
    }

    /// What of the panels is at a place on the screen: what lies on top.
    fn target_at(&self, at: Pos2) -> Option<&TargetOf> {
        self.targets_at(at).next()
    }

    /// All of the panels that is at a place on the screen.
    fn targets_at(&self, at: Pos2) -> impl Iterator<Item = &TargetOf> {
        let parts = self.picture.iter().flat_map(|picture| &picture.parts);
        let around = parts.filter(|part| matches!(part.kind, PartKind::Furniture(_)));
        let targets = around.flat_map(|part| {
            let corner = rect_of(self.corner, part.frame).min;
            part.targets.iter().map(move |target| (rect_of(corner, target.frame), target))
        });
        let at_place = targets.filter(move |(frame, _)| frame.contains(at));
        at_place.map(|(_, target)| &target.of)
    }

    /// The term of the glossary in the row of the legend at a place on the screen.
    fn term_at(&self, session: &Session, at: Pos2) -> Option<TermId> {
        let row = self.targets_at(at).find_map(|of| match of {
            TargetOf::Words(words) => Some(words),
            _ => None,
        })?;
        let glossary = Glossary::new(&session.atlas.history, session.look().language());
        glossary.read(row.as_str()).terms.first().map(|(_, term)| *term)
    }

    /// The land at a place on the screen, on the map or in one of its insets, unless a panel covers
    /// it.
    fn land_at<'a>(&self, session: &'a Session, at: Pos2) -> Option<&'a Outline> {
        let part = self.part_at(at)?;
        let map = part.map?;
        let by = at - rect_of(self.corner, part.frame).min;
        let on = [f64::from(by.x), f64::from(by.y)];
        let map_km = map.camera.map_from_screen(on, part.size());
        session.atlas.outline_at(map_km, REACH * map.camera.km_per_point)
    }

    /// The row of the legend at a place on the screen.
    fn row_at(&self, at: Pos2) -> Option<&StandsFor> {
        match self.target_at(at)? {
            TargetOf::Legend(row) => Some(row),
            _ => None,
        }
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
