//! The time bar: ribbons of the groups, which are the slider; marks of events above them; the
//! handle; buttons to play and to step.

use egui::{
    Align2, Color32, CornerRadius, Mesh, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke,
    Ui, WidgetInfo, pos2, vec2,
};

use crate::atlas::Atlas;
use crate::history::{Day, Language, LensId};
use crate::picture::ribbons::{EventMark, Ribbon, Segment, TimeScale, event_marks, ribbons};
use crate::picture::{Face, Palette, Words, palette};
use crate::view::{Action, Kinds, Selection, Theme, View};

use super::super::fonts::font;
use super::super::map::Canvas;
use super::super::style::color;

/// Room for the names of the ribbons, in points.
const LABELS: f32 = 96.0;
/// Height of a ribbon and the space below it.
const RIBBON: [f32; 2] = [9.5, 2.0];
/// Height of the row of marks, with the handle's head.
const MARKS: f32 = 44.0;
/// Height of the row of years.
const YEARS: f32 = 17.0;
/// How far from a mark the pointer may be.
const REACH: f32 = 5.0;
/// Half the width of the softest edge's narrowest form, in points.
const SOFTEST: f32 = 2.5;

/// What the bar keeps from frame to frame.
#[derive(Default)]
pub(crate) struct TimeBar {
    ribbons: Option<((LensId, Theme, Language), Vec<Ribbon>)>,
    marks: Option<(Kinds, Vec<EventMark>)>,
}

impl TimeBar {
    /// Shows the bar.
    pub(crate) fn ui(
        &mut self,
        ui: &mut Ui,
        atlas: &Atlas,
        view: &View,
        words: &Words,
        canvas: &mut Canvas,
    ) -> Vec<Action> {
        let key = (view.lens, view.theme, view.language);
        if self.ribbons.as_ref().is_none_or(|(known, _)| *known != key) {
            self.ribbons = Some((key, ribbons(atlas, view.lens, view.theme, words)));
        }
        if self.marks.as_ref().is_none_or(|(known, _)| *known != view.kinds) {
            self.marks = Some((view.kinds, event_marks(atlas, view.kinds)));
        }
        let (Some((_, lanes)), Some((_, marks))) = (&self.ribbons, &self.marks) else {
            return Vec::new();
        };
        let count = u16::try_from(lanes.len()).unwrap_or(u16::MAX);
        let height = MARKS + f32::from(count) * (RIBBON[0] + RIBBON[1]) + YEARS;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let palette = palette(view.theme);
        let track = Rect::from_min_max(pos2(rect.left() + LABELS, rect.top()), rect.max);
        let scale = TimeScale::new(atlas, track.left(), track.right());
        let painter = ui.painter_at(rect.expand2(vec2(14.0, 0.0)));
        let mut actions = buttons(ui, rect, view, words, &palette);
        let years = year_marks(atlas, &scale);
        paint_years(&painter, rect, &years, &palette);
        let top = rect.top() + MARKS;
        for (i, ribbon) in (0_u16..).zip(lanes) {
            let y = top + f32::from(i) * (RIBBON[0] + RIBBON[1]);
            let lane =
                Rect::from_min_max(pos2(track.left(), y), pos2(track.right(), y + RIBBON[0]));
            paint_ribbon(&painter, ribbon, lane, &scale, canvas);
            actions.extend(ribbon_name(ui, ribbon, lane, view, &palette));
        }
        let slider = slider(ui, track, atlas, view, words);
        let mark_row = rect.top() + MARKS - 11.0;
        let hovered = slider
            .hover_pos()
            .filter(|pointer| (pointer.y - mark_row).abs() < 9.0)
            .and_then(|pointer| nearest(marks, &scale, pointer.x));
        paint_marks(&painter, marks, &scale, mark_row, hovered, &palette);
        paint_handle(&painter, &scale, view.moment, rect, &palette);
        if let Some(mark) = hovered {
            let event = atlas.history.event(mark.event);
            let title = event.title.get(words.language);
            let when = words.when(event.date);
            slider.clone().on_hover_text_at_pointer(format!("{when}\n{title}"));
        }
        actions.extend(move_handle(&slider, &scale, hovered));
        actions
    }
}

/// The invisible slider over ribbons and marks.
fn slider(ui: &Ui, track: Rect, atlas: &Atlas, view: &View, words: &Words) -> Response {
    let response = ui.interact(track, ui.scope_id().with("time-slider"), Sense::click_and_drag());
    let history = &atlas.history;
    response.widget_info(|| {
        WidgetInfo::slider(ui.is_enabled(), f64::from(view.moment.year()), words.get("time-slider"))
    });
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_min_numeric_value(f64::from(history.first_day.year()));
        node.set_max_numeric_value(f64::from(history.last_day.year()));
        node.set_numeric_value_step(1.0);
    });
    response
}

fn move_handle(slider: &Response, scale: &TimeScale, hovered: Option<EventMark>) -> Option<Action> {
    if slider.clicked()
        && let Some(mark) = hovered
    {
        return Some(Action::GoToEvent(mark.event, mark.day));
    }
    let pressed = slider.is_pointer_button_down_on() && hovered.is_none();
    let moved = slider.dragged() || slider.drag_started() || pressed || slider.clicked();
    let pointer = slider.interact_pointer_pos().filter(|_| moved)?;
    Some(Action::GoToYear(scale.day_at(pointer.x).year()))
}

/// The mark nearest to a place, treaties first, if one is near enough.
fn nearest(marks: &[EventMark], scale: &TimeScale, x: f32) -> Option<EventMark> {
    let distance = |mark: &EventMark| (scale.x_of(mark.day) - x).abs();
    marks
        .iter()
        .filter(|mark| distance(mark) <= REACH)
        .min_by(|a, b| b.treaty().cmp(&a.treaty()).then(distance(a).total_cmp(&distance(b))))
        .copied()
}

/// The years that are written below the ribbons: every 25, and where they are.
fn year_marks(atlas: &Atlas, scale: &TimeScale) -> Vec<(i16, f32)> {
    let history = &atlas.history;
    let first = history.first_day.year();
    (first..=history.last_day.year())
        .filter(|year| *year % 25 == 0)
        .map(|year| (year, scale.x_of(jiff::civil::date(year, 1, 1))))
        .collect()
}

fn paint_years(painter: &Painter, rect: Rect, years: &[(i16, f32)], palette: &Palette) {
    for (year, x) in years {
        let at = pos2(*x, rect.bottom() - 1.0);
        let ink = color(palette.muted);
        let small = font(Face::Sans, 10.5);
        painter.text(at, Align2::CENTER_BOTTOM, year.to_string(), small, ink);
        let top = rect.top() + MARKS - 4.0;
        let tick = [pos2(*x, top), pos2(*x, top + 3.0)];
        painter.line_segment(tick, Stroke::new(1.0, color(palette.muted)));
    }
}

fn paint_ribbon(
    painter: &Painter,
    ribbon: &Ribbon,
    lane: Rect,
    scale: &TimeScale,
    canvas: &mut Canvas,
) {
    let count = f32::from(u16::try_from(ribbon.rows.len()).unwrap_or(u16::MAX));
    for (i, row) in (0_u16..).zip(&ribbon.rows) {
        let top = lane.top() + lane.height() * f32::from(i) / count;
        let row_rect = Rect::from_min_max(
            pos2(lane.left(), top),
            pos2(lane.right(), top + lane.height() / count),
        );
        paint_segments(painter, row, row_rect, scale, canvas);
    }
}

/// The stretches of a ribbon; where a day is not known to the day, one fill fades into the next
/// over as long as it may have been.
pub(super) fn paint_segments(
    painter: &Painter,
    row: &[Segment],
    rect: Rect,
    scale: &TimeScale,
    canvas: &mut Canvas,
) {
    for segment in row {
        let (left, right) = (scale.x_of(segment.from), scale.x_of(segment.until));
        let stretch =
            Rect::from_min_max(pos2(left, rect.top()), pos2(right.max(left + 0.7), rect.bottom()));
        canvas.fill_rect(painter, stretch, 0.0, &segment.fill, 0.55);
    }
    for pair in row.windows(2).filter(|pair| pair[1].unsure_days > 0) {
        let x = scale.x_of(pair[1].from);
        let reach = (scale.width_of(pair[1].unsure_days)).max(SOFTEST);
        let [from, to] = [&pair[0], &pair[1]].map(|segment| color(segment.fill.base));
        let mut mesh = Mesh::default();
        for (at, ink) in [(x - reach, from), (x + reach, to)] {
            for y in [rect.top(), rect.bottom()] {
                mesh.colored_vertex(pos2(at.clamp(rect.left(), rect.right()), y), ink);
            }
        }
        mesh.add_triangle(0, 1, 2);
        mesh.add_triangle(2, 1, 3);
        painter.add(mesh);
    }
}

fn ribbon_name(
    ui: &Ui,
    ribbon: &Ribbon,
    lane: Rect,
    view: &View,
    palette: &Palette,
) -> Option<Action> {
    let rect = Rect::from_min_max(
        pos2(lane.left() - LABELS, lane.top() - 1.0),
        pos2(lane.left() - 6.0, lane.bottom() + 0.5),
    );
    let id = ui.scope_id().with(("ribbon", &ribbon.label));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &ribbon.label));
    let chosen = view.selection.is_some_and(|s| s.territory == ribbon.territory);
    let lit = response.hovered() || chosen;
    let ink = color(if lit { palette.ink } else { palette.muted });
    let face = if chosen { Face::SansBold } else { Face::Sans };
    let at = pos2(rect.right(), lane.center().y);
    ui.painter().text(at, Align2::RIGHT_CENTER, &ribbon.label, font(face, 10.0), ink);
    response
        .clicked()
        .then_some(Action::Select(Some(Selection { territory: ribbon.territory, island: None })))
}

fn paint_marks(
    painter: &Painter,
    marks: &[EventMark],
    scale: &TimeScale,
    y: f32,
    hovered: Option<EventMark>,
    palette: &Palette,
) {
    // Treaties last, so that they lie on top.
    for treaty in [false, true] {
        for mark in marks.iter().filter(|mark| mark.treaty() == treaty) {
            let at = pos2(scale.x_of(mark.day), y);
            let grown = if hovered == Some(*mark) { 1.5 } else { 0.0 };
            if treaty {
                painter.add(diamond(at, 5.0 + grown, color(palette.treaty)));
            } else {
                painter.circle_filled(at, 2.4 + grown, color(palette.muted));
            }
        }
    }
}

fn diamond(at: Pos2, radius: f32, fill: Color32) -> Shape {
    let points = [vec2(0.0, -radius), vec2(radius, 0.0), vec2(0.0, radius), vec2(-radius, 0.0)];
    Shape::convex_polygon(points.map(|by| at + by).to_vec(), fill, Stroke::NONE)
}

fn paint_handle(painter: &Painter, scale: &TimeScale, moment: Day, rect: Rect, palette: &Palette) {
    let x = scale.x_of(moment);
    let accent = color(palette.accent);
    let line = [pos2(x, rect.top() + 20.0), pos2(x, rect.bottom() - YEARS + 1.0)];
    painter.line_segment(line, Stroke::new(2.0, accent));
    let half = 24.0;
    let head_x = x.clamp(rect.left() + LABELS + half - 12.0, rect.right() - half + 12.0);
    let head = Rect::from_center_size(pos2(head_x, rect.top() + 11.0), vec2(2.0 * half, 20.0));
    painter.rect_filled(head, CornerRadius::same(10), accent);
    let ink = color(palette.on_accent);
    let face = font(Face::SansBold, 12.5);
    painter.text(head.center(), Align2::CENTER_CENTER, moment.year().to_string(), face, ink);
}

/// Play, and a change back or on.
fn buttons(ui: &Ui, rect: Rect, view: &View, words: &Words, palette: &Palette) -> Vec<Action> {
    let mut actions = Vec::new();
    let mut button = |name: &str, centre: Pos2, size: f32, action: Action| {
        let area = Rect::from_center_size(centre, vec2(size, size));
        let response = ui.interact(area, ui.scope_id().with(("button", name)), Sense::click());
        let label = words.get(name);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        if response.clicked() {
            actions.push(action);
        }
        response.on_hover_text(label)
    };
    let y = rect.top() + 20.0;
    let play = pos2(rect.left() + 17.0, y);
    let name = if view.playback.playing { "time-pause" } else { "time-play" };
    button(name, play, 32.0, Action::TogglePlay);
    let back = pos2(rect.left() + 50.0, y);
    let on = pos2(rect.left() + 72.0, y);
    let back_response =
        button("command-previous-change", back, 20.0, Action::StepChange { back: true });
    let on_response = button("command-next-change", on, 20.0, Action::StepChange { back: false });
    let painter = ui.painter();
    painter.circle_filled(play, 15.5, color(palette.accent));
    let ink = color(palette.on_accent);
    if view.playback.playing {
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
    actions
}

/// A triangle that points right, or left for a negative size.
fn triangle(at: Pos2, size: f32, fill: Color32) -> Shape {
    let points = [vec2(-0.7 * size, -size.abs()), vec2(size, 0.0), vec2(-0.7 * size, size.abs())];
    Shape::convex_polygon(points.map(|by| at + by).to_vec(), fill, Stroke::NONE)
}
