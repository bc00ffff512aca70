//! Where the views differ, set from its words, which are of `picture`: the territories that the lenses
//! colour differently, and by which lens whose they are.

use egui::{Button, CursorIcon, RichText, Ui};

use crate::atlas::Atlas;
use crate::history::LensId;
use crate::picture::cards::DisputeRow;
use crate::picture::{Argument, Face, Words, palette};
use crate::view::{Action, Look};

use super::super::fonts::font;
use super::super::map::Canvas;
use super::super::style::color;
use super::super::widgets::{closable, swatch, territories};

/// Shows the list.
pub(super) fn ui(
    ui: &mut Ui,
    atlas: &Atlas,
    look: &Look,
    words: &Words,
    rows: &[DisputeRow],
    canvas: &mut Canvas,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let muted = color(palette(look.theme()).muted);
    if closable(ui, &words.get("command-disputes"), words, muted) {
        actions.push(Action::SetDisputes(false));
    }
    let day = words.day(look.moment());
    let count = Argument::Number(rows.iter().map(|row| row.territories.len()).sum());
    ui.weak(words.with("disputes-on", &[("day", Argument::Text(&day)), ("count", count)]));
    if rows.is_empty() {
        return actions;
    }
    ui.add_space(4.0);
    // A holder below tells its lenses by their numbers.
    for (i, lens) in (0_u16..).zip(&atlas.history.lenses) {
        let face = if look.lens() == LensId(i) { Face::SansBold } else { Face::Sans };
        let name = format!("{} · {}", i + 1, lens.name.get(words.language));
        let name = RichText::new(name).font(font(face, 12.0)).color(muted);
        let line = ui.add(Button::new(name).frame(false).wrap());
        if line.on_hover_text(lens.question.get(words.language)).clicked() {
            actions.push(Action::SetLens(LensId(i)));
        }
    }
    for row in rows {
        ui.add_space(4.0);
        ui.separator();
        actions.extend(territories(ui, words, &row.territories));
        for (lenses, fill, holder) in &row.holders {
            ui.horizontal(|ui| {
                let swatch = swatch(ui, look, fill, canvas, Some(holder));
                let numbers: Vec<String> =
                    lenses.iter().map(|lens| (lens.0 + 1).to_string()).collect();
                let face = if lenses.contains(&look.lens()) { Face::SansBold } else { Face::Sans };
                let line = format!("{holder} · {}", words.list(&numbers));
                let line = RichText::new(line).font(font(face, 12.0));
                let line = ui.add(Button::new(line).frame(false).wrap());
                let clicked =
                    swatch.on_hover_cursor(CursorIcon::PointingHand).clicked() || line.clicked();
                if clicked && let Some(lens) = lenses.first() {
                    actions.push(Action::SetLens(*lens));
                }
            });
        }
    }
    ui.add_space(10.0);
    actions
}
