//! What is different between two looks, set from its words, which are of `picture`.

use egui::{RichText, Ui};

use crate::picture::cards::{ChangeRow, Changes};
use crate::picture::{Argument, Face, Words, palette};
use crate::view::{Action, Look};

use super::super::fonts::font;
use super::super::map::Canvas;
use super::super::style::color;
use super::super::widgets::{closable, swatch, territories};

/// Shows the list.
pub(super) fn ui(
    ui: &mut Ui,
    look: &Look,
    words: &Words,
    changes: &Changes,
    canvas: &mut Canvas,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let muted = color(palette(look.theme()).muted);
    if closable(ui, &words.get("compare-changed"), words, muted) {
        actions.push(Action::Compare(None));
    }
    let [first, second] = &changes.looks;
    ui.weak(format!("{first} → {second}"));
    if changes.rows.is_empty() {
        ui.label(words.get("compare-same"));
    }
    for ChangeRow { holders: [before, now], km2, territories: own } in &changes.rows {
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            swatch(ui, look, &before.0, canvas, Some(&before.1));
            ui.label(RichText::new(&before.1).font(font(Face::Sans, 12.5)));
            ui.label(RichText::new("→").color(muted));
            swatch(ui, look, &now.0, canvas, Some(&now.1));
            ui.label(RichText::new(&now.1).font(font(Face::SansBold, 12.5)));
        });
        let count = Argument::Number(own.len());
        let territories_said = words.with("compare-territories", &[("count", count)]);
        ui.weak(words.pair(&territories_said, &words.area(*km2)));
        actions.extend(territories(ui, words, own));
    }
    ui.add_space(10.0);
    actions
}
