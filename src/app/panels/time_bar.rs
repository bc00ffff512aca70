//! The time bar in the window: as `picture` draws it, gestures on it, buttons to play and to step.

use egui::accesskit::{Action as Asked, ActionData};
use egui::{
    Id, InputState, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

use crate::history::{EventId, TerritoryId};
use crate::picture::time_bar::{
    LABELS, TimeBarComposer, TimeBarRequest, event_at, height_of, row_for, scale,
};
use crate::picture::{Palette, Part, TargetOf, palette};
use crate::view::{Action, DeskAction, Selection};

use super::super::commands::Effect;
use super::super::map::{Canvas, rect_of};
use super::super::session::Session;
use super::super::style::color;

/// What the bar keeps from frame to frame.
#[derive(Default)]
pub(crate) struct TimeBar {
    composer: TimeBarComposer,
    canvas: Canvas,
    part: Option<Part>,
    /// Where it was at the last frame.
    corner: Pos2,
    pointed: Option<EventId>,
    pointed_ribbon: Option<TerritoryId>,
}

fn window_height(ctx: &egui::Context) -> f32 {
    ctx.content_rect().height()
}

/// How high the bar is in the window as it is now, in points. Its panel must know before it is laid
/// out: as high as at the last frame, it would stand below the edge of a window that has grown.
pub(crate) fn height(ctx: &egui::Context, session: &Session) -> f32 {
    height_of(&session.atlas, row_for(&session.atlas, window_height(ctx)))
}

/// The id of the slider.
pub(in super::super) fn id() -> Id {
    Id::unique("time-slider")
}

impl TimeBar {
    /// What the reader does on the slider, by where it was at the last frame.
    pub(crate) fn gestures(&self, ctx: &egui::Context, session: &Session) -> Vec<Effect> {
        let (Some(slider), Some(part)) = (ctx.read_response(id()), &self.part) else {
            return Vec::new();
        };
        // A click that closes a menu does nothing more.
        if egui::Popup::is_any_open(ctx) {
            return Vec::new();
        }
        let on_event = |at: Pos2| event_at(part, [at.x - self.corner.x, at.y - self.corner.y]);
        if slider.clicked()
            && let Some((event, day)) = slider.interact_pointer_pos().and_then(on_event)
        {
            return vec![Action::GoToEvent(event, day).into()];
        }
        let pressed = slider.is_pointer_button_down_on()
            && slider.hover_pos().is_none_or(|at| on_event(at).is_none());
        if let Some(asked) = asked(ctx, session) {
            return vec![asked.into()];
        }
        let moved = slider.dragged() || slider.drag_started() || pressed || slider.clicked();
        let Some(pointer) = slider.interact_pointer_pos().filter(|_| moved) else {
            return Vec::new();
        };
        let [left, _, right, _] = part.frame;
        let x = pointer.x - self.corner.x;
        let day = scale(&session.atlas, right - left).day_at(x);
        vec![Action::GoToYear(day.year()).into()]
    }

    /// Shows the bar.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Vec<Effect> {
        let (atlas, words, look) = (&session.atlas, &session.words, session.look());
        let row = row_for(atlas, window_height(ui.ctx()));
        let size = vec2(ui.available_width().max(1.0), height_of(atlas, row));
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        self.corner = rect.min;
        let track = Rect::from_min_max(
            pos2((rect.left() + LABELS).min(rect.right()), rect.top()),
            rect.max,
        );
        let slider = slider(ui, track, session);
        let on_event = |part: &Part, at: Pos2| {
            event_at(part, [at.x - rect.left(), at.y - rect.top()]).map(|(event, _)| event)
        };
        self.pointed = slider
            .hover_pos()
            .and_then(|at| self.part.as_ref().and_then(|part| on_event(part, at)));
        let request = TimeBarRequest {
            width: rect.width(),
            row,
            kinds: session.desk().kinds,
            pointed: self.pointed,
            pointed_ribbon: self.pointed_ribbon.take(),
        };
        let part = self.composer.compose(atlas, words, look, &request);
        let painter = ui.painter_at(rect.expand2(vec2(14.0, 0.0)));
        self.canvas.paint(&painter, atlas, &part, rect.min);
        let palette = palette(look.theme());
        let mut effects = buttons(ui, rect, session, &palette);
        for target in part.targets.iter() {
            if let TargetOf::Ribbon(territory, label) = &target.of {
                let area = rect_of(rect.min, target.frame);
                let id = ui.scope_id().with(("ribbon", label));
                let response = ui.interact(area, id, Sense::click());
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
                if response.hovered() {
                    self.pointed_ribbon = Some(*territory);
                }
                if response.clicked() {
                    let selection = Selection { territory: *territory, island: None };
                    effects.push(Action::Select(Some(selection)).into());
                }
            }
        }
        if let Some(event) = self.pointed {
            let record = atlas.history.event(event);
            let title = record.title.get(words.language);
            let when = words.when(record.date);
            slider.on_hover_text_at_pointer(format!("{when}\n{title}"));
        }
        self.part = Some(part);
        effects
    }
}

/// The invisible slider over ribbons and marks.
fn slider(ui: &Ui, track: Rect, session: &Session) -> Response {
    let response = ui.interact(track, id(), Sense::click_and_drag());
    let history = &session.atlas.history;
    response.widget_info(|| {
        let year = f64::from(session.look().moment().year());
        WidgetInfo::slider(ui.is_enabled(), year, session.words.get("time-slider"))
    });
    response.ctx.accesskit_node_builder(response.id, |node| {
        // A year says less than there is to know.
        node.set_value(session.words.day(session.look().moment()));
        for action in [Asked::Increment, Asked::Decrement, Asked::SetValue] {
            node.add_action(action);
        }
        node.set_min_numeric_value(f64::from(history.first_day.year()));
        node.set_max_numeric_value(f64::from(history.last_day.year()));
        node.set_numeric_value_step(1.0);
    });
    response
}

/// What a screen reader has asked of the slider: a year on or back, or a year.
fn asked(ctx: &egui::Context, session: &Session) -> Option<Action> {
    let steps = |input: &InputState, way| input.num_accesskit_action_requests(id(), way);
    let (on, back, year) = ctx.input(|input| {
        let mut set = input.accesskit_action_requests(id(), Asked::SetValue);
        let year = set.find_map(|request| match &request.data {
            Some(ActionData::NumericValue(year)) => Some(*year),
            Some(ActionData::Value(text)) => text.parse().ok(),
            _ => None,
        });
        (steps(input, Asked::Increment), steps(input, Asked::Decrement), year)
    });
    let years = |count: usize| i16::try_from(count).unwrap_or(i16::MAX);
    let history = &session.atlas.history;
    match year {
        #[expect(clippy::cast_possible_truncation, reason = "clamped to the years there are")]
        Some(year) if f64::is_finite(year) => {
            let [first, last] = [history.first_day, history.last_day].map(|day| day.year().into());
            Some(Action::GoToYear(year.clamp(first, last) as i16))
        }
        _ if on == back => None,
        _ => Some(Action::StepYears(years(on).saturating_sub(years(back)))),
    }
}

/// Play, and a change back or on.
fn buttons(ui: &Ui, rect: Rect, session: &Session, palette: &Palette) -> Vec<Effect> {
    let mut effects: Vec<Effect> = Vec::new();
    let playing = session.desk().playback.playing;
    let mut button = |name: &str, centre: Pos2, size: f32, effect: Effect| {
        let area = Rect::from_center_size(centre, vec2(size, size));
        let response = ui.interact(area, ui.scope_id().with(("button", name)), Sense::click());
        let label = session.words.get(name);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        if response.clicked() {
            effects.push(effect);
        }
        response.on_hover_text(label)
    };
    let y = rect.top() + 20.0;
    let play = pos2(rect.left() + 17.0, y);
    let name = if playing { "time-pause" } else { "time-play" };
    button(name, play, 32.0, DeskAction::TogglePlay.into());
    let back = pos2(rect.left() + 50.0, y);
    let on = pos2(rect.left() + 72.0, y);
    let step = |back| Action::StepChange { back }.into();
    let back_response = button("command-previous-change", back, 20.0, step(true));
    let on_response = button("command-next-change", on, 20.0, step(false));
    let painter = ui.painter();
    painter.circle_filled(play, 15.5, color(palette.accent));
    let ink = color(palette.on_accent);
    if playing {
        for dx in [-4.0, 4.0] {
            let bar = Rect::from_center_size(play + vec2(dx, 0.0), vec2(3.6, 12.0));
            painter.rect_filled(bar, 0.0, ink);
        }
    } else {
        painter.add(triangle(play + vec2(1.5, 0.0), 7.5, ink));
    }
    for (at, response, way) in [(back, back_response, -1.0), (on, on_response, 1.0)] {
        let ink = color(if response.hovered() { palette.ink } else { palette.muted });
        painter.add(triangle(at, 5.0 * way, ink));
    }
    effects
}

/// A triangle that points right, or left for a negative size.
fn triangle(at: Pos2, size: f32, fill: egui::Color32) -> Shape {
    let points = [vec2(-0.7 * size, -size.abs()), vec2(size, 0.0), vec2(-0.7 * size, size.abs())];
    Shape::convex_polygon(points.map(|by| at + by).to_vec(), fill, Stroke::NONE)
}
