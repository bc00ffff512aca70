//! Rows of cards and lists: headings, facts, names and events that can be clicked.

use egui::accesskit::Role;
use egui::scroll_area::ScrollAreaOutput;
use egui::{Button, Response, RichText, Ui, vec2};

use crate::history::TerritoryId;
use crate::picture::cards::{EventLine, Named};
use crate::picture::{Face, Words};
use crate::view::{Action, Selection};

use super::super::fonts::font;

/// The heading of a part of a card.
pub(in super::super) fn heading(ui: &mut Ui, text: &str, ink: egui::Color32) {
    let label = ui.label(RichText::new(text).font(font(Face::SansBold, 12.5)).color(ink));
    as_heading(&label, text, 3);
}

/// The title of a card; where it stands.
pub(in super::super) fn title_label(ui: &mut Ui, text: &str) -> egui::Rect {
    let label = ui.label(RichText::new(text).font(font(Face::SerifBold, 18.0)));
    as_heading(&label, text, 2);
    label.rect
}

/// Names the scroll bars of an area, which have no words of their own.
pub(in super::super) fn name_bars<T>(ui: &Ui, area: &ScrollAreaOutput<T>, name: &str) {
    for direction in [0_usize, 1] {
        let bar = area.id.with(direction);
        if ui.ctx().has_accesskit_node(bar) {
            ui.ctx().accesskit_node_builder(bar, |node| node.set_label(name));
        }
    }
}

/// Makes a label a heading to those who cannot see that it is one.
pub(in super::super) fn as_heading(label: &Response, text: &str, level: usize) {
    label.ctx.accesskit_node_builder(label.id, |node| {
        node.set_role(Role::Heading);
        node.clear_value();
        node.set_label(text);
        node.set_level(level);
    });
}

/// Facts in rows: a word and what it says.
pub(in super::super) fn facts(ui: &mut Ui, facts: &[(String, String)], ink: egui::Color32) {
    for (word, value) in facts {
        fact_row(ui, word, ink, |ui| {
            ui.add(egui::Label::new(value).wrap());
        });
    }
}

/// Names of territories; a click selects one.
pub(in super::super) fn territories(
    ui: &mut Ui,
    words: &Words,
    territories: &[(TerritoryId, String)],
) -> Vec<Action> {
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
pub(in super::super) fn events(
    ui: &mut Ui,
    lines: &[EventLine],
    ink: egui::Color32,
) -> Vec<Action> {
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
pub(in super::super) fn people_rows(
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
pub(in super::super) fn closable(
    ui: &mut Ui,
    title: &str,
    words: &Words,
    ink: egui::Color32,
) -> bool {
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
