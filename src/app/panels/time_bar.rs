//! The time bar in the window: as `picture` draws it, and gestures on it.

use egui::accesskit::{Action as Asked, ActionData};
use egui::{
    Id, InputState, Key, Popup, PopupCloseBehavior, Pos2, Rect, Response, Role, ScrollArea, Sense,
    Ui, WidgetInfo, pos2, vec2,
};

use crate::history::{Day, EventId};
use crate::picture::ribbons::{RibbonOf, TimeScale};
use crate::picture::time_bar::{
    LABELS, TimeBarComposer, TimeBarRequest, TimeBarShape, events_at, scale,
};
use crate::picture::{Argument, Part, TargetOf, palette, spoken};
use crate::view::{Action, DeskAction, Selection};

use super::super::effects::Effect;
use super::super::map::{Canvas, rect_of};
use super::super::session::Session;
use super::super::style::color;
use super::super::widgets::{Along, Roving, time_scrolled};
use super::time_buttons;

/// Where a day is wider than this, in points, days are picked; elsewhere years.
const DAY_WIDTH: f32 = 2.0;
/// So many events of a crowd are told by the pointer.
const MOST_TOLD: usize = 5;

/// What the bar keeps from frame to frame.
#[derive(Default)]
pub(crate) struct TimeBar {
    composer: TimeBarComposer,
    canvas: Canvas,
    request: Option<TimeBarRequest>,
    part: Option<Part>,
    /// Where it was at the last frame.
    corner: Pos2,
    pointed: Option<EventId>,
    pointed_ribbon: Option<RibbonOf>,
    /// The crowd of events whose list is open, and where.
    crowd: Option<(Vec<(EventId, Day)>, Pos2)>,
}

/// The ribbons of the bar in the window as it is now.
fn shape(ctx: &egui::Context, session: &Session) -> TimeBarShape {
    let height = ctx.content_rect().height();
    TimeBarShape::in_window(&session.atlas, height, session.desk().unfolded())
}

/// How high the bar is in the window as it is now, in points. Its panel must know before it is laid
/// out: as high as at the last frame, it would stand below the edge of a window that has grown.
pub(crate) fn height(ctx: &egui::Context, session: &Session) -> f32 {
    shape(ctx, session).height()
}

/// The id of the slider.
pub(in super::super) fn id() -> Id {
    Id::unique("time-slider")
}

/// The moment at a place: a day where days can be told from each other, or else a year.
fn moment_at(scale: &TimeScale, x: f32) -> Action {
    let day = scale.day_at(x);
    if scale.day_width() > DAY_WIDTH {
        Action::ScrubToDay(day)
    } else {
        Action::GoToYear(day.year())
    }
}

impl TimeBar {
    /// What the reader does on the slider, by where it was at the last frame.
    pub(crate) fn gestures(&mut self, ctx: &egui::Context, session: &Session) -> Vec<Effect> {
        let (Some(slider), Some(part), Some(request)) =
            (ctx.read_response(id()), &self.part, &self.request)
        else {
            return Vec::new();
        };
        // A click that closes a menu does nothing more.
        if Popup::is_any_open(ctx) {
            return Vec::new();
        }
        if let Some(asked) = asked(ctx, session) {
            return vec![asked.into()];
        }
        let scale = scale(&session.atlas, request.width).window(request.window);
        let on_bar = |at: Pos2| [at.x - self.corner.x, at.y - self.corner.y];
        if let Some(at) = slider.hover_pos() {
            let shown = time_scrolled(ctx, session, &scale, on_bar(at)[0]);
            if let Some(action) = shown {
                return vec![action.into()];
            }
        }
        let Some(at) = slider.interact_pointer_pos().map(on_bar) else { return Vec::new() };
        if slider.dragged() || slider.drag_started() {
            return vec![moment_at(&scale, at[0]).into()];
        }
        let events = events_at(part, at);
        let stretch = self.composer.stretch_at(request, at);
        if !slider.clicked() {
            // Where a click means nothing else, the moment is there as soon as the button is down.
            let free = events.is_empty() && stretch.is_none();
            let down = slider.is_pointer_button_down_on() && free;
            return down.then(|| moment_at(&scale, at[0]).into()).into_iter().collect();
        }
        match (events.as_slice(), stretch) {
            (&[(event, day)], _) => vec![Action::GoToEvent(event, day).into()],
            ([_, ..], _) => {
                self.crowd = slider.interact_pointer_pos().map(|at| (events, at));
                Vec::new()
            }
            ([], Some(stretch)) => {
                let selection = Selection { territory: stretch.territory, island: None };
                let from = Action::GoToDay(stretch.segment.from);
                vec![from.into(), Action::Select(Some(selection)).into()]
            }
            ([], None) => vec![moment_at(&scale, at[0]).into()],
        }
    }

    /// Shows the bar.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Vec<Effect> {
        let (atlas, words, look) = (&session.atlas, &session.words, session.look());
        let shape = shape(ui.ctx(), session);
        let size = vec2(ui.available_width().max(1.0), shape.height());
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        self.corner = rect.min;
        let palette = palette(look.theme());
        let mut effects = time_buttons::ui(ui, rect, session, &palette);
        let track = Rect::from_min_max(
            pos2((rect.left() + LABELS).min(rect.right()), rect.top()),
            rect.max,
        );
        let slider = slider(ui, track, session);
        let hovered = slider.hover_pos().map(|at| [at.x - rect.left(), at.y - rect.top()]);
        let pointed = match (hovered, &self.part) {
            (Some(at), Some(part)) => events_at(part, at),
            _ => Vec::new(),
        };
        self.pointed = pointed.first().map(|(event, _)| *event);
        let request = TimeBarRequest {
            width: rect.width(),
            shape,
            kinds: session.desk().kinds,
            window: session.desk().time,
            folds: true,
            today: Some(session.today()),
            pointed: self.pointed,
            pointed_ribbon: self.pointed_ribbon.take(),
        };
        let part = self.composer.compose(atlas, words, look, &request);
        let painter = ui.painter_at(rect.expand2(vec2(14.0, 0.0)));
        self.canvas.paint(&painter, atlas, &part, rect.min);
        effects.extend(self.names(ui, session, &part, rect.min));
        if slider.has_focus() {
            let edge = egui::Stroke::new(2.0, color(palette.accent));
            ui.painter().rect_stroke(track, 0.0, edge, egui::StrokeKind::Inside);
        }
        if let Some(told) = self.told(session, &request, &pointed, hovered) {
            slider.on_hover_text_at_pointer(told);
        }
        self.part = Some(part);
        self.request = Some(request);
        effects.extend(self.crowd_ui(ui, session));
        effects
    }

    /// The names of the ribbons, which select, and what unfolds them.
    fn names(&mut self, ui: &Ui, session: &Session, part: &Part, corner: Pos2) -> Vec<Effect> {
        let mut effects: Vec<Effect> = Vec::new();
        let words = &session.words;
        let mut group = Roving::new(ui, Id::unique("ribbons"), Along::Column);
        for target in part.targets.iter() {
            let area = rect_of(corner, target.frame);
            match &target.of {
                TargetOf::Ribbon(of, label) => {
                    let id = ui.scope_id().with(("ribbon", *of));
                    let response = ui.interact(area, id, group.sense());
                    group.add(&response);
                    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
                    if response.hovered() || response.has_focus() {
                        self.pointed_ribbon = Some(*of);
                    }
                    let response = response.on_hover_text(label);
                    if response.clicked() {
                        effects.extend(selected(session, *of).map(Effect::from));
                    }
                    if response.has_focus() {
                        let ink = color(palette(session.look().theme()).accent);
                        let edge = egui::Stroke::new(2.0, ink);
                        ui.painter().rect_stroke(area, 2.0, edge, egui::StrokeKind::Inside);
                        effects.extend(folding(ui, session, *of).map(Effect::from));
                    }
                }
                TargetOf::Fold(of, unfolded) => {
                    let id = ui.scope_id().with(("fold", *of));
                    let response = ui.interact(area, id, Sense::CLICK);
                    let key = if *unfolded { "time-fold" } else { "time-unfold" };
                    let name = session.atlas.history.group(*of).name.get(words.language);
                    let label = words.with(key, &[("name", Argument::Text(name))]);
                    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
                    if response.clicked() {
                        effects.push(DeskAction::Unfold(*of, !unfolded).into());
                    }
                    response.on_hover_text(label);
                }
                _ => {}
            }
        }
        group.end(ui);
        effects
    }

    /// What the pointer is on: events, or a stretch of a ribbon with its holder, span and act.
    fn told(
        &self,
        session: &Session,
        request: &TimeBarRequest,
        events: &[(EventId, Day)],
        at: Option<[f32; 2]>,
    ) -> Option<String> {
        let (history, words) = (&session.atlas.history, &session.words);
        if events.is_empty() {
            let stretch = self.composer.stretch_at(request, at?)?;
            let lens = session.look().lens();
            return Some(spoken::stretch(&session.atlas, words, lens, &stretch));
        }
        let mut lines: Vec<String> = Vec::new();
        for (event, _) in events.iter().take(MOST_TOLD) {
            let record = history.event(*event);
            lines.push(words.when(record.date));
            lines.push(record.title.get(words.language).to_owned());
        }
        if let Some(more) = events.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
            lines.push(words.with("spoken-more", &[("count", Argument::Number(more))]));
        }
        Some(lines.join("\n"))
    }

    /// The list of a crowd of events, if one is open.
    fn crowd_ui(&mut self, ui: &Ui, session: &Session) -> Vec<Effect> {
        let mut effects = Vec::new();
        let Some((events, at)) = &self.crowd else { return effects };
        let (history, words) = (&session.atlas.history, &session.words);
        let muted = color(palette(session.look().theme()).muted);
        let mut open = true;
        Popup::new(Id::unique("crowd"), ui.ctx().clone(), *at, ui.layer_id())
            .open_bool(&mut open)
            .close_behavior(PopupCloseBehavior::CloseOnClick)
            .accessible_name(words.get("time-crowd"))
            .show(|ui| {
                ui.set_width(300.0);
                ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
                    for (event, day) in events {
                        let record = history.event(*event);
                        let when = egui::RichText::new(words.when(record.date)).size(11.0);
                        ui.label(when.color(muted));
                        let title = record.title.get(words.language);
                        let button = egui::Button::new(title).frame(false).wrap();
                        if ui.add(button).clicked() {
                            effects.push(Action::GoToEvent(*event, *day).into());
                        }
                    }
                });
            });
        if !open {
            self.crowd = None;
        }
        effects
    }
}

/// What a click on the name of a ribbon selects.
fn selected(session: &Session, of: RibbonOf) -> Option<Action> {
    let select = |territory| Action::Select(Some(Selection { territory, island: None }));
    match of {
        RibbonOf::All => None,
        RibbonOf::Territory(_, territory) => Some(select(territory)),
        RibbonOf::Group(group) => match session.atlas.history.group(group).territories.as_slice() {
            [only] => Some(select(*only)),
            _ => Some(Action::SelectGroup(group)),
        },
    }
}

/// Whether an arrow unfolds or folds the ribbon that has the focus.
fn folding(ui: &Ui, session: &Session, of: RibbonOf) -> Option<DeskAction> {
    let (RibbonOf::Group(group) | RibbonOf::Territory(group, _)) = of else { return None };
    if session.atlas.history.group(group).territories.len() < 2 {
        return None;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key));
    if pressed(Key::ArrowRight) {
        return Some(DeskAction::Unfold(group, true));
    }
    pressed(Key::ArrowLeft).then_some(DeskAction::Unfold(group, false))
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
        node.set_value(spoken::moment(&session.atlas, &session.words, session.look()));
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
