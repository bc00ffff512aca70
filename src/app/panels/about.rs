//! What this program is, and whose data it shows.

use egui::{Align2, CollapsingHeader, RichText, ScrollArea, TextStyle, Ui, Window, vec2};

use crate::atlas::Atlas;
use crate::picture::{Argument, Face, Words};

use super::super::fonts::font;
use super::super::widgets::{as_heading, name_bars};

/// Shows the notice; whether it stays open.
pub(crate) fn ui(ctx: &egui::Context, atlas: &Atlas, words: &Words) -> bool {
    let mut open = true;
    let mut closed = false;
    Window::new(words.get("command-about"))
        .id(egui::Id::unique("about"))
        .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
        .collapsible(false)
        .resizable(false)
        .open(&mut open)
        .show(ctx, |ui| {
            ui.set_max_width(440.0);
            let title = atlas.history.title.get(words.language);
            as_heading(&ui.heading(title), title, 1);
            if let Some(about) = &atlas.about {
                ui.label(about.get(words.language));
            }
            ui.add_space(6.0);
            for lens in &atlas.history.lenses {
                let name = RichText::new(lens.name.get(words.language));
                ui.label(name.font(font(Face::SansBold, 13.0)));
                ui.label(lens.note.get(words.language));
            }
            ui.add_space(6.0);
            let attribution = Argument::Text(&atlas.attribution);
            ui.label(words.with("about-data", &[("attribution", attribution)]));
            let version = Argument::Text(crate::VERSION);
            ui.weak(words.with("about-version", &[("version", version)]));
            licences(ui, words);
            ui.add_space(6.0);
            closed = ui.button(words.get("close")).clicked()
                || ui.input(|input| input.key_pressed(egui::Key::Escape));
        });
    open && !closed
}

/// The crates that the program is made of, and their licences, to scroll through.
fn licences(ui: &mut Ui, words: &Words) {
    CollapsingHeader::new(words.get("about-licences")).id_salt("licences").show(ui, |ui| {
        let lines: Vec<&str> = crate::LICENCES.lines().collect();
        let row = ui.text_style_height(&TextStyle::Small);
        let area = ScrollArea::both().max_height(240.0).auto_shrink([false, true]).show_rows(
            ui,
            row,
            lines.len(),
            |ui, rows| {
                for line in lines.get(rows).unwrap_or_default() {
                    ui.add(egui::Label::new(RichText::new(*line).small()).extend());
                }
            },
        );
        name_bars(ui, &area, &words.get("scroll-bar"));
    });
}
