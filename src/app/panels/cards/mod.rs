//! The cards of events, people and territories, set from their words.

mod event;
mod person;
mod territory;

use egui::{Button, RichText, Sense, Stroke, Ui, vec2};

use crate::atlas::Atlas;
use crate::history::{EventKind, TerritoryId};
use crate::picture::cards::{EventLine, Named, Occasion};
use crate::picture::{Face, Fill, Words, palette};
use crate::view::{Action, Look, Selection};

use super::super::fonts::font;
use super::super::map::Canvas;
use super::super::style::color;

pub(super) use event::event_ui;
pub(super) use person::person_ui;
pub(super) use territory::territory_ui;

/// A row of the list of events: day, what was done on it, and title; a click opens its card.
pub(super) fn event_row(
    ui: &mut Ui,
    atlas: &Atlas,
    look: &Look,
    words: &Words,
    occasion: &Occasion,
) -> Option<Action> {
    let record = atlas.history.event(occasion.event);
    let palette = palette(look.theme());
    let treaty = record.kind == EventKind::Treaty;
    let mark = color(if treaty { palette.treaty } else { palette.muted });
    let clicked = ui
        .horizontal(|ui| {
            let (dot, _) = ui.allocate_exact_size(vec2(8.0, 14.0), Sense::hover());
            ui.painter().circle_filled(dot.center(), if treaty { 3.4 } else { 2.4 }, mark);
            let title = record.title.get(words.language);
            let mut day = words.when(occasion.when);
            if let Some(what) = occasion.what {
                day = format!("{day} · {}", words.get(what));
            }
            let day = RichText::new(day).color(color(palette.muted)).small();
            let row = ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(day);
                let button = Button::new(title).frame(false).wrap();
                ui.add(button).clicked()
            });
            row.inner
        })
        .inner;
    ui.add_space(3.0);
    clicked.then_some(Action::OpenEvent(occasion.event))
}

fn heading(ui: &mut Ui, text: &str, ink: egui::Color32) {
    ui.label(RichText::new(text).font(font(Face::SansBold, 12.5)).color(ink));
}

fn facts(ui: &mut Ui, facts: &[(String, String)], ink: egui::Color32) {
    for (word, value) in facts {
        fact_row(ui, word, ink, |ui| {
            ui.add(egui::Label::new(value).wrap());
        });
    }
}

/// A small rectangle of a fill.
pub(super) fn swatch(ui: &mut Ui, look: &Look, fill: &Fill, canvas: &mut Canvas) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(20.0, 13.0), Sense::click());
    canvas.fill_rect(ui.painter(), rect, 2.0, fill, 0.8);
    let edge = Stroke::new(0.8, color(palette(look.theme()).outline));
    ui.painter().rect_stroke(rect, 2.0, edge, egui::StrokeKind::Middle);
    response
}

/// Names of territories; a click selects one.
fn territories(ui: &mut Ui, words: &Words, territories: &[(TerritoryId, String)]) -> Vec<Action> {
    let clicked = names(ui, words, territories);
    let select = |territory| Action::Select(Some(Selection { territory, island: None }));
    clicked.map(select).into_iter().collect()
}

/// Names in a row, parted as the language parts them; the one that was clicked.
fn names<T: Copy>(ui: &mut Ui, words: &Words, names: &[(T, String)]) -> Option<T> {
    let mark = words.get("list-mark");
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = if mark.ends_with(' ') { 3.0 } else { 0.0 };
        // A name is a button, so that it goes to the next line as a whole.
        ui.spacing_mut().button_padding = vec2(0.0, 0.0);
        for (i, (id, name)) in names.iter().enumerate() {
            let last = i + 1 == names.len();
            let text = if last { name.clone() } else { format!("{name}{}", mark.trim_end()) };
            let button = Button::new(RichText::new(&text).underline()).frame(false);
            let response = ui.add(button);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &text));
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                clicked = Some(*id);
            }
        }
    });
    clicked
}

/// Events as a list; a click goes to the day of one.
fn events(ui: &mut Ui, lines: &[EventLine], ink: egui::Color32) -> Vec<Action> {
    let mut actions = Vec::new();
    for EventLine { event, day, when, title } in lines {
        ui.label(RichText::new(when).color(ink).size(11.0));
        if ui.add(Button::new(title).frame(false).wrap()).clicked() {
            actions.push(Action::GoToEvent(*event, *day));
        }
    }
    actions
}

/// People by what they did; a click on a name opens somebody's card.
fn people_rows(
    ui: &mut Ui,
    words: &Words,
    rows: &[(String, Vec<Named>)],
    ink: egui::Color32,
) -> Vec<Action> {
    let mut actions = Vec::new();
    for (word, people) in rows {
        fact_row(ui, word, ink, |ui| {
            let clicked = names(ui, words, people);
            actions.extend(clicked.map(|person| Action::OpenPerson(Some(person))));
        });
    }
    actions
}

/// A row of facts: the word that it begins with, as wide in all of them, and what stands beside it.
fn fact_row(ui: &mut Ui, word: &str, ink: egui::Color32, value: impl FnOnce(&mut Ui)) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.vertical(|ui| {
            ui.set_width(92.0);
            ui.add(egui::Label::new(RichText::new(word).color(ink).size(12.0)).wrap());
        });
        ui.vertical(value);
    });
}

/// The heading of a card that can be closed; whether it was.
pub(super) fn closable(ui: &mut Ui, title: &str, words: &Words, ink: egui::Color32) -> bool {
    let mut closed = false;
    ui.horizontal(|ui| {
        heading(ui, title, ink);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let response = ui.add(Button::new("×").frame(false));
            let name = words.get("card-close");
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            closed = response.on_hover_text(&name).clicked();
        });
    });
    closed
}
