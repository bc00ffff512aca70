//! How the map is read, what the words for rights mean, and which keys there are.

use egui::{Align2, Grid, RichText, ScrollArea, Window, vec2};

use crate::history::Status;
use crate::picture::Face;
use crate::picture::cards::term_of_status;

use super::super::commands::Command;
use super::super::effects::Effect;
use super::super::fonts::font;
use super::super::session::Session;
use super::super::widgets::word_of;

/// What is told of the map, in its order.
const SIGNS: [&str; 8] = [
    "help-fill",
    "help-hatch",
    "help-stripes",
    "help-dots",
    "help-lines",
    "help-lenses",
    "help-confidence",
    "help-doubt",
];

/// Shows the window; whether it stays open, and what was clicked in it.
pub(crate) fn ui(ctx: &egui::Context, session: &Session) -> (bool, Option<Effect>) {
    let words = &session.words;
    let mut clicked = None;
    let mut open = true;
    let mut closed = false;
    Window::new(words.get("command-help"))
        .id(egui::Id::unique("help"))
        .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
        .collapsible(false)
        .resizable(false)
        .open(&mut open)
        .show(ctx, |ui| {
            let heading =
                |key: &str| RichText::new(words.get(key)).font(font(Face::SansBold, 13.5));
            let tallest = (ui.ctx().content_rect().height() - 160.0).max(120.0);
            ScrollArea::vertical().max_height(tallest).show(ui, |ui| {
                ui.set_max_width(480.0);
                ui.label(heading("help-reading"));
                for sign in SIGNS {
                    ui.label(words.get(sign));
                }
                ui.add_space(8.0);
                ui.label(heading("help-words"));
                for status in Status::ALL {
                    let word = words.get(&format!("right-{}", status.id()));
                    let meaning = words.get(&format!("word-{}", status.id()));
                    let Some(term) = term_of_status(&session.atlas, status) else {
                        ui.label(words.pair(&word, &meaning));
                        continue;
                    };
                    ui.horizontal_wrapped(|ui| {
                        ui.spacing_mut().item_spacing.x = 0.0;
                        clicked = word_of(ui, term, RichText::new(&word)).or(clicked);
                        ui.label(words.pair("", &meaning));
                    });
                }
                ui.add_space(8.0);
                ui.label(heading("help-keys"));
                Grid::new("keys").num_columns(2).spacing([18.0, 3.0]).show(ui, |ui| {
                    for command in Command::ALL {
                        let Some(keys) = command.shortcut() else { continue };
                        ui.label(RichText::new(ui.ctx().format_shortcut(&keys)).strong());
                        ui.label(words.get(command.words()));
                        ui.end_row();
                    }
                });
                ui.add_space(4.0);
                ui.label(words.get("help-map-keys"));
            });
            ui.add_space(6.0);
            closed = ui.button(words.get("close")).clicked();
        });
    (open && !closed, clicked)
}
