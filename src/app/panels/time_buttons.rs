//! The buttons beside the ribbons: play, step, loop, speed, and how much of the time is shown.

use egui::{
    Align2, Button, Id, Popup, Pos2, Rect, Response, Role, Shape, Stroke, Ui, WidgetInfo, pos2,
    vec2,
};

use crate::picture::time_bar::YEARS;
use crate::picture::{Argument, Face, Palette};
use crate::view::playback::SPEED_STEPS;
use crate::view::{DeskAction, Pace};

use super::super::commands::Command;
use super::super::effects::Effect;
use super::super::fonts::font;
use super::super::session::Session;
use super::super::style::color;
use super::super::widgets::{Along, Roving};
use super::menus;

/// The sizes of the button that plays and of the others, in points.
const SIZES: [f32; 2] = [32.0, 18.0];

/// Shows the buttons in the room before the ribbons of a bar.
pub(super) fn ui(ui: &mut Ui, rect: Rect, session: &Session, palette: &Palette) -> Vec<Effect> {
    let mut effects = Vec::new();
    let desk = session.desk();
    let corner = rect.min;
    let mut group = Roving::new(ui, Id::unique("time buttons"), Along::Row);
    let mut add = |ui: &Ui, command: Command, label: &str, at: Pos2, size: f32| -> Response {
        let area = Rect::from_center_size(at, vec2(size, size));
        let id = ui.scope_id().with(("button", command.words()));
        let response = ui.interact(area, id, group.sense());
        group.add(&response);
        let on = command.switched_on(session);
        response.widget_info(|| match on {
            Some(on) => WidgetInfo::selected(Role::Button, true, on, label),
            None => WidgetInfo::labeled(Role::Button, true, label),
        });
        if response.clicked() {
            effects.push(command.effect(session));
        }
        if response.has_focus() {
            let edge = Stroke::new(2.0, color(palette.accent));
            ui.painter().rect_stroke(area, 4.0, edge, egui::StrokeKind::Outside);
        }
        let keys = command.shortcut().map(|keys| ui.ctx().format_shortcut(&keys));
        response.on_hover_text(match keys {
            Some(keys) => format!("{label}  {keys}"),
            None => label.to_owned(),
        })
    };
    let name = |command: Command| session.words.get(command.words());
    let playing = session.words.get(if desk.playback.playing { "time-pause" } else { "time-play" });
    let at = |x: f32, y: f32| corner + vec2(x, y);
    let play = at(17.0, 23.0);
    add(ui, Command::Play, &playing, play, SIZES[0]);
    let small = |ui: &Ui,
                 add: &mut dyn FnMut(&Ui, Command, &str, Pos2, f32) -> Response,
                 command: Command,
                 x: f32,
                 y: f32| {
        let place = at(x, y);
        (add(ui, command, &name(command), place, SIZES[1]), place)
    };
    let back = small(ui, &mut add, Command::PreviousChange, 47.0, 13.0);
    let on = small(ui, &mut add, Command::NextChange, 69.0, 13.0);
    let looped = small(ui, &mut add, Command::Loop, 47.0, 35.0);
    let foot = rect.height() - 0.5 * YEARS;
    let farther = small(ui, &mut add, Command::TimeFarther, 12.0, foot);
    let closer = small(ui, &mut add, Command::TimeCloser, 33.0, foot);
    let whole = small(ui, &mut add, Command::TimeWhole, 56.0, foot);
    let ink =
        |response: &Response| color(if response.hovered() { palette.ink } else { palette.muted });
    let painter = ui.painter();
    painter.circle_filled(play, 15.5, color(palette.accent));
    let on_accent = color(palette.on_accent);
    if desk.playback.playing {
        for dx in [-4.0, 4.0] {
            let bar = Rect::from_center_size(play + vec2(dx, 0.0), vec2(3.6, 12.0));
            painter.rect_filled(bar, 0.0, on_accent);
        }
    } else {
        painter.add(triangle(play + vec2(1.5, 0.0), 7.5, on_accent));
    }
    for ((response, at), way) in [(&back, -1.0), (&on, 1.0)] {
        painter.add(triangle(*at, 5.0 * way, ink(response)));
        let bar = pos2(at.x + 5.5 * way, at.y);
        painter.rect_filled(Rect::from_center_size(bar, vec2(1.6, 10.0)), 0.0, ink(response));
    }
    let loop_ink = if desk.playback.looped { color(palette.accent) } else { ink(&looped.0) };
    if desk.playback.looped {
        let area = Rect::from_center_size(looped.1, vec2(SIZES[1], SIZES[1]));
        painter.rect_filled(area, 4.0, color(palette.accent).gamma_multiply(0.18));
    }
    round_arrow(ui, looped.1, 5.5, Stroke::new(1.6, loop_ink));
    for ((response, at), sign) in [(&farther, "−"), (&closer, "+")] {
        let type_size = font(Face::SansBold, 14.0);
        painter.text(*at, Align2::CENTER_CENTER, sign, type_size, ink(response));
    }
    if desk.time.is_some() {
        let (response, at) = &whole;
        let pen = Stroke::new(1.4, ink(response));
        for way in [-1.0, 1.0] {
            let tip = *at + vec2(6.0 * way, 0.0);
            painter.line_segment([*at + vec2(1.5 * way, 0.0), tip], pen);
            for dy in [-3.0, 3.0] {
                painter.line_segment([tip, tip + vec2(-3.0 * way, dy)], pen);
            }
        }
    }
    speed(ui, session, &mut group, at(78.0, 35.0), palette, &mut effects);
    group.end(ui);
    effects
}

/// The speed, which opens a menu of speeds and of what playing goes along.
fn speed(
    ui: &mut Ui,
    session: &Session,
    group: &mut Roving,
    at: Pos2,
    palette: &Palette,
    effects: &mut Vec<Effect>,
) {
    let playback = &session.desk().playback;
    let count = Argument::Number(whole(playback.speed()));
    let label = session.words.with("time-speed", &[("count", count)]);
    let area = Rect::from_center_size(at, vec2(34.0, SIZES[1]));
    let response = ui.interact(area, ui.scope_id().with("speed"), group.sense());
    group.add(&response);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    let ink = if response.hovered() { palette.ink } else { palette.muted };
    let short = match playback.pace() {
        Pace::Years => format!("{}×", short(playback.speed())),
        // From change to change.
        Pace::Changes => format!("◆ {}×", short(playback.speed())),
    };
    ui.painter().text(at, Align2::CENTER_CENTER, short, font(Face::Sans, 11.5), color(ink));
    if response.has_focus() {
        let edge = Stroke::new(2.0, color(palette.accent));
        ui.painter().rect_stroke(area, 4.0, edge, egui::StrokeKind::Outside);
    }
    Popup::menu(&response).show(|ui| {
        ui.set_min_width(180.0);
        for step in SPEED_STEPS {
            let on = (playback.speed() - f32::from(step)).abs() < 0.01;
            let count = Argument::Number(usize::from(step));
            let label = session.words.with("speed-years", &[("count", count)]);
            if ui.add(Button::selectable(on, label)).clicked() {
                effects.push(DeskAction::SetSpeed(f32::from(step)).into());
            }
        }
        ui.separator();
        menus::item(ui, session, Command::ByChanges, effects);
        menus::item(ui, session, Command::Loop, effects);
    });
    response.on_hover_text(label);
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between a quarter of a year and sixty years"
)]
fn whole(speed: f32) -> usize {
    speed.round().max(1.0) as usize
}

/// A speed in few letters.
fn short(speed: f32) -> String {
    let text = format!("{speed:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A triangle that points right, or left for a negative size.
fn triangle(at: Pos2, size: f32, fill: egui::Color32) -> Shape {
    let points = [vec2(-0.7 * size, -size.abs()), vec2(size, 0.0), vec2(-0.7 * size, size.abs())];
    Shape::convex_polygon(points.map(|by| at + by).to_vec(), fill, Stroke::NONE)
}

/// Most of a circle, with a tip at its end.
fn round_arrow(ui: &Ui, at: Pos2, radius: f32, pen: Stroke) {
    let on = |part: f32| {
        let angle = std::f32::consts::TAU * part;
        at + radius * vec2(angle.cos(), angle.sin())
    };
    let arc: Vec<Pos2> = (0..=16_u8).map(|n| on(-0.17 + 0.82 * f32::from(n) / 16.0)).collect();
    ui.painter().add(Shape::line(arc, pen));
    let tip = on(-0.17);
    ui.painter().add(Shape::convex_polygon(
        vec![tip + vec2(-4.2, 1.0), tip + vec2(1.8, -4.0), tip + vec2(2.4, 2.6)],
        pen.color,
        Stroke::NONE,
    ));
}
