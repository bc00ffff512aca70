//! The line between two maps of which one lies over the other: by hand and by keys.

use egui::{CursorIcon, Event, Id, Key, Pos2, Sense, Ui, WidgetInfo};

use crate::picture::comparison::GRIP;
use crate::picture::{PartKind, Picture, palette};
use crate::view::{Action, Comparison, Mode};

use super::super::effects::Effect;
use super::super::session::Session;
use super::super::style::color;
use super::rect_of;

/// How far a key moves the line, as a part of the width.
const STEP: f64 = 0.02;

/// The id of the line.
pub(in super::super) fn id() -> Id {
    Id::unique("divide")
}

/// What the reader does on the line, by where it was at the last frame.
pub(super) fn gestures(ctx: &egui::Context, picture: &Picture, corner: Pos2) -> Option<Action> {
    let response = ctx.read_response(id())?;
    let frame = rect_of(corner, picture.part(PartKind::Divide)?.frame);
    let pointer = response.interact_pointer_pos().filter(|_| response.dragged())?;
    Some(Action::MoveDivide(f64::from((pointer.x - frame.left()) / frame.width().max(1.0))))
}

/// Takes the keys of the line, which has the focus, out of what the reader has just done.
pub(in super::super) fn keys(session: &Session, events: &mut Vec<Event>) -> Vec<Effect> {
    let Some(Comparison::Pair { divide, .. }) = session.look().comparison() else {
        return Vec::new();
    };
    let mut effects = Vec::new();
    events.retain(|event| {
        let Event::Key { key, pressed, .. } = event else { return true };
        let by = match key {
            Key::ArrowLeft => -STEP,
            Key::ArrowRight => STEP,
            _ => return true,
        };
        if *pressed {
            effects.push(Action::MoveDivide(f64::from(divide) / 1000.0 + by).into());
        }
        false
    });
    effects
}

/// The line, where it can be taken hold of.
pub(super) fn ui(ui: &Ui, session: &Session, picture: &Picture, corner: Pos2) {
    let comparison = session.look().comparison();
    let Some(Comparison::Pair { mode: Mode::Swipe, divide, .. }) = comparison else { return };
    let Some(part) = picture.part(PartKind::Divide) else { return };
    let frame = rect_of(corner, part.frame);
    let x = frame.left() + frame.width() * f32::from(divide) / 1000.0;
    let area = egui::Rect::from_x_y_ranges(x - GRIP..=x + GRIP, frame.y_range());
    let response = ui.interact(area, id(), Sense::click_and_drag());
    let percent = f64::from(divide) / 10.0;
    response.widget_info(|| {
        WidgetInfo::slider(ui.is_enabled(), percent, session.words.get("compare-divide"))
    });
    if response.has_focus() {
        let edge = egui::Stroke::new(2.0, color(palette(session.look().theme()).accent));
        ui.painter().rect_stroke(area, 2.0, edge, egui::StrokeKind::Inside);
        let arrows = egui::EventFilter { horizontal_arrows: true, ..egui::EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id(), arrows));
    }
    response.on_hover_cursor(CursorIcon::ResizeHorizontal);
}
