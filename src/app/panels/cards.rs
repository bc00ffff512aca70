//! The cards of events and territories, set from their words.

use egui::{Button, CornerRadius, Grid, Rect, RichText, Sense, Stroke, Ui, pos2, vec2};

use crate::atlas::Atlas;
use crate::history::{EventId, EventKind};
use crate::picture::cards::{EventCard, HolderRow, TerritoryCard, Transfer};
use crate::picture::ribbons::{TimeScale, segments};
use crate::picture::{Argument, Face, Fill, Words, palette};
use crate::view::{Action, Selection, View};

use super::super::fonts::font;
use super::super::map::Canvas;
use super::super::style::color;

/// A row of the list of events: day and title; a click opens its card.
pub(super) fn event_row(
    ui: &mut Ui,
    atlas: &Atlas,
    view: &View,
    words: &Words,
    event: EventId,
) -> Option<Action> {
    let record = atlas.history.event(event);
    let palette = palette(view.theme);
    let treaty = record.kind == EventKind::Treaty;
    let mark = color(if treaty { palette.treaty } else { palette.muted });
    let clicked = ui
        .horizontal(|ui| {
            let (dot, _) = ui.allocate_exact_size(vec2(8.0, 14.0), Sense::hover());
            ui.painter().circle_filled(dot.center(), if treaty { 3.4 } else { 2.4 }, mark);
            let title = record.title.get(words.language);
            let day = RichText::new(words.when(record.date)).color(color(palette.muted)).small();
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
    clicked.then_some(Action::OpenEvent(event))
}

/// The open card of an event.
pub(super) fn event_ui(
    ui: &mut Ui,
    view: &View,
    words: &Words,
    card: &EventCard,
    canvas: &mut Canvas,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let palette = palette(view.theme);
    let muted = color(palette.muted);
    let bar = color(if card.treaty { palette.treaty } else { palette.muted });
    let inner = egui::Frame::new().inner_margin(egui::Margin { left: 14, ..egui::Margin::ZERO });
    let frame = inner.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.label(RichText::new(&card.title).font(font(Face::SerifBold, 18.0)));
        ui.label(RichText::new(&card.other_titles).color(muted).size(11.5));
        if !card.treaty {
            ui.label(RichText::new(&card.kind).color(muted).size(11.5));
        }
        ui.add_space(4.0);
        facts(ui, ("event", card.event.0), &card.facts, muted);
        ui.separator();
        ui.label(&card.summary);
        for (number, text) in &card.articles {
            ui.add_space(2.0);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                if !number.is_empty() {
                    ui.label(RichText::new(format!("{number} —")).font(font(Face::SansBold, 13.0)));
                }
                ui.label(text);
            });
        }
        if !card.transfers.is_empty() {
            ui.add_space(4.0);
            heading(ui, &words.get("card-on-map"), muted);
            for transfer in &card.transfers {
                actions.extend(transfer_ui(ui, view, transfer, canvas));
            }
        }
        if !card.touched.is_empty() {
            ui.add_space(4.0);
            heading(ui, &words.get("card-touches"), muted);
            actions.extend(territories(ui, &card.touched));
        }
        if let Some(note) = &card.note {
            ui.add_space(4.0);
            ui.label(RichText::new(note).color(muted).size(12.0));
        }
        ui.add_space(4.0);
        let count = Argument::Number(card.sources.len());
        let title = words.with("card-sources", &[("count", count)]);
        let title = format!("{title} · {}", card.confidence);
        egui::CollapsingHeader::new(RichText::new(title).color(muted).size(12.0))
            .id_salt(("sources", card.event.0))
            .show(ui, |ui| {
                for source in &card.sources {
                    ui.label(RichText::new(source).size(11.5));
                }
            });
    });
    let rect = frame.response.rect;
    let line = Rect::from_min_max(rect.min, pos2(rect.left() + 3.0, rect.bottom()));
    ui.painter().rect_filled(line, CornerRadius::same(1), bar);
    ui.add_space(10.0);
    actions
}

fn heading(ui: &mut Ui, text: &str, ink: egui::Color32) {
    ui.label(RichText::new(text).font(font(Face::SansBold, 12.5)).color(ink));
}

fn facts(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    facts: &[(String, String)],
    ink: egui::Color32,
) {
    Grid::new(("facts", id)).num_columns(2).spacing(vec2(12.0, 4.0)).show(ui, |ui| {
        for (word, value) in facts {
            ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.set_max_width(104.0);
                ui.add(egui::Label::new(RichText::new(word).color(ink).size(12.0)).wrap());
            });
            ui.add(egui::Label::new(value).wrap());
            ui.end_row();
        }
    });
}

fn swatch(ui: &mut Ui, view: &View, fill: &Fill, canvas: &mut Canvas) {
    let (rect, _) = ui.allocate_exact_size(vec2(20.0, 13.0), Sense::hover());
    canvas.fill_rect(ui.painter(), rect, 2.0, fill, 0.8);
    let edge = Stroke::new(0.8, color(palette(view.theme).outline));
    ui.painter().rect_stroke(rect, 2.0, edge, egui::StrokeKind::Middle);
}

fn transfer_ui(ui: &mut Ui, view: &View, transfer: &Transfer, canvas: &mut Canvas) -> Vec<Action> {
    let mut actions = Vec::new();
    if ui.link(&transfer.day).clicked() {
        actions.push(Action::GoToDay(transfer.when));
    }
    actions.extend(territories(ui, &transfer.territories));
    ui.horizontal(|ui| {
        swatch(ui, view, &transfer.from.0, canvas);
        ui.label("→");
        swatch(ui, view, &transfer.to.0, canvas);
        let words = format!("{} → {}", transfer.from.1, transfer.to.1);
        ui.add(egui::Label::new(words).wrap());
    });
    ui.add_space(3.0);
    actions
}

/// Names of territories; a click selects one.
fn territories(ui: &mut Ui, territories: &[(crate::history::TerritoryId, String)]) -> Vec<Action> {
    let mut actions = Vec::new();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        for (i, (territory, name)) in territories.iter().enumerate() {
            let last = i + 1 == territories.len();
            let text = if last { name.clone() } else { format!("{name},") };
            if ui.link(text).clicked() {
                let selection = Selection { territory: *territory, island: None };
                actions.push(Action::Select(Some(selection)));
            }
        }
    });
    actions
}

/// The card of what is selected.
pub(super) fn territory_ui(
    ui: &mut Ui,
    atlas: &Atlas,
    view: &View,
    words: &Words,
    card: &TerritoryCard,
    canvas: &mut Canvas,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let muted = color(palette(view.theme).muted);
    ui.horizontal(|ui| {
        heading(ui, &words.get("card-selected"), muted);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let close = Button::new("×").frame(false);
            let response = ui.add(close);
            let name = words.get("card-close");
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
            if response.on_hover_text(&name).clicked() {
                actions.push(Action::Select(None));
            }
        });
    });
    ui.label(RichText::new(&card.name).font(font(Face::SerifBold, 19.0)));
    ui.label(RichText::new(&card.other_names).color(muted).size(11.5));
    if !card.also.is_empty() {
        ui.label(RichText::new(&card.also).color(muted).size(11.5));
    }
    if let Some(island) = &card.island {
        ui.label(island);
    }
    ribbon(ui, atlas, view, card, canvas);
    facts(ui, ("territory", card.territory.0), &card.facts, muted);
    ui.add_space(4.0);
    heading(ui, &words.get("card-why"), muted);
    actions.extend(holder_ui(ui, view, &card.now, canvas, true));
    for note in &card.notes {
        ui.label(RichText::new(note).color(muted).size(12.0));
    }
    ui.add_space(4.0);
    heading(ui, &words.get("card-holders"), muted);
    for row in &card.holders {
        actions.extend(holder_ui(ui, view, row, canvas, false));
    }
    ui.add_space(4.0);
    heading(ui, &words.get("card-island-events"), muted);
    for (event, day, when, title) in &card.events {
        ui.label(RichText::new(when).color(muted).size(11.0));
        if ui.add(Button::new(title).frame(false).wrap()).clicked() {
            actions.push(Action::GoToEvent(*event, *day));
        }
    }
    actions
}

/// All holders of a territory as one ribbon; a click goes to the year.
fn ribbon(ui: &mut Ui, atlas: &Atlas, view: &View, card: &TerritoryCard, canvas: &mut Canvas) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 14.0), Sense::hover());
    let scale = TimeScale::new(atlas, rect.left(), rect.right());
    for segment in segments(atlas, view.lens, card.territory, view.theme) {
        let stretch = Rect::from_min_max(
            pos2(scale.x_of(segment.from), rect.top()),
            pos2(scale.x_of(segment.until), rect.bottom()),
        );
        canvas.fill_rect(ui.painter(), stretch, 0.0, &segment.fill, 0.6);
    }
    let x = scale.x_of(view.moment);
    let line = [pos2(x, rect.top() - 2.0), pos2(x, rect.bottom() + 2.0)];
    ui.painter().line_segment(line, Stroke::new(2.0, color(palette(view.theme).ink)));
}

fn holder_ui(
    ui: &mut Ui,
    view: &View,
    row: &HolderRow,
    canvas: &mut Canvas,
    whole: bool,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let muted = color(palette(view.theme).muted);
    ui.horizontal_top(|ui| {
        swatch(ui, view, &row.fill, canvas);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            let face = if row.current { Face::SansBold } else { Face::Sans };
            let name = RichText::new(&row.holder).font(font(face, 13.0));
            ui.add(egui::Label::new(name).wrap());
            let dates = RichText::new(&row.dates).size(11.5).color(muted);
            if ui.add(Button::new(dates).frame(false).wrap()).clicked() {
                actions.push(Action::GoToDay(row.from));
            }
            ui.label(RichText::new(&row.status).size(11.5).color(muted));
            if let Some((event, title)) = &row.event
                && ui.link(RichText::new(title).size(12.0)).clicked()
            {
                actions.push(Action::GoToEvent(*event, row.from));
            }
            if whole {
                if let Some(note) = &row.note {
                    ui.label(RichText::new(note).size(12.0));
                }
                ui.label(RichText::new(&row.basis).size(11.0).color(muted));
            }
        });
    });
    ui.add_space(3.0);
    actions
}
